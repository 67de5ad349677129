import subprocess
import sys

import pytest

import multivector

FUNCTIONS = {"add", "brief", "demo", "events", "index", "read", "read_text", "relate"}


def test_public_names_are_sorted_and_there():
    assert multivector.__all__ == sorted(multivector.__all__)
    assert set(multivector.__all__) >= FUNCTIONS
    for name in multivector.__all__:
        assert getattr(multivector, name) is not None


def test_unknown_name_says_where_the_names_are():
    with pytest.raises(AttributeError, match="__all__"):
        _ = multivector.nothing_of_this_name


def test_import_is_light():
    heavy = ("spacy", "altair", "numpy", "sqlalchemy", "trafilatura", "typer", "rich", "jinja2")
    code = f"import sys, multivector; print([name for name in {heavy!r} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
