"""Vectors: the directions of a focal state's foreign policy, as data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from multivector.codebook.ontology import load_bodies, load_types
from multivector.codebook.schemes import take_names, take_tables, take_text
from multivector.codebook.tables import read_column, read_preset, reject_keys
from multivector.errors import CodebookError


@dataclass(frozen=True, slots=True)
class Member:
    """One member of a vector: a state or body by ``code``, or an organisation by ``name``; exactly one of the two is given.

    ``start`` and ``end`` are its first and last day as a member, None where the membership is open on that side.
    """

    code: str | None = None
    name: str | None = None
    start: date | None = None
    end: date | None = None

    def covers(self, day: date | None) -> bool:
        """Whether it is a member on that day. Without a day: whether it is one for good, that is, has no last day."""
        if day is None:
            return self.end is None
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Vector:
    """One direction. ``rest`` takes every foreign side that no other vector takes, ``domestic`` the focal state with itself."""

    name: str
    members: tuple[Member, ...] = ()
    rest: bool = False
    domestic: bool = False


@dataclass(frozen=True, slots=True)
class Vectors:
    """A focal state (ISO 3166 alpha-3) with its vectors, in the order in which they are shown.

    ``lone_types`` are the event types that count as domestic where only the focal state is named.
    """

    focal: str
    name: str
    title: str
    vectors: tuple[Vector, ...]
    lone_types: tuple[str, ...] = ()


def load_vectors(name_or_path: str | Path) -> Vectors:
    """The preset of that name, or from a TOML file of the user's.

    Raises UsageError, listing the names, where there is none; CodebookError where the focal state is missing, a code is unknown, or
    a member stands in two vectors at once and the file does not say ``overlap = true``.
    """
    # A user may edit a file between two calls: only the package's own presets are kept.
    name = str(name_or_path)
    return read_vectors(name) if name.endswith(".toml") else keep_vectors(name)


@cache
def keep_vectors(name: str) -> Vectors:
    """`read_vectors`, once for each of the package's own presets."""
    return read_vectors(name)


@cache
def load_codes() -> frozenset[str]:
    """Every code that may stand for a side: the states' and the bodies'."""
    return frozenset(read_column("states", "code")) | load_bodies().keys()


def check_code(code: object, *, where: str) -> str:
    """The code itself. Raises CodebookError where no state and no body has it."""
    if not isinstance(code, str) or code not in load_codes():
        raise CodebookError(f"{where}: unknown code {code!r}; write three capitals (ISO 3166), or one of {', '.join(load_bodies())}")
    return code


def read_day(entry: Mapping[str, Any], key: str, *, where: str) -> date | None:
    """The date under ``key``, None where there is none. Raises CodebookError for anything but a date."""
    day = entry.get(key)
    if day is None:
        return None
    if not isinstance(day, date) or isinstance(day, datetime):
        raise CodebookError(f"{where}: {key} is {day!r}; write a date without quotes, such as 2004-05-01")
    return day


def read_flag(entry: Mapping[str, Any], key: str, *, where: str) -> bool:
    """The truth value under ``key`` (absent: false). Raises CodebookError for anything else."""
    value = entry.get(key, False)
    if not isinstance(value, bool):
        raise CodebookError(f"{where}: {key} is {value!r}; write true or false")
    return value


