"""An invented brief: Norvia's relations with Esteria, the Coastal League and at home, in four periods."""

from collections.abc import Sequence
from datetime import date

import pytest

from multivector.briefing import Brief, Counts
from multivector.records import Claim, Document, Entity, Entry, Event, EventDate, EventMention, Place, Score, Span

PERIODS = (
    (date(2032, 1, 1), date(2032, 2, 29)),
    (date(2032, 3, 1), date(2032, 4, 30)),
    (date(2032, 5, 1), date(2032, 6, 30)),
    (date(2032, 7, 1), date(2032, 8, 31)),
)
NORVIA, ESTERIA, LEAGUE, DOCKERS = "Norvia", "Esteria", "Coastal League", "dockers' union"
UNDATED = EventDate()
KNOWN = {
    NORVIA: ("XNV", ("GOV",), "state"),
    ESTERIA: ("XES", ("GOV",), "state"),
    LEAGUE: ("IGO", (), "igo"),
    DOCKERS: ("XNV", ("LAB",), "organization"),
    "Oda Renn": ("XNV", ("GOV",), "person"),
    "Pavo Lind": ("XES", ("GOV",), "person"),
}
# vector, day(s), type, mode, actors, recipients, trigger, sentence, place, points, reason, reports
STORY = (
    (
        ESTERIA,
        (1, 12, 13),
        "CONSULT",
        "visit",
        ["Oda Renn"],
        [ESTERIA],
        "visited",
        "Prime Minister Oda Renn of Norvia visited Esteria on 12 and 13 January.",
        "Kaldvik",
        5.0,
        "visit 3, head of government +2",
        3,
    ),
    (
        ESTERIA,
        (2, 20, 20),
        "ACCUSE",
        "disapprove",
        [ESTERIA],
        [NORVIA],
        "criticised",
        "Esteria criticised Norvia for the new fishing quotas.",
        None,
        -1.0,
        "criticism in words -1",
        1,
    ),
    (
        LEAGUE,
        (1, 30, 30),
        "SUPPORT",
        None,
        [NORVIA, LEAGUE],
        [],
        "signed",
        "Norvia and the Coastal League signed the harbour treaty.",
        "Port Harrow",
        4.0,
        "signed treaty 4",
        2,
    ),
    (
        LEAGUE,
        (3, 3, 3),
        "AID",
        None,
        [LEAGUE],
        [NORVIA],
        "sent",
        "The Coastal League sent Norvia 40 million crowns for flood relief.",
        "Lower Valley",
        4.5,
        "material help 4.5",
        1,
    ),
    (
        ESTERIA,
        (3, 28, 28),
        "SANCTION",
        "discontinue",
        [ESTERIA],
        [NORVIA],
        "stopped",
        "Esteria stopped all dairy imports from Norvia.",
        None,
        -4.0,
        "trade stopped -4",
        2,
    ),
    (
        ESTERIA,
        (4, 5, 5),
        "REJECT",
        "meet",
        [NORVIA],
        [ESTERIA],
        "called off",
        "Norvia called off the talks with Esteria.",
        None,
        -2.0,
        "talks called off -2",
        1,
    ),
    (
        "At home",
        (4, 17, 18),
        "PROTEST",
        "strike",
        [DOCKERS],
        [NORVIA],
        "walked out",
        "The dockers' union walked out over the government's port plan.",
        "Port Harrow",
        -2.5,
        "strike -2.5",
        1,
    ),
    (
        LEAGUE,
        (5, 9, 9),
        "CONSULT",
        "multilateral",
        [NORVIA, LEAGUE, ESTERIA],
        [],
        "met",
        "Norvia, Esteria and the Coastal League met for the spring summit.",
        "Port Harrow",
        1.5,
        "met with others 1.5",
        1,
    ),
    (
        ESTERIA,
        (6, 14, 14),
        "CONSULT",
        "phone",
        ["Oda Renn", "Pavo Lind"],
        [],
        "spoke",
        "Oda Renn and Foreign Minister Pavo Lind of Esteria spoke by telephone.",
        None,
        1.0,
        "call 1",
        1,
    ),
    (
        ESTERIA,
        (7, 2, 2),
        "RETREAT",
        "release",
        [ESTERIA],
        [NORVIA],
        "released",
        "Esteria released the crew of a Norvian trawler.",
        "Kaldvik",
        3.0,
        "release 3",
        2,
    ),
    (
        ESTERIA,
        (8, 19, 20),
        "COOPERATE",
        None,
        [NORVIA, ESTERIA],
        [],
        "patrolled",
        "Norvian and Esterian boats patrolled the strait together.",
        "Strait of Ommen",
        4.0,
        "joint patrol 4",
        1,
    ),
    ("At home", None, "COERCE", "seize", [NORVIA], [], "searched", "Police searched the offices of a shipping company.", None, None, "", 1),
)
SCORES = {
    ESTERIA: ((4.0, 1.5, 6.0), (-6.0, -8.5, -3.0), (1.0, 0.0, 2.0), (7.0, 4.0, 9.5)),
    LEAGUE: ((4.0, 2.0, 4.5), (4.5, 2.5, 5.0), (1.5, 0.5, 2.0), (0.0, -0.5, 1.0)),
    "At home": ((0.0, 0.0, 0.0), (-2.5, -3.5, 0.0), (0.0, 0.0, 0.0), (0.0, 0.0, 0.0)),
}


