"""The codebook's verb phrases: what each type and mode is called in a sentence.

Table ``phrases.tsv``, one row for each type (mode empty) and mode. ``mutual`` serves several equal sides, ``directed`` an actor and
a recipient (``{recipients}`` stands for the latter), ``alone`` an actor without recipient; ``mutual`` may be empty, then ``alone``
serves. Each verb stands as ``base/past``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from multivector.codebook.tables import read_table
from multivector.errors import CodebookError

COLUMNS = ("type", "mode", "mutual", "directed", "alone")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A verb phrase in its base form ("pay a visit to {recipients}") and its past ("paid …")."""

    base: str
    past: str


@dataclass(frozen=True, slots=True)
class PhraseSet:
    """A type's or mode's phrases; ``mutual`` is None where equal sides are said like one side alone."""

    mutual: Phrase | None
    directed: Phrase
    alone: Phrase


def parse_phrase(cell: str, *, where: str) -> Phrase:
    """Both forms of a cell. Raises CodebookError where it holds no ``base/past`` or an empty form."""
    words = [word.split("/") for word in cell.split()]
    if not any(len(word) > 1 for word in words) or any(len(word) > 2 or not all(word) for word in words):
        raise CodebookError(f"phrases.tsv, {where}: {cell!r} has no well-formed verb; write each verb as base/past, such as hold/held")
    return Phrase(" ".join(word[0] for word in words), " ".join(word[-1] for word in words))


@cache
def load_phrases() -> Mapping[tuple[str, str], PhraseSet]:
    """All phrases by type and mode ("" for the type as such). Raises CodebookError naming the row that breaks a rule."""
    phrases: dict[tuple[str, str], PhraseSet] = {}
    for row in read_table("phrases", COLUMNS):
        key = (row["type"], row["mode"])
        where = " ".join(key).strip()
        if key in phrases:
            raise CodebookError(f"phrases.tsv, {where}: the row stands twice; remove one")
        if "{recipients}" not in row["directed"] or "{recipients}" in row["mutual"] + row["alone"]:
            raise CodebookError(f"phrases.tsv, {where}: write {{recipients}} in the directed phrase, and only there")
        phrases[key] = PhraseSet(
            mutual=parse_phrase(row["mutual"], where=where) if row["mutual"] else None,
            directed=parse_phrase(row["directed"], where=where),
            alone=parse_phrase(row["alone"], where=where),
        )
    return MappingProxyType(phrases)


def find_phrase(type: str, mode: str | None, *, mutual: bool, directed: bool) -> Phrase:
    """The phrase for an event: its mode's, else its type's, else one that names the type (a page is no place to fail)."""
    phrases = load_phrases()
    found = phrases.get((type, mode or "")) or phrases.get((type, ""))
    if found is None:
        tail = " towards {recipients}" if directed else ""
        return Phrase(f"take part in an event of type {type}{tail}", f"took part in an event of type {type}{tail}")
    if directed:
        return found.directed
    return (mutual and found.mutual) or found.alone
