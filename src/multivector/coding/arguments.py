"""Who stands in a trigger's slots: actors and recipients of one match."""

from dataclasses import dataclass

from multivector.codebook.cues import load_cues
from multivector.coding.matching import Match
from multivector.coding.mentions import is_actor, is_modifier, resolve_partitive
from multivector.coding.tree import NOMINAL, VERBAL, Tree

#: How a noun hangs on the verb that supports it: "held talks", "took part in talks", "the talks were held", "talks took place".
_SUPPORTED = frozenset({"dobj", "nsubjpass", "pobj", "attr", "oprd", "acomp"})
_SUPPORTING_PREPOSITIONS = frozenset({"in", "into", "for", "to", "with", "at", "during", "after", "before", "following", "by", "through"})
#: "said after talks with X", "signed during a visit": the subject took part; "in a rebuff to X": the subject dealt it.
_DURING = frozenset({"after", "during", "at", "following", "before", "on"})
_EMBEDDING = ("by", "of", "against", "in", "from", "on", "with")


@dataclass(frozen=True, slots=True)
class Arguments:
    """Head tokens of the sides. ``direct`` is False where a side was reached through another noun."""

    actors: tuple[int, ...]
    recipients: tuple[int, ...]
    direct: bool = True


def fill_arguments(tree: Tree, match: Match) -> Arguments:
    """Fill the trigger's frame. In a mutual frame all sides are actors."""
    trigger = match.trigger
    actors, direct = _fill_first(tree, match, trigger.actors, taken=())
    if trigger.mutual:
        # Each slot may add a side: "Turkey's talks with Minsk", "talks between A and B", "A met with B".
        sides = list(actors)
        for slot in (*trigger.actors, *trigger.recipients):
            sides.extend(i for i in _expand(tree, match, fill_slot(tree, match, slot), direct=True) if i not in sides)
        return Arguments(tuple(_without_nested(tree, sides)), (), direct)
    recipients, straight = _fill_first(tree, match, trigger.recipients, taken=actors)
    if not recipients and trigger.type == "ASSAULT" and trigger.pos == "noun":
        recipients = _find_victims(tree, match)
    return Arguments(tuple(actors), tuple(i for i in recipients if i not in actors), direct and straight)


def _find_victims(tree: Tree, match: Match) -> list[int]:
    """Who "was killed in airstrikes", "died in the attack": the subject of the verb of harm above a violent noun."""
    support = find_support(tree, match)
    if support is None or tree[match.head].dep != "pobj" or tree[support].lemma not in load_cues("harm"):
        return []
    return _expand(tree, match, tree.patient(support) if tree.is_passive(support) else tree.agent(support), direct=True)


def _fill_first(tree: Tree, match: Match, slots: tuple[str, ...], *, taken: tuple[int, ...] | list[int]) -> tuple[list[int], bool]:
    heads = [(slot, fill_slot(tree, match, slot)) for slot in slots]
    for direct in (True, False):
        for slot, found in heads:
            # A subject is an actor itself; what a decision or a strike "of" somebody does is not looked through.
            if not direct and slot == "subj":
                found = [i for i in found if tree[i].pos in ("NOUN", "PROPN")]
            # "freed the hostages", "soldiers pulled out": a word of the phrase may itself be the side.
            inside = slot in ("obj", "subj") and match.trigger.pos == "verb"
            actors = [i for i in _expand(tree, match, found, direct=direct, inside=inside) if i not in taken]
            if actors:
                return actors, direct
    return [], True


def _expand(tree: Tree, match: Match, found: list[int], *, direct: bool, inside: bool = False) -> list[int]:
    """Coordinated heads that are actors; indirectly, the actors inside phrases that are not ("the arrest of journalists")."""
    heads = [i for head in found for i in (tree.conjuncts(head) if tree[head].dep != "pcomp" else [head])]
    result: list[int] = []
    for head in heads:
        if direct:
            head = resolve_partitive(tree, head)
            if not is_actor(tree, head):  # "his rival, Oda Renn": the name beside it
                head = next((i for i in tree.children(head, "appos") if is_actor(tree, i)), head)
            # "the leaders of Ukraine, Russia and France": each state is a side.
            named = [i for of in tree.prepositional(head, "of") for i in tree.conjuncts(of) if tree[i].entity in ("GPE", "NORP")]
            if tree[head].tag in ("NNS", "NNPS") and len(named) > 1:
                result.extend(i for i in (head, *named[1:]) if i not in result)
                continue
            if (inside or head not in match.tokens) and is_actor(tree, head):
                result.extend(i for i in tree.conjuncts(head) if is_actor(tree, i) and i not in result)
        else:
            result.extend(i for i in _look_inside(tree, head) if i not in match.tokens and i not in result)
    return result


