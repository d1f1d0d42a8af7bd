"""Gathers what the page on the effective rank shows: windows, lengths, starts, turns, stops, statements."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import numpy as np

from numerics.exact.rational import rational_value
from numerics.plateaus.law_columns import Descent
from reports.pages.effective_rank.figures import thresholds_figure, turns_figure, windows_figure
from reports.pages.effective_rank.noise import Stopped, stopped
from reports.pages.effective_rank.study import Compared, Ratios, compared, ratios, spectra, thresholds
from reports.pages.effective_rank.turns import Turn, turn
from reports.pages.matrices import digits_gram
from reports.pages.page import Page
from reports.rendering.figures import svg_text
from reports.rendering.markdown import (
    Files,
    Setting,
    count,
    csv_text,
    exact_text,
    interval,
    json_text,
    markdown_table,
    number,
    render,
)
from theory.deep_factorization.lemma_3_8 import LEMMA_3_8
from theory.deep_factorization.remark_3_2 import REMARK_3_2
from theory.deep_factorization.remark_3_3 import REMARK_3_3
from theory.deep_factorization.remark_3_3_descent import REMARK_3_3_DESCENT
from theory.deep_factorization.remark_3_6 import REMARK_3_6
from theory.deep_factorization.remark_3_7 import REMARK_3_7
from theory.deep_factorization.theorem_3_1 import THEOREM_3_1
from theory.deep_factorization.theorem_3_5 import THEOREM_3_5
from theory.language.definitions import resolve
from theory.language.hypotheses import step_bound
from theory.language.statement import Statement
from theory.language.symbols import alpha, lam, without_multipliers
from theory.sharp.early_stopping import EARLY_STOPPING
from theory.sharp.early_stopping_flow import EARLY_STOPPING_FLOW
from theory.sharp.effective_rank_classification import EFFECTIVE_RANK_CLASSIFICATION
from theory.sharp.effective_rank_descent import EFFECTIVE_RANK_DESCENT
from theory.sharp.effective_rank_end import EFFECTIVE_RANK_END
from theory.sharp.effective_rank_flow import EFFECTIVE_RANK_FLOW
from theory.sharp.effective_rank_robust import EFFECTIVE_RANK_ROBUST
from theory.sharp.final_fall import FINAL_FALL
from theory.sharp.identical_limit import IDENTICAL_LIMIT
from theory.sharp.noise_window import NOISE_WINDOW
from theory.sharp.plateau import PLATEAU
from theory.sharp.plateau_existence import PLATEAU_EXISTENCE
from theory.sharp.plateau_tolerance import PLATEAU_TOLERANCE

#: Depth and start for the Gram matrix of the digits, norm 1, at nine tenths of (25), and the ranks looked at.
DIGITS = ((2, Fraction(1, 10**6)), (3, Fraction(1, 100)), (4, Fraction(1, 20)))
SHARE_OF_BOUND, RANKS = Fraction(9, 10), 12
#: Depth and start for many spectra, shares of (25), spectra at each, and their largest size.
STARTS = {2: Fraction(1, 10**4), 3: Fraction(1, 100), 4: Fraction(1, 20), 5: Fraction(1, 10)}
SHARES = (Fraction(1, 10), Fraction(1))
SPECTRA, LARGEST = 20, 60
#: Depths and gaps of the figure of starts.
DEPTHS = (2, 3, 4, 6, 10)
GAPS = tuple(Fraction(f"{10 ** (-0.3 - 2.2 * i / 11):.2g}") for i in range(12))
#: Spectra whose effective rank is followed: a full one and one with zeros, N = 2, with their start.
FULL, DEFICIENT = (tuple(map(Fraction, text.split())) for text in ("1 1/2 1/5 1/20", "1 1/2 1/5 0 0 0 0 0 0 0"))
TURN_START, TURN_POINTS = Fraction(1, 100), 140
#: Noisy matrices: depth, start, noise as a share of the smallest true eigenvalue, and how many of each.
NOISY = (
    *((2, Fraction(1, 20), Fraction(share, 10)) for share in (1, 2, 4)),
    *((3, Fraction(1, 5), Fraction(share, 10)) for share in (1, 2, 4)),
)
MATRICES = 16

#: Those of the paper, then ours: windows and stops, how the effective rank moves, and where it ends.
STATEMENTS: tuple[Statement, ...] = (
    *(THEOREM_3_1, REMARK_3_2, REMARK_3_3, REMARK_3_3_DESCENT, LEMMA_3_8, THEOREM_3_5, REMARK_3_6, REMARK_3_7),
    *(PLATEAU, PLATEAU_EXISTENCE, PLATEAU_TOLERANCE, NOISE_WINDOW, EARLY_STOPPING, EARLY_STOPPING_FLOW),
    *(EFFECTIVE_RANK_FLOW, EFFECTIVE_RANK_DESCENT, EFFECTIVE_RANK_ROBUST, EFFECTIVE_RANK_CLASSIFICATION),
    *(EFFECTIVE_RANK_END, FINAL_FALL, IDENTICAL_LIMIT),
)


def build(setting: Setting) -> Files:
    """Return the page, its figures and its data."""
    setting.progress("effective-rank: windows on the digits")
    digits = [float(value) for value in digits_gram().eigenvalues]
    shown = [(depth, start, compared(_digits_descent(depth, start), digits, RANKS)) for depth, start in DIGITS]
    setting.progress("effective-rank: windows on random spectra")
    many = [
        (depth, share, ratios(depth, share, spectra(SPECTRA, LARGEST, setting.seed + depth), start))
        for depth, start in STARTS.items()
        for share in SHARES
    ]
    setting.progress("effective-rank: starts, turns, stops")
    levels = thresholds(DEPTHS, GAPS)
    turns = [_turn(spectrum) for spectrum in (FULL, DEFICIENT)]
    stops = [(*given, stopped(*given, MATRICES, setting.seed)) for given in NOISY]
    panels = [(f"$N={depth}$, $\\alpha={exact_text(start)}$", rows) for depth, start, rows in shown]
    return {
        "effective-rank.md": render(
            "effective_rank/effective-rank.md.j2",
            setting,
            digits_table=_digits_table(shown),
            ranks=RANKS,
            ratio_table=_ratio_table(many),
            least=min(float(found.sharp.min()) for _, _, found in many),
            outside=sum(found.outside for _, _, found in many),
            missed=sum(found.missed for _, _, found in many),
            plateaus=sum(found.plateaus for _, _, found in many),
            spectra=SPECTRA,
            largest=LARGEST,
            threshold_table=_threshold_table(levels),
            peak=turns[1].highest,
            turn_start=TURN_START,
            stop_table=_stop_table(stops),
            matrices=MATRICES,
            statements=STATEMENTS,
        ),
        "effective-rank-windows.svg": svg_text(windows_figure(panels)),
        "effective-rank-starts.svg": svg_text(thresholds_figure(DEPTHS, GAPS, levels)),
        "effective-rank-turns.svg": svg_text(
            turns_figure(
                [
                    ("full rank: $\\lambda=1,\\frac{1}{2},\\frac{1}{5},\\frac{1}{20}$", turns[0]),
                    ("rank 3: $\\lambda=1,\\frac{1}{2},\\frac{1}{5},0,\\ldots,0$", turns[1]),
                ]
            )
        ),
        "data/effective-rank-windows.json": json_text([_record(*row) for row in shown]),
        "data/effective-rank-starts.csv": _starts_csv(levels),
    }


def _digits_descent(depth: int, start: Fraction) -> Descent:
    """Return descent at a share of (25) on a matrix of norm 1."""
    bound = rational_value(resolve(without_multipliers(step_bound), depth), {lam: Fraction(1), alpha: start})
    assert bound is not None  # a fraction of the parameters
    return Descent(depth, start, SHARE_OF_BOUND * bound)


def _turn(spectrum: tuple[Fraction, ...]) -> Turn:
    """Return the flow from the start on, over times spread evenly in the logarithm."""
    times = [Fraction(f"{10 ** (-1 + 5.5 * i / (TURN_POINTS - 1)):.4g}") for i in range(TURN_POINTS)]
    return turn(2, spectrum, TURN_START, times)


def _window(window: tuple[int, int | None] | None) -> str:
    return "—" if window is None else interval(*window)


def _digits_table(shown: Sequence[tuple[int, Fraction, Sequence[Compared]]]) -> str:
    headers = ("$N$", r"$\ell$", "plateau, iterated", "ours", "Theorem 3.5", "length, ours", "length, Theorem 3.5")
    rows = [
        (
            str(depth),
            str(row.rank),
            *(_window(window) for window in (row.actual, row.sharp, row.promised)),
            *(number(row.share(window), 3) for window in (row.sharp, row.promised)),
        )
        for depth, _, found in shown
        for row in found
    ]
    return markdown_table(headers, rows, "rrrrrrr")


def _ratio_table(many: Sequence[tuple[int, Fraction, Ratios]]) -> str:
    headers = (
        "$N$",
        r"$\alpha$",
        r"$\eta$",
        "plateaus",
        "ours: least",
        "ours: median",
        "Theorem 3.5: 10 %",
        "median",
        "90 %",
        "empty",
    )
    rows = []
    for depth, share, found in many:
        low, middle, high = np.quantile(found.published, (0.1, 0.5, 0.9))
        ours = (found.sharp.min(), np.median(found.sharp))
        bound = "(25)" if share == 1 else f"{exact_text(share)} of (25)"
        lengths = (number(float(value), 3) for value in (*ours, low, middle, high))
        rows.append((str(depth), exact_text(STARTS[depth]), bound, count(found.plateaus), *lengths, count(found.empty)))
    return markdown_table(headers, rows, "rrlrrrrrrr")


def _threshold_table(levels: Sequence[Sequence[float]]) -> str:
    shown = [place for place, gap in enumerate(GAPS) if place % 4 == 0 or place == len(GAPS) - 1]
    headers = ("gap", *(f"$N={depth}$" for depth in DEPTHS))
    return markdown_table(
        headers,
        [(exact_text(GAPS[place]), *(_power(row[place]) for row in levels)) for place in shown],
        "r" * len(headers),
    )


def _power(exponent: float) -> str:
    whole = int(np.floor(exponent))
    return rf"${10 ** (exponent - whole):.2f}\cdot10^{{{whole}}}$"


def _stop_table(stops: Sequence[tuple[int, Fraction, Fraction, Sequence[Stopped]]]) -> str:
    headers = (
        "$N$",
        r"$\alpha$",
        r"$\lVert E\rVert/\mu_\ell$",
        "error at the stop / best rank $\\ell$: median",
        "largest",
        "error at the stop / in the end: median",
        "difference to the best / $D_\\ell$: largest",
    )
    rows = []
    for depth, start, share, found in stops:
        best = [one.error / one.best for one in found]
        end = [one.error / one.end for one in found]
        known = [abs(one.error - one.best) / one.distance for one in found]
        values = (np.median(best), max(best), np.median(end), max(known))
        shown = (number(float(value), 3) for value in values)
        rows.append((str(depth), exact_text(start), exact_text(share), *shown))
    return markdown_table(headers, rows, "rrrrrrr")


def _record(depth: int, start: Fraction, rows: Sequence[Compared]) -> dict[str, Any]:
    return {
        "depth": depth,
        "alpha": str(start),
        "step": str(_digits_descent(depth, start).eta),
        "windows": [
            {"rank": row.rank, "iterated": row.actual, "ours": row.sharp, "theorem_3_5": row.promised} for row in rows
        ],
    }


def _starts_csv(levels: Sequence[Sequence[float]]) -> str:
    columns: dict[str, list[str]] = {"gap": [str(float(gap)) for gap in GAPS]}
    columns |= {f"N={depth}": [f"{value:.6g}" for value in row] for depth, row in zip(DEPTHS, levels, strict=True)}
    return csv_text(columns)


PAGE = Page(
    "effective-rank.md",
    "Effective rank: plateaus, when they exist, when to stop",
    build,
    STATEMENTS,
    seconds=8,
)
