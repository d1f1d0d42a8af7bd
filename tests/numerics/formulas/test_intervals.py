"""Formulas in columns of intervals: they hold what balls hold, closely, and are unknown where there is no value."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
import sympy as sp
from flint import arb

from numerics.exact.balls import working_precision
from numerics.formulas.intervals import Ends, around, around_fraction, exactly
from numerics.formulas.straight_line import compile_expression
from theory.deep_factorization.theorem_2_4 import CASES, at_depth
from theory.language.symbols import alpha, eps, eta, lam

SYMBOLS = (alpha, eps, eta, lam)
FORMULAS = (
    alpha**3 - lam,
    sp.Max(alpha, eps) ** sp.Rational(2, 3) / (1 + eta) - sp.Abs(lam),
    (alpha - eps) ** -2 * sp.Rational(1, 3) + sp.sqrt(eps),
    sp.Min(alpha, sp.Rational(1, 7)) * sp.ceiling(alpha / eps) - eta,
    sp.floor(alpha) * sp.log(1 + eta) - sp.atan(lam) / sp.pi,
    lam ** (alpha / (1 + alpha)) + sp.exp(-eps),
    lam ** sp.Rational(97, 3),
)


def drawn(count: int = 400) -> dict[sp.Symbol, np.ndarray]:
    random = np.random.default_rng(5)
    values = {symbol: np.exp(random.normal(0, 3, count)) for symbol in SYMBOLS}
    values[eps][:50] = values[alpha][:50] * (1 + 1e-12 * random.normal(size=50))
    return values


def in_intervals(expr: sp.Expr, values: dict[sp.Symbol, np.ndarray]) -> Ends:
    return compile_expression(expr, SYMBOLS, "interval")(*(exactly(values[symbol]) for symbol in SYMBOLS))


def in_balls(expr: sp.Expr, values: dict[sp.Symbol, np.ndarray]) -> list[arb]:
    function = compile_expression(expr, SYMBOLS, "arb")
    with working_precision(400):
        return [function(*map(arb, row)) for row in zip(*(values[symbol].tolist() for symbol in SYMBOLS), strict=True)]


def check(expr: sp.Expr, values: dict[sp.Symbol, np.ndarray]) -> np.ndarray:
    """Return the relative widths of what is known, after comparing with balls."""
    low, high = in_intervals(expr, values)
    for one, other, ball in zip(low.tolist(), high.tolist(), in_balls(expr, values), strict=True):
        if isinstance(ball, arb) and ball.is_finite():
            assert arb(one) <= ball <= arb(other)
        else:
            assert (one, other) == (-np.inf, np.inf)
    known = np.isfinite(high) & (high != 0)
    with np.errstate(over="ignore"):
        return (high - low)[known] / np.abs(high)[known]


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula(formula: sp.Expr) -> None:
    widths = check(formula, drawn())
    assert len(widths) > 390
    assert np.median(widths) < 1e-13


@pytest.mark.parametrize("depth", [2, 3, 10])
@pytest.mark.parametrize("name", [case.name for case in CASES])
def test_a_bound_of_theorem_2_4(depth: int, name: str) -> None:
    """Inside the case and outside it, where most logarithms have no value."""
    case = next(case for case in CASES if case.name == name)
    values = drawn()
    values[lam] = case.sign * values[lam]
    values[eps] = np.minimum(values[eps], values[alpha] / 2)
    formula = at_depth(case.upper, depth, case.sign)
    formula = formula.subs(dict.fromkeys(formula.free_symbols - set(SYMBOLS), 1))
    assert len(check(formula, values)) > 30


def test_a_square_knows_that_its_factors_are_one() -> None:
    wide = np.array([[-1.0], [2.0]])
    low, high = compile_expression(lam**2, (lam,), "interval")(wide)
    assert low[0] == 0.0
    assert 4 <= high[0] < 4.000001


@pytest.mark.parametrize("b", ["4/3", "7/4"])
def test_a_hypergeometric_formula(b: str) -> None:
    """The one that there is; what differs from it by little is not taken for it."""
    b, x = sp.Rational(b), exactly(np.array([0.25, 3.0]))
    low, high = compile_expression(sp.hyper((1, b), (1 + b,), -lam), (lam,), "interval")(x)
    with working_precision(200):
        for one, other, value in zip(low, high, (0.25, 3.0), strict=True):
            exact = arb(-value).hypgeom_2f1(1, arb(b.p) / b.q, arb(b.p) / b.q + 1, bc=True)
            assert arb(one) < exact < arb(other)
    assert (high - low < 1e-12).all()
    tiny = sp.Rational(1, 2**60)
    for a, c in ((1 + tiny, 1 + b), (1, 1 + b + tiny), (1, 2 + b), (2, 1 + b)):
        assert np.isinf(compile_expression(sp.hyper((a, b), (c,), -lam), (lam,), "interval")(x)).all()


def test_an_operation_that_there_is_none_of_is_not_known() -> None:
    one = exactly(np.ones(2))
    for expr in (sp.cos(lam), sp.hyper((1, sp.Rational(2, 3)), (sp.Rational(5, 3),), -lam), sp.sin(lam)):
        low, high = compile_expression(expr, (lam,), "interval")(one)
        assert (low == -np.inf).all()
        assert (high == np.inf).all()


def test_constants_are_rounded_outward() -> None:
    low, high = compile_expression(sp.pi, (), "interval")()
    assert low[0] < high[0] <= np.nextafter(np.nextafter(low[0], 4), 4)
    with working_precision(200):
        assert arb(low[0]) < arb.pi() < arb(high[0])


def test_one_interval_may_stand_for_all() -> None:
    low, high = compile_expression(alpha + lam, (alpha, lam), "interval")(exactly(np.ones(1)), exactly(np.arange(70.0)))
    assert ((low <= np.arange(1, 71)) & (np.arange(1, 71) <= high)).all()


@pytest.mark.parametrize("number", ["1/3", "-1/3", "1/2", "-1e400", "1e400", "1e-400", "0"])
def test_a_fraction_lies_in_its_interval(number: str) -> None:
    exact = Fraction(number)
    low, high = around_fraction(exact)
    assert low == -np.inf or Fraction(low) <= exact
    assert high == np.inf or exact <= Fraction(high)
    if abs(exact) < 10:
        assert high <= np.nextafter(low, np.inf)


def test_balls_lie_in_their_intervals() -> None:
    with working_precision(200):
        balls = [arb(n) / 7 for n in range(1, 300)]
        low, high = around(balls)
        assert all(arb(a) <= ball <= arb(b) for a, b, ball in zip(low, high, balls, strict=True))
        beyond = [arb("1e400"), arb("inf"), arb.nan(), arb(0, 1) * arb("1e400")]
        assert np.isinf(around(beyond)).all()
