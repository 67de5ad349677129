"""One way from a text to its resolved events."""

from collections.abc import Callable
from datetime import date

import pytest

from multivector.coding import code_sentences
from multivector.parsing import parse_documents
from multivector.records import Document, EventMention
from multivector.resolving import resolve_document

Resolver = Callable[..., tuple[EventMention, ...]]


@pytest.fixture(scope="session")
def resolve() -> Resolver:
    """Resolved events of a text published on a day (None: undated)."""

    def run(text: str, published: date | None = date(2016, 4, 30)) -> tuple[EventMention, ...]:
        [(document, sentences)] = list(parse_documents([Document(id="d", text=text, published=published)]))
        events, claims = code_sentences(document, sentences, coder="codebook")
        return resolve_document(document, sentences, events, claims)[0]

    return run
