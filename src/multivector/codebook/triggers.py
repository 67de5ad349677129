"""Trigger tables: words that report an event, with the argument frame that each takes."""

from dataclasses import dataclass
from functools import cache

from multivector.codebook.ontology import load_contexts, load_modes, load_types
from multivector.codebook.tables import read_table, split_list
from multivector.errors import CodebookError

COLUMNS = ("phrase", "pos", "frame", "mode", "contexts", "requires", "actor", "recipient", "example")
USUAL_FRAMES = {"verb": "subj > obj", "noun": "subj, by, poss > of, on, against, to, with", "adj": "subj > of, to, with"}


@dataclass(frozen=True, slots=True)
class Trigger:
    """One row of a trigger table (see docs/codebook.md).

    ``words`` are the phrase's lemmas, each a tuple of alternatives, ``head`` the index of the head word;
    ``actors`` and ``recipients`` are slots in the order in which they are tried; ``mutual`` says that the sides are equal.
    """

    type: str
    phrase: str
    words: tuple[tuple[str, ...], ...]
    head: int
    pos: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    mutual: bool
    mode: str | None
    contexts: tuple[str, ...]
    requires: str
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    example: str


@cache
def load_triggers() -> tuple[Trigger, ...]:
    """All triggers of all types, in the order of the tables. Raises CodebookError naming the table and the phrase."""
    return tuple(_make(type, row) for type in load_types() for row in read_table(f"triggers/{type.lower()}.tsv", COLUMNS))


def _make(type: str, row: dict[str, str]) -> Trigger:
    where = f"triggers/{type.lower()}.tsv, {row['phrase']!r}"
    pos = row["pos"]
    if pos not in USUAL_FRAMES:
        raise CodebookError(f"{where}: part of speech {pos!r} is none of verb, noun, adj")
    words = tuple(tuple(word.split("/")) for word in row["phrase"].lower().split())
    if not words:
        raise CodebookError(f"{where}: the phrase is empty")
    mode = row["mode"] or None
    if mode and (type, mode) not in load_modes():
        raise CodebookError(f"{where}: {type} has no mode {mode!r}")
    contexts = split_list(row["contexts"])
    for context in contexts:
        if context not in load_contexts():
            raise CodebookError(f"{where}: unknown context {context!r}")
    if row["requires"] not in ("", "both", "conflict", "event"):
        raise CodebookError(f"{where}: requires is {row['requires']!r}; may be empty, both, conflict or event")
    actors, recipients, mutual = parse_frame(row["frame"] or USUAL_FRAMES[pos], where=where)
    return Trigger(
        type=type,
        phrase=row["phrase"],
        words=words,
        head=find_head(row["phrase"].lower().split(), pos),
        pos=pos,
        actors=actors,
        recipients=recipients,
        mutual=mutual,
        mode=mode,
        contexts=contexts,
        requires=row["requires"],
        actor=split_list(row["actor"]),
        recipient=split_list(row["recipient"]),
        example=row["example"],
    )


_PREPOSITIONS = frozenset(["of", "to", "for", "on", "with", "in", "against", "between", "from", "by", "into", "over", "at"])


def find_head(words: list[str], pos: str) -> int:
    """Index of the phrase's head: its first word, in a noun phrase ("air strike", "exchange of fire") the last before a preposition."""
    if pos != "noun":
        return 0
    stop = next((i for i, word in enumerate(words) if set(word.split("/")) <= _PREPOSITIONS), len(words))
    return max(0, stop - 1)


def parse_frame(frame: str, *, where: str = "frame") -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    """Cut ``subj > obj, with`` into actor slots, recipient slots and whether the sides are equal (``=``)."""
    sign = "=" if "=" in frame else ">"
    left, found, right = frame.partition(sign)
    if not found:
        raise CodebookError(f"{where}: frame {frame!r} wants 'ACTOR > RECIPIENT' or 'A = B'")
    sides = [tuple(slot for part in side.split(",") if (slot := part.strip()) and slot != "-") for side in (left, right)]
    for slot in (*sides[0], *sides[1]):
        if not slot.replace("_", "").isalpha():
            raise CodebookError(f"{where}: slot {slot!r} in frame {frame!r} is not a word")
    return sides[0], sides[1], sign == "="
