"""Numbers, days, names and events in English words. Every function is pure and free of the machine's locale."""

import calendar
import re
from collections.abc import Sequence
from datetime import date, timedelta

from multivector.briefing.phrases import find_phrase
from multivector.records import Entity, Event, EventDate

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
NAMED = 4
# C0 and C1 controls except tab and line ends, and lone surrogates: no page may hold them, and UTF-8 cannot write the latter.
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def clean_text(text: str) -> str:
    """The text with every character that no page may hold replaced by U+FFFD."""
    return UNPRINTABLE.sub("\ufffd", text)


def format_points(value: float, *, digits: int = 1, plus: bool = True) -> str:
    """Points with a true minus, without needless zeros: ``+12.5``, ``−3``, ``0``; ``plus=False`` leaves the plus out."""
    text = f"{abs(value):.{digits}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if text == "0":
        return text
    return ("−" if value < 0 else "+" if plus else "") + text


def format_interval(low: float, high: float) -> str:
    """``8 to 17``."""
    return f"{format_points(low, plus=False)} to {format_points(high, plus=False)}"


def format_day(day: date, *, year: bool = True) -> str:
    """``13 April 2016``."""
    return f"{day.day} {MONTHS[day.month - 1]}" + (f" {day.year}" if year else "")


def ends_month(day: date) -> bool:
    """Whether the day is the last of its month."""
    return day.day == calendar.monthrange(day.year, day.month)[1]


def format_days(start: date, end: date) -> str:
    """An interval as briefly as it can be said: ``13–14 April 2016``, ``April 2016``, ``January–March 2016``, ``2016``."""
    if start == end:
        return format_day(start)
    if start.day == 1 and ends_month(end):
        if (start.month, end.month) == (1, 12):
            return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"
        last = f"{MONTHS[end.month - 1]} {end.year}"
        if (start.year, start.month) == (end.year, end.month):
            return last
        return f"{MONTHS[start.month - 1]}–{last}" if start.year == end.year else f"{MONTHS[start.month - 1]} {start.year} – {last}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{format_day(end)}"
    return f"{format_day(start, year=start.year != end.year)} – {format_day(end)}"


def format_tick(start: date, end: date) -> str:
    """A period in two short lines, parted by a bar, for an axis: ``Jan–Feb|2016``; a whole year is one line."""
    if start.day == 1 and ends_month(end) and start.year == end.year:
        if (start.month, end.month) == (1, 12):
            return str(start.year)
        names = dict.fromkeys(MONTHS[month - 1][:3] for month in (start.month, end.month))
        return f"{'–'.join(names)}|{start.year}"
    return f"{start.day} {MONTHS[start.month - 1][:3]}|{start.year}"


def format_date(when: EventDate) -> str:
    """When an event was, with the day's basis where it is only the report's: ``reported on 13 April 2016``, ``date not known``."""
    start, end = when.start or when.end, when.end or when.start
    if start is None or end is None:
        return "date not known"
    if when.basis == "published":
        return f"reported {'on ' if start == end else ''}{format_days(start, end)}"
    return format_days(start, end)


def sort_key(when: EventDate) -> tuple[date, date]:
    """Order by first, then last day; what has no date comes last."""
    start, end = when.start or when.end, when.end or when.start
    return (start or date.max, (end or date.max - timedelta(days=1)))


def name_entity(entity: Entity) -> str:
    """The canonical name where it is known, else the words of the text."""
    return entity.name or " ".join(entity.text.split()) or "an unnamed side"


def join_words(words: Sequence[str]) -> str:
    """``A``, ``A and B``, ``A, B and C``."""
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def join_names(entities: Sequence[Entity]) -> str:
    """The sides' names, each once, at most four by name and the rest as a number; empty where there is nobody."""
    names = list(dict.fromkeys(name_entity(entity) for entity in entities))
    if len(names) > NAMED + 1:
        names = [*names[:NAMED], f"{len(names) - NAMED} others"]
    return join_words(names)


def describe_event(event: Event) -> str:
    """One clause in active voice, in the mood of the event's status: "Norvia paid a visit to Esteria", "Norvia to visit …"."""
    recipients = join_names(event.recipients)
    mutual = not recipients and len({name_entity(actor) for actor in event.actors}) > 1
    phrase = find_phrase(event.type, event.mode, mutual=mutual, directed=bool(recipients))
    past = event.status in ("happened", "historical")
    before, gap, after = (phrase.past if past else phrase.base).partition("{recipients}")
    verb = before + (recipients if gap else "") + after
    link = {"future": " to ", "hypothetical": " may ", "negated": " did not "}.get(event.status, " ")
    return f"{join_names(event.actors) or 'An unnamed side'}{link}{verb}"


def count_noun(number: int, noun: str) -> str:
    """``1 report``, ``1,200 reports``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
