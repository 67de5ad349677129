"""The blind second pass over a tenth of the rich layer, and how far two annotators agree.

usage: python -m training.second_pass draw FOLDER [--parts N]     plain sentences for a second annotator, without any mark
       python -m training.second_pass                              Krippendorff's alpha per field over training/corpus/second-pass/

A sentence is drawn by its digest, so that the same tenth is drawn again as the layer grows. Agreement is over units: for the
field "event" every trigger that either annotator marked (a type, or none); for the other fields the triggers that both marked.
"""

import argparse
import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from training.annotation import GoldEvent, GoldSentence, read_corpus

SECOND = Path(__file__).parent / "corpus" / "second-pass"


def is_drawn(text: str) -> bool:
    """Whether a sentence belongs to the tenth."""
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % 10 == 0


def draw(folder: Path, parts: int) -> None:
    """Write the drawn sentences, bare, into files of like size."""
    texts = sorted((s.text for s in read_corpus() if is_drawn(s.text)), key=lambda t: hashlib.sha256(t.encode()).hexdigest())
    folder.mkdir(parents=True, exist_ok=True)
    for part in range(parts):
        (folder / f"part-{part + 1}.txt").write_text("\n".join(texts[part::parts]) + "\n", encoding="utf-8")
    print(f"{len(texts)} sentences in {parts} files")


def match_events(one: GoldSentence, other: GoldSentence) -> list[tuple[GoldEvent | None, GoldEvent | None]]:
    """Events of two annotations of one sentence, paired where their triggers share a character."""
    pairs: list[tuple[GoldEvent | None, GoldEvent | None]] = []
    left = list(other.events)
    for event in one.events:
        found = next((e for e in left if any(a.start < b.end and b.start < a.end for a in event.trigger for b in e.trigger)), None)
        if found is not None:
            left.remove(found)
        pairs.append((event, found))
    return [*pairs, *((None, event) for event in left)]


def find_alpha(units: Sequence[tuple[str, str]]) -> float:
    """Krippendorff's alpha for nominal data, two annotators, none missing (Krippendorff 2011, "Computing Alpha-Reliability").

    Counted here, since the packages that do it take memory by the square of the number of values, and every side is a value of its own.
    """
    counts = Counter(value for unit in units for value in unit)
    total = sum(counts.values())
    expected = 1 - sum(count * (count - 1) for count in counts.values()) / (total * (total - 1))
    observed = sum(one != other for one, other in units) / len(units)
    return 1 - observed / expected if expected else 1.0


def read_side(sentence: GoldSentence, role: str) -> Callable[[GoldEvent], str]:
    """The words of a role, as one value."""

    def read(event: GoldEvent) -> str:
        return " | ".join(sentence.text[m.start : m.end].lower().removeprefix("the ") for m in getattr(event, role))

    return read


def compare() -> dict[str, tuple[float, int]]:
    """Alpha and number of units per field."""
    first = {s.text: s for s in read_corpus()}
    second = {s.text: s for s in read_corpus(sorted(SECOND.glob("*.txt")))}
    units: dict[str, list[tuple[str, str]]] = {name: [] for name in ("event", "type", "mode", "status", "actors", "recipients", "claim")}
    for text, other in second.items():
        one = first.get(text)
        if one is None:
            raise SystemExit(f"the second pass has a sentence that the rich layer lacks: {text!r}")
        kinds = [" ".join(sorted({c.kind for c in s.claims})) or "none" for s in (one, other)]
        units["claim"].append((kinds[0], kinds[1]))
        pairs = match_events(one, other)
        if not pairs:
            units["event"].append(("none", "none"))
        for a, b in pairs:
            units["event"].append((a.type if a else "none", b.type if b else "none"))
            if a is None or b is None:
                continue
            units["type"].append((a.type, b.type))
            units["mode"].append((f"{a.type}/{a.mode}", f"{b.type}/{b.mode}"))
            units["status"].append((a.status, b.status))
            for role in ("actors", "recipients"):
                units[role].append((read_side(one, role)(a), read_side(other, role)(b)))
    return {name: (find_alpha(rows), len(rows)) for name, rows in units.items()}


def main() -> None:
    """Draw or compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("action", nargs="?", choices=("draw",))
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--parts", type=int, default=4)
    args = parser.parse_args()
    if args.action == "draw":
        draw(args.folder, args.parts)
        return
    for name, (alpha, count) in compare().items():
        print(f"{name:10} alpha {alpha:.3f}  over {count} units")


if __name__ == "__main__":
    main()
