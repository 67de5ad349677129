"""Who is who: the tables are complete and sound, and a broken row is found and named."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import FrozenInstanceError, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from multivector.codebook import actors, tables
from multivector.codebook.actors import (
    Agent,
    Organization,
    Person,
    PlaceName,
    State,
    load_agents,
    load_organizations,
    load_persons,
    load_places,
    load_states,
    validate_actors,
)
from multivector.errors import CodebookError

LOADERS = {
    "states": load_states,
    "places": load_places,
    "organizations": load_organizations,
    "persons": load_persons,
    "agents": load_agents,
}

# UN members by their ISO 3166 alpha-3 codes; the two observers, Kosovo and Taiwan are checked apart.
UN_LIST = """
AFG AGO ALB AND ARE ARG ARM ATG AUS AUT AZE BDI BEL BEN BFA BGD BGR BHR BHS BIH BLR BLZ BOL BRA BRB BRN BTN BWA CAF CAN CHE CHL CHN CIV
CMR COD COG COL COM CPV CRI CUB CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESP EST ETH FIN FJI FRA FSM GAB GBR GEO GHA GIN GMB GNB GNQ
GRC GRD GTM GUY HND HRV HTI HUN IDN IND IRL IRN IRQ ISL ISR ITA JAM JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA
LSO LTU LUX LVA MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MOZ MRT MUS MWI MYS NAM NER NGA NIC NLD NOR NPL NRU NZL OMN PAK PAN
PER PHL PLW PNG POL PRK PRT PRY QAT ROU RUS RWA SAU SDN SEN SGP SLB SLE SLV SMR SOM SRB SSD STP SUR SVK SVN SWE SWZ SYC SYR TCD TGO THA
TJK TKM TLS TON TTO TUN TUR TUV TZA UGA UKR URY USA UZB VCT VEN VNM VUT WSM YEM ZAF ZMB ZWE
"""
UN_MEMBERS = UN_LIST.split()
FORMER = {"SUN", "YUG", "SCG", "CSK", "DDR", "YMD"}

STATE = State(
    "XVA",
    "Varnia",
    ("Varnia",),
    ("Varnian",),
    ("Varnian", "Varnians"),
    ("Varn",),
    *(50.0, 20.0, (), ("Europe",), False, False, None, None, None),
)
PERSON = Person("Ada Orlin", ("Ada Orlin", "Orlin"), "BLR", "minister", ("GOV",), date(2001, 1, 1), date(2005, 1, 1), None)
BODY = Organization("Varn Forum", ("VF",), ("Varn Forum",), "IGO", "igo", (), None)


def find_state(code: str) -> State:
    return next(state for state in load_states() if state.code == code)


@pytest.fixture
def write_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, str], None]]:
    """Puts a table of one row in the place of the package's, with the header of the real one."""

    def write(table: str, row: str) -> None:
        header = (tables.find_data() / f"{table}.tsv").read_text(encoding="utf-8").partition("\n")[0]
        (tmp_path / f"{table}.tsv").write_text(f"{header}\n{row}\n", encoding="utf-8")
        monkeypatch.setattr(tables, "find_data", lambda: tmp_path)
        LOADERS[table].cache_clear()

    yield write
    for load in LOADERS.values():
        load.cache_clear()


def test_every_un_member_has_one_row() -> None:
    assert len(UN_MEMBERS) == 193
    codes = [state.code for state in load_states()]
    assert sorted(codes) == sorted([*UN_MEMBERS, "VAT", "PSE", "KOS", "TWN", *FORMER])


def test_codes_are_those_of_iso() -> None:
    pycountry = pytest.importorskip("pycountry")
    present = {state.code for state in load_states()} - FORMER - {"KOS"}
    assert present <= {country.alpha_3 for country in pycountry.countries}
    assert {"SUN", "YUG", "SCG", "CSK", "DDR", "YMD"} <= {country.alpha_3 for country in pycountry.historic_countries}


def test_tables_are_of_useful_size() -> None:
    assert len(load_places()) >= 350
    assert len(load_organizations()) >= 160
    assert len({person.name for person in load_persons()}) >= 220
    assert len(load_agents()) >= 180


def test_memberships() -> None:
    assert sum(state.eu for state in load_states()) == 27
    assert sum(state.muslim for state in load_states()) == 57
    assert find_state("TUR").muslim
    assert not find_state("TUR").eu
    assert find_state("POL").eu
    assert not find_state("GBR").eu


