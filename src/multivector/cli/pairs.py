"""Rows for `relate`, from JSONL or CSV."""

import csv
import json
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

from multivector.errors import UsageError
from multivector.records import Rejection

FIELDS = ("text", "source", "target")
LONGEST_CELL = 20_000_000


def read_pairs(name: str, *, stdin: BinaryIO) -> Iterator[dict[str, Any] | Rejection]:
    """Yield the rows of a file (``-``: ``stdin``), and a `Rejection` for each one that has not its texts.

    What begins with ``{`` is JSONL, anything else CSV with a header. Raises UsageError for a CSV without the columns.
    """
    if name == "-":
        yield from read_stream(stdin, origin=name)
        return
    try:
        with Path(name).open("rb") as stream:
            yield from read_stream(stream, origin=name)
    except OSError as error:
        yield Rejection(name, f"cannot be read ({error.strerror or error}): check the path and its permissions")


def read_stream(stream: BinaryIO, *, origin: str) -> Iterator[dict[str, Any] | Rejection]:
    """Rows of an open stream."""
    begun: list[bytes] = []
    for line in stream:
        begun.append(line if begun else line.removeprefix(b"\xef\xbb\xbf"))
        if begun[-1].strip():
            break
    else:
        yield Rejection(origin, "is empty: nothing to read")
        return
    lines = chain(begun, stream)
    yield from (read_jsonl if begun[-1].lstrip().startswith(b"{") else read_csv)(lines, origin)


def read_jsonl(lines: Iterable[bytes], origin: str) -> Iterator[dict[str, Any] | Rejection]:
    """Rows of JSON lines; a broken line costs itself."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        place = f"{origin}:{number}"
        try:
            row = json.loads(line.decode("utf-8"), parse_constant=refuse_constant)
        except UnicodeDecodeError:
            yield Rejection(place, "is not UTF-8: save it as UTF-8")
        except (ValueError, RecursionError) as error:
            yield Rejection(place, f"is not JSON ({str(error)[:80]})")
        else:
            yield check_pair(row, place)


def read_csv(lines: Iterable[bytes], origin: str) -> Iterator[dict[str, Any] | Rejection]:
    """Rows of CSV. Raises UsageError where the header lacks a column."""
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.DictReader(line.decode("utf-8") for line in lines)
    try:
        if missing := [field for field in FIELDS if field not in (reader.fieldnames or ())]:
            raise UsageError(
                f"{origin} has no column {', '.join(missing)}; give CSV with id,text,source,target in its first line, or JSONL"
            )
        for row in reader:
            row.pop(None, None)  # cells beyond the header
            yield check_pair(row, f"{origin}:{reader.line_num}")
    except UnicodeDecodeError:
        yield Rejection(origin, f"is not UTF-8 after line {reader.line_num}, the rest was not read: save it as UTF-8")
    except csv.Error as error:
        yield Rejection(f"{origin}:{reader.line_num}", f"is no CSV ({error}), the rest was not read: mend the line")


def check_pair(row: Any, place: str) -> dict[str, Any] | Rejection:
    """The row, or why it is none."""
    if not isinstance(row, dict):
        return Rejection(place, 'is not an object such as {"id": "…", "text": "…", "source": "…", "target": "…"}')
    for field in FIELDS:
        if not isinstance(row.get(field), str):
            return Rejection(place, f'"{field}" is missing or no text: give a text under that key')
    return row


def refuse_constant(name: str) -> Any:
    """NaN and the infinities are no JSON. Raises ValueError."""
    raise ValueError(f"{name} is no JSON number")
