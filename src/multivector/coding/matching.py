"""Where a sentence holds a trigger of the codebook."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from multivector.codebook.cues import load_cues
from multivector.codebook.triggers import Trigger, load_triggers
from multivector.coding.tree import Tree

#: What the tagger calls a word that the codebook calls verb, noun or adjective.
POS = {
    "verb": frozenset({"VERB", "AUX"}),
    "noun": frozenset({"NOUN", "PROPN"}),
    "adj": frozenset({"ADJ", "VERB", "ADV"}),
}


_BELOW = frozenset({"pobj", "conj", "prep", "amod", "compound", "dobj", "prt"})


@dataclass(frozen=True, slots=True)
class Match:
    """A trigger at its head token, with all tokens of the phrase."""

    trigger: Trigger
    head: int
    tokens: tuple[int, ...]


@cache
def index_triggers() -> dict[str, tuple[Trigger, ...]]:
    """Triggers by the lemma of their head word."""
    index: defaultdict[str, list[Trigger]] = defaultdict(list)
    for trigger in load_triggers():
        for lemma in trigger.words[trigger.head]:
            index[lemma].append(trigger)
    return {lemma: tuple(triggers) for lemma, triggers in index.items()}


def find_matches(tree: Tree) -> list[Match]:
    """All matches, the longest first where they share a token; a shorter one that lies inside a longer is left out."""
    index = index_triggers()
    found: list[Match] = []
    for token in tree.tokens:
        forms = {token.lemma, token.text.lower()}
        for form in forms:
            for trigger in index.get(form, ()):
                if token.pos in POS[trigger.pos] or (
                    trigger.pos == "noun" and token.tag == "VBG" and token.dep in ("pobj", "dobj", "nsubj")
                ):
                    tokens = match_words(tree, token.index, trigger)
                    if tokens:
                        found.append(Match(trigger, token.index, tokens))
    return _keep_longest(tree, found)


def match_words(tree: Tree, head: int, trigger: Trigger) -> tuple[int, ...] | None:
    """The tokens of the phrase if every word hangs on the head, directly or through other words of the phrase; else None."""
    matched = [head]
    for position, alternatives in enumerate(trigger.words):
        if position == trigger.head:
            continue
        token = _find_word(tree, matched, alternatives)
        if token is None:
            return None
        matched.append(token)
    return tuple(sorted(matched))


def _find_word(tree: Tree, matched: list[int], alternatives: tuple[str, ...]) -> int | None:
    for anchor in reversed(matched):
        candidates = list(tree.children(anchor))
        for child in tree.children(anchor):
            # Through a preposition or a coordination: "issued a statement and a demand", "took part in talks".
            if tree[child].dep in ("prep", "agent", "conj", "dative", "pcomp", "dobj", "nsubjpass"):
                candidates.extend(i for i in tree.children(child) if tree[i].dep in _BELOW)
            if tree[child].lemma in load_cues("partitive"):
                candidates.extend(tree.prepositional(child, "of"))  # "lifted most of its sanctions"
        antecedent = tree.antecedent(anchor)
        if antecedent is not None and tree[anchor].pos == "VERB":
            candidates.append(antecedent)
        if anchor == matched[0] and tree[anchor].dep in ("compound", "amod") and tree.parent(anchor) is not None:
            candidates.append(tree[anchor].head)
        for i in candidates:
            if i not in matched and (tree[i].lemma in alternatives or tree[i].text.lower() in alternatives):
                return i
    return None


def _keep_longest(tree: Tree, found: list[Match]) -> list[Match]:
    kept: list[Match] = []
    taken: set[int] = set()

    # Longer phrases first; at one length the part of speech that the tagger gives, then text order.
    def content_of(match: Match) -> set[int]:
        return {i for i in match.tokens if tree[i].pos not in ("ADP", "PART", "DET")} or set(match.tokens)

    for match in sorted(found, key=lambda m: (-len(content_of(m)), -len(m.tokens), m.trigger.pos == "adj", m.head)):
        content = content_of(match)
        if content & taken:
            continue
        kept.append(match)
        taken |= content
    return sorted(kept, key=lambda m: m.head)
