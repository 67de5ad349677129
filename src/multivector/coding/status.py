"""Whether an event happened: tense, modals, conditionals, negation, and the words above and beside a trigger.

The five statuses are the auxiliary modes of the PLOVER manual (see docs/codebook.md).
"""

from dataclasses import dataclass

from multivector.codebook.cues import load_cues
from multivector.coding.arguments import find_support
from multivector.coding.matching import Match
from multivector.coding.tree import VERBAL, Tree

_FUTURE_AUX = frozenset({"will", "shall", "'ll", "wo"})
_MODAL = frozenset({"may", "might", "could", "can", "should", "must", "would", "ought", "'d", "ca"})
_CONDITIONAL = frozenset({"if", "unless", "whether", "until", "lest", "provided"})
_NEGATION = frozenset({"not", "n't", "never", "no", "neither", "nor", "without", "nobody", "none", "no longer", "hardly"})
#: Past tense or a perfect above a cue verb does not make its clause happen: "planned to visit" stays a plan.
_PATH = frozenset(
    {"xcomp", "ccomp", "acl", "pcomp", "relcl", "advcl", "conj", "dobj", "pobj", "prep", "nsubjpass", "attr", "oprd", "nsubj", "dep"}
)


@dataclass(frozen=True, slots=True)
class Standing:
    """An event's status, the words that decided it, and the hedges beside it."""

    status: str
    reason: str
    hedges: tuple[str, ...]


def find_standing(tree: Tree, match: Match) -> Standing:
    """Status and hedges of one match."""
    hedges = find_hedges(tree, match)
    status, reason = _find_status(tree, match)
    return Standing(status, reason, hedges)


def _find_status(tree: Tree, match: Match) -> tuple[str, str]:
    noun_status = _from_modifiers(tree, match)
    verb = _governing_verb(tree, match)
    if verb is None:
        return noun_status or _from_time_words(tree, match) or ("happened", "no sign of another status")
    own = _from_verb(tree, verb, match) or noun_status
    if own:
        return own
    if tree[match.head].pos not in VERBAL and _is_announced(tree, match, verb):
        return _read_cue(tree, verb) or "future", f"the object of {tree[verb].text!r}"
    return _from_above(tree, verb, match) or _from_time_words(tree, match) or _from_perfect(tree, verb) or ("happened", "stated as a fact")


def _governing_verb(tree: Tree, match: Match) -> int | None:
    """The verb whose tense is the event's: the trigger itself, the verb that supports a noun, the copula of an adjective."""
    if tree[match.head].pos in VERBAL:
        return match.head
    support = find_support(tree, match)
    if support is not None:
        light = tree[support].lemma in load_cues("light") | load_cues("aspect") | {"be"}
        # "reacted to the searches": the searches are presupposed, whatever the tense of "reacted".
        return support if light or _is_announced(tree, match, support) else None
    parent = tree.parent(match.head)
    return parent if parent is not None and tree[match.head].pos == "ADJ" and tree[parent].pos in VERBAL else None


def _is_announced(tree: Tree, match: Match, support: int) -> bool:
    """Whether the noun is the object of a cue verb: "planned a trip", "a meeting was scheduled"."""
    if tree[match.head].dep not in ("dobj", "nsubjpass") or tree[support].lemma in load_cues("light"):
        return False  # "set off an explosion": "set" announces only before an infinitive
    return _read_cue(tree, support) is not None


def _read_cue(tree: Tree, index: int) -> str | None:
    lemma = tree[index].lemma
    return next((kind for kind in ("negated", "hypothetical", "future") if lemma in load_cues(kind)), None)


