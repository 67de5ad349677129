"""What is no ledger, or cannot be one, is said at open; nothing foreign is touched."""

import os
import sqlite3
from pathlib import Path

import pytest
from ledger_records import make_document
from sqlalchemy import create_engine, text

from multivector.errors import LedgerError
from multivector.ledger import open_ledger, tables
from multivector.ledger.address import parse_address


def test_path_and_url_mean_the_same(tmp_path, monkeypatch):
    place = tmp_path / "a ledger?#%20.db"
    with open_ledger(place) as ledger:
        ledger.save(make_document(1), [])
    assert place.exists()
    monkeypatch.chdir(tmp_path)
    assert parse_address("sqlite:///some.db") == parse_address("some.db") == tmp_path / "some.db"
    assert parse_address(f"sqlite:///{tmp_path}/some.db") == tmp_path / "some.db"


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("postgresql://user:secret@host/base", "SQLite files only"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        (":memory:", "names no file"),
        ("", "names no file"),
        ("sqlite:///x.db?mode=ro", "options after"),
        ("sqlite://host/x.db", "three slashes"),
        ("nonsense\x00://", "not an address"),
    ],
)
def test_other_addresses_are_refused(address, words, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(LedgerError, match=words) as caught:
        open_ledger(address)
    assert "secret" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_ledger(tmp_path):
    with pytest.raises(LedgerError, match=r"is a folder.*name a file in it"):
        open_ledger(tmp_path)


def test_nothing_lies_under_a_file(tmp_path):
    (tmp_path / "notes.txt").write_text("notes")
    with pytest.raises(LedgerError, match=r"notes\.txt is a file"):
        open_ledger(tmp_path / "notes.txt" / "ledger.db")


def test_a_missing_folder_is_not_made(tmp_path):
    with pytest.raises(LedgerError, match="does not exist; make it first"):
        open_ledger(tmp_path / "none" / "ledger.db")
    assert list(tmp_path.iterdir()) == []


def test_create_false_makes_nothing(tmp_path):
    with pytest.raises(LedgerError, match="there is no ledger"):
        open_ledger(tmp_path / "ledger.db", create=False)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "empty.db").touch()
    with pytest.raises(LedgerError, match="is empty"):
        open_ledger(tmp_path / "empty.db", create=False)
    sqlite3.connect(tmp_path / "bare.db").executescript("create table t (x); drop table t").connection.close()
    with pytest.raises(LedgerError, match="empty database"):
        open_ledger(tmp_path / "bare.db", create=False)


@pytest.mark.skipif(not Path("/proc/version").exists(), reason="needs Linux's /proc")
def test_where_even_an_administrator_cannot_write(tmp_path):
    with pytest.raises(LedgerError, match=r"cannot be (opened for writing|written)"):
        open_ledger("/proc/ledger.db")
    with pytest.raises(LedgerError, match="device or pipe"):
        open_ledger("/dev/null")
    with pytest.raises(LedgerError, match="cannot be opened for writing"):
        open_ledger(tmp_path / ("long" * 100))


def test_read_only_is_said_at_open(tmp_path):
    place = tmp_path / "ledger.db"
    open_ledger(place).close()
    place.chmod(0o400)
    if os.access(place, os.W_OK):
        pytest.skip("an administrator passes permission bits")
    with pytest.raises(LedgerError, match="cannot be opened for writing"):
        open_ledger(place)
    place.chmod(0o600)
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(LedgerError, match=r"folder .* cannot be written"):
            open_ledger(place)
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.parametrize("create", [True, False])
def test_foreign_files_are_left_as_they_were(tmp_path, create):
    notes = tmp_path / "notes.txt"
    notes.write_text("SQLite is what this text is about.")
    with pytest.raises(LedgerError, match="not a ledger"):
        open_ledger(notes, create=create)
    assert notes.read_text() == "SQLite is what this text is about."

    stranger = tmp_path / "stranger.db"
    link = sqlite3.connect(stranger)
    link.executescript("create table meta (key text, amount int); insert into meta values ('application', 1)")
    link.close()
    before = stranger.read_bytes()
    with pytest.raises(LedgerError, match="another program"):
        open_ledger(stranger, create=create)
    assert stranger.read_bytes() == before
    assert sorted(file.name for file in tmp_path.iterdir()) == ["notes.txt", "stranger.db"]


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        (f"update meta set value = '{tables.SCHEMA + 1}' where key = 'schema'", "upgrade multivector"),
        ("update meta set value = '0' where key = 'schema'", "fill a new ledger"),
        ("update meta set value = 'two' where key = 'schema'", "no number"),
        ("delete from meta where key = 'schema'", "no number"),
        ("update meta set value = 'recipes' where key = 'application'", "another program"),
        ("drop table event_reports", "lacks the tables event_reports"),
    ],
)
def test_other_versions_are_refused(tmp_path, statement, words):
    place = tmp_path / "ledger.db"
    open_ledger(place).close()
    engine = create_engine(f"sqlite:///{place}")
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()
    with pytest.raises(LedgerError, match=words):
        open_ledger(place)


def test_damage_is_said(tmp_path):
    place = tmp_path / "ledger.db"
    with open_ledger(place) as ledger:
        for number in range(50):
            ledger.save(make_document(number), [])
    place.write_bytes(place.read_bytes()[:5000])
    with pytest.raises(LedgerError, match="damaged"):
        open_ledger(place)
    place.write_bytes(b"SQLite format 3\x00")
    with pytest.raises(LedgerError, match="damaged"):
        open_ledger(place)


def test_a_file_left_empty_by_a_stopped_run_becomes_a_ledger(tmp_path):
    (tmp_path / "empty.db").touch()
    link = sqlite3.connect(tmp_path / "logged.db")
    link.execute("pragma journal_mode = wal")
    link.close()
    for name in ("empty.db", "logged.db"):
        with open_ledger(tmp_path / name) as ledger:
            assert ledger.save(make_document(1), []) is None
            assert ledger.count().documents == 1
