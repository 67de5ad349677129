"""Names that the codebook knows, marked before the statistical entity recogniser runs.

The small English model takes "Minsk", "Belarus" or "Lukashenka" wrongly about half the time; what the codebook knows it need not
guess. Dates are marked here too, since the model cuts "April 13th-14th" and "3-4 April 2017" in pieces.
"""

import re

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.util import filter_spans

from multivector.codebook.actors import load_organizations, load_persons, load_places, load_states

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|"
    r"Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"
_RANGE = rf"{_DAY}(?:\s?(?:-|–|—|to|and)\s?{_DAY})?"

#: Written dates with a month name or in ISO form; what they mean is for the resolving stage.
DATES = re.compile(
    rf"\b(?:{_RANGE}\s+{_MONTH}(?:\s?(?:-|–|—|to)\s?{_RANGE}\s+{_MONTH})?(?:,?\s+{_YEAR})?"
    rf"|{_MONTH}\s+{_RANGE}(?:\s?(?:-|–|—|to)\s?{_MONTH}\s+{_RANGE})?(?:,?\s+{_YEAR})?"
    rf"|{_MONTH},?\s+{_YEAR}"
    rf"|{_YEAR}-[01]\d-[0-3]\d)(?!\w)"
)


def collect_names() -> dict[str, str]:
    """All names of the codebook with the entity type that spaCy would give: name -> GPE, NORP, PERSON or ORG."""
    names: dict[str, str] = {}
    for person in load_persons():
        names.update(dict.fromkeys((person.name, *person.names), "PERSON"))
    for body in load_organizations():
        names.update(dict.fromkeys((body.name, *body.names, *body.acronyms), "ORG"))
    for place in load_places():
        names.update(dict.fromkeys((place.name, *place.names), "GPE"))
    for state in load_states():
        names.update(dict.fromkeys((*state.adjectives, *state.demonyms), "NORP"))
        names.update(dict.fromkeys((state.name, *state.names, *state.capital, *state.metonyms), "GPE"))
    # One lower-case word would mark common words ("who" for the WHO); a name opens with a capital.
    return {name: kind for name, kind in names.items() if len(name) > 1 and any(c.isupper() for c in name)}


class Gazetteer:
    """A pipeline step that marks the codebook's names and written dates as entities."""

    def __init__(self, nlp: Language) -> None:
        self._matcher = PhraseMatcher(nlp.vocab)
        by_kind: dict[str, list[Doc]] = {}
        for name, kind in collect_names().items():
            by_kind.setdefault(kind, []).append(nlp.make_doc(name))
        for kind, patterns in by_kind.items():
            self._matcher.add(kind, patterns)

    def __call__(self, doc: Doc) -> Doc:
        """Mark what is found, the longest of what overlaps."""
        spans = [span for span in self._matcher(doc, as_spans=True) if span[-1].tag_ != "HYPH"]
        for match in DATES.finditer(doc.text):
            span = doc.char_span(match.start(), match.end(), label="DATE", alignment_mode="expand")
            if span is not None:
                spans.append(span)
        if spans:
            doc.set_ents(filter_spans(spans), default="unmodified")
        return doc


@Language.factory("multivector_gazetteer")
def make_gazetteer(nlp: Language, name: str) -> Gazetteer:
    """Make the step for a pipeline (spaCy's factory signature)."""
    return Gazetteer(nlp)
