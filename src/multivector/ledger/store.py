"""The ledger itself: what can be saved, replaced and asked."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine, Select, Table, func, select

from multivector.errors import LedgerError, UsageError
from multivector.ledger import address as addresses
from multivector.ledger import connection as connections
from multivector.ledger import queries, rows, tables
from multivector.records import Claim, Document, Event, EventMention, Rejection

_BATCH = 500
"""Rows per round trip; also the most values in one IN list, well under every database's limit."""


@dataclass(frozen=True, slots=True)
class Contents:
    """How much a ledger holds; ``duplicates`` are counted among ``documents``."""

    documents: int
    duplicates: int
    mentions: int
    claims: int
    events: int
    rejections: int


class Ledger:
    """An open ledger. Make one with `open_ledger`; use it in a ``with`` block or call `close`.

    Every saving method is one transaction: after a crash it has happened as a whole or not at all. Every method raises
    `LedgerError` when the database cannot do what is asked. Iterators read as they are consumed and see the ledger as
    it was at their first row; writing meanwhile is allowed.
    """

    def __init__(self, engine: Engine, path: Path) -> None:
        self.path = path
        self._engine = engine
        self._writer = connections.build_writer(engine)
        self._open = True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Give the database back; closing twice is harmless."""
        self._open = False
        self._engine.dispose()

    # Documents and what was read in them

    def knows(self, document: Document) -> bool:
        """Say whether a document of this id and these words (white space folded) is there and needs no reading.

        False also for a duplicate whose first document has since been replaced by other words: nobody's mentions
        stand for it any more.
        """
        with self._reading() as connection:
            return connection.execute(queries.select_known(document)).first() is not None

    def save(self, document: Document, mentions: Iterable[EventMention], claims: Iterable[Claim] = ()) -> str | None:
        """Store a document with all that was read in it, in place of what was there under its id.

        Gives the id of the document whose words it repeats, or None if it stands for itself. A duplicate (same digest
        under another id, published at most three days apart, or either undated) is stored without mentions and claims.
        Saving the same again changes nothing. Raises `UsageError` for a mention or claim of another document.
        """
        mentions, claims = list(mentions), list(claims)
        for id, owner in [(mention.id, mention.document) for mention in mentions] + [(claim.id, claim.document) for claim in claims]:
            if owner != document.id:
                raise UsageError(f"{id} belongs to document {owner!r}, not {document.id!r}; save it with its own document")
        with self._writing() as connection:
            stored = connection.execute(select(tables.documents).where(tables.documents.c.id == document.id)).mappings().first()
            first = _find_first(connection, document, stored)
            row = rows.dump_document(document, duplicate_of=first)
            if first is not None:
                mentions, claims = [], []
            if stored is None:
                connection.execute(tables.documents.insert().values(row))
            elif dict(stored) != row:
                connection.execute(tables.documents.update().where(tables.documents.c.id == document.id).values(row))
            _replace_mentions(connection, document.id, mentions)
            _replace_claims(connection, document.id, claims)
        return first

    def documents(self, *, duplicates: bool = True) -> Iterator[Document]:
        """Give all documents, by page and place on the page, else by id; without duplicates if told so."""
        return (rows.load_document(row) for row in self._stream(queries.select_documents(duplicates=duplicates)))

    def document(self, id: str) -> Document:
        """Give one document; raises `LedgerError` if there is none of that id."""
        return rows.load_document(self._fetch(select(tables.documents).where(tables.documents.c.id == id), f"document {id!r}"))

    def duplicates(self) -> dict[str, str]:
        """Give, by the id of each duplicate, the id of the document whose words it repeats."""
        own = tables.documents.c
        query = select(own.id, own.duplicate_of).where(own.duplicate_of.is_not(None)).order_by(own.id)
        with self._reading() as connection:
            return {row.id: row.duplicate_of for row in connection.execute(query)}

    def mentions(self, *, ids: Iterable[str] | None = None, document: str | None = None) -> Iterator[EventMention]:
        """Give mentions in the order of documents and text; with ``ids``, in the order of the ids, unknown ones left out."""
        if ids is not None:
            return (rows.load_mention(row) for row in self._pick(list(dict.fromkeys(ids)), document))
        return (rows.load_mention(row) for row in self._stream(queries.select_mentions(document=document)))

    def claims(self, *, document: str | None = None) -> Iterator[Claim]:
        """Give claims in the order of documents and text."""
        return (rows.load_claim(row) for row in self._stream(queries.select_claims(document=document)))

    def count(self) -> Contents:
        """Count what the ledger holds, at one moment."""
        with self._reading() as connection:

            def count(table: Table) -> int:
                return connection.execute(select(func.count()).select_from(table)).scalar_one()

            repeated = select(func.count(tables.documents.c.duplicate_of))
            return Contents(
                documents=count(tables.documents),
                duplicates=connection.execute(repeated).scalar_one(),
                mentions=count(tables.mentions),
                claims=count(tables.claims),
                events=count(tables.events),
                rejections=count(tables.rejections),
            )

    # What could not be read

    def reject(self, rejection: Rejection) -> None:
        """Note an input that could not become a document; the same note twice is one."""
        row = rows.dump_rejection(rejection)
        own = tables.rejections.c
        with self._writing() as connection:
            noted = select(own.origin).where(own.origin == rejection.origin, own.reason == rejection.reason)
            if connection.execute(noted).first() is None:
                connection.execute(tables.rejections.insert().values(row))

    def rejections(self) -> Iterator[Rejection]:
        """Give what was rejected, by origin and reason."""
        query = select(tables.rejections).order_by(tables.rejections.c.origin, tables.rejections.c.reason)
        return (rows.load_rejection(row) for row in self._stream(query))

    # Events

    def needs_merging(self) -> bool:
        """Say whether mentions have changed since `replace_events`: then the events do not tell what the mentions tell.

        True also after a run that was stopped between saving and merging.
        """
        with self._reading() as connection:
            query = select(tables.meta.c.value).where(tables.meta.c.key == "events")
            return connection.execute(query).scalar_one_or_none() != "current"

    def replace_events(self, events: Iterable[Event]) -> None:
        """Put ``events`` in the place of all events there were.

        Raises `LedgerError` where an event names a report that the ledger does not hold, or two share an id.
        """
        remaining = iter(events)
        with self._writing() as connection:
            for table in (tables.event_reports, tables.event_sides, tables.events):
                connection.execute(table.delete())
            while batch := list(islice(remaining, _BATCH)):
                _insert(connection, tables.events, [rows.dump_event(event) for event in batch])
                _insert(connection, tables.event_sides, [row for event in batch for row in rows.dump_sides(event)])
                _insert(connection, tables.event_reports, [row for event in batch for row in rows.dump_reports(event)])
            _mark_events(connection, "current")

    def events(
        self,
        *,
        type: str | None = None,
        status: str | None = None,
        country: str | None = None,
        since: date | None = None,
        until: date | None = None,
        min_confidence: float | None = None,
        limit: int | None = None,
    ) -> Iterator[Event]:
        """Give the events that pass every filter given, by first day (undated last), then by id.

        ``country`` is a code on either side. ``since`` and ``until`` are days, both inclusive: an event passes if any of
        its days lies between them, an undated one never. ``min_confidence`` runs from 0 to 1; ``limit`` counts events.
        Raises `UsageError` where ``since`` is after ``until`` or ``limit`` is negative.
        """
        query = queries.select_events(
            type=type, status=status, country=country, since=since, until=until, min_confidence=min_confidence, limit=limit
        )
        return self._read_events(query)

    def event(self, id: str) -> Event:
        """Give one event; raises `LedgerError` if there is none of that id."""
        for event in self._read_events(queries.select_event(id)):
            return event
        raise self._miss(f"event {id!r}")

    def reports(self, event_id: str) -> tuple[EventMention, ...]:
        """Give the mentions that report an event, best first as merging left them; raises `LedgerError` for an unknown id."""
        with self._reading() as connection:
            if connection.execute(queries.select_event(event_id)).first() is None:
                raise self._miss(f"event {event_id!r}")
            return tuple(rows.load_mention(row) for row in connection.execute(queries.select_reports(event_id)).mappings())

    # The ways to the database

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        self._check_open()
        with connections.explained(self.path), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        self._check_open()
        with connections.explained(self.path), self._writer.begin() as connection:
            yield connection

    def _check_open(self) -> None:
        if not self._open:
            raise LedgerError(f"{self.path} has been closed; open it again with open_ledger")

    def _miss(self, what: str) -> LedgerError:
        return LedgerError(f"{self.path} holds no {what}; check the id, or whether the ledger has been filled again since")

    def _fetch(self, query: Select[Any], what: str) -> rows.Row:
        with self._reading() as connection:
            row = connection.execute(query).mappings().first()
        if row is None:
            raise self._miss(what)
        return row

    def _stream(self, query: Select[Any]) -> Iterator[rows.Row]:
        with self._reading() as connection:
            yield from connection.execution_options(yield_per=_BATCH).execute(query).mappings()

    def _pick(self, ids: list[str], document: str | None) -> Iterator[rows.Row]:
        with self._reading() as connection:
            for start in range(0, len(ids), _BATCH):
                chunk = ids[start : start + _BATCH]
                query = select(tables.mentions).where(tables.mentions.c.id.in_(chunk))
                if document is not None:
                    query = query.where(tables.mentions.c.document == document)
                found = {row["id"]: row for row in connection.execute(query).mappings()}
                yield from (found[id] for id in chunk if id in found)

    def _read_events(self, query: Select[Any]) -> Iterator[Event]:
        with self._reading() as connection:
            # Two statements per batch, not one per event: the reports of a batch come together.
            for batch in connection.execute(query).mappings().partitions(_BATCH):
                reports: dict[str, list[str]] = {row["id"]: [] for row in batch}
                for link in connection.execute(queries.select_links(reports)):
                    reports[link.event].append(link.mention)
                for row in batch:
                    yield rows.load_event(row, reports=reports[row["id"]])


def open_ledger(address: str | Path, *, create: bool = True) -> Ledger:
    """Open the ledger at a path or ``sqlite:///`` address; a new one is made there unless ``create`` is False.

    Before anything else it is checked that the file is a ledger of a version this program knows, and that it and its
    folder can be written. Raises `LedgerError` saying what stands in the way and what to do.
    """
    path = addresses.parse_address(address)
    addresses.check_place(path, create=create)
    engine = connections.build_engine(path)
    try:
        connections.prepare_schema(engine, path, create=create)
    except BaseException:
        engine.dispose()
        raise
    return Ledger(engine, path)


def _find_first(connection: Connection, document: Document, stored: rows.Row | None) -> str | None:
    """Find whose words ``document`` repeats. One that stood for itself with these words and this date goes on doing so."""
    if stored is not None and stored["duplicate_of"] is None:
        same = stored["digest"] == document.digest and stored["published"] == document.published
        if same:
            return None
    return connection.execute(queries.select_first(document)).scalar_one_or_none()


def _replace_mentions(connection: Connection, document: str, mentions: list[EventMention]) -> None:
    stored = connection.execute(select(tables.mentions).where(tables.mentions.c.document == document)).mappings()
    # Rewriting the same would cut the events off from their reports, so what is the same stays untouched.
    if sorted(map(rows.load_mention, stored), key=_get_id) == sorted(mentions, key=_get_id):
        return
    connection.execute(tables.mentions.delete().where(tables.mentions.c.document == document))
    _insert(connection, tables.mentions, [rows.dump_mention(mention) for mention in mentions])
    _insert(connection, tables.mention_sides, [row for mention in mentions for row in rows.dump_sides(mention)])
    _mark_events(connection, "stale")


def _replace_claims(connection: Connection, document: str, claims: list[Claim]) -> None:
    stored = connection.execute(select(tables.claims).where(tables.claims.c.document == document)).mappings()
    if sorted(map(rows.load_claim, stored), key=_get_id) == sorted(claims, key=_get_id):
        return
    connection.execute(tables.claims.delete().where(tables.claims.c.document == document))
    _insert(connection, tables.claims, [rows.dump_claim(claim) for claim in claims])


def _get_id(record: EventMention | Claim) -> str:
    return record.id


def _mark_events(connection: Connection, value: str) -> None:
    own = tables.meta.c
    connection.execute(tables.meta.update().where(own.key == "events", own.value != value).values(value=value))


def _insert(connection: Connection, table: Table, values: list[dict[str, Any]]) -> None:
    if values:
        connection.execute(table.insert(), values)
