"""The public JSON shape: its keys in order, and back again without loss."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multivector.errors import UsageError
from multivector.export import claim_to_dict, event_from_dict, event_to_dict, merged_to_dict
from multivector.records import Attribution, Claim, Entity, Event, EventDate, EventMention, Place, Span

TEXT = st.text(max_size=12)
NUMBER = st.floats(allow_nan=False, allow_infinity=False)
MAYBE = st.none() | TEXT
TEXTS = st.lists(TEXT, max_size=3).map(tuple)
SPANS = st.builds(Span, TEXT, st.integers(0), st.integers(0))
ENTITIES = st.builds(Entity, TEXT, st.integers(0), st.integers(0), name=MAYBE, country=MAYBE, sectors=TEXTS, kind=MAYBE, wikidata=MAYBE)
SIDES = st.lists(ENTITIES, max_size=2).map(tuple)
DAYS = st.none() | st.dates()
MENTIONS = st.builds(
    EventMention,
    TEXT,
    TEXT,
    SPANS,
    SPANS,
    TEXT,
    mode=MAYBE,
    contexts=TEXTS,
    cameo=MAYBE,
    score=NUMBER,
    status=st.sampled_from(["happened", "negated"]),
    actors=SIDES,
    recipients=SIDES,
    date=st.builds(EventDate, MAYBE, DAYS, DAYS, st.sampled_from(["text", "none"])),
    place=st.none() | st.builds(Place, TEXT, MAYBE, MAYBE, st.none() | NUMBER, st.none() | NUMBER),
    attribution=st.none() | st.builds(Attribution, st.none() | ENTITIES, TEXT),
    hedges=TEXTS,
    confidence=NUMBER,
    explanation=TEXTS,
)

RENN = Entity("Renn", 0, 4, name="Oda Renn", country="XNV", sectors=("GOV", "ELI"), kind="person", wikidata="Q1")
MENTION = EventMention(
    "m1",
    "d1",
    Span("Renn visited Esteria.", 10, 31),
    Span("visited", 15, 22),
    "CONSULT",
    mode="visit",
    contexts=("diplomatic",),
    cameo="042",
    score=4.0,
    actors=(RENN,),
    date=EventDate("13 April", date(2032, 4, 13), date(2032, 4, 14), "relative"),
    place=Place("Kaldvik", "Kaldvik", "XES", 1.5, -2.5),
    attribution=Attribution(None, "announced"),
    hedges=("likely",),
    confidence=0.93,
    explanation=("trigger visit",),
)


@settings(max_examples=80, deadline=None)
@given(MENTIONS)
def test_json_and_back_loses_nothing_but_the_explanation(mention):
    assert event_from_dict(json.loads(json.dumps(event_to_dict(mention)))) == replace(mention, explanation=())


def test_event_has_the_published_keys_in_order():
    data = event_to_dict(MENTION)
    assert " ".join(data) == (
        "id document sentence trigger type mode contexts cameo score status actors recipients date place attribution hedges confidence"
    )
    assert data["trigger"] == {"text": "visited", "start": 15, "end": 22}
    assert data["date"] == {"text": "13 April", "start": "2032-04-13", "end": "2032-04-14", "basis": "relative"}
    assert list(data["place"]) == ["text", "name", "country", "latitude", "longitude"]
    assert data["attribution"] == {"source": None, "cue": "announced"}
    assert list(data["actors"][0]) == ["text", "start", "end", "name", "country", "code", "sectors", "kind", "wikidata"]
    assert data["actors"][0]["code"] == "XNV GOV"
    assert event_to_dict(replace(MENTION, place=None, attribution=None))["attribution"] is None


def test_a_line_with_the_needed_keys_alone_is_an_event():
    short = {key: event_to_dict(MENTION)[key] for key in ("id", "document", "sentence", "trigger", "type")}
    event = event_from_dict({**short, "comment": "kept by a reviewer"})
    assert (event.status, event.actors, event.date, event.place) == ("happened", (), EventDate(), None)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"type": None}, "event.type is None"),
        ({"sentence": "words"}, "event.sentence is 'words'"),
        ({"score": "4"}, "event.score is '4'"),
        ({"hedges": [1]}, "event.hedges.0 is 1"),
        ({"actors": [{"text": "Renn", "start": True, "end": 4}]}, "event.actors.0.start is True"),
        ({"date": {"start": "13 April"}}, "event.date.start is '13 April'"),
        ({"attribution": {"source": None}}, "event.attribution.cue is missing"),
    ],
)
def test_a_wrong_field_is_named(change, named):
    with pytest.raises(UsageError) as caught:
        event_from_dict({**event_to_dict(MENTION), **change})
    assert str(caught.value).startswith(named)


def test_claim_names_the_author_where_nobody_else_speaks():
    claim = Claim("c1", "d1", Span("The talks may fail.", 0, 19), Span("talks may fail", 4, 18), "forecast", hedges=("may",), polarity=-0.5)
    data = claim_to_dict(claim)
    assert " ".join(data) == "id document sentence text claimant about kind hedges polarity"
    assert (data["claimant"], data["text"], data["sentence"]["end"]) == ("author", "talks may fail", 19)
    assert claim_to_dict(replace(claim, claimant=RENN))["claimant"]["name"] == "Oda Renn"


def test_merged_event_lists_its_reports():
    event = Event(
        "e1", "CONSULT", None, (), "happened", (RENN,), (), EventDate(), None, 2.5, 0.9, ("m1", "m2"), ("d1",), "same day and sides"
    )
    data = merged_to_dict(event)
    assert (data["reports"], data["documents"], data["reason"]) == (["m1", "m2"], ["d1"], "same day and sides")
    assert json.loads(json.dumps(data)) == data
