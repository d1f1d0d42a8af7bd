"""Columns of values, exact or enclosed, and what a relation between enclosed values says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import sympy as sp
from flint import arb
from numpy.typing import NDArray

from numerics.formulas.intervals import Ends, around, exactly

Floats = NDArray[np.float64]
Signs = NDArray[np.int8]
Rows = NDArray[np.int64]


@dataclass(frozen=True)
class Column:
    """The values of one symbol: float64 numbers that are exact, balls, or intervals. One interval may stand for all."""

    exact: Floats | None = None
    given: Sequence[arb] = ()
    enclosed: Ends | None = None

    @cached_property
    def balls(self) -> Sequence[arb]:
        """The values as balls; intervals are none."""
        return self.given if self.exact is None else [arb(value) for value in self.exact.tolist()]

    @cached_property
    def ends(self) -> Ends:
        """The values as intervals."""
        if self.enclosed is not None:
            return self.enclosed
        return around(self.given) if self.exact is None else exactly(self.exact)

    def take(self, rows: Rows) -> Column:
        """Return the values in these rows."""
        if self.exact is not None:
            return Column(self.exact[rows])
        if self.enclosed is not None:
            return self if self.enclosed.shape[1] == 1 else Column(enclosed=self.enclosed[:, rows])
        return Column(given=[self.given[row] for row in rows.tolist()])


def compared(kind: type, lower: Any, upper: Any, least: Any, most: Any) -> Signs:
    """Return 1, −1, 0 as a relation is true, false or open, for what lies in [lower, upper] and in [least, most].

    >>> compared(sp.Le, np.array([1.0, 1.0, 3.0]), np.array([1.0, 2.0, 3.0]), 1.0, 2.0).tolist()
    [1, 0, -1]
    """
    if kind in (sp.Ge, sp.Gt):
        return compared(sp.Le if kind is sp.Ge else sp.Lt, least, most, lower, upper)
    if kind is sp.Le:
        yes, no = upper <= least, lower > most
    elif kind is sp.Lt:
        yes, no = upper < least, lower >= most
    else:
        yes, no = (lower == upper) & (least == most) & (lower == least), (upper < least) | (lower > most)
        yes, no = (no, yes) if kind is sp.Ne else (yes, no)
    return np.asarray(yes, np.int8) - np.asarray(no, np.int8)
