"""Train the marked-pair reader and measure it on the rich layer's tune part and, where it is at hand, on the tuning set.

usage: python -m training.train_pairs [--epochs N] [--frames N] [--rich SHARE] [--seed N] [--save FILE] [--bench plv_train.tsv]
"""

import argparse
import csv
import random
import time
from collections import Counter
from pathlib import Path

import torch

from training.annotation import RICH, AnnotationError, GoldSentence, read_file
from training.pair_model import TYPES, PairModel, collate, encode, label, load_tokenizer, predict
from training.pairs import Pair, collect_plain, collect_rich

#: Authors whose briefs are never trained on: for choosing, and for reporting alone.
TUNE = ("07", "20", "33", "40")
TEST = ("04", "12", "25", "36", "41")
FOLD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}


def read_rich() -> list[GoldSentence]:
    """The rich layer; a file with a fault is named and left out."""
    sentences: list[GoldSentence] = []
    for path in sorted(RICH.glob("*.txt")):
        try:
            sentences.extend(list(read_file(path)))
        except AnnotationError as error:
            print(f"left out: {error}")
    return sentences


def score(gold: list[str], guess: list[str]) -> tuple[float, float]:
    """Macro-F1 over the labels of the gold, and accuracy."""
    total = 0.0
    labels = sorted(set(gold))
    for name in labels:
        hits = sum(g == p == name for g, p in zip(gold, guess, strict=True))
        total += 2 * hits / (gold.count(name) + guess.count(name)) if hits else 0.0
    return total / len(labels), sum(g == p for g, p in zip(gold, guess, strict=True)) / len(gold)


def read_bench(path: Path) -> list[tuple[Pair, str]]:
    """Rows of the tuning set as pairs with their folded root; measured on, never trained on."""
    rows = []
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            spans = []
            for words in (row["source"], row["target"]):
                at = max(0, row["text"].find(words))
                spans.append((at, at + len(words)))
            rows.append((Pair(row["text"], spans[0], spans[1], "NONE", None, "happened", "bench"), row["gold_root"]))
    return rows


def main() -> None:
    """Train and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--frames", type=int, default=6)
    parser.add_argument("--rich", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--save", type=Path)
    parser.add_argument("--bench", type=Path)
    args = parser.parse_args()
    random.seed(args.seed)
    torch.manual_seed(args.seed)
    tokenizer = load_tokenizer()
    sentences = read_rich()
    trained = [s for s in sentences if s.brief["author"] not in TUNE + TEST]
    random.shuffle(trained)
    rich = collect_rich(trained[: int(len(trained) * args.rich)], seed=args.seed)
    plain = collect_plain(seed=args.seed, frames=args.frames) if args.frames else []
    tune = collect_rich([s for s in sentences if s.brief["author"] in TUNE], seed=args.seed)
    bench = read_bench(args.bench) if args.bench else []
    print(f"plain {len(plain)}  rich {len(rich)}  tune {len(tune)}")
    # The rich layer twice in each pass: it is a third of the plain one and holds what is hard.
    examples = [*plain, *rich, *rich]
    encoded = [(encode(tokenizer, p.text, p.source, p.target), label(p)) for p in examples]
    model = PairModel()
    optimizer = torch.optim.AdamW(model.parameters(), lr=args.rate, weight_decay=0.01)
    steps = args.epochs * (len(encoded) // 32 + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, max_lr=args.rate, total_steps=steps + 1, pct_start=0.1, anneal_strategy="linear"
    )
    start = time.time()
    for epoch in range(args.epochs):
        model.train()
        random.shuffle(encoded)
        # Batches of like length: padding costs as much as words.
        chunks = [sorted(encoded[i : i + 1024], key=lambda pair: len(pair[0].ids)) for i in range(0, len(encoded), 1024)]
        batches = [chunk[i : i + 32] for chunk in chunks for i in range(0, len(chunk), 32)]
        random.shuffle(batches)
        total = 0.0
        for batch in batches:
            labels = torch.tensor([y for _, y in batch])
            logits = model(*collate([x for x, _ in batch]))
            losses = [torch.nn.functional.cross_entropy(own, labels[:, i], label_smoothing=0.05) for i, own in enumerate(logits)]
            loss = losses[0] + 0.3 * losses[1] + 0.3 * losses[2]
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item()
        report = [f"epoch {epoch + 1}", f"{time.time() - start:.0f} s", f"loss {total / len(batches):.3f}"]
        for name, items, gold in (("tune", tune, [p.type for p in tune]), ("bench", [p for p, _ in bench], [g for _, g in bench])):
            if not items:
                continue
            found = predict(model, [encode(tokenizer, p.text, p.source, p.target) for p in items])
            first = 1 if name == "bench" else 0
            guess = [TYPES[int(f[0][first:].argmax()) + first] for f in found]
            guess = [FOLD.get(g, g) for g in guess] if name == "bench" else guess
            f1, accuracy = score(gold, guess)
            report.append(f"{name} macro-F1 {f1:.4f} accuracy {accuracy:.4f}")
            if epoch == args.epochs - 1 and name == "bench":
                wrong = Counter((g, p) for g, p in zip(gold, guess, strict=True) if g != p).most_common(12)
                report.append("\n  " + "\n  ".join(f"{g} read as {p}: {n}" for (g, p), n in wrong))
        print("  ".join(report), flush=True)
    if args.save:
        torch.save(model.state_dict(), args.save)


if __name__ == "__main__":
    main()
