import json
from collections.abc import Iterator
from datetime import date

import pytest

from multivector import flow
from multivector.briefing.selection import is_pending
from multivector.coding import code_batch
from multivector.coding import coder as transparent
from multivector.coding.reader import coder as reader
from multivector.errors import LedgerError, UsageError
from multivector.ledger import open_ledger
from multivector.parsing import batches
from multivector.records import Document, Rejection

VISIT = "A delegation from Turkey visited Minsk on 13 January 2011."
SANCTION = "The European Union imposed sanctions on Belarus on 31 January 2011."
RUSSIAN = "Вчера в Минске прошли переговоры министров иностранных дел, стороны обсудили торговлю и визы."


def write_rows(path, *texts):
    rows = [{"id": f"d{n}", "text": text, "published": "2011-02-02"} for n, text in enumerate(texts, start=1)]
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def test_read_keeps_order_and_passes_over_other_languages(tmp_path):
    rows = write_rows(tmp_path / "rows.jsonl", VISIT, RUSSIAN, SANCTION)
    results = list(flow.read([tmp_path / "none.txt", rows, tmp_path / "none.html"]))
    assert [type(result).__name__ for result in results] == ["Rejection", "Reading", "Reading", "Reading", "Rejection"]
    visit, foreign, sanction = results[1:4]
    assert [event.type for event in visit.events] == ["CONSULT"]
    assert [event.type for event in sanction.events] == ["SANCTION"]
    assert not foreign.coded
    assert foreign.document.language == "ru"
    assert foreign.events == ()
    assert visit.origin == str(rows)


def test_read_yields_before_a_long_stream_ends(tmp_path):
    rows = write_rows(tmp_path / "rows.jsonl", *["Nothing of note."] * (2 * batches.BATCH_DOCUMENTS + 1))
    taken = []

    def items():
        for pair in flow.list_items([rows], published=None, stdin=None):
            taken.append(pair)
            yield pair

    assert next(flow.code_items(items(), coder="codebook")).document.id == "d1"
    assert len(taken) == 2 * batches.BATCH_DOCUMENTS  # one is read, the next parsed meanwhile


@pytest.mark.parametrize(
    ("home", "stage", "coder"),
    [
        (batches, "parse_documents", "reader"),
        (reader, "record_reading", "reader"),
        (transparent, "code_sentence", "codebook"),
        (flow, "resolve_document", "reader"),
    ],
)
def test_one_failing_document_costs_itself_alone(monkeypatch, tmp_path, home, stage, coder):
    real = getattr(home, stage)

    def fail(*given, **named):
        given = [list(value) if isinstance(value, Iterator | list) else value for value in given]
        documents = [value for part in given for value in (part if isinstance(part, list) else [part]) if isinstance(value, Document)]
        if any(document.id == "d2" for document in documents):
            raise ZeroDivisionError("a fault of ours")
        return real(*given, **named)

    monkeypatch.setattr(home, stage, fail)
    rows = write_rows(tmp_path / "rows.jsonl", VISIT, SANCTION, VISIT)
    first, second, third = flow.read([rows], coder=coder)
    assert first.events
    assert third.events
    assert isinstance(second, Rejection)
    assert "d2" in second.origin
    assert "a fault of ours" in second.reason


def test_read_shows_where_the_coders_differ(monkeypatch):
    (reading,) = flow.code_items([("", Document(id="d", text=VISIT))], coder="codebook", compare=True)
    assert not any(flow.agree(one, other) for one in reading.events for other in reading.disagreements)
    other = flow.OTHER_CODER["codebook"]
    monkeypatch.setattr(
        flow, "code_batch", lambda ready, coder: [((), ()) for _ in ready] if coder == other else code_batch(ready, coder=coder)
    )
    (reading,) = flow.code_items([("", Document(id="d", text=VISIT))], coder="reader", compare=True)
    assert reading.events == ()
    assert [event.type for event in reading.disagreements] == ["CONSULT"]
    with pytest.raises(UsageError, match="reader, codebook"):
        flow.read(["article.txt"], coder="oracle")


