"""Floating-point orbits of the pair (40) with radii that provably contain the exact orbit.

A lane holds a float centre (Δ, Σ) and radii of u = ½ln(Δ/Σ) and s = ln(ΔΣ). This module prepares the cases and says
which are covered: 0 < β < α and 2NηP^{2N−2} ≤ 1, P² = max(α², |λ|^{2/N} + β(2α−β)), where {k: |p−λ| ≤ ε} is {k ≥ T}
and, for λ < 0, {k: p₁ ≤ 0} is {k ≥ k_p}. There one look that certainly sees the target open proves T > k, one that
certainly sees it met proves T ≤ k. Source: ours, argued in docs/proofs/pair-radius.md; its constants
and formulas are machine-checked for N ≤ 256 by ``proofs_check.rounding``, and deeper cases are not covered.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from flint import arb
from numpy.typing import NDArray

from numerics.compiled.pair import (
    CASE_ROWS,
    DIFF,
    DIFF_LOW,
    ETA,
    FAR,
    LAM,
    LAM_ERROR,
    NEAR,
    RADIUS_S,
    RADIUS_U,
    SIDE,
    STEP_ERROR,
    SUM,
    SUM_LOW,
    TOP,
    UNIT,
)
from numerics.compiled.scalar_radius import DEEPEST, float_power, float_root
from numerics.exact.balls import to_ball, working_precision

Floats = NDArray[np.float64]

#: A case is covered up to this float value of 2NηP^{2N−2}, and p₂ is followed up to this much above P.
LARGEST_LOAD = 1.0 - 2.0**-40
TOP_FACTOR = 1.0 + 2.0**-16
_BITS = 256
_RANGE = 300.0


def pair_columns(
    depth: int, lam: Floats, alpha: Floats, beta: Floats, eta: Floats, near: Floats, far: Floats
) -> tuple[Floats, NDArray[np.bool_]]:
    """Return the columns (14, m) of float64 parameters, taken as exact, and which of them are covered.

    The target is |p₁p₂^{N−1} − λ| ≤ ε for an ε between ``far`` and ``near``.

    >>> one = np.ones(1)
    >>> pair_columns(2, -one, 0.5 * one, 0.25 * one, 0.05 * one, 0.01 * one, 0.01 * one)[1]
    array([ True])
    """
    columns = np.zeros((CASE_ROWS, lam.size))
    total = 2 * alpha - beta
    columns[DIFF], columns[SUM], columns[SUM_LOW] = beta, total, (2 * alpha - total) - beta  # the low part is exact
    columns[LAM], columns[ETA], columns[NEAR], columns[FAR] = lam, eta, near, far
    return columns, _finish(depth, columns, alpha, beta)


def exact_pair_column(
    depth: int, lam: Fraction, alpha: Fraction, beta: Fraction, eta: Fraction, eps: Fraction | arb
) -> tuple[Floats, bool]:
    """Return the column (14,) of one case with exact parameters, and whether it is covered.

    ``eps`` may be a ball.

    >>> half = Fraction(1, 2)
    >>> column, covered = exact_pair_column(2, -half, half, half / 3, half / 9, half / 50)
    >>> covered, float(column[DIFF])
    (True, 0.16666666666666666)
    """
    column = np.zeros((CASE_ROWS, 1))
    with working_precision(_BITS):
        column[DIFF], column[DIFF_LOW], diff_error = _two_floats(to_ball(beta, _BITS))
        column[SUM], column[SUM_LOW], sum_error = _two_floats(to_ball(2 * alpha - beta, _BITS))
        column[LAM], column[LAM_ERROR] = _nearest(to_ball(lam, _BITS))
        column[ETA], eta_error = _nearest(to_ball(eta, _BITS))
        accuracy = eps if isinstance(eps, arb) else to_ball(eps, _BITS)
        middle, spread = _nearest(accuracy)
    diff_error, sum_error = diff_error / float(column[DIFF, 0]), sum_error / float(column[SUM, 0])
    column[RADIUS_U] = 0.51 * (diff_error + sum_error)
    column[RADIUS_S] = 1.01 * (diff_error + sum_error)
    column[STEP_ERROR] = 1.01 * eta_error / float(column[ETA, 0])
    column[NEAR] = (middle + spread) * (1 + 4 * UNIT)
    column[FAR] = (middle - spread) * (1 - 4 * UNIT)
    start, difference = np.array([float(alpha)]), np.array([float(beta)])
    return column[:, 0], bool(_finish(depth, column, start, difference)[0])


def _nearest(ball: arb) -> tuple[float, float]:
    """Return a float near the middle of ``ball`` and a bound on its distance from every point of it."""
    high = float(ball.mid())
    return high, float((ball - high).abs_upper()) * (1 + 4 * UNIT)


def _two_floats(ball: arb) -> tuple[float, float, float]:
    """Return floats (high, low) that add up to about the middle of ``ball``, and a bound on the error for all of it."""
    high = float(ball.mid())
    low, error = _nearest(ball - high)
    return high, low, error


def _finish(depth: int, columns: Floats, alpha: Floats, beta: Floats) -> NDArray[np.bool_]:
    """Fill SIDE and TOP and return which columns are covered."""
    lam, eta = columns[LAM], columns[ETA]
    with np.errstate(all="ignore"):
        size = np.abs(lam)
        root, root_error = float_root(depth, size)
        squared = np.maximum(alpha**2, (root + root_error) ** 2 + beta * (2 * alpha - beta))
        load = 2 * depth * eta * float_power(squared, depth - 1)
        first = 0.5 * ((columns[SUM] - columns[DIFF]) + (columns[SUM_LOW] - columns[DIFF_LOW]))
        product = float_power(alpha, depth - 1) * first
        clear = np.abs(product - lam) > 1e-9 * (np.abs(product) + size)
        columns[SIDE] = np.where(product > lam, 1.0, -1.0)
        columns[TOP] = np.sqrt(squared) * TOP_FACTOR
        in_range = (2 * depth * np.log2(beta) > -3 * _RANGE) & (2 * depth * np.log2(columns[TOP]) < _RANGE)
        in_range &= (np.abs(np.log2(eta)) < _RANGE) & ((lam == 0) | (np.abs(np.log2(size)) < _RANGE))
        in_range &= (columns[FAR] > 0) & (np.log2(columns[FAR]) > -_RANGE) & (depth <= DEEPEST)
        covered = (load <= LARGEST_LOAD) & (root_error <= 2.0**-40 * root) & (beta < alpha * (1 - 2.0**-40))
        return np.asarray(clear & in_range & covered & (beta > 0))
