"""Early stopping on noisy matrices: how far W is from the truth at the advised stop, without knowing the truth."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from numerics.plateaus.advice import advised_stop
from numerics.plateaus.law_columns import Descent
from numerics.plateaus.levels import exact_spectrum, levels_of
from numerics.plateaus.products import products
from numerics.plateaus.windows import Plateau
from reports.pages.effective_rank.study import step_below
from reports.pages.symmetric_noise import distances, noisy_spectrum, symmetric_noise

Floats = NDArray[np.float64]
#: Rows of the matrices.
SIZE = 24


@dataclass(frozen=True)
class Stopped:
    """One noisy matrix: ‖W − W_0‖_F at the advised stop, of the best approximation of the true rank, and in the end.

    ``distance`` is what the plan knows of the first two without W_0: they differ by that at most.
    """

    rank: int
    stop: int
    error: float
    best: float
    end: float
    distance: float


def stopped(depth: int, start: Fraction, share: Fraction, count: int, seed: int) -> list[Stopped]:
    """Return what early stopping does on random matrices W_0 of rank 1 to 4 with noise of norm ``share``·μ_l.

    Where no stop is advised, since no eigenvalue but the leading ones grows, a matrix is left out.
    """
    random = np.random.Generator(np.random.Philox(seed))
    found = []
    for _ in range(count):
        rank = int(random.integers(1, 5))
        truth = np.zeros(SIZE)
        truth[:rank] = np.sort(random.uniform(1.0, 4.0, rank))[::-1]
        noise = symmetric_noise(SIZE, float(share) * float(truth[rank - 1]), random)
        one = _stopped(depth, start, truth, noise, rank)
        found += [one] if one is not None else []
    return found


def _stopped(depth: int, start: Fraction, truth: Floats, noise: Floats, rank: int) -> Stopped | None:
    values, along = noisy_spectrum(truth, noise)
    levels = levels_of(exact_spectrum(values))
    descent = Descent(depth, start, step_below(depth, Fraction(9, 10), float(values[0]), start))
    advice = advised_stop(descent, levels, Plateau(rank, 1, None, False, rank))
    if advice is None:
        return None

    def error(product: Floats) -> float:
        return float(distances(product[:, None], along, truth)[0])

    there = products(descent, levels, advice.k).mean(axis=0)
    low_rank = np.where(np.arange(SIZE) < rank, values, 0.0)
    return Stopped(rank, advice.k, error(there), error(low_rank), error(np.maximum(values, 0.0)), advice.distance)
