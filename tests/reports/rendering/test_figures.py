"""Figures: valid SVG, the same bytes for the same data whatever the machine and the user's settings."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from xml.etree import ElementTree

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.figure import Figure

from reports.pages.constants.figures import frontiers_figure
from reports.pages.constants.study import FrontierMark
from reports.pages.flow.figures import lag_figure
from reports.pages.flow.study import Lag
from reports.pages.iteration_counts.figures import LEVEL_COLOURS, LEVELS, eigenvalue_figure, tightness_figure
from reports.pages.iteration_counts.study import EigenvalueRun, HeatMap
from reports.pages.recovery.figures import spectrum_figure
from reports.pages.recovery.study import SpectrumPanel
from reports.pages.step_sizes.figures import bifurcation_figure, thresholds_figure
from reports.pages.step_sizes.study import Bifurcation, ThresholdCurves
from reports.rendering.figures import empty_figure, fill_cells, runs, svg_text, to_digits


def eigenvalue(shift: float = 0.0) -> Figure:
    k = np.arange(40)
    states = (1 - 0.9 * 0.8**k) * (1 + shift)
    times = np.linspace(0.0, 39.0, 60) * (1 + shift)
    return eigenvalue_figure(
        EigenvalueRun("$N=3$", states, times, 1 - 0.9 * 0.82**times, 1.0, 0.7, 1e-3, 28.5 * (1 + shift), 31, 36)
    )


def tightness(shift: float = 0.0) -> Figure:
    starts, accuracies = np.geomspace(0.02, 4, 12), np.geomspace(1e-4, 0.9, 10)
    ratio = np.linspace(1.001, 30, 120).reshape(10, 12) * (1 + shift)
    ratio[0, 0] = np.nan
    return tightness_figure([HeatMap(depth, 0.95, starts * (1 + shift), accuracies, ratio) for depth in (2, 3)])


def lag(shift: float = 0.0) -> Figure:
    k = np.arange(50.0)
    curve = np.minimum(k / 20, 3 - k / 20) * (1 + shift)
    return lag_figure([Lag("$N=2$", k, curve, k / 5, k / 9, 30), Lag("$N=4$", k, curve, k / 5, k / 9, 25)])


def thresholds(shift: float = 0.0) -> Figure:
    starts = np.geomspace(0.05, 5, 30) * (1 + shift)
    curves = {"published": 0.25 / starts, "sharp": 0.5 / starts, "growth": np.where(starts > 1, 2 / starts, np.nan)}
    return thresholds_figure([ThresholdCurves(depth, sign, starts, curves) for depth in (2, 3) for sign in (1, -1)])


def bifurcation(shift: float = 0.0) -> Figure:
    visited = np.eye(20, dtype=bool)
    edges = np.linspace(0, 2, 21) * (1 + shift)
    limits = {"published": 0.25, "sharp": 0.5, "instability": 1.0}
    return bifurcation_figure([Bifurcation(2, edges, edges, visited, limits, 2.0, None, 1.0)])


def spectrum(shift: float = 0.0) -> Figure:
    k = np.unique(np.geomspace(1, 1000, 40).astype(np.int64))
    curves = np.array([1 - np.exp(-k / 50), np.exp(-k / 20) / 10]) * (1 + shift)
    panel = SpectrumPanel(3, k, curves, np.array([1.0, -0.5]), k[::5], curves[:, ::5], [(200.0, 0.98)], (k, -curves[0]))
    return spectrum_figure([panel], logarithmic=False)


def frontiers(shift: float = 0.0) -> Figure:
    marks = [FrontierMark("K, N=2", 0.5 + shift, 0.49, None), FrontierMark("step", 2.3, 2.4 + shift, 7 / 3)]
    return frontiers_figure([("Theorem 2.4", [*marks, FrontierMark("offset", 1e-6, None, None)]), ("others", marks)])


ALL = (frontiers, eigenvalue, tightness, lag, thresholds, bifurcation, spectrum)


@cache
def drawn(draw: Callable[..., Figure]) -> str:
    return svg_text(draw())


@pytest.mark.parametrize("draw", ALL, ids=lambda draw: draw.__name__)
def test_svg_is_valid_small_and_anonymous(draw: Callable[..., Figure]) -> None:
    text = drawn(draw)
    root = ElementTree.fromstring(text)
    assert root.tag.endswith("svg")
    assert len(text) < 300_000
    assert not re.search(r"\b20\d\d-\d\d-\d\d", text)
    assert mpl.__version__ not in text
    assert "<image" not in text  # a picture in a picture would depend on how it is compressed
    identifiers = re.findall(r'\bid="([^"]+)"', text)
    assert len(identifiers) == len(set(identifiers))
    assert set(re.findall(r'(?:href="#|url\(#)([^")]+)', text)) <= set(identifiers)


@pytest.mark.parametrize("draw", ALL, ids=lambda draw: draw.__name__)
def test_only_a_visible_change_of_the_data_changes_the_figure(draw: Callable[..., Figure]) -> None:
    assert svg_text(draw(1e-13)) == drawn(draw)
    assert svg_text(draw(0.03)) != drawn(draw)


def test_the_users_own_settings_do_not_matter() -> None:
    with mpl.rc_context({"axes.facecolor": "red", "font.size": 30, "svg.fonttype": "none"}):
        assert svg_text(lag()) == drawn(lag)


def test_coordinates_are_rounded_and_scale_factors_are_not() -> None:
    text = drawn(lag)
    outlines = re.findall(r'<path [^>]*\bd="([^"]*)"', text)
    numbers = [number for outline in outlines for number in re.findall(r"\d+\.(\d+)", outline)]
    assert numbers
    assert max(map(len, numbers)) <= 2
    scales = re.findall(r"scale\(([^)]*)\)", text)
    assert any(len(scale.split()[0]) > 4 for scale in scales)  # 0.015625 and the like: glyph units to points


def test_runs_are_the_stretches_of_true() -> None:
    generator = np.random.default_rng(3)
    for _ in range(20):
        mask = generator.random(17) < 0.5
        rebuilt = np.zeros_like(mask)
        found = runs(mask)
        for first, last in found:
            rebuilt[first:last] = True
        assert (rebuilt == mask).all()
        assert all(a[1] < b[0] for a, b in pairwise(found))


def test_cells_of_one_colour_become_one_outline_with_merged_neighbours() -> None:
    axes = empty_figure(2.0).subplots()
    fill_cells(axes, np.arange(5.0), np.arange(3.0), np.array([[0, 0, 1, 1], [-1, 0, 0, -1]]), ["red", "blue"])
    assert [len(patch.get_path().vertices) // 5 for patch in axes.patches] == [2, 1]


def test_levels_cover_every_ratio_from_one_on() -> None:
    assert len(LEVEL_COLOURS) == len(LEVELS) - 1
    assert LEVELS[0] == 1
    assert np.isinf(LEVELS[-1])


def test_rounded_keeps_six_significant_digits() -> None:
    values = np.random.default_rng(1).lognormal(0, 20, 1000)
    kept = to_digits(values)
    assert np.abs(kept / values - 1).max() <= 5e-6
    assert np.abs(kept / values - 1).max() > 1e-7
    assert (to_digits(kept) == kept).all()
