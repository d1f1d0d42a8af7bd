"""The optimiser, and the tables of bound/truth."""

from __future__ import annotations

import numpy as np

from numerics.cases.cube import unit_points
from numerics.cases.scalar import DIMENSIONS, scalar_cases
from reports.engine.result import quantiles
from reports.engine.search import maximise
from reports.pages.iteration_counts.study import case_table, compare, heat_map, worst_cases


def test_quantiles_of_nothing_are_nothing() -> None:
    assert quantiles([]) is None


def test_the_optimiser_finds_a_corner_and_beats_sampling() -> None:
    def objective(points: np.ndarray) -> np.ndarray:
        return -np.abs(points - np.array([0.0, 1.0, 0.25])).sum(axis=1)

    _, value = maximise(objective, 3, 30, 60, dimensions=3)
    assert value > -1e-3
    assert value > objective(unit_points(31 * 60, 3, 3)).max()


def test_the_table_covers_every_case_and_the_search_beats_it() -> None:
    table = {row.name: row for row in case_table(1500, seed=4)}
    assert set(table) == {"1", "2", "3", "4a", "4b"}
    assert all(row.quantiles is not None and row.quantiles["min"] >= 1 for row in table.values())
    extremes = worst_cases(seed=4, depths=(2, 3), generations=5, population=40)
    loosest = {e.case_name: e.value for e in extremes if e.direction == "loosest"}
    tightest = {e.case_name: e.value for e in extremes if e.direction == "tightest"}
    assert loosest["4a"] > 1.1
    assert all(0 < value <= 1 for value in tightest.values())  # above 1 the theorem would be refuted


def test_heat_map_marks_what_is_outside_the_hypotheses() -> None:
    chart = heat_map(2, 0.5, np.array([0.1, 0.5, 2.0]), np.array([1e-3, 0.7]))
    assert chart.ratio.shape == (2, 3)
    assert np.isnan(chart.ratio[1, 1])  # ε = 0.7 exceeds |α − L| = 0.5
    assert (chart.ratio[0] >= 1).all()


def test_compare_reports_the_truth_of_float_cases() -> None:
    outcome = compare(scalar_cases(unit_points(40, 9, DIMENSIONS), regime="negative", unit_eigenvalue=True))
    assert set(outcome.names) == {"2"}
    ratio = outcome.integer_bound[outcome.decided] / outcome.iterations[outcome.decided]
    assert (ratio >= 1).all()
