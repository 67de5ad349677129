"""Who says so."""

from dataclasses import dataclass

from multivector.codebook.cues import load_cues
from multivector.coding.mentions import is_actor, make_mention
from multivector.coding.tree import Tree
from multivector.records import Attribution


@dataclass(frozen=True, slots=True)
class _Found:
    source: int | None
    cue: str


def find_attribution(tree: Tree, head: int) -> Attribution | None:
    """The attribution of what a token reports: a saying verb above its clause, or "according to X"."""
    found = _from_above(tree, head) or _from_according(tree, head)
    if found is None:
        return None
    return Attribution(source=None if found.source is None else make_mention(tree, found.source), cue=found.cue)


def find_speaker(tree: Tree, head: int) -> int | None:
    """The head token of whoever says what a token reports, None where nobody is named."""
    found = _from_above(tree, head) or _from_according(tree, head)
    return found.source if found else None


def _from_above(tree: Tree, head: int) -> _Found | None:
    current = head
    for above in tree.ancestors(head):
        token, over = tree[current], tree[above]
        if (
            over.pos in ("VERB", "NOUN")
            and over.lemma in load_cues("saying")
            and token.dep in ("ccomp", "parataxis", "nsubj", "acl")
            and above != head
        ):
            if token.dep == "nsubj" or (over.pos == "NOUN" and token.dep != "acl"):
                current = above
                continue
            speakers = [i for i in tree.agent(above) if i != current and is_actor(tree, i)]
            if speakers and head in tree.subtree(speakers[0]):
                return None
            if not speakers and not tree.is_passive(above):
                return None  # "no reason to believe": nobody says it
            return _Found(speakers[0] if speakers else None, over.text)
        current = above
    # "Police, the ministry said, detained …": the saying verb hangs below.
    for above in (head, *tree.ancestors(head)):
        for child in tree.children(above, "parataxis", "ccomp"):
            if tree[child].lemma in load_cues("saying") and head not in tree.subtree(child) and tree.children(child, "nsubj"):
                speaker = tree.children(child, "nsubj")[0]
                if is_actor(tree, speaker) and not tree.children(child, "ccomp", "dobj"):
                    return _Found(speaker, tree[child].text)
    return None


def _from_according(tree: Tree, head: int) -> _Found | None:
    for token in tree.tokens:
        if token.lemma in ("accord", "according") and (token.head in (head, *tree.ancestors(head)) or tree[token.head].dep == "ROOT"):
            sources = tree.prepositional(token.index, "to") or tree.children(token.index, "pobj")
            return _Found(sources[0] if sources else None, "according to")
    return None
