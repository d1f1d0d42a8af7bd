"""The exact value of a formula at rational parameters, where it has one, and the exact order of two formulas.

Balls cannot decide a tie: at 3·(1/3) they never see that ⌈3·(1/3)⌉ is 1, nor that a step size equals its bound, a start
the inflection point, or that ln 8/ln 2 is 3. Where the formula stays within ``numerics.exact.radicals`` it is decided.

>>> from theory.language.symbols import lam
>>> rational_value(sp.ceiling(3 * lam), {lam: Fraction(1, 3)}), rational_value(sp.log(lam), {lam: Fraction(2)})
(Fraction(1, 1), None)
>>> rational_value(sp.log(lam) / sp.log(lam**2), {lam: Fraction(2)})
Fraction(1, 2)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

import sympy as sp

from numerics.exact import radicals
from numerics.exact.radicals import Number

Values = Mapping[sp.Symbol, Fraction]


def rational_value(expr: sp.Expr, values: Values) -> Fraction | None:
    """Return the value of ``expr`` as a Fraction, or None when it is not found to be rational.

    Understands sums, products, powers, logarithms, Max, Min, Abs, ceiling and floor of rationals, of roots of rationals
    and of logarithms of those; None stands for everything else, and for a division by zero. Ours.

    >>> from theory.language.symbols import lam
    >>> rational_value(lam ** sp.Rational(-2, 3), {lam: Fraction(27, 8)})
    Fraction(4, 9)
    """
    value = _value(expr, values)
    return value if isinstance(value, Fraction) else None


def exact_order(left: sp.Expr, right: sp.Expr, values: Values) -> int | None:
    """Return −1, 0 or 1 as left < right, left = right or left > right; None where a side is of no known kind.

    >>> from theory.language.symbols import lam
    >>> exact_order(lam ** sp.Rational(1, 3), sp.sqrt(lam), {lam: Fraction(2)})
    -1
    """
    first = _value(left, values)
    second = None if first is None else _value(right, values)
    return None if first is None or second is None else radicals.order(first, second)


def _value(expr: sp.Expr, values: Values) -> Number | None:
    if isinstance(expr, sp.Symbol):
        return values.get(expr)
    if isinstance(expr, sp.Rational | sp.Float):
        ratio = sp.Rational(expr)
        return Fraction(int(ratio.p), int(ratio.q)) if ratio.is_finite else None
    arguments: list[Number] = []
    for argument in expr.args:
        value = _value(argument, values)
        if value is None:
            return None
        arguments.append(value)
    match expr:
        case sp.Add():
            return _joined(radicals.add, arguments)
        case sp.Mul():
            return _joined(radicals.multiply, arguments)
        case sp.Pow():
            base, exponent = arguments
            return radicals.power(base, exponent) if isinstance(exponent, Fraction) else None
        case sp.log():
            return radicals.logarithm(*arguments)
        case sp.Max() | sp.Min():
            side = 1 if isinstance(expr, sp.Max) else -1
            return _joined(lambda x, y: _extreme(x, y, side), arguments)
        case sp.Abs():
            (value,) = arguments
            negative = radicals.multiply(value, Fraction(-1))
            return None if negative is None else _extreme(value, negative, 1)
        case sp.floor():
            return radicals.floor(*arguments)
        case sp.ceiling():
            negative = radicals.multiply(arguments[0], Fraction(-1))
            below = None if negative is None else radicals.floor(negative)
            return None if below is None else -below
    return None


def _joined(operation: Callable[[Number, Number], Number | None], arguments: list[Number]) -> Number | None:
    total: Number | None = arguments[0]
    for argument in arguments[1:]:
        total = None if total is None else operation(total, argument)
    return total


def _extreme(x: Number, y: Number, side: int) -> Number | None:
    """Return the larger of two numbers for ``side`` = 1, the smaller for −1."""
    found = radicals.order(x, y)
    return None if found is None else x if found * side >= 0 else y
