"""What the page on step sizes measures: thresholds over α and N, what happens past them, an exact landing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice

import numpy as np
import sympy as sp
from numpy.typing import NDArray

from numerics.exact.rational import rational_value
from numerics.formulas.evaluate import evaluate
from numerics.orbits.scalar import exact_orbit
from numerics.orbits.trajectory import trajectory
from reports.rendering.figures import Floats, to_digits
from theory.deep_factorization.lemma_2_2_sharp import sharp_threshold
from theory.deep_factorization.lemma_b_1 import divergence_quantity, instability_threshold
from theory.language.definitions import h, resolve
from theory.language.hypotheses import step_bound
from theory.language.symbols import alpha, eta, lam, without_multipliers

#: Steps before the long run begins, and how many iterates of it are shown for each step size.
TRANSIENT, KEPT = 4000, 200
#: Steps in which an iterate beyond the limit is looked for, and how far beyond it has to be.
FOLLOWED, MARGIN = 5000, 1e-12
#: Rows of cells in the bifurcation picture.
ROWS = 220
#: An iterate beyond this, for λ = 1, counts as having escaped.
ESCAPED = 10.0

#: Smallest η with which |d| grows in every step (Lemma B.1): where the quantity of the lemma reaches 2.
growth_threshold = 2 * eta / divergence_quantity
#: The step with which the first iterate lands exactly on L: 1 − ηh(α) = 0.
landing_step = 1 / h(alpha)


@dataclass(frozen=True)
class ThresholdCurves:
    """Thresholds on η at one depth and λ = ±1 over the starts α; nan where a threshold does not apply."""

    depth: int
    sign: int
    starts: Floats
    values: Mapping[str, Floats]


@dataclass(frozen=True)
class Bifurcation:
    """Where the long-run iterates of (18) lie: ``visited`` (rows, steps), and the thresholds on η at this depth.

    ``step_edges`` and ``state_edges`` bound the cells. ``largest_step`` is the largest η, in hundredths, up to which
    every run stayed bounded; ``collapse`` is the first step size at which the run ended at 0, if there is one,
    and ``settles`` the last one up to which every run ended within 1/100 of the limit.
    """

    depth: int
    step_edges: Floats
    state_edges: Floats
    visited: NDArray[np.bool_]
    thresholds: Mapping[str, float]
    largest_step: float
    collapse: float | None
    settles: float


@dataclass(frozen=True)
class Landing:
    """λ = 1, α = 1/2: the step that lands on L = 1 at once, the sharp threshold, and the exact iterates."""

    depth: int
    eta: Fraction
    sharp: Fraction
    iterates: list[Fraction]


def at(expr: sp.Expr, depth: int, eigenvalue: int, start: Fraction) -> Fraction:
    """Return a threshold at λ = ±1 exactly, as a rational number.

    >>> at(step_bound, 3, 1, Fraction(1, 10))
    Fraction(1, 7)
    """
    values = {lam: Fraction(eigenvalue), alpha: start}
    formula = without_multipliers(resolve(expr, depth))
    value = rational_value(sp.cancel(formula) if expr.has(eta) else formula, values)
    if value is None:
        raise ValueError(f"{expr} is not rational at lambda = {eigenvalue}, alpha = {start}")
    return value


def exact_thresholds(depth: int) -> dict[str, Fraction]:
    """Return the thresholds at λ = 1, α = 1/10 and at λ = −1, α = 1/10 and 2, by name."""
    small, large = Fraction(1, 10), Fraction(2)
    return {
        "depth": Fraction(depth),
        "published": at(step_bound, depth, 1, small),
        "sharp": at(sharp_threshold(1), depth, 1, small),
        "instability": at(instability_threshold, depth, 1, small),
        "negative_sharp": at(sharp_threshold(-1), depth, -1, small),
        "large_published": at(step_bound, depth, -1, large),
        "large_sharp": at(sharp_threshold(-1), depth, -1, large),
        "large_growth": at(growth_threshold, depth, -1, large),
    }


def threshold_curves(depth: int, sign: int) -> ThresholdCurves:
    """Return the thresholds at λ = ±1 over starts 0.05…5."""
    starts = to_digits(np.geomspace(0.05, 5.0, 121), 5)

    def curve(expr: sp.Expr) -> Floats:
        return to_digits(evaluate(sp.cancel(resolve(expr, depth)), {lam: sign, alpha: starts, eta: 1}, "float64"))

    if sign > 0:
        sharp = np.where(starts < 1, curve(sharp_threshold(1)), curve(sharp_threshold(1, above=True)))
        values = {"sharp": sharp, "instability": curve(instability_threshold)}
    else:
        growing = np.where(starts > 1.02, curve(growth_threshold), np.nan)
        values = {"sharp": curve(sharp_threshold(-1)), "growth": growing}
    return ThresholdCurves(depth, sign, starts, {"published": curve(step_bound), **values})


def bifurcation(depth: int, points: int) -> Bifurcation:
    """Return where the long-run iterates of (18) from α = 1/10, λ = 1 lie, for steps up to where they escape."""
    start = Fraction(1, 10)
    largest = float(_escape_step(depth, float(start)))
    step_edges = np.linspace(0, largest, points + 1)
    tails = np.empty((KEPT, points))
    for index, step in enumerate(to_digits((step_edges[1:] + step_edges[:-1]) / 2).tolist()):
        tails[:, index] = trajectory(depth, 1.0, float(start), step, TRANSIENT + KEPT)[-KEPT:]
    bounded = np.abs(tails).max(axis=0) < ESCAPED
    low, high = (to_digits(end, 3) for end in (tails[:, bounded].min(), tails[:, bounded].max()))
    state_edges = np.linspace(low - 0.05, high + 0.05, ROWS + 1)
    visited = np.zeros((ROWS, points), dtype=np.bool_)
    for column in np.flatnonzero(bounded):
        visited[np.searchsorted(state_edges, to_digits(tails[:, column])) - 1, column] = True
    thresholds = {
        "published": float(at(step_bound, depth, 1, start)),
        "sharp": float(at(sharp_threshold(1), depth, 1, start)),
        "instability": float(at(instability_threshold, depth, 1, start)),
    }
    at_zero = np.flatnonzero(np.abs(tails).max(axis=0) < 0.05)
    collapse = float(to_digits(step_edges[at_zero[0]], 3)) if at_zero.size else None
    restless = np.flatnonzero(~(np.abs(tails - 1).max(axis=0) < 0.01))
    settles = float(to_digits(step_edges[restless[0] if restless.size else points], 3))
    return Bifurcation(depth, step_edges, state_edges, visited, thresholds, largest, collapse, settles)


def _escape_step(depth: int, start: float) -> Fraction:
    """Return the largest η, in hundredths, up to which every multiple of 1/100 keeps the iterates bounded."""
    hundredths = 1
    while np.all(np.abs(trajectory(depth, 1.0, start, (hundredths + 1) / 100, TRANSIENT + KEPT)) < ESCAPED):
        hundredths += 1
    return Fraction(hundredths, 100)


def landing(depth: int) -> Landing:
    """Return the case λ = 1, α = 1/2 in which the first iterate is exactly L = 1."""
    start = Fraction(1, 2)
    step = at(landing_step, depth, 1, start)
    orbit = list(islice(exact_orbit(depth, Fraction(1), start, step), 3))
    return Landing(depth, step, at(sharp_threshold(1), depth, 1, start), orbit)


def growth(depth: int) -> tuple[int, Fraction, Fraction, list[Fraction]]:
    """Return (depth, η, factor, |d(0..3)|) at λ = −1, α = 2 and η a tenth past the growth threshold of Lemma B.1."""
    start = Fraction(2)
    step = Fraction(11, 10) * at(growth_threshold, depth, -1, start)
    factor = Fraction(11, 10) * 2 - 1
    return depth, step, factor, [abs(d) for d in islice(exact_orbit(depth, Fraction(-1), start, step), 4)]


def passing(depth: int) -> tuple[int, Fraction, list[int | None]]:
    """Return the depth, the threshold at λ = 1, α = 1/10, and the first k with d(k) > L at 99, 100, 101 % of it."""
    start = Fraction(1, 10)
    sharp = at(sharp_threshold(1), depth, 1, start)
    first: list[int | None] = []
    for percent in (99, 100, 101):
        states = trajectory(depth, 1.0, float(start), float(sharp * Fraction(percent, 100)), FOLLOWED)
        beyond = np.flatnonzero(states > 1 + MARGIN)
        first.append(int(beyond[0]) if beyond.size else None)
    return depth, sharp, first
