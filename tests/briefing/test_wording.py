"""Numbers, days and sentences as a reader expects them."""

from dataclasses import replace
from datetime import date

import pytest

from multivector.briefing.phrases import find_phrase, load_phrases, parse_phrase
from multivector.briefing.wording import describe_event, format_date, format_days, format_interval, format_points, format_tick, join_names
from multivector.codebook.ontology import load_modes, load_types
from multivector.errors import CodebookError
from multivector.records import Entity, EventDate


def test_every_type_and_mode_has_phrases_and_nothing_else_does():
    wanted = {(name, "") for name in load_types()} | set(load_modes())
    assert set(load_phrases()) == wanted


@pytest.mark.parametrize("cell", ["hold talks", "hold/ talks", "a/b/c talks"])
def test_a_phrase_without_both_forms_is_refused(cell):
    with pytest.raises(CodebookError, match="base/past"):
        parse_phrase(cell, where="CONSULT")


def test_a_type_that_nobody_knows_still_reads():
    assert find_phrase("DREAM", None, mutual=False, directed=True).past == "took part in an event of type DREAM towards {recipients}"


@pytest.mark.parametrize(
    ("value", "text"), [(12.5, "+12.5"), (-3.0, "−3"), (0.0, "0"), (-0.0, "0"), (0.04, "0"), (-0.04, "0"), (100.0, "+100"), (10, "+10")]
)
def test_points(value, text):
    assert format_points(value) == text


def test_interval_and_digits():
    assert format_interval(-2.0, 10.25) == "−2 to 10.2"
    assert format_points(1.25, digits=2) == "+1.25"
    assert format_points(20, digits=0) == "+20"


@pytest.mark.parametrize(
    ("start", "end", "text", "tick"),
    [
        ((2016, 4, 13), (2016, 4, 13), "13 April 2016", "13 Apr|2016"),
        ((2016, 4, 13), (2016, 4, 14), "13–14 April 2016", "13 Apr|2016"),
        ((2016, 4, 30), (2016, 5, 2), "30 April – 2 May 2016", "30 Apr|2016"),
        ((2015, 12, 29), (2016, 1, 3), "29 December 2015 – 3 January 2016", "29 Dec|2015"),
        ((2016, 2, 1), (2016, 2, 29), "February 2016", "Feb|2016"),
        ((2016, 1, 1), (2016, 2, 29), "January–February 2016", "Jan–Feb|2016"),
        ((2015, 12, 1), (2016, 2, 29), "December 2015 – February 2016", "1 Dec|2015"),
        ((2016, 1, 1), (2016, 12, 31), "2016", "2016"),
    ],
)
def test_days(start, end, text, tick):
    assert format_days(date(*start), date(*end)) == text
    assert format_tick(date(*start), date(*end)) == tick


def test_a_date_says_when_it_is_only_the_reports():
    day = date(2032, 2, 20)
    assert format_date(EventDate(start=day, end=day, basis="published")) == "reported on 20 February 2032"
    assert format_date(EventDate(end=day, basis="text")) == "20 February 2032"
    assert format_date(EventDate()) == "date not known"


@pytest.mark.parametrize(
    ("status", "text"),
    [
        ("happened", "Oda Renn paid a visit to Esteria"),
        ("historical", "Oda Renn paid a visit to Esteria"),
        ("future", "Oda Renn to pay a visit to Esteria"),
        ("hypothetical", "Oda Renn may pay a visit to Esteria"),
        ("negated", "Oda Renn did not pay a visit to Esteria"),
    ],
)
def test_a_sentence_follows_the_status(brief, status, text):
    assert describe_event(replace(brief.events["e00"], status=status)) == text


def test_a_sentence_follows_its_sides(brief):
    visit = brief.events["e00"]
    renn, esteria = visit.actors[0], visit.recipients[0]
    assert describe_event(replace(visit, recipients=())) == "Oda Renn went on a visit"
    assert describe_event(replace(visit, actors=(renn, esteria), recipients=())) == "Oda Renn and Esteria exchanged visits"
    assert describe_event(replace(visit, actors=(renn, renn), recipients=())) == "Oda Renn went on a visit"
    assert describe_event(replace(visit, actors=())) == "An unnamed side paid a visit to Esteria"
    assert describe_event(replace(visit, recipients=(Entity("{recipients} {0}", 0, 3),))) == "Oda Renn paid a visit to {recipients} {0}"


def test_many_names_are_cut_short():
    assert join_names([Entity(name, 0, 1) for name in "ABCDE"]) == "A, B, C, D and E"
    assert join_names([Entity(name, 0, 1) for name in "ABCDEF"]) == "A, B, C, D and 2 others"
    assert join_names([]) == ""
