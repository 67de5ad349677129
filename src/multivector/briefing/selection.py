"""Which plans and claims of a ledger belong on the page of one focal state and one stretch of time."""

from collections.abc import Iterable, Mapping
from datetime import date

from multivector.records import Claim, Document, Entity, Event


def select_planned(
    events: Iterable[Event], documents: Mapping[str, Document], *, focal: str, since: date, until: date
) -> tuple[Event, ...]:
    """Planned events of the focal state that are still plans at the end of the brief."""
    return tuple(
        event
        for event in events
        if touches(focal, *event.actors, *event.recipients) and is_pending(event, documents, since=since, until=until)
    )


def select_claims(claims: Iterable[Claim], documents: Mapping[str, Document], *, focal: str, since: date, until: date) -> tuple[Claim, ...]:
    """Claims by or about the focal state from documents of that time, undated documents included."""
    return tuple(
        claim
        for claim in claims
        if touches(focal, claim.claimant, *claim.about) and since <= (documents[claim.document].published or since) <= until
    )


def touches(code: str, *entities: Entity | None) -> bool:
    """Whether one of the entities belongs to the state or body."""
    return any(entity is not None and entity.country == code for entity in entities)


def is_pending(event: Event, documents: Mapping[str, Document], *, since: date, until: date) -> bool:
    """Whether a planned event is still one at the end of a brief: due since ``since``, or undated and announced in that time."""
    days = [day for id in event.documents if id in documents and (day := documents[id].published)]
    due = event.date.end or event.date.start or max(days, default=since)
    return due >= since and min(days, default=until) <= until
