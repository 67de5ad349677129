"""Who is meant by the words of a mention."""

import re
from dataclasses import replace
from datetime import date
from functools import cache

from multivector.codebook.actors import Organization, Person, State
from multivector.codebook.cues import load_cues, load_groups, load_office_titles
from multivector.records import Entity
from multivector.resolving.memory import Memory
from multivector.resolving.names import (
    StateName,
    find_state,
    fold,
    index_agents,
    index_offices,
    index_organizations,
    index_persons,
    index_places,
    index_states,
)

_WORD = re.compile(r"[^\s,;:()\"“”]+")
_PERSON_PRONOUNS = frozenset({"he", "she", "him", "her", "his", "hers"})
_PLURAL_BACK = re.compile(
    r"^(?:the|both|these|two|the two|the four|the three)?\s*"
    r"(?:sides|parties|presidents|leaders|countries|states|nations|heads of state|counterparts|ministers|foreign ministers|prime ministers|"
    r"delegations|capitals|governments|neighbours|neighbors)$",
    re.I,
)
_LIST_OF_TWO = re.compile(r"^([A-Z][\w.]*(?: [A-Z][\w.]*)?)\s?[-–/]\s?([A-Z][\w.]*)\b")
_LOCATION = re.compile(r"\s(?:in|at|near|outside|from)\s")


def resolve_entity(mention: Entity, *, when: date | None, memory: Memory, but: frozenset[str] = frozenset()) -> tuple[Entity, ...]:
    """Whom a mention means: usually one entity; the two sides named last for "the parties"; the mention as it came if unknown.

    ``but`` are names that a pronoun cannot mean: the other sides of the same event.
    """
    text = fold(mention.text)
    if text in _PERSON_PRONOUNS:
        found = memory.last_person(mention.start, but=but)
        return (_point_back(mention, found),) if found else (mention,)
    if text in ("it", "its"):
        near = next((e for e in memory.before(mention.start, reach=150) if e.kind in ("state", "igo", "organization") and e.name), None)
        return (_point_back(mention, near),) if near else (mention,)
    if text in ("they", "them", "both"):
        pair = tuple(entity for entity in memory.last_two(mention.start, reach=250) if entity.name not in but)
        return tuple(_point_back(mention, entity) for entity in pair) if len(pair) == 2 else (mention,)
    if _PLURAL_BACK.match(mention.text.strip().lower()) or text in ("presidents", "parties", "sides"):
        leaders = re.search(r"president|leader|minister|heads", text) is not None
        found_two = memory.last_two(mention.start, persons=leaders) or memory.last_two(mention.start)
        return tuple(_point_back(mention, entity) for entity in found_two) or (replace(mention, kind="group"),)
    if _group_pattern().search(mention.text):
        return (replace(mention, kind="group"),)
    joined = _LIST_OF_TWO.match(mention.text)
    if joined:
        # "the Norvia-Tarsk commission" is both of them.
        both = tuple(_resolve_name(replace(mention, text=part), fold(part), when, memory) for part in joined.groups())
        if all(entity.kind in ("state", "igo") and entity.name for entity in both):
            return tuple(replace(entity, text=mention.text) for entity in both)
    return _resolve_list(mention, when, memory) or (_resolve_name(mention, text, when, memory),)


def _resolve_list(mention: Entity, when: date | None, memory: Memory) -> tuple[Entity, ...]:
    """Several sides in one phrase ("President A and Foreign Minister B"), if every part has a name of its own; else nobody."""
    parts = [part for part in re.split(r",\s+(?:and\s+)?|\s+and\s+", mention.text) if part]
    if len(parts) < 2 or fold(mention.text) in index_organizations():
        return ()
    found: list[Entity] = []
    position = mention.start
    for part in parts:
        position = mention.start + mention.text.index(part, position - mention.start)
        entity = _resolve_name(Entity(part, position, position + len(part)), fold(part), when, memory)
        if entity.name is None or entity.kind not in ("person", "state", "igo"):
            return ()
        found.append(entity)
    return tuple(found)


@cache
def _group_pattern() -> re.Pattern[str]:
    words = load_groups()
    wholes = "|".join(re.escape(whole) for whole in sorted(words.wholes, key=len, reverse=True))
    pairs = rf"\b(?:{'|'.join(map(re.escape, words.adjectives))})\s+(?:{'|'.join(map(re.escape, words.nouns))})$"
    return re.compile(rf"^(?:the\s+)?(?:{wholes})$|{pairs}", re.I)


def _point_back(mention: Entity, found: Entity) -> Entity:
    return replace(found, text=mention.text, start=mention.start, end=mention.end)


