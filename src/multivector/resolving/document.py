"""All mentions of one document, in the order of its text, so that back-references find what was named before."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from multivector.codebook.ontology import find_cameo
from multivector.records import Attribution, Claim, Document, Entity, EventMention, Sentence
from multivector.resolving.dates import resolve_date
from multivector.resolving.entities import resolve_entity
from multivector.resolving.memory import Memory
from multivector.resolving.places import resolve_place

#: An event that a text dates further back than this is background to the story, not its news.
BACKGROUND = timedelta(days=366)
#: The day on which something is reported may be a day behind the day on which it happened elsewhere.
CLOCKS = timedelta(days=1)
_NAMED = frozenset({"PERSON", "GPE", "NORP", "ORG"})


def resolve_document(
    document: Document, sentences: Sequence[Sentence], events: Sequence[EventMention], claims: Sequence[Claim]
) -> tuple[tuple[EventMention, ...], tuple[Claim, ...]]:
    """Resolve sides, dates, places and speakers of a document's events and claims, as of its publication date."""
    memory = Memory()
    done: dict[str, EventMention] = {}
    spoken: dict[str, Claim] = {}
    for sentence in sentences:
        for entity in _find_named(sentence):
            # Names alone feed the memory: what points back must not be pointed back to.
            for resolved in resolve_entity(entity, when=document.published, memory=Memory()):
                memory.add(resolved)
        inside = [
            _resolve_event(event, document.published, memory) for event in events if sentence.start <= event.trigger.start < sentence.end
        ]
        done.update((event.id, event) for event in _complete_talks(inside))
        for claim in claims:
            if claim.sentence.start == sentence.start:
                spoken[claim.id] = _resolve_claim(claim, document.published, memory)
    return tuple(done.values()), tuple(spoken.values())


def _find_named(sentence: Sentence) -> Iterator[Entity]:
    """Entities of a sentence as mentions, a title or nationality before a person's name included."""
    tokens = sentence.tokens
    i = 0
    while i < len(tokens):
        if tokens[i].entity not in _NAMED:
            i += 1
            continue
        kind, j = tokens[i].entity, i + 1
        while j < len(tokens) and tokens[j].entity == kind and not tokens[j].entity_start:
            j += 1
        start = i
        if kind == "PERSON":
            while start > 0 and (
                tokens[start - 1].pos in ("PROPN", "ADJ") or tokens[start - 1].text.lower() in ("president", "minister", "foreign", "prime")
            ):
                start -= 1
        first, last = tokens[start].start, tokens[j - 1].end
        yield Entity(text=sentence.text[first - sentence.start : last - sentence.start], start=first, end=last)
        i = j


def _complete_talks(events: Sequence[EventMention]) -> Iterator[EventMention]:
    """Give talks that name one side the other one where the same sentence speaks of the two ("in talks with X … the parties agreed")."""
    pairs = [event.actors for event in events if len(event.actors) == 2 and event.actors[0].start == event.actors[1].start]
    for event in events:
        if event.type == "CONSULT" and len(event.actors) == 1 and not event.recipients:
            for pair in pairs:
                other = tuple(entity for entity in pair if entity.country != event.actors[0].country)
                if len(other) == 1:
                    event = replace(
                        event,
                        actors=(*event.actors, *other),
                        explanation=(*event.explanation, f"the other side is of {other[0].text!r} in the same sentence"),
                    )
                    break
        yield event


def _resolve_event(event: EventMention, published: date | None, memory: Memory) -> EventMention:
    when = resolve_date(event.date.text, published=published, status=event.status)
    day = when.start or published
    status = event.status
    explanation = event.explanation
    if status == "happened" and published is not None and when.end is not None and published - when.end > BACKGROUND:
        status = "historical"
        explanation = (*explanation, f"status historical: {when.text!r} lies more than a year before publication")
    if status == "happened" and published is not None and when.start is not None and when.start > published + CLOCKS:
        status = "future"
        explanation = (*explanation, f"status future: {when.text!r} lies after publication")
    if status in ("future", "hypothetical", "historical") and when.basis == "published":
        when = replace(when, start=None, end=None, basis="none")
    actors = _resolve_all(event.actors, day, memory, others=(*event.actors, *event.recipients))
    taken = {entity.key for entity in actors}
    if not event.recipients and len(actors) > 1:
        # In a mutual act a town is where it was held, not a side ("a summit in Ufa"), unless nobody else is named.
        actors = tuple(entity for entity in actors if entity.kind != "place") or actors
    others = _resolve_all(event.recipients, day, memory, others=actors)
    recipients = tuple(entity for entity in others if entity.key not in taken or entity.name is None)
    attribution = event.attribution
    if attribution is not None and attribution.source is not None:
        attribution = Attribution(source=resolve_entity(attribution.source, when=published, memory=memory)[0], cue=attribution.cue)
    return replace(
        event,
        status=status,
        cameo=event.cameo if status == event.status else find_cameo(event.type, event.mode, event.contexts, status),
        actors=actors,
        recipients=recipients,
        date=when,
        place=resolve_place(event.place.text) if event.place is not None else None,
        attribution=attribution,
        explanation=explanation,
    )


def _resolve_all(mentions: Sequence[Entity], day: date | None, memory: Memory, *, others: Sequence[Entity] = ()) -> tuple[Entity, ...]:
    """Each mention resolved; one that turns out to be a side already listed is left out. A pronoun is none of the ``others``."""
    found: list[Entity] = []
    but = frozenset(entity.name for other in others for entity in resolve_entity(other, when=day, memory=Memory()) if entity.name)
    for mention in mentions:
        for entity in resolve_entity(mention, when=day, memory=memory, but=but):
            if entity.name is None or all(other.name != entity.name for other in found):
                found.append(entity)
    return tuple(found)


def _resolve_claim(claim: Claim, published: date | None, memory: Memory) -> Claim:
    claimant = claim.claimant
    return replace(
        claim,
        claimant=None if claimant is None else resolve_entity(claimant, when=published, memory=memory)[0],
        about=_resolve_all(claim.about, published, memory),
    )
