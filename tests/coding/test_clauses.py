"""Clauses of a sentence as stretches that may be claims."""

from multivector.coding.reader.clauses import list_clauses
from multivector.parsing.batches import parse_batch
from multivector.records import Document, Sentence


def parse(text: str) -> Sentence:
    (sentences,) = parse_batch([Document(id="1", text=text)])
    assert not isinstance(sentences, Exception)
    return sentences[0]


def list_texts(text: str) -> list[str]:
    sentence = parse(text)
    return [text[sentence.tokens[first].start : sentence.tokens[last].end] for first, last in list_clauses(sentence.tokens)]


def test_a_reported_clause_stands_alone() -> None:
    found = list_texts("Critics say that the loan will ruin Velmark.")
    assert "loan will ruin Velmark" in found
    assert "will ruin Velmark" in found


def test_what_follows_loosely_may_be_left_out() -> None:
    found = list_texts("Norvia seeks to divide the allies before the vote.")
    assert "Norvia seeks to divide the allies before the vote" in found
    assert "seeks to divide the allies before the vote" in found
    assert any(text.endswith("divide the allies") for text in found)


def test_each_stretch_lies_in_the_sentence_once_and_has_three_words() -> None:
    sentence = parse('"No state may starve its neighbour," the bishop told the council, "and none ever will."')
    found = list_clauses(sentence.tokens)
    assert len(found) == len(set(found))
    assert all(first >= 0 and first + 2 <= last < len(sentence.tokens) for first, last in found)


def test_a_heading_has_none() -> None:
    assert list_clauses(parse("Yes.").tokens) == []
