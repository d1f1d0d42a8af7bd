"""Gathers what the page on step sizes shows: thresholds over α and N, what happens past them, an exact landing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice, pairwise

import numpy as np
import sympy as sp

from numerics.exact.rational import rational_value
from numerics.formulas.evaluate import evaluate
from numerics.orbits.scalar import exact_orbit
from numerics.orbits.trajectory import trajectory
from reports.pages.step_sizes.figures import Bifurcation, ThresholdCurves, bifurcation_figure, thresholds_figure
from reports.rendering.figures import Floats, rounded, runs, svg_text
from reports.rendering.markdown import Files, Setting, csv_text, definitions_latex, markdown_table, number, render
from theory.language.definitions import h, resolve
from theory.language.symbols import MULTIPLIERS, alpha, eta, lam
from theory.step_size import divergence_quantity, instability_threshold, sharp_threshold, step_bound

TABLE_DEPTHS = tuple(range(2, 11))
CURVE_DEPTHS = (2, 3, 5)
BIFURCATION_DEPTHS = (2, 3)

#: Steps before the long run begins, and how many iterates of it are shown for each step size.
TRANSIENT, KEPT = 4000, 200
#: Rows of cells in the bifurcation picture.
ROWS = 220
#: An iterate beyond this, for λ = 1, counts as having escaped.
ESCAPED = 10.0

#: Smallest η with which |d| grows in every step (Lemma B.1): where the quantity of the lemma reaches 2.
growth_threshold = 2 * eta / divergence_quantity
#: The step with which the first iterate lands exactly on L: 1 − ηh(α) = 0.
landing_step = 1 / h(alpha)


@dataclass(frozen=True)
class Landing:
    """λ = 1, α = 1/2: the step that lands on L = 1 at once, the sharp threshold, and the exact iterates."""

    depth: int
    eta: Fraction
    sharp: Fraction
    iterates: list[Fraction]


def build(setting: Setting) -> Files:
    """Return the page, its figures and its data."""
    setting.progress(f"step-sizes: thresholds for N = {CURVE_DEPTHS}")
    curves = [threshold_curves(depth, sign) for sign in (1, -1) for depth in CURVE_DEPTHS]
    setting.progress(f"step-sizes: bifurcations, {setting.profile.step_points} step sizes")
    studies = [bifurcation(depth, setting.profile.step_points) for depth in BIFURCATION_DEPTHS]
    landings = [landing(depth) for depth in (2, 3, 4, 5)]
    rows = [exact_thresholds(depth) for depth in TABLE_DEPTHS]
    growths = [growth(depth) for depth in (2, 3, 4, 5)]
    return {
        "step-sizes.md": render(
            "step_sizes/step-sizes.md.j2",
            setting,
            definitions=definitions_latex(["L", "M", "kappa"]),
            threshold_table=_threshold_table(rows),
            rows=rows,
            landings=landings,
            landing_table=_landing_table(landings),
            growth_table=_growth_table(growths),
            smallest_growth=min(float(b / a) for *_, sizes in growths for a, b in pairwise(sizes)),
            passing_table=_passing_table([passing(depth) for depth in (2, 3, 4, 5)]),
            studies=studies,
            transient=TRANSIENT,
            kept=KEPT,
        ),
        "step-sizes-thresholds.svg": svg_text(thresholds_figure(curves)),
        "step-sizes-bifurcation.svg": svg_text(bifurcation_figure(studies)),
        "data/step-sizes-thresholds.csv": _curves_csv(curves),
        "data/step-sizes-bifurcation.csv": _bifurcation_csv(studies),
    }


def at(expr: sp.Expr, depth: int, eigenvalue: int, start: Fraction) -> Fraction:
    """Return a threshold at λ = ±1 exactly, as a rational number.

    >>> at(step_bound, 3, 1, Fraction(1, 10))
    Fraction(1, 7)
    """
    values = {lam: Fraction(eigenvalue), alpha: start} | {symbol: Fraction(1) for symbol in MULTIPLIERS.values()}
    value = rational_value(sp.cancel(resolve(expr, depth)) if expr.has(eta) else resolve(expr, depth), values)
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
    starts = rounded(np.geomspace(0.05, 5.0, 121), 5)

    def curve(expr: sp.Expr) -> Floats:
        return rounded(evaluate(sp.cancel(resolve(expr, depth)), {lam: sign, alpha: starts, eta: 1}, "float64"))

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
    for index, step in enumerate(rounded((step_edges[1:] + step_edges[:-1]) / 2).tolist()):
        tails[:, index] = trajectory(depth, 1.0, float(start), step, TRANSIENT + KEPT)[-KEPT:]
    bounded = np.abs(tails).max(axis=0) < ESCAPED
    low, high = (rounded(end, 3) for end in (tails[:, bounded].min(), tails[:, bounded].max()))
    state_edges = np.linspace(low - 0.05, high + 0.05, ROWS + 1)
    visited = np.zeros((ROWS, points), dtype=np.bool_)
    for column in np.flatnonzero(bounded):
        visited[np.searchsorted(state_edges, rounded(tails[:, column])) - 1, column] = True
    thresholds = {
        "published": float(at(step_bound, depth, 1, start)),
        "sharp": float(at(sharp_threshold(1), depth, 1, start)),
        "instability": float(at(instability_threshold, depth, 1, start)),
    }
    at_zero = np.flatnonzero(np.abs(tails).max(axis=0) < 0.05)
    collapse = float(rounded(step_edges[at_zero[0]], 3)) if at_zero.size else None
    restless = np.flatnonzero(~(np.abs(tails - 1).max(axis=0) < 0.01))
    settles = float(rounded(step_edges[restless[0] if restless.size else points], 3))
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
        states = trajectory(depth, 1.0, float(start), float(sharp * Fraction(percent, 100)), 5000)
        beyond = np.flatnonzero(states > 1 + 1e-12)
        first.append(int(beyond[0]) if beyond.size else None)
    return depth, sharp, first


def _threshold_table(rows: Sequence[Mapping[str, Fraction]]) -> str:
    headers = (
        "$N$",
        r"(25), $\lambda=1$",
        "sharp",
        "instability",
        "sharp/(25)",
        r"sharp, $\lambda=-1$, $\alpha=0.1$",
        r"(25), $\lambda=-1$, $\alpha=2$",
        r"sharp, $\lambda=-1$, $\alpha=2$",
        r"growth, $\lambda=-1$, $\alpha=2$",
    )
    cells = [
        (
            str(row["depth"]),
            *(str(row[name]) for name in ("published", "sharp", "instability")),
            number(float(row["sharp"] / row["published"]), 4),
            *(
                number(float(row[name]), 4)
                for name in ("negative_sharp", "large_published", "large_sharp", "large_growth")
            ),
        )
        for row in rows
    ]
    return markdown_table(headers, cells)


def _landing_table(rows: Sequence[Landing]) -> str:
    headers = ("$N$", r"$\eta$", r"sharp threshold", "$d(0)$", "$d(1)$", "$d(2)$")
    return markdown_table(
        headers, [(str(row.depth), str(row.eta), str(row.sharp), *map(str, row.iterates)) for row in rows]
    )


def _growth_table(rows: Sequence[tuple[int, Fraction, Fraction, list[Fraction]]]) -> str:
    headers = ("$N$", r"$\eta$", "guaranteed factor", *(f"$\\lvert d({k})\\rvert$" for k in range(4)))
    return markdown_table(
        headers,
        [
            (str(depth), str(step), number(float(factor)), *(number(float(d), 4) for d in sizes))
            for depth, step, factor, sizes in rows
        ],
    )


def _passing_table(rows: Sequence[tuple[int, Fraction, list[int | None]]]) -> str:
    headers = ("$N$", "threshold", r"$\eta$ = 99 %", "100 %", "101 %")
    return markdown_table(
        headers,
        [
            (str(depth), str(sharp), *("never" if k is None else f"$k={k}$" for k in first))
            for depth, sharp, first in rows
        ],
    )


def _curves_csv(curves: Sequence[ThresholdCurves]) -> str:
    names = ("published", "sharp", "instability", "growth")
    columns: dict[str, list[object]] = {name: [] for name in ("N", "lambda", "alpha", *names)}
    for curve in curves:
        for index, start in enumerate(curve.starts.tolist()):
            columns["N"].append(curve.depth)
            columns["lambda"].append(curve.sign)
            columns["alpha"].append(start)
            for name in names:
                columns[name].append(float(curve.values[name][index]) if name in curve.values else None)
    return csv_text(columns)


def _bifurcation_csv(studies: Sequence[Bifurcation]) -> str:
    """Return the centres of the visited cells; a run of cells in one column is given by its two ends."""
    columns: dict[str, list[float]] = {name: [] for name in ("N", "eta", "lowest", "highest")}
    for study in studies:
        steps = (study.step_edges[1:] + study.step_edges[:-1]) / 2
        states = (study.state_edges[1:] + study.state_edges[:-1]) / 2
        for column, step in enumerate(steps.tolist()):
            for first, last in runs(study.visited[:, column]):
                cells = (study.depth, step, states[first], states[last - 1])
                for values, value in zip(columns.values(), cells, strict=True):
                    values.append(value)
    return csv_text(columns)
