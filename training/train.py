"""Train the reader on all layers and measure it on the rich layer's tune part and, where it is at hand, on the tuning set.

usage: python -m training.train [--save FILE] [--bench plv_train.tsv] [settings]

The tuning set is measured on and never trained on. Two runs with the same settings on the same corpus and machine give the same weights.
"""

import argparse
import json
import random
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from training.annotation import GoldSentence
from training.clauses import find_clauses
from training.examples import (
    CLAIM,
    CONTEXTS,
    TRIGGER,
    Anchor,
    Example,
    Opinions,
    collect_plain_sentences,
    drop_opinions,
    encode_pair,
    encode_sentence,
    make_batches,
    pad,
)
from training.measures import list_opinions, measure_pairs, measure_sentences, read_bench, relate
from training.model import ReaderModel, digest_weights, load_tokenizer
from training.pairs import Pair, collect_plain, collect_rich, read_pairs
from training.splits import digest_corpus, split
from training.swaps import swap_pair, swap_sentence

#: A clause that the first reading holds so surely for no claim teaches nothing.
DOUBTFUL = 0.9


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run depends on beside the corpus.

    ``rich`` and ``pairs`` are shares of the layer, ``related`` the share of the pairs taken from the rich layer that one pass sees, drawn
    anew for each, ``swaps`` the share of examples with other states in each pass, ``decay`` that of the running average of weights;
    ``only`` is ``pairs`` or ``sentences`` where one kind of input is left out.
    """

    seed: int = 0
    epochs: int = 8
    rate: float = 2e-4
    head_rate: float = 1e-3
    frames: int = 2
    rich: float = 1.0
    pairs: float = 1.0
    related: float = 0.5
    swaps: float = 0.5
    decay: float = 0.999
    opinions: bool = False
    only: str = ""


def sentence_loss(model: ReaderModel, batch: Sequence[Example]) -> torch.Tensor:
    """The sum of the sentence heads' losses."""
    ids, opinions, _, _ = pad(batch)
    hidden = model.encode(ids, opinions)
    tags, claims = model.read_sentence(hidden)
    length = ids.shape[1]
    gold_tags = torch.tensor([e.tags + [-100] * (length - len(e.tags)) for e in batch])
    gold_claims = torch.tensor([e.claims + [-100] * (length - len(e.claims)) for e in batch])
    # Tags, claims and roles are means over mostly empty pieces; the weights bring them to the size of the pairs' losses.
    loss = 4.0 * cross_entropy(tags.transpose(1, 2), gold_tags, label_smoothing=0.02)
    loss = loss + 2.0 * cross_entropy(claims.transpose(1, 2), gold_claims)
    clauses = [(b, pieces, label) for b, e in enumerate(batch) for pieces, label in e.clauses if label >= 0]
    mistakes: list[tuple[int, Anchor]] = []
    if clauses:
        means = torch.zeros(len(clauses), length)
        for i, (_, pieces, _) in enumerate(clauses):
            means[i, list(pieces)] = 1 / len(pieces)
        logits = torch.einsum("kn,knc->kc", means, claims[[b for b, _, _ in clauses]])
        loss = loss + cross_entropy(logits, torch.tensor([label for _, _, label in clauses]))
        mistakes = find_doubtful(clauses, logits.softmax(-1)[:, 0].tolist())
    anchors = [(b, anchor) for b, e in enumerate(batch) for anchor in e.anchors]
    # What the first reading takes for a trigger or a claim by mistake is shown as such: the second reading learns to say no.
    anchors += find_mistakes(tags.argmax(-1).tolist(), batch) + mistakes
    if not anchors:
        return loss
    rows = torch.tensor([b for b, _ in anchors])
    kinds = torch.zeros(len(anchors), length, dtype=torch.long)
    gold_roles = torch.zeros(len(anchors), length, dtype=torch.long)
    gold_contexts = torch.zeros(len(anchors), len(CONTEXTS))
    for i, (_, anchor) in enumerate(anchors):
        kinds[i, list(anchor.pieces)] = anchor.kind
        gold_contexts[i, list(anchor.contexts)] = 1
        for piece, role in anchor.roles:
            gold_roles[i, piece] = role
    gold_roles[ids[rows] == 0] = -100
    real = torch.tensor([anchor.said > 0 or anchor.type > 0 for _, anchor in anchors])
    events = torch.tensor([anchor.kind == TRIGGER and anchor.type > 0 for _, anchor in anchors])
    read = torch.tensor([anchor.kind == CLAIM for _, anchor in anchors])
    said = torch.tensor([anchor.said > 0 for _, anchor in anchors])
    roles, types, modes, statuses, contexts, polarities, kinds_said = model.read_again(hidden[rows], kinds, (ids[rows] != 0).long())

    def gold(name: str, chosen: torch.Tensor) -> torch.Tensor:
        return torch.tensor([getattr(anchor, name) for (_, anchor), keep in zip(anchors, chosen.tolist(), strict=True) if keep])

    if real.any():
        loss = loss + 4.0 * cross_entropy(roles[real].transpose(1, 2), gold_roles[real])
    if (~read).any():
        loss = loss + 0.7 * cross_entropy(types[~read], gold("type", ~read), label_smoothing=0.05)
    if read.any():
        loss = loss + cross_entropy(kinds_said[read], gold("said", read), label_smoothing=0.05)
    if events.any():
        loss = (
            loss + 0.7 * cross_entropy(modes[events], gold("mode", events)) + 0.7 * cross_entropy(statuses[events], gold("status", events))
        )
        loss = loss + binary_cross_entropy_with_logits(contexts[events], gold_contexts[events])
    if said.any():
        loss = loss + 0.1 * cross_entropy(polarities[said], gold("polarity", said))
    return loss


