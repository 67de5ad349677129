"""Speed of the reader: sentences per second, and pairs per second of `relate` against the cost of an entailment model.

usage: .venv/bin/python benchmarks/reader.py FILE.jsonl[.gz] [--limit N] [--peer]

``--peer`` needs the training extra: a RoBERTa-large with random weights does thirty passes a pair, as zero-shot coding by entailment
does with one hypothesis a class and its variants. Speed does not hang on the weights. Everything is timed in one run on the same texts.
"""

import argparse
import itertools
import resource
import time
from pathlib import Path

from multivector.coding import relate_batch
from multivector.coding.reader.network import SENTENCE_OUTPUTS, load_network
from multivector.coding.reader.pieces import cut_sentence
from multivector.records import Document
from multivector.sources import read_sources

PASSES, PEER_PAIRS = 30, 2


def time_alone(texts: list[str]) -> float:
    """Seconds of the network over sentences, each alone."""
    network = load_network()
    inputs = [cut_sentence(network.tokenizer, text)[0] for text in texts]
    start = time.perf_counter()
    for _ in network.run(inputs, outputs=SENTENCE_OUTPUTS):
        pass
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
    print(f"network, sentences alone, several side by side: {len(texts) / time_alone(texts):,.0f} a second")
    rows = [(text, text.split()[0], text.split()[-1]) for text in texts if len(text.split()) > 3]
    own = len(rows) / time_relate(rows)
    print(f"relate {own:,.0f} pairs a second")
    if args.peer:
        peer = PEER_PAIRS / time_peer(texts[:PEER_PAIRS])
        print(f"RoBERTa-large, {PASSES} passes a pair: {peer:.3f} pairs a second; relate is {own / peer:,.0f} times as fast")
    print(f"largest memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


if __name__ == "__main__":
    main()
