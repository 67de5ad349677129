"""A relation between two given mentions, and by whose book its type is named."""

from dataclasses import dataclass

from multivector.codebook.ontology import load_modes

#: ``cameo``: as CAMEO's roots and the mapping that PLOVER's project publishes, and so the records that one already has, have them;
#: ``manual``: as events are read.
FILINGS = ("cameo", "manual")


@dataclass(frozen=True, slots=True)
class Relation:
    """What a text reports between two mentions. ``mode`` is one of the type's or None; ``probability`` runs from 0 to 1."""

    type: str
    mode: str | None
    status: str
    probability: float


def make_relation(type: str, mode: str | None, status: str, probability: float) -> Relation:
    """A relation whose mode is dropped where its type, filed elsewhere, has none of that name."""
    return Relation(type, mode if mode and (type, mode) in load_modes() else None, status, round(probability, 2))
