"""Figures 8 to 13: singular values, errors and pictures of early stopping, and random starts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import NullLocator

from reports.pages.gallery.denoising import SHOWN, SIDE, Descent, Experiment
from reports.pages.gallery.figures import logarithmic
from reports.pages.gallery.random_start import EIGENVALUES, RandomStart
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
    fill_cells,
    styled,
)

#: One colour and one pattern for each depth, one colour for each eigenvalue.
DEPTH_COLOURS = (GREY, BLUE, ORANGE, GREEN)
DEPTH_PATTERNS = ("-", "-", (0, (5, 1.5)), (0, (1.5, 1)))
COLOURS = (BLUE, ORANGE, GREEN, VERMILION, PURPLE)
#: Shades of grey of a picture, from 0 (white) to 1 (black).
SHADES = 10
#: About how many points a curve of figure 13 has.
POINTS = 100
_DASHED, _DOTTED = (0, (4, 2)), (0, (1, 1.5))


@styled
def singular_figure(found: Sequence[Descent]) -> Figure:
    """Draw figure 8: the largest singular values of W(k) at each depth, the others thin."""
    figure = empty_figure(4.6)
    grid = figure.subplots(2, 2, sharex=True, sharey=True)
    for axes, one in zip(grid.flat, found, strict=True):
        for row, colour in zip(one.singular[3:], [GREY] * len(one.singular), strict=False):
            axes.plot(one.k[1:], row[1:], color=colour, lw=0.6)
        for row, colour in zip(one.singular[:3], COLOURS, strict=False):
            axes.plot(one.k[1:], row[1:], color=colour)
        logarithmic(axes, one.k[1], one.k[-1])
        axes.set_title(f"$N={one.depth}$")
    for axes in grid[0]:
        axes.set_xlabel("")
    for axes in grid[:, 0]:
        axes.set_ylabel("singular value of $W(k)$")
    count = len(found[0].singular)
    handles = [Line2D([], [], color=c, label=rf"$\sigma_{i}$") for i, c in enumerate(COLOURS[:3], start=1)]
    handles.append(Line2D([], [], color=GREY, lw=0.8, label=rf"$\sigma_4,\dots,\sigma_{{{count}}}$"))
    figure.legend(handles=handles, loc="outside lower center", ncols=4)
    return figure


@styled
def errors_figure(setting: Experiment, found: Sequence[Descent]) -> Figure:
    """Draw figure 9: training error, generalisation error, effective rank, and a picture with its noise."""
    figure = empty_figure(5.0)
    grid = figure.subplots(2, 2)
    for one, colour, pattern in zip(found, DEPTH_COLOURS, DEPTH_PATTERNS, strict=True):
        style = {"color": colour, "ls": pattern}
        grid[0, 0].plot(one.k[1:], one.training[1:], **style)
        grid[0, 1].plot(one.k[1:], one.generalisation[1:], **style)
        grid[1, 0].plot(one.k[1:], one.rank[1:], **style)
    for rank, pattern in ((1, _DOTTED), (2, _DASHED)):
        grid[0, 1].axhline(setting.benchmarks[rank - 1], color=INK, lw=0.9, ls=pattern)
    names = (r"(a) training error $\|W-\hat{W}\|_F$", r"(b) generalisation error $\|W-W_0\|_F$", "(c) effective rank")
    for axes, name in zip(grid.flat, names, strict=False):
        logarithmic(axes, found[0].k[1], found[0].k[-1])
        axes.set_title(name)
    grid[0, 0].set_ylim(bottom=0)
    grid[0, 1].set_ylim(bottom=15)
    grid[1, 0].set(yscale="log", ylim=(0.9, 30), yticks=[1, 2, 5, 10, 20], yticklabels=["1", "2", "5", "10", "20"])
    grid[1, 0].yaxis.set_minor_locator(NullLocator())
    last = grid[1, 1]
    _draw(last, [(setting.truth[SHOWN], 0, 0), (setting.noisy[SHOWN], SIDE + 2, 0)])
    last.set_title("(d) a row of $W_0$, and of $\\hat{W}$")
    handles = [
        Line2D([], [], color=c, ls=p, label=f"$N={one.depth}$")
        for one, c, p in zip(found, DEPTH_COLOURS, DEPTH_PATTERNS, strict=True)
    ]
    handles.append(Line2D([], [], color=INK, lw=0.9, ls=_DOTTED, label="best rank 1"))
    handles.append(Line2D([], [], color=INK, lw=0.9, ls=_DASHED, label="best rank 2"))
    figure.legend(handles=handles, loc="outside lower center", ncols=6, handlelength=2.2, columnspacing=1.2)
    return figure


@styled
def strips_figure(found: Sequence[Descent]) -> Figure:
    """Draw figures 10 to 12: one row of W(k) as a picture, a strip for each depth."""
    figure = empty_figure(1.3 * len(found))
    axes = figure.subplots()
    across, up = SIDE + 4, SIDE + 3
    pictures = []
    for strip, one in enumerate(found):
        low = (len(found) - 1 - strip) * up
        places = {"lowest rank": one.lowest, "smallest error": one.best, "too late": one.late, "end": len(one.k) - 1}
        axes.text(-1, low + SIDE / 2, f"$N={one.depth}$", ha="right", va="center")
        for place, (name, at) in enumerate(places.items()):
            left = place * across
            pictures.append((one.pictures[at], left, low))
            text = f"$k={one.k[at]}$, $r={one.rank[at]:.3g}$"
            axes.text(left + SIDE / 2, low - 0.4, text, ha="center", va="top", fontsize=8)
            if strip == 0:
                axes.text(left + SIDE / 2, low + SIDE + 0.5, name, ha="center", va="bottom")
    _draw(axes, pictures)
    axes.set(xlim=(-5, 4 * across - 3), ylim=(-2, len(found) * up))
    return figure


def _draw(axes: Axes, pictures: Sequence[tuple[Floats, int, int]]) -> None:
    """Draw pictures, each with its left and its lower edge, in one axes of square cells."""
    width = max(left for _, left, _ in pictures) + SIDE
    height = max(low for _, _, low in pictures) + SIDE
    shades = np.full((height, width), -1)
    for picture, left, low in pictures:
        shade = np.clip(np.rint(picture.reshape(SIDE, SIDE)[::-1] * SHADES), 0, SHADES)
        shades[low : low + SIDE, left : left + SIDE] = np.where(shade > 0, shade, -1)  # white stays empty
        frame = np.array([(0, 0), (SIDE, 0), (SIDE, SIDE), (0, SIDE), (0, 0)], dtype=np.float64)
        axes.plot(frame[:, 0] + left, frame[:, 1] + low, color=GREY, lw=0.6)
    grey = [f"{round(255 * (1 - 0.9 * level / SHADES)):02x}" for level in range(SHADES + 1)]
    fill_cells(axes, np.arange(width + 1.0), np.arange(height + 1.0), shades, [f"#{part * 3}" for part in grey])
    axes.set(xlim=(-0.5, width + 0.5), ylim=(-0.5, height + 0.5), aspect="equal", xticks=[], yticks=[])
    for side in axes.spines.values():
        side.set_visible(False)


@styled
def random_figure(found: Sequence[RandomStart]) -> Figure:
    """Draw figure 13: the diagonal of VᵀW(k)V from random starts of small and of large variance."""
    figure = empty_figure(3.2)
    row = figure.subplots(1, len(found), sharey=True)
    for axes, one, name in zip(row, found, "ab", strict=True):
        thin = max(1, len(one.k) // POINTS)
        for entry, value, time, colour in zip(one.diagonal, EIGENVALUES, one.found, COLOURS, strict=True):
            axes.plot(one.k[::thin], entry[::thin], color=colour)
            axes.plot([0.97, 1.0], [value, value], color=colour, lw=1.2, transform=axes.get_yaxis_transform())
            if time is not None:
                at = float(entry[np.searchsorted(one.k, time)])
                axes.plot([time], [at], marker="o", ms=4.5, mfc="none", mew=1.1, color=colour)
        axes.axhline(0, color=GREY, lw=0.5, zorder=0)
        axes.set(title=rf"({name}) $\sigma={one.sigma:g}$", xlabel="iteration $k$", xlim=(0, one.k[-1]))
    row[0].set_ylabel(r"$v_i^\top W(k)v_i$")
    handles = [
        Line2D([], [], color=c, label=rf"$\lambda_{i}={value:g}$")
        for i, (c, value) in enumerate(zip(COLOURS, EIGENVALUES, strict=True), start=1)
    ]
    handles.append(Line2D([], [], color=INK, ls="none", marker="o", ms=4.5, mfc="none", label="found to 5 %"))
    figure.legend(handles=handles, loc="outside lower center", ncols=6, handlelength=1.4, columnspacing=1.2)
    return figure