def _resolve_name(mention: Entity, text: str, when: date | None, memory: Memory) -> Entity:
    persons = index_persons().get(text)
    if persons:
        return _as_person(mention, persons, when)
    body = _find_body(text, mention.text)
    if body:
        return _as_body(mention, body)
    state = index_states().get(text)
    if state:
        return _as_state(mention, state)
    return (
        _resolve_known_person(mention, text, when)
        or _resolve_phrase(mention, text, when, memory)
        or _resolve_surname(mention, text, memory)
        or _resolve_place(mention, text)
        or _resolve_back(mention, text, when, memory)
        or mention
    )


def _find_body(text: str, words: str) -> Organization | None:
    body = index_organizations().get(text)
    # "who" and "un" in lower case are words, not bodies.
    return body if body and any(c.isupper() for c in words) else None


def _as_person(mention: Entity, rows: tuple[Person, ...], when: date | None) -> Entity:
    row = pick_term(rows, when)
    sectors = row.sectors
    if when is not None and not row.serves(when):
        # Out of office on that day: a former minister is of the elite, not the government (manual: ELI).
        sectors = tuple("ELI" if sector == "GOV" else sector for sector in row.sectors) if row.end and when > row.end else row.sectors
    return replace(mention, name=row.name, country=row.country, sectors=tuple(sectors), kind="person", wikidata=row.wikidata or None)


def pick_term(rows: tuple[Person, ...], when: date | None) -> Person:
    """The term of office that covers a day, else the last one begun before it, else the latest."""
    if when is not None:
        covering = [row for row in rows if row.serves(when)]
        if covering:
            return max(covering, key=lambda row: row.start or date.min)
        begun = [row for row in rows if row.start is None or row.start <= when]
        if begun:
            return max(begun, key=lambda row: row.start or date.min)
    return max(rows, key=lambda row: row.end or date.max)


def _as_body(mention: Entity, body: Organization) -> Entity:
    return replace(mention, name=body.name, country=body.code, sectors=body.sectors, kind=body.kind, wikidata=body.wikidata or None)


def _as_state(mention: Entity, found: StateName) -> Entity:
    # A seat that acts is the government; the state's own name leaves open who acted for it.
    sectors = ("GOV",) if found.role in ("metonym", "capital") else ()
    return replace(
        mention, name=found.state.name, country=found.state.code, sectors=sectors, kind="state", wikidata=found.state.wikidata or None
    )


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def find_nationality(text: str) -> State | None:
    """The first state that a phrase names by adjective, name or capital ("Turkey's foreign minister", "activists in Belarus")."""
    words = _words(text)
    best: tuple[int, State] | None = None
    for size in (4, 3, 2, 1):
        for start in range(len(words) - size + 1):
            found = index_states().get(fold(" ".join(words[start : start + size])))
            if found and words[start][:1].isupper() and (best is None or start < best[0]):
                best = start, found.state
        if best:
            return best[1]
    return None


def _resolve_known_person(mention: Entity, text: str, when: date | None) -> Entity | None:
    """A known name inside a title phrase, unless the phrase gives another nationality ("Pakistani President Mamnoon Hussain")."""
    words = _words(mention.text)
    nationality: State | None = None
    for size in (4, 3, 2, 1):
        for start in range(len(words) - size, -1, -1):
            if not words[start][:1].isupper() or (size == 1 and start != len(words) - 1):
                continue
            rows = index_persons().get(fold(" ".join(words[start : start + size])))
            if not rows:
                continue
            nationality = nationality or find_nationality(" ".join(words[:start]))
            foreign = nationality is not None and all(row.country != nationality.code for row in rows)
            if foreign and find_state(rows[0].country) is not None:
                continue
            # A surname alone after another first name is another person ("Neil Bush").
            if size == 1 and start > 0 and words[start - 1][:1].isupper() and not _is_title(words[start - 1]):
                continue
            return _as_person(mention, rows, when)
    return None


def _is_title(word: str) -> bool:
    return word.casefold().strip(".") in load_cues("title") or fold(word) in index_states()


