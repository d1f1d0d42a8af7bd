"""Campaign for Lemma 2.7: Euler steps against the flow, for the paper's f in every regime and for other f.

The iterates d(0), …, d(k) are followed in balls for as long as they stay where f and f' keep their signs.
Their flow times θ_k = U(d(k)) − U(d(0)) come from the antiderivative U of 1/f; each part of the lemma is a
bound on θ_k.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import sympy as sp
from flint import arb

from numerics.cases.cube import unit_points
from numerics.exact.balls import compare, to_ball
from numerics.exact.numbers import exact
from numerics.formulas.evaluate import compile_expression, order
from numerics.formulas.hypotheses import require_hypotheses
from reports.campaigns.deciding import at_growing_precision, integer, numbers, refuted, rounded, shown, upheld
from reports.engine.campaign import Campaign, CaseVerdict, Parameters, Scales
from theory.dynamics.flow import flow_time, rhs
from theory.euler import EULER_BOUNDS, EulerBound, Family, log_ratio, other_families, slope_bound
from theory.language.definitions import K, L, resolve, x_star
from theory.language.registry import statement
from theory.language.symbols import MULTIPLIERS, alpha, eta, k, lam, x

#: The family name of the paper's f(x) = x^{N−1}(λ − x^N).
PAPER = "factorization"

_FACTORS = (MULTIPLIERS["lower"], MULTIPLIERS["upper"])


@dataclass(frozen=True)
class Region:
    """An open interval on which f and f·f' have constant signs; an end None stands for ±∞.

    ``time`` is the flow time from ``alpha`` to ``x``; all expressions are in x, λ and α.
    """

    f: sp.Expr
    time: sp.Expr
    low: sp.Expr | None
    high: sp.Expr | None
    sign: int
    convexity: int
    largest_slope: sp.Expr | None = None


def part_name(bound: EulerBound) -> str:
    """Return the name of the claim on ``bound`` in the statement, such as ``part_a_increasing``.

    >>> part_name(EULER_BOUNDS[0])
    'part_a_increasing'
    """
    return f"part_{bound.part}_{'increasing' if bound.sign > 0 else 'decreasing'}"


@cache
def _region_of_family(name: str) -> Region:
    family: Family = next(family for family in other_families() if family.name == name)
    time = family.antiderivative - family.antiderivative.subs(x, alpha)
    return Region(family.f, time, family.low, family.high, family.sign, family.convexity, family.largest_slope)


@cache
def paper_region(depth: int, sign: int, place: str) -> Region:
    """Return the region of the paper's f: ``place`` is "convex" (0, x_*), "concave" (x_*, L) or "above" (L, ∞).

    ``sign`` is that of λ; for λ ≤ 0 and N ≥ 2 the only region is "above" with L = 0. For N = 1 the regions
    are "concave" (−∞, λ) and "above" (λ, ∞).

    >>> place = paper_region(3, 1, "above")
    >>> place.low, place.high, place.sign
    (lambda**(1/3), None, -1)
    """
    f, above = rhs(depth), place == "above"
    limit = lam if depth == 1 else (lam ** sp.Rational(1, depth) if sign > 0 else sp.Integer(0))
    time = flow_time(depth, sign, alpha, end=x, above=above)
    if above:
        return Region(f, time, limit, None, -1, +1)
    inflection = resolve(x_star, depth)
    if place == "convex":
        return Region(f, time, sp.Integer(0), inflection, +1, +1, resolve(K, depth))
    return Region(f, time, None if depth == 1 else inflection, limit, +1, -1)


def region(parameters: Parameters) -> Region:
    """Return the region in which the case of ``parameters`` starts; raises ValueError when it starts on an edge."""
    name = parameters.get("family", PAPER)
    if name != PAPER:
        if name not in [family.name for family in other_families()]:
            raise ValueError(f"family = {name!r:.60}: unknown")
        return _region_of_family(name)
    depth = integer(parameters, "depth")
    value, start = numbers(parameters, "eigenvalue", "start")
    sign = (value > 0) - (value < 0)
    if depth > 1 and start <= 0:
        raise ValueError(f"start = {start}: must be positive")
    if depth > 1 and sign <= 0:
        return paper_region(depth, sign, "above")
    at_limit = order(x, lam if depth == 1 else resolve(L, depth), {x: start, lam: value})
    at_inflection = 1 if depth == 1 else order(x, resolve(x_star, depth), {x: start, lam: value})
    if not at_limit or not at_inflection:
        raise ValueError(f"start = {start}: on the edge between two regions of f")
    place = "above" if at_limit == 1 else ("concave" if at_inflection == 1 else "convex")
    return paper_region(depth, sign, place)


def check(parameters: Parameters, scales: Scales) -> CaseVerdict:
    """Decide one part of Lemma 2.7 for one start and step size; raises ValueError outside its hypotheses."""
    step, start = numbers(parameters, "step", "start")
    require_hypotheses(statement("lemma-2.7"), 1, {eta: step})
    here = region(parameters)
    bounds = [b for b in EULER_BOUNDS if (b.sign, b.convexity) == (here.sign, here.convexity)]
    chosen = [bound for bound in bounds if bound.part == parameters.get("part")]
    if not chosen:
        known = ", ".join(bound.part for bound in bounds)
        raise ValueError(f"part = {parameters.get('part')!r:.60}: the parts that apply here are {known}")
    eigenvalue = exact(parameters.get("eigenvalue", 0))
    steps = integer(parameters, "steps")

    def attempt(bits: int) -> CaseVerdict | None:
        value, first, size = (to_ball(number, bits) for number in (eigenvalue, start, step))
        factors = [to_ball(scales.get(name, 1), bits) for name in ("lower", "upper")]
        return _decide(here, chosen[0], value, first, size, steps, factors)

    return at_growing_precision(attempt)


def _decide(
    here: Region, bound: EulerBound, value: arb, start: arb, step: arb, steps: int, factors: Sequence[arb]
) -> CaseVerdict | None:
    """Compare the flow times of the iterates with their bound; None asks for more bits."""
    states = _iterates(here, value, start, step, steps)
    if states is None:
        return None
    slope = _compiled(sp.diff(here.f, x))
    if not _nonnegative(
        lambda state: 1 + step * slope(state, value, start), states[0].min(states[-1]), states[0].max(states[-1])
    ):
        raise ValueError(f"step = {shown(step)}: breaks slope of lemma-2.7: 1 + eta f' >= 0 where the iterates are")
    largest = _compiled(here.largest_slope)(start, value, start) if bound.part == "b" else arb(0)
    f, time = _compiled(here.f), _compiled(here.time)
    right_side = compile_expression(bound.claim.rhs, (eta, k, slope_bound, log_ratio, *_FACTORS), "arb")
    upper = isinstance(bound.claim, sp.Le)
    last = len(states) - 1
    for index in sorted({1, (last + 1) // 2, last}):
        taken = time(states[index], value, start)
        lag = (f(states[index], value, start) / f(start, value, start)).log()
        limit = right_side(step, arb(index), largest, lag, *factors)
        outcome = compare(taken, limit)
        if outcome is None:
            return None
        if outcome == (1 if upper else -1):
            return refuted(part_name(bound), index, k=str(index), theta=shown(taken), bound=shown(limit))
    return upheld(ratio=float(limit / taken), k=str(last))


def _iterates(here: Region, value: arb, start: arb, step: arb, steps: int) -> list[arb] | None:
    """Return d(0), d(1), … up to ``steps`` or the last one inside the region; None where the balls do not decide."""
    low, high = (None if end is None else _compiled(end)(start, value, start) for end in (here.low, here.high))
    f = _compiled(here.f)
    states: list[arb] = []
    state = start
    for _ in range(steps + 1):
        inside = [compare(state, low) if low is not None else 1, compare(high, state) if high is not None else 1]
        if None in inside:
            return None
        if inside != [1, 1]:
            break
        states.append(state)
        state += step * f(state, value, start)
    if len(states) < 2:
        raise ValueError(f"start = {shown(start)}: start or first iterate outside the interval where f, f' keep signs")
    return states


def _nonnegative(function: Callable[[arb], arb], low: arb, high: arb, depth: int = 20) -> bool:
    """Prove function ≥ 0 on [low, high] by bisection; False when ``depth`` halvings do not prove it."""
    if function(low.union(high)) >= 0:
        return True
    if depth == 0 or not function(low) >= 0 or not function(high) >= 0:
        return False
    middle = ((low + high) / 2).mid()
    return _nonnegative(function, low, middle, depth - 1) and _nonnegative(function, middle, high, depth - 1)


@cache
def _compiled(expr: sp.Expr) -> Callable[[arb, arb, arb], arb]:
    """Return ``expr`` as a function of x, λ and α in balls, its multipliers set to 1."""
    factors = {symbol: sp.Integer(1) for symbol in MULTIPLIERS.values()}
    return compile_expression(sp.sympify(expr).subs(factors), (x, lam, alpha), "arb")


def draw(count: int, seed: int) -> Sequence[Parameters]:
    """Return ``count`` exact cases: every part, the paper's f for N = 1..10 in every regime, and the other f."""
    return [_case(*point) for point in unit_points(count, seed, 7)]


