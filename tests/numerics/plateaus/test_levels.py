"""Eigenvalues as a plan takes them: intervals of what they may be, ties, zeros."""

from __future__ import annotations

import numpy as np
import pytest

from numerics.plateaus.levels import TIE, exact_spectrum, levels_of
from numerics.spectrum.eigenvalues import Spectrum, eigenvalues


def test_the_intervals_hold_the_true_eigenvalues() -> None:
    basis, _ = np.linalg.qr(np.random.default_rng(1).normal(size=(6, 6)))
    true = np.array([3.0, 2.0, 2.0, 1e-3, 0.0, -4.0])
    matrix = basis @ np.diag(true) @ basis.T
    levels = levels_of(eigenvalues((matrix + matrix.T) / 2))
    shown = np.sort(true)[::-1]
    rounding = 1e-14  # of the matrix itself
    assert (levels.low - rounding <= shown).all()
    assert (shown <= levels.high + rounding).all()
    assert (levels.high - levels.low <= 1e-13).all()
    assert (levels.low[levels.values != 0] < levels.values[levels.values != 0]).all()
    assert (levels.ranks, levels.zeros, levels.negative) == ([1, 3, 4], 1, 1)


def test_the_error_is_on_both_sides_and_none_on_a_zero() -> None:
    levels = levels_of(Spectrum(np.array([2.0, 0.5, 1e-4]), 1e-3, 1e-3))
    assert levels.low.tolist() == [np.nextafter(1.999, 0), np.nextafter(0.499, 0), 0.0]
    assert levels.high.tolist() == [np.nextafter(2.001, 3), np.nextafter(0.501, 1), 0.0]


@pytest.mark.parametrize(("share", "ranks"), [(0.5, [2]), (2.0, [1, 2])])
def test_neighbours_are_one_level_up_to_the_tie(share: float, ranks: list[int]) -> None:
    assert levels_of(exact_spectrum([1.0, 1.0 - share * TIE])).ranks == ranks


def test_no_eigenvalue_is_positive() -> None:
    assert levels_of(exact_spectrum([-1.0, 0.0])).ranks == []
