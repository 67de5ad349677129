"""The measure of repetition finds what it should."""

from training.annotation import GoldEvent, GoldSentence, Mark
from training.originality import find_near_duplicates, find_repeated_frames


def make(text: str, *sides: str, trigger: str) -> GoldSentence:
    at = text.index(trigger)
    mark = Mark("e1", at, at + len(trigger))
    marks = [Mark(f"a{i}", text.index(side), text.index(side) + len(side)) for i, side in enumerate(sides)]
    event = GoldEvent(trigger=(mark,), type="CONSULT", mode=None, status="happened")
    return GoldSentence(text, tuple(sorted([*marks, mark], key=lambda m: m.start)), (event,), ())


ONE = make("The envoy of Norvia met rebels from the eastern hills on Monday.", "envoy of Norvia", "rebels", trigger="met")
NAMES = make("The chief of Tarsk met miners from the eastern hills on Monday.", "chief of Tarsk", "miners", trigger="met")
WORDS = make("The envoy of Norvia met rebels from the eastern hills on Tuesday.", "envoy of Norvia", "rebels", trigger="met")
OTHER = make("In Orlo, striking dockers talked for nine hours with their bank.", "striking dockers", "bank", trigger="talked")


def test_near_duplicates_and_frames_are_told_apart() -> None:
    sentences = [ONE, NAMES, WORDS, OTHER]
    assert find_near_duplicates(sentences) == [(0, 2)]
    assert (0, 1) in find_repeated_frames(sentences)
    assert all(3 not in pair for pair in find_repeated_frames(sentences))
