"""Descent on rectangular factors: against BLAS, against the square loops, and the gradient against differences."""

from __future__ import annotations

import numpy as np
import pytest

from numerics.orbits.factors import matrix_descent
from numerics.orbits.rectangular import gaussian_start, rectangular_descent


def by_blas(target: np.ndarray, start: list[np.ndarray], eta: float, steps: int) -> np.ndarray:
    factors = [factor.copy() for factor in start]
    eye = np.eye(target.shape[1])
    for _ in range(steps):
        below, above = [eye], [np.eye(target.shape[0])]
        for factor in factors:
            below.append(factor @ below[-1])
        for factor in factors[::-1]:
            above.append(above[-1] @ factor)
        gap = below[-1] - target
        gradients = [above[len(factors) - 1 - j].T @ gap @ below[j].T for j in range(len(factors))]
        factors = [factor - eta * gradient for factor, gradient in zip(factors, gradients, strict=True)]
    product = eye
    for factor in factors:
        product = factor @ product
    return product


@pytest.mark.parametrize("depth", [1, 2, 3, 4])
@pytest.mark.parametrize("shape", [(7, 4), (3, 5), (1, 1)])
def test_the_loops_agree_with_products_of_whole_matrices(depth: int, shape: tuple[int, int]) -> None:
    rng = np.random.default_rng(depth)
    target = rng.standard_normal(shape)
    start = gaussian_start(depth, shape, 1.0, rng)
    found = rectangular_descent(target, start, 0.02, [0, 3, 20])
    for product, steps in zip(found, (0, 3, 20), strict=True):
        assert product == pytest.approx(by_blas(target, start, 0.02, steps), rel=1e-11, abs=1e-13)
    assert np.linalg.norm(found[2] - target) < np.linalg.norm(found[0] - target)


def test_square_matrices_agree_with_the_square_loops() -> None:
    rng = np.random.default_rng(3)
    target, start = rng.standard_normal((6, 6)), gaussian_start(3, (6, 6), 1.0, rng)
    square = matrix_descent(target, np.array(start), 0.05, [0, 40], compiled=True).products
    assert rectangular_descent(target, start, 0.05, [0, 40]) == pytest.approx(square, rel=1e-12, abs=1e-14)


@pytest.mark.parametrize("depth", [1, 2, 4])
def test_the_start_has_the_size_it_is_asked_for_at_every_depth(depth: int) -> None:
    rng, squares = np.random.default_rng(11), []
    for _ in range(400):
        product = np.eye(12)
        for factor in gaussian_start(depth, (20, 12), 0.3, rng):
            product = factor @ product
        squares.append((product**2).sum())
    assert np.mean(squares) == pytest.approx(0.09, rel=0.1)


def test_what_does_not_fit_is_named() -> None:
    target = np.ones((3, 2))
    with pytest.raises(ValueError, match=r"shapes \[\(3, 2\), \(2, 2\)\]"):
        rectangular_descent(target, [target, np.ones((2, 2))], 0.1, [1])
    with pytest.raises(ValueError, match="iterations are"):
        rectangular_descent(target, [target], 0.1, [2, 1])
