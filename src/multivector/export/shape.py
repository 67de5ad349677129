"""The public JSON shape of records, both ways. Keys and their order are a promise to users' scripts."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from multivector.errors import UsageError
from multivector.records import Attribution, Claim, Entity, Event, EventDate, EventMention, Place, Score, Span


def span_to_dict(span: Span) -> dict[str, Any]:
    """``{"text", "start", "end"}``; offsets are characters of the document's text, end exclusive."""
    return {"text": span.text, "start": span.start, "end": span.end}


def entity_to_dict(entity: Entity) -> dict[str, Any]:
    """A side: its words, and whom they mean as far as that is known; ``code`` follows from country and sectors."""
    return {
        "text": entity.text,
        "start": entity.start,
        "end": entity.end,
        "name": entity.name,
        "country": entity.country,
        "code": entity.code,
        "sectors": list(entity.sectors),
        "kind": entity.kind,
        "wikidata": entity.wikidata,
    }


def date_to_dict(when: EventDate) -> dict[str, Any]:
    """Days as ISO 8601 text, both inclusive, None where unknown."""
    return {
        "text": when.text,
        "start": when.start.isoformat() if when.start else None,
        "end": when.end.isoformat() if when.end else None,
        "basis": when.basis,
    }


def place_to_dict(place: Place | None) -> dict[str, Any] | None:
    """A place with coordinates in degrees, or None."""
    if place is None:
        return None
    return {
        "text": place.text,
        "name": place.name,
        "country": place.country,
        "latitude": place.latitude,
        "longitude": place.longitude,
    }


def event_to_dict(mention: EventMention) -> dict[str, Any]:
    """One report of an event. The coder's ``explanation`` is no part of the shape and is left out."""
    said = mention.attribution
    return {
        "id": mention.id,
        "document": mention.document,
        "sentence": span_to_dict(mention.sentence),
        "trigger": span_to_dict(mention.trigger),
        "type": mention.type,
        "mode": mention.mode,
        "contexts": list(mention.contexts),
        "cameo": mention.cameo,
        "score": mention.score,
        "status": mention.status,
        "actors": [entity_to_dict(entity) for entity in mention.actors],
        "recipients": [entity_to_dict(entity) for entity in mention.recipients],
        "date": date_to_dict(mention.date),
        "place": place_to_dict(mention.place),
        "attribution": None if said is None else {"source": entity_to_dict(said.source) if said.source else None, "cue": said.cue},
        "hedges": list(mention.hedges),
        "confidence": mention.confidence,
    }


def merged_to_dict(event: Event) -> dict[str, Any]:
    """A merged event with the ids of its reports and documents, and why they belong together."""
    return {
        "id": event.id,
        "type": event.type,
        "mode": event.mode,
        "contexts": list(event.contexts),
        "status": event.status,
        "actors": [entity_to_dict(entity) for entity in event.actors],
        "recipients": [entity_to_dict(entity) for entity in event.recipients],
        "date": date_to_dict(event.date),
        "place": place_to_dict(event.place),
        "score": event.score,
        "confidence": event.confidence,
        "reports": list(event.reports),
        "documents": list(event.documents),
        "reason": event.reason,
    }


def claim_to_dict(claim: Claim) -> dict[str, Any]:
    """A claim; ``text`` is its own words within ``sentence``, ``claimant`` is ``"author"`` where the document's author speaks."""
    return {
        "id": claim.id,
        "document": claim.document,
        "sentence": span_to_dict(claim.sentence),
        "text": claim.span.text,
        "claimant": entity_to_dict(claim.claimant) if claim.claimant else "author",
        "about": [entity_to_dict(entity) for entity in claim.about],
        "kind": claim.kind,
        "hedges": list(claim.hedges),
        "polarity": claim.polarity,
    }


def score_to_dict(score: Score) -> dict[str, Any]:
    """One row of an index, days as ISO 8601 text."""
    return {
        "focal": score.focal,
        "vector": score.vector,
        "scheme": score.scheme,
        "start": score.start.isoformat(),
        "end": score.end.isoformat(),
        "value": score.value,
        "low": score.low,
        "high": score.high,
        "events": score.events,
        "reports": score.reports,
    }


