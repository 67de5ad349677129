"""Text to word pieces, as the encoder was trained: lower case, sides of a pair between marks."""

from collections.abc import Sequence
from dataclasses import dataclass

from tokenizers import Tokenizer

#: Ids of the vocabulary that open and close a sentence.
OPENING, CLOSING = 101, 102
#: Unused entries of the vocabulary that open and close the source and the target of a pair.
MARKS = (2, 3, 4, 5)
#: Most pieces in one input of the encoder; longer text is cut to windows (sentences) or to the stretch that holds both sides (pairs).
LONGEST = 128


@dataclass(frozen=True, slots=True)
class Pieces:
    """One input of the encoder. ``offsets``: the characters of each piece, (0, 0) for what is no text.

    ``source`` and ``target`` are the positions of a pair's opening marks, 0 in a bare sentence.
    """

    ids: list[int]
    offsets: list[tuple[int, int]]
    source: int = 0
    target: int = 0


def cut_sentence(tokenizer: Tokenizer, text: str) -> list[Pieces]:
    """A sentence as one input, or as several where it is longer than the encoder reads."""
    encoding = tokenizer.encode(text, add_special_tokens=False)
    step = LONGEST - 2
    return [
        Pieces([OPENING, *encoding.ids[i : i + step], CLOSING], [(0, 0), *encoding.offsets[i : i + step], (0, 0)])
        for i in range(0, max(1, len(encoding.ids)), step)
    ]


def mark_pair(tokenizer: Tokenizer, text: str, source: tuple[int, int], target: tuple[int, int]) -> Pieces:
    """A text with marks around two stretches of its characters; cut to what stands around them where it is too long."""
    encoding = tokenizer.encode(text, add_special_tokens=False)
    inserts: dict[int, list[int]] = {}
    for (start, end), (opening, closing) in ((source, MARKS[:2]), (target, MARKS[2:])):
        inside = [i for i, (a, b) in enumerate(encoding.offsets) if a < end and start < b] or [0]
        inserts.setdefault(inside[0], []).append(opening)
        inserts.setdefault(inside[-1] + 1, []).insert(0, closing)
    ids: list[int] = []
    offsets: list[tuple[int, int]] = []
    for i in range(len(encoding.ids) + 1):
        for mark in inserts.get(i, ()):
            ids.append(mark)
            offsets.append((0, 0))
        if i < len(encoding.ids):
            ids.append(encoding.ids[i])
            offsets.append(encoding.offsets[i])
    step = LONGEST - 2
    if len(ids) > step:
        middle = (ids.index(MARKS[0]) + ids.index(MARKS[2])) // 2
        begin = max(0, min(middle - step // 2, len(ids) - step))
        ids, offsets = ids[begin : begin + step], offsets[begin : begin + step]
    ids, offsets = [OPENING, *ids, CLOSING], [(0, 0), *offsets, (0, 0)]
    return Pieces(ids, offsets, _position(ids, MARKS[0]), _position(ids, MARKS[2]))


def find_pieces(offsets: Sequence[tuple[int, int]], start: int, end: int) -> list[int]:
    """Indexes of the pieces that share a character with a stretch of text."""
    return [i for i, (a, b) in enumerate(offsets) if a < end and start < b]


def _position(ids: list[int], mark: int) -> int:
    return ids.index(mark) if mark in ids else 0
