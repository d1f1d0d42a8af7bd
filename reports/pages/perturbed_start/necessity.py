"""How much of the hypotheses (14) of Theorem 1.3 is needed: maps, frontiers of the step size, and proofs at points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from numerics.bounds.pair_count import root_ball, step_bound_ball
from numerics.cases.pair import PerturbedCase
from numerics.orbits.behaviour import (
    SLOW,
    WRONG_LIMIT,
    CertifiedFailure,
    FrontierMap,
    LoadFrontier,
    certify_failure,
    frontier_map,
    keeps_wrong_sign,
    load_frontier,
)
from reports.pages.perturbed_start.study import rounded_down
from reports.rendering.figures import to_digits
from reports.rendering.markdown import csv_text

SIGNS = (1, -1)
#: Largest β/α and the range of ηM^{2N−2} of the maps.
WIDEST, LOWEST, HIGHEST = 3.0, 1e-3, 10.0
#: Iterations of an orbit on the maps.
STEPS = 20_000
#: β/α at which the frontier of the step size is searched, beside (c−1)/2 and c−1, and the rounds of bisection.
RATIOS = (1.0, 1.5, 1.9)
ROUNDS = 16
#: Loads, as multiples of 1/N, at which a failure is to be proved with β within (14); ratios β/α with η within (14).
_LOADS = (Fraction(11, 5), Fraction(6))
_FAR = (Fraction(2), Fraction(5, 2))
_ACCURACY = Fraction(1, 100)


@dataclass(frozen=True)
class BoxedMap:
    """A frontier map and the corner (β/α, ηM^{2N−2}) of the box of hypothesis (14) in it."""

    grid: FrontierMap
    widest: float
    highest: float


@dataclass(frozen=True)
class Frontier:
    """The largest ηM^{2N−2} at one depth, sign and β/α: for the one-sided approach, and for convergence at all."""

    depth: int
    sign: int
    ratio: float
    one_sided: LoadFrontier
    convergence: LoadFrontier


@dataclass(frozen=True)
class Counterexample:
    """Exact parameters that break one hypothesis of (14), ``broken``, and the proof that the conclusion fails."""

    case: PerturbedCase
    broken: str
    failure: CertifiedFailure


def boxed_map(depth: int, sign: int, points: int) -> BoxedMap:
    """Return the map at one depth and sign, ``points`` cells wide, with the box of (14).

    Cells that are still on their way, but provably keep the wrong sign for ever, count as a wrong limit.
    """
    # Centres of cells: none of them is β = 2α exactly.
    ratios = to_digits((np.arange(points) + 0.5) * WIDEST / points)
    loads = to_digits(np.geomspace(LOWEST, HIGHEST, points))
    grid = frontier_map(depth, sign, ratios, loads, steps=STEPS)
    outcome = grid.outcome.copy()
    if sign > 0:
        for row, column in np.argwhere((outcome == SLOW) & (ratios[None, :] > 2)).tolist():
            if keeps_wrong_sign(_cell(grid, row, column)):
                outcome[row, column] = WRONG_LIMIT
    excess = float(root_ball(depth).mid()) - 1
    return BoxedMap(replace(grid, outcome=outcome), excess, excess**2 / (9 * depth))


def _cell(grid: FrontierMap, row: int, column: int) -> PerturbedCase:
    alpha = Fraction(float(grid.worst_start[row, column]))
    eta = Fraction(float(grid.loads[row])) / max(alpha, Fraction(1)) ** (2 * grid.depth - 2)
    return PerturbedCase(
        grid.depth, Fraction(grid.sign), alpha, Fraction(float(grid.ratios[column])) * alpha, eta, _ACCURACY
    )


def maps_csv(maps: Sequence[BoxedMap]) -> str:
    """Return the cells of ``maps`` as CSV, one a line."""
    columns: dict[str, list[object]] = {
        name: [] for name in ("N", "lambda", "beta_over_alpha", "load", "worst_start", "outcome")
    }
    for boxed in maps:
        grid = boxed.grid
        for row, column in np.ndindex(grid.outcome.shape):
            cell = (grid.depth, grid.sign, grid.ratios[column], grid.loads[row], grid.worst_start[row, column])
            for values, value in zip(columns.values(), (*cell, int(grid.outcome[row, column])), strict=True):
                values.append(value)
    return csv_text(columns)


def safe_ratio(boxed: BoxedMap) -> float:
    """Return the β/α up to which every cell with a step size within (14) approaches λ from one side so far.

    What counts is the upper edge of the last such column of cells; 0 when the first column has another outcome.
    """
    grid = boxed.grid
    bad = np.asarray((grid.outcome[grid.loads <= boxed.highest] > SLOW).any(axis=0), dtype=bool)
    columns = int(np.argmax(bad)) if bad.any() else len(bad)
    return float(columns * (grid.ratios[1] - grid.ratios[0]))


def frontiers(depths: Sequence[int]) -> list[Frontier]:
    """Return the frontiers of the step size at several β/α, worst over the starts, for both signs (float64)."""
    found = []
    for depth in depths:
        excess = float(root_ball(depth).mid()) - 1
        for sign in SIGNS:
            for ratio in (excess / 2, excess, *RATIOS):
                found.append(
                    Frontier(
                        depth,
                        sign,
                        ratio,
                        load_frontier(depth, sign, ratio, worst=SLOW, rounds=ROUNDS),
                        load_frontier(depth, sign, ratio, rounds=ROUNDS),
                    )
                )
    return found


def counterexamples(depths: Sequence[int]) -> list[Counterexample]:
    """Return the proved failures among a few exact parameter sets that break one hypothesis of (14) each."""
    found = []
    for depth in depths:
        excess = float(root_ball(depth).mid()) - 1
        for sign in SIGNS:
            lam, start = Fraction(sign), Fraction(1, 2)
            for load in _LOADS:
                beta = rounded_down(excess / 2, 2)
                found.append(_proved(PerturbedCase(depth, lam, start, beta, load / depth, _ACCURACY), "step size"))
            for ratio in _FAR:
                one = PerturbedCase(depth, lam, Fraction(1), ratio, Fraction(1), _ACCURACY)
                eta = rounded_down(float(step_bound_ball(one).mid()), 2)
                found.append(_proved(replace(one, eta=eta), "perturbation"))
    return [entry for entry in found if entry is not None]


def _proved(case: PerturbedCase, broken: str) -> Counterexample | None:
    failure = certify_failure(case)
    # A slow orbit that is still away at the end of the budget disproves nothing.
    slow = failure is not None and failure.kind == "away" and broken == "perturbation"
    return None if failure is None or slow else Counterexample(case, broken, failure)
