"""The eigenvalues that a plan is made for: where each of them lies, which are equal, which are 0."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

from numerics.spectrum.eigenvalues import UNIT, Spectrum

Floats = NDArray[np.float64]

#: Neighbours that differ by less than this share of the larger one are one level.
TIE = 1e-9


@dataclass(frozen=True, eq=False)
class Levels:
    """Eigenvalues (n,) in descending order, and the interval ``low`` ≤ λ ≤ ``high`` of each.

    What is not above ``level`` in size is taken as 0, exactly; ``zeros`` counts these.
    """

    values: Floats
    low: Floats
    high: Floats
    level: float
    zeros: int

    @cached_property
    def ranks(self) -> list[int]:
        """The number of eigenvalues down to each distinct positive level: equal ones count together."""
        positive = self.values[self.values > 0]
        apart = positive[:-1] - positive[1:] >= TIE * positive[:-1]
        return [*(np.flatnonzero(apart) + 1).tolist(), *([len(positive)] if len(positive) else [])]

    @cached_property
    def negative(self) -> int:
        """How many eigenvalues are negative."""
        return int((self.values < 0).sum())

    def effective_rank(self, rank: int) -> float:
        """Return Σ_{i≤l} λ_i/λ_1, the effective rank of the best approximation of rank l = ``rank``, in float64."""
        return float(self.values[:rank].sum() / self.values[0])


def levels_of(spectrum: Spectrum) -> Levels:
    """Return the levels of a spectrum whose eigenvalues are known up to its error.

    >>> levels = levels_of(exact_spectrum([2.0, 1.0, 2.0, 1e-17, -1.0]))
    >>> levels.ranks, levels.zeros, levels.negative
    ([2, 3], 1, 1)
    """
    zero = np.abs(spectrum.values) <= spectrum.level
    values = np.where(zero, 0.0, spectrum.values)
    error = np.where(zero, 0.0, spectrum.error)
    exactly = error == 0
    low = np.where(exactly, values, np.nextafter(values - error, -np.inf))
    high = np.where(exactly, values, np.nextafter(values + error, np.inf))
    return Levels(values, low, high, spectrum.level, int(zero.sum()))


def exact_spectrum(eigenvalues: ArrayLike) -> Spectrum:
    """Return eigenvalues that are exactly the floats given, in descending order.

    Raises ValueError unless they are a list of real, finite numbers.

    >>> exact_spectrum([1.0, 3.0]).values.tolist()
    [3.0, 1.0]
    """
    values = np.asarray(eigenvalues)
    if values.ndim != 1 or not values.size:
        raise ValueError(f"eigenvalues are a list of at least one number, not an array of shape {values.shape}")
    if values.dtype.kind not in "iuf":
        raise ValueError(f"eigenvalues are real numbers, not of type {values.dtype}")
    values = np.sort(values.astype(np.float64))[::-1]
    if not np.isfinite(values).all():
        raise ValueError(f"eigenvalue {values[~np.isfinite(values)][0]} is not finite")
    return Spectrum(values, 0.0, values.size * UNIT * float(np.abs(values).max()))
