"""Where CAMEO files what the manual files elsewhere."""

import pytest

from multivector.codebook.filing import file_type, load_filings
from multivector.codebook.ontology import load_types


@pytest.mark.parametrize(
    ("type", "mode", "status", "trigger", "filed"),
    [
        ("CONCEDE", None, "happened", "agreed to free", "AGREE"),
        ("CONCEDE", None, "future", "release", "AGREE"),
        ("CONCEDE", None, "happened", "apologised", "SUPPORT"),
        ("CONCEDE", None, "happened", "pardoned", "CONCEDE"),
        ("RETREAT", "release", "happened", "freed", "RETREAT"),
        ("RETREAT", "release", "negated", "free", "REJECT"),
        ("SANCTION", None, "happened", "imposed sanctions", "COERCE"),
        ("SANCTION", "convict", "happened", "found guilty", "ACCUSE"),
        ("SANCTION", "convict", "happened", "Sentenced", "COERCE"),
        ("SANCTION", "expel", "happened", "expelled", "SANCTION"),
        ("PROTEST", "strike", "future", "strike", "THREATEN"),
        ("COERCE", "seize", "happened", "captured", "ASSAULT"),
        ("COERCE", "seize", "happened", "confiscated", "COERCE"),
        ("CONSULT", "visit", "happened", "visited", "CONSULT"),
    ],
)
def test_filing(type: str, mode: str | None, status: str, trigger: str, filed: str) -> None:
    assert file_type(type, mode, status, trigger) == filed


def test_rules_change_the_type_and_say_why() -> None:
    for rule in load_filings():
        assert rule.filed in load_types()
        assert rule.filed != rule.type
        assert rule.reason
        assert all(word == word.lower() and word.isalpha() for word in rule.words)
