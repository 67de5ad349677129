"""What the words of a date mean, as an interval of days.

Own grammar, since the ready-made parsers read "April 13th-14th" as the year 2014 and "may" as a month. Anchored on the publication
date; without one, words such as "Tuesday" or a date without its year stay words.
"""

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

from multivector.records import EventDate

_MONTHS = {name: i for i, name in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1)}
_MONTH = (
    r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|"
    r"dec(?:ember)?)\.?"
)
_DAY = r"(?P<{0}>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?P<{0}>(?:1[6-9]|20)\d\d)"
_DASH = r"\s?(?:-|–|—|to|and|through|until)\s?"
_WEEKDAYS = {name: i for i, name in enumerate(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])}
_NUMBERS = {
    w: i for i, w in enumerate(["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"])
} | {
    "a": 1,
    "an": 1,
    "several": 0,
    "few": 0,
}
_UNITS = {"day": 1, "week": 7}


def _rx(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_ISO = _rx(r"\b(?P<y>(?:19|20)\d\d)-(?P<m>[01]\d)-(?P<d>[0-3]\d)\b")
_DAYS_FIRST = _rx(
    rf"\b{_DAY.format('d1')}(?:{_DASH}{_DAY.format('d2')})?(?:\s+of)?\s+{_MONTH.format('m1')}"
    rf"(?:{_DASH}{_DAY.format('d3')}\s+{_MONTH.format('m2')})?(?:,?\s+{_YEAR.format('y')})?\b"
)
_MONTH_FIRST = _rx(
    rf"\b{_MONTH.format('m1')}\s+{_DAY.format('d1')}(?!\d)"
    rf"(?:{_DASH}(?:{_MONTH.format('m2')}\s+)?{_DAY.format('d2')}(?!\d))?(?:,?\s+{_YEAR.format('y')})?\b"
)
_MONTH_YEAR = _rx(rf"(?<!\d\s)\b{_MONTH.format('m1')},?\s+(?:of\s+)?{_YEAR.format('y')}\b")
_MONTH_ONLY = _rx(rf"^(?:(?P<which>last|this|next|early|late|mid|in|since|early in|late in)[\s-]+)*{_MONTH.format('m1')}$")
_DECADE = _rx(r"\b(?:the\s+)?(?P<y>(?:19|20)\d)0'?s\b")
_YEAR_ONLY = _rx(rf"^(?:in\s+|early\s+|late\s+|mid-?\s*|since\s+|the year\s+|(?:\w+\s+)?(?:of|in)\s+)*{_YEAR.format('y')}$")
_AGO = _rx(
    r"\b(?P<n>\d+|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s+(?P<unit>day|week|month|year|decade)s?\s+(?P<way>ago|earlier|before|later)\b"
)
_RELATIVE = _rx(r"\b(?P<which>last|past|previous|this|current|next|coming|following)\s+(?P<unit>week|weekend|month|year|quarter)\b")
_WEEKDAY = _rx(rf"\b(?:(?P<which>last|this|next|the previous|the following)\s+)?(?P<day>{'|'.join(_WEEKDAYS)})s?\b")
_NEAR = {
    "today": 0,
    "tonight": 0,
    "this morning": 0,
    "this evening": 0,
    "this afternoon": 0,
    "yesterday": -1,
    "last night": -1,
    "tomorrow": 1,
}


def resolve_date(text: str | None, *, published: date | None, status: str = "happened") -> EventDate:
    """The interval that ``text`` means. ``status`` decides whether "Tuesday" lies behind or ahead.

    Basis: ``text`` for a full date, month or year, ``relative`` for what needed the publication date, ``published`` where nothing is
    said and the event is news, ``none`` where the day cannot be known (a date without its year in an undated item).
    """
    if not text:
        if published is None or status not in ("happened", "negated"):
            return EventDate()
        return EventDate(start=published, end=published, basis="published")
    ahead = status in ("future", "hypothetical")
    for read in _READERS:
        interval = read(" ".join(text.split()), published, ahead)
        if interval is not None:
            start, end, basis = interval
            return EventDate(text=text, start=start, end=end, basis=basis)
    return EventDate(text=text)


_Interval = tuple[date, date, str] | None


def _read_iso(text: str, published: date | None, ahead: bool) -> _Interval:
    match = _ISO.search(text)
    day = match and _make(int(match["y"]), int(match["m"]), int(match["d"]))
    return (day, day, "text") if day else None


def _read_days(text: str, published: date | None, ahead: bool) -> _Interval:
    match = _DAYS_FIRST.search(text)
    if match:
        month, first = _month(match["m1"]), int(match["d1"])
        last_month = _month(match["m2"]) if match["m2"] else month
        last = int(match["d3"] or match["d2"] or first)
    else:
        match = _MONTH_FIRST.search(text)
        if not match:
            return None
        month, first = _month(match["m1"]), int(match["d1"])
        last_month = _month(match["m2"]) if match["m2"] else month
        last = int(match["d2"] or first)
    if match["y"]:
        year, basis = int(match["y"]), "text"
    elif published is not None:
        year, basis = _nearest_year(published, month, first, ahead), "relative"
    else:
        return None
    start, end = _make(year, month, first), _make(year + (last_month < month), last_month, last)
    if start is None:
        return None
    return start, end if end is not None and end >= start else start, basis


def _read_month(text: str, published: date | None, ahead: bool) -> _Interval:
    match = _MONTH_YEAR.search(text)
    if match:
        return (*_whole_month(int(match["y"]), _month(match["m1"])), "text")
    match = _MONTH_ONLY.match(text)
    if not match or published is None or (match["m1"].lower() == "may" and match["m1"] != "May"):
        return None
    month = _month(match["m1"])
    year = published.year
    if ahead and month < published.month:
        year += 1
    elif not ahead and month > published.month:
        year -= 1
    return (*_whole_month(year, month), "relative")


def _read_year(text: str, published: date | None, ahead: bool) -> _Interval:
    match = _DECADE.search(text)
    if match:
        year = int(match["y"]) * 10
        return date(year, 1, 1), date(year + 9, 12, 31), "text"
    match = _YEAR_ONLY.match(text)
    if match:
        year = int(match["y"])
        return date(year, 1, 1), date(year, 12, 31), "text"
    return None


def _read_near(text: str, published: date | None, ahead: bool) -> _Interval:
    if published is None:
        return None
    lower = text.lower()
    for words, shift in _NEAR.items():
        if re.search(rf"\b{words}\b", lower):
            day = published + timedelta(days=shift)
            return day, day, "relative"
    match = _AGO.search(text)
    if match:
        return _shift(
            published,
            int(match["n"]) if match["n"].isdigit() else _NUMBERS[match["n"].lower()],
            match["unit"].lower(),
            match["way"].lower(),
        )
    match = _RELATIVE.search(text)
    if match:
        return _relative(published, match["which"].lower(), match["unit"].lower())
    match = _WEEKDAY.search(text)
    if match:
        wanted = _WEEKDAYS[match["day"].lower()]
        which = (match["which"] or "").lower()
        if ahead or which in ("next", "the following"):
            days = (wanted - published.weekday()) % 7 or (7 if which or ahead else 0)
        else:
            # "on Tuesday" in Tuesday's paper is today; "last Tuesday" is a week before.
            days = -((published.weekday() - wanted) % 7) or (-7 if which in ("last", "the previous") else 0)
        day = published + timedelta(days=days)
        return day, day, "relative"
    return None


def _shift(published: date, count: int, unit: str, way: str) -> _Interval:
    if way in ("earlier", "before", "later"):
        return None  # counted from another event, not from the day of publication
    if unit in _UNITS:
        day = published - timedelta(days=count * _UNITS[unit])
        slack = 0 if unit == "day" else 3
        return day - timedelta(days=slack), day + timedelta(days=slack), "relative"
    months = count * {"month": 1, "year": 12, "decade": 120}[unit]
    total = published.year * 12 + published.month - 1 - months
    if total < 12:
        return None
    if unit == "month":
        return (*_whole_month(total // 12, total % 12 + 1), "relative")
    return date(total // 12, 1, 1), date(total // 12, 12, 31), "relative"


def _relative(published: date, which: str, unit: str) -> _Interval:
    step = -1 if which in ("last", "past", "previous") else 1 if which in ("next", "coming", "following") else 0
    if unit in ("week", "weekend"):
        monday = published - timedelta(days=published.weekday()) + timedelta(weeks=step)
        return monday + timedelta(days=5 if unit == "weekend" else 0), monday + timedelta(days=6), "relative"
    if unit == "month":
        total = published.year * 12 + published.month - 1 + step
        return (*_whole_month(total // 12, total % 12 + 1), "relative")
    if unit == "quarter":
        total = published.year * 4 + (published.month - 1) // 3 + step
        year, first = total // 4, total % 4 * 3 + 1
        return date(year, first, 1), _whole_month(year, first + 2)[1], "relative"
    return date(published.year + step, 1, 1), date(published.year + step, 12, 31), "relative"


_READERS: tuple[Callable[[str, date | None, bool], _Interval], ...] = (_read_iso, _read_days, _read_month, _read_year, _read_near)


def _month(name: str) -> int:
    return _MONTHS[name[:3].lower()]


def _make(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _whole_month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _nearest_year(published: date, month: int, day: int, ahead: bool) -> int:
    """The year that puts a day without its year nearest to the publication: behind it for news, ahead of it for plans."""
    best = published.year
    for year in (published.year - 1, published.year, published.year + 1):
        candidate = _make(year, month, day)
        if candidate is None:
            continue
        gap = (candidate - published).days
        if ahead and -30 <= gap <= 335:
            return year
        # A few days ahead are the text's own future ("the meeting on 20 April"), more than that is last year's.
        if not ahead and -275 <= gap <= 90:
            best = year
    return best
