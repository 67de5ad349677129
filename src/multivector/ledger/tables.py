"""The tables, as SQLAlchemy Core sees them; no query and no connection here.

What a query filters or sorts by is a column; what is only carried along (entities, hedges, explanations) is JSON.
The countries of the two sides are rows of their own (`mention_sides`, `event_sides`), because a side may have several.
"""

from typing import Any

from sqlalchemy import JSON, Column, Date, Double, ForeignKey, Index, Integer, MetaData, String, Table, Text

SCHEMA = 1
"""Version of the layout below; one higher whenever a table changes."""

APPLICATION = "multivector ledger"
"""The mark in `meta` by which a ledger is told from any other database."""

# Constraints carry names from the start: a migration can only alter what it can name.
metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def build_span(name: str) -> list[Column[Any]]:
    """Give the three columns of a stretch of text: its words, first character, end (exclusive)."""
    return [
        Column(f"{name}_text", Text, nullable=False),
        Column(f"{name}_start", Integer, nullable=False),
        Column(f"{name}_end", Integer, nullable=False),
    ]


def build_details() -> list[Column[Any]]:
    """Give the columns that a mention and an event share."""
    return [
        Column("type", String, nullable=False),
        Column("mode", String),
        Column("contexts", JSON, nullable=False),
        Column("status", String, nullable=False),
        Column("actors", JSON, nullable=False),
        Column("recipients", JSON, nullable=False),
        Column("date_text", Text),
        Column("date_start", Date),
        Column("date_end", Date),
        Column("date_basis", String, nullable=False),
        Column("place", JSON(none_as_null=True)),
        Column("score", Double, nullable=False),
        Column("confidence", Double, nullable=False),
    ]


def build_sides(name: str, owner: str) -> Table:
    """Give the table that says which countries stand on which side (``role``: actor or recipient) of ``owner``'s rows."""
    return Table(
        name,
        metadata,
        Column("owner", ForeignKey(f"{owner}.id", ondelete="CASCADE"), primary_key=True),
        Column("role", String, primary_key=True),
        Column("country", String, primary_key=True, index=True),
    )


meta = Table("meta", metadata, Column("key", String, primary_key=True), Column("value", String, nullable=False))

documents = Table(
    "documents",
    metadata,
    Column("id", String, primary_key=True),
    Column("digest", String, nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("title", Text),
    Column("published", Date, index=True),
    Column("url", Text),
    Column("source", String),
    Column("language", String),
    Column("page", String),
    Column("page_start", Integer, nullable=False),
    Column("duplicate_of", ForeignKey("documents.id"), index=True),
)

mentions = Table(
    "mentions",
    metadata,
    Column("id", String, primary_key=True),
    Column("document", ForeignKey("documents.id", ondelete="CASCADE"), nullable=False, index=True),
    *build_span("sentence"),
    *build_span("trigger"),
    *build_details(),
    Column("cameo", String),
    Column("attribution", JSON(none_as_null=True)),
    Column("hedges", JSON, nullable=False),
    Column("explanation", JSON, nullable=False),
)

mention_sides = build_sides("mention_sides", "mentions")

claims = Table(
    "claims",
    metadata,
    Column("id", String, primary_key=True),
    Column("document", ForeignKey("documents.id", ondelete="CASCADE"), nullable=False, index=True),
    *build_span("sentence"),
    *build_span("span"),
    Column("kind", String, nullable=False),
    Column("claimant", JSON(none_as_null=True)),
    Column("about", JSON, nullable=False),
    Column("hedges", JSON, nullable=False),
    Column("polarity", Double, nullable=False),
)

events = Table(
    "events",
    metadata,
    Column("id", String, primary_key=True),
    *build_details(),
    Column("documents", JSON, nullable=False),
    Column("reason", Text, nullable=False),
)
Index(None, events.c.date_start, events.c.id)

event_sides = build_sides("event_sides", "events")

event_reports = Table(
    "event_reports",
    metadata,
    Column("event", ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("mention", ForeignKey("mentions.id", ondelete="CASCADE"), nullable=False, index=True),
)

rejections = Table(
    "rejections",
    metadata,
    Column("origin", Text, primary_key=True),
    Column("reason", Text, primary_key=True),
)
