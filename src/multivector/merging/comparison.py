"""Whether two reports can be one event, must be, or cannot be.

Three answers: a *link* speaks for one event, a *contradiction* forbids it, and neither leaves the two to others that may join them.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from multivector.merging.party import Party, match_parties
from multivector.merging.signature import Signature, When, Where

PUBLISHED_REACH = 3
DATED_REACH = 1
# A longer stretch ("in 2016") is no date to tell events apart by: it would draw in any event of that year.
LONGEST_DATE = 31
SAME_CITY_KM = 30.0
_PAST = frozenset({"happened", "historical"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """``weight`` > 0: a link of that strength; ``reason`` not empty: a contradiction, in words.

    ``near``: a contradiction that a reader would ask about, since type and sides agree or the two stand side by side.
    """

    weight: float = 0.0
    reason: str = ""
    near: bool = False


@dataclass(frozen=True, slots=True)
class _Sides:
    shared: int
    complete: bool
    reason: str = ""
    usable: bool = True
    persons: bool = False


def compare(one: Signature, other: Signature, *, in_document: bool) -> Verdict:
    """The verdict on two reports of one type. ``in_document``: both stand in one document, where an unsaid date is no obstacle."""
    sides = _compare_sides(one, other)
    exact = one.when is not None and other.when is not None and (one.when.start, one.when.end) == (other.when.start, other.when.end)
    if sides.reason:
        # Across documents, one side in common is nothing to report: a state accuses many on one day.
        return Verdict(reason=sides.reason, near=sides.shared > 0 and (in_document or (exact and sides.persons)))
    shares = sides.shared > 0
    for reason in (_compare_status(one, other), _compare_modes(one, other), _compare_places(one.where, other.where)):
        if reason:
            return Verdict(reason=reason, near=shares)
    gap = _find_gap(one.when, other.when)
    if one.when is not None and other.when is not None and gap is not None:
        soft = one.when.soft or other.when.soft
        if gap > (PUBLISHED_REACH if soft else DATED_REACH):
            return Verdict(reason=f"{gap} days between {show_days(one.when)} and {show_days(other.when)}", near=shares)
        # A day's difference between two stated dates neither joins (two days of shelling) nor forbids (time zones).
        dated = gap == 0 or soft
        dated = dated and (exact or max(one.when.days, other.when.days) <= LONGEST_DATE)
    else:
        dated = False
    if not sides.usable or not (in_document or dated) or (gap and not dated):
        return Verdict()
    if sides.shared == 0:
        return _compare_vague(one, other, exact=exact, in_document=in_document)
    if not sides.complete and not (in_document or exact):
        return Verdict()
    weight = 2.0 * sides.shared + (1.0 if sides.complete else 0.0) + (2.0 if exact else 1.0 if gap == 0 else 0.0) - 0.2 * (gap or 0)
    weight += 0.5 * (one.mode == other.mode) + 1.0 * (one.where.city is not None and one.where.city == other.where.city)
    return Verdict(weight=max(weight, 0.1))


def show_days(when: When) -> str:
    """Days in words: ``2016-04-13``, ``2016-04-13/14``, ``2016-04-30/05-02``, ``2016-12-31/2017-01-01``."""
    start, end = when.start.isoformat(), when.end.isoformat()
    if start == end:
        return start
    if start[:7] == end[:7]:
        return f"{start}/{end[8:]}"
    return f"{start}/{end[5:]}" if start[:4] == end[:4] else f"{start}/{end}"


def _find_gap(one: When | None, other: When | None) -> int | None:
    if one is None or other is None:
        return None
    return max(0, (one.start - other.end).days, (other.start - one.end).days)


def _compare_status(one: Signature, other: Signature) -> str:
    if one.status == other.status:
        return ""
    if {one.status, other.status} == _PAST:
        gap = _find_gap(one.when, other.when)
        if gap == 0 or (gap is not None and gap <= PUBLISHED_REACH and ((one.when and one.when.soft) or (other.when and other.when.soft))):
            return ""
        return "one is told as background and no common date shows that it is the same"
    first, second = sorted((one.status, other.status))
    return f"status differs: {first}, {second}"


def _compare_modes(one: Signature, other: Signature) -> str:
    if one.mode is None or other.mode is None or one.mode == other.mode:
        return ""
    first, second = sorted((one.mode, other.mode))
    return f"mode differs: {first}, {second}"


def _compare_places(one: Where, other: Where) -> str:
    if one.country and other.country and one.country != other.country:
        return f"places in different countries: {', '.join(sorted((one.country, other.country)))}"
    if one.city and other.city and one.city != other.city:
        if one.point and other.point and _measure_km(one.point, other.point) <= SAME_CITY_KM:
            return ""
        words, words_too = set(one.city.split()), set(other.city.split())
        if words <= words_too or words_too <= words:
            return ""
        return f"different places: {', '.join(sorted((one.city, other.city)))}"
    return ""


def _measure_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Distance of two points near each other; the flat approximation errs by far less than a city's size there."""
    north = (one[0] - other[0]) * 111.2
    east = ((one[1] - other[1] + 180) % 360 - 180) * 111.2 * math.cos(math.radians((one[0] + other[0]) / 2))
    return math.hypot(north, east)


