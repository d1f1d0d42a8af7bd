"""Figures on the gradient flow: how far descent lags behind it."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.figure import Figure

from reports.pages.flow.study import Lag
from reports.rendering.figures import BLUE, GREEN, GREY, INK, ORANGE, VERMILION, empty_figure, styled


@styled
def lag_figure(lags: Sequence[Lag]) -> Figure:
    """Draw the lag of descent behind the flow against the bounds of Lemma 2.7, one panel a case."""
    figure = empty_figure(3.1)
    panels = figure.subplots(1, len(lags), squeeze=False)[0]
    for axes, lag in zip(panels, lags, strict=True):
        convex = lag.k <= lag.inflection
        axes.fill_between(lag.k[convex], 0, lag.bound_log[convex], color=GREEN, alpha=0.12, lw=0)
        axes.plot(lag.k[convex], lag.bound_b[convex], color=VERMILION, ls=(0, (3, 1, 1, 1)), label="bound (b)")
        axes.plot(lag.k[convex], lag.bound_log[convex], color=GREEN, ls=(0, (6, 1.5)), label="bound (b′), ours")
        axes.plot(lag.k, lag.lag, color=BLUE, lw=1.6, label=r"lag $k-\theta_k/\eta$")
        axes.plot([0, lag.inflection], [0, 0], color=ORANGE, lw=1.4, label="bound (a)")
        axes.axhline(0, color=GREY, lw=0.5, zorder=0)
        axes.axvline(lag.inflection, color=GREY, lw=0.7, ls=(0, (1, 2)))
        top = 1.25 * float(max(lag.bound_log[convex].max(), lag.lag.max()))
        axes.text(lag.inflection, 0.98 * top, "$x_*$ ", ha="right", va="top", fontsize=8, color=INK)
        axes.set_ylim(min(-0.06 * top, 1.1 * float(lag.lag.min())), top)
        axes.set(xlabel="iteration $k$", title=lag.title)
    panels[0].set_ylabel("iterations behind the flow")
    handles, labels = panels[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=4, handlelength=2.6)
    return figure
