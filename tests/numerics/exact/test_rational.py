"""The exact shortcut: right where it answers, silent elsewhere."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
import sympy as sp
from hypothesis import given, settings, strategies as st

from numerics.exact.rational import rational_value

A, B = sp.Symbol("a", positive=True), sp.Symbol("b", real=True)
positive = st.fractions("1/50", 50, max_denominator=50)


@settings(derandomize=True, max_examples=60, deadline=None)
@given(positive, st.fractions(-5, 5, max_denominator=50))
def test_every_operation_is_that_of_the_fractions(a, b):
    expr = sp.Max(A**3 - B, sp.Abs(B) / A) + sp.ceiling(7 * B) * sp.Min(A, 2) ** -2 - sp.floor(A + B)
    expected = max(a**3 - b, abs(b) / a) + math.ceil(7 * b) / min(a, Fraction(2)) ** 2 - math.floor(a + b)
    assert rational_value(expr, {A: a, B: b}) == expected


@settings(derandomize=True, max_examples=60, deadline=None)
@given(positive, st.integers(2, 9), st.integers(-9, 9))
def test_roots_of_perfect_powers(base, degree, power):
    expr = A ** sp.Rational(power, degree)
    assert rational_value(expr, {A: base**degree}) == base**power
    irrational = rational_value(expr, {A: 2 * base**degree})
    assert irrational is None or irrational**degree == (2 * base**degree) ** power


@pytest.mark.parametrize(
    ("expr", "value"),
    [
        (sp.log(A), 2),
        (sp.log(A - 2), 1),
        (sp.log(A) + 1, 2),
        (sp.log(A) * sp.log(A + 1), 2),
        (sp.pi * A, 1),
        (sp.sqrt(A), 2),
        (1 / (A - 1), 1),
        (sp.sqrt(A - 2), 1),
        (A**-B, 1),
        (A ** (10**9), 3),
        (sp.Float("inf") + A, 1),
    ],
)
def test_everything_else_has_no_rational_value(expr, value):
    assert rational_value(expr, {A: Fraction(value)}) is None
