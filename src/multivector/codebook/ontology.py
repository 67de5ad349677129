"""The PLOVER ontology: types, modes, contexts, statuses, sectors, bodies, and the CAMEO codes that older data uses.

All tables are read once and handed out read-only. The names of modes repeat across types, so a mode is always a pair (type, mode).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from multivector.codebook.tables import read_table, split_list
from multivector.errors import CodebookError, UsageError

QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")


@dataclass(frozen=True, slots=True)
class EventType:
    """What happened. ``score`` is PLOVER's, -10 to 10; ``quad`` one of `QUADS`; ``cameo`` the CAMEO code where no more is known."""

    name: str
    quad: str
    score: float
    cameo: str
    definition: str


@dataclass(frozen=True, slots=True)
class Mode:
    """How it happened. ``score`` is the mode's own, or its type's where PLOVER gives none; ``cameo`` as in `EventType`."""

    type: str
    name: str
    score: float
    cameo: str
    definition: str


@dataclass(frozen=True, slots=True)
class Context:
    """Why or in what field; an event may have several."""

    name: str
    definition: str


@dataclass(frozen=True, slots=True)
class Status:
    """How the text presents an event: as done, recalled, announced, supposed or denied."""

    name: str
    definition: str


@dataclass(frozen=True, slots=True)
class Sector:
    """What part of a state or society an entity belongs to; ``code`` is three capital letters."""

    code: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Body:
    """A code that stands in the place of a country for bodies that belong to none."""

    code: str
    name: str
    definition: str


@dataclass(frozen=True, slots=True)
class Cameo:
    """One CAMEO code with its meaning in PLOVER.

    ``mode`` is None where PLOVER has none for it. ``given`` says whether `find_cameo` may give this code to an event: not where CAMEO
    distinguishes what type, mode and contexts cannot (visitor from host, say). ``announces`` names the types whose announcement
    the code stands for. ``note`` tells the name in the published table where today's manual has it no longer.
    """

    code: str
    description: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    given: bool
    announces: tuple[str, ...]
    note: str


def read_score(cell: str, where: str) -> float:
    """A score cell as a number from -10 to 10; CodebookError, naming ``where``, if it is none."""
    try:
        value = float(cell)
    except ValueError:
        raise CodebookError(f"{where}: the score {cell!r} is no number; write one from -10 to 10") from None
    if not -10 <= value <= 10:
        raise CodebookError(f"{where}: the score {cell} is out of range; write a number from -10 to 10")
    return value


@cache
def load_types() -> Mapping[str, EventType]:
    """The 16 event types by name."""
    types: dict[str, EventType] = {}
    for row in read_table("types", ("name", "quad", "score", "cameo", "definition")):
        name = row["name"]
        if name in types:
            raise CodebookError(f"types.tsv, {name}: stands there twice; remove one row")
        if row["quad"] not in QUADS:
            raise CodebookError(f"types.tsv, {name}: unknown quad {row['quad']!r}; write one of {', '.join(QUADS)}")
        types[name] = EventType(name, row["quad"], read_score(row["score"], f"types.tsv, {name}"), row["cameo"], row["definition"])
    return MappingProxyType(types)


@cache
def load_modes() -> Mapping[tuple[str, str], Mode]:
    """The 67 modes by (type, mode)."""
    types = load_types()
    modes: dict[tuple[str, str], Mode] = {}
    for row in read_table("modes", ("type", "name", "score", "cameo", "definition")):
        key = (row["type"], row["name"])
        where = f"modes.tsv, {key[0]} {key[1]}"
        if key[0] not in types:
            raise CodebookError(f"{where}: unknown type; write one of {', '.join(types)}")
        if key in modes:
            raise CodebookError(f"{where}: stands there twice; remove one row")
        # PLOVER leaves some modes without a score of their own: they weigh as their type does.
        value = read_score(row["score"], where) if row["score"] else types[key[0]].score
        modes[key] = Mode(key[0], key[1], value, row["cameo"], row["definition"])
    return MappingProxyType(modes)


@cache
def load_contexts() -> Mapping[str, Context]:
    """The 37 contexts by name, in the manual's order."""
    return MappingProxyType({row["name"]: Context(**row) for row in read_table("contexts", ("name", "definition"))})


@cache
def load_statuses() -> Mapping[str, Status]:
    """The five statuses by name."""
    return MappingProxyType({row["name"]: Status(**row) for row in read_table("statuses", ("name", "definition"))})


@cache
def load_sectors() -> Mapping[str, Sector]:
    """The sectors by code."""
    return MappingProxyType({row["code"]: Sector(**row) for row in read_table("sectors", ("code", "meaning"))})


@cache
def load_bodies() -> Mapping[str, Body]:
    """The codes that stand in a country's place (``UNO``, ``EUR``, ``IGO``, …)."""
    return MappingProxyType({row["code"]: Body(**row) for row in read_table("bodies", ("code", "name", "definition"))})


