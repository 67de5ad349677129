"""The questions put to the tables, as statements that every SQL database understands."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select

from multivector.errors import UsageError
from multivector.ledger import tables
from multivector.records import Document

DUPLICATE_DAYS = 3
"""Two items with the same words are one if they came out at most so many days apart."""


def select_documents(*, duplicates: bool) -> Select[Any]:
    """Select documents in natural order: pages by name, their items as they stand on the page."""
    query = select(tables.documents).order_by(*_order_documents())
    return query if duplicates else query.where(tables.documents.c.duplicate_of.is_(None))


def select_mentions(*, document: str | None = None) -> Select[Any]:
    """Select mentions in the order of the documents and, within one, of the text."""
    mentions, documents = tables.mentions.c, tables.documents
    query = select(tables.mentions).join(documents, documents.c.id == mentions.document)
    if document is not None:
        query = query.where(mentions.document == document)
    return query.order_by(*_order_documents(), mentions.sentence_start, mentions.trigger_start, mentions.trigger_end, mentions.id)


def select_claims(*, document: str | None = None) -> Select[Any]:
    """Select claims in the order of the documents and, within one, of the text."""
    claims, documents = tables.claims.c, tables.documents
    query = select(tables.claims).join(documents, documents.c.id == claims.document)
    if document is not None:
        query = query.where(claims.document == document)
    return query.order_by(*_order_documents(), claims.sentence_start, claims.span_start, claims.span_end, claims.id)


def select_known(document: Document) -> Select[Any]:
    """Select the row that makes ``document`` known: same id, same words.

    A duplicate is known only as long as the first document still says those words: once that one was replaced,
    the duplicate is the only one to say them, and must be read again for its mentions.
    """
    own, first = tables.documents, tables.documents.alias("first")
    return (
        select(own.c.id)
        .outerjoin(first, first.c.id == own.c.duplicate_of)
        .where(own.c.id == document.id, own.c.digest == document.digest)
        .where(or_(own.c.duplicate_of.is_(None), (first.c.digest == own.c.digest) & first.c.duplicate_of.is_(None)))
    )


def select_first(document: Document) -> Select[Any]:
    """Select the id of the document that ``document`` repeats: same words, at most `DUPLICATE_DAYS` apart or undated."""
    own = tables.documents.c
    query = select(own.id).where(own.digest == document.digest, own.id != document.id, own.duplicate_of.is_(None))
    if document.published is not None:
        ahead = min(timedelta(DUPLICATE_DAYS), date.max - document.published)
        back = min(timedelta(DUPLICATE_DAYS), document.published - date.min)
        query = query.where(or_(own.published.is_(None), own.published.between(document.published - back, document.published + ahead)))
    return query.order_by(own.published.is_(None), own.published, own.id).limit(1)


def select_events(
    *,
    type: str | None,
    status: str | None,
    country: str | None,
    since: date | None,
    until: date | None,
    min_confidence: float | None,
    limit: int | None,
) -> Select[Any]:
    """Select events by date, undated ones last, then by id; `Ledger.events` says what the filters mean.

    Raises `UsageError` where ``since`` is after ``until`` or ``limit`` is negative.
    """
    if since is not None and until is not None and since > until:
        raise UsageError(f"since {since} is after until {until}; exchange the two")
    if limit is not None and limit < 0:
        raise UsageError(f"limit {limit} is negative; give a number from 0, or None for all")
    own = tables.events.c
    filters: list[ColumnElement[bool]] = []
    if type is not None:
        filters.append(own.type == type)
    if status is not None:
        filters.append(own.status == status)
    if country is not None:
        filters.append(own.id.in_(select(tables.event_sides.c.owner).where(tables.event_sides.c.country == country)))
    if since is not None:
        filters.append(func.coalesce(own.date_end, own.date_start) >= since)
    if until is not None:
        filters.append(func.coalesce(own.date_start, own.date_end) <= until)
    if min_confidence is not None:
        filters.append(own.confidence >= min_confidence)
    # "IS NULL" first: databases differ in where they sort what is missing.
    return select(tables.events).where(*filters).order_by(own.date_start.is_(None), own.date_start, own.id).limit(limit)


def select_event(id: str) -> Select[Any]:
    """Select one event."""
    return select(tables.events).where(tables.events.c.id == id)


def select_reports(event: str) -> Select[Any]:
    """Select the mentions that report an event, in the event's order."""
    links = tables.event_reports.c
    return (
        select(tables.mentions)
        .join(tables.event_reports, links.mention == tables.mentions.c.id)
        .where(links.event == event)
        .order_by(links.position)
    )


def select_links(events: Iterable[str]) -> Select[Any]:
    """Select which mentions report each of ``events``, in their order."""
    links = tables.event_reports.c
    return select(links.event, links.mention).where(links.event.in_(list(events))).order_by(links.event, links.position)


def _order_documents() -> list[ColumnElement[Any]]:
    own = tables.documents.c
    return [func.coalesce(own.page, own.id), own.page_start, own.id]
