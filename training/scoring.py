"""Coded records against annotated sentences: which gold event each answers, and what of it is right.

Used by `training.calibration` on the tune part and by `evals.reader` on the test part.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from multivector.coding import code_batch
from multivector.parsing.batches import parse_batch
from multivector.records import Claim, Document, Entity, EventMention, Sentence
from training.annotation import GoldSentence, Mark

#: Two stretches of text are one side if they share so much of all their characters (Jaccard): an article or a title more is no error.
SHARED = 0.5


@dataclass(frozen=True, slots=True)
class Coded:
    """One annotated sentence with what a coder read in it."""

    gold: GoldSentence
    events: tuple[EventMention, ...]
    claims: tuple[Claim, ...]

    def match_events(self) -> dict[int, int]:
        """Gold event -> record of the same type whose trigger shares a character with it; each record answers one."""
        taken: dict[int, int] = {}
        for number, event in enumerate(self.gold.events):
            for index, found in enumerate(self.events):
                if index in taken.values() or found.type != event.type:
                    continue
                if any(found.trigger.start < mark.end and mark.start < found.trigger.end for mark in event.trigger):
                    taken[number] = index
                    break
        return taken

    def match_claims(self) -> dict[int, int]:
        """Gold claim -> record of the same kind over the same words."""
        taken: dict[int, int] = {}
        for number, claim in enumerate(self.gold.claims):
            for index, found in enumerate(self.claims):
                if index not in taken.values() and found.kind == claim.kind and same(claim.span, found.span.start, found.span.end):
                    taken[number] = index
                    break
        return taken


def code_gold(sentences: Sequence[GoldSentence], *, coder: str) -> list[Coded]:
    """Each annotated sentence read as a document of its own."""
    results: list[Coded] = []
    for start in range(0, len(sentences), 256):
        chosen = sentences[start : start + 256]
        documents = [Document(id=str(start + i), text=sentence.text) for i, sentence in enumerate(chosen)]
        batch: list[tuple[Document, Sequence[Sentence]]] = []
        for document, parsed in zip(documents, parse_batch(documents), strict=True):
            if isinstance(parsed, Exception):
                raise parsed
            batch.append((document, parsed))
        for sentence, found in zip(chosen, code_batch(batch, coder=coder), strict=True):
            if isinstance(found, Exception):
                raise found
            results.append(Coded(sentence, *found))
    return results


def measure(coded: Sequence[Coded]) -> dict[str, float]:
    """Scores from 0 to 1: F1 of trigger and type, with mode, of sides, whole records, claims; accuracies at matched events."""
    hits: defaultdict[str, float] = defaultdict(float)
    for item in coded:
        matched = item.match_events()
        hits["gold"] += len(item.gold.events)
        hits["found"] += len(item.events)
        hits["right"] += len(matched)
        hits["gold claims"] += len(item.gold.claims)
        hits["found claims"] += len(item.claims)
        hits["right claims"] += len(item.match_claims())
        for role, gold in ((role, event) for event in item.gold.events for role in ("actors", "recipients")):
            hits[f"gold {role}"] += len(getattr(gold, role))
        for role, found in ((role, event) for event in item.events for role in ("actors", "recipients")):
            hits[f"found {role}"] += len(getattr(found, role))
        for number, index in matched.items():
            event, record = item.gold.events[number], item.events[index]
            mode, status = event.mode == record.mode, event.status == record.status
            hits["mode"] += mode
            hits["status"] += status
            hits["contexts"] += bool(set(event.contexts) & set(record.contexts)) or not (event.contexts or record.contexts)
            sides = {role: count_same(getattr(event, role), getattr(record, role)) for role in ("actors", "recipients")}
            for role, common in sides.items():
                hits[f"right {role}"] += common
                hits[f"matched gold {role}"] += len(getattr(event, role))
                hits[f"matched found {role}"] += len(getattr(record, role))
            whole = all(common == len(getattr(event, role)) == len(getattr(record, role)) for role, common in sides.items())
            hits["whole"] += mode and status and whole
    both = hits["gold"] + hits["found"]
    scores = {
        "trigger and type F1": 2 * hits["right"] / both,
        "with mode F1": 2 * hits["mode"] / both,
        "whole record F1": 2 * hits["whole"] / both,
        "mode accuracy": hits["mode"] / hits["right"],
        "status accuracy": hits["status"] / hits["right"],
        "whole record share": hits["whole"] / hits["right"],
        "claims F1": 2 * hits["right claims"] / (hits["gold claims"] + hits["found claims"]),
    }
    for role in ("actors", "recipients"):
        scores[f"{role} F1"] = 2 * hits[f"right {role}"] / (hits[f"gold {role}"] + hits[f"found {role}"])
        scores[f"{role} F1 at matched events"] = 2 * hits[f"right {role}"] / (hits[f"matched gold {role}"] + hits[f"matched found {role}"])
    return scores


def list_confidences(coded: Sequence[Coded]) -> Iterator[tuple[EventMention, bool]]:
    """Each record with whether it answers a gold event."""
    for item in coded:
        right = set(item.match_events().values())
        yield from ((event, index in right) for index, event in enumerate(item.events))


def find_calibration_error(pairs: Sequence[tuple[float, bool]], *, bins: int = 10) -> tuple[float, list[tuple[float, float, int]]]:
    """Expected calibration error over equal-width bins, and each bin's mean confidence, share right and size (Guo and others, 2017)."""
    rows: list[tuple[float, float, int]] = []
    for number in range(bins):
        inside = [(p, right) for p, right in pairs if number / bins <= p < (number + 1) / bins or (number == bins - 1 and p == 1)]
        if inside:
            rows.append((sum(p for p, _ in inside) / len(inside), sum(right for _, right in inside) / len(inside), len(inside)))
    return sum(abs(p - share) * size for p, share, size in rows) / max(1, len(pairs)), rows


def count_same(marks: Sequence[Mark], entities: Sequence[Entity]) -> int:
    """How many marks have an entity over the same words, each entity counting once."""
    left = list(entities)
    common = 0
    for mark in marks:
        for entity in left:
            if same(mark, entity.start, entity.end):
                left.remove(entity)
                common += 1
                break
    return common


def same(mark: Mark, start: int, end: int) -> bool:
    """Whether a mark and a stretch of characters are the same words but for a few."""
    common = min(mark.end, end) - max(mark.start, start)
    return common > 0 and common / (max(mark.end, end) - min(mark.start, start)) >= SHARED
