"""The gradient flow y' = f(y), f(y) = y^{N−1}(λ − y^N), by rigorous Taylor steps.

Nothing but the differential equation is used: no antiderivative of 1/f, no separation of variables. So the result
can judge the closed forms of Lemma 2.5, as ``numerics.orbits.flow`` computes with them.

>>> y = integrate_flow(3, arb(1), arb(0.5), arb(2))
>>> y.overlaps(arb(0.97807492894198)), y.rad() < 1e-9
(True, True)
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from operator import mul
from typing import Any

import sympy as sp
from flint import arb, arb_poly, arb_series, ctx

from numerics.exact.balls import series_length, working_precision
from numerics.exact.verdict import Undecided
from numerics.formulas.straight_line import compile_expression
from numerics.orbits.scalar import descent_limit
from theory.dynamics.flow import rhs
from theory.language.symbols import lam, x

#: Taylor steps of one integration; a step multiplies the time scale or the state by about 1.3.
STEP_BUDGET = 3000

#: Bits that ``integrate_flow`` may lose to rounding; its remainders are this much above the working precision.
_LOSS = 16
#: Longest Taylor step in units of 1/|f'|.
_LONGEST = 4
#: Fewest terms of a Taylor step.
_LEAST_ORDER = 16
#: Bits for step sizes and remainders, which need no more.
_COARSE = 53


@cache
def _field(depth: int) -> tuple[Callable[..., Any], Callable[..., Any]]:
    """Return f and f' as functions of (y, λ), y a ball or a power series."""
    flow = rhs(depth)
    return compile_expression(flow, (x, lam), "arb"), compile_expression(sp.diff(flow, x), (x, lam), "arb")


def require_flow(depth: int, eigenvalue: arb, start: arb, time: arb) -> None:
    """Raise ValueError for a start ≤ 0 or a time < 0, Undecided where a ball does not tell, or not the sign of λ."""
    if start <= 0:
        raise ValueError(f"the start is {start}, but the flow starts from y(0) > 0")
    if time < 0:
        raise ValueError(f"the time is {time}, but it must be at least 0")
    if not (start > 0 and time >= 0 and time.is_finite() and start.is_finite()):
        raise Undecided(f"the start {start} or the time {time} is too wide a ball")
    if depth > 1 and not (eigenvalue > 0 or eigenvalue <= 0):
        raise Undecided(f"the sign of the eigenvalue {eigenvalue} is not known")


def integrate_flow(depth: int, eigenvalue: arb, start: arb, time: arb) -> arb:
    """Return a ball around y(time), y' = f(y), y(0) = ``start`` > 0, from the differential equation alone.

    Taylor steps with the remainder bounded by a majorant (see ``_reach``); how far the start spreads is followed
    by the variational equation (see ``_spread``). The ball holds the value for every choice of parameters in
    theirs, and is some 20 bits wider than the working precision if those are exact. Raises ValueError for a start
    or a time out of range, Undecided when a ball is too wide for that or the step budget runs out. Source: (28).

    >>> with working_precision(128):
    ...     integrate_flow(2, arb(0), arb(1), arb(4)).contains(arb(1) / 3)
    True
    """
    require_flow(depth, eigenvalue, start, time)
    if time.is_zero():
        return start
    limit = descent_limit(depth, eigenvalue)
    growth = _growth_bits(depth, limit, start)
    with working_precision(ctx.prec + growth + _LOSS), series_length(max(ctx.cap, ctx.prec + growth)):
        state = _integrate(depth, eigenvalue, start, time, limit, growth)
    return +state  # rounded to the working precision in force


def _growth_bits(depth: int, limit: arb, start: arb) -> int:
    """Return by how many bits a relative error of the start can grow: like f(y)/y, so by (L/start)^{N−2}."""
    if depth < 3 or not limit > start:
        return 0
    return int(float((depth - 2) * (limit / start).log().upper()) / 0.69) + 1


