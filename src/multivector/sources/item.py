"""Items: a page's text becomes one document, or, where it plainly holds several items, one document each."""

import hashlib
import re
from collections.abc import Iterator
from datetime import date, datetime

from multivector.errors import UsageError
from multivector.records import Document
from multivector.sources.cohesion import find_items
from multivector.sources.language import detect_language
from multivector.sources.paragraph import divide_text

CONTROL = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def read_text(
    text: str,
    *,
    published: date | None = None,
    id: str | None = None,
    title: str | None = None,
    url: str | None = None,
    source: str | None = None,
) -> list[Document]:
    """Make documents of a string: one, or several where it is a page of several items; none where it is blank.

    Offsets of later records count in characters of each document's ``text``, a slice of the string given here. Raises UsageError where
    ``text`` is no string or holds what no text holds (NUL characters, lone surrogates).
    """
    if not isinstance(text, str):
        raise UsageError(f"text is {type(text).__name__}, not a string: decode bytes first, or use read_sources for files")
    if flaw := find_flaw(text):
        raise UsageError(f"the text {flaw}")
    if not text.strip():
        return []
    return cut_page(text, published=check_date(published), id=id, title=title, url=url, source=source)


def check_date(published: object) -> date | None:
    """Pass a date (a datetime's day); raises UsageError for anything else but None."""
    if isinstance(published, datetime):
        return published.date()
    if published is None or isinstance(published, date):
        return published
    raise UsageError(f"published is {published!r}, not a date: give datetime.date(year, month, day)")


def find_flaw(text: str) -> str | None:
    """Say why a string cannot be a text that is stored, hashed and shown; None where it can."""
    if "\0" in text:
        return "holds NUL characters: remove them"
    try:
        text.encode()
    except UnicodeEncodeError as error:
        return f"holds half a character (a lone surrogate at {error.start}): write it whole"
    if len(CONTROL.findall(text)) > 0.1 * len(text):
        return "is mostly control characters"
    return None


def cut_page(
    text: str,
    *,
    published: date | None = None,
    id: str | None = None,
    title: str | None = None,
    url: str | None = None,
    source: str | None = None,
) -> list[Document]:
    """Cut the items out of a page's text, each once; ``published`` and ``title`` go to the main note alone.

    A page that is one item comes back whole: text unchanged, ``page`` None, ``page_start`` 0. Otherwise each item's text is
    ``text[page_start : page_start + len(item.text)]`` and its id ends in its number on the page, from 1.
    """
    page = id or make_id(url or f"{text}\x1f{published or ''}")
    spans = list(keep_first(text, find_items(divide_text(text))))
    if len(spans) < 2:
        # Only what was counted as an item is kept where the rest repeats it; a page without any repeat stays whole.
        return [Document(page, text, title, published, url, source, detect_language(text))]
    items = []
    for number, (start, end) in enumerate(spans, start=1):
        part = text[start:end]
        note = number == 1
        items.append(
            Document(
                id=f"{page}-{number}",
                text=part,
                title=title if note else None,
                published=published if note else None,
                url=url,
                source=source,
                language=detect_language(part),
                page=page,
                page_start=start,
            )
        )
    return items


def keep_first(text: str, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Drop the items that stand on the page already: as an item, or word for word inside the main note."""
    folded = [" ".join(text[start:end].split()) for start, end in spans]
    seen: set[str] = set()
    for number, (span, words) in enumerate(zip(spans, folded, strict=True)):
        if words in seen or (number and words in folded[0]):
            continue
        seen.add(words)
        yield span


def make_id(content: str) -> str:
    """The first 16 hexadecimal digits of SHA-256."""
    return hashlib.sha256(content.encode()).hexdigest()[:16]
