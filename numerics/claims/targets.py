"""The conditions whose hitting times have a compiled route: what they say of an orbit, read off the record."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import sympy as sp
from flint import arb

from theory.language.definitions import L
from theory.language.expressions import unfolded
from theory.language.observables import BOUND, Observable, PairIterate, ScalarIterate
from theory.language.symbols import N, lam


@dataclass(frozen=True)
class Target:
    """A condition with a compiled route: an accuracy on d − L, d^N − λ₊, or the product of a pair; the sign of p₁.

    Of kind "root" it is on d − μ^{1/N}, where the eigenvalue μ, any expression, is positive.

    ``start`` is d(0) or p₂(0), ``difference`` p₂(0) − p₁(0); ``accuracy`` is 1 where there is none.
    """

    kind: str
    eigenvalue: sp.Expr
    start: sp.Expr
    step: sp.Expr
    accuracy: sp.Expr = sp.S.One
    difference: sp.Expr = sp.S.Zero


@lru_cache(maxsize=4096)
def target_of(condition: sp.Basic, symbol: sp.Symbol = BOUND) -> Target | None:
    """Return the condition as a target of the lanes, None if it is none; ``symbol`` is the index in it.

    >>> from theory.dynamics.orbits import T
    >>> target_of(T.condition).kind
    'distance'
    """
    condition = unfolded(condition).xreplace({symbol: BOUND})
    if not isinstance(condition, sp.Le):
        return None
    error, accuracy = condition.args
    orbits = sorted(error.atoms(Observable), key=str)
    if not orbits or accuracy.atoms(Observable) or accuracy.has(BOUND) or any(o.index != BOUND for o in orbits):
        return None
    one = orbits[0]
    if len(orbits) == 1 and isinstance(one, ScalarIterate):
        start, eigenvalue, step = one.parameters
        for kind, shape in (("distance", sp.Abs(one - L)), ("power", sp.Abs(one**N - sp.Max(lam, 0)))):
            if eigenvalue == lam and error == shape:
                return Target(kind, eigenvalue, start, step, accuracy)
        if error == sp.Abs(one - eigenvalue ** (1 / N)):
            return Target("root", eigenvalue, start, step, accuracy)
    if all(isinstance(o, PairIterate) for o in orbits) and len({o.orbit for o in orbits}) == 1:
        first, second, eigenvalue, step = one.parameters[:-1]
        if len(orbits) == 1 and one.component == 0 and error == one and accuracy == 0:
            return Target("sign", eigenvalue, second, step, difference=second - first)
        p1, p2 = (next((o for o in orbits if o.component == c), sp.S.Zero) for c in (0, 1))
        if len(orbits) == 2 and error == sp.Abs(p1 * p2 ** (N - 1) - eigenvalue):
            return Target("product", eigenvalue, second, step, accuracy, second - first)
    return None


def distance_to_limit(depth: int, limit: arb, side: int, accuracy: arb) -> arb:
    """Return ε' such that |d^N − L^N| ≤ ``accuracy`` says |d − L| ≤ ε' on this side of L; nan if not certain.

    >>> distance_to_limit(2, arb(3), 1, arb(7)), distance_to_limit(2, arb(3), -1, arb(10))
    (1.00000000000000, 3.00000000000000)
    """
    edge = limit**depth + side * accuracy
    if edge <= 0:
        return limit  # below L even d = 0 is close enough
    return side * (edge.root(depth) - limit) if edge > 0 else arb.nan()
