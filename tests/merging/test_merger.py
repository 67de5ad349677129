"""Invented reports from invented states: what must become one event, and what must not."""

import random
import time
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multivector.merging import Merging, merge_mentions
from multivector.records import Document, Entity, EventDate, EventMention, Place, Span


def state(name, country):
    return Entity(name, 0, len(name), name=name, country=country, sectors=("GOV",), kind="state")


def person(name, country, sector="GOV"):
    return Entity(name, 0, len(name), name=name, country=country, sectors=(sector,), kind="person")


def words(text, kind=None):
    return Entity(text, 0, len(text), kind=kind)


NORVIA, ESTERIA, TAVLAND = state("Norvia", "NOV"), state("Esteria", "EST"), state("Tavland", "TAV")
RENN, SAARI, LIND = person("Oda Renn", "NOV"), person("Pavo Saari", "EST"), person("Jon Lind", "NOV")
MARCH_1, MARCH_2 = date(2031, 3, 1), date(2031, 3, 2)
serial = iter(range(10**9))


def on(start, end=None, basis="text"):
    return EventDate("then", start, end or start, basis)


def report(document, actors, recipients=(), when=None, *, type="CONSULT", id=None, confidence=0.8, at=0, **more):
    identity = id or f"{document}-{next(serial):06}"
    actors = actors if isinstance(actors, tuple) else (actors,)
    recipients = recipients if isinstance(recipients, tuple) else (recipients,)
    span = Span("…", at, at + 1)
    return EventMention(
        identity, document, span, span, type, actors=actors, recipients=recipients, date=when or EventDate(), confidence=confidence, **more
    )


def count(*mentions, **options):
    return len(merge_mentions(mentions, **options).events)


# -- one event --


def test_two_wordings_of_a_visit_become_one_event():
    kaldvik = Place("Kaldvik", "Kaldvik", "EST", 60.0, 24.0)
    merging = merge_mentions(
        [
            report("a", RENN, ESTERIA, on(MARCH_1, MARCH_2), mode="visit", place=kaldvik, score=4.0, contexts=("diplomatic",), id="r1"),
            report("b", (NORVIA, SAARI), (), on(MARCH_2), score=2.5, confidence=0.5, id="r2", contexts=("economic",)),
            report("b", words("she"), SAARI, EventDate(), mode="visit", score=4.0, confidence=0.4, id="r3"),
        ]
    )
    (event,) = merging.events
    assert event.reports == ("r1", "r2", "r3")
    assert event.documents == ("a", "b")
    assert event.actors == (RENN,)
    assert event.recipients == (SAARI,)
    assert (event.mode, event.score, event.place, event.status) == ("visit", 4.0, kaldvik, "happened")
    assert event.contexts == ("diplomatic", "economic")
    assert (event.date.start, event.date.end) == (MARCH_1, MARCH_2)
    assert event.confidence == pytest.approx(1 - 0.2 * 0.5)
    assert event.reason == "3 reports in 2 documents: CONSULT visit, Norvia and Esteria, 2031-03-01/02"
    assert merging.apart == ()


def test_undated_report_follows_its_documents_date():
    """A feature printed three weeks later states the day once; its second report of the visit must not break the event."""
    late = date(2031, 3, 22)
    first = report("a", RENN, SAARI, on(MARCH_1))
    again = report("b", RENN, ESTERIA, on(MARCH_1), at=10)
    undated = report("b", NORVIA, ESTERIA, on(late, basis="published"), at=90)
    assert count(first, again, undated) == 1


def test_published_dates_join_within_three_days_only():
    first = report("a", NORVIA, ESTERIA, on(MARCH_1, basis="published"))
    assert count(first, report("b", NORVIA, ESTERIA, on(MARCH_1 + timedelta(3), basis="published"))) == 1
    assert count(first, report("b", NORVIA, ESTERIA, on(MARCH_1 + timedelta(4), basis="published"))) == 2


def test_documents_give_the_publication_day():
    mentions = [report(name, NORVIA, ESTERIA, EventDate(basis="published")) for name in "ab"]
    documents = {name: Document(name, f"Text {name}.", published=MARCH_1) for name in "ab"}
    assert count(*mentions) == 2
    assert count(*mentions, documents=documents) == 1
    assert merge_mentions(mentions, documents=documents).events[0].date.start == MARCH_1


