"""The opening paragraph claims what the intervals bear."""

from dataclasses import replace
from datetime import date

from multivector.briefing.summary import overlap, summarise_brief


def test_the_sample(brief):
    assert summarise_brief(brief) == (
        "Between 1 July 2032 and 31 August 2032 the strongest vector of Norvia was Esteria (+7; 90% interval 4 to 9.5); "
        "the weakest were Coastal League (0; 90% interval −0.5 to 1) and At home (0; 90% interval 0 to 0). "
        "Against May–June 2032, the value rose for Esteria (from +1 to +7); no change can be told for Coastal League and At home. "
        "The brief rests on 19 documents with 18 reports of 13 events."
    )


def change_last(brief, **changes):
    """The sample with other numbers for Esteria's last period."""
    scores = [replace(s, **changes) if s.vector == "Esteria" and s.start == date(2032, 7, 1) else s for s in brief.scores]
    return replace(brief, scores=tuple(scores))


def test_a_change_needs_intervals_that_stand_apart(brief):
    touching = change_last(brief, low=2.0)
    assert overlap(touching.scores[2], touching.scores[3])
    assert "rose" not in summarise_brief(touching)
    assert "no change can be told for Esteria, Coastal League and At home" in summarise_brief(touching)
    assert "the value fell for Esteria (from +1 to −4)" in summarise_brief(change_last(brief, value=-4.0, low=-6.0, high=-1.0))


def test_an_uncertain_order_is_said(brief):
    assert "The interval of Coastal League overlaps with that of Esteria, so their order is not certain." in summarise_brief(
        change_last(brief, low=0.5)
    )
    assert "order is not certain" not in summarise_brief(brief)


def test_a_vector_without_an_earlier_value(brief):
    scores = tuple(s for s in brief.scores if not (s.vector == "Esteria" and s.start == date(2032, 5, 1)))
    assert "for Esteria there is no earlier value" in summarise_brief(replace(brief, scores=scores))


def test_one_vector_and_one_period(brief):
    text = summarise_brief(replace(brief, scores=brief.scores[:1]))
    assert text.startswith(
        "Between 1 January 2032 and 29 February 2032 the one vector of Norvia, Esteria, stood at +4 (90% interval 1.5 to 6)."
    )
    assert "Against" not in text


def test_nothing_counted_and_nothing_scored(brief):
    assert "no value could be worked out for Norvia" in summarise_brief(replace(brief, scores=()))
    idle = tuple(replace(s, value=0.0, low=0.0, high=0.0, events=0) for s in brief.scores)
    assert "no event was counted for any vector of Norvia" in summarise_brief(replace(brief, scores=idle))
    level = tuple(replace(s, value=2.0) for s in brief.scores)
    assert "all vectors of Norvia stood at +2" in summarise_brief(replace(brief, scores=level))
