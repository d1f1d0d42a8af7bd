"""Certified spectra of W(k): against exact rationals, explicit matrices, a float run and each other; bad input."""

from __future__ import annotations

from fractions import Fraction
from itertools import islice

import numpy as np
import pytest
from flint import arb, arb_mat, fmpq, fmpq_mat

from numerics.exact.balls import endpoints, to_ball, working_precision
from numerics.exact.verdict import Undecided
from numerics.spectrum.iterates import ProductSpectrum, descent_spectra, flow_spectra
from numerics.spectrum.products import orthogonal, product_orbit

SPECTRUM = (3, 1, Fraction(-1, 2), 1, 0)
DISTINCT, TIMES = (3, 1, Fraction(-1, 2), 0), (1, 2, 1, 1)
STARTS = [(1, 0), (2, 0), (3, 0), (4, 0), (2, Fraction(1, 20)), (3, Fraction(1, 20))]


def held(ball: arb, value: Fraction, width: float = 1e-25) -> bool:
    low, high = endpoints(ball)
    return low <= value <= high and high - low <= width


def exactly(depth: int, value: Fraction, alpha: Fraction, beta: Fraction, step: Fraction, count: int) -> list[Fraction]:
    """The eigenvalue of W(0), W(1), … by the N diagonal factors, in rationals."""
    factors, found = [alpha - beta] + [alpha] * (depth - 1), []
    for _ in range(count):
        product = Fraction(1)
        for factor in factors:
            product *= factor
        found.append(product)
        others = []
        for j in range(depth):
            rest = Fraction(1)
            for i, factor in enumerate(factors):
                rest *= factor if i != j else 1
            others.append(rest)
        factors = [f - step * rest * (product - value) for f, rest in zip(factors, others, strict=True)]
    return found


@pytest.mark.parametrize(("depth", "beta"), STARTS)
def test_the_balls_hold_the_exact_iterates(depth: int, beta: Fraction) -> None:
    alpha, step = Fraction(1, 5), Fraction(1, 10)
    found = descent_spectra(depth, SPECTRUM, alpha, step, range(4), beta)
    assert all((at.multiplicities, len(at.values)) == ((1, 2, 1, 1), 4) for at in found)
    assert found[0].eigenvalues == (3, 1, 0, Fraction(-1, 2))
    for i, value in enumerate(found[0].eigenvalues):
        rationals = exactly(depth, value, alpha, Fraction(beta), step, 4)
        assert all(held(at.values[i], w) for at, w in zip(found, rationals, strict=True))
        assert not held(found[3].values[i], rationals[3] * Fraction(1001, 1000))


@pytest.mark.parametrize(("depth", "beta"), STARTS)
def test_explicit_matrices_have_these_eigenvalues(depth: int, beta: Fraction) -> None:
    """Every entry of VᵀW(k)V, and with them both norms: the spectra know nothing of V, the matrices not of spectra."""
    values = [3, 1, 1, Fraction(-1, 2)]
    with working_precision(400):
        basis = orthogonal(arb_mat, [[0, 0.5, 1, 0], [-0.5, 0, 0, 2], [-1, 0, 0, 0.25], [0, -2, -0.25, 0]])
        diagonal = arb_mat([[to_ball(v) if i == j else 0 for j in range(4)] for i, v in enumerate(values)])
        target = basis * diagonal * basis.transpose()
        numbers = (arb(1) / 5, arb(1) / 30, to_ball(beta))
        products = list(islice(product_orbit(depth, target, *numbers, position=depth), 41))[::8]
    found = descent_spectra(depth, values, "1/5", "1/30", range(0, 41, 8), beta)
    with working_precision(200):
        for at, product in zip(found, products, strict=True):
            seen = basis.transpose() * product * basis
            each = [w for w, times in zip(at.values, at.multiplicities, strict=True) for _ in range(times)]
            for i in range(4):
                for j in range(4):
                    assert seen[i, j].overlaps(each[i] if i == j else arb(0))
                    assert seen[i, j].rad() < 1e-25
            gap = product - target
            frobenius = sum((entry * entry for entry in gap.entries()), arb(0)).sqrt()
            assert frobenius.overlaps(at.distance)
            assert at.distance.rad() < 1e-25
            if all(w > 0 for w in at.values):  # then ‖W‖_* is the trace
                assert product.trace().overlaps(at.nuclear_norm)
    assert found[-1].values[0] > 2 * found[0].values[0]