def test_undated_reports_join_within_a_document_only():
    assert count(report("a", NORVIA, ESTERIA), report("a", RENN, SAARI)) == 1
    assert count(report("a", NORVIA, ESTERIA), report("b", NORVIA, ESTERIA)) == 2


def test_background_joins_the_happening_only_where_dates_agree():
    news = report("a", NORVIA, ESTERIA, on(MARCH_1))
    assert count(news, report("b", NORVIA, ESTERIA, on(MARCH_1), status="historical")) == 1
    assert count(news, report("a", NORVIA, ESTERIA, EventDate(), status="historical")) == 2


def test_unresolved_names_meet_by_their_words():
    full, short = words("President Edda Brandt"), words("Brandt")
    assert count(report("a", full, SAARI, on(MARCH_1)), report("b", short, SAARI, on(MARCH_1))) == 1
    assert count(report("a", words("Norvia"), SAARI, on(MARCH_1)), report("b", words("Bank of Norvia"), TAVLAND, on(MARCH_1))) == 2


def test_one_sided_report_joins_on_the_same_day_only():
    full = report("a", NORVIA, ESTERIA, on(MARCH_1), type="ACCUSE")
    assert count(full, report("b", NORVIA, (), on(MARCH_1), type="ACCUSE")) == 1
    assert count(full, report("b", NORVIA, (), on(MARCH_1, MARCH_2), type="ACCUSE")) == 2


# -- kept apart --


def apart_reason(*mentions):
    merging = merge_mentions(mentions)
    assert len(merging.events) == len(mentions)
    ((one, other, reason),) = merging.apart
    assert {one, other} <= {m.id for m in mentions}
    return reason


def test_plan_and_visit_stay_apart():
    plan = report("a", RENN, ESTERIA, on(MARCH_1), status="future")
    assert apart_reason(plan, report("b", RENN, ESTERIA, on(MARCH_1))) == "status differs: future, happened"


def test_denial_stays_apart():
    denial = report("a", NORVIA, ESTERIA, status="negated", type="AID")
    assert "negated" in apart_reason(denial, report("a", NORVIA, ESTERIA, type="AID"))


def test_visits_a_month_apart_stay_apart_even_beside_a_vague_report():
    first, second = (report(d, RENN, ESTERIA, on(day)) for d, day in (("a", MARCH_1), ("b", date(2031, 3, 30))))
    assert apart_reason(first, second) == "29 days between 2031-03-01 and 2031-03-30"
    merging = merge_mentions([first, second, report("c", RENN, ESTERIA, on(MARCH_1, date(2031, 3, 31)))])
    assert sorted(len(event.reports) for event in merging.events) == [1, 2]


def test_talks_with_two_states_on_one_day_stay_apart():
    with_esteria, with_tavland = (report("a", (NORVIA, other), (), on(MARCH_1)) for other in (ESTERIA, TAVLAND))
    assert "different sides" in apart_reason(with_esteria, with_tavland)
    bridge = report("a", NORVIA, (), on(MARCH_1))
    assert count(with_esteria, with_tavland, bridge) == 2
    unresolved = [report("a", (words("Norvia"), words(other)), (), on(MARCH_1)) for other in ("Esteria", "Tavland")]
    assert count(*unresolved) == 2


def test_directions_are_not_swapped():
    there, back = report("a", NORVIA, ESTERIA, on(MARCH_1), type="ACCUSE"), report("b", ESTERIA, NORVIA, on(MARCH_1), type="ACCUSE")
    assert count(there, back) == 2


def test_two_ministers_do_not_make_their_presidents_meeting():
    one = report("a", (RENN, SAARI), (), on(MARCH_1))
    other = report("b", (LIND, person("Ursa Holt", "EST")), (), on(MARCH_1))
    assert "different persons" in apart_reason(one, other)