def _case(
    part: float, family: float, depth: float, size: float, start: float, fraction: float, length: float
) -> Parameters:
    bound = EULER_BOUNDS[int(len(EULER_BOUNDS) * part)]
    others = [f for f in other_families() if (f.sign, f.convexity) == (bound.sign, bound.convexity)]
    steps = int(10 ** (2.3 * length))
    fraction = 10 ** (-3 * fraction)
    if (bound.sign, bound.convexity) == (-1, -1) or family < 0.35:
        other = others[int(len(others) * (family / 0.35 if family < 0.35 else family))]
        return _case_of_family(bound, other, start, fraction, steps)
    return _case_of_paper(bound, depth, size, start, fraction, steps, (family - 0.35) / 0.65)


def _case_of_family(bound: EulerBound, family: Family, start: float, fraction: float, steps: int) -> Parameters:
    low, high = float(family.low), float(family.high)
    steepest, fastest = (
        max(abs(float(expr.subs(x, end))) for end in (family.low, family.high))
        for expr in (sp.diff(family.f, x), family.f)
    )
    # the start lies in the half from which f leads inwards, and one step takes at most 2/5 of the interval
    place = 0.001 + 0.5 * start if family.sign > 0 else 0.999 - 0.5 * start
    return {
        "family": family.name,
        "part": bound.part,
        "start": rounded(low + (high - low) * place),
        "step": rounded(0.999 * fraction * min(1 / steepest, 0.4 * (high - low) / fastest)),
        "steps": steps,
    }


