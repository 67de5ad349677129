"""Words per second of the full `read` beside the bare spaCy pipeline, in one run on the same texts.

usage: .venv/bin/python benchmarks/throughput.py FILE.jsonl[.gz] [--limit N] [--whole]

Timings of one machine are noisy: compare the two figures of one run and quote their ratio. `--whole` reads every document through
`read` and prints events per type, without the bare run. Words are spaCy's tokens that are neither blank nor punctuation.
"""

import argparse
import itertools
import time
from collections import Counter
from pathlib import Path

from multivector.flow import Reading, read
from multivector.parsing.pipeline import load_pipeline
from multivector.records import Document
from multivector.sources import read_sources


def count_words(texts: list[str]) -> int:
    """Words of the texts by the tokenizer alone."""
    tokenizer = load_pipeline(bare=True).tokenizer
    return sum(1 for text in texts for token in tokenizer(text) if not (token.is_space or token.is_punct))


def time_bare(texts: list[str]) -> float:
    """Seconds of the pipeline as its package ships it: tagger, parser, lemmatizer, entities."""
    nlp = load_pipeline(bare=True)
    start = time.perf_counter()
    for _ in nlp.pipe(texts, batch_size=128):
        pass
    return time.perf_counter() - start


def time_read(path: Path, limit: int | None) -> tuple[float, Counter[str], Counter[str], int]:
    """Seconds of `read`, events per type and status, documents and rejections."""
    types: Counter[str] = Counter()
    outcome: Counter[str] = Counter()
    start = time.perf_counter()
    for item in itertools.islice(read([path]), limit):
        outcome["documents" if isinstance(item, Reading) else "rejections"] += 1
        if isinstance(item, Reading):
            outcome["claims"] += len(item.claims)
            types.update(event.type for event in item.events)
            outcome.update(f"status {event.status}" for event in item.events)
            outcome["with a country among the actors"] += sum(any(a.country for a in event.actors) for event in item.events)
    return time.perf_counter() - start, types, outcome, sum(types.values())


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--limit", type=int, default=3000)
    parser.add_argument("--whole", action="store_true")
    args = parser.parse_args()
    limit = None if args.whole else args.limit
    documents = [d for d in itertools.islice(read_sources([args.file]), limit) if isinstance(d, Document)]
    texts = [d.text for d in documents]
    words = count_words(texts)
    list(read_warm())
    bare = None if args.whole else time_bare(texts)
    seconds, types, outcome, events = time_read(args.file, limit)
    print(f"documents {len(documents)}  words {words}  events {events}")
    if bare is not None:
        print(f"bare spaCy pipeline {words / bare:,.0f} words/s")
    print(f"read                {words / seconds:,.0f} words/s")
    if bare is not None:
        print(f"ratio read / bare   {bare / seconds:.2f}")
    for name, count in sorted(types.items(), key=lambda pair: -pair[1]):
        print(f"  {name:10} {count}")
    for name, count in sorted(outcome.items()):
        print(f"  {name}: {count}")


def read_warm() -> list[object]:
    """Load models and tables before the clock starts."""
    from multivector.flow import read_text

    return list(read_text("Norvia recalled its envoy on Monday."))


if __name__ == "__main__":
    main()
