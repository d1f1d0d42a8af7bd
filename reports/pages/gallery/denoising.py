"""Figures 8 to 12: early stopping takes noise from pictures, at depths 1 to 4. Float64 and a fixed seed throughout.

The paper takes ones of MNIST, which no package ships; these are the first hundred among the digits of scikit-learn.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from sklearn.datasets import load_digits

from numerics.orbits.rectangular import gaussian_start, rectangular_descent
from reports.rendering.figures import Floats, Ints, to_digits

DEPTHS = (1, 2, 3, 4)
#: Pictures, and the side of one in pixels.
PICTURES, SIDE = 100, 8
#: Noise is uniform between −AMPLITUDE and AMPLITUDE, on pixels between 0 and 1.
AMPLITUDE = 1.1
#: √E‖W(0)‖_F², the same at every depth; η; the last iteration.
START, ETA, LAST = 0.1, 5e-4, 3000
#: First iteration looked at after the start, how many are, and singular values kept of each product.
FIRST, SAMPLES, KEPT = 10, 90, 7
#: The picture that is shown.
SHOWN = 7


@dataclass(frozen=True)
class Experiment:
    """The pictures (100, 64) before and after the noise, and the errors of the best approximations, of rank 1, 2, ….

    ``noise_norm`` is ‖noisy − truth‖_F and ``benchmarks`` (r,) are ‖best of rank r − truth‖_F.
    """

    truth: Floats
    noisy: Floats
    noise_norm: float
    benchmarks: Floats


@dataclass(frozen=True)
class Descent:
    """One depth: what W(k) is like at the iterations ``k`` (m,), in float64.

    ``singular`` (KEPT, m) are the largest singular values, ``training`` (m,) is ‖W − Ŵ‖_F, ``generalisation`` (m,)
    ‖W − W_0‖_F and ``rank`` (m,) the effective rank; ``pictures`` (m, 64) is one row of W(k), and
    ``benchmarks`` are those of the experiment.
    """

    depth: int
    k: Ints
    singular: Floats
    training: Floats
    generalisation: Floats
    rank: Floats
    pictures: Floats
    benchmarks: Floats

    @property
    def gain(self) -> bool:
        """Whether the smallest error is below that of the best approximation of rank one."""
        return bool(self.generalisation.min() < self.benchmarks[0])

    @property
    def below_rank_two(self) -> bool:
        """Whether the smallest error is below that of the best approximation of rank two."""
        return bool(self.generalisation.min() < self.benchmarks[1])

    @property
    def best(self) -> int:
        """The index of the iteration with the smallest generalisation error."""
        return int(np.argmin(self.generalisation))

    @property
    def late(self) -> int:
        """The index of the first iteration after the best one at which that error is a quarter larger, or the last."""
        worse = np.flatnonzero(self.generalisation[self.best :] > 1.25 * self.generalisation[self.best])
        return self.best + int(worse[0]) if worse.size else len(self.k) - 1

    @property
    def lowest(self) -> int:
        """The index of the iteration with the smallest effective rank."""
        return int(np.argmin(self.rank))


@cache
def experiment(seed: int) -> Experiment:
    """Return the hundred ones, with noise from the seed.

    >>> experiment(1).truth.shape
    (100, 64)
    """
    digits = load_digits()
    truth = digits.data[digits.target == 1][:PICTURES] / digits.data.max()
    noise = AMPLITUDE * (2 * np.random.Generator(np.random.Philox(seed)).random(truth.shape) - 1)
    left, values, right = np.linalg.svd(truth + noise, full_matrices=False)
    best = [(left[:, :r] * values[:r]) @ right[:r] for r in range(1, 6)]
    return Experiment(
        truth, truth + noise, _norms(noise[None])[0], np.array([_norms(w[None] - truth)[0] for w in best])
    )


def descents(seed: int) -> list[Descent]:
    """Return the run of gradient descent at every depth, from Gaussian factors of equal size of the product."""
    return [_descent(depth, seed) for depth in DEPTHS]


def _descent(depth: int, seed: int) -> Descent:
    setting = experiment(seed)
    k = np.unique(np.concatenate(([0], np.rint(np.geomspace(FIRST, LAST, SAMPLES)).astype(np.int64))))
    rng = np.random.Generator(np.random.Philox([seed, depth]))
    start = gaussian_start(depth, setting.truth.shape, START, rng)
    products = rectangular_descent(setting.noisy, start, ETA, k.tolist())
    values: Floats = np.linalg.svd(products, compute_uv=False).astype(np.float64)
    return Descent(
        depth,
        k,
        to_digits(values[:, :KEPT].T, 5),
        _norms(products - setting.noisy),
        _norms(products - setting.truth),
        to_digits(values.sum(axis=1) / values[:, 0], 5),
        products[:, SHOWN],
        setting.benchmarks,
    )


def _norms(matrices: Floats) -> Floats:
    return to_digits(np.asarray(np.sqrt((matrices**2).sum(axis=(1, 2))), dtype=np.float64), 5)
