"""The page on Theorem 2.4: every number on it computed again, case by case, from the formulas of the paper."""

from __future__ import annotations

import json
import re
import shlex
from collections import defaultdict
from collections.abc import Callable
from fractions import Fraction
from functools import cache
from types import SimpleNamespace

import numpy as np
import pytest
from matplotlib.colors import to_rgba
from matplotlib.path import Path as Outline

from numerics.bounds.scalar_count import enclose_bounds
from numerics.cases.scalar import ScalarCase, draw_scalar
from numerics.orbits.hitting_time import hitting_time
from reports.pages.iteration_counts import page as counts_page
from reports.pages.iteration_counts.figures import (
    LEVEL_COLOURS,
    LEVELS,
    _level_name,
    _levels,
    eigenvalue_figure,
    tightness_figure,
)
from reports.pages.iteration_counts.page import MAP_DEPTHS, SHOWN, STEP_FRACTIONS, eigenvalue_run
from reports.pages.iteration_counts.study import BUDGET, HeatMap
from reports.rendering.figures import BLUE, GREEN, INK, ORANGE, VERMILION
from reports.rendering.markdown import Files, Setting
from reports.rendering.profile import Profile

TINY = Profile("tiny", Fraction(1, 20), 150, 3, 12, 6, 60, 24)


@cache
def page() -> Files:
    return counts_page.build(Setting(TINY, 5, lambda stage: None))


def text() -> str:
    return page()["theorem-2.4.md"].replace("\n", " ")


def test_the_page_survives_markdown(survives: Callable[[str], None]) -> None:
    survives(page()["theorem-2.4.md"])
    assert "seed 5, profile `tiny`" in text()


def test_quantiles_are_those_of_the_cases_one_by_one(again: SimpleNamespace) -> None:
    ratios: dict[str, list[float]] = defaultdict(list)
    drawn = draw_scalar(TINY.table_cases, 5, extremes=0.0)
    for index in range(TINY.table_cases):
        case = drawn[index]
        time = hitting_time(case.depth, case.lam, case.alpha, case.eta, case.eps, budget=BUDGET)
        if time.iterations is None:
            continue
        bounds = enclose_bounds(case, 300)
        assert bounds.upper_iterations is not None
        ratios[bounds.case.name].append(bounds.upper_iterations / time.iterations)
    table = {row[0]: row[2:] for row in again.table_of(page()["theorem-2.4.md"], "90 %")}
    data = json.loads(page()["data/theorem-2.4-quantiles.json"])
    assert set(table) == set(data) == set(ratios)
    for name, values in ratios.items():
        quantiles = [float(np.quantile(values, share)) for share in (0, 0.5, 0.9, 1)]
        assert int(table[name][0]) == data[name]["cases"] == len(values)
        assert [again.read_number(cell) for cell in table[name][1:]] == pytest.approx(quantiles, rel=1e-3)
        recorded = [data[name]["ratio"][key] for key in ("min", "median", "p90", "max")]
        assert recorded == pytest.approx(quantiles, rel=1e-5)
        assert quantiles[0] >= 1
    decided = sum(map(len, ratios.values()))
    assert f"Decided: {decided} of {TINY.table_cases} drawn cases" in text()
    medians = {name: float(np.median(values)) for name, values in ratios.items()}
    tight, loose = re.search(r"Case (\w+) \([^)]*\) is the tightest.*?; case (\w+) \(", text()).groups()
    assert medians[tight] == min(medians.values())
    assert medians[loose] == max(medians.values())


