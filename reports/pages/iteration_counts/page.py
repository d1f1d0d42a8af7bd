"""Gathers what the page on Theorem 2.4 shows: quantiles, worst cases, maps, one eigenvalue in detail."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import ROUND_DOWN, Context
from fractions import Fraction

import numpy as np
from flint import arb

from numerics.bounds.scalar_count import Bounds, enclose_bounds, values_of
from numerics.cases.scalar import DEPTHS, ScalarCase
from numerics.formulas.evaluate import evaluate
from numerics.formulas.hypotheses import check_hypotheses
from numerics.orbits.hitting_time import hitting_time
from numerics.orbits.ladder import HittingTime
from numerics.orbits.trajectory import trajectory
from reports.pages.iteration_counts.figures import eigenvalue_figure, tightness_figure
from reports.pages.iteration_counts.study import (
    BUDGET,
    CaseTightness,
    EigenvalueRun,
    Extreme,
    HeatMap,
    case_table,
    heat_map,
    worst_cases,
)
from reports.pages.page import Page
from reports.rendering.figures import svg_text, to_digits
from reports.rendering.markdown import (
    Files,
    Setting,
    count,
    csv_text,
    definitions_latex,
    exact_text,
    json_text,
    markdown_table,
    number,
    render,
)
from theory.deep_factorization.theorem_2_4 import THEOREM_2_4
from theory.dynamics.flow import flow_time
from theory.language.definitions import L, resolve, x_star
from theory.language.registry import statement
from theory.language.symbols import alpha, eps, eta, lam, x
from theory.sharp.half_lag import HALF_LAG
from theory.sharp.larger_steps import LARGER_STEPS

#: The eigenvalue shown in detail.
SHOWN = ScalarCase(3, Fraction(1), Fraction(1, 10), Fraction(1, 8), Fraction(1, 1000))
#: Step sizes of the table for that eigenvalue, as fractions of the one in the figure.
STEP_FRACTIONS = (Fraction(1), Fraction(1, 2), Fraction(1, 10), Fraction(1, 100))
#: Depths and step size, as a fraction of the bound (25), of the maps.
MAP_DEPTHS = (2, 3, 5)
MAP_STEP = 0.95


@dataclass(frozen=True)
class Counted:
    """A case with its certified hitting time and its bounds."""

    case: ScalarCase
    time: HittingTime
    bounds: Bounds

    @property
    def ratio(self) -> float | None:
        """⌈T^Id⌉/T where both are known."""
        high = self.bounds.upper_iterations
        return high / self.time.lower if high is not None and self.time.iterations else None

    @property
    def command(self) -> str:
        """The command line that shows this case again."""
        options = [f"--depth {self.case.depth}"]
        for name, value in zip(("eigenvalue", "alpha", "step", "accuracy"), _parameters(self.case), strict=True):
            options.append(f"--{name} {exact_text(value)}")
        return "dmf bound 2.4 " + " ".join(options)


@dataclass(frozen=True)
class Found(Counted):
    """An extreme case found by search, at parameters short enough to type."""

    direction: str

    @property
    def value(self) -> float | None:
        """What the search maximised: (T−1)/T^Id for the tightest, ⌈T^Id⌉/T for the loosest."""
        if self.direction == "loosest":
            return self.ratio
        return (self.time.iterations - 1) / float(self.bounds.upper.mid()) if self.time.iterations else None


def _parameters(case: ScalarCase) -> tuple[Fraction, Fraction, Fraction, Fraction]:
    return case.lam, case.alpha, case.eta, case.eps


def build(setting: Setting) -> Files:
    """Return the page, its figures and its data."""
    profile, progress = setting.profile, setting.progress
    progress(f"theorem-2.4: tightness of {profile.table_cases:,} cases")
    quantile_rows = case_table(profile.table_cases, setting.seed)

    def tell(done: int, total: int) -> None:
        progress(f"theorem-2.4: worst-case search {done}/{total}")

    extremes = worst_cases(setting.seed, generations=profile.generations, population=profile.population, progress=tell)
    found = [shrink(extreme) for extreme in extremes]
    maps = []
    for depth in MAP_DEPTHS:
        progress(f"theorem-2.4: map for N = {depth}, {profile.map_points}² cells")
        maps.append(tightness_map(depth, profile.map_points))
    run = eigenvalue_run(SHOWN)
    steps = [counted(with_step(SHOWN, SHOWN.eta * fraction)) for fraction in STEP_FRACTIONS]
    return {
        "theorem-2.4.md": render(
            "iteration_counts/theorem-2.4.md.j2",
            setting,
            definitions=definitions_latex(["L", "M", "c_N", "x_star", "K", "kappa", "delta_0"]),
            quantiles=[row for row in quantile_rows if row.quantiles],
            quantile_table=_quantile_table(quantile_rows),
            drawn=profile.table_cases,
            drawn_depths=DEPTHS,
            longest=BUDGET,
            decided=sum(row.cases for row in quantile_rows),
            found=found,
            found_table=_found_table(found),
            maps=maps,
            map_step=MAP_STEP,
            largest_below={heat.depth: _largest_below_limit(heat) for heat in maps},
            shown=counted(SHOWN),
            flow_count=flow_count(SHOWN),
            steps=steps,
            step_table=_step_table(steps),
        ),
        "theorem-2.4-eigenvalue.svg": svg_text(eigenvalue_figure(run)),
        "theorem-2.4-tightness.svg": svg_text(tightness_figure(maps)),
        "data/theorem-2.4-quantiles.json": json_text(
            {row.name: {"title": row.title, "cases": row.cases, "ratio": row.quantiles} for row in quantile_rows}
        ),
        "data/theorem-2.4-extremes.json": json_text([_found_record(row) for row in found]),
        "data/theorem-2.4-eigenvalue.csv": csv_text({"k": np.arange(len(run.iterates)), "d": run.iterates}),
        "data/theorem-2.4-tightness.csv": _maps_csv(maps),
    }


def counted(case: ScalarCase) -> Counted:
    """Return ``case`` with its certified hitting time and its bounds."""
    time = hitting_time(case.depth, case.lam, case.alpha, case.eta, case.eps)
    digits = 15
    while (bounds := enclose_bounds(case, digits)).upper_iterations is None and digits < 400:
        digits *= 2  # a large bound needs more digits before its ceiling is known
    return Counted(case, time, bounds)


def with_step(case: ScalarCase, eta: Fraction) -> ScalarCase:
    """Return ``case`` with another step size."""
    return ScalarCase(case.depth, case.lam, case.alpha, eta, case.eps)


def shrink(extreme: Extreme) -> Found:
    """Return an extreme case at parameters of six digits, evaluated afresh.

    η and ε are rounded down, which keeps them inside their bounds; should six digits leave the hypotheses
    or the case of (24) all the same, more are kept.
    """
    for digits in range(6, 18):
        case = _rounded_case(extreme.case, digits)
        inside = check_hypotheses(statement("2.4"), case.depth, values_of(case))
        if all(inside.values()) and (again := counted(case)).bounds.case.name == extreme.case_name:
            return Found(case, again.time, again.bounds, extreme.direction)
    again = counted(extreme.case)
    return Found(again.case, again.time, again.bounds, extreme.direction)


def _rounded_case(case: ScalarCase, digits: int) -> ScalarCase:
    def nearest(value: Fraction, context: Context) -> Fraction:
        return Fraction(context.divide(value.numerator, value.denominator))

    near, down = Context(prec=digits), Context(prec=digits, rounding=ROUND_DOWN)
    return ScalarCase(
        case.depth,
        nearest(case.lam, near),
        nearest(case.alpha, near),
        nearest(case.eta, down),
        nearest(case.eps, down),
    )


def tightness_map(depth: int, points: int) -> HeatMap:
    """Return the map of ⌈T^Id⌉/T over starts 0.02…4 and accuracies 1e-5…0.9, λ = 1."""
    starts = to_digits(np.geomspace(0.02, 4.0, points), 4)
    accuracies = to_digits(np.geomspace(1e-5, 0.9, points), 4)
    return heat_map(depth, MAP_STEP, starts, accuracies)


def _largest_below_limit(heat: HeatMap) -> float:
    """Return the largest ratio of a map over the starts below the limit, cases 3 and 4."""
    return float(np.nanmax(heat.ratio[:, heat.starts < 1]))


def flow_count(case: ScalarCase) -> arb:
    """Return τ(α→L−ε)/η, the time in iterations after which the flow is within ε of its limit (λ > α^N)."""
    return evaluate(flow_time(case.depth, 1, alpha, gap=eps) / eta, values_of(case), "arb")


def eigenvalue_run(case: ScalarCase) -> EigenvalueRun:
    """Return the iterates of ``case``, its flow curve and its bounds, for the figure (λ > α^N)."""
    shown = counted(case)
    upper = shown.bounds.upper_iterations
    if upper is None or shown.bounds.lower is None or shown.time.iterations is None:
        raise ValueError(f"eigenvalue = {case.lam}: no bounds from both sides to show")
    values = values_of(case)
    limit = float(evaluate(resolve(L, case.depth), values, "arb"))
    iterates = trajectory(case.depth, float(case.lam), float(case.alpha), float(case.eta), upper + 4)
    states = to_digits(np.linspace(float(case.alpha), limit * (1 - 1e-5), 400)[1:])
    near_limit = to_digits(limit - np.geomspace(float(case.eps) / 10, 0.2 * limit, 80))
    states = np.unique(np.concatenate((states, near_limit)))
    time = evaluate(flow_time(case.depth, 1, alpha, end=x), {lam: case.lam, alpha: case.alpha, x: states}, "float64")
    start, step = exact_text(case.alpha), exact_text(case.eta)
    return EigenvalueRun(
        title=rf"$N={case.depth}$, $\lambda={case.lam}$, $\alpha={start}$, $\eta={step}$",
        iterates=to_digits(iterates),
        flow_times=to_digits(time / float(case.eta)),
        flow_states=states,
        limit=limit,
        inflection=float(to_digits(np.array([evaluate(resolve(x_star, case.depth), values, "arb")]))[0]),
        accuracy=float(case.eps),
        lower=float(to_digits(np.array([shown.bounds.lower.mid()]))[0]),
        iterations=shown.time.iterations,
        upper=upper,
    )


def _quantile_table(rows: list[CaseTightness]) -> str:
    headers = ("case", "when", "cases", "min", "median", "90 %", "max")
    cells = [
        (row.name, row.title, f"{row.cases:,}", *(number(row.quantiles[name], 4) for name in row.quantiles))
        for row in rows
        if row.quantiles
    ]
    return markdown_table(headers, cells, "ll")


def _found_table(rows: list[Found]) -> str:
    headers = (
        "case",
        "extreme",
        "$N$",
        r"$\lambda$",
        r"$\alpha$",
        r"$\eta$",
        r"$\varepsilon$",
        "$T$",
        r"$\lceil T^{\mathrm{Id}}\rceil$",
        "value",
    )
    cells = [
        (
            row.bounds.case.name,
            row.direction,
            str(row.case.depth),
            *(exact_text(value) for value in _parameters(row.case)),
            f"{row.time.lower:,}",
            _count(row.bounds),
            number(row.value),
        )
        for row in rows
    ]
    return markdown_table(headers, cells, "ll")


def _count(bounds: Bounds) -> str:
    """Return ⌈T^Id⌉, in powers of ten from 10¹² on."""
    known = bounds.upper_iterations
    return number(bounds.upper) if known is None or known >= 10**12 else count(known)


def _step_table(rows: list[Counted]) -> str:
    headers = (
        r"$\eta$",
        "lower bound (27)",
        "$T$",
        r"$\lceil T^{\mathrm{Id}}\rceil$",
        r"$\lceil T^{\mathrm{Id}}\rceil/T$",
    )
    cells = [
        (
            exact_text(row.case.eta),
            number(row.bounds.lower),
            f"{row.time.lower:,}",
            _count(row.bounds),
            number(row.ratio, 4),
        )
        for row in rows
    ]
    return markdown_table(headers, cells)


def _found_record(row: Found) -> dict[str, object]:
    return {
        "case": row.bounds.case.name,
        "direction": row.direction,
        "parameters": row.case.as_json(),
        "iterations": row.time.iterations,
        "upper": json.loads(f"{float(row.bounds.upper.mid()):.6g}"),
        "value": json.loads(f"{row.value:.6g}") if row.value is not None else None,
    }


def _maps_csv(maps: list[HeatMap]) -> str:
    columns: dict[str, list[object]] = {name: [] for name in ("N", "alpha", "epsilon", "ratio")}
    for heat in maps:
        for row, column in np.argwhere(~np.isnan(heat.ratio)).tolist():
            cell = (heat.depth, heat.starts[column], heat.accuracies[row], heat.ratio[row, column])
            for values, value in zip(columns.values(), cell, strict=True):
                values.append(value)
    return csv_text(columns)


PAGE = Page(
    "theorem-2.4.md",
    "Theorem 2.4: how many iterations one eigenvalue needs, and how tight the bounds are",
    build,
    (THEOREM_2_4, LARGER_STEPS, HALF_LAG),
    seconds=8,
)
