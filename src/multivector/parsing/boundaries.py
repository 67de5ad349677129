"""Sentence boundaries that the parser alone gets wrong in news: abbreviations, initials, quotations, brackets."""

from spacy.language import Language
from spacy.tokens import Doc

#: Never followed by a new sentence: titles, months, and other short forms that want a name or a number.
BEFORE_A_NAME = frozenset(
    "Mr. Mrs. Ms. Dr. Prof. Gen. Lt. Col. Maj. Capt. Sgt. Adm. Cmdr. Brig. Sen. Rep. Gov. Pres. Amb. Hon. Rev. Fr. St. Mt. Ft. No. Nos. Art. vs. v. "
    "approx. ca. cf. e.g. i.e. al. Jan. Feb. Mar. Apr. Jun. Jul. Aug. Sept. Sep. Oct. Nov. Dec. Mon. Tue. Wed. Thu. Fri. Sat. Sun.".split()
)
#: May close a sentence: then only a usual opening word starts a new one ("in the U.S. The ministry …" but "the U.S. State Department").
EITHER_WAY = frozenset("U.S. U.K. U.N. E.U. U.A.E. D.C. a.m. p.m. Inc. Ltd. Corp. Co. Jr. Sr. etc.".split())
OPENERS = frozenset(
    "The A An In On At It He She They We This That These Those But And However Meanwhile According After Before During While As Its His Her Their "
    "There Earlier Later Officials Police".split()
)
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
    if text in BEFORE_A_NAME:
        return True
    if text in EITHER_WAY:
        return following not in OPENERS
    # Initials: "J. K.", "Yu."; a lone capital with a full stop.
    return len(text) == 2 and text[0].isupper() and text[1] == "." and text != "I."
