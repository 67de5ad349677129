"""Agreement of two annotators."""

import pytest
from training.second_pass import find_alpha


def test_alpha_is_that_of_the_worked_examples() -> None:
    """The two examples without gaps in Krippendorff (2011): ten units of two values, twelve units of five."""
    assert find_alpha(list(zip("0100000010", "1110010000", strict=True))) == pytest.approx(0.095, abs=5e-4)
    assert find_alpha(list(zip("aabbdcccedda", "babbbccceddd", strict=True))) == pytest.approx(0.692, abs=5e-4)


def test_full_agreement_on_one_value_is_one() -> None:
    assert find_alpha([("a", "a"), ("a", "a")]) == 1.0
