"""Rows that programs and spreadsheets take without being led astray."""

import csv
import io
import json
from dataclasses import replace
from datetime import date

import pytest

from multivector.errors import UsageError
from multivector.export import event_from_dict, write_events, write_scores
from multivector.export.rows import EVENT_COLUMNS, flatten_event
from multivector.records import Entity, EventMention, Score, Span

EVENT = EventMention(
    "m1",
    "d1",
    Span("Norvia and Esteria met.", 0, 23),
    Span("met", 19, 22),
    "CONSULT",
    cameo="042",
    score=-5.0,
    contexts=("diplomatic", "economic"),
    actors=(Entity("Norvia", 0, 6, country="XNV", sectors=("GOV",)), Entity("Esteria", 11, 18)),
    confidence=0.5,
)


def write(events, format):
    out = io.StringIO()
    number = write_events(events, out, format=format)
    return number, out.getvalue()


def read_rows(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_jsonl_is_one_event_a_line_whatever_the_text_holds():
    hostile = replace(EVENT, sentence=Span("a\u2028b\x85c\nd\ud800", 0, 8))
    number, text = write([hostile, EVENT], "jsonl")
    assert number == 2
    assert len(text.splitlines()) == 2
    text.encode()
    assert event_from_dict(json.loads(text.splitlines()[0])) == hostile


def test_csv_joins_lists_and_keeps_numbers():
    number, text = write([EVENT], "csv")
    row = read_rows(text)[0]
    assert number == 1
    assert tuple(row) == EVENT_COLUMNS == tuple(flatten_event(EVENT))
    assert (row["contexts"], row["actors"], row["actor_codes"]) == ("diplomatic; economic", "Norvia; Esteria", "XNV GOV; ")
    assert (row["score"], row["cameo"], row["mode"], row["place"]) == ("-5.0", "042", "", "")


@pytest.mark.parametrize("opening", ["=", "+", "-", "@", "\t", "\r"])
def test_no_text_cell_begins_a_formula(opening):
    text = f'{opening}cmd("calc")'
    actor = replace(EVENT.actors[0], text=text)
    row = read_rows(write([replace(EVENT, sentence=Span(text, 0, 9), hedges=(text, "x"), actors=(actor,))], "csv")[1])[0]
    assert row["sentence"] == row["actors"] == "'" + text
    assert row["hedges"] == f"'{text}; x"


def test_harmless_text_is_left_alone():
    assert read_rows(write([EVENT], "csv")[1])[0]["sentence"] == "Norvia and Esteria met."


def test_scores_in_both_formats():
    score = Score("XNV", "-Esteria", "relations-index", date(2032, 1, 1), date(2032, 2, 29), -12.5, -17.0, -8.0, 4, 9)
    out = io.StringIO()
    assert write_scores([score], out, format="csv") == 1
    assert out.getvalue() == (
        "focal,vector,scheme,start,end,value,low,high,events,reports\nXNV,'-Esteria,relations-index,2032-01-01,2032-02-29,-12.5,-17.0,-8.0,4,9\n"
    )
    lines = io.StringIO()
    write_scores([score], lines, format="jsonl")
    assert json.loads(lines.getvalue())["vector"] == "-Esteria"


def test_nothing_to_write_leaves_the_header():
    assert write([], "csv")[1] == ",".join(EVENT_COLUMNS) + "\n"
    assert write([], "jsonl") == (0, "")


def test_wrong_wishes_are_refused():
    with pytest.raises(UsageError, match="choose one of jsonl, csv"):
        write([EVENT], "xml")
    with pytest.raises(UsageError, match="row 1"):
        write([replace(EVENT, score=float("nan"))], "jsonl")
