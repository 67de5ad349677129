"""Which words name a side: from the head of a noun phrase to the mention that a record shows."""

from functools import cache

from multivector.codebook.actors import load_agents, load_organizations, load_states
from multivector.codebook.cues import load_cues, load_groups
from multivector.coding.tree import NOMINAL, Tree
from multivector.records import Entity

NAMED = frozenset({"PERSON", "GPE", "NORP", "ORG", "FAC", "LOC"})
PRONOUNS = frozenset({"he", "she", "they", "him", "her", "them", "we", "who", "his", "their", "its", "it"})


@cache
def agent_nouns() -> dict[str, bool]:
    """Head lemmas of agent nouns -> whether they are political without more ("police") or need a sign ("company")."""
    nouns: dict[str, bool] = {}
    for agent in load_agents():
        head = agent.noun.lower().split(" of ")[0].split()[-1]  # "head of state": the head is "head"
        nouns[head] = nouns.get(head, False) or agent.political
    nouns.update(dict.fromkeys(load_cues("back-reference"), True))
    return nouns


@cache
def state_words() -> frozenset[str]:
    """Single words, lower case, that name a state, its people or its seat."""
    words: set[str] = set()
    for state in load_states():
        for name in (state.name, *state.names, *state.adjectives, *state.demonyms, *state.capital, *state.metonyms):
            words.add(name.lower())
    for body in load_organizations():
        words.update(name.lower() for name in (body.name, *body.acronyms, *body.names))
    words.update(load_groups().wholes)
    return frozenset(words)


@cache
def _human_endings() -> tuple[str, ...]:
    """Endings of nouns that name people by what they do: an open class that no table completes."""
    return tuple(sorted(load_cues("human-ending")))


@cache
def weak_nouns() -> frozenset[str]:
    """Agent nouns that are political only with another sign ("company", "families")."""
    return frozenset(noun for noun, political in agent_nouns().items() if not political)


def is_strong(tree: Tree, index: int) -> bool:
    """Whether a side shows by itself that an event is political: a name, a nationality, an office, a back-reference."""
    if tree[index].entity or tree[index].pos in ("PRON", "PROPN"):
        return True
    if any(tree[i].entity in NAMED or tree[i].text.lower() in state_words() for i in tree.subtree(index) if abs(i - index) <= 6):
        return True
    return tree[index].lemma in agent_nouns() and tree[index].lemma not in weak_nouns()


def is_actor(tree: Tree, index: int) -> bool:
    """Whether a token heads a phrase that can be a side of a political event."""
    token = tree[index]
    if token.pos == "PRON":
        return token.lemma in PRONOUNS or token.lemma in ("some", "many", "most", "all", "both", "dozens")
    if token.entity in ("PERSON", "GPE", "NORP", "ORG"):
        return token.pos in NOMINAL or token.pos == "X"
    if token.entity in ("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY"):
        return False
    if token.lemma in agent_nouns() or token.text.lower() in state_words() or token.text.lower() in agent_nouns():
        return True
    if token.pos == "NOUN" and token.lemma.endswith(_human_endings()) and token.dep in ("nsubj", "nsubjpass", "dobj", "pobj", "conj"):
        return True
    if token.lemma in load_cues("partitive"):
        return any(is_actor(tree, i) for i in tree.prepositional(index, "of"))
    if token.pos == "NUM" and token.dep in ("nsubj", "nsubjpass", "dobj", "pobj"):
        return any(is_actor(tree, i) for i in tree.prepositional(index, "of"))
    # A name that no list has: a proper noun with a title or a part that is recognised.
    if token.pos == "PROPN":
        return token.entity not in ("EVENT", "LAW", "WORK_OF_ART", "PRODUCT", "LANGUAGE") and token.text[:1].isupper()
    return False


def is_modifier(tree: Tree, index: int) -> bool:
    """Whether a token, standing before a noun, names a side: "Turkish strikes", "EU sanctions", "police raid"."""
    token = tree[index]
    if token.entity in ("NORP", "GPE", "ORG", "PERSON"):
        return True
    return token.text.lower() in state_words() or (token.pos in ("NOUN", "PROPN") and agent_nouns().get(token.lemma, False))


def resolve_partitive(tree: Tree, index: int) -> int:
    """The head that counts: in "dozens of protesters" the protesters."""
    for _ in range(3):
        token = tree[index]
        if token.lemma not in load_cues("partitive") and token.pos != "NUM":
            return index
        inner = [i for i in tree.prepositional(index, "of") if tree[i].pos in NOMINAL]
        if not inner:
            return index
        index = inner[0]
    return index


def make_mention(tree: Tree, index: int) -> Entity:
    """The mention headed by a token: its words without leading article, apposition and relative clause."""
    inside = {index}
    for child in tree.children(index):
        token = tree[child]
        if child < index and token.dep in ("compound", "amod", "nmod", "poss", "nummod", "appos", "flat", "quantmod", "case"):
            inside.update(i for i in tree.subtree(child) if i < index and _is_compact(tree, i, child))
        elif child > index and token.dep == "prep" and _extends(tree, index, child):
            inside.update(
                i for i in tree.subtree(child) if tree[i].dep not in ("relcl", "acl", "appos", "conj", "cc", "punct") or i == child
            )
    # The recogniser's own span completes names that the parser cuts.
    if tree[index].entity in ("PERSON", "ORG", "GPE"):
        inside.update(_entity_span(tree, index))
    start, end = _contiguous(inside, index)
    while start < index and (
        tree[start].pos in ("DET", "PUNCT", "CCONJ", "ADP") or tree[start].lemma in ("'s", "the", "such", "other", "its", "his")
    ):
        start += 1
    while end > index and tree[end].pos in ("PUNCT", "PART", "ADP", "CCONJ") and tree[end].text not in (")",):
        end -= 1
    return cut(tree, start, end)


def cut(tree: Tree, first: int, last: int) -> Entity:
    """The unresolved mention from one token to another, both included."""
    start, end = tree[first].start, tree[last].end
    offset = tree.sentence.start
    return Entity(text=tree.sentence.text[start - offset : end - offset], start=start, end=end)


def _is_compact(tree: Tree, index: int, child: int) -> bool:
    return not any(tree[i].dep in ("relcl", "acl") for i in (index, child))


def _extends(tree: Tree, index: int, prep: int) -> bool:
    """Whether a prepositional phrase belongs to the name: "Ministry of Foreign Affairs", "activists in Belarus"."""
    if prep - index > 2:
        return False
    lemma = tree[prep].lemma
    objects = tree.children(prep, "pobj")
    if not objects:
        return False
    if lemma == "of":
        return True
    if lemma in ("for", "on") and tree[index].pos == "PROPN" and tree[objects[0]].pos == "PROPN":
        return tree[index].entity in ("", "ORG")  # "Institute for Policy Analysis"
    return lemma in ("in", "from", "for") and tree[index].pos == "NOUN" and tree[objects[0]].entity in ("GPE", "NORP", "ORG")


def _entity_span(tree: Tree, index: int) -> range:
    kind = tree[index].entity
    first = index
    while first > 0 and not tree[first].entity_start and tree[first - 1].entity == kind:
        first -= 1
    last = index
    while last + 1 < len(tree.tokens) and tree[last + 1].entity == kind and not tree[last + 1].entity_start:
        last += 1
    return range(first, last + 1)


def _contiguous(inside: set[int], index: int) -> tuple[int, int]:
    start = end = index
    while start - 1 in inside or (start - 2 in inside and start - 2 >= 0):
        start -= 1
    while end + 1 in inside or end + 2 in inside:
        end += 1
    return start, end
