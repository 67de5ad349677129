"""The page holds what it should, alone, and no document can speak through it."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from multivector.briefing import Brief, render_html, render_markdown
from multivector.records import Entity, Place, Span

HOSTILE = '<img src=x onerror="alert(1)"> & \'</style><script>alert(2)</script>\x00\ud800'
VOID = {"meta", "link", "img", "br", "hr", "input"}


class Reader(HTMLParser):
    """Tags with their attributes, ids, links within the page, and whether every tag is closed in its turn."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.open, self.words = [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] != "style":
            self.words.append(data)

    def find(self, name):
        return [attrs for tag, attrs in self.tags if tag == name]

    @property
    def ids(self):
        return [attrs["id"] for _, attrs in self.tags if attrs.get("id")]


@pytest.fixture
def reader(brief):
    return Reader(render_html(brief))


def test_every_tag_closes_every_id_is_one_and_every_link_arrives(reader):
    assert reader.open == []
    assert len(reader.ids) == len(set(reader.ids))
    inner = [attrs["href"][1:] for attrs in reader.find("a") if attrs["href"].startswith("#")]
    assert set(inner) <= set(reader.ids)
    assert sum(link.startswith("report-") for link in inner) >= 18


def test_nothing_is_fetched_or_run(brief, reader):
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    assert {"http-equiv": "Content-Security-Policy", "content": policy} in reader.find("meta")
    assert not {"script", "link", "iframe", "img", "object", "embed", "form", "base"} & {tag for tag, _ in reader.tags}
    assert not any(
        name in ("src", "srcset", "xlink:href", "style", "action") or name.startswith("on") for _, attrs in reader.tags for name in attrs
    )
    page = render_html(brief)
    assert "@import" not in page
    assert "url(" not in page
    # The one kind of address is a link to a source, which a reader has to follow.
    assert page.count("http") - page.count("http-equiv") == sum(a["href"].startswith("https://courier.invalid/") for a in reader.find("a"))


def test_the_words_stand_marked_with_their_origin(brief):
    page = render_html(brief)
    assert "“Prime Minister Oda Renn of Norvia <mark>visited</mark> Esteria on 12 and 13 January.”" in page
    assert re.search(r'<li id="report-e00-r0">.*?Dispatch 1</bdi></cite></a>, <bdi>Kaldvik Courier</bdi>, 13 January 2032', page, re.DOTALL)
    assert "<mark>Esteria will probably reopen its market before winter</mark>, Lind said." in page


def test_every_section_says_its_piece(reader):
    text = re.sub(r"\s+", " ", "".join(reader.words))
    for words in (
        "12–13 January 2032Oda Renn paid a visit to Esteria, +5 (3 reports)",
        "Norvia to offer Esteria cooperation or agree to it (1 report)",
        "Pavo Lind, forecast about Esteria; hedged by “probably”",
        "July–August 2032 · +7 (90% interval 4 to 9.5)",
        "visit 3, head of government +2",
        "1 event without a date left out of the index, since no period can take it.",
        "All names in this brief are invented.",
        "Harrow Post6",
    ):
        assert words in text


def test_the_chart_has_words_and_a_table(reader):
    label = next(attrs["aria-label"] for attrs in reader.find("div") if attrs.get("role") == "img")
    assert "Esteria +7 (90% interval 4 to 9.5)" in label
    assert [attrs for attrs in reader.find("svg") if attrs.get("aria-hidden") == "true"]
    assert len(reader.find("details")) == 1
    assert len(reader.find("table")) == len(reader.find("caption")) == 3
    assert all("scope" in attrs for attrs in reader.find("th"))