def find_mistakes(tags: Sequence[Sequence[int]], batch: Sequence[Example]) -> list[tuple[int, Anchor]]:
    """Stretches tagged as triggers where none is, at most one a sentence."""
    found = []
    for b, example in enumerate(batch):
        wrong = [i for i in range(len(example.tags)) if tags[b][i] and not example.tags[i]]
        if wrong and not any(example.tags[i] for i in (wrong[0] - 1, wrong[0] + 1) if 0 <= i < len(example.tags)):
            run = [i for i in range(wrong[0], len(example.tags)) if set(range(wrong[0], i + 1)) <= set(wrong)]
            found.append((b, Anchor(TRIGGER, tuple(run), 0)))
    return found


def find_doubtful(clauses: Sequence[tuple[int, tuple[int, ...], int]], nothing: Sequence[float]) -> list[tuple[int, Anchor]]:
    """Of each sentence the clause that looks most like a claim and is none; ``nothing`` are the probabilities that each is none."""
    found: dict[int, tuple[float, tuple[int, ...]]] = {}
    for (b, pieces, label), chance in zip(clauses, nothing, strict=True):
        if label == 0 and chance < DOUBTFUL and chance < found.get(b, (1.0, ()))[0]:
            found[b] = chance, pieces
    return [(b, Anchor(CLAIM, pieces, 0)) for b, (_, pieces) in found.items()]


def pair_loss(model: ReaderModel, batch: Sequence[Example]) -> torch.Tensor:
    """The sum of the pair heads' losses."""
    ids, opinions, source, target = pad(batch)
    filed, types, modes, statuses = model.read_pair(model.encode(ids, opinions), source, target)
    gold = torch.tensor([e.pair for e in batch])
    loss = cross_entropy(filed, gold[:, 0], label_smoothing=0.05) + 0.3 * cross_entropy(types, gold[:, 1], label_smoothing=0.05)
    return loss + 0.2 * cross_entropy(modes, gold[:, 2]) + 0.2 * cross_entropy(statuses, gold[:, 3])


