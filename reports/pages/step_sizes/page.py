"""Gathers what the page on step sizes shows: thresholds over α and N, what happens past them, an exact landing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from reports.pages.page import Page
from reports.pages.step_sizes.figures import bifurcation_figure, thresholds_figure
from reports.pages.step_sizes.study import (
    FOLLOWED,
    KEPT,
    MARGIN,
    TRANSIENT,
    Bifurcation,
    Landing,
    ThresholdCurves,
    bifurcation,
    exact_thresholds,
    growth,
    landing,
    passing,
    threshold_curves,
)
from reports.rendering.figures import runs, svg_text
from reports.rendering.markdown import Files, Setting, csv_text, definitions_latex, markdown_table, number, render
from theory.deep_factorization.lemma_2_2 import LEMMA_2_2
from theory.deep_factorization.lemma_2_2_sharp import LEMMA_2_2_SHARP
from theory.deep_factorization.lemma_b_1 import LEMMA_B_1
from theory.deep_factorization.remark_2_3 import REMARK_2_3

TABLE_DEPTHS = tuple(range(2, 11))
CURVE_DEPTHS = (2, 3, 5)
BIFURCATION_DEPTHS = (2, 3)


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
            followed=FOLLOWED,
            margin=MARGIN,
        ),
        "step-sizes-thresholds.svg": svg_text(thresholds_figure(curves)),
        "step-sizes-bifurcation.svg": svg_text(bifurcation_figure(studies)),
        "data/step-sizes-thresholds.csv": _curves_csv(curves),
        "data/step-sizes-bifurcation.csv": _bifurcation_csv(studies),
    }


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


PAGE = Page(
    "step-sizes.md",
    "Step sizes: the published bound, the sharp one, and what happens beyond",
    build,
    (LEMMA_2_2, LEMMA_2_2_SHARP, REMARK_2_3, LEMMA_B_1),
    seconds=2,
)
