"""The hitting times of a whole spectrum by the law: certified one by one in processes, or all at once in float64."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from fractions import Fraction
from functools import cache, partial

import numpy as np
from numpy.typing import NDArray

from numerics.cases.scalar import ScalarCase
from numerics.exact.numbers import ExactNumber, exact
from numerics.formulas.straight_line import compile_expression
from numerics.law.time import law_time
from numerics.orbits.parameters import check_case
from theory.language.definitions import resolve
from theory.language.symbols import alpha, eps, eta, lam, without_multipliers
from theory.sharp.abel import Phi_2
from theory.sharp.closed_law import WAYS, Way

Floats = NDArray[np.float64]

#: Eigenvalues handed to a process at a time, and how many are worth a second process.
_CHUNK, _WORTH = 250, 500
#: What float64 may lose of Φ₂, relative to its size.
_ROUNDING = 1e-11


def spectrum_times(
    depth: int,
    eigenvalues: Sequence[ExactNumber],
    start: ExactNumber,
    step: ExactNumber,
    accuracy: ExactNumber,
    workers: int = 2,
) -> list[tuple[int, int] | None]:
    """Return certified integers lower ≤ T ≤ upper ≤ lower + 1 for each eigenvalue; None where there is no law (ours).

    Raises ValueError for a parameter outside its domain.

    >>> spectrum_times(3, [1, "1/2", 0, "-1/2"], "1/10", "1/10", "1/20")
    [(100, 100), (195, 195), (374999, 374999), (200, 200)]
    """
    given = {"alpha": start, "eta": step, "eps": accuracy}
    rest = check_case(depth, {"lam": 1, **given})[1:]
    values = [exact(value) for value in eigenvalues]
    one = partial(_time, depth, rest)
    if workers < 2 or len(values) < _WORTH:
        return [one(value) for value in values]
    with ProcessPoolExecutor(workers, multiprocessing.get_context("fork")) as pool:
        return list(pool.map(one, values, chunksize=_CHUNK))


def _time(depth: int, rest: Sequence[Fraction], eigenvalue: Fraction) -> tuple[int, int] | None:
    return law_time(ScalarCase(depth, eigenvalue, *rest))


def law_values(depth: int, eigenvalues: Floats, start: float, step: float, accuracy: float) -> tuple[Floats, Floats]:
    """Return x and an error for each of m eigenvalues, N ≥ 2: T is ⌈y⌉ for some y within the error of x (ours).

    x = Φ₂(e) − Φ₂(α) in float64; the error is that of the closed law and what rounding may add, not certified. Both are
    nan where the closed law says nothing, and 0 where the start is within the accuracy.

    >>> x, error = law_values(3, np.array([1.0, 0.5, 0.0, -0.5]), 0.1, 0.1, 0.05)
    >>> x.round(2).tolist()
    [99.49, 194.27, 374998.27, 199.15]
    """
    values = np.asarray(eigenvalues, dtype=np.float64)
    limits = np.maximum(values, 0.0) ** (1 / depth)
    x, error = np.full(values.shape, np.nan), np.full(values.shape, np.nan)
    near = np.abs(start - limits) <= accuracy
    x[near], error[near] = 0.0, 0.0
    sides = np.where(values > 0, np.where(start < limits, 1, 2), np.where(values < 0, 3, 4))
    for way, sign, side in ((WAYS[0], 1, 1), (WAYS[1], 1, 2), (WAYS[2], -1, 3), (WAYS[2], 0, 4)):
        rows = np.flatnonzero((sides == side) & ~near)
        if rows.size:
            given = (values[rows], start, step, accuracy)
            with np.errstate(all="ignore"):
                largest, between, bound = (function(*given) for function in _functions(depth, sign, way))
            known = (largest < 1) & np.isfinite(between + bound)
            x[rows] = np.where(known, between, np.nan)
            error[rows] = np.where(known, bound + _ROUNDING * np.abs(between), np.nan)
    return x, error


@cache
def _functions(depth: int, sign: int, way: Way) -> tuple[Callable[..., Floats], ...]:
    """Return Z, ΔΦ₂ and B of a way as functions of λ, α, η, ε in float64."""
    formulas = (way.Z, Phi_2(alpha, way.target), way.B)
    resolved = (without_multipliers(resolve(formula, depth, sign)) for formula in formulas)
    return tuple(compile_expression(formula, (lam, alpha, eta, eps), "float64") for formula in resolved)
