"""The index itself: points summed per vector and period, with the catalogue of the events behind each number."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from multivector.codebook.schemes import Scheme
from multivector.codebook.vectors import Member, Vector, Vectors
from multivector.errors import UsageError
from multivector.indexing.intervals import draw_interval
from multivector.indexing.periods import Period, find_months, split_periods
from multivector.indexing.points import rate_event
from multivector.indexing.sides import assign_vectors
from multivector.records import Entry, Event, Score

#: Days between the first and last day of a date above which it says no more than roughly when.
WIDEST = 31


@dataclass(frozen=True, slots=True)
class Index:
    """An index with all that stands behind it.

    ``scores`` go period by period, within each in the vectors' order; ``entries`` likewise, then by event id. ``undated`` are the ids of
    events that would count but have no date, or one of more than a month, ``outside`` of those dated before the first or after the
    last period.
    """

    focal: str
    scheme: str
    period: str
    scores: tuple[Score, ...]
    entries: tuple[Entry, ...]
    undated: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()


def compute_index(
    events: Iterable[Event],
    *,
    vectors: Vectors,
    scheme: Scheme,
    period: str,
    start: date | None = None,
    end: date | None = None,
    draws: int = 1000,
    seed: int = 0,
) -> Index:
    """The value of every vector in every period: the plain sum of its events' points, with a 90% interval.

    Events count once by id, whatever their order and number of reports, in the period of ``date.start``, in each vector they belong
    to, and only with a status that the scheme counts. ``start`` and ``end`` are any days of the first and last period (default: the
    earliest and latest event that counts); whole periods are computed, empty ones with value and interval 0. Same input and seed,
    same result.
    Raises UsageError for an unknown period, an end before the start, or fewer than one draw.
    """
    find_months(period)
    if draws < 1:
        raise UsageError(f"draws is {draws}; give at least 1, better 1000")
    if start and end and end < start:
        raise UsageError(f"the end {end} lies before the start {start}; exchange the two")
    # By id, so that neither the order nor a repetition of events can reach the random draws; by content too, so that even two
    # versions under one id give the same result in any order.
    unique = {event.id: event for event in sorted(events, key=lambda event: (event.id, repr(event)))}
    placed = [(event, names) for event in unique.values() if event.status in scheme.counted and (names := assign_vectors(event, vectors))]
    dated = [(event, names, event.date.start) for event, names in placed if event.date.start and not is_wide(event)]
    undated = tuple(event.id for event, _ in placed if not event.date.start or is_wide(event))
    days = [day for _, _, day in dated]
    first, last = start or min(days, default=end), end or max(days, default=start)
    periods = split_periods(first, last, period) if first and last and first <= last else ()

    cells: dict[tuple[date, str], list[tuple[Event, Entry]]] = defaultdict(list)
    outside = []
    for event, names, day in dated:
        span = next((span for span in periods if span.start <= day <= span.end), None)
        if span is None:
            outside.append(event.id)
            continue
        points = rate_event(event, scheme)
        for name in names:
            cells[span.start, name].append((event, Entry(event.id, name, span.start, points.value, points.reason)))

    order = [(span, vector.name) for span in periods for vector in vectors.vectors]
    return Index(
        focal=vectors.focal,
        scheme=scheme.name,
        period=period,
        scores=tuple(
            sum_cell(cells[span.start, name], focal=vectors.focal, vector=name, scheme=scheme.name, span=span, draws=draws, seed=seed)
            for span, name in order
        ),
        entries=tuple(entry for span, name in order for _, entry in cells[span.start, name]),
        undated=undated,
        outside=tuple(outside),
    )


def is_wide(event: Event) -> bool:
    """Whether an event's date is a stretch that fixes no period: "in 2015", "in the 1990s"."""
    start, end = event.date.start, event.date.end
    return start is not None and end is not None and (end - start).days > WIDEST


def sum_cell(cell: list[tuple[Event, Entry]], *, focal: str, vector: str, scheme: str, span: Period, draws: int, seed: int) -> Score:
    """One vector's score in one period."""
    points = [entry.points for _, entry in cell]
    low, high = draw_interval(
        points, [event.confidence for event, _ in cell], draws=draws, seed=seed, label=f"{focal}\x1f{vector}\x1f{span.start}"
    )
    reports = sum(len(event.reports) for event, _ in cell)
    return Score(focal, vector, scheme, span.start, span.end, float(sum(points)) + 0.0, low, high, len(cell), reports)


def compute_dyad(
    events: Iterable[Event],
    a: str,
    b: str,
    *,
    scheme: Scheme,
    period: str,
    start: date | None = None,
    end: date | None = None,
    draws: int = 1000,
    seed: int = 0,
) -> Index:
    """The relation of two states or bodies, given by their codes: an index with ``a`` as focal and ``b`` as its one vector.

    It does not matter who acts; exchanging the two changes the names in the result, and the interval by chance alone. Errors as in
    `compute_index`, and UsageError where both are the same.
    """
    if a == b:
        raise UsageError(f"a relation needs two sides, and both are {a!r}; give two different codes")
    pair = Vectors(focal=a, name=f"{a},{b}", title=f"{a} and {b}", vectors=(Vector(name=b, members=(Member(code=b),)),))
    return compute_index(events, vectors=pair, scheme=scheme, period=period, start=start, end=end, draws=draws, seed=seed)
