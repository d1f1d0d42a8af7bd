"""The window (63) of Theorem 3.5 as integers, read off its record."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from numerics.claims.case import Case
from numerics.claims.spectrum import as_values
from theory.deep_factorization.plateau import NEXT
from theory.deep_factorization.theorem_3_5 import end, start
from theory.language.symbols import N, alpha, ell, eps, eta, theta


def promised_window(
    depth: int,
    eigenvalues: Sequence[Fraction],
    initial: Fraction,
    step: Fraction,
    rank: int,
    accuracy: Fraction,
    tail: Fraction,
) -> tuple[int, int | None]:
    """Return the first and the last iteration for which Theorem 3.5 promises the plateau of a rank.

    ε = ``accuracy`` and ε'^N = ``tail``, α = ``initial``; the eigenvalues are all n, in any order. There is no end
    (None) where the next eigenvalue is at most α^N, and the window is empty where it ends before it begins, −1 standing
    for an end that there is not. The formulas are evaluated whether or not the hypotheses hold. Raises Undecided where
    balls leave an integer open.

    >>> promised_window(2, [4, 2, 1, 0], Fraction(1, 10**4), Fraction(1, 16), 1, Fraction(1, 20), Fraction(1, 20))
    (59, 64)
    """
    values = as_values(map(Fraction, eigenvalues))
    case = Case(
        values | {N: Fraction(depth), alpha: initial, eta: step, ell: Fraction(rank), eps: accuracy, theta: tail}
    )
    first = case.ceiling(start())
    assert first is not None  # a count of (24) is finite
    following = case.world(0).eigenvalue(rank + 1)
    if following <= initial**depth:
        return first, None
    if tail * following <= initial**depth:
        return first, -1
    beyond = case.ceiling(end((theta * NEXT) ** (1 / N)))
    assert beyond is not None
    return first, beyond - 1
