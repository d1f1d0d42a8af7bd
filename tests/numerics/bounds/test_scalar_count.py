"""The bounds of Theorem 2.4: cases chosen exactly, balls against quadrature, filters against exact decisions."""

from __future__ import annotations

from fractions import Fraction

import mpmath
import numpy as np
import pytest
import sympy as sp

from numerics.bounds.scalar_count import (
    case_of,
    classify,
    enclose_bounds,
    enclose_counts,
    float_bounds,
    values_of,
)
from numerics.cases.scalar import ScalarCase, ScalarCases, draw_scalar
from numerics.claims.hypotheses import require
from numerics.exact.verdict import Undecided
from numerics.formulas.hypotheses import case_at, check_hypotheses, holds
from theory.language.definitions import L, x_star
from theory.language.registry import statement
from theory.language.symbols import N, alpha, eps, eta, lam

CASES = draw_scalar(400, seed=11, extremes=False)


def test_the_filter_agrees_with_the_exact_decision() -> None:
    assert classify(CASES) == [case_of(case).name for case in CASES]


def test_next_to_a_border_the_filter_leaves_the_decision_to_exact_arithmetic() -> None:
    """One unit in the last place from α = x_*, α = L, ε = L − x_*: there float64 alone picks a wrong side."""
    n = np.repeat(np.arange(2, 11), 24)
    size = np.exp(np.random.default_rng(3).normal(0, 2, len(n)))
    limit, bend = size ** (1 / n), (size * (n - 1) / (2 * n - 1)) ** (1 / n)
    place, ulps = np.arange(len(n)) % 3, np.arange(len(n)) // 3 % 8 - 4
    start = np.choose(place, [bend, limit, bend / 2])
    start = np.where(place < 2, start + ulps * np.spacing(start), start)
    accuracy = np.where(place < 2, (limit - bend) / 3, limit - bend)
    accuracy = np.where(place == 2, accuracy + ulps * np.spacing(accuracy), accuracy)
    cases = ScalarCases(n, size, start, np.full(len(n), 1e-3), accuracy)
    decided = 0
    for case, name in zip(cases, classify(cases), strict=True):
        try:
            assert name == case_of(case).name, case
            decided += 1
        except (Undecided, ValueError):
            assert not name
    assert decided > 150


def quadrature(case: ScalarCase, name: str) -> mpmath.mpf:
    """T^Id from theorems' text and direct quadrature of 1/f, in 30 digits: no formula of the package."""
    with mpmath.workdps(40):
        n = case.depth
        value, start, step, accuracy = (
            mpmath.mpf(q.numerator) / q.denominator for q in (case.lam, case.alpha, case.eta, case.eps)
        )
        if name == "1":
            limit = mpmath.root(value, n) if value else mpmath.mpf(0)
            return (accuracy ** (2 - 2 * n) - (start - limit) ** (2 - 2 * n)) / ((2 * n - 2) * step)

        def time(a: mpmath.mpf, b: mpmath.mpf) -> mpmath.mpf:
            # in ln x the integrand is tame for a far below b
            cuts = mpmath.linspace(mpmath.log(a), mpmath.log(b), 12)
            return abs(mpmath.quad(lambda v: 1 / (mpmath.exp((n - 2) * v) * (value - mpmath.exp(n * v))), cuts))

        if name == "2":
            return time(start, accuracy) / step
        limit = mpmath.root(value, n)
        bend = mpmath.root(value * (n - 1) / (2 * n - 1), n)
        slope = mpmath.mpf(n) / 2 * (mpmath.mpf(n - 2) / (4 * n - 2)) ** (1 - mpmath.mpf(2) / n)
        slope = value if n == 2 else slope * value ** (2 - mpmath.mpf(2) / n)

        def rate(x: mpmath.mpf) -> mpmath.mpf:
            return x ** (n - 1) * (value - x**n) / (limit - x)

        if name == "3":
            return (1 / step + slope) * time(start, limit - accuracy)
        first = mpmath.ceil((1 / step + slope) * time(start, bend)) if name == "4a" else 0
        from_here = bend if name == "4a" else start
        return first + mpmath.log(accuracy / (limit - from_here)) / mpmath.log(1 - step * rate(from_here))


@pytest.mark.parametrize("name", ["1", "2", "3", "4a", "4b"])
def test_the_upper_bound_agrees_with_direct_quadrature(name: str) -> None:
    rows = [row for row, label in enumerate(classify(CASES)) if label == name and CASES.eps[row] > 1e-9][:6]
    assert rows
    for row in rows:
        ball = enclose_bounds(CASES[row], digits=18).upper
        truth = quadrature(CASES[row], name)
        assert abs(mpmath.mpf(ball.mid().str(30, radius=False)) / truth - 1) < 1e-12, CASES[row]


def test_many_bounds_equal_single_ones_and_the_float_search_values() -> None:
    names = classify(CASES)
    upper = enclose_counts(CASES, names)
    rough, lower = float_bounds(CASES, names)
    for row in range(0, 60):
        single = enclose_bounds(CASES[row], 15)
        assert upper[row] is not None
        assert upper[row].overlaps(single.upper)
        assert np.isnan(lower[row]) == (single.lower is None)
        assert single.lower is None or lower[row] == pytest.approx(float(single.lower.mid()), rel=1e-6)
    middle = np.array([float(ball.mid()) for ball in upper])
    late = np.array(names) == "4a"
    assert np.allclose(rough[late], middle[late], rtol=1e-9)


def test_a_mutated_constant_reaches_the_ball() -> None:
    case = ScalarCase(3, Fraction(1), Fraction(1, 10), Fraction(1, 10), Fraction(1, 100))
    plain, half = enclose_bounds(case), enclose_bounds(case, scales={"K": Fraction(1, 2)})
    assert half.summands[0] < plain.summands[0]
    assert enclose_bounds(case, scales={"upper": Fraction(2)}).upper.overlaps(2 * plain.upper)


def test_a_start_at_the_limit_has_no_case() -> None:
    with pytest.raises(ValueError, match="alpha = L"):
        case_of(ScalarCase(2, Fraction(4), Fraction(2), Fraction(1, 100), Fraction(1, 10)))


def test_the_step_size_bound_is_strict_and_decided_exactly() -> None:
    point = {lam: 8, alpha: "1/2", eps: "1/100"}  # M = 2, bound 1/(7·16)
    inside, edge = Fraction(1, 112) - Fraction(1, 10**30), Fraction(1, 112)
    assert check_hypotheses(statement("2.4"), 3, point | {eta: inside})["step_size"] is True
    assert check_hypotheses(statement("2.4"), 3, point | {eta: edge})["step_size"] is False
    with pytest.raises(ValueError, match=r"step = 1/112: breaks step_size"):
        require(statement("2.4"), case_at(3, point | {eta: edge}).values)


def test_equal_irrational_sides_are_decided() -> None:
    assert holds(sp.Lt(L, sp.sqrt(lam)), 2, {lam: 2}) is False
    assert holds(sp.Le(L, sp.sqrt(lam)), 2, {lam: 2}) is True
    assert holds(sp.And(sp.Gt(lam, alpha**N), sp.Ge(eps, L - x_star)), 3, {lam: -1, alpha: 1, eps: 1}) is False


def test_no_real_bound_is_undecided_not_wrong() -> None:
    case = ScalarCase(2, Fraction(1), Fraction(9, 10), Fraction(6, 10), Fraction(1, 10**6))  # ηh(α) > 1
    with pytest.raises(Undecided):
        enclose_bounds(case, scales={"step": Fraction(4)})
    assert values_of(case)[eta] == Fraction(3, 5)
