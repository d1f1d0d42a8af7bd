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

Floats = NDArray[np.float64]
#: Rows of the matrices, and digits of what comes from float64 linear algebra: what every processor agrees on.
SIZE, DIGITS = 24, 9


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
        gaussian = random.standard_normal((SIZE, SIZE))
        noise = gaussian + gaussian.T
        noise *= float(share) * truth[rank - 1] / float(f"{np.abs(np.linalg.eigvalsh(noise)).max():.10g}")
        one = _stopped(depth, start, truth, noise, rank)
        found += [one] if one is not None else []
    return found


def _stopped(depth: int, start: Fraction, truth: Floats, noise: Floats, rank: int) -> Stopped | None:
    values, vectors = np.linalg.eigh(np.diag(truth) + noise)
    values, vectors = np.round(values[::-1], DIGITS), vectors[:, ::-1]
    along = np.round(np.einsum("ji,j->i", vectors**2, truth), DIGITS)
    levels = levels_of(exact_spectrum(values))
    step = Fraction(f"{0.9 / ((3 * depth - 2) * values[0] ** (2 - 2 / depth)):.3g}")
    descent = Descent(depth, start, step)
    advice = advised_stop(descent, levels, Plateau(rank, 1, None, False, rank))
    if advice is None:
        return None

    def error(product: Floats) -> float:
        return float(np.sqrt((product**2 - 2 * product * along).sum() + (truth**2).sum()))

    there = products(descent, levels, advice.k).mean(axis=0)
    low_rank = np.where(np.arange(SIZE) < rank, values, 0.0)
    return Stopped(rank, advice.k, error(there), error(low_rank), error(np.maximum(values, 0.0)), advice.distance)