@pytest.mark.parametrize("depth", [1, 2, 3])
def test_rational_matrices_agree_to_the_last_digit(depth: int) -> None:
    basis = orthogonal(fmpq_mat, [[0, fmpq(1, 3), 2], [fmpq(-1, 3), 0, 1], [-2, -1, 0]])
    diagonal = fmpq_mat([[2, 0, 0], [0, 1, 0], [0, 0, -1]])
    orbit = product_orbit(depth, basis * diagonal * basis.transpose(), fmpq(1, 3), fmpq(1, 8))
    seen = [basis.transpose() * product * basis for product in islice(orbit, 3)][-1]
    (at,) = descent_spectra(depth, [2, 1, -1], "1/3", "1/8", [2])
    for i in range(3):
        for j in range(3):
            entry = Fraction(int(seen[i, j].p), int(seen[i, j].q))
            assert held(at.values[i], entry) if i == j else entry == 0


@pytest.mark.parametrize(("depth", "step"), [(2, 1 / 64), (3, 1 / 128), (4, 1 / 128)])
def test_a_long_run_agrees_with_float64(depth: int, step: float) -> None:
    values = np.array([4.0, 2.0, 1.0, 0.0, -1.0])
    state = np.full(5, 0.125)
    for _ in range(3000):
        state = state - step / 4 * state ** (depth - 1) * (state**depth - values)
    (at,) = descent_spectra(depth, values.tolist(), 0.125, step / 4, [3000])
    assert [float(w.mid()) for w in at.values] == pytest.approx((state**depth).tolist(), rel=1e-10, abs=1e-14)
    assert all(w.rad() < 1e-30 for w in at.values)
    assert float(at.distance.mid()) == pytest.approx(np.linalg.norm(state**depth - values))
    assert float(at.effective_rank.mid()) == pytest.approx((state**depth).sum() / (state**depth).max())


def test_negative_eigenvalues_are_found_from_the_perturbed_start_only() -> None:
    same, perturbed = (descent_spectra(2, [1, -1], "1/10", "1/20", [2000], beta)[0] for beta in (0, "1/100"))
    assert (same.limits, perturbed.limits) == ((1, 0), (1, -1))
    for at, rank, distance in ((same, 1, 1), (perturbed, 2, 0)):
        assert abs(at.effective_rank - rank) < 1e-6
        assert abs(at.distance - distance) < 1e-6
        assert all(abs(error) < 1e-6 for error in at.errors)


@pytest.mark.parametrize("depth", [1, 2, 3])
def test_small_steps_follow_the_flow(depth: int) -> None:
    """d(k) is below y(ηk) while the flow is convex, and closer the smaller the step: of first order in η."""
    values, alpha = [2, 1, -1], Fraction(1, 4)
    (flow,) = flow_spectra(depth, values, alpha, [1])
    coarse, fine = (descent_spectra(depth, values, alpha, Fraction(1, n), [n])[0] for n in (128, 256))
    for y, c, f in zip(flow.values, coarse.values, fine.values, strict=True):
        assert 1.8 < abs((c - y) / (f - y)) < 2.2
    assert flow.limits == coarse.limits
    (start,) = flow_spectra(depth, values, alpha, [0])
    assert all(w == to_ball(alpha**depth) for w in start.values)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"depth": 0}, "depth is 0"),
        ({"eigenvalues": []}, "no eigenvalues"),
        ({"alpha": 0}, "alpha is 0"),
        ({"step": "-1/2"}, "eta is -1/2"),
        ({"beta": "-1/9"}, "beta is -1/9 at depth 2"),
        ({"depth": 1, "beta": "1/9"}, "beta is 1/9 at depth 1"),
        ({"iterations": [3, 3]}, "iterations are"),
        ({"iterations": [-1]}, "iterations are"),
    ],
)
def test_bad_input_is_named(changed: dict, message: str) -> None:
    given = {"depth": 2, "eigenvalues": [1], "alpha": "1/2", "step": "1/2", "iterations": [1]}
    with pytest.raises(ValueError, match=message):
        descent_spectra(**(given | changed))


def test_a_negative_time_and_a_wrong_position_are_named() -> None:
    with pytest.raises(ValueError, match="a time is -1"):
        flow_spectra(2, [1], "1/2", [1, -1])
    with pytest.raises(ValueError, match="position is 3"):
        next(product_orbit(2, fmpq_mat([[1]]), fmpq(1), fmpq(1), position=3))


def test_what_a_ball_does_not_decide_is_not_said() -> None:
    with pytest.raises(Undecided, match="diverges"):
        descent_spectra(3, [1], 10, 1, [20])
    unknown = ProductSpectrum((Fraction(1),), (1,), (arb(0, 1),), (Fraction(1),))
    with pytest.raises(Undecided, match="may be 0"):
        _ = unknown.effective_rank


def test_a_perturbed_orbit_stays_narrow_long_after_it_has_converged() -> None:
    for depth in (2, 3, 4):
        (at,) = descent_spectra(depth, [2, 0, -1], "1/5", "1/40", [6000], "1/20")
        assert all(w.rad() < 1e-25 for w in at.values)
        assert abs(at.values[0] - 2) < 1e-9
        assert abs(at.values[-1] + 1) < 1e-9
