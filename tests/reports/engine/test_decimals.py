"""Numbers for people: correctly rounded, ties to even, integers decided wherever exact arithmetic sees them."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

import pytest
import sympy as sp
from hypothesis import given, strategies as st

from numerics.claims.case import Case
from numerics.exact.balls import rational_string
from numerics.exact.verdict import Undecided
from reports.engine.decimals import (
    Written,
    decimal,
    decimal_below,
    exact_value,
    integer_bound,
    integer_ceiling,
    integer_floor,
)
from theory.deep_factorization.theorem_2_4 import T_Id
from theory.language.symbols import N, alpha, eps, eta, lam, multiplier

CASE = Case({N: Fraction(2), lam: Fraction(9), alpha: Fraction(1, 8)})


@given(st.fractions(max_denominator=10**9), st.integers(-30, 30), st.integers(1, 20))
def test_rational_numbers_are_rounded_as_decimal_does(value: Fraction, exponent: int, digits: int) -> None:
    value *= Fraction(10) ** exponent
    expected = Context(prec=digits, rounding=ROUND_HALF_EVEN).divide(
        Decimal(value.numerator), Decimal(value.denominator)
    )
    text = rational_string(value, digits)
    assert Decimal(text) == expected
    mantissa = text.lstrip("-").partition("e")[0].replace(".", "").lstrip("0")
    assert Fraction(expected) == value or len(mantissa) == digits


@pytest.mark.parametrize(
    ("expr", "digits", "text"),
    [
        (alpha, 2, "0.12"),  # 0.125, a tie
        (3 * alpha, 2, "0.38"),  # 0.375, a tie
        (alpha, 3, "0.125"),
        (alpha, 30, "0.125"),
        (sp.sqrt(lam) / 8, 2, "0.38"),
        (sp.sqrt(lam) / 10**7, 5, "3e-07"),
        (lam / 7, 5, "1.2857"),
        (sp.sqrt(lam + 1), 8, "3.1622777"),
        (lam * sp.Rational(11, 100), 5, "0.99"),
        (sp.Integer(9995) / 10, 3, "1.00e+03"),
    ],
)
def test_decimals_are_exact_where_they_can_be(expr: sp.Expr, digits: int, text: str) -> None:
    assert decimal(expr, CASE, digits) == text


def test_multipliers_are_one_unless_they_have_a_value() -> None:
    twice = Case({**CASE.values, multiplier("upper"): Fraction(2)})
    formula = multiplier("upper") * sp.sqrt(lam) / 8
    assert (decimal(formula, CASE, 5), decimal(formula, twice, 5)) == ("0.375", "0.75")


def test_integers_are_decided_where_the_value_is_rational() -> None:
    three = sp.sqrt(lam)
    for functions, results in ((integer_floor, (3, 3, 2, -3)), (integer_ceiling, (3, 4, 3, -3))):
        found = tuple(functions(e, CASE) for e in (three, three + alpha, three - alpha, -three))
        assert found == results
    assert integer_bound(three, CASE, up=True) == integer_bound(three, CASE, up=False) == 3
    assert integer_bound(three + alpha, CASE, up=True) == 4
    assert integer_bound(three + alpha, CASE, up=False) == 3


def test_an_integer_that_no_arithmetic_sees_is_undecided_or_bounded() -> None:
    one = sp.cosh(alpha) ** 2 - sp.sinh(alpha) ** 2
    assert exact_value(one, CASE) is None
    with pytest.raises(Undecided, match="integer part"):
        integer_floor(one, CASE)
    assert integer_bound(one, CASE, up=True) == 2
    assert integer_bound(one, CASE, up=False) == 1


@pytest.mark.parametrize(
    ("expr", "text"),
    [
        (lam / 7, "1.28571"),
        (sp.sqrt(lam + 1), "3.16227"),
        (sp.exp(20 * lam), "1.48938e+78"),
        (sp.exp(-lam), "0.000123409"),
        (alpha, "0.125"),
        (sp.sqrt(lam), "3"),
        (sp.Integer(9999999), "9999990"),
        (sp.cosh(alpha) ** 2 - sp.sinh(alpha) ** 2, "0.999999"),
        (sp.sqrt(1 + lam / 10**40), "1"),  # the first balls reach below 1
    ],
)
def test_rounded_down_means_never_above(expr: sp.Expr, text: str) -> None:
    assert decimal_below(expr, CASE, 6) == text


def test_values_at_other_parameters_are_seen_to_be_rational() -> None:
    zero = Case({N: Fraction(2), lam: Fraction(0), alpha: Fraction(1), eta: Fraction(1, 10), eps: Fraction(1, 10)})
    assert exact_value(T_Id(accuracy=eps / 2), zero) == Fraction(20**2 - 1, 2) * 10


def test_a_number_is_shown_as_it_was_written() -> None:
    number = Written(" 0.50 ")
    assert (str(number), f"{number}", number) == ("0.50", "0.50", Fraction(1, 2))
    with pytest.raises(ValueError, match="not a number"):
        Written("half")
