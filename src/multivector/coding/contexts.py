"""The words of a text that show what an event is about."""

import re
from functools import cache

from multivector.codebook.cues import load_context_cues


def find_shown_contexts(text: str) -> dict[str, int]:
    """Contexts that words of a text show, each with the number of the first such word, by the cues of the codebook."""
    words = re.sub(r"[^a-z0-9-]+", " ", text.lower()).split()
    found: dict[str, int] = {}
    for at, word in enumerate(words):
        for phrase, context in cues_by_word().get(word, ()):
            rest = words[at : at + len(phrase)]
            if rest == phrase or (rest[:-1] == phrase[:-1] and rest[-1:] == [f"{phrase[-1]}s"]):
                found.setdefault(context, at)
    return found


@cache
def cues_by_word() -> dict[str, list[tuple[list[str], str]]]:
    """The codebook's context cues by their first word, singular and plural."""
    table: dict[str, list[tuple[list[str], str]]] = {}
    for cue, context in load_context_cues().items():
        phrase = cue.split()
        for first in (phrase[0], f"{phrase[0]}s") if len(phrase) == 1 else (phrase[0],):
            table.setdefault(first, []).append((phrase, context))
    return table
