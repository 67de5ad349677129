"""From the network's outputs for one sentence to records: triggers, their properties, the words of their sides."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from multivector.coding.reader.clauses import list_clauses, trim_edges
from multivector.coding.reader.network import Array, Network, softmax
from multivector.coding.reader.pieces import Pieces
from multivector.records import Sentence, Token

#: A context from this probability on is given, at most so many of them: the manual asks for no more than those that matter. Words that
#: show a context (codebook) raise its odds by e to the second. These are the numbers whose F1 is best on the tune part (docs/figures.md).
CONTEXT_FLOOR, MOST_CONTEXTS, SHOWN = 0.22, 2, 2.0
#: A clause that the first reading holds so surely for no claim is not read again; lower loses claims of the tune part.
HOPELESS_CLAIM = 0.75


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of tokens, both ends included, with the mean probability that it is what it was taken for."""

    first: int
    last: int
    probability: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that the first reading took for a trigger or a claim. ``chances`` are its probabilities of all types, or kinds of claim."""

    claim: bool
    words: Words
    pieces: tuple[int, ...]
    chances: Array


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """One event read in a sentence.

    ``raw`` is the network's own probability of trigger and type, both readings together, ``runner_up`` the next type with its own.
    """

    trigger: Words
    type: str
    mode: str | None
    status: str
    contexts: tuple[str, ...]
    roles: Mapping[str, tuple[Words, ...]]
    raw: float
    runner_up: tuple[str, float]
    mode_probability: float
    status_probability: float


@dataclass(frozen=True, slots=True)
class FoundClaim:
    """One claim read in a sentence. ``raw`` is the network's own probability that the clause is a claim, both readings together."""

    words: Words
    kind: str
    polarity: float
    roles: Mapping[str, tuple[Words, ...]]
    raw: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """Tokens and pieces of one input. ``pieces`` lists those of each token; ``weights`` (tokens, pieces) takes the mean over them."""

    pieces: tuple[tuple[int, ...], ...]
    weights: Array

    def average(self, chances: Array) -> Array:
        """The mean over each token's pieces; a token without any (it lies outside this input) is outside everything."""
        means = self.weights @ chances
        means[[not own for own in self.pieces], 0] = 1
        return means

    def join(self, first: int, last: int) -> tuple[int, ...]:
        """The pieces of a stretch of tokens."""
        return tuple(i for own in self.pieces[first : last + 1] for i in own)


def align(sentence: Sentence, pieces: Pieces) -> Alignment:
    """Which pieces each token of the sentence has in this input."""
    found: list[tuple[int, ...]] = []
    final = len(pieces.offsets) - 1
    weights = np.zeros((len(sentence.tokens), len(pieces.offsets)), dtype=np.float32)
    at = 1
    for row, token in enumerate(sentence.tokens):
        start, end = token.start - sentence.start, token.end - sentence.start
        while at < final and pieces.offsets[at][1] <= start:
            at += 1
        last = at
        while last < final and pieces.offsets[last][0] < end:
            last += 1
        found.append(tuple(range(at, last)))
        if last > at:
            weights[row, at:last] = 1 / (last - at)
    return Alignment(tuple(found), weights)


def find_triggers(network: Network, tokens: Alignment, logits: Array) -> list[Candidate]:
    """What may be triggers, in order; ``logits`` are (pieces, tags)."""
    weighed = logits.copy()
    weighed[:, 0] += network.balance
    plain, weighed = tokens.average(softmax(logits)), tokens.average(softmax(weighed))
    return [
        Candidate(
            False,
            Words(first, last, float(plain[first : last + 1, label].mean())),
            tokens.join(first, last),
            plain[first : last + 1].mean(axis=0),
        )
        for first, last, label in find_runs(weighed.argmax(axis=1).tolist())
    ]


def find_claims(words: Sequence[Token], tokens: Alignment, logits: Array) -> list[Candidate]:
    """Clauses that may be claims, in order; many lie over one another. ``logits`` are (pieces, kinds), and a clause's their mean."""
    clauses = [clause for clause in list_clauses(words) if tokens.join(*clause)]
    if not clauses:
        return []
    pieces = [tokens.join(*clause) for clause in clauses]
    sums = np.vstack([np.zeros((1, logits.shape[1]), dtype=logits.dtype), logits.cumsum(axis=0)])  # a clause's pieces stand side by side
    starts, ends = np.array([own[0] for own in pieces]), np.array([own[-1] + 1 for own in pieces])
    chances = softmax((sums[ends] - sums[starts]) / (ends - starts)[:, None])
    return [
        Candidate(True, Words(*clauses[i], 1 - float(chances[i, 0])), pieces[i], chances[i])
        for i in np.flatnonzero(chances[:, 0] <= HOPELESS_CLAIM).tolist()
    ]