def _from_modifiers(tree: Tree, match: Match) -> tuple[str, str] | None:
    """ "planned talks", "alleged attack", "no talks", "former ties"."""
    for anchor in match.tokens:
        if tree[anchor].pos not in ("NOUN", "PROPN"):
            continue
        for child in tree.children(anchor):
            token = tree[child]
            if token.dep not in ("amod", "det", "compound", "advmod", "nmod", "neg"):
                continue
            # Of a phrase with a verb only denial is the event's: "cancelled a planned visit" has happened, "signed no treaty" has not.
            for kind in ("future", "hypothetical", "negated", "historical") if match.trigger.pos == "noun" else ("negated",):
                if token.lemma in load_cues(f"noun-{kind}") or token.text.lower() in load_cues(f"noun-{kind}"):
                    return kind, f"{token.text!r} before the noun"
        for child in tree.children(anchor, "acl") if match.trigger.pos == "noun" else ():
            if (
                tree[child].tag == "VBN"
                and tree[child].lemma in load_cues("future")
                and tree[child].lemma not in ("offer", "agree", "order", "decide")
            ):
                return "future", f"{tree[child].text!r} after the noun"
        parent = tree.parent(anchor)
        if parent is not None and tree[parent].lemma == "without":
            return "negated", "'without' before the noun"
        if parent is not None and tree[parent].lemma == "of" and tree[tree[parent].head].lemma == "anniversary":
            return "historical", "its anniversary"
    return None


def _from_verb(tree: Tree, verb: int, match: Match) -> tuple[str, str] | None:
    for chained in _shared(tree, verb):
        for child in tree.children(chained):
            token = tree[child]
            if child in match.tokens and child != chained:
                continue
            if token.dep == "neg" or (token.dep == "advmod" and token.lemma in ("never", "hardly")):
                if "only" in tree.lemmas[child + 1 : child + 2]:
                    continue
                return "negated", f"{token.text!r} with the verb"
            if token.dep == "preconj" and token.lemma == "neither":
                return "negated", "'neither' with the verb"
            if token.dep in ("nsubj", "nsubjpass") and (token.lemma in ("nobody", "none", "no-one") or _has_no(tree, child)):
                return "negated", "the subject is denied"
    for chained in _shared(tree, verb):
        for child in tree.children(chained, "aux"):
            token = tree[child]
            lemma = token.text.lower()
            if lemma in _FUTURE_AUX or token.lemma in _FUTURE_AUX:
                return "future", f"{token.text!r} before the verb"
            if token.lemma in _MODAL or lemma in _MODAL:
                if lemma in ("would", "'d") and _is_reported(tree, chained):
                    return "future", "'would' in reported speech"
                return "hypothetical", f"{token.text!r} before the verb"
    head = tree.parent(verb)
    token = tree[verb]
    if token.dep == "xcomp" and head is not None and tree[head].lemma == "go" and tree[head].text.lower() == "going":
        return "future", "'going to' before the verb"
    to = [i for i in tree.children(verb, "aux") if tree[i].lemma == "to"]
    if token.tag == "VB" and to and head is not None and tree[head].lemma == "be":
        return "future", "'is to' before the verb"
    return None


def _shared(tree: Tree, verb: int) -> list[int]:
    """A verb and, if it takes its auxiliaries from a coordinated one ("will meet and sign"), that one too."""
    chain = [verb]
    while tree[chain[-1]].dep == "conj" and not tree.children(chain[-1], "aux", "nsubj", "nsubjpass", "mark"):
        head = tree.parent(chain[-1])
        if head is None or tree[head].pos not in VERBAL or head in chain:
            break
        # "did not attend and criticised": tense shows that the second verb stands for itself.
        if tree[chain[-1]].tag in ("VBD", "VBZ", "VBP") and any(tree[i].dep in ("aux", "neg") for i in tree.children(head)):
            break
        chain.append(head)
    return chain


def _has_no(tree: Tree, index: int) -> bool:
    return any(tree[i].lemma == "no" for i in tree.children(index, "det", "neg"))


def _is_reported(tree: Tree, verb: int) -> bool:
    head = tree.parent(verb)
    return tree[verb].dep in ("ccomp", "conj", "relcl") and head is not None and (tree[head].lemma in load_cues("saying"))


