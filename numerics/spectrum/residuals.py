"""Upper bounds on ‖AQ − QΛ‖ and ‖QᵀQ − I‖ from products in float64, rigorous whatever the order of the sums (ours).

A matrix is split into X = X₁ + X₂, where X₁ holds multiples of a power of two g that is 2⁻²⁰ of the largest entry, or
a little less. Sums of n ≤ 2¹² products of such entries are multiples of g·g' below 2⁵³g·g': they are computed without
any rounding error, in any order, with or without fused operations. What is left, X₁Y₂ + X₂Y, is some 10⁻⁶ as large, and
its rounding error is at most γ_n = nu/(1−nu) of the product of the norms, u = 2⁻⁵³. So

    AQ = A₁Q₁ + (A₁Q₂ + A₂Q),   QᵀQ = Q₁ᵀQ₁ + (M + Mᵀ)/2 with M = (Q + Q₁)ᵀQ₂

are known up to about u‖A‖, where a plain product would leave nu‖A‖‖Q‖. The argument is
docs/proofs/windows.md.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

#: Unit roundoff, and the largest size for which the first parts are multiplied exactly.
_UNIT, _LARGEST = 2.0**-53, 1 << 12
#: Bits that a first part keeps.
_KEPT = 20
#: What pays for the roundings of a bound, a few hundred operations, and for underflow in an entry of a product.
_ROUND_UP, _UNDERFLOW = 1 + 2.0**-40, 2.0**-1000


def residual_bounds(matrix: Floats, values: Floats, vectors: Floats) -> tuple[float, float]:
    """Return bounds on ‖AQ − QΛ‖ and ‖QᵀQ − I‖ in the norm of Frobenius: A = ``matrix`` (n, n), Q = ``vectors``.

    Raises ValueError for more than 4096 rows, or entries that are not finite.

    >>> residual, defect = residual_bounds(np.diag([2.0, 1.0]), np.array([2.0, 1.0]), np.eye(2))
    >>> 0 <= residual < 1e-15, 0 <= defect < 1e-15
    (True, True)
    """
    size = len(values)
    if size > _LARGEST:
        raise ValueError(f"{size} rows: at most {_LARGEST} are supported")
    largest = float(np.abs(matrix).max(initial=0.0))
    if not np.isfinite(largest):
        raise ValueError(f"the largest entry is {largest}, not a finite number")
    exponent = int(np.frexp(largest)[1])
    scaled, levels = np.ldexp(matrix, -exponent), np.ldexp(values, -exponent)
    gamma = size * _UNIT / (1 - size * _UNIT)
    first, second = _split(vectors)
    defect = _orthogonality(vectors, first, second, gamma)
    above, below = _split(scaled)
    product = above @ first
    rest = above @ second
    rest += below @ vectors
    error = gamma * (_norm(above) * _norm(second) + _norm(below) * _norm(vectors)) + 2 * _UNIT * _norm(rest)
    columns = vectors * levels
    error += _UNIT * _norm(columns)
    product -= columns
    error += _UNIT * _norm(product)
    product += rest
    residual = _norm(product) * (1 + _UNIT) + error * (1 + 2 * _UNIT) + size * _UNDERFLOW
    return float(np.ldexp(residual * _ROUND_UP, exponent)), defect


def _orthogonality(vectors: Floats, first: Floats, second: Floats, gamma: float) -> float:
    gram = first.T @ first
    gram[np.diag_indices_from(gram)] -= 1  # exact: both are multiples of one unit, and small
    both = vectors + first
    mixed = both.T @ second
    error = (gamma + 2 * _UNIT) * _norm(both) * _norm(second)
    gram += (mixed + mixed.T) / 2
    error += 2 * _UNIT * (_norm(gram) + _norm(mixed))
    return (_norm(gram) + error + len(gram) * _UNDERFLOW) * _ROUND_UP


def _split(matrix: Floats) -> tuple[Floats, Floats]:
    """Return X₁ and X₂ with X = X₁ + X₂ exactly.

    >>> first, second = _split(np.array([[1 / 3]]))
    >>> bool(first + second == 1 / 3), float(first[0, 0]) * 2**21 % 1, bool(abs(second[0, 0]) < 2**-21)
    (True, 0.0, True)
    """
    unit = float(np.ldexp(1.0, int(np.frexp(np.abs(matrix).max(initial=0.0))[1]) - _KEPT))
    anchor = 1.5 * 2.0**52 * unit
    first = (matrix + anchor) - anchor
    return first, matrix - first


def _norm(matrix: Floats) -> float:
    """Return a bound on the norm of Frobenius: n² squares are summed up with a relative error of 2n²u at most."""
    size = matrix.size + 4
    return float(np.sqrt(np.sum(matrix * matrix))) * (1 + 2 * size * _UNIT) + float(np.sqrt(size)) * 2.0**-500
