"""The transparent coder: triggers of the codebook over the dependency parse, every step told in `EventMention.explanation`."""

import re
from dataclasses import dataclass, field, replace

from multivector.codebook.cues import find_complement, load_context_cues, load_cues
from multivector.codebook.ontology import find_cameo, score
from multivector.coding.arguments import Arguments, fill_arguments, find_support
from multivector.coding.attribution import find_attribution, find_speaker
from multivector.coding.circumstances import find_date, find_place
from multivector.coding.matching import Match, find_matches
from multivector.coding.mentions import cut, is_actor, is_strong, make_mention
from multivector.coding.status import Standing, find_standing
from multivector.coding.tree import Tree
from multivector.records import Document, Entity, EventDate, EventMention, Place, Sentence, Span

#: A sentence longer than this is a list or a broken text; its parse means nothing.
LONGEST_SENTENCE = 250
#: The manual asks for no more than the contexts that matter.
MOST_CONTEXTS = 3

_NEEDS_STRONG = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "REQUEST", "REJECT", "CONCEDE"})
_NEEDS_ACTOR = _NEEDS_STRONG - {"AID"} | {"THREATEN", "ACCUSE"}
_CONFLICT = frozenset({"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})
_COOPERATIVE = frozenset({"CONSULT", "COOPERATE", "SUPPORT", "AID"})
_SINGULAR = frozenset({"he", "she", "it", "who", "his", "her", "its", "him"})


@dataclass(slots=True)
class Draft:
    """A match on its way to a record."""

    match: Match
    arguments: Arguments
    standing: Standing
    type: str
    mode: str | None
    dropped: str | None = None
    notes: list[str] = field(default_factory=list)


def code_sentence(document: Document, sentence: Sentence) -> tuple[EventMention, ...]:
    """The events that one sentence reports, in order of their triggers; actors, dates and places as words, not yet resolved."""
    if not 2 <= len(sentence.tokens) <= LONGEST_SENTENCE:
        return ()
    if _is_sport(sentence):
        return ()
    tree = Tree(sentence)
    kept = [draft for draft in draft_sentence(tree) if draft.dropped is None]
    return tuple(record_draft(document, tree, draft, [d.match for d in kept if d is not draft]) for draft in kept)


def draft_sentence(tree: Tree) -> list[Draft]:
    """All triggers of a sentence with their sides and standing; those that make no record say why in ``dropped``."""
    matches = find_matches(tree)
    drafts = [Draft(m, fill_arguments(tree, m), find_standing(tree, m), m.trigger.type, m.trigger.mode) for m in matches]
    _settle_complements(tree, drafts)
    for draft in drafts:
        _settle_type(draft)
        _require_sides(tree, draft)
        _turn_accusation(tree, draft)
    return drafts


def _settle_complements(tree: Tree, drafts: list[Draft]) -> None:
    """Read an outer trigger and the event in its clause together: "agreed to withdraw" is one concession, not two events."""
    for outer in drafts:
        for inner in drafts:
            if inner is outer or inner.dropped or outer.dropped or not _governs(tree, outer.match, inner.match):
                continue
            if outer.match.trigger.requires == "conflict" and inner.type in _CONFLICT:
                outer.notes.append("conflict")
                outer.arguments = replace(outer.arguments, recipients=tuple(i for i in inner.arguments.actors if i not in outer.arguments.actors))
            outer.notes.append("event")
            rule = find_complement(outer.match.trigger.type, outer.match.trigger.mode, inner.match.trigger.type)
            if rule is None:
                continue
            if rule.type and outer.mode is None or rule.type and rule.type != outer.type:
                outer.type, outer.mode = rule.type, rule.result_mode
                outer.notes.append(f"with {inner.match.trigger.phrase!r} in its clause: {rule.type} {rule.result_mode or ''}".rstrip())
            # "refused to meet X", "agreed with X to visit Y": the outer event's other side may stand below.
            if rule.type and not outer.arguments.recipients and not outer.match.trigger.mutual:
                below = [i for i in (*inner.arguments.recipients, *inner.arguments.actors) if i not in outer.arguments.actors]
                outer.arguments = replace(outer.arguments, recipients=tuple(below), direct=False)
            if rule.inner_status == "drop":
                inner.dropped = f"part of {outer.match.trigger.phrase!r}"
            elif rule.inner_status in ("negated", "future"):
                inner.standing = replace(inner.standing, status=rule.inner_status, reason=f"under {outer.match.trigger.phrase!r}")


def _governs(tree: Tree, outer: Match, inner: Match) -> bool:
    """Whether the inner trigger stands in the clause or phrase that the outer one takes."""
    if inner.head in outer.tokens:
        return False
    current = inner.head
    for above in tree.ancestors(inner.head):
        token = tree[current]
        if above in outer.tokens:
            return token.dep in ("xcomp", "ccomp", "dobj", "prep", "pobj", "pcomp", "acl", "nsubjpass", "dative", "conj", "agent") and not (
                token.dep == "conj" and current == inner.head and tree[inner.head].pos == "VERB"
            )
        if token.dep in ("advcl", "relcl", "nsubj", "parataxis", "poss"):
            return False
        if token.dep == "prep" and token.lemma in ("after", "before", "during", "over", "amid", "since", "following", "because"):
            return False
        current = above
    return False


def _settle_type(draft: Draft) -> None:
    """Future cooperation is agreement, a future concession is CONCEDE (manual 0.8, sections AGREE, CONCEDE and RETREAT)."""
    if draft.standing.status != "future":
        return
    if draft.type in _COOPERATIVE:
        draft.notes.append(f"{draft.type} announced for the future: AGREE")
        draft.type, draft.mode = "AGREE", None
    elif draft.type == "RETREAT":
        draft.notes.append("RETREAT announced for the future: CONCEDE")
        draft.type, draft.mode = "CONCEDE", None


def _turn_accusation(tree: Tree, draft: Draft) -> None:
    """What a speaker says is done to the speaker is an accusation ("X said they were plotting to overthrow him")."""
    if draft.dropped or draft.type not in _CONFLICT or not draft.arguments.actors:
        return
    speaker = find_speaker(tree, draft.match.head)
    suffers = [i for i in draft.arguments.recipients if tree[i].pos == "PRON" and tree[i].lemma in ("he", "him", "she", "her", "it", "they", "we", "them", "us")]
    if speaker is None or not suffers or speaker in draft.arguments.actors:
        return
    draft.notes.append(f"{draft.type} against the speaker, as the speaker says: ACCUSE allege")
    draft.type, draft.mode = "ACCUSE", "allege"
    draft.arguments = Arguments((speaker,), draft.arguments.actors, direct=False)


def _require_sides(tree: Tree, draft: Draft) -> None:
    trigger, sides = draft.match.trigger, draft.arguments
    if draft.dropped:
        return
    if trigger.requires in ("conflict", "event") and trigger.requires not in draft.notes:
        draft.dropped = f"no {trigger.requires} stands in its clause"
    elif not sides.actors and not sides.recipients:
        # The text may name nobody ("street protests are planned for 25 March"); then a day or a place must make it an event.
        if draft.type != "PROTEST" or not (find_date(tree, draft.match, []) or find_place(tree, draft.match, set())):
            draft.dropped = "no side of the event is named"
    elif draft.type in _NEEDS_STRONG and not any(is_strong(tree, i) for i in (*sides.actors, *sides.recipients)):
        draft.dropped = "no side shows that it is political"
    elif trigger.requires == "both" and not (sides.actors and (sides.recipients or (trigger.mutual and len(sides.actors) > 1))):
        draft.dropped = "an everyday word without two political sides"
    elif not sides.actors and draft.type in _NEEDS_ACTOR and trigger.pos == "noun":
        draft.dropped = "nobody is named who says it"
    elif trigger.mutual and draft.type in ("CONSULT", "COOPERATE") and len(sides.actors) < 2 and not _is_plural(tree, sides.actors) and trigger.pos != "noun" and "with" not in trigger.phrase:
        # "met" with one side alone is a meeting only if that side is a plurality ("the leaders met").
        draft.dropped = "a mutual act with one side"
    elif trigger.mutual and trigger.pos == "noun" and len(_mentions(tree, sides.actors)) == 1:
        if tree[sides.actors[0]].head in draft.match.tokens and tree[sides.actors[0]].dep in ("compound", "amod", "nmod"):
            draft.dropped = "only the body or town that gives the meeting its name"  # "the OIC summit", "Geneva talks"


def _is_plural(tree: Tree, heads: tuple[int, ...]) -> bool:
    """Whether one side is several: "the leaders", "they", "the EU-Belarus group"."""
    return any(
        tree[i].tag in ("NNS", "NNPS")
        or tree[i].lemma in ("they", "we", "both")
        or any(tree[child].text == "-" and tree[child - 1].entity for child in tree.children(i, "punct") if 0 < child < i)
        for i in heads
    )


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
            f"trigger {match.trigger.phrase!r} ({match.trigger.pos}) of {match.trigger.type}{' ' + match.trigger.mode if match.trigger.mode else ''}",
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
    clause = tree.subtree(support if support is not None else draft.match.head)
    start, end = tree[clause[0]].start, tree[clause[-1]].end
    offset = tree.sentence.start
    text = f" {re.sub(r'[^a-z0-9-]+', ' ', tree.sentence.text[start - offset : end - offset].lower())} "
    positions: dict[str, int] = {}
    for phrase, context in load_context_cues().items():
        at = text.find(f" {phrase} ")
        at = at if at >= 0 else text.find(f" {phrase}s ")
        if at >= 0:
            positions[context] = min(at, positions.get(context, at))
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
