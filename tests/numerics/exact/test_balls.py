"""Exact input, outward rounding, and decisions that are taken only when a ball takes them."""

from __future__ import annotations

import math
import random
import time
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

import numpy as np
import pytest
import sympy as sp
from flint import arb, ctx
from hypothesis import given, settings, strategies as st

from numerics.exact.balls import (
    _rounded,
    ceiling_range,
    compare,
    decide,
    decimal_string,
    endpoints,
    to_ball,
    working_precision,
)
from numerics.exact.numbers import exact
from numerics.exact.verdict import Undecided, Verdict

rationals = st.builds(Fraction, st.integers(-(10**30), 10**30), st.integers(1, 10**30))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (7, Fraction(7)),
        (-(10**50), Fraction(-(10**50))),
        (Fraction(2, 6), Fraction(1, 3)),
        ("0.1", Fraction(1, 10)),
        ("1e-3", Fraction(1, 1000)),
        (" +2.50E+2 ", Fraction(250)),
        (".5", Fraction(1, 2)),
        ("3.", Fraction(3)),
        ("-1/10", Fraction(-1, 10)),
        (0.1, Fraction(3602879701896397, 36028797018963968)),
        (5e-324, Fraction(1, 2**1074)),
        (np.float64(0.75), Fraction(3, 4)),
        (np.float32(0.1), Fraction(13421773, 134217728)),
        (np.int64(-3), Fraction(-3)),
        (np.uint8(200), Fraction(200)),
        (sp.Rational(3, 7), Fraction(3, 7)),
        (sp.Integer(-2), Fraction(-2)),
    ],
)
def test_exact_takes_numbers_as_they_are_written(value, expected):
    result = exact(value)
    assert type(result) is Fraction
    assert result == expected
    assert type(result.numerator) is int


@pytest.mark.parametrize(
    "value",
    [
        True,
        np.bool_(False),
        math.nan,
        math.inf,
        -math.inf,
        np.float64("nan"),
        np.float32("inf"),
        sp.nan,
        sp.oo,
        sp.sqrt(2),
        sp.Float("0.1"),
        None,
        [1],
        np.array(1.0),
        1j,
        Decimal("0.1"),
        b"1",
        "",
        "  ",
        "1/0",
        "0/0",
        "1/-2",
        "1//2",
        "0.5/2",
        "nan",
        "inf",
        "-Infinity",
        "1e",
        "e5",
        ".",
        "1_000",
        "0x10",
        "1 2",
        "٣",
        "1,5",
        "--1",
        "1e999999999",
        "1e-999999999",
        "9" * 5000,
        "1\n2",
    ],
)
def test_exact_rejects_everything_else_in_one_line(value):
    with pytest.raises(ValueError, match=r"\S") as refusal:
        exact(value)
    message = str(refusal.value)
    assert "\n" not in message
    assert len(message) < 200
    assert repr(value)[:10] in message or str(value) in message


def test_absurd_exponents_are_refused_at_once():
    start = time.perf_counter()
    with pytest.raises(ValueError, match="exponent"):
        exact("1e999999999")
    assert time.perf_counter() - start < 0.5


@settings(derandomize=True, max_examples=100, deadline=None)
@given(rationals, st.integers(2, 300))
def test_to_ball_contains_the_value_and_is_narrow(value, prec):
    low, high = endpoints(to_ball(value, prec))
    assert low <= value <= high
    dyadic = value.denominator & (value.denominator - 1) == 0
    assert (low == high) == dyadic
    assert high - low <= abs(value) * Fraction(1, 2 ** (prec - 2))


def test_a_nearest_float_would_not_contain_its_decimal():
    # What a certified entry point must not do: take "0.1" through a float.
    low, high = endpoints(arb(float("0.1")))
    assert not low <= exact("0.1") <= high
    low, high = endpoints(to_ball("0.1", 53))
    assert low <= exact("0.1") <= high


def test_floats_become_points_whatever_the_precision():
    generator = random.Random(1)
    for _ in range(200):
        value = math.ldexp(generator.random(), generator.randint(-1000, 1000))
        assert endpoints(to_ball(value, 10)) == (Fraction(value), Fraction(value))


def test_working_precision_is_restored_after_an_error():
    before = ctx.prec
    with working_precision(before + 100):
        assert ctx.prec == before + 100
    with pytest.raises(ValueError, match="1/0"), working_precision(before + 100):
        exact("1/0")
    assert ctx.prec == before
    with pytest.raises(ValueError, match="1"), working_precision(1):
        pass
    assert ctx.prec == before


def test_verdict_is_not_a_truth_value():
    for verdict in Verdict:
        with pytest.raises(TypeError):
            bool(verdict)
    assert {verdict.value for verdict in Verdict} == {"proved", "upheld", "refuted", "undecided"}


@settings(derandomize=True, max_examples=100, deadline=None)
@given(rationals, rationals, st.integers(2, 200))
def test_compare_never_contradicts_the_rationals(a, b, prec):
    order = compare(to_ball(a, prec), to_ball(b, prec))
    assert order in (None, (a > b) - (a < b))
    if prec == 200:
        assert order is not None or a == b


