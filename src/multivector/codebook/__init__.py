"""What the program knows of the ontology and of the world, as data with the loaders that check it.

Belongs here: tables and presets under `data/`, their loaders, and look-ups that follow from the tables alone.
Must not come here: texts, events of a user, arithmetic of an index, any stage of the flow, any input beyond the package's own
data files and a preset that the user names.
"""

from multivector.codebook.ontology import (
    Body,
    Cameo,
    Context,
    EventType,
    Mode,
    Sector,
    Status,
    find_cameo,
    load_bodies,
    load_cameo,
    load_contexts,
    load_modes,
    load_sectors,
    load_statuses,
    load_types,
    score,
)
from multivector.codebook.schemes import Scheme, load_scheme
from multivector.codebook.vectors import Member, Vector, Vectors, load_vectors

__all__ = [
    "Body",
    "Cameo",
    "Context",
    "EventType",
    "Member",
    "Mode",
    "Scheme",
    "Sector",
    "Status",
    "Vector",
    "Vectors",
    "find_cameo",
    "load_bodies",
    "load_cameo",
    "load_contexts",
    "load_modes",
    "load_scheme",
    "load_sectors",
    "load_statuses",
    "load_types",
    "load_vectors",
    "score",
]