def test_opposition_is_not_its_state():
    leader = person("Ilmar Sooth", "NOV", "OPP")
    assert count(report("a", leader, ESTERIA, on(MARCH_1)), report("b", NORVIA, ESTERIA, on(MARCH_1))) == 2


@pytest.mark.parametrize(
    ("place", "events"),
    [
        (Place("Velm", "Velm", "NOV"), 2),
        (Place("Hoven", "Hoven", "EST"), 2),
        (Place("Esteria", "Esteria", "EST"), 1),
        (Place("port of Kaldvik", "Kaldvik Port", "EST"), 1),
        (Place("Sund", "Sund", "EST", 60.1, 24.1), 1),
        (Place("Sund", "Sund", "EST", 61.0, 24.1), 2),
        (None, 1),
    ],
)
def test_places(place, events):
    kaldvik = Place("Kaldvik", "Kaldvik", "EST", 60.0, 24.0)
    one, other = (report(d, NORVIA, ESTERIA, on(MARCH_1), place=where) for d, where in (("a", kaldvik), ("b", place)))
    assert count(one, other) == events


def test_types_and_modes_stay_apart():
    visit = report("a", NORVIA, ESTERIA, on(MARCH_1), mode="visit")
    assert count(visit, report("b", NORVIA, ESTERIA, on(MARCH_1), type="AID")) == 2
    phone, plain = (report(d, NORVIA, ESTERIA, on(MARCH_1), mode=mode) for d, mode in (("b", "phone"), ("c", None)))
    assert count(visit, phone) == 2
    assert count(visit, phone, plain) == 2


def test_stated_days_in_a_row_do_not_join():
    assert count(*(report(str(i), NORVIA, ESTERIA, on(MARCH_1 + timedelta(i)), type="ASSAULT") for i in range(5))) == 5


def test_a_year_is_no_date():
    year = report("a", NORVIA, ESTERIA, on(date(2031, 1, 1), date(2031, 12, 31)))
    assert count(year, report("b", NORVIA, ESTERIA, on(MARCH_1))) == 2
    assert count(year, replace(year, id="again", document="b")) == 1


# -- duplicates, sides, numbers --


def test_equal_documents_add_no_report():
    documents = {
        "a": Document("a", "Norvia met Esteria.", published=MARCH_2),
        "b": Document("b", "Norvia  met\nEsteria.", published=MARCH_1),
    }
    merging = merge_mentions([report(d, NORVIA, ESTERIA, on(MARCH_1), id=f"of-{d}") for d in "ab"], documents=documents)
    (event,) = merging.events
    assert (event.documents, event.confidence, merging.repeated) == (("b",), 0.8, ("of-a",))


def test_one_mention_given_twice_counts_once():
    mention = report("a", NORVIA, ESTERIA, on(MARCH_1))
    assert merge_mentions([mention, mention]).events[0].reports == (mention.id,)


def test_sides_are_listed_once_each():
    officials = Entity("Norvian officials", 0, 9, country="NOV", sectors=("GOV",), kind="group")
    army = Entity("the army", 0, 8, name="Norvian Army", country="NOV", sectors=("MIL",), kind="organization")
    many = report("a", (words("he"), officials, NORVIA, RENN, LIND, army), (ESTERIA, words("the neighbours")), on(MARCH_1))
    (event,) = merge_mentions([many]).events
    assert {e.key for e in event.actors} == {"Oda Renn", "Jon Lind", "Norvian Army"}
    assert event.recipients == (ESTERIA,)
    (event,) = merge_mentions([report("a", words("he"), ESTERIA)]).events
    assert event.actors == (words("he"),)


def test_confidence_counts_a_document_once_and_is_capped():
    same = merge_mentions([report("a", NORVIA, ESTERIA, on(MARCH_1), confidence=c) for c in (0.5, 0.6)]).events[0]
    many = merge_mentions([report(str(i), NORVIA, ESTERIA, on(MARCH_1)) for i in range(9)]).events[0]
    assert (same.confidence, many.confidence) == (0.6, 0.99)


def test_stated_date_beats_a_more_confident_day_of_publication():
    mentions = [
        report("a", NORVIA, ESTERIA, on(MARCH_2, basis="published"), confidence=0.9),
        report("b", NORVIA, ESTERIA, on(MARCH_1), confidence=0.3),
    ]
    assert merge_mentions(mentions).events[0].date == on(MARCH_1)


