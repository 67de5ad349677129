"""Sentence boundaries that the parser alone gets wrong in news: abbreviations, initials, quotations, brackets."""

from spacy.language import Language
from spacy.tokens import Doc

from multivector.codebook.cues import load_cues

_QUOTES = frozenset("\"'”’»)]")


@Language.component("multivector_boundaries")
def set_boundaries(doc: Doc) -> Doc:
    """Forbid sentence starts where one cannot be; everything else is left to the parser."""
    depth = 0
    for i in range(len(doc) - 1):
        token, following = doc[i], doc[i + 1]
        if token.text in "([":
            depth += 1
        elif token.text in ")]":
            depth = max(0, depth - 1)
        if (
            _is_open(token.text, following.text)
            or (following.text in _QUOTES and not token.whitespace_)
            or (depth and following.text not in "([" and following.i - i < 2)
            or following.text[:1].islower()
        ):
            following.is_sent_start = False
    return doc


def _is_open(text: str, following: str) -> bool:
    """Whether ``text`` ends in a full stop that does not end the sentence before ``following``."""
    if text in load_cues("abbreviation"):
        return True
    # These may end a sentence: then only a usual opening word starts a new one ("in the U.S. The ministry", "the U.S. State Department").
    if text in load_cues("abbreviation-or-end"):
        return following not in load_cues("opener")
    # Initials: "J. K.", "Yu."; a lone capital with a full stop.
    return len(text) == 2 and text[0].isupper() and text[1] == "." and text != "I."
