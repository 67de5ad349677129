"""The one-pass reader: one small encoder over the bare sentence, with heads for triggers, their properties, their roles, and claims.

Nothing is marked in the input, so a sentence is encoded once however many events it holds. All heads are over word pieces:

- trigger: each piece is outside or part of a trigger of one type (17 classes);
- mode, status, contexts: read at each piece, used at triggers;
- role: for each pair (trigger piece, piece) none, actor, recipient, place, time, source or hedge, by a low-rank bilinear form;
- claim: each piece is outside or part of a claim of one kind (6 classes).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import torch
from tokenizers import Tokenizer
from torch import nn

from multivector.codebook.ontology import load_contexts, load_types
from multivector.records.claim import CLAIM_KINDS
from training.annotation import GoldSentence, Mark
from training.pair_model import LONGEST, MODES, STATUSES, load_encoder

TAGS = ("O", *load_types())
ROLES = ("none", "actor", "recipient", "place", "time", "by", "hedge")
CONTEXTS = tuple(load_contexts())
CLAIMS = ("O", *CLAIM_KINDS)
RANK = 64


@dataclass(frozen=True, slots=True)
class Example:
    """One sentence as pieces with its labels; ``roles`` are (trigger piece, piece, role) and ``heads`` the trigger pieces."""

    ids: list[int]
    offsets: list[tuple[int, int]]
    tags: list[int]
    claims: list[int]
    heads: list[tuple[int, int, int, tuple[int, ...]]] = field(default_factory=list)
    roles: list[tuple[int, int, int]] = field(default_factory=list)


def encode_sentence(tokenizer: Tokenizer, sentence: GoldSentence) -> Example:
    """Pieces and labels of an annotated sentence, cut at the encoder's longest input."""
    encoding = tokenizer.encode(sentence.text, add_special_tokens=False)
    ids = [101, *encoding.ids[: LONGEST - 2], 102]
    offsets = [(0, 0), *encoding.offsets[: LONGEST - 2], (0, 0)]
    tags, claims = [0] * len(ids), [0] * len(ids)
    heads: list[tuple[int, int, int, tuple[int, ...]]] = []
    roles: list[tuple[int, int, int]] = []
    for event in sentence.events:
        pieces = [i for mark in event.trigger for i in find_pieces(offsets, mark)]
        if not pieces:
            continue
        mode = MODES.index(f"{event.type}/{event.mode}" if event.mode else "")
        contexts = tuple(CONTEXTS.index(context) for context in event.contexts)
        named = (
            *((mark, "actor") for mark in event.actors), *((mark, "recipient") for mark in event.recipients),
            *((mark, "hedge") for mark in event.hedges),
            *((mark, role) for mark, role in ((event.place, "place"), (event.time, "time"), (event.by, "by")) if mark is not None),
        )  # fmt: skip
        for piece in pieces:
            tags[piece] = TAGS.index(event.type)
            heads.append((piece, mode, STATUSES.index(event.status), contexts))
            roles.extend((piece, i, ROLES.index(role)) for mark, role in named for i in find_pieces(offsets, mark))
    for claim in sentence.claims:
        for piece in find_pieces(offsets, claim.span):
            claims[piece] = CLAIMS.index(claim.kind)
    return Example(ids, offsets, tags, claims, heads, roles)


def find_pieces(offsets: Sequence[tuple[int, int]], mark: Mark) -> list[int]:
    """Indexes of the pieces inside a mark."""
    return [i for i, (start, end) in enumerate(offsets) if start < mark.end and mark.start < end]


class ReaderModel(nn.Module):
    """Encoder and heads; `forward` gives logits for every piece and every pair of pieces."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = load_encoder()
        size = self.encoder.config.hidden_size
        self.drop = nn.Dropout(0.1)
        self.tag_head = nn.Linear(size, len(TAGS))
        self.claim_head = nn.Linear(size, len(CLAIMS))
        self.mode_head = nn.Linear(size, len(MODES))
        self.status_head = nn.Sequential(nn.Linear(size, size // 2), nn.GELU(), nn.Linear(size // 2, len(STATUSES)))
        self.context_head = nn.Linear(size, len(CONTEXTS))
        self.left = nn.Linear(size, RANK * len(ROLES))
        self.right = nn.Linear(size, RANK * len(ROLES))
        self.bias = nn.Linear(size, len(ROLES))

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """``ids``, ``mask``: (batch, n). Gives tags, claims, modes, statuses, contexts (batch, n, …) and roles (batch, n, n, 7)."""
        hidden = self.drop(self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state)
        batch, length, _ = hidden.shape
        left = self.left(hidden).view(batch, length, len(ROLES), RANK)
        right = self.right(hidden).view(batch, length, len(ROLES), RANK)
        roles = torch.einsum("bird,bjrd->bijr", left, right) / RANK**0.5 + self.bias(hidden).unsqueeze(1)
        return (
            self.tag_head(hidden), self.claim_head(hidden), self.mode_head(hidden), self.status_head(hidden),
            self.context_head(hidden), roles,
        )  # fmt: skip
