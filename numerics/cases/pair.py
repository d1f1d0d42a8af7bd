"""Parameter sets of the perturbed start, inside the hypotheses (14) of Theorem 1.3 by construction.

As in ``numerics.cases.scalar`` a case is a point of the unit cube, and draws are prefix-stable. The
accuracy of a case is that on the product p₁p₂^{N−1}.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import sympy as sp

from numerics.cases.cube import DEEP, STEP_FRACTION, Floats, Ints, extreme_size, log_between, unit_points
from numerics.exact.numbers import exact
from theory.language.symbols import N, alpha, beta, eps, eta, lam

#: Regimes with their share of a mixed draw: λ < 0, λ > 0 from below and from above, λ = 0.
REGIMES: dict[str, float] = {"negative": 0.55, "below": 0.2, "above": 0.17, "zero": 0.08}

#: Coordinates of a point of the cube: depth, regime, step, start, perturbation, accuracy, eigenvalue, run length.
DIMENSIONS = 8

#: Depths of Theorem 1.3 that campaigns draw from.
DEPTHS: tuple[int, ...] = (2, 3, 4, 5, 6, 7, 8, 9, 10)

#: A drawn run is meant to have at most this many steps, or ten times what the depth needs at least.
RUN_LENGTH = 10.0**5.3

#: β is at most this fraction of (c−1)α; the rest covers its rounding.
_PERTURBATION_FRACTION = 1 - 2.0**-36

#: Shares of the cases at a depth far beyond the usual ones, and at any size of λ; of the starts below the limit those
#: close to it, and of λ < 0 those that are far from it at N = 2: there the counts of Theorem 1.3 are tight.
SHARES = {"deep": 1 / 100, "resized": 1 / 25, "close": 0.5, "far": 0.1}

_NAMES = ("eigenvalue", "alpha", "beta", "step", "accuracy")


@dataclass(frozen=True)
class PerturbedCase:
    """One exact parameter set of the pair (40); ``eps`` is the accuracy on the product."""

    depth: int
    lam: Fraction
    alpha: Fraction
    beta: Fraction
    eta: Fraction
    eps: Fraction

    @property
    def values(self) -> dict[sp.Symbol, Fraction]:
        """The parameters keyed by symbol, the depth among them."""
        numbers = (Fraction(self.depth), self.lam, self.alpha, self.beta, self.eta, self.eps)
        return dict(zip((N, lam, alpha, beta, eta, eps), numbers, strict=True))

    def as_json(self) -> dict[str, int | str]:
        """Return the exact parameters under the names of the command line.

        >>> half = Fraction(1, 2)
        >>> PerturbedCase(2, -half, half, half / 2, half / 9, half).as_json()["beta"]
        '1/4'
        """
        values = (self.lam, self.alpha, self.beta, self.eta, self.eps)
        return {"depth": self.depth} | {name: str(value) for name, value in zip(_NAMES, values, strict=True)}

    @classmethod
    def from_json(cls, record: Mapping[str, int | str]) -> PerturbedCase:
        """Read back what ``as_json`` wrote; raises ValueError naming a missing or malformed entry."""
        for name in ("depth", *_NAMES):
            if name not in record:
                raise ValueError(f"the parameters lack {name!r}")
        depth = exact(record["depth"])
        if depth.denominator != 1 or depth < 2:
            raise ValueError(f"depth {record['depth']!r}: N must be an integer of at least 2")
        values = {name: exact(record[name]) for name in _NAMES}
        # the lemmas say nothing of ε, but a record without a meaningful one is malformed all the same
        if values["accuracy"] <= 0:
            raise ValueError(f"accuracy = {record['accuracy']}: the accuracy must be positive")
        return cls(int(depth), *values.values())


@dataclass(frozen=True)
class PerturbedCases:
    """Many parameter sets: ``depth`` int64 (m,), the others float64 (m,), each float an exact dyadic number.

    ``alpha − beta`` and ``2·alpha − beta`` are floats without rounding.
    """

    depth: Ints
    lam: Floats
    alpha: Floats
    beta: Floats
    eta: Floats
    eps: Floats

    @property
    def floats(self) -> tuple[Floats, Floats, Floats, Floats, Floats]:
        """λ, α, β, η, ε as columns."""
        return self.lam, self.alpha, self.beta, self.eta, self.eps

    def __len__(self) -> int:
        return len(self.depth)

    def __getitem__(self, index: int) -> PerturbedCase:
        return PerturbedCase(int(self.depth[index]), *(Fraction(float(column[index])) for column in self.floats))

    def __iter__(self) -> Iterator[PerturbedCase]:
        return (self[index] for index in range(len(self)))

    def take(self, rows: np.ndarray) -> PerturbedCases:
        """Return the cases in ``rows`` (indices or a mask)."""
        return PerturbedCases(self.depth[rows], *(column[rows] for column in self.floats))


def root_values(depths: Ints) -> Floats:
    """Return c − 1 for each depth in float64, by Newton's method from the upper bound ln(N)/(N−1).

    >>> root_values(np.array([2])).round(6).tolist()
    [0.618034]
    """
    n = depths.astype(np.float64)
    excess = np.log(n) / (n - 1)
    for _ in range(60):
        value = (n - 1) * np.log1p(excess) + np.log(excess)
        excess = excess - value / ((n - 1) / (1 + excess) + 1 / excess)
    return excess


def draw_perturbed(
    count: int, seed: int, depths: Sequence[int] = DEPTHS, regime: str | None = None, length: float = RUN_LENGTH
) -> PerturbedCases:
    """Draw ``count`` cases of Theorem 1.3 over ``depths``: both signs of λ and zero, or one ``regime`` (ours).

    β reaches from 10^−12·α to (c−1)α, η up to (14), ε from 10^−9·|λ| to the error of the start. ``length`` is
    the number of steps that the runs are meant to stay below, as far as the depth allows.

    >>> cases = draw_perturbed(50, seed=1)
    >>> bool((cases.beta > 0).all()), bool((cases.beta < cases.alpha).all())
    (True, True)
    """
    return perturbed_cases(unit_points(count, seed, DIMENSIONS), depths, regime, length)


def perturbed_cases(
    points: Floats,
    depths: Sequence[int] = DEPTHS,
    regime: str | None = None,
    length: float = RUN_LENGTH,
    rarities: Mapping[str, Floats] | None = None,
) -> PerturbedCases:
    """Map points of the unit cube, shape (m, 8), to cases inside the hypotheses of Theorem 1.3 (ours).

    ``rarities`` has coordinates, shape (m,), for some of ``SHARES``: a case is rare where one is below the share.

    >>> perturbed_cases(unit_points(3, 0, DIMENSIONS), regime="zero").lam.tolist()
    [0.0, 0.0, 0.0]
    """
    u = np.asarray(points, dtype=np.float64)
    never = np.ones(len(u))
    rare = {name: np.minimum((rarities or {}).get(name, never) / share, 1.0) for name, share in SHARES.items()}
    names = list(REGIMES)
    edges = np.cumsum(list(REGIMES.values()))
    kind = np.searchsorted(edges / edges[-1], u[:, 1], side="right")
    if regime is not None:
        kind = np.full(len(u), names.index(regime))
    negative, below, above, zero = (kind == names.index(name) for name in REGIMES)
    far = negative & (rare["far"] < 1)
    deepest = (rare["deep"] < 1) & ~far
    resized = (rare["resized"] < 1) & ~far & ~deepest
    close = below & (rare["close"] < 1) & ~deepest
    depth = np.asarray(depths, dtype=np.int64)[(u[:, 0] * len(depths)).astype(np.int64)]
    depth[deepest] = np.asarray(DEEP)[(rare["deep"][deepest] * len(DEEP)).astype(np.int64)]
    depth[far] = 2
    n = depth.astype(np.float64)

    # The scaled problem |λ| = 1. A run at the largest step takes about ``base`` times the cost of its start.
    excess = root_values(depth)
    largest_gap = excess * (2 - excess)
    base = 9 * n / excess**2
    shortest = base * np.where(negative, largest_gap ** (1 - n / 2), 1.0)
    run = log_between(u[:, 7], 3 * shortest, np.maximum(length, 10 * shortest))
    fraction = np.where(u[:, 2] > 0.7, 1.0, log_between(u[:, 2] / 0.7, np.maximum(3 * shortest / run, 1e-3), 1.0))
    fraction = np.where(far | deepest, 1.0, fraction)
    allowed = np.maximum(run * fraction / shortest, 1.5)

    deep = np.maximum(n - 2, 1.0)
    smallest = np.where(n == 2, 1e-3, np.maximum(allowed ** (-1 / deep), 1e-3))
    smallest_gap = np.where(deepest, 2 ** (-400 / n), 1e-12)  # its powers stay far from the underflow
    relative = np.where(u[:, 4] > 0.8, excess, log_between(u[:, 4] / 0.8, smallest_gap, excess))
    start = np.empty(len(u))
    start[negative] = log_between(u[:, 3], smallest, np.minimum(allowed ** (1 / n), 10.0))[negative]
    highest = ((1 - 1e-6) / (1 - relative)) ** (1 / n)
    start[below] = log_between(np.minimum(1.1 * u[:, 3], 1.0), smallest, highest)[below]
    start[above] = log_between(u[:, 3], 1 + 1e-6, np.minimum(allowed ** (1 / (2 * n - 2)), 10.0) * (1 + 1e-3))[above]
    most = 60 / (2 * n - 2)  # decades in which the powers stay far from the overflow
    start[zero] = log_between(u[:, 3], 10 ** -np.minimum(2.0, most), 10 ** np.minimum(1.0, most))[zero]
    # For λ < 0 and N ≥ 3 the time is S^{1−N/2}: what the start has left over limits β from below.
    cost = np.maximum(start, 1.0) ** (2 * n - 2) * start ** (2 - n)
    room = np.maximum(allowed / cost, 1.0) ** (-2 / deep)
    relative = np.where(negative & (n > 2), np.maximum(relative, excess * room), relative)
    start[above] /= (1 - relative[above]) ** (1 / n[above])
    distance = log_between(u[:, 3], 1e-6, 0.1)[close]
    start[close], relative[close] = 1 - distance, distance * log_between(u[:, 4], 1e-6, 0.1)[close]
    start[far], relative[far] = log_between(u[:, 3], 1e-60, 1e-20)[far], (excess * (1 - 0.3 * u[:, 4]))[far]
    # at a large depth nobody follows λ < 0 through the change of sign: ε is met before it
    early = deepest & negative
    start[early] = log_between(u[:, 3], 0.9, 1.2)[early]

    size = np.where(zero, 1.0, log_between(u[:, 6], 1e-2, 1e2))
    size = np.where(resized, extreme_size(rare["resized"]), size)
    root = size ** (1 / n)
    alpha = start * root
    grain = 4 * np.spacing(alpha)
    beta = np.maximum(np.floor(relative * _PERTURBATION_FRACTION * alpha / grain), 1) * grain
    scale = np.where(zero, alpha, np.maximum(alpha, root))
    # (c−1)²/(9N M^{2N−2}) is the bound (14).
    eta = fraction * STEP_FRACTION**2 / (base * scale ** (2 * n - 2))
    lam = np.where(zero, 0.0, np.where(negative, -size, size))
    error = np.abs(alpha ** (n - 1) * (alpha - beta) - lam)
    decay = (2 * n - 2) * eta * run * alpha ** (2 * n - 2)
    reachable = np.where(zero, error * (1 + decay) ** (-n / (2 * n - 2)), 1e-9 * size)
    reachable = np.where(far, size / 4, np.where(early, size + (error - size) / 2, reachable))
    eps = log_between(u[:, 5], reachable, error * (1 - 2.0**-20))
    return PerturbedCases(depth, lam, alpha, beta, eta, eps)
