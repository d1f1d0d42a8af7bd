"""Which claims a batch can decide: a hitting time of a known shape compared with a formula in the parameters.

A bound on an error for every k ≥ S is one of them: where the error never grows it says T ≤ ⌈S⌉ for the first k = T at
which the bound holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import sympy as sp

from numerics.claims.targets import Target, target_of
from theory.language.claims import Claim, Every
from theory.language.expressions import Abbreviation, unfolded
from theory.language.observables import First, Observable


@dataclass(frozen=True)
class Shape:
    """A claim as a comparison of a hitting time T with a formula: T ≤ ⌈bound⌉ and the like.

    ``rounding`` is sp.ceiling, sp.floor or None; ``reversed_`` says that T stands on the right. With ``lasting`` the
    claim is that a condition holds from ⌈bound⌉ on.
    """

    kind: type
    target: Target
    bound: sp.Expr
    rounding: type | None
    reversed_: bool = False
    lasting: bool = False


#: What a relation says with its sides exchanged.
_REVERSED = {sp.Le: sp.Ge, sp.Ge: sp.Le, sp.Lt: sp.Gt, sp.Gt: sp.Lt}


@lru_cache(maxsize=1024)
def shape_of(claim: Claim) -> Shape | None:
    """Return the claim as a comparison with a hitting time that the lanes know, None where it is none.

    >>> from theory import statement
    >>> shape_of(statement("2.4").claim("lower_3")).kind.__name__, shape_of(statement("1.3").claim("sandwich"))
    ('GreaterThan', None)
    """
    kind = type(claim.relation)
    if claim.exactly_when is not None or kind not in _REVERSED:
        return None
    if isinstance(claim.over, Every):
        target = target_of(claim.relation, claim.over.symbol)
        if target is None or claim.over.before != sp.oo or claim.where or not _closed(claim.over.since):
            return None
        return Shape(sp.Le, target, claim.over.since, sp.ceiling, lasting=True)
    if claim.over is not None:
        return None
    left, right = claim.relation.args
    reversed_ = isinstance(unfolded(right), First)
    time, bound = (unfolded(right), left) if reversed_ else (unfolded(left), right)
    while isinstance(bound, Abbreviation):
        bound = bound.body
    if not isinstance(time, First) or not _closed(bound) or not all(_closed(value) for _, value in claim.where):
        return None
    target = target_of(time.condition)
    if target is None:
        return None
    rounding = type(bound) if isinstance(bound, sp.ceiling | sp.floor) else None
    inner = bound.args[0] if rounding else bound
    return Shape(_REVERSED[kind] if reversed_ else kind, target, inner, rounding, reversed_)


def _closed(expr: sp.Expr) -> bool:
    return not unfolded(expr).atoms(Observable) and not expr.has(sp.oo, -sp.oo)
