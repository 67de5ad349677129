"""The brief laid out: every section's lines in their final order, for any template to print."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from multivector.briefing.brief import Brief
from multivector.briefing.points import collect_points
from multivector.briefing.quotations import Quotation, make_anchor, name_source, quote, quote_reports
from multivector.briefing.summary import state_value, summarise_brief
from multivector.briefing.wording import (
    describe_event,
    format_date,
    format_days,
    format_points,
    join_words,
    name_entity,
    sort_key,
)
from multivector.records import Claim, Entity, Entry, Event, Score

CLAIMS_SHOWN = 12
SOURCES_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Line:
    """One event in a sentence. ``points`` is None for what is planned, ``reports`` how many there are, quoted or not."""

    when: str
    text: str
    points: str | None
    reports: int
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A vector's events in one period; ``value`` is None where no score stands beside them."""

    period: str
    value: str | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """What happened in one vector."""

    name: str
    description: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """A side in the catalogue: name and code."""

    name: str
    code: str | None


@dataclass(frozen=True, slots=True)
class Award:
    """The points of one catalogue entry with their vector and reason."""

    vector: str
    points: str
    reason: str


@dataclass(frozen=True, slots=True)
class Row:
    """One event in the catalogue; ``confidence`` in per cent."""

    anchor: str
    when: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    status: str
    actors: tuple[Side, ...]
    recipients: tuple[Side, ...]
    place: str | None
    awards: tuple[Award, ...]
    reports: int
    quotations: tuple[Quotation, ...]
    confidence: str


@dataclass(frozen=True, slots=True)
class Opinion:
    """A claim with its claimant's name, kind, subjects and quotation."""

    claimant: str
    kind: str
    about: str
    hedges: tuple[str, ...]
    quotation: Quotation


@dataclass(frozen=True, slots=True)
class Page:
    """All that a template prints. ``points`` are the chart's rows, ``sources`` names with their number of documents."""

    brief: Brief
    summary: str
    span: str
    points: tuple[dict[str, Any], ...]
    sections: tuple[Section, ...]
    planned: tuple[Line, ...]
    opinions: tuple[Opinion, ...]
    opinions_left: int
    rows: tuple[Row, ...]
    quotations: tuple[Quotation, ...]
    sources: tuple[tuple[str, int], ...]
    sources_left: int
    chart_text: str


def compose_page(brief: Brief) -> Page:
    """The whole page. References that lead nowhere shorten it; they never raise."""
    planned = sorted(brief.planned, key=lambda event: (*sort_key(event.date), event.id))
    catalogue = sorted({**brief.events, **{event.id: event for event in planned}}.values(), key=lambda e: (*sort_key(e.date), e.id))
    # Numbered as the catalogue runs, so that a reader who leafs through the quotations goes forward in time.
    quotations = quote_reports(brief, (id for event in catalogue for id in event.reports))
    points = collect_points(brief)
    sources = count_sources(brief)
    return Page(
        brief=brief,
        summary=summarise_brief(brief),
        span=format_days(brief.start, brief.end),
        points=tuple(points),
        sections=tuple(compose_section(brief, name, text, quotations) for name, text in brief.list_vectors()),
        planned=tuple(compose_line(event, None, quotations) for event in planned),
        opinions=tuple(compose_opinion(brief, claim, number) for number, claim in enumerate(brief.claims[:CLAIMS_SHOWN], start=1)),
        opinions_left=max(0, len(brief.claims) - CLAIMS_SHOWN),
        rows=tuple(compose_row(event, [entry for entry in brief.entries if entry.event == event.id], quotations) for event in catalogue),
        quotations=tuple(quotations.values()),
        sources=tuple(sources[:SOURCES_SHOWN]),
        sources_left=max(0, len(sources) - SOURCES_SHOWN),
        chart_text=describe_chart(brief),
    )


