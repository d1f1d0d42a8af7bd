"""The columns of the pair enclose their parameters, and what is covered satisfies the argument; and planted faults."""

from __future__ import annotations

from fractions import Fraction
from types import ModuleType

import numpy as np
import pytest
from flint import arb

import numerics.compiled.pair_radius as pair_radius
from numerics.compiled import pair
from numerics.compiled.pair import DIFF, DIFF_LOW, SUM, SUM_LOW
from numerics.exact.balls import to_ball, working_precision
from tests.planting import changed

BITS = 400

#: N, λ, α, β, η, ε: thirds and sevenths, which no float holds, of many sizes; 1 + tiny ones round as badly as can be.
BAD = 1 + Fraction(0.999) / 2**53
ROWS = [
    (depth, lam * bad, alpha * bad, beta * bad, eta * bad, eps * bad)
    for bad in (Fraction(1), Fraction(1, 3), BAD)
    for depth, lam, alpha, beta, eta, eps in (
        (depth, *map(Fraction, row))
        for depth in (2, 3, 6)
        for row in (
            ("-1", "1/2", "1/8", "1/256", "1/64"),
            ("3/4", "1", "1/1024", "1/1024", "1/7"),
            ("0", "7/8", "3/4", "1/64", "1e-9"),
            ("-1e-6", "1/4", "1e-4", "1/2", "1e-12"),
            ("1/2", "5/8", "1/2", "1/512", "1e-3"),
        )
    )
]


def check_exact_columns(module: ModuleType = pair_radius) -> None:
    """Every error of a column is paid for by its own row, and no row pays for much more."""
    for depth, lam, alpha, beta, eta, eps in ROWS:
        accuracies = [(eps, eps), (arb(float(eps), float(eps) * 2.0**-40), None)]
        for accuracy, value in accuracies:
            column, covered = module.exact_pair_column(depth, lam, alpha, beta, eta, accuracy)
            assert covered
            with working_precision(BITS):
                exact_beta, exact_sum, exact_lam, exact_eta = (
                    to_ball(number, BITS) for number in (beta, 2 * alpha - beta, lam, eta)
                )
                low, high = (to_ball(value, BITS),) * 2 if value else (accuracy.lower(), accuracy.upper())
                difference = (exact_beta / (arb(column[DIFF]) + arb(column[DIFF_LOW]))).log()
                total = (exact_sum / (arb(column[SUM]) + arb(column[SUM_LOW]))).log()
                assert abs(difference - total) / 2 <= column[pair.RADIUS_U] < 2.0**-100
                assert abs(difference + total) <= column[pair.RADIUS_S] < 2.0**-100
                assert abs(exact_lam - column[pair.LAM]) <= column[pair.LAM_ERROR] <= 2.0**-51 * abs(lam)
                assert abs(exact_eta / column[pair.ETA] - 1) <= column[pair.STEP_ERROR] < 2.0**-51
                assert column[pair.FAR] <= low
                assert high <= column[pair.NEAR]
                assert column[pair.NEAR] - column[pair.FAR] <= (high - low) * 1.1 + 2.0**-48 * low
                product = alpha ** (depth - 1) * (alpha - beta)
                assert column[pair.SIDE] == (1 if product > lam else -1)
                assert 1 <= column[pair.TOP] ** 2 / largest_square(depth, lam, alpha, beta) < 1 + 2.0**-14


def largest_square(depth: int, lam: Fraction, alpha: Fraction, beta: Fraction) -> arb:
    """P² = max(α², |λ|^{2/N} + β(2α−β))."""
    root = to_ball(abs(lam), BITS).root(depth) ** 2 if lam else arb(0)
    return (root + to_ball(beta * (2 * alpha - beta), BITS)).max(to_ball(alpha * alpha, BITS))


