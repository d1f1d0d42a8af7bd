"""Where plain float64 iteration of (18) gives a wrong hitting time, by how much, and what the certified answer is.

Float64 looks at every iterate and reports the first with |d − L| ≤ ε, as a simple loop would. In the sweeps
all parameters are dyadic and L = 1, so both sides work with the very same numbers: only the
rounding of the iteration differs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import log10

import numpy as np
from flint import arb

from numerics.bounds.scalar_count import enclose_bounds
from numerics.cases.scalar import ScalarCase
from numerics.compiled.scalar import scan_kernel
from numerics.orbits.hitting_time import hitting_time, hitting_times
from numerics.orbits.ladder import HittingTime
from numerics.orbits.scalar import float_limit
from reports.rendering.figures import Floats

#: Depths, starts and steps η = 2^−j of the sweeps (λ = 1); those that (25) does not allow are left out.
DEPTHS = (2, 3, 5)
STARTS = (Fraction(1, 8), Fraction(2))
STEP_EXPONENTS = (6, 8, 10, 12, 14, 16)
#: Accuracies ε = 2^−k of the sweeps, about 10⁻⁸ to 10⁻¹⁵.
ACCURACY_EXPONENTS = tuple(range(26, 51))
#: Steps of one run before it counts as too long.
BUDGET = 2_000_000

#: Nine cases with decimal parameters, T from 10³ to 10⁶: depth, λ, α, η, ε.
HARD_CASES = tuple(
    ScalarCase(depth, Fraction(lam), Fraction(alpha), Fraction(eta), Fraction(eps))
    for depth, lam, alpha, eta, eps in (
        (2, "1", "1/10", "1/50", "1e-18"),
        (3, "2", "2", "1/1000", "3e-14"),
        (2, "-1", "1/2", "1/200", "1e-18"),
        (3, "1", "1/10", "1/1000", "1e-14"),
        (5, "1", "1/4", "1/1000", "1e-18"),
        (2, "1/3", "3", "1/5000", "1e-12"),
        (3, "1/2", "1/10", "1/5000", "5e-13"),
        (2, "1", "1/10", "1/20000", "1e-12"),
        (2, "1", "1/100", "1/50000", "1e-18"),
    )
)

#: The start is so small that every step is lost in the rounding of the state.
MOTIONLESS = ScalarCase(10, Fraction(1), Fraction(1, 100), Fraction(1, 100), Fraction(1, 100))


@dataclass(frozen=True)
class Comparison:
    """One case: what plain float64 reports (None: it never gets there) and the certified bracket of T."""

    case: ScalarCase
    plain: int | None
    certified: HittingTime

    @property
    def miss(self) -> int | None:
        """By how many iterations ``plain`` lies outside the bracket; 0 inside, None where float64 has no answer.

        >>> case = ScalarCase(2, Fraction(1), Fraction(1, 8), Fraction(1, 8), Fraction(1, 8))
        >>> Comparison(case, 12, HittingTime(7, 9, True, "balls")).miss
        3
        """
        if self.plain is None:
            return None
        above = 0 if self.certified.upper is None else max(0, self.plain - self.certified.upper)
        return above or min(0, self.plain - self.certified.lower)


@dataclass(frozen=True)
class Sweep:
    """One (N, α, η) at λ = 1 and falling accuracies ε; rows whose T exceeds the budget are left out."""

    depth: int
    alpha: Fraction
    eta: Fraction
    rows: tuple[Comparison, ...]

    @property
    def worst(self) -> Comparison:
        """The row with the largest miss."""
        return max(self.rows, key=lambda row: abs(row.miss or 0))

    @property
    def wrong_from(self) -> Fraction | None:
        """The largest ε at which float64 reports a wrong T."""
        return max((row.case.eps for row in self.rows if row.miss), default=None)

    @property
    def silent_from(self) -> Fraction | None:
        """The largest ε at which float64 never gets there."""
        return max((row.case.eps for row in self.rows if row.plain is None), default=None)


@dataclass(frozen=True)
class Misses:
    """Misses |T_float64 − T| of one step size over the accuracy ε, nan where there is none.

    ``silent`` is the largest ε at which float64 does not answer.
    """

    label: str
    eps: Floats
    miss: Floats
    silent: float | None


@dataclass(frozen=True)
class Study:
    """Everything the page shows; ``by_decade`` has the largest miss for T in each decade.

    ``motionless_bounds`` are the bounds of Theorem 2.4 on the T of ``motionless``.
    """

    sweeps: tuple[Sweep, ...]
    by_decade: tuple[Comparison, ...]
    hard: tuple[Comparison, ...]
    motionless: Comparison
    motionless_bounds: tuple[arb | None, arb]


def study(step_exponents: Sequence[int] = STEP_EXPONENTS) -> Study:
    """Return the whole study; the largest steps alone (``step_exponents``) make a quick one."""
    swept = (
        sweep(depth, start, Fraction(1, 2**j))
        for depth in DEPTHS
        for start in STARTS
        for j in step_exponents
        if (3 * depth - 2) * max(start, Fraction(1)) ** (2 * depth - 2) < 2**j
    )
    sweeps = [one for one in swept if one.rows]
    largest: dict[int, Comparison] = {}
    for row in (one.worst for one in sweeps if one.worst.miss):
        decade = int(log10(row.certified.lower))
        if decade not in largest or abs(row.miss or 0) > abs(largest[decade].miss or 0):
            largest[decade] = row
    bounds = enclose_bounds(MOTIONLESS)
    return Study(
        tuple(sweeps),
        tuple(largest[decade] for decade in sorted(largest)),
        tuple(compare(case) for case in HARD_CASES),
        compare(MOTIONLESS, budget=10**6),
        (bounds.lower, bounds.upper),
    )


def sweep(depth: int, start: Fraction, step: Fraction) -> Sweep:
    """Return what float64 does at λ = 1 for every accuracy of the study.

    >>> found = sweep(2, Fraction(1, 8), Fraction(1, 64))
    >>> found.worst.plain, found.worst.certified.iterations, found.silent_from == Fraction(1, 2**50)
    (1178, 1182, True)
    """
    cases = [ScalarCase(depth, Fraction(1), start, step, Fraction(1, 2**k)) for k in ACCURACY_EXPONENTS]
    certified = hitting_times(depth, *_columns(cases), budget=BUDGET, method="bracketed", by_law=False)
    brackets = zip(certified.lower.tolist(), certified.upper.tolist(), strict=True)
    rows = [
        Comparison(case, plain, HittingTime(low, high, True, "bracketed"))
        for case, plain, (low, high) in zip(cases, plain_times(cases), brackets, strict=True)
        if high >= 0
    ]
    return Sweep(depth, start, step, tuple(rows))


def compare(case: ScalarCase, budget: int = BUDGET) -> Comparison:
    """Return plain and certified hitting time of one case.

    >>> found = compare(HARD_CASES[0])
    >>> found.plain, found.certified.iterations
    (None, 1115)
    """
    certified = hitting_time(case.depth, case.lam, case.alpha, case.eta, case.eps, budget=budget, by_law=False)
    return Comparison(case, plain_times([case], budget)[0], certified)


def plain_times(cases: Sequence[ScalarCase], budget: int = BUDGET) -> list[int | None]:
    """Return what a float64 loop reports for cases of one depth, None where it stalls or takes too long.

    >>> plain_times([ScalarCase(2, Fraction(1), Fraction(1, 8), Fraction(1, 8), Fraction(1, 8))])
    [22]
    """
    depth = cases[0].depth
    lam, alpha, eta, eps = _columns(cases)
    limit = float_limit(depth, lam)
    found = np.empty(len(cases), np.int64)
    scan_kernel(depth)(alpha, lam, eta, limit - eps, limit + eps, budget, found)
    return [k if k >= 0 else None for k in found.tolist()]


def _columns(cases: Sequence[ScalarCase]) -> tuple[np.ndarray, ...]:
    """Return λ, α, η, ε as the nearest floats."""
    rows = [(case.lam, case.alpha, case.eta, case.eps) for case in cases]
    return tuple(np.array([float(value) for value in column]) for column in zip(*rows, strict=True))
