"""Which signatures are worth comparing: those that share sides and lie near in time.

Comparing everything with everything would take hours for a year of news; blocks by type, sides and days keep it near linear.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import timedelta
from itertools import combinations

from multivector.merging.comparison import LONGEST_DATE, PUBLISHED_REACH
from multivector.merging.signature import Signature

# How far apart two events with the same sides may lie and still be told as kept apart; beyond it nobody would take them for one.
NEAR_DAYS = 45


def find_candidates(signatures: Mapping[int, Signature]) -> Iterator[tuple[int, int]]:
    """Pairs of keys of signatures to compare across documents, each at least once, smaller key first.

    Also yields, for every signature, the next later one with the same two sides, so that a caller learns what was kept apart.
    """
    pairs: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    days: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for key in sorted(signatures):
        signature = signatures[key]
        when = signature.when
        if when is None:
            continue
        tokens = signature.tokens
        if when.days <= LONGEST_DATE:
            for one, other in combinations(tokens, 2):
                pairs[signature.type, one, other].append(key)
        for token in tokens or tuple(f"~{word}" for word in sorted(signature.vague_actors | signature.vague_recipients)):
            days[signature.type, token, when.start, when.end].append(key)
    for keys in pairs.values():
        yield from _sweep(keys, signatures)
    for keys in days.values():
        yield from _cross(keys, signatures)


def _sweep(keys: list[int], signatures: Mapping[int, Signature]) -> Iterator[tuple[int, int]]:
    dated = sorted((when.start, when.end, key) for key in keys if (when := signatures[key].when) is not None)
    for i, (_, end, key) in enumerate(dated):
        reach, far = end + timedelta(days=PUBLISHED_REACH), end + timedelta(days=NEAR_DAYS)
        for later in range(i + 1, len(dated)):
            start, _, other = dated[later]
            if start > reach:
                if start <= far:
                    yield min(key, other), max(key, other)
                break
            yield min(key, other), max(key, other)


def _cross(keys: list[int], signatures: Mapping[int, Signature]) -> Iterator[tuple[int, int]]:
    """One day, one side: a report that names only this side may belong to any other; the rest meet in their own blocks."""
    alone = [key for key in keys if len(signatures[key].tokens) < 2]
    others = [key for key in keys if len(signatures[key].tokens) > 1]
    yield from combinations(alone, 2)
    for one in alone:
        for other in others:
            yield min(one, other), max(one, other)
    # Long dates stay out of the sweep, so those with two sides meet here.
    if others and (when := signatures[others[0]].when) is not None and when.days > LONGEST_DATE:
        yield from combinations(others, 2)