def train(
    settings: Settings, tokenizer: Tokenizer, *, tune: Sequence[GoldSentence], bench: Sequence[tuple[Pair, str]], save: Path | None = None
) -> ReaderModel:
    """Train from the base encoder; prints a line a pass; gives the running average of the weights."""
    rng = random.Random(settings.seed)
    torch.manual_seed(settings.seed)
    rich = split()[0]
    rng.shuffle(rich)
    rich = rich[: round(len(rich) * settings.rich)]
    written = read_pairs()
    rng.shuffle(written)
    written = written[: round(len(written) * settings.pairs)]
    # The plain layer is composed anew for each pass: the same triggers in other frames, with other sides.
    seeds = [settings.seed + 1000 * epoch for epoch in range(settings.epochs)]
    with_sentences, with_pairs = settings.only != "pairs", settings.only != "sentences"
    told = find_clauses(rich) if with_sentences else []
    sentences = [[*collect_plain_sentences(seed=own, frames=settings.frames), *told] if with_sentences else [] for own in seeds]
    from_rich = collect_rich(rich, seed=settings.seed)
    seen = round(len(from_rich) * settings.related)
    pairs = [
        [*collect_plain(seed=own, frames=settings.frames), *random.Random(own).sample(from_rich, seen), *written] if with_pairs else []
        for own in seeds
    ]
    measured = sorted({s.text for s in tune} | {p.text for p, _ in bench})
    opinions: Opinions = list_opinions(measured) if settings.opinions else {}
    print(f"rich {len(rich)}, written pairs {len(written)}; a pass: sentences {len(sentences[0])}, pairs {len(pairs[0])}", flush=True)
    tune = find_clauses(tune)
    model = ReaderModel(opinions=settings.opinions)
    # The vocabulary's own vectors stay: the corpus shows too few of its words to move them.
    model.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
    inside = [p for p in model.encoder.parameters() if p.requires_grad]
    heads = [p for name, p in model.named_parameters() if p.requires_grad and not name.startswith("encoder.")]
    groups = [{"params": inside, "lr": settings.rate}, {"params": heads, "lr": settings.head_rate}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = sum(len(own) // 32 + len(other) // 32 + 4 for own, other in zip(sentences, pairs, strict=True))
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, max_lr=[settings.rate, settings.head_rate], total_steps=steps, pct_start=0.08, anneal_strategy="linear"
    )
    average = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(settings.decay))
    start = time.time()
    for epoch in range(settings.epochs):
        model.train()
        swapped = [swap_sentence(s, rng) if rng.random() < settings.swaps else s for s in sentences[epoch]]
        related = [swap_pair(p, rng) if rng.random() < settings.swaps else p for p in pairs[epoch]]
        if settings.opinions:
            opinions |= list_opinions(sorted({example.text for example in (*swapped, *related)} - opinions.keys()))
        examples = [encode_sentence(tokenizer, s, opinions) for s in swapped]
        examples += [encode_pair(tokenizer, p, opinions) for p in related]
        if settings.opinions:
            examples = drop_opinions(examples, rng, 0.3)
        total, count = 0.0, 0
        for batch in make_batches(examples, rng):
            loss = pair_loss(model, batch) if batch[0].pair else sentence_loss(model, batch)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            average.update_parameters(model)
            total, count = total + loss.item(), count + 1
        own = average.module
        own.eval()
        report = [f"pass {epoch + 1}", f"{time.time() - start:.0f} s", f"loss {total / count:.3f}"]
        if settings.only != "pairs":
            report.append(measure_sentences(own, [encode_sentence(tokenizer, s, opinions) for s in tune]))
        if settings.only != "sentences":
            found = collect_rich(tune, seed=0)
            report.append("pairs of the tune part " + measure_pairs([p.filed for p in found], relate(own, tokenizer, found, opinions)))
            if bench:
                guess = relate(own, tokenizer, [p for p, _ in bench], opinions, known=True)
                report.append("tuning set " + measure_pairs([g for _, g in bench], guess, errors=epoch == settings.epochs - 1))
        print("  ".join(report), flush=True)
        if save:
            torch.save(own.state_dict(), save)
    print(f"weights {digest_weights(own)}")
    return own


def main() -> None:
    """Train and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, value in asdict(Settings()).items():
        kind = {"action": "store_true"} if isinstance(value, bool) else {"type": type(value), "default": value}
        parser.add_argument(f"--{name.replace('_', '-')}", **kind)
    parser.add_argument("--save", type=Path)
    parser.add_argument("--bench", type=Path)
    args = vars(parser.parse_args())
    save, bench = args.pop("save"), args.pop("bench")
    settings = Settings(**args)
    print(json.dumps(asdict(settings)), "corpus", digest_corpus()[:12])
    torch.set_num_threads(2)
    train(settings, load_tokenizer(), tune=split()[1], bench=read_bench(bench) if bench else [], save=save)


if __name__ == "__main__":
    main()
