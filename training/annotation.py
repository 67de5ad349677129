"""The rich layer's inline format (docs/annotation.md): reading it, and saying strictly what is wrong with it.

usage: python -m training.annotation [FILE…]      checks the files, or all of training/corpus/rich/
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from multivector.codebook.ontology import load_contexts, load_modes, load_statuses, load_types
from multivector.records.claim import CLAIM_KINDS

RICH = Path(__file__).parent / "corpus" / "rich"
HEAD_FIELDS = ("author", "region", "register", "decade", "topic")
EVENT_KEYS = ("actors", "recipients", "place", "time", "by", "contexts", "hedges")
CLAIM_KEYS = ("claimant", "about", "hedges", "polarity")
_ID = re.compile(r"[a-z]+\d*")


class AnnotationError(ValueError):
    """A line breaks the format; the message names file, line and remedy."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Marked words: characters of the plain text, end exclusive."""

    id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """One event as annotated. ``trigger`` is one mark or, for a trigger in parts, several."""

    trigger: tuple[Mark, ...]
    type: str
    mode: str | None
    status: str
    actors: tuple[Mark, ...] = ()
    recipients: tuple[Mark, ...] = ()
    place: Mark | None = None
    time: Mark | None = None
    by: Mark | None = None
    contexts: tuple[str, ...] = ()
    hedges: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """One claim as annotated; no claimant: the author speaks."""

    span: Mark
    kind: str
    claimant: Mark | None = None
    about: tuple[Mark, ...] = ()
    hedges: tuple[Mark, ...] = ()
    polarity: float = 0.0


@dataclass(frozen=True, slots=True)
class GoldSentence:
    """A sentence with its marks, events and claims, and the brief that it was written from.

    ``clauses`` are stretches of its parse that may be claims; empty until `training.clauses.find_clauses` has looked for them.
    """

    text: str
    marks: tuple[Mark, ...]
    events: tuple[GoldEvent, ...]
    claims: tuple[GoldClaim, ...]
    brief: dict[str, str] = field(default_factory=dict)
    origin: str = ""
    clauses: tuple[Mark, ...] = ()


def read_corpus(paths: list[Path] | None = None) -> list[GoldSentence]:
    """All sentences of the files (default: the whole rich layer). Raises AnnotationError at the first fault."""
    return [sentence for path in paths or sorted(RICH.glob("*.txt")) for sentence in read_file(path)]


def read_file(path: Path) -> Iterator[GoldSentence]:
    """The sentences of one brief, in order."""
    brief: dict[str, str] = {}
    block: list[tuple[int, str]] = []
    lines = path.read_text(encoding="utf-8").split("\n")
    for number, line in enumerate([*lines, "S "], start=1):
        line = line.rstrip()
        if line.startswith("# "):
            brief = parse_head(line, where=f"{path.name}:{number}")
        elif line.startswith("S") and line[1:2] in (" ", ""):
            if block:
                yield parse_block(block, brief, name=path.name)
            block = [(number, line)]
        elif line[:2] in ("E ", "C "):
            if not block:
                raise AnnotationError(f"{path.name}:{number}: {line[:40]!r} stands before any sentence; begin with an S line")
            block.append((number, line))
        elif line:
            raise AnnotationError(f"{path.name}:{number}: {line[:60]!r} begins with none of '# ', 'S ', 'E ', 'C '")


def parse_head(line: str, *, where: str) -> dict[str, str]:
    """The fields of a head line."""
    parts = re.split(r"\b(" + "|".join(HEAD_FIELDS) + r"):", line[2:])
    brief = {key.strip(): value.strip() for key, value in zip(parts[1::2], parts[2::2], strict=True)}
    missing = [name for name in HEAD_FIELDS if not brief.get(name)]
    if missing:
        raise AnnotationError(f"{where}: the head line lacks {', '.join(missing)}; see the format in docs/annotation.md")
    return brief


