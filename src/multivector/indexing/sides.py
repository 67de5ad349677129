"""Whose relation an event belongs to."""

from collections.abc import Iterable
from datetime import date
from itertools import combinations, product

from multivector.codebook.vectors import Vectors
from multivector.records import Entity, Event


def pair_sides(event: Event) -> tuple[tuple[Entity, Entity], ...]:
    """Every pair of opposite sides: each actor with each recipient, or, in a mutual event without recipients, each two actors."""
    return tuple(product(event.actors, event.recipients) if event.recipients else combinations(event.actors, 2))


def place_entity(entity: Entity, vectors: Vectors, day: date | None) -> Iterable[str]:
    """Names of the vectors to which a foreign side belongs on that day; none where nothing is known of it."""
    words = {word.casefold() for word in (entity.name, entity.text) if word}
    members = [(vector, member) for vector in vectors.vectors for member in vector.members if member.covers(day)]
    # A body that is named goes before its code: the code of most bodies, IGO, says nothing about whose they are.
    if named := [vector.name for vector, member in members if member.name and member.name.casefold() in words]:
        return named
    if entity.country is None:
        return []
    if coded := [vector.name for vector, member in members if member.code == entity.country]:
        return coded
    return [vector.name for vector in vectors.vectors if vector.rest]


def assign_vectors(event: Event, vectors: Vectors) -> tuple[str, ...]:
    """Names of the vectors that the event belongs to, in the preset's order; empty where the focal state has no part in it.

    It belongs to a vector when the focal state stands on one side and a member on the other; membership is judged on the first day
    of the event's date, for an undated event as it is without end. It is domestic when the focal state stands on both sides and nobody
    foreign takes part, or when nobody but the focal state is named (groups without a country, such as "protesters", aside) and the type
    is one of the preset's ``lone_types``.
    """
    found: set[str] = set()
    for one, other in pair_sides(event):
        # "Belarus and Russia" as a delegation of two focal officials and a foreign one is no domestic event; that is why both
        # sides being the focal state's is judged below, over all who take part.
        if (one.country == vectors.focal) != (other.country == vectors.focal):
            found.update(place_entity(other if one.country == vectors.focal else one, vectors, event.date.start))
    # Police and protesters of a story about the focal state alone are its own; a name that nobody knows may be a foreigner's.
    parties = [party for party in (*event.actors, *event.recipients) if party.country or party.kind not in ("group", "organization")]
    if not found and parties and all(party.country == vectors.focal for party in parties):
        alone = not any(one.country == other.country for one, other in pair_sides(event))
        if not alone or event.type in vectors.lone_types:
            found.update(vector.name for vector in vectors.vectors if vector.domestic)
    return tuple(vector.name for vector in vectors.vectors if vector.name in found)