def spoil(brief: Brief) -> Brief:
    """The sample with hostile text wherever a document, a record or a title can carry it."""
    entity = Entity(HOSTILE, 0, 3, name=HOSTILE, country=HOSTILE, sectors=(HOSTILE,))
    events = {
        id: replace(
            e,
            type=HOSTILE,
            mode=HOSTILE,
            contexts=(HOSTILE,),
            actors=(entity,),
            recipients=(entity,),
            place=Place(HOSTILE),
            id=HOSTILE + id,
        )
        for id, e in brief.events.items()
    }
    reports = {
        id: replace(r, sentence=Span(HOSTILE * 2, 0, 2 * len(HOSTILE)), trigger=Span(HOSTILE, 0, len(HOSTILE)), actors=(entity,))
        for id, r in brief.reports.items()
    }
    urls = ("javascript:alert(1)", 'https://a.invalid/"><script>', "data:text/html,x", "https://[", "//a.invalid", None)
    documents = {
        id: replace(d, title=HOSTILE, source=HOSTILE, url=urls[n % len(urls)]) for n, (id, d) in enumerate(brief.documents.items())
    }
    claims = tuple(
        replace(c, id=HOSTILE, claimant=entity, about=(entity,), hedges=(HOSTILE,), sentence=Span(HOSTILE, 0, 9)) for c in brief.claims
    )
    return replace(
        brief,
        title=HOSTILE,
        publisher=HOSTILE,
        focal=HOSTILE,
        scheme=HOSTILE,
        explanation=HOSTILE,
        vectors=((HOSTILE, HOSTILE),),
        events=events,
        reports=reports,
        documents=documents,
        claims=claims,
        notes=(HOSTILE,),
        version=HOSTILE,
        scores=tuple(replace(s, vector=HOSTILE) for s in brief.scores[:4]),
        entries=tuple(replace(e, reason=HOSTILE) for e in brief.entries),
    )


def test_hostile_text_stays_text(brief):
    page = render_html(spoil(brief))
    reader = Reader(page)
    page.encode()
    assert reader.open == []
    assert not {"script", "img"} & {tag for tag, _ in reader.tags}
    assert not any(name.startswith("on") for _, attrs in reader.tags for name in attrs)
    assert all(attrs["href"].startswith("#") for attrs in reader.find("a"))
    assert all(re.fullmatch(r"[\w-]+", id) for id in reader.ids)
    assert page.count("</style>") == 1
    assert "\x00" not in page
    assert '<img src=x onerror="alert(1)">' in "".join(reader.words)


def test_hostile_text_stays_text_in_markdown(brief):
    text = render_markdown(spoil(brief))
    text.encode()
    assert not re.search(r"<(?!https?:)", text)
    assert "javascript:" not in text


def test_same_brief_same_bytes(brief):
    assert render_html(brief) == render_html(brief)


def test_missing_records_shorten_the_page(brief):
    bare = replace(brief, events={}, reports={}, documents={}, planned=(), claims=(), notes=())
    text = "".join(Reader(render_html(bare)).words)
    assert "event e00, whose record is not at hand (visit 3, head of government +2)" in text
    lost = replace(brief, documents={})
    assert "document not at hand" in render_html(lost)


def test_an_empty_brief_is_still_a_page(brief):
    empty = Brief("Empty", "Nobody", "Norvia", "counts", "One point each.", brief.start, brief.end, "month")
    reader = Reader(render_html(empty))
    text = "".join(reader.words)
    assert reader.open == []
    for words in (
        "No value could be worked out",
        "No vectors are defined",
        "announce nothing",
        "No claims",
        "catalogue is empty",
        "nothing to quote",
    ):
        assert words in text
    assert not reader.find("svg")


def test_more_claims_than_a_short_list_holds(brief):
    claims = tuple(replace(brief.claims[0], id=f"c{number}") for number in range(15))
    text = render_html(replace(brief, claims=claims))
    assert text.count('id="claim-') == 12
    assert "3 more claims not shown here" in text


def contrast(one, other):
    """WCAG 2 contrast ratio of two colours written as #rrggbb or #rgb."""

    def luminance(colour):
        digits = colour[1:] if len(colour) == 7 else "".join(d * 2 for d in colour[1:])
        parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
        linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_text_can_be_read_in_light_dark_and_print(brief):
    style = render_html(brief).split("<style>")[1].split("</style>")[0]
    blocks = [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", block)) for block in re.findall(r":root \{(.*?)\}", style, re.DOTALL)]
    assert len(blocks) == 3
    for colours in blocks:
        for ground in ("paper", "panel"):
            assert all(contrast(colours[text], colours[ground]) >= 4.5 for text in ("ink", "muted", "link", "down-text")), colours
            assert all(contrast(colours[shape], colours[ground]) >= 3 for shape in ("up", "down")), colours
        assert contrast(colours["mark"], colours["mark-ink"]) >= 4.5
