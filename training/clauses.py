"""The clauses of annotated sentences, from their parse, and which of them are claims."""

from collections.abc import Sequence
from dataclasses import replace

from multivector.coding.reader.clauses import list_clauses
from multivector.parsing.batches import parse_batch
from multivector.records import Document
from training.annotation import GoldSentence, Mark

#: A clause is a claim if they share so much of all their characters, none if it shares no more than so much with any.
SAME, OTHER = 0.7, 0.4


def find_clauses(sentences: Sequence[GoldSentence]) -> list[GoldSentence]:
    """The sentences with the clauses of their parse."""
    found: list[GoldSentence] = []
    for start in range(0, len(sentences), 256):
        chosen = sentences[start : start + 256]
        for sentence, parsed in zip(chosen, parse_batch([Document(id="x", text=own.text) for own in chosen]), strict=True):
            if isinstance(parsed, Exception):
                raise parsed
            spans = [(own.tokens[first].start, own.tokens[last].end) for own in parsed for first, last in list_clauses(own.tokens)]
            found.append(replace(sentence, clauses=tuple(Mark("clause", *span) for span in spans)))
    return found


def label_clause(clause: Mark, sentence: GoldSentence) -> str | None:
    """The kind of the claim that a clause is, "" if it is none, None if it is a part of one or too much."""
    label: str | None = ""
    for claim in sentence.claims:
        common = min(clause.end, claim.span.end) - max(clause.start, claim.span.start)
        shared = common / (max(clause.end, claim.span.end) - min(clause.start, claim.span.start))
        if shared >= SAME:
            return claim.kind
        if shared > OTHER:
            label = None
    return label
