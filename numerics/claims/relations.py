"""Relations between values: true, false, or not decided. Nothing here guesses.

Values are exact rationals, balls, or hitting times, of which only a bracket lower ≤ T ≤ upper is known.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import sympy as sp
from flint import arb, fmpq

from numerics.orbits.ladder import NEVER, HittingTime

#: Which orders (−1, 0, 1 for left < = > right) make a relation true.
ACCEPTS: dict[type, tuple[int, ...]] = {
    sp.Le: (-1, 0),
    sp.Lt: (-1,),
    sp.Ge: (0, 1),
    sp.Gt: (1,),
    sp.Eq: (0,),
    sp.Ne: (-1, 1),
}

#: The relation that holds exactly where another one does not.
_OPPOSITE = {sp.Le: sp.Gt, sp.Lt: sp.Ge, sp.Ge: sp.Lt, sp.Gt: sp.Le, sp.Eq: sp.Ne, sp.Ne: sp.Eq}

Truth = bool | None


def truth(kind: type, left: Any, right: Any) -> Truth:
    """Decide ``left`` (relation) ``right`` for numbers of one arithmetic, infinities included; None if they overlap.

    >>> truth(sp.Le, arb(1), arb(2)), truth(sp.Lt, fmpq(1, 2), fmpq(1, 2)), truth(sp.Lt, arb(0, 1), arb(1))
    (True, False, None)
    >>> truth(sp.Lt, HittingTime(7, None, True, "balls"), arb(5))
    False
    """
    if isinstance(left, HittingTime) or isinstance(right, HittingTime):
        return _bracketed(kind, _ends(left), _ends(right))
    if isinstance(left, fmpq) and isinstance(right, fmpq):
        return ((left > right) - (left < right)) in ACCEPTS[kind]
    if left.is_nan() or right.is_nan():
        return None
    if left < right:
        return -1 in ACCEPTS[kind]
    if left > right:
        return 1 in ACCEPTS[kind]
    if kind is sp.Le and left <= right:  # balls that touch decide ≤ though they leave the order open
        return True
    if kind is sp.Ge and left >= right:
        return True
    if left.is_exact() and right.is_exact() and left == right:
        return 0 in ACCEPTS[kind]
    return None


def _ends(value: Any) -> tuple[Any, Any]:
    if isinstance(value, HittingTime):
        if value.method == NEVER:
            return arb("inf"), arb("inf")
        return arb(value.lower), arb("inf") if value.upper is None else arb(value.upper)
    ball = arb(value) if isinstance(value, fmpq) else value
    return ball, ball


def _bracketed(kind: type, left: tuple[arb, arb], right: tuple[arb, arb]) -> Truth:
    """Decide a relation between two brackets from the orders of their ends."""
    if kind in (sp.Ge, sp.Gt):
        return _bracketed(sp.Le if kind is sp.Ge else sp.Lt, right, left)
    if kind in (sp.Le, sp.Lt):
        if truth(kind, left[1], right[0]):
            return True
        return False if truth(kind, left[0], right[1]) is False else None
    apart = truth(sp.Lt, left[1], right[0]) or truth(sp.Lt, right[1], left[0])
    if apart:
        return kind is sp.Ne
    same = all(truth(sp.Eq, a, b) for a in left for b in right)
    return (kind is sp.Eq) if same else None


Judge = Callable[[int], Truth]


def connected(relation: sp.Basic, judge: Callable[[sp.Basic], Judge]) -> Judge:
    """Return And, Or, Not, Implies of relations as a three-valued function of the index.

    Parts that speak of few symbols come first: they may settle the matter where another has no real value. A part is
    compiled when its turn comes.
    """
    if relation in (sp.true, sp.false):
        return lambda k: bool(relation)
    if isinstance(relation, sp.Not):
        inner = judge(relation.args[0])
        return lambda k: None if (verdict := inner(k)) is None else not verdict
    if isinstance(relation, sp.Implies):
        return judge(sp.Or(sp.Not(relation.args[0]), relation.args[1], evaluate=False))
    if not isinstance(relation, sp.And | sp.Or):
        raise ValueError(f"{relation!s:.60} is not a relation that can be decided")
    settles = isinstance(relation, sp.Or)
    parts = in_turn(relation)

    def joined(k: int) -> Truth:
        open_ = False
        for part in parts:
            verdict = judge(part)(k)
            if verdict is settles:
                return settles
            open_ |= verdict is None
        return None if open_ else not settles

    return joined


@lru_cache(maxsize=4096)
def in_turn(relation: sp.Basic) -> tuple[sp.Basic, ...]:
    """Return the parts of a connective, those that speak of few symbols first.

    >>> from theory.language.symbols import alpha, lam
    >>> in_turn(sp.And(lam < alpha, lam > 0))
    (lambda > 0, lambda < alpha)
    """
    return tuple(sorted(relation.args, key=lambda part: (len(part.free_symbols), str(part))))


def negated(relation: sp.Basic) -> sp.Basic:
    """Return the negation of a relation, without letting SymPy decide a comparison.

    >>> from theory.language.symbols import alpha, lam
    >>> negated(sp.And(sp.Le(alpha, lam), lam > 1))
    (lambda <= 1) | (alpha > lambda)
    """
    if isinstance(relation, sp.And | sp.Or):
        other = sp.Or if isinstance(relation, sp.And) else sp.And
        return other(*map(negated, relation.args), evaluate=False)
    if isinstance(relation, sp.Not):
        return relation.args[0]
    return _OPPOSITE[type(relation)](*relation.args, evaluate=False)
