"""What one event is worth under a scheme, and why."""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from multivector.codebook.actors import Person, load_persons
from multivector.codebook.ontology import load_types
from multivector.codebook.schemes import Binding, Office, Scheme
from multivector.errors import UsageError
from multivector.records import Entity, Event


@dataclass(frozen=True, slots=True)
class Points:
    """Signed points in the scheme's unit, and how they came about in words: ``visit +3, head of state or government ×1.5``."""

    value: float
    reason: str


def rate_event(event: Event, scheme: Scheme) -> Points:
    """The event's points: base times level times binding force, rounded to the scheme's step and held within its limit.

    An event of a status that the scheme does not count has 0 points, and the reason says so. Raises UsageError for an unknown type.
    """
    if event.type not in load_types():
        raise UsageError(f"event {event.id} has the unknown type {event.type!r}; choose one of {', '.join(load_types())}")
    if event.status not in scheme.counted:
        return Points(0.0, f"not counted: {event.status}; the scheme counts {', '.join(scheme.counted)}")
    base = scheme.grade(event.type, event.mode).value
    value, parts = base, [f"{event.mode or event.type.lower()} {base:+g}"]
    level = find_level(event, scheme)
    if level is not None:
        value *= scheme.factors[level]
        parts.append(f"{level} ×{scheme.factors[level]:g}")
    binding = next((line for line in scheme.bindings if fits_binding(event, line)), None)
    if binding is not None:
        value *= binding.factor
        parts.append(f"{binding.name} ×{binding.factor:g}")
    rounded = round_points(value, scheme.step)
    if abs(rounded) > scheme.limit:
        rounded = math.copysign(scheme.limit, rounded)
        parts.append(f"held at {rounded:+g}")
    elif rounded != value:
        parts.append(f"rounded to {rounded:+g}")
    return Points(rounded, ", ".join(parts))


def round_points(value: float, step: float) -> float:
    """The nearest multiple of ``step``, halves away from zero so that plus and minus are treated alike; 0 leaves the value alone."""
    if not step:
        return value
    return math.copysign(math.floor(abs(value) / step + 0.5) * step, value) if value else 0.0


def find_level(event: Event, scheme: Scheme) -> str | None:
    """The highest level, by its factor, among those who act (for types in ``scheme.both``: among all); None where no office is named
    or the scheme weighs no levels for this type."""
    if load_types()[event.type].quad not in scheme.quads:
        return None
    parties: Iterable[Entity] = (*event.actors, *event.recipients) if event.type in scheme.both else event.actors
    levels = [level for party in parties if (level := read_level(party, scheme, day=event.date.start))]
    return max(levels, key=lambda level: scheme.factors[level], default=None)


def read_level(entity: Entity, scheme: Scheme, *, day: date | None = None) -> str | None:
    """The level that the entity's own words show, or the office that the person held on the day; None where neither names one."""
    if entity.kind in ("state", "place") or (entity.sectors and entity.sectors[0] in scheme.outside):
        return None
    held = [term.office for term in list_terms().get(entity.name or "", ()) if day is not None and term.serves(day)]
    words = "\n".join((entity.text, entity.name or "", *held)).casefold()
    return next((office.level for office in scheme.offices if compile_office(office).search(words)), None)


@cache
def list_terms() -> Mapping[str, tuple[Person, ...]]:
    """Terms of office by the holder's canonical name."""
    terms: dict[str, list[Person]] = {}
    for person in load_persons():
        terms.setdefault(person.name, []).append(person)
    return {name: tuple(held) for name, held in terms.items()}


@cache
def compile_office(office: Office) -> re.Pattern[str]:
    """A pattern for any of the office's words, as whole words, a plural s allowed."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, office.words))})s?(?!\w)")


def fits_binding(event: Event, line: Binding) -> bool:
    """Whether a line of binding force holds for the event."""
    if event.type not in line.types or (line.contexts and not set(line.contexts).intersection(event.contexts)):
        return False
    return not line.mutual or (not event.recipients and len({actor.key for actor in event.actors}) > 1)
