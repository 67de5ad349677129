"""What a preset and a scheme mean, in words for the page."""

from multivector.codebook import Scheme, Vectors
from multivector.codebook.actors import load_states
from multivector.codebook.vectors import Vector

#: How many members of a vector are named before "and more".
MEMBERS_NAMED = 6


def name_code(code: str) -> str:
    """The state's name, the code itself where there is no such state."""
    return next((state.name for state in load_states() if state.code == code), code)


def describe_vector(vector: Vector, vectors: Vectors) -> str:
    """Who belongs to a vector, in words."""
    if vector.domestic:
        return f"Events within {name_code(vectors.focal)}."
    if vector.rest:
        return "All other states and bodies abroad."
    names = list(dict.fromkeys(member.name or name_code(member.code or "") for member in vector.members))
    more = f" and {len(names) - MEMBERS_NAMED} more" if len(names) > MEMBERS_NAMED else ""
    return f"{', '.join(names[:MEMBERS_NAMED])}{more}."


def explain_scheme(scheme: Scheme) -> str:
    """How the scheme counts, in two sentences."""
    limit = f"No event gets more than {scheme.limit:g} points either way" + (f", rounded to {scheme.step:g}" if scheme.step else "")
    return f"{scheme.title}. {limit}; only events of status {', '.join(scheme.counted)} count."
