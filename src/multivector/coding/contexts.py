"""The words of a text that show what an event is about."""

import re

from multivector.codebook.cues import load_context_cues


def find_shown_contexts(text: str) -> dict[str, int]:
    """Contexts that words of a text show, each with where its first word stands, by the cues of the codebook."""
    plain = f" {re.sub(r'[^a-z0-9-]+', ' ', text.lower())} "
    positions: dict[str, int] = {}
    for phrase, context in load_context_cues().items():
        at = plain.find(f" {phrase} ")
        at = at if at >= 0 else plain.find(f" {phrase}s ")
        if at >= 0:
            positions[context] = min(at, positions.get(context, at))
    return positions
