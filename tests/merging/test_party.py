"""Which mentions are one party."""

import pytest

from multivector.merging.party import find_parties, find_token, match_parties
from multivector.records import Entity


def entity(text, name=None, country=None, sectors=(), kind=None):
    return Entity(text, 0, len(text), name=name, country=country, sectors=sectors, kind=kind)


@pytest.mark.parametrize(
    ("side", "token"),
    [
        (entity("Norvia", "Norvia", "NOV", kind="state"), "NOV"),
        (entity("Renn", "Oda Renn", "NOV", ("GOV",), "person"), "NOV"),
        (entity("Sooth", "Ilmar Sooth", "NOV", ("OPP",), "person"), "NOV/OPP"),
        (entity("the Coastal Union", "Coastal Union", "IGO", kind="igo"), "=union"),
        (entity("the ministers"), None),
        (entity("Villagers", kind="group"), None),
        (entity("They"), None),
        (entity("She", "Oda Renn", "NOV", ("GOV",), "person"), "NOV"),
        (entity("President Renn's"), "=renn"),
    ],
)
def test_tokens(side, token):
    assert find_token(side) == token


ARMY = entity("army", "Norvian Army", "NOV", ("MIL",), "organization")
NAVY = entity("navy", "Norvian Navy", "NOV", ("MIL",), "organization")
RENN = entity("Renn", "Oda Renn", "NOV", ("GOV",), "person")
LIND = entity("Lind", "Jon Lind", "NOV", ("GOV",), "person")
MINISTER = entity("the Norvian minister", None, "NOV", ("GOV",), "person")
STATE = entity("Norvia", "Norvia", "NOV", kind="state")
COASTAL = entity("Coastal Union", "Coastal Union", "IGO", kind="igo")
INLAND = entity("Inland Union", "Inland Union", "IGO", kind="igo")


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        (RENN, STATE, True),
        (ARMY, STATE, True),
        (RENN, MINISTER, True),
        (ARMY, RENN, False),
        (ARMY, NAVY, False),
        (COASTAL, INLAND, False),
        (RENN, LIND, "different persons: Oda Renn; Jon Lind"),
    ],
)
def test_matches(one, other, answer):
    ((party,), _), ((party_too,), _) = find_parties([one]), find_parties([other])
    assert match_parties(party, party_too) == answer
