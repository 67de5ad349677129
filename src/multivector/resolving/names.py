"""The codebook's names as look-up tables, made once."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from multivector.codebook.actors import (
    Agent,
    Organization,
    Person,
    PlaceName,
    State,
    load_agents,
    load_organizations,
    load_persons,
    load_places,
    load_states,
)

_EDGES = re.compile(r"^[\s\"'“”‘’«».,;:()\[\]-]+|[\s\"'“”‘’«».,;:()\[\]-]+$")
_POSSESSIVE = re.compile(r"['’]s?$")
_ARTICLE = re.compile(
    r"^(?:the|a|an|its|their|his|her|some|several|many|more than|at least|about|around|over|all|other|two|three|four|five|"
    r"dozens of|hundreds of|thousands of|\d[\d,.]*)\s+",
    re.I,
)


def fold(text: str) -> str:
    """A name for comparison: one blank between words, no outer quotes, article or possessive, lower case."""
    text = _POSSESSIVE.sub("", _EDGES.sub("", " ".join(text.split()).replace("’", "'")))
    previous = None
    while previous != text:
        previous, text = text, _EDGES.sub("", _ARTICLE.sub("", text))
    return text.casefold()


@dataclass(frozen=True, slots=True)
class StateName:
    """A name that means a state: ``role`` is name, adjective, capital or metonym."""

    state: State
    role: str


@cache
def index_states() -> dict[str, StateName]:
    """Folded names of states; a current state's name wins over a former one's, a name over an adjective or a capital."""
    index: dict[str, StateName] = {}
    states = sorted(load_states(), key=lambda state: state.end is not None)
    for role in ("name", "metonym", "adjective", "capital"):
        for state in states:
            names = {
                "name": (state.name, *state.names),
                "metonym": state.metonyms,
                "adjective": (*state.adjectives, *state.demonyms),
                "capital": state.capital,
            }[role]
            for name in names:
                index.setdefault(fold(name), StateName(state, role))
    return index


@cache
def find_state(code: str) -> State | None:
    """The state with a code."""
    return next((state for state in load_states() if state.code == code), None)


@cache
def index_persons() -> dict[str, tuple[Person, ...]]:
    """Folded names of persons -> their terms of office."""
    index: defaultdict[str, list[Person]] = defaultdict(list)
    for person in load_persons():
        for name in {fold(name) for name in (person.name, *person.names)}:
            index[name].append(person)
    return {name: tuple(rows) for name, rows in index.items()}


@cache
def index_offices() -> dict[tuple[str, str], tuple[Person, ...]]:
    """(country, office) -> all who held it."""
    index: defaultdict[tuple[str, str], list[Person]] = defaultdict(list)
    for person in load_persons():
        index[person.country, person.office.casefold()].append(person)
    return {key: tuple(rows) for key, rows in index.items()}


@cache
def index_organizations() -> dict[str, Organization]:
    """Folded names and acronyms of organisations."""
    index: dict[str, Organization] = {}
    for body in load_organizations():
        for name in (body.name, *body.names, *body.acronyms):
            index.setdefault(fold(name), body)
    return index


@cache
def index_places() -> dict[str, PlaceName]:
    """Folded names of places."""
    index: dict[str, PlaceName] = {}
    for place in load_places():
        for name in (place.name, *place.names):
            index.setdefault(fold(name), place)
    return index


@cache
def index_agents() -> dict[str, Agent]:
    """Folded agent nouns and phrases, singular and plural."""
    index: dict[str, Agent] = {}
    for agent in load_agents():
        for form in (agent.noun, *pluralize(agent.noun)):
            index.setdefault(fold(form), agent)
    return index


def pluralize(noun: str) -> tuple[str, ...]:
    """Plausible plurals of an English noun phrase, for look-up only."""
    if noun.endswith(("s", "x", "ch", "sh")):
        return (noun + "es",)
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return (noun[:-1] + "ies",)
    if noun.endswith("man"):
        return (noun[:-3] + "men",)
    return (noun + "s",)
