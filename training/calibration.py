"""Settle how the shipped network's numbers are taken, on the rich layer's tune part: its balance and its confidence curves.

usage: python -m training.calibration        rewrites what is stored in the package's reader.onnx

The balance is where finding too much and too little cost the same. A curve turns a raw probability into how often such records are right:
a logistic one over its log-odds (Platt 1999), fitted on the quantised network as users run it, since quantisation moves probabilities.
"""

import json
import math
from collections.abc import Sequence

import numpy as np

from multivector.coding.reader.network import load_network
from multivector.coding.reader.relation import relate_texts
from training.annotation import GoldSentence
from training.export import DATA, IDENTITY, write_metadata
from training.pairs import FOLD, NONE, collect_rich
from training.scoring import code_gold, find_calibration_error, list_confidences, measure
from training.splits import split

KNOTS = tuple(i / 50 for i in range(51))
CLAIM_LIMITS = (0.4, 0.5, 0.55, 0.6, 0.65, 0.7)
BALANCES = tuple((balance, limit) for balance in (-1.0, 0.0) for limit in (0.2, 0.3, 0.4, 0.5))


def fit_curve(pairs: Sequence[tuple[float, bool]]) -> list[list[float]]:
    """Knots (raw, calibrated) of the curve of greatest likelihood."""
    x = np.array([log_odds(raw) for raw, _ in pairs])
    y = np.array([float(right) for _, right in pairs])
    slope, offset = 1.0, 0.0
    for _ in range(50):
        chance = 1 / (1 + np.exp(-(slope * x + offset)))
        weight = chance * (1 - chance) + 1e-9
        gradient = np.array([((y - chance) * x).sum(), (y - chance).sum()])
        hessian = np.array([[(weight * x * x).sum(), (weight * x).sum()], [(weight * x).sum(), weight.sum()]])
        step = np.linalg.solve(hessian + 1e-6 * np.eye(2), gradient)
        slope, offset = slope + step[0], offset + step[1]
    return [[knot, round(1 / (1 + math.exp(-(slope * log_odds(knot) + offset))), 4)] for knot in KNOTS]


def log_odds(chance: float) -> float:
    """Finite at both ends."""
    chance = min(max(chance, 0.005), 0.995)
    return math.log(chance / (1 - chance))


def choose_balance(sentences: Sequence[GoldSentence]) -> tuple[float, float]:
    """The balance and limit whose trigger and type F1 is best."""
    scores = {}
    for balance, limit in BALANCES:
        store(balance=str(balance), limit=str(limit))
        scores[balance, limit] = measure(code_gold(sentences, coder="reader"))["trigger and type F1"]
        print(f"balance {balance:+.2f}, limit {limit:.2f}: trigger and type F1 {scores[balance, limit]:.4f}", flush=True)
    return max(scores, key=lambda pair: scores[pair])


def choose_claim_limit(sentences: Sequence[GoldSentence]) -> float:
    """The limit whose F1 of claims is best."""
    scores = {}
    for limit in CLAIM_LIMITS:
        store(claim_limit=str(limit))
        scores[limit] = measure(code_gold(sentences, coder="reader"))["claims F1"]
        print(f"claim limit {limit:.2f}: claims F1 {scores[limit]:.4f}", flush=True)
    return max(scores, key=lambda limit: scores[limit])


def store(**values: str) -> None:
    """Write values into the package's file and forget what was loaded from it."""
    write_metadata(DATA / "reader.onnx", **values)
    load_network.cache_clear()


def main() -> None:
    """Fit, store, and say how far off the confidences were before."""
    tune = split()[1]
    store(curves=json.dumps(IDENTITY))
    balance, limit = choose_balance(tune)
    store(balance=str(balance), limit=str(limit))
    store(claim_limit=str(choose_claim_limit(tune)))
    events = [(event.confidence, right) for event, right in list_confidences(code_gold(tune, coder="reader"))]
    known = [pair for pair in collect_rich(tune, seed=0) if pair.filed != NONE]
    rows = [(p.text, p.text[slice(*p.source)], p.text[slice(*p.target)]) for p in known]
    relations = [
        (found.probability, FOLD.get(found.type, found.type) == pair.filed)
        for found, pair in zip(relate_texts(rows, filing="cameo"), known, strict=True)
        if found is not None
    ]
    store(curves=json.dumps({"events": fit_curve(events), "pairs": fit_curve(relations)}))
    for name, pairs in (("events", events), ("pairs", relations)):
        print(f"{name}: {len(pairs)} records, expected calibration error before {find_calibration_error(pairs)[0]:.3f}")


if __name__ == "__main__":
    main()
