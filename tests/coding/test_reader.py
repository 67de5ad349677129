"""The learned reader's own parts: its file, its cutting of text, its calibration, its explanation."""

import json
import re
from dataclasses import replace

import numpy as np
import pytest

from multivector.coding.reader.decode import FoundClaim, Words, choose_claims, choose_contexts, find_runs, trim
from multivector.coding.reader.network import check_labels, load_network
from multivector.coding.reader.pieces import LONGEST, MARKS, cut_sentence, find_pieces, mark_pair
from multivector.coding.reader.relation import locate
from multivector.errors import CodebookError
from multivector.records import Token

TEXT = "Norvian police arrested three journalists in Orlo."


def test_the_file_says_from_what_it_was_made() -> None:
    network = load_network()
    assert re.fullmatch(r"[0-9a-f]{64}", network.settings["corpus"])
    assert json.loads(network.settings["settings"])["seed"] == 0
    assert "minilm" in network.settings["base"]
    check_labels(network.labels)
    for curve in network.curves.values():
        assert [x for x, _ in curve] == sorted(x for x, _ in curve)
        assert [y for _, y in curve] == sorted(y for _, y in curve)
        assert 0 <= curve[0][1] <= curve[-1][1] <= 1


def test_a_network_of_another_codebook_is_refused() -> None:
    labels = dict(load_network().labels) | {"statuses": ("happened", "dreamt")}
    with pytest.raises(CodebookError, match=r"other statuses.*dreamt.*train it anew"):
        check_labels(labels)


def test_calibration_is_linear_between_knots() -> None:
    network = replace(load_network(), curves={"events": ((0.2, 0.1), (0.6, 0.5), (1.0, 0.9))})
    values = [network.calibrate(raw, curve="events") for raw in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)]
    assert values == pytest.approx([0.1, 0.1, 0.3, 0.5, 0.7, 0.9])


def test_pieces_keep_their_place_in_the_text() -> None:
    tokenizer = load_network().tokenizer
    [pieces] = cut_sentence(tokenizer, TEXT)
    assert len(pieces.ids) == len(pieces.offsets)
    assert [TEXT[a:b] for a, b in pieces.offsets if b][-3:] == ["Or", "##lo"[2:], "."]
    assert [TEXT[slice(*pieces.offsets[i])] for i in find_pieces(pieces.offsets, 15, 23)] == ["arrested"]


def test_long_sentences_become_windows_that_hold_all_of_them() -> None:
    tokenizer = load_network().tokenizer
    text = "the minister met the envoy " * 100
    windows = cut_sentence(tokenizer, text)
    assert all(len(window.ids) <= LONGEST for window in windows)
    words = [text[a:b] for window in windows for a, b in window.offsets if b]
    assert words == text.split()
    assert cut_sentence(tokenizer, "")[0].offsets == [(0, 0), (0, 0)]


def test_marks_stand_around_both_sides_whatever_their_order() -> None:
    tokenizer = load_network().tokenizer
    for source, target in (((0, 14), (24, 41)), ((24, 41), (0, 14)), ((0, 14), (0, 14)), ((0, 7), (8, 14))):
        pair = mark_pair(tokenizer, TEXT, source, target)
        assert [pair.ids.count(mark) for mark in MARKS] == [1, 1, 1, 1]
        assert (pair.ids[pair.source], pair.ids[pair.target]) == (MARKS[0], MARKS[2])
        for span, opening, closing in ((source, *MARKS[:2]), (target, *MARKS[2:])):
            inside = range(pair.ids.index(opening), pair.ids.index(closing))
            covered = [pair.offsets[i] for i in inside if pair.offsets[i][1]]
            assert (covered[0][0], covered[-1][1]) == span


def test_a_pair_far_into_a_long_text_is_kept() -> None:
    tokenizer = load_network().tokenizer
    text = "the weather was fine and " * 80 + TEXT
    at = text.index("Norvian")
    pair = mark_pair(tokenizer, text, (at, at + 14), (at + 24, at + 41))
    assert len(pair.ids) <= LONGEST
    assert pair.ids[pair.source] == MARKS[0]
    assert pair.ids[pair.target] == MARKS[2]


def test_locate() -> None:
    assert locate(TEXT, "three journalists") == (24, 41)
    assert locate(TEXT, "THREE JOURNALISTS") == (24, 41)
    assert locate(TEXT, "the journalists") == (30, 41)
    assert locate(TEXT, "Velmark") is None
    assert locate(TEXT, "") is None


def test_runs() -> None:
    assert list(find_runs([0, 2, 2, 0, 3, 2])) == [(1, 2, 2), (4, 4, 3), (5, 5, 2)]
    assert list(find_runs([])) == []


def test_of_clauses_that_share_words_the_likeliest_is_the_claim() -> None:
    whole = FoundClaim(Words(0, 9, 0.5), "fact", 0.0, {}, 0.8)
    half, other = replace(whole, words=Words(0, 4, 0.5), raw=0.7), replace(whole, words=Words(10, 14, 0.5), raw=0.3)
    assert choose_claims([half, whole, other]) == [whole, other]
    assert choose_claims([other, half, replace(whole, raw=0.6)]) == [half, other]
    assert choose_claims([]) == []


def test_words_that_show_a_context_make_it_likelier() -> None:
    network = load_network()
    names = network.labels["contexts"]
    logits = np.full(len(names), -6.0, dtype=np.float32)
    military, economic = names.index("military"), names.index("economic")
    logits[[military, economic]] = (-3.0, -0.5)
    assert choose_contexts(network, logits, ()) == ("economic",)
    assert choose_contexts(network, logits, {"military"}) == ("economic", "military")
    assert choose_contexts(network, logits - 9, {"military"}) == ()


def test_stretches_lose_what_stands_outside_marks() -> None:
    words = [Token(i, text, text, "X", "X", "x", 0, "", False, 0, 0) for i, text in enumerate(["the", "Norvian", "police", ",", "'s"])]
    found = trim(words, 0, 4, 0.5)
    assert found is not None
    assert (found.first, found.last) == (1, 2)
    assert trim(words, 3, 4, 0.5) is None


def test_runs_are_the_same_each_time() -> None:
    network = load_network()
    inputs = [cut_sentence(network.tokenizer, text)[0] for text in (TEXT, TEXT + " " + TEXT, "Rain.", TEXT, "One more.", "And more.")]
    first = list(network.run(inputs, outputs=("tags",)))
    again = list(network.run(inputs[::-1], outputs=("tags",)))[::-1]
    for one, other in zip(first, again, strict=True):
        assert np.array_equal(one["tags"], other["tags"])
    assert np.array_equal(first[0]["tags"], first[3]["tags"])
