"""Hitting times of many cases at once, from the certified lanes, for the targets that these know.

The lanes take float64 parameters as exact. An accuracy that is no float lies between two floats, and so does the time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
import sympy as sp
from flint import arb, fmpq
from numpy.typing import NDArray

from numerics.cases.known import Columns
from numerics.cases.pair import PerturbedCases
from numerics.claims.batch_floats import Floats
from numerics.claims.batch_sheet import NotInColumns, Sheet, ends_as_floats, sheets
from numerics.claims.compiled import compiled
from numerics.claims.targets import Target, distance_to_limit
from numerics.compiled.pair_radius import pair_columns
from numerics.compiled.scalar_radius import float_cases
from numerics.exact.balls import compare, working_precision
from numerics.exact.verdict import Undecided
from numerics.orbits.hitting_time import hitting_times
from numerics.orbits.pair_hitting_time import hitting_times_perturbed, phase_transition_times
from numerics.orbits.scalar import descent_limit, float_limit
from theory.language.expressions import unfolded
from theory.language.symbols import N, lam

#: Iterations after which a case is left open; a single case is allowed many more.
SCALAR_BUDGET, PAIR_BUDGET = 1_000_000, 20_000_000
#: Bits of an accuracy.
_BITS = 128

Integers = NDArray[np.int64]
Booleans = NDArray[np.bool_]
#: lower, upper, lasting: see ``Times``.
Found = tuple[Integers, Integers, Booleans]


@dataclass(frozen=True)
class Times:
    """What is proved of a hitting time in each case: lower ≤ T, and T ≤ upper unless that is −1.

    ``lasting`` marks the cases in which the condition certainly holds from T on.
    """

    lower: Integers
    upper: Integers
    lasting: Booleans


def times_of(targets: Sequence[tuple[Target, Integers]], cases: Columns) -> list[Times]:
    """Return the hitting times of each target in the cases it is wanted for; the others are left open.

    What no lane covers is left open too. Targets of one kind run together, so that the lanes are well filled.
    """
    result = [_open(len(cases)) for _ in targets]
    for kind, run in _RUNS.items():
        places = [place for place, (target, _) in enumerate(targets) if target.kind == kind]
        prepared = [_prepared(*targets[place], cases) for place in places]
        if not sum(len(rows) for rows, _ in prepared):
            continue
        found = run(*(np.concatenate(parts) for parts in zip(*(values for _, values in prepared), strict=True)))
        start = 0
        for place, (rows, _) in zip(places, prepared, strict=True):
            part = slice(start, start + len(rows))
            start = part.stop
            times = result[place]
            times.lower[rows], times.upper[rows], times.lasting[rows] = (column[part] for column in found)
    return result


def _open(size: int) -> Times:
    return Times(np.zeros(size, np.int64), np.full(size, -1, np.int64), np.zeros(size, np.bool_))


def _prepared(target: Target, wanted: Integers, cases: Columns) -> tuple[Integers, list[Any]]:
    """Return the wanted rows that a lane may take, and depth, λ, start, difference, step and accuracy of each."""
    cases = cases.take(wanted)
    parts = (target.eigenvalue, target.start, target.step, target.difference)
    eigenvalue, start, step, difference = (_floats_of(part, cases) for part in parts)
    depth = np.asarray(cases.arrays[N], np.int64)
    low, high = _accuracies(target, cases, eigenvalue, start)
    usable = np.isfinite(eigenvalue + low + high) & (start > 0) & (step > 0) & (low > 0)
    if target.kind in ("product", "sign"):
        usable &= (difference > 0) & (depth >= 2)
    return wanted[usable], [column[usable] for column in (depth, eigenvalue, start, difference, step, low, high)]


def _scalar(
    depth: Integers, eigenvalue: Floats, start: Floats, _: Floats, step: Floats, low: Floats, high: Floats
) -> Found:
    def run(accuracy: Floats) -> Any:
        return hitting_times(depth, eigenvalue, start, step, accuracy, budget=SCALAR_BUDGET, method="bracketed")

    later = run(low)
    sooner = later if (low == high).all() else run(high)
    lasting = np.zeros(len(depth), np.bool_)
    for one in np.unique(depth).tolist():
        rows = np.flatnonzero(depth == one)
        distance = np.abs(start[rows] - float_limit(one, eigenvalue[rows]))
        anything = np.maximum(distance / 2, 1e-300)  # the certificate is the same for every accuracy
        lasting[rows] = float_cases(one, eigenvalue[rows], start[rows], step[rows], anything).monotone
    return sooner.lower, later.upper, lasting


def _power(
    depth: Integers, eigenvalue: Floats, start: Floats, _: Floats, step: Floats, low: Floats, high: Floats
) -> Found:
    """As a distance to L, which says the same only while the orbit stays on its side of L."""
    lower, upper, lasting = _scalar(depth, eigenvalue, start, _, step, low, high)
    return np.where(lasting, lower, 0), np.where(lasting, upper, -1), lasting


def _product(
    depth: Integers, eigenvalue: Floats, start: Floats, difference: Floats, step: Floats, low: Floats, high: Floats
) -> Found:
    cases = PerturbedCases(depth, eigenvalue, start, difference, step, low)
    found = hitting_times_perturbed(cases, accuracy=(low, high), budget=PAIR_BUDGET)
    lasting = np.zeros(len(depth), np.bool_)
    for one in np.unique(depth).tolist():
        rows = np.flatnonzero(depth == one)
        part = [column[rows] for column in (eigenvalue, start, difference, step, high, low)]
        lasting[rows] = pair_columns(one, *part)[1]
    return found.lower, found.upper, lasting


def _sign(
    depth: Integers, eigenvalue: Floats, start: Floats, difference: Floats, step: Floats, low: Floats, high: Floats
) -> Found:
    found = phase_transition_times(PerturbedCases(depth, eigenvalue, start, difference, step, low), budget=PAIR_BUDGET)
    return found.lower, found.upper, found.upper >= 0


_RUNS: dict[str, Callable[..., Found]] = {"distance": _scalar, "power": _power, "product": _product, "sign": _sign}


# Parameters ----------------------------------------------------------------------------------------------------


def _floats_of(expr: sp.Expr, cases: Columns) -> Floats:
    """Return the exact values of a formula in the parameters as float64, nan where they are no floats."""
    if expr in cases.arrays:
        return np.asarray(cases.arrays[expr], np.float64)
    if expr.is_Integer:
        return np.full(len(cases), float(expr))
    return np.array([_as_float(_exactly(expr, cases[row])) for row in range(len(cases))], dtype=np.float64)


def _exactly(expr: sp.Expr, values: dict[sp.Symbol, Fraction]) -> fmpq | None:
    eigenvalue = values.get(lam, Fraction(0))
    formula = compiled(unfolded(expr), int(values[N]), (eigenvalue > 0) - (eigenvalue < 0))
    try:
        numbers = [values[s] for s in formula.symbols]
        found: fmpq = formula.function("exact")(*(fmpq(v.numerator, v.denominator) for v in numbers))
    except (KeyError, Undecided, ZeroDivisionError):
        return None
    return found


def _as_float(value: fmpq | None) -> float:
    if value is None:
        return float("nan")
    exact = Fraction(int(value.p), int(value.q))
    try:
        near = float(exact)
    except OverflowError:
        return float("nan")
    return near if Fraction(near) == exact else float("nan")


def _accuracies(target: Target, cases: Columns, eigenvalue: Floats, start: Floats) -> tuple[Floats, Floats]:
    """Return floats below and above the accuracy, nan where it is not enclosed."""
    if target.kind != "power" and target.accuracy in cases.arrays:
        exact = np.asarray(cases.arrays[target.accuracy], np.float64)
        return exact, exact
    low, high = np.full(len(cases), np.nan), np.full(len(cases), np.nan)
    with working_precision(_BITS):
        for rows, sheet_of in sheets(cases.arrays, cases.factors):
            sheet = sheet_of(_BITS, {})
            try:
                balls = list(sheet.balls(target.accuracy))
            except (NotInColumns, ValueError):
                continue
            if target.kind == "power":
                balls = _distances(sheet, balls, eigenvalue[rows], start[rows])
            low[rows], high[rows] = ends_as_floats(balls)
    return low, high


def _distances(sheet: Sheet, balls: list[arb], eigenvalue: Floats, start: Floats) -> list[arb]:
    """Return the accuracies on d that say the same as those on d^N, on the side of the start."""
    found = []
    for ball, value, begin in zip(balls, eigenvalue.tolist(), start.tolist(), strict=True):
        limit = descent_limit(sheet.depth, arb(value))
        side = compare(arb(begin), limit)
        found.append(distance_to_limit(sheet.depth, limit, side, ball) if side and ball.is_finite() else arb.nan())
    return found
