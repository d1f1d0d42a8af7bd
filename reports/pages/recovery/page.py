"""The page on Theorem 1.1: descent on two real matrices, eigenvalue by eigenvalue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from reports.pages.matrices import RealMatrix, digits_gram, karate_adjacency
from reports.pages.page import Page
from reports.pages.recovery.figures import spectrum_figure
from reports.pages.recovery.study import (
    ERROR_DECIMALS,
    START,
    FullDescent,
    Recovery,
    SpectrumPanel,
    eigenvalue_curves,
    full_descent,
    recoveries,
    sampled_iterations,
    step_size,
)
from reports.rendering.figures import Floats, Ints, svg_text, to_digits
from reports.rendering.markdown import Files, Setting, count, csv_text, interval, markdown_table, number, render
from theory.deep_factorization.lemma_2_1 import LEMMA_2_1
from theory.deep_factorization.theorem_1_1 import THEOREM_1_1

DEPTHS = (2, 3, 4)
#: Errors at ⌈T^Id⌉ are computed up to this iteration.
LONGEST_RUN = 200_000
#: Iterations at which a run is looked at, and how many of them get a dot in the figures.
SAMPLES, DOTS = 90, 15
#: A full descent counts as following the scalar recursion while no entry is farther off than this.
FOLLOWS = 1e-6
#: Size of the perturbation of the start, and the iterations it is watched for.
PERTURBATION, PERTURBED_STEPS = 1e-6, 4_000
#: Which eigenvalues of the digits are drawn, by rank, and how many are listed on the page.
DRAWN_RANKS = (1, 2, 4, 7, 10, 14, 19, 25, 32, 40)
LISTED = 20


@dataclass(frozen=True)
class DepthStudy:
    """One matrix at one depth: what is predicted, what the scalar recursion and the full descent give.

    ``curves`` has a row for each entry of ``recoveries``, at the iterations ``k``.
    """

    depth: int
    eta: Fraction
    recoveries: list[Recovery]
    k: Ints
    curves: Floats
    full: FullDescent
    perturbed: FullDescent | None

    @property
    def checked(self) -> tuple[int, int]:
        """How many eigenvalues were within (11) at all sampled k ≥ ⌈T^Id⌉ of the full descent, and of how many."""
        left = self.full.leaves(FOLLOWS) or int(self.full.k[-1]) + 1
        inside = total = 0
        position = 0
        for row in self.recoveries:
            later = (self.full.k >= row.bound) & (self.full.k < left) if row.bound is not None else np.zeros(1, bool)
            if later.any():
                errors = np.abs(
                    self.full.diagonal[position : position + row.multiplicity] - max(float(row.eigenvalue), 0.0)
                )
                total += row.multiplicity
                inside += int((errors[:, later].max(axis=1) <= row.error_bound).sum())
            position += row.multiplicity
        return inside, total

    @property
    def followed(self) -> bool:
        """Whether the full descent followed the scalar recursion to its end."""
        return self.full.leaves(FOLLOWS) is None

    @property
    def largest_unrecovered(self) -> float:
        """The largest eigenvalue of the product that belongs to a negative λ, at the end of the curves."""
        negative = [row.eigenvalue < 0 for row in self.recoveries]
        return float(np.abs(self.curves[negative, -1]).max())

    @property
    def lost_symmetry(self) -> int | None:
        """The first sampled iteration at which the perturbed run has passed half the most negative eigenvalue."""
        if self.perturbed is None:
            return None
        below = np.flatnonzero(self.perturbed.diagonal[-1] < float(self.recoveries[-1].eigenvalue) / 2)
        return int(self.perturbed.k[below[0]]) if below.size else None


def build(setting: Setting) -> Files:
    """Return the page, its figures and its data."""
    karate, digits = karate_adjacency(), digits_gram()
    studies: dict[str, list[DepthStudy]] = {}
    for truth in (karate, digits):
        studies[truth.name] = []
        for depth in DEPTHS:
            setting.progress(f"theorem-1.1: {truth.title}, N = {depth}")
            studies[truth.name].append(study(truth, depth, setting))
    panels = {name: [_panel(one, name == "digits") for one in rows] for name, rows in studies.items()}
    return {
        "theorem-1.1.md": render(
            "recovery/theorem-1.1.md.j2",
            setting,
            karate=karate,
            digits=digits,
            studies=studies,
            tables={name: {one.depth: _table(one) for one in rows} for name, rows in studies.items()},
            run_table=_run_table([(truth, one) for truth in (karate, digits) for one in studies[truth.name]]),
            alpha=START,
            depths=DEPTHS,
            listed_rows=LISTED,
            perturbation=PERTURBATION,
            follows=FOLLOWS,
            drawn=DRAWN_RANKS,
        ),
        "theorem-1.1-karate.svg": svg_text(spectrum_figure(panels["karate"], logarithmic=False)),
        "theorem-1.1-digits.svg": svg_text(spectrum_figure(panels["digits"], logarithmic=True)),
        **{f"data/theorem-1.1-{name}-times.csv": _times_csv(rows) for name, rows in studies.items()},
        **{f"data/theorem-1.1-{name}-curves.csv": _curves_csv(panels[name]) for name in studies},
    }


def study(truth: RealMatrix, depth: int, setting: Setting) -> DepthStudy:
    """Return what Theorem 1.1 predicts for ``truth`` at one depth, and what happens."""
    rows = recoveries(truth.eigenvalues, depth, LONGEST_RUN)
    indefinite = min(truth.eigenvalues) < 0
    bounds = [row.bound for row in rows if row.eigenvalue > START**depth and row.bound is not None]
    last = int(1.6 * max(bounds)) if indefinite else 10 * setting.profile.matrix_steps
    k = sampled_iterations(last, SAMPLES)
    full = full_descent(truth, depth, sampled_iterations(min(last, setting.profile.matrix_steps), SAMPLES))
    perturbed = None
    if indefinite:
        watched = sampled_iterations(min(last, PERTURBED_STEPS), 4 * SAMPLES)
        perturbed = full_descent(truth, depth, watched, PERTURBATION, setting.seed)
    curves = to_digits(eigenvalue_curves([row.eigenvalue for row in rows], depth, k))
    return DepthStudy(depth, step_size(depth), rows, k, curves, full, perturbed)


def _panel(one: DepthStudy, few: bool) -> SpectrumPanel:
    """Return what is drawn of a study: all eigenvalues, or with ``few`` those of ``DRAWN_RANKS``."""
    rows = [rank - 1 for rank in DRAWN_RANKS] if few else list(range(len(one.recoveries)))
    left = one.full.leaves(FOLLOWS) or int(one.full.k[-1]) + 1
    seen = np.flatnonzero((one.full.k > 0) & (one.full.k < left))
    seen = seen[np.unique(np.round(np.linspace(0, len(seen) - 1, DOTS)).astype(np.int64))]
    first = np.cumsum([0, *(row.multiplicity for row in one.recoveries)])
    # dots for every other curve are enough where all of them are drawn
    dotted = rows if few else rows[::2]
    after = one.k > 0
    predicted = []
    for index in rows:
        row = one.recoveries[index]
        if row.eigenvalue > START**one.depth and row.bound is not None and row.bound <= one.k[-1]:
            value = eigenvalue_curves([row.eigenvalue], one.depth, np.array([row.bound]))[0, 0]
            predicted.append((float(row.bound), float(to_digits(value))))
    perturbed = None
    if one.perturbed is not None:
        shown = one.perturbed.k > 0
        perturbed = (one.perturbed.k[shown], to_digits(np.round(one.perturbed.diagonal[-1][shown], 6)))
    return SpectrumPanel(
        depth=one.depth,
        k=one.k[after],
        curves=one.curves[rows][:, after],
        targets=np.array([float(one.recoveries[index].eigenvalue) for index in rows]),
        full_k=one.full.k[seen],
        full=to_digits(np.round(one.full.diagonal[first[dotted]][:, seen], 9)),
        predicted=predicted,
        perturbed=perturbed,
    )


def _table(one: DepthStudy) -> str:
    headers = (
        r"$\lambda_i$",
        "case",
        r"$\varepsilon$",
        "$T$",
        r"$\lceil T^{\mathrm{Id}}\rceil$",
        "ratio",
        r"$\lvert E_{ii}\rvert$ at $\lceil T^{\mathrm{Id}}\rceil$",
        "bound (11)",
    )
    cells = [
        (
            number(float(row.eigenvalue)) + (f" (×{row.multiplicity})" if row.multiplicity > 1 else ""),
            row.case,
            number(float(row.eps)),
            interval(row.time.lower, row.time.upper),
            _large(row.bound),
            number(row.ratio, 4),
            _error(row.error),
            number(row.error_bound, 4),
        )
        for row in one.recoveries
    ]
    return markdown_table(headers, cells if min(r.eigenvalue for r in one.recoveries) < 0 else cells[:LISTED], "rl")


def _error(value: float | None) -> str:
    """Return an error to three digits, or that it is below the rounding noise."""
    smallest = 10.0**-ERROR_DECIMALS
    return f"< {number(smallest).removeprefix('1·')}" if value is not None and value < smallest else number(value, 3)


def _large(value: int | None) -> str:
    """Return a whole number, in powers of ten from a billion on."""
    return number(value, 4) if value is not None and value >= 10**9 else count(value)


def _run_table(rows: Sequence[tuple[RealMatrix, DepthStudy]]) -> str:
    headers = (
        "matrix",
        "$N$",
        r"$\eta$",
        "iterations run",
        "follows the recursion until",
        "within (11)",
        "perturbed start: sign lost at",
    )
    cells = []
    for truth, one in rows:
        left, (inside, total) = one.full.leaves(FOLLOWS), one.checked
        lost = (
            "—" if one.perturbed is None else "not seen" if one.lost_symmetry is None else f"k ≈ {one.lost_symmetry:,}"
        )
        cells.append(
            (
                f"{truth.size}×{truth.size} {truth.name}",
                str(one.depth),
                str(one.eta),
                count(int(one.full.k[-1])),
                "the end" if left is None else f"k ≈ {left:,}",
                f"{inside} of {total}",
                lost,
            )
        )
    return markdown_table(headers, cells, "l")


def _times_csv(rows: Sequence[DepthStudy]) -> str:
    entries = [(one.depth, row) for one in rows for row in one.recoveries]
    return csv_text(
        {
            "N": [depth for depth, _ in entries],
            "eigenvalue": [float(row.eigenvalue) for _, row in entries],
            "multiplicity": [row.multiplicity for _, row in entries],
            "case": [row.case for _, row in entries],
            "epsilon": [float(row.eps) for _, row in entries],
            "T_lower": [row.time.lower for _, row in entries],
            "T_upper": [row.time.upper for _, row in entries],
            "bound": [row.bound for _, row in entries],
            "error": [row.error for _, row in entries],
            "error_bound": [row.error_bound for _, row in entries],
        }
    )


def _curves_csv(panels: Sequence[SpectrumPanel]) -> str:
    columns: dict[str, list[object]] = {"N": [], "k": []}
    for panel in panels:
        columns["N"] += [panel.depth] * len(panel.k)
        columns["k"] += panel.k.tolist()
        for target, curve in zip(panel.targets.tolist(), panel.curves, strict=True):
            columns.setdefault(f"lambda={target:.6g}", []).extend(curve.tolist())
    return csv_text(columns)


PAGE = Page(
    "theorem-1.1.md",
    "Theorem 1.1 on two real matrices: which eigenvalues are recovered, and when",
    build,
    (THEOREM_1_1, LEMMA_2_1),
    seconds=14,
)
