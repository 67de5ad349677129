"""Triggers on their way to records: sides, status, and what a verb makes of the event in its clause."""

from dataclasses import dataclass, field, replace

from multivector.codebook.cues import find_complement
from multivector.coding.arguments import Arguments, fill_arguments
from multivector.coding.attribution import find_speaker
from multivector.coding.matching import Match, find_matches
from multivector.coding.requirements import find_obstacle
from multivector.coding.status import Standing, find_standing
from multivector.coding.tree import Tree

_CONFLICT = frozenset({"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})
_COOPERATIVE = frozenset({"CONSULT", "COOPERATE", "SUPPORT", "AID"})
_INSIDE = frozenset({"xcomp", "ccomp", "dobj", "prep", "pobj", "pcomp", "acl", "nsubjpass", "dative", "conj", "agent"})
#: Prepositions that set an event beside another one instead of under it.
_ASIDE = frozenset({"after", "before", "during", "over", "amid", "since", "following", "because"})
_SUFFERERS = frozenset({"he", "him", "she", "her", "it", "they", "we", "them", "us"})


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


def draft_sentence(tree: Tree) -> list[Draft]:
    """All triggers of a sentence with their sides and standing; those that make no record say why in ``dropped``."""
    matches = find_matches(tree)
    drafts = [Draft(m, fill_arguments(tree, m), find_standing(tree, m), m.trigger.type, m.trigger.mode) for m in matches]
    _settle_complements(tree, drafts)
    for draft in drafts:
        _settle_type(draft)
        if draft.dropped is None:
            draft.dropped = find_obstacle(tree, draft.match, draft.arguments, type=draft.type, notes=draft.notes)
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
                outer.arguments = replace(
                    outer.arguments, recipients=tuple(i for i in inner.arguments.actors if i not in outer.arguments.actors)
                )
            outer.notes.append("event")
            rule = find_complement(outer.match.trigger.type, outer.match.trigger.mode, inner.match.trigger.type)
            if rule is None:
                continue
            if (rule.type and outer.mode is None) or (rule.type and rule.type != outer.type):
                outer.type, outer.mode = rule.type, rule.result_mode
                outer.notes.append(f"with {inner.match.trigger.phrase!r} in its clause: {rule.type} {rule.result_mode or ''}".rstrip())
            if rule.type == "THREATEN" and inner.standing.status == "negated":
                inner.dropped = f"denied under {outer.match.trigger.phrase!r}"  # "promised that nobody would attack"
                continue
            # "refused to meet X", "agreed with X to visit Y": the outer event's other side may stand below.
            one_sided = not outer.match.trigger.mutual or (rule.type and len(outer.arguments.actors) == 1)
            if rule.type and not outer.arguments.recipients and one_sided:
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
        if token.dep in ("advcl", "relcl", "nsubj", "parataxis", "poss") or (token.dep == "prep" and token.lemma in _ASIDE):
            return False
        if above in outer.tokens:
            coordinated = token.dep == "conj" and current == inner.head and tree[inner.head].pos == "VERB"
            return token.dep in _INSIDE and not coordinated
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
    suffers = [i for i in draft.arguments.recipients if tree[i].pos == "PRON" and tree[i].lemma in _SUFFERERS]
    if speaker is None or not suffers or speaker in draft.arguments.actors:
        return
    draft.notes.append(f"{draft.type} against the speaker, as the speaker says: ACCUSE allege")
    draft.type, draft.mode = "ACCUSE", "allege"
    draft.arguments = Arguments((speaker,), draft.arguments.actors, direct=False)
