"""A sheet of events read in real news, drawn with a seed, for people to judge; and the precision that two judges' sheets give.

usage: .venv/bin/python -m evals.corpus_sample draw CORPUS.jsonl[.gz] SHEET.tsv [--coder NAME]
       .venv/bin/python -m evals.corpus_sample count SHEET.tsv SHEET.tsv

A judge fills the columns type, sides and status of each row with 1 (right), 0 (wrong) or 5 (in doubt, counted as half), by
docs/annotation.md. The sheets hold text that is not ours and stay outside the repository.
"""

import argparse
import csv
import itertools
import random
from collections.abc import Sequence
from pathlib import Path

from multivector.flow import Reading, read
from multivector.records import Entity

DOCUMENTS, EVENTS, SEED = 3000, 100, 20260
JUDGED = ("type", "sides", "status")
COLUMNS = ("number", "sentence", "trigger", "event", "actors", "recipients", "told", "confidence", *JUDGED)


def name_all(entities: Sequence[Entity]) -> str:
    """Mentions as the text has them."""
    return "; ".join(entity.text for entity in entities)


def draw(corpus: Path, sheet: Path, coder: str) -> None:
    """Read a seeded sample of documents and write a seeded sample of their events."""
    rng = random.Random(SEED)
    kept = [
        event for item in itertools.islice(read([corpus], coder=coder), DOCUMENTS) if isinstance(item, Reading) for event in item.events
    ]
    with sheet.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t")
        writer.writerow(COLUMNS)
        for number, event in enumerate(rng.sample(kept, EVENTS), start=1):
            sentence = " ".join(event.sentence.text.split())
            told = f"{event.type} {event.mode or ''}".strip()
            row = (
                number,
                sentence,
                event.trigger.text,
                told,
                name_all(event.actors),
                name_all(event.recipients),
                event.status,
                event.confidence,
            )
            writer.writerow((*row, "", "", ""))
    print(f"{len(kept)} events, {EVENTS} drawn into {sheet}")


def count(sheets: Sequence[Path]) -> None:
    """Precision by each judge, and how often they agree."""
    tables = []
    for path in sheets:
        with path.open(encoding="utf-8", newline="") as file:
            tables.append(list(csv.DictReader(file, delimiter="\t")))
    for name in JUDGED:
        shares = [sum({"1": 1.0, "0": 0.0, "5": 0.5}[row[name]] for row in table) / len(table) for table in tables]
        agreed = sum(one[name] == other[name] for one, other in zip(tables[0], tables[-1], strict=True)) / len(tables[0])
        print(f"{name:7}", "  ".join(f"{share:.3f}" for share in shares), f" the two agree on {agreed:.2f}")


def main() -> None:
    """Draw or count."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("action", choices=("draw", "count"))
    parser.add_argument("paths", type=Path, nargs=2)
    parser.add_argument("--coder", default="reader")
    args = parser.parse_args()
    if args.action == "draw":
        draw(args.paths[0], args.paths[1], args.coder)
    else:
        count(args.paths)


if __name__ == "__main__":
    main()
