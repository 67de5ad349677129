import csv
import gzip
import io
import json
import subprocess
import sys

import pytest

from multivector.cli import main
from multivector.cli.tables import print_claims, print_disagreements, print_events, print_reports
from multivector.records import Claim, Entity, Event, EventDate, EventMention, Place, Span

VISIT = "A delegation from Turkey visited Minsk on 13 January 2011."
SANCTION = "The European Union imposed sanctions on Belarus on 31 January 2011."
CLAIM = "The minister said that the pact will probably collapse within a year."
RUSSIAN = "Вчера в Минске прошли переговоры министров иностранных дел, стороны обсудили торговлю и визы."


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "article.txt").write_text(f"{VISIT} {SANCTION}", encoding="utf-8")
    return tmp_path


@pytest.fixture
def run(capsys):
    def call(*args):
        status = main([str(arg) for arg in args])
        output = capsys.readouterr()
        assert "Traceback" not in output.err
        return status, output.out, output.err

    return call


def give_stdin(monkeypatch, data):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_read_prints_jsonl_into_a_pipe(folder, run):
    status, out, err = run("read", "article.txt", "--published", "2011-02-02")
    events = [json.loads(line) for line in out.splitlines()]
    assert (status, err) == (0, "")
    assert [event["type"] for event in events] == ["CONSULT", "SANCTION"]
    assert events[0]["date"]["start"] == "2011-01-13"
    assert "explanation" not in events[0]


def test_read_names_every_bad_input_and_does_the_rest(folder, run):
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "cut.txt.gz").write_bytes(gzip.compress(VISIT.encode() * 50, mtime=0)[:-12])
    (folder / "wrong.txt").write_bytes(b"\xef\xbb\xbf" + VISIT.encode() + b"\xff\xfe\xfa")
    (folder / "big.txt").write_bytes(b"word " * 10_000_000)
    (folder / "bare.html").write_text("<!doctype html><html><head><script>x()</script></head><body></body></html>", encoding="utf-8")
    rows = [json.dumps({"id": "a", "text": SANCTION}), '{"id": "b", "text', json.dumps({"id": "c", "text": VISIT, "published": "31.12.16"})]
    (folder / "rows.jsonl").write_text("\n".join(rows), encoding="utf-8")
    bad = ["empty.txt", "binary.txt", "cut.txt.gz", "wrong.txt", "big.txt", "bare.html", "absent.txt"]
    status, out, err = run("read", *bad, "rows.jsonl", "article.txt")
    assert status == 1
    lines = err.splitlines()
    assert len(lines) == len(bad) + 2
    expected = {
        "empty.txt": "empty", "binary.txt": "", "cut.txt.gz": "gzip", "wrong.txt": "", "big.txt": "larger than", "bare.html": "",
        "absent.txt": "does not exist", "rows.jsonl:2": "not JSON", "rows.jsonl:3": "no date",
    }  # fmt: skip
    for name, reason in expected.items():
        (line,) = [line for line in lines if line.startswith(f"{name}: ")]
        assert reason in line
        assert len(line) > len(name) + 10
    assert [json.loads(line)["type"] for line in out.splitlines()] == ["SANCTION", "CONSULT", "SANCTION"]


def test_read_names_other_languages_and_succeeds(folder, run):
    (folder / "ru.txt").write_text(RUSSIAN, encoding="utf-8")
    status, out, err = run("read", "ru.txt", "article.txt")
    assert status == 0
    assert "is in Russian (ru), left uncoded" in err
    assert err.startswith("ru.txt: ")
    assert len(out.splitlines()) == 2
    assert run("read", "ru.txt", "--quiet") == (0, "", "")


def test_read_from_a_pipe_with_claims_and_explanations(run, monkeypatch):
    give_stdin(monkeypatch, f"{CLAIM} {SANCTION}".encode())
    status, out, _ = run("read", "-", "--claims", "--explain")
    rows = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    assert any(row.get("explanation") for row in rows)
    (claim,) = [row for row in rows if "claimant" in row]
    assert claim["kind"] == "forecast"


def test_read_by_either_coder_and_what_the_other_reads(run, monkeypatch):
    answers = {}
    for coder in ("reader", "codebook"):
        give_stdin(monkeypatch, f"{VISIT} {SANCTION}".encode())
        status, out, _ = run("read", "-", "--coder", coder, "--explain")
        assert status == 0
        answers[coder] = [json.loads(line) for line in out.splitlines()]
    reader, codebook = ([row for row in answers[coder] if "disagreement" not in row] for coder in ("reader", "codebook"))
    assert [row["type"] for row in reader] == [row["type"] for row in codebook] == ["CONSULT", "SANCTION"]
    assert all(row["explanation"][0].startswith("reader: trigger") for row in reader)
    assert all(row["explanation"][0].startswith("trigger") for row in codebook)
    for coder, other in (("reader", "codebook"), ("codebook", "reader")):
        assert all(row["disagreement"] == other for row in answers[coder] if "disagreement" in row)
    assert run("read", "-", "--coder", "oracle")[0] == 2