def check_covered(module: ModuleType = pair_radius) -> None:
    """Covered means 0 < β < α, 2NηP^{2N−2} ≤ 1, p ≠ λ and numbers of moderate size; all but the borders are."""
    draw = np.random.default_rng(7)
    for depth in (2, 3, 7):
        count = 200
        lam = draw.choice([-1.0, 0.0, 1.0], count) * 10 ** draw.uniform(-3, 3, count)
        alpha = 10 ** draw.uniform(-2, 2, count)
        beta = alpha * 10 ** draw.uniform(-9, 0, count)
        near_one = draw.choice([-1e-9, -1e-12, -1e-13, 1e-13, 1e-12, 1e-9, -0.5, 0.5], count)
        with working_precision(BITS):
            squares = [float(largest_square(depth, *map(Fraction, row))) for row in zip(lam, alpha, beta, strict=True)]
            eta = (1 + near_one) / (2 * depth * np.array(squares) ** (depth - 1))
            columns, covered = module.pair_columns(depth, lam, alpha, beta, eta, 1e-3 * alpha, 1e-4 * alpha)
            for i, row in enumerate(zip(lam, alpha, beta, strict=True)):
                square = largest_square(depth, *map(Fraction, row))
                load = 2 * depth * to_ball(Fraction(eta[i]), BITS) * square ** (depth - 1)
                assert bool(covered[i]) == bool(load <= 1 - 2.0**-40), f"2NηP^(2N−2) = {load}"
                assert Fraction(columns[SUM, i]) + Fraction(columns[SUM_LOW, i]) == 2 * Fraction(alpha[i]) - Fraction(
                    beta[i]
                )
                assert (columns[DIFF, i], columns[DIFF_LOW, i]) == (beta[i], 0.0)
                assert (columns[pair.NEAR, i], columns[pair.FAR, i]) == (1e-3 * alpha[i], 1e-4 * alpha[i])
                assert columns[pair.TOP, i] ** 2 >= square
    good = {"depth": 2, "lam": -1.0, "alpha": 0.5, "beta": 0.25, "eta": 0.05, "near": 0.1, "far": 0.1}
    outside = [
        {"beta": 0.5}, {"beta": 0.6}, {"beta": 0.0}, {"beta": -0.25}, {"far": 0.0}, {"far": 1e-100}, {"eta": 1e-100},
        {"lam": 0.125}, {"lam": 0.125 * (1 + 1e-10)}, {"lam": -1e-100}, {"beta": 1e-150}, {"depth": 99, "beta": 1e-5},
        {"lam": 1e60, "eta": 1e-70}, {"beta": float(np.nextafter(0.5, 0.0))},
        {"depth": 257, "alpha": 0.9, "beta": 0.5, "eta": 1e-60},
    ]  # fmt: skip
    deep = {"depth": 256, "alpha": 0.9, "beta": 0.5, "eta": 1e-60}
    for change in ({}, {"lam": 0.125 * (1 + 1e-8)}, {"lam": 0.0}, {"lam": -1e-80}, {"eta": 1e-80}, deep, *outside):
        depth, *floats = (good | change).values()
        with np.errstate(all="ignore"):
            _, covered = module.pair_columns(depth, *(np.array([value]) for value in floats))
        assert covered[0] == (change not in outside), f"covered: {change}"


def check_columns(module: ModuleType = pair_radius) -> None:
    check_covered(module)
    check_exact_columns(module)


def test_the_columns_pass() -> None:
    check_columns()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("1.01 * eta_error / float(column[ETA, 0])", "0.0"),
        ("0.51 * (diff_error + sum_error)", "0.5 * diff_error"),
        ("1.01 * (diff_error + sum_error)", "0.51 * (diff_error + sum_error)"),
        ("return high, float((ball - high).abs_upper()) * (1 + 4 * UNIT)", "return high, 0.0"),
        ("return high, low, error", "return high, low, 0.0"),
        ("return high, low, error", "return high, 0.0, error"),
        ("(middle + spread) * (1 + 4 * UNIT)", "middle"),
        ("(middle - spread) * (1 - 4 * UNIT)", "middle"),
        ("np.where(product > lam, 1.0, -1.0)", "np.where(product > lam, -1.0, 1.0)"),
        ("np.sqrt(squared) * TOP_FACTOR", "np.sqrt(squared) * (1 - 2.0**-16)"),
        ("(root + root_error) ** 2 + beta * (2 * alpha - beta)", "(root + root_error) ** 2"),
        ("np.maximum(alpha**2, (root", "np.minimum(alpha**2, (root"),
        ("float_power(squared, depth - 1)", "float_power(squared, depth - 2)"),
        ("(load <= LARGEST_LOAD)", "(load <= 1)"),
        ("(load <= LARGEST_LOAD)", "(load <= 0.4)"),
        ("clear & in_range", "in_range"),
        ("clear & in_range", "clear"),
        ("(2 * alpha - total) - beta", "0.0"),
        ("& (beta < alpha * (1 - 2.0**-40))", ""),
        ("(columns[FAR] > 0) & (np.log2(columns[FAR]) > -_RANGE) & (depth <= DEEPEST)", "depth <= DEEPEST"),
        (" & (depth <= DEEPEST)", ""),
        ("in_range &= (np.abs(np.log2(eta)) < _RANGE) & ((lam == 0) | (np.abs(np.log2(size)) < _RANGE))", "pass"),
        ("(2 * depth * np.log2(beta) > -3 * _RANGE)", "True"),
        ("& (2 * depth * np.log2(columns[TOP]) < _RANGE)", ""),
    ],
)
def test_a_fault_in_the_columns_is_noticed(old: str, new: str) -> None:
    faulty = changed(pair_radius, (old, new))
    with pytest.raises(AssertionError):
        check_columns(faulty)
