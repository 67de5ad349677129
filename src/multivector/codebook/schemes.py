"""Scoring schemes: what an event is worth, as data. How a scheme is applied to an event is the business of `indexing`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from multivector.codebook.ontology import QUADS, load_contexts, load_modes, load_sectors, load_statuses, load_types
from multivector.codebook.tables import read_preset, reject_keys
from multivector.errors import CodebookError


@dataclass(frozen=True, slots=True)
class Grade:
    """Base points of a type or mode, signed, in the scheme's unit, and the sentence that justifies them."""

    value: float
    why: str


@dataclass(frozen=True, slots=True)
class Office:
    """Words (case folded) that show an office of that level."""

    level: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Binding:
    """A factor for how far an act binds: for events of ``types`` that have one of ``contexts`` (any, if empty) and, with
    ``mutual``, whose two sides act together."""

    name: str
    types: tuple[str, ...]
    contexts: tuple[str, ...]
    mutual: bool
    factor: float
    why: str


@dataclass(frozen=True, slots=True)
class Scheme:
    """A scoring scheme.

    ``points`` is keyed by (type, mode), mode None for the type as such; every type is there. No event scores beyond ``limit`` either
    way; points are rounded to multiples of ``step`` (0: not at all). ``counted`` are the statuses that count. Levels apply to types
    of ``quads``, to the acting side alone except for types in ``both``, and never to an entity whose first sector is in ``outside``;
    ``factors`` is keyed by level. ``offices`` and ``bindings`` are tried in order.
    """

    name: str
    title: str
    limit: float
    step: float
    counted: tuple[str, ...]
    points: Mapping[tuple[str, str | None], Grade]
    quads: tuple[str, ...]
    both: tuple[str, ...]
    outside: tuple[str, ...]
    factors: Mapping[str, float]
    offices: tuple[Office, ...]
    bindings: tuple[Binding, ...]

    def grade(self, type: str, mode: str | None) -> Grade:
        """Base points of an event's mode, or of its type where the mode has none of its own. KeyError for an unknown type."""
        return self.points.get((type, mode)) or self.points[type, None]


def take_names(entry: Mapping[str, Any], key: str, known: Sequence[str], *, where: str) -> tuple[str, ...]:
    """The list of names under ``key`` (absent: empty). Raises CodebookError for one that is not in ``known``."""
    names = entry.get(key, [])
    if not isinstance(names, list):
        raise CodebookError(f"{where}: {key} is {names!r}; write a list, such as [{known[0]!r}]")
    if strange := [name for name in names if name not in known]:
        raise CodebookError(f"{where}: {key} has unknown {', '.join(map(repr, strange))}; choose from {', '.join(known)}")
    return tuple(names)


def take_number(entry: Mapping[str, Any], key: str, *, where: str) -> float:
    """The number under ``key``. Raises CodebookError where there is none."""
    value = entry.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise CodebookError(f"{where}: {key} is {value!r}; write a number")
    return float(value)


def take_text(entry: Mapping[str, Any], key: str, *, where: str) -> str:
    """The text under ``key``. Raises CodebookError where there is none or it is empty."""
    value = entry.get(key)
    if not isinstance(value, str) or not value.strip():
        raise CodebookError(f"{where}: {key} is {value!r}; write a text that is not empty")
    return value


