"""What a plateau of the effective rank is made of: levels of w = d^N, and the distances to the limit they stand for.

With eigenvalues λ_1 ≥ … ≥ λ_n the plateau of rank l holds the steps in which w_1, …, w_l are at least (1−ε) of their
eigenvalues and w_{l+1} at most θ of its own. The level u·λ of w is met by the factors at u^{1/N}L, which is
(1 − u^{1/N})L short of their limit L = λ^{1/N}.

>>> from theory.language.definitions import resolve
>>> resolve(distance_at_level, 2).subs({lam: 4, level: sp.Rational(1, 4)})
1
"""

from __future__ import annotations

import sympy as sp

from theory.dynamics.flow import flow_time
from theory.language.definitions import L
from theory.language.symbols import N, lam

#: A level of w = d^N, as a share of the eigenvalue.
level = sp.Symbol("u", positive=True)
#: What a factor is short of its limit when w is at the level.
distance_at_level = L * (1 - level ** (1 / N))


def level_time(depth: int, start: sp.Expr) -> sp.Expr:
    """Return the time that the flow takes from ``start`` below the limit to the level u, for λ > 0 and N ≥ 2.

    >>> level_time(2, sp.Rational(1, 10)).subs({lam: 1, level: sp.Rational(1, 2)}).evalf(8) - (sp.log(99) / 2).evalf(8)
    0
    """
    limit = lam ** (sp.S.One / depth)
    return flow_time(depth, 1, start, gap=limit * (1 - level ** (sp.S.One / depth)))


def shortest_wanted(later: sp.Expr, larger: sp.Expr, smaller: sp.Expr) -> sp.Expr:
    """Return the length of a plateau that a start is chosen for: half of what any start could give.

    As α → 0 the length of the plateau between the eigenvalues ``larger`` > ``smaller``, as a share of its end, which is
    ``later``, tends to 1 − smaller/larger from below.

    >>> shortest_wanted(100, 2, 1)
    25
    """
    return sp.Rational(1, 2) * (1 - sp.S(smaller) / larger) * later
