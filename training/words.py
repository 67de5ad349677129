"""The plain layer's words, read once from corpus/plain/words.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "corpus" / "plain" / "words.toml"


@dataclass(frozen=True, slots=True)
class Words:
    """Lists of words; ``irregular`` maps a verb to its simple past and past participle."""

    places: tuple[str, ...]
    offices: tuple[str, ...]
    groups: tuple[str, ...]
    people: tuple[str, ...]
    openings: tuple[str, ...]
    closings: tuple[str, ...]
    prepositions: frozenset[str]
    doubling: frozenset[str]
    irregular: dict[str, tuple[str, str]]


@cache
def load_words() -> Words:
    """The file's lists."""
    table = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return Words(
        **{name: tuple(table[name]) for name in ("places", "offices", "groups", "people", "openings", "closings")},
        prepositions=frozenset(table["prepositions"]),
        doubling=frozenset(table["doubling"]),
        irregular={verb: (past, participle) for verb, (past, participle) in table["irregular"].items()},
    )
