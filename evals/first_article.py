"""Which of the 28 records that an analyst takes from the first article the program takes too.

usage: .venv/bin/python -m evals.first_article ARTICLE.txt

The article is not ours and stays outside the repository (see its README beside it); what a row asks for is written here as a
condition on records, in our own words. A row holds when one record meets the whole condition.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from multivector.coding import CODERS
from multivector.flow import Reading, read
from multivector.records import Claim, Document, Entity, EventMention

PUBLISHED = date(2016, 4, 30)


@dataclass(frozen=True, slots=True)
class Taken:
    """All that was read in the article."""

    documents: tuple[Document, ...]
    events: tuple[EventMention, ...]
    claims: tuple[Claim, ...]

    def has(
        self,
        *types: str,
        mode: str | None = None,
        status: str = "happened",
        sides: tuple[str, ...] = (),
        actor: str | None = None,
        recipient: str | None = None,
        context: str | None = None,
        where: Callable[[EventMention], bool] = lambda event: True,
    ) -> bool:
        """Whether one event meets all conditions; sides are countries, codes ("BLR GOV"), sectors or words."""
        return any(
            event.type in types
            and (mode is None or event.mode == mode)
            and event.status == status
            and all(any(is_side(side, entity) for entity in (*event.actors, *event.recipients)) for side in sides)
            and (actor is None or any(is_side(actor, entity) for entity in event.actors))
            and (recipient is None or any(is_side(recipient, entity) for entity in event.recipients))
            and (context is None or context in event.contexts)
            and where(event)
            for event in self.events
        )

    def claims_that(self, words: str, *, kind: str | None = None, hedged: bool = False) -> bool:
        """Whether a claim of that kind holds the words."""
        return any(
            words in claim.sentence.text and (kind is None or claim.kind == kind) and (not hedged or claim.hedges) for claim in self.claims
        )


def is_side(wanted: str, entity: Entity) -> bool:
    """Whether an entity is meant by a country, a code, a sector or a word of its text."""
    return wanted in (entity.country, entity.code, *entity.sectors) or wanted.casefold() in entity.text.casefold()


def check_rows(taken: Taken) -> dict[int, bool]:
    """Each row of the analyst's list and whether it holds."""
    texts = [document.text for document in taken.documents]
    note, teasers = taken.documents[0], taken.documents[1:]
    oic = next((claim for claim in taken.claims if "57" in claim.sentence.text), None)
    states = {"TUR", "ARE", "QAT", "PAK", "BGD", "IDN"}
    return {
        1: note.published == PUBLISHED and len(teasers) >= 10 and not any(t.published for t in teasers) and len(set(texts)) == len(texts),
        2: taken.has("AGREE", status="future", actor="GOV", recipient="Asian countries")
        or taken.has("AGREE", actor="GOV", recipient="Asian countries"),
        3: taken.claims_that("autonomy from Russia", kind="motive"),
        4: taken.has(
            "CONSULT", mode="visit", actor="BLR GOV", recipient="TUR",
            where=lambda e: (e.date.start, e.date.end) == (date(2016, 4, 13), date(2016, 4, 14)),
        ),
        5: taken.claims_that("subtext", kind="assessment"),
        6: oic is not None and oic.kind == "fact" and states <= {entity.country for entity in oic.about}
        and taken.claims_that("observer status", kind="fact"),
        7: taken.has("CONSULT", actor="BLR GOV", where=lambda e: "meetings" in e.trigger.text and len(e.actors) == 1),
        8: taken.has("CONSULT", sides=("BLR GOV", "TUR GOV"), context="economic"),
        9: taken.has("AGREE", "REQUEST", status="historical", sides=("BLR", "TUR"), context="military"),
        10: taken.has("AID", "COOPERATE", status="historical", sides=("CHN", "TUR"), context="military"),
        11: taken.has("CONSULT", sides=("BLR", "PAK GOV")),
        12: taken.has("SUPPORT", sides=("BLR", "PAK")) and taken.has("AGREE", sides=("BLR", "PAK")),
        13: taken.has("AID", "COOPERATE", sides=("CHN", "BLR"), context="military"),
        14: taken.has("AID", "COOPERATE", status="hypothetical", actor="CHN", recipient="BLR", where=lambda e: "unlikely" in e.hedges),
        15: taken.has("CONSULT", sides=("BLR GOV", "IDN"), context="economic"),
        16: taken.has("COOPERATE", sides=("BLR", "IDN"), context="military"),
        17: any("terrorism" in c.sentence.text and c.claimant is not None and c.claimant.country == "BLR" for c in taken.claims)
        and not any("terrorism" in e.sentence.text and e.type in ("ACCUSE", "THREATEN") for e in taken.events),
        18: taken.claims_that("opportunistic", kind="assessment") and taken.claims_that("existential threat")
        and taken.claims_that("situational allies"),
        19: taken.claims_that("non-interference", kind="principle"),
        20: taken.claims_that("economic tightening", kind="forecast", hedged=True),
        21: taken.has("ACCUSE", actor="Platform") and taken.has("COERCE", mode="seize", sides=("BLR",))
        and taken.has("COERCE", mode="arrest", recipient="JRN"),
        22: taken.has("CONSULT", actor="Vilnius Institute", where=lambda e: e.date.text == "September 11" and e.date.start is None),
        23: taken.claims_that("Union State", kind="assessment"),
        24: taken.has("SUPPORT", actor="Platform", sides=("EUR", "BLR"))
        and taken.has(
            "CONSULT", sides=("EUR", "BLR"),
            where=lambda e: (e.date.start, e.date.end) == (date(2017, 4, 3), date(2017, 4, 4)) and e.place is not None
            and e.place.country == "BLR",
        ),
        25: taken.has("ACCUSE", actor="Steering Committee") and taken.has("COERCE", sides=("SOC", "JRN"))
        and taken.has("PROTEST", status="future", where=lambda e: e.date.start == date(2017, 3, 25)),
        26: taken.has("ACCUSE", actor="BLR GOV", recipient="OPP", where=lambda e: e.date.text == "Tuesday")
        and taken.has("PROTEST", status="future", where=lambda e: e.place is not None and e.place.name == "Minsk"),
        27: taken.claims_that("multi-vector", kind="assessment"),
        28: not any("philosopher" in e.sentence.text or "cities" in e.sentence.text for e in taken.events),
    }  # fmt: skip


def take(article: Path, *, coder: str = "reader") -> Taken:
    """Read the article as it came."""
    readings = [item for item in read([article], published=PUBLISHED, coder=coder) if isinstance(item, Reading)]
    return Taken(
        documents=tuple(reading.document for reading in readings),
        events=tuple(event for reading in readings for event in reading.events),
        claims=tuple(claim for reading in readings for claim in reading.claims),
    )


def main() -> None:
    """Print each row."""
    for coder in CODERS:
        rows = check_rows(take(Path(sys.argv[1]), coder=coder))
        print(f"{coder}: rows that hold: {sum(rows.values())} of {len(rows)}; missing: {[row for row, holds in rows.items() if not holds]}")


if __name__ == "__main__":
    main()
