"""Merged events as flat rows, for CSV."""

from typing import Any

from multivector.records import Event

MERGED_COLUMNS = (
    "id", "type", "mode", "contexts", "status", "actors", "actor_codes", "recipients", "recipient_codes", "date_start", "date_end",
    "date_basis", "place", "place_country", "score", "confidence", "reports", "documents", "reason",
)  # fmt: skip


def flatten_merged(event: Event) -> dict[str, Any]:
    """One row; its keys are `MERGED_COLUMNS`, ``reports`` counts them, lists are lists of texts."""
    when, place = event.date, event.place
    return {
        "id": event.id,
        "type": event.type,
        "mode": event.mode,
        "contexts": list(event.contexts),
        "status": event.status,
        "actors": [entity.name or entity.text for entity in event.actors],
        "actor_codes": [entity.code or "" for entity in event.actors],
        "recipients": [entity.name or entity.text for entity in event.recipients],
        "recipient_codes": [entity.code or "" for entity in event.recipients],
        "date_start": when.start.isoformat() if when.start else None,
        "date_end": when.end.isoformat() if when.end else None,
        "date_basis": when.basis,
        "place": (place.name or place.text) if place else None,
        "place_country": place.country if place else None,
        "score": event.score,
        "confidence": event.confidence,
        "reports": len(event.reports),
        "documents": list(event.documents),
        "reason": event.reason,
    }
