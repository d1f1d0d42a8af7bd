"""The figures of the page on the effective rank: windows, starts that have a plateau, and when r turns."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from numpy.typing import NDArray

from reports.pages.effective_rank.study import Compared
from reports.pages.effective_rank.turns import Turn
from reports.rendering.figures import (
    BLUE,
    GREEN,
    GREY,
    INK,
    ORANGE,
    PURPLE,
    SKY,
    VERMILION,
    empty_figure,
    styled,
    to_digits,
)

Floats = NDArray[np.float64]
#: A light blue for the plateau itself.
PLATEAU = "#cfe6f5"


@styled
def windows_figure(panels: Sequence[tuple[str, Sequence[Compared]]]) -> Figure:
    """Return, for each setting, a bar for every plateau by rank, all of one length: what Theorem 3.5 promises of it."""
    figure = empty_figure(3.1)
    grid = figure.subplots(1, len(panels), squeeze=False, sharey=True, sharex=True)[0]
    for axes, (title, rows) in zip(grid, panels, strict=True):
        for row in rows:
            axes.barh(row.rank, 1, height=0.75, color=PLATEAU)
            for window, colour, height in ((row.promised, SKY, 0.75), (row.sharp, BLUE, 0.18)):
                left, right = _within(row, window)
                axes.barh(row.rank, right - left, left=left, height=height, color=colour)
        axes.set(title=title, xlabel="part of the plateau", xticks=(0, 0.5, 1))
    grid[0].set(ylabel="rank $\\ell$", yticks=range(1, 1 + max(row.rank for _, rows in panels for row in rows)))
    named = (("plateau, by iterating", PLATEAU), ("ours, without iterating", BLUE), ("promised by Theorem 3.5", SKY))
    handles = [Patch(color=colour, label=label) for label, colour in named]
    figure.legend(handles=handles, loc="outside lower center", ncols=3)
    return figure


def _within(row: Compared, window: tuple[int, int | None] | None) -> tuple[float, float]:
    """Return where a window begins and ends in the plateau, which is 0 to 1 and has an end."""
    first, last = row.actual
    if window is None or last is None:
        return 0.0, 0.0
    end = last if window[1] is None else window[1]
    return (window[0] - first) / (last + 1 - first), (end + 1 - first) / (last + 1 - first)


@styled
def thresholds_figure(depths: Sequence[int], gaps: Sequence[Fraction], found: Sequence[Sequence[float]]) -> Figure:
    """Return the largest α^N that has a plateau over the relative gap of two eigenvalues, a line for each depth."""
    figure = empty_figure(2.9)
    axes = figure.subplots()
    x = [float(gap) for gap in gaps]
    inset = axes.inset_axes((0.08, 0.1, 0.4, 0.55))
    styles = zip(depths, found, (VERMILION, ORANGE, GREEN, BLUE, PURPLE), ("o", "s", "^", "D", "v"), strict=False)
    for depth, values, colour, marker in styles:
        for one in (axes, inset):
            one.plot(x, to_digits(np.array(values)), marker=marker, ms=3, color=colour, label=f"$N={depth}$")
    axes.axhline(np.log10(np.finfo(float).tiny), color=GREY, lw=0.8, ls=":")
    axes.text(x[-1], -305, "smallest float64", color=GREY, fontsize=7, ha="right", va="bottom")
    axes.set(xscale="log", ylim=(-345, 10), xlabel=r"relative gap $1-\lambda_{\ell+1}/\lambda_\ell$")
    axes.set(ylabel=r"$\log_{10}$ of the largest $\alpha^N/\lambda_\ell$")
    axes.invert_xaxis()
    inset.set(xscale="log", ylim=(-13, 0), title="the same, closer")
    inset.invert_xaxis()
    axes.legend(loc="center right")
    return figure


@styled
def turns_figure(panels: Sequence[tuple[str, Turn]]) -> Figure:
    """Return r over time, and how far it is from that of Ŵ, for each run."""
    figure = empty_figure(3.6)
    grid = figure.subplots(2, len(panels), squeeze=False, sharex="col", height_ratios=(3, 2))
    for column, (title, run) in zip(grid.T, panels, strict=True):
        upper, lower = column
        upper.plot(run.times, to_digits(run.rank), color=BLUE)
        place = int(np.argmin(run.rank))
        upper.plot([run.times[place]], [run.rank[place]], "o", color=VERMILION, ms=4)
        level = float(sum(run.eigenvalues) / max(run.eigenvalues))
        upper.axhline(level, color=GREY, lw=0.8, ls=":")
        upper.set(title=title, xscale="log", ylim=(0.95, level + 0.9))
        above, below = (np.where(sign * run.beyond > 0, sign * run.beyond, np.nan) for sign in (1, -1))
        lower.plot(run.times, to_digits(above), color=VERMILION, label=r"above $r(\hat W)$")
        lower.plot(run.times, to_digits(below), color=INK, ls="--", label=r"below $r(\hat W)$")
        lower.set(yscale="log", ylim=(1e-13, 3), xlabel="flow time $t$")
    grid[0, 0].set(ylabel="effective rank $r$")
    grid[1, 0].set(ylabel=r"$|r-r(\hat W)|$")
    handles, labels = grid[1, 0].get_legend_handles_labels()
    if len(labels) < 2:
        handles, labels = grid[1, -1].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=2)
    return figure
