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

from numerics.cases.cube import DEEP, STEP_FRACTION, Floats, Ints, extreme_size, log_between, unit_points
from numerics.exact.numbers import exact
from numerics.orbits.trajectory import trajectory

#: The regimes of Theorem 2.4, with the share a mixed campaign gives to each: start above a positive
#: limit, λ = 0, λ < 0, start below the inflection point with ε reached before it or with any ε,
#: start between it and the limit, start and end close to it.
REGIMES: dict[str, float] = {
    "above": 0.17,
    "zero": 0.06,
    "negative": 0.22,
    "convex": 0.09,
    "below": 0.22,
    "past_inflection": 0.12,
    "inflection": 0.12,
}

#: Coordinates of a point of the cube: depth, regime, step, start, accuracy, eigenvalue size, length of the run.
DIMENSIONS = 7

#: Depths of Theorem 2.4 that campaigns draw from.
DEPTHS: tuple[int, ...] = (2, 3, 4, 5, 6, 7, 8, 9, 10)

#: Longest and shortest run a drawn case is meant to have, in iterations.
RUN_LENGTH = (1.0, 10.0**5.3)

#: Shares of the cases drawn without regard to the length of the run, to reach the ends of every ratio; at a depth far
#: beyond the usual ones; at any size of λ; with ε next to the distance of an iterate, where a count is tight.
SHARES = {"unlimited": 0.004, "deep": 1 / 160, "resized": 1 / 25, "tied": 0.2}
#: Steps in which an orbit has to come within ε for that to be moved next to the distance of an iterate.
TIED_STEPS = 128
#: Smallest accuracy that is moved for L = 1, and how far it is kept from the distance of an iterate, relatively
#: and for L = 1 absolutely: far above the rounding errors of the orbit.
SMALLEST_TIED = 1e-8
_CLEARANCE, _ABSOLUTE_CLEARANCE = 1e-9, 1e-14


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


def draw_scalar(
    count: int, seed: int, depths: Sequence[int] = DEPTHS, extremes: bool = True, first: int = 0
) -> ScalarCases:
    """Draw the cases ``first`` … ``count`` − 1 of Theorem 2.4 over ``depths`` and all regimes (ours).

    With ``extremes`` some have long runs, large depths, extreme sizes, or ε next to the distance of an iterate.

    >>> cases = draw_scalar(100, seed=1)
    >>> len(cases), bool((cases.eta > 0).all())
    (100, True)
    """
    points = unit_points(count, seed, DIMENSIONS, first)
    rare = unit_points(count, seed + 1, len(SHARES), first).T if extremes else ()
    return scalar_cases(points, depths, rarities=dict(zip(SHARES, rare, strict=False)))


