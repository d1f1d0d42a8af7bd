"""The frontier of each constant of Theorem 2.4, per depth, by search over the scaled parameters.

A candidate is an orbit and an iteration T. The accuracy is then moved to where the claim is weakest: just below the
distance at T−1 to break an upper bound, just above the one at T to break a lower bound, which leaves T as it is.
The factor at which the mutated claim breaks for this case is found by bisection, and the search drives
it towards 1. Everything is float64 during the search; the factor reported as refuted is confirmed on the record, from
exact parameters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
import sympy as sp

from numerics.bounds.scalar_count import classify, float_bounds
from numerics.cases.cube import Floats
from numerics.cases.names import from_json
from numerics.cases.scalar import ScalarCase, ScalarCases, scalar_cases, tied
from numerics.claims.case import Case
from numerics.claims.decide import decide
from numerics.claims.hypotheses import broken
from numerics.exact.verdict import Verdict
from numerics.orbits.hitting_time import hitting_time
from reports.deep_factorization.lemma_2_2 import LINEAR_COUNT
from reports.deep_factorization.lemma_b_1 import LEMMA_B_1, threshold
from reports.engine.bound import Answer, Entries, claimed
from reports.engine.count import SECONDS, counted, proved, require_or_beyond
from reports.engine.decimals import decimal
from reports.engine.frontier import ConstantFrontier, FrontierSearch, exact_frontier
from reports.engine.search import maximise
from reports.engine.verify import Progress, shrunk_witness, with_scales, witness_of
from reports.engine.witness import Witness
from theory.deep_factorization.theorem_2_4 import THEOREM_2_4, case_named
from theory.dynamics.orbits import T
from theory.language.symbols import N, alpha, eps, eta, lam

#: Steps of a candidate. Long runs add nothing: the scaled parameters of a short one are as good.
STEPS = 1500
#: Length of the intended runs as a power of the longest one that ``scalar_cases`` knows.
_SHORT = 0.6
#: The step is searched this many times longer: its worst cases fill a small part of the cube.
_LONGER = 4
#: Bisections of the breaking factor of one case.
_HALVINGS = 13
#: What stands for a factor of 0.
_NOTHING = 1e-6


@dataclass(frozen=True)
class Push:
    """How one constant is pushed: from 1 towards ``limit``, over cases of these regimes.

    ``sides`` names the bounds that the push can break.
    """

    constant: str
    limit: float
    sides: tuple[str, ...]
    regimes: tuple[str, ...]

    @property
    def direction(self) -> str:
        """Whether the claim grows stronger as the factor goes up or down."""
        return "up" if self.limit > 1 else "down"


_BELOW = ("convex", "below", "past_inflection")
_ALL = ("above", "zero", "negative", *_BELOW)

#: The pushes of Theorem 2.4. The step is pushed past the bound (25), up to where the iterates stop being one-sided.
PUSHES: tuple[Push, ...] = (
    Push("upper", _NOTHING, ("upper",), _ALL),
    Push("lower", 4.0, ("lower",), _BELOW),
    Push("K", _NOTHING, ("upper",), ("convex", "below")),
    Push("rate", 3.0, ("upper",), ("below", "past_inflection")),
    Push("rate_lower", _NOTHING, ("lower",), ("below", "past_inflection")),
    Push("offset", _NOTHING, ("lower",), ("below",)),
    Push("inflection", 1.9, ("upper", "lower"), _BELOW),
    Push("step", 4.0, ("upper", "lower"), _ALL),
)


@dataclass(frozen=True)
class Candidates:
    """Cases with their hitting times T (0 where the orbit takes too long), and the side of the claim each is for."""

    cases: ScalarCases
    iterations: Floats
    side: str

    def take(self, rows: np.ndarray) -> Candidates:
        """Return the candidates in ``rows``."""
        return Candidates(self.cases.take(rows), self.iterations[rows], self.side)


def excess(candidates: Candidates, factors: Floats, constant: str) -> Floats:
    """Return how far each candidate is from breaking the claim mutated by its own factor: above 1 it breaks.

    (T−1)/T^Id on the upper side, since T > ⌈T^Id⌉ needs T−1 ≥ T^Id, lower/T on the lower. nan counts as −inf.
    """
    mutated = {} if constant == "step" else {constant: factors}
    names = classify(candidates.cases, factors if constant == "inflection" else None)
    upper, lower = float_bounds(candidates.cases, names, mutated)
    iterations = candidates.iterations
    with np.errstate(all="ignore"):
        ratio = (iterations - 1) / upper if candidates.side == "upper" else lower / iterations
    return np.where((iterations > 0) & ~np.isnan(ratio), ratio, -np.inf)


def candidates_at(push: Push, points: Floats, depth: int, regime: str, side: str) -> tuple[Candidates, Floats]:
    """Return the candidates that ``points`` of the unit cube describe, and the factor of their step-size bound.

    For the step constant η goes up to ``limit`` times the bound; otherwise that factor is 1.
    """
    short = points.copy()
    short[:, 6] *= _SHORT
    cases = scalar_cases(short, (depth,), regime, unit_eigenvalue=True)
    factor = np.ones(len(cases))
    if push.constant == "step":
        factor = 1 + (push.limit - 1) * points[:, 2]
        base = 1 / ((3 * depth - 2) * np.maximum(cases.alpha, 1.0) ** (2 * depth - 2))
        cases = ScalarCases(cases.depth, cases.lam, cases.alpha, base * factor * (1 - 2.0**-40), cases.eps)
    above = np.full(len(cases), side == "lower")
    accuracy, iterations = tied(depth, cases.lam, cases.alpha, cases.eta, cases.eps, above, STEPS)
    snapped = ScalarCases(cases.depth, cases.lam, cases.alpha, cases.eta, accuracy)
    return Candidates(snapped, iterations.astype(np.float64), side), factor


def breaking_factor(push: Push, points: Floats, depth: int, regime: str, side: str) -> tuple[Floats, ScalarCases]:
    """Return per point a score in which larger is better, and the cases.

    The score is 2 − |factor − 1|/|limit − 1| for a case that breaks the claim at ``factor`` (so 2 is a claim
    that breaks at once), and below 1 for one that does not break even at ``limit``.
    """
    candidates, step_factor = candidates_at(push, points, depth, regime, side)
    span = push.limit - 1
    if push.constant == "step":
        ratio = excess(candidates, np.ones(len(points)), "step")
        score = np.where(ratio > 1, 2 - (step_factor - 1) / span, np.clip(ratio, 0, 1))
        return score, candidates.cases
    ratio = excess(candidates, np.full(len(points), push.limit), push.constant)
    score = np.clip(ratio, 0, 1)
    breaks = np.flatnonzero(ratio > 1)
    if breaks.size:
        part = candidates.take(breaks)
        good, bad = np.zeros(breaks.size), np.ones(breaks.size)  # share of the way from 1 to the limit
        for _ in range(_HALVINGS):
            middle = (good + bad) / 2
            broken = excess(part, 1 + span * middle, push.constant) > 1
            bad, good = np.where(broken, middle, bad), np.where(broken, good, middle)
        score[breaks] = 2 - bad
    return score, candidates.cases


def frontier(push: Push, depth: int, seed: int, generations: int = 12, population: int = 96) -> ConstantFrontier:
    """Search the frontier of one constant of Theorem 2.4 at one depth (ours)."""
    constant = next(constant for constant in THEOREM_2_4.constants if constant.name == push.constant)
    best_score, best_case = -np.inf, None
    generations *= _LONGER if push.constant == "step" else 1
    jobs = [(regime, side) for regime in push.regimes for side in push.sides]
    for index, (regime, side) in enumerate(jobs):

        def objective(points: Floats, regime: str = regime, side: str = side) -> Floats:
            return breaking_factor(push, points, depth, regime, side)[0]

        point, score = maximise(objective, seed + 1000 * index, generations, population)
        if score > best_score:
            best_score = score
            best_case = breaking_factor(push, point[None, :], depth, regime, side)[1][0]
    cases = len(jobs) * (generations + 1) * population
    upheld, refuted, witness = Fraction(str(push.limit)), None, None
    if best_score > 1 and best_case is not None:
        edge = 1 + (push.limit - 1) * (2 - best_score)
        upheld = _round(edge, -1 if push.direction == "up" else 1)
        refuted, witness = _confirm(push, best_case, edge)
    exact = exact_frontier(THEOREM_2_4, constant, depth)
    return ConstantFrontier(constant, depth, push.direction, upheld, refuted, witness, cases, exact)


def _round(factor: float, towards: int) -> Fraction:
    """Return ``factor`` as a decimal of four places, rounded up (+1) or down (−1)."""
    scaled = factor * 10_000
    return Fraction(int(np.ceil(scaled) if towards > 0 else np.floor(scaled)), 10_000)


def _confirm(push: Push, case: ScalarCase, edge: float) -> tuple[Fraction | None, Witness | None]:
    """Return the factor nearest to the edge that the record certifies as refuted, and its witness."""
    outward = 1 if push.direction == "up" else -1
    factor = _round(edge, outward)
    for _ in range(6):
        if factor <= 0:
            break
        values = with_scales(from_json(THEOREM_2_4, case.as_json()), {push.constant: factor})
        if broken(THEOREM_2_4, values) is None:
            for outcome in decide(THEOREM_2_4, values):
                if outcome.verdict is Verdict.REFUTED:
                    witness = witness_of(THEOREM_2_4, {push.constant: factor}, values, outcome)
                    return factor, shrunk_witness(THEOREM_2_4, witness)
        factor += outward * Fraction(max(abs(round((edge - 1) * 200)), 1), 10_000)
    return None, None


def frontiers(
    depths: Sequence[int],
    seed: int,
    generations: int = 12,
    population: int = 96,
    progress: Progress | None = None,
) -> list[ConstantFrontier]:
    """Return the frontier of every constant of Theorem 2.4 at each depth (ours)."""
    found: list[ConstantFrontier] = []
    jobs = [(push, depth) for push in PUSHES for depth in depths]
    for index, (push, depth) in enumerate(jobs):
        found.append(frontier(push, depth, seed + index, generations, population))
        if progress:
            progress(index + 1, len(jobs))
    return found


FRONTIER = FrontierSearch(THEOREM_2_4, frontiers)


# What dmf bound answers ----------------------------------------------------------------------------------------


def bounds(case: Case, digits: int) -> Entries:
    """Return T^Id and the lower bound (27) as the claims state them, and the "summands" of T^Id."""
    entries = claimed(THEOREM_2_4, case, digits)
    summands = case_named(entries["case"]).upper_summands
    return entries | {"summands": [decimal(part, case, digits) for part in summands]}


ANSWER = Answer(statement=THEOREM_2_4, needs=(alpha, eta, eps), answer=bounds)


# What dmf hit answers -------------------------------------------------------------------------------------------

#: The hypothesis that a hitting time can do without.
BEYOND = ("step_size",)


def hit(values: Mapping[sp.Symbol, Fraction], beyond: bool = False) -> Entries:
    """Return the certified T = min{k: |d(k) − L| ≤ ε}; N = 1 is Lemma 2.2.

    The hypotheses are checked first; ``beyond`` lifts that on η, and a "note" then says where the step size is beyond
    the threshold of Lemma B.1. A start within the accuracy needs 0 iterations. Raises ValueError for a broken
    hypothesis.
    """
    record = THEOREM_2_4 if values[N] > 1 else LINEAR_COUNT
    kept = tuple(h for h in record.hypotheses if h.about != eps or not h.relation.has(alpha))
    require_or_beyond(replace(record, hypotheses=kept), values, BEYOND, beyond)
    depth, given = int(values[N]), [values[symbol] for symbol in (lam, alpha, eta, eps)]
    answer = counted(lambda: hitting_time(depth, *given, seconds=SECONDS), lambda: proved(T, values))
    name, least = threshold(Case(values))
    if beyond and least is not None and Case(values).holds(sp.Gt(eta, least, evaluate=False)):
        answer["note"] = f"past a threshold of {LEMMA_B_1.id}: {LEMMA_B_1.claim(name).text}"
    return answer
