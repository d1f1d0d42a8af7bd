"""Plain float64 trajectories of the scalar recursion (18), for figures and for looking around.

Nothing here is certified: see :mod:`numerics.orbits.hitting_time` for statements about T.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from numerics.compiled.disk_cache import compiler
from numerics.compiled.steps import step

compiled = compiler(__file__)


def trajectory(
    depth: int, lam: ArrayLike, alpha: ArrayLike, eta: ArrayLike, steps: int, *, every: int = 1
) -> NDArray[np.float64]:
    """Return d(0), d(every), d(2·every), … up to step ``steps``.

    With scalars the shape is (steps // every + 1,). Arrays of shape (m,), which broadcast, describe many
    eigenvalues at once and append an axis: (steps // every + 1, m). An orbit that diverges ends in
    inf or nan. Raises ValueError unless depth ≥ 1, steps ≥ 0 and every ≥ 1. Source: (18).

    >>> trajectory(2, 1.0, 0.5, 0.25, 2)
    array([0.5       , 0.59375   , 0.68985748])
    >>> trajectory(1, [0.0, 4.0], 8.0, 0.5, 4, every=2)
    array([[8.  , 8.  ],
           [2.  , 5.  ],
           [0.5 , 4.25]])
    """
    for name, value, least in (("depth", depth, 1), ("steps", steps, 0), ("every", every, 1)):
        if value < least:
            raise ValueError(f"{name} is {value}, but must be at least {least}")
    scalar = all(np.ndim(value) == 0 for value in (lam, alpha, eta))
    columns = [np.atleast_1d(np.asarray(value, dtype=np.float64)) for value in (lam, alpha, eta)]
    columns = [np.ascontiguousarray(column) for column in np.broadcast_arrays(*columns)]
    states = np.empty((steps // every + 1, columns[0].size))
    _record_kernel(int(depth))(*columns, every, states)
    return states[:, 0] if scalar else states


@cache
def _record_kernel(depth: int) -> Callable[..., None]:

    @compiled
    def record(lam, alpha, eta, every, states):
        state = alpha.copy()
        states[0] = alpha
        for row in range(1, states.shape[0]):
            for _ in range(every):
                for i in range(state.size):
                    state[i] = step(depth, state[i], lam[i], eta[i])
            states[row] = state

    return record
