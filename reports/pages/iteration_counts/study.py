"""How tight Theorem 2.4 is: quantiles of bound/truth, worst cases found by search, maps over the parameters.

The truth is a certified hitting time, the bound a ball; rows where either is undecided are left out and
counted. By scaling, λ = ±1 (or 0) loses no generality, so the search runs over (N, h, s₀, ε).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from numerics.bounds.scalar_count import classify, enclose_counts
from numerics.cases.cube import Floats, Ints
from numerics.cases.scalar import DEPTHS, ScalarCase, ScalarCases, draw_scalar, scalar_cases
from numerics.exact.balls import ceiling_range
from numerics.orbits.hitting_time import hitting_times
from reports.engine.search import maximise
from reports.engine.verify import quantiles
from theory.deep_factorization.theorem_2_4 import CASES

#: Iterations after which a case is left out of the tables and the search.
BUDGET = 400_000

#: The regime of the parameter cube whose cases fall under each case of (24).
REGIME_OF_CASE = {"1": "above", "2": "negative", "3": "convex", "4a": "below", "4b": "past_inflection"}


@dataclass(frozen=True)
class Comparison:
    """Bound and truth, row by row: the case of (24), T, T^Id (float of its ball) and ⌈T^Id⌉; T = 0 where undecided."""

    names: list[str]
    iterations: Ints
    bound: Floats
    integer_bound: Floats

    @property
    def decided(self) -> np.ndarray:
        """Mask of the rows with a certified T and ⌈T^Id⌉."""
        return self.iterations > 0


@dataclass(frozen=True)
class CaseTightness:
    """Quantiles of ⌈T^Id⌉/T over the sampled cases that fall under one case of (24)."""

    name: str
    title: str
    cases: int
    quantiles: dict[str, float] | None


@dataclass(frozen=True)
class Extreme:
    """An extreme case found by search.

    ``direction`` "tightest" maximises (T−1)/T^Id: below that factor of the bound the theorem fails here.
    "loosest" maximises ⌈T^Id⌉/T. ``value`` is what was maximised.
    """

    case_name: str
    direction: str
    case: ScalarCase
    iterations: int
    bound: float
    value: float


@dataclass(frozen=True)
class EigenvalueRun:
    """One eigenvalue of descent next to its flow: states ``iterates`` (steps+1,), flow curve, bounds on T.

    ``flow_times`` (m,), in iterations, are the times at which the flow passes ``flow_states``. ``inflection`` is x_*.
    """

    title: str
    iterates: Floats
    flow_times: Floats
    flow_states: Floats
    limit: float
    inflection: float
    accuracy: float
    lower: float
    iterations: int
    upper: int


@dataclass(frozen=True)
class HeatMap:
    """⌈T^Id⌉/T for λ = 1 over start and accuracy, shape (len(accuracies), len(starts)); nan where undecided."""

    depth: int
    step_fraction: float
    starts: Floats
    accuracies: Floats
    ratio: Floats


def compare(cases: ScalarCases, budget: int = BUDGET) -> Comparison:
    """Return bound and truth for each row (Theorem 2.4)."""
    names = classify(cases)
    balls = enclose_counts(cases, names)
    given = (cases.depth, cases.lam, cases.alpha, cases.eta, cases.eps)
    times = hitting_times(*given, budget=budget, method="bracketed", by_law=False)
    iterations = np.where(times.lower == times.upper, times.lower, 0)
    bound, integer_bound = np.full(len(cases), np.nan), np.full(len(cases), np.nan)
    for row, ball in enumerate(balls):
        if ball is None:
            iterations[row] = 0
            continue
        low, high = ceiling_range(ball)
        bound[row] = float(ball.mid())
        # where the last digits of ⌈T^Id⌉ are open (bounds beyond 10^12), the ratio to T is known all the same
        integer_bound[row] = high if high - low <= 1e-9 * high else np.nan
    iterations[np.isnan(integer_bound)] = 0
    return Comparison(names, iterations, bound, integer_bound)


def case_table(count: int, seed: int) -> list[CaseTightness]:
    """Return the quantiles of ⌈T^Id⌉/T per case of (24) over ``count`` drawn cases."""
    outcome = compare(draw_scalar(count, seed, extremes=False))
    ratio = outcome.integer_bound / np.maximum(outcome.iterations, 1)
    labels = np.array(outcome.names)
    table = []
    for record in CASES:
        rows = outcome.decided & (labels == record.name)
        table.append(CaseTightness(record.name, record.title, int(rows.sum()), quantiles(ratio[rows].tolist())))
    return table


def worst_cases(
    seed: int,
    depths: Sequence[int] = DEPTHS,
    generations: int = 30,
    population: int = 200,
    progress: Callable[[int, int], None] | None = None,
) -> list[Extreme]:
    """Search the tightest and the loosest case under each case of (24), over all ``depths`` together (ours)."""
    searches = [(record.name, direction) for record in CASES for direction in ("tightest", "loosest")]
    found = []
    for index, (name, direction) in enumerate(searches):

        def objective(points: Floats, name: str = name, direction: str = direction) -> Floats:
            cases = scalar_cases(points, depths, REGIME_OF_CASE[name], unit_eigenvalue=True)
            return _objective(compare(cases), name, direction)

        point, value = maximise(objective, seed + index, generations, population)
        case = scalar_cases(point[None, :], depths, REGIME_OF_CASE[name], unit_eigenvalue=True)
        outcome = compare(case)
        found.append(
            Extreme(name, direction, case[0], int(outcome.iterations[0]), float(outcome.bound[0]), float(value))
        )
        if progress:
            progress(index + 1, len(searches))
    return found


def _objective(outcome: Comparison, name: str, direction: str) -> Floats:
    eligible = outcome.decided & (np.array(outcome.names) == name)
    if direction == "tightest":
        value = (outcome.iterations - 1) / outcome.bound
    else:
        value = outcome.integer_bound / np.maximum(outcome.iterations, 1)
    return np.where(eligible, value, -np.inf)


def heat_map(depth: int, step_fraction: float, starts: Floats, accuracies: Floats) -> HeatMap:
    """Map ⌈T^Id⌉/T for λ = 1 over α in ``starts`` and ε in ``accuracies``, η = ``step_fraction`` of the bound (25)."""
    alpha, eps = (grid.ravel() for grid in np.meshgrid(starts, accuracies))
    inside = eps < np.abs(1 - alpha) * (1 - 1e-9)
    eta = step_fraction / ((3 * depth - 2) * np.maximum(alpha, 1.0) ** (2 * depth - 2))
    cases = ScalarCases(np.full(alpha.shape, depth), np.ones_like(alpha), alpha, eta, eps)
    rows = np.flatnonzero(inside)
    outcome = compare(cases.take(rows))
    ratio = np.full(alpha.shape, np.nan)
    ratio[rows] = np.where(outcome.decided, outcome.integer_bound / np.maximum(outcome.iterations, 1), np.nan)
    return HeatMap(depth, step_fraction, starts, accuracies, ratio.reshape(len(accuracies), len(starts)))
