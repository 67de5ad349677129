"""A scheme covers every type, gives a reason for every number, and refuses what would silently score wrongly."""

from importlib.resources import files

import pytest

from multivector.codebook import load_modes, load_scheme, load_types
from multivector.errors import CodebookError, UsageError

TEXT = (files("multivector.codebook") / "data/schemes/relations-index.toml").read_text(encoding="utf-8")


def test_relations_index_is_sound() -> None:
    scheme = load_scheme("relations-index")
    assert scheme.counted == ("happened",)
    for type, mode in [*((type, None) for type in load_types()), *load_modes()]:
        grade = scheme.grade(type, mode)
        assert abs(grade.value) <= 5
        assert (grade.value * 2).is_integer()
        assert grade.why.endswith(".")


def test_signs_follow_the_ontology() -> None:
    scheme = load_scheme("relations-index")
    for (type, mode), grade in scheme.points.items():
        cooperative = load_types()[type].quad.endswith("cooperation") or (type == "REQUEST" and mode in ("assist", "meet"))
        assert (grade.value > 0) == cooperative, (type, mode)


def test_a_mode_without_points_has_its_types() -> None:
    scheme = load_scheme("relations-index")
    assert scheme.grade("ASSAULT", "firearms") == scheme.grade("ASSAULT", None)
    assert scheme.grade("CONSULT", "visit") != scheme.grade("CONSULT", None)


def test_levels_descend() -> None:
    factors = load_scheme("relations-index").factors
    assert factors["head of state or government"] > factors["minister"] > factors["official"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('type = "AGREE"\nvalue', 'type = "MEET"\nvalue', "unknown type 'MEET'"),
        ('mode = "visit"', 'mode = "riot"', "CONSULT has no mode 'riot'"),
        ('value = 2.0\nwhy = "Talks', 'value = 6.0\nwhy = "Talks', "limit"),
        ('value = 2.0\nwhy = "Talks', 'value = 2.2\nwhy = "Talks', "step"),
        ('value = 2.0\nwhy = "Talks', 'value = "2"\nwhy = "Talks', "write a number"),
        ('mode = "visit"\n', "", "stands there twice"),
        ('[[points]]\ntype = "SUPPORT"', '[[points]]\nmode = "phone"\ntype = "CONSULT"', "twice"),
        ('counted = ["happened"]', 'counted = ["done"]', "unknown 'done'"),
        ('level = "minister"', 'level = "vizier"', "vizier"),
        ("limit = 5.0", "limit = 5.0\nlimits = 5", "unknown key 'limits'"),
        ("limit = 5.0", "limit = ", "not valid TOML"),
        ("factor = 3.0", "factor = -3.0", "above 0"),
    ],
)
def test_broken_schemes_are_refused(tmp_path, old: str, new: str, message: str) -> None:
    assert old in TEXT
    path = tmp_path / "mine.toml"
    path.write_text(TEXT.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CodebookError, match=message):
        load_scheme(path)


def test_a_missing_type_is_refused(tmp_path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('name = "m"\ntitle = "m"\nlimit = 5\nstep = 0\n')
    with pytest.raises(CodebookError, match="no points for AGREE"):
        load_scheme(path)


def test_unknown_schemes_are_refused_with_the_known_ones(tmp_path) -> None:
    with pytest.raises(UsageError, match="relations-index"):
        load_scheme("goldfish")
    with pytest.raises(UsageError, match="no such file"):
        load_scheme(tmp_path / "none.toml")
