"""Paragraphs of a text: the stretches that are parsed one by one.

A sentence never crosses a paragraph, so a headline without a full stop cannot swallow the lead below it. A single line break
is a boundary unless the text is hard-wrapped (mail, old wire copy), where it is a blank.
"""

import re
from collections.abc import Iterator

#: Longest stretch handed to the parser at once, in characters: the parser's memory grows with it.
LONGEST = 20_000

_ENDS = re.compile(r"[.!?:;][\"'”’»)\]]*\s*$")


def split_paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each non-blank paragraph, in order, offsets in characters of ``text``."""
    start = end = -1
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n\r\u2028\u2029]+", text)]
    for a, b in lines:
        if not text[a:b].strip():
            if start >= 0:
                yield from _cut(text, start, end)
            start = -1
            continue
        if start >= 0 and _continues(text, end, a, b):
            end = b
            continue
        if start >= 0:
            yield from _cut(text, start, end)
        start, end = a, b
    if start >= 0:
        yield from _cut(text, start, end)


def _continues(text: str, previous_end: int, start: int, end: int) -> bool:
    """Whether the line at start..end goes on with the line that ended before: one break between them, and a wrapped look."""
    gap = text[previous_end:start]
    if len(gap.replace("\r\n", "\n")) != 1:
        return False
    previous_start = max(text.rfind("\n", 0, previous_end), text.rfind("\r", 0, previous_end)) + 1
    previous = text[previous_start:previous_end]
    if not 45 <= len(previous) <= 120:
        return False
    opening = text[start:end].lstrip()[:1]
    if _ENDS.search(previous):
        # A full line that ends a sentence and is followed by another full line: wrapped prose, if the width agrees.
        return False
    return opening.islower() or opening.isdigit() or abs(len(previous) - (end - start)) <= 25 or end - start < len(previous)


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Trim blanks and cut what is longer than `LONGEST` at the last blank before it."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST:
        cut = text.rfind(" ", start + 1, start + LONGEST)
        cut = cut if cut > start else start + LONGEST
        yield start, cut
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield start, end
