"""The sides of an event as merging compares them: parties, not mentions.

"Turkey", its president and "Turkish officials" are one party; two persons of it, or its army and its parliament, need not be
one side. A party is told apart by its ``token``: the country code for a state and its organs, country and sector for anyone else
of a country, the last word of the name where no country is known.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from multivector.records import Entity

# fmt: off
PRONOUNS = frozenset({
    "i", "you", "he", "she", "it", "we", "they", "him", "her", "us", "them", "his", "its", "their", "who", "whom", "which", "that",
    "this", "these", "those", "one", "both", "all", "some", "many", "most", "others",
})
# fmt: on
# Codes that several bodies share: two of them are not one side because their codes agree.
SHARED_CODES = frozenset({"IGO", "NGO", "ISM", "IMG", "MNC"})
STATE_SECTORS = frozenset({"GOV", "MIL", "SPY", "COP", "JUD", "LEG"})
_ARTICLES = frozenset({"the", "a", "an"})


@dataclass(frozen=True, slots=True)
class Party:
    """One party on one side of an event.

    ``state`` tells that the state itself (or nobody more definite than its country) is mentioned; ``persons`` are resolved names;
    ``organs`` are pairs of sector and name ("" for the unnamed); ``words`` are the folded words of a name without a country and
    ``resolved`` whether that name is canonical.
    """

    token: str
    state: bool = False
    persons: frozenset[str] = frozenset()
    organs: frozenset[tuple[str, str]] = frozenset()
    words: frozenset[str] = frozenset()
    resolved: bool = False

    @property
    def is_state(self) -> bool:
        """Whether the party is a state or a body that acts like one (UNO, EUR), not somebody within it."""
        return self.token[0] != "=" and "/" not in self.token


def is_pronoun(entity: Entity) -> bool:
    """Whether the entity is a pronoun that nobody has resolved."""
    return entity.name is None and entity.country is None and entity.text.casefold().strip() in PRONOUNS


def is_vague(entity: Entity) -> bool:
    """Whether the entity names nobody: neither resolved nor a proper name ("the ministers", "protesters")."""
    if entity.name is not None:
        return False
    if entity.country is not None and entity.country not in SHARED_CODES:
        return False
    if entity.kind == "group":
        return True
    words = [word for word in entity.text.split() if word.casefold() not in _ARTICLES]
    return not any(word[:1].isupper() for word in words)


def find_token(entity: Entity) -> str | None:
    """The token of the party that the entity belongs to; None for pronouns and the vague."""
    if is_pronoun(entity) or is_vague(entity):
        return None
    if entity.country is not None and entity.country not in SHARED_CODES:
        sector = entity.sectors[0] if entity.sectors else "GOV"
        return entity.country if sector in STATE_SECTORS or entity.kind == "state" else f"{entity.country}/{sector}"
    words = _fold(entity.key)
    return f"={words[-1]}" if words else None


def find_parties(entities: Iterable[Entity]) -> tuple[tuple[Party, ...], frozenset[str]]:
    """The parties among entities, sorted by token, and the folded words of the vague ones; pronouns count for nothing."""
    found: dict[tuple[str, str], list[Entity]] = {}
    vague: set[str] = set()
    for entity in entities:
        token = find_token(entity)
        if token is not None:
            # Without a country the last word is only where to look: "Bank of Norvia" and "Norvia" stay two parties.
            found.setdefault((token, " ".join(_fold(entity.key)) if token[0] == "=" else ""), []).append(entity)
        elif not is_pronoun(entity):
            vague.add(" ".join(_fold(entity.text)))
    return tuple(_make_party(token, group) for (token, _), group in sorted(found.items())), frozenset(vague)


def _make_party(token: str, group: list[Entity]) -> Party:
    if token[0] == "=":
        return Party(token, words=frozenset(_fold(group[0].key)), resolved=any(entity.name for entity in group))
    persons = frozenset(entity.name for entity in group if entity.kind == "person" and entity.name)
    state = any(_is_whole(entity) for entity in group)
    organs = frozenset(
        (entity.sectors[0] if entity.sectors else "GOV", (entity.name or "") if entity.kind != "person" else "")
        for entity in group
        if not _is_whole(entity)
    )
    return Party(token, state, persons, organs)


def _is_whole(entity: Entity) -> bool:
    return entity.kind in ("state", "place") or (entity.kind is None and not entity.sectors)


def match_parties(one: Party, other: Party) -> bool | str:
    """True where the two can be one party, False where nothing speaks for it, a reason where they cannot be."""
    if one.token != other.token:
        return False
    if one.token[0] == "=":
        if one.words == other.words:
            return True
        return not (one.resolved and other.resolved) and (one.words <= other.words or other.words <= one.words)
    if one.persons and other.persons:
        if one.persons & other.persons:
            return True
        return f"different persons: {', '.join(sorted(one.persons))}; {', '.join(sorted(other.persons))}"
    if one.state or other.state:
        return True
    for sector, name in one.organs:
        for sector_too, name_too in other.organs:
            if sector == sector_too and (not name or not name_too or name == name_too):
                return True
    return False


def _fold(text: str) -> list[str]:
    words = text.casefold().replace("’", "'").split()
    return [word.removesuffix("'s").strip(".,;:'\"()") for word in words if word not in _ARTICLES]
