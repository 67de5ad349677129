"""Periods of the calendar."""

from dataclasses import dataclass
from datetime import date, timedelta

from multivector.errors import UsageError

PERIODS = {"month": 1, "2-months": 2, "quarter": 3, "year": 12}
"""Length in months by name. Each divides the year, so that January always opens a period."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """First and last day, both inclusive."""

    start: date
    end: date


def split_periods(start: date, end: date, period: str) -> tuple[Period, ...]:
    """The whole calendar periods from the one that holds ``start`` to the one that holds ``end``, in order.

    Whole, because a value over half a quarter cannot be set beside one over a full quarter. Raises UsageError for an unknown
    period or an end before the start.
    """
    months = find_months(period)
    if end < start:
        raise UsageError(f"the end {end} lies before the start {start}; exchange the two")
    first = (start.year * 12 + start.month - 1) // months
    last = (end.year * 12 + end.month - 1) // months
    return tuple(Period(open_month(number * months), close_month((number + 1) * months)) for number in range(first, last + 1))


def find_months(period: str) -> int:
    """Length of a period in months. Raises UsageError, listing the periods, for an unknown one."""
    if period not in PERIODS:
        raise UsageError(f"no period {period!r}; choose one of {', '.join(PERIODS)}")
    return PERIODS[period]


def open_month(months: int) -> date:
    """First day of a month that is counted from January of the year 0."""
    return date(months // 12, months % 12 + 1, 1)


def close_month(months: int) -> date:
    """Last day before that month. The calendar of Python ends with the year 9999, and so does the last period."""
    return date.max if months >= 10_000 * 12 else open_month(months) - timedelta(days=1)
