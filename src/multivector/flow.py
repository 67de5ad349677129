"""The one composition: sources to documents, sentences, coded and resolved reports, ledger, events, index, brief.

Belongs here: which stage follows which, and what becomes of an input that a stage cannot take.
Must not come here: what a stage does itself, printing, options of a terminal. Stages with heavy libraries load where they are used.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from multivector import __version__
from multivector import sources as inputs
from multivector.codebook import load_scheme, load_statuses, load_types, load_vectors
from multivector.codebook.vectors import load_codes
from multivector.coding import Coded, check_coder, code_batch, relate_batch
from multivector.errors import MultivectorError, UsageError
from multivector.parsing.batches import Parsed, parse_batch, split_batches
from multivector.records import Claim, Document, Event, EventMention, Rejection, Sentence
from multivector.resolving import resolve_document

if TYPE_CHECKING:
    from multivector.indexing import Index
    from multivector.ledger import Ledger

DEFAULT_DB = "multivector.db"
DEFAULT_CODER = "reader"
OTHER_CODER = {"reader": "codebook", "codebook": "reader"}
LANGUAGES = (None, "en")  # a text too short to tell its language is read as English


@dataclass(frozen=True, slots=True)
class Reading:
    """A document with the events and claims read in it; ``coded`` is False where it is not in English and was left alone.

    ``origin`` is the source as the caller named it (a path, ``-``), empty for texts that came without one. ``disagreements`` are, where
    they were asked for, the events of the other coder that this one does not have, or has with another type, mode or status.
    """

    document: Document
    events: tuple[EventMention, ...] = ()
    claims: tuple[Claim, ...] = ()
    coded: bool = True
    origin: str = ""
    disagreements: tuple[EventMention, ...] = ()


@dataclass(frozen=True, slots=True)
class Added:
    """What a run of `add` met and what it left in the ledger.

    ``read`` documents came in: ``new`` of them coded and saved, ``known`` there already, ``duplicates`` of another's words,
    ``foreign`` not in English (saved uncoded); ``rejected`` inputs could not be read. ``reports`` and ``events`` are the whole ledger's.
    """

    read: int
    new: int
    known: int
    duplicates: int
    foreign: int
    rejected: int
    reports: int
    events: int


Item = tuple[str, Document | Rejection]
Follower = Callable[[str, Reading | Rejection | Document | None], object]


def read(
    sources: Iterable[str | Path], *, published: date | None = None, stdin: BinaryIO | None = None, coder: str = DEFAULT_CODER,
    compare: bool = False,
) -> Iterator[Reading | Rejection]:  # fmt: skip
    """Read sources (files, folders, ``-`` for ``stdin``) and yield in order a `Reading` for each document, a `Rejection` for each failure.

    ``published`` dates documents that carry no date. ``coder`` is ``reader`` (learned) or ``codebook`` (transparent); ``compare`` asks the
    other one too. Bad input never raises; UsageError is raised for wrong arguments only.
    """
    check_coder(coder)
    return code_items(list_items(sources, published=published, stdin=stdin), coder=coder, compare=compare)


def read_text(
    text: str, *, published: date | None = None, id: str | None = None, title: str | None = None, coder: str = DEFAULT_CODER
) -> list[Reading]:
    """Read one string: one `Reading`, several where the text is a page of several items, none where it is blank.

    Raises UsageError where ``text`` is no readable string, ``published`` no date or ``coder`` none of the two.
    """
    check_coder(coder)
    items: list[Item] = [("", document) for document in inputs.read_text(text, published=published, id=id, title=title)]
    results = list(code_items(items, coder=coder))
    for result in results:
        if isinstance(result, Rejection):
            raise UsageError(f"the text {result.reason}")
    return [result for result in results if isinstance(result, Reading)]


def relate(rows: Iterable[Mapping[str, Any]], *, coder: str = DEFAULT_CODER, filing: str = "cameo") -> Iterator[dict[str, Any]]:
    """Say for each row ``{"id", "text", "source", "target"}`` which relation its text reports between the two mentions.

    Rows come back in order, with all they had and ``type``, ``mode``, ``status``, ``probability`` (0 to 1), None where the text reports
    nothing; a row that could not be coded has the reason in ``error`` as well. ``filing`` is ``cameo`` (where CAMEO and its published
    mapping have an act, for records that one already has) or ``manual`` (as `read` codes). Raises UsageError for a row without its texts.
    """
    check_coder(coder)
    for batch in split_batches(map(check_row, count(1), rows), lambda row: len(row["text"])):
        documents = [Document(id=f"row-{number}", text=row["text"]) for number, row in enumerate(batch)]
        parsed: list[Parsed] = parse_batch(documents) if coder == "codebook" else [() for _ in batch]
        ready = [
            (document, sentences, row["source"], row["target"])
            for row, document, sentences in zip(batch, documents, parsed, strict=True)
            if not isinstance(sentences, Exception)
        ]
        related = iter(relate_batch(ready, coder=coder, filing=filing))
        for row, sentences in zip(batch, parsed, strict=True):
            found = sentences if isinstance(sentences, Exception) else next(related)
            if isinstance(found, Exception):
                blank = {"type": None, "mode": None, "status": None, "probability": None}
                yield {**row, **blank, "error": explain_failure(found)}
                continue
            yield {**row, **{name: getattr(found, name, None) for name in ("type", "mode", "status", "probability")}}


def add(
    sources: Iterable[str | Path], *, db: str | Path = DEFAULT_DB, published: date | None = None, stdin: BinaryIO | None = None,
    demo: bool = False, coder: str = DEFAULT_CODER, progress: Follower | None = None,
) -> Added:  # fmt: skip
    """Take sources into the ledger at ``db`` (made if needed), skip what it knows, and merge all reports into events.

    Each document is saved as a whole, so an interrupted run goes on with the next. ``demo`` takes the bundled dispatches first.
    ``progress`` is called with each outcome (``new``, ``known``, ``duplicate``, ``foreign``, ``rejected``) and its record, and with
    ``merging`` and None before merging. Raises LedgerError before any reading if the ledger cannot be used, UsageError for wrong arguments.
    """
    from multivector.ledger import open_ledger

    check_coder(coder)
    tally: Counter[str] = Counter()

    def tell(outcome: str, record: Reading | Rejection | Document | None = None) -> None:
        tally[outcome] += 1
        if progress is not None:
            progress(outcome, record)

    items = list_items(sources, published=published, stdin=stdin, demo=demo)
    with open_ledger(db) as ledger:

        def skip_known() -> Iterator[Item]:
            for origin, item in items:
                if isinstance(item, Document) and ledger.knows(item):
                    tell("known", item)
                else:
                    yield origin, item

        for result in code_items(skip_known(), coder=coder):
            if isinstance(result, Rejection):
                ledger.reject(result)
                tell("rejected", result)
            elif ledger.knows(result.document):  # came twice within one batch
                tell("known", result.document)
            elif ledger.save(result.document, result.events, result.claims):
                tell("duplicate", result)
            else:
                tell("new" if result.coded else "foreign", result)
        if ledger.needs_merging():
            tell("merging")
            merge(ledger)
        held = ledger.count()
    documents = sum(tally[outcome] for outcome in ("new", "known", "duplicate", "foreign"))
    return Added(
        read=documents, new=tally["new"], known=tally["known"], duplicates=tally["duplicate"], foreign=tally["foreign"],
        rejected=tally["rejected"], reports=held.mentions, events=held.events,
    )  # fmt: skip


def events(
    *, db: str | Path = DEFAULT_DB, type: str | None = None, status: str | None = None, country: str | None = None,
    since: date | None = None, until: date | None = None, min_confidence: float | None = None, limit: int | None = None,
) -> Iterator[Event]:  # fmt: skip
    """Give the ledger's events that pass every filter, by date (undated last).

    ``country`` is a code on either side; ``since`` and ``until`` are days, inclusive; ``min_confidence`` runs from 0 to 1.
    Raises UsageError, listing what is allowed, for an unknown value, LedgerError where there is no ledger.
    """
    for name, value, allowed in (("type", type, load_types()), ("status", status, load_statuses())):
        if value is not None and value not in allowed:
            raise UsageError(f"{name} is {value!r}; choose one of {', '.join(allowed)}")
    if country is not None:
        check_code(country, name="country")
    if min_confidence is not None and not 0 <= min_confidence <= 1:
        raise UsageError(f"min_confidence is {min_confidence}; give a number from 0 to 1")
    if since and until and since > until:
        raise UsageError(f"since {since} is after until {until}; exchange the two")
    if limit is not None and limit < 0:
        raise UsageError(f"limit is {limit}; give a number from 0")

    def stream(ledger: "Ledger") -> Iterator[Event]:
        with ledger:
            yield from ledger.events(
                type=type, status=status, country=country, since=since, until=until, min_confidence=min_confidence, limit=limit
            )

    return stream(open_current(db))


def index(
    *, db: str | Path = DEFAULT_DB, vectors: str | Path = "belarus", scheme: str | Path = "relations-index", period: str = "2-months",
    start: date | None = None, end: date | None = None, dyads: Sequence[tuple[str, str]] = (),
) -> "tuple[Index, ...]":  # fmt: skip
    """Compute the ledger's index: one for the vectors, or one for each pair of codes in ``dyads`` in place of them.

    ``vectors`` and ``scheme`` are names of presets or paths of TOML files; ``period`` is month, 2-months, quarter or year; ``start`` and
    ``end`` are any days of the first and last period (default: of the first and last dated document).
    Raises UsageError, listing what is allowed, CodebookError and LedgerError.
    """
    from multivector.indexing import compute_dyad, compute_index
    from multivector.indexing.periods import find_months

    find_months(period)
    points = load_scheme(scheme)
    for code in (code for pair in dyads for code in pair):
        check_code(code, name="dyad")
    preset = None if dyads else load_vectors(vectors)
    with open_current(db) as ledger:
        found = tuple(ledger.events())
        days = [document.published for document in ledger.documents() if document.published]
    # The documents' own time by default: what they tell of earlier years, or announce, must not open a period that nobody reported on.
    start, end = start or min(days, default=None), end or max(days, default=None)
    if preset is not None:
        return (compute_index(found, vectors=preset, scheme=points, period=period, start=start, end=end),)
    return tuple(compute_dyad(found, a, b, scheme=points, period=period, start=start, end=end) for a, b in dyads)


def brief(
    *, db: str | Path = DEFAULT_DB, out: str | Path, vectors: str | Path = "belarus", scheme: str | Path = "relations-index",
    period: str = "2-months", start: date | None = None, end: date | None = None, title: str | None = None, publisher: str | None = None,
) -> tuple[Path, ...]:  # fmt: skip
    """Publish the ledger's index with all that stands behind it; gives the files written (``brief.html`` and ``brief.md`` in a folder).

    Options as in `index`. Raises UsageError also where there is nothing to cover or ``out`` cannot be written.
    """
    from multivector.briefing import Brief, Counts, write_brief
    from multivector.briefing.explanation import describe_vector, explain_scheme, name_code
    from multivector.briefing.selection import select_claims, select_planned

    preset, points = load_vectors(vectors), load_scheme(scheme)
    (result,) = index(db=db, vectors=vectors, scheme=scheme, period=period, start=start, end=end)
    if not result.scores:
        raise UsageError(f"{db} holds no dated event that counts for {vectors}; add documents, or say which periods with start and end")
    first, last = result.scores[0].start, result.scores[-1].end
    with open_current(db) as ledger:
        documents = {document.id: document for document in ledger.documents(duplicates=False)}
        counted = {entry.event for entry in result.entries}
        shown = {event.id: event for event in ledger.events() if event.id in counted}
        # A plan is news until its day. The last period is that of the last document: a slip in a date must not open a later one.
        newest = max((document.published for document in documents.values() if document.published), default=last)
        latest = max((score.start for score in result.scores if score.start <= newest), default=first)
        planned = select_planned(ledger.events(status="future"), documents, focal=preset.focal, since=latest, until=last)
        reports = {m.id: m for m in ledger.mentions(ids=[id for event in (*shown.values(), *planned) for id in event.reports])}
        claims = select_claims(ledger.claims(), documents, focal=preset.focal, since=first, until=last)
        held = ledger.count()
    quoted = {report.document for report in reports.values()} | {claim.document for claim in claims}
    foreign = sum(document.language not in LANGUAGES for document in documents.values())
    notes = [
        f"Documents not in English were left uncoded: {foreign}." if foreign else "",
        f"Events that would count but lie outside the periods covered: {len(result.outside)}." if result.outside else "",
    ]
    page = Brief(
        title=title or preset.title, publisher=publisher or "", focal=name_code(preset.focal), version=__version__,
        scheme=points.name, explanation=explain_scheme(points), start=first, end=last, period=period,
        vectors=tuple((vector.name, describe_vector(vector, preset)) for vector in preset.vectors),
        scores=result.scores, entries=result.entries, events=shown, reports=reports, planned=planned, claims=claims,
        documents={id: documents[id] for id in sorted(quoted)},
        counts=Counts(held.documents, held.duplicates, held.rejections, held.mentions, held.events, len(result.undated)),
        notes=tuple(filter(None, notes)),
    )  # fmt: skip
    return write_brief(page, Path(out))


def demo(*, out: str | Path, progress: Follower | None = None) -> tuple[Path, ...]:
    """Show the whole way on the bundled dispatches: a ledger (``demo.db``), its index and brief in the folder ``out``; gives the files.

    The ledger comes first among the files. A second run finds the documents known and makes the same brief. Errors as in `add` and `brief`.
    """
    folder = Path(out)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{folder} cannot be made a folder ({error.strerror}); name one that you may write to") from error
    db = folder / "demo.db"
    add((), db=db, demo=True, progress=progress)
    title = "Belarus: foreign relations, from the demonstration dispatches"
    return (db, *brief(db=db, out=folder, title=title, publisher="Multivector demo"))


# Steps


def list_items(sources: Iterable[str | Path], *, published: date | None, stdin: BinaryIO | None, demo: bool = False) -> Iterator[Item]:
    """Every document and rejection with the source that it came from. Raises UsageError for wrong arguments, at once."""
    names = sources if isinstance(sources, str | bytes | Path) else list(sources)
    inputs.read_sources(names, published=published)

    def stream() -> Iterator[Item]:
        if demo:
            yield from (("demo", item) for item in inputs.read_demo())
        for name in names:
            yield from ((str(name), item) for item in inputs.read_sources([name], published=published, stdin=stdin))

    return stream()


def code_items(items: Iterable[Item], *, coder: str, compare: bool = False) -> Iterator[Reading | Rejection]:
    """Read documents in batches and keep their order, rejections in their places; whatever fails costs its document alone."""
    for batch, parsed in parse_ahead(split_batches(items, lambda item: len(item[1].text) if isinstance(item[1], Document) else 0)):
        results = iter(code_documents(list_readable(batch), parsed, coder=coder, compare=compare))
        for origin, item in batch:
            if isinstance(item, Rejection):
                yield item
            elif item.language not in LANGUAGES:
                yield Reading(item, coded=False, origin=origin)
            else:
                result = next(results)
                if isinstance(result, Exception):
                    yield Rejection(f"{origin or 'text'}, document {item.id}", explain_failure(result))
                else:
                    yield replace(result, origin=origin)


def parse_ahead(batches: Iterable[list[Item]]) -> Iterator[tuple[list[Item], list[Parsed]]]:
    """Each batch with its documents parsed; the next one is parsed while the caller works at this one, since each keeps one core busy."""
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="parser") as parser:
        before: tuple[list[Item], Future[list[Parsed]]] | None = None
        for batch in batches:
            after = batch, parser.submit(parse_batch, list_readable(batch))
            if before is not None:
                yield before[0], before[1].result()
            before = after
        if before is not None:
            yield before[0], before[1].result()


def list_readable(batch: Iterable[Item]) -> list[Document]:
    """The documents of a batch that are in English."""
    return [item for _, item in batch if isinstance(item, Document) and item.language in LANGUAGES]


def code_documents(documents: Sequence[Document], parsed: Sequence[Parsed], *, coder: str, compare: bool) -> list[Reading | Exception]:
    """Code and resolve parsed documents together; in the place of one that fails, its exception."""
    ready = [(document, known) for document, known in zip(documents, parsed, strict=True) if not isinstance(known, Exception)]
    coded = code_batch(ready, coder=coder)
    others = code_batch(ready, coder=OTHER_CODER[coder]) if compare else [None for _ in ready]
    resolved = (resolve_reading(*pair, found, other) for pair, found, other in zip(ready, coded, others, strict=True))
    return [known if isinstance(known, Exception) else next(resolved) for known in parsed]


def resolve_reading(
    document: Document, sentences: Sequence[Sentence], found: Coded | Exception, other: Coded | Exception | None
) -> Reading | Exception:
    """The events and claims of one document with their sides, dates and places resolved, and what the other coder has that differs."""
    if isinstance(found, Exception):
        return found
    try:
        events, claims = resolve_document(document, sentences, *found)
        if other is None or isinstance(other, Exception):
            return Reading(document, events, claims)
        rest, _ = resolve_document(document, sentences, other[0], ())
        return Reading(
            document, events, claims, disagreements=tuple(event for event in rest if not any(agree(event, own) for own in events))
        )
    except MultivectorError:
        raise
    except Exception as error:
        return error


def agree(one: EventMention, other: EventMention) -> bool:
    """Whether two coders report one event alike: triggers that touch, of one type, mode and status."""
    return one.trigger.overlaps(other.trigger) and (one.type, one.mode, one.status) == (other.type, other.mode, other.status)


def check_row(number: int, row: Mapping[str, Any]) -> Mapping[str, Any]:
    """The row itself. Raises UsageError where one of its texts is missing."""
    for field in ("text", "source", "target"):
        if not isinstance(row.get(field), str):
            raise UsageError(f"row {number}: {field!r} is {row.get(field)!r}; give a text under that key")
    return row


def explain_failure(error: Exception) -> str:
    """The reason of a rejection that nobody foresaw."""
    return f"could not be coded ({type(error).__name__}: {str(error)[:120]}): leave it out, and report it with its text"


def open_current(db: str | Path) -> "Ledger":
    """Open a ledger that is there; where a run was stopped before its merge, the merge is made up for first."""
    from multivector.ledger import open_ledger

    ledger = open_ledger(db, create=False)
    try:
        if ledger.needs_merging():
            merge(ledger)
    except BaseException:
        ledger.close()
        raise
    return ledger


def merge(ledger: "Ledger") -> None:
    """Put the events that all reports together tell in the place of those there were."""
    from multivector.merging import merge_mentions

    documents = {document.id: document for document in ledger.documents()}
    ledger.replace_events(merge_mentions(ledger.mentions(), documents=documents).events)


def check_code(code: str, *, name: str) -> None:
    """Raise UsageError where no state and no body has the code."""
    if code not in load_codes():
        raise UsageError(
            f"{name} is {code!r}, which is no code; give three capitals of ISO 3166 (BLR, RUS) or a body's code (EUR, UNO, IGO)"
        )
