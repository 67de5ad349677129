"""Sentences, offsets and names, on the real pipeline."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multivector.parsing import parse_documents
from multivector.parsing.paragraphs import LONGEST, split_paragraphs
from multivector.records import Document, Sentence


def parse(text: str) -> tuple[Sentence, ...]:
    [(_, sentences)] = list(parse_documents([Document(id="d", text=text)]))
    return sentences


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The U.S. State Department summoned the ambassador. He said nothing.", 2),
        ("Gen. Ivo Marek met Col. Tana Brill in St. Orlo on Jan. 5. They agreed on nothing.", 2),
        ("J. K. Aarvold, the minister, resigned. Police arrested no one.", 2),
        ('"We will not yield," said the premier of Norvia. "We will not bend." Talks ended.', 3),
        ("NORVIA RECALLS ENVOY\nThe government of Norvia recalled its envoy on Monday.", 2),
        ("The ministry (formerly the Board of Trade) lifted the ban. Traders cheered.", 2),
        ("Talks were held in the U.S. The minister left early.", 2),
    ],
)
def test_boundaries_survive_abbreviations_quotations_initials_and_headlines(text: str, count: int) -> None:
    assert len(parse(text)) == count


def test_offsets_point_at_the_words_that_came() -> None:
    text = "  Кyiv’s “envoy” met\tthe Polish minister – in Łódź.\r\n\r\nA second line, with a no-break\u00a0space.  "
    for sentence in parse(text):
        assert text[sentence.start : sentence.end] == sentence.text
        for token in sentence.tokens:
            assert len(text[token.start : token.end]) == len(token.text)
        assert [t.index for t in sentence.tokens] == list(range(len(sentence.tokens)))


def test_the_codebook_marks_what_the_model_takes_wrongly() -> None:
    [sentence] = parse("Names: Lukashenka, Makei, Minsk, Belarus, the OSCE; dates: April 13th-14th.")
    kinds = {token.text: token.entity for token in sentence.tokens}
    assert (kinds["Lukashenka"], kinds["Minsk"], kinds["Belarus"], kinds["OSCE"]) == ("PERSON", "GPE", "GPE", "ORG")
    assert kinds["April"] == "DATE"


def test_documents_come_back_in_order_with_their_own_sentences() -> None:
    documents = [Document(id=str(i), text=f"Norvia recalled envoy {i}. The town was calm." if i % 3 else "") for i in range(40)]
    parsed = list(parse_documents(documents, batch=7))
    assert [d.id for d, _ in parsed] == [d.id for d in documents]
    assert all(s.document == d.id for d, sentences in parsed for s in sentences)
    assert [bool(sentences) for _, sentences in parsed] == [bool(d.text) for d in documents]


def test_hard_wrapped_lines_are_one_paragraph_and_headlines_are_not() -> None:
    wrapped = (
        "The foreign ministry of Norvia said on Monday that its envoy\n"
        "had returned from the talks on the river border without any\nagreement in hand."
    )
    assert len(list(split_paragraphs(wrapped))) == 1
    assert len(list(split_paragraphs("Envoy returns\nThe envoy of Norvia returned on Monday."))) == 2


@given(st.text(alphabet="ab .\n\r\t\u2028", max_size=400))
def test_paragraphs_cover_all_words_once_and_in_order(text: str) -> None:
    spans = list(split_paragraphs(text))
    assert all(a < b for a, b in spans)
    assert all(spans[i][1] <= spans[i + 1][0] for i in range(len(spans) - 1))
    covered = "".join(text[a:b] for a, b in spans)
    assert covered.replace("\n", "").replace("\r", "").split() or not text.split()
    assert sum(c in "ab." for c in covered) == sum(c in "ab." for c in text)


def test_a_very_long_paragraph_is_cut_without_losing_words() -> None:
    text = "word " * 9000
    spans = list(split_paragraphs(text))
    assert max(b - a for a, b in spans) <= LONGEST
    assert sum(text[a:b].count("word") for a, b in spans) == 9000