def parse_block(block: list[tuple[int, str]], brief: dict[str, str], *, name: str) -> GoldSentence:
    """One S line with its E and C lines."""
    number, line = block[0]
    where = f"{name}:{number}"
    if not brief:
        raise AnnotationError(f"{where}: the file has no head line before its first sentence")
    text, marks = parse_marks(line[2:], where=where)
    if not text.strip():
        raise AnnotationError(f"{where}: the sentence is empty")
    known: dict[str, list[Mark]] = {}
    for mark in marks:
        known.setdefault(mark.id, []).append(mark)
    events, claims, done = [], [], set()
    for row, entry in block[1:]:
        words = entry.split()
        at = f"{name}:{row}"
        if len(words) < 3 or words[1] not in known:
            raise AnnotationError(f"{at}: {entry!r} wants an id that is marked in the sentence (marked: {', '.join(known) or 'none'})")
        if words[1] in done:
            raise AnnotationError(f"{at}: {words[1]!r} has two lines; one id is one event or claim")
        done.add(words[1])
        if entry[0] == "E":
            events.append(parse_event(words, known, where=at))
        else:
            claims.append(parse_claim(words, known, where=at))
    for id in known:
        if re.fullmatch(r"e\d+", id) and id not in done:
            raise AnnotationError(f"{where}: [{id} …] is marked as a trigger but has no E line")
    return GoldSentence(text, tuple(marks), tuple(events), tuple(claims), brief, where)


def parse_marks(marked: str, *, where: str) -> tuple[str, list[Mark]]:
    """The plain text and its marks."""
    text: list[str] = []
    open_marks: list[tuple[str, int]] = []
    marks: list[Mark] = []
    i = size = 0
    while i < len(marked):
        if marked[i] == "[":
            match = _ID.match(marked, i + 1)
            if match is None or marked[match.end() : match.end() + 1] != " ":
                raise AnnotationError(f"{where}: {marked[i : i + 20]!r}: after '[' comes an id and a blank, as in '[a Norvian police]'")
            open_marks.append((match.group(), size))
            i = match.end() + 1
        elif marked[i] == "]":
            if not open_marks:
                raise AnnotationError(f"{where}: a ']' closes nothing near {marked[max(0, i - 20) : i + 1]!r}")
            id, start = open_marks.pop()
            words = "".join(text)[start:size]
            if not words.strip() or words != words.strip():
                raise AnnotationError(f"{where}: mark {id!r} is empty or has blanks at its edges: {words!r}")
            marks.append(Mark(id, start, size))
            i += 1
        else:
            text.append(marked[i])
            size += 1
            i += 1
    if open_marks:
        raise AnnotationError(f"{where}: mark {open_marks[-1][0]!r} is not closed")
    plain = "".join(text)
    if plain != plain.strip() or "  " in plain:
        raise AnnotationError(f"{where}: blanks at the edges or doubled in {plain[:50]!r}")
    return plain, sorted(marks, key=lambda mark: (mark.start, -mark.end))


def parse_event(words: list[str], known: dict[str, list[Mark]], *, where: str) -> GoldEvent:
    """An E line: ``E e1 TYPE/mode status key=value…``."""
    if len(words) < 4:
        raise AnnotationError(f"{where}: an E line has an id, a type and a status: 'E e1 COERCE/arrest happened …'")
    type, _, mode = words[2].partition("/")
    if type not in load_types():
        raise AnnotationError(f"{where}: unknown type {type!r}; there are {', '.join(load_types())}")
    if mode and (type, mode) not in load_modes():
        allowed = ", ".join(m for t, m in load_modes() if t == type) or "none"
        raise AnnotationError(f"{where}: {type} has no mode {mode!r}; it has {allowed}")
    if words[3] not in load_statuses():
        raise AnnotationError(f"{where}: unknown status {words[3]!r}; there are {', '.join(load_statuses())}")
    values = parse_values(words[4:], EVENT_KEYS, where=where)
    contexts = tuple(values.get("contexts", "").split(",")) if values.get("contexts") else ()
    for context in contexts:
        if context not in load_contexts():
            raise AnnotationError(f"{where}: unknown context {context!r}; there are {', '.join(load_contexts())}")
    if len(contexts) > 3:
        raise AnnotationError(f"{where}: {len(contexts)} contexts; at most three, those that matter")
    actors, recipients = find_marks(values, "actors", known, where), find_marks(values, "recipients", known, where)
    if {m.id for m in actors} & {m.id for m in recipients}:
        raise AnnotationError(f"{where}: {actors[0].id!r} is actor and recipient; a side stands once")
    return GoldEvent(
        trigger=tuple(known[words[1]]),
        type=type,
        mode=mode or None,
        status=words[3],
        actors=actors,
        recipients=recipients,
        place=find_one(values, "place", known, where),
        time=find_one(values, "time", known, where),
        by=find_one(values, "by", known, where),
        contexts=contexts,
        hedges=find_marks(values, "hedges", known, where),
    )


