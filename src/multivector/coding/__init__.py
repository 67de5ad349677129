"""Sentences to event mentions and claims: the transparent coder.

Belongs here: the grammar of triggers, arguments, status, attribution and claims over the parse.
Must not come here: who a name means and when "Tuesday" was (resolving), the words themselves (codebook).
"""

from collections.abc import Sequence

from multivector.records import Claim, Document, EventMention, Sentence

__all__ = ["code_sentences", "relate_mentions"]


def code_sentences(document: Document, sentences: Sequence[Sentence]) -> tuple[tuple[EventMention, ...], tuple[Claim, ...]]:
    """All events and claims of a document's sentences, unresolved, in order of their words."""
    from multivector.coding.claims import find_claims
    from multivector.coding.coder import code_sentence

    events: list[EventMention] = []
    claims: list[Claim] = []
    for sentence in sentences:
        events.extend(code_sentence(document, sentence))
        claims.extend(find_claims(document, sentence))
    return tuple(events), tuple(claims)


def relate_mentions(document: Document, sentences: Sequence[Sentence], source: str, target: str) -> EventMention | None:
    """The event that best answers what the text reports between two mentions given by their words; None where it reports nothing."""
    from multivector.coding.relation import find_relation

    return find_relation(document, sentences, source, target)
