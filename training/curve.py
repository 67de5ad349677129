"""What each layer and each further part of it brings: one short run a line, all else equal.

usage: python -m training.curve [--bench plv_train.tsv] [--runs NAME,…]

One pass a run and a quicker running average than the shipped network's: the runs compare with each other, not with it.
"""

import argparse
from dataclasses import replace
from pathlib import Path

import torch

from training.measures import read_bench
from training.model import load_tokenizer
from training.splits import split
from training.train import Settings, train

SHORT = Settings(epochs=1, decay=0.99)
SENTENCES, PAIRS = replace(SHORT, only="sentences"), replace(SHORT, only="pairs")
RUNS = {
    "sentences, a quarter of the rich layer": replace(SENTENCES, rich=0.25),
    "sentences, half of the rich layer": replace(SENTENCES, rich=0.5),
    "sentences, all": SENTENCES,
    "sentences, without the plain layer": replace(SENTENCES, frames=0),
    "sentences, with the transparent coder's opinion": replace(SENTENCES, opinions=True),
    "pairs, without the pairs layer": replace(PAIRS, pairs=0.0),
    "pairs, half of the pairs layer": replace(PAIRS, pairs=0.5),
    "pairs, all": PAIRS,
    "pairs, without the plain layer": replace(PAIRS, frames=0),
    "pairs, without the rich layer": replace(PAIRS, rich=0.0),
    "pairs, with the transparent coder's opinion": replace(PAIRS, opinions=True),
    "both, all": SHORT,
}


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", type=Path)
    parser.add_argument(
        "--runs", type=lambda text: [name.strip() for name in text.split(";")], default=list(RUNS), help="names, separated by ;"
    )
    args = parser.parse_args()
    torch.set_num_threads(2)
    tokenizer, tune, bench = load_tokenizer(), split()[1], read_bench(args.bench) if args.bench else []
    for name in args.runs:
        print(f"== {name}", flush=True)
        train(RUNS[name], tokenizer, tune=tune, bench=bench)


if __name__ == "__main__":
    main()