def test_read_refuses_wrong_arguments_at_once():
    with pytest.raises(UsageError):
        flow.read("article.txt")
    with pytest.raises(UsageError):
        flow.read(["article.txt"], published="2016-01-01")


def test_read_text():
    (reading,) = flow.read_text(VISIT, published=date(2011, 1, 14))
    (event,) = reading.events
    assert event.date.start == date(2011, 1, 13)
    assert reading.document.text[event.trigger.start : event.trigger.end] == event.trigger.text
    assert flow.read_text("  ") == []


def test_relate_gives_rows_back_with_their_relation():
    rows = [
        {"id": 7, "text": SANCTION, "source": "European Union", "target": "Belarus", "note": "kept"},
        {"id": 8, "text": "The weather was fine.", "source": "European Union", "target": "Belarus"},
        {"id": 9, "text": "", "source": "", "target": ""},
    ]
    found = list(flow.relate(rows, filing="manual"))
    assert [row["id"] for row in found] == [7, 8, 9]
    assert found[0]["type"] == "SANCTION"
    assert found[0]["status"] == "happened"
    assert 0 < found[0]["probability"] <= 1
    assert found[0]["note"] == "kept"
    for row in found[1:]:
        assert [row[key] for key in ("type", "mode", "status", "probability")] == [None] * 4


def test_relate_survives_a_row_that_breaks_the_parser():
    rows = [{"text": text, "source": "European Union", "target": "Belarus"} for text in (SANCTION, "half a letter \ud800", SANCTION)]
    first, second, third = flow.relate(rows, filing="manual")
    assert first["type"] == third["type"] == "SANCTION"
    assert second["type"] is None


def test_relate_names_the_row_without_text():
    with pytest.raises(UsageError, match="row 2: 'source'"):
        list(flow.relate([{"text": "a", "source": "b", "target": "c"}, {"text": "a"}]))


def test_add_saves_merges_and_knows(tmp_path):
    db = tmp_path / "m.db"
    rows = write_rows(tmp_path / "rows.jsonl", VISIT, RUSSIAN, SANCTION, VISIT)
    outcomes = []
    added = flow.add([rows, tmp_path / "none.txt"], db=db, progress=lambda outcome, _: outcomes.append(outcome))
    assert outcomes == ["new", "foreign", "new", "duplicate", "rejected", "merging"]
    assert (added.read, added.new, added.known, added.duplicates, added.foreign, added.rejected) == (4, 2, 0, 1, 1, 1)
    assert added.reports == added.events == 2
    again = flow.add([rows], db=db)
    assert (again.new, again.known, again.events) == (0, 4, 2)
    with open_ledger(db) as ledger:
        assert [rejection.origin for rejection in ledger.rejections()] == [str(tmp_path / "none.txt")]


def test_add_knows_before_it_parses(tmp_path, monkeypatch):
    rows = write_rows(tmp_path / "rows.jsonl", VISIT)
    flow.add([rows], db=tmp_path / "m.db")
    monkeypatch.setattr(batches, "parse_documents", lambda documents: pytest.fail("parsed what the ledger knows"))
    assert flow.add([rows], db=tmp_path / "m.db").known == 1


def test_add_goes_on_after_an_interruption(tmp_path, monkeypatch):
    db = tmp_path / "m.db"
    rows = write_rows(tmp_path / "rows.jsonl", VISIT, SANCTION)

    def stop(outcome, record):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        flow.add([rows], db=db, progress=stop)
    with open_ledger(db) as ledger:
        assert ledger.count().documents == 1
        assert ledger.count().events == 0
    added = flow.add([rows], db=db)
    assert (added.known, added.new, added.events) == (1, 1, 2)


def test_queries_make_up_for_a_merge_that_was_stopped(tmp_path, monkeypatch):
    db = tmp_path / "m.db"
    rows = write_rows(tmp_path / "rows.jsonl", VISIT, SANCTION)

    def stop(ledger):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(flow, "merge", stop)
        with pytest.raises(KeyboardInterrupt):
            flow.add([rows], db=db)
    assert [event.type for event in flow.events(db=db)] == ["CONSULT", "SANCTION"]


