"""English verb forms for the plain layer: regular rules, and the irregular verbs of words.toml."""

from training.words import load_words

_VOWELS = "aeiou"


def past(verb: str) -> str:
    """Simple past."""
    return load_words().irregular[verb][0] if verb in load_words().irregular else _add_ed(verb)


def participle(verb: str) -> str:
    """Past participle."""
    return load_words().irregular[verb][1] if verb in load_words().irregular else _add_ed(verb)


def third(verb: str) -> str:
    """Third person singular of the present."""
    if verb in ("go", "do") or verb.endswith(("s", "x", "ch", "sh", "z")):
        return verb + "es"
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb[:-1] + "ies"
    return verb + "s"


def gerund(verb: str) -> str:
    """Present participle."""
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return verb[:-1] + "ing"
    return verb + (verb[-1] if _doubles(verb) else "") + "ing"


def _add_ed(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb[:-1] + "ied"
    return verb + (verb[-1] if _doubles(verb) else "") + "ed"


def _doubles(verb: str) -> bool:
    return verb in load_words().doubling


def article(noun: str) -> str:
    """The noun with its indefinite article."""
    return f"{'an' if noun[0] in _VOWELS else 'a'} {noun}"
