"""JSON Lines: one document a line, read as a stream; a broken line costs that line only."""

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Protocol

from multivector.errors import SourceError
from multivector.records import Document, Rejection
from multivector.sources.encoding import decode_bytes, find_mark
from multivector.sources.item import cut_page, find_flaw

LIMIT_BYTES = 20_000_000


class LineStream(Protocol):
    """What is read: anything with ``readline(size)`` that gives bytes (files, gzip, pipes)."""

    def readline(self, size: int = -1, /) -> bytes:
        """Give at most ``size`` bytes, up to and with the next line end."""
        ...


def read_lines(
    stream: LineStream, *, origin: str, published: date | None = None, limit_bytes: int = LIMIT_BYTES, first: bytes | None = None
) -> Iterator[Document | Rejection]:
    """Yield the documents of a JSONL stream, one line held at a time.

    ``published`` dates the lines that give no date; ``first`` are bytes already taken from the stream (whole lines, or the beginning of
    one); a line above ``limit_bytes`` is skipped. Origins of rejections are ``origin:line``, lines counted from 1. Raises OSError and
    EOFError only where the stream itself breaks.
    """
    seen = False
    for number, line in enumerate(iterate_lines(stream, limit_bytes=limit_bytes, first=first), start=1):
        place = f"{origin}:{number}"
        if line is None:
            seen = True
            yield Rejection(place, f"the line is larger than {format_size(limit_bytes)}: split the text")
            continue
        if number == 1 and (marked := find_mark(line)):
            if marked[1] != "utf-8":
                yield Rejection(place, f"is {marked[1].upper()}: save JSONL as UTF-8")
                return
            line = line[len(marked[0]) :]
        if not line.strip():
            continue
        seen = True
        yield from read_line(line, origin=place, published=published)
    if not seen:
        yield Rejection(origin, "is empty: nothing to read")


def iterate_lines(stream: LineStream, *, limit_bytes: int, first: bytes | None = None) -> Iterator[bytes | None]:
    """Yield each line, None in place of one above the limit (which is passed over piece by piece, never held whole)."""
    begun = first or b""
    *whole, begun = begun.split(b"\n")
    yield from (line if len(line) <= limit_bytes else None for line in whole)
    while True:
        piece = stream.readline(limit_bytes + 2)
        line = begun + piece
        begun = b""
        if not line:
            return
        if len(line.rstrip(b"\r\n")) <= limit_bytes:
            yield line
            continue
        while piece and not piece.endswith(b"\n"):
            piece = stream.readline(65_536)
        yield None


def read_line(line: bytes, *, origin: str, published: date | None) -> Iterable[Document | Rejection]:
    """Turn one line into its document (several, where its text is a page of several items) or one rejection."""
    try:
        record = parse_record(decode_bytes(line, origin=origin), origin=origin)
        own = parse_date(record.get("published"), origin=origin)
        fields = {name: take_string(record, name, origin=origin) for name in ("id", "title", "url", "source")}
        text = record.get("text")
        if text is None:
            raise SourceError(origin, 'has no "text": give the text of the document under that key')
        if not isinstance(text, str):
            raise SourceError(origin, f'"text" is {name_type(text)}, not a string')
        if not text.strip():
            raise SourceError(origin, '"text" is empty')
        if flaw := find_flaw(text):
            raise SourceError(origin, flaw)
    except SourceError as error:
        return [Rejection(error.origin, error.reason)]
    return cut_page(text, published=own or published, **fields)


def parse_record(line: str, *, origin: str) -> dict[str, Any]:
    """Parse a line into its object. Raises SourceError where it is not one JSON object."""
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        raise SourceError(origin, f"is not JSON ({error.msg}, column {error.colno})") from None
    except (ValueError, RecursionError) as error:
        raise SourceError(origin, f"is not readable JSON ({str(error)[:80]})") from None
    if not isinstance(record, dict):
        raise SourceError(origin, f'is {name_type(record)}, not an object such as {{"id": "…", "text": "…"}}')
    return record


def take_string(record: dict[str, Any], name: str, *, origin: str) -> str | None:
    """Take an optional string field; blank counts as absent, and a numeric id is taken as written."""
    value = record.get(name)
    if name == "id" and isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if value is None:
        return None
    if not isinstance(value, str):
        raise SourceError(origin, f'"{name}" is {name_type(value)}, not a string')
    if flaw := find_flaw(value):
        raise SourceError(origin, f'"{name}" {flaw}')
    return value.strip() or None


def parse_date(value: object, *, origin: str) -> date | None:
    """Read ``YYYY-MM-DD``, an ISO date-time or the date form of mail and feeds; blank and null mean undated.

    Raises SourceError for anything else: a guess between day and month first would date events wrongly.
    """
    if value is None or value == "":
        return None
    if isinstance(value, str):
        written = value.strip()
        try:
            if len(written) == 10 and written[4] == written[7] == "-":
                return date.fromisoformat(written)
            if len(written) > 10 and written[10] in "T ":
                return datetime.fromisoformat(written).date()
            return parsedate_to_datetime(written).date()
        except (ValueError, TypeError, IndexError, OverflowError):
            pass
    raise SourceError(origin, f'"published" is {str(value)[:40]!r}, which is no date: write YYYY-MM-DD')


def name_type(value: object) -> str:
    """Name a JSON value's type as JSON does."""
    names = {dict: "an object", list: "an array", str: "a string", bool: "a truth value", int: "a number", float: "a number"}
    return names.get(type(value), "null")


def format_size(size: int) -> str:
    """Write a number of bytes as people do: ``20 MB``, ``4 kB``, ``900 bytes``."""
    if size >= 1_000_000:
        return f"{size / 1_000_000:g} MB"
    return f"{size / 1_000:g} kB" if size >= 1_000 else f"{size} bytes"
