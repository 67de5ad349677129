"""Records as lines of text: JSONL for programs, CSV for spreadsheets."""

import csv
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, TextIO

from multivector.errors import UsageError
from multivector.export.shape import event_to_dict, score_to_dict
from multivector.records import Entity, EventMention, Score

FORMATS = ("jsonl", "csv")
EVENT_COLUMNS = (
    "id", "document", "sentence", "sentence_start", "sentence_end", "trigger", "trigger_start", "trigger_end", "type", "mode", "contexts",
    "cameo", "score", "status", "actors", "actor_codes", "recipients", "recipient_codes", "date_text", "date_start", "date_end",
    "date_basis", "place", "place_country", "latitude", "longitude", "attribution", "attribution_cue", "hedges", "confidence",
)  # fmt: skip
SCORE_COLUMNS = ("focal", "vector", "scheme", "start", "end", "value", "low", "high", "events", "reports")
# A spreadsheet takes a cell that begins so for a formula, or drops the blank and then does; the wide forms are read alike in some.
FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
# Characters at which careless readers break a line, and halves of pairs that UTF-8 cannot write; JSON lets both be spelled out.
UNSAFE = re.compile("[\x85\u2028\u2029\ud800-\udfff]")


def write_events(events: Iterable[EventMention], out: TextIO, *, format: str) -> int:
    """Writes reports of events as ``jsonl`` (the public shape, one a line) or ``csv`` (one row each, header first); returns how many.

    In CSV, lists are joined by ``; `` and a text that a spreadsheet would take for a formula gets an apostrophe before it.
    Raises UsageError for another format.
    """
    if check_format(format) == "jsonl":
        return write_jsonl(map(event_to_dict, events), out)
    return write_csv(map(flatten_event, events), out, columns=EVENT_COLUMNS)


def write_scores(scores: Iterable[Score], out: TextIO, *, format: str) -> int:
    """Writes rows of an index as ``jsonl`` or ``csv`` (header first), and returns how many. Raises UsageError for another format."""
    rows = map(score_to_dict, scores)
    return write_jsonl(rows, out) if check_format(format) == "jsonl" else write_csv(rows, out, columns=SCORE_COLUMNS)


def check_format(format: str) -> str:
    """The format itself. Raises UsageError where there is no such format."""
    if format not in FORMATS:
        raise UsageError(f"format {format!r} is not known; choose one of {', '.join(FORMATS)}")
    return format


def write_jsonl(rows: Iterable[Mapping[str, Any]], out: TextIO) -> int:
    """One JSON object a line. Raises UsageError for a number that JSON cannot say."""
    number = 0
    for number, row in enumerate(rows, start=1):
        try:
            text = json.dumps(row, ensure_ascii=False, allow_nan=False)
        except ValueError as error:
            raise UsageError(f"row {number} holds a number that is infinite or none at all: {row!r}; compute it anew") from error
        out.write(UNSAFE.sub(lambda match: f"\\u{ord(match.group()):04x}", text) + "\n")
    return number


def write_csv(rows: Iterable[Mapping[str, Any]], out: TextIO, *, columns: tuple[str, ...]) -> int:
    """A header, then one row each, every row with all columns."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    count = 0
    for row in rows:
        writer.writerow([guard_cell(row[column]) for column in columns])
        count += 1
    return count


def guard_cell(value: Any) -> Any:
    """The value as a cell: lists joined, None empty, texts disarmed, numbers as they are."""
    if isinstance(value, list):
        value = "; ".join(value)
    if not isinstance(value, str):
        return "" if value is None else value
    value = re.sub("[\ud800-\udfff\x00]", "\ufffd", value)
    return f"'{value}" if FORMULA.match(value) else value


def flatten_event(mention: EventMention) -> dict[str, Any]:
    """A report of an event as one flat row; its keys are `EVENT_COLUMNS`."""
    when, place, said = mention.date, mention.place, mention.attribution
    source = said.source if said else None
    return {
        "id": mention.id,
        "document": mention.document,
        "sentence": mention.sentence.text,
        "sentence_start": mention.sentence.start,
        "sentence_end": mention.sentence.end,
        "trigger": mention.trigger.text,
        "trigger_start": mention.trigger.start,
        "trigger_end": mention.trigger.end,
        "type": mention.type,
        "mode": mention.mode,
        "contexts": list(mention.contexts),
        "cameo": mention.cameo,
        "score": mention.score,
        "status": mention.status,
        "actors": list_names(mention.actors),
        "actor_codes": [entity.code or "" for entity in mention.actors],
        "recipients": list_names(mention.recipients),
        "recipient_codes": [entity.code or "" for entity in mention.recipients],
        "date_text": when.text,
        "date_start": when.start.isoformat() if when.start else None,
        "date_end": when.end.isoformat() if when.end else None,
        "date_basis": when.basis,
        "place": (place.name or place.text) if place else None,
        "place_country": place.country if place else None,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "attribution": (source.name or source.text) if source else None,
        "attribution_cue": said.cue if said else None,
        "hedges": list(mention.hedges),
        "confidence": mention.confidence,
    }


def list_names(entities: Iterable[Entity]) -> list[str]:
    """Canonical names where they are known, else the words of the text."""
    return [entity.name or entity.text for entity in entities]
