"""Who is who: states, places, organisations, office-holders, and the nouns that name actors by their role.

The tables are facts with names as news write them; what a name means in a given sentence is worked out elsewhere.
In every record ``names`` begins with the canonical name, followed by the variants of the table. A metonym or name that news
write with or without "the" stands without it. Dates are days, both ends inclusive; None leaves that end open.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TypeVar

from multivector.codebook.ontology import load_bodies, load_sectors
from multivector.codebook.tables import read_table, split_list
from multivector.errors import CodebookError

PLACE_KINDS = ("city", "region")
ORGANIZATION_KINDS = ("igo", "ngo", "organization", "group")
REGIONS = (
    *("Caribbean", "Central Asia", "East Asia", "Europe", "Latin America", "Middle East", "North Africa", "North America"),
    *("Oceania", "Post-Soviet", "South Asia", "Southeast Asia", "Sub-Saharan Africa", "Western Balkans"),
)

_STATE_COLUMNS = (
    *("code", "name", "names", "adjectives", "demonyms", "capital", "latitude", "longitude"),
    *("metonyms", "region", "muslim", "eu", "from", "to", "wikidata"),
)
_PLACE_COLUMNS = ("name", "names", "country", "latitude", "longitude", "kind")
_ORGANIZATION_COLUMNS = ("name", "acronyms", "names", "code", "kind", "sectors", "wikidata")
_PERSON_COLUMNS = ("name", "names", "country", "office", "sectors", "from", "to", "wikidata")
_AGENT_COLUMNS = ("noun", "sectors", "political")


@dataclass(frozen=True, slots=True)
class State:
    """A state, present or past.

    ``code`` is ISO 3166 alpha-3 (Kosovo ``KOS``; former states by their withdrawn code). ``capital`` holds the capital's names,
    ``latitude`` and ``longitude`` its place in degrees. ``metonyms`` are seats that stand for the government. ``muslim`` and ``eu``:
    member of the Organisation of Islamic Cooperation, of the European Union. ``start`` and ``end`` are None unless the state
    began or ended after 1989.
    """

    code: str
    name: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    demonyms: tuple[str, ...]
    capital: tuple[str, ...]
    latitude: float
    longitude: float
    metonyms: tuple[str, ...]
    region: tuple[str, ...]
    muslim: bool
    eu: bool
    start: date | None
    end: date | None
    wikidata: str | None

    def exists(self, day: date) -> bool:
        """Whether the state was there on that day."""
        return _covers(self.start, self.end, day)


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A city or region that is no capital. ``country`` is a state's code, None for seas and where the sovereign is in dispute."""

    name: str
    names: tuple[str, ...]
    country: str | None
    latitude: float
    longitude: float
    kind: str


@dataclass(frozen=True, slots=True)
class Organization:
    """A body with a name of its own.

    ``code`` is a body's code (``UNO``, ``IGO``, …) or the code of the state it belongs to; ``kind`` is one of `ORGANIZATION_KINDS`;
    ``sectors`` may be empty for bodies with all sectors. Two bodies may share an acronym (RSF), but never a name.
    """

    name: str
    acronyms: tuple[str, ...]
    names: tuple[str, ...]
    code: str
    kind: str
    sectors: tuple[str, ...]
    wikidata: str | None


@dataclass(frozen=True, slots=True)
class Person:
    """One term of one person in one office; somebody with several offices has several of these, alike in names.

    ``country`` is a state's code, or a body's for its officers. ``end`` is None where the term goes on or its end is not known.
    """

    name: str
    names: tuple[str, ...]
    country: str
    office: str
    sectors: tuple[str, ...]
    start: date | None
    end: date | None
    wikidata: str | None

    def serves(self, day: date) -> bool:
        """Whether the term includes that day."""
        return _covers(self.start, self.end, day)


@dataclass(frozen=True, slots=True)
class Agent:
    """A noun (lemma, or phrase ending in its head's lemma) that names an actor by role. ``political``: without any other sign."""

    noun: str
    sectors: tuple[str, ...]
    political: bool


Row = TypeVar("Row")
Term = TypeVar("Term", State, Person)


@cache
def load_states() -> tuple[State, ...]:
    """All states of ``states.tsv`` in its order. Raises CodebookError, naming file and row, where a row is broken."""
    return tuple(_read("states", _STATE_COLUMNS, _make_state))


@cache
def load_places() -> tuple[PlaceName, ...]:
    """All cities and regions of ``places.tsv`` in its order; errors as in `load_states`."""
    return tuple(_read("places", _PLACE_COLUMNS, _make_place))


@cache
def load_organizations() -> tuple[Organization, ...]:
    """All bodies of ``organizations.tsv`` in its order; errors as in `load_states`."""
    return tuple(_read("organizations", _ORGANIZATION_COLUMNS, _make_organization))


@cache
def load_persons() -> tuple[Person, ...]:
    """All office terms of ``persons.tsv`` in its order; errors as in `load_states`."""
    return tuple(_read("persons", _PERSON_COLUMNS, _make_person))


