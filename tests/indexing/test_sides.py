"""An event goes where the focal state meets a member, and nowhere else."""

from datetime import date

import pytest

from multivector.codebook import load_vectors
from multivector.indexing import assign_vectors

BELARUS = load_vectors("belarus")


@pytest.mark.parametrize(
    ("type", "actors", "recipients", "names"),
    [
        ("CONSULT", ["BLR"], ["RUS"], ("Russia",)),
        ("ACCUSE", ["RUS"], ["BLR"], ("Russia",)),
        ("CONSULT", ["BLR", "RUS", "CHN"], [], ("Russia", "China")),
        ("CONSULT", ["BLR President V.", "BLR Minister O.", "RUS"], [], ("Russia",)),
        ("SANCTION", ["USA", "EUR", "POL"], ["BLR"], ("EU", "US")),
        ("CONSULT", ["BLR", "RUS"], ["CHN"], ("China",)),
        ("CONSULT", ["RUS"], ["UKR"], ()),
        ("CONSULT", ["BLR"], ["IGO Eurasian Economic Union"], ("Russia",)),
        ("CONSULT", ["BLR"], ["- eurasian economic union"], ("Russia",)),
        ("CONSULT", ["BLR"], ["IGO Northern Pact"], ("Other",)),
        ("AGREE", ["BLR"], ["BRA"], ("Other",)),
        ("AGREE", ["BLR"], ["TUR"], ("Asia and the Islamic world",)),
        ("AGREE", ["BLR"], ["- investors"], ()),
        ("COERCE", ["BLR"], ["BLR journalists"], ("Domestic",)),
        ("PROTEST", ["BLR workers"], [], ("Domestic",)),
        ("MOBILIZE", ["BLR"], [], ()),
        ("PROTEST", [], [], ()),
    ],
)
def test_assign(make, type: str, actors: list[str], recipients: list[str], names: tuple[str, ...]) -> None:
    assert assign_vectors(make("1", type, actors, recipients), BELARUS) == names


def test_membership_is_that_of_the_day(make) -> None:
    def place(day: date | None) -> tuple[str, ...]:
        return assign_vectors(make("1", "CONSULT", ["BLR"], ["GBR"], day), BELARUS)

    assert place(date(2020, 1, 31)) == ("EU",)
    assert place(date(2020, 2, 1)) == ("Other",)
    assert place(None) == ("Other",)
