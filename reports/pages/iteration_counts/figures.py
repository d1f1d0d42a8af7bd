"""Figures for Theorem 2.4: one eigenvalue between its bounds, and maps of how tight the upper bound is."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.ticker import LogLocator, NullFormatter

from reports.pages.iteration_counts.study import EigenvalueRun, HeatMap
from reports.rendering.figures import (
    BLUE,
    GREEN,
    GREY,
    INK,
    ORANGE,
    VERMILION,
    Floats,
    empty_figure,
    fill_cells,
    styled,
)

#: Bins of ⌈T^Id⌉/T in the maps, and their colours from light (tight) to dark (loose).
LEVELS: tuple[float, ...] = (1.0, 1.02, 1.05, 1.1, 1.15, 1.2, 1.3, 1.5, 2.0, 10.0, 1e3, np.inf)
LEVEL_COLOURS: list[str] = [
    *("#fdf6e3", "#fde8b8", "#fcd588", "#f9bd5f", "#f0a03f", "#de8232"),
    *("#c3642f", "#a04730", "#77302f", "#4c1f2c", "#1f1220"),
]


@styled
def eigenvalue_figure(run: EigenvalueRun) -> Figure:
    """Draw the paper's Figure 4: iterates, flow, and the bounds on T as vertical lines; whole run and zoom."""
    figure = empty_figure(3.1)
    whole, zoom = figure.subplots(1, 2, width_ratios=(1.15, 1))
    steps = np.arange(len(run.iterates))

    whole.plot(steps, run.iterates, ".", ms=3.2, color=BLUE, label="descent $d(k)$")
    whole.plot(run.flow_times, run.flow_states, "-", lw=1.0, color=ORANGE, label=r"gradient flow $y(\eta k)$")
    whole.axhline(run.limit, color=GREY, lw=0.7, ls=(0, (4, 3)))
    whole.axhline(run.inflection, color=GREY, lw=0.7, ls=(0, (1, 2)))
    whole.text(0, run.limit, r"$L=\lambda^{1/N}$", va="bottom", color=INK, fontsize=8)
    whole.text(0, run.inflection, r"$x_*$", va="bottom", color=INK, fontsize=8)
    whole.set(xlabel="iteration $k$", ylabel="eigenvalue $d$ of a factor", title="(a) " + run.title)
    whole.set_ylim(0, 1.12 * run.limit)
    whole.set_xlim(-0.02 * run.upper, 1.06 * run.upper)

    error, flow_error = run.limit - run.iterates, run.limit - run.flow_states
    zoom.plot(steps, error, ".", ms=4.5, color=BLUE)
    zoom.plot(run.flow_times, flow_error, "-", lw=1.0, color=ORANGE)
    zoom.axhline(run.accuracy, color=GREY, lw=0.7, ls=(0, (4, 3)))
    start = int(np.argmax(run.iterates >= run.inflection))
    zoom.set_xlim(start, 1.03 * run.upper)
    zoom.text(start + 1, run.accuracy, r"$\varepsilon$", va="bottom", color=INK)
    zoom.set(yscale="log", xlabel="iteration $k$", ylabel="$L-d$", title="(b) the end of the run, error")
    zoom.set_ylim(run.accuracy / 8, 1.3 * (run.limit - run.inflection))

    for axes in (whole, zoom):
        axes.axvline(run.lower, color=GREEN, lw=1.2, ls=(0, (5, 2)), label="lower bound (27)")
        axes.axvline(run.iterations, color=INK, lw=1.0, label=f"$T={run.iterations}$")
        axes.axvline(run.upper, color=VERMILION, lw=1.2, ls=(0, (3, 1, 1, 1)), label=r"$\lceil T^{\mathrm{Id}}\rceil$")
    handles, labels = whole.get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=5, handlelength=2.2, columnspacing=1.4)
    return figure


