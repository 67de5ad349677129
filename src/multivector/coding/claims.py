"""Claims: what the author or somebody quoted holds to be so, found by cue phrases of the codebook."""

import hashlib
from collections import defaultdict
from functools import cache

from multivector.codebook.cues import ClaimCue, load_claim_cues, load_cues
from multivector.coding.attribution import find_attribution
from multivector.coding.circumstances import find_entity_spans
from multivector.coding.coder import LONGEST_SENTENCE
from multivector.coding.mentions import cut, is_actor, make_mention
from multivector.coding.tree import Tree
from multivector.records import Claim, Document, Entity, Sentence, Span

_DEGREES = frozenset({"likely", "unlikely", "probably", "possibly", "perhaps", "apparently", "seemingly", "may", "might", "could"})


def find_claims(document: Document, sentence: Sentence) -> tuple[Claim, ...]:
    """The claims of one sentence, at most one of each kind; only sentences that name a political actor make any."""
    if not 4 <= len(sentence.tokens) <= LONGEST_SENTENCE:
        return ()
    tree = Tree(sentence)
    found = _find_cues(tree)
    if not found:
        return ()
    about = list_named_actors(tree)
    if not about:
        return ()
    return tuple(_make(document, tree, cue, at, about) for cue, at in sorted(found.values(), key=lambda pair: pair[1]))


@cache
def _index_cues() -> dict[str, tuple[ClaimCue, ...]]:
    """Cues by their first word, longest first."""
    index: defaultdict[str, list[ClaimCue]] = defaultdict(list)
    for cue in load_claim_cues():
        index[cue.words[0]].append(cue)
    return {word: tuple(cues) for word, cues in index.items()}


def _find_cues(tree: Tree) -> dict[str, tuple[ClaimCue, int]]:
    """For each kind of claim the longest cue in the sentence, of equals the first, with the token where it begins."""
    index = _index_cues()
    found: dict[str, tuple[ClaimCue, int]] = {}
    for token in tree.tokens:
        for word in {token.lemma, token.text.lower()}:
            for cue in index.get(word, ()):
                held = found.get(cue.kind)
                if (held is None or len(cue.words) > len(held[0].words)) and _stands_at(tree, token.index, cue.words):
                    found[cue.kind] = cue, token.index
    return found


def _stands_at(tree: Tree, start: int, words: tuple[str, ...]) -> bool:
    return start + len(words) <= len(tree.tokens) and all(_is_word(tree, start + i, word) for i, word in enumerate(words))


def _is_word(tree: Tree, index: int, word: str) -> bool:
    token = tree[index]
    if word == "NUM":
        return token.pos == "NUM"
    if word in ("a", "an"):
        return token.lemma in ("a", "an")
    return token.lemma == word or token.text.lower() == word


def list_named_actors(tree: Tree) -> tuple[Entity, ...]:
    """The named actors of the sentence, in order."""
    mentions: list[Entity] = []
    for first, last in find_entity_spans(tree, "GPE", "NORP", "ORG", "PERSON", "LOC"):
        if any(is_actor(tree, i) for i in range(first, last + 1)):
            mentions.append(cut(tree, first, last))
    for token in tree.tokens:
        if token.dep in ("nsubj", "nsubjpass") and token.pos in ("NOUN", "PROPN") and is_actor(tree, token.index):
            mention = make_mention(tree, token.index)
            if not any(m.start < mention.end and mention.start < m.end for m in mentions):
                mentions.append(mention)
    return tuple(sorted(mentions, key=lambda m: m.start))


def _make(document: Document, tree: Tree, cue: ClaimCue, at: int, about: tuple[Entity, ...]) -> Claim:
    sentence = tree.sentence
    anchor = next((i for i in range(at, at + len(cue.words)) if tree[i].pos in ("VERB", "AUX", "NOUN")), at)
    attribution = find_attribution(tree, anchor)
    claimant = attribution.source if attribution else _find_holder(tree, anchor)
    start, end = _clause(tree, anchor) if attribution else (0, len(tree.tokens) - 1)
    words = cut(tree, start, end)
    hedges = tuple(
        dict.fromkeys(
            t.text.lower()
            for t in tree.tokens
            if (t.lemma in _DEGREES or (t.lemma in load_cues("hedge") and t.pos == "ADV")) and t.entity != "DATE"
        )
    )
    key = f"{document.id}\x1f{sentence.start}\x1f{cue.kind}\x1f{words.start}"
    return Claim(
        id=hashlib.sha256(key.encode()).hexdigest()[:16],
        document=document.id,
        sentence=Span(sentence.text, sentence.start, sentence.end),
        span=Span(words.text, words.start, words.end),
        kind=cue.kind,
        claimant=claimant,
        about=tuple(m for m in about if claimant is None or m.start != claimant.start),
        hedges=hedges,
        polarity=cue.polarity,
    )


def _find_holder(tree: Tree, anchor: int) -> Entity | None:
    """Who holds a view: subject of "believes", "calls X a threat"; None where the author speaks."""
    for verb in (anchor, *list(tree.ancestors(anchor))[:2]):
        token = tree[verb]
        if token.pos == "VERB" and token.lemma in load_cues("saying") | load_cues("holding") and not tree.is_passive(verb):
            holders = [i for i in tree.agent(verb) if is_actor(tree, i) and tree[i].lemma != "it"]
            return make_mention(tree, holders[0]) if holders else None
    return None


def _clause(tree: Tree, anchor: int) -> tuple[int, int]:
    """First and last token of what a saying verb introduces: the clause that holds the cue."""
    current = anchor
    for above in tree.ancestors(anchor):
        if tree[current].dep in ("ccomp", "parataxis") and tree[above].lemma in load_cues("saying"):
            words = tree.subtree(current)
            return words[0], words[-1]
        current = above
    return 0, len(tree.tokens) - 1
