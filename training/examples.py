"""Annotated sentences and pairs as the encoder's input with its labels."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import torch
from tokenizers import Tokenizer

from multivector.codebook.ontology import load_contexts, load_modes, load_statuses, load_types
from multivector.coding.reader.pieces import cut_sentence, find_pieces, mark_pair
from multivector.records.claim import CLAIM_KINDS
from training.annotation import GoldEvent, GoldSentence, Mark
from training.clauses import label_clause
from training.pairs import FILED, NONE, Pair
from training.plain import compose

TAGS = ("O", *load_types())
TYPES = (NONE, *load_types())
MODES = ("", *sorted(f"{type}/{mode}" for type, mode in load_modes()))
STATUSES = tuple(load_statuses())
CONTEXTS = tuple(load_contexts())
#: What a piece is to an event; the last three, to a claim.
ROLES = ("none", "actor", "recipient", "place", "time", "by", "hedge", "claimant", "about", "degree")
CLAIMS = ("O", *CLAIM_KINDS)
POLARITIES = (-1, 0, 1)
#: What the words are that a question is about: nothing, an event's trigger, a claim.
KINDS = ("none", "trigger", "claim")
TRIGGER, CLAIM = 1, 2
#: A clause that is a part of a claim, or too much, counts neither way.
UNSURE = -100
#: Everything that the model's outputs are numbered by; stored with it and checked when it is loaded.
LABELS = {
    "tags": TAGS, "claims": CLAIMS, "polarities": POLARITIES, "modes": MODES, "statuses": STATUSES, "contexts": CONTEXTS, "roles": ROLES,
    "filed": FILED, "types": TYPES,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Anchor:
    """An event's trigger or a claim's words, and all that is asked about it.

    ``kind`` is one of `KINDS`, ``type`` 0 where a trigger is none, ``said`` the kind of claim, 0 where a clause is none; ``roles`` are
    (piece, role).
    """

    kind: int
    pieces: tuple[int, ...]
    type: int
    mode: int = 0
    status: int = 0
    contexts: tuple[int, ...] = ()
    polarity: int = 1
    said: int = 0
    roles: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """One input with its labels.

    A bare sentence has ``tags`` and ``claims`` per piece, its ``anchors``, and its ``clauses``, each with the kind of claim that it is, 0
    for none, `UNSURE` where it is a part of one or too much. A marked pair has ``pair``: filed type, type, mode, status.
    ``opinions`` are the transparent coder's tags per piece.
    """

    ids: list[int]
    opinions: list[int]
    tags: list[int] = field(default_factory=list)
    claims: list[int] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    clauses: list[tuple[tuple[int, ...], int]] = field(default_factory=list)
    source: int = 0
    target: int = 0
    pair: tuple[int, int, int, int] | None = None


Opinions = dict[str, list[tuple[int, int, str]]]


def encode_sentence(tokenizer: Tokenizer, sentence: GoldSentence, opinions: Opinions | None = None) -> Example:
    """An annotated sentence, cut at the encoder's longest input."""
    pieces = cut_sentence(tokenizer, sentence.text)[0]
    tags, claims = [0] * len(pieces.ids), [0] * len(pieces.ids)
    anchors: list[Anchor] = []

    def find_roles(*named: tuple[Mark | None, str]) -> tuple[tuple[int, int], ...]:
        return tuple((i, ROLES.index(role)) for mark, role in named if mark for i in list_pieces(pieces.offsets, (mark,)))

    for event in sentence.events:
        found = list_pieces(pieces.offsets, event.trigger)
        if not found:
            continue
        for piece in found:
            tags[piece] = TAGS.index(event.type)
        roles = find_roles(
            *((mark, "actor") for mark in event.actors), *((mark, "recipient") for mark in event.recipients),
            *((mark, "hedge") for mark in event.hedges), (event.place, "place"), (event.time, "time"), (event.by, "by"),
        )  # fmt: skip
        mode = MODES.index(f"{event.type}/{event.mode}" if event.mode else "")
        contexts = tuple(CONTEXTS.index(context) for context in event.contexts)
        anchors.append(Anchor(TRIGGER, tuple(found), TYPES.index(event.type), mode, STATUSES.index(event.status), contexts, roles=roles))
    for claim in sentence.claims:
        found = list_pieces(pieces.offsets, (claim.span,))
        if not found:
            continue
        for piece in found:
            claims[piece] = CLAIMS.index(claim.kind)
        roles = find_roles((claim.claimant, "claimant"), *((mark, "about") for mark in claim.about), *((m, "degree") for m in claim.hedges))
        polarity = POLARITIES.index((claim.polarity > 0) - (claim.polarity < 0))
        anchors.append(Anchor(CLAIM, tuple(found), 0, polarity=polarity, said=CLAIMS.index(claim.kind), roles=roles))
    clauses: list[tuple[tuple[int, ...], int]] = []
    for mark in sentence.clauses:
        kind = label_clause(mark, sentence)
        clauses.append((tuple(list_pieces(pieces.offsets, (mark,))), CLAIMS.index(kind) if kind else 0 if kind == "" else UNSURE))
    own = tag_opinions(pieces.offsets, opinions, sentence.text)
    return Example(pieces.ids, own, tags, claims, anchors, [(found, label) for found, label in clauses if found])


