"""Mentions to sides: states, persons as of a day, bodies, agent nouns, back-references."""

from datetime import date

import pytest

from multivector.records import Entity
from multivector.resolving.entities import resolve_entity
from multivector.resolving.memory import Memory

DAY = date(2016, 4, 30)


def resolve(text: str, when: date | None = DAY) -> Entity:
    [entity] = resolve_entity(Entity(text, 0, len(text)), when=when, memory=Memory())
    assert entity.text == text, "the words stay as they came"
    return entity


@pytest.mark.parametrize(
    ("text", "name", "code", "kind"),
    [
        ("Belarus", "Belarus", "BLR", "state"),
        ("Ankara", "Turkey", "TUR GOV", "state"),
        ("official Minsk", "Belarus", "BLR GOV", "state"),
        ("the Kremlin", "Russia", "RUS GOV", "state"),
        ("The United States", "United States", "USA", "state"),
        ("Lukashenka", "Alyaksandr Lukashenka", "BLR GOV", "person"),
        ("Alexander Lukashenko", "Alyaksandr Lukashenka", "BLR GOV", "person"),
        ("Belarusan President Lukashenko", "Alyaksandr Lukashenka", "BLR GOV", "person"),
        ("Turkish President Recep Tayyip Erdogan", "Recep Tayyip Erdoğan", "TUR GOV", "person"),
        ("Pakistani President Mamnoon Hussain", "Mamnoon Hussain", "PAK GOV", "person"),
        ("the OIC", "Organisation of Islamic Cooperation", "IGO REL", "igo"),
        ("European Union", "European Union", "EUR", "igo"),
        ("police", None, "COP", "organization"),
        ("opposition activists", None, "OPP", "group"),
        ("three journalists", None, "JRN", "group"),
        ("Belarusian police", "Belarus police", "BLR COP", "organization"),
        ("activists in Belarus", "Belarus activist", "BLR SOC", "group"),
        ("Hezbollah militants in southern Lebanon", "Hezbollah", "IMG REB", "group"),
        ("Foreign Minister Oda Renn", "Oda Renn", "GOV", "person"),
        ("Estonian Foreign Minister Oda Renn", "Oda Renn", "EST GOV", "person"),
        ("Asian countries", None, None, "group"),
        ("the West", None, None, "group"),
    ],
)
def test_who(text: str, name: str | None, code: str | None, kind: str | None) -> None:
    entity = resolve(text)
    assert (entity.name, entity.kind) == (name, kind)
    assert entity.code == code


def test_what_nobody_knows_stays_null_with_its_words() -> None:
    entity = resolve("Kastoria")
    assert (entity.name, entity.country, entity.sectors, entity.kind, entity.wikidata) == (None, None, (), None, None)


def test_another_nationality_is_another_person() -> None:
    entity = resolve("Norwegian footballer Ole Lukashenko")
    assert entity.name != "Alyaksandr Lukashenka"


def test_office_holders_are_those_of_the_day() -> None:
    assert resolve("the Ukrainian president", date(2016, 4, 30)).name == "Petro Poroshenko"
    assert resolve("the Ukrainian president", date(2020, 4, 30)).name == "Volodymyr Zelenskyy"
    assert resolve("the Ukrainian president", None).country == "UKR"


def test_out_of_office_is_elite_not_government() -> None:
    assert resolve("Petro Poroshenko", date(2016, 4, 30)).sectors[0] == "GOV"
    assert "GOV" not in resolve("Petro Poroshenko", date(2021, 4, 30)).sectors


def test_back_references() -> None:
    memory = Memory()
    for name, start in (("Lukashenka", 0), ("Erdogan", 15)):
        [entity] = resolve_entity(Entity(name, start, start + len(name)), when=DAY, memory=Memory())
        memory.add(entity)
    both = resolve_entity(Entity("the presidents", 40, 54), when=DAY, memory=memory)
    assert [e.country for e in both] == ["BLR", "TUR"]
    [he] = resolve_entity(Entity("he", 40, 42), when=DAY, memory=memory)
    assert (he.name, he.text) == ("Recep Tayyip Erdoğan", "he")
    assert resolve_entity(Entity("he", 0, 2), when=DAY, memory=memory)[0].name is None, "nobody is named before"


def test_the_country_is_the_state_named_last() -> None:
    memory = Memory()
    [pakistan] = resolve_entity(Entity("Pakistan", 0, 8), when=DAY, memory=Memory())
    memory.add(pakistan)
    [country] = resolve_entity(Entity("the country", 20, 31), when=DAY, memory=memory)
    assert (country.name, country.country, country.kind) == ("Pakistan", "PAK", "state")


def test_two_names_joined_are_two_sides() -> None:
    both = resolve_entity(Entity("EU-Belarus Coordination Group", 0, 29), when=DAY, memory=Memory())
    assert [(e.country, e.kind) for e in both] == [("EUR", "igo"), ("BLR", "state")]
