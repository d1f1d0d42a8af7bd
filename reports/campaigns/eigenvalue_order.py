"""Campaign for Lemma 3.4: a larger eigenvalue is ahead at all times, in the flow and in the descent.

Two eigenvalues λ < μ share start and step size. For the flow, the times at which both reach one state are
compared; for the descent, the two orbits step by step.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from flint import arb

from numerics.cases.cube import unit_points
from numerics.exact.balls import compare, to_ball
from numerics.formulas.hypotheses import require_hypotheses
from numerics.orbits.scalar import ball_orbit, descent_limit
from reports.campaigns.deciding import (
    at_growing_precision,
    integer,
    numbers,
    refuted,
    rounded,
    shown,
    upheld,
    with_step_factor,
)
from reports.campaigns.flow import primitive_and_slope
from reports.engine.campaign import Campaign, CaseVerdict, Parameters, Scales
from theory.language.registry import statement
from theory.language.symbols import MULTIPLIERS, alpha, eta, lam
from theory.records_flow import mu


def check(parameters: Parameters, scales: Scales) -> CaseVerdict:
    """Decide both claims for one pair of eigenvalues; raises ValueError outside the hypotheses."""
    depth, steps = integer(parameters, "depth"), integer(parameters, "steps")
    names = ("eigenvalue", "second_eigenvalue", "alpha", "step", "state")
    smaller, larger, start, step, state = numbers(parameters, *names)
    factors = {MULTIPLIERS[name]: factor for name, factor in scales.items()}
    values = {lam: smaller, mu: larger, alpha: start, eta: step, **factors}
    require_hypotheses(statement("lemma-3.4"), depth, values)
    # the step size must suit the larger eigenvalue as well; mu is left out, as the order is known by now
    require_hypotheses(statement("lemma-3.4"), depth, {lam: larger, alpha: start, eta: step, **factors})

    def attempt(bits: int) -> CaseVerdict | None:
        pair = (to_ball(smaller, bits), to_ball(larger, bits))
        initial = to_ball(start, bits)
        in_flow = _compare_flows(depth, pair, initial, to_ball(state, bits))
        if in_flow is None or in_flow:
            return None if in_flow is None else refuted("flow", 0.0, **in_flow)
        return _compare_orbits(depth, pair, initial, to_ball(step, bits), steps)

    return at_growing_precision(attempt)


def _compare_flows(depth: int, pair: tuple[arb, arb], start: arb, state: arb) -> dict[str, str] | None:
    """Compare the times of both flows to ``state``; return what refutes the claim, {} if it holds, None if unknown.

    Raises ValueError when ``state`` is not on the way of both flows, unless they part at once.
    """
    sides = [compare(start, descent_limit(depth, value)) for value in pair]
    if None in sides:
        return None
    if sides[0] != sides[1]:
        # the smaller one falls from α, or rests there, while the larger one rises or rests
        parted = sides[0] is not None and sides[1] is not None and sides[0] >= 0 >= sides[1]
        return {} if parted else {"directions": str(sides)}
    above = sides[0] == 1
    nearest = descent_limit(depth, pair[1] if above else pair[0])
    places = (compare(start, state), compare(state, nearest))
    if None in places:
        return None
    if places != ((1, 1) if above else (-1, -1)):
        raise ValueError(f"state = {shown(state)}: not on the way of both flows")
    times = []
    for value in pair:
        sign = 0 if value == 0 else (1 if value > 0 else -1)
        primitive, _ = primitive_and_slope(depth, sign, above)
        times.append(primitive(state, value) - primitive(start, value))
    earlier, later = times if above else reversed(times)
    outcome = compare(earlier, later)
    if outcome is None:
        return None
    return {"tau_lambda": shown(times[0]), "tau_mu": shown(times[1])} if outcome == 1 else {}


def _compare_orbits(depth: int, pair: tuple[arb, arb], start: arb, step: arb, steps: int) -> CaseVerdict | None:
    """Compare both orbits step by step; None asks for more bits."""
    orbits = (ball_orbit(depth, value, start, step) for value in pair)
    for iteration, (behind, ahead) in zip(range(steps + 1), zip(*orbits, strict=False), strict=False):
        outcome = compare(behind, ahead) if iteration else 0
        if outcome is None:
            return None
        if outcome == 1:
            return refuted("descent", iteration, k=str(iteration), d_lambda=shown(behind), d_mu=shown(ahead))
    return upheld(k=str(steps))


def draw(count: int, seed: int) -> Sequence[Parameters]:
    """Return ``count`` exact cases: N = 1..10, both eigenvalues of any sign, starts on every side of them."""
    return [_case(*point) for point in unit_points(count, seed, 9)]


def _case(
    depth: float,
    size: float,
    kind: float,
    first: float,
    second: float,
    start: float,
    fraction: float,
    place: float,
    length: float,
) -> Parameters:
    n = 1 + int(10 * depth)
    scale = 10 ** (4 * size - 2)
    signs = (1, 1) if kind < 0.5 else ((-1, 1) if kind < 0.65 else ((-1, -1) if kind < 0.85 else (0, 1)))
    # a pair of sizes up to the scale, close together or far apart
    sizes = (scale * 10 ** (-3 * first), scale * 10 ** (-3 * first) * (1 - 10 ** (-4 * second)))
    pair = sorted(Fraction(rounded(sign * value, 8)) for sign, value in zip(signs, sizes, strict=True))
    limits = [float(value) if n == 1 else max(float(value), 0.0) ** (1 / n) for value in pair]
    largest = max(abs(float(value)) for value in pair) ** (1 / n)
    alpha_value = largest * 10 ** (-1.5 * start / max(n - 1, 1) + 0.3 * (start < 0.3) * fraction)
    if limits[0] <= alpha_value <= limits[1]:
        state = alpha_value
    elif alpha_value < limits[0]:
        state = alpha_value + (limits[0] - alpha_value) * (0.001 + 0.998 * place)
    else:
        state = alpha_value + (limits[1] - alpha_value) * (0.001 + 0.998 * place)
    bound = 1 / ((3 * n - 2) * max(alpha_value, largest) ** (2 * n - 2))
    return {
        "depth": n,
        "eigenvalue": str(pair[0]),
        "second_eigenvalue": str(pair[1]),
        "alpha": rounded(alpha_value, 9),
        "step": rounded(0.99999 * bound * (1 if fraction > 0.7 else 10 ** (-2 * fraction)), 7),
        "state": rounded(state, 9),
        "steps": 1 + int(10 ** (2 * length)),
    }


CAMPAIGN = Campaign(
    statement="lemma-3.4",
    draw=draw,
    check=check,
    evidence="sampled; flow times to one state and orbits step by step, in balls",
    default_cases=2000,
    follow=with_step_factor,
)