def scalar_cases(
    points: Floats,
    depths: Sequence[int] = DEPTHS,
    regime: str | None = None,
    unit_eigenvalue: bool = False,
    rarities: Mapping[str, Floats] | None = None,
) -> ScalarCases:
    """Map points of the unit cube, shape (m, 7), to cases inside the hypotheses of Theorem 2.4 (ours).

    ``regime`` fixes one of ``REGIMES``; ``unit_eigenvalue`` restricts to the scaled problem |λ| = 1,
    which loses no generality. ``rarities`` has coordinates, shape (m,), for some of ``SHARES``: a case is rare where
    one is below the share.

    >>> scalar_cases(unit_points(4, 0, DIMENSIONS), regime="negative", unit_eigenvalue=True).lam.tolist()
    [-1.0, -1.0, -1.0, -1.0]
    """
    u = np.asarray(points, dtype=np.float64)
    never = np.ones(len(u))
    rare = {name: np.minimum((rarities or {}).get(name, never) / share, 1.0) for name, share in SHARES.items()}
    depth = np.asarray(depths, dtype=np.int64)[(u[:, 0] * len(depths)).astype(np.int64)]
    deep = rare["deep"] < 1
    resized = (rare["resized"] < 1) & ~deep
    depth[deep] = np.asarray(DEEP)[(rare["deep"][deep] * len(DEEP)).astype(np.int64)]
    n = depth.astype(np.float64)
    names = list(REGIMES)
    if regime is None:
        edges = np.cumsum(list(REGIMES.values()))
        kind = np.searchsorted(edges / edges[-1], u[:, 1], side="right")
    else:
        kind = np.full(len(u), names.index(regime))
    run = np.where((rare["unlimited"] < 1) & ~deep, 1e30, log_between(u[:, 6], *RUN_LENGTH))

    # A quarter of the steps sit at the bound itself, the rest spread over three decades below.
    fraction = np.where(u[:, 2] > 0.75, STEP_FRACTION, log_between(u[:, 2] / 0.75, 1e-3, 1.0) * STEP_FRACTION)
    start, accuracy, step = np.empty(len(u)), np.empty(len(u)), np.empty(len(u))
    for index, name in enumerate(names):
        rows = kind == index
        if rows.any():
            start[rows], accuracy[rows], step[rows] = _SCALED[name](n[rows], fraction[rows], run[rows], u[rows])

    zero = kind == names.index("zero")
    sign = np.where(kind == names.index("negative"), -1.0, np.where(zero, 0.0, 1.0))
    if rarities:
        border = kind == names.index("inflection")
        above = u[:, 1] * 1e6 % 1 < np.where(border, 0.8, 0.5)
        for one in depths:
            rows = np.flatnonzero((depth == one) & (border | (rare["tied"] < 1)))
            orbit = sign[rows], start[rows], step[rows]
            accuracy[rows], _ = tied(one, *orbit, accuracy[rows], above[rows], TIED_STEPS)

    size = np.ones(len(u)) if unit_eigenvalue else log_between(u[:, 5], 1e-2, 1e2)
    size = np.where(resized, extreme_size(rare["resized"]), size)
    root = size ** (1 / n)
    return ScalarCases(depth, sign * size, start * root, step / root ** (2 * n - 2), accuracy * root)


def tied(
    depth: int, sign: Floats, start: Floats, step: Floats, accuracy: Floats, above: NDArray[np.bool_], steps: int
) -> tuple[Floats, Ints]:
    """Move each ε to where a count is tightest while T stays the same, in units in which λ = ``sign`` is 0 or ±1.

    That is just above the distance at T, which tests a lower bound, or else just below the one at T−1, which tests an
    upper bound. Returns ε and T; an orbit that takes more than ``steps`` leaves ε as it is, and T = 0.

    >>> one = np.ones(1)
    >>> eps, T = tied(2, one, one / 2, one / 4, one / 3, np.array([True]), 9)
    >>> eps.round(6).tolist(), T.tolist()  # d(2) = 0.689857...
    ([0.310143], [2])
    """
    limit = np.maximum(sign, 0.0)
    with np.errstate(all="ignore"):
        distance = np.abs(trajectory(depth, sign, start, step, steps) - limit)
    within = distance <= accuracy
    iterations = np.where(within.any(axis=0), within.argmax(axis=0), 0)
    rows, lanes = np.arange(steps + 1)[:, None], np.arange(len(start))
    nearest = np.where(rows < np.maximum(iterations, 1), distance, np.inf).min(axis=0)
    reached = distance[iterations, lanes]
    room = _CLEARANCE * nearest + _ABSOLUTE_CLEARANCE * limit
    moved = np.where(above, reached + room, nearest - room)
    # an orbit that hardly moves leaves no room between one distance and the next
    known = (iterations > 0) & (reached < nearest - 3 * room) & (moved > SMALLEST_TIED * limit)
    return np.where(known, moved, accuracy), np.where(known, iterations, 0)


def _largest(n: Floats) -> Floats:
    """Return a start whose powers stay far from the overflow."""
    return np.asarray(2 ** (120 / n))


