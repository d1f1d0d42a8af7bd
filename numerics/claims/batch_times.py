"""Hitting times of many cases at once, from the certified lanes, for the targets that these know.

The lanes take float64 parameters as exact. An accuracy that is no float lies between two floats, and so does the time.
In a long batch the sharp law says how long the long runs are, where it knows that to the iteration, or to more digits
than a ratio shows; the lanes need not follow them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import lru_cache

import numpy as np
import sympy as sp
from flint import arb, fmpq
from numpy.typing import NDArray

from numerics.cases.known import Columns
from numerics.cases.pair import PerturbedCases
from numerics.claims.batch_columns import Floats
from numerics.claims.batch_groups import groups_of
from numerics.claims.batch_law import law_brackets, law_through_milestones
from numerics.claims.batch_sheet import BallSheet, NotInColumns
from numerics.claims.compiled import compiled
from numerics.claims.targets import Target, distance_to_limit
from numerics.compiled.pair_radius import pair_columns
from numerics.compiled.scalar_radius import float_cases
from numerics.exact.balls import compare, working_precision
from numerics.exact.verdict import Undecided
from numerics.formulas.intervals import around
from numerics.orbits.hitting_time import hitting_times
from numerics.orbits.ladder import HittingTimes
from numerics.orbits.pair_hitting_time import hitting_times_perturbed, phase_transition_times
from numerics.orbits.scalar import descent_limit, float_limit
from theory.language.expressions import unfolded
from theory.language.symbols import N, alpha, eps, eta, lam

#: Iterations after which a case is left open; a single case is allowed many more.
SCALAR_BUDGET, PAIR_BUDGET = 1_000_000, 20_000_000
#: Bits of an accuracy.
_BITS = 128
#: Cases from which on the formulas of the law, some seconds of SymPy, are worth having; iterations after which it is
#: asked; and the width of its brackets, relative to T, at which it is believed.
LONG, BEFORE_LAW, CLOSE = 75_000, 2048, 2.0**-20
#: Bits of the law where floats are too coarse: T has some 100.
_LAW_BITS = 256

#: Integers up to this are floats.
_EXACT = 2.0**53

Integers = NDArray[np.int64]
Booleans = NDArray[np.bool_]


@dataclass(frozen=True)
class Times:
    """What is proved of a hitting time in each case: lower ≤ T ≤ upper, integers or ∞.

    ``lasting`` marks the cases in which the condition certainly holds from T on. ``narrow`` has brackets of integers of
    any length for some rows in which floats are too coarse.
    """

    lower: Floats
    upper: Floats
    lasting: Booleans
    narrow: dict[int, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    """What the lanes are asked, in columns (m,): the accuracy lies between the floats ``low`` and ``high``.

    ``difference`` is that of the starts of a pair.
    """

    depth: Integers
    eigenvalue: Floats
    start: Floats
    difference: Floats
    step: Floats
    low: Floats
    high: Floats

    def __len__(self) -> int:
        return len(self.depth)

    def take(self, rows: Integers | Booleans) -> Asked:
        """Return these rows."""
        return Asked(*(column[rows] for column in vars(self).values()))

    @property
    def cases(self) -> Columns:
        """The parameters of (18), the accuracy being ``low``."""
        return Columns({N: self.depth, lam: self.eigenvalue, alpha: self.start, eta: self.step, eps: self.low})


def times_of(targets: Sequence[tuple[Target, Integers]], cases: Columns, by_law: bool = True) -> list[Times]:
    """Return the hitting times of each target in the cases it is wanted for; the others are left open.

    What no lane covers is left open too; of a long batch the law is asked unless ``by_law`` is false. Targets of one
    kind run together, so that the lanes are well filled.
    """
    result = [_open(len(cases)) for _ in targets]
    long = by_law and len(cases) >= LONG
    for kind in _RUNS:
        places = [place for place, (target, _) in enumerate(targets) if target.kind == kind]
        prepared = [_prepared(*targets[place], cases) for place in places]
        if not sum(len(rows) for rows, _ in prepared):
            continue
        together = zip(*(vars(asked).values() for _, asked in prepared), strict=True)
        found = known_times(
            kind, long, *((column.dtype.str, column.tobytes()) for column in map(np.concatenate, together))
        )
        start = 0
        for place, (rows, asked) in zip(places, prepared, strict=True):
            part = slice(start, start + len(rows))
            start = part.stop
            times = result[place]
            for name in ("lower", "upper", "lasting"):
                getattr(times, name)[rows] = getattr(found, name)[part]
            inside = {i - part.start: bracket for i, bracket in found.narrow.items() if part.start <= i < part.stop}
            times.narrow.update((int(rows[i]), bracket) for i, bracket in inside.items())
            if kind == "distance" and long:
                times.narrow.update(_narrowed(times, rows, asked))
    return result


@lru_cache(maxsize=16)
def known_times(kind: str, long: bool, *columns: tuple[str, bytes]) -> Times:
    """Return what the lanes find; campaigns that differ in a factor of a bound ask them the same."""
    return _RUNS[kind](Asked(*(np.frombuffer(data, dtype).copy() for dtype, data in columns)), long)


def _narrowed(times: Times, rows: Integers, asked: Asked) -> dict[int, tuple[int, int]]:
    """Return what the law says, in balls, where a bracket of floats is left of a time."""
    loose = (times.lower[rows] < times.upper[rows]) & (times.upper[rows] < np.inf) & (asked.low == asked.high)
    rows, cases = rows[loose], asked.take(loose).cases
    least, most = law_brackets(cases, _LAW_BITS)
    wide = np.flatnonzero(most - least > 1)
    low, high = law_through_milestones(cases.take(wide), _LAW_BITS)
    least[wide], most[wide] = np.maximum(least[wide], low), np.minimum(most[wide], high)
    found = zip(rows.tolist(), times.lower[rows].tolist(), least, most, strict=True)
    return {row: (max(int(lower), one), other) for row, lower, one, other in found if other < np.inf}


def _open(size: int) -> Times:
    return Times(np.zeros(size), np.full(size, np.inf), np.zeros(size, np.bool_))


def _as_floats(times: HittingTimes) -> tuple[Floats, Floats]:
    """Return lower and upper as floats, rounded outward where an integer is too long for that; no bound is ∞."""
    lower, upper = times.lower.astype(np.float64), times.upper.astype(np.float64)
    lower = np.where(lower >= _EXACT, np.nextafter(lower, 0.0), lower)
    upper = np.where(upper >= _EXACT, np.nextafter(upper, np.inf), upper)
    return lower, np.where(times.upper < 0, np.inf, upper)


def _prepared(target: Target, wanted: Integers, cases: Columns) -> tuple[Integers, Asked]:
    """Return the wanted rows that a lane may take, and what it is asked of them."""
    cases = cases.take(wanted)
    parts = (target.eigenvalue, target.start, target.step, target.difference)
    eigenvalue, start, step, difference = (_floats_of(part, cases) for part in parts)
    depth = np.asarray(cases.arrays[N], np.int64)
    low, high = _accuracies(target, cases, eigenvalue, start)
    usable = np.isfinite(eigenvalue + low + high) & (start > 0) & (step > 0) & (low > 0)
    if target.kind in ("product", "sign"):
        usable &= (difference > 0) & (depth >= 2)
    return wanted[usable], Asked(depth, eigenvalue, start, difference, step, low, high).take(usable)


def _scalar(asked: Asked, long: bool = False) -> Times:
    lower, upper, narrow = _iterated(asked, long)
    if not (asked.low == asked.high).all():
        lower, _, _ = _iterated(replace(asked, low=asked.high), long)
        narrow = {}
    lasting = np.zeros(len(asked), np.bool_)
    for depth in np.unique(asked.depth).tolist():
        rows = np.flatnonzero(asked.depth == depth)
        here = asked.take(rows)
        distance = np.abs(here.start - float_limit(depth, here.eigenvalue))
        anything = np.maximum(distance / 2, 1e-300)  # the certificate is the same for every accuracy
        lasting[rows] = float_cases(depth, here.eigenvalue, here.start, here.step, anything).monotone
    return Times(lower, upper, lasting, narrow)


def _iterated(asked: Asked, long: bool) -> tuple[Floats, Floats, dict[int, tuple[int, int]]]:
    """Return lower ≤ T ≤ upper for ``low``: by iterating, and in a long batch by the law where that takes long."""
    lower, upper = np.zeros(len(asked)), np.full(len(asked), np.inf)
    exact: dict[int, tuple[int, int]] = {}
    rest = np.arange(len(asked))

    def narrow(low: Floats, high: Floats) -> None:
        lower[rest], upper[rest] = np.maximum(lower[rest], low), np.minimum(upper[rest], high)

    def iterate(budget: int, method: str) -> None:
        one = asked.take(rest)
        columns = one.depth, one.eigenvalue, one.start, one.step, one.low
        found = hitting_times(*columns, budget=budget, method=method)
        narrow(*_as_floats(found))
        for place in np.flatnonzero(found.upper >= _EXACT).tolist():
            exact[int(rest[place])] = int(found.lower[place]), int(found.upper[place])

    if long:
        iterate(BEFORE_LAW, "lanes")
        rest = np.flatnonzero(lower != upper)
        narrow(*law_brackets(asked.take(rest).cases))
        rest = rest[~(upper[rest] - lower[rest] <= CLOSE * lower[rest])]
    if rest.size:
        iterate(SCALAR_BUDGET, "bracketed")
    return lower, upper, exact


def _power(asked: Asked, long: bool = False) -> Times:
    """As a distance to L, which says the same only while the orbit stays on its side of L."""
    times = _scalar(asked, long)
    narrow = {place: bracket for place, bracket in times.narrow.items() if times.lasting[place]}
    lower, upper = np.where(times.lasting, times.lower, 0), np.where(times.lasting, times.upper, np.inf)
    return Times(lower, upper, times.lasting, narrow)


def _product(asked: Asked, long: bool = False) -> Times:
    found = _as_floats(hitting_times_perturbed(_pairs(asked), accuracy=(asked.low, asked.high), budget=PAIR_BUDGET))
    lasting = np.zeros(len(asked), np.bool_)
    for depth in np.unique(asked.depth).tolist():
        rows = np.flatnonzero(asked.depth == depth)
        here = asked.take(rows)
        part = (here.eigenvalue, here.start, here.difference, here.step, here.high, here.low)
        lasting[rows] = pair_columns(depth, *part)[1]
    return Times(*found, lasting)


def _sign(asked: Asked, long: bool = False) -> Times:
    lower, upper = _as_floats(phase_transition_times(_pairs(asked), budget=PAIR_BUDGET))
    return Times(lower, upper, upper < np.inf)


def _pairs(asked: Asked) -> PerturbedCases:
    return PerturbedCases(asked.depth, asked.eigenvalue, asked.start, asked.difference, asked.step, asked.low)


_RUNS: dict[str, Callable[[Asked, bool], Times]] = {
    "distance": _scalar,
    "power": _power,
    "product": _product,
    "sign": _sign,
}


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
        for group in groups_of(cases.arrays, cases.factors):
            rows, sheet = group.rows, group.balls(_BITS)
            try:
                balls = list(sheet.values(target.accuracy))
            except (NotInColumns, ValueError):
                continue
            if target.kind == "power":
                balls = _distances(sheet, balls, eigenvalue[rows], start[rows])
            low[rows], high[rows] = around(balls)
    return low, high


def _distances(sheet: BallSheet, balls: list[arb], eigenvalue: Floats, start: Floats) -> list[arb]:
    """Return the accuracies on d that say the same as those on d^N, on the side of the start."""
    found = []
    for ball, value, begin in zip(balls, eigenvalue.tolist(), start.tolist(), strict=True):
        limit = descent_limit(sheet.depth, arb(value))
        side = compare(arb(begin), limit)
        found.append(distance_to_limit(sheet.depth, limit, side, ball) if side and ball.is_finite() else arb.nan())
    return found
