"""Engines and transactions, the errors of the database in our words, and the check of the schema.

All that only SQLite understands stands here, so that another database needs a second module of this kind and no other change.
"""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, select
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError

from multivector.errors import LedgerError
from multivector.ledger import tables

_PATIENCE_S = 30.0
"""How long a writer waits for another one before it gives up, in seconds."""


def build_engine(path: Path) -> Engine:
    """Give an engine on the SQLite file ``path``; nothing is opened yet."""
    engine = create_engine(URL.create("sqlite", database=str(path)), json_serializer=_write_json)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        # Python's driver opens transactions late and by its own rules; ours begin where we say (see `begin`).
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {int(_PATIENCE_S * 1000)}")
        cursor.execute("PRAGMA foreign_keys = ON")
        # With a write-ahead log NORMAL never leaves half a transaction; a power cut may cost the last saves, which a rerun makes again.
        cursor.execute("PRAGMA synchronous = NORMAL")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A writer takes the lock before it reads: two that read first and then both want to write could only fail.
        writes = connection.get_execution_options().get("multivector_writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def build_writer(engine: Engine) -> Engine:
    """Give the same engine with transactions that hold the write lock from their first moment."""
    return engine.execution_options(multivector_writes=True)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what the database raises within the block into a `LedgerError` that names ``path`` and the remedy."""
    try:
        yield
    except DBAPIError as error:
        reason = str(error.orig)
        raise LedgerError(f"{path}: {reason}; {_find_remedy(error, reason)}") from error
    except SQLAlchemyError as error:
        raise LedgerError(f"{path}: {error}; the record does not fit the ledger's tables") from error
    except UnicodeEncodeError as error:
        raise LedgerError(f"{path}: a text holds a character that cannot be stored ({error.reason}); clean the text first") from error


def prepare_schema(engine: Engine, path: Path, *, create: bool) -> None:
    """Check that ``path`` holds a ledger of this version; make the tables where the database is empty and ``create`` is set.

    Raises `LedgerError` for another program's database, a newer or unknown schema, and a database that cannot be written.
    """
    with explained(path):
        if not _check_identity(engine, path, create=create):
            # The log is switched on only after we know the file as ours (or as empty): a stranger's file stays as it is.
            _switch_log(engine, path)
        with build_writer(engine).begin() as connection:
            # Two processes may be at this point for one new file: whoever gets the lock second finds the tables.
            if not inspect(connection).get_table_names():
                tables.metadata.create_all(connection, checkfirst=False)
                connection.execute(
                    tables.meta.insert(),
                    [
                        {"key": "application", "value": tables.APPLICATION},
                        {"key": "schema", "value": str(tables.SCHEMA)},
                        {"key": "package", "value": _read_version()},
                        {"key": "events", "value": "current"},
                    ],
                )
        _check_identity(engine, path, create=False)


def _check_identity(engine: Engine, path: Path, *, create: bool) -> bool:
    """Say whether ``path`` is a ledger in working order already (False: an empty database that may become one)."""
    with engine.connect() as connection:
        names = inspect(connection).get_table_names()
        if not names:
            if not create:
                raise LedgerError(f"{path} is an empty database and holds no ledger; check the path, or fill a ledger first")
            return False
        meta: dict[str, str] = {}
        if "meta" in names and {column["name"] for column in inspect(connection).get_columns("meta")} == {"key", "value"}:
            meta = {str(row.key): str(row.value) for row in connection.execute(select(tables.meta))}
    if meta.get("application") != tables.APPLICATION:
        raise LedgerError(f"{path} is a database of another program (tables: {', '.join(sorted(names)[:5])}); give another path")
    schema = meta.get("schema", "")
    if not (schema.isascii() and schema.isdecimal()):
        raise LedgerError(f"{path} says schema version {schema!r}, which is no number; restore a copy or fill a new ledger")
    if int(schema) > tables.SCHEMA:
        made = meta.get("package", "unknown")
        raise LedgerError(
            f"{path} has schema version {schema} (made by multivector {made}), and this program knows {tables.SCHEMA}; upgrade multivector"
        )
    if int(schema) < tables.SCHEMA:
        raise LedgerError(f"{path} has schema version {schema}, and this program needs {tables.SCHEMA}; fill a new ledger from the sources")
    missing = sorted(set(tables.metadata.tables) - set(names))
    if missing:
        raise LedgerError(f"{path} lacks the tables {', '.join(missing)}; restore a copy or fill a new ledger from the sources")
    return True


def _switch_log(engine: Engine, path: Path) -> None:
    """Keep a write-ahead log from now on: readers and one writer then never wait for one another."""
    deadline = time.monotonic() + _PATIENCE_S
    while True:
        connection = engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA journal_mode = WAL")
            return
        except engine.dialect.loaded_dbapi.Error as error:
            # The busy timeout does not cover this switch: with two processes at it, one is turned away at once.
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise LedgerError(f"{path} cannot keep a log ({error}); end the other program that holds it, then run again") from error
            time.sleep(0.02)
        finally:
            connection.close()


def _find_remedy(error: DBAPIError, reason: str) -> str:
    """Give the way out for what the database said."""
    if isinstance(error, IntegrityError):
        if "FOREIGN KEY" in reason:
            return "a record names a document or report that is not in the ledger: save that first"
        if "UNIQUE" in reason:
            return "two records carry one id: give each its own"
        return "a record lacks a value that it must have"
    remedies = {
        "locked": "another program is writing: wait until it is done, then run again",
        "busy": "another program is writing: wait until it is done, then run again",
        "full": "free some space, then run again (what was saved is safe)",
        "readonly": "change the permissions of the file and its folder, or choose another path",
        "unable to open": "change the permissions of the file and its folder, or choose another path",
        "malformed": "the file is damaged: restore a copy or fill a new ledger from the sources",
        "not a database": "the file is damaged or no ledger: restore a copy or choose another path",
    }
    return next((remedy for word, remedy in remedies.items() if word in reason), "check the disk and the file, then run again")


def _write_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _read_version() -> str:
    try:
        return version("multivector")
    except PackageNotFoundError:
        return "unknown"