def test_undecided_cases_are_not_among_the_decided(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.pages.iteration_counts.study.BUDGET", 50)
    monkeypatch.setattr("reports.pages.iteration_counts.study.compare.__defaults__", (50,))
    table = counts_page.case_table(TINY.table_cases, 5)
    assert 0 < sum(row.cases for row in table) < TINY.table_cases


def test_worst_cases_have_the_value_that_was_maximised(again: SimpleNamespace) -> None:
    rows = again.table_of(page()["theorem-2.4.md"], "extreme")
    data = json.loads(page()["data/theorem-2.4-extremes.json"])
    assert len(rows) == len(data) == 10
    values: dict[str, list[tuple[float, str]]] = {"tightest": [], "loosest": []}
    for row, record in zip(rows, data, strict=True):
        name, direction, depth, *parameters = row[:7]
        lam, alpha, eta, eps = map(Fraction, parameters)
        case, ideal, ceiling = again.ideal_count(int(depth), lam, alpha, eta, eps)
        time = hitting_time(int(depth), lam, alpha, eta, eps).iterations
        assert time is not None
        assert case == name == record["case"]
        assert again.read_number(row[7]) == time == record["iterations"]
        assert again.read_number(row[8]) == pytest.approx(float(ceiling), rel=1e-5)
        if ceiling < 10**12:
            assert again.read_number(row[8]) == int(ceiling) >= time  # never below what it bounds
        assert record["upper"] == pytest.approx(float(ideal), rel=1e-5)
        value = float((time - 1) / ideal if direction == "tightest" else ceiling / time)
        assert again.read_number(row[9]) == pytest.approx(value, rel=1e-5)
        assert record["value"] == pytest.approx(value, rel=1e-5)
        values[direction].append((value, name))
    best, worst = max(values["tightest"]), max(values["loosest"])
    said = re.search(r"No constant factor below (\S+) could.*?\(case (\w+)\)", text())
    assert said is not None
    assert again.read_number(said.group(1)) == pytest.approx(best[0], rel=1e-5)
    said = re.search(r"overestimates the count (\S+)-fold \(case (\w+)\)", text())
    assert said is not None
    assert again.read_number(said.group(1)) == pytest.approx(worst[0], rel=1e-3)
    assert said.group(2) == worst[1]


def test_the_commands_are_those_of_the_rows(again: SimpleNamespace) -> None:
    lines = [line for line in page()["theorem-2.4.md"].splitlines() if line.startswith("dmf bound")]
    shown, *commands = [shlex.split(line) for line in lines]
    rows = again.table_of(page()["theorem-2.4.md"], "extreme")
    assert shown[4::2] == ["3", "1", "0.1", "0.125", "0.001"]
    names = ["--depth", "--eigenvalue", "--alpha", "--step", "--accuracy"]
    assert [words[3::2] for words in commands] == [names] * len(rows)
    assert [words[4::2] for words in commands] == [row[2:7] for row in rows]


def test_the_eigenvalue_in_detail(again: SimpleNamespace) -> None:
    rows = again.table_of(page()["theorem-2.4.md"], "lower bound (27)")
    assert len(rows) == len(STEP_FRACTIONS)
    kappa, limit, bend = 3.0, 1.0, 0.4 ** (1 / 3)
    for row, share in zip(rows, STEP_FRACTIONS, strict=True):
        eta = SHOWN.eta * share
        _, _, ceiling = again.ideal_count(3, SHOWN.lam, SHOWN.alpha, eta, SHOWN.eps)
        states = again.iterate(3, np.array([1.0]), 0.1, float(eta), int(ceiling))[:, 0]
        time = int(np.flatnonzero(np.abs(states - 1) <= 1e-3)[0])
        flow = float(again.flow_time(3, 1, 0.1, bend))
        lower = flow / float(eta) + np.log(1e-3 / (limit - bend)) / np.log(1 - float(eta) * kappa) - 1
        assert Fraction(row[0]) == eta
        assert again.read_number(row[1]) == pytest.approx(lower, rel=1e-5)
        assert again.read_number(row[2]) == time
        assert again.read_number(row[3]) == int(ceiling)
        assert again.read_number(row[4]) == pytest.approx(int(ceiling) / time, rel=1e-3)
    low, high = re.search(r"\$T\$ lies between (\S+) and (\S+)\.", text()).groups()
    assert [low, high] == rows[0][1:4:2]
    flow = float(again.flow_time(3, 1, 0.1, 1 - 1e-3)) / float(SHOWN.eta)
    assert again.read_number(re.search(r"a time of (\S+) iterations", text()).group(1)) == pytest.approx(flow, rel=1e-5)
    data = again.csv_of(page()["data/theorem-2.4-eigenvalue.csv"])
    states = again.iterate(3, np.array([1.0]), 0.1, float(SHOWN.eta), len(data))[:, 0]
    assert [int(row["k"]) for row in data] == list(range(len(data)))
    assert [float(row["d"]) for row in data] == pytest.approx(states[: len(data)], rel=1e-5)


def test_the_maps_hold_the_quotients(again: SimpleNamespace) -> None:
    data = again.csv_of(page()["data/theorem-2.4-tightness.csv"])
    below: dict[int, float] = defaultdict(float)
    for row in data:
        if float(row["alpha"]) < 1:
            below[int(row["N"])] = max(below[int(row["N"])], float(row["ratio"]))
    said = re.search(r"the quotient stays at or below (.*?); above it", text())
    assert said is not None
    shown = re.findall(r"(\S+) for \$N=(\d+)\$", said.group(1))
    assert [int(depth) for _, depth in shown] == list(MAP_DEPTHS) == list(below)
    for value, depth in shown:
        assert again.read_number(value) == pytest.approx(below[int(depth)], rel=1e-3)
    for row in data[:: len(data) // 25]:
        depth, alpha, eps = int(row["N"]), Fraction(row["alpha"]), Fraction(row["epsilon"])
        eta = Fraction(95, 100) / ((3 * depth - 2) * max(alpha, 1) ** (2 * depth - 2))
        _, _, ceiling = again.ideal_count(depth, Fraction(1), alpha, eta, eps)
        time = hitting_time(depth, 1, alpha, eta, eps).iterations
        assert float(row["ratio"]) == pytest.approx(float(ceiling) / time, rel=1e-5)


def test_a_run_is_shown_only_with_bounds_on_both_sides() -> None:
    above = ScalarCase(2, Fraction(1), Fraction(2), Fraction(1, 99), Fraction(1, 10))
    with pytest.raises(ValueError, match="no bounds from both sides"):
        eigenvalue_run(above)


def test_the_figure_of_one_eigenvalue_draws_its_run() -> None:
    run = eigenvalue_run(SHOWN)
    whole, zoom = eigenvalue_figure(run).axes
    for axes in (whole, zoom):
        upright = {
            line.get_color(): line.get_xdata()[0] for line in axes.get_lines() if len(set(line.get_xdata())) == 1
        }
        assert upright == {GREEN: run.lower, INK: run.iterations, VERMILION: run.upper}
    drawn = {line.get_color(): line for line in whole.get_lines() if len(line.get_xdata()) > 2}
    assert drawn[BLUE].get_ydata().tolist() == run.iterates.tolist()
    assert drawn[ORANGE].get_xydata().tolist() == np.column_stack((run.flow_times, run.flow_states)).tolist()
    drawn = {line.get_color(): line for line in zoom.get_lines() if len(line.get_xdata()) > 2}
    assert drawn[BLUE].get_ydata() == pytest.approx(run.limit - run.iterates)
    assert drawn[ORANGE].get_xydata() == pytest.approx(np.column_stack((run.flow_times, run.limit - run.flow_states)))
    assert run.lower < run.iterations < run.upper


def test_every_quotient_is_painted_in_the_colour_of_its_level() -> None:
    ratio = np.array([[1.0, 1.019, 1.02], [1.5, 1e9, np.nan]])
    heat = HeatMap(2, 0.95, np.array([0.1, 0.2, 0.3]), np.array([0.1, 0.2]), ratio)
    assert _levels(heat).tolist() == [[0, 0, 1], [LEVELS.index(1.5), len(LEVELS) - 2, -1]]
    assert [_level_name(0), _level_name(len(LEVELS) - 2)] == ["1–1.02", "≥ 1000"]


def test_the_maps_are_painted_with_the_borders_of_the_cases() -> None:
    heat = counts_page.tightness_map(3, 6)
    axes = tightness_figure([heat]).axes[0]
    bend = (2 / 5) ** (1 / 3)  # x_* at N = 3, λ = 1
    borders = [line.get_xydata().tolist() for line in axes.get_lines()]
    low, high = heat.accuracies[0], heat.accuracies[-1]
    assert borders == [
        [pytest.approx([bend, low]), pytest.approx([bend, min(1 - bend, high)])],
        [pytest.approx([heat.starts[0], 1 - bend]), pytest.approx([bend, 1 - bend])],
    ]
    painted = {patch.get_facecolor(): patch.get_path() for patch in axes.patches}
    assert len(painted) == len(set(_levels(heat).ravel().tolist()) - {-1})
    for (row, column), level in np.ndenumerate(_levels(heat)):
        middle = (heat.starts[column], heat.accuracies[row])
        for index, colour in enumerate(LEVEL_COLOURS):
            path = painted.get(to_rgba(colour))
            inside = path is not None and any(part.contains_point(middle) for part in _cells(path))
            assert inside == (index == level)


def _cells(path: Outline) -> list[Outline]:
    return [Outline(path.vertices[j : j + 5]) for j in range(0, len(path.vertices), 5)]
