"""Campaign for Theorem 2.4: certified hitting times against the bounds (24) and (27)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from flint import arb

from numerics.bounds.scalar_count import Bounds, classify, enclose_bounds, enclose_many_bounds, values_of
from numerics.cases.scalar import ScalarCase, ScalarCases, draw_scalar
from numerics.exact.balls import ceiling_range, decimal_string
from numerics.exact.verdict import Undecided, Verdict
from numerics.formulas.hypotheses import require_hypotheses
from numerics.orbits.hitting_time import HittingTime, hitting_time, hitting_times
from reports.engine.campaign import Campaign, CaseVerdict, Outcome, Parameters, Scales
from theory.language.registry import statement

#: Iterations after which a batch gives a case up as undecided; a single case is allowed many more.
BATCH_BUDGET = 1_000_000

#: Digits of the bounds of a single case, tried in turn until the comparison is decided.
_DIGITS = (15, 40, 120)


def draw(count: int, seed: int) -> Sequence[Parameters]:
    """Return ``count`` exact parameter sets inside the hypotheses of Theorem 2.4, all depths and regimes."""
    return [case.as_json() for case in draw_scalar(count, seed)]


def check(parameters: Parameters, scales: Scales) -> CaseVerdict:
    """Decide T ≤ ⌈T^Id⌉ and the lower bound (27) for one exact parameter set, everything certified.

    The ratio is ⌈T^Id⌉/T. Raises ValueError when the parameters break a hypothesis.
    """
    case = ScalarCase.from_json(parameters)
    require_hypotheses(statement("2.4"), case.depth, values_of(case, scales))
    time = hitting_time(case.depth, case.lam, case.alpha, case.eta, case.eps)
    for digits in _DIGITS:
        try:
            bounds = enclose_bounds(case, digits, scales)
        except Undecided:
            continue
        verdict = compare_with_bounds(time, bounds)
        if verdict.verdict is not Verdict.UNDECIDED:
            return verdict
    return CaseVerdict(Verdict.UNDECIDED)


def compare_with_bounds(time: HittingTime, bounds: Bounds) -> CaseVerdict:
    """Compare a bracketed hitting time with the balls around its bounds; refuted claims come first."""
    details = {
        "iterations": str(time.lower) if time.lower == time.upper else f"{time.lower}..{time.upper}",
        "upper": decimal_string(bounds.upper, 12),
    }
    if bounds.lower is not None:
        details["lower"] = decimal_string(bounds.lower, 12)
    verdict, claim = _decide(time.lower, time.upper, bounds.upper, bounds.lower)
    name = f"{claim}_{bounds.case.name}" if claim else ""
    ratio = bounds.upper_iterations / time.lower if verdict is Verdict.UPHELD and bounds.upper_iterations else None
    return CaseVerdict(verdict, name, ratio, float(time.lower), details)


def _decide(lowest: int, highest: int | None, upper: arb, lower: arb | None) -> tuple[Verdict, str]:
    """Decide both claims for lowest ≤ T ≤ highest (None: unbounded)."""
    least, most = ceiling_range(upper)
    if lowest > most:
        return Verdict.REFUTED, "upper"
    if lower is not None and highest is not None and bool(lower > highest):
        return Verdict.REFUTED, "lower"
    upper_holds = highest is not None and highest <= least
    lower_holds = lower is None or bool(lower <= lowest)
    return (Verdict.UPHELD, "") if upper_holds and lower_holds else (Verdict.UNDECIDED, "")


def batch(start: int, stop: int, seed: int, scales: Scales) -> Outcome:
    """Decide the cases start..stop−1 of the draw in compiled arithmetic; refutations are confirmed by ``check``."""
    drawn = draw_scalar(stop, seed).take(np.arange(start, stop))
    step_factor = float(scales.get("step", 1))
    cases = ScalarCases(drawn.depth, drawn.lam, drawn.alpha, drawn.eta * step_factor, drawn.eps)
    names = classify(cases, scales.get("inflection"))
    upper, lower = enclose_many_bounds(cases, names, scales)
    times = hitting_times(
        cases.depth, cases.lam, cases.alpha, cases.eta, cases.eps, budget=BATCH_BUDGET, method="bracketed"
    )
    ratios: list[float] = []
    undecided = 0
    suspects: list[tuple[int, int]] = []
    for row, (low, high) in enumerate(zip(times.lower.tolist(), times.upper.tolist(), strict=True)):
        ball = upper[row]
        if ball is None:
            undecided += 1
            continue
        verdict, _ = _decide(low, high if high >= 0 else None, ball, lower[row])
        if verdict is Verdict.UPHELD:
            ratios.append(ceiling_range(ball)[0] / low)
        elif verdict is Verdict.REFUTED:
            suspects.append((low, row))
        else:
            undecided += 1
    # The cheapest suspect is confirmed from its exact parameters; it becomes the witness.
    witness = None
    for cost, row in sorted(suspects):
        parameters = cases[row].as_json()
        confirmed = check(parameters, scales)
        if confirmed.verdict is Verdict.REFUTED:
            witness = (float(cost), start + row, parameters, confirmed)
            break
        undecided += 1
    refuted = len(suspects) if witness is not None else 0
    return Outcome(len(cases), undecided, refuted, tuple(ratios), witness)


CAMPAIGN = Campaign(
    statement="2.4",
    draw=draw,
    check=check,
    evidence="sampled; certified hitting times against ball enclosures of the bounds",
    default_cases=20_000,
    batch=batch,
)
