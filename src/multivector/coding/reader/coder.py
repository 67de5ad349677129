"""The learned reader: documents' sentences to event mentions and claims, unresolved, in one run of the network over a whole batch."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from multivector.codebook.cues import load_cues
from multivector.codebook.ontology import find_cameo, score
from multivector.codebook.triggers import load_triggers
from multivector.coding.circumstances import find_entity_spans
from multivector.coding.claims import list_named_actors
from multivector.coding.contexts import find_shown_contexts
from multivector.coding.mentions import make_mention
from multivector.coding.reader.clauses import trim_edges
from multivector.coding.reader.decode import (
    Alignment,
    Candidate,
    FoundClaim,
    FoundEvent,
    Words,
    align,
    choose_claims,
    find_claims,
    find_triggers,
    point_out,
    settle_claim,
    settle_event,
)
from multivector.coding.reader.network import SENTENCE_OUTPUTS, Array, Network, load_network
from multivector.coding.reader.pieces import Pieces, cut_sentence
from multivector.coding.tree import NOMINAL, Tree
from multivector.records import Attribution, Claim, Document, Entity, EventDate, EventMention, Place, Sentence, Span

Coded = tuple[tuple[EventMention, ...], tuple[Claim, ...]]
#: Fewer tokens are a heading or a slip of the sentence splitter.
SHORTEST_SENTENCE = 2
#: "called the summit off": so near, a particle of the same type is the rest of the trigger before it.
PARTICLES, PARTICLE_REACH = frozenset({"off", "up", "down", "out", "back", "over", "away", "in", "on", "to", "from"}), 7
#: What no trigger ends in.
LOOSE_ENDS = frozenset({"a", "an", "the", "of", "with", "that", "its", "their", "his", "her", ","})
#: Parts of speech that can name an act.
ACTS = frozenset({"VERB", "AUX", "NOUN", "PROPN", "ADJ", "ADV", "NUM", "INTJ", "X"})
#: So near, a noun that is a verb's object and of its type is the same trigger.
NOUN_REACH, OBJECT_EDGES = 5, frozenset({"dobj", "nsubjpass", "attr", "oprd"})


def code_batch(batch: Sequence[tuple[Document, Sequence[Sentence]]]) -> list[Coded]:
    """Events and claims of each document, in order of their words."""
    network = load_network()
    inputs: list[Pieces] = []
    owners: list[tuple[int, Sentence]] = []
    for number, (_, sentences) in enumerate(batch):
        for sentence in sentences:
            if len(sentence.tokens) >= SHORTEST_SENTENCE:
                windows = cut_sentence(network.tokenizer, sentence.text)
                inputs.extend(windows)
                owners.extend((number, sentence) for _ in windows)
    readings: list[Reading] = []
    for (number, sentence), pieces, outputs in zip(owners, inputs, network.run(inputs, outputs=SENTENCE_OUTPUTS), strict=True):
        tokens = align(sentence, pieces)
        triggers = join_parts(sentence, find_triggers(network, tokens, outputs["tags"]))
        candidates = [*triggers, *find_claims(sentence.tokens, tokens, outputs["claims"])]
        if candidates:
            readings.append(Reading(number, sentence, tokens, candidates, outputs["hidden"], point_out(candidates, len(pieces.ids))))
    events: list[list[EventMention]] = [[] for _ in batch]
    claims: list[list[Claim]] = [[] for _ in batch]
    for reading, answers in zip(readings, network.run_again([(r.hidden, r.kinds) for r in readings]), strict=True):
        document = batch[reading.document][0]
        found, said = record_reading(network, document, reading, answers)
        events[reading.document].extend(found)
        claims[reading.document].extend(said)
    return [(tuple(own), tuple(said)) for own, said in zip(events, claims, strict=True)]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the first reading found in one input, and what the second one needs."""

    document: int
    sentence: Sentence
    tokens: Alignment
    candidates: list[Candidate]
    hidden: Array
    kinds: npt.NDArray[np.int64]


def record_reading(
    network: Network, document: Document, reading: Reading, answers: Mapping[str, Array]
) -> tuple[list[EventMention], list[Claim]]:
    """The records of one input."""
    tree = Tree(reading.sentence)
    shown = find_shown_contexts(reading.sentence.text)
    events: list[EventMention] = []
    claims: list[FoundClaim] = []
    for row, candidate in enumerate(reading.candidates):
        answer = {name: result[row] for name, result in answers.items()}
        words = reading.sentence.tokens
        if candidate.claim:
            if said := settle_claim(network, words, reading.tokens, candidate, answer):
                claims.append(said)
        elif found := settle_event(network, words, reading.tokens, candidate, answer, shown):
            events.append(record_event(network, document, tree, found))
    return events, [record_claim(document, tree, said) for said in choose_claims(claims)]


