"""A floating-point orbit of (18) with a radius that provably contains the exact orbit.

The compiled loops move a *centre* c_k by rounded steps. This module prepares the cases, and marks as ``monotone``
those that are covered: g' ≥ 0 on [0, top], g(x) = x − η x^{N−1}(x^N − λ), where the exact orbit d_k moves from α
towards L and never passes it. There |d_k − c_k| ≤ radius at every look of a trusted lane, so that a step certainly
short of the target proves T > k and one certainly past it proves T ≤ k. Source: ours, argued in
docs/proofs/scalar-radius.md and machine-checked in its constants by ``proofs_check.rounding``.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from flint import arb

from numerics.compiled.scalar import (
    BLOCK,
    CASE_ROWS,
    DRIFT,
    ETA,
    FALL,
    FAR,
    FAR_LOW,
    GROW,
    LAM,
    LAM_LOW,
    LOCAL_ERROR,
    LOCAL_ERROR_F,
    MARGIN,
    NEAR,
    NEAR_LOW,
    RADIUS,
    RISE,
    ROUND_UP,
    SIGN,
    STATE,
    STATE_LOW,
    TOP,
)
from numerics.exact.balls import to_ball, working_precision
from numerics.orbits.scalar import descent_limit, float_limit

#: Unit roundoff of float64.
UNIT = 2.0**-53
#: Proved rounding constant of one float64 step, in units of UNIT·max(d, d⁺): docs/proofs/scalar-radius.md.
FLOAT_LOCAL_ERROR = 2.0 + 2.0**-8
#: Depths beyond this are left to ball arithmetic.
DEEPEST = 256
_BITS = 256
_RANGE = 300.0
_WIDE, _TIGHT = 1.0 + 2.0**-18, 1.0 + 2.0**-34

#: λ, α, η, ε, floats being the dyadic rationals they are; and the same with a ball around a later iterate for α.
ExactRow = tuple[Fraction | float, Fraction | float | arb, Fraction | float, Fraction | float]


@dataclass(frozen=True)
class Cases:
    """Columns for the compiled loops, and which of them the certificate covers.

    ``columns`` is (18, m); ``immediate`` marks cases with |α−L| ≤ ε for certain, where T = 0;
    ``monotone`` marks the cases that docs/proofs/scalar-radius.md covers. The others need another method.
    """

    columns: np.ndarray
    immediate: np.ndarray
    monotone: np.ndarray


def float_cases(depth: int, lam: np.ndarray, alpha: np.ndarray, eta: np.ndarray, eps: np.ndarray) -> Cases:
    """Prepare float64 parameters, taken as the exact dyadic rationals they are, all of shape (m,).

    Parameters are positive apart from ``lam``. Source: ours.

    >>> one = np.ones(1)
    >>> float_cases(2, one, 0.1 * one, 0.2 * one, 0.01 * one).monotone
    array([ True])
    """
    limit, limit_error = float_root(depth, lam)
    sign = np.where(alpha < limit, 1.0, -1.0)
    target = limit - sign * eps
    slack = 1.01 * (limit_error + 2 * UNIT * np.abs(target))
    near, far = target - sign * slack, target + sign * slack
    columns = np.zeros((CASE_ROWS, lam.size))
    columns[STATE], columns[LAM], columns[ETA] = alpha, lam, eta
    columns[NEAR], columns[FAR], columns[SIGN] = near, far, sign
    columns[LOCAL_ERROR] = FLOAT_LOCAL_ERROR * UNIT
    monotone = _cover(depth, columns, np.maximum(alpha, limit + limit_error))
    immediate = sign * (alpha - far) >= 0
    monotone &= (sign * (alpha - near) < 0) & (limit_error <= 2.0**-40 * limit)
    return Cases(columns, immediate, monotone & ~immediate)


def float_root(depth: int, lam: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return floats near the limit L and bounds of their error.

    The guess is whatever ``pow`` returns (N = 1: λ itself); the bound comes from raising it to the power N again,
    which costs N − 1 roundings, so that no accuracy of ``pow`` is assumed.
    """
    guess, positive = float_limit(depth, lam), np.maximum(lam, 0.0)
    if depth == 1:
        return guess, np.zeros_like(guess)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        again = float_power(guess, depth)
        relative = 1.01 * (np.abs(again - positive) / positive + 2 * depth * UNIT) / depth
    return guess, np.where(positive > 0, relative * guess, 0.0)


def float_power(base: np.ndarray, exponent: int) -> np.ndarray:
    """Return base**exponent by products, so that exponent − 1 factors (1+δ) are all that is lost."""
    if exponent <= 0:
        return np.ones_like(base)
    result = base
    for bit in bin(exponent)[3:]:
        result = result * result * base if bit == "1" else result * result
    return result


