"""Words around a trigger that change what it says: status, hedges, saying verbs, contexts; and what a verb does to the clause under it."""

from dataclasses import dataclass
from functools import cache

from multivector.codebook.ontology import load_contexts, load_modes, load_types
from multivector.codebook.tables import read_table, split_list
from multivector.errors import CodebookError
from multivector.records.claim import CLAIM_KINDS

CUE_KINDS = (
    "future",
    "negated",
    "hypothetical",
    "historical",
    "noun-future",
    "noun-hypothetical",
    "noun-negated",
    "noun-historical",
    "hedge",
    "saying",
    "report-noun",
    "light",
    "aspect",
    "sport",
    "abbreviation",
    "abbreviation-or-end",
    "opener",
    "partitive",
    "back-reference",
    "human-ending",
    "series",
    "harm",
    "holding",
    "title",
)


@dataclass(frozen=True, slots=True)
class Complement:
    """What a verb of type ``outer`` (and ``mode``, None for any) makes of an event of type ``inner`` in its clause.

    ``type`` and ``result_mode`` are the outer event's new coding (None: as it was); ``inner_status`` is the inner event's status,
    ``drop`` where the two are one record, ``keep`` where the inner stands as it is.
    """

    outer: str
    mode: str | None
    inner: str
    type: str | None
    result_mode: str | None
    inner_status: str


@cache
def load_cues(kind: str) -> frozenset[str]:
    """The lemmas or phrases of one kind of cue (see `CUE_KINDS`), lower case but for abbreviations and openers."""
    if kind not in CUE_KINDS:
        raise CodebookError(f"cues.tsv: no kind {kind!r}; there are {', '.join(CUE_KINDS)}")
    return frozenset(row["phrase"] for row in read_table("cues.tsv", ("kind", "phrase")) if row["kind"] == kind)


@cache
def load_context_cues() -> dict[str, str]:
    """Words and phrases that show a context: phrase -> context name."""
    cues: dict[str, str] = {}
    for row in read_table("cues.tsv", ("kind", "phrase")):
        kind, _, context = row["kind"].partition(":")
        if kind == "context":
            if context not in load_contexts():
                raise CodebookError(f"cues.tsv, {row['phrase']!r}: unknown context {context!r}")
            cues[row["phrase"]] = context
        elif kind not in CUE_KINDS:
            raise CodebookError(f"cues.tsv, {row['phrase']!r}: unknown kind {row['kind']!r}")
    return cues


@cache
def load_complements() -> dict[tuple[str, str | None, str], Complement]:
    """The complement table, keyed by outer type, outer mode (None: any) and inner type."""
    table: dict[tuple[str, str | None, str], Complement] = {}
    for row in read_table("complements.tsv", ("outer", "mode", "inner", "type", "result_mode", "inner_status")):
        where = f"complements.tsv, {row['outer']} over {row['inner']}"
        for column in ("outer", "inner", "type"):
            if row[column] and row[column] not in load_types():
                raise CodebookError(f"{where}: unknown type {row[column]!r}")
        if row["result_mode"] and (row["type"], row["result_mode"]) not in load_modes():
            raise CodebookError(f"{where}: {row['type']} has no mode {row['result_mode']!r}")
        entry = Complement(
            outer=row["outer"],
            mode=row["mode"] or None,
            inner=row["inner"],
            type=row["type"] or None,
            result_mode=row["result_mode"] or None,
            inner_status=row["inner_status"],
        )
        table[entry.outer, entry.mode, entry.inner] = entry
    return table


def find_complement(outer: str, mode: str | None, inner: str) -> Complement | None:
    """The rule for an outer and an inner event, the one for the outer's mode first."""
    table = load_complements()
    return table.get((outer, mode, inner)) or table.get((outer, None, inner))


@dataclass(frozen=True, slots=True)
class ClaimCue:
    """Lemmas that mark a claim of one kind; ``NUM`` stands for any number. ``polarity`` runs from -1 to 1."""

    kind: str
    words: tuple[str, ...]
    polarity: float


@cache
def load_claim_cues() -> tuple[ClaimCue, ...]:
    """The cues of claims, longest first."""
    cues: list[ClaimCue] = []
    for row in read_table("claims.tsv", ("kind", "phrase", "polarity")):
        where = f"claims.tsv, {row['phrase']!r}"
        if row["kind"] not in CLAIM_KINDS:
            raise CodebookError(f"{where}: kind {row['kind']!r} is none of {', '.join(CLAIM_KINDS)}")
        polarity = float(row["polarity"])
        if not -1 <= polarity <= 1:
            raise CodebookError(f"{where}: polarity {polarity} is not between -1 and 1")
        cues.append(ClaimCue(row["kind"], tuple(row["phrase"].split()), polarity))
    return tuple(sorted(cues, key=lambda cue: -len(cue.words)))


@dataclass(frozen=True, slots=True)
class GroupWords:
    """Groups of states: ``wholes`` are names of their own ("the West"), any adjective with any noun is one too ("Asian countries")."""

    wholes: frozenset[str]
    adjectives: tuple[str, ...]
    nouns: tuple[str, ...]


@cache
def load_groups() -> GroupWords:
    """Words for groups of states, lower case."""
    parts: dict[str, list[str]] = {"whole": [], "adjective": [], "noun": []}
    for row in read_table("groups.tsv", ("part", "words")):
        if row["part"] not in parts:
            raise CodebookError(f"groups.tsv, {row['words']!r}: part {row['part']!r} is none of {', '.join(parts)}")
        parts[row["part"]].append(row["words"].lower())
    return GroupWords(frozenset(parts["whole"]), tuple(parts["adjective"]), tuple(parts["noun"]))


@cache
def load_office_titles() -> dict[str, tuple[str, ...]]:
    """Titles by which news name the holder of an office ("leader"), by the office as ``persons.tsv`` calls it."""
    return {row["office"]: split_list(row["titles"]) for row in read_table("offices.tsv", ("office", "titles"))}
