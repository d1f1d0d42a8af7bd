"""Hitting times of the perturbed start: T = min{k: |p₁p₂^{N−1} − λ| ≤ ε}, and the sign change k_p = min{k: p₁ ≤ 0}.

ε is the accuracy on the product. The ladder has one compiled rung for (40): centres (Δ, Σ) of two floats with radii.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, partial
from typing import Any

import numpy as np
from flint import arb

from numerics.cases.pair import PerturbedCase, PerturbedCases
from numerics.compiled.pair import ERROR, LONG, MET, SHORT, SIGN, UNTRUSTED, advance, locate
from numerics.compiled.pair_radius import CASE_ROWS, Floats, exact_pair_column, pair_columns
from numerics.exact.balls import at_most, to_ball, working_precision
from numerics.exact.numbers import ExactNumber
from numerics.law.pair_time import pair_law_time
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
from numerics.orbits.never import keeps_wrong_sign
from numerics.orbits.pair import PairState, ball_pair_orbit, exact_error, exact_pair_orbit
from numerics.orbits.parameters import check_case, check_depth

#: Parameters beyond 2^±_MODERATE are left to balls.
_MODERATE = 300
#: Steps that cost a compiled loop about what the jumps cost.
BEFORE_JUMPS = 1 << 25
#: Bits of an accuracy that is known to lie between two floats.
_BITS = 128


@dataclass(frozen=True)
class PairTarget:
    """What the orbit of a pair is followed to: |p₁p₂^{N−1} − λ| ≤ ε, where ε may be a ball, or with ``SIGN`` p₁ ≤ 0."""

    case: PerturbedCase
    accuracy: Fraction | arb
    kind: int

    @property
    def eps(self) -> arb:
        """A ball around ε at the working precision in force."""
        return self.accuracy if isinstance(self.accuracy, arb) else to_ball(self.accuracy)


def hitting_times_perturbed(
    cases: PerturbedCases, *, accuracy: tuple[Floats, Floats] | None = None, budget: int = BUDGET
) -> HittingTimes:
    """Return proved bounds on T for many cases with float64 parameters, taken as exact numbers.

    ``accuracy`` = (low, high), each (m,), replaces ε by a number known to lie between them; by default both are
    ``cases.eps``. Source: (40), ours.

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


def hitting_time_perturbed(
    depth: int,
    lam: ExactNumber,
    alpha: ExactNumber,
    beta: ExactNumber,
    eta: ExactNumber,
    eps: ExactNumber | arb,
    *,
    budget: int = BUDGET,
    seconds: float | None = None,
    by_law: bool = True,
) -> HittingTime:
    """Return the certified T = min{k: |p₁p₂^{N−1} − λ| ≤ ε} for exact parameters, any signs and sizes.

    ``eps`` is the accuracy on the product; it may be a ball. A T of many millions is found by jumps, unless ``by_law``
    is false. Outside the step sizes that the radii cover the orbit is followed in balls, with nothing assumed about it.
    Raises ValueError for a parameter outside its domain. Source: (40), ours.

    >>> hitting_time_perturbed(3, -1, "1/10", "1/20", "1/100", "1/1000").iterations
    2573
    """
    return _one(depth, lam, alpha, beta, eta, eps, ERROR, budget, seconds, by_law)


def phase_transition_time(
    depth: int,
    lam: ExactNumber,
    alpha: ExactNumber,
    beta: ExactNumber,
    eta: ExactNumber,
    *,
    budget: int = BUDGET,
    seconds: float | None = None,
    by_law: bool = True,
) -> HittingTime:
    """Return the certified phase transition time k_p = min{k: p₁(k) ≤ 0} of (46) for exact parameters.

    Raises ValueError for a parameter outside its domain.

    >>> phase_transition_time(2, -1, "1/10", "1/20", "1/100").iterations
    55
    """
    return _one(depth, lam, alpha, beta, eta, 1, SIGN, budget, seconds, by_law)


def _one(
    depth: int,
    lam: ExactNumber,
    alpha: ExactNumber,
    beta: ExactNumber,
    eta: ExactNumber,
    eps: ExactNumber | arb,
    kind: int,
    budget: int,
    seconds: float | None,
    by_law: bool,
) -> HittingTime:
    given = {"lam": lam, "alpha": alpha, "beta": beta, "eta": eta, "eps": 1 if isinstance(eps, arb) else eps}
    case = PerturbedCase(depth, *check_case(depth, given, least=2))
    target = PairTarget(case, eps if isinstance(eps, arb) else case.eps, kind)
    question = _question(target, by_law)
    return settle([question], _rungs(depth, kind), budget, seconds=seconds, before_law=BEFORE_JUMPS)[0][0]


