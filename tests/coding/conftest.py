"""One way from a sentence to its coded events, for all tests of the coder."""

from collections.abc import Callable
from datetime import date

import pytest

from multivector.coding import code_sentences
from multivector.parsing import parse_documents
from multivector.records import Claim, Document, EventMention

Coder = Callable[[str], tuple[EventMention, ...]]


@pytest.fixture(scope="session")
def code() -> Coder:
    """Events of a text."""

    def run(text: str) -> tuple[EventMention, ...]:
        [(document, sentences)] = list(parse_documents([Document(id="d", text=text, published=date(2016, 4, 30))]))
        return code_sentences(document, sentences, coder="codebook")[0]

    return run


@pytest.fixture(scope="session")
def claim() -> Callable[[str], tuple[Claim, ...]]:
    """Claims of a text."""

    def run(text: str) -> tuple[Claim, ...]:
        [(document, sentences)] = list(parse_documents([Document(id="d", text=text)]))
        return code_sentences(document, sentences, coder="codebook")[1]

    return run
