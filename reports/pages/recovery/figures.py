"""Figures for Theorem 1.1: the eigenvalues of the product of factors, on real matrices."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from reports.pages.recovery.study import SpectrumPanel
from reports.rendering.figures import BLUE, GREY, INK, ORANGE, VERMILION, empty_figure, styled


@styled
def spectrum_figure(panels: Sequence[SpectrumPanel], logarithmic: bool) -> Figure:
    """Draw the eigenvalues of W(k) over k, one panel a depth; ``logarithmic`` eigenvalues must be positive."""
    figure = empty_figure(3.9)
    row = figure.subplots(1, len(panels), sharey=True, squeeze=False)[0]
    for axes, panel in zip(row, panels, strict=True):
        _draw_panel(axes, panel, logarithmic)
    row[0].set_ylabel("eigenvalue of $W(k)$, in units of $\\|\\hat{W}\\|$")
    handles = [
        Line2D([], [], color=BLUE, label=r"$\lambda_i>0$"),
        Line2D([], [], color=INK, ls="none", marker=".", ms=4, mew=0, label="full descent"),
        Line2D(
            [],
            [],
            color=ORANGE,
            ls="none",
            marker="o",
            ms=4,
            mfc="none",
            label=r"predicted $\lceil T^{\mathrm{Id}}\rceil$",
        ),
    ]
    if any((panel.targets < 0).any() for panel in panels):
        handles.insert(1, Line2D([], [], color=VERMILION, label=r"$\lambda_i<0$ (target: dash at the right)"))
    if any(panel.perturbed is not None for panel in panels):
        handles.append(
            Line2D([], [], color=INK, ls=(0, (4, 2)), label=r"smallest $\lambda_i$, start perturbed by $10^{-6}$")
        )
    figure.legend(handles=handles, loc="outside lower center", ncols=3, handlelength=2.0, columnspacing=1.4)
    return figure


def _draw_panel(axes: Axes, panel: SpectrumPanel, logarithmic: bool) -> None:
    for curve, target in zip(panel.curves, panel.targets, strict=True):
        colour = BLUE if target > 0 else VERMILION if target < 0 else GREY
        axes.plot(panel.k, curve, color=colour, lw=0.9, alpha=0.9, zorder=2)
    for values in panel.full:
        axes.plot(panel.full_k, values, ".", color=INK, ms=3, mew=0, zorder=3)
    if panel.perturbed is not None:
        axes.plot(*panel.perturbed, color=INK, lw=1.1, ls=(0, (4, 2)), zorder=1)
    if panel.predicted:
        times, values = zip(*panel.predicted, strict=True)
        axes.plot(times, values, "o", color=ORANGE, mfc="none", ms=4.2, mew=1.1, zorder=4)
    last = float(panel.k[-1])
    axes.set(xscale="log", xlabel="iteration $k$", title=f"$N={panel.depth}$")
    if logarithmic:
        axes.set_yscale("log")
        axes.set_xlim(1, last)
        return
    axes.set_xlim(last / 1000, last)
    for target in np.unique(panel.targets[panel.targets != 0]).tolist():
        colour = BLUE if target > 0 else VERMILION
        axes.plot([0.955, 1.0], [target, target], color=colour, lw=1.2, transform=axes.get_yaxis_transform())
    axes.axhline(0, color=GREY, lw=0.5, zorder=0)
