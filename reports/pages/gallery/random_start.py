"""Figure 13: a random start with a small and with a large variance. Float64 and fixed seeds throughout.

The distribution of the start does not change with an orthogonal basis, so Ŵ is diagonal here.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from numerics.orbits.factors import matrix_descent
from reports.rendering.figures import Floats, Ints, to_digits

#: The eigenvalues of Ŵ, N and η, and the two standard deviations of the entries with the last iteration drawn.
EIGENVALUES = (5.0, 4.0, 3.0, 2.0, 1.0)
DEPTH, ETA = 2, 0.01
SIGMAS = {0.001: 1200, 1.0: 400}
#: An eigenvalue is found from the first iteration on after which the entry stays within this share of it.
CLOSE = 0.05
#: Iterations at which a run is looked at: every STRIDE-th. Runs whose order is counted.
STRIDE, RUNS = 4, 200


@dataclass(frozen=True)
class RandomStart:
    """The diagonal entries (n, m) of VᵀW(k)V at the iterations ``k`` (m,), and when each eigenvalue is found.

    ``found`` holds an iteration for each eigenvalue, None for one that is not found. ``in_order`` is in how many of
    ``RUNS`` starts the eigenvalues are found from the largest to the smallest.
    """

    sigma: float
    k: Ints
    diagonal: Floats
    found: tuple[int | None, ...]
    in_order: int


def random_start(sigma: float, seed: int) -> RandomStart:
    """Return the run for the seed, and the order of learning over many runs."""
    k, diagonal = _run(sigma, np.random.Generator(np.random.Philox(seed)))
    streams = (np.random.Generator(np.random.Philox([seed, run])) for run in range(RUNS))
    orders = [_found(*_run(sigma, rng)) for rng in streams]
    return RandomStart(sigma, k, to_digits(diagonal, 5), _found(k, diagonal), sum(map(in_order, orders)))


def _run(sigma: float, rng: np.random.Generator) -> tuple[Ints, Floats]:
    size = len(EIGENVALUES)
    start = sigma * rng.standard_normal((DEPTH, size, size))
    k = np.arange(0, SIGMAS[sigma] + 1, STRIDE)
    products = matrix_descent(np.diag(EIGENVALUES), start, ETA, k, compiled=True).products
    return k, np.ascontiguousarray(np.einsum("kii->ik", products))


def _found(k: Ints, diagonal: Floats) -> tuple[int | None, ...]:
    times: list[int | None] = []
    for entry, value in zip(diagonal, EIGENVALUES, strict=True):
        later = np.flatnonzero(np.abs(entry - value) > CLOSE * value)
        after = int(later[-1]) + 1 if later.size else 0
        times.append(int(k[after]) if after < len(k) else None)
    return tuple(times)


def in_order(found: tuple[int | None, ...]) -> bool:
    """Whether all eigenvalues are found, each later than the larger ones.

    >>> in_order((3, 5, 8)), in_order((3, 8, 5)), in_order((3, 5, None))
    (True, False, False)
    """
    times = [time for time in found if time is not None]
    return len(times) == len(found) and times == sorted(set(times))
