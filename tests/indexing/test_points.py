"""Points follow the scheme's arithmetic, and the reason says it."""

import dataclasses

import pytest

from multivector.codebook import load_scheme
from multivector.errors import UsageError
from multivector.indexing import Points, find_level, rate_event
from multivector.records import Entity

SCHEME = load_scheme("relations-index")


def test_a_visit_of_a_head_of_state(make) -> None:
    event = make("1", "CONSULT", ["BLR President Veralenka"], ["TUR"], mode="visit")
    assert rate_event(event, SCHEME) == Points(4.5, "visit +3, head of state or government ×1.5")


def test_points_are_rounded_away_from_zero_alike(make) -> None:
    assert rate_event(make("1", "CONSULT", ["BLR Ambassador Z."], ["TUR"], mode="visit"), SCHEME) == Points(
        2.5, "visit +3, official ×0.75, rounded to +2.5"
    )
    assert rate_event(make("1", "REJECT", ["BLR President V."], ["TUR"]), SCHEME).value == -2.5  # -2.25


def test_points_are_held_at_the_limit(make) -> None:
    event = make("1", "THREATEN", ["RUS President V."], ["BLR"], mode="violence")
    assert rate_event(event, SCHEME) == Points(-5.0, "violence -4, head of state or government ×1.5, held at -5")


def test_a_signature_weighs_more_than_praise(make) -> None:
    praise = make("1", "SUPPORT", ["BLR"], ["CHN"])
    together = make("2", "SUPPORT", ["BLR", "CHN"])
    treaty = make("3", "SUPPORT", ["BLR"], ["CHN"], contexts=("economic", "legal"))
    assert [rate_event(event, SCHEME).value for event in (praise, together, treaty)] == [1.0, 3.0, 3.0]
    assert "signed treaty ×3" in rate_event(treaty, SCHEME).reason


def test_deeds_weigh_the_same_whoever_orders_them(make) -> None:
    assert rate_event(make("1", "SANCTION", ["USA President J."], ["BLR"]), SCHEME) == Points(-4.0, "sanction -4")


@pytest.mark.parametrize("status", ["future", "historical", "hypothetical", "negated"])
def test_only_what_happened_counts(make, status: str) -> None:
    points = rate_event(make("1", "CONSULT", ["BLR"], ["TUR"], status=status), SCHEME)
    assert points.value == 0
    assert status in points.reason


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("BLR President Veralenka", "head of state or government"),
        ("BLR the presidents", "head of state or government"),
        ("BLR Vice President Orda", "minister"),
        ("BLR Foreign Minister Orda", "minister"),
        ("BLR Deputy Foreign Minister Orda", "official"),
        ("BLR the president's spokesman", "official"),
        ("BLR former President Orda", "former office-holder"),
        ("BLR opposition leader Orda", "official"),
        ("BLR Presidential Administration", None),
        ("BLR", None),
    ],
)
def test_levels(make, words: str, level: str | None) -> None:
    assert find_level(make("1", "CONSULT", [words], ["TUR"]), SCHEME) == level


def test_a_companys_president_speaks_for_no_state(make) -> None:
    event = make("1", "AGREE", ["BLR"], ["TUR"])
    firm = Entity("President of Belmash", 0, 1, country="BLR", sectors=("BUS",), kind="person")
    assert find_level(dataclasses.replace(event, actors=(firm,)), SCHEME) is None


def test_the_target_of_words_lends_them_no_weight(make) -> None:
    assert find_level(make("1", "ACCUSE", ["RUS diplomat"], ["BLR President V."]), SCHEME) == "official"
    assert find_level(make("1", "CONSULT", ["RUS diplomat"], ["BLR President V."]), SCHEME) == "head of state or government"


def test_unknown_types_are_refused(make) -> None:
    with pytest.raises(UsageError, match="MEET"):
        rate_event(make("1", "MEET", ["BLR"], ["TUR"]), SCHEME)