def take_tables(entry: Mapping[str, Any], key: str, *, where: str) -> list[dict[str, Any]]:
    """The tables under ``key`` (absent: none). Raises CodebookError where something else stands there."""
    tables = entry.get(key, [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise CodebookError(f"{where}: {key} is no list of tables; write [[{key}]] before each")
    return tables


def take_table(entry: Mapping[str, Any], key: str, *, where: str) -> dict[str, Any]:
    """The table under ``key`` (absent: empty). Raises CodebookError where something else stands there."""
    table = entry.get(key, {})
    if not isinstance(table, dict):
        raise CodebookError(f"{where}: {key} is {table!r}; write a table [{key}]")
    return table


def read_points(data: Mapping[str, Any], *, limit: float, step: float, where: str) -> Mapping[tuple[str, str | None], Grade]:
    """Base points by (type, mode), checked: names known, none twice, within the limit, on the step, every type there."""
    types, modes = load_types(), load_modes()
    points: dict[tuple[str, str | None], Grade] = {}
    for number, entry in enumerate(take_tables(data, "points", where=where), start=1):
        here = f"{where}, points {number}"
        reject_keys(entry, ("type", "mode", "value", "why"), where=here)
        type, mode = take_text(entry, "type", where=here), entry.get("mode")
        if type not in types:
            raise CodebookError(f"{here}: unknown type {type!r}; choose one of {', '.join(types)}")
        if mode is not None and (type, mode) not in modes:
            known = ", ".join(name for owner, name in modes if owner == type)
            raise CodebookError(f"{here}: {type} has no mode {mode!r}; its modes are: {known or 'none'}")
        if (type, mode) in points:
            raise CodebookError(f"{here}: {type} {mode or ''} stands there twice; remove one entry")
        value = take_number(entry, "value", where=here)
        if abs(value) > limit:
            raise CodebookError(f"{here}: {value:+g} is beyond the scheme's limit of {limit:g}; lower the value or raise the limit")
        if step and value % step:
            raise CodebookError(f"{here}: {value:+g} is no multiple of the scheme's step of {step:g}; round the value or change the step")
        points[type, mode] = Grade(value, take_text(entry, "why", where=here))
    if missing := [type for type in types if (type, None) not in points]:
        raise CodebookError(f"{where}: no points for {', '.join(missing)}; add an entry without mode for each")
    return MappingProxyType(points)


def read_factors(table: Mapping[str, Any], *, where: str) -> Mapping[str, float]:
    """Factors by level, each above 0."""
    factors = {level: take_number(table, level, where=f"{where}, level.factors") for level in table}
    if wrong := [level for level, factor in factors.items() if factor <= 0]:
        raise CodebookError(f"{where}, level.factors: {', '.join(wrong)} is not above 0; write a factor above 0")
    return MappingProxyType(factors)


def read_offices(data: Mapping[str, Any], factors: Mapping[str, float], *, where: str) -> tuple[Office, ...]:
    """The lines of office words, in order, each of a level that has a factor."""
    offices = []
    for number, entry in enumerate(take_tables(data, "offices", where=where), start=1):
        here = f"{where}, offices {number}"
        reject_keys(entry, ("level", "words"), where=here)
        level, words = take_text(entry, "level", where=here), entry.get("words")
        if level not in factors:
            raise CodebookError(f"{here}: level {level!r} has no factor; add it to level.factors, or choose from {', '.join(factors)}")
        if not isinstance(words, list) or not words or not all(isinstance(word, str) and word for word in words):
            raise CodebookError(f"{here}: words is {words!r}; write a list of words")
        offices.append(Office(level, tuple(word.casefold() for word in words)))
    return tuple(offices)


def read_bindings(data: Mapping[str, Any], *, where: str) -> tuple[Binding, ...]:
    """The lines of binding force, in order."""
    bindings = []
    for number, entry in enumerate(take_tables(data, "binding", where=where), start=1):
        here = f"{where}, binding {number}"
        reject_keys(entry, ("name", "types", "contexts", "mutual", "factor", "why"), where=here)
        factor = take_number(entry, "factor", where=here)
        if factor <= 0:
            raise CodebookError(f"{here}: the factor is {factor:g}; write one above 0")
        mutual = entry.get("mutual", False)
        if not isinstance(mutual, bool):
            raise CodebookError(f"{here}: mutual is {mutual!r}; write true or false")
        bindings.append(
            Binding(
                name=take_text(entry, "name", where=here),
                types=take_names(entry, "types", tuple(load_types()), where=here),
                contexts=take_names(entry, "contexts", tuple(load_contexts()), where=here),
                mutual=mutual,
                factor=factor,
                why=take_text(entry, "why", where=here),
            )
        )
    return tuple(bindings)


def load_scheme(name_or_path: str | Path) -> Scheme:
    """The scheme of that name, or from a TOML file of the user's.

    Raises UsageError, listing the names, where there is none; CodebookError, naming entry and remedy, where it breaks a rule.
    """
    # A user may edit a file between two calls: only the package's own schemes are kept.
    name = str(name_or_path)
    return read_scheme(name) if name.endswith(".toml") else keep_scheme(name)


@cache
def keep_scheme(name: str) -> Scheme:
    """`read_scheme`, once for each of the package's own schemes."""
    return read_scheme(name)


def read_scheme(source: str) -> Scheme:
    """Read and check a scheme; errors as in `load_scheme`."""
    data = read_preset("schemes", source)
    where = f"scheme {source}"
    reject_keys(data, ("name", "title", "limit", "step", "status", "points", "level", "offices", "binding"), where=where)
    limit, step = take_number(data, "limit", where=where), take_number(data, "step", where=where)
    if limit <= 0 or step < 0:
        raise CodebookError(f"{where}: limit {limit:g}, step {step:g}; the limit must be above 0, the step 0 or above")
    status, level = take_table(data, "status", where=where), take_table(data, "level", where=where)
    reject_keys(status, ("counted", "why"), where=f"{where}, status")
    reject_keys(level, ("quads", "both", "outside", "why", "factors"), where=f"{where}, level")
    factors = read_factors(take_table(level, "factors", where=f"{where}, level"), where=where)
    return Scheme(
        name=take_text(data, "name", where=where),
        title=take_text(data, "title", where=where),
        limit=limit,
        step=step,
        counted=take_names(status, "counted", tuple(load_statuses()), where=f"{where}, status"),
        points=read_points(data, limit=limit, step=step, where=where),
        quads=take_names(level, "quads", QUADS, where=f"{where}, level"),
        both=take_names(level, "both", tuple(load_types()), where=f"{where}, level"),
        outside=take_names(level, "outside", tuple(load_sectors()), where=f"{where}, level"),
        factors=factors,
        offices=read_offices(data, factors, where=where),
        bindings=read_bindings(data, where=where),
    )
