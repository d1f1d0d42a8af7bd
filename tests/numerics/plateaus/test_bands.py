"""The effective rank step by step, held to plain iteration, and its bands on the rising branch."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from numerics.exact.verdict import Undecided
from numerics.orbits.trajectory import trajectory
from numerics.plateaus.bands import band, effective_ranks
from numerics.plateaus.law_columns import Descent
from numerics.plateaus.levels import exact_spectrum, levels_of

VALUES = [4.0, 2.0, 2.0, 1.0, 0.2, 0.0, -0.5]


@pytest.mark.parametrize("depth", [2, 3, 4])
def test_the_intervals_hold_the_effective_rank_of_iterated_orbits(depth: int) -> None:
    levels, descent = levels_of(exact_spectrum(VALUES)), Descent(depth, Fraction(1, 5), Fraction(1, 40 * depth))
    low, high = effective_ranks(descent, levels, 400)
    w = trajectory(depth, levels.values, 0.2, float(descent.eta), 400) ** depth
    true = w.sum(axis=1) / w.max(axis=1)
    assert (low <= true + 1e-12).all()
    assert (true - 1e-12 <= high).all()
    assert (high - low).max() < 1e-9


def test_a_band_is_every_step_near_the_level_after_the_turn_and_no_other() -> None:
    levels, descent = levels_of(exact_spectrum(VALUES)), Descent(2, Fraction(1, 1000), Fraction(1, 24))
    w = trajectory(2, levels.values, 1e-3, float(descent.eta), 1500) ** 2
    true = w.sum(axis=1) / w.max(axis=1)
    turn = int(true.argmin())
    for rank in (1, 3, 4):
        found = band(descent, levels, rank, 0.025, 1500)
        assert found is not None
        assert found.exact
        near = turn + np.flatnonzero(np.abs(true[turn:] - levels.effective_rank(rank)) <= 0.025)
        assert (found.start, found.stop) == (near[0], near[-1])
        # on its way down r was as near to the level of the first ranks, which is no plateau
        if rank > 1:
            assert (np.abs(true[:turn] - levels.effective_rank(rank)) <= 0.1).any()


def test_a_band_that_no_step_meets_is_none_and_one_that_goes_on_has_no_end() -> None:
    levels, descent = levels_of(exact_spectrum([1.0, 0.9])), Descent(2, Fraction(1, 10), Fraction(1, 10))
    assert band(descent, levels, 1, 1e-6, 200) is None
    last = band(descent, levels, 2, 0.01, 200)
    assert last is not None
    assert last.stop is None


def test_a_step_that_may_overshoot_is_not_followed() -> None:
    levels = levels_of(exact_spectrum([1.0, -50.0]))
    with pytest.raises(Undecided):
        effective_ranks(Descent(2, Fraction(1, 2), Fraction(1, 2)), levels, 5)