def choose_claims(found: Sequence[FoundClaim]) -> list[FoundClaim]:
    """The likeliest of clauses that share words, in order: only the second reading tells a whole clause from its half."""
    chosen: list[FoundClaim] = []
    for claim in sorted(found, key=lambda claim: -claim.raw):
        if all(claim.words.first > other.words.last or other.words.first > claim.words.last for other in chosen):
            chosen.append(claim)
    return sorted(chosen, key=lambda claim: claim.words.first)


def point_out(candidates: Sequence[Candidate], size: int) -> npt.NDArray[np.int64]:
    """Which pieces each candidate is, as the second reading wants to be told: (candidates, pieces), 1 for a trigger, 2 for a claim."""
    kinds = np.zeros((len(candidates), size), dtype=np.int64)
    for row, candidate in enumerate(candidates):
        kinds[row, list(candidate.pieces)] = 2 if candidate.claim else 1
    return kinds


def settle_event(
    network: Network,
    words: Sequence[Token],
    tokens: Alignment,
    candidate: Candidate,
    answer: Mapping[str, Array],
    shown: Collection[str] = (),
) -> FoundEvent | None:
    """The event that both readings see in a candidate; None where they see none.

    ``answer`` is the second reading of it, ``shown`` the contexts that words of the sentence show.
    """
    chances = (candidate.chances + softmax(answer["types"])) / 2
    if chances[0] >= network.limit:
        return None
    ranked = 1 + np.argsort(-chances[1:], kind="stable")
    type = network.labels["tags"][int(ranked[0])]
    mode, mode_probability = choose_mode(network, type, answer["modes"])
    statuses = softmax(answer["statuses"])
    return FoundEvent(
        trigger=candidate.words,
        type=type,
        mode=mode,
        status=network.labels["statuses"][int(statuses.argmax())],
        contexts=choose_contexts(network, answer["contexts"], shown),
        roles=find_roles(network, words, tokens, answer["roles"]),
        raw=float(chances[ranked[0]]),
        runner_up=(network.labels["tags"][int(ranked[1])], float(chances[ranked[1]])),
        mode_probability=mode_probability,
        status_probability=float(statuses.max()),
    )


def settle_claim(
    network: Network, words: Sequence[Token], tokens: Alignment, candidate: Candidate, answer: Mapping[str, Array]
) -> FoundClaim | None:
    """The claim that both readings see in a clause; None where they see none."""
    chances = (candidate.chances + softmax(answer["said"])) / 2
    if chances[0] >= network.claim_limit:
        return None
    kind = network.labels["claims"][1 + int(chances[1:].argmax())]
    polarity = float(network.labels["polarities"][int(answer["polarities"].argmax())])
    return FoundClaim(candidate.words, kind, polarity, find_roles(network, words, tokens, answer["roles"]), 1 - float(chances[0]))


def find_runs(labels: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Stretches of one label other than 0, as (first, last, label)."""
    first = 0
    for i in range(1, len(labels) + 1):
        if i == len(labels) or labels[i] != labels[first]:
            if labels[first]:
                yield first, i - 1, labels[first]
            first = i


def choose_mode(network: Network, type: str, logits: Array) -> tuple[str | None, float]:
    """The likeliest mode among those of the type, None included, with its probability."""
    own = [i for i, name in enumerate(network.labels["modes"]) if not name or name.startswith(f"{type}/")]
    chances = softmax(logits[own])
    name = network.labels["modes"][own[int(chances.argmax())]]
    return name.partition("/")[2] or None, float(chances.max())


def choose_contexts(network: Network, logits: Array, shown: Collection[str]) -> tuple[str, ...]:
    """The likeliest contexts, likeliest first; ``shown`` are those that words of the sentence show."""
    names = network.labels["contexts"]
    chances = 1 / (1 + np.exp(-logits - SHOWN * np.array([name in shown for name in names])))
    best = np.argsort(-chances, kind="stable")[:MOST_CONTEXTS]
    return tuple(names[i] for i in best if chances[i] > CONTEXT_FLOOR)


def find_roles(network: Network, words: Sequence[Token], tokens: Alignment, logits: Array) -> dict[str, tuple[Words, ...]]:
    """The stretches of words in each role to one event or claim; ``logits`` are (pieces, roles)."""
    per_token = tokens.average(softmax(logits))
    found: dict[str, list[Words]] = {}
    for first, last, label in find_runs(per_token.argmax(axis=1).tolist()):
        stretch = trim(words, first, last, float(per_token[first : last + 1, label].mean()))
        if stretch is not None:
            found.setdefault(network.labels["roles"][label], []).append(stretch)
    return {role: tuple(stretches) for role, stretches in found.items()}


def trim(words: Sequence[Token], first: int, last: int, probability: float) -> Words | None:
    """A stretch without the words that stand outside every mark; None if nothing is left."""
    first, last = trim_edges(words, first, last)
    return Words(first, last, probability) if first <= last else None
