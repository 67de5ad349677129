"""What somebody holds to be so: assessments, forecasts, motives, principles, facts."""

from dataclasses import dataclass, field

from multivector.records.entity import Entity
from multivector.records.span import Span

CLAIM_KINDS = ("assessment", "forecast", "motive", "principle", "fact")


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim and the words that make it.

    ``claimant`` is None where the document's author speaks (JSON: ``"author"``); ``kind`` is one of `CLAIM_KINDS`;
    ``polarity`` runs from -1 (denies, disapproves) to 1 (affirms, approves).
    """

    id: str
    document: str
    sentence: Span
    span: Span
    kind: str
    claimant: Entity | None = None
    about: tuple[Entity, ...] = ()
    hedges: tuple[str, ...] = field(default=())
    polarity: float = 0.0
