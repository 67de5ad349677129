"""Markdown of the brief: readable, and deaf to what documents say in Markdown."""

from dataclasses import replace

import pytest

from multivector.briefing import render_markdown
from multivector.briefing.markdown import escape_markdown, link_markdown, quote_markdown
from multivector.briefing.quotations import quote
from multivector.records import Span


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("a < b > c & d", "a &lt; b &gt; c &amp; d"),
        ("[x](y) | `z` *s* _t_ ~u~ \\", "\\[x\\](y) \\| \\`z\\` \\*s\\* \\_t\\_ \\~u\\~ \\\\"),
        ("# title\n\n- item", "\\# title - item"),
        ("1. first", "1\\. first"),
        ("1.5 points", "1.5 points"),
        ("- item", "\\- item"),
        ("see https://a.invalid or www.a.invalid", "see https&#58;//a.invalid or www&#46;a.invalid"),
    ],
)
def test_what_markdown_would_interpret_is_made_literal(text, escaped):
    assert escape_markdown(text) == escaped


def test_marked_words_keep_their_blanks_outside(brief):
    sentence = Span("They met  again *soon*.", 5, 28)
    quotation = quote(None, sentence, Span("met", 10, 13), number=1, anchor="report-1")
    assert quote_markdown(quotation) == "They **met** again \\*soon\\*."
    unmarked = quote(None, sentence, Span("parted", 10, 16), number=1, anchor="report-1")
    assert quote_markdown(unmarked) == "They met again \\*soon\\*."


def test_offsets_of_another_counting_still_find_the_words():
    quotation = quote(None, Span("They met again.", 0, 15), Span("met", 105, 108), number=1, anchor="report-1")
    assert (quotation.before, quotation.mark, quotation.after) == ("They ", "met", " again.")


def test_a_link_cannot_break_out():
    assert link_markdown("https://a.invalid/ü>x") == "<https://a.invalid/ü%3Ex>"


def test_the_sample_in_markdown(brief):
    text = render_markdown(brief)
    for line in (
        "# Norvia's Foreign Relations",
        "| Esteria | March–April 2032 | −6 | −8.5 | −3 | 2 | 3 |",
        "#### July–August 2032 · +7 (90% interval 4 to 9.5)",
        "- 12–13 January 2032: Oda Renn paid a visit to Esteria, **+5** (3 reports)",
        "- **Pavo Lind**, forecast about Esteria; hedged by “probably”",
        "- All names in this brief are invented.",
    ):
        assert line in text.splitlines()
    assert (
        "  > “Esteria **criticised** Norvia for the new fishing quotas.” — *Dispatch 2*, Harrow Post, 20 February 2032, <https://courier"
        in text
    )
    assert text == render_markdown(brief)


def test_no_table_row_is_broken_by_its_cells(brief):
    entries = tuple(replace(entry, reason="a | b\nc") for entry in brief.entries)
    rows = [line for line in render_markdown(replace(brief, entries=entries)).splitlines() if line.startswith("|")]
    assert len(rows) == 2 + 12 + 2 + 13
    assert {row.replace("\\|", "").count("|") for row in rows} == {8, 10}
