"""The page on step sizes: thresholds from their formulas, iterates from plain loops in fractions and floats."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from fractions import Fraction
from functools import cache
from itertools import pairwise
from types import SimpleNamespace

import mpmath
import numpy as np
import pytest

from numerics.orbits.ladder import HittingTime
from reports.pages.step_sizes import page as steps_page
from reports.pages.step_sizes.beyond import CLOSE, certain, count, enough, sweep
from reports.pages.step_sizes.figures import THRESHOLDS, bifurcation_figure, counts_figure, thresholds_figure
from reports.pages.step_sizes.study import ESCAPED, KEPT, TRANSIENT, bifurcation, threshold_curves
from reports.rendering.markdown import Files, Setting
from reports.rendering.profile import Profile

TINY = Profile("tiny", Fraction(1, 20), 150, 3, 12, 6, 60, 24)


@cache
def page() -> Files:
    return steps_page.build(Setting(TINY, 5, lambda stage: None))


def text() -> str:
    return page()["step-sizes.md"].replace("\n", " ")


def thresholds(depth: int, sign: int, start: float) -> dict[str, float]:
    """The thresholds at λ = ±1, from the formulas of the paper."""
    size = max(start, 1.0)
    found = {"published": 1 / ((3 * depth - 2) * size ** (2 * depth - 2))}
    if sign < 0:
        found["sharp"] = start ** (2 - depth) / (start**depth + 1)
        found["growth"] = 2 / (start ** (depth - 2) * (start**depth - 1)) if start > 1.02 else np.nan
        return found
    chords = sum(start**j for j in range(depth))
    return found | {"sharp": 1 / depth if start < 1 else start ** (1 - depth) / chords, "instability": 2 / depth}


def orbit(depth: int, lam: Fraction, start: Fraction, eta: Fraction, steps: int) -> list[Fraction]:
    states = [start]
    for _ in range(steps):
        states.append(states[-1] - eta * states[-1] ** (depth - 1) * (states[-1] ** depth - lam))
    return states


def test_the_page_survives_markdown(survives: Callable[[str], None]) -> None:
    survives(page()["step-sizes.md"])


def test_the_thresholds_are_the_formulas(again: SimpleNamespace) -> None:
    rows = again.table_of(page()["step-sizes.md"], "instability")
    assert [int(row[0]) for row in rows] == list(steps_page.TABLE_DEPTHS)
    for row in rows:
        depth = int(row[0])
        small, near, large = thresholds(depth, 1, 0.1), thresholds(depth, -1, 0.1), thresholds(depth, -1, 2.0)
        exact = [float(Fraction(cell)) for cell in row[1:4]]
        assert exact == pytest.approx([small[name] for name in ("published", "sharp", "instability")])
        shown = [again.read_number(cell) for cell in row[4:]]
        expected = [small["sharp"] / small["published"], near["sharp"]]
        expected += [large[name] for name in ("published", "sharp", "growth")]
        assert shown == pytest.approx(expected, rel=1e-3)
    first, last = rows[0], rows[-1]
    said = re.search(r"from (\S+) at \$N=(\d+)\$ to (\S+) at \$N=(\d+)\$; at (\S+) times the sharp threshold", text())
    assert said is not None
    assert said.groups() == (first[4], first[0], last[4], last[0], "2")
    said = re.search(r"grows with \$N\$, to (\S+) at \$N=(\d+)\$", text())
    assert said is not None
    assert said.groups() == (last[5], last[0])


def test_the_curves_are_the_formulas(again: SimpleNamespace) -> None:
    data = again.csv_of(page()["data/step-sizes-thresholds.csv"])
    assert {(row["N"], row["lambda"]) for row in data} == {
        (str(n), s) for n in steps_page.CURVE_DEPTHS for s in ("1", "-1")
    }
    for row in data:
        expected = thresholds(int(row["N"]), int(row["lambda"]), float(row["alpha"]))
        for name in ("published", "sharp", "instability", "growth"):
            value = expected.get(name, np.nan)
            assert (row[name] == "") == bool(np.isnan(value))
            assert row[name] == "" or float(row[name]) == pytest.approx(value, rel=1e-5)
    curves = [threshold_curves(depth, sign) for sign in (1, -1) for depth in steps_page.CURVE_DEPTHS]
    drawn = thresholds_figure(curves).axes
    for axes, curve in zip(drawn, curves, strict=True):
        assert axes.get_title(loc="left") == rf"$N={curve.depth}$, $\lambda={'' if curve.sign > 0 else '-'}1$"
        lines = {line.get_color(): line.get_xydata() for line in axes.get_lines()}
        for name, values in curve.values.items():
            assert np.array_equal(lines[THRESHOLDS[name][0]], np.column_stack((curve.starts, values)), equal_nan=True)


def test_landings_and_growth_in_fractions(again: SimpleNamespace) -> None:
    for row in again.table_of(page()["step-sizes.md"], "$d(2)$"):
        depth, half = int(row[0]), Fraction(1, 2)
        eta = (1 - half) / (half ** (depth - 1) * (1 - half**depth))
        assert [Fraction(cell) for cell in row[1:]] == [
            eta,
            Fraction(1, depth),
            *orbit(depth, Fraction(1), half, eta, 2),
        ]
    smallest = 10.0**9
    for row in again.table_of(page()["step-sizes.md"], "guaranteed factor"):
        depth = int(row[0])
        eta = Fraction(11, 10) * 2 / (Fraction(2) ** (depth - 2) * (2**depth - 1))
        sizes = [abs(state) for state in orbit(depth, Fraction(-1), Fraction(2), eta, 3)]
        assert Fraction(row[1]) == eta
        assert again.read_number(row[2]) == pytest.approx(float(eta * 2 ** (depth - 2) * (2**depth - 1) - 1))
        assert [again.read_number(cell) for cell in row[3:]] == pytest.approx([float(size) for size in sizes], rel=1e-3)
        smallest = min(smallest, *(float(b / a) for a, b in pairwise(sizes)))
    grown = re.search(r"grow by (\S+) or more in each step", text())
    assert grown is not None
    assert again.read_number(grown.group(1)) == pytest.approx(smallest, rel=5e-3)


def test_where_an_iterate_passes_the_limit(again: SimpleNamespace) -> None:
    assert "(by more than 1·10⁻¹²) within 5,000 steps" in text()
    for row in again.table_of(page()["step-sizes.md"], "99 %"):
        depth = int(row[0])
        assert Fraction(row[1]) == Fraction(1, depth)
        for cell, percent in zip(row[2:], (99, 100, 101), strict=True):
            states = again.iterate(depth, np.array([1.0]), 0.1, percent / 100 / depth, 5000)[:, 0]
            beyond = np.flatnonzero(states > 1 + 1e-12)
            assert cell == (f"$k={beyond[0]}$" if beyond.size else "never")


@pytest.mark.parametrize("depth", steps_page.BIFURCATION_DEPTHS)
def test_bifurcations_are_where_the_iterates_are(depth: int, again: SimpleNamespace) -> None:
    rows = [row for row in again.csv_of(page()["data/step-sizes-bifurcation.csv"]) if float(row["N"]) == depth]
    columns: dict[float, list[tuple[float, float]]] = defaultdict(list)
    for row in rows:
        columns[float(row["eta"])].append((float(row["lowest"]), float(row["highest"])))
    study = bifurcation(depth, TINY.step_points)
    cell = float(study.state_edges[1] - study.state_edges[0])
    for eta, spans in list(columns.items())[::3]:
        states, tail = 0.1, []
        for k in range(TRANSIENT + KEPT):
            states -= eta * states ** (depth - 1) * (states**depth - 1)
            tail += [states] if k >= TRANSIENT else []
        assert max(map(abs, tail)) < ESCAPED
        if len(tail) and np.ptp(tail) < cell:  # where it settles, one cell and the right one
            assert min(abs(tail[-1] - end) for span in spans for end in span) <= cell
        else:  # a period is visited where it is; chaos depends on the last bit
            assert min(low for low, _ in spans) == pytest.approx(min(tail), abs=0.15)
            assert max(high for _, high in spans) == pytest.approx(max(tail), abs=0.15)
    axes = bifurcation_figure([study]).axes[0]
    lines = {line.get_color(): line.get_xdata()[0] for line in axes.get_lines()}
    assert lines == {THRESHOLDS[name][0]: value for name, value in study.thresholds.items()}
    assert study.thresholds == pytest.approx(
        {name: thresholds(depth, 1, 0.1)[name] for name in ("published", "sharp", "instability")}
    )
    strokes = axes.patches[0].get_path().vertices.reshape(-1, 2, 2)
    widths = (strokes[:, 1, 0] - strokes[:, 0, 0]).sum()
    assert widths == pytest.approx(study.visited.sum() * float(study.step_edges[1]))


def test_the_sentence_on_bifurcations(again: SimpleNamespace) -> None:
    studies = [bifurcation(depth, TINY.step_points) for depth in steps_page.BIFURCATION_DEPTHS]
    assert f"Iterates {TRANSIENT:,} to {TRANSIENT + KEPT:,} from" in text()
    ends = re.findall(r"\$\\eta=(\S+)\$ for \$N=(\d)\$", text())
    assert [(again.read_number(end), int(depth)) for end, depth in ends[:2]] == [
        (s.largest_step, s.depth) for s in studies
    ]
    settled = [(again.read_number(end), int(depth)) for end, depth in ends[2:4]]
    assert settled == [(pytest.approx(s.settles, rel=5e-3), s.depth) for s in studies]
    for study in studies:
        states = again.iterate(study.depth, np.array([1.0]), 0.1, study.largest_step, TRANSIENT + KEPT)
        assert np.abs(states).max() < ESCAPED
        with np.errstate(all="ignore"):
            beyond = again.iterate(study.depth, np.array([1.0]), 0.1, study.largest_step + 0.01, 100)
        assert not np.abs(beyond).max() < ESCAPED


def first_within(depth: int, start: Fraction, eta: Fraction, accuracy: float) -> int:
    """T from a plain loop at 50 digits."""
    with mpmath.workdps(50):
        state, step, steps = mpmath.mpf(start.numerator) / start.denominator, mpmath.mpf(eta.numerator), 0
        step /= eta.denominator
        while abs(state - 1) > accuracy:
            state += step * state ** (depth - 1) * (1 - state**depth)
            steps += 1
    return steps


def test_the_counts_up_to_the_ceiling_are_those_of_a_plain_loop(again: SimpleNamespace) -> None:
    data = again.csv_of(page()["data/step-sizes-counts.csv"])
    counts: dict[tuple[int, Fraction], dict[Fraction, int]] = defaultdict(dict)
    for row in data:
        depth, start, eta, time = int(row["N"]), Fraction(row["alpha"]), Fraction(row["eta"]), int(row["T"])
        counts[depth, start][eta] = time
        assert time <= int(row["enough"])
    for (depth, start), found in counts.items():
        assert sorted(found) == [Fraction(2 * part, 80 * depth) for part in range(1, 80)]
        for eta in (Fraction(1, 2 * depth), Fraction(3, 2 * depth), Fraction(79, 40 * depth)):
            assert found[eta] == first_within(depth, start, eta, 1e-6)
    for row in again.table_of(page()["step-sizes.md"], "fewest"):
        depth, start = int(row[0]), Fraction(row[1])
        found = counts[depth, start]
        published = first_within(depth, start, Fraction(1, 3 * depth - 2), 1e-6)
        sharp, least = found[Fraction(1, depth)], min(found.values())
        assert [int(cell.replace(",", "")) for cell in row[2:5]] == [published, sharp, least]
        assert found[Fraction(row[5]) / depth] == least
        assert [float(cell) for cell in row[6:8]] == pytest.approx([published / least, sharp / least], rel=5e-3)
        assert int(row[8].replace(",", "")) == found[Fraction(79, 40 * depth)]
        if depth > 2 and start < Fraction(1, 2):
            said = rf"at \$N={depth}\$ the fastest step is (\S+) times \$1/\\kappa\$ and needs (\S+) times fewer"
            match = re.search(said, text())
            assert match is not None
            assert [float(part) for part in match.groups()] == pytest.approx(
                [float(Fraction(row[5])), sharp / least], rel=5e-2
            )


def test_around_the_ceiling(again: SimpleNamespace) -> None:
    for row in again.table_of(page()["step-sizes.md"], r"= 2.01"):
        depth, start = int(row[0]), Fraction(row[1])
        below, at_ceiling = (int(cell.replace(",", "")) for cell in row[2:4])
        assert below == first_within(depth, start, Fraction(199, 100 * depth), 1e-3)
        assert at_ceiling == first_within(depth, start, Fraction(2, depth), 1e-3)
        assert row[4] == "never"
        states = again.iterate(depth, np.array([1.0]), float(start), 2.01 / depth, 20_000)[-4:, 0]
        assert np.abs(states - 1).min() > 1e-3
        assert states[0] == pytest.approx(states[2])


def test_the_counts_are_drawn() -> None:
    sweeps = [sweep(2, start, 8) for start in (Fraction(1, 10), CLOSE)]
    (axes,) = counts_figure(sweeps).axes
    drawn = [line for line in axes.get_lines() if len(line.get_xdata()) == 7]
    assert [list(line.get_ydata()) for line in drawn] == [v for s in sweeps for v in (s.times, s.enough)]
    assert list(drawn[0].get_xdata()) == pytest.approx([part / 4 for part in range(1, 8)])


def test_a_count_that_is_not_a_number_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ArithmeticError, match="never reached"):
        certain(2, Fraction(1, 10), Fraction(11, 10))
    with pytest.raises(ArithmeticError, match="no count"):
        enough(2, Fraction(1, 10), Fraction(1))
    monkeypatch.setattr("reports.pages.step_sizes.beyond.hitting_time", lambda *_: HittingTime(3, None, True, "balls"))
    with pytest.raises(ArithmeticError, match="not known"):
        count(2, Fraction(1, 10), Fraction(1, 2))


def test_a_step_across_zero_learns_a_negative_eigenvalue(again: SimpleNamespace) -> None:
    rows = again.table_of(page()["step-sizes.md"], "iterations |")
    assert [int(row[0]) for row in rows] == [3, 5, 7]
    for row in rows:
        depth, start = int(row[0]), Fraction(3, 2)
        eta = Fraction(3, 2) / (start ** (depth - 2) * (start**depth + 1))
        assert again.read_number(row[1]) == pytest.approx(float(eta), rel=1e-3)
        assert orbit(depth, Fraction(-1), start, eta, 1)[1] == Fraction(row[2])
        state, steps = float(start), 0
        while abs(state + 1) > 1e-6:
            state, steps = state - float(eta) * state ** (depth - 1) * (state**depth + 1), steps + 1
        assert steps == int(row[3])