def _from_above(tree: Tree, verb: int, match: Match) -> tuple[str, str] | None:
    """Cue verbs, nouns and adjectives that govern the clause: "plans to", "refused to", "is unlikely to", "a plan to"."""
    current = verb
    marks = [i for i in tree.children(current, "mark", "advmod") if tree[i].lemma in _CONDITIONAL]
    if marks:
        return "hypothetical", f"{tree[marks[0]].text!r} opens the clause"
    purpose = [i for i in tree.children(current, "aux") if tree[i].lemma == "to"]
    for above in tree.ancestors(current):
        token = tree[current]
        if token.dep not in _PATH:
            break
        over = tree[above]
        if token.dep in ("xcomp", "ccomp", "acl", "pcomp", "dobj", "nsubjpass", "pobj", "advcl") and above not in match.tokens:
            lemma = over.lemma
            infinitive = bool(purpose) or token.dep in ("dobj", "pcomp", "pobj", "nsubjpass") or token.tag == "VBG"
            if lemma in load_cues("negated") and (infinitive or (lemma == "deny" and token.dep == "ccomp")):
                return "negated", f"{over.text!r} above it"
            doubtful = lemma in load_cues("hypothetical") and over.pos in ("VERB", "ADJ", "NOUN", "AUX")
            if (doubtful or lemma == "likely") and (infinitive or token.dep in ("ccomp", "xcomp")):
                return "hypothetical", f"{over.text!r} above it"
            if lemma in load_cues("future") and infinitive:
                return "future", f"{over.text!r} above it"
            if lemma in load_cues("noun-future") and infinitive:
                return "future", f"{over.text!r} above it"
            if (purpose and token.dep in ("advcl", "acl", "relcl")) or (
                token.dep == "xcomp" and purpose and over.lemma in ("go", "come", "vote")
            ):
                return "hypothetical", "a purpose, not a fact"
            if any(tree[i].lemma in _CONDITIONAL for i in tree.children(above, "mark")) and token.dep in ("xcomp", "conj", "ccomp"):
                return "hypothetical", "inside a conditional clause"
        if over.pos in VERBAL and token.dep in ("xcomp", "pcomp", "conj", "dobj"):
            found = _from_verb(tree, above, match)
            if found:
                return found
        if token.dep == "ccomp" and over.lemma in load_cues("saying"):
            break
        if token.dep in ("advcl", "conj") and token.tag in ("VBD", "VBZ", "VBP"):
            break
        current = above
    return None


def _from_time_words(tree: Tree, match: Match) -> tuple[str, str] | None:
    """ "previously", "in the 1990s": background, if it stands in the trigger's own clause."""
    text = f" {tree.sentence.text.lower()} "
    for cue in load_cues("historical"):
        position = text.find(f" {cue}")
        if position >= 0 and not text[position + len(cue) + 1].isalpha():
            where = tree.sentence.start + position - 1
            anchor = tree[match.head]
            near = [t for t in tree.tokens if min(t.start, anchor.start) <= max(t.start, where) <= max(t.start, anchor.start)]
            span = tree.sentence.text[min(where, anchor.start) - tree.sentence.start : max(where, anchor.start) - tree.sentence.start]
            if near and ";" not in span and len(span) < 160:
                return "historical", f"{cue!r} in the sentence"
    return None


def _from_perfect(tree: Tree, verb: int) -> tuple[str, str] | None:
    """A past perfect outside reported speech tells what came before the news."""
    had = [i for i in tree.children(verb, "aux") if tree[i].text.lower() == "had" and tree[verb].tag == "VBN"]
    if not had or _is_reported(tree, verb):
        return None
    if any(tree[i].lemma in load_cues("saying") for i in tree.ancestors(verb)):
        return None
    return "historical", "past perfect"


def find_hedges(tree: Tree, match: Match) -> tuple[str, ...]:
    """Hedging words in the trigger's clause or directly above it, in order, lower case."""
    cues = load_cues("hedge")
    clause = set(tree.subtree(match.head)) | set(tree.ancestors(match.head))
    for above in list(tree.ancestors(match.head))[:3]:
        clause.update(tree.children(above))
    found = [tree[i].text.lower() for i in sorted(clause) if tree[i].lemma in cues and i not in match.tokens and not _is_month(tree, i)]
    return tuple(dict.fromkeys(found))


def _is_month(tree: Tree, index: int) -> bool:
    """ "May" the month is no hedge."""
    return tree[index].lemma == "may" and (tree[index].entity == "DATE" or tree[index].pos == "PROPN")
