"""Sentences to event mentions and claims, by one of two coders.

``reader`` is the learned one (`multivector.coding.reader`), ``codebook`` the transparent one: triggers of the codebook over the parse.
Belongs here: triggers, arguments, status, attribution and claims as words of the text.
Must not come here: who a name means and when "Tuesday" was (resolving), the words themselves (codebook).
"""

from collections.abc import Sequence

from multivector.coding.filing import FILINGS, Relation
from multivector.errors import UsageError
from multivector.records import Claim, Document, EventMention, Sentence

__all__ = ["CODERS", "FILINGS", "Coded", "Relation", "check_coder", "code_batch", "code_sentences", "relate_batch"]

CODERS = ("reader", "codebook")
Coded = tuple[tuple[EventMention, ...], tuple[Claim, ...]]


def check_coder(coder: str) -> None:
    """Raise UsageError where there is no such coder."""
    if coder not in CODERS:
        raise UsageError(f"coder is {coder!r}; choose one of {', '.join(CODERS)}")


def code_sentences(document: Document, sentences: Sequence[Sentence], *, coder: str = "reader") -> Coded:
    """All events and claims of a document's sentences, unresolved, in order of their words."""
    check_coder(coder)
    if coder == "reader":
        from multivector.coding.reader.coder import code_batch as read_batch

        return read_batch([(document, sentences)])[0]
    from multivector.coding.claims import find_claims
    from multivector.coding.coder import code_sentence

    events: list[EventMention] = []
    claims: list[Claim] = []
    for sentence in sentences:
        events.extend(code_sentence(document, sentence))
        claims.extend(find_claims(document, sentence))
    return tuple(events), tuple(claims)


def code_batch(batch: Sequence[tuple[Document, Sequence[Sentence]]], *, coder: str = "reader") -> list[Coded | Exception]:
    """The same for many documents at once, which is how the reader is quick; in the place of one that fails, its exception."""
    check_coder(coder)
    if coder == "reader":
        from multivector.coding.reader.coder import code_batch as read_batch

        try:
            return list(read_batch(batch))
        except Exception as error:
            if len(batch) <= 1:
                return [error for _ in batch]
    # One at a time, only the one that fails is lost.
    results: list[Coded | Exception] = []
    for document, sentences in batch:
        try:
            results.append(code_sentences(document, sentences, coder=coder))
        except Exception as error:
            results.append(error)
    return results


def relate_batch(
    batch: Sequence[tuple[Document, Sequence[Sentence], str, str]], *, coder: str = "reader", filing: str = "cameo"
) -> list[Relation | Exception | None]:
    """What each text reports between two mentions given by their words; None where it reports nothing, its exception where it fails.

    The reader marks both in the text and needs no sentences. ``filing`` says by whose book the type is given (`FILINGS`).
    """
    check_coder(coder)
    if filing not in FILINGS:
        raise UsageError(f"filing is {filing!r}; choose one of {', '.join(FILINGS)}")
    if coder == "reader":
        from multivector.coding.reader.relation import relate_texts

        try:
            return list(relate_texts([(document.text, source, target) for document, _, source, target in batch], filing=filing))
        except Exception as error:
            if len(batch) <= 1:
                return [error for _ in batch]
            return [result for row in batch for result in relate_batch([row], coder=coder, filing=filing)]
    from multivector.coding.relation import find_relation

    results: list[Relation | Exception | None] = []
    for document, sentences, source, target in batch:
        try:
            results.append(find_relation(document, sentences, source, target, filing=filing))
        except Exception as error:
            results.append(error)
    return results
