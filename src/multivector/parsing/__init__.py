"""Documents to sentences with tokens, lemmas, dependencies and entity types.

Belongs here: paragraph and sentence boundaries, the spaCy pipeline and its gazetteer. This stage owns spaCy.
Must not come here: what an event is, who an actor is, what a date means.
"""

from multivector.parsing.pipeline import parse_documents

__all__ = ["parse_documents"]
