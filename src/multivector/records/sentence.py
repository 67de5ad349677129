"""Sentences and tokens with their dependency parse, free of any parser's own classes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Token:
    """One token. ``index`` and ``head`` count within the sentence (the root is its own head).

    ``pos`` is Universal POS, ``tag`` Penn Treebank, ``dep`` the ClearNLP label that spaCy's English models give,
    ``entity`` the entity type of the span it belongs to ("" outside), ``entity_start`` whether it opens that span.
    """

    index: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    entity: str
    entity_start: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a document with its tokens in order; offsets are the document's."""

    document: str
    index: int
    text: str
    start: int
    end: int
    tokens: tuple[Token, ...]
