"""Where the eigenvalues of the product are: intervals that hold orbits iterated in balls, at any k."""

from __future__ import annotations

from fractions import Fraction
from itertools import islice

import numpy as np
import pytest

from numerics.exact.balls import to_ball, working_precision
from numerics.orbits.scalar import ball_orbit
from numerics.orbits.trajectory import trajectory
from numerics.plateaus import products as module
from numerics.plateaus.law_columns import Descent
from numerics.plateaus.levels import exact_spectrum, levels_of
from numerics.plateaus.products import effective_rank, products
from numerics.plateaus.windows import plateaus
from numerics.plateaus.worst import quick_deviation, worst_deviation

#: Eigenvalues above, at and below α^N, equal ones, zero and negative ones.
VALUES = (2.0, 1.5, 1.5, 0.4, 0.01, 1e-4, 1e-7, 0.0, 0.0, -0.2, -2.0)


@pytest.mark.parametrize("depth", [2, 3, 5])
@pytest.mark.parametrize("share", [0.1, 0.6, 0.98])
@pytest.mark.parametrize("k", [0, 1, 30, 2500])
def test_the_intervals_hold_iterated_orbits(depth: int, share: float, k: int) -> None:
    levels = levels_of(exact_spectrum(VALUES))
    descent = Descent(depth, Fraction(1, 10), Fraction(share / (depth * 2 ** (2 - 2 / depth))))
    low, high = products(descent, levels, k)
    with working_precision(300):
        for i, value in enumerate(levels.values.tolist()):
            orbit = ball_orbit(depth, to_ball(value), to_ball(descent.alpha), to_ball(descent.eta))
            w = next(islice(orbit, k, None)) ** depth
            assert w - low[i] > -1e-60  # a ball at its limit has a radius of its own
            assert w - high[i] < 1e-60
        rising = levels.values > float(descent.start)
    assert (high[rising] - low[rising]).max() < 1e-3 * 2
    rank = effective_rank(np.array((low, high)))
    assert rank[1] - rank[0] < 0.02
    assert 1 <= rank[0] <= rank[1] <= len(VALUES) + 1e-9


@pytest.mark.parametrize("depth", [2, 3, 5])
def test_what_is_sought_where_the_law_is_loose_is_below_the_orbit_and_near_it(depth: int) -> None:
    values = np.array([2.0, 1.5, 0.4, 0.05])
    descent = Descent(depth, Fraction(1, 10), Fraction(1, 20 * depth))
    orbits = trajectory(depth, values, float(descent.alpha), float(descent.eta), 400)
    for k in (3, 40, 400):
        found = module._bisected(descent, values, module._solve(descent, values, np.full(4, float(k))), k)
        true = orbits[k]
        assert (found <= true * (1 + 1e-12)).all()
        assert (found[found > 0] > 0.8 * true[found > 0]).all()
        assert (found > 0).sum() >= 3


def test_far_beyond_iterating_the_intervals_are_narrow() -> None:
    levels = levels_of(exact_spectrum([1.0, 0.5, 0.25]))
    descent = Descent(4, Fraction(1, 10**4), Fraction(1, 20))
    (first, *_) = plateaus(descent, levels, Fraction(1, 20), Fraction(1, 20))
    assert first.start > 10**8
    assert first.stop is not None
    for k in (first.start, first.middle, first.stop):
        low, high = products(descent, levels, k)
        assert ((high - low) <= 1e-3 * high).all()
    low, high = products(descent, levels, first.start)
    assert low[0] >= 0.94
    assert high[1] <= 0.05 / 2


@pytest.mark.parametrize("depth", [2, 3])
def test_the_effective_rank_stays_within_the_bound_on_a_window_and_leaves_it_outside(depth: int) -> None:
    levels, tolerance = levels_of(exact_spectrum([3.0, 2.0, 2.0, 0.5, 0.1, 0.0, -0.5])), Fraction(1, 20)
    descent = Descent(depth, Fraction(1, 50), Fraction(1, 8 * depth))
    found = plateaus(descent, levels, tolerance, tolerance)
    assert [one.rank for one in found] == [3, 4, 5] or [one.rank for one in found] == [1, 3, 4, 5]
    for one in found:
        bound = worst_deviation(descent, levels, one)
        level = levels.effective_rank(one.rank)
        last = one.start + 500 if one.stop is None else one.stop
        for k in {one.start, one.middle, last, one.start + (last - one.start) // 3}:
            low, high = effective_rank(products(descent, levels, k))
            assert level - bound <= low + 1e-12
            assert high - 1e-12 <= level + bound
        assert bound <= quick_deviation(descent, levels, one, tolerance, tolerance)
        # half of the bound is too little somewhere on the window, or it is all rounding
        ends = [effective_rank(products(descent, levels, k)) for k in (one.start, last)]
        assert bound < 0.1
        assert max(max(abs(high - level), abs(low - level)) for low, high in ends) > bound / 10


def test_the_effective_rank_of_intervals_takes_the_worst_of_each() -> None:
    low, high = effective_rank(np.array([[2.0, 1.0, 0.0], [3.0, 2.0, 0.5]]))
    assert 1 + 1 / 3 - 1e-14 < low <= 1 + 1 / 3
    assert 1 + 2.5 / 2 <= high < 1 + 2.5 / 2 + 1e-14
