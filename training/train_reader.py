"""Train the one-pass reader and measure it on the rich layer's tune part and, where it is at hand, on the tuning set.

usage: python -m training.train_reader [--epochs N] [--frames N] [--rich SHARE] [--seed N] [--save FILE] [--bench plv_train.tsv]
"""

import argparse
import random
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

from training.annotation import GoldEvent, GoldSentence, Mark
from training.pair_model import STATUSES, load_tokenizer
from training.pairs import Pair
from training.plain import compose
from training.reader_model import CONTEXTS, MODES, ROLES, TAGS, Example, ReaderModel, encode_sentence, find_pieces
from training.train_pairs import FOLD, TEST, TUNE, read_bench, read_rich, score


def collect_plain(*, seed: int, frames: int) -> list[GoldSentence]:
    """The plain layer as annotated sentences."""
    sentences = []
    for pair in compose(seed=seed, frames=frames):
        source, target = Mark("a", *pair.source), Mark("b", *pair.target)
        actors = (source, target) if pair.mutual else (source,)
        event = GoldEvent((Mark("e1", *pair.trigger),), pair.type, pair.mode, pair.status, actors, () if pair.mutual else (target,))
        sentences.append(GoldSentence(pair.text, (), (event,), ()))
    return sentences


def make_batches(examples: list[Example], rng: random.Random, *, size: int = 32) -> Iterator[list[Example]]:
    """Shuffled batches of like length."""
    rng.shuffle(examples)
    chunks = [sorted(examples[i : i + 1024], key=lambda e: len(e.ids)) for i in range(0, len(examples), 1024)]
    batches = [chunk[i : i + size] for chunk in chunks for i in range(0, len(chunk), size)]
    rng.shuffle(batches)
    yield from batches


def pad(batch: Sequence[Example]) -> tuple[torch.Tensor, torch.Tensor]:
    """Ids and mask."""
    longest = max(len(e.ids) for e in batch)
    ids = torch.tensor([e.ids + [0] * (longest - len(e.ids)) for e in batch])
    return ids, (ids != 0).long()


def find_loss(model: ReaderModel, batch: Sequence[Example]) -> torch.Tensor:
    """The sum of all heads' losses on a batch."""
    ids, mask = pad(batch)
    tags, claims, modes, statuses, contexts, roles = model(ids, mask)
    length = ids.shape[1]
    gold_tags = torch.tensor([e.tags + [-100] * (length - len(e.tags)) for e in batch])
    gold_claims = torch.tensor([e.claims + [-100] * (length - len(e.claims)) for e in batch])
    loss = cross_entropy(tags.transpose(1, 2), gold_tags, label_smoothing=0.02) + 0.3 * cross_entropy(claims.transpose(1, 2), gold_claims)
    heads = [(b, piece, mode, status, context) for b, e in enumerate(batch) for piece, mode, status, context in e.heads]
    if not heads:
        return loss
    rows, pieces = torch.tensor([h[0] for h in heads]), torch.tensor([h[1] for h in heads])
    loss = loss + 0.5 * cross_entropy(modes[rows, pieces], torch.tensor([h[2] for h in heads]))
    loss = loss + 0.5 * cross_entropy(statuses[rows, pieces], torch.tensor([h[3] for h in heads]))
    gold_contexts = torch.zeros(len(heads), len(CONTEXTS))
    for i, head in enumerate(heads):
        gold_contexts[i, list(head[4])] = 1
    loss = loss + 1.0 * binary_cross_entropy_with_logits(contexts[rows, pieces], gold_contexts)
    gold_roles = torch.zeros(len(heads), length, dtype=torch.long)
    where = {(b, piece): i for i, (b, piece, *_) in enumerate(heads)}
    for b, example in enumerate(batch):
        for piece, other, role in example.roles:
            gold_roles[where[b, piece], other] = role
    gold_roles[mask[rows] == 0] = -100
    return loss + 2.0 * cross_entropy(roles[rows, pieces].transpose(1, 2), gold_roles)


