"""The pairs layer's format is strict, the layer keeps to it, and the other layers give pairs whose marks are their words."""

from collections import Counter
from pathlib import Path

import pytest
from training.annotation import AnnotationError
from training.originality import find_alike, make_grams
from training.pairs import FILED, NONE, collect_plain, collect_rich, read_pairs
from training.splits import split

HEAD = "## YIELD RETREAT/release happened | frees\n"


def write(tmp_path: Path, text: str) -> list[Path]:
    path = tmp_path / "99-x.txt"
    path.write_text(text, encoding="utf-8")
    return [path]


def test_marks_become_spans(tmp_path: Path) -> None:
    one, other = read_pairs(write(tmp_path, HEAD + "[a The court] freed [b two editors].\n\n[b Two monks] were let go by [a Tarsk].\n"))
    assert one.text == "The court freed two editors."
    assert (one.text[slice(*one.source)], one.text[slice(*one.target)]) == ("The court", "two editors")
    assert (other.text[slice(*other.source)], other.text[slice(*other.target)]) == ("Tarsk", "Two monks")
    assert (one.filed, one.type, one.mode, one.status, one.origin) == ("YIELD", "RETREAT", "release", "happened", "99")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[a X] freed [b Y].", "before the first head"),
        (HEAD + "[a X] freed Y.", "mark one"),
        (HEAD + "[a X] freed [a Y].", "mark one"),
        (HEAD + "[a X] freed [b Y] and [b Z].", "mark one"),
        ("## YIELD RETREAT happened\n", "is not"),
        ("## YIELD RETREAT/arrest happened | x\n", "unknown"),
        ("## RETREAT RETREAT happened | x\n", "unknown"),
        ("## YIELD RETREAT soon | x\n", "unknown"),
    ],
)
def test_faults_are_named(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(AnnotationError, match=message):
        read_pairs(write(tmp_path, text))


def test_the_layer_is_broad_and_does_not_repeat_itself() -> None:
    pairs = read_pairs()
    counts = Counter(pair.filed for pair in pairs)
    assert len(pairs) >= 4000
    assert set(counts) == set(FILED) - {NONE}
    assert min(counts.values()) >= 100
    assert len({pair.text for pair in pairs}) == len(pairs)
    alike = find_alike([make_grams(pair.text) for pair in pairs], shared=0.5)
    assert len(alike) < len(pairs) / 200


def test_all_layers_mark_words() -> None:
    for pair in (*read_pairs(), *collect_plain(seed=0, frames=1), *collect_rich(split()[1], seed=0)):
        for start, end in (pair.source, pair.target):
            assert 0 <= start < end <= len(pair.text)
        assert pair.filed in FILED
