"""The windows of unseen spectra, held to orbits that are iterated step by step in balls."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import reduce

import numpy as np
import pytest
from flint import arb, arb_mat, fmpq, fmpq_mat

from numerics.exact.balls import to_ball, working_precision
from numerics.orbits.exact_factors import factor_step
from numerics.orbits.scalar import ball_orbit
from numerics.plateaus.law_columns import Descent
from numerics.plateaus.levels import Levels, exact_spectrum, levels_of
from numerics.plateaus.windows import Plateau, plateaus

TOLERANCE = Fraction(1, 20)
BITS = 160


def draws(count: int, seed: int) -> Iterator[tuple[Descent, Levels]]:
    """Yield spectra with gaps, ties, zeros, negative eigenvalues and tails below α^N, and steps up to the sharp one."""
    rng = np.random.default_rng(seed)
    for _ in range(count):
        depth, size = int(rng.integers(2, 6)), int(rng.integers(1, 61))
        top = float(rng.uniform(0.3, 5))
        values = top * rng.uniform(0.3, 0.9) ** rng.integers(0, 6, size=size).astype(float)
        values[0] = top
        few = rng.choice(size, size // 3, replace=False)
        values[few] = rng.choice([0.0, -0.3, 1e-7], size=few.size) * top
        values[0] = top
        start = top * 10 ** float(rng.uniform(-4, -1.3)) if depth == 2 else top * 10 ** float(rng.uniform(-2.5, -1.3))
        share = float(rng.choice([0.2, 0.95 * depth / (3 * depth - 2), 0.98]))
        eta = share / (depth * top ** (2 - 2 / depth))
        yield Descent(depth, Fraction(start ** (1 / depth)), Fraction(eta)), levels_of(exact_spectrum(values))


def shares(descent: Descent, levels: Levels, last: int) -> dict[float, list[arb]]:
    """Return w(k)/λ for k = 0..last of every distinct positive eigenvalue, step by step."""
    found = {}
    for value in {float(v) for v in levels.values if v > 0}:
        eigenvalue = to_ball(value)
        orbit = ball_orbit(descent.depth, eigenvalue, to_ball(descent.alpha), to_ball(descent.eta))
        found[value] = [next(orbit) ** descent.depth / eigenvalue for _ in range(last + 1)]
    return found


def on_plateau(descent: Descent, levels: Levels, known: dict[float, list[arb]], rank: int, k: int) -> bool:
    """Decide from the iterates alone whether step k belongs to the plateau of a rank."""
    learned = all(known[float(v)][k] >= to_ball(1 - TOLERANCE) for v in levels.values[:rank])
    if rank == levels.values.size or Fraction(float(levels.values[rank])) <= descent.start:
        return learned
    return learned and bool(known[float(levels.values[rank])][k] <= to_ball(TOLERANCE))


def test_every_window_is_the_plateau_of_orbits_that_are_iterated() -> None:
    ratios, seen = [], 0
    for descent, levels in draws(40, seed=11):
        found = plateaus(descent, levels, TOLERANCE, TOLERANCE)
        ends = [window.start + 3 if window.stop is None else window.stop + 1 for window in found]
        if not found or max(ends) > 2000:
            continue
        with working_precision(BITS):
            known = shares(descent, levels, max(ends))
            for window in found:
                assert window.exact
                assert on_plateau(descent, levels, known, window.rank, window.start)
                assert on_plateau(descent, levels, known, window.rank, min(window.middle, max(ends)))
                if window.start:
                    assert not on_plateau(descent, levels, known, window.rank, window.start - 1)
                if window.stop is not None:
                    assert on_plateau(descent, levels, known, window.rank, window.stop)
                    assert not on_plateau(descent, levels, known, window.rank, window.stop + 1)
                    true = [k for k in range(max(ends)) if on_plateau(descent, levels, known, window.rank, k)]
                    ratios.append((window.stop - window.start + 1) / len(true))
                seen += 1
            for rank in set(levels.ranks) - {window.rank for window in found}:
                if Fraction(float(levels.values[rank - 1])) > descent.start:
                    assert not any(on_plateau(descent, levels, known, rank, k) for k in range(0, max(ends), 7))
    assert seen >= 28
    assert set(ratios) == {1.0}


def test_a_window_moved_by_one_is_noticed() -> None:
    """The negative control of the test above: its question tells a window from its neighbours."""
    descent, levels = Descent(2, Fraction(1, 100), Fraction(1, 16)), levels_of(exact_spectrum([4.0, 1.0]))
    (window, _) = plateaus(descent, levels, TOLERANCE, TOLERANCE)
    assert window.stop is not None
    with working_precision(BITS):
        known = shares(descent, levels, window.stop + 2)
        for moved in (replace(window, start=window.start - 1), replace(window, stop=window.stop + 1)):
            assert moved.stop is not None
            ends = (moved.start, moved.stop)
            assert not all(on_plateau(descent, levels, known, 1, k) for k in ends)


@pytest.mark.parametrize("depth", [2, 3])
def test_the_windows_of_full_matrices_from_the_gradient(depth: int) -> None:
    """Explicit factors, moved by matrix products alone, have the eigenvalues that the windows speak of."""
    basis = fmpq_mat([[2, -2, 1], [1, 2, 2], [2, 1, -2]]) * fmpq(1, 3)
    values, alpha, eta = (4, 1, -1), Fraction(1, 80 if depth == 2 else 5), Fraction(1, 80)
    found = plateaus(Descent(depth, alpha, eta), levels_of(exact_spectrum(values)), TOLERANCE, TOLERANCE)
    (first, second) = found
    assert first.stop is not None
    with working_precision(400):
        turn = arb_mat(basis)
        target = turn * arb_mat(3, 3, [4, 0, 0, 0, 1, 0, 0, 0, -1]) * turn.transpose()
        factors, true = [arb_mat(3, 3, 1) * to_ball(alpha)] * depth, []
        for _ in range(second.start + 2):
            product = reduce(lambda after, before: before * after, factors)
            turned = turn.transpose() * product * turn
            true.append([turned[i, i] / abs(values[i]) for i in range(3)])
            factors = factor_step(factors, target, to_ball(eta))
    high, low = to_ball(1 - TOLERANCE), to_ball(TOLERANCE)
    for k in (first.start - 1, first.start, first.middle, first.stop, first.stop + 1):
        inside = bool(true[k][0] >= high and true[k][1] <= low)
        assert inside == (first.start <= k <= first.stop)
    for k in (second.start - 1, second.start, second.start + 1):
        assert bool(true[k][0] >= high and true[k][1] >= high) == (k >= second.start)


def test_many_equal_or_uncertain_eigenvalues_leave_the_window_inside() -> None:
    """An eigenvalue known up to ±δ: the window holds for both ends, and says that it may be short."""
    descent = Descent(3, Fraction(1, 10), Fraction(1, 100))
    values, error = np.array([2.0, 1.0]), 1e-2
    uncertain = Levels(values, values - error, values + error, 0.0, 0)
    (window, _) = plateaus(descent, uncertain, TOLERANCE, TOLERANCE)
    assert not window.exact
    for sign in (-1, 1):
        for other in (-1, 1):
            exactly = levels_of(exact_spectrum(values + error * np.array([sign, other])))
            (true, _) = plateaus(descent, exactly, TOLERANCE, TOLERANCE)
            assert true.stop is not None
            assert window.stop is not None
            assert true.start <= window.start <= window.stop <= true.stop


def test_ties_have_one_window_together() -> None:
    descent = Descent(2, Fraction(1, 100), Fraction(1, 16))
    found = plateaus(descent, levels_of(exact_spectrum([4.0, 4.0 * (1 - 1e-12), 1.0, 1.0])), TOLERANCE, TOLERANCE)
    assert [window.rank for window in found] == [2, 4]
    assert isinstance(found[0], Plateau)


def test_a_window_of_a_hundred_digits_is_certified() -> None:
    descent = Descent(5, Fraction(1, 10**40), Fraction(1, 20))
    (first, second) = plateaus(descent, levels_of(exact_spectrum([1.0, 0.5])), TOLERANCE, TOLERANCE)
    assert first.exact
    assert first.stop is not None
    assert len(str(first.start)) > 100
    assert abs(first.stop / first.start - 2) < 1e-6
    assert second.stop is None
