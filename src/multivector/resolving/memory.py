"""What a document has named so far, for the words that point back to it."""

from collections import Counter
from dataclasses import dataclass, field

from multivector.records import Entity


@dataclass(slots=True)
class Memory:
    """Resolved named sides in text order. Looks back only: what is named later cannot be meant."""

    entries: list[Entity] = field(default_factory=list)

    def add(self, entity: Entity) -> None:
        """Remember a resolved entity at its place in the text."""
        if entity.name is not None or entity.country is not None:
            self.entries.append(entity)
            if len(self.entries) > 1 and self.entries[-2].start > entity.start:
                self.entries.sort(key=lambda e: e.start)

    def before(self, position: int, *, reach: int = 900) -> list[Entity]:
        """Entities that end at or before a position, the nearest first, at most ``reach`` characters back."""
        return [e for e in reversed(self.entries) if position - reach <= e.end <= position]

    def last_person(self, position: int, *, but: frozenset[str] = frozenset()) -> Entity | None:
        """The person named last, leaving out some by name (the other sides of the same event: nobody receives himself)."""
        return next((e for e in self.before(position) if e.kind == "person" and e.name and e.name not in but), None)

    def salient_person(self, position: int, *, sectors: frozenset[str]) -> Entity | None:
        """The person of some sectors whom the text has named most so far; of equals the one named last.

        "The president" in a story is its main figure more often than the visitor whom the sentence before names.
        """
        near = [e for e in self.before(position, reach=4000) if e.kind == "person" and e.name and sectors & set(e.sectors)]
        counts = Counter(e.name for e in near)
        return max(near, key=lambda e: (counts[e.name] + (e is near[0]) * 0.5, e.end), default=None)

    def last_state(self, position: int) -> Entity | None:
        """The state named last, as itself or by its seat."""
        return next(
            (e for e in self.before(position) if e.kind in ("state", "person") and e.country and e.name and len(e.country) == 3), None
        )

    def find_surname(self, surname: str, position: int) -> Entity | None:
        """The person named before whose name ends in these words."""
        ending = f" {surname.casefold()}"
        named = (e for e in self.before(position, reach=4000) if e.kind == "person" and e.name)
        return next((e for e in named if (e.name or "").casefold().endswith(ending)), None)

    def last_two(self, position: int, *, persons: bool = False, reach: int = 500) -> tuple[Entity, ...]:
        """The two different sides named last, in text order, persons alone if asked; fewer than two: nobody."""
        kinds = ("person",) if persons else ("person", "state", "igo", "organization")
        found: list[Entity] = []
        for entity in self.before(position, reach=reach):
            if entity.country and entity.kind in kinds and all(e.country != entity.country for e in found):
                found.append(entity)
            if len(found) == 2:
                return tuple(sorted(found, key=lambda e: e.start))
        return ()
