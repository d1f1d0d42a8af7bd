"""Hitting times and sign changes of the pair against slow integer arithmetic that shares nothing with the kernels."""

from __future__ import annotations

from fractions import Fraction

import networkx
import numpy as np
import pytest
from flint import arb

from numerics.cases.pair import PerturbedCase, PerturbedCases, draw_perturbed
from numerics.claims.hypotheses import require
from numerics.exact.balls import working_precision
from numerics.orbits.factors import matrix_descent, perturbed_start
from numerics.orbits.pair import exact_pair_orbit, pair_trajectory
from numerics.orbits.pair_hitting_time import (
    hitting_time_perturbed,
    hitting_times_perturbed,
    phase_transition_time,
    phase_transition_times,
)
from theory.deep_factorization.theorem_1_3 import THEOREM_1_3

UNIT = 1 << 320
SHORT = {"length": 300.0, "depths": (2, 3, 4)}


def slow_times(case: PerturbedCase, most: int = 300_000) -> tuple[int, int | None]:
    """(T, k_p) by fixed-point integers with 320 fractional bits (96 digits); k_p is None when T comes first."""
    lam, alpha, beta, eta, eps = (int(value * UNIT) for value in (case.lam, case.alpha, case.beta, case.eta, case.eps))
    first, second, change = alpha - beta, alpha, None
    for k in range(most):
        power = UNIT
        for _ in range(case.depth - 2):
            power = power * second >> 320
        error = (first * (power * second >> 320) >> 320) - lam
        change = k if change is None and first <= 0 else change
        assert abs(abs(error) - eps) > 1 << 60, "too close for the digits of the reference"
        if abs(error) <= eps:
            return k, change
        growth = eta * (power * error >> 320) >> 320
        first, second = first - (growth * second >> 320), second - (growth * first >> 320)
    raise AssertionError(f"no hit in {most} steps")


def test_batch_agrees_with_96_digits() -> None:
    cases = draw_perturbed(24, seed=2, **SHORT)
    times, changes = hitting_times_perturbed(cases), phase_transition_times(cases)
    signs = set()
    for row, case in enumerate(cases):
        hit, change = slow_times(case)
        assert times.lower[row] == times.upper[row] == hit
        signs.add(np.sign(float(case.lam)))
        if case.lam < 0 and change is not None:
            assert changes.lower[row] == changes.upper[row] == change
    assert signs == {-1.0, 0.0, 1.0}


@pytest.mark.parametrize(
    "case",
    [
        PerturbedCase(2, *map(Fraction, ("-1/3", "1/7", "1/70", "1/40", "1/1000"))),
        PerturbedCase(3, *map(Fraction, ("-2", "3/10", "1/10", "1/90", "1/100000"))),
        PerturbedCase(3, *map(Fraction, ("5/3", "2/3", "1/9", "1/200", "1/700"))),
        PerturbedCase(5, *map(Fraction, ("0", "9/10", "1/30", "1/60", "1/50"))),
    ],
)
def test_exact_parameters_agree_with_96_digits(case: PerturbedCase) -> None:
    hit, change = slow_times(case)
    values = (case.lam, case.alpha, case.beta, case.eta)
    assert hitting_time_perturbed(case.depth, *values, case.eps).iterations == hit
    if case.lam < 0:
        assert phase_transition_time(case.depth, *values).iterations == change


def test_steps_that_no_radius_covers_are_followed_in_balls() -> None:
    """ηNP^{2N−2} > 1: the error overshoots, so T is the first hit, not the last."""
    case = PerturbedCase(2, *map(Fraction, ("1", "1/2", "1/4", "9/10", "1/1000")))
    found = hitting_time_perturbed(2, case.lam, case.alpha, case.beta, case.eta, case.eps)
    assert found.method == "balls"
    assert found.iterations == slow_times(case)[0]


def test_a_batch_settles_the_rows_that_no_lane_takes() -> None:
    """ηNP^{2N−2} > 1 in the first row, and in the third the first error is as large as the accuracy."""
    columns = ((2, 2, 2), (1, 1, -1), (0.5, 0.5, 0.5), (0.25, 0.25, 0.25), (0.9, 0.1, 0.1), (2.0**-10, 2.0**-10, 1.125))
    cases = PerturbedCases(*map(np.array, columns))
    found = hitting_times_perturbed(cases)
    assert found.lower.tolist() == found.upper.tolist() == [*(slow_times(cases[row])[0] for row in (0, 1)), 0]


def test_perturbation_beyond_alpha() -> None:
    case = PerturbedCase(3, *map(Fraction, ("-1", "1/2", "7/10", "1/40", "1/1000")))
    found = hitting_time_perturbed(3, case.lam, case.alpha, case.beta, case.eta, case.eps)
    assert found.iterations == slow_times(case)[0]
    assert phase_transition_time(3, case.lam, case.alpha, case.beta, case.eta).iterations == 0
    # 2α − β = 0: the variables of the kernels would degenerate
    assert hitting_time_perturbed(3, 1, "1/2", 1, "1/40", "1/1000", budget=50).upper is None


