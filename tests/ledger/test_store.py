"""Saving, replacing, duplicates, and the questions that a ledger answers."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from ledger_records import make_claim, make_document, make_event, make_mention, make_mentions

from multivector.errors import LedgerError, UsageError
from multivector.ledger import Contents, open_ledger
from multivector.records import Rejection

DAY = date(2016, 4, 15)


@pytest.fixture
def ledger(tmp_path):
    with open_ledger(tmp_path / "ledger.db") as opened:
        yield opened


def test_what_is_saved_is_there_after_reopening(tmp_path):
    document = make_document(1)
    with open_ledger(tmp_path / "ledger.db") as ledger:
        assert not ledger.knows(document)
        ledger.save(document, make_mentions(document, 2), [make_claim(document)])
    with open_ledger(f"sqlite:///{tmp_path}/ledger.db", create=False) as ledger:
        assert ledger.knows(document)
        assert ledger.document(document.id) == document
        assert list(ledger.mentions()) == make_mentions(document, 2)
        assert list(ledger.claims()) == [make_claim(document)]


def test_saving_twice_changes_nothing(ledger):
    document = make_document(1)
    mentions = make_mentions(document, 3)
    ledger.save(document, mentions, [make_claim(document)])
    ledger.replace_events([make_event("e", tuple(mentions))])
    ledger.save(document, reversed(mentions), [make_claim(document)])
    assert ledger.count() == Contents(documents=1, duplicates=0, mentions=3, claims=1, events=1, rejections=0)
    assert not ledger.needs_merging()
    assert ledger.event("e").reports == tuple(mention.id for mention in mentions)


def test_other_words_replace_the_old_ones(ledger):
    old, other = make_document(1), make_document(2)
    ledger.save(old, make_mentions(old, 3), [make_claim(old)])
    ledger.save(other, make_mentions(other, 2))
    ledger.replace_events([make_event("e", (make_mention(old), make_mention(other)))])
    new = make_document(1, text="Norvia's minister stayed at home.")
    assert not ledger.knows(new)
    ledger.save(new, [make_mention(new, 7, type="REJECT")])
    assert ledger.knows(new)
    assert not ledger.knows(old)
    assert list(ledger.mentions(document=new.id)) == [make_mention(new, 7, type="REJECT")]
    assert list(ledger.claims()) == []
    assert len(list(ledger.mentions(document=other.id))) == 2
    assert ledger.needs_merging()
    assert ledger.reports("e") == (make_mention(other),)


def test_a_second_reading_replaces_the_first(ledger):
    document = make_document(1)
    ledger.save(document, make_mentions(document, 3))
    better = replace(make_mention(document), confidence=0.9)
    ledger.save(document, [better])
    assert list(ledger.mentions()) == [better]


def test_white_space_alone_makes_no_other_document(ledger):
    document = make_document(1, text="Norvia met  Sellonia.")
    ledger.save(document, [])
    assert ledger.knows(replace(document, text="Norvia met\nSellonia. "))
    assert not ledger.knows(replace(document, id="another"))


@pytest.mark.parametrize(
    ("first", "second", "repeats"),
    [
        (DAY, DAY, True),
        (DAY, DAY + timedelta(3), True),
        (DAY, DAY - timedelta(3), True),
        (DAY, DAY + timedelta(4), False),
        (DAY, DAY - timedelta(4), False),
        (None, DAY, True),
        (DAY, None, True),
        (None, None, True),
    ],
)
def test_the_same_words_do_not_add_up(ledger, first, second, repeats):
    one = make_document(1, text="Norvia met  Sellonia.", published=first)
    two = make_document(2, text="Norvia met Sellonia.", published=second)
    assert ledger.save(one, make_mentions(one, 2)) is None
    assert ledger.save(two, make_mentions(two, 2), [make_claim(two)]) == (one.id if repeats else None)
    assert ledger.duplicates() == ({two.id: one.id} if repeats else {})
    assert ledger.count().mentions == (2 if repeats else 4)
    assert ledger.count().claims == (0 if repeats else 1)
    assert list(ledger.documents()) == [one, two]
    assert list(ledger.documents(duplicates=False)) == ([one] if repeats else [one, two])
    assert ledger.knows(two)
    # Coming again in another order makes neither change its place.
    assert ledger.save(one, make_mentions(one, 2)) is None
    assert ledger.duplicates() == ({two.id: one.id} if repeats else {})


def test_a_third_copy_points_to_the_first(ledger):
    copies = [make_document(number, text="Norvia met Sellonia.") for number in (1, 2, 3)]
    assert [ledger.save(copy, make_mentions(copy, 1)) for copy in copies] == [None, "doc-0001", "doc-0001"]
    assert ledger.count() == Contents(documents=3, duplicates=2, mentions=1, claims=0, events=0, rejections=0)


def test_a_duplicate_speaks_for_itself_once_the_first_is_gone(ledger):
    one, two, three = (make_document(number, text="Norvia met Sellonia.") for number in (1, 2, 3))
    for document in (one, two, three):
        ledger.save(document, make_mentions(document, 1))
    new = make_document(1, text="Corrected: nobody met anybody.")
    ledger.save(new, [])
    assert not ledger.knows(two)
    assert not ledger.knows(three)
    assert ledger.save(two, make_mentions(two, 1)) is None
    assert ledger.save(three, make_mentions(three, 1)) == two.id
    assert list(ledger.mentions()) == make_mentions(two, 1)
    assert all(ledger.knows(document) for document in (new, two, three))


def test_a_document_may_become_a_duplicate(ledger):
    one, two = make_document(1), make_document(2)
    ledger.save(one, make_mentions(one, 1))
    ledger.save(two, make_mentions(two, 1))
    assert ledger.save(replace(two, text=one.text), [make_mention(two)]) == one.id
    assert list(ledger.mentions()) == make_mentions(one, 1)


def test_records_of_another_document_are_refused(ledger):
    one, two = make_document(1), make_document(2)
    with pytest.raises(UsageError, match=r"belongs to document 'doc-0002', not 'doc-0001'"):
        ledger.save(one, [make_mention(two)])
    with pytest.raises(UsageError, match="doc-0002-claim"):
        ledger.save(one, [], [make_claim(two)])
    assert ledger.count().documents == 0


def test_text_that_cannot_be_stored_is_said(ledger):
    with pytest.raises(LedgerError, match="clean the text"):
        ledger.save(make_document(1, text="Norvia \ud800"), [])
    with pytest.raises(LedgerError, match="clean the text"):
        ledger.save(replace(make_document(1), title="\ud800"), [])
    document = make_document(1)
    with pytest.raises(LedgerError, match="clean the text"):
        ledger.save(document, [replace(make_mention(document), hedges=("\ud800",))])
    assert ledger.count().documents == 0


def test_a_missing_number_is_said(ledger):
    document = make_document(1)
    with pytest.raises(LedgerError, match="lacks a value"):
        ledger.save(document, [replace(make_mention(document), confidence=float("nan"))])
    assert ledger.count().documents == 0


def test_natural_order(ledger):
    items = [replace(make_document(n), id=f"page#{n}", page="page", page_start=100 * n) for n in (2, 10, 1)]
    loose = [make_document(0, id="b"), make_document(0, id="z", text="Something else.")]
    for document in (loose[1], *items, loose[0]):
        ledger.save(document, reversed(make_mentions(document, 3)))
    order = ["b", "page#1", "page#2", "page#10", "z"]
    assert [document.id for document in ledger.documents()] == order
    assert [(m.document, m.trigger.start) for m in ledger.mentions()] == [(id, start) for id in order for start in (0, 10, 20)]


def test_mentions_by_id_come_in_the_order_asked(ledger):
    documents = [make_document(number) for number in range(300)]
    for document in documents[:2]:
        ledger.save(document, make_mentions(document, 400))
    found = [mention for document in documents[:2] for mention in make_mentions(document, 400)][::-1]
    ids = ["unknown", *(mention.id for mention in found)]
    assert list(ledger.mentions(ids=ids)) == found
    assert list(ledger.mentions(ids=ids, document="doc-0001")) == found[:400]
    assert list(ledger.mentions(ids=[])) == []


def test_rejections_are_noted_once(ledger):
    notes = [
        Rejection("b.html", "no text"),
        Rejection("a.html", "no text"),
        Rejection("a.html", "not English"),
        Rejection("b.html", "no text"),
    ]
    for note in notes:
        ledger.reject(note)
    assert list(ledger.rejections()) == [notes[1], notes[2], notes[0]]


def test_unknown_ids_are_named(ledger):
    for ask in (ledger.document, ledger.event, ledger.reports):
        with pytest.raises(LedgerError, match="'nobody'"):
            ask("nobody")


def test_events_are_replaced_as_a_whole(ledger):
    document = make_document(1)
    mentions = make_mentions(document, 3)
    ledger.save(document, mentions)
    assert ledger.needs_merging()
    ledger.replace_events([make_event("a", (mentions[2], mentions[0])), make_event("b")])
    assert not ledger.needs_merging()
    assert ledger.reports("a") == (mentions[2], mentions[0])
    assert ledger.reports("b") == ()
    ghost = make_mention(make_document(9))
    with pytest.raises(LedgerError, match="save that first"):
        ledger.replace_events([make_event("c", (ghost,))])
    with pytest.raises(LedgerError, match="two records carry one id"):
        ledger.replace_events([make_event("d"), make_event("d")])
    assert [event.id for event in ledger.events()] == ["a", "b"]
    ledger.replace_events([make_event("a", (mentions[1],))])
    assert [event.reports for event in ledger.events()] == [(mentions[1].id,)]


def test_events_are_filtered(ledger):
    ledger.replace_events(
        [
            make_event("z", start=date(2016, 1, 1), days=10),
            make_event("y", start=date(2016, 1, 1), type="REJECT", actor="QVD", confidence=0.2),
            make_event("x", start=date(2016, 3, 1), status="future", actor="QSL", recipient="QVD"),
            make_event("w", start=None),
            make_event("v", start=date(2015, 1, 1), confidence=0.9),
        ]
    )

    def ask(**filters):
        return "".join(event.id for event in ledger.events(**filters))

    assert ask() == "vyzxw"
    assert ask(type="REJECT") == "y"
    assert ask(status="future") == "x"
    assert ask(country="QVD") == "yx"
    assert ask(country="QSL") == "vyzxw"
    assert ask(country="Q") == ""
    assert ask(since=date(2016, 1, 1)) == "yzx"
    assert ask(since=date(2016, 1, 10)) == "zx"
    assert ask(since=date(2016, 1, 11)) == "x"
    assert ask(until=date(2016, 1, 1)) == "vyz"
    assert ask(until=date(2015, 12, 31)) == "v"
    assert ask(since=date(2016, 1, 5), until=date(2016, 1, 5)) == "z"
    assert ask(min_confidence=0.75) == "vzxw"
    assert ask(limit=2) == "vy"
    assert ask(limit=0) == ""
    assert ask(country="QVD", status="happened", min_confidence=0.1, limit=5) == "y"


def test_filters_that_cannot_be_are_refused_at_once(ledger):
    with pytest.raises(UsageError, match="exchange the two"):
        ledger.events(since=date(2016, 2, 1), until=date(2016, 1, 1))
    with pytest.raises(UsageError, match="negative"):
        ledger.events(limit=-1)


def test_many_events_come_in_order_with_their_reports(ledger):
    document = make_document(1)
    mentions = make_mentions(document, 5)
    ledger.save(document, mentions)
    made = [make_event(f"e{n:04}", tuple(mentions[: n % 6])) for n in range(1203)]
    ledger.replace_events(reversed(made))
    assert list(ledger.events()) == made


def test_one_may_write_while_reading(ledger):
    for number in range(4):
        document = make_document(number)
        ledger.save(document, make_mentions(document, 1))
    for number, mention in enumerate(ledger.mentions()):
        document = make_document(number + 10)
        ledger.save(document, [])
        ledger.save(ledger.document(mention.document), [])
    assert ledger.count() == Contents(documents=8, duplicates=0, mentions=0, claims=0, events=0, rejections=0)


def test_a_closed_ledger_says_so(ledger):
    ledger.close()
    ledger.close()
    with pytest.raises(LedgerError, match="open it again"):
        ledger.count()
