"""Marked pairs from both layers: a text, two sides, and the relation that it reports between them (or none)."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from training.annotation import GoldEvent, GoldSentence, Mark
from training.plain import compose, mark_examples

NONE = "NONE"


@dataclass(frozen=True, slots=True)
class Pair:
    """One example: character spans of source and target, and the labels. ``origin`` is the layer or the brief's author."""

    text: str
    source: tuple[int, int]
    target: tuple[int, int]
    type: str
    mode: str | None
    status: str
    origin: str


def collect_plain(*, seed: int, frames: int) -> list[Pair]:
    """The plain layer and the codebook's examples."""
    made = [*compose(seed=seed, frames=frames), *mark_examples()]
    return [Pair(p.text, p.source, p.target, p.type, p.mode, p.status, "plain") for p in made]


def collect_rich(sentences: Sequence[GoldSentence], *, seed: int) -> list[Pair]:
    """Each event's sides against each other; and pairs of sides that no event relates, as NONE."""
    rng = random.Random(seed)
    pairs: list[Pair] = []
    for sentence in sentences:
        related: set[tuple[int, int]] = set()
        for event in sentence.events:
            for one, other in list_sides(sentence, event):
                related.add((one.start, other.start))
                related.add((other.start, one.start))
                pairs.append(make(sentence, one, other, event.type, event.mode, event.status))
        sides = [m for m in sentence.marks if m.id[0] in "abcdfgkps" and not m.id.startswith("p")]
        loose = [(a, b) for a in sides for b in sides if a is not b and (a.start, b.start) not in related and not overlap(a, b)]
        rng.shuffle(loose)
        pairs.extend(make(sentence, a, b, NONE, None, "happened") for a, b in loose[:1])
    return pairs


def list_sides(sentence: GoldSentence, event: GoldEvent) -> list[tuple[Mark, Mark]]:
    """Pairs of an event: actor and recipient; two actors of a mutual one; where one side is missing, the trigger's own words stand in."""
    if event.actors and event.recipients:
        return [(a, r) for a in event.actors[:2] for r in event.recipients[:2]]
    if len(event.actors) > 1:
        return [(event.actors[0], other) for other in event.actors[1:3]]
    side = (event.actors or event.recipients)[:1]
    # A benchmark's target is often a thing ("the decision"): the words after the trigger, up to a few, take that place.
    return [(side[0], tail)] if side and (tail := find_tail(sentence, event)) is not None and not overlap(side[0], tail) else []


def find_tail(sentence: GoldSentence, event: GoldEvent) -> Mark | None:
    """The three words after an event's trigger, if there are as many."""
    end = event.trigger[-1].end
    words = sentence.text[end:].split(" ")
    taken = " ".join(words[1:4]).rstrip(".,;")
    return Mark("tail", end + 1, end + 1 + len(taken)) if len(words) > 3 and sentence.text[end : end + 1] == " " and taken else None


def overlap(one: Mark, other: Mark) -> bool:
    """Whether two marks share a character."""
    return one.start < other.end and other.start < one.end


def make(sentence: GoldSentence, one: Mark, other: Mark, type: str, mode: str | None, status: str) -> Pair:
    """A pair of one sentence."""
    return Pair(sentence.text, (one.start, one.end), (other.start, other.end), type, mode, status, sentence.brief.get("author", ""))
