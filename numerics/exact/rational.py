"""The exact rational value of a formula at rational parameters, where it has one.

Balls cannot decide a tie: at 3·(1/3) they never see that ⌈3·(1/3)⌉ is 1, nor that a step size equals its
bound. Where the formula stays within the rationals the answer is computed exactly instead.

>>> from theory.language.symbols import lam
>>> rational_value(sp.ceiling(3 * lam), {lam: Fraction(1, 3)}), rational_value(sp.log(lam), {lam: Fraction(2)})
(Fraction(1, 1), None)
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction

import sympy as sp

#: Powers whose numerator or denominator would need more bits are left to the balls.
LARGEST_POWER_BITS = 1_000_000


def rational_value(expr: sp.Expr, values: Mapping[sp.Symbol, Fraction]) -> Fraction | None:
    """Return the value of ``expr`` as a Fraction, or None when it is not found to be rational.

    Understands sums, products, powers (roots of perfect powers included), Max, Min, Abs, ceiling and floor;
    None stands for everything else, and for a division by zero. Ours.

    >>> from theory.language.symbols import lam
    >>> rational_value(lam ** sp.Rational(-2, 3), {lam: Fraction(27, 8)})
    Fraction(4, 9)
    """
    if isinstance(expr, sp.Symbol):
        return values.get(expr)
    if isinstance(expr, sp.Rational | sp.Float):
        ratio = sp.Rational(expr)
        return Fraction(int(ratio.p), int(ratio.q)) if ratio.is_finite else None
    arguments: list[Fraction] = []
    for argument in expr.args:
        value = rational_value(argument, values)
        if value is None:
            return None
        arguments.append(value)
    match expr:
        case sp.Add():
            return sum(arguments, Fraction(0))
        case sp.Mul():
            return math.prod(arguments, start=Fraction(1))
        case sp.Pow():
            return _power(*arguments)
        case sp.Max():
            return max(arguments)
        case sp.Min():
            return min(arguments)
        case sp.Abs():
            return abs(arguments[0])
        case sp.ceiling():
            return Fraction(math.ceil(arguments[0]))
        case sp.floor():
            return Fraction(math.floor(arguments[0]))
    return None


def _power(base: Fraction, exponent: Fraction) -> Fraction | None:
    if exponent == 0:
        return Fraction(1)
    if base == 0:
        return Fraction(0) if exponent > 0 else None
    if exponent.denominator != 1:
        root = _root(base, exponent.denominator)
        if root is None:
            return None
        base = root
    bits = max(base.numerator.bit_length(), base.denominator.bit_length())
    if bits * abs(exponent.numerator) > LARGEST_POWER_BITS:
        return None
    return Fraction(base**exponent.numerator)


def _root(base: Fraction, degree: int) -> Fraction | None:
    if base < 0:
        return None
    numerator, exact_above = sp.integer_nthroot(base.numerator, degree)
    denominator, exact_below = sp.integer_nthroot(base.denominator, degree)
    return Fraction(int(numerator), int(denominator)) if exact_above and exact_below else None
