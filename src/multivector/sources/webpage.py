"""Web pages: the article's text and what the page says about itself. Nothing is run and nothing is fetched."""

import html.parser
import logging
import re
from dataclasses import dataclass
from datetime import date

from multivector.errors import SourceError
from multivector.sources.encoding import decode_bytes

# What a reader of the page would not see is no report of anybody's.
HIDDEN = [
    "//*[@hidden]",
    "//*[@aria-hidden='true']",
    "//*[contains(translate(@style, ' ', ''), 'display:none')]",
    "//*[contains(translate(@style, ' ', ''), 'visibility:hidden')]",
    "//template",
]
DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
SILENT_TAGS = "script style template noscript head title nav footer aside form button select svg iframe object"
VOID_TAGS = "area base br col embed hr img input link meta param source track wbr"
BLOCK_TAGS = "p div li ul ol h1 h2 h3 h4 h5 h6 section article main header blockquote pre table tr td th br hr dd dt figure"
SILENT, VOID, BLOCKS = (frozenset(tags.split()) for tags in (SILENT_TAGS, VOID_TAGS, BLOCK_TAGS))


@dataclass(frozen=True, slots=True)
class WebPage:
    """The clean text of a page (paragraphs divided by a line end) and its own title, date, address and site name."""

    text: str
    title: str | None = None
    published: date | None = None
    url: str | None = None
    source: str | None = None


def extract_page(data: bytes, *, origin: str) -> WebPage:
    """Take the article out of an HTML page. Raises SourceError where the bytes are no text or the page holds none."""
    named = DECLARED.search(data[:4096])
    markup = decode_bytes(data, origin=origin, declared=named[1].decode("ascii", "ignore") if named else None)
    # lxml refuses characters that still carry a declaration of their bytes' encoding.
    markup = DECLARATION.sub("", markup, count=1)
    if "<" not in markup:
        raise SourceError(origin, "holds no HTML: name it .txt if it is plain text")
    try:
        page = extract_article(markup)
    except Exception as error:  # lxml and trafilatura raise whatever a hostile page makes them raise; the run must go on
        raise SourceError(origin, f"the HTML cannot be taken apart ({type(error).__name__})") from None
    if not any(map(str.isalpha, page.text)):
        raise SourceError(origin, "the HTML holds no text to read")
    return page


def extract_article(markup: str) -> WebPage:
    """Let trafilatura find the article; where it gives up (very deep or very short pages), take all visible text."""
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    found = trafilatura.bare_extraction(
        markup,
        with_metadata=True,
        include_comments=False,
        prune_xpath=HIDDEN,
        # Only what the page declares: a search through the text takes a copyright year or a teaser's date for the article's.
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if found is None or not found.text:
        return WebPage(text=collect_text(markup))
    return WebPage(
        text=found.text,
        title=found.title or None,
        published=read_date(found.date),
        url=found.url or None,
        source=found.sitename or found.hostname or None,
    )


def read_date(value: str | None) -> date | None:
    """Read the date that trafilatura found, None where there is none."""
    try:
        return date.fromisoformat(value[:10]) if value else None
    except ValueError:
        return None


def collect_text(markup: str) -> str:
    """All visible text outside of navigation, one block a line; works on any depth of nesting, for it keeps a count and no tree."""
    collector = VisibleText()
    collector.feed(markup)
    collector.close()
    lines = (" ".join(line.split()) for line in "".join(collector.pieces).split("\n"))
    return "\n".join(line for line in lines if line)


class VisibleText(html.parser.HTMLParser):
    """Collects the text outside of elements that show none; ``pieces`` holds it with a line end at every block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._silenced: list[str] = []  # open elements from the outermost silent one inwards

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element; everything inside a silent or hidden one is passed over."""
        given = dict(attrs)
        style = (given.get("style") or "").replace(" ", "")
        hidden = "hidden" in given or given.get("aria-hidden") == "true" or "display:none" in style or "visibility:hidden" in style
        if tag not in VOID and (self._silenced or hidden or tag in SILENT):
            self._silenced.append(tag)
        if tag in BLOCKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """Close an element, and those left open inside it."""
        if tag in self._silenced:
            while self._silenced.pop() != tag:
                pass
        if tag in BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        """Keep visible text."""
        if not self._silenced:
            self.pieces.append(data.replace("\n", " "))