def test_loaders_keep_types() -> None:
    belarus = find_state("BLR")
    assert belarus.names[0] == belarus.name == "Belarus"
    assert "Byelorussia" in belarus.names
    assert "Belarusan" in belarus.adjectives
    assert isinstance(belarus.latitude, float)
    assert belarus.start == date(1991, 8, 25)
    assert belarus.end is None
    assert belarus.eu is False
    assert load_states() is load_states()
    with pytest.raises(FrozenInstanceError):
        belarus.code = "XXX"  # type: ignore[misc]
    assert isinstance(load_places()[0], PlaceName)
    assert isinstance(load_organizations()[0], Organization)
    assert isinstance(load_agents()[0], Agent)
    assert isinstance(load_agents()[0].political, bool)


def test_states_exist_within_their_dates() -> None:
    assert find_state("SUN").exists(date(1991, 12, 26))
    assert not find_state("SUN").exists(date(1991, 12, 27))
    assert not find_state("SSD").exists(date(2011, 7, 8))
    assert find_state("SSD").exists(date(2011, 7, 9))
    assert find_state("FRA").exists(date(1800, 1, 1))


def test_every_name_leads_to_its_state() -> None:
    owner = {name: state.code for state in load_states() for name in state.names}
    for name, code in {"Türkiye": "TUR", "U.S.": "USA", "Zaire": "COD", "Burma": "MMR", "Côte d'Ivoire": "CIV", "GDR": "DDR"}.items():
        assert owner[name] == code


def test_disputed_ground_has_no_country() -> None:
    places = {name: place for place in load_places() for name in place.names}
    assert places["Kashmir"].country is None
    assert {name: places[name].country for name in ("Crimea", "Transdniestria", "Gaza Strip", "Hong Kong", "Gomel")} == {
        "Crimea": "UKR",
        "Transdniestria": "MDA",
        "Gaza Strip": "PSE",
        "Hong Kong": "CHN",
        "Gomel": "BLR",
    }


@pytest.mark.parametrize(
    ("alias", "day", "name", "office"),
    [
        ("Lukashenko", date(2010, 12, 19), "Alyaksandr Lukashenka", "president"),
        ("Makei", date(2016, 4, 13), "Uladzimir Makei", "foreign minister"),
        ("Putin", date(2010, 6, 1), "Vladimir Putin", "prime minister"),
        ("Tusk", date(2016, 6, 1), "Donald Tusk", "president of the European Council"),
        ("Mamnoon Hussain", date(2016, 4, 14), "Mamnoon Hussain", "president"),
        ("Erdogan", date(2016, 4, 13), "Recep Tayyip Erdoğan", "president"),
        ("Khamenei", date(2015, 7, 14), "Ali Khamenei", "supreme leader"),
    ],
)
def test_who_held_which_office(alias: str, day: date, name: str, office: str) -> None:
    found = {(person.name, person.office) for person in load_persons() if alias in person.names and person.serves(day)}
    assert found == {(name, office)}


def test_belarusian_foreign_ministers_follow_without_a_break_of_a_year() -> None:
    terms = sorted(
        (person.start, person.end) for person in load_persons() if (person.country, person.office) == ("BLR", "foreign minister")
    )
    assert len(terms) == 9
    for (_, end), (start, _) in itertools.pairwise(terms):
        assert end is not None
        assert start is not None
        assert 0 <= (start - end).days < 60


def test_shared_acronym_keeps_both_bodies() -> None:
    assert {body.name for body in load_organizations() if "RSF" in body.acronyms} == {"Rapid Support Forces", "Reporters Without Borders"}


def test_agent_nouns() -> None:
    agents = {agent.noun: agent for agent in load_agents()}
    assert agents["riot police"] == Agent("riot police", ("COP",), True)
    assert agents["editorial office"] == Agent("editorial office", ("JRN",), False)
    assert agents["fifth column"].sectors == ("OPP",)


def test_tables_are_valid() -> None:
    validate_actors()


