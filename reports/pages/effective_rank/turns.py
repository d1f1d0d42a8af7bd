"""Does the effective rank grow once it has begun to? Runs that do, and one that does not, in balls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from numerics.exact.balls import to_ball, working_precision
from numerics.spectrum.iterates import flow_spectra

Floats = NDArray[np.float64]
_BITS = 192


@dataclass(frozen=True)
class Turn:
    """r(W(t)) of a flow over ``times`` (m,), from the ``start`` α² up to far beyond the last eigenvalue learned.

    ``beyond`` (m,) is r(W(t)) − r(Ŵ), which floats would not resolve near the end.
    """

    eigenvalues: tuple[Fraction, ...]
    times: Floats
    rank: Floats
    beyond: Floats

    @property
    def turns(self) -> int:
        """How often r turns from falling to growing or back, on this grid."""
        signs = np.sign(np.diff(self.beyond))
        return int((signs[1:] * signs[:-1] < 0).sum())

    @property
    def highest(self) -> tuple[float, float]:
        """Time and excess at which r − r(Ŵ) is largest after its minimum."""
        place = int(np.argmin(self.rank))
        peak = place + int(np.argmax(self.beyond[place:]))
        return float(self.times[peak]), float(self.beyond[peak])


def turn(depth: int, eigenvalues: Sequence[Fraction], start: Fraction, times: Sequence[Fraction]) -> Turn:
    """Return the effective rank of the flow at increasing times."""
    with working_precision(_BITS):
        limit = Fraction(sum(eigenvalues)) / max(eigenvalues)
        spectra = flow_spectra(depth, list(eigenvalues), start, list(times), bits=_BITS)
        ranks = [one.effective_rank for one in spectra]
        beyond = [float((rank - to_ball(limit)).mid()) for rank in ranks]
    return Turn(
        tuple(eigenvalues),
        np.array([float(time) for time in times]),
        np.array([float(rank.mid()) for rank in ranks]),
        np.array(beyond),
    )
