"""How far a sum of points could have come out otherwise."""

import hashlib
from collections.abc import Sequence

import numpy as np

# Events are drawn in blocks, so that memory is bounded by draws times BLOCK numbers however many events a period has.
BLOCK = 512


def draw_interval(
    points: Sequence[float], confidences: Sequence[float], *, draws: int = 1000, seed: int = 0, label: str = "", level: float = 0.9
) -> tuple[float, float]:
    """The interval of the sum of ``points`` at that level, as (low, high) in points; (0, 0) for no events.

    Two doubts are drawn together, ``draws`` times. Which events came to be reported: each event's weight is Poisson with mean 1. Not
    a resample of fixed size: one event out of one would always give the same sum and claim certainty, and the number of events is
    itself uncertain. Whether the reader read rightly: each event is in with the probability of its confidence; that is calibrated,
    so of events at 0.8 one in five is left out, as one in five is wrong.

    The value of an index is the sum at full weight, so doubtful records pull the draws towards zero, away from it; the interval is
    then stretched to the value, never moved off it. ``label`` separates the random streams of cells that share a seed: a vector's
    interval does not change because another vector came before it.
    """
    if not points:
        return 0.0, 0.0
    digest = hashlib.sha256(f"{seed}\x1f{label}".encode()).digest()
    generator = np.random.default_rng(int.from_bytes(digest[:16], "big"))
    worth, chance = np.asarray(points, dtype=float), np.clip(np.asarray(confidences, dtype=float), 0.0, 1.0)
    sums = np.zeros(draws)
    for first in range(0, len(worth), BLOCK):
        block = slice(first, first + BLOCK)
        shape = (draws, len(worth[block]))
        weights = generator.poisson(1.0, shape) * (generator.random(shape) < chance[block])
        sums += weights @ worth[block]
    # The inverted distribution gives sums that were drawn, so the bounds keep to the scheme's half points.
    low, high = np.quantile(sums, [(1 - level) / 2, (1 + level) / 2], method="inverted_cdf")
    value = sum(points)
    # Adding 0.0 turns -0.0 into 0.0, which would otherwise be printed.
    return min(float(low), value) + 0.0, max(float(high), value) + 0.0
