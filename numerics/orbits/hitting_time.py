"""Hitting times T = min{k : |d(k) − L| ≤ ε} of the recursion (18), plain or certified.

Four levels, each called only for what the one before could not decide: float64 centres with a
radius, two-float centres with a radius, balls of growing precision, exact rationals.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from flint import arb
from numpy.typing import ArrayLike

from numerics.compiled.scalar import (
    CROSSED,
    FAR,
    FAR_LOW,
    LOCAL_ERROR,
    NEAR,
    NEAR_LOW,
    RADIUS,
    STATE,
    STATE_LOW,
    advance_kernel,
    locate_kernel,
    scan_kernel,
    workspace,
)
from numerics.compiled.scalar_radius import ExactCase, ExactRow, exact_cases, float_cases
from numerics.exact.numbers import ExactNumber, exact
from numerics.orbits.ball_iteration import iterate_balls, iterate_exactly

#: Steps of one case before it counts as undecided.
BUDGET = 100_000_000
#: Steps of one case in ball arithmetic, about 5 µs each.
BALL_BUDGET = 200_000
#: Bits of the first ball iteration; a second one has four times as many.
BALL_BITS = 256
#: Ball steps during which a case may still come under the certificate of numerics.compiled.scalar_radius.
LEAD_IN = 64
# The working precision of ball arithmetic is global to the process.
_BALLS = threading.Lock()


@dataclass(frozen=True)
class HittingTime:
    """What is known about one hitting time: lower ≤ T, and T ≤ upper unless upper is None.

    ``certified`` says that both are proved; ``method`` names the arithmetic that settled it.
    """

    lower: int
    upper: int | None
    certified: bool
    method: str

    @property
    def iterations(self) -> int | None:
        """T itself if it is known, else None."""
        return self.lower if self.lower == self.upper else None


@dataclass(frozen=True)
class HittingTimes:
    """Bounds lower ≤ T ≤ upper of m hitting times; upper is −1 where no bound was found.

    Both are int64 (m,). ``iterations_run`` counts the steps of all cases together.
    """

    lower: np.ndarray
    upper: np.ndarray
    iterations_run: int


def hitting_times(
    depth: int | np.ndarray,
    lam: ArrayLike,
    alpha: ArrayLike,
    eta: ArrayLike,
    eps: ArrayLike,
    *,
    budget: int = BUDGET,
    method: str = "plain",
) -> HittingTimes:
    """Return the hitting times of m cases with float64 parameters; scalars broadcast.

    ``method="plain"`` iterates in float64 and reports what it sees (lower = upper), nothing certified.
    ``method="bracketed"`` takes the floats as exact numbers and returns proved bounds, exact
    unless the budget runs out. Raises ValueError for a parameter outside its domain. Source: (18), ours.

    >>> result = hitting_times(2, np.array([1.0, -1.0]), 0.1, 0.1, 0.01, method="bracketed")
    >>> result.lower.tolist(), result.upper.tolist()
    ([42, 22], [42, 22])
    """
    if method not in ("plain", "bracketed"):
        raise ValueError(f"method is {method!r}, but must be 'plain' or 'bracketed'")
    depths, *floats = np.broadcast_arrays(np.atleast_1d(np.asarray(depth)), lam, alpha, eta, eps)
    columns = [np.ascontiguousarray(column, dtype=np.float64) for column in floats]
    _check_batch(depths, *columns)
    lower = np.zeros(depths.size, np.int64)
    upper = np.full(depths.size, -1, np.int64)
    run = 0
    solve = _plain if method == "plain" else _bracketed
    for one in np.unique(depths):
        rows = np.flatnonzero(depths == one)
        lower[rows], upper[rows], steps = solve(int(one), [column[rows] for column in columns], budget)
        run += steps
    return HittingTimes(lower, upper, run)


def hitting_time(
    depth: int,
    lam: ExactNumber,
    alpha: ExactNumber,
    eta: ExactNumber,
    eps: ExactNumber,
    *,
    budget: int = BUDGET,
) -> HittingTime:
    """Return the certified hitting time of one case with exact parameters.

    Parameters are int, Fraction, float (a dyadic) or a text such as "1/10". The bracket is the
    narrowest found within ``budget`` steps. Raises ValueError for a parameter outside its
    domain. Source: (18), ours.

    >>> hitting_time(3, 1, "1/10", "1/100", "1/1000").iterations
    1118
    """
    case = _exact_case(lam, alpha, eta, eps)
    _check(depth, case)
    with _BALLS:
        return _settle(depth, [_above_zero(depth, case)], budget, first_double=False)[0][0]


def _exact_case(lam: ExactNumber, alpha: ExactNumber, eta: ExactNumber, eps: ExactNumber) -> ExactCase:
    return exact(lam), exact(alpha), exact(eta), exact(eps)


def _above_zero(depth: int, case: ExactCase) -> ExactCase:
    """Shift a case of depth 1 with λ < 0 so that its limit is 0: d − λ follows the same recursion with λ = 0.

    At depth 1 the limit is λ of either sign (Lemma 2.2); at larger depths it is max(λ, 0)^{1/N}.
    """
    lam, alpha, eta, eps = case
    return (Fraction(0), alpha - lam, eta, eps) if depth == 1 and lam < 0 else case


def _check(depth: int, values: Sequence[Fraction]) -> None:
    if isinstance(depth, bool) or not isinstance(depth, (int, np.integer)) or depth < 1:
        raise ValueError(f"depth is {depth}, but N ≥ 1 must be an integer")
    for name, value in zip(("alpha", "eta", "eps"), values[1:], strict=True):
        if value <= 0:
            raise ValueError(f"{name} is {value}, but {name} > 0 is assumed")


def _check_batch(depths: np.ndarray, lam: np.ndarray, alpha: np.ndarray, eta: np.ndarray, eps: np.ndarray) -> None:
    if depths.ndim != 1:
        raise ValueError(f"the parameters have {depths.ndim} dimensions, but one is expected")
    if depths.dtype.kind not in "iu" or (depths.size and depths.min() < 1):
        raise ValueError(f"depth is {depths.tolist()[:3]}, but N ≥ 1 must be an integer")
    for name, values in (("lam", lam), ("alpha", alpha), ("eta", eta), ("eps", eps)):
        wrong = ~np.isfinite(values) if name == "lam" else ~(np.isfinite(values) & (values > 0))
        if wrong.any():
            need = "finite" if name == "lam" else "positive and finite"
            raise ValueError(f"{name} is {values[np.argmax(wrong)]}, but must be {need}")


def _plain(depth: int, columns: list[np.ndarray], budget: int) -> tuple[np.ndarray, np.ndarray, int]:
    cases = float_cases(depth, *columns)
    shifted = (depth == 1) & (columns[0] < 0)
    time = np.where(cases.immediate & ~shifted, 0, -1)
    lower = np.zeros_like(time)
    rows = np.flatnonzero(cases.monotone & ~shifted)
    chosen = cases.columns[:, rows]
    chosen[LOCAL_ERROR] = 0.0
    # one threshold as float64 has it, not the two sides of its enclosure
    chosen[FAR], chosen[FAR_LOW] = chosen[NEAR], chosen[NEAR_LOW]
    lower[rows], time[rows], run = run_lanes(depth, chosen, budget, certified=False)
    rows = np.flatnonzero(~(cases.monotone | cases.immediate) | shifted)
    if rows.size:
        lam, alpha, eta, eps = (column[rows] for column in columns)
        limit = lam if depth == 1 else np.maximum(lam, 0.0) ** (1.0 / depth)
        found = np.empty(rows.size, np.int64)
        run += scan_kernel(depth)(alpha, lam, eta, limit - eps, limit + eps, budget, found)
        time[rows] = found
    return np.where(time >= 0, time, lower), time, run


def _bracketed(depth: int, columns: list[np.ndarray], budget: int) -> tuple[np.ndarray, np.ndarray, int]:
    cases = float_cases(depth, *columns)
    lower = np.zeros(columns[0].size, np.int64)
    upper = np.where(cases.immediate, 0, -1)
    shifted = (depth == 1) & (columns[0] < 0)
    upper[shifted] = -1
    rows = np.flatnonzero(cases.monotone & ~shifted)
    lower[rows], upper[rows], run = run_lanes(depth, cases.columns[:, rows], budget)
    # a row that has used up the budget would use it up again at the next level
    rest = np.flatnonzero((lower != upper) & (lower <= budget))
    exact_rows = [_above_zero(depth, _exact_case(*(column[row] for column in columns))) for row in rest]
    with _BALLS:
        settled, more = _settle(depth, exact_rows, budget, first_double=True)
    for row, time in zip(rest, settled, strict=True):
        lower[row] = max(lower[row], time.lower)
        if time.upper is not None:
            upper[row] = time.upper if upper[row] < 0 else min(upper[row], time.upper)
    return lower, upper, run + more


def run_lanes(
    depth: int, columns: np.ndarray, budget: int, *, certified: bool = True, double: bool = False
) -> tuple[np.ndarray, np.ndarray, int]:
    """Run prepared columns (18, m) through the compiled loops: (lower, upper, steps run).

    upper is −1 where the target was not met. Without ``certified`` both are what float64 says. Only
    ``double`` looks further for an upper bound when the target is not met at once.
    """
    columns = np.ascontiguousarray(columns)
    steps, outcome, ends, run = _advance(depth, columns, NEAR, budget, certified, double)
    last_open, first_sure = _locate(depth, columns, ends, double)
    lower = steps + last_open + 1
    upper = np.where(first_sure > 0, steps + first_sure, -1)
    rows = np.flatnonzero((upper < 0) & (outcome == CROSSED))
    if double and rows.size:
        later = columns[:, rows]
        later[STATE], later[STATE_LOW], later[RADIUS] = ends[:, rows]
        more, _, ends, again = _advance(depth, later, FAR, budget, certified, double)
        _, first_sure = _locate(depth, later, ends, double)
        upper[rows] = np.where(first_sure > 0, steps[rows] + more + first_sure, -1)
        run += again
    return lower, upper, run


def _advance(
    depth: int, columns: np.ndarray, aim: int, budget: int, certified: bool, double: bool
) -> tuple[np.ndarray, np.ndarray, np.ndarray, int]:
    count = columns.shape[1]
    steps, outcome, ends = np.zeros(count, np.int64), np.zeros(count, np.int64), np.zeros((3, count))
    side = 1.0 if aim == NEAR else -1.0
    kernel = advance_kernel(depth, certified, double)
    run = kernel(columns, aim, side, budget, workspace(), steps, outcome, ends)
    return steps, outcome, ends, run


def _locate(depth: int, columns: np.ndarray, ends: np.ndarray, double: bool) -> tuple[np.ndarray, np.ndarray]:
    last_open, first_sure = np.zeros(columns.shape[1], np.int64), np.zeros(columns.shape[1], np.int64)
    locate_kernel(depth, double)(columns, ends, last_open, first_sure)
    return last_open, first_sure


def _settle(depth: int, rows: list[ExactCase], budget: int, *, first_double: bool) -> tuple[list[HittingTime], int]:
    """Take exact rows through the levels until each is decided or its budget is spent."""
    times = [HittingTime(0, None, True, "none")] * len(rows)
    offsets = [0] * len(rows)
    states: list[ExactRow] = list(rows)
    run = 0
    for i in np.flatnonzero(~exact_cases(depth, rows, double=True).monotone).tolist():
        times[i], states[i], offsets[i] = _lead_in(depth, rows[i], min(budget, BALL_BUDGET))
        run += offsets[i]
    for double in (False, True)[first_double:]:
        chosen = [i for i, time in enumerate(times) if time.iterations is None and time.lower <= budget]
        cases = exact_cases(depth, [states[i] for i in chosen], double=double)
        lower, upper, steps = run_lanes(depth, cases.columns[:, cases.monotone], budget, double=double)
        run += steps
        covered = np.array(chosen, dtype=np.int64)[cases.monotone].tolist()
        for i, low, high in zip(covered, lower.tolist(), upper.tolist(), strict=True):
            found = offsets[i] + high if high >= 0 else None
            times[i] = _narrow(times[i], offsets[i] + low, found, "two floats" if double else "float64")
    for i, row in enumerate(rows):
        if times[i].iterations is None and times[i].lower <= budget:
            times[i], steps = _last_word(depth, row, times[i], budget)
            run += steps
    return times, run


def _lead_in(depth: int, row: ExactCase, budget: int) -> tuple[HittingTime, ExactRow, int]:
    """Iterate in balls until the certificate of numerics.compiled.scalar_radius covers the rest of the orbit.

    Returns what is known of T, the row that starts at the iterate reached, and its number.
    """
    lam, alpha, eta, eps = row
    if iterate_exactly(depth, lam, alpha, eta, eps, budget=0) == 0:
        return HittingTime(0, 0, True, "exact"), row, 0
    patience = iter(range(LEAD_IN))

    def leave(state: arb) -> bool:
        if next(patience, None) is None:
            return False
        return bool(exact_cases(depth, [(lam, state, eta, eps)], double=True).monotone[0])

    run = iterate_balls(depth, lam, alpha, eta, eps, bits=BALL_BITS, budget=budget, leave=leave)
    time = HittingTime(max(run.lower, 1), run.upper, True, "balls")
    if run.lower <= run.steps:  # a step that may have been a hit lies behind: nothing later may start afresh
        return time, row, 0
    return time, (lam, run.state, eta, eps), run.steps


def _last_word(depth: int, row: ExactCase, time: HittingTime, budget: int) -> tuple[HittingTime, int]:
    lam, alpha, eta, eps = row
    last = budget if time.upper is None else min(budget, time.upper)
    found = iterate_exactly(depth, lam, alpha, eta, eps, budget=last)
    if found is not None:
        return _narrow(time, found, found, "exact"), found
    run = 0
    for bits in (BALL_BITS, 4 * BALL_BITS):
        if time.iterations is None and time.lower <= BALL_BUDGET:
            balls = iterate_balls(depth, lam, alpha, eta, eps, bits=bits, budget=min(last, BALL_BUDGET))
            time = _narrow(time, balls.lower, balls.upper, "balls")
            run += balls.steps
    return time, run


def _narrow(time: HittingTime, lower: int, upper: int | None, method: str) -> HittingTime:
    """Return the intersection of two proved brackets, naming the method that made it narrower."""
    best = min((bound for bound in (time.upper, upper) if bound is not None), default=None)
    low = max(time.lower, lower)
    if best is not None and low > best:
        raise AssertionError(f"two certified brackets of one hitting time do not meet: {time} and [{lower}, {upper}]")
    return HittingTime(low, best, True, method if (low, best) != (time.lower, time.upper) else time.method)
