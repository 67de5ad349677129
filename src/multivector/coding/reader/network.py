"""The reader's network: a quantised ONNX file of this package, run on the CPU. It is loaded once, when it is first asked for."""

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from itertools import pairwise
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

from multivector.codebook.ontology import load_contexts, load_modes, load_statuses, load_types
from multivector.coding.reader.pieces import Pieces
from multivector.errors import CodebookError

Array = npt.NDArray[np.float32]
T = TypeVar("T")

FILES = ("reader.onnx", "again.onnx")

SENTENCE_OUTPUTS = ("tags", "claims", "hidden")
AGAIN_OUTPUTS = ("roles", "types", "modes", "statuses", "contexts", "polarities", "said")
PAIR_OUTPUTS = ("filed", "types", "pair_modes", "pair_statuses")
#: Fewer inputs run one after the other.
WORTH_THREADS, MOST_THREADS = 4, 8


@dataclass(frozen=True, slots=True)
class Network:
    """The loaded network with what was stored in its file.

    ``session`` reads, ``again`` reads a second time for one trigger or claim. ``balance`` is added to the log-odds of "outside every
    trigger" at the first reading, ``limit`` and ``claim_limit`` the probabilities of "no event" and "no claim" from which both readings
    together drop one; all are chosen on the tune part. ``labels`` name the entries of each output; ``settings`` say from what it was
    trained; ``curves`` turn a raw probability (0 to 1) into how often records with it are right, as knots (raw, calibrated), one curve
    for events and one for pairs.
    """

    session: onnxruntime.InferenceSession
    again: onnxruntime.InferenceSession
    tokenizer: Tokenizer
    labels: Mapping[str, tuple[str, ...]]
    settings: Mapping[str, str]
    curves: Mapping[str, tuple[tuple[float, float], ...]]
    balance: float
    limit: float
    claim_limit: float

    def run(self, inputs: Sequence[Pieces], *, outputs: Sequence[str]) -> Iterator[dict[str, Array]]:
        """The outputs for each input, in order, as logits.

        Each input runs alone: quantised activations share one scale over all that runs together, so in a batch a sentence's numbers
        would hang on its neighbours. One thread an input is also no slower here than batches (benchmarks/reader.py).
        """
        names = list(outputs)

        def run_one(pieces: Pieces) -> dict[str, Array]:
            sides = {name: np.array([getattr(pieces, name)], dtype=np.int64) for name in ("source", "target")}
            results = self.session.run(names, {"ids": np.array([pieces.ids], dtype=np.int64), **sides})
            return {name: result[0] for name, result in zip(names, results, strict=True)}

        return map_threads(run_one, inputs)

    def run_again(self, inputs: Sequence[tuple[Array, npt.NDArray[np.int64]]]) -> Iterator[dict[str, Array]]:
        """The second reading of each sentence: its hidden states (n, size), and for each trigger or claim which pieces it is (k, n).

        Gives `AGAIN_OUTPUTS`, each with k rows. Those of one sentence run together, sentences apart.
        """

        def run_one(pair: tuple[Array, npt.NDArray[np.int64]]) -> dict[str, Array]:
            hidden, kinds = pair
            repeated = np.repeat(hidden[None], len(kinds), axis=0)
            return dict(zip(AGAIN_OUTPUTS, self.again.run(list(AGAIN_OUTPUTS), {"hidden": repeated, "kinds": kinds}), strict=True))

        return map_threads(run_one, inputs)

    def calibrate(self, raw: float, *, curve: str) -> float:
        """How often a record with this raw probability is right, by linear interpolation between the curve's knots."""
        knots = self.curves[curve]
        if raw <= knots[0][0]:
            return knots[0][1]
        for (x, y), (other, value) in pairwise(knots):
            if raw <= other:
                return y + (value - y) * (raw - x) / (other - x)
        return knots[-1][1]


def map_threads(run: Callable[[T], dict[str, Array]], inputs: Sequence[T]) -> Iterator[dict[str, Array]]:
    """The results in order; several inputs side by side where they are worth it."""
    yield from map(run, inputs) if len(inputs) < WORTH_THREADS else find_workers().map(run, inputs)


@cache
def find_workers() -> ThreadPoolExecutor:
    """Threads for inputs that run side by side."""
    return ThreadPoolExecutor(max_workers=min(MOST_THREADS, os.cpu_count() or 1), thread_name_prefix="reader")


@cache
def load_network() -> Network:
    """The network of this package. Raises CodebookError where its labels are not the codebook's."""
    folder = files("multivector.coding.reader") / "data"
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    options.intra_op_num_threads = 1
    sessions = []
    for name in FILES:
        with as_file(folder / name) as path:
            sessions.append(onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"]))
    session, again = sessions
    tokenizer = Tokenizer.from_str((folder / "tokenizer.json").read_text(encoding="utf-8"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    stored = session.get_modelmeta().custom_metadata_map
    labels = {name: tuple(map(str, names)) for name, names in json.loads(stored["labels"]).items()}
    check_labels(labels)
    curves = {name: tuple((x, y) for x, y in knots) for name, knots in json.loads(stored["curves"]).items()}
    settings = {name: stored[name] for name in ("settings", "corpus", "base")}
    limits = (float(stored[name]) for name in ("balance", "limit", "claim_limit"))
    return Network(session, again, tokenizer, labels, settings, curves, *limits)


def check_labels(labels: Mapping[str, tuple[str, ...]]) -> None:
    """Raise CodebookError where the codebook has other types, modes, statuses or contexts than the network was trained with."""
    own = {
        "tags": {"O", *load_types()},
        "modes": {"", *(f"{type}/{mode}" for type, mode in load_modes())},
        "statuses": set(load_statuses()),
        "contexts": set(load_contexts()),
    }
    for name, expected in own.items():
        if strange := expected ^ set(labels.get(name, ())):
            raise CodebookError(
                f"reader.onnx was trained with other {name} than the codebook has ({', '.join(sorted(strange))}); "
                "train it anew (docs/training.md)"
            )


def softmax(logits: Array) -> Array:
    """Probabilities along the last axis."""
    shifted = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=-1, keepdims=True), dtype=np.float32)