def event_from_dict(data: Mapping[str, Any]) -> EventMention:
    """The record that `event_to_dict` wrote (its ``explanation`` empty). Keys other than id, document, sentence, trigger and type may be
    missing; keys that the shape does not know are passed over. Raises UsageError naming the field that is missing or of another kind.
    """
    where = "event"
    said = read_part(data, "attribution", where)
    when = read_part(data, "date", where)
    return EventMention(
        id=read(data, "id", str, where),
        document=read(data, "document", str, where),
        sentence=read_span(data, "sentence", where),
        trigger=read_span(data, "trigger", where),
        type=read(data, "type", str, where),
        mode=read_optional(data, "mode", str, where),
        contexts=read_texts(data, "contexts", where),
        cameo=read_optional(data, "cameo", str, where),
        score=float(read_optional(data, "score", (int, float), where) or 0.0),
        status=read_optional(data, "status", str, where) or "happened",
        actors=read_entities(data, "actors", where),
        recipients=read_entities(data, "recipients", where),
        date=EventDate() if when is None else read_date(when, f"{where}.date"),
        place=read_place(data, "place", where),
        attribution=None if said is None else read_attribution(said, f"{where}.attribution"),
        hedges=read_texts(data, "hedges", where),
        confidence=float(read_optional(data, "confidence", (int, float), where) or 0.0),
    )


def read(data: Mapping[str, Any], key: str, kind: type | tuple[type, ...], where: str) -> Any:
    """A value that must be there and of that kind. Raises UsageError where it is not."""
    value = data.get(key)
    # A bool is an int to Python, and never one in this shape.
    if not isinstance(value, kind) or isinstance(value, bool):
        kinds = " or ".join(one.__name__ for one in (kind if isinstance(kind, tuple) else (kind,)))
        found = f"is {value!r}" if key in data else "is missing"
        raise UsageError(f"{where}.{key} {found}; give a value of kind {kinds}, as `multivector read --format jsonl` writes it")
    return value


def read_optional(data: Mapping[str, Any], key: str, kind: type | tuple[type, ...], where: str) -> Any:
    """The value, or None where it is missing or null."""
    return None if data.get(key) is None else read(data, key, kind, where)


def read_part(data: Mapping[str, Any], key: str, where: str) -> Mapping[str, Any] | None:
    """An object, or None where it is missing or null."""
    part: Mapping[str, Any] | None = read_optional(data, key, Mapping, where)
    return part


def read_texts(data: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    """A list of texts; empty where it is missing or null."""
    items = read_optional(data, key, list, where) or []
    return tuple(read({str(number): item}, str(number), str, f"{where}.{key}") for number, item in enumerate(items))


def read_span(data: Mapping[str, Any], key: str, where: str) -> Span:
    """A span that must be there."""
    part, here = read(data, key, Mapping, where), f"{where}.{key}"
    return Span(read(part, "text", str, here), read(part, "start", int, here), read(part, "end", int, here))


def read_entity(part: Mapping[str, Any], where: str) -> Entity:
    """A side; its ``code`` is not read, since it follows from country and sectors."""
    return Entity(
        text=read(part, "text", str, where),
        start=read(part, "start", int, where),
        end=read(part, "end", int, where),
        name=read_optional(part, "name", str, where),
        country=read_optional(part, "country", str, where),
        sectors=read_texts(part, "sectors", where),
        kind=read_optional(part, "kind", str, where),
        wikidata=read_optional(part, "wikidata", str, where),
    )


def read_entities(data: Mapping[str, Any], key: str, where: str) -> tuple[Entity, ...]:
    """A list of sides; empty where it is missing or null."""
    items = read_optional(data, key, list, where) or []
    parts = (read({str(number): item}, str(number), Mapping, f"{where}.{key}") for number, item in enumerate(items))
    return tuple(read_entity(part, f"{where}.{key}.{number}") for number, part in enumerate(parts))


def read_day(part: Mapping[str, Any], key: str, where: str) -> date | None:
    """A day from ISO 8601 text, or None. Raises UsageError where the text is no day."""
    text = read_optional(part, key, str, where)
    try:
        return date.fromisoformat(text) if text is not None else None
    except ValueError as error:
        raise UsageError(f"{where}.{key} is {text!r}, which is no day; write it as 2032-04-13") from error


def read_date(part: Mapping[str, Any], where: str) -> EventDate:
    """When, with its basis."""
    return EventDate(
        text=read_optional(part, "text", str, where),
        start=read_day(part, "start", where),
        end=read_day(part, "end", where),
        basis=read_optional(part, "basis", str, where) or "none",
    )


def read_place(data: Mapping[str, Any], key: str, where: str) -> Place | None:
    """Where, or None."""
    part, here = read_part(data, key, where), f"{where}.{key}"
    if part is None:
        return None
    latitude, longitude = (read_optional(part, axis, (int, float), here) for axis in ("latitude", "longitude"))
    return Place(
        text=read(part, "text", str, here),
        name=read_optional(part, "name", str, here),
        country=read_optional(part, "country", str, here),
        latitude=None if latitude is None else float(latitude),
        longitude=None if longitude is None else float(longitude),
    )


def read_attribution(part: Mapping[str, Any], where: str) -> Attribution:
    """Who says so."""
    source = read_part(part, "source", where)
    return Attribution(read_entity(source, f"{where}.source") if source is not None else None, read(part, "cue", str, where))
