"""Formulas on columns in float64, each with a bound on its error: what they decide is certain, the rest stays open.

A value is a pair (numbers, errors) of arrays (m,): the true value lies within the error of the number. Sums, products,
powers, roots, maxima, absolute values and ceilings are known; the error of anything else is infinite. Of the arithmetic
only IEEE rounding is assumed: what ``pow`` returns for a root is checked by multiplication.

>>> two = np.full(1, 2.0), np.zeros(1)
>>> number, error = rounded(sp.sqrt(sp.Symbol("x")) - 1, lambda symbol: two)
>>> bool(abs(number[0] - 0.41421356237309515) <= error[0] < 1e-14)
True
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import sympy as sp
from numpy.typing import NDArray

from numerics.claims.relations import ACCEPTS

Floats = NDArray[np.float64]
Signs = NDArray[np.int8]
Rounded = tuple[Floats, Floats]
Leaf = Callable[[sp.Symbol], Rounded]

#: Twice the unit roundoff, which covers the rounding of the errors themselves, and what underflow may lose.
_UNIT, _TINY = 2.0**-52, 2.0**-1000
#: What the errors may have lost by their own rounding, over a whole formula.
_SAFE = 1 + 2.0**-20
_UNKNOWN: Rounded = np.array(0.0), np.array(np.inf)


def rounded(expr: sp.Expr, leaf: Leaf, known: dict[sp.Basic, Rounded] | None = None) -> Rounded:
    """Return ``expr`` with a bound on its error; ``leaf`` gives the values of symbols, ``known`` collects all parts."""
    known = {} if known is None else known
    if expr not in known:
        with np.errstate(all="ignore"):
            known[expr] = _rounded(expr, leaf, known)
    return known[expr]


def order(left: Rounded, right: Rounded) -> Signs:
    """Return −1, 0, 1 where the left side is certainly smaller, equal, larger, and 2 where that is open.

    >>> exact = np.array([1.0, 2.0]), np.zeros(2)
    >>> order(exact, (np.array([1.0, 2.0]), np.array([0.0, 0.1]))).tolist()
    [0, 2]
    """
    (a, a_error), (b, b_error) = left, right
    with np.errstate(all="ignore"):
        difference = a - b
        margin = (a_error + b_error) * _SAFE + _UNIT * (np.abs(a) + np.abs(b))
        compared = (a > b).astype(np.int8) - (a < b)
        exact = (a_error == 0) & (b_error == 0) & np.isfinite(difference)
        return np.where(exact | (np.abs(difference) > margin), compared, 2).astype(np.int8)


def holds(kind: type, orders: Signs) -> Signs:
    """Return 1, −1 or 0 as a relation of this kind is true, false or open for the given orders."""
    return np.where(orders == 2, 0, np.where(np.isin(orders, ACCEPTS[kind]), 1, -1)).astype(np.int8)


def _rounded(expr: sp.Expr, leaf: Leaf, known: dict[sp.Basic, Rounded]) -> Rounded:
    if isinstance(expr, sp.Symbol):
        return leaf(expr)
    if isinstance(expr, sp.Rational):
        try:
            number = int(expr.p) / int(expr.q)
        except OverflowError:
            return _UNKNOWN
        exact = sp.Rational(number) == expr
        return np.array(number), np.array(0.0 if exact else _UNIT * abs(number) + _TINY)
    if isinstance(expr, sp.Pow) and isinstance(expr.exp, sp.Rational):
        base = rounded(expr.base, leaf, known)
        if expr.exp.q != 1:
            base = _root(base, int(expr.exp.q))
        power = _power(base, abs(int(expr.exp.p)))
        return _inverse(power) if expr.exp.p < 0 else power
    if not isinstance(expr, sp.Add | sp.Mul | sp.Max | sp.Min | sp.Abs | sp.ceiling | sp.floor):
        return _UNKNOWN
    parts = [rounded(argument, leaf, known) for argument in expr.args]
    result = parts[0]
    match expr:
        case sp.Abs():
            return np.abs(result[0]), result[1]
        case sp.ceiling():
            return _step(result, np.ceil)
        case sp.floor():
            return _step(result, np.floor)
    combine = {sp.Add: _plus, sp.Mul: _times, sp.Max: _extremum(np.maximum), sp.Min: _extremum(np.minimum)}[expr.func]
    for part in parts[1:]:
        result = combine(result, part)
    return result


def _plus(a: Rounded, b: Rounded) -> Rounded:
    total = a[0] + b[0]
    return total, a[1] + b[1] + _UNIT * np.abs(total)


def _times(a: Rounded, b: Rounded) -> Rounded:
    product = a[0] * b[0]
    # a factor ±1, as in a difference, costs nothing
    loss = np.where((np.abs(a[0]) == 1) | (np.abs(b[0]) == 1), 0.0, _UNIT * np.abs(product) + _TINY)
    return product, np.abs(a[0]) * b[1] + np.abs(b[0]) * a[1] + a[1] * b[1] + loss


def _extremum(choose: Callable[[Floats, Floats], Floats]) -> Callable[[Rounded, Rounded], Rounded]:
    return lambda a, b: (choose(a[0], b[0]), np.maximum(a[1], b[1]))


def _power(base: Rounded, exponent: int) -> Rounded:
    result = base
    for bit in bin(exponent)[3:]:
        result = _times(result, result)
        if bit == "1":
            result = _times(result, base)
    return result


def _inverse(value: Rounded) -> Rounded:
    number, error = value
    result, least = 1 / number, np.abs(number) - error * _SAFE
    lost = np.where(error == 0, 0.0, error / (least * np.abs(number)))
    return result, np.where(least > 0, lost + _UNIT * np.abs(result) + _TINY, np.inf)


def _root(value: Rounded, degree: int) -> Rounded:
    """Return the root r of a number: |r − true| ≤ |r^degree − true^degree| / r^(degree−1)."""
    number, error = value
    guess = np.sqrt(number) if degree == 2 else np.power(number, 1 / degree)
    again, again_error = _power((guess, np.zeros_like(guess)), degree)
    off = (np.abs(again - number) + again_error + error + _UNIT * np.abs(number)) * _SAFE
    lost = off / guess ** (degree - 1) * (1 + 2.0**-20)
    exactly_zero = (number == 0) & (error == 0)
    return np.where(exactly_zero, 0.0, guess), np.where(exactly_zero, 0.0, np.where(number > 2 * error, lost, np.inf))


def _step(value: Rounded, cut: Callable[[Floats], Floats]) -> Rounded:
    number, error = value
    margin = error * _SAFE + np.where(error == 0, 0.0, _UNIT * np.abs(number))
    low, high = cut(number - margin), cut(number + margin)
    return low, np.where(low == high, 0.0, np.inf)
