"""Hitting times T = min{k : |d(k) − L| ≤ ε} of the recursion (18), plain or certified by the ladder.

The rungs that are compiled for (18): float64 centres with a radius, two-float centres with a radius.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import cache, partial

import numpy as np
from flint import arb
from numpy.typing import ArrayLike

from numerics.cases.scalar import ScalarCase
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
from numerics.compiled.scalar_radius import ExactRow, exact_cases, float_cases
from numerics.exact.balls import at_most, to_ball
from numerics.exact.numbers import ExactNumber, exact
from numerics.law.time import law_time
from numerics.orbits.ladder import (
    BUDGET,
    HittingTime,
    HittingTimes,
    Lanes,
    Look,
    Question,
    as_fmpq,
    settle,
    settle_rest,
)
from numerics.orbits.never import caught, escapes
from numerics.orbits.parameters import check_case, check_columns
from numerics.orbits.scalar import ball_orbit, ball_step, descent_limit, exact_orbit, float_limit, within

#: From a depth, the columns λ, α, η, ε and a budget: lower, upper, steps run.
Solver = Callable[[int, list[np.ndarray], int], tuple[np.ndarray, np.ndarray, int]]


def hitting_times(
    depth: int | np.ndarray,
    lam: ArrayLike,
    alpha: ArrayLike,
    eta: ArrayLike,
    eps: ArrayLike,
    *,
    budget: int = BUDGET,
    method: str = "plain",
    by_law: bool = True,
) -> HittingTimes:
    """Return the hitting times of m cases with float64 parameters; scalars broadcast.

    ``method="plain"`` iterates in float64 and reports what it sees (lower = upper), nothing certified.
    ``method="bracketed"`` takes the floats as exact numbers and returns proved bounds, exact unless the budget runs
    out, ``by_law`` also beyond it where there is a law; ``method="lanes"`` only what compiled loops prove of them,
    nothing where they do not apply. Raises ValueError for a parameter outside its domain. Source: (18), ours.

    >>> result = hitting_times(2, np.array([1.0, -1.0]), 0.1, 0.1, 0.01, method="bracketed")
    >>> result.lower.tolist(), result.upper.tolist()
    ([42, 22], [42, 22])
    """
    if method not in ("plain", "bracketed", "lanes"):
        raise ValueError(f"method is {method!r}, but must be 'plain', 'bracketed' or 'lanes'")
    depths, columns = check_columns(depth, {"lam": lam, "alpha": alpha, "eta": eta, "eps": eps})
    lower = np.zeros(depths.size, np.int64)
    upper = np.full(depths.size, -1, np.int64)
    run = 0
    solvers: dict[str, Solver] = {"plain": _plain, "lanes": _by_lanes, "bracketed": partial(_bracketed, by_law=by_law)}
    solve = solvers[method]
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
    seconds: float | None = None,
    by_law: bool = True,
) -> HittingTime:
    """Return the certified hitting time of one case with exact parameters.

    Parameters are int, Fraction, float (a dyadic) or a text such as "1/10". A T that is dear to iterate is taken from
    the law, where there is one, unless ``by_law`` is false. The bracket is the narrowest found within ``budget`` steps
    and about ``seconds``; its method is ``NEVER`` where T is proved to be infinite. Raises ValueError for a parameter
    outside its domain. Source: (18), ours.

    >>> hitting_time(3, 1, "1/10", "1/100", "1/1000").iterations
    1118
    >>> hitting_time(1, 1, 3, 2, "1/10").method, hitting_time(5, 1, "1e-9", "1/10", "1e-9").method
    ('never', 'law')
    """
    case = ScalarCase(depth, *check_case(depth, {"lam": lam, "alpha": alpha, "eta": eta, "eps": eps}))
    return settle([_question(case, by_law)], _rungs(depth), budget, seconds=seconds)[0][0]


def _question(case: ScalarCase, by_law: bool = True) -> Question:
    n = case.depth

    def exactly() -> Iterator[Look]:
        lam, alpha, eta, eps = as_fmpq(case.lam, case.alpha, case.eta, case.eps)
        for state in exact_orbit(n, lam, alpha, eta):
            yield Look(within(n, lam, state, eps), (state,))

    def parameters() -> tuple[arb, arb, arb, arb]:
        lam, eta, eps = (to_ball(value) for value in (case.lam, case.eta, case.eps))
        return lam, eta, descent_limit(n, lam), eps

    def in_balls() -> Iterator[Look]:
        lam, eta, limit, eps = parameters()
        for state in ball_orbit(n, lam, to_ball(case.alpha), eta):
            yield Look(_met(state, limit, eps), (state,))

    def never(k: int, look: Look) -> bool:
        lam, eta, limit, eps = parameters()
        (state,) = look.numbers
        advance, met = partial(ball_step(n), eigenvalue=lam, rate=eta), partial(_met, limit=limit, eps=eps)
        return escapes(n, lam, eta, state, limit, eps) or caught(advance, met, state)

    return Question(case, exactly, in_balls, never, (lambda until: law_time(case)) if by_law else lambda until: None)


def _met(state: arb, limit: arb, eps: arb) -> bool | None:
    return at_most(abs(state - limit), eps)


@cache
def _rungs(depth: int) -> tuple[Lanes, ...]:
    return tuple(
        Lanes(name, partial(_prepare, depth, double=double), partial(run_lanes, depth, double=double))
        for name, double in (("float64", False), ("two floats", True))
    )


def _prepare(
    depth: int, rows: Sequence[tuple[ScalarCase, tuple[arb] | None]], *, double: bool
) -> tuple[np.ndarray, np.ndarray]:
    """Return columns for the lanes, and which of the rows they cover."""
    prepared = exact_cases(depth, [_row(case, state) for case, state in rows], double=double)
    return prepared.columns, prepared.monotone


def _row(case: ScalarCase, state: tuple[arb] | None) -> ExactRow:
    """Return a row of the lanes; they know no negative limit: at depth 1 the distance to λ moves as with λ = 0."""
    shift = case.lam if case.depth == 1 and case.lam < 0 else Fraction(0)
    start = case.alpha - shift if state is None else state[0] - to_ball(shift)
    return case.lam - shift, start, case.eta, case.eps


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
        limit = float_limit(depth, lam)
        found = np.empty(rows.size, np.int64)
        run += scan_kernel(depth)(alpha, lam, eta, limit - eps, limit + eps, budget, found)
        time[rows] = found
    return np.where(time >= 0, time, lower), time, run


def _bracketed(depth: int, columns: list[np.ndarray], budget: int, by_law: bool) -> tuple[np.ndarray, np.ndarray, int]:
    """Run the float64 lanes on all rows at once, then the other rungs on what they leave open."""
    lower, upper, run = _by_floats(depth, columns, budget)
    # without a law a row that has used up the budget would use it up again
    rest = np.flatnonzero((lower != upper) & ((lower <= budget) | by_law))
    questions = [
        _question(ScalarCase(depth, *(exact(column[row].item()) for column in columns)), by_law) for row in rest
    ]
    run += settle_rest(lower, upper, rest, questions, _rungs(depth), budget)
    return lower, upper, run


def _by_floats(depth: int, columns: list[np.ndarray], budget: int) -> tuple[np.ndarray, np.ndarray, int]:
    """Run the float64 lanes on the rows that they cover."""
    cases = float_cases(depth, *columns)
    shifted = (depth == 1) & (columns[0] < 0)
    lower = np.zeros(columns[0].size, np.int64)
    upper = np.where(cases.immediate & ~shifted, 0, -1)
    rows = np.flatnonzero(cases.monotone & ~shifted)
    lower[rows], upper[rows], run = run_lanes(depth, cases.columns[:, rows], budget)
    return lower, upper, run


def _by_lanes(depth: int, columns: list[np.ndarray], budget: int) -> tuple[np.ndarray, np.ndarray, int]:
    """Run the float64 lanes, then those of two floats on what they leave open within the budget."""
    lower, upper, run = _by_floats(depth, columns, budget)
    rest = np.flatnonzero((lower != upper) & (lower <= budget))
    if depth > 1:
        given: list[ExactRow] = list(zip(*(column[rest].tolist() for column in columns), strict=True))
    else:
        given = [_row(ScalarCase(1, *(exact(column[row].item()) for column in columns)), None) for row in rest]
    prepared = exact_cases(depth, given, double=True)
    rows = rest[prepared.monotone]
    low, high, steps = run_lanes(depth, prepared.columns[:, prepared.monotone], budget, double=True)
    lower[rows] = np.maximum(lower[rows], low)
    upper[rows] = np.where(high < 0, upper[rows], np.where(upper[rows] < 0, high, np.minimum(upper[rows], high)))
    return lower, upper, run + steps


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
