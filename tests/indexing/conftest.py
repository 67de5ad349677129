"""Events to count, made short."""

from collections.abc import Callable
from datetime import date

import pytest

from multivector.records import Entity, Event, EventDate

Make = Callable[..., Event]


def make_entity(words: str) -> Entity:
    """``"BLR President Veralenka"``: the code, then the text; the code alone is the state, ``-`` is nobody's."""
    code, _, text = words.partition(" ")
    return Entity(text or code, 0, 1, country=None if code == "-" else code, kind=None if text else "state")


@pytest.fixture
def make() -> Make:
    def make_event(
        id: str, type: str, actors: list[str], recipients: list[str] | None = None, day: date | None = date(2016, 4, 13), **more: object
    ) -> Event:
        fields: dict[str, object] = {
            "mode": None, "contexts": (), "status": "happened", "place": None, "score": 0.0, "confidence": 1.0,
            "reports": (f"{id}-1",), "documents": ("d",), **more,
        }  # fmt: skip
        when = EventDate(None, day, day, "text") if day else EventDate()
        sides = (tuple(map(make_entity, actors)), tuple(map(make_entity, recipients or [])))
        return Event(id=id, type=type, actors=sides[0], recipients=sides[1], date=when, **fields)  # type: ignore[arg-type]

    return make_event
