"""Brackets of hitting times that nobody iterates for: the sharp law in closed form, on columns of cases.

Read off the record ``theory.sharp.closed_law``: where its hypotheses certainly hold, its claims say lower ≤ T ≤ upper.
Below the limit that is loose where a long wait near 0 ends with large steps. Then the law counts the steps to a
milestone m on the way, and lanes the rest: where g grows, d(k−1) < m ≤ d(k) gives gⁱ(m) ≤ d(k+i) < gⁱ⁺¹(m), so that

    T(α→m) + T(m→ε) − 1 ≤ T ≤ T(α→m) + T(m→ε).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
import sympy as sp
from flint import arb
from numpy.typing import NDArray

from numerics.cases.known import Columns
from numerics.claims.batch_columns import Rows
from numerics.claims.batch_groups import groups_of
from numerics.claims.batch_shapes import Shape, shape_of
from numerics.claims.batch_sheet import IntervalSheet, NotInColumns, Sheet
from numerics.claims.targets import target_of
from numerics.exact.balls import endpoints, working_precision
from numerics.formulas.intervals import BITS
from numerics.orbits.hitting_time import hitting_times
from theory.dynamics.orbits import T
from theory.language.definitions import L
from theory.language.registry import statement
from theory.language.statement import Statement
from theory.language.symbols import N, alpha, eps, eta, lam
from theory.sharp.closed_law import CLOSED_LAW

#: Integers or ∞, as floats or as they are.
Ends = NDArray[Any]
#: Where a milestone is put: Z there. And steps after it at most.
_CALM, _REST = 0.01, 100_000

_ASSUMED = tuple(hypothesis.decidable for hypothesis in CLOSED_LAW.hypotheses)


@cache
def _shapes() -> tuple[tuple[sp.Basic, Shape], ...]:
    """Return the claims T ≤ ⌈…⌉ and T ≥ ⌈…⌉ of the record, each with its condition."""
    return tuple(
        (claim.given, shape)
        for claim in CLOSED_LAW.claims
        if (shape := shape_of(claim)) is not None
        and shape.target == target_of(T.condition)
        and shape.kind in (sp.Le, sp.Ge)
        and shape.rounding is sp.ceiling
    )


def may_judge(record: Statement) -> bool:
    """Whether the law may count for the claims of ``record``: not for its own, nor for what it rests on.

    >>> from theory import statement
    >>> may_judge(statement("2.4")), may_judge(CLOSED_LAW), may_judge(statement("lemma-2.5"))
    (True, False, False)
    """
    return record.id not in _foundations()


@cache
def _foundations() -> frozenset[str]:
    found, waiting = {CLOSED_LAW.id}, [CLOSED_LAW]
    while waiting:
        new = set(waiting.pop().depends_on) - found
        found |= new
        waiting += [statement(id) for id in new]
    return frozenset(found)


def law_brackets(cases: Columns, bits: int | None = None) -> tuple[Ends, Ends]:
    """Return lower ≤ T ≤ upper for columns of N, λ, α, η, ε; 0 and ∞ where the law says nothing.

    They are floats, from intervals, or integers of any length, from balls of so many ``bits``.

    >>> values = {N: 3, lam: 1.0, alpha: 2.0**-60, eta: 0.125, eps: 0.01}
    >>> case = Columns({symbol: np.array([value]) for symbol, value in values.items()})
    >>> [bool(0 < 8 * 2.0**60 - low[0] < 1e5 and high[0] - low[0] < 1e5) for low, high in (law_brackets(case),)]
    [True]
    >>> [(low[0], high[0]) for low, high in (law_brackets(case, 128),)]
    [(9223372036854775814, 9223372036854775889)]
    """
    kind = np.float64 if bits is None else np.object_
    lower, upper = np.full(len(cases), 0, kind), np.full(len(cases), math.inf, kind)
    with working_precision(bits or BITS):
        for group in groups_of(cases.arrays, {}):
            if group.depth > 1:
                sheet = group.intervals() if bits is None else group.balls(bits)
                _narrow(sheet, group.rows, lower, upper)
    return lower, upper


def _narrow(sheet: Sheet, rows: Rows, lower: Ends, upper: Ends) -> None:
    """Intersect the brackets in these rows with what the law says of them."""
    assumed = np.logical_and.reduce([sheet.truth(relation) > 0 for relation in _ASSUMED])
    for given, shape in _shapes():
        try:
            chosen = np.flatnonzero(assumed & (sheet.truth(given) > 0))
            if not chosen.size:
                continue
            values = sheet.take(chosen).values(shape.bound)
        except (NotInColumns, ValueError):  # no value at this depth and this sign of λ
            continue
        low, high = np.ceil(values) if isinstance(sheet, IntervalSheet) else _whole(values)
        if shape.kind is sp.Le:
            upper[rows[chosen]] = np.minimum(upper[rows[chosen]], high)
        else:
            lower[rows[chosen]] = np.maximum(lower[rows[chosen]], low)


def _whole(balls: Sequence[arb]) -> tuple[Ends, Ends]:
    """Return the ends of balls, rounded up; −∞ and ∞ where a ball is not finite."""
    ends = [tuple(map(math.ceil, endpoints(ball))) if ball.is_finite() else (-math.inf, math.inf) for ball in balls]
    low, high = np.empty(len(ends), np.object_), np.empty(len(ends), np.object_)
    low[:], high[:] = zip(*ends, strict=True)
    return low, high


def law_through_milestones(cases: Columns, bits: int) -> tuple[Ends, Ends]:
    """Return integers lower ≤ T ≤ upper for starts below the limit; 0 and ∞ where nothing is found.

    >>> values = {N: 3, lam: 1.0, alpha: 2.0**-60, eta: 0.125, eps: 0.01}
    >>> low, high = law_through_milestones(Columns({s: np.array([value]) for s, value in values.items()}), 128)
    >>> low[0], high[0]
    (9223372036854775851, 9223372036854775852)
    """
    depth, eigenvalue, start, step, accuracy = (cases.arrays[symbol] for symbol in (N, lam, alpha, eta, eps))
    lower, upper = np.full(len(cases), 0, np.object_), np.full(len(cases), math.inf, np.object_)
    with np.errstate(all="ignore"):
        limit = eigenvalue ** (1 / depth)
        # there Z is about _CALM, or the state half the limit
        calm = (_CALM / (step * eigenvalue * depth)) ** (1 / np.maximum(depth - 2, 1))
        gap = limit - np.where(depth > 2, np.minimum(calm, limit / 2), limit / 2)
        rows = np.flatnonzero((limit - gap > 2 * start) & (gap > 2 * accuracy))
    near = Columns({**cases.take(rows).arrays, eps: gap[rows]})
    least, most = law_brackets(near, bits)
    known = most < math.inf  # there the law holds, and g grows
    rows, near = rows[known], near.take(known)
    lower[rows], upper[rows] = least[known], most[known]
    for group in groups_of(near.arrays, {}):
        places = rows[group.rows]
        behind, ahead = (
            hitting_times(
                group.depth,
                eigenvalue[places],
                milestone,
                step[places],
                accuracy[places],
                budget=_REST,
                method="lanes",
            )
            for milestone in group.intervals().values(L - eps)
        )
        lower[places] += np.maximum(ahead.lower - 1, 0).astype(np.object_)
        rest = behind.upper.astype(np.object_)
        upper[places] = np.where(behind.upper < 0, math.inf, upper[places] + rest)
    return lower, upper
