"""Agreement of two annotators."""

import random

import krippendorff
import pytest
from training.second_pass import find_alpha


def test_alpha_is_the_package_s() -> None:
    rng = random.Random(5)
    for _ in range(20):
        units = [(one, one if rng.random() < 0.7 else rng.choice("abcde")) for one in rng.choices("abcde", k=60)]
        codes = [["abcde".index(unit[coder]) for unit in units] for coder in (0, 1)]
        assert find_alpha(units) == pytest.approx(float(krippendorff.alpha(reliability_data=codes, level_of_measurement="nominal")))


def test_full_agreement_on_one_value_is_one() -> None:
    assert find_alpha([("a", "a"), ("a", "a")]) == 1.0
