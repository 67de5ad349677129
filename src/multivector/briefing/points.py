"""The chart's data: one row for each vector and period."""

from typing import Any

from multivector.briefing.brief import Brief
from multivector.briefing.wording import clean_text, format_days, format_tick


def collect_points(brief: Brief) -> list[dict[str, Any]]:
    """Rows ordered by vector (as the brief lists them) and period.

    Each has ``vector``, ``start`` and ``end`` (ISO days), ``period`` (in words), ``tick`` (two axis lines parted by a bar), ``value``,
    ``low``, ``high`` (points of the scheme), ``sign`` (``up`` or ``down``), ``events`` and ``reports`` (counts).
    """
    order = {name: number for number, (name, _) in enumerate(brief.list_vectors())}
    return [
        {
            "vector": clean_text(score.vector),
            "start": score.start.isoformat(),
            "end": score.end.isoformat(),
            "period": format_days(score.start, score.end),
            "tick": format_tick(score.start, score.end),
            "value": score.value,
            "low": score.low,
            "high": score.high,
            "sign": "down" if score.value < 0 else "up",
            "events": score.events,
            "reports": score.reports,
        }
        for score in sorted(brief.scores, key=lambda score: (order[score.vector], score.start, score.end))
    ]
