"""The figure on plain float64: by how many iterations it misses T as the accuracy grows."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.figure import Figure

from reports.pages.float64.study import Misses
from reports.rendering.figures import BLUE, GREEN, INK, ORANGE, PURPLE, SKY, VERMILION, empty_figure, styled

_COLOURS = (SKY, BLUE, GREEN, ORANGE, VERMILION, PURPLE)


@styled
def misses_figure(panels: Sequence[tuple[str, Sequence[Misses]]]) -> Figure:
    """Draw the misses of several step sizes, one panel a depth; a cross marks the largest ε never reached."""
    figure = empty_figure(3.2)
    row = figure.subplots(1, len(panels), sharey=True, squeeze=False)[0]
    for axes, (title, curves) in zip(row, panels, strict=True):
        for colour, curve in zip(_COLOURS, curves, strict=False):
            axes.plot(curve.eps, curve.miss, color=colour, marker=".", ms=4, label=curve.label)
            if curve.silent is not None:
                axes.plot([curve.silent], [1], color=colour, marker="x", ms=6, ls="none")
        axes.set(xscale="log", yscale="log", xlabel=r"accuracy $\varepsilon$", title=title)
        axes.invert_xaxis()
        axes.tick_params(colors=INK)
    row[0].set_ylabel("iterations off")
    handles, labels = row[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=len(labels), handlelength=1.6)
    return figure
