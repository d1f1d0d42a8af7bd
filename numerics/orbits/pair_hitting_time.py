"""Hitting times of the perturbed start: T = min{k: |p₁p₂^{N−1} − λ| ≤ ε}, and the sign change k_p = min{k: p₁ ≤ 0}.

ε is the accuracy on the product. Two levels: float64 centres with radii (``numerics.compiled.pair_radius``) for the
cases these cover, balls of growing precision for the others and for what float64 leaves open.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from flint import arb, fmpq

from numerics.cases.pair import PerturbedCases
from numerics.compiled.pair import ERROR, LONG, MET, SHORT, SIGN, UNTRUSTED, advance, locate
from numerics.compiled.pair_radius import Floats, exact_pair_column, pair_columns
from numerics.exact.balls import compare, to_ball, working_precision
from numerics.exact.numbers import ExactNumber, exact
from numerics.orbits.hitting_time import HittingTime, HittingTimes
from numerics.orbits.pair import PairState, ball_pair_orbit, exact_error, exact_pair_step

#: Steps of one case before it counts as undecided, in float64 and in balls (some 5 µs each).
BUDGET = 300_000_000
BALL_BUDGET = 200_000
#: Working precisions of the balls, tried in turn.
_BITS = (128, 512, 2048)
#: Exact iterates are given up when a number gets longer than this.
_LONGEST = 1 << 14
_EXACT_STEPS = 3
#: Parameters beyond 2^±_MODERATE are left to balls.
_MODERATE = 300


def hitting_times_perturbed(
    cases: PerturbedCases, *, accuracy: tuple[Floats, Floats] | None = None, budget: int = BUDGET
) -> HittingTimes:
    """Return proved bounds on T for many cases with float64 parameters, taken as exact numbers.

    ``accuracy`` = (low, high), each (m,), replaces ε by a number known to lie between them; by default both are
    ``cases.eps``. A case that no proved radius covers is left open: 0 ≤ T, no upper bound. Source: (40), ours.

    >>> from numerics.cases.pair import draw_perturbed
    >>> times = hitting_times_perturbed(draw_perturbed(20, seed=3, depths=(2, 3)))
    >>> bool((times.lower == times.upper).all())
    True
    """
    low, high = (cases.eps, cases.eps) if accuracy is None else accuracy
    return _many(cases, ERROR, low, high, budget)


def phase_transition_times(cases: PerturbedCases, *, budget: int = BUDGET) -> HittingTimes:
    """Return proved bounds on k_p = min{k: p₁(k) ≤ 0} for cases with λ < 0; others are left open. Source: (46).

    >>> from numerics.cases.pair import draw_perturbed
    >>> times = phase_transition_times(draw_perturbed(5, seed=0, depths=(2,), regime="negative"))
    >>> bool((times.lower == times.upper).all())
    True
    """
    return _many(cases, SIGN, cases.eps, cases.eps, budget)


def _many(cases: PerturbedCases, target: int, low: Floats, high: Floats, budget: int) -> HittingTimes:
    lower, upper = np.zeros(len(cases), np.int64), np.full(len(cases), -1, np.int64)
    run = 0
    for depth in np.unique(cases.depth).tolist():
        rows = np.flatnonzero(cases.depth == depth)
        part = cases.take(rows)
        columns, covered = pair_columns(depth, part.lam, part.alpha, part.beta, part.eta, high[rows], low[rows])
        product = part.alpha ** (depth - 1) * (part.alpha - part.beta)
        error = np.abs(product - part.lam)
        if target == ERROR:
            # Float64 knows the error of the start up to a relative 10⁻¹² where it is not a tiny difference.
            margin = 1e-12 * (np.abs(product) + np.abs(part.lam))
            immediate = covered & (error + margin <= low[rows])
            upper[rows[immediate]] = 0
            covered &= error - margin > high[rows]
        else:
            covered &= part.lam < 0
        chosen = np.flatnonzero(covered)
        if chosen.size:
            found = run_pairs(depth, columns[:, chosen], target, budget)
            lower[rows[chosen]], upper[rows[chosen]] = found.lower, found.upper
            run += found.iterations_run
    return HittingTimes(lower, upper, run)


def run_pairs(depth: int, columns: Floats, target: int, budget: int) -> HittingTimes:
    """Run prepared columns (14, m), none of which meets its target at the start, through the compiled loops."""
    count = columns.shape[1]
    columns = np.ascontiguousarray(columns)
    steps, last, outcome = (np.zeros(count, np.int64) for _ in range(3))
    last_open, first_met = np.zeros(count, np.int64), np.zeros(count, np.int64)
    ends = np.zeros((6, count))
    run = advance(depth, columns, target, budget, LONG, steps, last, outcome, ends)
    again = np.flatnonzero(outcome == UNTRUSTED)
    if again.size:
        chosen, new_ends = np.ascontiguousarray(columns[:, again]), np.zeros((6, again.size))
        new_steps, new_last, new_outcome = (np.zeros(again.size, np.int64) for _ in range(3))
        run += advance(depth, chosen, target, budget, SHORT, new_steps, new_last, new_outcome, new_ends)
        steps[again], last[again], outcome[again], ends[:, again] = new_steps, new_last, new_outcome, new_ends
    span = np.where(outcome == MET, steps - last, 0)
    locate(depth, columns, target, ends, span, last_open, first_met)
    # A replay that does not confirm the look that saw the target met still has that look.
    upper = np.where(first_met > 0, last + first_met, np.where(outcome == MET, steps, -1))
    return HittingTimes(last + last_open + 1, upper, run)


def hitting_time_perturbed(
    depth: int,
    lam: ExactNumber,
    alpha: ExactNumber,
    beta: ExactNumber,
    eta: ExactNumber,
    eps: ExactNumber | arb,
    *,
    budget: int = BUDGET,
) -> HittingTime:
    """Return the certified T = min{k: |p₁p₂^{N−1} − λ| ≤ ε} for exact parameters, any signs and sizes.

    ``eps`` is the accuracy on the product; it may be a ball. Outside the step sizes that the radii cover
    the orbit is followed in balls, with nothing assumed about it. Raises ValueError for a parameter
    outside its domain. Source: (40), ours.

    >>> hitting_time_perturbed(3, -1, "1/10", "1/20", "1/100", "1/1000").iterations
    2573
    """
    return _settle(depth, lam, alpha, beta, eta, eps, ERROR, budget)


def phase_transition_time(
    depth: int, lam: ExactNumber, alpha: ExactNumber, beta: ExactNumber, eta: ExactNumber, *, budget: int = BUDGET
) -> HittingTime:
    """Return the certified phase transition time k_p = min{k: p₁(k) ≤ 0} of (46) for exact parameters.

    Raises ValueError for a parameter outside its domain.

    >>> phase_transition_time(2, -1, "1/10", "1/20", "1/100").iterations
    55
    """
    return _settle(depth, lam, alpha, beta, eta, 1, SIGN, budget)


def _settle(
    depth: int,
    lam: ExactNumber,
    alpha: ExactNumber,
    beta: ExactNumber,
    eta: ExactNumber,
    eps: ExactNumber | arb,
    target: int,
    budget: int,
) -> HittingTime:
    values = [exact(value) for value in (lam, alpha, beta, eta)]
    accuracy = eps if isinstance(eps, arb) else exact(eps)
    _check(depth, values, accuracy)
    eigenvalue, start, perturbation, step = values
    time = _exact_start(depth, values, accuracy, target)
    if time.iterations is not None:
        return time
    # The radii cover β < α, numbers that floats can hold, and a sign change only where one is certain.
    moderate = all(abs(v.numerator.bit_length() - v.denominator.bit_length()) < _MODERATE for v in values if v)
    if moderate and perturbation < start and (target == ERROR or eigenvalue < 0):
        column, covered = exact_pair_column(depth, eigenvalue, start, perturbation, step, accuracy)
    else:
        column, covered = np.empty(0), False
    if covered:
        found = run_pairs(depth, column[:, None], target, budget)
        upper = int(found.upper[0])
        time = _narrowed(time, HittingTime(int(found.lower[0]), upper if upper >= 0 else None, True, "two floats"))
    if time.iterations is None and time.lower <= BALL_BUDGET:
        last = min(budget, BALL_BUDGET) if time.upper is None else min(time.upper, budget, BALL_BUDGET)
        time = _narrowed(time, _in_balls(depth, values, accuracy, target, last))
    return time


def _check(depth: int, values: list[Fraction], accuracy: Fraction | arb) -> None:
    if isinstance(depth, bool) or not isinstance(depth, int | np.integer) or depth < 2:
        raise ValueError(f"depth is {depth}, but N ≥ 2 must be an integer")
    for name, value in zip(("alpha", "beta", "eta"), values[1:], strict=True):
        if value <= 0:
            raise ValueError(f"{name} is {value}, but {name} > 0 is assumed")
    if isinstance(accuracy, Fraction) and accuracy <= 0:
        raise ValueError(f"eps is {accuracy}, but eps > 0 is assumed")


def _exact_start(depth: int, values: list[Fraction], accuracy: Fraction | arb, target: int) -> HittingTime:
    """Decide T exactly while the iterates are short: k = 0 and, where the numbers permit, a few more.

    This settles ties, which no ball can.
    """
    eigenvalue, alpha, beta, step = (fmpq(v.numerator, v.denominator) for v in values)
    first, second = alpha - beta, alpha
    advance = exact_pair_step(depth)
    for k in range(_EXACT_STEPS + 1):
        if target == SIGN:
            met: bool | None = bool(first <= 0)
        else:
            met = _within(exact_error(depth, eigenvalue, first, second), accuracy)
        if met is None or met:
            return HittingTime(k, k if met else None, True, "exact")
        if max(first.q.bit_length(), second.q.bit_length()) * (2 * depth - 1) > _LONGEST:
            break
        first, second = advance(first, second, eigenvalue, step)
    return HittingTime(k + 1, None, True, "exact")


def _within(error: fmpq, accuracy: Fraction | arb) -> bool | None:
    if isinstance(accuracy, Fraction):
        return bool(error <= fmpq(accuracy.numerator, accuracy.denominator))
    order = compare(arb(error), accuracy)
    return None if order is None else order <= 0


def _in_balls(depth: int, values: list[Fraction], accuracy: Fraction | arb, target: int, last: int) -> HittingTime:
    """Follow the orbit in balls up to step ``last``, with more bits while a comparison stays open."""
    time = HittingTime(0, None, True, "balls")
    for bits in _BITS:
        with working_precision(bits):
            lam, alpha, beta, eta = (to_ball(value, bits) for value in values)
            eps = accuracy if isinstance(accuracy, arb) else to_ball(accuracy, bits)
            lower: int | None = None
            orbit = ball_pair_orbit(depth, lam, alpha, beta, eta)
            for k, state in zip(range(last + 1), orbit, strict=False):
                order = _compare_target(depth, state, lam, eps, target)
                if order is not None and order <= 0:
                    return HittingTime(k if lower is None else lower, k, True, "balls")
                if order is None:
                    lower = k if lower is None else lower
                    if not state.total.is_finite() or k - lower > 64:
                        break
            time = HittingTime(max(time.lower, last + 1 if lower is None else lower), None, True, "balls")
            if lower is None:
                return time
    return time


def _compare_target(depth: int, state: PairState, lam: arb, eps: arb, target: int) -> int | None:
    if target == SIGN:
        return compare(state.first, arb(0))
    return compare(abs(state.product(depth) - lam), eps)


def _narrowed(time: HittingTime, other: HittingTime) -> HittingTime:
    lower = max(time.lower, other.lower)
    upper = min((bound for bound in (time.upper, other.upper) if bound is not None), default=None)
    if upper is not None and lower > upper:
        raise AssertionError(f"two certified brackets of one hitting time do not meet: {time} and {other}")
    return HittingTime(lower, upper, True, other.method)
