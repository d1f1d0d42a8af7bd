"""The pictures of a plan: the effective rank with its windows, and the eigenvalues that are learned one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from numerics.orbits.pair import pair_trajectory
from numerics.plateaus.products import products
from reports.rendering.figures import BLUE, GREY, INK, ORANGE, SKY, empty_figure, styled, to_digits

if TYPE_CHECKING:
    from reports.planning.plan import Plan

Floats = NDArray[np.float64]

#: Steps that are drawn, fewer where there are many eigenvalues, and how many curves.
_POINTS, _WORK, _CURVES = 160, 60_000, 10
#: Steps of a perturbed start that are made for a picture.
_LONGEST = 20_000


def curves(plan: Plan) -> tuple[Floats, Floats]:
    """Return iterations k (m,) and the eigenvalues w_i(k) of the product (m, n) that a picture shows, in float64.

    Up to twice the start of the last window. m = 0 where there is nothing to draw, or too much to do.
    """
    last = 2 * max((window.start for window in plan.windows), default=0) + 10
    size = plan.levels.values.size
    if plan.beta is not None:
        return _perturbed(plan, last)
    if not plan.windows or last.bit_length() > 1000:
        return np.zeros(0), np.zeros((0, size))
    points = np.unique(np.geomspace(1, float(last), int(np.clip(_WORK // size, 30, _POINTS))).round())
    middles = [products(plan.descent, plan.levels, int(k)).mean(axis=0) for k in points]
    return points, np.array(middles)


def _perturbed(plan: Plan, last: int) -> tuple[Floats, Floats]:
    values, inverse = np.unique(plan.levels.values, return_inverse=True)
    if not plan.windows or last * len(values) > _LONGEST * 4:
        return np.zeros(0), np.zeros((0, plan.levels.values.size))
    points = np.unique(np.geomspace(1, last, _POINTS).round().astype(np.int64))
    found = []
    for value in values.tolist():
        numbers = (float(plan.alpha), float(plan.beta or 0), float(plan.step))
        states = pair_trajectory(plan.descent.depth, value, *numbers, last)[points]
        found.append(states[:, 0] * states[:, 1] ** (plan.descent.depth - 1))
    return points.astype(np.float64), np.array(found)[inverse.reshape(-1)].T


@styled
def rank_figure(plan: Plan, k: Floats, products_at: Floats) -> Figure:
    """Return r(W(k)) against k, with the windows shaded and the levels they are near; sizes as on a page."""
    figure = empty_figure(2.6)
    axes = figure.add_subplot()
    _shade(axes, plan, k)
    if k.size:
        sizes = np.abs(products_at)
        axes.plot(k, to_digits(sizes.sum(axis=1) / sizes.max(axis=1)), color=BLUE)
    top = max((one.effective_rank for one in plan.windows), default=1.0)
    for one in plan.windows[:40]:
        axes.plot([one.start, _end(one.stop, one.start, k)], [one.effective_rank] * 2, color=ORANGE, linewidth=2.2)
    axes.set_ylim(0.9, 1.25 * top + 0.25)
    axes.set_ylabel("effective rank r(W(k))")
    return figure


@styled
def eigenvalue_figure(plan: Plan, k: Floats, products_at: Floats) -> Figure:
    """Return the largest eigenvalues w_i(k) against k, each with a dashed line at the one it is to learn."""
    figure = empty_figure(2.6)
    axes = figure.add_subplot()
    _shade(axes, plan, k)
    order = np.argsort(-np.abs(plan.levels.values), kind="stable")[:_CURVES]
    for i in order.tolist():
        axes.axhline(float(to_digits(plan.levels.values[i])), color=GREY, linewidth=0.6, linestyle=(0, (4, 3)))
        if k.size:
            axes.plot(k, to_digits(products_at[:, i]), color=BLUE if plan.levels.values[i] > 0 else INK)
    axes.set_ylabel("eigenvalues of W(k)")
    return figure


def _shade(axes: Axes, plan: Plan, k: Floats) -> None:
    for one in plan.windows[:40]:
        axes.axvspan(max(one.start, 1), _end(one.stop, one.start, k), color=SKY, alpha=0.28, linewidth=0)
    axes.set_xscale("log")
    axes.set_xlabel("iteration k")
    if k.size:
        axes.set_xlim(float(k[0]), float(k[-1]))


def _end(stop: int | None, start: int, k: Floats) -> float:
    return float(stop) if stop is not None else float(k[-1]) if k.size else 2.0 * start + 10
