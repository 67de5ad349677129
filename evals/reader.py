"""How well each coder reads the rich layer's test part: sentences of five briefs whose authors, regions and topics nobody trained on.

usage: .venv/bin/python -m evals.reader [--part test|tune] [--gate] [--diagram FILE.svg]

Scores are explained in `training/scoring.py`. ``--gate`` measures the reader on the test part and fails where a score falls below its
floor in `floors.toml` by more than the noise margin, or where the gold sentences are other ones than those the floors were measured on.
"""

import argparse
import hashlib
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

from training.annotation import RICH, GoldSentence
from training.scoring import Coded, code_gold, find_calibration_error, list_confidences, measure
from training.splits import TEST, TUNE, digest_corpus, split

from multivector.coding.reader.network import load_network

FLOORS = Path(__file__).parent / "floors.toml"


def digest_gold(authors: Sequence[str]) -> str:
    """SHA-256 over the bytes of the briefs of a part."""
    digest = hashlib.sha256()
    for path in sorted(RICH.glob("*.txt")):
        if path.name.split("-")[0] in authors:
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def score(sentences: Sequence[GoldSentence], *, coder: str) -> tuple[dict[str, float], list[Coded]]:
    """All scores of a coder, with its calibration error, and what it read."""
    coded = code_gold(sentences, coder=coder)
    confidences = [(event.confidence, right) for event, right in list_confidences(coded)]
    return measure(coded) | {"calibration error": find_calibration_error(confidences)[0]}, coded


def check_floors(scores: dict[str, float]) -> list[str]:
    """What is wrong with the scores, one line a fault."""
    table = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    faults = []
    if table["digest"] != digest_gold(TEST):
        faults.append("the gold sentences of the test part have changed: measure anew and set digest and floors together")
    for name, floor in table["floors"].items():
        if scores[name] < floor - table["margin"]:
            faults.append(f"{name} is {scores[name]:.3f}, below its floor {floor:.3f} by more than {table['margin']}")
    for name, ceiling in table["ceilings"].items():
        if scores[name] > ceiling:
            faults.append(f"{name} is {scores[name]:.3f}, above its ceiling {ceiling:.3f}")
    return faults


def draw_diagram(coded: Sequence[Coded], path: Path) -> None:
    """The reliability diagram: how often records of each confidence are right."""
    import altair

    _, rows = find_calibration_error([(event.confidence, right) for event, right in list_confidences(coded)])
    data = [{"confidence": p, "share": share, "records": size} for p, share, size in rows]
    scale = altair.Scale(domain=[0, 1])
    x = altair.X("confidence:Q", scale=scale, title="confidence that the reader gives")
    y = altair.Y("share:Q", scale=scale, title="share of such records that are right")
    points = altair.Chart(altair.Data(values=data)).mark_line(point=True).encode(x=x, y=y)
    sizes = altair.Chart(altair.Data(values=data)).mark_text(dy=-10).encode(x=x, y=y, text="records:Q")
    line = altair.Chart(altair.Data(values=[{"confidence": 0, "share": 0}, {"confidence": 1, "share": 1}]))
    diagonal = line.mark_line(strokeDash=[4, 4], color="grey").encode(x=x, y=y)
    (diagonal + points + sizes).properties(width=320, height=320).save(str(path))


def main() -> int:
    """Measure and print; 1 where a floor is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=("test", "tune"), default="test")
    parser.add_argument("--gate", action="store_true")
    parser.add_argument("--diagram", type=Path)
    args = parser.parse_args()
    _, tune, test = split()
    sentences = tune if args.part == "tune" and not args.gate else test
    print(f"{len(sentences)} sentences, gold digest {digest_gold(TUNE if args.part == 'tune' else TEST)}")
    same = load_network().settings["corpus"] == digest_corpus()
    print("the network was trained on the corpus as it stands" if same else "the corpus has changed since the network was trained")
    reader, coded = score(sentences, coder="reader")
    if args.diagram:
        draw_diagram(coded, args.diagram)
    if args.gate:
        faults = check_floors(reader)
        for fault in faults:
            print(fault, file=sys.stderr)
        print("every floor holds" if not faults else f"{len(faults)} faults")
        return bool(faults)
    codebook, _ = score(sentences, coder="codebook")
    print(f"{'':34} reader  codebook")
    for name, value in reader.items():
        print(f"{name:34} {value:6.3f}  {codebook[name]:8.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
