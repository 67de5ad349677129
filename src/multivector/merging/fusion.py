"""From the reports of one event to what is told of it: one date, one place, each side once."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from math import prod

from multivector.merging.comparison import show_days
from multivector.merging.party import STATE_SECTORS, find_token, is_pronoun, is_vague
from multivector.merging.signature import MUTUAL_TYPES, find_when
from multivector.records import Entity, Event, EventDate, EventMention, Place

HIGHEST_CONFIDENCE = 0.99
_BASES = {"text": 0, "relative": 1, "published": 2, "none": 3}


def fuse_mentions(mentions: Sequence[EventMention], *, published: Mapping[str, date], state_names: frozenset[str]) -> Event:
    """The event that the mentions (at least one, all of one type) report; ``published`` maps document ids to days.

    ``state_names`` are folded names that are states and no cities. The outcome does not depend on the order of the mentions.
    """
    reports = sorted(mentions, key=lambda m: (-m.confidence, -len(m.actors) - len(m.recipients), m.id))
    ids = tuple(sorted(m.id for m in reports))
    documents = tuple(sorted({m.document for m in reports}))
    mode = next((m.mode for m in reports if m.mode), None)
    scores = sorted({m.score for m in reports if m.mode == mode}, key=lambda value: (-abs(value), value))
    actors, recipients = _choose_sides(reports)
    when = _choose_date(reports, published)
    event = Event(
        id=hashlib.sha256(f"event\x1f{ids[0]}".encode()).hexdigest()[:16],
        type=reports[0].type,
        mode=mode,
        contexts=tuple(sorted({context for m in reports for context in m.contexts})),
        status="happened" if any(m.status == "happened" for m in reports) else reports[0].status,
        actors=actors,
        recipients=recipients,
        date=when,
        place=_choose_place(reports, state_names),
        score=scores[0],
        confidence=_combine_confidence(reports),
        reports=ids,
        documents=documents,
    )
    return replace(event, reason=_explain(event, reports))


def _combine_confidence(reports: Sequence[EventMention]) -> float:
    """1 - Π(1 - c) over documents; reports of one document are not independent, so only the best of each counts."""
    best: dict[str, float] = {}
    for mention in reports:
        best[mention.document] = max(best.get(mention.document, 0.0), mention.confidence)
    return round(min(HIGHEST_CONFIDENCE, 1.0 - prod(1.0 - best[document] for document in sorted(best))), 6)


def _choose_date(reports: Sequence[EventMention], published: Mapping[str, date]) -> EventDate:
    def rank(mention: EventMention) -> tuple[object, ...]:
        when = find_when(mention, published.get(mention.document))
        if when is None:
            return (9,)
        coarse = 0 if when.days <= 7 else 1 if when.days <= 31 else 2
        # An event comes before its reports, so among days of publication the first is nearest to it.
        lead = when.start.toordinal() if when.soft else 0
        return (_BASES[mention.date.basis], coarse, lead, -mention.confidence, mention.id)

    best = min(reports, key=rank)
    when = find_when(best, published.get(best.document))
    if when is None:
        return best.date
    return replace(best.date, start=when.start, end=when.end)


def _choose_place(reports: Sequence[EventMention], state_names: frozenset[str]) -> Place | None:
    places = [
        (
            place.name is None,
            place.name is not None and place.name.casefold() in state_names,
            place.country is None,
            place.latitude is None,
            -mention.confidence,
            mention.id,
            place,
        )
        for mention in reports
        if (place := mention.place) is not None
    ]
    return min(places, key=lambda row: row[:-1])[-1] if places else None


def _choose_sides(reports: Sequence[EventMention]) -> tuple[tuple[Entity, ...], tuple[Entity, ...]]:
    """Actors and recipients. Reports that give both roles decide who has which; from the others come further actors."""
    roles: dict[str, float] = defaultdict(float)
    for mention in reports:
        if not mention.recipients:
            continue
        for entity in mention.actors:
            roles[_find_side(entity)] += mention.confidence + 1e-6
        for entity in mention.recipients:
            roles[_find_side(entity)] -= mention.confidence + 1e-6
    actors: list[Entity] = []
    recipients: list[Entity] = []
    for mention in reports:
        if mention.recipients:
            actors += mention.actors
            recipients += mention.recipients
        else:
            for entity in mention.actors:
                (recipients if roles.get(_find_side(entity), 0.0) < 0 else actors).append(entity)
    return _reduce_side(actors), _reduce_side(recipients)


def _find_side(entity: Entity) -> str:
    return find_token(entity) or f"~{entity.key}"


def _reduce_side(entities: Sequence[Entity]) -> tuple[Entity, ...]:
    """Each side once, in the order of the best reports: persons for their state, names for pronouns and for the unnamed."""
    named = [entity for entity in entities if not is_pronoun(entity) and not is_vague(entity)]
    if not named:
        rest = [entity for entity in entities if not is_pronoun(entity)] or list(entities)
        return tuple({entity.key: entity for entity in reversed(rest)}[key] for key in dict.fromkeys(e.key for e in rest))
    by_key: dict[str, Entity] = {}
    for entity in named:
        known = by_key.get(entity.key)
        if known is None or _count_details(entity) > _count_details(known):
            by_key[entity.key] = entity
    kept = list(by_key.values())
    return tuple(entity for entity in kept if not any(_covers(other, entity) for other in kept if other is not entity))


def _covers(one: Entity, other: Entity) -> bool:
    """Whether one mention says all that the other does and more, so that listing both would count a side twice."""
    if one.country is None or other.country is None:
        if one.country is not None and other.name is None:
            return bool(set(other.key.split()) <= set((one.name or one.text).casefold().split()))
        return one.country is None and other.country is None and set(other.key.casefold().split()) < set(one.key.casefold().split())
    if one.country != other.country or find_token(one) != find_token(other):
        return False
    if _is_state(other):
        return one.kind == "person" or (_is_state(one) and _rank_state(one) < _rank_state(other))
    if other.name is not None and other.kind in ("person", "organization", "igo", "ngo"):
        if other.kind == "person" or one.kind != "person" or one.name is None:
            return False
        return one.sectors[:1] == other.sectors[:1]
    # From here the other is unnamed: a role, a group, "officials".
    if _is_state(one):
        return other.kind != "person" and other.sectors[:1] in ((), ("GOV",))
    if one.name is None:
        return one.sectors[:1] == other.sectors[:1] and (one.kind == "person", one.key) > (other.kind == "person", other.key)
    return one.sectors[:1] == other.sectors[:1]


def _is_state(entity: Entity) -> bool:
    return entity.kind in ("state", "place") or (entity.kind is None and not entity.sectors)


def _rank_state(entity: Entity) -> tuple[bool, bool, str]:
    return (entity.kind != "state", entity.name is None, entity.key)


def _count_details(entity: Entity) -> tuple[bool, ...]:
    return (entity.name is not None, entity.country is not None, bool(entity.sectors), entity.wikidata is not None)


def _explain(event: Event, reports: Sequence[EventMention]) -> str:
    counts = f"{_count(len(event.reports), 'report')} in {_count(len(event.documents), 'document')}"
    what = f"{event.type} {event.mode}" if event.mode else event.type
    states = _name_states(reports)
    actors, recipients = _list_names(event.actors, states), _list_names(event.recipients, states)
    if event.type in MUTUAL_TYPES or not recipients:
        who = _join_names(list(dict.fromkeys((*actors, *recipients))))
    else:
        who = f"{_join_names(actors) or 'somebody'} towards {_join_names(recipients)}"
    when = find_when(reports[0], None) if event.date.start is None else None
    if event.date.start is not None:
        when = find_when(replace(reports[0], date=event.date), None)
    parts = [what, who, show_days(when) if when else "no date", "" if event.status == "happened" else event.status]
    return f"{counts}: {', '.join(part for part in parts if part)}"


def _name_states(reports: Sequence[EventMention]) -> dict[str, str]:
    names: dict[str, set[str]] = defaultdict(set)
    for mention in reports:
        for entity in (*mention.actors, *mention.recipients):
            if entity.country and entity.kind == "state":
                names[entity.country].add(entity.name or entity.text)
    return {country: min(found) for country, found in names.items()}


def _list_names(entities: Sequence[Entity], states: Mapping[str, str]) -> list[str]:
    found = []
    for entity in entities:
        public = entity.country in states and (not entity.sectors or entity.sectors[0] in STATE_SECTORS)
        found.append(states[entity.country] if public and entity.country else entity.name or entity.text)
    return list(dict.fromkeys(found))


def _join_names(names: Sequence[str]) -> str:
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else "".join(names)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