def test_disagreements_are_shown_in_tables_too(capsys):
    span = Span("visited", 0, 7)
    print_disagreements([EventMention("e", "d", span, span, "CONSULT", explanation=("trigger [b]visit",))], coder="codebook")
    shown = capsys.readouterr().out
    assert "The codebook coder reads otherwise" in shown
    assert "CONSULT" in shown
    assert "trigger [b]visit" in shown


def test_relate_files_as_asked(folder, run):
    row = {"id": 1, "text": SANCTION, "source": "European Union", "target": "Belarus"}
    (folder / "pairs.jsonl").write_text(json.dumps(row), encoding="utf-8")
    for coder in ("reader", "codebook"):
        types = [
            json.loads(run("relate", "pairs.jsonl", "--coder", coder, "--filing", filing)[1])["type"] for filing in ("cameo", "manual")
        ]
        assert types == ["COERCE", "SANCTION"]


def test_read_filters_by_confidence(folder, run):
    assert run("read", "article.txt", "--min-confidence", "1")[1] == ""


def test_read_as_csv_disarms_formulas(folder, run):
    (folder / "formula.jsonl").write_text(json.dumps({"id": "=1+1", "text": SANCTION}), encoding="utf-8")
    status, out, _ = run("read", "formula.jsonl", "--format", "csv", "--explain")
    (row,) = csv.DictReader(io.StringIO(out))
    assert status == 0
    assert row["document"] == "'=1+1"
    assert row["type"] == "SANCTION"
    assert row["explanation"]


def test_tables_show_hostile_text_as_it_is(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "300")
    words = "[red]struck[/red] \x1b[2J\u202ethe\x9b1m [/nonsense]"
    side = Entity(text=words, start=0, end=5, name=words)
    span = Span(words, 0, 5)
    report = EventMention("e", "d", span, span, "ASSAULT", actors=(side,), place=Place(text=words), explanation=(words,))
    claim = Claim("c", "d", span, span, "fact", claimant=side, about=(side,), hedges=(words,))
    event = Event("e", "ASSAULT", None, (), "happened", (side,), (), EventDate(text=words), None, 0.0, 0.5, ("e",), ("d",))
    print_reports([report], title=words, explain=True)
    print_claims([claim], title=words)
    print_events([event])
    shown = capsys.readouterr().out
    assert not {"\x1b", "\u202e", "\x9b"} & set(shown)
    assert shown.count("[red]struck[/red] [2J the 1m [/nonsense]") == 13


def test_failures_show_hostile_names_as_they_are(run):
    status, _, err = run("read", "[red]\x1b[2Jno.txt")
    assert status == 1
    assert "[red]" in err
    assert "\x1b" not in err


def test_relate_jsonl_in_and_out(folder, run):
    rows = [
        {"id": 1, "text": SANCTION, "source": "European Union", "target": "Belarus"},
        {"id": 2, "text": "Rain.", "source": "Russia", "target": "Mali"},
    ]
    lines = [
        json.dumps(rows[0]),
        "{broken",
        '{"id": 3, "text": "x", "source": NaN}',
        json.dumps({"id": 4, "text": "x"}),
        json.dumps(rows[1]),
    ]
    (folder / "pairs.jsonl").write_text("\n".join(lines), encoding="utf-8")
    status, out, err = run("relate", "pairs.jsonl", "--filing", "manual")
    found = [json.loads(line) for line in out.splitlines()]
    assert status == 1
    assert [(row["id"], row["type"]) for row in found] == [(1, "SANCTION"), (2, None)]
    assert found[1] == {**rows[1], "type": None, "mode": None, "status": None, "probability": None}
    assert [line.split(": ")[0] for line in err.splitlines()] == ["pairs.jsonl:2", "pairs.jsonl:3", "pairs.jsonl:4"]


def test_relate_csv_in_and_out_by_pipe(run, monkeypatch):
    give_stdin(monkeypatch, f'\ufeffid,text,source,target\n1,"{SANCTION}",European Union,Belarus\n2,=cmd(),Russia,Belarus\n'.encode())
    status, out, _ = run("relate", "-", "--format", "csv", "--filing", "manual")
    first, second = csv.DictReader(io.StringIO(out))
    assert status == 0
    assert (first["id"], first["type"], first["status"]) == ("1", "SANCTION", "happened")
    assert (second["text"], second["type"]) == ("'=cmd()", "")


def test_relate_says_which_column_is_missing(folder, run):
    (folder / "pairs.csv").write_text("id,text\n1,x\n", encoding="utf-8")
    status, _, err = run("relate", "pairs.csv")
    assert status == 2
    assert "source, target" in err