def _cover(depth: int, columns: np.ndarray, largest: np.ndarray) -> np.ndarray:
    """Fill the rows TOP, RISE, FALL, GROW, DRIFT; return where g' ≥ 0 on [0, top] and all is in range."""
    lam, eta, sign = columns[LAM], columns[ETA], columns[SIGN]
    columns[RISE], columns[FALL] = (depth - 1) * lam * eta, (2 * depth - 1) * eta
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        accepted = np.zeros(lam.size, dtype=bool)
        for factor in (_TIGHT, _WIDE):
            top = largest * factor
            slope = columns[RISE] * float_power(top, depth - 2) - columns[FALL] * float_power(top, 2 * depth - 2)
            covered = -slope <= 1.0 - depth * 2.0**-46
            columns[TOP] = np.where(covered | (factor == _TIGHT), top, columns[TOP])
            accepted |= covered
        growth = 1.0 + np.maximum(columns[RISE], 0.0) * float_power(columns[TOP], depth - 2) + depth * MARGIN
        columns[GROW] = float_power(growth, BLOCK) * ROUND_UP
        columns[DRIFT] = 1.01 * BLOCK * columns[GROW] ** 2 * (columns[LOCAL_ERROR] + columns[LOCAL_ERROR_F])
        smallest = np.where(sign > 0, columns[STATE], np.minimum(columns[NEAR], columns[FAR]))
        in_range = (depth * np.log2(smallest) > -_RANGE) & (depth * np.log2(largest) < _RANGE)
        in_range &= (np.abs(np.log2(eta)) < _RANGE) & ((lam == 0) | (np.abs(np.log2(np.abs(lam))) < _RANGE))
    if depth == 1:
        in_range &= lam >= 0
    return accepted & in_range & (depth <= DEEPEST)


def exact_cases(depth: int, rows: Sequence[ExactRow], *, double: bool) -> Cases:
    """Prepare cases with exact parameters: rows (λ, start, η, ε), everything in one column a row.

    The start is α, or a ball that contains a later iterate. With ``double`` the centre, λ and the
    targets are sums of two floats. No case is reported as immediate. Source: ours.

    >>> row = (Fraction(1), Fraction(1, 10), Fraction(1, 5), Fraction(1, 100))
    >>> cases = exact_cases(2, [row], double=True)
    >>> cases.monotone, cases.columns[STATE] + cases.columns[STATE_LOW] == 0.1
    (array([ True]), array([ True]))
    """
    columns = np.ones((CASE_ROWS, len(rows)))
    largest = np.ones(len(rows))
    usable = np.zeros(len(rows), dtype=bool)
    for i, row in enumerate(rows):
        column = _exact_column(depth, row, double)
        if column is not None:
            columns[:, i], largest[i] = column
            usable[i] = True
    return Cases(columns, np.zeros_like(usable), _cover(depth, columns, largest) & usable)


def _exact_column(depth: int, row: ExactRow, double: bool) -> tuple[np.ndarray, float] | None:
    """Return a column without the rows that ``_cover`` fills, and an upper bound of α and L.

    None when the start does not lie on one side of L, certainly short of the target.
    """
    lam, start, eta, eps = row
    if not all(value == 0 or _moderate(value) for value in (lam, eta, eps)):
        return None
    column = np.zeros(CASE_ROWS)
    with working_precision(_BITS):
        state = start if isinstance(start, arb) else to_ball(start, _BITS)
        limit = descent_limit(depth, to_ball(lam))
        sign = -1 if state > limit else 1
        target = limit - sign * to_ball(eps, _BITS)
        if not (sign * state < sign * limit and sign * state < sign * target):
            return None
        column[STATE], column[STATE_LOW], column[RADIUS] = _split(state, double)
        column[LAM], column[LAM_LOW], lam_error = _split(to_ball(lam, _BITS), double)
        column[ETA], _, eta_error = _split(to_ball(eta, _BITS), False)
        high, low, error = _split(target, double)
        largest = float((state if sign < 0 else limit).upper()) * (1 + 4 * UNIT)
    column[SIGN] = sign
    slack = sign * (1.01 * error + (2.0**-100 if double else 2 * UNIT) * abs(high))
    lam_relative = 1.01 * lam_error / abs(column[LAM]) if lam else 0.0
    eta_relative = 1.01 * eta_error / column[ETA]
    if double:
        column[NEAR], column[NEAR_LOW], column[FAR], column[FAR_LOW] = high, low - slack, high, low + slack
        column[LOCAL_ERROR] = 1.01 * ((4 * depth + 12) * UNIT**2 + 2 * lam_relative)
        column[LOCAL_ERROR_F] = 1.01 * ((2 * depth + 2) * UNIT + eta_relative)
    else:
        column[NEAR], column[FAR] = high - slack, high + slack
        column[LOCAL_ERROR] = FLOAT_LOCAL_ERROR * UNIT + 2 * lam_relative + eta_relative
    return column, largest


def _moderate(value: Fraction | float) -> bool:
    """Return whether a nonzero value and its rounding errors stay far from overflow and underflow."""
    if isinstance(value, float):
        return abs(math.frexp(value)[1]) <= 2 * _RANGE
    return abs(value.numerator.bit_length() - value.denominator.bit_length()) <= 2 * _RANGE


def _split(ball: arb, double: bool) -> tuple[float, float, float]:
    """Return floats (high, low, error) with every point of ``ball`` within error of high + low."""
    high = float(ball.mid())
    low = float((ball - high).mid()) if double else 0.0
    error = float((ball - high - low).abs_upper())
    return high, low, error * (1 + 4 * UNIT)
