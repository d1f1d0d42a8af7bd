"""Plateaus of a perturbed start, held to pairs that are iterated step by step."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from numerics.orbits.pair import pair_trajectory
from numerics.plateaus.law_columns import Descent
from numerics.plateaus.levels import exact_spectrum, levels_of
from numerics.plateaus.perturbed import _deviation, falls_for_ever, pair_plateaus

TOLERANCE = Fraction(1, 20)


@pytest.mark.parametrize(
    ("values", "depth", "alpha", "beta"),
    [
        ([2.0, 1.0, -1.5], 2, "1/100", "1/1000000"),
        ([1.0, -1.0, 0.0], 2, "1/10", "1/1000"),
        ([3.0, 0.5, -0.5, -3.0], 3, "1/5", "1/50"),
        ([-1.0, -2.0], 2, "1/10", "1/20"),
    ],
)
def test_the_windows_are_those_of_iterated_pairs(values: list[float], depth: int, alpha: str, beta: str) -> None:
    levels = levels_of(exact_spectrum(values))
    descent, b = Descent(depth, Fraction(alpha), Fraction(1, 40 * depth)), Fraction(beta)
    found = pair_plateaus(descent, levels, b, TOLERANCE, TOLERANCE)
    assert found
    last = max(one.start if one.stop is None else one.stop for one in found) + 3
    w = []
    for value in levels.values.tolist():
        states = pair_trajectory(depth, value, float(descent.alpha), float(b), float(descent.eta), last)
        w.append(states[:, 0] * states[:, 1] ** (depth - 1))
    products = np.array(w).T
    moving = np.abs(levels.values) > 0
    learned = np.abs(products - levels.values) <= 0.05 * np.abs(levels.values)
    untouched = np.abs(products - levels.values) >= 0.95 * np.abs(levels.values)
    for one in found:
        assert one.exact
        inside = np.isin(np.arange(len(values)), one.places)
        on = (learned | ~inside).all(axis=1) & (untouched | inside | ~moving).all(axis=1)
        end = last if one.stop is None else one.stop
        assert np.flatnonzero(on).tolist() == list(range(one.start, end + 1))
        sizes = np.abs(products[one.start : end + 1])
        ranks = sizes.sum(axis=1) / sizes.max(axis=1)
        assert (np.abs(ranks - one.effective_rank) <= one.bound + 1e-9).all()


def test_what_is_learned_goes_by_time_and_not_by_size() -> None:
    levels = levels_of(exact_spectrum([1.0, -1.5]))
    first = pair_plateaus(
        Descent(2, Fraction(1, 100), Fraction(1, 60)), levels, Fraction(1, 10**8), TOLERANCE, TOLERANCE
    )
    assert levels.values[list(first[0].places)].tolist() == [1.0]


def test_a_step_too_large_is_refused() -> None:
    levels = levels_of(exact_spectrum([1.0, -40.0]))
    descent = Descent(2, Fraction(1, 10), Fraction(1, 20))
    assert not falls_for_ever(descent, Fraction(1, 20), Fraction(-40))
    with pytest.raises(ValueError, match="too large for the error of the eigenvalue -40"):
        pair_plateaus(descent, levels, Fraction(1, 20), TOLERANCE, TOLERANCE)


def test_too_many_distinct_eigenvalues_are_refused() -> None:
    levels = levels_of(exact_spectrum(np.linspace(1, 2, 301)))
    with pytest.raises(ValueError, match="301 distinct eigenvalues: at most 300"):
        pair_plateaus(Descent(2, Fraction(1, 10), Fraction(1, 20)), levels, Fraction(1, 20), TOLERANCE, TOLERANCE)


def test_the_bound_counts_what_is_missing_and_what_is_too_much() -> None:
    """All learned: r may only be too small, as each may lack a share; else what is not learned may come on top."""
    tenth, fractions = Fraction(1, 10), [Fraction(3), Fraction(-2), Fraction(1)]
    rank, bound = _deviation(fractions, fractions, Fraction(0), tenth, tenth)
    assert rank == 2.0
    assert bound == pytest.approx(6 / 2.7 - 2)
    rank, bound = _deviation(fractions[:2], fractions, Fraction(0), tenth, tenth)
    assert bound == pytest.approx((5 + 0.1) / 2.7 - 5 / 3)
    # an unlearned eigenvalue so large that a share of it is the largest of all
    large = [Fraction(1), Fraction(-100)]
    rank, bound = _deviation(large[:1], large, Fraction(0), tenth, tenth)
    assert (rank, bound) == (1.0, pytest.approx(11 / 0.9 - 1))
    least = _deviation([Fraction(1), Fraction(1)], [Fraction(1), Fraction(1)], Fraction(5), tenth, tenth)
    assert least == (2.0, pytest.approx(2 / 0.9 - 2))
    # many learned ones beside it: then r may be too small by more than it may be too large
    many = [Fraction(1)] * 20
    rank, bound = _deviation(many, [*many, Fraction(-15)], Fraction(0), tenth, tenth)
    assert (rank, bound) == (20.0, pytest.approx(20 - 20 * 0.9 / 1.5))
