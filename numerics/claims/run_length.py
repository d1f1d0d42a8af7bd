"""About how long an orbit takes, in floats: for deciding what to draw and how far to look, never for a verdict."""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction

import sympy as sp

from theory.language.symbols import N, alpha, eigenvalue_symbol, ell, ell_0, eps, eta, lam, n


def run_length(values: Mapping[sp.Symbol, Fraction]) -> float:
    """Return about how many steps an orbit needs from its start to the size of its limit, or to ε where the limit is 0.

    0 stands for few: where it is there already, and where the distance shrinks geometrically all the way.

    >>> values = {N: Fraction(4), lam: Fraction(1), alpha: Fraction(1, 10), eta: Fraction(1, 100)}
    >>> round(run_length(values)), round(run_length(values | {lam: Fraction(-1), eps: Fraction(1, 50)}))
    (5000, 125000)
    """
    if n in values:
        level = eigenvalue_symbol(int(values.get(ell, values.get(ell_0, 1))))
        return _of_one({**values, lam: values[level]}) if level in values else 0
    return _of_one(values)


def _of_one(values: Mapping[sp.Symbol, Fraction]) -> float:
    """Return the same for the orbit of λ, which is one of a spectrum where there is n."""
    if not {lam, alpha, eta} <= set(values) or values[eta] <= 0:
        return 0.0
    depth, size, step = int(values[N]), float(abs(values[lam])), float(values[eta])
    start, accuracy = float(values[alpha]), float(values.get(eps, 0))
    if depth == 2 and n in values and values[lam] > 0:  # of a spectrum the slow ones are as many steps behind
        return max(math.log(size) - 2 * math.log(start), 0.0) / (2 * step * size)
    if depth < 3:
        return 0.0
    if values[lam] > 0:
        return _steps(start, depth - 2, step * size) if start < size ** (1 / depth) else 0.0
    if not 0 < accuracy < start:
        return 0.0
    # x^{N−1}(|λ| + x^N): the larger of the two terms alone is slower than both
    return min(_steps(accuracy, 2 * depth - 2, step), _steps(accuracy, depth - 2, step * size) if size else math.inf)


def _steps(state: float, power: int, speed: float) -> float:
    """Return ∫dx/(speed·x^{power+1}) from ``state`` on, far below the overflow."""
    return math.exp(min(-power * math.log(state) - math.log(power * speed), 600.0))