def _case_of_paper(
    bound: EulerBound, depth: float, size: float, start: float, fraction: float, steps: int, regime: float
) -> Parameters:
    convex = (bound.sign, bound.convexity) == (+1, +1)
    n = 2 + int(9 * depth) if convex else 1 + int(10 * depth)
    root = 10 ** ((4 * size - 2) / n)
    inflection = ((n - 1) / (2 * n - 1)) ** (1 / n)
    sign = 1
    if convex:
        # a step multiplies the state by at most 1 + 1/(3N−2), so the first iterate is still below x_*
        scaled = inflection * (3 * n - 2) / (3 * n - 1) * 10 ** (-2 * start / (n - 1)) * 0.999
    elif bound.sign > 0:
        scaled = inflection + (1 - inflection) * (0.001 + 0.998 * start)
    else:
        sign = 1 if regime < 0.4 else (-1 if regime < 0.85 else 0)
        scaled = (1 + 10 ** (-3 + 4 * start)) if sign > 0 else 10 ** (3 * start - 2)
    largest = root * max(scaled, 1.0 if sign else 0.0)
    return {
        "family": PAPER,
        "part": bound.part,
        "depth": n,
        "eigenvalue": str(sign * exact(rounded(root**n, 9))),
        "start": rounded(scaled * root, 9),
        "step": rounded(0.999999 * fraction / ((3 * n - 2) * largest ** (2 * n - 2)), 9),
        "steps": steps,
    }


CAMPAIGN = Campaign(
    statement="lemma-2.7",
    draw=draw,
    check=check,
    evidence="sampled; iterates and their flow times in balls, for the paper's f and for thirteen others",
    default_cases=1000,
)
