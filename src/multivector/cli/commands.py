"""The commands. Help begins with an example that works."""

import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any, BinaryIO

import typer

from multivector import __version__
from multivector.cli import options
from multivector.cli.options import CoderName, FilingName, Layout, RowLayout, Span, choose_layout
from multivector.cli.talk import Talk, follow_adding, print_paths, report_added, show_progress
from multivector.errors import UsageError
from multivector.records import EventMention, Rejection

app = typer.Typer(
    help="Example: multivector demo --out demo\n\nNews text in; political events, an index of relations and a brief out.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    add_completion=False,
)


def print_version(value: bool) -> None:
    """Print the version and stop."""
    if value:
        typer.echo(f"multivector {__version__}")
        raise typer.Exit


@app.callback()
def start(
    version: Annotated[bool, typer.Option("--version", callback=print_version, is_eager=True, help="Print the version and stop.")] = False,
) -> None:
    """Options of the program itself."""


def find_stdin() -> BinaryIO:
    """Standard input as bytes."""
    return sys.stdin.buffer


@app.command(
    short_help="Events in texts.",
    help="Example: multivector read article.txt\n\nReads text, HTML or JSONL (files, folders, - for a pipe) and "
    "prints the events it reports.",
)
def read(
    sources: Annotated[list[str], typer.Argument(metavar="PATH…|-", help="Files, folders, or - for standard input.")],
    format: options.Format = None,
    published: options.Published = None,
    claims: Annotated[bool, typer.Option("--claims", help="Print claims too (jsonl: lines of their own; table: a second table).")] = False,
    min_confidence: options.MinConfidence = None,
    coder: options.Coder = CoderName.READER,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say for each event how it was read, and what the other coder reads otherwise.")
    ] = False,
    quiet: options.Quiet = False,
) -> int:
    """Print the events of texts."""
    layout = choose_layout(format)
    if claims and layout is Layout.CSV:
        raise UsageError("--claims has no CSV form, since claims and events differ in their columns; choose --format jsonl or table")
    from multivector import flow
    from multivector.cli.tables import print_claims, print_disagreements, print_reports
    from multivector.export import claim_to_dict, event_to_dict
    from multivector.export.rows import EVENT_COLUMNS, flatten_event, write_csv, write_jsonl

    talk = Talk(quiet)
    results = flow.read(sources, published=published, stdin=find_stdin(), coder=coder.value, compare=explain)

    def gather() -> Iterator[flow.Reading]:
        with show_progress(talk, shared=layout is Layout.TABLE) as show:
            for number, result in enumerate(results, start=1):
                show(f"{number} documents")
                if isinstance(result, Rejection):
                    talk.reject(result)
                elif not result.coded:
                    talk.pass_over(result.document, result.origin)
                else:
                    yield result

    def pick(reading: flow.Reading) -> list[EventMention]:
        return [event for event in reading.events if event.confidence >= (min_confidence or 0)]

    if layout is Layout.TABLE:
        for reading in gather():
            title = reading.document.title or f"{reading.origin} ({reading.document.id})"
            kept = pick(reading)
            if kept:
                print_reports(kept, title=title, explain=explain)
            if reading.disagreements:
                print_disagreements(reading.disagreements, coder=flow.OTHER_CODER[coder.value])
            if claims and reading.claims:
                print_claims(reading.claims, title=f"Claims: {title}")
            if not kept and not (claims and reading.claims):
                talk.remark(f"{title}: no events found")
    elif layout is Layout.CSV:
        columns = (*EVENT_COLUMNS, "explanation") if explain else EVENT_COLUMNS
        rows = ({**flatten_event(event), "explanation": "; ".join(event.explanation)} for reading in gather() for event in pick(reading))
        write_csv(rows, sys.stdout, columns=columns)
    else:

        def lines() -> Iterator[dict[str, Any]]:
            for reading in gather():
                for event in pick(reading):
                    yield event_to_dict(event) | ({"explanation": list(event.explanation)} if explain else {})
                for event in reading.disagreements:
                    yield {"disagreement": flow.OTHER_CODER[coder.value]} | event_to_dict(event) | {"explanation": list(event.explanation)}
                if claims:
                    yield from map(claim_to_dict, reading.claims)

        write_jsonl(lines(), sys.stdout)
    return talk.status


