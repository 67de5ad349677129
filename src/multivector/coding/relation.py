"""What relation a text reports between two mentions that are given."""

from collections.abc import Sequence

from multivector.codebook.filing import file_type
from multivector.coding.coder import record_draft
from multivector.coding.drafts import Draft, draft_sentence
from multivector.coding.filing import Relation, make_relation
from multivector.coding.matching import Match
from multivector.coding.tree import Tree
from multivector.records import Document, EventMention, Sentence


def find_relation(document: Document, sentences: Sequence[Sentence], source: str, target: str, *, filing: str) -> Relation | None:
    """The best event for a source and a target; None if no trigger stands in any sentence that names one of them."""
    best: tuple[float, EventMention] | None = None
    for sentence in sentences:
        tree = Tree(sentence)
        here, there = _locate(sentence, source), _locate(sentence, target)
        for draft in draft_sentence(tree):
            if draft.dropped and draft.dropped.startswith("part of"):
                continue
            fit = _fit(tree, draft, here, there)
            if best is None or fit > best[0]:
                best = fit, record_draft(document, tree, draft, [])
    if best is None:
        return None
    event = best[1]
    type = file_type(event.type, event.mode, event.status, event.trigger.text) if filing == "cameo" else event.type
    return make_relation(type, event.mode, event.status, max(0.05, min(event.confidence, 0.3 + best[0] / 6)))


def _locate(sentence: Sentence, words: str) -> set[int]:
    """Token indexes of the words in the sentence, the last significant word of the mention if the whole is not there."""
    text = sentence.text.lower()
    for part in (words.lower(), words.lower().split()[-1] if words.split() else ""):
        at = text.find(part) if part else -1
        if at >= 0:
            start, end = sentence.start + at, sentence.start + at + len(part)
            return {token.index for token in sentence.tokens if token.start < end and start < token.end}
    return set()


def _fit(tree: Tree, draft: Draft, source: set[int], target: set[int]) -> float:
    """How well an event fits the pair: sides in their roles first, sides the other way next, then nearness in the sentence."""
    actors = _spread(tree, draft.arguments.actors)
    recipients = _spread(tree, draft.arguments.recipients)
    value = 2.0 * bool(actors & source) + 2.0 * bool(recipients & target)
    if draft.match.trigger.mutual:
        value += 2.0 * bool(actors & target)
    else:
        value += 0.5 * bool(actors & target) + 0.5 * bool(recipients & source)
    value -= 0.4 * (draft.standing.status in ("historical", "hypothetical")) + 0.5 * (draft.dropped is not None)
    value += 0.2 * len(draft.match.tokens)
    return value - 0.03 * _gap(tree, draft.match, source | target)


def _spread(tree: Tree, heads: tuple[int, ...]) -> set[int]:
    return {i for head in heads for i in tree.subtree(head) if abs(i - head) <= 8}


def _gap(tree: Tree, match: Match, tokens: set[int]) -> int:
    """Steps from the trigger to the nearest word of the pair, 20 where the pair is not in the sentence."""
    return min((abs(i - match.head) for i in tokens), default=20)
