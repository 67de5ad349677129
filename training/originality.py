"""How often the rich layer repeats itself: near-duplicate sentences, and frames with other names in them.

usage: python -m training.originality
"""

from collections import defaultdict
from collections.abc import Sequence

from training.annotation import GoldSentence, read_corpus

#: Two sentences are near-duplicates if they share half of their word triples.
SHARED = 0.5


def find_near_duplicates(sentences: Sequence[GoldSentence], *, shared: float = SHARED) -> list[tuple[int, int]]:
    """Pairs of sentence numbers whose word triples overlap by at least ``shared`` (Jaccard)."""
    grams = [make_grams(sentence.text) for sentence in sentences]
    return find_alike(grams, shared=shared)


def find_repeated_frames(sentences: Sequence[GoldSentence], *, shared: float = SHARED) -> list[tuple[int, int]]:
    """The same after every marked side, place and time is replaced by one word: what is left is the frame."""
    return find_alike([make_grams(blank_marks(sentence)) for sentence in sentences], shared=shared)


def find_alike(grams: Sequence[frozenset[tuple[str, ...]]], *, shared: float) -> list[tuple[int, int]]:
    """Pairs of sets with at least that Jaccard overlap, by an inverted index."""
    index: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    found: list[tuple[int, int]] = []
    for number, own in enumerate(grams):
        counts: defaultdict[int, int] = defaultdict(int)
        for gram in own:
            for other in index[gram]:
                counts[other] += 1
            index[gram].append(number)
        found.extend((other, number) for other, common in counts.items() if common / (len(own) + len(grams[other]) - common) >= shared)
    return sorted(found)


def make_grams(text: str) -> frozenset[tuple[str, ...]]:
    """Word triples of a text, lower case; a text of fewer words is one gram."""
    words = text.lower().replace(",", " ").replace(".", " ").split()
    return frozenset(zip(words, words[1:], words[2:], strict=False)) or frozenset([tuple(words)])


def blank_marks(sentence: GoldSentence) -> str:
    """The sentence with each outermost mark that is no trigger and no claim replaced by ``X``."""
    keep = {mark.start for event in sentence.events for mark in event.trigger} | {claim.span.start for claim in sentence.claims}
    parts: list[str] = []
    at = 0
    for mark in sentence.marks:
        if mark.start < at or mark.start in keep:
            continue
        parts.extend((sentence.text[at : mark.start], "X"))
        at = mark.end
    return "".join([*parts, sentence.text[at:]])


def main() -> None:
    """Print the shares and the worst pairs."""
    sentences = read_corpus()
    for name, pairs in (("near-duplicates", find_near_duplicates(sentences)), ("repeated frames", find_repeated_frames(sentences))):
        involved = {number for pair in pairs for number in pair}
        print(f"{name}: {len(pairs)} pairs, {len(involved) / len(sentences):.2%} of {len(sentences)} sentences")
        for one, other in pairs[:10]:
            print(f"  {sentences[one].origin}: {sentences[one].text}\n  {sentences[other].origin}: {sentences[other].text}\n")


if __name__ == "__main__":
    main()