def encode_pair(tokenizer: Tokenizer, pair: Pair, opinions: Opinions | None = None) -> Example:
    """A marked pair."""
    pieces = mark_pair(tokenizer, pair.text, pair.source, pair.target)
    mode = MODES.index(f"{pair.type}/{pair.mode}" if pair.mode else "")
    labels = FILED.index(pair.filed), TYPES.index(pair.type), mode, STATUSES.index(pair.status)
    own = tag_opinions(pieces.offsets, opinions, pair.text)
    return Example(pieces.ids, own, source=pieces.source, target=pieces.target, pair=labels)


def list_pieces(offsets: Sequence[tuple[int, int]], marks: Sequence[Mark]) -> list[int]:
    """Pieces of all marks."""
    return [i for mark in marks for i in find_pieces(offsets, mark.start, mark.end)]


def tag_opinions(offsets: Sequence[tuple[int, int]], opinions: Opinions | None, text: str) -> list[int]:
    """The transparent coder's trigger tag of each piece, 0 where it has none or was not asked."""
    tags = [0] * len(offsets)
    for start, end, type in (opinions or {}).get(text, ()):
        for piece in find_pieces(offsets, start, end):
            tags[piece] = TAGS.index(type)
    return tags


def collect_plain_sentences(*, seed: int, frames: int) -> list[GoldSentence]:
    """The plain layer as annotated sentences."""
    sentences = []
    for made in compose(seed=seed, frames=frames):
        source, target = Mark("a", *made.source), Mark("b", *made.target)
        actors, recipients = ((source, target), ()) if made.mutual else ((source,), (target,))
        event = GoldEvent((Mark("e1", *made.trigger),), made.type, made.mode, made.status, actors, recipients)
        sentences.append(GoldSentence(made.text, (), (event,), ()))
    return sentences


def make_batches(examples: Sequence[Example], rng: random.Random, *, size: int = 32) -> Iterator[list[Example]]:
    """Shuffled batches of like length and one kind: padding costs as much as words."""
    batches: list[list[Example]] = []
    for kind in ([e for e in examples if e.pair], [e for e in examples if not e.pair]):
        rng.shuffle(kind)
        for start in range(0, len(kind), 1024):
            chunk = sorted(kind[start : start + 1024], key=lambda example: len(example.ids))
            batches.extend(chunk[i : i + size] for i in range(0, len(chunk), size))
    rng.shuffle(batches)
    yield from batches


def drop_opinions(examples: Sequence[Example], rng: random.Random, share: float) -> list[Example]:
    """The examples, a share of them without the transparent coder's opinion, so that the model does not lean on it alone."""
    return [replace(e, opinions=[0] * len(e.ids)) if rng.random() < share else e for e in examples]


def pad(batch: Sequence[Example]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    """Ids, opinions, and the positions of source and target."""
    longest = max(len(e.ids) for e in batch)
    ids = torch.tensor([e.ids + [0] * (longest - len(e.ids)) for e in batch])
    opinions = torch.tensor([e.opinions + [0] * (longest - len(e.opinions)) for e in batch])
    return ids, opinions, torch.tensor([e.source for e in batch]), torch.tensor([e.target for e in batch])
