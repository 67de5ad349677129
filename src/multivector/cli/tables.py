"""Tables for people. Every word of a document goes through `clean` and into a `Text`, where no markup is read."""

from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from multivector.cli.talk import clean
from multivector.records import Claim, Entity, Event, EventDate, EventMention, Place, Score

EVENT_HEADS = ("When", "What", "Who → whom", "Where", "Conf.")
WIDTHS = {"When": 10, "What": 12, "Period": 10, "Vector": 10}  # a date or a type cut off tells nothing


def print_table(heads: Sequence[str], rows: Iterable[Sequence[str]], *, title: str = "", right: Sequence[str] = ()) -> None:
    """Print a table to stdout; ``right`` names the columns of numbers."""
    table = Table(title=Text(clean(title), style="bold") if title else None, title_justify="left", header_style="bold", box=box.SIMPLE_HEAD)
    for head in heads:
        table.add_column(
            head,
            justify="right" if head in right else "left",
            no_wrap=head in right,
            min_width=WIDTHS.get(head),
        )
    for row in rows:
        table.add_row(*(Text(clean(cell)) for cell in row))
    console = Console(highlight=False)
    console.print(table)


def print_reports(reports: Sequence[EventMention], *, title: str, explain: bool) -> None:
    """Reports of one document with their triggers; ``explain`` adds each sentence and how it was read."""
    rows = [(*describe(report), report.trigger.text) for report in reports]
    print_table((*EVENT_HEADS, "Words"), rows, title=title, right=("Conf.",))
    if explain:
        console = Console(highlight=False)
        for report in reports:
            console.print(Text(clean(f"{report.type} “{report.sentence.text}”")), soft_wrap=True)
            for step in report.explanation:
                console.print(Text(f"    {clean(step)}"), soft_wrap=True)


def print_disagreements(events: Sequence[EventMention], *, coder: str) -> None:
    """What the other coder reads otherwise, each with its sentence and how it was read."""
    console = Console(highlight=False)
    console.print(Text(f"The {coder} coder reads otherwise:", style="bold"))
    for event in events:
        console.print(Text(clean(f"{' · '.join(filter(None, describe(event)))} “{event.sentence.text}”")), soft_wrap=True)
        for step in event.explanation:
            console.print(Text(f"    {clean(step)}"), soft_wrap=True)


def print_claims(claims: Sequence[Claim], *, title: str) -> None:
    """Claims of one document."""
    rows = [
        (claim.kind, name_sides((claim.claimant,)) if claim.claimant else "author", name_sides(claim.about), "; ".join(claim.hedges),
         f"{claim.polarity:+g}", claim.span.text)
        for claim in claims
    ]  # fmt: skip
    print_table(("Claim", "Claimant", "About", "Hedges", "Polarity", "Words"), rows, title=title, right=("Polarity",))


def print_events(events: Iterable[Event]) -> None:
    """Merged events with the number of their reports."""
    rows = [(*describe(event), str(len(event.reports))) for event in events]
    print_table((*EVENT_HEADS, "Reports"), rows, right=("Conf.", "Reports"))


def print_scores(scores: Iterable[Score], *, title: str = "") -> None:
    """Rows of an index."""
    rows = [
        (
            f"{score.start} – {score.end}",
            score.vector,
            f"{score.value:+g}",
            f"{score.low:g} … {score.high:g}",
            str(score.events),
            str(score.reports),
        )
        for score in scores
    ]
    print_table(
        ("Period", "Vector", "Value", "90% interval", "Events", "Reports"),
        rows,
        title=title,
        right=("Value", "90% interval", "Events", "Reports"),
    )


def describe(event: Event | EventMention) -> tuple[str, ...]:
    """The cells of `EVENT_HEADS`; the status stands there only where it is another than happened."""
    return (
        describe_date(event.date),
        f"{event.type} {event.mode or ''}".strip() + ("" if event.status == "happened" else f" ({event.status})"),
        " → ".join(filter(None, (name_sides(event.actors), name_sides(event.recipients)))),
        describe_place(event.place),
        f"{event.confidence:.2f}",
    )


def describe_date(when: EventDate) -> str:
    """``2016-04-13``, ``2016-04-13 – 2016-04-14``, or the text's words in quotation marks where no day is known."""
    days = list(dict.fromkeys(day.isoformat() for day in (when.start, when.end) if day))
    return " – ".join(days) or (f"“{when.text}”" if when.text else "")


def describe_place(place: Place | None) -> str:
    """``Istanbul (TUR)``."""
    if place is None:
        return ""
    return f"{place.name or place.text}{f' ({place.country})' if place.country else ''}"


def name_sides(entities: Iterable[Entity]) -> str:
    """Names, or the text's words, with codes."""
    return "; ".join(f"{entity.name or entity.text}{f' ({entity.code})' if entity.code else ''}" for entity in entities)
