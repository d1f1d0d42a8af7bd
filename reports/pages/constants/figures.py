"""The figure of the frontiers: for each constant the factors that survive and those that are refuted."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from reports.pages.constants.study import FrontierMark
from reports.rendering.figures import BLUE, GREEN, GREY, INK, VERMILION, empty_figure, styled

#: Largest factor that is drawn.
_RIGHT_EDGE = 4.0
#: Factors below this one stand for 0.
_ZERO = 1e-3


@styled
def frontiers_figure(panels: Sequence[tuple[str, Sequence[FrontierMark]]]) -> Figure:
    """Draw one panel for each title with its marks, one row a mark, factor 1 being the statement."""
    rows = max(len(marks) for _, marks in panels)
    figure = empty_figure(1.0 + 0.17 * rows)
    grid = figure.subplots(1, len(panels), squeeze=False, sharex=True)[0]
    for axes, (title, marks) in zip(grid, panels, strict=True):
        for row, mark in enumerate(marks):
            _draw(axes, row, mark)
        axes.axvline(1, color=GREY, lw=0.8, ls=(0, (1, 2)), zorder=0)
        axes.set_yticks(range(len(marks)), [mark.label for mark in marks], fontsize=7)
        axes.set(xlim=(-0.08, _RIGHT_EDGE + 0.08), ylim=(rows - 0.4, -0.6), title=title)
        axes.set_xlabel("factor of the constant (1: the statement)")
    handles: list[Artist] = [
        Line2D([], [], color=GREEN, lw=3, label="upheld"),
        Line2D([], [], color=VERMILION, marker="x", ls="", ms=5, label="smallest change refuted"),
        Line2D([], [], color=BLUE, marker="D", ls="", ms=4, mfc="none", label="sharp threshold"),
        Line2D([], [], color=INK, marker="o", ls="", ms=3, label="the statement"),
    ]
    figure.legend(handles=handles, loc="outside lower center", ncols=4)
    return figure


def _draw(axes: Axes, row: int, mark: FrontierMark) -> None:
    end = 0.0 if mark.upheld < _ZERO else min(mark.upheld, _RIGHT_EDGE)
    axes.plot([1, end], [row, row], color=GREEN, lw=3)
    axes.plot([1], [row], color=INK, marker="o", ms=3, ls="")
    if mark.refuted is not None and mark.refuted <= _RIGHT_EDGE:
        axes.plot([mark.refuted], [row], color=VERMILION, marker="x", ms=5, ls="")
    if mark.exact is not None:
        axes.plot([mark.exact], [row], color=BLUE, marker="D", ms=5, mfc="none", ls="")
