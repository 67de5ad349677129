"""Mentions to who, when and where: entities, dates and places of events and claims, as of the document's date.

Belongs here: what a name, a title, a back-reference, a date word or a place name means. What cannot be resolved stays null with its text.
Must not come here: which words are a side of which event (coding), the names themselves (codebook).
"""

from multivector.resolving.document import resolve_document

__all__ = ["resolve_document"]
