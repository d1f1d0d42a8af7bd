"""Gathers what the page on step sizes shows: thresholds over α and N, counts up to the ceiling, what is past it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from reports.pages.page import Page
from reports.pages.step_sizes.beyond import (
    ACCURACY,
    ACROSS,
    AROUND,
    CLOSE,
    COARSE,
    FAR,
    ODD,
    PARTS,
    SADDLE,
    Learned,
    Sweep,
    around_ceiling,
    learned,
    sweep,
)
from reports.pages.step_sizes.figures import bifurcation_figure, counts_figure, thresholds_figure
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
from reports.rendering.markdown import (
    Files,
    Setting,
    count,
    csv_text,
    definitions_latex,
    exact_text,
    markdown_table,
    number,
    render,
)
from theory.deep_factorization.lemma_2_2 import LEMMA_2_2
from theory.deep_factorization.lemma_2_2_sharp import LEMMA_2_2_SHARP
from theory.deep_factorization.lemma_b_1 import LEMMA_B_1
from theory.deep_factorization.remark_2_3 import REMARK_2_3
from theory.sharp.overshooting_count import OVERSHOOTING_COUNT
from theory.sharp.step_ceiling import STEP_CEILING
from theory.sharp.step_ceiling_at_zero import STEP_CEILING_AT_ZERO

TABLE_DEPTHS = tuple(range(2, 11))
CURVE_DEPTHS = (2, 3, 5)
BIFURCATION_DEPTHS = (2, 3)


def build(setting: Setting) -> Files:
    """Return the page, its figures and its data."""
    setting.progress(f"step-sizes: thresholds for N = {CURVE_DEPTHS}")
    curves = [threshold_curves(depth, sign) for sign in (1, -1) for depth in CURVE_DEPTHS]
    setting.progress(f"step-sizes: bifurcations, {setting.profile.step_points} step sizes")
    studies = [bifurcation(depth, setting.profile.step_points) for depth in BIFURCATION_DEPTHS]
    setting.progress(f"step-sizes: counts at {PARTS - 1} step sizes up to the ceiling")
    sweeps = [sweep(depth, start) for depth, far in FAR.items() for start in (far, CLOSE)]
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
            sweeps=sweeps,
            count_table=_count_table(sweeps),
            accuracy=ACCURACY,
            close=CLOSE,
            saddle=SADDLE,
            across=ACROSS,
            learned_table=_learned_table([learned(depth) for depth in ODD]),
            parts=PARTS,
            coarse=COARSE,
            ceiling_table=_ceiling_table(
                [(depth, start, around_ceiling(depth, start)) for depth, start in FAR.items()]
            ),
            transient=TRANSIENT,
            kept=KEPT,
            followed=FOLLOWED,
            margin=MARGIN,
        ),
        "step-sizes-thresholds.svg": svg_text(thresholds_figure(curves)),
        "step-sizes-counts.svg": svg_text(counts_figure(sweeps)),
        "step-sizes-bifurcation.svg": svg_text(bifurcation_figure(studies)),
        "data/step-sizes-thresholds.csv": _curves_csv(curves),
        "data/step-sizes-counts.csv": _counts_csv(sweeps),
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


def _count_table(sweeps: Sequence[Sweep]) -> str:
    headers = (
        "$N$",
        r"$\alpha$",
        "$T$ at (25)",
        r"$T$ at $1/\kappa$",
        "fewest",
        r"at $\eta\kappa$ =",
        "gain over (25)",
        r"gain over $1/\kappa$",
        r"$T$ at the last $\eta$",
        "proved to suffice there",
    )
    rows = []
    for one in sweeps:
        fastest, least = one.fastest
        gains = (number(one.at_published / least, 3), number(one.at_sharp / least, 3))
        shown = (count(one.at_published), count(one.at_sharp), count(least), number(float(fastest / one.sharp), 4))
        last = (count(one.times[-1]), count(one.enough[-1]))
        rows.append((str(one.depth), exact_text(one.start), *shown, *gains, *last))
    return markdown_table(headers, rows)


def _ceiling_table(rows: Sequence[tuple[int, Fraction, list[int | None]]]) -> str:
    headers = ("$N$", r"$\alpha$", *(rf"$\eta\kappa$ = {number(float(2 * part), 4)}" for part in AROUND))
    return markdown_table(
        headers,
        [
            (str(depth), exact_text(start), *("never" if time is None else count(time) for time in times))
            for depth, start, times in rows
        ],
    )


def _learned_table(rows: Sequence[Learned]) -> str:
    headers = ("$N$", r"$\eta$", "$d(1)$", "iterations")
    return markdown_table(
        headers, [(str(r.depth), number(float(r.step), 4), str(r.first), count(r.time)) for r in rows]
    )


def _counts_csv(sweeps: Sequence[Sweep]) -> str:
    columns: dict[str, list[object]] = {name: [] for name in ("N", "alpha", "eta", "T", "enough")}
    for one in sweeps:
        for step, time, bound in zip(one.steps, one.times, one.enough, strict=True):
            for values, value in zip(columns.values(), (one.depth, one.start, step, time, bound), strict=True):
                values.append(value)
    return csv_text(columns)


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
    (LEMMA_2_2, LEMMA_2_2_SHARP, REMARK_2_3, STEP_CEILING, OVERSHOOTING_COUNT, STEP_CEILING_AT_ZERO, LEMMA_B_1),
    seconds=8,
)
