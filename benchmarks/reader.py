"""Speed of the reader: inputs alone against batches, and pairs per second of `relate` against the cost of an entailment model.

usage: .venv/bin/python benchmarks/reader.py FILE.jsonl[.gz] [--limit N] [--peer]

``--peer`` needs the training extra: a RoBERTa-large with random weights does thirty passes a pair, as zero-shot coding by entailment
does with one hypothesis a class and its variants. Speed does not hang on the weights. Everything is timed in one run on the same texts.
"""

import argparse
import itertools
import resource
import time
from pathlib import Path

import numpy as np

from multivector.coding import relate_batch
from multivector.coding.reader.network import SENTENCE_OUTPUTS, load_network
from multivector.coding.reader.pieces import cut_sentence
from multivector.records import Document
from multivector.sources import read_sources

PASSES, PEER_PAIRS, BATCH = 30, 2, 32


def time_alone(texts: list[str]) -> float:
    """Seconds of the network over sentences, each alone."""
    network = load_network()
    inputs = [cut_sentence(network.tokenizer, text)[0] for text in texts]
    start = time.perf_counter()
    for _ in network.run(inputs, outputs=SENTENCE_OUTPUTS):
        pass
    return time.perf_counter() - start


def time_batches(texts: list[str]) -> float:
    """Seconds of the same network over padded batches of like length, all cores in one run."""
    import onnxruntime

    network = load_network()
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    path = Path(__file__).parent.parent / "src/multivector/coding/reader/data/reader.onnx"
    session = onnxruntime.InferenceSession(str(path), options)
    inputs = sorted((cut_sentence(network.tokenizer, text)[0].ids for text in texts), key=len)
    start = time.perf_counter()
    for first in range(0, len(inputs), BATCH):
        chosen = inputs[first : first + BATCH]
        ids = np.zeros((len(chosen), len(chosen[-1])), dtype=np.int64)
        for row, own in enumerate(chosen):
            ids[row, : len(own)] = own
        sides = np.zeros(len(chosen), dtype=np.int64)
        session.run(list(SENTENCE_OUTPUTS), {"ids": ids, "source": sides, "target": sides})
    return time.perf_counter() - start


def time_relate(rows: list[tuple[str, str, str]]) -> float:
    """Seconds of `relate` over rows."""
    batch = [(Document(id=str(i), text=text), (), source, target) for i, (text, source, target) in enumerate(rows)]
    start = time.perf_counter()
    relate_batch(batch)
    return time.perf_counter() - start


def time_peer(texts: list[str]) -> float:
    """Seconds of thirty passes of RoBERTa-large a text, in one batch of thirty, at the texts' own length and ten tokens of hypothesis."""
    import torch
    from transformers import RobertaConfig, RobertaForSequenceClassification

    config = RobertaConfig(
        vocab_size=50265, hidden_size=1024, num_hidden_layers=24, num_attention_heads=16, intermediate_size=4096, num_labels=3
    )
    model = RobertaForSequenceClassification(config).eval()
    lengths = [len(cut_sentence(load_network().tokenizer, text)[0].ids) + 10 for text in texts]
    with torch.inference_mode():
        model(torch.ones((1, 16), dtype=torch.long))
        start = time.perf_counter()
        for length in lengths:
            model(torch.randint(5, 50000, (PASSES, length)))
        return time.perf_counter() - start


def main() -> None:
    """Time and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--limit", type=int, default=600)
    parser.add_argument("--peer", action="store_true")
    args = parser.parse_args()
    documents = [d for d in itertools.islice(read_sources([args.file]), args.limit) if isinstance(d, Document)]
    texts = [d.text.split("\n")[0][:400] for d in documents]
    time_alone(texts[:20])
    alone, batches = time_alone(texts), time_batches(texts)
    print(f"network, each sentence alone {len(texts) / alone:,.0f} a second; in batches of {BATCH} {len(texts) / batches:,.0f}")
    print(f"ratio alone / batches {batches / alone:.2f}")
    rows = [(text, text.split()[0], text.split()[-1]) for text in texts if len(text.split()) > 3]
    own = len(rows) / time_relate(rows)
    print(f"relate {own:,.0f} pairs a second")
    if args.peer:
        peer = PEER_PAIRS / time_peer(texts[:PEER_PAIRS])
        print(f"RoBERTa-large, {PASSES} passes a pair: {peer:.3f} pairs a second; relate is {own / peer:,.0f} times as fast")
    print(f"largest memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


if __name__ == "__main__":
    main()
