"""Gradient descent (9) on N explicit 2×2 matrices, exactly in rationals or in balls, seen in the eigenbasis of Ŵ.

Nothing here knows of the reduction to eigenvalues: a step multiplies matrices and nothing else. So the orbit can
judge Lemma 2.1 (identical start: every VᵀW_jV is diagonal and all are equal) and Lemma 2.8 (perturbed start).

>>> orbit = factor_orbit(2, 1, *map(fmpq, (1, 0, 1, 0)), fmpq(1, 3), fmpq(1, 2))
>>> next(orbit)[0], next(orbit)[1]
([1, 0]
[0, 1], [1,   0]
[0, 1/2])
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeAlias, TypeVar

from flint import arb, arb_mat, fmpq, fmpq_mat

Number: TypeAlias = fmpq | arb
Matrix: TypeAlias = fmpq_mat | arb_mat
M = TypeVar("M", fmpq_mat, arb_mat)


def rotation(slope: Number) -> Matrix:
    """Return V, the rotation with cosine (1−s²)/(1+s²) and sine 2s/(1+s²), s = ``slope``: orthogonal, rational if s is.

    >>> rotation(fmpq(1, 2))
    [3/5, -4/5]
    [4/5,  3/5]
    """
    scale = 1 + slope * slope
    cosine, sine = (1 - slope * slope) / scale, 2 * slope / scale
    result: Matrix = _kind(slope)([[cosine, -sine], [sine, cosine]])
    return result


def _kind(*numbers: Number) -> Any:
    """Return the matrices that hold ``numbers``: of rationals if all are rational, else of balls."""
    if all(isinstance(number, fmpq) for number in numbers):
        return fmpq_mat
    if all(isinstance(number, fmpq | arb) for number in numbers):
        return arb_mat
    raise ValueError(f"the parameters are {[type(number).__name__ for number in numbers]}, not all fmpq or arb")


def factor_step(factors: list[M], target: M, step: Any) -> list[M]:
    """Return W_j − η(W_N⋯W_{j+1})ᵀ(W − Ŵ)(W_{j−1}⋯W_1)ᵀ for ``factors`` = (W_1, …, W_N), any n×n matrices.

    Ŵ is ``target`` and η is ``step``. Each partial product comes from its neighbour: 3N − 3 products. Source: (9).

    >>> factor_step([fmpq_mat([[2]]), fmpq_mat([[3]])], fmpq_mat([[4]]), fmpq(1, 2))
    [[-1], [1]]
    """
    before = factors[:1]  # before[j] = W_{j+1}⋯W_1
    for factor in factors[1:]:
        before.append(factor * before[-1])
    backward = before[-1] - target  # (W_N⋯W_{j+1})ᵀ(W − Ŵ), from j = N down
    moved = []
    for j in range(len(factors) - 1, -1, -1):
        gradient = backward * before[j - 1].transpose() if j else backward
        moved.append(factors[j] - gradient * step)
        if j:
            backward = factors[j].transpose() * backward
    return moved[::-1]


def last_factor(factors: Sequence[M], target: M, step: Any) -> M:
    """Return W_N − η(W − Ŵ)(W_{N−1}⋯W_1)ᵀ, the last of ``factor_step``: N + 1 products, most of them short.

    >>> last_factor([fmpq_mat([[2]]), fmpq_mat([[3]])], fmpq_mat([[4]]), fmpq(1, 2))
    [1]
    """
    if len(factors) == 1:
        return factors[0] - (factors[0] - target) * step
    others = _product(factors[:-1])
    return factors[-1] - (factors[-1] * others - target) * others.transpose() * step


def _product(factors: Sequence[M]) -> M:
    """Return W_n⋯W_1, by halves: of long rationals that makes most products short."""
    if len(factors) == 1:
        return factors[0]
    half = len(factors) // 2
    return _product(factors[half:]) * _product(factors[:half])


def factor_orbit(
    depth: int,
    position: int,
    alpha: Number,
    beta: Number,
    eigenvalue: Number,
    second_eigenvalue: Number,
    slope: Number,
    step: Number,
    *,
    look: Callable[[Matrix], None] | None = None,
) -> Iterator[list[Matrix]]:
    """Yield [VᵀW_1(k)V, …, VᵀW_N(k)V] for k = 0, 1, 2, … of gradient descent (9) on Ŵ = V·diag(λ, λ')·Vᵀ.

    λ = ``eigenvalue``, λ' = ``second_eigenvalue``, V = ``rotation(slope)``, η = ``step``. The start is (13):
    the factor number ``position`` is (α−β)I and the others are αI; β = 0 is the identical start (7). Rationals
    (fmpq) give exact matrices, whose entries grow (2N−1)-fold in length with each step; as soon as one
    parameter is a ball, the matrices are balls at the working precision in force that hold the iterates
    for every choice of parameters in theirs. ``look`` is shown VᵀW_N(k)V before the other factors of its step are
    computed, k ≥ 1, and may end the orbit with an exception. Raises ValueError for a position outside 1 … N and
    for numbers of another type.

    >>> numbers = map(fmpq, (1, 1, 3, 0)), (fmpq(1, 2), fmpq(1, 8))
    >>> orbit = factor_orbit(3, 2, *numbers[0], *numbers[1])
    >>> _, first = next(orbit), next(orbit)
    >>> [[str(entry) for entry in matrix.entries()] for matrix in first]
    [['1', '0', '0', '1'], ['3/8', '0', '0', '0'], ['1', '0', '0', '1']]
    """
    if not 1 <= position <= depth:
        raise ValueError(f"position is {position}, but the factors are numbered 1 to {depth}")
    kind = _kind(alpha, beta, eigenvalue, second_eigenvalue, slope, step)
    basis = kind(rotation(slope))
    back = basis.transpose()
    target = basis * kind([[eigenvalue, 0], [0, second_eigenvalue]]) * back
    sizes = [alpha - beta if j == position else alpha for j in range(1, depth + 1)]
    return _descend([kind([[size, 0], [0, size]]) for size in sizes], target, step, basis, back, look)


def _descend(
    factors: list[M], target: M, step: Any, basis: M, back: M, look: Callable[[M], None] | None
) -> Iterator[list[M]]:
    while True:
        yield [back * factor * basis for factor in factors]
        if look is not None:
            look(back * last_factor(factors, target, step) * basis)
        factors = factor_step(factors, target, step)
