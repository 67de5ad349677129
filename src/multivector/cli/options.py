"""Options that commands share, and how their values are read."""

import re
import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Layout(StrEnum):
    """Forms of output."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"


class RowLayout(StrEnum):
    """Forms of output for rows that are data only."""

    JSONL = "jsonl"
    CSV = "csv"


class Span(StrEnum):
    """Lengths of a period."""

    MONTH = "month"
    TWO_MONTHS = "2-months"
    QUARTER = "quarter"
    YEAR = "year"


class CoderName(StrEnum):
    """Who codes."""

    READER = "reader"
    CODEBOOK = "codebook"


class FilingName(StrEnum):
    """By whose book a relation's type is named."""

    CAMEO = "cameo"
    MANUAL = "manual"


def parse_day(value: str | date) -> date:
    """A day as ``YYYY-MM-DD`` and in no other form, since day and month are exchanged in others."""
    if isinstance(value, date):
        return value
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise typer.BadParameter(f"{value!r} is no date; write YYYY-MM-DD, such as 2016-04-13")


def parse_share(value: str | float) -> float:
    """A number from 0 to 1."""
    try:
        share = float(value)
    except ValueError:
        share = -1
    if not 0 <= share <= 1:
        raise typer.BadParameter(f"{value!r} is no confidence; give a number from 0 to 1, such as 0.5")
    return share


def parse_dyad(value: str) -> tuple[str, str]:
    """Two codes with a comma between them."""
    codes = [code.strip().upper() for code in value.split(",")]
    if len(codes) != 2 or not all(codes):
        raise typer.BadParameter(f"{value!r} are not two codes; write them with a comma, such as TUR,RUS", param_hint="--dyad")
    return codes[0], codes[1]


def choose_layout(layout: Layout | None) -> Layout:
    """The layout asked for, else a table on a terminal and JSONL in a pipe."""
    return layout or (Layout.TABLE if sys.stdout.isatty() else Layout.JSONL)


Db = Annotated[Path, typer.Option("--db", metavar="FILE", help="The ledger.")]
Format = Annotated[Layout | None, typer.Option("--format", help="Default: table on a terminal, jsonl in a pipe.")]
Published = Annotated[
    date | None, typer.Option("--published", parser=parse_day, metavar="DATE", help="Day of publication of what carries none, YYYY-MM-DD.")
]
MinConfidence = Annotated[
    float | None, typer.Option("--min-confidence", parser=parse_share, metavar="SHARE", help="Leave out events below it, 0 to 1.")
]
Coder = Annotated[CoderName, typer.Option("--coder", help="reader: the learned one; codebook: triggers over the parse, every step told.")]
Quiet = Annotated[bool, typer.Option("--quiet", help="No progress and no remarks; failures are still named.")]
PRESET = "Name of a preset or path of a TOML file"
VectorsPreset = Annotated[str | None, typer.Option("--vectors", metavar="PRESET|FILE", help=f"{PRESET}. [default: belarus]")]
SchemePreset = Annotated[str, typer.Option("--scheme", metavar="NAME|FILE", help=f"{PRESET}.")]
Period = Annotated[Span, typer.Option("--period", help="Length of a period.")]
Start = Annotated[date | None, typer.Option("--from", parser=parse_day, metavar="DATE", help="Any day of the first period, YYYY-MM-DD.")]
End = Annotated[date | None, typer.Option("--to", parser=parse_day, metavar="DATE", help="Any day of the last period, YYYY-MM-DD.")]
