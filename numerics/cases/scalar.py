"""Parameter sets inside a statement's hypotheses, by construction.

A case is described by a point of the unit cube. ``scalar_cases`` maps such points to depth, λ, α, η, ε
so that α > 0, η obeys (25) and ε < |α − L| hold for every point: random points give campaigns, an
optimiser's points give worst cases. Draws are prefix-stable: the first cases of a larger campaign
with the same seed are the cases of the smaller one, so a failing campaign shrinks to its first failure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from numerics.cases.cube import STEP_FRACTION, Floats, Ints, _log_between, unit_points
from numerics.exact.numbers import exact

#: The regimes of Theorem 2.4, with the share a mixed campaign gives to each: start above a positive
#: limit, λ = 0, λ < 0, start below the inflection point with ε reached before it or with any ε, and
#: start between it and the limit.
REGIMES: dict[str, float] = {
    "above": 0.18,
    "zero": 0.06,
    "negative": 0.24,
    "convex": 0.12,
    "below": 0.25,
    "past_inflection": 0.15,
}

#: Coordinates of a point of the cube: depth, regime, step, start, accuracy, eigenvalue size, length of the run.
DIMENSIONS = 7

#: Depths of Theorem 2.4 that campaigns draw from.
DEPTHS: tuple[int, ...] = (2, 3, 4, 5, 6, 7, 8, 9, 10)

#: Longest and shortest run a drawn case is meant to have, in iterations.
RUN_LENGTH = (1.0, 10.0**5.3)

#: Share of cases drawn without regard to the length of the run, to reach the ends of every ratio.
EXTREMES = 0.004


@dataclass(frozen=True)
class ScalarCase:
    """One exact parameter set of the scalar dynamics (18)."""

    depth: int
    lam: Fraction
    alpha: Fraction
    eta: Fraction
    eps: Fraction

    def as_json(self) -> dict[str, int | str]:
        """Return the exact parameters under the names of the command line.

        >>> ScalarCase(2, Fraction(1), Fraction(1, 10), Fraction(1, 5), Fraction(1, 100)).as_json()["alpha"]
        '1/10'
        """
        return {
            "depth": self.depth,
            "eigenvalue": str(self.lam),
            "alpha": str(self.alpha),
            "step": str(self.eta),
            "accuracy": str(self.eps),
        }

    @classmethod
    def from_json(cls, record: Mapping[str, int | str]) -> ScalarCase:
        """Read back what ``as_json`` wrote; raises ValueError naming a missing or malformed entry."""
        for name in ("depth", "eigenvalue", "alpha", "step", "accuracy"):
            if name not in record:
                raise ValueError(f"the parameters lack {name!r}")
        depth = exact(record["depth"])
        if depth.denominator != 1 or depth < 1:
            raise ValueError(f"depth {record['depth']!r}: N must be a positive integer")
        values = (exact(record[name]) for name in ("eigenvalue", "alpha", "step", "accuracy"))
        return cls(int(depth), *values)


@dataclass(frozen=True)
class ScalarCases:
    """Many parameter sets: ``depth`` int64 (m,), the others float64 (m,), each float an exact dyadic number."""

    depth: Ints
    lam: Floats
    alpha: Floats
    eta: Floats
    eps: Floats

    def __len__(self) -> int:
        return len(self.depth)

    def __getitem__(self, index: int) -> ScalarCase:
        values = (Fraction(float(column[index])) for column in (self.lam, self.alpha, self.eta, self.eps))
        return ScalarCase(int(self.depth[index]), *values)

    def __iter__(self) -> Iterator[ScalarCase]:
        return (self[index] for index in range(len(self)))

    def take(self, rows: NDArray[np.int64] | NDArray[np.bool_]) -> ScalarCases:
        """Return the cases in ``rows`` (indices or a mask)."""
        return ScalarCases(self.depth[rows], self.lam[rows], self.alpha[rows], self.eta[rows], self.eps[rows])


def draw_scalar(count: int, seed: int, depths: Sequence[int] = DEPTHS, extremes: float = EXTREMES) -> ScalarCases:
    """Draw ``count`` cases of Theorem 2.4 over ``depths`` and all regimes (ours).

    A share ``extremes`` of them is drawn without regard to the length of the run.

    >>> cases = draw_scalar(100, seed=1)
    >>> len(cases), bool((cases.eta > 0).all())
    (100, True)
    """
    points = unit_points(count, seed, DIMENSIONS)
    unlimited = unit_points(count, seed + 1, 1)[:, 0] < extremes
    return scalar_cases(points, depths=depths, unlimited=unlimited)


def scalar_cases(
    points: Floats,
    depths: Sequence[int] = DEPTHS,
    regime: str | None = None,
    unit_eigenvalue: bool = False,
    unlimited: NDArray[np.bool_] | None = None,
) -> ScalarCases:
    """Map points of the unit cube, shape (m, 7), to cases inside the hypotheses of Theorem 2.4 (ours).

    ``regime`` fixes one of ``REGIMES``; ``unit_eigenvalue`` restricts to the scaled problem |λ| = 1,
    which loses no generality. Rows with ``unlimited`` ignore the intended run length.

    >>> scalar_cases(unit_points(4, 0, DIMENSIONS), regime="negative", unit_eigenvalue=True).lam.tolist()
    [-1.0, -1.0, -1.0, -1.0]
    """
    u = np.asarray(points, dtype=np.float64)
    depth = np.asarray(depths, dtype=np.int64)[(u[:, 0] * len(depths)).astype(np.int64)]
    n = depth.astype(np.float64)
    names = list(REGIMES)
    if regime is None:
        edges = np.cumsum(list(REGIMES.values()))
        kind = np.searchsorted(edges / edges[-1], u[:, 1], side="right")
    else:
        kind = np.full(len(u), names.index(regime))
    run = _log_between(u[:, 6], *RUN_LENGTH)
    if unlimited is not None:
        run = np.where(unlimited, 1e30, run)

    # A quarter of the steps sit at the bound itself, the rest spread over three decades below.
    fraction = np.where(u[:, 2] > 0.75, STEP_FRACTION, _log_between(u[:, 2] / 0.75, 1e-3, 1.0) * STEP_FRACTION)
    start, accuracy, step = np.empty(len(u)), np.empty(len(u)), np.empty(len(u))
    for index, name in enumerate(names):
        rows = kind == index
        if rows.any():
            start[rows], accuracy[rows], step[rows] = _SCALED[name](n[rows], fraction[rows], run[rows], u[rows])

    zero = kind == names.index("zero")
    sign = np.where(kind == names.index("negative"), -1.0, np.where(zero, 0.0, 1.0))
    size = np.ones(len(u)) if unit_eigenvalue else _log_between(u[:, 5], 1e-2, 1e2)
    root = size ** (1 / n)
    return ScalarCases(depth, sign * size, start * root, step / root ** (2 * n - 2), accuracy * root)


def _scaled_above(n: Floats, fraction: Floats, run: Floats, u: Floats) -> tuple[Floats, Floats, Floats]:
    distance = _log_between(u[:, 3], 1e-6, 10.0)
    start = 1 + distance
    step = fraction / ((3 * n - 2) * start ** (2 * n - 2))
    # The flow covers x > 2^{1/N} no slower than x' = −x^{2N−1}/2 and the rest no slower than rate N.
    knee = 2 ** (1 / n)
    time = step * run
    far = (np.minimum(start, knee) ** (2 - 2 * n) - start ** (2 - 2 * n)) / (n - 1)
    near = np.minimum(knee, start) - 1
    reached_far = ((n - 1) * time + start ** (2 - 2 * n)) ** (-1 / (2 * n - 2)) - 1
    reached_near = near * np.exp(np.maximum(-n * np.maximum(time - far, 0), -600.0))
    shortest = np.where(time < far, np.maximum(reached_far, near), reached_near)
    return start, _accuracy(u, shortest, distance), step


def _scaled_zero(n: Floats, fraction: Floats, run: Floats, u: Floats) -> tuple[Floats, Floats, Floats]:
    start = _log_between(u[:, 3], 1e-3, 1e3)
    step = fraction / ((3 * n - 2) * start ** (2 * n - 2))
    shortest = start * (1 + (2 * n - 2) * fraction / (3 * n - 2) * run) ** (-1 / (2 * n - 2))
    return start, _accuracy(u, shortest, start), step


def _scaled_negative(n: Floats, fraction: Floats, run: Floats, u: Floats) -> tuple[Floats, Floats, Floats]:
    # From a smaller start not even the first few per cent of the way fit into the run.
    m = np.maximum(n - 2, 1.0)
    smallest = np.where(n == 2, 1e-6, (1 + m * fraction / (3 * n - 2) * run) ** (-1 / m))
    start = _log_between(u[:, 3], np.clip(smallest, 1e-6, 1.0), 10.0)
    step = fraction / ((3 * n - 2) * np.maximum(start, 1.0) ** (2 * n - 2))
    time = step * run
    # |f| exceeds both x^{2N−1} and x^{N−1}, so the slower of the two pure powers bounds the time.
    power = start * (1 + (2 * n - 2) * time * start ** (2 * n - 2)) ** (-1 / (2 * n - 2))
    slow = start * (1 + m * time * start**m) ** (-1 / m)
    slow = np.where(n == 2, start * np.exp(np.maximum(-time, -600.0)), slow)
    return start, _accuracy(u, np.minimum(power, slow), start), step


def _scaled_below(n: Floats, fraction: Floats, run: Floats, u: Floats) -> tuple[Floats, Floats, Floats]:
    step = fraction / (3 * n - 2)
    inflection = ((n - 1) / (2 * n - 1)) ** (1 / n)
    m = np.maximum(n - 2, 1.0)
    smallest = np.where(n == 2, np.exp(np.maximum(-step * run, -600.0)), (1 + m * step * run) ** (-1 / m))
    start = _log_between(u[:, 3], np.clip(smallest, 1e-12, 0.9 * inflection), inflection * (1 - 1e-6))
    return start, _accuracy(u, np.exp(np.maximum(-n * step * run, -600.0)), 1 - start), step


def _scaled_convex(n: Floats, fraction: Floats, run: Floats, u: Floats) -> tuple[Floats, Floats, Floats]:
    start, _, step = _scaled_below(n, fraction, run, u)
    inflection = ((n - 1) / (2 * n - 1)) ** (1 / n)
    target = _log_between(u[:, 4], start * (1 + 1e-6), inflection)
    return start, np.minimum(1 - target, (1 - start) * (1 - 2.0**-20)), step


def _scaled_past_inflection(n: Floats, fraction: Floats, run: Floats, u: Floats) -> tuple[Floats, Floats, Floats]:
    step = fraction / (3 * n - 2)
    inflection = ((n - 1) / (2 * n - 1)) ** (1 / n)
    distance = _log_between(u[:, 3], 1e-6, (1 - inflection) * (1 - 1e-6))
    return 1 - distance, _accuracy(u, distance * np.exp(np.maximum(-n * step * run, -600.0)), distance), step


def _accuracy(u: Floats, shortest: Floats, distance: Floats) -> Floats:
    """Spread ε between what the run length allows and the initial distance |α − L|, which it stays below."""
    return _log_between(u[:, 4], np.maximum(shortest, 1e-13), distance * (1 - 2.0**-20))


_SCALED = {
    "above": _scaled_above,
    "zero": _scaled_zero,
    "negative": _scaled_negative,
    "convex": _scaled_convex,
    "below": _scaled_below,
    "past_inflection": _scaled_past_inflection,
}