@cache
def load_agents() -> tuple[Agent, ...]:
    """All agent nouns of ``agents.tsv`` in its order; errors as in `load_states`."""
    return tuple(_read("agents", _AGENT_COLUMNS, _make_agent))


def validate_actors(
    *,
    states: Iterable[State] | None = None,
    places: Iterable[PlaceName] | None = None,
    organizations: Iterable[Organization] | None = None,
    persons: Iterable[Person] | None = None,
    agents: Iterable[Agent] | None = None,
) -> None:
    """Check what no single row can show: codes known, names clear, dates in order, sectors of the ontology.

    Each argument stands in for the table of that name. Raises CodebookError that lists every fault with its table.
    """
    chosen_states = tuple(load_states() if states is None else states)
    chosen_places = tuple(load_places() if places is None else places)
    chosen_organizations = tuple(load_organizations() if organizations is None else organizations)
    chosen_persons = tuple(load_persons() if persons is None else persons)
    chosen_agents = tuple(load_agents() if agents is None else agents)
    codes = {state.code for state in chosen_states}
    holders = codes | set(load_bodies())
    faults = [
        *_find_state_faults(chosen_states),
        *_find_place_faults(chosen_places, codes),
        *_find_organization_faults(chosen_organizations, holders),
        *_find_person_faults(chosen_persons, holders),
        *_find_agent_faults(chosen_agents),
    ]
    if faults:
        raise CodebookError("; ".join(faults))


def _find_state_faults(states: Sequence[State]) -> Iterator[str]:
    for code in _repeated(state.code for state in states):
        yield f"states.tsv: code {code!r} stands in two rows; remove one"
    for name in _repeated(name for state in states for name in _fold(state.names)):
        yield f"states.tsv: name {name!r} belongs to two states; leave it to one"
    by_adjective = defaultdict(list)
    for state in states:
        if state.start and state.end and state.start > state.end:
            yield f"states.tsv: {state.code} ends on {state.end}, before it begins on {state.start}; correct the dates"
        for region in set(state.region) - set(REGIONS):
            yield f"states.tsv: {state.code} has the region {region!r}; use one of {', '.join(REGIONS)}"
        for adjective in state.adjectives:
            by_adjective[adjective.casefold()].append(state)
    for adjective, owners in by_adjective.items():
        for first, second in _overlapping(owners):
            yield f"states.tsv: adjective {adjective!r} means {first.code} and {second.code} at one time; leave it to one"


def _find_place_faults(places: Sequence[PlaceName], codes: set[str]) -> Iterator[str]:
    for place in places:
        if place.country is not None and place.country not in codes:
            yield f"places.tsv: {place.name} is in the unknown country {place.country!r}; use a code of states.tsv, or leave it empty"
    for name in _repeated(name for place in places for name in _fold(place.names)):
        yield f"places.tsv: name {name!r} belongs to two places; leave it to the better known"


def _find_organization_faults(organizations: Sequence[Organization], holders: set[str]) -> Iterator[str]:
    for body in organizations:
        if body.code not in holders:
            yield f"organizations.tsv: {body.name} has the unknown code {body.code!r}; use one of states.tsv or bodies.tsv"
        yield from _find_strange_sectors("organizations.tsv", body.name, body.sectors)
    for name in _repeated(name for body in organizations for name in _fold(body.names)):
        yield f"organizations.tsv: name {name!r} belongs to two bodies; leave it to one"


def _find_person_faults(persons: Sequence[Person], holders: set[str]) -> Iterator[str]:
    by_alias = defaultdict(list)
    by_name: dict[str, Person] = {}
    for person in persons:
        if person.country not in holders:
            yield f"persons.tsv: {person.name} has the unknown country {person.country!r}; use a code of states.tsv or bodies.tsv"
        if person.start and person.end and person.start > person.end:
            yield f"persons.tsv: {person.name} leaves on {person.end}, before coming on {person.start}; correct the dates"
        known = by_name.setdefault(person.name, person)
        if (known.names, known.wikidata) != (person.names, person.wikidata):
            yield f"persons.tsv: rows of {person.name} differ in names or wikidata; make them alike"
        yield from _find_strange_sectors("persons.tsv", person.name, person.sectors)
        for alias in _fold(person.names):
            by_alias[alias].append(person)
    for alias, owners in by_alias.items():
        for first, second in _overlapping(owners):
            if first.name != second.name:
                yield f"persons.tsv: {alias!r} means {first.name} and {second.name} at one time; drop the alias from both"


def _find_agent_faults(agents: Sequence[Agent]) -> Iterator[str]:
    for agent in agents:
        if not agent.sectors:
            yield f"agents.tsv: {agent.noun!r} has no sector; give one, UNK if nothing is known"
        yield from _find_strange_sectors("agents.tsv", agent.noun, agent.sectors)
    for noun in _repeated(agent.noun.casefold() for agent in agents):
        yield f"agents.tsv: {noun!r} stands in two rows; join them"


def _find_strange_sectors(file: str, name: str, sectors: Sequence[str]) -> Iterator[str]:
    for sector in sectors:
        if sector not in load_sectors():
            yield f"{file}: {name} has the unknown sector {sector!r}; use one of {', '.join(load_sectors())}"


