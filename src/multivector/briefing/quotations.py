"""The words behind an event: a report's sentence with its trigger marked, and where it stands."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from multivector.briefing.brief import Brief
from multivector.briefing.wording import format_day
from multivector.records import Document, Span

PLAIN = re.compile(r"[0-9A-Za-z_-]{1,64}")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A numbered sentence, cut around the marked words, with its document as far as it is known.

    ``anchor`` is safe as an HTML id; ``url`` is None unless its scheme is http or https; ``confidence`` is None for a claim.
    """

    number: int
    anchor: str
    before: str
    mark: str
    after: str
    title: str
    source: str | None
    published: str | None
    url: str | None
    confidence: float | None


def make_anchor(prefix: str, id: str) -> str:
    """``prefix-id``; an id that could not stand in an HTML id or a link is replaced by its digest."""
    safe = id if PLAIN.fullmatch(id) else hashlib.sha256(id.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return f"{prefix}-{safe}"


def split_sentence(sentence: Span, part: Span) -> tuple[str, str, str]:
    """The sentence before, within and after the part; all of it before where the part does not stand in it."""
    start, end = part.start - sentence.start, part.end - sentence.start
    if start < 0 or end > len(sentence.text) or sentence.text[start:end] != part.text or not part.text:
        # A record that came in from outside may carry offsets of its own counting: find the words, or mark none.
        start = sentence.text.find(part.text) if part.text else -1
        if start < 0:
            return sentence.text, "", ""
        end = start + len(part.text)
    return sentence.text[:start], sentence.text[start:end], sentence.text[end:]


def find_url(document: Document | None) -> str | None:
    """The document's address where a link to it can do no more than open a page; None for every other scheme."""
    if document is None or not document.url or re.search(r"[\s<>\"\x00-\x1f]", document.url):
        return None
    try:
        parts = urlsplit(document.url)
    except ValueError:
        return None
    return document.url if parts.scheme in ("http", "https") and parts.netloc else None


def name_source(document: Document) -> str | None:
    """Who published it: the source as named, else the host of its address, else None."""
    if document.source:
        return document.source
    url = find_url(document)
    return urlsplit(url).netloc.rpartition("@")[2] if url else None


def quote(document: Document | None, sentence: Span, part: Span, *, number: int, anchor: str, confidence: float | None = None) -> Quotation:
    """A quotation; a document that is not at hand is called so."""
    before, mark, after = split_sentence(sentence, part)
    if document is None:
        title, source, published = "document not at hand", None, None
    else:
        title = document.title or "untitled"
        source = name_source(document)
        published = format_day(document.published) if document.published else None
    return Quotation(number, anchor, before, mark, after, title, source, published, find_url(document), confidence)


def quote_reports(brief: Brief, ids: Iterable[str]) -> dict[str, Quotation]:
    """Quotations by mention id, numbered from 1 in the order given; reports that the brief does not hold are left out."""
    quotations: dict[str, Quotation] = {}
    for id in ids:
        report = brief.reports.get(id)
        if report is None or id in quotations:
            continue
        quotations[id] = quote(
            brief.documents.get(report.document),
            report.sentence,
            report.trigger,
            number=len(quotations) + 1,
            anchor=make_anchor("report", id),
            confidence=report.confidence,
        )
    return quotations
