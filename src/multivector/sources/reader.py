"""Inputs by name: files, folders and standard input, each read as what it is."""

import gzip
import io
import os
import sys
import zlib
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import BinaryIO

from multivector.errors import SourceError, UsageError
from multivector.records import Document, Rejection
from multivector.sources.encoding import decode_bytes, find_mark
from multivector.sources.item import check_date, cut_page, find_flaw
from multivector.sources.jsonl import LIMIT_BYTES, LineStream, format_size, read_lines
from multivector.sources.webpage import extract_page

KINDS = {
    "": "text",
    ".txt": "text",
    ".md": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
LATER = {".pdf": "PDF", ".docx": "Word", ".doc": "Word", ".odt": "OpenDocument", ".rtf": "RTF", ".epub": "EPUB", ".xml": "XML"}
# Packed news text shrinks to a quarter or a tenth, templates to a fiftieth; a bomb to a thousandth.
LARGEST_RATIO = 200
MARKUP = (b"<!doctype html", b"<html", b"<head", b"<body", b"<?xml", b"<!--")


class PackedStream(io.RawIOBase):
    """Unpacks gzip and stops with SourceError where more comes out than a text of that packed size can hold."""

    def __init__(self, stream: BinaryIO, *, origin: str, allowed: int) -> None:
        self._unpacked = gzip.GzipFile(fileobj=stream, mode="rb")
        self._origin = origin
        self._left = allowed

    def readable(self) -> bool:
        """It is for reading."""
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        """Fill ``buffer`` with unpacked bytes."""
        data = self._unpacked.read(len(buffer))
        self._left -= len(data)
        if self._left < 0:
            raise SourceError(self._origin, "unpacks to far more than such a file should (faulty or hostile): unpack and split it")
        buffer[: len(data)] = data
        return len(data)


def read_sources(
    sources: Iterable[str | Path],
    *,
    published: date | None = None,
    stdin: BinaryIO | None = None,
    limit_bytes: int = LIMIT_BYTES,
) -> Iterator[Document | Rejection]:
    """Yield a `Document` for every item in the sources, in order, and a `Rejection` for everything that cannot be read.

    ``sources`` are paths of files and folders (read with their sub-folders, sorted) or ``-`` for standard input (``stdin`` in its place);
    ``published`` dates the items that carry no date (JSONL rows keep their own); ``limit_bytes`` bounds a text or web page, and one line
    of JSONL, unpacked. JSONL is streamed, whatever its size. Bad input never raises; UsageError is raised for wrong arguments only.
    """
    if isinstance(sources, str | bytes | os.PathLike):
        raise UsageError(f"sources is one path ({sources!r}), not a list of them: give [{sources!r}]")
    if isinstance(limit_bytes, bool) or not isinstance(limit_bytes, int) or limit_bytes < 1:
        raise UsageError(f"limit_bytes is {limit_bytes!r}: give a whole number of bytes, 1 or more")
    names = list(sources)
    for name in names:
        if not isinstance(name, str | Path):
            raise UsageError(f"a source is {name!r}, not a path: give strings or pathlib.Path")
    return read_named(names, published=check_date(published), stdin=stdin, limit_bytes=limit_bytes)


def read_named(
    names: list[str | Path], *, published: date | None, stdin: BinaryIO | None, limit_bytes: int
) -> Iterator[Document | Rejection]:
    """Read sources that were checked, one after the other."""
    for name in names:
        if name == "-":
            stream = stdin if stdin is not None else sys.stdin.buffer
            yield from guard(read_stream(stream, published=published, limit_bytes=limit_bytes), origin="-")
            continue
        for found in walk_path(Path(name)):
            if isinstance(found, Rejection):
                yield found
            else:
                yield from guard(read_path(found, published=published, limit_bytes=limit_bytes), origin=str(found))


def guard(results: Iterator[Document | Rejection], *, origin: str) -> Iterator[Document | Rejection]:
    """Pass results on and turn what an input makes fail, at any point, into its rejection."""
    try:
        yield from results
    except SourceError as error:
        yield Rejection(error.origin, error.reason)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        yield Rejection(origin, "is not whole gzip data (cut off or damaged): fetch or pack it again")
    except OSError as error:
        yield Rejection(origin, f"cannot be read ({error.strerror or error}): check the path and its permissions")
    except (RecursionError, MemoryError) as error:
        yield Rejection(origin, f"is too deeply nested or too large to take apart ({type(error).__name__}): split it")


def walk_path(path: Path) -> Iterator[Path | Rejection]:
    """Yield the path itself, or a folder's files in sorted order, hidden ones left out; links to folders are not followed."""
    try:
        if not path.exists():
            yield Rejection(str(path), "does not exist: check the path")
            return
        if not path.is_dir():
            yield path
            return
    except (OSError, ValueError) as error:  # a name too long, or with a NUL in it
        yield Rejection(ascii(str(path))[:200], f"is no usable path ({error})"[:200])
        return
    failed: list[OSError] = []
    files: list[Path] = []
    for folder, folders, names in os.walk(path, onerror=failed.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        files.extend(Path(folder) / name for name in names if not name.startswith("."))
    for failure in failed:
        yield Rejection(str(failure.filename or path), f"cannot be read ({failure.strerror}): check the permissions")
    if not files and not failed:
        yield Rejection(str(path), "is a folder without files: nothing to read")
    yield from sorted(files, key=lambda file: file.parts)


def read_path(path: Path, *, published: date | None, limit_bytes: int) -> Iterator[Document | Rejection]:
    """Read one file by its suffix."""
    origin = str(path)
    if not path.is_file():
        raise SourceError(origin, "is neither a file nor a folder")
    kind, packed = name_kind(path)
    with path.open("rb") as stream:
        size = path.stat().st_size
        if not size:
            raise SourceError(origin, "is empty: nothing to read")
        if not packed:
            yield from read_kind(stream, kind=kind, origin=origin, published=published, limit_bytes=limit_bytes)
            return
        allowed = max(2 * limit_bytes, LARGEST_RATIO * size)
        unpacked = io.BufferedReader(PackedStream(stream, origin=origin, allowed=allowed))
        yield from read_kind(unpacked, kind=kind, origin=origin, published=published, limit_bytes=limit_bytes)


def name_kind(path: Path) -> tuple[str, bool]:
    """Tell a file's kind by its suffix and whether it is packed. Raises SourceError for a suffix that is not read."""
    name = path.name.lower()
    packed = name.endswith(".gz")
    suffix = Path(name.removesuffix(".gz")).suffix
    if suffix in LATER:
        raise SourceError(str(path), f"is {LATER[suffix]} ({suffix}), which is not yet supported: save it as text or HTML")
    if suffix not in KINDS:
        known = ", ".join(filter(None, KINDS))
        raise SourceError(str(path), f"has the unknown suffix {suffix[:20]!r}: give {known} or one of them with .gz")
    return KINDS[suffix], packed


def read_kind(
    stream: io.BufferedIOBase | BinaryIO, *, kind: str, origin: str, published: date | None, limit_bytes: int
) -> Iterator[Document | Rejection]:
    """Read an open stream of a known kind."""
    if kind == "jsonl":
        yield from read_lines(stream, origin=origin, published=published, limit_bytes=limit_bytes)
        return
    data = read_whole(stream, origin=origin, limit_bytes=limit_bytes)
    yield from read_bytes(data, kind=kind, origin=origin, published=published)


def read_whole(stream: io.BufferedIOBase | BinaryIO, *, origin: str, limit_bytes: int, begun: bytes = b"") -> bytes:
    """Read all that is left. Raises SourceError where it is more than ``limit_bytes``."""
    data = begun + stream.read(max(limit_bytes + 1 - len(begun), 0))
    if len(data) > limit_bytes:
        raise SourceError(origin, f"is larger than {format_size(limit_bytes)}: split it, or give the texts as JSONL, which is streamed")
    return data


def read_bytes(data: bytes, *, kind: str, origin: str, published: date | None) -> list[Document]:
    """Make documents of a whole text or web page. Raises SourceError where it holds none."""
    if not data.strip():
        raise SourceError(origin, "is empty: nothing to read")
    if kind == "html" or looks_like_markup(data):
        page = extract_page(data, origin=origin)
        return cut_page(page.text, published=published or page.published, title=page.title, url=page.url, source=page.source)
    text = decode_bytes(data, origin=origin)
    if flaw := find_flaw(text):
        raise SourceError(origin, flaw)
    if not text.strip():
        raise SourceError(origin, "is empty: nothing to read")
    return cut_page(text, published=published)


def looks_like_markup(data: bytes) -> bool:
    """Whether bytes without a telling name begin as a web page does."""
    marked = find_mark(data)
    # Without its NULs, UTF-16 reads like ASCII as far as tags go.
    head = data[len(marked[0]) if marked else 0 :][:4096].replace(b"\0", b"").lstrip().lower()
    if not head.startswith(MARKUP):
        return False
    # A declaration or comment alone begins any XML.
    return not head.startswith((b"<?xml", b"<!--")) or b"<html" in head


def read_stream(stream: LineStream | BinaryIO, *, published: date | None, limit_bytes: int) -> Iterator[Document | Rejection]:
    """Read standard input: JSONL if the first byte that is not blank is ``{``, else a web page or text by its beginning."""
    begun = b""
    while len(begun) <= limit_bytes:
        piece = stream.readline(65_536)
        begun += piece
        if not piece or begun.removeprefix(b"\xef\xbb\xbf").strip():
            break
    if begun.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        yield from read_lines(stream, origin="-", published=published, limit_bytes=limit_bytes, first=begun)
        return
    data = read_whole(stream, origin="-", limit_bytes=limit_bytes, begun=begun)  # type: ignore[arg-type]
    yield from read_bytes(data, kind="text", origin="-", published=published)