@cache
def load_cameo() -> Mapping[str, Cameo]:
    """All CAMEO codes of the published conversion table, by code, in ascending order.

    Raises CodebookError where a row names a type, mode or context that the ontology does not have, or where two codes that
    `find_cameo` may give could not be told apart.
    """
    types, modes, contexts = load_types(), load_modes(), load_contexts()
    codes: dict[str, Cameo] = {}
    taken: dict[tuple[str, str, frozenset[str]], str] = {}
    for row in read_table("cameo", ("code", "description", "type", "mode", "contexts", "given", "announces", "note")):
        code, type, mode, fields = row["code"], row["type"], row["mode"], split_list(row["contexts"])
        announces = split_list(row["announces"])
        unknown = [name for name in (type, *announces) if name not in types] + [name for name in fields if name not in contexts]
        if mode and (type, mode) not in modes:
            unknown.append(mode)
        if unknown:
            raise CodebookError(f"cameo.tsv, {code}: unknown names {', '.join(unknown)}; use those of the tables")
        if code in codes:
            raise CodebookError(f"cameo.tsv, {code}: stands there twice; remove one row")
        if row["given"] not in ("", "yes"):
            raise CodebookError(f"cameo.tsv, {code}: the column given holds {row['given']!r}; write yes or leave it empty")
        given = row["given"] == "yes"
        if given:
            key = (type, mode, frozenset(fields))
            if key in taken:
                raise CodebookError(f"cameo.tsv, {code}: cannot be told from {taken[key]}; leave given empty for one of them")
            taken[key] = code
        codes[code] = Cameo(code, row["description"], type, mode or None, fields, given, announces, row["note"])
    roots: tuple[EventType | Mode, ...] = (*types.values(), *modes.values())
    for root in roots:
        if root.cameo not in codes:
            raise CodebookError(f"types.tsv or modes.tsv, {root.name}: no CAMEO code {root.cameo!r}; write one that stands in cameo.tsv")
    return MappingProxyType(codes)


def find_mode(type: str, mode: str | None) -> EventType | Mode:
    """The type's entry, or the mode's where one is given. Raises UsageError, listing what exists, for a name that does not."""
    types = load_types()
    if type not in types:
        raise UsageError(f"no event type {type!r}; choose one of {', '.join(types)}")
    if not mode:
        return types[type]
    if (type, mode) not in load_modes():
        known = ", ".join(name for owner, name in load_modes() if owner == type)
        raise UsageError(f"{type} has no mode {mode!r}; " + (f"choose one of {known}, or none" if known else "leave the mode empty"))
    return load_modes()[type, mode]


def score(type: str, mode: str | None = None) -> float:
    """PLOVER's score, -10 (most hostile) to 10 (most cooperative). Raises UsageError for unknown names."""
    return find_mode(type, mode).score


def rank_cameo(code: Cameo, contexts: frozenset[str]) -> tuple[int, int, int, str]:
    """Sort key, least first: most contexts shared, fewest claimed beyond the event's, the broader code, the lower number."""
    shared = len(contexts.intersection(code.contexts))
    return (-shared, len(code.contexts) - shared, len(code.code), code.code)


def find_cameo(type: str, mode: str | None = None, contexts: Iterable[str] = (), status: str = "happened") -> str | None:
    """The most specific CAMEO code that says no more than the event does; the root code where nothing more is known.

    A future event gets the code for its announcement (a visit to come: ``036``). None where CAMEO has no words for it: it cannot say
    that something did not happen, is only supposed, or is a hostile act still to come, and the plain code would claim that it
    took place. Raises UsageError for an unknown type, mode, context or status.
    """
    root = find_mode(type, mode)
    known = frozenset(contexts)
    if strange := known - load_contexts().keys():
        raise UsageError(f"no context {', '.join(map(repr, sorted(strange)))}; choose from {', '.join(load_contexts())}")
    if status not in load_statuses():
        raise UsageError(f"no status {status!r}; choose one of {', '.join(load_statuses())}")
    if status in ("negated", "hypothetical"):
        return None
    if status == "future" and type != "AGREE":
        announced = [code for code in load_cameo().values() if type in code.announces]
        if announced:
            # The broadest announcement stands for itself although the table gives most of them a context.
            broadest = min(announced, key=lambda code: (len(code.code), code.code))
            fitting = [code for code in announced if known.intersection(code.contexts)]
            return min(fitting or [broadest], key=lambda code: rank_cameo(code, known)).code
        # A threat, demand or refusal to come, and any hostile act to come, has no code of its own.
        return None
    candidates = [
        code
        for code in load_cameo().values()
        if code.given and code.type == type and code.mode == (mode or None) and known.intersection(code.contexts)
    ]
    if not candidates:
        return root.cameo
    return min(candidates, key=lambda code: rank_cameo(code, known)).code
