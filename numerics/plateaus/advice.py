"""When to stop for one rank: where what is still missing and what is too much weigh the same (ours).

For the best approximation Ŵ_l of rank l, D_l² = ‖W(k) − Ŵ_l‖_F² = A² + B² with A² = Σ_{i≤l}(λ_i − w_i)², which falls,
and B² = Σ_{i>l} w_i², which grows as long as nothing starts above its eigenvalue. Where they cross D_l is at most √2
times its least value. For any matrix W₀ the distances of W(k) and of Ŵ_l to it differ by D_l at most: that much, known
without W₀, early stopping may lose against the best approximation.
The argument is docs/proofs/windows.md.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from numerics.plateaus.law_columns import Descent, Ends
from numerics.plateaus.levels import Levels
from numerics.plateaus.products import products, products_about
from numerics.plateaus.windows import Plateau

Floats = NDArray[np.float64]

#: Doublings in search of a step at which the two have crossed, and a start beyond which float64 does not know steps.
_DOUBLINGS, _FAR = 24, 10**13
_UNIT = 2.0**-53


@dataclass(frozen=True)
class Advice:
    """The step to stop at, and an upper bound on D_l = ‖W(k) − Ŵ_l‖_F there, certified."""

    k: int
    distance: float


def advised_stop(descent: Descent, levels: Levels, plateau: Plateau) -> Advice | None:
    """Return the step at which A and B are equal, the better one of two neighbours.

    None where nothing grows, and for a plateau farther away than floats count steps. The step is found in float64, the
    distance there is certified.

    >>> from fractions import Fraction
    >>> from numerics.plateaus.levels import exact_spectrum, levels_of
    >>> levels = levels_of(exact_spectrum([4.0, 1.0]))
    >>> found = advised_stop(Descent(2, Fraction(1, 100), Fraction(1, 16)), levels, Plateau(1, 30, 60, True, 1))
    >>> found.k, round(found.distance, 3)
    (34, 0.007)
    """
    if plateau.rank == levels.values.size or plateau.start > _FAR:
        return None
    low, high = 0, max(plateau.start, 1)
    for _ in range(_DOUBLINGS):
        if _crossed(descent, levels, plateau.rank, high):
            break
        low, high = high, 2 * high
    else:
        return None
    while high - low > 1:
        half = (low + high) // 2
        low, high = (low, half) if _crossed(descent, levels, plateau.rank, half) else (half, high)
    found = [Advice(k, distance(levels, products(descent, levels, k), plateau.rank)) for k in (low, high)]
    return min(found, key=lambda one: one.distance)


def distance(levels: Levels, ends: Ends, rank: int) -> float:
    """Return an upper bound on ‖W − Ŵ_l‖_F for eigenvalues of W in ``ends`` (2, n).

    >>> from numerics.plateaus.levels import exact_spectrum, levels_of
    >>> levels = levels_of(exact_spectrum([2.0, 1.0]))
    >>> round(distance(levels, np.array([[2.0, 0.5], [2.0, 0.5]]), 1), 12)
    0.5
    """
    unit = float(np.abs(levels.values).max())
    missing, excess = (part / unit for part in _parts(levels, ends, rank))
    total = float(missing @ missing) + float(excess @ excess)
    return float(np.sqrt(total)) * unit * (1 + (levels.values.size + 12) * 2 * _UNIT)


def _parts(levels: Levels, ends: Ends, rank: int) -> tuple[Floats, Floats]:
    """Return upper bounds on |λ_i − w_i| for i ≤ l and on w_i for i > l."""
    missing = np.maximum(levels.high[:rank] - ends[0, :rank], ends[1, :rank] - levels.low[:rank])
    return np.nextafter(missing, np.inf), ends[1, rank:]


def _crossed(descent: Descent, levels: Levels, rank: int, k: int) -> bool:
    middle = products_about(descent, levels, k)
    unit = levels.values[0]
    missing, excess = (levels.values[:rank] - middle[:rank]) / unit, middle[rank:] / unit
    return bool(missing @ missing <= excess @ excess)
