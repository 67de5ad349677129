"""Events: as one sentence reports them (EventMention) and as they happened once (Event)."""

import hashlib
from dataclasses import dataclass
from datetime import date

from multivector.records.entity import Entity
from multivector.records.span import Span

BASES = ("text", "relative", "published", "none")


@dataclass(frozen=True, slots=True)
class EventDate:
    """When, as an interval of days (both inclusive), and how it is known.

    ``basis``: ``text`` (a full date stands there), ``relative`` (worked out from words such as "on Tuesday" or a date without
    its year, against the publication date), ``published`` (nothing is said: the item's own date), ``none`` (not known; both ends None).
    """

    text: str | None = None
    start: date | None = None
    end: date | None = None
    basis: str = "none"


@dataclass(frozen=True, slots=True)
class Place:
    """Where: the words, the place's name, its country (ISO 3166 alpha-3) and coordinates in degrees, None if unknown."""

    text: str
    name: str | None = None
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says so, where the text says that somebody does. ``source`` is None for "it was announced"."""

    source: Entity | None
    cue: str


@dataclass(frozen=True, slots=True)
class EventMention:
    """One report of an event in one sentence. ``score`` is PLOVER's for type and mode; ``explanation`` is how the coder got here."""

    id: str
    document: str
    sentence: Span
    trigger: Span
    type: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    cameo: str | None = None
    score: float = 0.0
    status: str = "happened"
    actors: tuple[Entity, ...] = ()
    recipients: tuple[Entity, ...] = ()
    date: EventDate = EventDate()
    place: Place | None = None
    attribution: Attribution | None = None
    hedges: tuple[str, ...] = ()
    confidence: float = 0.0
    explanation: tuple[str, ...] = ()

    @staticmethod
    def make_id(document: str, start: int, end: int, type: str) -> str:
        """A stable id from document, trigger offsets and type (16 hexadecimal digits)."""
        return hashlib.sha256(f"{document}\x1f{start}\x1f{end}\x1f{type}".encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Event:
    """One event with all its reports (ids of EventMentions), however many there are.

    Details are those of the best report; ``sources`` counts distinct documents, ``reason`` says why the reports belong together.
    """

    id: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    status: str
    actors: tuple[Entity, ...]
    recipients: tuple[Entity, ...]
    date: EventDate
    place: Place | None
    score: float
    confidence: float
    reports: tuple[str, ...]
    documents: tuple[str, ...]
    reason: str = ""