def parse_claim(words: list[str], known: dict[str, list[Mark]], *, where: str) -> GoldClaim:
    """A C line: ``C x assessment key=value…``."""
    if words[2] not in CLAIM_KINDS:
        raise AnnotationError(f"{where}: unknown kind of claim {words[2]!r}; there are {', '.join(CLAIM_KINDS)}")
    values = parse_values(words[3:], CLAIM_KEYS, where=where)
    try:
        polarity = float(values.get("polarity", "0"))
    except ValueError:
        polarity = 9.0
    if not -1 <= polarity <= 1:
        raise AnnotationError(f"{where}: polarity {values['polarity']!r} is no number from -1 to 1")
    return GoldClaim(
        span=known[words[1]][0],
        kind=words[2],
        claimant=find_one(values, "claimant", known, where),
        about=find_marks(values, "about", known, where),
        hedges=find_marks(values, "hedges", known, where),
        polarity=polarity,
    )


def parse_values(words: list[str], keys: tuple[str, ...], *, where: str) -> dict[str, str]:
    """``key=value`` words."""
    values: dict[str, str] = {}
    for word in words:
        key, sign, value = word.partition("=")
        if not sign or key not in keys or not value:
            raise AnnotationError(f"{where}: {word!r} is none of {', '.join(f'{k}=…' for k in keys)}")
        if key in values:
            raise AnnotationError(f"{where}: {key}= stands twice; give one list, separated by commas")
        values[key] = value
    return values


def find_marks(values: dict[str, str], key: str, known: dict[str, list[Mark]], where: str) -> tuple[Mark, ...]:
    """The marks that a value names."""
    ids = values[key].split(",") if key in values else []
    for id in ids:
        if id not in known:
            raise AnnotationError(f"{where}: {key}={id}: no such mark in the sentence (marked: {', '.join(known)})")
    return tuple(known[id][0] for id in ids)


def find_one(values: dict[str, str], key: str, known: dict[str, list[Mark]], where: str) -> Mark | None:
    """The one mark that a value names, if any."""
    marks = find_marks(values, key, known, where)
    if len(marks) > 1:
        raise AnnotationError(f"{where}: {key}= takes one mark")
    return marks[0] if marks else None


def main() -> int:
    """Check files and print what they hold."""
    paths = [Path(name) for name in sys.argv[1:]] or sorted(RICH.glob("*.txt"))
    faults, sentences = 0, []
    for path in paths:
        try:
            sentences.extend(read_file(path))
        except AnnotationError as error:
            faults += 1
            print(error)
    events = [event for sentence in sentences for event in sentence.events]
    claims = sum(len(sentence.claims) for sentence in sentences)
    print(f"{len(sentences)} sentences, {len(events)} events, {claims} claims in {len(paths)} files, {faults} files with faults")
    print(f"without event or claim: {sum(not s.events and not s.claims for s in sentences)}")
    for title, counts in (
        ("types", Counter(e.type for e in events)),
        ("modes", Counter(f"{e.type}/{e.mode}" for e in events if e.mode)),
        ("status", Counter(e.status for e in events)),
    ):
        print(f"{title}: " + ", ".join(f"{name} {count}" for name, count in sorted(counts.items(), key=lambda pair: -pair[1])))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