def _look_inside(tree: Tree, head: int, depth: int = 0) -> list[int]:
    """Actors that a phrase about something else contains: its possessor, its adjective of nationality, its "by" or "of" phrase."""
    if depth <= 2 and tree[head].dep == "pcomp":
        # "hopes of buying Turkey's ships"
        return [j for i in tree.children(head, "dobj") for j in ([i] if is_actor(tree, i) else _look_inside(tree, i, depth + 1))]
    if depth > 2 or tree[head].pos not in NOMINAL:
        return []
    found = [i for i in tree.children(head, "poss") if is_actor(tree, i)]
    found += [i for i in tree.children(head, "amod", "compound", "nmod") if is_modifier(tree, i)]
    if found:
        return found
    for preposition in _EMBEDDING:
        for i in tree.prepositional(head, preposition):
            for conjunct in tree.conjuncts(resolve_partitive(tree, i)):
                found += [conjunct] if is_actor(tree, conjunct) else _look_inside(tree, conjunct, depth + 1)
        if found:
            return found
    return found


def fill_slot(tree: Tree, match: Match, slot: str) -> list[int]:
    """Head tokens that stand in one slot of a match, actors or not (the slots are listed in docs/codebook.md)."""
    head = match.head
    verbal = match.trigger.pos == "verb" or tree[head].pos in VERBAL
    if slot == "subj":
        return tree.agent(head) if verbal else _find_support_subject(tree, match)
    if slot == "obj":
        if not verbal:
            return []
        found = tree.patient(head) + ([] if tree.is_passive(head) else [i for i in tree.children(head, "dative") if tree[i].pos in NOMINAL])
        return [i for i in found if i not in match.tokens] or found
    if slot == "iobj":
        return tree.children(head, "dative", "iobj")
    if slot == "clause":
        return _find_clause_subjects(tree, head)
    if slot == "poss":
        return _find_possessors(tree, match, verbal=verbal)
    return _find_prepositional(tree, match, slot, verbal=verbal)


def _find_prepositional(tree: Tree, match: Match, slot: str, *, verbal: bool) -> list[int]:
    head = match.head
    if slot == "and":
        return [i for i in tree.conjuncts(head) if i != head]
    anchors = list(match.tokens)
    support = None if verbal else find_support(tree, match)
    if not verbal:
        anchors += _find_carriers(tree, head)
    found = _collect_objects(tree, anchors, slot)
    if support is not None and slot not in ("of", "in"):
        # "sanctions were imposed by": the verb's agent, but of "the visit was praised by" only where the verb is light.
        if slot != "by" or tree[support].lemma in load_cues("light") or not tree.is_passive(support):
            anchors.append(support)
        found = found or _collect_objects(tree, anchors, slot)
    if not found:
        # The parser often hangs a phrase one place too low: on the object ("extradited a forger to Italy"), on the verb that
        # supports it, or inside a sibling phrase ("an attack by rebels on a convoy").
        lower = tree.patient(head) if verbal else []
        lower += [i for anchor in anchors for prep in tree.children(anchor, "prep", "agent") for i in tree.children(prep, "pobj")]
        lower += [] if support is None or slot == "of" else [i for i in tree.patient(support) if i not in anchors]
        found = _collect_objects(tree, [i for i in lower if i not in match.tokens or i not in anchors], slot)
    return [_antecedent_of(tree, i) for i in dict.fromkeys(found) if i not in match.tokens]


def _antecedent_of(tree: Tree, index: int) -> int:
    """For "which" the noun before the relative clause, else the token itself."""
    if tree[index].tag not in ("WDT", "WP"):
        return index
    noun = next((i for i in range(index - 1, -1, -1) if tree[i].pos in ("NOUN", "PROPN") and tree[i + 1].text == ","), None)
    return index if noun is None else noun


def _collect_objects(tree: Tree, anchors: list[int], preposition: str) -> list[int]:
    found: list[int] = []
    for anchor in anchors:
        if tree[anchor].lemma == preposition and tree[anchor].pos in ("ADP", "SCONJ", "PART", "ADV"):
            found.extend(tree.children(anchor, "pobj"))
        found.extend(tree.prepositional(anchor, preposition))
    return found


