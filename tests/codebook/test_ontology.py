"""The ontology's tables are complete, agree with one another, and give CAMEO codes that claim no more than the event."""

import pytest

from multivector.codebook import (
    find_cameo,
    load_bodies,
    load_cameo,
    load_contexts,
    load_modes,
    load_sectors,
    load_statuses,
    load_types,
    score,
)
from multivector.codebook.tables import read_column, read_table, split_list
from multivector.errors import CodebookError, UsageError


def test_counts() -> None:
    assert (len(load_types()), len(load_modes()), len(load_contexts()), len(load_statuses())) == (16, 67, 37, 5)
    assert len(load_sectors()) == 25
    assert set(load_bodies()) == {"UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC"}


def test_every_entry_is_defined() -> None:
    for table in (load_types(), load_modes(), load_contexts(), load_statuses(), load_bodies()):
        assert all(entry.definition for entry in table.values())
    assert all(sector.meaning for sector in load_sectors().values())


@pytest.mark.parametrize(
    ("type", "mode", "value"),
    [
        ("AGREE", None, 2.5),
        ("CONSULT", "third-party", 1),
        ("REQUEST", "meet", 0),
        ("ACCUSE", None, -3),
        ("THREATEN", "territory", -4),
        ("RETREAT", "disarm", 10),
        ("ASSAULT", "unconventional", -10),
        ("PROTEST", "vandalize", -5),  # the table gives none: its type's
        ("COERCE", "cyber", -7),
    ],
)
def test_scores(type: str, mode: str | None, value: float) -> None:
    assert score(type, mode) == value


def test_scores_carry_the_sign_of_their_quad() -> None:
    for mode in load_modes().values():
        cooperative = load_types()[mode.type].quad.endswith("cooperation")
        assert mode.score > 0 if cooperative else mode.score <= 0 or mode == load_modes()["REQUEST", "assist"]


def test_sanction_is_material() -> None:
    assert load_types()["SANCTION"].quad == "material conflict"


def test_cameo_is_complete_and_names_what_was_renamed() -> None:
    codes = load_cameo()
    assert len(codes) == 256
    assert all(code.description for code in codes.values())
    # 24 lines of the published table; the code 175 stands there twice.
    assert sum(bool(code.note) for code in codes.values()) == 23
    assert codes["0811"].contexts == ("pro_democracy",)
    assert codes["1722"].mode == "restrict"
    assert codes["200"].mode is None


def test_every_type_and_mode_has_a_code() -> None:
    for type, mode in [*((type, None) for type in load_types()), *load_modes()]:
        assert find_cameo(type, mode) in load_cameo()


@pytest.mark.parametrize(
    ("type", "mode", "contexts", "code"),
    [
        ("CONSULT", "visit", [], "042"),
        ("CONSULT", "visit", ["diplomatic", "economic"], "042"),
        ("CONSULT", None, [], "040"),
        ("CONSULT", None, ["diplomatic"], "040"),  # negotiation or mediation: not known
        ("CONSULT", "multilateral", [], "040"),
        ("AGREE", None, [], "030"),
        ("AGREE", None, ["diplomatic"], "030"),
        ("AGREE", None, ["economic"], "0311"),
        ("RETREAT", None, [], "080"),
        ("RETREAT", None, ["economic"], "085"),
        ("ACCUSE", "allege", ["military", "legal"], "1124"),
        ("ACCUSE", "allege", ["corruption"], "1121"),
        ("ASSAULT", None, ["military"], "190"),
        ("ASSAULT", "drone", ["military"], "195"),
    ],
)
def test_find_cameo(type: str, mode: str | None, contexts: list[str], code: str) -> None:
    assert find_cameo(type, mode, contexts) == code
    assert find_cameo(type, mode, contexts[::-1], "historical") == code


def test_given_codes_are_found_from_their_own_row() -> None:
    roots = {entry.cameo for entry in (*load_types().values(), *load_modes().values())}
    for code in load_cameo().values():
        if code.given and (code.contexts or code.code in roots):
            assert find_cameo(code.type, code.mode, code.contexts) == code.code


def test_status_never_lets_a_code_claim_what_did_not_happen() -> None:
    assert find_cameo("CONSULT", "visit", status="future") == "036"
    assert find_cameo("AID", None, ["military"], "future") == "0332"
    assert find_cameo("COOPERATE", None, [], "future") == "031"
    assert find_cameo("RETREAT", "withdraw", [], "future") == "035"
    assert find_cameo("AGREE", None, [], "future") == "030"
    assert find_cameo("ASSAULT", "aerial", status="future") is None
    assert find_cameo("CONSULT", "visit", status="negated") is None
    assert find_cameo("CONSULT", "visit", status="hypothetical") is None


def test_unknown_names_are_refused_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match="CONSULT"):
        score("MEET")
    with pytest.raises(UsageError, match="multilateral"):
        find_cameo("CONSULT", "demo")
    with pytest.raises(UsageError, match="'humanitarian'"):
        find_cameo("AID", None, ["humanitarian"])
    with pytest.raises(UsageError, match="negated"):
        find_cameo("AID", status="done")


def test_broken_tables_are_named(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("multivector.codebook.tables.find_data", lambda: tmp_path)
    (tmp_path / "few.tsv").write_text("a\tb\n1\t2 | 3\n\n4\n")
    rows = read_table("few", ("a", "b"))
    assert split_list(next(rows)["b"]) == ("2", "3")
    with pytest.raises(CodebookError, match=r"few\.tsv, line 4"):
        next(rows)
    with pytest.raises(CodebookError, match="header"):
        next(read_table("few", ("a", "c")))
    with pytest.raises(CodebookError, match="no such table"):
        next(read_table("none", ("a",)))
    with pytest.raises(CodebookError, match="no column"):
        next(read_column("few", "c"))