@pytest.mark.parametrize(
    ("table", "extra", "complaint"),
    [
        ("states", replace(STATE, code="BLR"), "code 'BLR' stands in two rows"),
        ("states", replace(STATE, names=("Varnia", "burma")), "name 'burma' belongs to two states"),
        ("states", replace(STATE, adjectives=("Polish",)), "adjective 'polish' means POL and XVA"),
        ("states", replace(STATE, start=date(2000, 1, 2), end=date(2000, 1, 1)), "before it begins"),
        ("states", replace(STATE, region=("Atlantis",)), "region 'Atlantis'"),
        ("places", PlaceName("Varn", ("Varn",), "QQQ", 0.0, 0.0, "city"), "unknown country 'QQQ'"),
        ("places", PlaceName("Varn", ("Varn", "Gomel"), "BLR", 0.0, 0.0, "city"), "'gomel' belongs to two places"),
        ("organizations", replace(BODY, code="QQQ"), "unknown code 'QQQ'"),
        ("organizations", replace(BODY, names=("Varn Forum", "Taliban")), "'taliban' belongs to two bodies"),
        ("organizations", replace(BODY, sectors=("XYZ",)), "unknown sector 'XYZ'"),
        ("persons", replace(PERSON, country="QQQ"), "unknown country 'QQQ'"),
        ("persons", replace(PERSON, end=date(1999, 1, 1)), "before coming on"),
        ("persons", replace(PERSON, names=("Ada Orlin", "Putin")), "'putin' means Vladimir Putin and Ada Orlin"),
        ("persons", replace(PERSON, name="Vladimir Putin"), "differ in names"),
        ("persons", replace(PERSON, sectors=("GOV", "gov")), "unknown sector 'gov'"),
        ("agents", Agent("police", ("COP",), True), "'police' stands in two rows"),
        ("agents", Agent("varnist", (), False), "has no sector"),
    ],
)
def test_validator_finds_what_rows_do_to_one_another(table: str, extra: Any, complaint: str) -> None:
    changed: dict[str, Any] = {table: (*LOADERS[table](), extra)}
    with pytest.raises(CodebookError, match=complaint):
        validate_actors(**changed)


def test_one_alias_may_pass_from_one_term_to_the_next() -> None:
    successor = replace(PERSON, name="Bo Orlin", names=("Bo Orlin", "Orlin"), start=date(2005, 1, 1), end=None)
    validate_actors(persons=(PERSON, successor))
    with pytest.raises(CodebookError, match="'orlin' means"):
        validate_actors(persons=(PERSON, replace(successor, start=date(2004, 12, 31))))


@pytest.mark.parametrize(
    ("table", "row", "complaint"),
    [
        ("states", "Xva\tVarnia\t\tVarnian\t\tVarn\t1\t2\t\tEurope\t\t\t\t\t", "'Xva' is not three capital letters"),
        ("states", "XVA\tVarnia\t\tVarnian\t\tVarn\tnorth\t2\t\tEurope\t\t\t\t\t", "degrees with a decimal point"),
        ("states", "XVA\tVarnia\t\tVarnian\t\tVarn\t91\t2\t\tEurope\t\t\t\t\t", "nowhere on the globe"),
        ("states", "XVA\tVarnia\t\tVarnian\t\tVarn\t1\t2\t\tEurope\tyes\t\t\t\t", "muslim is 'yes'"),
        ("states", "XVA\tVarnia\t\tVarnian\t\tVarn\t1\t2\t\tEurope\t\t\t1991\t\t", "from is '1991'"),
        ("states", "XVA\tVarnia\t\tVarnian\t\tVarn\t1\t2\t\tEurope\t\t\t\t\t184", "wikidata is '184'"),
        ("places", "Varn\t\tBLR\t1\t2\tvillage", "kind is 'village'"),
        ("organizations", "Varn Forum\tVF\t\tIGO\tclub\t\t", "kind is 'club'"),
        ("persons", "Ada Orlin\t\tBLR\t\tGOV\t\t\t", "office is empty"),
        ("persons", "\tOrlin\tBLR\tminister\tGOV\t\t\t", "name is empty"),
        ("persons", "Ada Orlin\t\tBLR\tminister\tGOV\t2001-02-30\t\t", "day is out of range"),
        ("agents", "varnist\tCVL\t", "political is ''"),
        ("agents", "varnist\tCVL", "2 cells"),
    ],
)
def test_broken_row_is_named(write_table: Callable[[str, str], None], table: str, row: str, complaint: str) -> None:
    write_table(table, row)
    with pytest.raises(CodebookError, match=complaint) as caught:
        LOADERS[table]()
    assert f"{table}.tsv" in str(caught.value)
    assert "2" in str(caught.value)


def test_sound_row_passes(write_table: Callable[[str, str], None]) -> None:
    write_table("persons", "Ada Orlin\tOrlin | A. Orlin\tBLR\tminister\tGOV | MIL\t2001-01-01\t\tQ1")
    (person,) = load_persons()
    assert person == Person(
        "Ada Orlin", ("Ada Orlin", "Orlin", "A. Orlin"), "BLR", "minister", ("GOV", "MIL"), date(2001, 1, 1), None, "Q1"
    )


def test_regions_are_all_used() -> None:
    assert {region for state in load_states() for region in state.region} == set(actors.REGIONS)