def _many(cases: PerturbedCases, kind: int, low: Floats, high: Floats, budget: int) -> HittingTimes:
    """Run the lanes on all rows at once, then the other rungs on what they leave open."""
    lower, upper = np.zeros(len(cases), np.int64), np.full(len(cases), -1, np.int64)
    run = 0
    for depth in np.unique(cases.depth).tolist():
        check_depth(depth, 2)
        rows = np.flatnonzero(cases.depth == depth)
        part = cases.take(rows)
        columns, covered = pair_columns(depth, part.lam, part.alpha, part.beta, part.eta, high[rows], low[rows])
        product = part.alpha ** (depth - 1) * (part.alpha - part.beta)
        error = np.abs(product - part.lam)
        if kind == ERROR:
            # Float64 knows the error of the start up to a relative 10⁻¹² where it is not a tiny difference.
            margin = 1e-12 * (np.abs(product) + np.abs(part.lam))
            immediate = covered & (error + margin <= low[rows])
            upper[rows[immediate]] = 0
            covered &= error - margin > high[rows]
        else:
            covered &= part.lam < 0
        chosen = rows[np.flatnonzero(covered)]
        if chosen.size:
            lower[chosen], upper[chosen], steps = run_pairs(depth, kind, columns[:, covered], budget)
            run += steps
    rest = np.flatnonzero((lower != upper) & (lower <= budget) & ((cases.lam < 0) | (kind == ERROR)))
    targets = [PairTarget(cases[row], _between(low[row], high[row]), kind) for row in rest.tolist()]
    run += settle_rest(lower, upper, rest, [_question(target) for target in targets], (), budget)
    return HittingTimes(lower, upper, run)


def _between(low: float, high: float) -> Fraction | arb:
    if low == high:
        return Fraction(float(low))
    with working_precision(_BITS):
        return arb(float(low)).union(arb(float(high)))


def _question(target: PairTarget, by_law: bool = True) -> Question:
    case = target.case
    n = case.depth

    def exactly() -> Iterator[Look]:
        lam, alpha, beta, eta = as_fmpq(case.lam, case.alpha, case.beta, case.eta)
        for first, second in exact_pair_orbit(n, lam, alpha, beta, eta):
            if target.kind == SIGN:
                met: bool | None = bool(first <= 0)
            elif isinstance(target.accuracy, arb):
                with working_precision(_BITS):
                    met = at_most(arb(exact_error(n, lam, first, second)), target.accuracy)
            else:
                met = bool(exact_error(n, lam, first, second) <= as_fmpq(target.accuracy)[0])
            yield Look(met, (first, second))

    def in_balls() -> Iterator[Look]:
        lam, alpha, beta, eta = (to_ball(value) for value in (case.lam, case.alpha, case.beta, case.eta))
        eps = target.eps
        for state in ball_pair_orbit(n, lam, alpha, beta, eta):
            yield Look(_meets(state, n, lam, eps, target.kind), (state.difference, state.total))

    def never(k: int, look: Look) -> bool:
        # p₁p₂^{N−1} ≤ 0 for ever, and its error at least λ
        return target.kind == ERROR and keeps_wrong_sign(case) and bool(to_ball(case.lam) > target.eps)

    def jumped(until: float | None) -> tuple[int, int] | None:
        lasting = target.kind == ERROR or case.lam < 0
        return pair_law_time(case, met, until) if by_law and lasting else None

    def met(state: PairState) -> bool | None:
        return _meets(state, n, to_ball(case.lam), target.eps, target.kind)

    return Question(target, exactly, in_balls, never, jumped)


def _meets(state: PairState, depth: int, lam: arb, eps: arb, kind: int) -> bool | None:
    if kind == SIGN:
        return at_most(state.first, arb(0))
    return at_most(abs(state.product(depth) - lam), eps)


@cache
def _rungs(depth: int, kind: int) -> tuple[Lanes, ...]:
    return (Lanes("two floats", _prepare, partial(run_pairs, depth, kind)),)


def _prepare(rows: Sequence[tuple[PairTarget, Any]]) -> tuple[Floats, np.ndarray]:
    """Return columns for the lanes, and which of the rows they cover: those that start at k = 0 with β < α."""
    columns = np.zeros((CASE_ROWS, len(rows)))
    covered = np.zeros(len(rows), np.bool_)
    for i, (target, state) in enumerate(rows):
        case = target.case
        values = (case.lam, case.alpha, case.beta, case.eta)
        moderate = all(abs(v.numerator.bit_length() - v.denominator.bit_length()) < _MODERATE for v in values if v)
        # a sign change is certain, and lasting, only where λ < 0
        if state is None and moderate and case.beta < case.alpha and (target.kind == ERROR or case.lam < 0):
            columns[:, i], covered[i] = exact_pair_column(case.depth, *values, target.accuracy)
    return columns, covered


def run_pairs(depth: int, target: int, columns: Floats, budget: int) -> tuple[np.ndarray, np.ndarray, int]:
    """Run prepared columns (14, m), none of which meets its target at the start: (lower, upper, steps run)."""
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
    return last + last_open + 1, upper, run
