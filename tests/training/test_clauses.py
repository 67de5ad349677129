"""Clauses of the parse, and which of them are claims."""

from training.annotation import GoldClaim, GoldSentence, Mark
from training.clauses import find_clauses, label_clause

TEXT = "Critics say that the loan will ruin Velmark before the spring."
SPAN = Mark("x", 17, len(TEXT) - 1)
SENTENCE = GoldSentence(TEXT, (SPAN,), (), (GoldClaim(SPAN, "forecast"),))


def test_a_clause_is_labelled_by_what_it_shares_with_the_claim() -> None:
    assert TEXT[SPAN.start : SPAN.end].startswith("the loan")
    assert label_clause(SPAN, SENTENCE) == "forecast"
    assert label_clause(Mark("c", 21, SPAN.end), SENTENCE) == "forecast"
    assert label_clause(Mark("c", 21, SPAN.start + 22), SENTENCE) is None
    assert label_clause(Mark("c", 0, 11), SENTENCE) == ""


def test_clauses_are_found_in_the_parse() -> None:
    (found,) = find_clauses([SENTENCE])
    assert found.claims == SENTENCE.claims
    assert "forecast" in {label_clause(clause, found) for clause in found.clauses}
    assert "" in {label_clause(clause, found) for clause in found.clauses}
