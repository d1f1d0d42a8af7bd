"""Figures 1 to 7: eigenvalues, errors and effective ranks of certified runs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import NullLocator

from reports.pages.gallery.noise import Noisy
from reports.pages.gallery.runs import Pair, Plateaus, Prediction, Run
from reports.pages.gallery.windows import Window
from reports.rendering.figures import (
    BLUE,
    GREEN,
    GREY,
    INK,
    ORANGE,
    PURPLE,
    VERMILION,
    Floats,
    empty_figure,
    styled,
)

#: Colours of eigenvalues, from the largest down; those that are 0 are grey.
COLOURS = (BLUE, ORANGE, GREEN, VERMILION, PURPLE)
#: Fill of a plateau, and of the part of it that Theorem 3.5 promises.
PLATEAU, PROMISED = "#e3f1fa", "#9fd0ee"
_DASHED = (0, (4, 2))


def logarithmic(axes: Axes, first: float, last: float) -> None:
    """Give iterations a logarithmic axis from ``first`` to ``last``, with every tick written out."""
    places = [digit * 10**power for power in range(8) for digit in (1, 3)]
    shown = [place for place in places if first <= place <= last]
    axes.set(xscale="log", xlim=(first, last), xlabel="iteration $k$")
    axes.xaxis.set_minor_locator(NullLocator())
    axes.set_xticks(shown, [f"{place:,}" for place in shown])


def _spectrum(axes: Axes, run: Run, name: str) -> None:
    """Draw the w_i over k, with their targets dashed at the right."""
    for index, (value, row) in enumerate(zip(run.eigenvalues, run.products, strict=True)):
        colour = COLOURS[index % len(COLOURS)] if value else GREY
        axes.plot(run.at, row, color=colour, zorder=2)
        axes.plot([0.97, 1.0], [value, value], color=colour, lw=1.2, transform=axes.get_yaxis_transform())
    axes.axhline(0, color=GREY, lw=0.5, zorder=0)
    axes.set(title=name, xlabel="iteration $k$", xlim=(0, run.at[-1]))


@styled
def starts_figure(runs: Sequence[Run]) -> Figure:
    """Draw figure 1: the eigenvalues of W(k) from the identical and from the perturbed start."""
    figure = empty_figure(3.2)
    row = figure.subplots(1, 2, sharey=True)
    for axes, run, name in zip(row, runs, ("(a) identical start", "(b) perturbed start"), strict=True):
        _spectrum(axes, run, name)
    row[0].set_ylabel("eigenvalue of $W(k)$")
    handles = [
        Line2D([], [], color=colour, label=rf"$\lambda_{{{index + 1}}}={value:g}$")
        for index, (colour, value) in enumerate(zip(COLOURS, runs[0].eigenvalues, strict=True))
    ]
    figure.legend(handles=handles, loc="outside lower center", ncols=5, handlelength=1.6)
    return figure


@styled
def depths_figure(runs: Sequence[Run]) -> Figure:
    """Draw figure 2: the same eigenvalues at growing depth."""
    figure = empty_figure(2.9)
    row = figure.subplots(1, len(runs), sharey=True)
    for axes, run in zip(row, runs, strict=True):
        _spectrum(axes, run, f"$N={run.parameters.depth}$")
        axes.locator_params(axis="x", nbins=3)
    row[0].set_ylabel("eigenvalue of $W(k)$")
    labels = [rf"$\lambda_{{{index + 1}}}={value:g}$" for index, value in enumerate(runs[0].eigenvalues[:3])]
    colours = [*COLOURS[:3], GREY]
    handles = [Line2D([], [], color=c, label=n) for c, n in zip(colours, [*labels, r"$\lambda_i=0$"], strict=True)]
    figure.legend(handles=handles, loc="outside lower center", ncols=4, handlelength=1.6)
    return figure


def _shade(axes: Axes, windows: Sequence[Window], colour: str, last: float, scale: float = 1.0) -> None:
    for window in windows:
        if not window.empty:
            stop = last if window.stop is None else window.stop * scale
            axes.axvspan(window.start * scale, stop, facecolor=colour, edgecolor="none", zorder=0)


def _levels(axes: Axes, found: Plateaus) -> None:
    for level in map(float, found.levels):
        axes.axhline(level, color=INK, lw=0.6, ls=(0, (1, 2)), zorder=1)
    axes.set(ylim=(0.9, 2.2), yticks=[1, 1.5, 1.75, 2])


def _window_handles() -> list[Patch]:
    return [
        Patch(facecolor=PLATEAU, label="plateau: certified, ours"),
        Patch(facecolor=PROMISED, label="promised by Theorem 3.5"),
    ]


@styled
def plateaus_figure(found: Sequence[Plateaus]) -> Figure:
    """Draw figure 3: the effective rank over k, one depth above the other, with both kinds of windows."""
    figure = empty_figure(4.6)
    column = figure.subplots(len(found), 1)
    for axes, one in zip(column, found, strict=True):
        last = one.run.at[-1]
        _shade(axes, one.sharp, PLATEAU, last)
        _shade(axes, one.promised, PROMISED, last)
        _levels(axes, one)
        axes.plot(one.run.at, one.run.rank, color=BLUE, zorder=3)
        depth, start, step = one.run.parameters.depth, one.run.parameters.alpha, one.run.parameters.eta
        axes.set(title=rf"$N={depth}$, $\alpha={float(start):g}$, $\eta={float(step):g}$")
        logarithmic(axes, one.run.at[0], last)
        axes.set(xlabel="iteration $k$" if one is found[-1] else "", ylabel="$r(W(k))$")
    line = Line2D([], [], color=BLUE, label="effective rank")
    level = Line2D([], [], color=INK, lw=0.8, ls=(0, (1, 2)), label=r"$r(\hat{W}_l)$, $l=1,2,3$")
    figure.legend(handles=[line, level, *_window_handles()], loc="outside lower center", ncols=4)
    return figure


@styled
def prediction_figure(found: Sequence[Prediction]) -> Figure:
    """Draw figure 4: the distance of one eigenvalue to its limit, between the bounds of Theorem 2.4."""
    figure = empty_figure(3.2)
    row = figure.subplots(1, len(found), sharey=True)
    for axes, one in zip(row, found, strict=True):
        axes.fill_betweenx(one.accuracy, one.lower, one.upper, color=PLATEAU, lw=0, zorder=0)
        axes.plot(one.k, one.distance, color=BLUE, zorder=2)
        axes.plot(one.upper, one.accuracy, color=ORANGE, marker="o", ms=3, mfc="none", lw=0.8, zorder=3)
        axes.plot(one.lower, one.accuracy, color=GREEN, marker="s", ms=3, mfc="none", lw=0.8, zorder=3)
        axes.set(yscale="log", title=rf"$N={one.depth}$, $\eta={float(one.eta):.4g}$", xlabel="iteration $k$")
        axes.set(ylim=(one.accuracy[-1] / 2, 1.2), xlim=(0, one.upper[-1] * 1.02))
        axes.yaxis.set_minor_locator(NullLocator())
    row[0].set_ylabel(r"distance $|d(k)-L|$, accuracy $\varepsilon$")
    handles = [
        Line2D([], [], color=BLUE, label="$|d(k)-L|$"),
        Line2D([], [], color=ORANGE, marker="o", ms=3, mfc="none", label=r"$\lceil T^{\mathrm{Id}}\rceil$ (24)"),
        Line2D([], [], color=GREEN, marker="s", ms=3, mfc="none", label="lower bound (27)"),
    ]
    figure.legend(handles=handles, loc="outside lower center", ncols=3)
    return figure


@styled
def pairs_figure(found: Sequence[Pair]) -> Figure:
    """Draw figure 5: p₁, p₂ and their product for a positive and a negative eigenvalue."""
    figure = empty_figure(3.2)
    row = figure.subplots(1, len(found), sharey=True)
    for axes, one, name in zip(row, found, "ab", strict=True):
        axes.plot(one.k, one.second, color=ORANGE)
        axes.plot(one.k, one.first, color=BLUE)
        axes.plot(one.k, one.product, color=INK, lw=1.0, ls=_DASHED)
        axes.axhline(0, color=GREY, lw=0.5, zorder=0)
        if one.transition is not None and one.bound is not None:
            axes.axvline(one.transition, color=VERMILION, lw=1.0)
            axes.axvline(one.bound, color=VERMILION, lw=1.0, ls=(0, (1, 1.5)))
        sign = "-" if one.eigenvalue < 0 else ""
        axes.set(title=rf"({name}) $\lambda={sign}1$", xlabel="iteration $k$", xlim=(0, one.k[-1]))
    row[0].set_ylabel("value")
    handles = [
        Line2D([], [], color=ORANGE, label="$p_2(k)$"),
        Line2D([], [], color=BLUE, label="$p_1(k)$"),
        Line2D([], [], color=INK, lw=1.0, ls=_DASHED, label="product $p_1p_2$"),
        Line2D([], [], color=VERMILION, lw=1.0, label="$k_p$"),
        Line2D([], [], color=VERMILION, lw=1.0, ls=(0, (1, 1.5)), label="its bound (46)"),
    ]
    figure.legend(handles=handles, loc="outside lower center", ncols=5, handlelength=1.8, columnspacing=1.4)
    return figure


@styled
def waterfall_figure(clean: Plateaus, noise: Noisy) -> Figure:
    """Draw figure 6: error and effective rank, without and with noise."""
    figure = empty_figure(4.9)
    grid = figure.subplots(2, 2)
    for axes in grid[0]:
        _shade(axes, clean.sharp, PLATEAU, clean.run.at[-1])
        _shade(axes, clean.promised, PROMISED, clean.run.at[-1])
        logarithmic(axes, clean.run.at[0], clean.run.at[-1])
    grid[0, 0].plot(clean.run.at, clean.run.distance, color=BLUE)
    grid[0, 0].set(title=r"(a) without noise: $\|W-\hat{W}\|_F$", yscale="log", ylim=(1e-3, 10))
    _levels(grid[0, 1], clean)
    grid[0, 1].plot(clean.run.at, clean.run.rank, color=BLUE)
    grid[0, 1].set_title("(b) without noise: effective rank")
    for axes in grid[1]:
        _shade(axes, [noise.window], PLATEAU, noise.run.at[-1])
        logarithmic(axes, noise.run.at[0], noise.run.at[-1])
    grid[1, 0].plot(noise.run.at, noise.error, color=VERMILION)
    grid[1, 0].axhline(noise.best, color=INK, lw=0.8, ls=_DASHED)
    grid[1, 0].axhline(noise.end, color=GREY, lw=0.8, ls=(0, (1, 1.5)))
    grid[1, 0].set(
        title=r"(c) with noise: $\|W-W_0\|_F$",
        yscale="log",
        ylim=(0.2, 10),
        yticks=[0.3, 1, 3, 10],
        yticklabels=["0.3", "1", "3", "10"],
    )
    _levels(grid[1, 1], clean)
    grid[1, 1].plot(noise.run.at, noise.run.rank, color=VERMILION)
    grid[1, 1].set_title("(d) with noise: effective rank")
    for axes in grid[:, 0]:
        axes.yaxis.set_minor_locator(NullLocator())
    handles = [
        *_window_handles(),
        Line2D([], [], color=INK, lw=0.8, ls=_DASHED, label="best approximation of rank 3"),
        Line2D([], [], color=GREY, lw=0.8, ls=(0, (1, 1.5)), label="limit $k\\to\\infty$"),
    ]
    figure.legend(handles=handles, loc="outside lower center", ncols=4, columnspacing=1.2)
    return figure


@styled
def flow_figure(found: Sequence[Plateaus], flows: Sequence[Run]) -> Figure:
    """Draw figure 7: the effective rank of descent and of the flow over t = ηk, for a small and a large step."""
    figure = empty_figure(3.3)
    row = figure.subplots(1, len(found), sharey=True)
    for axes, one, flow, name in zip(row, found, flows, "ab", strict=True):
        step = float(one.run.parameters.eta)
        last = one.run.at[-1] * step
        _shade(axes, one.sharp, PLATEAU, last, step)
        _shade(axes, one.promised, PROMISED, last, step)
        _levels(axes, one)
        axes.plot(flow.at * step, flow.rank, color=ORANGE, zorder=2)
        axes.plot(one.run.at * step, one.run.rank, color=BLUE, ls=_DASHED, zorder=3)
        axes.set(title=rf"({name}) $\eta={step:g}$", xlabel=r"flow time $t=\eta k$", xlim=(0, last))
    row[0].set_ylabel("effective rank")
    handles = [
        Line2D([], [], color=ORANGE, label="gradient flow"),
        Line2D([], [], color=BLUE, ls=_DASHED, label="gradient descent"),
        *_window_handles(),
    ]
    figure.legend(handles=handles, loc="outside lower center", ncols=4)
    return figure


def largest_gap(one: Run, other: Run, since: float) -> float:
    """Return the largest difference of two effective ranks at the common iterations from ``since`` on."""
    later: Floats = np.abs(one.rank - other.rank)[one.at >= since]
    return float(later.max())
