"""How far the effective rank is from its level on a whole plateau (ours).

On P_l every w_i, i ≤ l, lies between its value at the start and λ_i, every later one that rises is at most its value at
the end, and what falls is at most its value at the start. With w_1 at the start as the least denominator,

    Σ_{2≤i≤l} w_i(start)/λ_1  ≤  r − 1 − (what the others add)  ≤  Σ_{2≤i≤l} λ_i/w_1(start).

The argument is docs/proofs/windows.md.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from numerics.plateaus.law_columns import Descent
from numerics.plateaus.levels import Levels
from numerics.plateaus.products import products
from numerics.plateaus.windows import Plateau

Floats = NDArray[np.float64]


def worst_deviation(descent: Descent, levels: Levels, plateau: Plateau) -> float:
    """Return a certified bound on |r(W(k)) − r(Ŵ_l)| for all k of a plateau.

    >>> from fractions import Fraction
    >>> from numerics.plateaus.levels import exact_spectrum, levels_of
    >>> levels = levels_of(exact_spectrum([1.0]))
    >>> worst_deviation(Descent(2, Fraction(1, 10), Fraction(1, 10)), levels, Plateau(1, 40, None, True, 1)) < 1e-12
    True
    """
    rank = plateau.rank
    first = products(descent, levels, plateau.start)
    last = np.maximum(levels.high, 0) if plateau.stop is None else products(descent, levels, plateau.stop)[1]
    others = np.where(levels.high > float(descent.start), np.maximum(first[1], last), first[1])[rank:]
    return _deviation(levels, rank, first[0], others)


def quick_deviation(descent: Descent, levels: Levels, plateau: Plateau, below: Fraction, above: Fraction) -> float:
    """Return a larger bound, which only uses what a plateau P_l(ε, θ) is, ε = ``below``, θ = ``above``.

    What comes after λ_{l+1} is at most θλ_{l+1} as well, or α^N, since d_λ(k) grows with λ.
    """
    rank, start = plateau.rank, float(descent.start) * (1 + 1e-15)
    first = float(1 - below) * (1 - 1e-15) * np.maximum(levels.low, 0)
    most = float(above) * (1 + 1e-15) * float(levels.high[rank]) if rank < levels.values.size else 0.0
    others = np.where(levels.high[rank:] > start, max(most, start), start)
    return _deviation(levels, rank, first, np.minimum(others, np.maximum(levels.high[rank:], start)))


def _deviation(levels: Levels, rank: int, first: Floats, others: Floats) -> float:
    """Return a bound on |r − r_l| from the least w_i, i ≤ l, and the largest of the others."""
    more = 1 + 2 * levels.values.size * 2.0**-52
    highest = 1 + (float(levels.high[1:rank].sum()) + float(others.sum())) / float(first[0]) * more
    lowest = 1 + float(first[1:rank].sum()) / float(levels.high[0]) / more
    least = float(levels.low[:rank].sum()) / float(levels.high[0]) / more
    most = float(levels.high[:rank].sum()) / float(levels.low[0]) * more
    return max(highest - least, most - lowest, 0.0)
