"""One item of text as it came, and what could not be read."""

import hashlib
import re
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Document:
    """One item: an article, a note, a teaser, a brief.

    ``text`` is the clean text and never changes afterwards. An item that was split off a larger page names that page in
    ``page`` and says where it begins there in ``page_start`` (characters of the page's clean text).
    ``published`` is None where the input does not date the item; ``language`` is ISO 639-1, None where undetected.
    """

    id: str
    text: str
    title: str | None = None
    published: date | None = None
    url: str | None = None
    source: str | None = None
    language: str | None = None
    page: str | None = None
    page_start: int = 0

    @property
    def digest(self) -> str:
        """SHA-256 of the text with white space folded: two documents with one digest say the same words."""
        return hashlib.sha256(re.sub(r"\s+", " ", self.text).strip().encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Rejection:
    """An input, or one part of it, that could not become a document: ``origin`` names it, ``reason`` says why."""

    origin: str
    reason: str
