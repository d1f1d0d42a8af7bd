"""The figure on the sharp law: how far apart the bounds on T are, over many orders of magnitude of T."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure

from reports.pages.sharp_law.study import Widths
from reports.rendering.figures import BLUE, GREEN, GREY, INK, VERMILION, empty_figure, styled

#: What is drawn: the field of the widths, its colour and its name.
CURVES = (
    ("published", VERMILION, "Theorem 2.4: upper less lower bound"),
    ("elementary", BLUE, "elementary law"),
    ("closed", GREEN, "closed law"),
    ("law", INK, r"law with cells: width of $x$, $T=\lceil x\rceil$"),
)


@styled
def widths_figure(panels: Sequence[tuple[str, Sequence[Widths]]]) -> Figure:
    """Draw how much each statement leaves of T over T, one panel a depth; below the dotted line it is no iteration."""
    figure = empty_figure(3.4)
    row = figure.subplots(1, len(panels), sharey=True, squeeze=False)[0]
    for axes, (title, found) in zip(row, panels, strict=True):
        times = np.array([float(widths.time) for widths in found])
        axes.axhline(1, color=GREY, lw=0.7, ls=(0, (1, 2)))
        for name, colour, label in CURVES:
            values = np.array([getattr(widths, name) for widths in found])
            axes.plot(times, values, color=colour, marker=".", ms=4, label=label)
        axes.set(xscale="log", yscale="log", xlabel="$T$", title=title)
    row[0].set_ylabel("iterations left open")
    handles, labels = row[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=2, handlelength=1.6)
    return figure