@app.command(
    short_help="The relation that a text reports between two mentions.",
    help='Example: multivector relate pairs.jsonl\n\nReads rows {"id","text","source","target"} (JSONL or CSV) and '
    "writes each back with type, mode, status and probability, null where the text reports nothing between the two.",
)
def relate(
    source: Annotated[str, typer.Argument(metavar="FILE|-", help="JSONL or CSV with a header; - for standard input.")],
    filing: Annotated[
        FilingName, typer.Option("--filing", help="cameo: types as CAMEO's records have them; manual: as read has them.")
    ] = FilingName.CAMEO,
    coder: options.Coder = CoderName.READER,
    format: Annotated[RowLayout, typer.Option("--format", help="Form of the output.")] = RowLayout.JSONL,
    quiet: options.Quiet = False,
) -> int:
    """Write rows back with their relations."""
    from multivector import flow
    from multivector.cli.pairs import read_pairs
    from multivector.export.rows import write_csv, write_jsonl

    talk = Talk(quiet)

    def gather() -> Iterator[dict[str, Any]]:
        for row in read_pairs(source, stdin=find_stdin()):
            if isinstance(row, Rejection):
                talk.reject(row)
            else:
                yield row

    def watch() -> Iterator[dict[str, Any]]:
        with show_progress(talk) as show:
            for number, row in enumerate(flow.relate(gather(), coder=coder.value, filing=filing.value), start=1):
                show(f"{number} rows")
                if "error" in row and row["type"] is None:
                    talk.reject(Rejection(f"{source}, row {row.get('id', number)}", str(row["error"])))
                yield row

    if format is RowLayout.JSONL:
        write_jsonl(watch(), sys.stdout)
        return talk.status
    rows = list(watch())  # the header has to name what any row holds
    columns = tuple(dict.fromkeys(key for row in rows for key in row))
    plain = (
        {key: json.dumps(value, ensure_ascii=False) if isinstance(value := row.get(key), dict | list) else value for key in columns}
        for row in rows
    )
    write_csv(plain, sys.stdout, columns=columns)
    return talk.status


@app.command(
    short_help="Take documents into a ledger.",
    help="Example: multivector add article.txt --db multivector.db\n\nReads sources into a ledger, leaves out what it "
    "knows, and merges reports of one event. Stopped at any point, the same command goes on from there.",
)
def add(
    sources: Annotated[list[str], typer.Argument(metavar="SOURCE…|-", help="Files, folders, or - for standard input.")],
    db: options.Db = Path("multivector.db"),
    published: options.Published = None,
    coder: options.Coder = CoderName.READER,
    quiet: options.Quiet = False,
) -> int:
    """Take documents into a ledger."""
    from multivector import flow

    talk = Talk(quiet)
    with follow_adding(talk) as progress:
        added = flow.add(sources, db=db, published=published, stdin=find_stdin(), coder=coder.value, progress=progress)
    report_added(talk, added, db)
    return talk.status


@app.command(
    short_help="Merged events of a ledger.",
    help="Example: multivector events --db multivector.db --limit 20\n\nPrints the merged events of a ledger by date.",
)
def events(
    db: options.Db = Path("multivector.db"),
    type: Annotated[str | None, typer.Option("--type", help="One event type, such as CONSULT.")] = None,
    status: Annotated[str | None, typer.Option("--status", help="happened, historical, future, hypothetical or negated.")] = None,
    country: Annotated[str | None, typer.Option("--country", metavar="CODE", help="Code on either side, such as BLR.")] = None,
    since: Annotated[date | None, typer.Option("--since", parser=options.parse_day, metavar="DATE", help="First day, YYYY-MM-DD.")] = None,
    until: Annotated[date | None, typer.Option("--until", parser=options.parse_day, metavar="DATE", help="Last day, YYYY-MM-DD.")] = None,
    min_confidence: options.MinConfidence = None,
    limit: Annotated[int | None, typer.Option("--limit", min=0, help="At most so many.")] = None,
    format: options.Format = None,
    quiet: options.Quiet = False,
) -> int:
    """Print merged events."""
    from multivector import flow
    from multivector.cli.merged import MERGED_COLUMNS, flatten_merged
    from multivector.cli.tables import print_events
    from multivector.export import merged_to_dict
    from multivector.export.rows import write_csv, write_jsonl

    found = flow.events(
        db=db, type=type.upper() if type else None, status=status.lower() if status else None,
        country=country.upper() if country else None, since=since, until=until, min_confidence=min_confidence, limit=limit,
    )  # fmt: skip
    layout = choose_layout(format)
    if layout is Layout.TABLE:
        print_events(found)
    elif layout is Layout.CSV:
        write_csv(map(flatten_merged, found), sys.stdout, columns=MERGED_COLUMNS)
    else:
        write_jsonl(map(merged_to_dict, found), sys.stdout)
    return 0


