"""Which briefs train, which choose, which only report. Whole briefs, so that no author, region or topic stands on two sides."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from multivector.codebook.tables import find_data
from training.annotation import GoldSentence, read_corpus

CORPUS = Path(__file__).parent / "corpus"
TUNE = ("07", "20", "33", "40", "50")
TEST = ("04", "12", "25", "36", "41", "51")


def split(sentences: Iterable[GoldSentence] | None = None) -> tuple[list[GoldSentence], list[GoldSentence], list[GoldSentence]]:
    """Train, tune and test part of the rich layer (or of the sentences given)."""
    parts: tuple[list[GoldSentence], list[GoldSentence], list[GoldSentence]] = ([], [], [])
    for sentence in read_corpus() if sentences is None else sentences:
        author = sentence.brief["author"]
        parts[1 if author in TUNE else 2 if author in TEST else 0].append(sentence)
    return parts


def digest_corpus() -> str:
    """SHA-256 over the names and bytes of all files that are trained on.

    These are the layers without the tune and test briefs, the triggers, and the states that are exchanged for one another.
    """
    digest = hashlib.sha256()
    folders = (CORPUS / "rich", CORPUS / "plain", CORPUS / "pairs", Path(str(find_data() / "triggers")))
    states = Path(str(find_data() / "states.tsv"))
    for path in (states, *(path for folder in folders for path in sorted(folder.iterdir()) if path.is_file())):
        if path.parent.name != "rich" or path.name.split("-")[0] not in (*TUNE, *TEST):
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
