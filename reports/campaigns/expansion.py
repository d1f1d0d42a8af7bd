"""Campaigns for Lemma E.1 and Remark 1.2: the flow phase T⁺ and T^Id against their expansions for small α.

Nothing is iterated: both sides are formulas, compared as balls of growing precision. For α ≪ λ^{1/N} the
remainder of Lemma E.1 is smaller than T⁺ by the factor (α/λ^{1/N})^{2N}, which is what the precision is for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cache

import numpy as np
import sympy as sp

from numerics.bounds.scalar_count import values_of
from numerics.cases.cube import unit_points
from numerics.cases.scalar import DIMENSIONS, ScalarCase, ScalarCases, scalar_cases
from numerics.exact.balls import decimal_string
from numerics.exact.numbers import exact
from numerics.formulas.evaluate import evaluate, order
from numerics.formulas.hypotheses import require_hypotheses
from reports.campaigns.deciding import UNDECIDED, integer, numbers, refuted, rounded, upheld
from reports.engine.campaign import Campaign, CaseVerdict, Parameters, Scales
from theory.iteration_count import (
    approximate_iterations,
    at_depth,
    case_named,
    expansion_remainder,
    flow_phase,
    flow_phase_expansion,
    lag,
    relative_lag_bound,
)
from theory.language.registry import statement
from theory.language.symbols import MULTIPLIERS, alpha, eta, lam, multiplier

DEPTHS = (3, 4, 5, 6, 7, 8, 9, 10)

#: One claim: its name, and two sides of which the first must not exceed the second.
Sides = tuple[str, sp.Expr, sp.Expr]


@cache
def _remainder_sides(depth: int) -> tuple[Sides, ...]:
    """Return the claims of Lemma E.1 at a concrete depth."""
    remainder = lam ** (2 - sp.Rational(2, depth)) * (flow_phase(depth) - flow_phase_expansion(depth))
    low, high = expansion_remainder(depth)
    return (("remainder_upper", remainder, high), ("remainder_lower", low, remainder))


@cache
def _approximation_sides(depth: int) -> tuple[Sides, ...]:
    """Return the claims of Remark 1.2 at a concrete depth."""
    excess = at_depth(sp.Add(*case_named("4a").upper_summands), depth, 1) - approximate_iterations(depth)
    remainder = expansion_remainder(depth)[0].subs(multiplier("lower"), 1) / lam ** (2 - sp.Rational(2, depth))
    return (
        ("relative_lag", eta * lag(depth) / flow_phase(depth), multiplier("upper") * relative_lag_bound(depth)),
        ("at_most", excess - lag(depth), multiplier("upper")),
        ("at_least", multiplier("lower") * lag(depth) + remainder / eta, excess),
    )


def _decide(sides: Sequence[Sides], values: Mapping[sp.Symbol, Fraction]) -> CaseVerdict:
    """Decide left ≤ right for every claim; a refuted one settles the case, an open one leaves it undecided."""
    outcomes = [order(left, right, values) for _, left, right in sides]
    for (name, left, right), outcome in zip(sides, outcomes, strict=True):
        if outcome == 1:
            balls = (evaluate(side, values, "arb", digits=20) for side in (left, right))
            left_value, right_value = (decimal_string(ball, 12) for ball in balls)
            return refuted(name, claimed_smaller=left_value, claimed_larger=right_value)
    return UNDECIDED if None in outcomes else upheld()


def check_expansion(parameters: Parameters, scales: Scales) -> CaseVerdict:
    """Decide the two-sided remainder of Lemma E.1; raises ValueError outside its hypotheses."""
    depth = integer(parameters, "depth")
    value, start = numbers(parameters, "eigenvalue", "alpha")
    require_hypotheses(statement("lemma-E.1"), depth, {lam: value, alpha: start})
    factors = {MULTIPLIERS[name]: factor for name, factor in scales.items()}
    return _decide(_remainder_sides(depth), {lam: value, alpha: start, **factors})


def check_approximation(parameters: Parameters, scales: Scales) -> CaseVerdict:
    """Decide the claims of Remark 1.2; raises ValueError outside its hypotheses."""
    case = ScalarCase.from_json(parameters)
    values = values_of(case, scales)
    require_hypotheses(statement("remark-1.2"), case.depth, values)
    return _decide(_approximation_sides(case.depth), values)


def draw_starts(count: int, seed: int) -> Sequence[Parameters]:
    """Return ``count`` exact cases of Lemma E.1: N = 3..10, α from 10^-6 λ^{1/N} to the inflection point."""
    cases = []
    for depth, size, start in unit_points(count, seed, 3):
        n = 3 + int(8 * depth)
        value = exact(rounded(10 ** (4 * size - 2), 6))
        inflection = (float(value) * (n - 1) / (2 * n - 1)) ** (1 / n)
        first = rounded(inflection * 10 ** (-6 * start) * (1 - 1e-6), 9)
        cases.append({"depth": n, "eigenvalue": str(value), "alpha": first})
    return cases


def draw_runs(count: int, seed: int) -> Sequence[Parameters]:
    """Return ``count`` exact cases of Remark 1.2: case 4 of Theorem 2.4 with a start below the inflection point."""
    points = unit_points(count, seed, DIMENSIONS)
    cases = scalar_cases(points, depths=DEPTHS, regime="below")
    root = cases.lam ** (1 / cases.depth)
    inflection = root * ((cases.depth - 1) / (2 * cases.depth - 1)) ** (1 / cases.depth)
    # ε/(L−α) < 1 is carried over to ε/(L−x_*) < 1
    late = np.minimum(cases.eps * (root - inflection) / (root - cases.alpha), (1 - 1e-9) * (root - inflection))
    late_cases = ScalarCases(cases.depth, cases.lam, cases.alpha, cases.eta, late)
    return [case.as_json() for case in late_cases]


LEMMA_E_1 = Campaign(
    statement="lemma-E.1",
    draw=draw_starts,
    check=check_expansion,
    evidence="sampled; both sides as balls of growing precision",
    default_cases=1000,
)
REMARK_1_2 = Campaign(
    statement="remark-1.2",
    draw=draw_runs,
    check=check_approximation,
    evidence="sampled; both sides as balls of growing precision",
    default_cases=1000,
)
