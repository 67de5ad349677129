"""The brief as Markdown, for those who paste it elsewhere."""

import re
from typing import Any

from multivector.briefing.brief import Brief
from multivector.briefing.page import compose_page
from multivector.briefing.quotations import Quotation
from multivector.briefing.wording import clean_text, count_noun, format_points

SPECIAL = re.compile(r"([\\`*_\[\]|~$])")
# A bare address becomes a link in many dialects; an entity keeps its look and takes its effect.
ADDRESS = re.compile(r":(?=//)|(?<=www)\.", re.IGNORECASE)
OPENING = re.compile(r"^(?:([-+#=:])|(\d+)([.)])(?=\s|$))")


class Source(str):
    """Markdown of our own making, which passes through a template as it is."""

    __slots__ = ()


def escape_markdown(text: str) -> str:
    """The text on one line, with everything that Markdown or HTML would interpret made literal."""
    line = " ".join(clean_text(text).split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    line = SPECIAL.sub(r"\\\1", line)
    line = ADDRESS.sub(lambda match: f"&#{ord(match.group())};", line)
    return OPENING.sub(lambda match: f"\\{match[1]}" if match[1] else f"{match[2]}\\{match[3]}", line)


def escape_output(value: Any) -> Any:
    """What a template prints: escaped, unless it is Markdown of our own or no text at all."""
    return escape_markdown(value) if isinstance(value, str) and not isinstance(value, Source) else value


def quote_markdown(quotation: Quotation) -> Source:
    """The sentence with its marked words in bold; the blanks around them stay outside the stars, where they mark nothing."""
    if not quotation.mark.strip():
        return Source(escape_markdown(quotation.before + quotation.mark + quotation.after))
    before = quotation.before + quotation.mark[: len(quotation.mark) - len(quotation.mark.lstrip())]
    after = quotation.mark[len(quotation.mark.rstrip()) :] + quotation.after
    pieces = (
        escape_markdown(before) + (" " if before[-1:].isspace() and before.strip() else ""),
        f"**{escape_markdown(quotation.mark)}**",
        (" " if after[:1].isspace() and after.strip() else "") + escape_markdown(after),
    )
    return Source("".join(pieces))


def link_markdown(url: str) -> Source:
    """An address between angle brackets, with whatever could end them in per cent form; it is http or https already."""
    return Source(
        "<" + re.sub(r"[^\w\-.~:/?#@!$&'()*+,;=%\[\]]", lambda m: "".join(f"%{b:02X}" for b in m[0].encode(errors="replace")), url) + ">"
    )


def render_markdown(brief: Brief) -> str:
    """The whole brief as Markdown text (CommonMark with tables). The same brief gives the same text."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("multivector.briefing", "templates"),
        # Not HTML: `finalize` escapes every value for Markdown, which covers HTML's own characters.
        autoescape=False,  # noqa: S701
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=escape_output,
    )
    environment.filters |= {"points": format_points, "count": count_noun, "quoted": quote_markdown, "link": link_markdown, "own": Source}
    return environment.get_template("brief.md").render(page=compose_page(brief), brief=brief)
