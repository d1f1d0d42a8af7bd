"""When to stop for one rank: where what is still missing and what is too much weigh the same (ours).

For the best approximation Ŵ_l of rank l, D_l² = ‖W(k) − Ŵ_l‖_F² = A² + B² with A² = Σ_{i≤l}(λ_i − w_i)², which falls,
and B² = Σ_{i>l} w_i², which grows as long as nothing starts above its eigenvalue. Where they cross D_l is at most √2
times its least value. For any matrix W₀ the distances of W(k) and of Ŵ_l to it differ by D_l at most: that much, known
without W₀, early stopping may lose against the best approximation.
The argument is docs/proofs/windows.md.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from numerics.plateaus.law_columns import Descent, Ends
from numerics.plateaus.levels import Levels
from numerics.plateaus.products import products, products_about
from numerics.plateaus.windows import Plateau

Floats = NDArray[np.float64]

#: Attempts to find a step at which the two have crossed, each so many times as far as the one before, the first one a
#: share of the start away. And a start beyond which float64 does not know steps.
_ATTEMPTS, _FARTHER, _SHARE, _FAR = 11, 8, 256, 10**13
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
    crossing = _crossing(lambda k: _lead(descent, levels, plateau.rank, k), max(plateau.start, 1))
    if crossing is None:
        return None
    found = [Advice(k, distance(levels, products(descent, levels, k), plateau.rank)) for k in (crossing - 1, crossing)]
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


def _crossing(lead: Callable[[int], float], guess: int) -> int | None:
    """Return the first k ≥ 1 with ``lead`` ≤ 0, which falls and is nearly straight there; None where that is too far.

    The next k is where the line through the last two points crosses, every third one the middle of what is left.
    """
    low, high = 0, guess
    last, value, width = (0, lead(0)), lead(guess), guess // _SHARE + 1
    for _ in range(_ATTEMPTS):
        if value <= 0:
            break
        low, high, width, last = high, high + width, _FARTHER * width, (high, value)
        value = lead(high)
    else:
        return None
    k, turn = high, 0
    while high - low > 1:
        turn += 1
        fall, middle = last[1] - value, (low + high) // 2
        with np.errstate(all="ignore"):
            zero = k + value * np.float64(k - last[0]) / fall if np.isfinite(fall) and fall else np.nan
        last = k, value
        k = min(max(int(np.ceil(zero)), low + 1), high - 1) if turn % 3 and low < zero < high else middle
        value = lead(k)
        low, high = (low, k) if value <= 0 else (k, high)
    return high


def _lead(descent: Descent, levels: Levels, rank: int, k: int) -> float:
    """Return ln(A²/B²) after k steps."""
    middle = products_about(descent, levels, k)
    unit = levels.values[0]
    missing, excess = (levels.values[:rank] - middle[:rank]) / unit, middle[rank:] / unit
    with np.errstate(divide="ignore"):
        return float(np.subtract(*np.log((missing @ missing, excess @ excess))))
