"""Records for other programs: JSON in the public shape, and tables for spreadsheets.

Belongs here: the JSON form of events, claims and merged events both ways, and rows of events and scores as JSONL or CSV.
Must not come here: reading of text, queries, choosing what is exported; nothing here changes a value beyond what its format asks for.
"""

from multivector.export.rows import write_events, write_scores
from multivector.export.shape import claim_to_dict, entity_to_dict, event_from_dict, event_to_dict, merged_to_dict, score_to_dict

__all__ = [
    "claim_to_dict",
    "entity_to_dict",
    "event_from_dict",
    "event_to_dict",
    "merged_to_dict",
    "score_to_dict",
    "write_events",
    "write_scores",
]
