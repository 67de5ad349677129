"""How CAMEO would file an event: for records that one already has, which were coded in CAMEO or came through its mapping to PLOVER.

The manual of PLOVER and the CAMEO mapping that its project publishes put some acts under different types: an intent to yield, imposed
sanctions, a verdict. `multivector.read` follows the manual; this table says where the mapping and CAMEO's roots have it
(docs/decisions/0007).
"""

import re
from dataclasses import dataclass
from functools import cache

from multivector.codebook.ontology import load_modes, load_statuses, load_types
from multivector.codebook.tables import read_table, split_list
from multivector.errors import CodebookError

ANY, NO_MODE = "*", "-"


@dataclass(frozen=True, slots=True)
class Filing:
    """A rule: events of this type, mode and status (None: any) whose trigger holds one of ``words`` (empty: any) are filed as ``filed``.

    ``mode`` is ``""`` where the event must have none.
    """

    type: str
    mode: str | None
    status: str | None
    words: frozenset[str]
    filed: str
    reason: str


@cache
def load_filings() -> tuple[Filing, ...]:
    """The rules in their order; the first that fits holds. Raises CodebookError for a name that the ontology does not know."""
    rules = []
    for row in read_table("filing.tsv", ("type", "mode", "status", "words", "filed", "reason")):
        type, mode, status = row["type"], row["mode"], row["status"]
        known = (
            type in load_types()
            and row["filed"] in load_types()
            and (mode in (ANY, NO_MODE) or (type, mode) in load_modes())
            and (status == ANY or status in load_statuses())
        )
        if not known:
            raise CodebookError(f"filing.tsv: {row} names what the ontology does not know; correct its type, mode, status or filed type")
        rules.append(
            Filing(
                type,
                None if mode == ANY else "" if mode == NO_MODE else mode,
                None if status == ANY else status,
                frozenset(split_list(row["words"])),
                row["filed"],
                row["reason"],
            )
        )
    return tuple(rules)


def file_type(type: str, mode: str | None, status: str, trigger: str) -> str:
    """The type under which CAMEO's roots and its published mapping have an event; its own type where no rule fits."""
    words = frozenset(re.findall(r"[a-z]+", trigger.lower()))
    for rule in load_filings():
        fits = rule.type == type and rule.mode in (None, mode or "") and rule.status in (None, status)
        if fits and (not rule.words or rule.words & words):
            return rule.filed
    return type
