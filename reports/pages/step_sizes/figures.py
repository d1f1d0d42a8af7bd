"""Figures on step sizes: the thresholds over α and N, the counts up to the ceiling, the bifurcations past it."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path as Outline

from reports.pages.step_sizes.beyond import CLOSE, Sweep
from reports.pages.step_sizes.study import Bifurcation, ThresholdCurves
from reports.rendering.figures import BLUE, GREEN, GREY, INK, ORANGE, PURPLE, VERMILION, empty_figure, runs, styled

#: How each threshold is drawn, wherever it appears: colour, dashes, name.
THRESHOLDS: dict[str, tuple[str, str | tuple[float, tuple[float, ...]], str]] = {
    "published": (BLUE, "-", "(25)"),
    "sharp": (GREEN, (0, (6, 1.5)), "sharp one-sided approach"),
    "instability": (VERMILION, (0, (3, 1, 1, 1)), "instability of $L$ (Lemma B.1)"),
    "growth": (PURPLE, (0, (1, 1)), "growth for $\\lambda<0$ (Lemma B.1)"),
}


@styled
def thresholds_figure(curves: Sequence[ThresholdCurves]) -> Figure:
    """Draw the thresholds over α: one column a depth, λ = 1 above, λ = −1 below."""
    depths = sorted({curve.depth for curve in curves})
    figure = empty_figure(4.3)
    grid = figure.subplots(2, len(depths), sharex=True, sharey="row", squeeze=False)
    for curve in curves:
        axes = grid[0 if curve.sign > 0 else 1][depths.index(curve.depth)]
        for name, values in curve.values.items():
            colour, dashes, label = THRESHOLDS[name]
            axes.plot(curve.starts, values, color=colour, ls=dashes, label=label)
        axes.set(xscale="log", yscale="log", title=rf"$N={curve.depth}$, $\lambda={'' if curve.sign > 0 else '-'}1$")
        axes.axvline(1, color=GREY, lw=0.6, ls=(0, (1, 2)))
    for axes in grid[1]:
        axes.set_xlabel(r"start $\alpha/|\lambda|^{1/N}$")
    for row in grid:
        row[0].set_ylabel(r"step size $\eta|\lambda|^{2-2/N}$")
    found: dict[str, Artist] = {}
    for axes in grid.ravel():
        handles, labels = axes.get_legend_handles_labels()
        found |= dict(zip(labels, handles, strict=True))
    figure.legend(list(found.values()), list(found), loc="outside lower center", ncols=4, handlelength=2.6)
    return figure


@styled
def bifurcation_figure(studies: Sequence[Bifurcation]) -> Figure:
    """Draw where the iterates of (18) end up as η grows, one panel a depth, with the thresholds marked."""
    figure = empty_figure(3.4)
    panels = figure.subplots(1, len(studies), squeeze=False)[0]
    for axes, study in zip(panels, studies, strict=True):
        axes.add_patch(PathPatch(_strokes(study), edgecolor=INK, facecolor="none", linewidth=0.9))
        for name, value in study.thresholds.items():
            colour, dashes, label = THRESHOLDS[name]
            axes.axvline(value, color=colour, ls=dashes, lw=1.2, label=label)
        axes.set_xlim(0, study.largest_step)
        axes.set_ylim(study.state_edges[0], study.state_edges[-1])
        axes.set(xlabel=r"step size $\eta\lambda^{2-2/N}$", title=f"$N={study.depth}$")
    panels[0].set_ylabel(r"long-run iterates $d/\lambda^{1/N}$")
    handles, labels = panels[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=3, handlelength=2.6)
    return figure


@styled
def counts_figure(sweeps: Sequence[Sweep]) -> Figure:
    """Draw T and the count that suffices over the step size in units of 1/κ, one panel a depth, two starts in each."""
    depths = sorted({sweep.depth for sweep in sweeps})
    figure = empty_figure(3.2)
    panels = figure.subplots(1, len(depths), squeeze=False)[0]
    for sweep in sweeps:
        axes = panels[depths.index(sweep.depth)]
        colour, label = (ORANGE, "from close by") if sweep.start == CLOSE else (INK, "from far below")
        loads = [float(step / sweep.sharp) for step in sweep.steps]
        axes.plot(loads, sweep.times, color=colour, label=f"$T$ {label}")
        axes.plot(loads, sweep.enough, color=colour, ls=(0, (1, 1.5)), lw=1, label=f"proved to suffice {label}")
        fastest, least = sweep.fastest
        axes.plot([float(fastest / sweep.sharp)], [least], "o", color=colour, ms=4)
        axes.set(yscale="log", xlim=(0, 2), title=f"$N={sweep.depth}$", xlabel=r"step size $\eta\kappa$")
        for name, value in (("published", sweep.published), ("sharp", sweep.sharp)):
            axes.axvline(float(value / sweep.sharp), color=THRESHOLDS[name][0], ls=THRESHOLDS[name][1], lw=0.8)
    panels[0].set_ylabel("iterations")
    handles, labels = panels[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=4, handlelength=2.4)
    return figure


def _strokes(study: Bifurcation) -> Outline:
    """Return one horizontal stroke for each run of visited cells in a row; a mark each would make the SVG large."""
    states = (study.state_edges[1:] + study.state_edges[:-1]) / 2
    ends = [
        (study.step_edges[column], state)
        for state, row in zip(states.tolist(), study.visited, strict=True)
        for run in runs(row)
        for column in run
    ]
    return Outline(ends, [Outline.MOVETO, Outline.LINETO] * (len(ends) // 2))