def test_numbers_beyond_float64() -> None:
    found = hitting_time_perturbed(2, "-1e400", "1e200", "1e199", "1e-402", "1e399")
    case = PerturbedCase(2, *map(Fraction, ("-1", "1", "1/10", "1/100", "1/10")))
    assert found.iterations == slow_times(case)[0]


def test_ties_are_decided_exactly() -> None:
    orbit = exact_pair_orbit(2, Fraction(-1), Fraction(1, 2), Fraction(1, 4), Fraction(1, 16))
    for k in range(3):
        first, second = next(orbit)
        tie = abs(first * second + 1)
        assert hitting_time_perturbed(2, -1, "1/2", "1/4", "1/16", tie).iterations == k
    assert hitting_time_perturbed(2, -1, "1/2", "1/4", "1/16", tie * (1 - Fraction(1, 10**30))).iterations == 3


def test_accuracy_may_be_a_ball() -> None:
    with working_precision(200):
        target = arb(2).sqrt() / 1000
    found = hitting_time_perturbed(3, -1, "1/10", "1/20", "1/100", target).iterations
    near = hitting_time_perturbed(3, -1, "1/10", "1/20", "1/100", "0.00141421356").iterations
    assert found == near


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ((1, -1, "1/2", "1/4", "1/9", "1/9"), "depth is 1"),
        ((2, -1, 0, "1/4", "1/9", "1/9"), "alpha is 0"),
        ((2, -1, "1/2", "-1/4", "1/9", "1/9"), "beta is -1/4"),
        ((2, -1, "1/2", "1/4", "1/9", 0), "eps is 0"),
        ((2, "nan", "1/2", "1/4", "1/9", 0), "'nan'"),
    ],
)
def test_bad_input_is_named(arguments: tuple[object, ...], named: str) -> None:
    with pytest.raises(ValueError, match=named):
        hitting_time_perturbed(*arguments)


def test_draws_lie_inside_the_hypotheses_and_are_prefix_stable() -> None:
    cases = draw_perturbed(60, seed=9)
    assert list(draw_perturbed(20, seed=9)) == list(cases)[:20]
    for case in cases:
        require(THEOREM_1_3, case.values)
        assert case.eps < abs(case.alpha ** (case.depth - 1) * (case.alpha - case.beta) - case.lam)
    # Σ = 2α − β and α − β are floats without rounding
    for row, case in enumerate(cases):
        assert case.alpha - case.beta == Fraction(float(cases.alpha[row] - cases.beta[row]))
        assert 2 * case.alpha - case.beta == Fraction(float(2 * cases.alpha[row] - cases.beta[row]))
    ratio = cases.beta / cases.alpha
    assert ratio.min() < 1e-8
    assert ratio.max() > 0.19


@pytest.mark.parametrize("position", [1, 2, 3])
def test_explicit_factors_follow_the_pair(position: int) -> None:
    """Mixed spectrum, one perturbed factor: every eigenvalue of the product is p₁p₂^{N−1} of its own pair."""
    spectrum, alpha, beta, eta = np.array([1.3, 0.2, 0.0, -0.4, -1.1]), 0.6, 0.15, 0.02
    basis, _ = np.linalg.qr(np.random.default_rng(0).standard_normal((5, 5)))
    target = basis @ np.diag(spectrum) @ basis.T
    run = matrix_descent(target, perturbed_start(3, 5, alpha, beta, position), eta, [40, 400, 4000])
    for product, k in zip(run.products, (40, 400, 4000), strict=True):
        pairs = [pair_trajectory(3, value, alpha, beta, eta, k)[-1] for value in spectrum]
        expected = [first * second**2 for first, second in pairs]
        np.testing.assert_allclose(np.diag(basis.T @ product @ basis), expected, atol=1e-9)
    assert np.abs(run.products[-1] - target).max() < 2e-2  # λ = 0 is approached algebraically
    assert np.abs(np.diag(basis.T @ run.products[-1] @ basis)[[0, 3, 4]] - spectrum[[0, 3, 4]]).max() < 1e-9


def test_karate_club_is_recovered_with_all_its_eigenvalues() -> None:
    """The adjacency matrix has negative eigenvalues; a perturbed start finds them, an identical one does not."""
    target = networkx.to_numpy_array(networkx.karate_club_graph(), weight=None)
    target /= np.abs(np.linalg.eigvalsh(target)).max()
    wanted = np.linalg.eigvalsh(target)
    assert wanted[0] < -0.6
    perturbed = matrix_descent(target, perturbed_start(2, 34, 0.5, 0.05), 0.1, [3000]).products[0]
    # in exact arithmetic it never does; rounding breaks the symmetry of the start after some 600 steps
    identical = matrix_descent(target, perturbed_start(2, 34, 0.5, 0.0), 0.1, [300]).products[0]
    assert np.abs(np.linalg.eigvalsh(perturbed) - wanted).max() < 2e-2
    assert np.linalg.eigvalsh(identical)[0] > -1e-6
