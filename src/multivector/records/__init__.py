"""The nouns: frozen dataclasses that every stage takes and gives.

Belongs here: records, their JSON form, and what follows from a record's own fields alone.
Must not come here: input and output, knowledge about the world (that is `codebook`), any third-party import.

Offsets everywhere are characters of `Document.text`, end exclusive.
"""

from multivector.records.claim import Claim
from multivector.records.document import Document, Rejection
from multivector.records.entity import Entity
from multivector.records.event import Attribution, Event, EventDate, EventMention, Place
from multivector.records.score import Entry, Score
from multivector.records.sentence import Sentence, Token
from multivector.records.span import Span

__all__ = [
    "Attribution",
    "Claim",
    "Document",
    "Entity",
    "Entry",
    "Event",
    "EventDate",
    "EventMention",
    "Place",
    "Rejection",
    "Score",
    "Sentence",
    "Span",
    "Token",
]
