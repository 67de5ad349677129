"""Marked pairs from all layers: a text, two sides, and the relation that it reports between them (or none).

The pairs layer (`training/corpus/pairs/*.txt`) was written for this question alone. Its files have sections

    ## FILED TYPE[/mode] status | meaning
    [a The court] freed [b two editors] on bail.

and one sentence a line, with the side that acts and the other side marked. ``filed`` is the type under which CAMEO has the act, with
CONCEDE and RETREAT folded to YIELD (`multivector.codebook.filing`); the rich and the plain layer are filed by that table.

usage: python -m training.pairs        checks the files and counts them
"""

import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from multivector.codebook.filing import file_type
from multivector.codebook.ontology import load_modes, load_statuses, load_types
from training.annotation import AnnotationError, GoldEvent, GoldSentence, Mark
from training.plain import compose, mark_examples

NONE = "NONE"
FOLD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
FILED = (NONE, *dict.fromkeys(FOLD.get(type, type) for type in load_types()))
PAIRS = Path(__file__).parent / "corpus" / "pairs"
_HEAD = re.compile(r"## (\S+) ([A-Z]+)(?:/(\S+))? (\S+) \| .+")
_LINE = re.compile(r"(.*)\[([ab]) ([^\[\]]+)\](.*)\[([ab]) ([^\[\]]+)\](.*)")


@dataclass(frozen=True, slots=True)
class Pair:
    """One example: character spans of source and target, and the labels. ``origin`` is the layer or the brief's author."""

    text: str
    source: tuple[int, int]
    target: tuple[int, int]
    filed: str
    type: str
    mode: str | None
    status: str
    origin: str


def read_pairs(paths: Sequence[Path] | None = None) -> list[Pair]:
    """The pairs layer. Raises AnnotationError at the first fault."""
    return [pair for path in paths or sorted(PAIRS.glob("*.txt")) for pair in _read_file(path)]


def _read_file(path: Path) -> Iterator[Pair]:
    label: tuple[str, str, str | None, str] | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        where = f"{path.name}, line {number}"
        if line.startswith("#"):
            head = _HEAD.fullmatch(line.strip())
            if head is None:
                raise AnnotationError(f"{where}: the head {line!r} is not '## FILED TYPE[/mode] status | meaning'")
            label = (head[1], head[2], head[3], head[4])
            _check(where, *label)
            continue
        match = _LINE.fullmatch(line.strip())
        if match is None or match[2] == match[5] or any("[" in match[i] or "]" in match[i] for i in (1, 4, 7)):
            raise AnnotationError(f"{where}: mark one [a …] and one [b …], and no other bracket")
        if label is None:
            raise AnnotationError(f"{where}: a sentence before the first head; say first what it shows")
        before, one, between, other, after = match[1], match[3], match[4], match[6], match[7]
        first = (len(before), len(before) + len(one))
        second = (first[1] + len(between), first[1] + len(between) + len(other))
        spans = (first, second) if match[2] == "a" else (second, first)
        yield Pair(before + one + between + other + after, *spans, *label, path.name[:2])


def _check(where: str, filed: str, type: str, mode: str | None, status: str) -> None:
    if filed not in FILED or type not in load_types() or status not in load_statuses() or (mode and (type, mode) not in load_modes()):
        raise AnnotationError(f"{where}: unknown filed type, type, mode or status in {filed, type, mode, status}; see docs/codebook.md")


def collect_plain(*, seed: int, frames: int) -> list[Pair]:
    """The plain layer and the codebook's examples; nothing where no frame is asked for."""
    pairs: list[Pair] = []
    if not frames:
        return pairs
    for made in (*compose(seed=seed, frames=frames), *mark_examples()):
        filed = _file(made.type, made.mode, made.status, made.text[slice(*made.trigger)])
        pairs.append(Pair(made.text, made.source, made.target, filed, made.type, made.mode, made.status, "plain"))
    return pairs


def collect_rich(sentences: Sequence[GoldSentence], *, seed: int) -> list[Pair]:
    """Each event's sides against each other; and pairs of sides that no event relates, as NONE."""
    rng = random.Random(seed)
    pairs: list[Pair] = []
    for sentence in sentences:
        related: set[tuple[int, int]] = set()
        for event in sentence.events:
            words = " ".join(sentence.text[mark.start : mark.end] for mark in event.trigger)
            filed = _file(event.type, event.mode, event.status, words)
            for one, other in list_sides(sentence, event):
                related |= {(one.start, other.start), (other.start, one.start)}
                pairs.append(_make(sentence, one, other, filed, event.type, event.mode, event.status))
        sides = [mark for mark in sentence.marks if mark.id[0] in "abcdfgks"]
        loose = [(a, b) for a in sides for b in sides if a is not b and (a.start, b.start) not in related and not overlap(a, b)]
        rng.shuffle(loose)
        pairs.extend(_make(sentence, a, b, NONE, NONE, None, "happened") for a, b in loose[:1])
    return pairs


def list_sides(sentence: GoldSentence, event: GoldEvent) -> list[tuple[Mark, Mark]]:
    """Pairs of an event: actor and recipient; two actors of a mutual one; where one side is missing, the trigger's own words stand in."""
    if event.actors and event.recipients:
        return [(a, r) for a in event.actors[:2] for r in event.recipients[:2]]
    if len(event.actors) > 1:
        return [(event.actors[0], other) for other in event.actors[1:3]]
    side = (event.actors or event.recipients)[:1]
    # A record's target is often a thing ("the decision"): the words after the trigger, up to a few, take that place.
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


def _file(type: str, mode: str | None, status: str, trigger: str) -> str:
    filed = file_type(type, mode, status, trigger)
    return FOLD.get(filed, filed)


def _make(sentence: GoldSentence, one: Mark, other: Mark, filed: str, type: str, mode: str | None, status: str) -> Pair:
    spans = (one.start, one.end), (other.start, other.end)
    return Pair(sentence.text, *spans, filed, type, mode, status, sentence.brief.get("author", ""))


if __name__ == "__main__":
    counts = Counter(pair.filed for pair in read_pairs())
    print(f"{sum(counts.values())} sentences:", ", ".join(f"{name} {count}" for name, count in sorted(counts.items())))
