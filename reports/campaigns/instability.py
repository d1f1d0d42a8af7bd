"""Campaign for Lemma B.1: real divergence and instability of steps that are too large.

Depth 1 is decided exactly. For λ > 0 the derivative of the map at L is enclosed, and an orbit that starts
close to L is seen to move away. For λ ≤ 0 the growth of |d| is checked step by step, the first step exactly,
since for λ = 0 it meets the claimed factor with equality.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cache

import sympy as sp
from flint import arb

from numerics.cases.cube import unit_points
from numerics.exact.balls import compare, to_ball
from numerics.exact.numbers import exact
from numerics.exact.rational import rational_value
from numerics.formulas.evaluate import enclose, order
from numerics.formulas.hypotheses import require_hypotheses
from numerics.orbits.scalar import ball_orbit, descent_limit, exact_orbit, exact_step
from reports.campaigns.deciding import (
    UNDECIDED,
    at_growing_precision,
    refuted,
    rounded,
    shown,
    upheld,
    with_step_factor,
)
from reports.campaigns.sharp_step import Start, read_start
from reports.engine.campaign import Campaign, CaseVerdict, Parameters, Scales
from theory.language.definitions import resolve
from theory.language.registry import statement
from theory.language.symbols import MULTIPLIERS, eta, lam
from theory.step_size import divergence_quantity, instability_threshold, slope_at_limit

#: Steps of depth 1, steps to wait for an orbit to leave the neighbourhood of L, steps of growth for λ ≤ 0.
_EXACT_STEPS = 30
BUDGET = 10_000
_GROWTH_STEPS = 8


def draw(count: int, seed: int) -> Sequence[Parameters]:
    """Return ``count`` exact cases: depth 1 beyond η = 2, starts close to an unstable L, and growth for λ ≤ 0."""
    return [_case(*point) for point in unit_points(count, seed, 5)]


def _case(depth: float, regime: float, size: float, start: float, deviation: float) -> Parameters:
    n = 1 if regime < 0.1 else 2 + int(9 * depth)
    excess = 1 + 10 ** (-4 * deviation)
    if n == 1:
        value, alpha = exact(rounded(20 * size - 10, 3)), exact(rounded(10 ** (3 * start - 2), 3))
        return _parameters(1, value, alpha + (alpha == value), 2 * excess)
    root = 10 ** ((4 * size - 2) / n)
    value = exact(rounded(root**n, 15))
    if regime < 0.55:
        distance = 10 ** (-6 + 2 * start) * (1 if deviation * 1000 % 1 < 0.5 else -1)
        return _parameters(n, value, exact(rounded(root * (1 + distance), 15)), 2 * excess / (n * root ** (2 * n - 2)))
    sign = 0 if regime < 0.65 else -1
    scaled = 1.001 + 10 ** (-3 + 4 * start) if sign else 1.0
    step = 2 * excess / (scaled ** (n - 2) * (scaled**n + sign) * root ** (2 * n - 2)) * (1 + 1e-9)
    return _parameters(n, sign * value, exact(rounded(scaled * root, 15)), step)


def _parameters(depth: int, eigenvalue: Fraction, start: Fraction, step: float) -> Parameters:
    return {"depth": depth, "eigenvalue": str(eigenvalue), "alpha": str(start), "step": rounded(step, 15)}


def check(parameters: Parameters, scales: Scales) -> CaseVerdict:
    """Decide the part of Lemma B.1 that the parameters fall under; raises ValueError when none applies."""
    case = read_start(parameters)
    require_hypotheses(statement("lemma-B.1"), case.depth, case.values)
    if case.depth == 1 or case.lam > 0:
        threshold = resolve(instability_threshold, case.depth)
        factors = {MULTIPLIERS[name]: factor for name, factor in scales.items()}
        if order(eta, threshold, case.values | factors) != 1:
            raise ValueError(f"step = {case.eta}: not above 2/(N lambda^(2-2/N)), where Lemma B.1 begins")
        if case.depth == 1:
            return _diverges_at_depth_one(case)
        return at_growing_precision(lambda bits: _departs(case, bits))
    if case.alpha**case.depth <= -case.lam:
        raise ValueError(f"alpha = {case.alpha}: lemma-B.1 for lambda <= 0 needs alpha^N > |lambda|")
    quantity = rational_value(resolve(divergence_quantity, case.depth), case.values)
    if quantity is None or quantity <= 2:
        raise ValueError(f"step = {case.eta}: lemma-B.1 for lambda <= 0 needs eta alpha^(N-2)(alpha^N-|lambda|) > 2")
    return _grows(case, (quantity - 1) * scales.get("lower", Fraction(1)))


def _diverges_at_depth_one(case: Start) -> CaseVerdict:
    """N = 1: |d(k) − λ| is exactly (η−1)^k |α−λ| and grows in every step."""
    first = abs(case.alpha - case.lam)
    if first == 0:
        raise ValueError(f"alpha = {case.alpha}: equals lambda, where nothing moves")
    distance = first
    orbit = exact_orbit(1, case.lam, case.alpha, case.eta)
    next(orbit)
    for iteration, state in zip(range(1, _EXACT_STEPS + 1), orbit, strict=False):
        new_distance = abs(state - case.lam)
        if new_distance != abs(case.eta - 1) ** iteration * first or new_distance <= distance:
            return refuted("depth_one", iteration, iteration=str(iteration), state=str(state))
        distance = new_distance
    return upheld(factor=str(case.eta - 1))


@cache
def _slope(depth: int) -> sp.Expr:
    return slope_at_limit(depth)


def _departs(case: Start, bits: int) -> CaseVerdict | None:
    """λ > 0: |g'(L)| > 1, and the orbit from α doubles its distance to L. None asks for more bits."""
    slope = enclose(_slope(case.depth), {lam: case.lam, eta: case.eta}, bits)
    steepness = compare(abs(slope), arb(1))
    if steepness is None:
        return None
    if steepness <= 0:
        return refuted("instability", slope=shown(slope))
    value, start, step = (to_ball(number, bits) for number in (case.lam, case.alpha, case.eta))
    limit = descent_limit(case.depth, value)
    far = 2 * abs(start - limit)
    orbit = ball_orbit(case.depth, value, start, step)
    for iteration, state in zip(range(BUDGET), orbit, strict=False):
        away = compare(abs(state - limit), far)
        if away is None:
            return None
        if away == 1:
            return upheld(slope=shown(slope), doubled=str(iteration))
    return UNDECIDED


