"""The plain layer: every trigger of the codebook in simple frames with varied sides, composed by a seeded script.

Breadth of everyday vocabulary; the rich layer has the rest. Each sentence has one event with its two sides marked, as `PlainPair`.
Labels follow docs/annotation.md: cooperation to come is AGREE, a concession to come CONCEDE; status is told by the frame.
"""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from multivector.codebook.actors import State, load_states
from multivector.codebook.triggers import Trigger, load_triggers
from training.inflection import article, gerund, participle, past, third
from training.words import load_words

HARMLESS = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "REQUEST"})
COOPERATIVE = frozenset({"CONSULT", "COOPERATE", "SUPPORT", "AID"})


@dataclass(frozen=True, slots=True)
class PlainPair:
    """One composed sentence with character spans of its two sides."""

    text: str
    source: tuple[int, int]
    target: tuple[int, int]
    trigger: tuple[int, int]
    type: str
    mode: str | None
    status: str
    mutual: bool


Maker = Callable[[Trigger, random.Random], PlainPair | None]


def compose(*, seed: int = 0, frames: int = 6) -> list[PlainPair]:
    """All triggers in up to ``frames`` frames each; the same seed gives the same sentences."""
    rng = random.Random(seed)
    return [pair for trigger in load_triggers() for pair in compose_trigger(trigger, rng, frames)]


def compose_trigger(trigger: Trigger, rng: random.Random, frames: int) -> Iterator[PlainPair]:
    """One trigger in different frames."""
    makers = list(VERB_FRAMES if trigger.pos == "verb" else NOUN_FRAMES if trigger.pos == "noun" else ADJECTIVE_FRAMES)
    rng.shuffle(makers)
    made = 0
    for maker in makers:
        if made == frames:
            return
        pair = maker(trigger, rng)
        if pair is not None:
            made += 1
            yield pair


@cache
def _states() -> tuple[State, ...]:
    return tuple(state for state in load_states() if state.adjectives)


def draw_side(rng: random.Random, *, invented: bool) -> str:
    """A side: a state, its office, a group, a group of a state; ``invented``: of states that do not exist (for what defames)."""
    kind = rng.random() * (0.75 if invented else 1)
    states, words = _states(), load_words()
    if kind < 0.2:
        return rng.choice(words.places)
    if kind < 0.5:
        return f"the {rng.choice(words.places)} {rng.choice(words.offices)}"
    if kind < 0.6:
        return f"{rng.choice(words.places)}'s {rng.choice(words.offices)}"
    if kind < 0.75:
        return rng.choice(words.groups)
    if kind < 0.85:
        return f"{rng.choice(states).adjectives[0]} {rng.choice(words.people)}"
    return rng.choice(states).name


def draw_sides(rng: random.Random, *, invented: bool) -> tuple[str, str]:
    """Two different sides."""
    one, other = draw_side(rng, invented=invented), draw_side(rng, invented=invented)
    while other == one:
        other = draw_side(rng, invented=invented)
    return one, other


def build(
    trigger: Trigger, rng: random.Random, template: str, *, status: str = "happened", head: bool = True, tail: bool = True
) -> PlainPair | None:
    """Fill {A} and {B} in a clause whose trigger stands between < and >."""
    a, b = draw_sides(rng, invented=trigger.type not in HARMLESS)
    opening = rng.choice(load_words().openings) if head else ""
    closing = rng.choice(load_words().closings) if tail else ""
    text = opening + template + (f" {closing}" if closing else "") + "."
    if "{A}" not in text or "{B}" not in text:
        return None
    start, spans, parts = {}, {}, []
    size = 0
    for part in re.split(r"(\{A\}|\{B\}|<|>)", text):
        words = a if part == "{A}" else b if part == "{B}" else "" if part in "<>" else part
        if part in ("{A}", "{B}"):
            spans[part] = (size, size + len(words))
        elif part in ("<", ">"):
            start[part] = size
        parts.append(words)
        size += len(words)
    text = "".join(parts)
    type, mode = trigger.type, trigger.mode
    if status == "future" and type in COOPERATIVE:
        type, mode = "AGREE", None
    elif status == "future" and type == "RETREAT":
        type, mode = "CONCEDE", None
    text = text[0].upper() + text[1:]
    return PlainPair(text, spans["{A}"], spans["{B}"], (start["<"], start[">"]), type, mode, status, trigger.mutual)


def rest_of(trigger: Trigger, rng: random.Random) -> str:
    """The phrase's words after a verb: particles as they are, nouns with an article or in the plural."""
    parts = []
    for word in trigger.words[1:]:
        choice = rng.choice([w for w in word if not w.endswith("g") or len(word) == 1] or list(word))
        parts.append(
            choice if choice in load_words().prepositions else rng.choice((article(choice), choice + ("" if choice.endswith("s") else "s")))
        )
    return (" " + " ".join(parts)) if parts else ""


