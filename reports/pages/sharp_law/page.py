"""Gathers what the page on the sharp law shows: bounds, law and truth by regime, over T, and the lag at x_*."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from numerics.cases.scalar import ScalarCase
from numerics.orbits.hitting_time import hitting_time
from numerics.orbits.ladder import HittingTime
from reports.pages.page import Page
from reports.pages.sharp_law.figures import widths_figure
from reports.pages.sharp_law.study import ITERATED, Compared, Lag, Widths, compared, lag, widths
from reports.rendering.figures import svg_text
from reports.rendering.markdown import Files, Setting, count, csv_text, exact_text, markdown_table, number, render
from theory.sharp.ceiling_lemma import CEILING_LEMMA
from theory.sharp.closed_law import CLOSED_LAW
from theory.sharp.depth_gaps import DEPTH_GAPS
from theory.sharp.depth_two_gaps import DEPTH_TWO_GAPS
from theory.sharp.linear_count import LINEAR_COUNT
from theory.sharp.sharp_law import SHARP_LAW
from theory.sharp.small_start import SMALL_START_LAW
from theory.sharp.true_lag import TRUE_LAG


def _case(depth: int, *parameters: str) -> ScalarCase:
    return ScalarCase(depth, *map(Fraction, parameters))


#: One case or more of every regime: N, λ, α, η, ε.
SHOWN = (
    _case(2, "1", "1e-3", "1/100", "1e-6"),
    _case(3, "1", "1e-3", "1/100", "1e-6"),
    _case(3, "1", "1e-12", "1/100", "1e-30"),
    _case(4, "1", "9/10", "1/100", "1e-6"),
    _case(5, "2", "1e-100", "1/1000", "1e-10"),
    _case(3, "1", "2", "1/1000", "1e-6"),
    _case(4, "1", "3/2", "1e-12", "1e-30"),
    _case(2, "-1", "1/2", "1/100", "1e-6"),
    _case(3, "-1", "1/2", "1/100", "1e-4"),
    _case(6, "-3", "1", "1/1000", "1e-30"),
    _case(3, "0", "1/2", "1/10", "1/20"),
    _case(5, "0", "1", "1/20", "1e-30"),
)
#: Depths and step sizes of the figure.
DEPTHS, STEPS = (2, 3, 5), 16
#: Cases of the lag: N, α, ηλ^{2−2/N}.
LAGS = ((2, "1e-3", "1/10"), (3, "1e-3", "1/10"), (4, "1e-2", "1/20"), (5, "1e-3", "1/20"), (6, "1e-2", "1/40"))
#: Digits of a count that are written out.
_WRITTEN = 16


def build(setting: Setting) -> Files:
    """Return the page, its figure and its data."""
    setting.progress("sharp-law: bounds and truth")
    rows = [compared(case, _truth(case)) for case in SHOWN]
    setting.progress(f"sharp-law: bounds over T for N = {DEPTHS}")
    panels = [(f"$N={depth}$", widths(_followed(depth), _steps())) for depth in DEPTHS]
    lags = [lag(_case(depth, "1", start, step, "1/100")) for depth, start, step in LAGS]
    return {
        "sharp-law.md": render(
            "sharp_law/sharp-law.md.j2",
            setting,
            table=_table(rows),
            iterated=ITERATED,
            lag_table=_lag_table(lags),
            lags=lags,
            widest=max(one.law for _, found in panels for one in found),
            elementary=max(one.elementary for _, found in panels for one in found),
            largest=max(one.time for _, found in panels for one in found),
            start=_followed(3).alpha,
            accuracy=_followed(3).eps,
        ),
        "sharp-law-widths.svg": svg_text(widths_figure(panels)),
        "data/sharp-law-widths.csv": _csv(panels),
    }


def _truth(case: ScalarCase) -> HittingTime:
    return hitting_time(case.depth, case.lam, case.alpha, case.eta, case.eps, budget=ITERATED, by_law=False)


def _followed(depth: int) -> ScalarCase:
    return _case(depth, "1", "1/5", "1/50", "1e-6")


def _steps() -> list[Fraction]:
    """Return step sizes for which T runs through some twelve orders of magnitude."""
    return [Fraction(f"{10 ** -(1.25 + 11.75 * i / (STEPS - 1)):.3e}") for i in range(STEPS)]


def _whole(value: int | None) -> str:
    if value is None or len(str(value)) <= _WRITTEN:
        return count(value)
    return number(float(value)) if value < 10**300 else _long(value)


def _long(value: int) -> str:
    text = str(value)
    return rf"${text[0]}.{text[1:6]}\cdot10^{{{len(text) - 1}}}$"


def _table(rows: Sequence[Compared]) -> str:
    parameters = ("$N$", r"$\lambda$", r"$\alpha$", r"$\eta$", r"$\varepsilon$")
    headers = (*parameters, "Theorem 2.4", "elementary", "closed", "law: $T$", "iterated", "cells")
    cells = []
    for row in rows:
        case = row.case
        bounds = (f"{_whole(b.lower)} … {_whole(b.upper)}" for b in (row.published, row.elementary, row.closed))
        whole = _whole(row.law.lower) if row.law.lower == row.law.upper else f"{row.law.lower} … {row.law.upper}"
        given = (exact_text(value) for value in (case.lam, case.alpha, case.eta, case.eps))
        cells.append((str(case.depth), *given, *bounds, whole, _whole(row.truth), str(row.law.cells)))
    return markdown_table(headers, cells)


def _lag_table(rows: Sequence[Lag]) -> str:
    headers = (
        "$N$",
        r"$\alpha$",
        r"$\eta$",
        r"lag $T_\ast-T^+/\eta$",
        r"$\frac12\ln(f(x_\ast)/f(\alpha))$",
        "$s_N$ of (68)",
    )
    return markdown_table(
        headers,
        [
            (
                str(row.case.depth),
                exact_text(row.case.alpha),
                exact_text(row.case.eta),
                *(number(value, 4) for value in (row.lag, row.half, row.published)),
            )
            for row in rows
        ],
    )


def _csv(panels: Sequence[tuple[str, Sequence[Widths]]]) -> str:
    columns: dict[str, list[object]] = {
        name: [] for name in ("N", "eta", "T", "published", "elementary", "closed", "law")
    }
    for depth, (_, found) in zip(DEPTHS, panels, strict=True):
        for one in found:
            apart = (f"{value:.4g}" for value in (one.published, one.elementary, one.closed, one.law))
            for values, value in zip(columns.values(), (depth, str(one.step), str(one.time), *apart), strict=True):
                values.append(value)
    return csv_text(columns)


PAGE = Page(
    "sharp-law.md",
    "The sharp law: hitting times without iterating",
    build,
    (SHARP_LAW, CLOSED_LAW, CEILING_LEMMA, LINEAR_COUNT, TRUE_LAG, SMALL_START_LAW, DEPTH_GAPS, DEPTH_TWO_GAPS),
    seconds=16,
)
