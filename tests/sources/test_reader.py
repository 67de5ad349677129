"""Every kind of input, good and bad: what can be read is read, and the rest says why not."""

import gzip
import io
import json
import os
import socket
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from multivector.errors import UsageError
from multivector.records import Document, Rejection
from multivector.sources import read_demo, read_sources
from multivector.sources.jsonl import iterate_lines, read_lines

DAY = date(2031, 5, 4)
SENTENCE = "Norvia recalled its ambassador from Mirsk on Sunday."


def read_one(path: Path, **options: object) -> Document | Rejection:
    (result,) = read_sources([path], **options)  # type: ignore[arg-type]
    return result


def read_stdin(data: bytes, **options: object) -> list[Document | Rejection]:
    return list(read_sources(["-"], stdin=io.BytesIO(data), **options))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \r\n\t", "empty"),
        ("a.txt", b"\xef\xbb\xbf \n", "empty"),
        ("a.txt", b"Mir\0sk and Norvia", "NUL"),
        ("a.txt", bytes(range(1, 9)) * 40, "control characters"),
        ("a.txt", b"\xff\xfe\x00\xd8", "UTF-16"),
        ("a.txt", bytes(range(0x80, 0x100)) * 15, "no encoding"),
        ("a.txt", b"x" * 2001, "larger than 2 kB: split it"),
        ("a.html", b"<p>" + b"x" * 2001, "larger than 2 kB: split it"),
        ("a.html", b"<html><head><title>T</title><script>var a = 'words'</script></head><body></body></html>", "no text"),
        ("a.html", b"<p hidden>unseen words</p><p style='display: none'>more unseen words</p>", "no text"),
        ("a.html", b"no tags at all", "no HTML"),
        ("a.pdf", b"%PDF-1.7", "not yet supported"),
        ("a.docx", b"PK", "not yet supported"),
        ("a.png", b"x", "unknown suffix '.png'"),
        ("a.txt.gz", gzip.compress(SENTENCE.encode() * 9)[:-12], "gzip"),
        ("a.txt.gz", b"no gzip at all", "gzip"),
        ("a.txt.gz", gzip.compress(b"x" * 2001), "larger than 2 kB"),
        ("a.jsonl.gz", gzip.compress(b"\n" * 3_000_000), "unpacks to far more"),
        ("a.jsonl", b"\n\n", "empty"),
        ("a.jsonl", '{"text": "x"}'.encode("utf-16"), "save JSONL as UTF-8"),
    ],
)
def test_bad_file_is_rejected(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    results = list(read_sources([path], limit_bytes=2000))
    assert isinstance(results[-1], Rejection)
    assert results[-1].origin.startswith(str(path))
    assert reason in results[-1].reason


def test_bad_paths_are_rejected_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    os.mkfifo(tmp_path / "pipe.txt")
    good = tmp_path / "good"
    good.write_text(SENTENCE)
    sources: list[str | Path] = [tmp_path / "none.txt", tmp_path / "empty", tmp_path / "pipe.txt", "a\0b", "x" * 5000, good]
    results = list(read_sources(sources))
    reasons = [result.reason for result in results if isinstance(result, Rejection)]
    assert len(reasons) == 5
    assert "does not exist" in reasons[0]
    assert "without files" in reasons[1]
    assert "neither a file nor a folder" in reasons[2]
    assert isinstance(results[-1], Document)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_unreadable_file_is_rejected(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(SENTENCE)
    path.chmod(0)
    assert "permissions" in read_one(path).reason  # type: ignore[union-attr]


def test_folder_is_read_sorted_and_hidden_files_are_not(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.txt", "a.txt", ".git/c.txt", "b/.d.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{SENTENCE} {name}")
    texts = [result.text.split()[-1] for result in read_sources([tmp_path]) if isinstance(result, Document)]
    assert texts == ["a.txt", "b/1.txt", "b/2.txt"]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Президент Норвии прибыл в столицу на переговоры о рыболовстве.", "cp1251"),
        ("Президент Норвии прибыл в столицу на переговоры о рыболовстве.", "koi8-r"),
        ("Прэзідэнт прыбыў у сталіцу на перамовы аб рыбалоўстве.", "cp1251"),
        ("Le président a été reçu à l’hôtel — « déjà vu », dit-on.", "cp1252"),
        ("Minister spraw zagranicznych przyjął ambasadora; złożył życzenia i wręczył książkę.", "cp1250"),
        ("Visé the café, “naïve” Straße.", "utf-8"),
        ("Visé the café\r\nand Минск.\n", "utf-8-sig"),
        ("Visé the café\r\nand Минск.\n", "utf-16"),
        ("Visé the café and Минск.", "utf-32"),
    ],
)
def test_encodings(tmp_path: Path, text: str, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode(encoding))
    document = read_one(path)
    assert isinstance(document, Document)
    assert document.text == text


def test_utf8_cut_in_the_middle_of_a_character(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Visé the café".encode()[:-1])
    assert read_one(path).text == "Visé the caf"  # type: ignore[union-attr]


HTML = """<html><head><meta charset="windows-1251"><title>Договор о рыболовстве</title>
<meta property="article:published_time" content="2020-02-03T10:00:00Z"><meta property="og:site_name" content="Kaldvik Post">
<link rel="canonical" href="https://post.example/treaty"></head>
<body><nav><a href="/">Home page</a></nav><article><h1>Договор о рыболовстве</h1>
<p>Министр торговли Норвии прибыл в Калдвик на переговоры о рыболовстве, сообщило министерство.</p>
<p style="display:none">Невидимые слова, которых никто не читает на этой странице.</p>
<p>Рыболовный договор между Норвией и Эстерией истёк прошлой осенью, и рыбаки ждут.</p></article><script>alert(1)</script></body></html>"""


def test_web_page_gives_text_and_metadata(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(HTML.encode("cp1251"))
    document = read_one(path)
    assert isinstance(document, Document)
    assert "Рыболовный договор" in document.text
    assert not any(unseen in document.text for unseen in ("alert", "Невидимые", "Home page"))
    assert (document.title, document.published) == ("Договор о рыболовстве", date(2020, 2, 3))
    assert (document.source, document.url, document.language) == ("Kaldvik Post", "https://post.example/treaty", "ru")
    assert read_one(path, published=DAY).published == DAY  # type: ignore[union-attr]


@pytest.mark.parametrize("depth", [300, 30_000])
def test_deep_nesting_does_no_harm(tmp_path: Path, depth: int) -> None:
    path = tmp_path / "a.html"
    path.write_text("<div>" * depth + f"<p>{SENTENCE}</p>" + "</div>" * depth)
    assert SENTENCE in read_one(path).text  # type: ignore[union-attr]


def test_text_file_with_markup_is_a_web_page(tmp_path: Path) -> None:
    path = tmp_path / "crawled"
    path.write_text(f"<!DOCTYPE html><html><body><p>{SENTENCE}</p></body></html>")
    assert read_one(path).text == SENTENCE  # type: ignore[union-attr]


def test_jsonl_rows_good_and_bad(tmp_path: Path) -> None:
    rows = [
        json.dumps({"id": "a", "text": SENTENCE, "published": "2030-01-02", "title": "T", "url": "u", "source": "s"}),
        "{broken",
        json.dumps({"id": "c"}),
        json.dumps({"id": "d", "text": "  "}),
        json.dumps({"id": "e", "text": SENTENCE, "published": "31.12.2030"}),
        json.dumps({"id": "f", "text": 5}),
        json.dumps(["g"]),
        json.dumps({"id": "h", "text": "half \ud800"}),
        json.dumps({"id": "i", "text": "a\0b"}),
        "[" * 100_000,
        json.dumps({"id": "k", "text": SENTENCE, "published": "2030-02-30"}),
        json.dumps({"id": "l", "text": SENTENCE, "published": 20300101}),
        json.dumps({"id": ["m"], "text": SENTENCE}),
        "",
        json.dumps({"id": 7, "text": "Visé.", "published": "2030-01-02T23:59:00+02:00"}, ensure_ascii=False),
        json.dumps({"text": SENTENCE, "published": None}),
    ]
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(rows))
    results = list(read_sources([path], published=DAY))
    documents = [result for result in results if isinstance(result, Document)]
    assert [document.id for document in documents[:2]] == ["a", "7"]
    assert [document.published for document in documents] == [date(2030, 1, 2), date(2030, 1, 2), DAY]
    assert (documents[0].title, documents[0].url, documents[0].source) == ("T", "u", "s")
    assert len(documents[2].id) == 16
    rejected = {result.origin.rpartition(":")[2]: result.reason for result in results if isinstance(result, Rejection)}
    assert list(rejected) == [str(number) for number in range(2, 14)]
    expected = {"2": "not JSON", "3": 'no "text"', "4": "empty", "5": "31.12.2030", "8": "surrogate", "9": "NUL", "12": "no date"}
    for line, words in expected.items():
        assert words in rejected[line]


def test_jsonl_line_above_the_limit_costs_that_line_only() -> None:
    long = json.dumps({"text": "x" * 300_000}).encode()
    short = json.dumps({"text": SENTENCE}).encode()
    results = read_stdin(b"\n".join([short, long, short]), limit_bytes=1000)
    assert [type(result) for result in results] == [Document, Rejection, Document]
    assert results[1].origin == "-:2"  # type: ignore[union-attr]
    first_long = read_stdin(b"\n".join([long, short]), limit_bytes=1000)
    assert [type(result) for result in first_long] == [Rejection, Document]


def test_jsonl_line_at_the_limit_is_read() -> None:
    assert list(iterate_lines(io.BytesIO(b"12345\n123456\n12345"), limit_bytes=5)) == [b"12345\n", None, b"12345"]


class Endless(io.RawIOBase):
    """A stream without an end: whoever reads it whole never returns."""

    def readline(self, size: int | None = -1, /) -> bytes:
        return json.dumps({"text": SENTENCE}).encode() + b"\n"


def test_jsonl_is_streamed() -> None:
    results: Iterator[Document | Rejection] = read_lines(Endless(), origin="endless")
    assert all(isinstance(next(results), Document) for _ in range(50))


def test_packed_jsonl_of_many_lines(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl.gz"
    with gzip.open(path, "wt") as file:
        file.writelines(json.dumps({"id": str(number), "text": f"{SENTENCE} {number}"}) + "\n" for number in range(3000))
    assert [result.id for result in read_sources([path]) if isinstance(result, Document)] == [str(number) for number in range(3000)]


def test_same_text_in_two_inputs_is_kept(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(SENTENCE)
    first, second = read_sources([tmp_path])
    assert first == second


def test_standard_input_tells_its_kind() -> None:
    (row,) = read_stdin(b'\xef\xbb\xbf\n \n{"id": "a", "text": "Norvia."}\n')
    assert isinstance(row, Document)
    assert row.id == "a"
    (page,) = read_stdin(b"\n<html><body><p>" + SENTENCE.encode() + b"</p></body></html>")
    (text,) = read_stdin(SENTENCE.encode(), published=DAY)
    assert isinstance(page, Document)
    assert isinstance(text, Document)
    assert page.text == text.text == SENTENCE
    assert text.published == DAY
    (nothing,) = read_stdin(b"")
    assert nothing == Rejection("-", "is empty: nothing to read")
    (large,) = read_stdin(b"word " * 500, limit_bytes=1000)
    assert "larger than 1 kB" in large.reason  # type: ignore[union-attr]


def test_wrong_usage_raises_at_once() -> None:
    with pytest.raises(UsageError, match="not a list"):
        read_sources("a.txt")
    with pytest.raises(UsageError, match="limit_bytes"):
        read_sources([], limit_bytes=0)
    with pytest.raises(UsageError, match="published"):
        read_sources([], published="2030")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="not a path"):
        read_sources([5])  # type: ignore[list-item]


def test_nothing_touches_the_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    (tmp_path / "a.html").write_bytes(HTML.encode("cp1251"))
    (tmp_path / "b.txt").write_text(SENTENCE)
    assert all(isinstance(result, Document) for result in read_sources([tmp_path]))


def test_hostile_texts_cost_no_quadratic_time(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("\n".join(["Read also:", f"{SENTENCE} Again and again it says so."] * 20_000))
    (tmp_path / "b.txt").write_text("x" * 2_000_000)
    (tmp_path / "c.txt").write_text("A. " * 500_000)
    (tmp_path / "d.html").write_text("<p>" + "<b><i>x " * 20_000)
    began = time.monotonic()
    assert len(list(read_sources([tmp_path]))) == 4
    assert time.monotonic() - began < 20


def test_demo_reads_without_rejections() -> None:
    results = list(read_demo())
    if results and isinstance(results[0], Rejection) and "missing" in results[0].reason:
        pytest.skip("the dispatches are not written yet")
    assert results
    assert all(isinstance(result, Document) for result in results)
