"""Vector presets name true members, and a preset that would count wrongly is refused."""

from datetime import date

import pytest

from multivector.codebook import Member, load_vectors
from multivector.errors import CodebookError, UsageError

HEAD = 'name = "x"\ntitle = "x"\nfocal = "BLR"\n'


def members_on(vector: str, day: date) -> set[str]:
    (found,) = [v for v in load_vectors("belarus").vectors if v.name == vector]
    return {member.code or member.name or "" for member in found.members if member.covers(day)}


def test_belarus_has_the_eight_vectors() -> None:
    preset = load_vectors("belarus")
    assert preset.focal == "BLR"
    assert [v.name for v in preset.vectors] == [
        "Russia", "EU", "China", "US", "Ukraine", "Asia and the Islamic world", "Other", "Domestic",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "states"), [(date(2003, 1, 1), 15), (date(2012, 1, 1), 27), (date(2016, 1, 1), 28), (date(2021, 1, 1), 27)]
)
def test_the_eu_has_its_members_of_the_day(day: date, states: int) -> None:
    assert sum(len(code) == 3 and code != "EUR" for code in members_on("EU", day)) == states


def test_the_united_kingdom_leaves_after_its_last_day() -> None:
    assert "GBR" in members_on("EU", date(2020, 1, 31))
    assert "GBR" not in members_on("EU", date(2020, 2, 1))
    assert not Member(code="GBR", end=date(2020, 1, 31)).covers(None)


def test_bodies_that_russia_leads_are_its_own() -> None:
    assert {"Eurasian Economic Union", "Collective Security Treaty Organization", "Union State"} <= members_on("Russia", date(2020, 1, 1))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('name = "x"\ntitle = "x"\n[[vectors]]\nname = "A"\ncodes = ["RUS"]', "no focal state"),
        (HEAD + '[[vectors]]\nname = "A"\ncodes = ["XQX"]', "unknown code 'XQX'"),
        (HEAD + '[[vectors]]\nname = "A"\ncodes = ["RUS"]\n[[vectors]]\nname = "B"\ncodes = ["RUS"]', "RUS stands in A and in B"),
        (HEAD + '[[vectors]]\nname = "A"\norganizations = ["Pact", "pact"]', "pact stands in A"),
        (HEAD + '[[vectors]]\nname = "A"\ncodes = ["BLR"]', "focal state and a member"),
        (HEAD + '[[vectors]]\nname = "A"', "one of the three"),
        (HEAD + '[[vectors]]\nname = "A"\nrest = true\n[[vectors]]\nname = "B"\nrest = true', "leave it to one"),
        (HEAD + '[[vectors]]\nname = "A"\nstates = ["RUS"]', "unknown key 'states'"),
        (HEAD + '[[vectors]]\nname = "A"\nmembers = [{code = "GBR", from = "1973"}]', "write a date"),
        (HEAD + '[[vectors]]\nname = "A"\nmembers = [{code = "GBR", from = 1973-01-01, to = 1972-01-01}]', "before it comes"),
        (HEAD + '[[vectors]]\nname = "A"\nrest = true\n[[vectors]]\nname = "A"\ndomestic = true', "twice"),
        (HEAD, "no vectors"),
    ],
)
def test_broken_presets_are_refused(tmp_path, text: str, message: str) -> None:
    path = tmp_path / "x.toml"
    path.write_text(text)
    with pytest.raises(CodebookError, match=message):
        load_vectors(path)


def test_overlap_is_allowed_where_said_or_where_dates_part(tmp_path) -> None:
    path = tmp_path / "x.toml"
    path.write_text(HEAD + 'overlap = true\n[[vectors]]\nname = "A"\ncodes = ["RUS"]\n[[vectors]]\nname = "B"\ncodes = ["RUS"]')
    assert len(load_vectors(path).vectors) == 2
    path.write_text(
        HEAD + '[[vectors]]\nname = "A"\nmembers = [{code = "GBR", to = 2020-01-31}]\n'
        '[[vectors]]\nname = "B"\nmembers = [{code = "GBR", from = 2020-02-01}]'
    )
    assert len(load_vectors(path).vectors) == 2


def test_unknown_presets_are_refused() -> None:
    with pytest.raises(UsageError, match="belarus"):
        load_vectors("atlantis")