def _fold(names: Iterable[str]) -> set[str]:
    return {name.casefold() for name in names}


def _repeated(values: Iterable[str]) -> list[str]:
    return [value for value, count in Counter(values).items() if count > 1]


def _overlapping(owners: Sequence[Term]) -> Iterator[tuple[Term, Term]]:
    """Pairs of rows that hold on a common day; a shared day of hand-over is no overlap."""
    for index, first in enumerate(owners):
        for second in owners[index + 1 :]:
            start = max(first.start or date.min, second.start or date.min)
            if start < min(first.end or date.max, second.end or date.max):
                yield first, second


def _covers(start: date | None, end: date | None, day: date) -> bool:
    return (start or date.min) <= day <= (end or date.max)


def _read(table: str, columns: Sequence[str], make: Callable[[dict[str, str]], Row]) -> Iterator[Row]:
    for number, row in enumerate(read_table(table, columns), start=2):
        try:
            yield make(row)
        except ValueError as error:
            # The row's own first cell is named too: blank lines in a file would shift the number.
            raise CodebookError(f"{table}.tsv, row {number} ({next(iter(row.values()))!r}): {error}") from error


def _make_state(row: dict[str, str]) -> State:
    if not re.fullmatch(r"[A-Z]{3}", row["code"]):
        raise ValueError(f"code {row['code']!r} is not three capital letters; write ISO 3166 alpha-3")
    latitude, longitude = _read_position(row)
    return State(
        code=row["code"],
        name=row["name"],
        names=_join_names(row),
        adjectives=split_list(row["adjectives"]),
        demonyms=split_list(row["demonyms"]),
        capital=split_list(row["capital"]),
        latitude=latitude,
        longitude=longitude,
        metonyms=split_list(row["metonyms"]),
        region=split_list(row["region"]),
        muslim=_read_flag(row["muslim"], column="muslim", no=""),
        eu=_read_flag(row["eu"], column="eu", no=""),
        start=_read_date(row["from"], column="from"),
        end=_read_date(row["to"], column="to"),
        wikidata=_read_wikidata(row["wikidata"]),
    )


def _make_place(row: dict[str, str]) -> PlaceName:
    latitude, longitude = _read_position(row)
    kind = _read_choice(row["kind"], PLACE_KINDS, column="kind")
    return PlaceName(row["name"], _join_names(row), row["country"] or None, latitude, longitude, kind)


def _make_organization(row: dict[str, str]) -> Organization:
    return Organization(
        name=row["name"],
        acronyms=split_list(row["acronyms"]),
        names=_join_names(row),
        code=row["code"],
        kind=_read_choice(row["kind"], ORGANIZATION_KINDS, column="kind"),
        sectors=split_list(row["sectors"]),
        wikidata=_read_wikidata(row["wikidata"]),
    )


def _make_person(row: dict[str, str]) -> Person:
    if not row["office"]:
        raise ValueError("office is empty; write what the person is known as")
    return Person(
        name=row["name"],
        names=_join_names(row),
        country=row["country"],
        office=row["office"],
        sectors=split_list(row["sectors"]),
        start=_read_date(row["from"], column="from"),
        end=_read_date(row["to"], column="to"),
        wikidata=_read_wikidata(row["wikidata"]),
    )


def _make_agent(row: dict[str, str]) -> Agent:
    if not row["noun"]:
        raise ValueError("noun is empty; write the lemma")
    return Agent(row["noun"], split_list(row["sectors"]), _read_flag(row["political"], column="political", no="0"))


def _join_names(row: dict[str, str]) -> tuple[str, ...]:
    if not row["name"]:
        raise ValueError("name is empty; write the canonical name")
    return tuple(dict.fromkeys((row["name"], *split_list(row["names"]))))


def _read_position(row: dict[str, str]) -> tuple[float, float]:
    try:
        latitude, longitude = float(row["latitude"]), float(row["longitude"])
    except ValueError as error:
        raise ValueError(f"{error}; write latitude and longitude as degrees with a decimal point") from error
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise ValueError(f"{latitude}, {longitude} is nowhere on the globe; write degrees of latitude and longitude")
    return latitude, longitude


def _read_flag(cell: str, *, column: str, no: str) -> bool:
    return _read_choice(cell, ("1", no), column=column) == "1"


def _read_choice(cell: str, allowed: Sequence[str], *, column: str) -> str:
    if cell not in allowed:
        raise ValueError(f"{column} is {cell!r}; use one of {', '.join(map(repr, allowed))}")
    return cell


def _read_date(cell: str, *, column: str) -> date | None:
    if not cell:
        return None
    # Python also reads 20100210 and week dates; one form keeps the tables searchable.
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", cell):
        raise ValueError(f"{column} is {cell!r}; write a date as YYYY-MM-DD, or nothing")
    return date.fromisoformat(cell)


def _read_wikidata(cell: str) -> str | None:
    if cell and not re.fullmatch(r"Q[1-9]\d*", cell):
        raise ValueError(f"wikidata is {cell!r}; write Q and a number, or nothing")
    return cell or None