def _grows(case: Start, factor: Fraction) -> CaseVerdict:
    """λ ≤ 0: |d(k+1)| ≥ factor·|d(k)|, exactly for the first step, in balls for the next ones."""
    first = exact_step(case.depth)(case.alpha, case.lam, case.eta)
    if abs(first) < factor * case.alpha:
        return refuted("growth", 1, iteration="1", state=f"{float(first):.15g}", factor=f"{float(factor):.15g}")
    return at_growing_precision(lambda bits: _keeps_growing(case, first, factor, bits))


def _keeps_growing(case: Start, first: Fraction, factor: Fraction, bits: int) -> CaseVerdict | None:
    """Follow |d| from d(1) = ``first`` on in balls; None asks for more bits."""
    value, state, step, growth = (to_ball(number, bits) for number in (case.lam, first, case.eta, factor))
    size = abs(state)
    orbit = ball_orbit(case.depth, value, state, step)
    next(orbit)
    for iteration, state in zip(range(2, _GROWTH_STEPS + 2), orbit, strict=False):
        order_of_sizes = compare(abs(state), growth * size)
        if order_of_sizes is None:
            return None
        if order_of_sizes == -1:
            return refuted("growth", iteration, iteration=str(iteration), state=shown(state), factor=shown(growth))
        size = abs(state)
    return upheld(size=shown(size))


def follow(parameters: Parameters, scales: Scales) -> Parameters:
    """Return a case whose step size follows a mutated threshold 2/(Nλ^{2−2/N}) down; those of λ ≤ 0 stay."""
    follows = parameters["depth"] == 1 or exact(parameters["eigenvalue"]) > 0
    return with_step_factor(parameters, scales) if follows else parameters


CAMPAIGN = Campaign(
    statement="lemma-B.1",
    draw=draw,
    check=check,
    evidence="sampled; exact for N = 1, slope at L and departure from it in balls, growth step by step",
    default_cases=1000,
    follow=follow,
)
