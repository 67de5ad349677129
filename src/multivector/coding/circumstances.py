"""When and where, as words: which date and which place of the sentence belong to an event. What they mean is resolved later."""

import re

from multivector.coding.matching import Match
from multivector.coding.tree import Tree
from multivector.records import Span

_PLACE_PREPOSITIONS = frozenset({"in", "at", "near", "outside", "across", "from", "around", "inside", "off", "to", "over", "throughout"})


def find_entity_spans(tree: Tree, *kinds: str) -> list[tuple[int, int]]:
    """Token ranges (first, last) of entities of some types, in order."""
    spans: list[tuple[int, int]] = []
    for token in tree.tokens:
        if token.entity not in kinds:
            continue
        if spans and not token.entity_start and spans[-1][1] == token.index - 1:
            spans[-1] = (spans[-1][0], token.index)
        else:
            spans.append((token.index, token.index))
    return spans


#: Words that make a date a point in time; "two years" or "days" alone is how long something took.
_POINT = re.compile(
    r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tonight|yesterday|tomorrow|morning|evening|"
    r"night|ago|last|next|this|past|previous|coming|spring|summer|autumn|winter|(?:1[6-9]|20)\d\d|\d{3}0'?s)",
    re.IGNORECASE,
)


#: Edges between a trigger and a date beyond which they have nothing to do with each other; what a relative clause says is as far.
FARTHEST = 8


def _is_point(text: str) -> bool:
    return bool(_POINT.search(text)) and not re.match(r"(?:less|more) than", text)


def find_date(tree: Tree, match: Match, others: list[Match]) -> Span | None:
    """The words that date the event: the date that hangs on it or on its verb; else the nearest one that belongs to no other trigger."""
    spans = [span for span in find_entity_spans(tree, "DATE") if _is_point(" ".join(tree[i].text for i in range(span[0], span[1] + 1)))]
    if not spans:
        return None
    best = min(spans, key=lambda span: _distance(tree, match, span))
    if _distance(tree, match, best) > FARTHEST:
        return None  # "discussed the match that they host next year": the date of something else
    owner = min([match, *others], key=lambda m: (_distance(tree, m, best), m.head != match.head))
    if owner.head != match.head and _distance(tree, match, best) > 3:
        return None
    return _words(tree, best)


def find_place(tree: Tree, match: Match, sides: set[int]) -> Span | None:
    """The words that place the event: a "in …", "at …", "near …" phrase on it or on its verb, whose name is not itself a side."""
    candidates: list[tuple[int, tuple[int, int]]] = []
    for first, last in find_entity_spans(tree, "GPE", "LOC", "FAC"):
        head = next((i for i in range(first, last + 1) if not first <= tree[i].head <= last), last)
        prep = tree.parent(head)
        if prep is None or tree[prep].dep not in ("prep", "pcomp") or tree[prep].lemma not in _PLACE_PREPOSITIONS:
            continue
        # Whence or whither is no place of the event, but for a visit ("a trip to Turkey").
        if tree[prep].lemma in ("to", "from", "over") and (match.trigger.mode != "visit" or head not in sides):
            continue
        candidates.append((_distance(tree, match, (first, last)), (first, last)))
    near = [c for c in candidates if c[0] <= 4]
    return _words(tree, min(near)[1]) if near else None


def _distance(tree: Tree, match: Match, span: tuple[int, int]) -> int:
    """Edges in the tree between a span and a match, a clause boundary counting double."""
    paths = {i: d for token in match.tokens for d, i in enumerate((token, *tree.ancestors(token)))}
    best = 99
    for start in range(span[0], span[1] + 1):
        cost = 0
        previous = None
        for node in (start, *tree.ancestors(start)):
            if previous is not None:
                dep = tree[previous].dep
                cost += FARTHEST if dep == "relcl" else 2 if dep in ("ccomp", "advcl", "conj") else 1
            if node in paths:
                best = min(best, cost + paths[node])
                break
            previous = node
    return best


def _words(tree: Tree, span: tuple[int, int]) -> Span:
    start, end = tree[span[0]].start, tree[span[1]].end
    offset = tree.sentence.start
    return Span(tree.sentence.text[start - offset : end - offset], start, end)
