"""Publishing: scores, catalogue and evidence become one self-contained page and its Markdown twin.

Belongs here: the order of a brief, its sentences and tables, the chart, the templates. This stage owns Altair, vl-convert and Jinja2,
which load only when something is drawn or rendered.
Must not come here: arithmetic of an index, queries, judgement about what an event was; nothing here adds a fact that no record holds.
Text of documents is hostile: it reaches a page only through a template's escaping.
"""

from multivector.briefing.brief import Brief, Counts
from multivector.briefing.chart import draw_index
from multivector.briefing.markdown import render_markdown
from multivector.briefing.points import collect_points
from multivector.briefing.publication import write_brief
from multivector.briefing.webpage import render_html

__all__ = ["Brief", "Counts", "collect_points", "draw_index", "render_html", "render_markdown", "write_brief"]
