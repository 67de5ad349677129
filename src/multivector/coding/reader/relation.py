"""What relation texts report between two mentions that are given, read by the network with both marked in the text."""

from collections.abc import Mapping, Sequence

import numpy as np

from multivector.coding.filing import Relation, make_relation
from multivector.coding.reader.decode import choose_mode
from multivector.coding.reader.network import PAIR_OUTPUTS, Array, Network, load_network, softmax
from multivector.coding.reader.pieces import Pieces, mark_pair

NONE = "NONE"
YIELDING = ("CONCEDE", "RETREAT")
#: Above this probability of "no relation" a text is taken to report none: whoever asks names two sides because a record has them.
SILENCE = 0.9


def relate_texts(rows: Sequence[tuple[str, str, str]], *, filing: str) -> list[Relation | None]:
    """The relation that each (text, source, target) reports; None where it reports nothing between the two, or names neither."""
    network = load_network()
    found: list[Relation | None] = [None] * len(rows)
    inputs: dict[int, Pieces] = {}
    for number, (text, source, target) in enumerate(rows):
        spans = locate(text, source), locate(text, target)
        if any(spans):
            inputs[number] = mark_pair(network.tokenizer, text, spans[0] or (0, 1), spans[1] or (0, 1))
    for number, outputs in zip(inputs, network.run(list(inputs.values()), outputs=PAIR_OUTPUTS), strict=True):
        found[number] = choose_relation(network, outputs, filing=filing)
    return found


def choose_relation(network: Network, outputs: Mapping[str, Array], *, filing: str) -> Relation | None:
    """The likeliest relation, unless there is most likely none."""
    filed, types = softmax(outputs["filed"]), softmax(outputs["types"])
    names = network.labels["types"]
    if filed[network.labels["filed"].index(NONE)] > SILENCE:
        return None
    filed[network.labels["filed"].index(NONE)] = 0
    types[names.index(NONE)] = 0
    own, best = names[int(types.argmax())], int(filed.argmax())
    type, raw = (network.labels["filed"][best], float(filed[best])) if filing == "cameo" else (own, float(types.max()))
    if type == "YIELD":
        type = YIELDING[int(np.argmax(types[[names.index(name) for name in YIELDING]]))]
    mode, _ = choose_mode(network, own, outputs["pair_modes"])
    status = network.labels["statuses"][int(outputs["pair_statuses"].argmax())]
    return make_relation(type, mode, status, network.calibrate(raw, curve="pairs"))


def locate(text: str, words: str) -> tuple[int, int] | None:
    """Where a mention stands in a text: its words, else the last of them that does; None where none does."""
    for part in (words, *reversed(words.split())):
        at = text.find(part)
        at = at if at >= 0 else text.lower().find(part.lower())
        if part and at >= 0:
            return at, at + len(part)
    return None