def compose_section(brief: Brief, name: str, description: str, quotations: dict[str, Quotation]) -> Section:
    """A vector's periods in order, each with its events in order of their dates; periods without events are left out."""
    scores = {score.start: score for score in brief.scores if score.vector == name}
    entries = [entry for entry in brief.entries if entry.vector == name]
    steps = []
    for start in sorted({entry.start for entry in entries}):
        score = scores.get(start)
        chosen = sorted((entry for entry in entries if entry.start == start), key=lambda entry: rank_entry(brief, entry))
        lines = [compose_entry(brief, entry, quotations) for entry in chosen]
        period = format_days(start, score.end) if score else f"from {format_days(start, start)}"
        steps.append(Step(period, state_value(score) if score else None, tuple(lines)))
    return Section(name, description, tuple(steps))


def rank_entry(brief: Brief, entry: Entry) -> tuple[Any, ...]:
    """Order of entries within a period: by the event's date, then its id; entries without their event come last."""
    event = brief.events.get(entry.event)
    return (0, *sort_key(event.date), event.id) if event else (1, entry.event)


def compose_entry(brief: Brief, entry: Entry, quotations: dict[str, Quotation]) -> Line:
    """The line of a catalogue entry; where the event itself is not at hand, its reason has to do."""
    event = brief.events.get(entry.event)
    points = format_points(entry.points, digits=2)
    if event is None:
        return Line("date not known", f"event {entry.event}, whose record is not at hand ({entry.reason})", points, 0, ())
    return compose_line(event, points, quotations)


def compose_line(event: Event, points: str | None, quotations: dict[str, Quotation]) -> Line:
    """An event in a sentence with its quotations."""
    quoted = tuple(quotations[id] for id in event.reports if id in quotations)
    return Line(format_date(event.date), describe_event(event), points, len(event.reports), quoted)


def compose_row(event: Event, entries: Iterable[Entry], quotations: dict[str, Quotation]) -> Row:
    """An event in the catalogue."""
    return Row(
        anchor=make_anchor("event", event.id),
        when=format_date(event.date),
        type=event.type,
        mode=event.mode,
        contexts=event.contexts,
        status=event.status,
        actors=list_sides(event.actors),
        recipients=list_sides(event.recipients),
        place=(event.place.name or event.place.text) if event.place else None,
        awards=tuple(Award(entry.vector, format_points(entry.points, digits=2), entry.reason) for entry in entries),
        reports=len(event.reports),
        quotations=tuple(quotations[id] for id in event.reports if id in quotations),
        confidence=f"{event.confidence:.0%}",
    )


def list_sides(entities: Iterable[Entity]) -> tuple[Side, ...]:
    """Names and codes, each pair once."""
    return tuple(dict.fromkeys(Side(name_entity(entity), entity.code) for entity in entities))


def compose_opinion(brief: Brief, claim: Claim, number: int) -> Opinion:
    """A claim as the page shows it; the claimant "author" is the document's."""
    document = brief.documents.get(claim.document)
    return Opinion(
        claimant=name_entity(claim.claimant) if claim.claimant else "The author",
        kind=claim.kind,
        about=join_words(list(dict.fromkeys(name_entity(entity) for entity in claim.about))),
        hedges=claim.hedges,
        quotation=quote(document, claim.sentence, claim.span, number=number, anchor=make_anchor("claim", claim.id)),
    )


def count_sources(brief: Brief) -> list[tuple[str, int]]:
    """Sources with their number of documents, the most frequent first, then by name."""
    counter = Counter(name_source(document) or "source not named" for document in brief.documents.values())
    return sorted(counter.items(), key=lambda item: (-item[1], item[0]))


def describe_chart(brief: Brief) -> str:
    """What the chart shows, for those who do not see it: kind, span, and each vector's last value."""
    latest: dict[str, Score] = {}
    for score in sorted(brief.scores, key=lambda score: (score.start, score.end)):
        latest[score.vector] = score
    values = join_words([f"{name} {state_value(latest[name])}" for name, _ in brief.list_vectors() if name in latest])
    return f"Bar charts of the index by period, one for each vector, with 90% intervals. Last values: {values}. The table below has all."
