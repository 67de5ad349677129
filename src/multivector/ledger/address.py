"""Where a ledger lies, and whether one can lie there: everything that is found out before a database is touched."""

import os
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from multivector.errors import LedgerError

_HEADER = b"SQLite format 3\x00"


def parse_address(address: str | Path) -> Path:
    """Give the absolute path that an address (a path, or ``sqlite:///path``) means.

    Raises `LedgerError` for other databases, URL options, and databases in memory.
    """
    text = str(address)
    if isinstance(address, str) and "://" in text:
        try:
            url = make_url(text)
        except ArgumentError as error:
            raise LedgerError(f"{text!r} is not an address of a ledger; give a path or sqlite:///PATH") from error
        if url.get_backend_name() != "sqlite" or url.host:
            shown = url.render_as_string(hide_password=True)
            raise LedgerError(f"{shown!r}: this version keeps ledgers in SQLite files only; give a path or sqlite:///PATH (three slashes)")
        if url.query:
            raise LedgerError(f"{text!r}: options after '?' are not taken; give sqlite:///PATH alone")
        text = url.database or ""
    if text in {"", ".", ":memory:"} and not isinstance(address, Path):
        raise LedgerError(f"{str(address)!r} names no file, and a ledger must outlast the run; give a path such as multivector.db")
    return Path(text).absolute()


def check_place(path: Path, *, create: bool) -> None:
    """Make sure that ``path`` is, or with ``create`` can become, a writable SQLite file; a missing file is made, empty.

    Raises `LedgerError` with what stands in the way and the remedy. A file that is no ledger is left as it was.
    """
    try:
        present = path.exists()
        if path.is_dir():
            raise LedgerError(f"{path} is a folder, and a ledger is a file; name a file in it, such as {path / 'multivector.db'}")
        if present and not path.is_file():
            raise LedgerError(f"{path} is a device or pipe, and a ledger is a file; name an ordinary file")
        if present:
            _check_file(path, create=create)
        else:
            _check_folder(path, create=create)
        if not os.access(path.parent, os.W_OK | os.X_OK):
            raise LedgerError(
                f"the folder {path.parent} cannot be written, and the database keeps its journal beside {path.name}; "
                "change the folder's permissions or copy the ledger to a folder of your own"
            )
        # Permission bits do not tell (an administrator passes them all, a mounted image passes none): only opening for writing does.
        with path.open("ab"):
            pass
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise LedgerError(f"{path} cannot be opened for writing ({reason}); choose another path or change its permissions") from error


def _check_file(path: Path, *, create: bool) -> None:
    with path.open("rb") as file:
        head = file.read(len(_HEADER))
    if not head and not create:
        raise LedgerError(f"{path} is empty and holds no ledger; check the path, or fill a ledger first")
    # An empty file is what a run leaves that was stopped in the act of making a ledger: it is taken as new.
    if head and head != _HEADER:
        raise LedgerError(f"{path} is not a ledger (it is no SQLite file); give another path, it was left as it is")


def _check_folder(path: Path, *, create: bool) -> None:
    if not create:
        raise LedgerError(f"there is no ledger at {path}; check the path, or fill a ledger first")
    if not path.parent.exists():
        raise LedgerError(f"the folder {path.parent} does not exist; make it first, or choose another path for {path.name}")
    if not path.parent.is_dir():
        raise LedgerError(f"{path.parent} is a file, so nothing can lie under it; choose another path for {path.name}")