def test_nothing_gives_nothing():
    assert merge_mentions([]) == Merging((), (), ())


# -- order and size --

SIDES = (NORVIA, ESTERIA, TAVLAND, RENN, SAARI, LIND, words("she"), words("the ministers"), words("Brandt"), words("Edda Brandt"))


@st.composite
def mentions(draw):
    made = []
    for i in range(draw(st.integers(2, 14))):
        day = MARCH_1 + timedelta(draw(st.integers(0, 6)))
        basis = draw(st.sampled_from(["text", "relative", "published", "none"]))
        when = EventDate() if basis == "none" else on(day, day + timedelta(draw(st.integers(0, 2))), basis)
        sides = draw(st.lists(st.sampled_from(SIDES), min_size=1, max_size=3, unique=True))
        cut = draw(st.integers(1, len(sides)))
        made.append(
            report(
                draw(st.sampled_from("abc")),
                tuple(sides[:cut]),
                tuple(sides[cut:]),
                when,
                type=draw(st.sampled_from(["CONSULT", "ACCUSE"])),
                mode=draw(st.sampled_from([None, "visit"])),
                status=draw(st.sampled_from(["happened", "happened", "historical", "future"])),
                confidence=draw(st.sampled_from([0.2, 0.7])),
                at=draw(st.integers(0, 500)),
                id=f"m{i:02}",
            )
        )
    return made


@settings(max_examples=80, deadline=None)
@given(mentions(), st.randoms(use_true_random=False))
def test_order_of_arrival_does_not_matter(made, chance):
    merging = merge_mentions(made)
    assert sorted(id for event in merging.events for id in event.reports) == sorted(m.id for m in made)
    shuffled = list(made)
    chance.shuffle(shuffled)
    assert merge_mentions(shuffled) == merging
    statuses = {m.id: m.status for m in made}
    for event in merging.events:
        assert not {"future", "happened"} <= {statuses[id] for id in event.reports}
        assert event.actors


def make_news(number, *, countries, days, seed=5):
    chance = random.Random(seed)
    codes = [f"X{i:02}" for i in range(countries)]
    made = []
    for i in range(number):
        one, other = chance.sample(codes, 2)
        day = MARCH_1 + timedelta(chance.randrange(days))
        kind = chance.choice(["CONSULT", "ACCUSE", "ASSAULT", "AID", "REQUEST"])
        actor = chance.choice([state(one, one), person(f"P {one}", one), person(f"Q {one}", one)])
        recipients = chance.choice([(), (state(other, other),), (state(other, other),)])
        basis = chance.choice(["text", "relative", "published", "published", "none"])
        when = EventDate() if basis == "none" else on(day, basis=basis)
        made.append(report(f"d{i // 4}", actor, recipients, when, type=kind, id=f"m{i:06}", at=i % 4 * 100))
    return made


@pytest.mark.parametrize(("number", "countries", "days"), [(20_000, 60, 365), (4_000, 6, 30)])
def test_thousands_of_reports_take_seconds(number, countries, days):
    made = make_news(number, countries=countries, days=days)
    begun = time.process_time()
    merging = merge_mentions(made)
    assert time.process_time() - begun < 15
    assert number / 10 < len(merging.events) < number


def test_a_much_reported_day_is_one_event():
    begun = time.process_time()
    merging = merge_mentions(report(f"d{i}", NORVIA, ESTERIA, on(MARCH_1)) for i in range(5_000))
    assert len(merging.events) == 1
    assert time.process_time() - begun < 5


def test_praise_and_a_treaty_of_one_day_are_two_events():
    def say(document, words):
        mention = report(document, (NORVIA, ESTERIA), when=on(MARCH_1), type="SUPPORT")
        return replace(mention, trigger=Span(words, 5, 5 + len(words)))

    reports = [say("a", "signed a treaty"), say("b", "ratified"), say("c", "praised")]
    assert sorted(len(event.reports) for event in merge_mentions(reports).events) == [1, 2]
