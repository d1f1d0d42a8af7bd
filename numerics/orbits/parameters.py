"""The domain of the parameters of an orbit, for one exact case and for columns of floats."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from numerics.exact.numbers import ExactNumber, exact

#: Largest depth, of orbits, commands, files and calls alike: the formulas, and the degree of their polynomials, grow
#: with it. The rounding proofs behind the compiled loops reach further, so that no accepted depth is without them.
LARGEST_DEPTH = 64


def check_depth(depth: Any, least: int = 1) -> None:
    """Raise ValueError unless the depth is an integer N, ``least`` ≤ N ≤ LARGEST_DEPTH.

    >>> check_depth(1, 2)
    Traceback (most recent call last):
    ValueError: depth is 1, but 2 ≤ N ≤ 64 must be an integer
    """
    if isinstance(depth, bool) or not isinstance(depth, int | np.integer) or not least <= depth <= LARGEST_DEPTH:
        raise ValueError(f"depth is {depth}, but {least} ≤ N ≤ {LARGEST_DEPTH} must be an integer")


def check_case(depth: Any, given: Mapping[str, ExactNumber], least: int = 1) -> tuple[Fraction, ...]:
    """Return the exact values of the parameters; all but ``lam`` must be positive.

    Raises ValueError, naming the parameter.

    >>> check_case(2, {"lam": -1, "eta": "1/3"})
    (Fraction(-1, 1), Fraction(1, 3))
    """
    values = {name: exact(value) for name, value in given.items()}
    check_depth(depth, least)
    for name, value in values.items():
        if name != "lam" and value <= 0:
            raise ValueError(f"{name} is {value}, but {name} > 0 is assumed")
    return tuple(values.values())


def check_columns(
    depth: Any, given: Mapping[str, ArrayLike], least: int = 1
) -> tuple[NDArray[np.int64], list[NDArray[np.float64]]]:
    """Return depths and parameters as columns of one length (m,); scalars broadcast, all but ``lam`` are positive.

    Raises ValueError, naming the parameter.
    """
    depths, *floats = np.broadcast_arrays(np.atleast_1d(np.asarray(depth)), *given.values())
    columns = [np.ascontiguousarray(column, dtype=np.float64) for column in floats]
    if depths.ndim != 1:
        raise ValueError(f"the parameters have {depths.ndim} dimensions, but one is expected")
    if depths.dtype.kind not in "iu":
        raise ValueError(f"depth is {depths.tolist()[:3]}, but N must be an integer")
    if depths.size:
        check_depth(depths.min(), least)
        check_depth(depths.max(), least)
    for name, values in zip(given, columns, strict=True):
        wrong = ~np.isfinite(values) if name == "lam" else ~(np.isfinite(values) & (values > 0))
        if wrong.any():
            need = "finite" if name == "lam" else "positive and finite"
            raise ValueError(f"{name} is {values[np.argmax(wrong)]}, but must be {need}")
    return depths, columns
