"""Periods are whole, aligned with the calendar, and leave no gap."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multivector.errors import UsageError
from multivector.indexing import PERIODS, Period, split_periods


@pytest.mark.parametrize(
    ("period", "first", "count"),
    [
        ("month", Period(date(2016, 2, 1), date(2016, 2, 29)), 3),
        ("2-months", Period(date(2016, 1, 1), date(2016, 2, 29)), 2),
        ("quarter", Period(date(2016, 1, 1), date(2016, 3, 31)), 2),
        ("year", Period(date(2016, 1, 1), date(2016, 12, 31)), 1),
    ],
)
def test_alignment(period: str, first: Period, count: int) -> None:
    periods = split_periods(date(2016, 2, 10), date(2016, 4, 1), period)
    assert periods[0] == first
    assert len(periods) == count


@given(st.dates(), st.integers(0, 2000), st.sampled_from(sorted(PERIODS)))
def test_every_day_lies_in_one_period(start: date, days: int, period: str) -> None:
    end = start + timedelta(days=min(days, (date.max - start).days))
    periods = split_periods(start, end, period)
    assert periods[0].start <= start
    assert periods[-1].end >= end
    assert all(one.end + timedelta(days=1) == two.start for one, two in pairwise(periods))


def test_errors() -> None:
    with pytest.raises(UsageError, match="2-months"):
        split_periods(date(2016, 1, 1), date(2016, 1, 2), "week")
    with pytest.raises(UsageError, match="exchange"):
        split_periods(date(2016, 1, 2), date(2016, 1, 1), "year")
