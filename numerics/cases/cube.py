"""Points of the unit cube, from which cases are made, and what all kinds of cases share."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: η is at most this fraction of the bound (25); what is missing from 1 is far above the rounding of
#: the products that follow, so that the strict inequality holds for the rounded numbers.
STEP_FRACTION = 1 - 2.0**-40


def unit_points(count: int, seed: int, dimensions: int) -> Floats:
    """Return ``count`` points of the open unit cube, prefix-stable in ``count``.

    >>> bool((unit_points(3, 7, 4) == unit_points(5, 7, 4)[:3]).all())
    True
    """
    generator = np.random.Generator(np.random.Philox(seed))
    return np.clip(generator.random((count, dimensions)), 2.0**-53, 1 - 2.0**-53)


def _log_between(u: Floats, low: Floats | float, high: Floats | float) -> Floats:
    """Spread u ∈ (0, 1) evenly in the logarithm between ``low`` and ``high``; an empty range gives ``high``."""
    floor = np.minimum(low, high)
    return floor * (high / floor) ** u
