"""Where the words of a place point to."""

from multivector.records import Place
from multivector.resolving.names import StateName, find_state, fold, index_places, index_states


def resolve_place(text: str) -> Place:
    """A state (no coordinates: a state is no point), a capital or a known place; the words alone if none of these."""
    name = fold(text)
    found = index_states().get(name)
    known = index_places().get(name)
    if found is not None and not (known is not None and found.role == "adjective"):
        return _place_state(text, found)
    if known is not None:
        return Place(text=text, name=known.name, country=known.country, latitude=known.latitude, longitude=known.longitude)
    return Place(text=text)


def _place_state(text: str, found: StateName) -> Place:
    state = found.state
    if found.role == "capital":
        return Place(text=text, name=state.capital[0], country=state.code, latitude=state.latitude, longitude=state.longitude)
    return Place(text=text, name=state.name, country=state.code)


def name_country(code: str) -> str | None:
    """The common name of a state by its code."""
    state = find_state(code)
    return state.name if state else None
