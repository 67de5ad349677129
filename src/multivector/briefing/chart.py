"""The chart: small multiples of the index, one panel for each vector, as SVG text."""

import re
from collections.abc import Sequence
from typing import Any

# The page's style sheet finds these very colours in the SVG and gives them their dark counterparts.
INK, MUTED, GRID, UP, DOWN = "#1d2329", "#59616a", "#d9d5cc", "#2f6f8f", "#a5472a"
PANEL_HEIGHT, WIDTH = 130, 840
# With more periods than this, three panels in a row would leave no room for the words under the axis.
CROWD = 6
# vl-convert carries Liberation Sans, so that text is measured alike on every machine.
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"


def draw_index(points: Sequence[dict[str, Any]]) -> str:
    """An ``<svg>`` element of all panels on one scale: bars for values, whiskers for 90% intervals; "" where there are no points.

    ``points`` are rows as `collect_points` gives them. Nothing is fetched, and the same points give the same text.
    """
    if not points:
        return ""
    import altair as alt
    import vl_convert

    vectors = list(dict.fromkeys(point["vector"] for point in points))
    periods = sorted({(point["start"], point["end"], point["tick"]) for point in points})
    ticks = {start + "/" + end: tick for start, end, tick in periods}
    # Two periods could share a tick's words, never their days: the axis runs over the days and shows the words.
    rows = [{**point, "step": point["start"] + "/" + point["end"]} for point in points]
    labels = "split(" + "{" + ",".join(f"'{step}':'{tick}'" for step, tick in ticks.items()) + "}[datum.value], '|')"
    x = alt.X("step:N", sort=list(ticks), title=None, scale=alt.Scale(domain=list(ticks)), axis=alt.Axis(labelExpr=labels))
    base = alt.Chart().encode(x=x)
    columns = 3 if len(ticks) <= CROWD and len(vectors) in (3, 5, 6, 9) else min(2, len(vectors))
    panel_width = WIDTH // max(2, columns) - 20
    width = max(3, min(28, panel_width // (2 * len(ticks))))
    bars = base.mark_bar(size=width, opacity=0.55).encode(
        y=alt.Y("value:Q", title=None),
        color=alt.Color("sign:N", scale=alt.Scale(domain=["up", "down"], range=[UP, DOWN]), legend=None),
    )
    whiskers = base.mark_rule(color=INK, strokeWidth=1.4).encode(y=alt.Y("low:Q", title=None), y2="high:Q")
    dots = base.mark_point(color=INK, fill=INK, size=26, opacity=1).encode(y=alt.Y("value:Q", title=None))
    zero = alt.Chart().mark_rule(color=MUTED, strokeWidth=1).encode(y=alt.datum(0))
    caps = [base.mark_tick(color=INK, size=9, thickness=1.4).encode(y=alt.Y(f"{end}:Q", title=None)) for end in ("low", "high")]
    panel = alt.layer(bars, zero, whiskers, *caps, dots).properties(width=panel_width, height=PANEL_HEIGHT)
    header = alt.Header(
        title=None, labelFont="Georgia, Liberation Serif, serif", labelFontSize=15, labelFontWeight="bold", labelAnchor="start",
        labelColor=INK, labelPadding=8,
    )  # fmt: skip
    chart = panel.facet(
        data=alt.Data(values=rows),
        facet=alt.Facet("vector:N", sort=vectors, header=header),
        columns=columns,
        spacing={"row": 26, "column": 36},
    ).resolve_axis(x="independent")
    chart = chart.configure(aria=False, background="transparent", font=FONT, padding=4)
    chart = chart.configure_view(stroke=None)
    chart = chart.configure_axis(
        labelColor=MUTED, labelFont=FONT, labelFontSize=11, gridColor=GRID, domainColor=GRID, tickColor=GRID, labelPadding=6
    )
    chart = chart.configure_axisX(labelAngle=0, grid=False, ticks=False, domain=False, labelOverlap="greedy", labelSeparation=16)
    chart = chart.configure_axisY(tickCount=5, ticks=False, domain=False)
    svg: str = vl_convert.vegalite_to_svg(chart.to_dict(), allowed_base_urls=[])
    return clean_svg(svg)


def clean_svg(svg: str) -> str:
    """The SVG for use inside HTML: it scales, reads as one image, and names no address (HTML needs no namespace declarations)."""
    head, _, body = svg.partition(">")
    size = re.search(r'viewBox="[^"]*"', head)
    body = re.sub(r' (?:role|aria-[a-z]+)="[^"]*"', "", body)
    return f'<svg class="index" aria-hidden="true" focusable="false" {size.group() if size else ""}>{body}'
