"""Parsing in batches, with each document's failure kept to itself."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from multivector.errors import MultivectorError
from multivector.parsing.pipeline import parse_documents
from multivector.records import Document, Sentence

#: Parsed together: larger is no faster, and holds more sentences at a time.
BATCH_DOCUMENTS, BATCH_CHARACTERS = 64, 200_000

T = TypeVar("T")
Parsed = tuple[Sentence, ...] | Exception


def split_batches(items: Iterable[T], measure: Callable[[T], int]) -> Iterator[list[T]]:
    """Cut a stream into batches of at most `BATCH_DOCUMENTS` items and, one item apart, `BATCH_CHARACTERS`."""
    batch: list[T] = []
    size = 0
    for item in items:
        batch.append(item)
        size += measure(item)
        if len(batch) >= BATCH_DOCUMENTS or size >= BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
    yield batch


def parse_batch(documents: Sequence[Document]) -> list[Parsed]:
    """Sentences of each document, in order; in place of them the exception that its parse raised."""
    try:
        return [sentences for _, sentences in parse_documents(documents)] if documents else []
    except MultivectorError:
        raise
    except Exception as error:
        if len(documents) == 1:
            return [error]
    # One of the batch broke the parser, which does not say which: one at a time, only that one is lost.
    return [result for document in documents for result in parse_batch([document])]