def side_of(trigger: Trigger) -> str | None:
    """How the recipient follows the verb: directly or after a preposition; None where the frame has none."""
    slots = trigger.recipients
    if trigger.mutual:
        return " with {B}" if "with" in slots or not slots else None
    for slot in slots:
        if slot == "obj":
            return (
                " {B}" if len(trigger.words) == 1 or all(w in load_words().prepositions for ws in trigger.words[1:] for w in ws) else None
            )
        if slot in load_words().prepositions:
            last = trigger.words[-1]
            return " {B}" if slot in last else f" {slot} {{B}}"
        if slot == "clause":
            return " {B} to act"
    return None


def verb_of(trigger: Trigger, rng: random.Random) -> str:
    """One of the head verb's alternatives, misspelt lemmas of the tagger aside."""
    return trigger.words[0][0] if rng.random() < 0.7 else rng.choice([w for w in trigger.words[0] if w + "e" not in trigger.words[0]])


def _active(form: tuple[str, Callable[[str], str], str]) -> Maker:
    def make(trigger: Trigger, rng: random.Random) -> PlainPair | None:
        side = side_of(trigger)
        if side is None:
            return None
        verb = verb_of(trigger, rng)
        before, inflect, status = form
        return build(trigger, rng, f"{{A}} {before}<{inflect(verb)}{rest_of(trigger, rng)}>{side}", status=status)

    return make


def _same(verb: str) -> str:
    return verb


def _passive(trigger: Trigger, rng: random.Random) -> PlainPair | None:
    if trigger.mutual or "obj" not in trigger.recipients or len(trigger.words) > 1:
        return None
    return build(trigger, rng, f"{{B}} {rng.choice(('was', 'were'))} <{participle(verb_of(trigger, rng))}> by {{A}}")


def _headline(trigger: Trigger, rng: random.Random) -> PlainPair | None:
    side = side_of(trigger)
    if side is None:
        return None
    return build(trigger, rng, f"{{A}} <{third(verb_of(trigger, rng))}{rest_of(trigger, rng)}>{side}", head=False, tail=False)


def _reported(trigger: Trigger, rng: random.Random) -> PlainPair | None:
    side = side_of(trigger)
    if side is None:
        return None
    clause = f"{{A}} had <{participle(verb_of(trigger, rng))}{rest_of(trigger, rng)}>{side}"
    return build(trigger, rng, rng.choice((f"officials said {clause}", f"{clause}, a news agency reported")), tail=False, head=False)


def _accused_of(trigger: Trigger, rng: random.Random) -> PlainPair | None:
    side = side_of(trigger)
    if side is None or trigger.type not in ("ASSAULT", "COERCE"):
        return None
    return build(trigger, rng, f"{{A}} went on <{gerund(verb_of(trigger, rng))}{rest_of(trigger, rng)}>{side}")


VERB_FRAMES = (
    _active(("", past, "happened")),
    _active(("", past, "happened")),
    _active(("has ", participle, "happened")),
    _active(("will ", _same, "future")),
    _active(("plans to ", _same, "future")),
    _active(("did not ", _same, "negated")),
    _active(("may ", _same, "hypothetical")),
    _passive,
    _headline,
    _reported,
    _accused_of,
)


def noun_of(trigger: Trigger, rng: random.Random) -> str:
    """The noun phrase, one alternative for each word."""
    return " ".join(rng.choice(word) for word in trigger.words)


def _noun(template: str, *, status: str = "happened") -> Maker:
    def make(trigger: Trigger, rng: random.Random) -> PlainPair | None:
        slot = next((slot for slot in trigger.recipients if slot in load_words().prepositions and slot != "and"), None)
        if slot is None:
            return None
        noun = noun_of(trigger, rng)
        return build(trigger, rng, template.format(noun=noun, slot=slot, A="{A}", B="{B}"), status=status)

    return make


NOUN_FRAMES = (
    _noun("{A}'s <{noun}> {slot} {B} drew wide comment"),
    _noun("the <{noun}> {slot} {B} by {A} was reported"),
    _noun("{A} began its <{noun}> {slot} {B}"),
    _noun("there was no <{noun}> {slot} {B} by {A}", status="negated"),
    _noun("news of the <{noun}> {slot} {B} by {A} spread"),
)


def _adjective(template: str) -> Maker:
    def make(trigger: Trigger, rng: random.Random) -> PlainPair | None:
        slot = next((slot for slot in trigger.recipients if slot in load_words().prepositions), None)
        words = noun_of(trigger, rng)
        if slot is None:
            return None
        tail = " {B}" if words.split()[-1] == slot else f" {slot} {{B}}"
        return build(trigger, rng, template.format(words=words, A="{A}") + tail)

    return make


ADJECTIVE_FRAMES = (_adjective("{A} was <{words}>"), _adjective("{A} said it was <{words}>"))


def mark_examples() -> list[PlainPair]:
    """The codebook's own example sentences as pairs, where both sides are named once."""
    pairs = []
    for trigger in load_triggers():
        sides = [*trigger.actor, *trigger.recipient]
        if len(sides) < 2:
            continue
        one = trigger.example.lower().find(sides[0].lower())
        other = trigger.example.lower().find(sides[-1].lower())
        if one >= 0 and other >= 0 and one != other:
            spans = (one, one + len(sides[0])), (other, other + len(sides[-1]))
            pairs.append(PlainPair(trigger.example, *spans, (0, 0), trigger.type, trigger.mode, "happened", trigger.mutual))
    return pairs
