"""Sums of roots and logarithms: every operation against balls, ties seen exactly, near-ties never taken for ties."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
import sympy as sp
from hypothesis import given, settings, strategies as st

from numerics.exact.balls import endpoints, working_precision
from numerics.exact.radicals import (
    Logarithm,
    Number,
    Radicals,
    _ball,
    add,
    floor,
    logarithm,
    multiply,
    order,
    power,
    ratio_of_logarithms,
)
from numerics.exact.rational import exact_order, rational_value

POSITIVE = st.fractions("1/12", 12, max_denominator=12)
EXPONENTS = st.sampled_from([Fraction(*pair) for pair in ((1, 2), (1, 3), (2, 3), (-1, 2), (3, 4), (-5, 6), (1, 1))])
MONOMIALS = st.builds(
    lambda c, b, e: multiply(c, power(b, e)), st.fractions(-3, 3, max_denominator=6).filter(bool), POSITIVE, EXPONENTS
)
SUMS = st.lists(MONOMIALS, min_size=1, max_size=3).map(lambda parts: total(*parts))
TINY = Fraction(1, 10**40)


def total(*parts: Number | None) -> Number:
    value: Number | None = Fraction(0)
    for part in parts:
        assert value is not None
        assert part is not None
        value = add(value, part)
    assert value is not None
    return value


def ball(x: Number | None):
    assert x is not None
    return _ball(x, 200)


@settings(derandomize=True, max_examples=30, deadline=None)
@given(SUMS, SUMS, MONOMIALS, POSITIVE)
def test_every_operation_is_that_of_the_balls(x: Number, y: Number, z: Number, q: Fraction) -> None:
    with working_precision(200):
        assert ball(add(x, y)).overlaps(ball(x) + ball(y))
        assert ball(multiply(x, y)).overlaps(ball(x) * ball(y))
        assert ball(power(z, Fraction(-3))).overlaps(1 / ball(z) ** 3)
        assert ball(power(x, Fraction(3))).overlaps(ball(x) ** 3)
        square = multiply(z, z)
        assert ball(power(square, Fraction(1, 2))).overlaps(abs(ball(z)))
        if q != 1:
            logs = logarithm(square), logarithm(q)
            if logs[0]:
                assert ball(logs[0]).overlaps((ball(z) ** 2).log())
                assert ball(total(*logs)).overlaps(ball(logs[0]) + ball(q).log())
            assert ball(multiply(logs[1], Fraction(-2, 3))).overlaps(ball(q).log() * -2 / 3)
            assert ball(power(logs[1], Fraction(-1))).overlaps(1 / ball(q).log())
        low, high = endpoints(ball(x))
        assert math.floor(low) <= floor(x) <= math.floor(high)


@settings(derandomize=True, max_examples=30, deadline=None)
@given(SUMS, SUMS, SUMS)
def test_ties_are_seen_and_near_ties_are_none(x: Number, y: Number, z: Number) -> None:
    left, right = multiply(x, total(y, z)), total(multiply(x, y), multiply(x, z))
    assert left == right or order(left, right) == 0
    assert order(left, add(right, TINY)) == -1
    assert order(add(left, TINY), right) == 1


@settings(derandomize=True, max_examples=30, deadline=None)
@given(POSITIVE.filter(lambda g: g != 1), st.integers(-40, 40).filter(bool), st.integers(-40, 40).filter(bool))
def test_ratios_of_logarithms(g: Fraction, m: int, n: int) -> None:
    assert ratio_of_logarithms(g**m, g**n) == Fraction(m, n)
    if g.numerator % 13 and g.denominator % 13:
        assert ratio_of_logarithms(13 * g**m, g**n) is None
        assert ratio_of_logarithms(g**m, g**n / 13) is None


def test_long_ratios_take_no_time() -> None:
    assert ratio_of_logarithms(Fraction(2) ** 90_000, Fraction(1, 8)) == -30_000
    assert ratio_of_logarithms(Fraction(10) ** 4000, Fraction(10001, 10000)) is None


@pytest.mark.parametrize(
    ("x", "y", "expected"),
    [
        (Fraction(1, 3), Fraction(1, 3), 0),
        (Fraction(1, 3), Fraction(1, 3) + Fraction(1, 10**3000), -1),  # beyond what balls of 4096 bits tell apart
        (logarithm(Fraction(2)), Fraction(7, 10), -1),
        (Fraction(7, 10), logarithm(Fraction(2)), 1),
        (logarithm(Fraction(4)), multiply(logarithm(Fraction(2)), Fraction(2)), 0),
        (logarithm(Fraction(1, 4)), multiply(logarithm(Fraction(2)), Fraction(2)), -1),
        (power(logarithm(Fraction(3)), Fraction(-1)), Fraction(1), -1),
    ],
)
def test_order(x: Number, y: Number, expected: int) -> None:
    assert order(x, y) == expected


def test_what_is_of_no_kind_has_no_value() -> None:
    two = logarithm(Fraction(2))
    root = power(Fraction(2), Fraction(1, 2))
    assert isinstance(two, Logarithm)
    assert isinstance(root, Radicals)
    assert (multiply(two, two), add(two, Fraction(1)), add(two, root), multiply(two, root)) == (None,) * 4
    assert (power(two, Fraction(2)), power(Fraction(-2), Fraction(1, 2)), logarithm(Fraction(-2))) == (None,) * 3
    assert (power(add(root, Fraction(1)), Fraction(-1)), power(Fraction(0), Fraction(-1)), logarithm(two)) == (
        None,
    ) * 3
    assert power(multiply(root, Fraction(-1)), Fraction(3)) == multiply(power(root, Fraction(3)), Fraction(-1))
    assert power(multiply(root, Fraction(-1)), Fraction(2)) == 2
    assert (multiply(two, Fraction(0)), add(two, Fraction(0))) == (0, two)


A = sp.Symbol("a", positive=True)


@pytest.mark.parametrize(
    ("expr", "value", "expected"),
    [
        (sp.log(A) / sp.log(2), 8, 3),
        (sp.log(sp.sqrt(A)) / sp.log(1 / A), 3, Fraction(-1, 2)),
        (sp.ceiling(sp.log(A) / sp.log(3)), Fraction(1, 9), -2),
        (sp.ceiling(sp.log(A) / 3), 10, 1),
        (sp.floor(-sp.sqrt(A)), 2, -2),
        (sp.ceiling(-sp.sqrt(A)), 2, -1),
        (sp.Max(sp.sqrt(A) - 2, 1, 0), 2, 1),
        (sp.Min(sp.sqrt(A), 2, 1), 2, 1),
        (sp.Abs(1 - sp.sqrt(A)) * (1 + sp.sqrt(A)), 2, 1),
        (sp.root(A * sp.Rational(2, 5), 3), Fraction(5, 2), 1),
        (sp.log(A), 1, 0),
    ],
)
def test_formulas_with_a_rational_value(expr: sp.Expr, value: int, expected: Fraction) -> None:
    assert rational_value(expr, {A: Fraction(value)}) == expected


def test_order_of_formulas() -> None:
    values = {A: Fraction(2)}
    assert exact_order(sp.sqrt(A) + sp.sqrt(3), sp.sqrt(5 + 2 * sp.sqrt(6 * A / 2)), values) is None  # a nested root
    assert exact_order((sp.sqrt(A) + sp.sqrt(3)) ** 2, 5 + 2 * sp.sqrt(3 * A), values) == 0
    assert exact_order(sp.exp(A), A, values) is None
    assert exact_order(A, sp.exp(A), values) is None
    assert exact_order(sp.sqrt(A), sp.root(A, 3), values) == 1