def _find_possessors(tree: Tree, match: Match, *, verbal: bool) -> list[int]:
    anchors = [i for i in match.tokens if tree[i].pos in ("NOUN", "PROPN")] or ([] if verbal else [match.head])
    if verbal:
        anchors += [i for i in tree.patient(match.head) if i not in anchors]
    found: list[int] = []
    for anchor in anchors:
        found.extend(tree.children(anchor, "poss"))
        for child in tree.children(anchor, "compound", "amod", "nmod"):
            if child not in match.tokens:
                # "Russia-Belarus talks", "US-led strikes": each named part is a side.
                parts = [child, *(tree.children(child, "nmod", "compound", "conj", "amod") if is_modifier(tree, child) else [])]
                found.extend(i for i in sorted(parts) if i < anchor and is_modifier(tree, i) and not _inside_name(tree, i, child))
    return list(dict.fromkeys(i for i in found if i not in match.tokens))


def _inside_name(tree: Tree, index: int, head: int) -> bool:
    return index != head and tree[index].entity not in ("", "NORP", "GPE") and tree[index].entity == tree[head].entity


def _find_outer(tree: Tree, noun: int) -> int:
    """The noun that counts or parts a noun ("a part of the meeting"), else the noun itself."""
    parent = tree.parent(noun)
    if parent is None or tree[parent].lemma != "of" or tree[noun].dep != "pobj":
        return noun
    above = tree[parent].head
    return above if tree[above].lemma in load_cues("partitive") | load_cues("series") else noun


def find_support(tree: Tree, match: Match) -> int | None:
    """The verb that supports a noun trigger, None if it stands by itself."""
    head = match.head
    for _ in range(4):
        parent = tree.parent(head)
        if parent is None:
            return None
        token = tree[head]
        if token.dep == "conj" and tree[parent].pos in ("NOUN", "PROPN"):
            head = parent
            continue
        if tree[parent].pos in VERBAL and (token.dep in _SUPPORTED or token.dep == "nsubj"):
            return parent
        if token.dep == "pobj" and tree.parent(parent) is not None:
            above = tree[parent].head
            # "a series of talks", "a round of consultations": support of the outer noun.
            if tree[parent].lemma == "of" and tree[above].lemma in load_cues("partitive") | load_cues("series"):
                head = above
                continue
            return above if tree[above].pos in VERBAL and tree[parent].lemma in _SUPPORTING_PREPOSITIONS else None
        return None
    return None


def _find_carriers(tree: Tree, noun: int) -> list[int]:
    """Light verbs in a clause that describes the noun: "airstrikes conducted by", "talks that they held"."""
    return [i for i in tree.children(noun, "relcl", "acl") if tree[i].lemma in load_cues("light")]


def _find_support_subject(tree: Tree, match: Match) -> list[int]:
    """Subject of the verb that supports the noun: of light verbs always, of others only from inside a prepositional phrase of time."""
    carried = [i for verb in _find_carriers(tree, match.head) for i in tree.agent(verb) if i != match.head]
    if carried:
        return carried
    support = find_support(tree, match)
    if support is None:
        return []
    token = tree[match.head]
    if token.dep in ("attr", "oprd"):
        return []  # "is a threat", "called it a threat": naming a thing is not doing it
    if token.dep == "nsubj" and tree[support].lemma not in ("involve", "see", "include"):
        return []
    announced = token.dep == "dobj" and tree[support].lemma in load_cues("future") | load_cues("negated")
    if announced or tree[support].lemma in load_cues("light") or tree[support].lemma == "be" or token.dep == "acomp":
        return [i for i in tree.agent(support) if i != match.head]
    parent = tree.parent(_find_outer(tree, match.head))
    if tree[support].lemma in load_cues("harm"):
        return []  # whoever is "killed in a strike" did not strike
    if parent is not None and (tree[parent].lemma in ("in", "with") or (tree[parent].lemma in _DURING and match.trigger.type == "CONSULT")):
        return [i for i in tree.agent(support) if i != match.head]
    return []


def _find_clause_subjects(tree: Tree, verb: int) -> list[int]:
    found: list[int] = []
    for clause in tree.children(verb, "ccomp", "xcomp", "advcl"):
        found.extend(tree.children(clause, "nsubj", "nsubjpass"))
    for prep in tree.children(verb, "prep"):
        for clause in tree.children(prep, "pcomp"):
            found.extend(tree.children(clause, "nsubj"))
    return [i for i in found if tree[i].lemma not in ("which", "that", "who")]


def _without_nested(tree: Tree, heads: list[int]) -> list[int]:
    """Leave out a side that stands inside another one's phrase ("the president of Turkey": not Turkey as well)."""
    return [i for i in heads if not any(j != i and i in tree.subtree(j) and tree[i].dep not in ("conj", "poss", "appos") for j in heads)]
