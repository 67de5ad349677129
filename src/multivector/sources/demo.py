"""The bundled demonstration: dispatches written for this project on true events, so that everything can be tried at once."""

from collections.abc import Iterator
from importlib import resources

from multivector.records import Document, Rejection
from multivector.sources.jsonl import read_lines

DISPATCHES = "dispatches.jsonl"


def read_demo() -> Iterator[Document | Rejection]:
    """Yield the bundled dispatches as documents, in the order of the file; fields as in any JSONL input."""
    place = resources.files("multivector.sources").joinpath("data", DISPATCHES)
    if not place.is_file():
        yield Rejection(DISPATCHES, "is missing from the installation: reinstall the package")
        return
    with place.open("rb") as stream:
        yield from read_lines(stream, origin=DISPATCHES)
