"""The effective rank step by step, and the band {k: |r(W(k)) − r_l| ≤ tol} on its rising branch, certified (ours).

r first falls, from n, and then rises; on its way down it passes every level, plateau or not. Only what comes after its
least value counts.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from numerics.exact.verdict import Undecided
from numerics.plateaus.law_columns import Descent, Ends
from numerics.plateaus.levels import Levels
from numerics.plateaus.products import effective_rank, follow


@dataclass(frozen=True)
class Band:
    """The steps ``start`` ≤ k ≤ ``stop`` of a band on the rising branch; stop is None where it goes on when we stop.

    ``exact`` says that no other step of the branch can belong to it.
    """

    start: int
    stop: int | None
    exact: bool


def effective_ranks(descent: Descent, levels: Levels, steps: int) -> Ends:
    """Return intervals (2, steps + 1) around r(W(k)), k = 0, 1, …, each step made in intervals.

    Raises Undecided where a step may carry an eigenvalue past its limit.

    >>> from fractions import Fraction
    >>> from numerics.plateaus.levels import exact_spectrum, levels_of
    >>> effective_ranks(Descent(2, Fraction(1, 2), Fraction(1, 4)), levels_of(exact_spectrum([1.0, 0.0])), 2).round(6)
    array([[2.      , 1.623269, 1.412373],
           [2.      , 1.623269, 1.412373]])
    """
    orbit = follow(descent, levels)
    if orbit is None:
        raise Undecided("the step size is too large for orbits that start above their eigenvalue")
    return np.array([effective_rank(next(orbit)) for _ in range(steps + 1)]).T


def band(descent: Descent, levels: Levels, rank: int, tolerance: float, steps: int) -> Band | None:
    """Return the band of a rank within the first ``steps`` steps, None where none is certain.

    >>> from fractions import Fraction
    >>> from numerics.plateaus.levels import exact_spectrum, levels_of
    >>> levels = levels_of(exact_spectrum([4.0, 2.0, 1.0]))
    >>> band(Descent(2, Fraction(1, 10**4), Fraction(1, 16)), levels, 2, 0.05, 300)
    Band(start=89, stop=140, exact=True)
    """
    low, high = effective_ranks(descent, levels, steps)
    least, most = levels.low[:rank].sum() / levels.high[0], levels.high[:rank].sum() / levels.low[0]
    room = 4 * rank * 2.0**-53 * most
    certain = (low >= most + room - tolerance) & (high <= least - room + tolerance)
    possible = (high >= least - room - tolerance) & (low <= most + room + tolerance)
    turn = int(np.argmin(low + high))
    inside = turn + np.flatnonzero(certain[turn:])
    if not inside.size:
        return None
    first, last = int(inside[0]), int(inside[-1])
    exact = bool((certain[turn:] == possible[turn:]).all() and certain[first : last + 1].all())
    return Band(first, None if last == steps else last, exact)
