"""Exchanging states leaves every mark on its words."""

import random

from training.annotation import GoldEvent, GoldSentence, Mark
from training.pairs import Pair
from training.splits import split
from training.swaps import swap_pair, swap_sentence, swap_text

TEXT = "Turkish police in Ankara said Turkey had freed two Greek sailors."


def test_a_state_is_exchanged_throughout() -> None:
    text, changes = swap_text(TEXT, random.Random(3))
    assert text != TEXT
    assert len(changes) == 4
    assert not any(word in text for word in ("Turk", "Ankara", "Greek"))


def test_marks_move_with_their_words() -> None:
    rng = random.Random(1)
    pair = Pair(TEXT, (0, 14), (47, 64), "YIELD", "RETREAT", "release", "happened", "x")
    assert TEXT[slice(*pair.target)] == "two Greek sailors"
    for _ in range(20):
        moved = swap_pair(pair, rng)
        assert moved.text[slice(*moved.source)].endswith(" police")
        assert moved.text[slice(*moved.target)].startswith("two ")
        assert moved.text[slice(*moved.target)].endswith(" sailors")
    event = GoldEvent((Mark("e1", 41, 46),), "RETREAT", "release", "happened", (Mark("a", 0, 14),), (Mark("b", 47, 64),))
    assert TEXT[41:46] == "freed"
    moved_sentence = swap_sentence(GoldSentence(TEXT, (), (event,), ()), rng)
    trigger = moved_sentence.events[0].trigger[0]
    assert moved_sentence.text[trigger.start : trigger.end] == "freed"


def test_the_whole_tune_part_survives() -> None:
    rng = random.Random(0)
    for sentence in split()[1]:
        swapped = swap_sentence(sentence, rng)
        for old, new in zip(sentence.events, swapped.events, strict=True):
            assert (old.type, old.status) == (new.type, new.status)
            for mark in (*new.trigger, *new.actors, *new.recipients):
                assert 0 <= mark.start < mark.end <= len(swapped.text)