@styled
def tightness_figure(maps: Sequence[HeatMap]) -> Figure:
    """Draw ⌈T^Id⌉/T for λ = 1 over start α and accuracy ε, one panel a depth, with the borders of the cases."""
    figure = empty_figure(3.5)
    panels = figure.subplots(1, len(maps), sharey=True, squeeze=False)[0]
    for axes, heat in zip(panels, maps, strict=True):
        _tightness_panel(axes, heat)
    panels[0].set_ylabel(r"accuracy $\varepsilon/\lambda^{1/N}$")
    used = [index for index in range(len(LEVEL_COLOURS)) if any((_levels(heat) == index).any() for heat in maps)]
    handles = [
        Patch(facecolor=LEVEL_COLOURS[index], edgecolor=GREY, linewidth=0.4, label=_level_name(index)) for index in used
    ]
    figure.legend(
        handles=handles,
        loc="outside lower center",
        ncols=6,
        title=r"$\lceil T^{\mathrm{Id}}\rceil / T$ (white: no such case, or undecided)",
        title_fontsize=8,
        handlelength=1.1,
        columnspacing=0.9,
        handletextpad=0.4,
    )
    return figure


def _tightness_panel(axes: Axes, heat: HeatMap) -> None:
    x, y = _edges(heat.starts), _edges(heat.accuracies)
    fill_cells(axes, x, y, _levels(heat), LEVEL_COLOURS)
    inflection = ((heat.depth - 1) / (2 * heat.depth - 1)) ** (1 / heat.depth)
    low, high = float(heat.accuracies[0]), float(heat.accuracies[-1])
    axes.plot([inflection, inflection], [low, min(1 - inflection, high)], color=INK, lw=0.8, ls=(0, (4, 2)))
    axes.plot([heat.starts[0], inflection], [1 - inflection] * 2, color=INK, lw=0.8, ls=(0, (4, 2)))
    axes.set(xscale="log", yscale="log", title=f"$N={heat.depth}$", xlabel=r"start $\alpha/\lambda^{1/N}$")
    axes.set_xlim(float(x[0]), float(x[-1]))
    axes.set_ylim(float(y[0]), float(y[-1]))
    axes.xaxis.set_minor_formatter(NullFormatter())
    axes.yaxis.set_major_locator(LogLocator(numticks=12))
    box = {"facecolor": "white", "edgecolor": "none", "alpha": 0.75, "pad": 1.2, "boxstyle": "round,pad=0.15"}
    middle = float(np.sqrt(low * (1 - inflection)))
    labels = [
        (float(np.sqrt(heat.starts[0] * inflection)), middle, "4a"),
        (float(np.sqrt(inflection)), middle, "4b"),
        (float(np.sqrt(heat.starts[-1])), middle, "1"),
        (float(np.sqrt(heat.starts[0] * inflection * 0.4)), float(np.sqrt(1 - inflection)), "3"),
    ]
    for across, up, name in labels:
        if heat.starts[0] < across < heat.starts[-1] and low < up < high:
            axes.text(across, up, name, ha="center", va="center", fontsize=8, color=INK, bbox=box)


def _levels(heat: HeatMap) -> np.ndarray:
    """Return the bin of every cell, −1 where there is no value."""
    filled = np.nan_to_num(heat.ratio, nan=-1.0)
    return np.where(filled < LEVELS[0], -1, np.searchsorted(LEVELS, filled, side="right") - 1)


def _level_name(index: int) -> str:
    low, high = LEVELS[index], LEVELS[index + 1]
    return f"≥ {low:g}" if np.isinf(high) else f"{low:g}–{high:g}"


def _edges(centres: Floats) -> Floats:
    """Return cell edges halfway, in the logarithm, between ``centres``."""
    middle = np.sqrt(centres[1:] * centres[:-1])
    return np.concatenate(([centres[0] ** 2 / middle[0]], middle, [centres[-1] ** 2 / middle[-1]]))
