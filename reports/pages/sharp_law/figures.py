"""The figure on the sharp law: how far each bound on T is off, over many orders of magnitude of T."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure

from reports.pages.sharp_law.study import Excess
from reports.rendering.figures import BLUE, GREEN, GREY, INK, VERMILION, empty_figure, styled

#: What is drawn: the field of an excess, its colour and its name.
CURVES = (
    ("published", VERMILION, r"$\lceil T^{\mathrm{Id}}\rceil-T$, Theorem 2.4"),
    ("elementary", BLUE, "elementary upper bound less $T$"),
    ("closed", GREEN, "closed upper bound less $T$"),
)


@styled
def excess_figure(panels: Sequence[tuple[str, Sequence[Excess]]]) -> Figure:
    """Draw the excess of the upper bounds and the width of the law's x over T, one panel a depth."""
    figure = empty_figure(3.4)
    row = figure.subplots(1, len(panels), sharey=True, squeeze=False)[0]
    for axes, (title, excesses) in zip(row, panels, strict=True):
        times = np.array([float(excess.time) for excess in excesses])
        axes.axhline(1, color=GREY, lw=0.7, ls=(0, (1, 2)))
        for name, colour, label in CURVES:
            off = np.array([float(getattr(excess, name)) for excess in excesses])
            shown = off > 0
            axes.plot(times[shown], off[shown], color=colour, marker=".", ms=4, label=label)
        widths = [excess.width for excess in excesses]
        axes.plot(times, widths, color=INK, marker=".", ms=4, label="width of what the law leaves of $x$, $T=\\lceil x\\rceil$")
        axes.set(xscale="log", yscale="log", xlabel="$T$", title=title)
    row[0].set_ylabel("iterations")
    handles, labels = row[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=2, handlelength=1.6)
    return figure
