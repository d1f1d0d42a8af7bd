"""The gradient flow y' = y^{N−1}(λ − y^N) in float64, to about four digits: to aim at a time, never for a verdict.

Along the flow the time is an integral over ln y, and near a positive limit L over ln |L − y|, where the integrand is
smooth: the trapezoidal rule gives a table of times, which is then read backwards.

>>> float(np.round(flow_value(2, 1.0, 0.5, np.float64(1.0)), 4))
0.8433
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

#: Points of a table for each unit of the logarithm, and how close to its limit the flow is followed.
DENSITY, CLOSEST = 200, 1e-14
#: How far down the flow is followed where its limit is 0.
LOWEST = 1e-9


def flow_value(depth: int, eigenvalue: float, start: float, time: Any) -> Any:
    """Return y(time) for y(0) = ``start`` > 0, at one time or a column; the last known value beyond the table."""
    if depth == 1:
        return eigenvalue + (start - eigenvalue) * np.exp(-time)
    times, states = _table(depth, eigenvalue, start)
    return np.interp(time, times, states)


@lru_cache(maxsize=4096)
def _table(depth: int, eigenvalue: float, start: float) -> tuple[Floats, Floats]:
    """Return times and the states at them, from ``start`` on."""
    limit = max(eigenvalue, 0.0) ** (1 / depth)
    if start == limit:
        return np.zeros(1), np.full(1, start)
    if not limit:
        states = _geometric(start, start * LOWEST)
        slowness = states ** (2 - depth) / (eigenvalue - states**depth)
        return _integral(np.log(states), slowness), states
    # far below the limit ln y is the variable, from there on the logarithm of the distance
    below = _geometric(start, limit / 2) if start < limit / 2 else np.full(1, start)
    times = _integral(np.log(below), below ** (2 - depth) / (eigenvalue - below**depth))
    distance = _geometric(abs(limit - below[-1]), limit * CLOSEST)
    states = limit + np.copysign(distance, start - limit)
    rate = states ** (depth - 1) * sum(states**power * limit ** (depth - 1 - power) for power in range(depth))
    later = times[-1] + _integral(np.log(distance), -1 / rate)
    return np.concatenate([times, later[1:]]), np.concatenate([below, states[1:]])


def _geometric(start: float, end: float) -> Floats:
    return np.geomspace(start, end, max(int(DENSITY * abs(np.log(end / start))), 2))


def _integral(points: Floats, values: Floats) -> Floats:
    return np.concatenate([np.zeros(1), np.cumsum((values[1:] + values[:-1]) / 2 * np.diff(points))])
