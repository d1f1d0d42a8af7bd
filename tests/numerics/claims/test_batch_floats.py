"""Floats with bounds on their error: no error is larger than its bound, no order is guessed."""

from __future__ import annotations

import numpy as np
import pytest
import sympy as sp
from flint import arb

from numerics.claims import batch_sheet
from numerics.claims.batch_floats import order, rounded
from numerics.claims.batch_sheet import Sheet
from numerics.exact.balls import working_precision
from theory.language.symbols import alpha, eps, eta, lam

FORMULAS = (
    alpha**3 - lam,
    sp.Max(alpha, eps) ** sp.Rational(2, 3) / (1 + eta) - sp.Abs(lam),
    (alpha - eps) ** -2 * sp.Rational(1, 3) + sp.sqrt(eps),
    sp.Min(alpha, sp.Rational(1, 7)) * sp.ceiling(alpha / eps) - eta,
)


@pytest.mark.parametrize("formula", FORMULAS)
def test_float_errors_hold(formula: sp.Expr) -> None:
    random = np.random.default_rng(5)
    values = {symbol: np.exp(random.normal(0, 4, 300)) for symbol in (alpha, lam, eps, eta)}
    values[eps][:50] = values[alpha][:50] * (1 + 1e-12 * random.normal(size=50))
    number, error = rounded(formula, lambda symbol: (values[symbol], np.zeros(300)))
    with working_precision(400):
        columns = {symbol: batch_sheet.Column(column) for symbol, column in values.items()}
        balls = Sheet(3, 1, 400, 300, columns).balls(formula)
        off = [float(abs(ball - arb(near)).upper()) for ball, near in zip(balls, number.tolist(), strict=True)]
    assert (np.array(off) <= error).all()
    assert np.median(error / np.abs(number)) < 1e-13


def test_an_order_is_never_guessed() -> None:
    same = np.array([1.0, 1.0, 2.0]), np.array([1e-16, 0.0, 1e-16])
    assert order(same, (np.array([1.0, 1.0, 1.0]), np.zeros(3))).tolist() == [2, 0, 1]
    # apart, but by less than the errors of either side, or than those of the comparison itself
    one, near = np.ones(3), 1 + np.array([1e-15, 1e-15, 3e-16])
    errors = np.array([2e-15, 0.0, 1e-16]), np.array([0.0, 2e-15, 1e-16])
    assert order((one, errors[0]), (near, errors[1])).tolist() == [2, 2, 2]
    assert order((near, errors[1]), (one, errors[0])).tolist() == [2, 2, 2]
    nothing = np.full(3, np.nan), np.full(3, np.inf)
    assert order(same, nothing).tolist() == [2, 2, 2]


def test_a_ceiling_is_known_only_where_the_error_leaves_no_choice() -> None:
    values = np.array([3.0, 3.0, 2.5, 3 - 1e-13]), np.array([0.0, 1e-12, 0.1, 1e-12])
    for function, expected in ((sp.ceiling, [3, 3]), (sp.floor, [3, 2])):
        number, error = rounded(function(alpha), lambda symbol: values)
        assert number[[0, 2]].tolist() == expected
        assert error.tolist() == [0, np.inf, 0, np.inf]


@pytest.mark.parametrize("degree", [2, 3, 7])
def test_a_root_inherits_the_error_of_its_base(degree: int) -> None:
    base, off = np.array([2.0, 1e-8, 1e8]), 1e-10
    number, error = rounded(sp.root(alpha, degree), lambda symbol: (base, base * off))
    for end in (1 - off, 1 + off):
        truth = np.array([float((arb(x) * arb(end)).root(degree)) for x in base])
        assert (np.abs(truth - number) <= error).all()
    assert (error < 1.2 * base ** (1 / degree) * off).all()


def test_floats_around_balls_are_outside_them() -> None:
    with working_precision(200):
        balls = [arb(n) / 7 for n in range(1, 300)]
        low, high = batch_sheet.ends_as_floats(balls)
        assert all(arb(a) < ball < arb(b) or ball == a for a, b, ball in zip(low, high, balls, strict=True))