def join_parts(sentence: Sentence, found: list[Candidate]) -> list[Candidate]:
    """Triggers with those that are only another part of one put together: a particle that stands apart, a verb and its noun.

    "called the summit off" is one trigger in two parts, "made a working visit" one act in two words.
    """
    kept: list[Candidate] = []
    for part in found:
        before = kept[-1] if kept else None
        if before is None or before.chances[1:].argmax() != part.chances[1:].argmax():
            if is_contentful(sentence, part.words):
                kept.append(part)
            continue
        gap = part.words.first - before.words.last
        tokens = sentence.tokens[part.words.first : part.words.last + 1]
        particle = gap <= PARTICLE_REACH and all(token.text.lower() in PARTICLES for token in tokens)
        if particle or (gap <= NOUN_REACH and is_object(sentence, before.words, part.words)):
            better = part if part.words.probability > before.words.probability else before
            last = before.words.last if particle else part.words.last
            words = Words(before.words.first, last, better.words.probability)
            kept[-1] = Candidate(False, words, (*before.pieces, *part.pieces), better.chances)
        elif is_contentful(sentence, part.words):
            kept.append(part)
    return kept


def is_contentful(sentence: Sentence, words: Words) -> bool:
    """Whether a trigger holds a word that can name an act: an article or a preposition alone is a slip of the network."""
    return any(token.pos in ACTS for token in sentence.tokens[words.first : words.last + 1])


def is_object(sentence: Sentence, verb: Words, noun: Words) -> bool:
    """Whether the second trigger is the object, or the passive subject, of the first or the other way about."""
    for one, other in ((noun, verb), (verb, noun)):
        for token in sentence.tokens[one.first : one.last + 1]:
            # "held a number of meetings": the counted noun hangs on what counts it.
            counting = sentence.tokens[sentence.tokens[token.head].head]
            counted = token.dep == "pobj" and counting.lemma in load_cues("partitive")
            edge = counting if counted else token
            if edge.dep in OBJECT_EDGES and other.first <= edge.head <= other.last:
                return True
    return False


def record_event(network: Network, document: Document, tree: Tree, found: FoundEvent) -> EventMention:
    """The record of one event; actors, dates and places as words, not yet resolved."""
    sentence = tree.sentence
    trigger = cut(sentence, trim_trigger(sentence, found.trigger))
    actors = list_sides(tree, found.roles.get("actor", ()))
    recipients = list_sides(tree, found.roles.get("recipient", ()))
    where, when, by = (choose(sentence, found.roles.get(role, ())) for role in ("place", "time", "by"))
    when = widen_date(tree, when) if when else None
    if where and not recipients and is_visit(sentence, found):
        # Whoever is visited at a place that is named is its host: the words are the place's.
        recipients = (
            () if any(where.overlaps(Span(a.text, a.start, a.end)) for a in actors) else (Entity(where.text, where.start, where.end),)
        )
    hedges = tuple(dict.fromkeys(cut(sentence, words).text.lower() for words in found.roles.get("hedge", ())))
    return EventMention(
        id=EventMention.make_id(document.id, trigger.start, trigger.end, found.type),
        document=document.id,
        sentence=Span(sentence.text, sentence.start, sentence.end),
        trigger=trigger,
        type=found.type,
        mode=found.mode,
        contexts=found.contexts,
        cameo=find_cameo(found.type, found.mode, found.contexts, found.status),
        score=score(found.type, found.mode),
        status=found.status,
        actors=actors,
        recipients=recipients,
        date=EventDate(text=when.text) if when else EventDate(),
        place=Place(text=where.text) if where else None,
        attribution=Attribution(Entity(by.text, by.start, by.end), find_cue(sentence, by)) if by else None,
        hedges=hedges,
        confidence=round(network.calibrate(found.raw, curve="events"), 2),
        explanation=explain(sentence, found),
    )


def trim_trigger(sentence: Sentence, words: Words) -> Words:
    """A trigger without the article or preposition that the network took along at its end ("held a", "talks with")."""
    last = words.last
    while last > words.first and sentence.tokens[last].text.lower() in LOOSE_ENDS:
        last -= 1
    return Words(words.first, last, words.probability)


