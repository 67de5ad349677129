"""The chart's data apart from its drawing."""

import re
from dataclasses import replace

from multivector.briefing import collect_points, draw_index


def test_points_run_by_vector_and_period(brief):
    points = collect_points(replace(brief, scores=brief.scores[::-1]))
    assert len(points) == 12
    assert [point["vector"] for point in points[::4]] == ["Esteria", "Coastal League", "At home"]
    assert points[1] == {
        "vector": "Esteria", "start": "2032-03-01", "end": "2032-04-30", "period": "March–April 2032", "tick": "Mar–Apr|2032",
        "value": -6.0, "low": -8.5, "high": -3.0, "sign": "down", "events": 2, "reports": 3,
    }  # fmt: skip


def test_the_drawing_shows_each_vector_and_period_and_repeats_itself(brief):
    svg = draw_index(collect_points(brief))
    texts = re.findall(r">([^<>]+)</t", svg)
    assert [text for text in texts if text in ("Esteria", "Coastal League", "At home")] == ["Esteria", "Coastal League", "At home"]
    assert texts.count("Jul–Aug") == 3
    assert svg == draw_index(collect_points(brief))


def test_the_drawing_names_no_address_and_runs_nothing(brief):
    scores = tuple(replace(score, vector='<script>alert("x")</script>') for score in brief.scores[:4])
    svg = draw_index(collect_points(replace(brief, scores=scores)))
    assert "http" not in svg
    assert "<script" not in svg
    assert "&lt;script&gt;" in svg


def test_no_points_no_drawing():
    assert draw_index([]) == ""


def test_many_periods_of_one_vector(brief):
    years = range(2030, 2036)
    scores = []
    for year in years:
        for start, end in ((s.start, s.end) for s in brief.scores[:4]):
            days = {"start": start.replace(year=year), "end": end.replace(year=year, day=28)}
            scores.append(replace(brief.scores[0], value=float(year - 2020), **days))
    svg = draw_index(collect_points(replace(brief, scores=tuple(scores))))
    # A bar for each of 24 periods; the words under them may give way to each other, the bars never.
    assert svg.count('opacity="0.55"') == 4 * len(years)
