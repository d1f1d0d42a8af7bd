"""The frontier of each constant of Theorem 2.4, per depth, by search over the scaled parameters.

For every candidate case the truth T is certified; then the factor at which the mutated claim breaks for this
case is found by bisection, and the search drives that factor towards 1. Bounds are float64
during the search; the factor reported as refuted is confirmed by the campaign's own check.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from numerics.bounds import classify, float_bounds
from numerics.enclosures import Verdict
from numerics.hitting_time import hitting_times
from numerics.parameters import REGIMES, Floats, ScalarCase, ScalarCases, scalar_cases
from reports.campaign import Witness
from reports.campaigns.iteration_count import check
from reports.frontier import ConstantFrontier
from reports.tightness import maximise
from theory.statements import statement

#: Longest run a candidate may have. Long runs add nothing: the scaled parameters of a short one are as good.
SEARCH_BUDGET = 60_000
#: Smallest scaled accuracy of a candidate: below, the float64 truth of the search is off by whole iterations.
SEARCH_ACCURACY = 1e-8
#: Bisections of the breaking factor of one case.
_HALVINGS = 12


@dataclass(frozen=True)
class Push:
    """How one constant is pushed: from 1 towards ``limit``, over cases of these regimes."""

    constant: str
    limit: float
    regimes: tuple[str, ...]

    @property
    def direction(self) -> str:
        """Whether the claim grows stronger as the factor goes up or down."""
        return "up" if self.limit > 1 else "down"


_BELOW = ("convex", "below", "past_inflection")

#: The pushes of Theorem 2.4. The step is pushed past the bound (25), up to where the iterates stop being one-sided.
PUSHES: tuple[Push, ...] = (
    Push("upper", 0.0, ("above", "zero", "negative", *_BELOW)),
    Push("lower", 4.0, _BELOW),
    Push("K", 0.0, ("convex", "below")),
    Push("rate", 3.0, ("below", "past_inflection")),
    Push("rate_lower", 0.0, ("below", "past_inflection")),
    Push("offset", 0.0, ("below",)),
    Push("inflection", 0.0, _BELOW),
    Push("inflection", 1.9, _BELOW),
    Push("step", 4.0, ("above", "zero", "negative", *_BELOW)),
)


def excess(cases: ScalarCases, iterations: Floats, factors: Floats, constant: str) -> Floats:
    """Return how far each case is from breaking the claim mutated by its own factor: above 1 it breaks.

    The larger of (T−1)/T^Id, since T > ⌈T^Id⌉ needs T−1 ≥ T^Id, and lower/T. nan counts as −inf.
    """
    mutated = {} if constant == "step" else {constant: factors}
    names = classify(cases, factors if constant == "inflection" else None)
    upper, lower = float_bounds(cases, names, mutated)
    with np.errstate(all="ignore"):
        ratio = np.fmax((iterations - 1) / upper, lower / iterations)
    return np.where(np.isnan(ratio) | (iterations <= 0), -np.inf, ratio)


def _steps_beyond(push: Push, points: Floats, depth: int, regime: str) -> tuple[ScalarCases, Floats]:
    """Draw scaled cases; for the step constant, with η up to ``limit`` times the bound. Returns the factor too."""
    cases = scalar_cases(points, (depth,), regime, unit_eigenvalue=True)
    if push.constant != "step":
        return cases, np.ones(len(cases))
    factor = 1 + (push.limit - 1) * points[:, 2]
    base = 1 / ((3 * depth - 2) * np.maximum(cases.alpha, 1.0) ** (2 * depth - 2))
    return ScalarCases(cases.depth, cases.lam, cases.alpha, base * factor * (1 - 2.0**-40), cases.eps), factor


def breaking_factor(push: Push, points: Floats, depth: int, regime: str) -> tuple[Floats, ScalarCases]:
    """Return per point a score in which larger is better, and the cases.

    The score is 2 − |factor − 1|/|limit − 1| for a case that breaks the claim at ``factor`` (so 2 is a claim
    that breaks at once), and below 1 for one that does not break even at ``limit``.
    """
    cases, step_factor = _steps_beyond(push, points, depth, regime)
    times = hitting_times(
        cases.depth, cases.lam, cases.alpha, cases.eta, cases.eps, budget=SEARCH_BUDGET, method="plain"
    )
    known = (times.lower == times.upper) & (times.upper > 0) & (cases.eps > SEARCH_ACCURACY)
    iterations = np.where(known, times.lower, -1).astype(np.float64)
    span = push.limit - 1
    if push.constant == "step":
        ratio = excess(cases, iterations, np.ones(len(cases)), "step")
        return np.where(ratio > 1, 2 - (step_factor - 1) / span, np.clip(ratio, 0, 1)), cases
    extreme = np.full(len(cases), push.limit if push.limit else 1e-6)
    ratio = excess(cases, iterations, extreme, push.constant)
    score = np.clip(ratio, 0, 1)
    breaks = np.flatnonzero(ratio > 1)
    if breaks.size:
        part, part_iterations = cases.take(breaks), iterations[breaks]
        good, bad = np.zeros(breaks.size), np.ones(breaks.size)  # share of the way from 1 to the limit
        for _ in range(_HALVINGS):
            middle = (good + bad) / 2
            broken = excess(part, part_iterations, np.maximum(1 + span * middle, 1e-6), push.constant) > 1
            bad, good = np.where(broken, middle, bad), np.where(broken, good, middle)
        score[breaks] = 2 - bad
    return score, cases


def frontier(push: Push, depth: int, seed: int, generations: int = 12, population: int = 96) -> ConstantFrontier:
    """Search the frontier of one constant of Theorem 2.4 at one depth (ours)."""
    meaning = next(c.meaning for c in statement("2.4").constants if c.name == push.constant)
    best_score, best_case = -np.inf, None
    for index, regime in enumerate(push.regimes):

        def objective(points: Floats, regime: str = regime) -> Floats:
            return breaking_factor(push, points, depth, regime)[0]

        point, score = maximise(objective, seed + 1000 * index, generations, population)
        if score > best_score:
            best_score = score
            best_case = breaking_factor(push, point[None, :], depth, regime)[1][0]
    cases = len(push.regimes) * (generations + 1) * population
    edge = push.limit if best_score <= 1 else 1 + (push.limit - 1) * (2 - best_score)
    if best_score <= 1 or best_case is None:
        return ConstantFrontier(
            push.constant, meaning, depth, push.direction, Fraction(str(push.limit)), None, None, cases
        )
    refuted, witness = _confirm(push, best_case, edge)
    upheld = _round(edge, -1 if push.direction == "up" else 1)
    return ConstantFrontier(push.constant, meaning, depth, push.direction, upheld, refuted, witness, cases)


def _round(factor: float, towards: int) -> Fraction:
    """Return ``factor`` as a decimal of four places, rounded up (+1) or down (−1)."""
    scaled = factor * 10_000
    return Fraction(int(np.ceil(scaled) if towards > 0 else np.floor(scaled)), 10_000)


def _confirm(push: Push, case: ScalarCase, edge: float) -> tuple[Fraction | None, Witness | None]:
    """Return the factor nearest to the edge that the campaign's check certifies as refuted, and its witness."""
    outward = 1 if push.direction == "up" else -1
    factor = _round(edge, outward)
    for _ in range(6):
        if factor <= 0:
            break
        verdict = check(case.as_json(), {push.constant: factor})
        if verdict.verdict is Verdict.REFUTED:
            scale = {push.constant: str(factor)}
            return factor, Witness("2.4", verdict.claim, scale, case.as_json(), verdict.details)
        factor += outward * Fraction(max(abs(round((edge - 1) * 200)), 1), 10_000)
    return None, None


def frontiers(
    depths: Sequence[int],
    seed: int,
    generations: int = 12,
    population: int = 96,
    progress: Callable[[int, int], None] | None = None,
) -> list[ConstantFrontier]:
    """Return the frontier of every constant of Theorem 2.4 at each depth (ours)."""
    found: list[ConstantFrontier] = []
    jobs = [(push, depth) for push in PUSHES for depth in depths]
    for index, (push, depth) in enumerate(jobs):
        found.append(frontier(push, depth, seed + index, generations, population))
        if progress:
            progress(index + 1, len(jobs))
    return found


__all__ = ["PUSHES", "REGIMES", "Push", "breaking_factor", "frontier", "frontiers"]
