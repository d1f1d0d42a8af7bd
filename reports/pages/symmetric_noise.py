"""Symmetric noise on a diagonal ground truth W_0, and how far a product in the eigenbasis of W_0 + E is from W_0.

Both starts of the paper are multiples of I, so the eigenbasis of W_0 does not matter.
"""

from __future__ import annotations

import numpy as np

from reports.pages.matrices import EIGENVALUE_DECIMALS
from reports.rendering.figures import Floats


def symmetric_noise(size: int, norm: float, random: np.random.Generator) -> Floats:
    """Return a Gaussian symmetric matrix (size, size) of this spectral norm, to ten digits.

    >>> E = symmetric_noise(5, 0.5, np.random.Generator(np.random.Philox(1)))
    >>> bool((E == E.T).all()), round(float(np.linalg.norm(E, 2)), 9)
    (True, 0.5)
    """
    gaussian = random.standard_normal((size, size))
    symmetric: Floats = gaussian + gaussian.T
    # ten digits of the norm make the quotient the same on every processor
    return symmetric * (norm / float(f"{np.abs(np.linalg.eigvalsh(symmetric)).max():.10g}"))


def noisy_spectrum(truth: Floats, noise: Floats) -> tuple[Floats, Floats]:
    """Return the eigenvalues of diag(truth) + E, descending, and v_iᵀW_0v_i for their eigenvectors, both (n,), rounded.

    >>> [part.tolist() for part in noisy_spectrum(np.array([2.0, 1.0]), np.zeros((2, 2)))]
    [[2.0, 1.0], [2.0, 1.0]]
    """
    values, vectors = np.linalg.eigh(np.diag(truth) + noise)
    along = np.einsum("ji,j->i", vectors[:, ::-1] ** 2, truth)
    return np.round(values[::-1], EIGENVALUE_DECIMALS), np.round(along, EIGENVALUE_DECIMALS)


def distances(products: Floats, along: Floats, truth: Floats) -> Floats:
    """Return ‖W − W_0‖_F of W = Σw_i v_iv_iᵀ for each column w of ``products`` (n, m).

    >>> distances(np.array([[2.0], [0.0]]), np.array([2.0, 1.0]), np.array([2.0, 1.0])).tolist()
    [1.0]
    """
    square = (products**2 - 2 * products * along[:, None]).sum(axis=0) + (truth**2).sum()
    return np.asarray(np.sqrt(square))