def _resolve_phrase(mention: Entity, text: str, when: date | None, memory: Memory) -> Entity | None:
    """A nationality with an agent noun, an agent noun alone, or a title with a name that no list has."""
    # What stands before "in" or "at" says who it is, what follows only where ("Hezbollah militants in southern Lebanon").
    head = _LOCATION.split(mention.text, maxsplit=1)[0]
    body = _find_contained_body(head) or _find_contained_body(mention.text)
    state = find_nationality(head) or (None if body is not None else find_nationality(mention.text))
    agent = find_agent(mention.text)
    country = state.code if state else None
    if agent is None:
        if body is not None:
            return _as_body(mention, body)
        # A name of its own with a state in it ("Vilnius Institute"): whose it is, but not the state itself.
        return replace(mention, country=country, kind="organization" if _is_title_case(mention.text) else None) if country else None
    phrase, sectors = agent
    name = _find_unknown_name(mention.text)
    if state is not None and not name:
        holder = find_office_holder(state.code, phrase, when)
        if holder is not None:
            return _as_person(mention, (holder,), when)
    if body is not None and country is None:
        # An organ of a body is the body ("the Steering Committee of …"), an officer of it a person of its.
        country = body.code
        sectors = sectors if name else body.sectors or sectors
        if not name:
            return replace(_as_body(mention, body), sectors=sectors)
    if name:
        return replace(mention, name=name, country=country, sectors=sectors, kind="person")
    if country is None and (back := _resolve_back(mention, text, when, memory)):
        return back
    label = f"{state.name} {phrase}" if state is not None else None
    return replace(mention, name=label, country=country, sectors=sectors, kind=_kind_of(sectors))


def _kind_of(sectors: tuple[str, ...]) -> str:
    return "organization" if set(sectors) & {"GOV", "MIL", "COP", "JUD", "LEG", "SPY"} else "group"


def _is_title_case(words: str) -> bool:
    return all(word[:1].isupper() or word in ("of", "the", "and", "for", "on") for word in _words(words))


def find_agent(text: str) -> tuple[str, tuple[str, ...]] | None:
    """The longest agent noun phrase in some words, with its sectors; a head before "of" or "in" wins over what follows."""
    head = re.split(r"\s(?:of|in|from|for|at|on)\s", text, maxsplit=1)[0]
    for part in (head, text) if head != text else (text,):
        words = _words(part.casefold())
        for size in (4, 3, 2, 1):
            for start in range(len(words) - size, -1, -1):
                agent = index_agents().get(fold(" ".join(words[start : start + size])))
                if agent:
                    return agent.noun, agent.sectors
    return None


def find_office_holder(country: str, phrase: str, when: date | None) -> Person | None:
    """Who held the office that a title names, on a day; None without a day, or where two could be meant."""
    if when is None:
        return None
    title = phrase.casefold()
    for office, titles in load_office_titles().items():
        if title in titles:
            holders = [row for row in index_offices().get((country, office), ()) if row.serves(when)]
            if len(holders) == 1:
                return holders[0]
    return None


def _find_contained_body(text: str) -> Organization | None:
    words = _words(text)
    for size in (6, 5, 4, 3, 2, 1):
        for start in range(len(words) - size + 1):
            body = _find_body(fold(" ".join(words[start : start + size])), words[start])
            if body:
                return body
    return None


def _find_unknown_name(text: str) -> str | None:
    """The trailing capitalised words of a title phrase that are neither title nor nationality: at least two, or one after a title."""
    words = _words(text)
    name: list[str] = []
    for word in reversed(words):
        if not word[:1].isupper() or _is_title(word) or fold(word) in index_agents() or fold(word) in index_organizations():
            break
        name.insert(0, word.rstrip(".'’") if not name else word)
    if not name or len(name) == len(words):
        return None
    before = words[len(words) - len(name) - 1]
    return " ".join(name) if before.casefold().strip(".") in load_cues("title") or fold(before) in index_agents() else None


def _resolve_surname(mention: Entity, text: str, memory: Memory) -> Entity | None:
    """ "Carpenter" after "Michael Carpenter": the person named in full before."""
    if " " in text or not mention.text[:1].isupper():
        return None
    found = memory.find_surname(text, mention.start)
    return _point_back(mention, found) if found else None


def _resolve_place(mention: Entity, text: str) -> Entity | None:
    place = index_places().get(text)
    if place is None or not any(c.isupper() for c in mention.text):
        return None
    return replace(mention, name=place.name, country=place.country or None, kind="place")


def _resolve_back(mention: Entity, text: str, when: date | None, memory: Memory) -> Entity | None:
    """ "the president", "the country", "the minister": the last one named who fits."""
    if " " in text and text not in ("head of state", "prime minister", "foreign minister"):
        return None
    if text in ("president", "ruler", "leader", "head of state", "prime minister", "minister", "foreign minister", "chancellor", "premier"):
        found = memory.salient_person(mention.start, sectors=frozenset({"GOV"}))
        return _point_back(mention, found) if found else None
    if text in ("union", "bloc", "alliance", "organisation", "organization"):
        body = next((e for e in memory.before(mention.start, reach=4000) if e.kind == "igo" and e.name), None)
        return _point_back(mention, body) if body else None
    if text in ("country", "state", "nation", "republic"):
        state = memory.last_state(mention.start)
        known = find_state(state.country) if state and state.country else None
        if known is not None:
            return replace(mention, name=known.name, country=known.code, kind="state", wikidata=known.wikidata or None)
    return None
