"""Points of the unit cube, from which cases are made, and what all kinds of cases share."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: η is at most this fraction of the bound (25); what is missing from 1 is far above the rounding of
#: the products that follow, so that the strict inequality holds for the rounded numbers.
STEP_FRACTION = 1 - 2.0**-40

#: Depths far beyond the usual ones, of which a small share of the cases is: each costs formulas and loops of its own.
DEEP: tuple[int, ...] = (16, 64)
#: Extreme sizes of λ reach from 10^−30 to 10^30.
EXTREME_DECADES = 30.0


def unit_points(count: int, seed: int, dimensions: int, first: int = 0) -> Floats:
    """Return the points ``first`` … ``count`` − 1 of a sequence in the open unit cube.

    >>> bool((unit_points(5, 7, 3, first=2) == unit_points(9, 7, 3)[2:5]).all())
    True
    """
    # the generator is asked for four numbers at a time
    skipped, rest = divmod(first * dimensions, 4)
    generator = np.random.Generator(np.random.Philox(seed).advance(skipped))
    generator.random(rest)
    return np.clip(generator.random((count - first, dimensions)), 2.0**-53, 1 - 2.0**-53)


def extreme_size(u: Floats | float) -> Floats:
    """Map u ∈ (0, 1) to sizes of λ over sixty decades, the outer ones preferred.

    >>> np.log10(extreme_size(np.array([0.0, 0.5, 1.0]))).round(9).tolist()
    [-30.0, 0.0, 30.0]
    """
    return np.asarray(10.0 ** (EXTREME_DECADES * np.cbrt(2 * np.asarray(u) - 1)))


def log_between(u: Floats | float, low: Floats | float, high: Floats | float) -> Floats:
    """Spread u ∈ (0, 1) evenly in the logarithm between ``low`` and ``high``; an empty range gives ``high``."""
    floor = np.minimum(low, high)
    return np.asarray(floor * (high / floor) ** u, dtype=np.float64)