def measure(model: ReaderModel, sentences: Sequence[GoldSentence], tokenizer: Tokenizer) -> str:
    """Trigger and type F1, mode and status accuracy at found triggers, role F1 per piece."""
    model.eval()
    hit = defaultdict(int)
    examples = [encode_sentence(tokenizer, sentence) for sentence in sentences]
    with torch.inference_mode():
        for start in range(0, len(examples), 64):
            batch = examples[start : start + 64]
            tags, _, modes, statuses, _, roles = model(*pad(batch))
            guesses = tags.argmax(-1)
            for b, example in enumerate(batch):
                guess = guesses[b][: len(example.ids)].tolist()
                hit["found"] += count_runs(guess)
                for event in sentences[start + b].events:
                    pieces = [i for mark in event.trigger for i in find_pieces(example.offsets, mark)]
                    if not pieces:
                        continue
                    hit["gold"] += 1
                    right = [i for i in pieces if guess[i] == TAGS.index(event.type)]
                    if not right:
                        continue
                    hit["right"] += 1
                    mode = MODES.index(f"{event.type}/{event.mode}" if event.mode else "")
                    hit["mode"] += modes[b, right[0]].argmax().item() == mode
                    hit["status"] += statuses[b, right[0]].argmax().item() == STATUSES.index(event.status)
                    told = roles[b, right[0], : len(example.ids)].argmax(-1).tolist()
                    for name, marks in (("actor", event.actors), ("recipient", event.recipients)):
                        gold = {i for mark in marks for i in find_pieces(example.offsets, mark)}
                        own = {i for i, role in enumerate(told) if role == ROLES.index(name)}
                        hit[f"{name} common"] += len(gold & own)
                        hit[f"{name} both"] += len(gold) + len(own)
    f1 = 2 * hit["right"] / max(1, hit["gold"] + hit["found"])
    return (
        f"trigger+type F1 {f1:.3f}  mode {hit['mode'] / max(1, hit['right']):.3f}  status {hit['status'] / max(1, hit['right']):.3f}  "
        f"actor pieces F1 {2 * hit['actor common'] / max(1, hit['actor both']):.3f}  "
        f"recipient pieces F1 {2 * hit['recipient common'] / max(1, hit['recipient both']):.3f}"
    )


def count_runs(tags: Sequence[int]) -> int:
    """Stretches of one type: triggers found."""
    return sum(tag != 0 and (i == 0 or tags[i - 1] != tag) for i, tag in enumerate(tags))


def relate(model: ReaderModel, rows: Sequence[tuple[Pair, str]], tokenizer: Tokenizer) -> list[str]:
    """For each pair of given sides the type whose trigger best takes the one as actor and the other as the other side."""
    found = []
    model.eval()
    with torch.inference_mode():
        for pair, _ in rows:
            sentence = GoldSentence(pair.text, (), (), ())
            example = encode_sentence(tokenizer, sentence)
            tags, _, _, _, _, roles = (x[0] for x in model(*pad([example])))
            types, taken = tags.softmax(-1)[:, 1:], roles.softmax(-1)
            source = find_pieces(example.offsets, Mark("a", *pair.source)) or [0]
            target = find_pieces(example.offsets, Mark("b", *pair.target)) or [0]
            side = taken[:, source, 1].mean(-1) + 0.3 * taken[:, source, 2].mean(-1)
            other = taken[:, target, 2].mean(-1) + taken[:, target, 1].mean(-1)
            weight = (types.sum(-1) * (0.05 + side) * (0.05 + other)).unsqueeze(-1)
            found.append(TAGS[1 + int((types * weight).sum(0).argmax())])
    return found


def main() -> None:
    """Train and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--frames", type=int, default=3)
    parser.add_argument("--rich", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--save", type=Path)
    parser.add_argument("--bench", type=Path)
    args = parser.parse_args()
    rng = random.Random(args.seed)
    torch.manual_seed(args.seed)
    tokenizer = load_tokenizer()
    sentences = read_rich()
    trained = [s for s in sentences if s.brief["author"] not in TUNE + TEST]
    rng.shuffle(trained)
    trained = trained[: int(len(trained) * args.rich)]
    tune = [s for s in sentences if s.brief["author"] in TUNE]
    rows = read_bench(args.bench) if args.bench else []
    plain = collect_plain(seed=args.seed, frames=args.frames) if args.frames else []
    examples = [encode_sentence(tokenizer, s) for s in (*plain, *trained)]
    print(f"plain {len(plain)}  rich {len(trained)}  tune {len(tune)}", flush=True)
    model = ReaderModel()
    optimizer = torch.optim.AdamW(model.parameters(), lr=args.rate, weight_decay=0.01)
    steps = args.epochs * (len(examples) // 32 + 2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, max_lr=args.rate, total_steps=steps + 1, pct_start=0.1, anneal_strategy="linear"
    )
    start = time.time()
    for epoch in range(args.epochs):
        model.train()
        total, count = 0.0, 0
        for batch in make_batches(examples, rng):
            loss = find_loss(model, batch)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total, count = total + loss.item(), count + 1
        report = f"epoch {epoch + 1}  {time.time() - start:.0f} s  loss {total / count:.3f}  {measure(model, tune, tokenizer)}"
        if rows and epoch + 1 in (args.epochs, args.epochs // 2):
            guess = [FOLD.get(g, g) for g in relate(model, rows, tokenizer)]
            f1, accuracy = score([g for _, g in rows], guess)
            report += f"  bench macro-F1 {f1:.4f} accuracy {accuracy:.4f}"
        print(report, flush=True)
    if args.save:
        torch.save(model.state_dict(), args.save)


if __name__ == "__main__":
    main()
