"""Figures for Theorem 1.3: a perturbed start on a real matrix, the phase transition, how much of (14) is needed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle

from numerics.orbits.behaviour import (
    DIVERGES,
    MONOTONE,
    NAMES,
    OSCILLATES,
    OVERSHOOTS,
    SLOW,
    WRONG_LIMIT,
)
from reports.pages.perturbed_start.necessity import BoxedMap
from reports.pages.perturbed_start.pictures import RecoveryPanel, TransitionPicture
from reports.rendering.figures import (
    BLUE,
    GREEN,
    GREY,
    INK,
    ORANGE,
    PURPLE,
    SKY,
    VERMILION,
    YELLOW,
    empty_figure,
    fill_cells,
    styled,
)

#: A colour for each outcome of ``numerics.orbits.behaviour``, in the order of its codes, and a name for the legend.
_COLOURS = dict(
    sorted(
        {
            MONOTONE: SKY,
            SLOW: "#d6ecf8",
            OVERSHOOTS: YELLOW,
            WRONG_LIMIT: PURPLE,
            OSCILLATES: ORANGE,
            DIVERGES: VERMILION,
        }.items()
    )
)
_TITLES = {
    MONOTONE: "converges from one side",
    SLOW: "so far from one side, not there yet",
    OVERSHOOTS: "converges, overshooting",
}

#: Of the trajectories of one eigenvalue every so many iterations are drawn.
_EVERY = 4


@styled
def recovery_figure(panels: Sequence[RecoveryPanel]) -> Figure:
    """Draw all eigenvalues of W(k) over k, one panel a depth, with the times by which each is promised."""
    figure = empty_figure(4.0)
    row = figure.subplots(1, len(panels), sharey=True, squeeze=False)[0]
    for axes, panel in zip(row, panels, strict=True):
        for curve, target in zip(panel.curves, panel.targets, strict=True):
            axes.plot(panel.k, curve, color=_colour(target), lw=0.9, alpha=0.9, zorder=2)
        for values in panel.full:
            axes.plot(panel.full_k, values, ".", color=INK, ms=3, mew=0, zorder=3)
        times, values = zip(*panel.predicted, strict=True)
        axes.plot(times, values, "o", color=ORANGE, mfc="none", ms=4.2, mew=1.1, zorder=4)
        last = float(panel.k[-1])
        axes.set(xscale="log", xlabel="iteration $k$", title=f"$N={panel.depth}$")
        axes.set_xlim(last / 2000, last)
        axes.axhline(0, color=GREY, lw=0.5, zorder=0)
        for target in np.unique(panel.targets).tolist():
            axes.plot(
                [0.955, 1.0], [target, target], color=_colour(target), lw=1.2, transform=axes.get_yaxis_transform()
            )
    row[0].set_ylabel("eigenvalue of $W(k)$, in units of $\\|\\hat{W}\\|$")
    handles: list[Artist] = [
        Line2D([], [], color=BLUE, label=r"$\lambda_i>0$"),
        Line2D([], [], color=VERMILION, label=r"$\lambda_i<0$"),
        Line2D([], [], color=GREY, label=r"$\lambda_i=0$"),
        Line2D([], [], color=INK, ls="none", marker=".", ms=4, mew=0, label="full descent"),
        Line2D([], [], color=ORANGE, ls="none", marker="o", ms=4, mfc="none", label="sharp bound on the time"),
    ]
    figure.legend(handles=handles, loc="outside lower center", ncols=5, handlelength=1.8, columnspacing=1.3)
    return figure


def _colour(target: float) -> str:
    return BLUE if target > 0 else VERMILION if target < 0 else GREY


@styled
def transition_figure(picture: TransitionPicture) -> Figure:
    """Draw p₁, p₂ and their product over k, and the pair in the plane next to that for |λ| (Figure 5)."""
    figure = empty_figure(3.6)
    time, plane = figure.subplots(1, 2, width_ratios=(1.35, 1.0))
    first, second = picture.states.T
    k = np.arange(len(first))
    time.axhline(0, color=GREY, lw=0.5)
    time.axhline(-picture.size, color=GREY, lw=0.7, ls=(0, (4, 3)))
    time.text(0.02 * len(first), -picture.size, r"$\lambda$", va="bottom", fontsize=8)
    k, first, second = k[::_EVERY], first[::_EVERY], second[::_EVERY]
    time.plot(k, first, color=BLUE, label="$p_1$")
    time.plot(k, second, color=GREEN, label="$p_2$")
    time.plot(k, first * second ** (picture.depth - 1), color=VERMILION, label="$p_1p_2^{N-1}$")
    time.axvline(picture.change, color=INK, lw=1.0, label=f"$k_p={picture.change}$")
    time.axvline(picture.change_bound, color=INK, lw=1.0, ls=(0, (3, 1, 1, 1)), label="bound (46) on $k_p$")
    time.axvline(
        picture.iterations, color=ORANGE, lw=1.0, label=f"$T={picture.iterations}$, sharp bound {picture.bound}"
    )
    time.set(xlabel="iteration $k$", title="(a) " + picture.title)
    time.set_xlim(0, 1.04 * max(picture.change_bound, len(picture.states)))

    span = 1.12 * float(np.abs(picture.states).max())
    shown = np.linspace(0.05, span, 200)
    for sign in (-1, 1):
        level = sign * picture.size / shown ** (picture.depth - 1)
        plane.plot(level, shown, color=GREY, lw=0.8, ls=(0, (4, 3)))
    plane.axvline(0, color=GREY, lw=0.5)
    plane.plot(first, second, color=BLUE, label=r"the pair for $\lambda<0$")
    plane.plot(*picture.positive[::_EVERY].T, color=VERMILION, label=r"the pair for $|\lambda|$")
    after = picture.states[picture.change :: _EVERY]
    plane.plot(-after[:, 0], after[:, 1], color=INK, lw=1.3, ls=(0, (1, 1.5)), label="$(-p_1,p_2)$ after $k_p$")
    plane.plot(*picture.states[0], "o", color=INK, ms=4)
    plane.set(xlabel="$p_1$", ylabel="$p_2$", title="(b) the plane; dashed: product $=\\pm|\\lambda|$")
    plane.set_xlim(-span, span)
    plane.set_ylim(0, span)
    handles, labels = time.get_legend_handles_labels()
    more, names = plane.get_legend_handles_labels()
    figure.legend(handles + more, labels + names, loc="outside lower center", ncols=3, handlelength=2.2)
    return figure


@styled
def necessity_figure(rows: Sequence[Sequence[BoxedMap]]) -> Figure:
    """Draw what orbits do over (β/α, ηM^{2N−2}): a row of panels for each sign of λ, a column for each depth."""
    figure = empty_figure(5.6)
    panels = figure.subplots(len(rows), len(rows[0]), sharex=True, sharey=True, squeeze=False)
    for line, maps in zip(panels, rows, strict=True):
        for axes, boxed in zip(line, maps, strict=True):
            _necessity_panel(axes, boxed)
        line[0].set_ylabel(r"$\eta M^{2N-2}$")
    for axes in panels[-1]:
        axes.set_xlabel(r"$\beta/\alpha$")
    seen = {code for maps in rows for boxed in maps for code in np.unique(boxed.grid.outcome).tolist()}
    handles: list[Artist] = [
        Patch(facecolor=colour, edgecolor=GREY, linewidth=0.4, label=_TITLES.get(code, NAMES[code]))
        for code, colour in _COLOURS.items()
        if code in seen
    ]
    handles.append(Patch(facecolor="none", edgecolor=INK, linewidth=1.2, label="hypothesis (14)"))
    handles.append(Line2D([], [], color=INK, lw=0.9, ls=(0, (4, 2)), label=r"$\eta M^{2N-2}=2/N$"))
    figure.legend(handles=handles, loc="outside lower center", ncols=3, handlelength=1.4, columnspacing=1.2)
    return figure


def _necessity_panel(axes: Axes, boxed: BoxedMap) -> None:
    grid = boxed.grid
    half = (grid.ratios[1] - grid.ratios[0]) / 2
    x = np.concatenate((grid.ratios - half, [grid.ratios[-1] + half]))
    step = float(np.sqrt(grid.loads[1] / grid.loads[0]))
    y = np.concatenate((grid.loads / step, [grid.loads[-1] * step]))
    fill_cells(axes, x, y, grid.outcome.astype(np.int64), list(_COLOURS.values()))
    axes.add_patch(
        Rectangle((0, float(y[0])), boxed.widest, boxed.highest - float(y[0]), fill=False, edgecolor=INK, linewidth=1.2)
    )
    axes.axhline(2 / grid.depth, color=INK, lw=0.9, ls=(0, (4, 2)))
    sign = r"\lambda>0" if grid.sign > 0 else r"\lambda<0"
    axes.set(yscale="log", title=f"$N={grid.depth}$, ${sign}$")
    axes.set_xlim(0, float(x[-1]))
    axes.set_ylim(float(y[0]), float(y[-1]))
