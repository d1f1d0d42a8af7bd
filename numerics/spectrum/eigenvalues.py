"""Eigenvalues of a symmetric matrix with a proved bound on their error.

Float64 linear algebra gives AQ ≈ QΛ with Q almost orthogonal. With ‖QᵀQ − I‖ ≤ e < 1, s = √(1−e) and R = AQ − QΛ, the
polar decomposition Q = PH has ‖H − I‖ ≤ 1−s, ‖H⁻¹‖ ≤ 1/s, and PᵀAP = HΛH⁻¹ + PᵀRH⁻¹. Here HΛH⁻¹ − Λ is the commutator
of H − I and Λ − c, times H⁻¹, for any c: its norm is at most 2(1−s)·½(λ_max−λ_min)/s. By Weyl's inequality every
eigenvalue, at its place in the order, is off by at most (‖R‖ + (1−s)(λ_max−λ_min))/s. ‖·‖ is bounded by the norm of
Frobenius: from products of balls for small matrices, else from float64 products whose rounding errors are bounded
whatever the order in which they are summed up (``numerics.spectrum.residuals``).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from flint import arb, arb_mat
from numpy.typing import NDArray

from numerics.exact.balls import working_precision
from numerics.spectrum.residuals import residual_bounds

Floats = NDArray[np.float64]

#: Unit roundoff of float64.
UNIT = 2.0**-53
#: Largest size whose products are computed in balls.
_IN_BALLS = 80
#: Enough for products of three floats without an error that shows.
_BITS = 192


@dataclass(frozen=True)
class Spectrum:
    """Eigenvalues (n,) in float64, descending, each within ``error`` of the true one at its place.

    ``level`` is n·u·‖Ŵ‖, or the error if that is larger: what is not above it may be rounding and nothing else.
    """

    values: NDArray[np.float64]
    error: float
    level: float


def eigenvalues(matrix: NDArray[np.float64]) -> Spectrum:
    """Return the spectrum of a symmetric matrix (n, n), taken as exact. Raises ValueError where no bound is found.

    >>> spectrum = eigenvalues(np.array([[2.0, 1.0], [1.0, 2.0]]))
    >>> spectrum.values.round(12).tolist(), 0 <= spectrum.error < 1e-14
    ([3.0, 1.0], True)
    """
    values, vectors = np.linalg.eigh(matrix)
    values, vectors = values[::-1], vectors[:, ::-1]
    size = len(values)
    with working_precision(_BITS):
        if size <= _IN_BALLS:
            r, e = _in_balls(matrix, values, vectors)
        else:
            r, e = (arb(bound) for bound in residual_bounds(matrix, values, vectors))
        if not e < 1:
            raise ValueError("the eigenvectors that float64 finds are not orthogonal")
        near = (1 - e).sqrt()
        bound = (r + (1 - near) * (arb(float(values[0])) - float(values[-1]))) / near
        error = float(np.nextafter(float(bound.upper()), np.inf)) if bound > 0 else 0.0
    return Spectrum(values, error, max(error, size * UNIT * float(np.abs(values).max())))


def _in_balls(matrix: Floats, values: Floats, vectors: Floats) -> tuple[arb, arb]:
    """Return ‖AQ − QΛ‖ and ‖QᵀQ − I‖ in the norm of Frobenius."""
    q = arb_mat(vectors.tolist())
    scaled = arb_mat([[arb(x) * v for x, v in zip(row, values.tolist(), strict=True)] for row in vectors.tolist()])
    e = _frobenius(q.transpose() * q - arb_mat(len(values), len(values), 1))
    return _frobenius(arb_mat(matrix.tolist()) * q - scaled), e


def _frobenius(matrix: arb_mat) -> arb:
    return sum((entry * entry for entry in matrix.entries()), arb(0)).sqrt()