def test_add_opens_the_ledger_before_it_reads(tmp_path, monkeypatch):
    monkeypatch.setattr(flow, "code_items", lambda items: pytest.fail("read before the ledger was open"))
    with pytest.raises(LedgerError, match="does not exist"):
        flow.add([tmp_path], db=tmp_path / "no" / "m.db")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"type": "TALK"}, "CONSULT"),
        ({"status": "done"}, "hypothetical"),
        ({"country": "XYZ"}, "ISO 3166"),
        ({"min_confidence": 3}, "0 to 1"),
        ({"limit": -1}, "from 0"),
        ({"since": date(2017, 1, 1), "until": date(2016, 1, 1)}, "exchange"),
    ],
)
def test_events_say_what_is_allowed(tmp_path, options, words):
    with pytest.raises(UsageError, match=words):
        flow.events(db=tmp_path / "none.db", **options)


def test_index_by_vectors_and_dyads(tmp_path):
    db = tmp_path / "m.db"
    flow.add([write_rows(tmp_path / "rows.jsonl", VISIT, SANCTION)], db=db)
    (whole,) = flow.index(db=db, period="year")
    assert {score.vector: score.value for score in whole.scores}["EU"] < 0
    one, other = flow.index(db=db, period="year", dyads=[("BLR", "EUR"), ("BLR", "TUR")])
    assert one.scores[0].value < 0 < other.scores[0].value
    with pytest.raises(UsageError, match="quarter"):
        flow.index(db=db, period="week")
    with pytest.raises(UsageError, match="dyad is 'XXY'"):
        flow.index(db=db, dyads=[("BLR", "XXY")])


def test_brief_holds_events_plans_and_words(tmp_path):
    db = tmp_path / "m.db"
    plan = "A delegation from Latvia will visit Minsk on 20 March 2011."
    flow.add([write_rows(tmp_path / "rows.jsonl", VISIT, SANCTION, plan, RUSSIAN)], db=db)
    page, text = flow.brief(db=db, out=tmp_path / "out", period="year", title="Test & title", publisher="Nobody")
    html = page.read_text(encoding="utf-8")
    assert "Test &amp; title" in html
    assert "imposed sanctions" in html
    markdown = text.read_text(encoding="utf-8")
    planned = markdown.split("## What is planned")[1].split("## What is claimed")[0]
    assert "Latvia" in planned
    assert "left uncoded: 1" in markdown
    first = page.read_bytes()
    flow.brief(db=db, out=tmp_path / "out", period="year", title="Test & title", publisher="Nobody")
    assert page.read_bytes() == first


def test_brief_on_nothing_says_so(tmp_path):
    open_ledger(tmp_path / "m.db").close()
    with pytest.raises(UsageError, match="no dated event"):
        flow.brief(db=tmp_path / "m.db", out=tmp_path / "out")


def test_plans_are_pending_until_their_day(tmp_path):
    db = tmp_path / "m.db"
    flow.add([write_rows(tmp_path / "rows.jsonl", "A delegation from Latvia will visit Minsk on 20 March 2011.")], db=db)
    (event,) = flow.events(db=db, status="future")
    documents = {"d1": Document(id="d1", text="", published=date(2011, 2, 2))}
    since = date(2011, 3, 1)
    assert is_pending(event, documents, since=since, until=date(2011, 4, 30))
    assert not is_pending(event, documents, since=date(2011, 4, 1), until=date(2011, 4, 30))
    assert not is_pending(event, documents, since=since, until=date(2011, 1, 31))


def test_demo_runs_twice_with_one_result(tmp_path):
    db, page, _ = flow.demo(out=tmp_path / "demo")
    first = page.read_bytes()
    assert len(list(flow.events(db=db))) > 100
    assert flow.demo(out=tmp_path / "demo")[1].read_bytes() == first
