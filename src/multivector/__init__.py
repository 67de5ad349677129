"""Multivector: from news text to an accountable index of a state's foreign relations.

The public names are those in ``__all__``. Records come at once; functions load what they need when they are first asked for, so that
``import multivector`` costs nothing.
"""

from typing import TYPE_CHECKING, Any

from multivector.errors import CodebookError, LedgerError, MissingExtraError, MultivectorError, SourceError, UsageError
from multivector.records import (
    Attribution,
    Claim,
    Document,
    Entity,
    Entry,
    Event,
    EventDate,
    EventMention,
    Place,
    Rejection,
    Score,
    Sentence,
    Span,
    Token,
)

if TYPE_CHECKING:
    from multivector.flow import Added, Reading, add, brief, demo, events, index, read, read_text, relate

__version__ = "0.1.0"

__all__ = [
    "Added",
    "Attribution",
    "Claim",
    "CodebookError",
    "Document",
    "Entity",
    "Entry",
    "Event",
    "EventDate",
    "EventMention",
    "LedgerError",
    "MissingExtraError",
    "MultivectorError",
    "Place",
    "Reading",
    "Rejection",
    "Score",
    "Sentence",
    "SourceError",
    "Span",
    "Token",
    "UsageError",
    "__version__",
    "add",
    "brief",
    "demo",
    "events",
    "index",
    "read",
    "read_text",
    "relate",
]

_LATE = frozenset({"Added", "Reading", "add", "brief", "demo", "events", "index", "read", "read_text", "relate"})


def __getattr__(name: str) -> Any:
    """Give what `multivector.flow` defines when it is first asked for."""
    if name in _LATE:
        from multivector import flow

        value = getattr(flow, name)
        globals()[name] = value
        return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}; its public names are in multivector.__all__")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