def test_compare_decides_nothing_from_overlap_or_infinite_balls():
    assert compare(arb(1, 0.5), arb(1)) is None
    assert compare(arb(1), arb(1, 2**-1000)) is None
    assert compare(arb(3), arb(3)) == 0
    for unbounded in (arb.nan(), arb(0, math.inf), arb(math.inf)):
        assert compare(unbounded, arb(0)) is None
        assert compare(arb(0), unbounded) is None


def test_decide_raises_the_precision_until_it_knows():
    asked = []

    def balls(bits: int) -> tuple[arb, arb]:
        assert ctx.prec == bits
        asked.append(bits)
        return arb(2).sqrt() + to_ball("1e-80", bits), arb(2).sqrt()

    assert decide(balls, max_bits=1024) == 1
    assert asked == [64, 128, 256, 512]
    assert decide(balls, max_bits=128) is None
    assert decide(lambda bits: (arb(2).sqrt(), arb(2).sqrt()), max_bits=256) is None


@settings(derandomize=True, max_examples=100, deadline=None)
@given(st.integers(-(10**40), 10**40), st.integers(-80, 5), st.integers(0, 2**30), st.integers(-90, 5))
def test_ceiling_range_is_the_range_over_the_ball(mantissa, exponent, radius, scale):
    ball = arb((mantissa, exponent), (radius, scale))
    low, high = endpoints(ball)
    assert low <= Fraction(mantissa) * Fraction(2) ** exponent <= high
    with working_precision(20):  # the result must not depend on it
        assert ceiling_range(ball) == (math.ceil(low), math.ceil(high))


def test_ceiling_range_at_exact_integers():
    for integer in (-3, 0, 1, 10**30):
        assert ceiling_range(arb(integer)) == (integer, integer)
        assert ceiling_range(arb(integer, 1e-30)) == (integer, integer + 1)
    with working_precision(64):
        assert ceiling_range(to_ball("1/3", 64) * 3) == (1, 2)
    with pytest.raises(ValueError, match="endpoints"):
        ceiling_range(arb.nan())
    with pytest.raises(ValueError, match="written out"):
        ceiling_range(arb((1, 10**9)))


def correctly_rounded(value: Fraction, digits: int) -> Decimal:
    context = Context(prec=digits, rounding=ROUND_HALF_EVEN, Emin=-(10**6), Emax=10**6)
    return context.divide(Decimal(value.numerator), Decimal(value.denominator))


@settings(derandomize=True, max_examples=150, deadline=None)
@given(rationals, st.integers(-60, 60), st.integers(1, 30), st.integers(8, 400))
def test_decimal_string_is_the_correct_rounding_or_refuses(value, exponent, digits, prec):
    value *= Fraction(10) ** exponent
    try:
        text = decimal_string(to_ball(value, prec), digits)
    except Undecided:
        # At this precision the ball is narrower than the last digit: only a rounding tie can confuse it.
        assert prec < 4 * digits + 60 or correctly_rounded(value, digits + 15).as_tuple().digits[digits] == 5
        return
    assert Decimal(text) == correctly_rounded(value, digits)
    assert len(text.strip("-0.").split("e")[0].replace(".", "").rstrip("0")) <= digits


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        ("12.3456789012", 12, "12.3456789012"),
        ("-0.1", 12, "-0.100000000000"),
        (0, 5, "0"),
        (12, 8, "12"),
        (1200, 2, "1200"),
        (0.5, 3, "0.5"),
        (2.5, 1, "2"),
        (3.5, 1, "4"),
        ("0.99996", 4, "1.000"),
        ("0.0001234567", 3, "0.000123"),
        ("1.25e-17", 4, "1.250e-17"),
        ("1e-300", 3, "1.00e-300"),
        ("123456789.1", 4, "1.235e+08"),
        (10**30, 5, "1e+30"),
        ("1/3", 600, "0." + "3" * 600),
    ],
)
def test_decimal_notation(value, digits, text):
    assert decimal_string(to_ball(value, 4000), digits) == text


def test_decimal_string_refuses_a_ball_around_a_tie():
    with pytest.raises(Undecided, match="3 digits"):
        decimal_string(arb(0.1245, 1e-12), 3)
    assert decimal_string(arb(0.1245, 1e-12), 2) == "0.12"
    with pytest.raises(Undecided):
        decimal_string(arb(0, 1e-30), 2)
    for bad in (arb.nan(), arb(0, math.inf)):
        with pytest.raises(ValueError, match="finite"):
            decimal_string(bad, 3)
    with pytest.raises(ValueError, match="0"):
        decimal_string(arb(1), 0)


@pytest.mark.parametrize(
    ("mantissa", "exponent", "rounded"),
    [(0, 7, (0, 0)), (1, 0, (10, -1)), (-1, 3, (-10, 2)), (995, 0, (10, 2)), (-9951, 1, (-10, 4)), (985, 0, (98, 1))],
)
def test_two_significant_digits_of_a_mantissa(mantissa: int, exponent: int, rounded: tuple[int, int]) -> None:
    assert _rounded(mantissa, exponent, 2) == rounded
