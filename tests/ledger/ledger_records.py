"""Records about states that do not exist, the same for the same number, for every test of the ledger."""

from datetime import date, timedelta

from multivector.records import Attribution, Claim, Document, Entity, Event, EventDate, EventMention, Place, Span

COUNTRIES = ("QNV", "QSL", "QVD")


def make_document(number: int, *, text: str | None = None, id: str | None = None, published: date | None = date(2016, 4, 15)) -> Document:
    return Document(
        id=id or f"doc-{number:04}",
        text=text or f"Item {number}. Norvia's foreign minister visited Sellonia.",
        title=f"Title {number}",
        published=published,
        url=f"https://example.org/{number}",
        source="The Norvian Post",
        language="en",
    )


def make_mention(document: Document, number: int = 0, *, type: str = "CONSULT") -> EventMention:
    start = 10 * number
    actor = Entity("Norvia", start, start + 6, name="Norvia", country=COUNTRIES[number % 3], sectors=("GOV",), kind="state")
    recipient = Entity("Sellonia", start + 7, start + 15, name="Sellonia", country=COUNTRIES[(number + 1) % 3], kind="state")
    return EventMention(
        id=EventMention.make_id(document.id, start, start + 5, type),
        document=document.id,
        sentence=Span(document.text, 0, len(document.text)),
        trigger=Span("visit", start, start + 5),
        type=type,
        mode="visit",
        contexts=("diplomatic",),
        cameo="042",
        score=4.0,
        actors=(actor,),
        recipients=(recipient,),
        date=EventDate("on 13 April", date(2016, 4, 13), date(2016, 4, 14), "relative"),
        place=Place("Sellon City", "Sellon City", "QSL", 12.5, -3.25),
        attribution=Attribution(actor, "said"),
        hedges=("reportedly",),
        confidence=0.75,
        explanation=("trigger visit", "frame subj > obj"),
    )


def make_mentions(document: Document, count: int) -> list[EventMention]:
    return [make_mention(document, number) for number in range(count)]


def make_claim(document: Document) -> Claim:
    holder = Entity("the minister", 0, 12, country="QNV", sectors=("GOV",), kind="person")
    span = Span("the pact will last", 3, 21)
    return Claim(f"{document.id}-claim", document.id, Span(document.text, 0, 30), span, "forecast", holder, (holder,), ("likely",), 0.5)


def make_event(
    id: str,
    reports: tuple[EventMention, ...] = (),
    *,
    type: str = "CONSULT",
    status: str = "happened",
    actor: str = "QNV",
    recipient: str = "QSL",
    start: date | None = date(2016, 4, 13),
    days: int = 1,
    confidence: float = 0.75,
) -> Event:
    end = None if start is None else start + timedelta(days - 1)
    return Event(
        id=id,
        type=type,
        mode=None,
        contexts=("diplomatic",),
        status=status,
        actors=(Entity("one", 0, 3, country=actor),),
        recipients=(Entity("other", 4, 9, country=recipient),),
        date=EventDate(None, start, end, "none" if start is None else "text"),
        place=None,
        score=4.0,
        confidence=confidence,
        reports=tuple(mention.id for mention in reports),
        documents=tuple(dict.fromkeys(mention.document for mention in reports)),
        reason="same sides, same days",
    )
