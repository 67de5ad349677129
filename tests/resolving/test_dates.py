"""Words of dates to days."""

from datetime import date

import pytest

from multivector.resolving.dates import resolve_date

SATURDAY = date(2016, 4, 30)


@pytest.mark.parametrize(
    ("text", "start", "end", "basis"),
    [
        ("2016-04-13", "2016-04-13", "2016-04-13", "text"),
        ("13 April 2016", "2016-04-13", "2016-04-13", "text"),
        ("April 13, 2016", "2016-04-13", "2016-04-13", "text"),
        ("3-4 April 2017", "2017-04-03", "2017-04-04", "text"),
        ("30 April - 2 May 2015", "2015-04-30", "2015-05-02", "text"),
        ("December 30 to January 2, 2015", "2015-12-30", "2016-01-02", "text"),
        ("25 March 2017", "2017-03-25", "2017-03-25", "text"),
        ("April 13th-14th", "2016-04-13", "2016-04-14", "relative"),
        ("September 11", "2015-09-11", "2015-09-11", "relative"),
        ("11 February", "2016-02-11", "2016-02-11", "relative"),
        ("March 2015", "2015-03-01", "2015-03-31", "text"),
        ("last March", "2016-03-01", "2016-03-31", "relative"),
        ("November", "2015-11-01", "2015-11-30", "relative"),
        ("2014", "2014-01-01", "2014-12-31", "text"),
        ("the 1990s", "1990-01-01", "1999-12-31", "text"),
        ("Saturday", "2016-04-30", "2016-04-30", "relative"),
        ("Tuesday", "2016-04-26", "2016-04-26", "relative"),
        ("last Saturday", "2016-04-23", "2016-04-23", "relative"),
        ("next Monday", "2016-05-02", "2016-05-02", "relative"),
        ("yesterday", "2016-04-29", "2016-04-29", "relative"),
        ("last month", "2016-03-01", "2016-03-31", "relative"),
        ("last week", "2016-04-18", "2016-04-24", "relative"),
        ("two days ago", "2016-04-28", "2016-04-28", "relative"),
        ("two years ago", "2014-01-01", "2014-12-31", "relative"),
        ("this year", "2016-01-01", "2016-12-31", "relative"),
    ],
)
def test_against_the_publication_date(text: str, start: str, end: str, basis: str) -> None:
    found = resolve_date(text, published=SATURDAY)
    assert (str(found.start), str(found.end), found.basis, found.text) == (start, end, basis, text)


@pytest.mark.parametrize("text", ["September 11", "Tuesday", "April 13th-14th", "last month", "yesterday", "November"])
def test_without_a_publication_date_nothing_is_guessed(text: str) -> None:
    found = resolve_date(text, published=None)
    assert (found.start, found.end, found.basis, found.text) == (None, None, "none", text)


def test_full_dates_need_no_publication_date() -> None:
    assert resolve_date("3-4 April 2017", published=None).start == date(2017, 4, 3)


def test_plans_lie_ahead() -> None:
    assert resolve_date("Tuesday", published=SATURDAY, status="future").start == date(2016, 5, 3)
    assert resolve_date("25 March", published=SATURDAY, status="future").start == date(2017, 3, 25)
    assert resolve_date("November", published=SATURDAY, status="future").start == date(2016, 11, 1)


def test_news_without_a_date_is_of_the_day_and_plans_are_not() -> None:
    assert resolve_date(None, published=SATURDAY) == resolve_date("", published=SATURDAY)
    assert resolve_date(None, published=SATURDAY).basis == "published"
    assert resolve_date(None, published=SATURDAY, status="future").start is None
    assert resolve_date(None, published=None).basis == "none"


@pytest.mark.parametrize(
    "text", ["31 February 2016", "99 April 2016", "2016-13-45", "may", "the last straw", "days later", "1 day earlier"]
)
def test_what_is_no_date_stays_words(text: str) -> None:
    found = resolve_date(text, published=SATURDAY)
    assert (found.start, found.basis) == (None, "none")
