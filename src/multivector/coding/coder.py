"""The transparent coder: triggers of the codebook over the dependency parse, every step told in `EventMention.explanation`."""

from multivector.codebook.cues import load_cues
from multivector.codebook.ontology import find_cameo, score
from multivector.coding.arguments import find_support
from multivector.coding.attribution import find_attribution
from multivector.coding.circumstances import find_date, find_place
from multivector.coding.contexts import find_shown_contexts
from multivector.coding.drafts import Draft, draft_sentence
from multivector.coding.matching import Match
from multivector.coding.mentions import cut, is_actor, make_mention
from multivector.coding.tree import Tree
from multivector.records import Document, Entity, EventDate, EventMention, Place, Sentence, Span

#: A sentence longer than this is a list or a broken text; its parse means nothing.
LONGEST_SENTENCE = 250
#: The manual asks for no more than the contexts that matter.
MOST_CONTEXTS = 3


def code_sentence(document: Document, sentence: Sentence) -> tuple[EventMention, ...]:
    """The events that one sentence reports, in order of their triggers; actors, dates and places as words, not yet resolved."""
    if not 2 <= len(sentence.tokens) <= LONGEST_SENTENCE:
        return ()
    if _is_sport(sentence):
        return ()
    tree = Tree(sentence)
    kept = [draft for draft in draft_sentence(tree) if draft.dropped is None]
    return tuple(record_draft(document, tree, draft, [d.match for d in kept if d is not draft]) for draft in kept)


def _is_sport(sentence: Sentence) -> bool:
    text = f" {sentence.text.lower()} "
    return sum(f" {word} " in text or f" {word}s " in text or f" {word}," in text for word in load_cues("sport")) >= 2


def record_draft(document: Document, tree: Tree, draft: Draft, others: list[Match]) -> EventMention:
    """The record of a draft; ``others`` are the sentence's other triggers, which may own a date."""
    sentence, match = tree.sentence, draft.match
    actors = _mentions(tree, draft.arguments.actors)
    recipients = tuple(m for m in _mentions(tree, draft.arguments.recipients) if not any(m.start == a.start for a in actors))
    when = find_date(tree, match, others)
    sides = set(draft.arguments.actors) | set(draft.arguments.recipients)
    where = find_place(tree, match, sides)
    taken = where is not None and any(where.overlaps(Span(actor.text, actor.start, actor.end)) for actor in actors)
    if draft.mode == "visit" and not recipients and where is not None and not taken:
        # Whoever is visited at a place that is named is its host: the words are the place's.
        recipients = (Entity(where.text, where.start, where.end),)
    contexts = _contexts(tree, draft)
    trigger = _trigger_span(tree, match)
    attribution = find_attribution(tree, match.head)
    return EventMention(
        id=EventMention.make_id(document.id, trigger.start, trigger.end, draft.type),
        document=document.id,
        sentence=Span(sentence.text, sentence.start, sentence.end),
        trigger=trigger,
        type=draft.type,
        mode=draft.mode,
        contexts=contexts,
        cameo=find_cameo(draft.type, draft.mode, contexts, draft.standing.status),
        score=score(draft.type, draft.mode),
        status=draft.standing.status,
        actors=actors,
        recipients=recipients,
        date=EventDate(text=when.text) if when else EventDate(),
        place=Place(text=where.text) if where else None,
        attribution=attribution,
        hedges=draft.standing.hedges,
        confidence=_confidence(tree, draft, attributed=attribution is not None),
        explanation=(
            f"trigger {match.trigger.phrase!r} ({match.trigger.pos}) of {' '.join(filter(None, (match.trigger.type, match.trigger.mode)))}",
            *(note for note in draft.notes if note not in ("conflict", "event")),
            f"status {draft.standing.status}: {draft.standing.reason}",
        ),
    )


def _mentions(tree: Tree, heads: tuple[int, ...]) -> tuple[Entity, ...]:
    mentions: dict[int, Entity] = {}
    for head in heads:
        mention = make_mention(tree, head)
        if not any(mention.start < m.end and m.start < mention.end for m in mentions.values()):
            mentions[mention.start] = mention
    return tuple(mentions[start] for start in sorted(mentions))


def _trigger_span(tree: Tree, match: Match) -> Span:
    """The phrase's words if they stand together, else the head word alone with its particle."""
    first, last = match.tokens[0], match.tokens[-1]
    if last - first > 6:
        first = last = match.head
    mention = cut(tree, first, last)
    return Span(mention.text, mention.start, mention.end)


def _contexts(tree: Tree, draft: Draft) -> tuple[str, ...]:
    """Contexts that the trigger implies, then those that words of its clause show, at most `MOST_CONTEXTS`."""
    found = list(draft.match.trigger.contexts)
    support = find_support(tree, draft.match) if draft.match.trigger.pos == "noun" else None
    head = support if support is not None else draft.match.head
    if tree[head].dep == "advcl" and tree[head].tag in ("VBG", "VBN"):
        head = tree[head].head  # "growing with X's support, the missile programme …": the participle shares its clause
    clause = tree.subtree(head)
    start, end = tree[clause[0]].start, tree[clause[-1]].end
    offset = tree.sentence.start
    positions = find_shown_contexts(tree.sentence.text[start - offset : end - offset])
    found.extend(sorted(positions, key=lambda context: (positions[context], context)))
    return tuple(dict.fromkeys(found))[:MOST_CONTEXTS]


def _confidence(tree: Tree, draft: Draft, *, attributed: bool) -> float:
    """How far a reader may rely on the record, from what could go wrong; ordinal, not yet calibrated (see docs/figures.md).

    Starts at 0.85 and loses for an indirect or missing side, a weak trigger, a pronoun, a hedge, an attribution.
    """
    value = 0.85
    sides = draft.arguments
    if not sides.direct:
        value -= 0.1
    if not sides.actors:
        value -= 0.15
    if not sides.recipients and not draft.match.trigger.mutual:
        value -= 0.05
    if len(draft.match.tokens) == 1 and draft.match.trigger.requires:
        value -= 0.1
    if any(tree[i].pos == "PRON" for i in (*sides.actors, *sides.recipients)):
        value -= 0.1
    if not any(tree[i].entity or is_actor(tree, i) for i in sides.actors):
        value -= 0.1
    value -= 0.05 * len(draft.standing.hedges)
    value -= 0.05 * attributed
    return round(max(0.05, value), 2)
