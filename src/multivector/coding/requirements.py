"""What a trigger still needs to be a political event: sides, a political sign, an event in its clause."""

from collections.abc import Sequence

from multivector.codebook.cues import load_cues
from multivector.coding.arguments import Arguments, find_support
from multivector.coding.circumstances import find_date, find_place
from multivector.coding.matching import Match
from multivector.coding.mentions import is_strong, make_mention
from multivector.coding.tree import Tree

_NEEDS_STRONG = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "REQUEST", "REJECT", "CONCEDE"})
_NEEDS_ACTOR = _NEEDS_STRONG - {"AID"} | {"THREATEN", "ACCUSE"}


def find_obstacle(tree: Tree, match: Match, sides: Arguments, *, type: str, notes: Sequence[str]) -> str | None:
    """Why a match makes no record, in words; None if it does. ``notes`` hold "event" or "conflict" where one stands in its clause."""
    trigger = match.trigger
    if trigger.requires in ("conflict", "event") and trigger.requires not in notes:
        return f"no {trigger.requires} stands in its clause"
    if not sides.actors and not sides.recipients:
        # The text may name nobody ("street protests are planned for 25 March"); then a day or a place must make it an event.
        dated = type == "PROTEST" and (find_date(tree, match, []) or find_place(tree, match, set()))
        return None if dated else "no side of the event is named"
    if type in _NEEDS_STRONG and not any(is_strong(tree, i) for i in (*sides.actors, *sides.recipients)):
        return "no side shows that it is political"
    if trigger.requires == "both" and not (sides.actors and (sides.recipients or (trigger.mutual and len(sides.actors) > 1))):
        return "an everyday word without two political sides"
    if type == "SANCTION" and trigger.pos == "noun" and _is_topic(tree, match):
        return "spoken of, not imposed"  # "discussed the sanctions", "after the sanctions"
    if trigger.mode == "visit" and trigger.pos == "noun" and _is_during(tree, match):
        return "the stay during which something else is reported"
    if not sides.actors and type in _NEEDS_ACTOR and trigger.pos == "noun":
        return "nobody is named who says it"
    return _find_missing_side(tree, match, sides, type) if trigger.mutual and sides.actors else None


def _is_during(tree: Tree, match: Match) -> bool:
    """ "met X during a visit": the visit has no side of its own."""
    prep = tree.parent(match.head)
    owned = tree.children(match.head, "poss") or any(tree.prepositional(match.head, word) for word in ("to", "by"))
    return prep is not None and tree[prep].lemma in ("during", "on", "at") and tree[prep].dep == "prep" and not owned


def _is_topic(tree: Tree, match: Match) -> bool:
    """Whether a noun stands under a verb that does not bring the event about."""
    support = find_support(tree, match)
    if support is None:
        return tree[match.head].dep not in ("ROOT", "nsubj", "conj", "appos") and not tree.children(match.head, "acl", "relcl")
    return tree[match.head].dep in ("dobj", "pobj") and tree[support].lemma not in load_cues("light") | load_cues("aspect")


def _find_missing_side(tree: Tree, match: Match, sides: Arguments, type: str) -> str | None:
    """A mutual act wants two sides, or one that is several."""
    first = sides.actors[0]
    if match.trigger.pos == "noun":
        # An acronym in brackets is no second side: "the Organisation of Free Ports (OFP) summit".
        named = [i for i in sides.actors if i == first or tree[i - 1].text != "("]
        spans = {(mention.start, mention.end) for mention in (make_mention(tree, i) for i in named)}
        named_after = tree[first].head in match.tokens and tree[first].dep in ("compound", "amod", "nmod")
        # "the OIC summit", "Geneva talks"
        return "only the body or town that gives the meeting its name" if len(spans) == 1 and named_after else None
    if type not in ("CONSULT", "COOPERATE") or len(sides.actors) > 1 or "with" in match.trigger.phrase or _is_plural(tree, first):
        return None
    if any(tree[i].tag == "NNS" for i in match.tokens):
        return None  # "held several meetings": with whom is not said
    return "a mutual act with one side"


def _is_plural(tree: Tree, head: int) -> bool:
    """Whether one side is several: "the leaders", "they", "the EU-Belarus group"."""
    return (
        tree[head].tag in ("NNS", "NNPS")
        or tree[head].lemma in ("they", "we", "both")
        or any(tree[child].text == "-" and tree[child - 1].entity for child in tree.children(head, "punct") if 0 < child < head)
    )
