"""All that decides whether two reports may be one event, as a value that many reports can share.

Comparing signatures instead of reports is what keeps a much-reported event cheap: a thousand reports that say the same have one.
"""

import re
from dataclasses import dataclass
from datetime import date

from multivector.merging.party import Party, find_parties
from multivector.records import EventMention, Place

# A treaty binds, praise does not: schemes weigh them apart, so they must not become one event.
SIGNING = re.compile(r"\b(?:sign|ratif|conclud|initial|treat(?:y|ies)|accord|agreement|memorand|declaration)", re.IGNORECASE)
# Types where naming two sides without a recipient means that both did it together; elsewhere an absent recipient is just unnamed.
MUTUAL_TYPES = frozenset({"AGREE", "CONSULT", "COOPERATE"})


@dataclass(frozen=True, slots=True)
class When:
    """Days (both inclusive) of a report; ``soft`` where they are only the day of publication."""

    start: date
    end: date
    soft: bool = False

    @property
    def days(self) -> int:
        """Length in days, at least 1."""
        return (self.end - self.start).days + 1


@dataclass(frozen=True, slots=True)
class Where:
    """A place: ``country`` ISO alpha-3, ``city`` the folded name where it is more than the country's, ``point`` in degrees."""

    country: str | None = None
    city: str | None = None
    point: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """Type, mode, status, sides, days and place of a report. ``mutual``: the actors are all sides, nobody is the recipient."""

    type: str
    mode: str | None
    status: str
    mutual: bool
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    vague_actors: frozenset[str]
    vague_recipients: frozenset[str]
    when: When | None
    where: Where

    @property
    def tokens(self) -> tuple[str, ...]:
        """Tokens of all named parties, sorted, each once."""
        return tuple(sorted({party.token for party in (*self.actors, *self.recipients)}))


def make_signature(mention: EventMention, *, when: When | None, state_names: frozenset[str]) -> Signature:
    """The signature of a mention; ``state_names`` are folded names that are no cities, ``when`` the days to compare it by."""
    actors, vague_actors = find_parties(mention.actors)
    recipients, vague_recipients = find_parties(mention.recipients)
    mutual = not mention.recipients and (mention.type in MUTUAL_TYPES or len(actors) > 1)
    where = _find_where(mention.place, state_names)
    return Signature(
        mention.type, find_act(mention), mention.status, mutual, actors, recipients, vague_actors, vague_recipients, when, where
    )


def find_act(mention: EventMention) -> str | None:
    """The mode; for SUPPORT, which has none, whether something was signed: praise and a treaty of one day are two events."""
    if mention.mode is not None or mention.type != "SUPPORT":
        return mention.mode
    return "signed" if SIGNING.search(mention.trigger.text) else "in words"


def find_when(mention: EventMention, published: date | None) -> When | None:
    """The days of a mention; for the basis ``published`` the document's day, where known, else the mention's own; None if unknown."""
    start, end = mention.date.start, mention.date.end
    if mention.date.basis == "published" and published is not None:
        start = end = published
    if mention.date.basis == "none" or (start is None and end is None):
        return None
    first = start or end
    last = end or start
    assert first is not None
    assert last is not None
    return When(min(first, last), max(first, last), mention.date.basis == "published")


def _find_where(place: Place | None, state_names: frozenset[str]) -> Where:
    if place is None:
        return Where()
    # An unresolved place is compared by nothing: its words may be a square, a city or a country.
    city = place.name.casefold().strip() if place.name else None
    if city in state_names:
        return Where(place.country)
    point = None
    if place.latitude is not None and place.longitude is not None:
        point = (round(place.latitude, 2), round(place.longitude, 2))
    return Where(place.country, city, point)
