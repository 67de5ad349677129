"""What a brief is made of: records and a few words about them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from multivector.records import Claim, Document, Entry, Event, EventMention, Score


@dataclass(frozen=True, slots=True)
class Counts:
    """What went in and what came of it.

    ``documents`` were read, ``duplicates`` of them left aside, ``rejected`` inputs could not be read; ``reports`` are single
    sentences' events, ``events`` what they merged into, ``undated`` the events among them that no period can take.
    """

    documents: int = 0
    duplicates: int = 0
    rejected: int = 0
    reports: int = 0
    events: int = 0
    undated: int = 0


@dataclass(frozen=True, slots=True)
class Brief:
    """Everything that one brief shows.

    ``focal`` is the focal state's name; ``scheme`` and ``explanation`` name the scoring scheme and say how it counts; ``start`` and
    ``end`` bound the period covered, both inclusive; ``period`` names the length of one step (``month``, ``quarter``, …).
    ``vectors`` are (name, description) in the order of the page; ``scores`` and ``entries`` are of this one focal state and scheme.
    ``events`` is by event id, ``reports`` by mention id, ``documents`` by document id; what a record refers to may be missing, and
    the page then says less. ``planned`` holds events of status ``future``, ``notes`` remarks that the method section repeats.
    """

    title: str
    publisher: str
    focal: str
    scheme: str
    explanation: str
    start: date
    end: date
    period: str
    vectors: tuple[tuple[str, str], ...] = ()
    scores: tuple[Score, ...] = ()
    entries: tuple[Entry, ...] = ()
    events: Mapping[str, Event] = field(default_factory=dict)
    reports: Mapping[str, EventMention] = field(default_factory=dict)
    documents: Mapping[str, Document] = field(default_factory=dict)
    planned: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    counts: Counts = Counts()
    notes: tuple[str, ...] = ()
    version: str = ""

    def list_vectors(self) -> tuple[tuple[str, str], ...]:
        """The vectors as given, then those that only scores or entries name, each once and in order of appearance."""
        names = dict(self.vectors)
        for name in (*(score.vector for score in self.scores), *(entry.vector for entry in self.entries)):
            names.setdefault(name, "")
        return tuple(names.items())
