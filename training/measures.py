"""Measures of a network in training; what is reported of the shipped reader is measured by `evals/`."""

import csv
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer

from multivector.coding.reader.decode import HOPELESS_CLAIM
from training.examples import CLAIM, ROLES, TAGS, TRIGGER, TYPES, Anchor, Example, Opinions, encode_pair, pad
from training.model import ReaderModel
from training.pairs import FILED, Pair


def score(gold: Sequence[str], guess: Sequence[str]) -> tuple[float, float]:
    """Macro-F1 over the labels of the gold, and accuracy."""
    total = 0.0
    labels = sorted(set(gold))
    for name in labels:
        hits = sum(g == p == name for g, p in zip(gold, guess, strict=True))
        total += 2 * hits / (gold.count(name) + guess.count(name)) if hits else 0.0
    return total / len(labels), sum(g == p for g, p in zip(gold, guess, strict=True)) / len(gold)


def measure_pairs(gold: list[str], guess: list[str], *, errors: bool = False) -> str:
    """Both scores as text, with the most frequent confusions if asked for."""
    f1, accuracy = score(gold, guess)
    text = f"macro-F1 {f1:.4f} accuracy {accuracy:.4f}"
    if errors:
        wrong = Counter((g, p) for g, p in zip(gold, guess, strict=True) if g != p).most_common(14)
        text += "".join(f"\n  {g} read as {p}: {n}" for (g, p), n in wrong)
    return text


def relate(model: ReaderModel, tokenizer: Tokenizer, pairs: Sequence[Pair], opinions: Opinions, *, known: bool = False) -> list[str]:
    """The filed type of each pair; ``known``: each is known to have a relation."""
    examples = [encode_pair(tokenizer, pair, opinions) for pair in pairs]
    order = sorted(range(len(examples)), key=lambda i: len(examples[i].ids))
    found = [""] * len(examples)
    with torch.inference_mode():
        for start in range(0, len(order), 64):
            chosen = order[start : start + 64]
            ids, own, source, target = pad([examples[i] for i in chosen])
            logits = model.read_pair(model.encode(ids, own), source, target)[0]
            first = 1 if known else 0
            for i, best in zip(chosen, logits[:, first:].argmax(-1).tolist(), strict=True):
                found[i] = FILED[best + first]
    return found


def read_bench(path: Path) -> list[tuple[Pair, str]]:
    """Rows of the tuning set as pairs with their root."""
    rows = []
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            spans = []
            for words in (row["source"], row["target"]):
                at = max(0, row["text"].find(words))
                spans.append((at, at + len(words)))
            rows.append((Pair(row["text"], spans[0], spans[1], "NONE", "NONE", None, "happened", "bench"), row["gold_root"]))
    return rows


def list_opinions(texts: Sequence[str]) -> Opinions:
    """The transparent coder's triggers in each text, as (start, end, type)."""
    from multivector.coding import code_sentences
    from multivector.parsing.batches import parse_batch
    from multivector.records import Document

    found: Opinions = {}
    for start in range(0, len(texts), 256):
        documents = [Document(id=str(i), text=text) for i, text in enumerate(texts[start : start + 256])]
        for document, sentences in zip(documents, parse_batch(documents), strict=True):
            if not isinstance(sentences, Exception):
                events, _ = code_sentences(document, sentences, coder="codebook")
                found[document.text] = [(e.trigger.start, e.trigger.end, e.type) for e in events]
    return found


def measure_sentences(model: ReaderModel, examples: Sequence[Example]) -> str:
    """Trigger and type F1; at triggers found, accuracy of the second reading's type, mode and status, and F1 of pieces per role."""
    hit: defaultdict[str, int] = defaultdict(int)
    with torch.inference_mode():
        for start in range(0, len(examples), 64):
            batch = examples[start : start + 64]
            ids, own, _, _ = pad(batch)
            hidden = model.encode(ids, own)
            logits, claims = model.read_sentence(hidden)
            tags = logits.argmax(-1).tolist()
            for b, example in enumerate(batch):
                found, right, gold = count_claims(model, example, hidden[b, : len(example.ids)], claims[b])
                hit["claims both"] += found + gold
                hit["claims common"] += right
            seen: list[tuple[int, Anchor]] = []
            for b, example in enumerate(batch):
                size = len(example.ids)
                hit["found"] += sum(tag != 0 and (i == 0 or tags[b][i - 1] != tag) for i, tag in enumerate(tags[b][:size]))
                for anchor in example.anchors:
                    if anchor.kind == TRIGGER:
                        hit["gold"] += 1
                        if any(TAGS[tags[b][i]] == TYPES[anchor.type] for i in anchor.pieces):
                            seen.append((b, anchor))
            hit["right"] += len(seen)
            if not seen:
                continue
            rows = torch.tensor([b for b, _ in seen])
            kinds = torch.zeros(len(seen), ids.shape[1], dtype=torch.long)
            for i, (_, anchor) in enumerate(seen):
                kinds[i, list(anchor.pieces)] = TRIGGER
            answers = model.read_again(hidden[rows], kinds, (ids[rows] != 0).long())
            roles, types, modes, statuses = (answer.argmax(-1).tolist() for answer in answers[:4])
            for i, (b, anchor) in enumerate(seen):
                hit["type"] += types[i] == anchor.type
                hit["mode"] += modes[i] == anchor.mode
                hit["status"] += statuses[i] == anchor.status
                told = list(enumerate(roles[i][: len(batch[b].ids)]))
                for name in ("actor", "recipient"):
                    gold = {piece for piece, role in anchor.roles if ROLES[role] == name}
                    guess = {piece for piece, role in told if ROLES[role] == name}
                    hit[f"{name} common"] += len(gold & guess)
                    hit[f"{name} both"] += len(gold) + len(guess)
    shares = " ".join(f"{name} {hit[name] / max(1, hit['right']):.3f}" for name in ("type", "mode", "status"))
    pieces = " ".join(f"{name} {2 * hit[f'{name} common'] / max(1, hit[f'{name} both']):.3f}" for name in ("actor", "recipient", "claims"))
    return f"tune: trigger+type F1 {2 * hit['right'] / max(1, hit['gold'] + hit['found']):.3f}; at those {shares}; F1 {pieces}"


def count_claims(model: ReaderModel, example: Example, hidden: torch.Tensor, claims: torch.Tensor) -> tuple[int, int, int]:
    """Clauses found to be claims, those of the right kind among them, and the claims of the gold that are clauses.

    As `multivector.coding.reader.decode` finds them: each likely clause read again, then the likeliest, none over another's words.
    """
    gold = sum(anchor.kind == CLAIM for anchor in example.anchors)
    chances = [claims[list(pieces)].mean(0).softmax(-1) for pieces, _ in example.clauses]
    likely = [i for i, own in enumerate(chances) if own[0] <= HOPELESS_CLAIM]
    if not likely:
        return 0, 0, gold
    kinds = torch.zeros(len(likely), len(hidden), dtype=torch.long)
    for row, i in enumerate(likely):
        kinds[row, list(example.clauses[i][0])] = CLAIM
    second = model.read_again(hidden.expand(len(likely), *hidden.shape), kinds)[-1].softmax(-1)
    both = {i: chances[i] + second[row] for row, i in enumerate(likely)}
    taken: set[int] = set()
    found = right = 0
    for i in sorted((i for i in likely if both[i][0] < 1), key=lambda i: float(both[i][0])):
        pieces, kind = example.clauses[i]
        if not taken & set(pieces):
            taken.update(pieces)
            found += 1
            right += kind == 1 + int(both[i][1:].argmax())
    return found, right, gold
