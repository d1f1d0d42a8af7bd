"""Cases in groups of one depth and one sign of λ, each with its sheets: one in intervals, others in balls."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any

import numpy as np
import sympy as sp
from numpy.typing import NDArray

from numerics.claims.batch_columns import Column, Rows
from numerics.claims.batch_sheet import BallSheet, IntervalSheet, Where
from numerics.exact.balls import to_ball
from numerics.formulas.intervals import around_fraction
from theory.language.symbols import N, lam


@dataclass(frozen=True)
class Group:
    """The ``rows`` of some cases that have one depth and one sign of λ, and their sheets."""

    rows: Rows
    depth: int
    sign: int
    arrays: Mapping[sp.Symbol, NDArray[Any]]
    factors: Mapping[sp.Symbol, Fraction]
    _made: dict[Any, Any] = field(default_factory=dict, repr=False)

    @cached_property
    def _columns(self) -> dict[sp.Symbol, Column]:
        return {s: Column(np.asarray(array[self.rows], np.float64)) for s, array in self.arrays.items() if s != N}

    def intervals(self, where: Where | None = None) -> IntervalSheet:
        """Return the sheet in intervals, for the names of a claim."""
        key = tuple((where or {}).items())
        if key not in self._made:
            fixed = {
                s: Column(enclosed=np.array(around_fraction(value)).reshape(2, 1)) for s, value in self.factors.items()
            }
            columns = self._columns | fixed
            self._made[key] = IntervalSheet(self.depth, self.sign, len(self.rows), columns, where)
        found: IntervalSheet = self._made[key]
        return found

    def part(self, places: Rows, where: Where | None = None) -> IntervalSheet:
        """Return the sheet in intervals of these places in ``rows``; claims on the same cases share what it knows."""
        key = ("part", places.tobytes(), tuple((where or {}).items()))
        if key not in self._made:
            self._made[key] = self.intervals(where).take(places)
        found: IntervalSheet = self._made[key]
        return found

    def balls(self, bits: int, where: Where | None = None) -> BallSheet:
        """Return the sheet in balls of so many bits, for the names of a claim."""
        key = (bits, tuple((where or {}).items()))
        if key not in self._made:
            fixed = {s: Column(given=[to_ball(value, bits)] * len(self.rows)) for s, value in self.factors.items()}
            columns, coarse = self._columns | fixed, self.intervals(where)
            self._made[key] = BallSheet(self.depth, self.sign, bits, len(self.rows), columns, where, coarse)
        found: BallSheet = self._made[key]
        return found


def groups_of(arrays: Mapping[sp.Symbol, NDArray[Any]], factors: Mapping[sp.Symbol, Fraction]) -> list[Group]:
    """Split cases by depth and sign of λ.

    >>> [group.rows.tolist() for group in groups_of({N: np.array([2, 3, 2]), lam: np.array([1.0, 1.0, 4.0])}, {})]
    [[0, 2], [1]]
    """
    depths = np.asarray(arrays[N])
    signs = np.sign(arrays[lam]).astype(np.int64) if lam in arrays else np.zeros(len(depths), np.int64)
    kinds = 4 * depths + signs
    order = np.argsort(kinds, kind="stable")
    borders = np.flatnonzero(np.diff(kinds[order])) + 1
    parts = [rows for rows in np.split(order, borders) if rows.size]
    return [Group(rows, int(depths[rows[0]]), int(signs[rows[0]]), arrays, factors) for rows in parts]
