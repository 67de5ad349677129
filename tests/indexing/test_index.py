"""Sums by hand, intervals by their properties."""

import dataclasses
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multivector.codebook import load_scheme, load_vectors
from multivector.errors import UsageError
from multivector.indexing import compute_dyad, compute_index, draw_interval
from multivector.records import Event, Score

SCHEME, BELARUS = load_scheme("relations-index"), load_vectors("belarus")


@pytest.fixture
def events(make) -> list[Event]:
    return [
        make("a", "CONSULT", ["BLR President V."], ["RUS"], date(2016, 1, 5), mode="visit", reports=("1", "2")),  # +4.5
        make("b", "ACCUSE", ["RUS"], ["BLR"], date(2016, 2, 28)),  # -1.5
        make("c", "SANCTION", ["USA", "EUR"], ["BLR"], date(2016, 3, 1), confidence=0.5),  # -4 for each
        make("d", "CONSULT", ["BLR"], ["RUS"], date(2016, 3, 2), status="future"),
        make("e", "AID", ["CHN"], ["BLR"], None),
        make("f", "ASSAULT", ["RUS"], ["UKR"], date(2016, 3, 2)),
    ]


def compute(events, **more):
    return compute_index(events, vectors=BELARUS, scheme=SCHEME, **{"period": "2-months", "draws": 200, **more})


def pick(index, vector: str) -> list[Score]:
    return [score for score in index.scores if score.vector == vector]


def test_sums_by_hand(events) -> None:
    index = compute(events)
    assert [(s.start, s.end, s.value, s.events, s.reports) for s in pick(index, "Russia")] == [
        (date(2016, 1, 1), date(2016, 2, 29), 3.0, 2, 3),
        (date(2016, 3, 1), date(2016, 4, 30), 0.0, 0, 0),
    ]
    assert [s.value for s in pick(index, "EU")] == [s.value for s in pick(index, "US")] == [0.0, -4.0]
    assert len(index.scores) == 2 * 8
    assert index.undated == ("e",)
    assert [(e.event, e.vector, e.points, e.reason) for e in index.entries] == [
        ("a", "Russia", 4.5, "visit +3, head of state or government ×1.5"),
        ("b", "Russia", -1.5, "accuse -1.5"),
        ("c", "EU", -4.0, "sanction -4"),
        ("c", "US", -4.0, "sanction -4"),
    ]


def test_the_catalogue_adds_up(events) -> None:
    index = compute(events)
    for score in index.scores:
        assert score.value == sum(e.points for e in index.entries if (e.vector, e.start) == (score.vector, score.start))


def test_order_and_repetition_do_not_matter_and_the_seed_does(events) -> None:
    assert repr(compute(events, seed=7)) == repr(compute([*events[::-1], events[0]], seed=7))
    assert compute(events, seed=7).scores != compute(events, seed=8).scores


def test_a_vectors_interval_does_not_depend_on_the_others(events) -> None:
    alone = dataclasses.replace(BELARUS, vectors=BELARUS.vectors[3:4])
    index = compute_index(events, vectors=alone, scheme=SCHEME, period="2-months", draws=200, start=date(2016, 1, 1))
    assert list(index.scores) == pick(compute(events), "US")


def test_one_event_is_not_certain(events) -> None:
    (score,) = pick(compute(events[1:2]), "Russia")
    assert score.low < score.value == -1.5 < score.high == 0.0


def test_given_days_are_whole_periods_and_the_rest_is_named(events) -> None:
    index = compute(events, start=date(2016, 2, 20), end=date(2016, 2, 21))
    assert [s.value for s in pick(index, "Russia")] == [3.0]
    assert index.outside == ("c",)


def test_no_events_give_zeros_or_nothing() -> None:
    assert compute([]).scores == ()
    index = compute([], period="quarter", start=date(2016, 1, 1), end=date(2016, 12, 31))
    assert len(index.scores) == 4 * 8
    assert all((s.value, s.low, s.high, s.events, s.reports) == (0, 0, 0, 0, 0) for s in index.scores)


def test_dyads_look_the_same_from_both_sides(events) -> None:
    values = [
        [s.value for s in compute_dyad(events, a, b, scheme=SCHEME, period="quarter").scores] for a, b in (("BLR", "RUS"), ("RUS", "BLR"))
    ]
    assert values == [[3.0], [3.0]]
    assert [s.value for s in compute_dyad(events, "RUS", "UKR", scheme=SCHEME, period="year").scores] == [-5.0]


def test_errors(events) -> None:
    with pytest.raises(UsageError, match="quarter"):
        compute([], period="week")
    with pytest.raises(UsageError, match="draws"):
        compute(events, draws=0)
    with pytest.raises(UsageError, match="exchange"):
        compute(events, start=date(2017, 1, 1), end=date(2016, 1, 1))
    with pytest.raises(UsageError, match="two sides"):
        compute_dyad(events, "BLR", "BLR", scheme=SCHEME, period="year")


HALVES = st.integers(-10, 10).map(lambda number: number / 2)


@settings(max_examples=40)
@given(st.lists(st.tuples(HALVES, st.floats(0, 1)), max_size=20), st.integers(0, 5))
def test_the_interval_holds_the_value(cells: list[tuple[float, float]], seed: int) -> None:
    points = [value for value, _ in cells]
    low, high = draw_interval(points, [chance for _, chance in cells], draws=50, seed=seed)
    assert low <= sum(points) <= high


def test_the_interval_narrows_with_agreement_and_widens_with_doubt() -> None:
    # Of 600 events of +1 the sum's standard deviation is sqrt(600): more than one block, so blocks are added up.
    low, high = draw_interval([1.0] * 600, [1.0] * 600, draws=2000)
    assert 550 < low < 570
    assert 630 < high < 650
    doubtful, _ = draw_interval([1.0] * 600, [0.5] * 600, draws=2000)
    assert 260 < doubtful < 285