@app.command(
    short_help="Index of a state's relations.",
    help="Example: multivector index --db multivector.db --period quarter\n\nPrints the value of each vector in each "
    "period, with its 90% interval.",
)
def index(
    db: options.Db = Path("multivector.db"),
    vectors: options.VectorsPreset = None,
    scheme: options.SchemePreset = "relations-index",
    period: options.Period = Span.TWO_MONTHS,
    start: options.Start = None,
    end: options.End = None,
    dyad: Annotated[
        list[str] | None,
        typer.Option("--dyad", metavar="A,B", help="The relation of two states, in place of vectors: TUR,RUS. May be given again."),
    ] = None,
    format: options.Format = None,
    quiet: options.Quiet = False,
) -> int:
    """Print an index."""
    dyads = [options.parse_dyad(pair) for pair in dyad or ()]
    if dyads and vectors:
        raise UsageError("--dyad and --vectors exclude each other; give one of the two")
    from multivector import flow
    from multivector.cli.tables import print_scores
    from multivector.export import write_scores

    results = flow.index(db=db, vectors=vectors or "belarus", scheme=scheme, period=period.value, start=start, end=end, dyads=dyads)
    scores = [score for result in results for score in result.scores]
    layout, talk = choose_layout(format), Talk(quiet)
    if layout is Layout.TABLE:
        for result in results:
            print_scores(result.scores, title=f"{result.focal}, {result.scheme}")
    else:
        write_scores(scores, sys.stdout, format=layout.value)
    if undated := {id for result in results for id in result.undated}:
        talk.remark(f"{len(undated)} events that would count have no date and are in no period")
    if not scores:
        talk.remark("no dated event counts here; see multivector events, or say which periods with --from and --to")
    return 0


@app.command(
    short_help="Publish a brief.",
    help="Example: multivector brief --db multivector.db --out brief\n\nWrites the index with its events and the words "
    "behind them as one HTML page and as Markdown; prints the paths.",
)
def brief(
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder for the brief.")],
    db: options.Db = Path("multivector.db"),
    vectors: options.VectorsPreset = None,
    scheme: options.SchemePreset = "relations-index",
    period: options.Period = Span.TWO_MONTHS,
    start: options.Start = None,
    end: options.End = None,
    title: Annotated[str | None, typer.Option("--title", help="Title of the brief.")] = None,
    publisher: Annotated[str | None, typer.Option("--publisher", help="Who publishes it.")] = None,
    quiet: options.Quiet = False,
) -> int:
    """Publish a brief."""
    from multivector import flow

    with show_progress(Talk(quiet)) as show:
        show("writing the brief")
        paths = flow.brief(
            db=db,
            out=out,
            vectors=vectors or "belarus",
            scheme=scheme,
            period=period.value,
            start=start,
            end=end,
            title=title,
            publisher=publisher,
        )
    print_paths(paths)
    return 0


@app.command(
    short_help="The whole way on bundled dispatches.",
    help="Example: multivector demo --out demo\n\nReads the bundled dispatches into a ledger, computes the index and writes a brief.",
)
def demo(
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder for the ledger and the brief.")],
    quiet: options.Quiet = False,
) -> int:
    """Show the whole way."""
    from multivector import flow

    talk = Talk(quiet)
    with follow_adding(talk) as progress:
        paths = flow.demo(out=out, progress=progress)
    print_paths(paths)
    talk.remark(f"The brief is {out / 'brief.html'}: open it in a browser. Try next:")
    # As it was called: where the environment is not active, the bare name is not found.
    name = sys.argv[0] if Path(sys.argv[0]).name == "multivector" else "multivector"
    talk.remark(f"{name} events --db {out / 'demo.db'} --country RUS --limit 20")
    talk.remark(f"{name} index --db {out / 'demo.db'} --period year")
    talk.remark(f"{name} brief --db {out / 'demo.db'} --period year --out {out / 'yearly'}")
    return talk.status
