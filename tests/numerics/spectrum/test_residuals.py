"""Residual bounds from float64 products: never below what balls say, close to it, and blind to no fault."""

from __future__ import annotations

import numpy as np
import pytest
from flint import arb, arb_mat

from numerics.exact.balls import working_precision
from numerics.spectrum.residuals import _split, residual_bounds


def true_norms(matrix: np.ndarray, values: np.ndarray, vectors: np.ndarray) -> tuple[arb, arb]:
    q, a = arb_mat(vectors.tolist()), arb_mat(matrix.tolist())
    diagonal = arb_mat(np.diag(values).tolist())

    def norm(m: arb_mat) -> arb:
        return sum((x * x for x in m.entries()), arb(0)).sqrt()

    return norm(a * q - q * diagonal), norm(q.transpose() * q - arb_mat(len(values), len(values), 1))


@pytest.mark.parametrize("size", [2, 9, 40, 100])
@pytest.mark.parametrize("scale", [1.0, 1e200, 1e-200])
def test_the_bounds_are_certain_and_close(size: int, scale: float) -> None:
    rng = np.random.default_rng(size)
    matrix = rng.normal(size=(size, size))
    matrix = scale * (matrix + matrix.T) * np.logspace(0, -6, size) * np.logspace(0, -6, size)[:, None]
    values, vectors = np.linalg.eigh(matrix)
    found = residual_bounds(matrix, values, vectors)
    with working_precision(400):
        true = true_norms(matrix, values, vectors)
        for bound, norm, slack in zip(found, true, (scale * 1e-15, 1e-15), strict=True):
            assert arb(bound) >= norm
            assert arb(bound) <= 1.5 * norm + slack


def test_a_wrong_eigenvalue_and_a_wrong_vector_show() -> None:
    matrix = np.diag(np.arange(1.0, 9.0))
    values, vectors = np.linalg.eigh(matrix)
    assert residual_bounds(matrix, values, vectors)[0] < 1e-13
    off = values.copy()
    off[3] += 1e-9
    assert residual_bounds(matrix, off, vectors)[0] >= 1e-9
    turned = vectors.copy()
    turned[:, 2] *= 1 + 1e-9
    assert residual_bounds(matrix, values, turned)[1] >= 1.9e-9


def test_the_first_parts_multiply_without_rounding_in_any_order() -> None:
    rng = np.random.default_rng(0)
    first, _ = _split(rng.normal(size=(60, 60)))
    whole = rng.normal(size=(60, 60)) * 1e-3
    other, rest = _split(whole)
    assert (other + rest == whole).all()
    assert np.abs(rest).max() <= 2.0**-20 * np.abs(whole).max()
    product = first @ other
    order = rng.permutation(60)
    assert (product == first[:, order] @ other[order]).all()
    with working_precision(200):
        exact = arb_mat(first.tolist()) * arb_mat(other.tolist())
        assert all(x == y for x, y in zip(exact.entries(), product.ravel().tolist(), strict=True))


def test_what_is_too_large_or_not_finite_is_refused() -> None:
    with pytest.raises(ValueError, match="not a finite number"):
        residual_bounds(np.array([[np.inf]]), np.ones(1), np.ones((1, 1)))
    with pytest.raises(ValueError, match="4097 rows"):
        residual_bounds(np.zeros((1, 1)), np.ones(4097), np.ones((1, 1)))
