"""The stage itself: duplicates out, reports joined within documents, then across them, then told as events."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from multivector.merging.candidates import find_candidates
from multivector.merging.clustering import Link, join_nodes
from multivector.merging.comparison import Verdict, compare
from multivector.merging.fusion import fuse_mentions
from multivector.merging.signature import Signature, When, find_when, make_signature
from multivector.records import Document, Event, EventMention

_DISTANCE_REACH = 50_000
_FULL_CROSS = 30


@dataclass(frozen=True, slots=True)
class Merging:
    """What became of the mentions.

    ``events`` in order of date, type and id; ``apart`` triples of two report ids (smaller first) and the reason why their events were
    not joined although type and sides agree, one for each two events; ``repeated`` ids of reports left out because their
    document says the same words as another.
    """

    events: tuple[Event, ...]
    apart: tuple[tuple[str, str, str], ...]
    repeated: tuple[str, ...] = ()


class _Judge:
    """Numbers signatures and remembers verdicts on their pairs."""

    def __init__(self) -> None:
        self.signatures: list[Signature] = []
        self._numbers: dict[Signature, int] = {}
        self._verdicts: dict[tuple[int, int, bool], Verdict] = {}

    def number(self, signature: Signature) -> int:
        known = self._numbers.setdefault(signature, len(self.signatures))
        if known == len(self.signatures):
            self.signatures.append(signature)
        return known

    def compare(self, one: int, other: int, *, in_document: bool) -> Verdict:
        key = (min(one, other), max(one, other), in_document)
        verdict = self._verdicts.get(key)
        if verdict is None:
            verdict = compare(self.signatures[key[0]], self.signatures[key[1]], in_document=in_document)
            self._verdicts[key] = verdict
        return verdict

    def contradict(self, one: int, other: int) -> str:
        return self.compare(one, other, in_document=False).reason


def merge_mentions(mentions: Iterable[EventMention], *, documents: Mapping[str, Document] | None = None) -> Merging:
    """Reports of one event joined into one event each, with what was nearly joined.

    ``mentions`` should be resolved; unresolved sides are compared by their words. ``documents`` maps ids to the documents; it gives
    publication days and shows which documents say the same words. A mention given twice counts once. The result does not depend on the
    order of the mentions.
    """
    known = documents or {}
    unique: dict[str, EventMention] = {}
    for mention in mentions:
        held = unique.get(mention.id)
        # One id with two contents should not be; where it is, the choice must not hang on the order of arrival.
        if held is None or (held != mention and (mention.confidence, repr(mention)) > (held.confidence, repr(held))):
            unique[mention.id] = mention
    reports, repeated = _drop_repeated(sorted(unique.values(), key=lambda m: m.id), known)
    published = {name: document.published for name, document in known.items() if document.published is not None}
    state_names = frozenset(
        words.casefold().strip()
        for m in reports
        for entity in (*m.actors, *m.recipients)
        if entity.kind == "state"
        for words in (entity.name, entity.text)
        if words
    )
    judge = _Judge()
    near: list[tuple[str, str, str]] = []
    stated = [_find_stated(m, published) for m in reports]
    bare = [make_signature(m, when=when, state_names=state_names) for m, when in zip(reports, stated, strict=True)]
    units = _join_in_documents(reports, bare, judge, near)
    spread = _spread_dates(reports, stated, units, published)
    numbers = [judge.number(replace(signature, when=when)) for signature, when in zip(bare, spread, strict=True)]
    groups = _join_across(reports, numbers, units, judge, near)
    events = [fuse_mentions([reports[i] for i in group], published=published, state_names=state_names) for group in groups]
    events.sort(key=lambda event: (event.date.start or date.max, event.date.end or date.max, event.type, event.id))
    home = {reports[i].id: number for number, group in enumerate(groups) for i in group}
    return Merging(tuple(events), _list_apart(near, home), repeated)


def _drop_repeated(reports: Sequence[EventMention], documents: Mapping[str, Document]) -> tuple[list[EventMention], tuple[str, ...]]:
    """Of documents with the same words only the first published keeps its reports."""
    first: dict[str, tuple[date, str]] = {}
    digests: dict[str, str] = {}
    for name in {m.document for m in reports}:
        document = documents.get(name)
        if document is None or not document.text.strip():
            continue
        digests[name] = document.digest
        rank = (document.published or date.max, name)
        first[digests[name]] = min(first.get(digests[name], rank), rank)
    kept: list[EventMention] = []
    repeated: list[str] = []
    for mention in reports:
        digest = digests.get(mention.document)
        if digest is not None and first[digest][1] != mention.document:
            repeated.append(mention.id)
        else:
            kept.append(mention)
    return kept, tuple(repeated)


def _find_stated(mention: EventMention, published: Mapping[str, date]) -> When | None:
    """The days that the text itself states; a day of publication says nothing within its own document."""
    when = find_when(mention, published.get(mention.document))
    return None if when is None or when.soft else when


def _join_in_documents(
    reports: Sequence[EventMention], bare: Sequence[Signature], judge: _Judge, near: list[tuple[str, str, str]]
) -> list[int]:
    """For every report the smallest index among the reports of its event in its own document."""
    blocks: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for i, (mention, signature) in enumerate(zip(reports, bare, strict=True)):
        words = tuple(f"~{word}" for word in sorted(signature.vague_actors | signature.vague_recipients))
        for token in signature.tokens or words:
            blocks[mention.document, mention.type, token].append(i)
    numbers = [judge.number(signature) for signature in bare]
    pairs = {pair for block in blocks.values() for pair in combinations(block, 2)}
    links: list[Link] = []
    for i, j in sorted(pairs):
        verdict = judge.compare(numbers[i], numbers[j], in_document=True)
        if verdict.weight:
            distance = abs(reports[i].sentence.start - reports[j].sentence.start)
            links.append((verdict.weight - min(distance, _DISTANCE_REACH) / _DISTANCE_REACH, i, j))
        elif verdict.near:
            near.append((reports[i].id, reports[j].id, verdict.reason))
    labels, refused = join_nodes([frozenset((number,)) for number in numbers], links, judge.contradict)
    near.extend((reports[i].id, reports[j].id, reason) for i, j, reason in refused)
    return labels


def _spread_dates(
    reports: Sequence[EventMention], stated: Sequence[When | None], units: Sequence[int], published: Mapping[str, date]
) -> list[When | None]:
    """Days to compare by across documents: a report without its own takes those that its document states for the same event."""
    best: dict[int, When] = {}
    for unit, when in zip(units, stated, strict=True):
        if when is not None and (unit not in best or (when.days, when.start) < (best[unit].days, best[unit].start)):
            best[unit] = when
    return [
        when or best.get(unit) or find_when(mention, published.get(mention.document))
        for mention, when, unit in zip(reports, stated, units, strict=True)
    ]


def _join_across(
    reports: Sequence[EventMention], numbers: Sequence[int], units: Sequence[int], judge: _Judge, near: list[tuple[str, str, str]]
) -> list[list[int]]:
    """Groups of report indexes, one for each event."""
    gathered: dict[int, list[int]] = defaultdict(list)
    for i, unit in enumerate(units):
        gathered[unit].append(i)
    # Units that say the same, and could be joined with their like, are one node from the start: no pairs among them.
    nodes: dict[object, list[int]] = {}
    for unit, group in gathered.items():
        said = frozenset(numbers[i] for i in group)
        alike = any(judge.compare(number, number, in_document=False).weight for number in said)
        nodes.setdefault(said if alike else unit, []).extend(group)
    rows = [sorted(group) for group in nodes.values()]
    members = [frozenset(numbers[i] for i in group) for group in rows]
    places: dict[int, list[int]] = defaultdict(list)
    example: dict[int, str] = {}
    for node, group in enumerate(rows):
        for number in sorted(members[node]):
            places[number].append(node)
        for i in group:
            example[numbers[i]] = min(example.get(numbers[i], reports[i].id), reports[i].id)
    weights: dict[tuple[int, int], float] = {}
    for number, homes in places.items():
        if len(homes) > 1 and (weight := judge.compare(number, number, in_document=False).weight):
            for one, other in _pair_homes(homes):
                weights[one, other] = max(weights.get((one, other), 0.0), weight)
    for one, other in find_candidates({number: judge.signatures[number] for number in places}):
        verdict = judge.compare(one, other, in_document=False)
        if verdict.weight:
            for left in places[one]:
                for right in places[other]:
                    if left != right:
                        edge = (min(left, right), max(left, right))
                        weights[edge] = max(weights.get(edge, 0.0), verdict.weight)
        elif verdict.near:
            near.append((example[one], example[other], verdict.reason))
    links = ((weight, one, other) for (one, other), weight in weights.items())
    labels, refused = join_nodes(members, links, judge.contradict)
    near.extend((reports[rows[i][0]].id, reports[rows[j][0]].id, reason) for i, j, reason in refused)
    groups: dict[int, list[int]] = defaultdict(list)
    for node, label in enumerate(labels):
        groups[label] += rows[node]
    return list(groups.values())


def _pair_homes(homes: Sequence[int]) -> Iterator[tuple[int, int]]:
    """All pairs of a few nodes; of many only neighbours and pairs with the first, since links carry over."""
    if len(homes) <= _FULL_CROSS:
        yield from combinations(homes, 2)
        return
    for i in range(1, len(homes)):
        yield homes[0], homes[i]
        if i > 1:
            yield homes[i - 1], homes[i]


def _list_apart(near: Iterable[tuple[str, str, str]], home: Mapping[str, int]) -> tuple[tuple[str, str, str], ...]:
    """One triple for each two events: the first in order of ids."""
    best: dict[tuple[int, int], tuple[str, str, str]] = {}
    for one, other, reason in near:
        row = (min(one, other), max(one, other), reason)
        between = (min(home[one], home[other]), max(home[one], home[other]))
        if between[0] != between[1]:
            best[between] = min(best.get(between, row), row)
    return tuple(sorted(best.values()))
