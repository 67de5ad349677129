"""Records to rows and back, field by field; nothing is lost either way.

A row is a mapping from column name to value. Floats come back as floats, lists as tuples, days as `datetime.date`.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from multivector.records import Attribution, Claim, Document, Entity, Event, EventDate, EventMention, Place, Rejection, Span

Row = Mapping[Any, Any]


def dump_document(document: Document, *, duplicate_of: str | None) -> dict[str, Any]:
    """Give the row of `documents`; ``duplicate_of`` is the id of the document that said the same words first."""
    return {
        "id": document.id,
        "digest": document.digest,
        "text": document.text,
        "title": document.title,
        "published": document.published,
        "url": document.url,
        "source": document.source,
        "language": document.language,
        "page": document.page,
        "page_start": document.page_start,
        "duplicate_of": duplicate_of,
    }


def load_document(row: Row) -> Document:
    """Give the document that a row of `documents` holds."""
    return Document(
        id=row["id"],
        text=row["text"],
        title=row["title"],
        published=row["published"],
        url=row["url"],
        source=row["source"],
        language=row["language"],
        page=row["page"],
        page_start=row["page_start"],
    )


def dump_mention(mention: EventMention) -> dict[str, Any]:
    """Give the row of `mentions`."""
    return {
        "id": mention.id,
        "document": mention.document,
        **_dump_span("sentence", mention.sentence),
        **_dump_span("trigger", mention.trigger),
        **_dump_details(mention),
        "cameo": mention.cameo,
        "attribution": _dump_attribution(mention.attribution),
        "hedges": list(mention.hedges),
        "explanation": list(mention.explanation),
    }


def load_mention(row: Row) -> EventMention:
    """Give the mention that a row of `mentions` holds."""
    return EventMention(
        id=row["id"],
        document=row["document"],
        sentence=_load_span("sentence", row),
        trigger=_load_span("trigger", row),
        cameo=row["cameo"],
        attribution=_load_attribution(row["attribution"]),
        hedges=tuple(row["hedges"]),
        explanation=tuple(row["explanation"]),
        **_load_details(row),
    )


def dump_claim(claim: Claim) -> dict[str, Any]:
    """Give the row of `claims`."""
    return {
        "id": claim.id,
        "document": claim.document,
        **_dump_span("sentence", claim.sentence),
        **_dump_span("span", claim.span),
        "kind": claim.kind,
        "claimant": None if claim.claimant is None else _dump_entity(claim.claimant),
        "about": [_dump_entity(entity) for entity in claim.about],
        "hedges": list(claim.hedges),
        "polarity": claim.polarity,
    }


def load_claim(row: Row) -> Claim:
    """Give the claim that a row of `claims` holds."""
    return Claim(
        id=row["id"],
        document=row["document"],
        sentence=_load_span("sentence", row),
        span=_load_span("span", row),
        kind=row["kind"],
        claimant=None if row["claimant"] is None else _load_entity(row["claimant"]),
        about=_load_entities(row["about"]),
        hedges=tuple(row["hedges"]),
        polarity=row["polarity"],
    )


def dump_event(event: Event) -> dict[str, Any]:
    """Give the row of `events`; the reports go to `event_reports` (see `dump_reports`)."""
    return {"id": event.id, **_dump_details(event), "documents": list(event.documents), "reason": event.reason}


def load_event(row: Row, *, reports: Iterable[str]) -> Event:
    """Give the event that a row of `events` holds, with the ids of its reports in their order."""
    return Event(id=row["id"], reports=tuple(reports), documents=tuple(row["documents"]), reason=row["reason"], **_load_details(row))


def dump_reports(event: Event) -> list[dict[str, Any]]:
    """Give the rows of `event_reports`: one per report, numbered from 0 in the event's order."""
    return [{"event": event.id, "position": position, "mention": report} for position, report in enumerate(event.reports)]


def dump_sides(record: EventMention | Event) -> list[dict[str, Any]]:
    """Give the rows of `mention_sides` or `event_sides`: each country of each side once; entities without a country give none."""
    sides = [("actor", record.actors), ("recipient", record.recipients)]
    pairs = [(role, entity.country) for role, entities in sides for entity in entities if entity.country is not None]
    return [{"owner": record.id, "role": role, "country": country} for role, country in dict.fromkeys(pairs)]


def dump_rejection(rejection: Rejection) -> dict[str, Any]:
    """Give the row of `rejections`."""
    return {"origin": rejection.origin, "reason": rejection.reason}


def load_rejection(row: Row) -> Rejection:
    """Give the rejection that a row of `rejections` holds."""
    return Rejection(origin=row["origin"], reason=row["reason"])


def _dump_details(record: EventMention | Event) -> dict[str, Any]:
    return {
        "type": record.type,
        "mode": record.mode,
        "contexts": list(record.contexts),
        "status": record.status,
        "actors": [_dump_entity(entity) for entity in record.actors],
        "recipients": [_dump_entity(entity) for entity in record.recipients],
        "date_text": record.date.text,
        "date_start": record.date.start,
        "date_end": record.date.end,
        "date_basis": record.date.basis,
        "place": _dump_place(record.place),
        "score": record.score,
        "confidence": record.confidence,
    }


def _load_details(row: Row) -> dict[str, Any]:
    return {
        "type": row["type"],
        "mode": row["mode"],
        "contexts": tuple(row["contexts"]),
        "status": row["status"],
        "actors": _load_entities(row["actors"]),
        "recipients": _load_entities(row["recipients"]),
        "date": EventDate(text=row["date_text"], start=row["date_start"], end=row["date_end"], basis=row["date_basis"]),
        "place": None if row["place"] is None else Place(**row["place"]),
        "score": row["score"],
        "confidence": row["confidence"],
    }


def _dump_span(name: str, span: Span) -> dict[str, Any]:
    return {f"{name}_text": span.text, f"{name}_start": span.start, f"{name}_end": span.end}


def _load_span(name: str, row: Row) -> Span:
    return Span(text=row[f"{name}_text"], start=row[f"{name}_start"], end=row[f"{name}_end"])


def _dump_entity(entity: Entity) -> dict[str, Any]:
    return {
        "text": entity.text,
        "start": entity.start,
        "end": entity.end,
        "name": entity.name,
        "country": entity.country,
        "sectors": list(entity.sectors),
        "kind": entity.kind,
        "wikidata": entity.wikidata,
    }


def _load_entity(value: Row) -> Entity:
    return Entity(**{**value, "sectors": tuple(value["sectors"])})


def _load_entities(values: Iterable[Row]) -> tuple[Entity, ...]:
    return tuple(_load_entity(value) for value in values)


def _dump_place(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    return {
        "text": place.text,
        "name": place.name,
        "country": place.country,
        "latitude": place.latitude,
        "longitude": place.longitude,
    }


def _dump_attribution(attribution: Attribution | None) -> dict[str, Any] | None:
    if attribution is None:
        return None
    return {"source": None if attribution.source is None else _dump_entity(attribution.source), "cue": attribution.cue}


def _load_attribution(value: Row | None) -> Attribution | None:
    if value is None:
        return None
    return Attribution(source=None if value["source"] is None else _load_entity(value["source"]), cue=value["cue"])
