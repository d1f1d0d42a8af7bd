"""Gradient descent on the N explicit factors of W = W_N ⋯ W_1, without the reduction to eigenvalues.

One step needs the products P_j = W_{j−1}⋯W_1 and A_j = (W_N⋯W_{j+1})ᵀ(W − Ŵ), each from its neighbour, and
the gradient (9) is A_j P_jᵀ: 3N − 3 products of n×n matrices. Small matrices run in compiled loops,
where a call of BLAS costs more than the product; large ones run in BLAS.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from numerics.compiled.disk_cache import compiler

compiled = compiler(__file__)

#: Largest n that runs in the compiled loops: there they are about as fast as BLAS, at n = 8 ten times as fast.
LARGEST_COMPILED = 24


@dataclass(frozen=True)
class MatrixRun:
    """Snapshots of a run of gradient descent.

    ``iterations`` (s,) are the iteration numbers k, and ``factors`` (s, N, n, n) holds W_1(k), …, W_N(k).
    """

    iterations: NDArray[np.int64]
    factors: NDArray[np.float64]

    @property
    def products(self) -> NDArray[np.float64]:
        """The products W(k) = W_N(k)⋯W_1(k), shape (s, n, n)."""
        product = self.factors[:, 0]
        for j in range(1, self.factors.shape[1]):
            product = self.factors[:, j] @ product
        return product


def identical_start(depth: int, size: int, alpha: float) -> NDArray[np.float64]:
    """Return the start (7), W_j(0) = αI for every j, as an array (N, n, n).

    >>> identical_start(2, 1, 0.5).tolist()
    [[[0.5]], [[0.5]]]
    """
    return np.tile(alpha * np.eye(size), (depth, 1, 1))


def perturbed_start(depth: int, size: int, alpha: float, beta: float, position: int = 1) -> NDArray[np.float64]:
    """Return the start (13)/(38): the factor number ``position`` is (α−β)I and the others are αI.

    Raises ValueError when there is no such factor.

    >>> perturbed_start(2, 1, 0.5, 0.25).tolist()
    [[[0.25]], [[0.5]]]
    """
    if not 1 <= position <= depth:
        raise ValueError(f"position is {position}, but the factors are numbered 1 to {depth}")
    start = identical_start(depth, size, alpha)
    start[position - 1] = (alpha - beta) * np.eye(size)
    return start


def matrix_descent(
    target: NDArray[np.float64],
    start: NDArray[np.float64],
    eta: float,
    iterations: Sequence[int] | NDArray[np.int64],
    *,
    compiled: bool | None = None,
) -> MatrixRun:
    """Run W_j(k+1) = W_j(k) − η∇_{W_j} from the factors ``start`` and keep the requested iterations.

    ``target`` is Ŵ (n, n) and ``start`` is (N, n, n), both real and otherwise arbitrary; ``iterations``
    are increasing and ≥ 0. ``compiled`` overrides the choice between compiled loops and BLAS. Raises
    ValueError for shapes that do not fit or iterations out of order. Source: (8), (9).

    >>> run = matrix_descent(np.diag([1.0, -1.0]), identical_start(2, 2, 0.5), 0.25, [0, 1])
    >>> run.products[1].round(4).tolist()
    [[0.3525, 0.0], [0.0, 0.1182]]
    """
    goal = np.ascontiguousarray(target, dtype=np.float64)
    factors = np.array(start, dtype=np.float64, order="C")
    wanted = np.asarray(iterations, dtype=np.int64)
    if goal.ndim != 2 or factors.ndim != 3 or factors.shape[1:] != goal.shape or goal.shape[0] != goal.shape[1]:
        raise ValueError(f"start has shape {factors.shape}, but (N, n, n) is needed for a target {goal.shape}")
    if wanted.ndim != 1 or (wanted < 0).any() or (np.diff(wanted) <= 0).any():
        raise ValueError(f"iterations are {wanted.tolist()[:5]}, but must increase from 0 or later")
    advance = _compiled_steps if _choose(goal.shape[0], compiled) else _blas_steps
    kept = np.empty((wanted.size, *factors.shape))
    scratch = np.empty((2 * factors.shape[0] + 2, *goal.shape))
    now = 0
    for snapshot, k in enumerate(wanted.tolist()):
        advance(goal, factors, float(eta), k - now, scratch)
        kept[snapshot], now = factors, k
    return MatrixRun(wanted, kept)


def _choose(size: int, compiled: bool | None) -> bool:
    return size <= LARGEST_COMPILED if compiled is None else compiled


def _blas_steps(
    target: NDArray[np.float64], factors: NDArray[np.float64], eta: float, steps: int, scratch: NDArray[np.float64]
) -> None:
    depth = factors.shape[0]
    below, gradients = scratch[:depth], scratch[depth : 2 * depth]  # below[j] = W_j⋯W_1 (0-based: j + 1 factors)
    backward = [scratch[2 * depth], scratch[2 * depth + 1]]
    for _ in range(steps):
        below[0] = factors[0]
        for j in range(1, depth):
            np.matmul(factors[j], below[j - 1], out=below[j])
        np.subtract(below[depth - 1], target, out=backward[0])
        for j in range(depth - 1, 0, -1):
            np.matmul(backward[0], below[j - 1].T, out=gradients[j])
            np.matmul(factors[j].T, backward[0], out=backward[1])
            backward.reverse()
        gradients[0] = backward[0]
        np.multiply(gradients, eta, out=gradients)
        np.subtract(factors, gradients, out=factors)


@compiled
def _compiled_steps(target, factors, eta, steps, scratch):
    depth, n = factors.shape[0], target.shape[0]
    backward = scratch[2 * depth]
    other = scratch[2 * depth + 1]
    for _ in range(steps):
        scratch[0] = factors[0]
        for j in range(1, depth):
            _multiply(factors[j], scratch[j - 1], scratch[j])
        for row in range(n):
            for column in range(n):
                backward[row, column] = scratch[depth - 1, row, column] - target[row, column]
        for j in range(depth - 1, 0, -1):
            for row in range(n):
                for column in range(n):
                    other[column, row] = scratch[j - 1, row, column]
            _multiply(backward, other, scratch[depth + j])
            for row in range(n):
                for column in range(n):
                    other[row, column] = 0.0
                for inner in range(n):
                    weight = factors[j, inner, row]
                    for column in range(n):
                        other[row, column] += weight * backward[inner, column]
            backward, other = other, backward
        scratch[depth] = backward
        for j in range(depth):
            for row in range(n):
                for column in range(n):
                    factors[j, row, column] -= eta * scratch[depth + j, row, column]


@compiled
def _multiply(left, right, result):
    n = left.shape[0]
    for row in range(n):
        for column in range(n):
            result[row, column] = 0.0
        for inner in range(n):
            weight = left[row, inner]
            for column in range(n):
                result[row, column] += weight * right[inner, column]