def widen_date(tree: Tree, when: Span) -> Span:
    """The whole date that the found words are a part of ("3-4 April 2017", where the network pointed at "4 April 2017")."""
    for first, last in find_entity_spans(tree, "DATE"):
        whole = cut(tree.sentence, Words(*trim_edges(tree.tokens, first, last), 1.0))
        if whole.start <= when.start and when.end <= whole.end:
            return whole
    return when


def is_visit(sentence: Sentence, found: FoundEvent) -> bool:
    """Whether an event is a visit, paid or planned."""
    words = sentence.tokens[found.trigger.first : found.trigger.last + 1]
    return found.mode == "visit" or any(word.lemma in visit_words() for word in words)


@cache
def visit_words() -> frozenset[str]:
    """The lemmas by which the codebook knows a visit."""
    visits = [trigger for trigger in load_triggers() if trigger.mode == "visit" and len(trigger.words) == 1]
    return frozenset(word for trigger in visits for word in trigger.words[0])


def record_claim(document: Document, tree: Tree, found: FoundClaim) -> Claim:
    """The record of one claim. What it is about, where the network points nothing out, are the actors that its words name."""
    sentence = tree.sentence
    words = cut(sentence, found.words)
    claimants = list_entities(sentence, found.roles.get("claimant", ()))
    about = list_entities(sentence, found.roles.get("about", ()))
    key = f"{document.id}\x1f{sentence.start}\x1f{found.kind}\x1f{words.start}"
    return Claim(
        id=hashlib.sha256(key.encode()).hexdigest()[:16],
        document=document.id,
        sentence=Span(sentence.text, sentence.start, sentence.end),
        span=words,
        kind=found.kind,
        claimant=claimants[0] if claimants else None,
        about=about or tuple(named for named in list_named_actors(tree) if words.start <= named.start and named.end <= words.end),
        hedges=tuple(dict.fromkeys(cut(sentence, own).text.lower() for own in found.roles.get("degree", ()))),
        polarity=found.polarity,
    )


def explain(sentence: Sentence, found: FoundEvent) -> tuple[str, ...]:
    """How sure the network was of what, and what it would have said next."""
    other, chance = found.runner_up
    return (
        f"reader: trigger {cut(sentence, found.trigger).text!r} of {found.type} with {found.raw:.2f}, next {other} with {chance:.2f}",
        f"mode {found.mode or 'none'} with {found.mode_probability:.2f}",
        f"status {found.status} with {found.status_probability:.2f}",
    )


def cut(sentence: Sentence, words: Words) -> Span:
    """The words with their place in the document."""
    start, end = sentence.tokens[words.first].start, sentence.tokens[words.last].end
    return Span(sentence.text[start - sentence.start : end - sentence.start], start, end)


def list_sides(tree: Tree, stretches: Sequence[Words]) -> tuple[Entity, ...]:
    """The noun phrases that stretches of words lie in, in order: the network finds the side, the parse where its words begin and end."""
    sides: list[Entity] = []
    for words in stretches:
        inside = range(words.first, words.last + 1)
        heads = [i for i in inside if tree[i].head not in inside or tree[i].head == i]
        whole = len(heads) == 1 and tree[heads[0]].pos in NOMINAL
        side = make_mention(tree, heads[0]) if whole else list_entities(tree.sentence, [words])[0]
        if not any(side.start < other.end and other.start < side.end for other in sides):
            sides.append(side)
    return tuple(sides)


def list_entities(sentence: Sentence, stretches: Sequence[Words]) -> tuple[Entity, ...]:
    """Stretches of words as mentions, in order."""
    return tuple(Entity(span.text, span.start, span.end) for span in (cut(sentence, words) for words in stretches))


def choose(sentence: Sentence, stretches: Sequence[Words]) -> Span | None:
    """The likeliest of several stretches."""
    return cut(sentence, max(stretches, key=lambda words: words.probability)) if stretches else None


def find_cue(sentence: Sentence, by: Span) -> str:
    """The saying word nearest to whoever says it; empty where none stands in the sentence."""
    said = [token for token in sentence.tokens if token.lemma in load_cues("saying") and token.pos in ("VERB", "NOUN")]
    if said:
        return min(said, key=lambda token: min(abs(token.start - by.end), abs(by.start - token.end))).text
    return "according to" if "according to" in sentence.text.lower() else ""