def read_members(entry: Mapping[str, Any], *, where: str) -> tuple[Member, ...]:
    """The members of one vector: its codes, its organisations, and its members with dates."""
    for key in ("codes", "organizations"):
        if not isinstance(entry.get(key, []), list):
            raise CodebookError(f"{where}: {key} is {entry[key]!r}; write a list")
    members = [Member(code=check_code(code, where=where)) for code in entry.get("codes", [])]
    for name in entry.get("organizations", []):
        if not isinstance(name, str) or not name.strip():
            raise CodebookError(f"{where}: organization {name!r}; write a name")
        members.append(Member(name=name))
    for number, item in enumerate(take_tables(entry, "members", where=where), start=1):
        here = f"{where}, member {number}"
        reject_keys(item, ("code", "name", "from", "to"), where=here)
        if ("code" in item) == ("name" in item):
            raise CodebookError(f"{here}: give either a code or a name")
        start, end = read_day(item, "from", where=here), read_day(item, "to", where=here)
        if start and end and end < start:
            raise CodebookError(f"{here}: leaves on {end}, before it comes on {start}; exchange the two")
        if "code" in item:
            members.append(Member(code=check_code(item["code"], where=here), start=start, end=end))
        else:
            members.append(Member(name=take_text(item, "name", where=here), start=start, end=end))
    return tuple(members)


def read_vector(entry: Mapping[str, Any], *, where: str) -> Vector:
    """One vector: members, or one of the two flags that stand for them."""
    reject_keys(entry, ("name", "codes", "organizations", "members", "rest", "domestic"), where=where)
    vector = Vector(
        name=take_text(entry, "name", where=where),
        members=read_members(entry, where=where),
        rest=read_flag(entry, "rest", where=where),
        domestic=read_flag(entry, "domestic", where=where),
    )
    if (bool(vector.members), vector.rest, vector.domestic).count(True) != 1:
        raise CodebookError(f"{where} ({vector.name}): give members, or rest = true, or domestic = true: one of the three")
    return vector


def check_overlap(vectors: tuple[Vector, ...], *, overlap: bool, where: str) -> None:
    """Raise CodebookError where a member stands twice at one time: in one vector always, in two unless ``overlap``."""
    seen: dict[str, list[tuple[str, Member]]] = {}
    for vector in vectors:
        for member in vector.members:
            key = member.code or (member.name or "").casefold()
            for other, earlier in seen.setdefault(key, []):
                begins = max(earlier.start or date.min, member.start or date.min)
                ends = min(earlier.end or date.max, member.end or date.max)
                if begins <= ends and (other == vector.name or not overlap):
                    raise CodebookError(
                        f"{where}: {member.code or member.name} stands in {other} and in {vector.name} at the same time; remove one, "
                        "part them by from and to, or, for two vectors, write overlap = true"
                    )
            seen[key].append((vector.name, member))


def read_vectors(source: str) -> Vectors:
    """Read and check a preset; errors as in `load_vectors`."""
    data = read_preset("vectors", source)
    where = f"vectors {source}"
    reject_keys(data, ("name", "title", "focal", "overlap", "lone_types", "vectors"), where=where)
    if "focal" not in data:
        raise CodebookError(f'{where}: no focal state; write focal = "…" with its ISO 3166 alpha-3 code')
    focal = check_code(data["focal"], where=f"{where}, focal")
    tables = take_tables(data, "vectors", where=where)
    vectors = tuple(read_vector(entry, where=f"{where}, vector {number}") for number, entry in enumerate(tables, start=1))
    if not vectors:
        raise CodebookError(f"{where}: no vectors; write at least one [[vectors]]")
    names = [vector.name for vector in vectors]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise CodebookError(f"{where}: {', '.join(twice)} stands there twice; give each vector a name of its own")
    for flag, chosen in (("rest", [v.name for v in vectors if v.rest]), ("domestic", [v.name for v in vectors if v.domestic])):
        if len(chosen) > 1:
            raise CodebookError(f"{where}: {' and '.join(chosen)} all have {flag} = true; leave it to one")
    if any(member.code == focal for vector in vectors for member in vector.members):
        raise CodebookError(f"{where}: {focal} is the focal state and a member too; remove it, or use a vector with domestic = true")
    check_overlap(vectors, overlap=read_flag(data, "overlap", where=where), where=where)
    return Vectors(
        focal=focal,
        name=take_text(data, "name", where=where),
        title=take_text(data, "title", where=where),
        vectors=vectors,
        lone_types=take_names(data, "lone_types", tuple(load_types()), where=where),
    )