def _scaled_above(n: Floats, fraction: Floats, run: Floats, u: Floats) -> tuple[Floats, Floats, Floats]:
    distance = log_between(u[:, 3], 1e-6, np.minimum(10.0, _largest(n) - 1))
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
    largest = np.minimum(1e3, _largest(n))
    start = log_between(u[:, 3], 1 / largest, largest)
    step = fraction / ((3 * n - 2) * start ** (2 * n - 2))
    shortest = start * (1 + (2 * n - 2) * fraction / (3 * n - 2) * run) ** (-1 / (2 * n - 2))
    return start, _accuracy(u, shortest, start), step


def _scaled_negative(n: Floats, fraction: Floats, run: Floats, u: Floats) -> tuple[Floats, Floats, Floats]:
    # From a smaller start not even the first few per cent of the way fit into the run.
    m = np.maximum(n - 2, 1.0)
    smallest = np.where(n == 2, 1e-6, (1 + m * fraction / (3 * n - 2) * run) ** (-1 / m))
    start = log_between(u[:, 3], np.clip(smallest, 1e-6, 1.0), np.minimum(10.0, _largest(n)))
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
    start = log_between(u[:, 3], np.clip(smallest, 1e-12, 0.9 * inflection), inflection * (1 - 1e-6))
    shortest = np.exp(np.maximum(-n * step * run, -600.0))
    # small ones are preferred: only there do the rates of case 4 show
    accuracy = log_between(u[:, 4] ** 6, np.maximum(shortest, 1e-13), (1 - start) * (1 - 2.0**-20))
    return start, accuracy, step


def _scaled_convex(n: Floats, fraction: Floats, run: Floats, u: Floats) -> tuple[Floats, Floats, Floats]:
    start, _, step = _scaled_below(n, fraction, run, u)
    inflection = ((n - 1) / (2 * n - 1)) ** (1 / n)
    target = log_between(u[:, 4], start * (1 + 1e-6), inflection)
    return start, np.minimum(1 - target, (1 - start) * (1 - 2.0**-20)), step


def _scaled_past_inflection(n: Floats, fraction: Floats, run: Floats, u: Floats) -> tuple[Floats, Floats, Floats]:
    step = fraction / (3 * n - 2)
    inflection = ((n - 1) / (2 * n - 1)) ** (1 / n)
    distance = log_between(u[:, 3], 1e-6, (1 - inflection) * (1 - 1e-6))
    return 1 - distance, _accuracy(u, distance * np.exp(np.maximum(-n * step * run, -600.0)), distance), step


def _scaled_inflection(n: Floats, fraction: Floats, run: Floats, u: Floats) -> tuple[Floats, Floats, Floats]:
    """Return starts close to the inflection point with targets a little further on, where the cases 3, 4a and 4b meet.

    A third of them start just below it and take short steps, so that a count is tight to a small part of itself.
    """
    inflection = ((n - 1) / (2 * n - 1)) ** (1 / n)
    short = u[:, 5] < 1 / 3
    width = np.where(short, 0.1, log_between(u[:, 6], 0.01, 0.1)) / n
    high = np.minimum(inflection * (1 + width), (1 + inflection) / 2)
    low = inflection * (1 - width / 3)
    start = np.where(short, inflection - (inflection - low) * u[:, 3] ** 2, low + (high - low) * u[:, 3])
    end = np.where(short, inflection, start)
    end = end + (high - end) * u[:, 4]
    step = np.where(short, log_between(u[:, 6], 1e-4, 1e-2), fraction) / (3 * n - 2)
    return start, np.minimum(1 - end, (1 - start) * (1 - 2.0**-20)), step


def _accuracy(u: Floats, shortest: Floats, distance: Floats) -> Floats:
    """Spread ε between what the run length allows and the initial distance |α − L|, which it stays below."""
    return log_between(u[:, 4], np.maximum(shortest, 1e-13), distance * (1 - 2.0**-20))


_SCALED = {
    "above": _scaled_above,
    "zero": _scaled_zero,
    "negative": _scaled_negative,
    "convex": _scaled_convex,
    "below": _scaled_below,
    "past_inflection": _scaled_past_inflection,
    "inflection": _scaled_inflection,
}
