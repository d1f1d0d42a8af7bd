"""What the page on the effective rank compares: windows that are promised, ours, and what iterating finds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from numerics.cases.floats import value
from numerics.exact.balls import working_precision
from numerics.orbits.hitting_time import hitting_times
from numerics.plateaus.existence import Gap, largest_start
from numerics.plateaus.law_columns import Descent
from numerics.plateaus.levels import Levels, exact_spectrum, levels_of
from numerics.plateaus.windows import plateaus
from reports.deep_factorization.theorem_3_5 import promised_window
from theory.language.hypotheses import step_bound
from theory.language.symbols import N, alpha, lam

Floats = NDArray[np.float64]
#: ε and θ of every plateau on the page, θ = ε'^N in Theorem 3.5.
SHARE = Fraction(1, 20)
#: A factor that keeps a step of three digits below the bound that it was rounded from.
STRICTLY = Fraction(999, 1000)
#: Iterations after which nobody waits for an eigenvalue any more.
_BUDGET = 3_000_000


@dataclass(frozen=True)
class Compared:
    """One plateau: its ``rank``, and first and last iteration as Theorem 3.5 promises it, as ours is, and as it is.

    None: empty, or without end.
    """

    rank: int
    promised: tuple[int, int | None] | None
    sharp: tuple[int, int | None] | None
    actual: tuple[int, int | None]

    def share(self, window: tuple[int, int | None] | None) -> float:
        """Return the length of a window as a share of the actual one; of one without end only its beginning counts."""
        first, last = self.actual
        if window is None:
            return 0.0
        if last is None:
            return first / window[0] if window[0] else 1.0
        return (last - window[0] + 1 if window[1] is None else window[1] - window[0] + 1) / (last - first + 1)

    def inside(self, window: tuple[int, int | None] | None) -> bool:
        """Whether a window lies inside the actual one."""
        if window is None:
            return True
        first, last = self.actual
        return window[0] >= first and (last is None or (window[1] is not None and window[1] <= last))


def compared(descent: Descent, eigenvalues: Sequence[float], most: int | None = None) -> list[Compared]:
    """Return every plateau of a spectrum that there is, of rank at most ``most``, with what is said of it."""
    levels = levels_of(exact_spectrum(eigenvalues))
    ours = {one.rank: (one.start, one.stop) for one in plateaus(descent, levels, SHARE, SHARE, most=10_000)}
    return [
        Compared(rank, promised(descent, levels, rank), ours.get(rank), window)
        for rank, window in _iterated(descent, levels, len(eigenvalues) if most is None else most)
    ]


def _iterated(descent: Descent, levels: Levels, most: int) -> Iterator[tuple[int, tuple[int, int | None]]]:
    """Yield the plateaus that iterating finds: certified hitting times of every eigenvalue, no law behind them."""
    start = float(descent.start)
    above = levels.values[levels.values > start][: most + 1]
    learned, departed = (_counted(descent, above, share) for share in (1 - SHARE, SHARE))
    arrivals = np.maximum.accumulate(learned)
    for rank in levels.ranks:
        if rank > min(above.size, most):
            return
        last = None if rank == above.size else int(departed[rank]) - 1
        if last is None or arrivals[rank - 1] <= last:
            yield rank, (int(arrivals[rank - 1]), last)


def _counted(descent: Descent, eigenvalues: Floats, share: Fraction) -> NDArray[np.int64]:
    """Return min{k: w(k) ≥ share·λ} for each eigenvalue.

    The distance of d from its limit there is irrational: floats on either side of it have to lead to the same count.
    """
    limits = eigenvalues ** (1 / descent.depth)
    gaps = limits * -np.expm1(np.log(float(share)) / descent.depth)
    ends = []
    for side in (1 - 1e-14, 1 + 1e-14):
        given = (eigenvalues, float(descent.alpha), float(descent.eta), gaps * side)
        found = hitting_times(descent.depth, *given, budget=_BUDGET, method="bracketed", by_law=False)
        ends.append(np.where(float(descent.start) >= float(share) * eigenvalues, 0, found.lower))
        if not (found.lower == found.upper).all():
            raise ValueError(f"step = {descent.eta}: an eigenvalue takes more than {_BUDGET} iterations")
    if (ends[0] != ends[1]).any():
        raise ValueError("an eigenvalue meets its level to the last digit of float64")
    return ends[0]


def promised(descent: Descent, levels: Levels, rank: int) -> tuple[int, int | None] | None:
    """Return the window (63) of Theorem 3.5; None where it is empty."""
    values = [Fraction(value) for value in levels.values.tolist()]
    window = promised_window(descent.depth, values, descent.alpha, descent.eta, rank, SHARE, SHARE)
    return None if window[1] is not None and window[1] < window[0] else window


# Many spectra --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Ratios:
    """Lengths as a share of the actual one over many plateaus: of ours, and of those that Theorem 3.5 promises.

    ``missed`` plateaus are there and are not found by us, ``empty`` are not promised, ``outside`` is how many windows
    reach beyond the actual one.
    """

    plateaus: int
    sharp: Floats
    published: Floats
    missed: int
    empty: int
    outside: int


def ratios(depth: int, step_share: Fraction, spectra: Sequence[Sequence[float]], start: Fraction) -> Ratios:
    """Return the lengths of all plateaus of some spectra at one depth; η is a share of that of (25)."""
    rows = [
        row
        for eigenvalues in spectra
        for row in compared(_descent(depth, step_share, max(eigenvalues), start), eigenvalues)
    ]
    sharp = np.array([row.share(row.sharp) for row in rows])
    published = np.array([row.share(row.promised) for row in rows])
    outside = sum(not row.inside(window) for row in rows for window in (row.sharp, row.promised))
    missed, empty = sum(row.sharp is None for row in rows), sum(row.promised is None for row in rows)
    return Ratios(len(rows), sharp, published, missed, empty, outside)


def _descent(depth: int, share: Fraction, norm: float, start: Fraction) -> Descent:
    return Descent(depth, start, STRICTLY * step_below(depth, share, norm, start))


def step_below(depth: int, share: Fraction, norm: float, start: Fraction) -> Fraction:
    """Return a share of the step size of (25) for a matrix of this norm, to three digits.

    >>> step_below(3, Fraction(1, 2), 1.0, Fraction(1, 10))
    Fraction(357, 5000)
    """
    most = float(value(step_bound, {N: depth, lam: np.float64(norm), alpha: np.float64(float(start))}))
    return Fraction(f"{float(share) * most:.3g}")


def spectra(count: int, largest: int, seed: int) -> list[list[float]]:
    """Return spectra of 3 to ``largest`` eigenvalues on a few levels from 1 down, with ties, and zeros at the end."""
    random = np.random.Generator(np.random.Philox(seed))
    found = []
    for _ in range(count):
        size, levels = int(random.integers(3, largest + 1)), int(random.integers(2, 6))
        factors = np.cumprod([1.0, *random.uniform(0.25, 0.85, levels - 1)])
        values = [float(f"{value:.4g}") for value in factors for _ in range(int(random.integers(1, 4)))]
        found.append([*values[:size], *([0.0] * max(size - len(values), 0))])
    return found


# Existence -----------------------------------------------------------------------------------------------------


def thresholds(depths: Sequence[int], gaps: Sequence[Fraction]) -> list[list[float]]:
    """Return log10 of α_l^N, the largest start with a plateau, by depth and relative gap of λ_l = 1 and λ_{l+1}."""
    with working_precision(128):
        return [
            [float(largest_start(Gap(n, Fraction(1), 1 - gap, SHARE, SHARE)).mid()) * n / np.log(10) for gap in gaps]
            for n in depths
        ]
