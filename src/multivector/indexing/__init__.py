"""Events to an index: points per event, sums per vector and period, and how sure they are. Pure functions.

Belongs here: assigning events to vectors, rating them by a scheme, splitting time into periods, values and their intervals. Owns numpy.
Must not come here: reading or writing, prose and charts (`briefing`), knowledge about the world and the schemes' own numbers (`codebook`).
"""

from multivector.indexing.index import Index, compute_dyad, compute_index
from multivector.indexing.intervals import draw_interval
from multivector.indexing.periods import PERIODS, Period, split_periods
from multivector.indexing.points import Points, find_level, rate_event
from multivector.indexing.sides import assign_vectors, pair_sides

__all__ = [
    "PERIODS",
    "Index",
    "Period",
    "Points",
    "assign_vectors",
    "compute_dyad",
    "compute_index",
    "draw_interval",
    "find_level",
    "pair_sides",
    "rate_event",
    "split_periods",
]
