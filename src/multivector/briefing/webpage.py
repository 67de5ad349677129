"""The brief as one HTML file that needs nothing else."""

from typing import TYPE_CHECKING, Any

from multivector.briefing.brief import Brief
from multivector.briefing.chart import DOWN, GRID, INK, MUTED, UP, draw_index
from multivector.briefing.page import compose_page
from multivector.briefing.wording import clean_text, count_noun, format_points

if TYPE_CHECKING:
    from jinja2 import Environment


def clean_output(value: Any) -> Any:
    """What a template is about to print, without characters that no page may hold; markup of our own passes as it is."""
    from markupsafe import Markup

    return clean_text(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def make_environment() -> "Environment":
    """Templates that escape everything they print; an unknown name is an error, not a gap."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("multivector.briefing", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=clean_output,
    )
    environment.filters["points"] = format_points
    environment.filters["count"] = count_noun
    return environment


def render_html(brief: Brief) -> str:
    """The whole page as text: style and chart inside, no script, nothing fetched. The same brief gives the same text."""
    from markupsafe import Markup

    environment = make_environment()
    page = compose_page(brief)
    # The two pieces of markup that are ours: the style sheet, and the SVG, in which vl-convert has escaped the vectors' names.
    colours = {"ink": INK, "muted": MUTED, "grid": GRID, "up": UP, "down": DOWN}
    style = Markup(environment.get_template("brief.css").render(colours=colours))  # noqa: S704
    chart = Markup(draw_index(page.points))  # noqa: S704
    return environment.get_template("brief.html").render(page=page, brief=brief, style=style, chart=chart)
