"""The product W(k) of explicit n×n factors under gradient descent, exactly in rationals or in balls, for small n.

Matrices are multiplied and nothing is reduced to eigenvalues, so what comes out judges the spectra of
``numerics.spectrum.iterates``. The balls of a matrix widen in every step: this is for tens of iterations.

>>> from flint import fmpq, fmpq_mat
>>> next(product_orbit(2, fmpq_mat([[1, 0], [0, -1]]), fmpq(1, 2), fmpq(1, 4)))
[1/4,   0]
[  0, 1/4]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from operator import mul
from typing import Any, TypeVar

from flint import arb_mat, fmpq_mat

from numerics.orbits.exact_factors import factor_step

M = TypeVar("M", fmpq_mat, arb_mat)


def product_orbit(depth: int, target: M, alpha: Any, step: Any, beta: Any = 0, position: int = 1) -> Iterator[M]:
    """Yield W(0), W(1), … of (9) for Ŵ = ``target`` (n, n); η is ``step``.

    The factor number ``position`` starts at (α−β)I and the others at αI (13). Entries are rationals (fmpq) or balls,
    like those of ``target``. Raises ValueError for a position outside 1 … N.

    >>> from flint import fmpq
    >>> orbit = product_orbit(1, fmpq_mat([[3]]), fmpq(1), fmpq(1, 2))
    >>> [str(next(orbit)[0, 0]) for _ in range(3)]
    ['1', '2', '5/2']
    """
    if not 1 <= position <= depth:
        raise ValueError(f"position is {position}, but the factors are numbered 1 to {depth}")
    size, kind = target.nrows(), type(target)

    def multiple(scale: Any) -> M:
        return kind([[scale if row == column else 0 for column in range(size)] for row in range(size)])

    factors = [multiple(alpha - beta if j == position else alpha) for j in range(1, depth + 1)]
    while True:
        yield reduce(mul, factors[::-1])
        factors = factor_step(factors, target, step)


def orthogonal(kind: type[M], skew: Sequence[Sequence[Any]]) -> M:
    """Return V = (I − A)(I + A)⁻¹, Cayley's transform: orthogonal for a skew-symmetric A, and rational where A is.

    >>> from flint import fmpq
    >>> orthogonal(fmpq_mat, [[0, fmpq(1, 2)], [fmpq(-1, 2), 0]])
    [3/5, -4/5]
    [4/5,  3/5]
    """
    size = len(skew)
    identity = kind([[int(row == column) for column in range(size)] for row in range(size)])
    given = kind([list(row) for row in skew])
    return (identity - given) * (identity + given).inv()
