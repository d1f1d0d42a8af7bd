"""Campaigns for Lemma 2.2 and Remark 2.3: whole approaches to the limit, followed step by step in balls.

A case runs (18) from its start until the distance to the limit is at most ε. Every iterate on the
way is compared with the one before and with the limit, so a claim that fails once is refuted. Depth 1
is decided exactly in rationals.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import partial

import numpy as np
from flint import arb

from numerics.bounds.scalar_count import values_of
from numerics.cases.cube import unit_points
from numerics.cases.scalar import DIMENSIONS, ScalarCase, ScalarCases, scalar_cases
from numerics.exact.balls import compare, to_ball
from numerics.formulas.hypotheses import require_hypotheses
from numerics.orbits.scalar import ball_orbit, descent_limit, exact_orbit
from reports.campaigns.deciding import (
    UNDECIDED,
    at_growing_precision,
    refuted,
    rounded,
    shown,
    upheld,
    with_step_factor,
)
from reports.engine.campaign import Campaign, CaseVerdict, Parameters, Scales
from theory.language.registry import statement

#: Steps after which a run that has not come within ε is given up as undecided.
BUDGET = 3_000

#: The runs drawn are at most 10^(SHORT·5.3) steps long by intention, and a share of cases has depth 1.
_SHORT = 0.45
_DEPTH_ONE = 0.08

#: Judges one step from the sign of the distance to the limit after it, counted from the side of the start, and
#: the sign of its change. Returns the claim that fails, "" if none does, None if a sign is unknown.
FailureOfStep = Callable[[int | None, int | None], str | None]


def draw(count: int, seed: int) -> Sequence[Parameters]:
    """Return ``count`` exact cases inside the hypotheses: N = 1..10, all regimes, step sizes up to the bound.

    >>> [case["depth"] for case in draw(3, 0)] == [case["depth"] for case in draw(5, 0)[:3]]
    True
    """
    points = unit_points(count, seed, DIMENSIONS)
    points[:, DIMENSIONS - 1] *= _SHORT
    deep = _lively(scalar_cases(points))
    flat = unit_points(count, seed + 1, 5)
    return [
        depth_one_case(*flat[row, 1:]) if flat[row, 0] < _DEPTH_ONE else deep[row].as_json() for row in range(count)
    ]


def _lively(cases: ScalarCases) -> ScalarCases:
    """Return ``cases`` with starts s ≪ 1 of λ < 0 raised to s^{1/(N−2)}, s = α/|λ|^{1/N}, and ε with them.

    From such a start one step moves by the fraction ηs^{N−2} only: without this nothing happens in a run.
    """
    root = np.abs(cases.lam) ** (1 / cases.depth)
    scaled = np.divide(cases.alpha, root, out=np.ones_like(root), where=root > 0)
    slow = (cases.lam < 0) & (cases.depth > 3) & (scaled < 0.9)
    factor = np.where(slow, scaled ** (1 / np.maximum(cases.depth - 2, 1) - 1), 1.0)
    return ScalarCases(cases.depth, cases.lam, cases.alpha * factor, cases.eta, cases.eps * factor)


def depth_one_case(eigenvalue: float, start: float, step: float, accuracy: float) -> Parameters:
    """Return a case of depth 1 from four numbers in (0, 1); a quarter of them has η = 1, the bound itself.

    >>> depth_one_case(0.25, 0.5, 0.9, 0.5)["step"]
    '1'
    """
    lam = Fraction(rounded(20 * eigenvalue - 10, 3))
    alpha = Fraction(rounded(10 ** (4 * start - 2), 3))
    alpha += alpha == lam
    eps = abs(alpha - lam) * Fraction(rounded(10 ** (-6 * accuracy), 3))
    eta = "1" if step > 0.75 else rounded(max(step / 0.75, 0.02), 3)
    return {"depth": 1, "eigenvalue": str(lam), "alpha": str(alpha), "step": eta, "accuracy": str(eps)}


def convergence_failure(side: int | None, order: int | None) -> str | None:
    """Lemma 2.2: an iterate stays on its side of the limit and is no farther from it than the one before.

    >>> convergence_failure(-1, -1), convergence_failure(1, -1)
    ('stays_between', '')
    """
    if side == -1:
        return "stays_between"
    if order == 1:
        return "error_decreases"
    return None if side is None or order is None else ""


def monotone_failure(side: int | None, order: int | None) -> str | None:
    """Remark 2.3: no step leads back towards the start. (A step may pass the limit; the next one then leads back.)

    >>> monotone_failure(-1, -1), monotone_failure(-1, 1)
    ('', 'monotone')
    """
    return None if order is None else ("monotone" if order == 1 else "")


def check(id: str, failure: FailureOfStep, parameters: Parameters, scales: Scales) -> CaseVerdict:
    """Decide one case of statement ``id`` from its exact parameters.

    Raises ValueError when the parameters break a hypothesis.
    """
    case = ScalarCase.from_json(parameters)
    require_hypotheses(statement(id), case.depth, values_of(case, scales))
    if case.eps <= 0:
        raise ValueError(f"accuracy = {case.eps}: the distance at which a run ends must be positive")
    if case.depth == 1:
        return _exact_run(case, failure)
    return at_growing_precision(lambda bits: _run(case, failure, bits))


def _run(case: ScalarCase, failure: FailureOfStep, bits: int) -> CaseVerdict | None:
    """Follow one orbit at the working precision until it is within ε of the limit; None asks for more bits."""
    lam, alpha, eta, eps = (to_ball(value, bits) for value in (case.lam, case.alpha, case.eta, case.eps))
    limit = descent_limit(case.depth, lam)
    start_side = compare(alpha, limit)
    if start_side is None:
        return None
    orbit = ball_orbit(case.depth, lam, alpha, eta)
    distance = start_side * (next(orbit) - limit)  # negative once the orbit has passed the limit
    for iteration, state in zip(range(1, BUDGET + 1), orbit, strict=False):
        if 0 <= distance <= eps:
            return upheld(iterations=str(iteration - 1))
        new_distance = start_side * (state - limit)
        failed = failure(compare(new_distance, arb(0)), compare(new_distance, distance))
        if failed is None:
            return None
        if failed:
            return refuted(failed, iteration, iteration=str(iteration), state=shown(state), limit=shown(limit))
        distance = new_distance
    return UNDECIDED


def _exact_run(case: ScalarCase, failure: FailureOfStep) -> CaseVerdict:
    """Follow one orbit of depth 1 exactly; the error is also compared with (1−η)^k |α−λ|."""
    start_side = 1 if case.alpha > case.lam else -1
    first = distance = start_side * (case.alpha - case.lam)
    orbit = exact_orbit(1, case.lam, case.alpha, case.eta)
    for iteration, state in zip(range(BUDGET), orbit, strict=False):
        new_distance = start_side * (state - case.lam)
        failed = failure(_sign(new_distance), _sign(new_distance - distance)) if iteration else ""
        if not failed and new_distance != (1 - case.eta) ** iteration * first:
            failed = "linear"
        if failed:
            return refuted(failed, iteration, iteration=str(iteration), state=str(state), limit=str(case.lam))
        if 0 <= new_distance <= case.eps:
            return upheld(iterations=str(iteration))
        distance = new_distance
    return UNDECIDED


def _sign(value: Fraction) -> int:
    return (value > 0) - (value < 0)


def _campaign(id: str, failure: FailureOfStep) -> Campaign:
    return Campaign(
        statement=id,
        draw=draw,
        check=partial(check, id, failure),
        evidence="sampled; whole approaches followed in balls, depth 1 in exact rationals",
        default_cases=3000,
        follow=with_step_factor,
    )


LEMMA_2_2 = _campaign("lemma-2.2", convergence_failure)
REMARK_2_3 = _campaign("remark-2.3", monotone_failure)
