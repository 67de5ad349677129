"""Augmentation: the states of a sentence exchanged for others, its labels left as they are."""

import random
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from multivector.codebook.actors import load_states
from training.annotation import GoldClaim, GoldEvent, GoldSentence, Mark
from training.pairs import Pair


@cache
def _index() -> tuple[re.Pattern[str], dict[str, tuple[str, str]], dict[str, list[tuple[str, str]]]]:
    """A pattern of all names, adjectives and capitals; each word's (kind, state); each kind's (state, word)."""
    words: dict[str, tuple[str, str]] = {}
    kinds: dict[str, list[tuple[str, str]]] = {"name": [], "adjective": [], "capital": []}
    for state in load_states():
        if not state.adjectives or not state.capital or state.end is not None:
            continue
        for kind, word in (("name", state.name), ("adjective", state.adjectives[0]), ("capital", state.capital[0])):
            if word not in words and word[0].isupper():
                words[word] = kind, state.code
                kinds[kind].append((state.code, word))
    pattern = re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + r")\b")
    return pattern, words, kinds


def swap_text(text: str, rng: random.Random) -> tuple[str, list[tuple[int, int, int]]]:
    """The text with its states exchanged, each for one other throughout, and the changes as (start, end, new length)."""
    pattern, words, kinds = _index()
    chosen: dict[str, str] = {}
    changes: list[tuple[int, int, int]] = []
    parts: list[str] = []
    last = 0
    for match in pattern.finditer(text):
        kind, code = words[match[0]]
        if code not in chosen:
            chosen[code] = rng.choice(kinds["name"])[0]
        new = next((word for other, word in kinds[kind] if other == chosen[code]), match[0])
        if text[: match.start()].endswith((" a ", "A ")) and new[0] in "AEIOU":
            new = match[0]
        parts += [text[last : match.start()], new]
        changes.append((match.start(), match.end(), len(new)))
        last = match.end()
    return "".join([*parts, text[last:]]), changes


def shift(position: int, changes: Sequence[tuple[int, int, int]], *, end: bool) -> int:
    """A character's place after the changes; one inside a changed word goes to its edge."""
    moved = 0
    for start, stop, size in changes:
        if position >= stop:
            moved += size - (stop - start)
        elif position > start:
            return start + moved + (size if end else 0)
    return position + moved


def swap_pair(pair: Pair, rng: random.Random) -> Pair:
    """A pair with other states."""
    text, changes = swap_text(pair.text, rng)
    if not changes:
        return pair
    spans = [(shift(a, changes, end=False), shift(b, changes, end=True)) for a, b in (pair.source, pair.target)]
    return replace(pair, text=text, source=spans[0], target=spans[1])


def swap_sentence(sentence: GoldSentence, rng: random.Random) -> GoldSentence:
    """An annotated sentence with other states."""
    text, changes = swap_text(sentence.text, rng)
    if not changes:
        return sentence

    def move(mark: Mark) -> Mark:
        return Mark(mark.id, shift(mark.start, changes, end=False), shift(mark.end, changes, end=True))

    def move_all(marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
        return tuple(map(move, marks))

    def move_event(event: GoldEvent) -> GoldEvent:
        return replace(
            event, trigger=move_all(event.trigger), actors=move_all(event.actors), recipients=move_all(event.recipients),
            place=event.place and move(event.place), time=event.time and move(event.time), by=event.by and move(event.by),
            hedges=move_all(event.hedges),
        )  # fmt: skip

    def move_claim(claim: GoldClaim) -> GoldClaim:
        return replace(
            claim,
            span=move(claim.span),
            claimant=claim.claimant and move(claim.claimant),
            about=move_all(claim.about),
            hedges=move_all(claim.hedges),
        )

    return replace(
        sentence, text=text, marks=move_all(sentence.marks), events=tuple(map(move_event, sentence.events)),
        claims=tuple(map(move_claim, sentence.claims)),
        clauses=move_all(sentence.clauses),
    )  # fmt: skip
