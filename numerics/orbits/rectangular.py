"""Gradient descent on the N factors of a rectangular W = W_N⋯W_1, from any start, in float64: nothing certified.

W is m×n; W_1, …, W_{N−1} are n×n and W_N is m×n. The compiled loops fix the order of all additions and fuse none with a
product, so a run is the same on every processor, bit by bit.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from numerics.compiled.disk_cache import compiler

compiled = compiler(__file__)

Floats = NDArray[np.float64]


def gaussian_start(depth: int, shape: tuple[int, int], size: float, rng: np.random.Generator) -> list[Floats]:
    """Return factors W_1, …, W_N with independent N(0, σ²) entries, scaled so that E‖W_N⋯W_1‖_F² = ``size``².

    Entries of independent factors are uncorrelated, so that this is mn^N σ^{2N} at depth N for W of ``shape`` (m, n):
    the σ that follows makes starts of different depths equally large.

    >>> rng = np.random.default_rng(0)
    >>> [factor.shape for factor in gaussian_start(3, (4, 2), 0.1, rng)]
    [(2, 2), (2, 2), (4, 2)]
    """
    rows, columns = shape
    sigma = (size**2 / (rows * columns**depth)) ** (1 / (2 * depth))
    shapes = [(columns, columns)] * (depth - 1) + [(rows, columns)]
    return [sigma * rng.standard_normal(one) for one in shapes]


def rectangular_descent(target: Floats, start: Sequence[Floats], eta: float, iterations: Sequence[int]) -> Floats:
    """Run W_j(k+1) = W_j(k) − η∇_{W_j} and return the products W(k) at the increasing ``iterations``, shape (s, m, n).

    ``target`` is Ŵ (m, n), ``start`` holds W_1, …, W_N as above. Raises ValueError for shapes that do not fit or
    iterations out of order. Source: (8), (9).

    >>> target = np.array([[2.0], [0.0]])
    >>> rectangular_descent(target, [np.ones((1, 1)), np.ones((2, 1))], 0.25, [0, 1])[1].round(4).tolist()
    [[1.25], [0.75]]
    """
    goal = np.ascontiguousarray(target, dtype=np.float64)
    factors = [np.array(factor, dtype=np.float64, order="C") for factor in start]
    square = (goal.shape[-1],) * 2
    if not factors or goal.ndim != 2 or [f.shape for f in factors] != [square] * (len(factors) - 1) + [goal.shape]:
        raise ValueError(f"factors have shapes {[f.shape for f in factors]}, which do not fit a target {goal.shape}")
    wanted = np.asarray(iterations, dtype=np.int64)
    if wanted.ndim != 1 or (wanted < 0).any() or (np.diff(wanted) <= 0).any():
        raise ValueError(f"iterations are {wanted.tolist()[:5]}, but must increase from 0 or later")
    inner, outer = np.array(factors[:-1]).reshape(-1, *square), factors[-1]
    scratch = np.empty((inner.shape[0] + 4, *square))
    gap, moved = np.empty(goal.shape), np.empty(goal.shape)
    kept, now = np.empty((wanted.size, *goal.shape)), 0
    for snapshot, k in enumerate(wanted.tolist()):
        _steps(goal, inner, outer, float(eta), k - now, scratch, gap, moved)
        _product(inner, outer, scratch, gap)
        kept[snapshot], now = gap, k
    return kept


@compiled
def _steps(target, inner, outer, eta, steps, scratch, gap, moved):
    count, size = inner.shape[0], target.shape[1]
    backward, other = scratch[count], scratch[count + 1]
    transposed, gradient = scratch[count + 2], scratch[count + 3]
    for _ in range(steps):
        _product(inner, outer, scratch, gap)
        for row in range(target.shape[0]):
            for column in range(size):
                gap[row, column] -= target[row, column]
        if count == 0:
            _descend(outer, gap, eta)
            continue
        # W_N moves last: the gradients of the others need it as it was
        _transpose(scratch[count - 1], transposed)
        _multiply(gap, transposed, moved)
        _multiply_transposed(outer, gap, backward)
        for j in range(count - 1, 0, -1):
            _transpose(scratch[j - 1], transposed)
            _multiply(backward, transposed, gradient)
            _multiply_transposed(inner[j], backward, other)
            _descend(inner[j], gradient, eta)
            backward, other = other, backward
        _descend(inner[0], backward, eta)
        _descend(outer, moved, eta)


@compiled
def _product(inner, outer, scratch, result):
    """Put W_j⋯W_1 into ``scratch``[j − 1] for j < N, and W into ``result``."""
    count = inner.shape[0]
    if count == 0:
        result[:] = outer
        return
    scratch[0] = inner[0]
    for j in range(1, count):
        _multiply(inner[j], scratch[j - 1], scratch[j])
    _multiply(outer, scratch[count - 1], result)


@compiled
def _descend(factor, gradient, eta):
    for row in range(factor.shape[0]):
        for column in range(factor.shape[1]):
            factor[row, column] -= eta * gradient[row, column]


@compiled
def _transpose(matrix, result):
    for row in range(matrix.shape[0]):
        for column in range(matrix.shape[1]):
            result[column, row] = matrix[row, column]


@compiled
def _multiply(left, right, result):
    for row in range(left.shape[0]):
        for column in range(right.shape[1]):
            result[row, column] = 0.0
        for between in range(left.shape[1]):
            weight = left[row, between]
            for column in range(right.shape[1]):
                result[row, column] += weight * right[between, column]


@compiled
def _multiply_transposed(left, right, result):
    """Put leftᵀ·right into ``result``."""
    for row in range(left.shape[1]):
        for column in range(right.shape[1]):
            result[row, column] = 0.0
    for between in range(left.shape[0]):
        for row in range(left.shape[1]):
            weight = left[between, row]
            for column in range(right.shape[1]):
                result[row, column] += weight * right[between, column]