def _integrate(depth: int, eigenvalue: arb, start: arb, time: arb, limit: arb, growth: int) -> arb:
    state, left, wanted = start, time, ctx.prec - 2 * _LOSS
    order, tolerance = max(_LEAST_ORDER, wanted // 2), arb((1, -wanted))
    near, before = arb((1, growth - wanted)), arb.pos_inf()
    for _ in range(STEP_BUDGET):
        # the flow runs monotonically towards the limit and never arrives, so it stays between the two
        settled = state.contains(limit) and not state.rad() < before
        if settled or abs(state - limit) < abs(limit) * near:
            return state.union(limit)
        # the error of a step is relative to the state; for N = 1 that may pass through 0
        scale = arb((abs(state) if depth > 1 else abs(state).max(abs(limit))).mid())
        reach, radius, longest = _reach(depth, eigenvalue, state, scale, order, tolerance)
        last = left.abs_upper() <= longest
        step = left if last else longest
        if not (last or left > step):
            raise Undecided(f"no step leads on from {state} with {left} of the time left")
        before, state = state.rad(), _advance(depth, eigenvalue, state, step, order, reach, radius, limit)
        if last:
            return state
        left = left - step
    raise Undecided(f"the flow is not integrated within {STEP_BUDGET} steps")


def _majorant(depth: int, eigenvalue: arb, state: arb) -> arb_poly:
    """Return F(ρ) = Σ_j sup|f^{(j)}(a)/j!|ρ^j, the supremum over all a in ``state``."""
    value = _field(depth)[0](arb_series([state, 1], prec=2 * depth), eigenvalue)
    return arb_poly([arb(c.abs_upper()) for c in value.coeffs()])


def _reach(depth: int, eigenvalue: arb, state: arb, scale: arb, order: int, tolerance: arb) -> tuple[arb, arb, arb]:
    """Return R, r and a step h < R such that Σ_{k≥p}|c_k h^k| ≤ (h/R)^p·r for the Taylor coefficients c_k of y(t).

    It holds whatever y(0) in ``state``: docs/proofs/taylor-steps.md. r is chosen for the longest step with
    p = ``order`` and a remainder of ``tolerance`` · ``scale``; that choice needs no proof.
    """
    with working_precision(_COARSE):
        major = _majorant(depth, eigenvalue, state)
        radius = scale / (8 * depth)
        slope = arb_poly(major.coeffs()[1:])(radius)  # (F(r) − F(0))/r without cancellation
        reach, value = (slope * radius / major[0]).log1p() / slope, major(radius)
        best = (arb(0), arb(0), arb(0))
        while True:
            longest = reach * (tolerance * scale / radius).root(order)
            if not longest > best[2]:
                break
            best = arb(reach.lower()), radius, longest
            radius, before = 3 * radius / 2, value
            value = major(radius)
            reach = reach + 2 * radius / 3 / (before + value)
        # beyond, a decaying solution would lose too many bits in its alternating Taylor series
        longest = best[2].min(_LONGEST / major[1])
        if not longest > 0:
            raise Undecided(f"no step leads on from {state}")
        return best[0], best[1], arb(longest.mid())


def _advance(
    depth: int, eigenvalue: arb, state: arb, step: arb, order: int, reach: arb, radius: arb, limit: arb
) -> arb:
    """Return y(``step``) from y(0) in ``state``: the Taylor polynomial from the middle, plus remainder and spread."""
    middle = arb(state.mid())
    with working_precision(_COARSE):
        remainder = ((abs(step).upper() / reach) ** order * radius).upper()
    image = _taylor(depth, eigenvalue, middle, order)(step) + arb(0, remainder)
    if state.is_exact():
        return image
    return image + _spread(depth, eigenvalue, state, step, image, limit) * (state - middle)


def _taylor(depth: int, eigenvalue: arb, middle: arb, order: int) -> arb_poly:
    """Return Σ_{k<order} c_k t^k of the solution with y(0) = ``middle``, by Newton's method for power series.

    If y is right below t^n, what δ is missing below t^{2n} solves δ' = f'(y)δ + ρ, where ρ is f(y) from t^{n−1} on, as
    y' ends before. This linear equation is solved term by term: exp ∫f' would cancel more digits.
    """
    flow, slope = _field(depth)
    known = [middle]
    while len(known) < order:
        n = len(known)
        missing = min(n, order - n)
        residual = flow(arb_series(known, prec=n + missing - 1), eigenvalue).coeffs()[n - 1 :]
        rates = (slope(arb_series(known, prec=missing), eigenvalue) + arb_series([0], prec=missing)).coeffs()
        change: list[arb] = []
        for k in range(missing):
            forced = residual[k] if k < len(residual) else arb(0)
            change.append(sum(map(mul, rates, reversed(change)), forced) / (n + k))
        known += change
    return arb_poly(known)


def _spread(depth: int, eigenvalue: arb, state: arb, step: arb, image: arb, limit: arb) -> arb:
    """Return a ball around ∂y(h)/∂y(0), h = ``step``, for all y(0) in ``state``; ``image`` holds y(h) from the middle.

    It is f(y(h))/f(y(0)) where that is bounded and small, else exp ∫_0^h f'(y): docs/proofs/taylor-steps.md.
    """
    flow, slope = _field(depth)
    by_slope = (slope(state.union(limit), eigenvalue) * step).exp()
    below = flow(state, eigenvalue)
    guess = 2 * abs(flow(image, eigenvalue) / below).upper()
    by_flow = flow(image + guess * (state - state.mid()), eigenvalue) / below
    return by_flow if abs(by_flow) < guess and abs(by_flow).upper() < abs(by_slope).upper() else by_slope
