"""Searching extreme cases: differential evolution over the unit cube that ``numerics.cases`` maps to parameters."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from numerics.cases.cube import Floats, unit_points
from numerics.cases.scalar import DIMENSIONS


def maximise(
    objective: Callable[[Floats], Floats],
    seed: int,
    generations: int,
    population: int,
    dimensions: int = DIMENSIONS,
) -> tuple[Floats, float]:
    """Maximise a vectorised ``objective`` over the unit cube; return the best point and its value (ours).

    Differential evolution, followed by a shrinking cloud around the best point. ``objective`` maps
    points (m, dimensions) to values (m,), −inf where a point does not count.

    >>> point, value = maximise(lambda u: -((u - 0.3) ** 2).sum(axis=1), 0, 30, 40, dimensions=2)
    >>> bool(value > -1e-6)
    True
    """
    points = unit_points(population, seed, dimensions)
    values = objective(points)
    generator = np.random.Generator(np.random.Philox(seed + 1))
    for generation in range(generations):
        if generation < (2 * generations) // 3:
            trial = _recombine(points, values, generator)
        else:
            width = 0.1 * 0.5 ** (generation - (2 * generations) // 3)
            best = points[int(np.argmax(values))]
            trial = best + width * generator.standard_normal(points.shape)
        trial = np.clip(trial, 1e-12, 1 - 1e-12)
        trial_values = objective(trial)
        better = trial_values > values
        points[better], values[better] = trial[better], trial_values[better]
    best_index = int(np.argmax(values))
    return points[best_index], float(values[best_index])


def _recombine(points: Floats, values: Floats, generator: np.random.Generator) -> Floats:
    """Return one trial point per member: part of it moved towards the best and along a random difference."""
    count, dimensions = points.shape
    first, second = (generator.permutation(count) for _ in range(2))
    best = points[int(np.argmax(values))]
    moved = points + 0.6 * (best - points) + 0.7 * (points[first] - points[second])
    chosen = generator.random((count, dimensions)) < 0.7
    chosen[np.arange(count), generator.integers(dimensions, size=count)] = True
    return np.where(chosen, moved, points)