def _compare_vague(one: Signature, other: Signature, *, exact: bool, in_document: bool) -> Verdict:
    """Reports that name nobody ("protesters marched") need the same words, and across documents one day and one place besides."""
    named = one.actors or one.recipients or other.actors or other.recipients
    if named or not one.vague_actors & other.vague_actors:
        return Verdict()
    placed = one.where.city is not None and one.where.city == other.where.city
    return Verdict(weight=0.5) if in_document or (exact and placed) else Verdict()


def _compare_sides(one: Signature, other: Signature) -> _Sides:
    if one.mutual or other.mutual:
        roles = [((*one.actors, *one.recipients), (*other.actors, *other.recipients))]
        vague = [(one.vague_actors | one.vague_recipients, other.vague_actors | other.vague_recipients)]
    else:
        roles = [(one.actors, other.actors), (one.recipients, other.recipients)]
        vague = [(one.vague_actors, other.vague_actors), (one.vague_recipients, other.vague_recipients)]
    shared, usable = 0, True
    left: list[Party] = []
    left_too: list[Party] = []
    differing = ""
    for (parties, parties_too), (words, words_too) in zip(roles, vague, strict=True):
        count, rest, rest_too, unsure, reason = _match_role(parties, parties_too)
        if reason:
            return _Sides(1, False, reason, persons=True)
        shared += count
        left += rest
        left_too += rest_too
        usable = usable and not unsure
        if parties and parties_too and not count and not unsure:
            differing = f"different sides: {_show(rest)}; {_show(rest_too)}"
        if words and words_too and not words & words_too and not (parties and parties_too):
            usable = False
    if differing:
        return _Sides(shared, False, differing)
    # Two states named on both sides are what a reader goes by; companies or bodies beside them may go unmentioned in either.
    states = {p.token for p in (*one.actors, *one.recipients) if p.is_state}
    same_states = len(states) > 1 and states == {p.token for p in (*other.actors, *other.recipients) if p.is_state}
    if left and left_too and not same_states:
        if not usable:
            return _Sides(shared, False, usable=False)
        return _Sides(shared, False, f"different sides: {_show(left)}; {_show(left_too)}")
    complete = shared > 1 and (same_states or not (left or left_too))
    return _Sides(shared, complete, usable=usable)


def _match_role(parties: Sequence[Party], parties_too: Sequence[Party]) -> tuple[int, list[Party], list[Party], bool, str]:
    """How many parties match, who is left on either side, whether a doubtful pair is among those, and a contradiction's reason."""
    matched: set[str] = set()
    hit: set[int] = set()
    hit_too: set[int] = set()
    refused: dict[str, str] = {}
    doubtful: set[str] = set()
    for i, party in enumerate(parties):
        for j, party_too in enumerate(parties_too):
            if party.token != party_too.token:
                continue
            answer = match_parties(party, party_too)
            if answer is True:
                hit.add(i)
                hit_too.add(j)
                matched.add(party.token)
            elif isinstance(answer, str):
                refused[party.token] = answer
            elif party.token[0] != "=":
                doubtful.add(party.token)
    # Where a country stands in both roles of a report, the pair that fits settles it, whatever the crossed pairs say.
    reason = next((refused[token] for token in sorted(refused) if token not in matched), "")
    rest = [p for i, p in enumerate(parties) if i not in hit]
    rest_too = [p for j, p in enumerate(parties_too) if j not in hit_too]
    return len(matched), rest, rest_too, bool(doubtful - matched), reason


def _show(parties: Sequence[Party]) -> str:
    return ", ".join(sorted({" ".join(sorted(p.words)) if p.words else p.token for p in parties})) or "nobody"
