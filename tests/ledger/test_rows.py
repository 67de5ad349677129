"""Every field of every record comes back as it went in."""

from dataclasses import fields
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from multivector.ledger import Ledger, open_ledger, rows, tables
from multivector.records import Attribution, Claim, Document, Entity, Event, EventDate, EventMention, Place, Rejection, Span

texts = st.text(max_size=12)
maybe = st.none() | texts
numbers = st.integers(0, 2**31 - 1)
floats = st.floats(allow_nan=False)
days = st.none() | st.dates()
words = st.lists(texts, max_size=3).map(tuple)
spans = st.builds(Span, texts, numbers, numbers)
entities = st.builds(Entity, text=texts, start=numbers, end=numbers, name=maybe, country=maybe, sectors=words, kind=maybe, wikidata=maybe)
sides = st.lists(entities, max_size=3).map(tuple)
dates = st.builds(EventDate, maybe, days, days, texts)
places = st.none() | st.builds(Place, texts, maybe, maybe, st.none() | floats, st.none() | floats)
attributions = st.none() | st.builds(Attribution, st.none() | entities, texts)
documents = st.builds(
    Document, id=texts, text=texts, title=maybe, published=days, url=maybe, source=maybe, language=maybe, page=maybe, page_start=numbers
)
mentions = st.builds(
    EventMention,
    id=texts,
    document=st.just("d"),
    sentence=spans,
    trigger=spans,
    type=texts,
    mode=maybe,
    contexts=words,
    cameo=maybe,
    score=floats,
    status=texts,
    actors=sides,
    recipients=sides,
    date=dates,
    place=places,
    attribution=attributions,
    hedges=words,
    confidence=floats,
    explanation=words,
)
claims = st.builds(
    Claim,
    id=texts,
    document=st.just("d"),
    sentence=spans,
    span=spans,
    kind=texts,
    claimant=st.none() | entities,
    about=sides,
    hedges=words,
    polarity=floats,
)
events = st.builds(
    Event,
    id=texts,
    type=texts,
    mode=maybe,
    contexts=words,
    status=texts,
    actors=sides,
    recipients=sides,
    date=dates,
    place=places,
    score=floats,
    confidence=floats,
    reports=st.permutations(["m1", "m2", "m3"]).flatmap(lambda ids: st.integers(0, 3).map(lambda count: tuple(ids[:count]))),
    documents=words,
    reason=texts,
)
CARRIER = Document(id="d", text="Carrier.")
few = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    with open_ledger(tmp_path_factory.mktemp("rows") / "ledger.db") as opened:
        yield opened


@settings(few, max_examples=25)
@given(document=documents)
def test_documents_return_whole(tmp_path_factory, document):
    with open_ledger(tmp_path_factory.mktemp("one") / "ledger.db") as ledger:
        assert ledger.save(document, []) is None
        assert list(ledger.documents()) == [document]
        assert ledger.document(document.id) == document
        assert ledger.knows(document)


@few
@given(found=st.lists(mentions, max_size=3, unique_by=lambda m: m.id), held=st.lists(claims, max_size=3, unique_by=lambda c: c.id))
def test_mentions_and_claims_return_whole(ledger: Ledger, found, held):
    ledger.replace_events([])
    ledger.save(CARRIER, found, held)
    assert {mention.id: mention for mention in ledger.mentions()} == {mention.id: mention for mention in found}
    assert {claim.id: claim for claim in ledger.claims()} == {claim.id: claim for claim in held}
    assert list(ledger.mentions(ids=[mention.id for mention in found])) == found


@few
@given(happened=st.lists(events, max_size=3, unique_by=lambda e: e.id))
def test_events_return_whole(ledger: Ledger, happened):
    blank = Span("", 0, 0)
    ledger.save(CARRIER, [EventMention(id, "d", blank, blank, "CONSULT") for id in ("m1", "m2", "m3")])
    ledger.replace_events(happened)
    assert {event.id: event for event in ledger.events()} == {event.id: event for event in happened}
    for event in happened:
        assert tuple(mention.id for mention in ledger.reports(event.id)) == event.reports


@given(origin=texts, reason=texts)
def test_rejections_return_whole(origin, reason):
    rejection = Rejection(origin, reason)
    assert rows.load_rejection(rows.dump_rejection(rejection)) == rejection


@pytest.mark.parametrize(
    ("table", "record", "folded"),
    [
        (tables.documents, Document, set()),
        (tables.mentions, EventMention, {"sentence", "trigger", "date"}),
        (tables.claims, Claim, {"sentence", "span"}),
        (tables.events, Event, {"date", "reports"}),
    ],
)
def test_a_new_field_needs_a_column(table, record, folded):
    assert {field.name for field in fields(record)} - folded <= set(table.c.keys())


def test_sides_name_each_country_once():
    both = (Entity("a", 0, 1, country="QNV"), Entity("b", 2, 3, country="QNV"), Entity("c", 4, 5))
    mention = EventMention("m", "d", Span("", 0, 0), Span("", 0, 0), "CONSULT", actors=both, recipients=both[:1])
    assert rows.dump_sides(mention) == [
        {"owner": "m", "role": "actor", "country": "QNV"},
        {"owner": "m", "role": "recipient", "country": "QNV"},
    ]


def test_days_at_the_ends_of_the_calendar_are_days(tmp_path):
    with open_ledger(tmp_path / "ledger.db") as ledger:
        for number, day in enumerate((date.min, date.max)):
            ledger.save(Document(id=str(number), text="Same words.", published=day), [])
        assert ledger.duplicates() == {}
