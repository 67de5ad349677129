"""One row of an index."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Score:
    """A vector's value in one period, with its interval.

    ``value`` is in the scheme's points; ``low`` and ``high`` bound the 90% interval in the same unit;
    ``start`` and ``end`` are the period's first and last day; ``events`` counts merged events, ``reports`` their reports.
    """

    focal: str
    vector: str
    scheme: str
    start: date
    end: date
    value: float
    low: float
    high: float
    events: int
    reports: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of an index's catalogue: what an event added to a vector in a period, and why.

    ``event`` is the event's id, ``start`` the period's first day, ``points`` the scheme's points, ``reason`` in words.
    """

    event: str
    vector: str
    start: date
    points: float
    reason: str
