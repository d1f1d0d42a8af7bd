"""The closed law below the limit, on columns of eigenvalues, with outward-rounded intervals: certified and fast.

The record ``theory.sharp.closed_law`` bounds T for a target L − ε by ΔΦ₂ ± B. Here the target is a state x with its
distance to the limit, so that neither end of the way loses digits: T(x) is ⌈ΔΦ₂(α→x) + b⌉ with some |b| ≤ B, wherever
Z < 1.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

import numpy as np
import sympy as sp
from numpy.typing import NDArray

from numerics.formulas.intervals import around_fraction
from numerics.formulas.straight_line import compile_expression
from theory.language.definitions import L, resolve
from theory.language.symbols import alpha, eps, eta, gap, lam, without_multipliers, x
from theory.sharp.abel import abel_second
from theory.sharp.closed_law import WAYS
from theory.sharp.plateau_levels import distance_at_level, level

Floats = NDArray[np.float64]
#: Ends of intervals, (2, m).
Ends = NDArray[np.float64]


@dataclass(frozen=True)
class Descent:
    """Depth N ≥ 2, initial scale α and step size η of a gradient descent from the identical start."""

    depth: int
    alpha: Fraction
    eta: Fraction

    @property
    def start(self) -> Fraction:
        """w⁰ = α^N, where every eigenvalue of the product starts."""
        return self.alpha**self.depth


def one(number: Fraction) -> Ends:
    """Return a rational as an interval that all columns share, (2, 1).

    >>> one(Fraction(1, 2)).tolist()
    [[0.5], [0.5]]
    """
    return np.array(around_fraction(number)).reshape(2, 1)


def limits(depth: int, eigenvalues: Ends) -> Ends:
    """Return L = λ^{1/N} for positive eigenvalues."""
    return _limit(depth)(eigenvalues)


def level_states(depth: int, eigenvalues: Ends, share: Fraction) -> tuple[Ends, Ends]:
    """Return the states at which w is the given share of λ > 0, and their distances to the limit.

    >>> from numerics.formulas.intervals import exactly
    >>> states, gaps = level_states(2, exactly(np.array([4.0])), Fraction(1, 4))
    >>> bool(states[0] <= 1 <= states[1]), bool(gaps[0] <= 1 <= gaps[1])
    (True, True)
    """
    state, distance = _level(depth)
    return state(eigenvalues, one(share)), distance(eigenvalues, one(share))


def law_ends(descent: Descent, eigenvalues: Ends, states: Ends, gaps: Ends) -> Ends:
    """Return intervals around every number whose ceiling T may be, for targets ``states`` between α and L.

    They are −∞ and ∞ where the closed law says nothing. Each column holds for every λ in its interval.

    >>> from numerics.formulas.intervals import exactly
    >>> one_eigenvalue = exactly(np.array([1.0]))
    >>> descent = Descent(3, Fraction(1, 10), Fraction(1, 100))
    >>> low, high = law_ends(descent, one_eigenvalue, one_eigenvalue / 2, one_eigenvalue / 2)
    >>> low.round(2).tolist(), high.round(2).tolist()
    ([814.22], [814.22])
    """
    a, h = one(descent.alpha), one(descent.eta)
    first_gap, abel, size, bound = _law(descent.depth)
    with np.errstate(invalid="ignore"):
        start = abel(a, first_gap(eigenvalues, a), eigenvalues, h)
        here = abel(states, gaps, eigenvalues, h)
        loose = bound(eigenvalues, a, h, states, gaps)
        low = np.nextafter(here[0] - start[1], -np.inf) - loose[1]
        high = np.nextafter(here[1] - start[0], np.inf) + loose[1]
        known = (size(eigenvalues, a, h, states, gaps)[1] < 1) & np.isfinite(high - low)
    ends = np.array((np.nextafter(low, -np.inf), np.nextafter(high, np.inf)))
    return np.where(known, ends, np.array([[-np.inf], [np.inf]]))


@cache
def abel_floats(depth: int) -> Callable[..., Floats]:
    """Return Φ₂ as a function of (x, L − x, λ, η) in float64, up to a constant, below the limit."""
    return compile_expression(abel_second(depth, 1, x, gap), (x, gap, lam, eta), "float64")


@cache
def _limit(depth: int) -> Callable[..., Ends]:
    return compile_expression(_below(L, depth), (lam,), "interval")


@cache
def _level(depth: int) -> tuple[Callable[..., Ends], Callable[..., Ends]]:
    distance = _below(distance_at_level, depth)
    state = sp.expand(_below(L, depth) - distance)
    return compile_expression(state, (lam, level), "interval"), compile_expression(distance, (lam, level), "interval")


@cache
def _law(depth: int) -> tuple[Callable[..., Ends], ...]:
    """Return L − α, Φ₂, Z and B as functions of intervals."""
    way = next(way for way in WAYS if way.name == "below")
    bounds = (_at_state(_below(formula, depth), depth) for formula in (way.Z, way.B))
    return (
        compile_expression(_below(L - alpha, depth), (lam, alpha), "interval"),
        compile_expression(abel_second(depth, 1, x, gap), (x, gap, lam, eta), "interval"),
        *(compile_expression(formula, (lam, alpha, eta, x, gap), "interval") for formula in bounds),
    )


def _below(formula: sp.Expr, depth: int) -> sp.Expr:
    """Return a formula at this depth for λ > 0."""
    return without_multipliers(resolve(formula, depth, 1)).xreplace({sp.Max(0, lam): lam})


def _at_state(formula: sp.Expr, depth: int) -> sp.Expr:
    """Return a formula in ε with the target L − ε as the state x, and what is left of ε as its distance to the limit.

    >>> _at_state(sp.log(lam ** sp.Rational(1, 2) - eps) / eps, 2)
    log(x)/delta
    """
    limit = lam ** (sp.S.One / depth)

    def replaced(total: sp.Add) -> sp.Expr:
        return sp.Add(*(term for term in total.args if term not in (limit, -eps)), x)

    def is_target(part: sp.Expr) -> bool:
        return bool(part.is_Add and limit in part.args and -eps in part.args)

    return formula.replace(is_target, replaced).xreplace({eps: gap})
