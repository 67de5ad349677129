"""Who: a mention of an actor and, once resolved, whom it means."""

from dataclasses import dataclass

KINDS = ("person", "state", "igo", "ngo", "organization", "group", "place")


@dataclass(frozen=True, slots=True)
class Entity:
    """A mention with the words that show it; what resolving could not establish stays None or empty.

    ``country`` is ISO 3166 alpha-3 (Kosovo ``KOS``) or a body's code (``UNO``, ``EUR``, ``IGO``, ``NGO``, ``ISM``, ``IMG``, ``MNC``);
    ``sectors`` are PLOVER sector codes, most specific first; ``kind`` is one of `KINDS`; ``name`` is the canonical name.
    """

    text: str
    start: int
    end: int
    name: str | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    kind: str | None = None
    wikidata: str | None = None

    @property
    def code(self) -> str | None:
        """Country and primary sector as users of event data write them: ``TUR GOV``; None where neither is known."""
        parts = [self.country or "", *self.sectors[:1]]
        return " ".join(part for part in parts if part) or None

    @property
    def key(self) -> str:
        """What two mentions of one side have in common: the canonical name if resolved, else the folded words."""
        return self.name or " ".join(self.text.casefold().split())