def test_ledger_from_add_to_brief(folder, run):
    (folder / "ru.txt").write_text(RUSSIAN, encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    status, out, err = run("add", "article.txt", "ru.txt", "empty.txt", "--db", "a.db")
    assert (status, out) == (1, "")
    assert "empty.txt: is empty" in err
    assert "Russian (ru)" in err
    assert "2 documents read (1 new" in err
    status, out, err = run("add", "article.txt", "--db", "a.db", "--quiet")
    assert (status, out, err) == (0, "", "")

    status, out, _ = run("events", "--db", "a.db", "--type", "sanction", "--country", "blr", "--since", "2011-01-31")
    (event,) = map(json.loads, out.splitlines())
    assert status == 0
    assert event["type"] == "SANCTION"
    _, out, _ = run("events", "--db", "a.db", "--format", "csv", "--limit", "1")
    (row,) = csv.DictReader(io.StringIO(out))
    assert row["type"] == "CONSULT"
    assert "SANCTION" in run("events", "--db", "a.db", "--format", "table")[1]

    status, out, _ = run("index", "--db", "a.db", "--period", "year", "--format", "csv")
    assert status == 0
    assert out.splitlines()[0] == "focal,vector,scheme,start,end,value,low,high,events,reports"
    _, out, _ = run("index", "--db", "a.db", "--period", "year", "--dyad", "blr,eur", "--dyad", "BLR,TUR")
    assert [json.loads(line)["vector"] for line in out.splitlines()] == ["EUR", "TUR"]
    assert "BLR, relations-index" in run("index", "--db", "a.db", "--period", "year", "--format", "table")[1]

    status, out, _ = run("brief", "--db", "a.db", "--out", "b", "--period", "year", "--title", "T", "--publisher", "P")
    assert status == 0
    assert [line.rpartition("/")[2] for line in out.splitlines()] == ["brief.html", "brief.md"]
    assert (folder / "b" / "brief.html").is_file()


def test_demo_ends_with_what_to_try_next(folder, run):
    status, out, err = run("demo", "--out", "shown")
    assert status == 0
    assert [line.rpartition("/")[2] for line in out.splitlines()] == ["demo.db", "brief.html", "brief.md"]
    tries = [line.split() for line in err.splitlines() if line.startswith("multivector ")]
    assert len(tries) == 3
    for _, *args in tries:
        assert run(*args)[0] == 0


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["read"], "Missing argument"),
        (["read", "article.txt", "--published", "13.4.2016"], "YYYY-MM-DD"),
        (["read", "article.txt", "--published", "2016-02-30"], "YYYY-MM-DD"),
        (["read", "article.txt", "--published", "20160230"], "YYYY-MM-DD"),
        (["read", "article.txt", "--format", "xml"], "'jsonl'"),
        (["read", "article.txt", "--min-confidence", "2"], "0 to 1"),
        (["read", "article.txt", "--format", "csv", "--claims"], "jsonl or table"),
        (["read", "article.txt", "--nonsense"], "--nonsense"),
        (["nonsense"], "nonsense"),
        (["add", "article.txt", "--db", "no/such/folder.db"], "does not exist"),
        (["add", "article.txt", "--db", "article.txt"], "not a ledger"),
        (["events", "--db", "absent.db"], "no ledger"),
        (["events", "--type", "TALK"], "CONSULT"),
        (["index", "--period", "week"], "'quarter'"),
        (["index", "--dyad", "BLR"], "TUR,RUS"),
        (["index", "--dyad", "BLR,RUS", "--vectors", "belarus"], "exclude"),
        (["index", "--vectors", "atlantis"], "belarus"),
        (["index", "--scheme", "guess"], "relations-index"),
        (["brief", "--db", "absent.db"], "--out"),
    ],
)
def test_wrong_usage_says_what_is_allowed(folder, run, args, words):
    status, out, err = run(*args)
    assert (status, out) == (2, "")
    assert words in err


def test_interruption_is_told_without_traceback(folder, run, monkeypatch):
    def stop(*args, **options):
        raise KeyboardInterrupt

    monkeypatch.setattr("multivector.flow.add", stop)
    status, _, err = run("add", "article.txt")
    assert status == 130
    assert "goes on from there" in err


def test_a_reader_that_leaves_early_is_no_error(folder):
    rows = "\n".join(json.dumps({"id": f"d{n}", "text": f"{SANCTION} {n}"}) for n in range(300))
    (folder / "rows.jsonl").write_text(rows, encoding="utf-8")
    command = [sys.executable, "-m", "multivector.cli", "read", "rows.jsonl"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert json.loads(process.stdout.readline())["type"] == "SANCTION"
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0