def make_entity(name: str, text: str = "") -> Entity:
    country, sectors, kind = KNOWN[name]
    return Entity(text or name, 0, len(text or name), name=name, country=country, sectors=sectors, kind=kind)


def make_report(id: str, document: str, sentence: str, trigger: str, event: Event) -> EventMention:
    start = sentence.index(trigger)
    return EventMention(
        id=id,
        document=document,
        sentence=Span(sentence, 0, len(sentence)),
        trigger=Span(trigger, start, start + len(trigger)),
        type=event.type,
        mode=event.mode,
        status=event.status,
        actors=event.actors,
        recipients=event.recipients,
        date=event.date,
        place=event.place,
        confidence=event.confidence,
    )


def make_event(
    id: str,
    type: str,
    mode: str | None,
    actors: Sequence[str],
    recipients: Sequence[str],
    *,
    when: EventDate = UNDATED,
    status: str = "happened",
    place: str | None = None,
    reports: int = 1,
) -> Event:
    return Event(
        id=id,
        type=type,
        mode=mode,
        contexts=("diplomatic",),
        status=status,
        actors=tuple(map(make_entity, actors)),
        recipients=tuple(map(make_entity, recipients)),
        date=when,
        place=Place(place, place, "XNV") if place else None,
        score=0.0,
        confidence=0.91,
        reports=tuple(f"{id}-r{n}" for n in range(reports)),
        documents=tuple(f"d{n}" for n in range(reports)),
    )


def make_brief() -> Brief:
    events, reports, entries, documents = {}, {}, [], {}
    sources = ("Kaldvik Courier", "Harrow Post", "Norvian News Agency")
    for number, (vector, days, type, mode, actors, recipients, trigger, sentence, place, points, reason, count) in enumerate(STORY):
        when = EventDate()
        if days:
            month, first, last = days
            when = EventDate("then", date(2032, month, first), date(2032, month, last), "published" if number == 1 else "text")
        event = make_event(f"e{number:02}", type, mode, actors, recipients, when=when, place=place, reports=count)
        events[event.id] = event
        for n, id in enumerate(event.reports):
            document = f"d{number}-{n}"
            reports[id] = make_report(id, document, sentence, trigger, event)
            documents[document] = Document(
                document,
                sentence,
                title=f"Dispatch {number + 1}",
                published=when.end,
                source=sources[(number + n) % 3],
                url=f"https://courier.invalid/{number}" if n == 0 else None,
            )
        if points is not None and when.start:
            start = next(first for first, last in PERIODS if first <= when.start <= last)
            entries.append(Entry(event.id, vector, start, points, reason))
    planned = make_event(
        "p1",
        "AGREE",
        None,
        [NORVIA],
        [ESTERIA],
        when=EventDate("in autumn", date(2032, 9, 1), date(2032, 11, 30), "relative"),
        status="future",
    )
    text = "Norvia will offer Esteria a joint coast guard in autumn."
    reports["p1-r0"] = make_report("p1-r0", "d0-0", text, "offer", planned)
    words = "Esteria will probably reopen its market before winter."
    claim = Claim(
        "c1",
        "d0-0",
        Span(f"{words[:-1]}, Lind said.", 0, 67),
        Span(words[:-1], 0, len(words) - 1),
        "forecast",
        claimant=make_entity("Pavo Lind"),
        about=(make_entity(ESTERIA),),
        hedges=("probably",),
        polarity=0.5,
    )
    scores = [
        Score(
            NORVIA,
            vector,
            "relations-index",
            *period,
            *values,
            events=sum(e.vector == vector and e.start == period[0] for e in entries),
            reports=sum(len(events[e.event].reports) for e in entries if e.vector == vector and e.start == period[0]),
        )
        for vector, rows in SCORES.items()
        for period, values in zip(PERIODS, rows, strict=True)
    ]
    return Brief(
        title="Norvia's Foreign Relations",
        publisher="Institute for Invented States",
        focal=NORVIA,
        scheme="relations-index",
        explanation="Each event counts from -5 to +5 points, in half points; a value is the plain sum over the period.",
        start=PERIODS[0][0],
        end=PERIODS[-1][1],
        period="2 months",
        vectors=(
            (ESTERIA, "The neighbour across the strait"),
            (LEAGUE, "The league of coastal states"),
            ("At home", "Events within Norvia"),
        ),
        scores=tuple(scores),
        entries=tuple(entries),
        events=events,
        reports=reports,
        documents=documents,
        planned=(planned,),
        claims=(claim,),
        counts=Counts(documents=19, duplicates=2, rejected=1, reports=18, events=13, undated=1),
        notes=("All names in this brief are invented.",),
        version="0.1.0",
    )


@pytest.fixture
def brief() -> Brief:
    """Three vectors, four periods, twelve events of which one has no date, one plan, one claim."""
    return make_brief()
