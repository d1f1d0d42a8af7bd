"""The page on the gradient flow: its tables computed again by quadrature and by plain loops."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from functools import cache
from types import SimpleNamespace

import mpmath
import numpy as np
import pytest

from reports.pages.flow import page as flow_page
from reports.pages.flow.figures import lag_figure
from reports.pages.flow.study import lag_curve, thinned
from reports.rendering.figures import BLUE, GREEN, ORANGE, VERMILION
from reports.rendering.markdown import Files, Setting
from reports.rendering.profile import QUICK

#: Depths at which the page is made here: few, and enough to tell a column from its neighbour.
FEW = {"FORM_DEPTHS": (2, 3), "EXPANSION_DEPTHS": (3, 4), "LAG_DEPTHS": (2, 3), "ORDER_DEPTHS": (2, 3)}


@cache
def page() -> Files:
    with pytest.MonkeyPatch.context() as patch:
        for name, depths in FEW.items():
            patch.setattr(flow_page, name, depths)
        return flow_page.build(Setting(QUICK, 5, lambda stage: None))


def text() -> str:
    return page()["flow.md"].replace("\n", " ")


def slope(depth: int) -> float:
    """K at λ = 1."""
    return depth / 2 * ((depth - 2) / (4 * depth - 2)) ** (1 - 2 / depth)


def bend(depth: int) -> float:
    """x_* at λ = 1."""
    return ((depth - 1) / (2 * depth - 1)) ** (1 / depth)


def test_the_page_survives_markdown(survives: Callable[[str], None]) -> None:
    survives(page()["flow.md"])
    before = page()["flow.md"].split("U_{")[0]
    assert "$y(t)$ is the state at time $t$" in before, "y(t) is introduced before a formula uses it"
    assert "antiderivative\n$U$ of $1/f$" in before


def test_flow_times_are_integrals(again: SimpleNamespace) -> None:
    rows = again.table_of(page()["flow.md"], "digits in common")
    data = again.csv_of(page()["data/flow-forms.csv"])
    assert len(rows) == len(data) == 3 * len(FEW["FORM_DEPTHS"])
    for row, record in zip(rows, data, strict=True):
        depth, sign = int(row[0]), int(row[1].replace("−", "-"))
        time = again.flow_time(depth, sign, *(mpmath.mpf(f.numerator) / f.denominator for f in map(Fraction, row[2:4])))
        assert float(row[4]) == pytest.approx(float(time), rel=1e-11)
        assert [record[name] for name in ("N", "sign", "start", "end")] == [row[0], str(sign), *row[2:4]]
        assert record["flow_time"] == row[4]
        assert row[6].removeprefix("≥ ") == record["digits"]
        forms = row[5].split(", ")
        assert forms[:2] == ["complex", "real"]
        # each hypergeometric series on its own side of the limit, both where λ < 0 has none
        assert forms[2:] == (
            ["hypergeometric", "tail"] if sign < 0 else ["tail" if "3" in row[2] else "hypergeometric"]
        )
    assert f"at least {min(int(record['digits']) for record in data)} digits in common" in text()
    assert "evaluated with 45 digits and compared to 30" in text()


def test_the_expansion_of_the_flow_phase(again: SimpleNamespace) -> None:
    constants = dict(zip(*_constants(again), strict=True))
    rows = again.table_of(page()["flow.md"], "remainder")
    assert len(rows) == 6
    with mpmath.workdps(40):
        for depth, shown in constants.items():
            end = mpmath.root(mpmath.mpf(depth - 1) / (2 * depth - 1), depth)
            constant = mpmath.quad(lambda x, n=depth: x / (1 - x**n), [0, end]) - end ** (2 - depth) / (depth - 2)
            assert again.read_number(shown) == pytest.approx(float(constant), rel=1e-9)
        for row in rows:
            depth, start = int(row[0]), mpmath.mpf(1) * Fraction(row[1]).numerator / Fraction(row[1]).denominator
            end = mpmath.root(mpmath.mpf(depth - 1) / (2 * depth - 1), depth)
            constant = mpmath.quad(lambda x, n=depth: x / (1 - x**n), [0, end]) - end ** (2 - depth) / (depth - 2)
            phase = again.flow_time(depth, 1, start, end)
            left = phase - start ** (2 - depth) / (depth - 2) - constant + start**2 / 2
            low = -(start ** (depth + 2)) / ((depth + 2) * (1 - start**depth))
            high = -(start ** (depth + 2)) / (depth + 2)
            assert again.read_number(row[2]) == pytest.approx(float(phase), rel=1e-9)
            shown = [again.read_number(cell) for cell in row[3:]]
            assert shown == pytest.approx([float(v) for v in (low, left, high)], rel=2e-5)
    assert f"In 6 of these {len(rows)} cases" in text()


def _constants(again: SimpleNamespace) -> tuple[list[int], list[str]]:
    lines = page()["flow.md"].splitlines()
    row = next(index for index, line in enumerate(lines) if line.startswith("| $C_N$"))
    heads, cells = (re.findall(r"[^|\s$]+", lines[j].replace("$C_N$", "").replace("$N$", "")) for j in (row - 2, row))
    return [int(head) for head in heads], cells


def test_leading_terms(again: SimpleNamespace) -> None:
    rows = again.table_of(page()["flow.md"], "(12)")
    shares = []
    for row, depth in zip(rows, FEW["EXPANSION_DEPTHS"], strict=True):
        eta = Fraction(1, 2 * (3 * depth - 2))
        _, ideal, ceiling = again.ideal_count(depth, Fraction(1), Fraction(1, 10), eta, Fraction(1, 1000))
        states = again.iterate(depth, np.array([1.0]), 0.1, float(eta), int(ceiling))[:, 0]
        phase, end = float(again.flow_time(depth, 1, 0.1, bend(depth))), bend(depth)
        rate = end ** (depth - 1) * (1 - end**depth) / (1 - end)
        linear = np.log(1e-3 / (1 - end)) / np.log(1 - float(eta) * rate)
        leading = phase / float(eta) + linear  # (12) drops less than a^{N+2}/(N+2) of the phase
        assert [row[0], row[1]] == [str(depth), str(eta)]
        assert again.read_number(row[2]) == int(np.flatnonzero(np.abs(states - 1) <= 1e-3)[0])
        assert again.read_number(row[3]) == pytest.approx(float(ideal), rel=1e-5)
        assert again.read_number(row[4]) == pytest.approx(leading, rel=1e-5)
        assert again.read_number(row[5]) == pytest.approx(slope(depth) * phase, rel=1e-5)
        assert again.read_number(row[6]) == pytest.approx(float(eta) * slope(depth), rel=1e-5)
        shares.append((float(eta) * slope(depth), depth))
    share, depth = max(shares)
    percent = re.search(r"at most (\S+) % here, at \$N=(\d+)\$", text())
    assert percent is not None
    assert again.read_number(percent.group(1)) == pytest.approx(100 * share, rel=1e-2)
    assert int(percent.group(2)) == depth


def test_the_lag_and_its_bounds(again: SimpleNamespace) -> None:
    rows = again.table_of(page()["flow.md"], "bound (b′)")
    assert [(row[0], row[1]) for row in rows] == [(str(n), s) for n in FEW["LAG_DEPTHS"] for s in ("0.95", "0.1")]
    for row in rows:
        depth, eta = int(row[0]), float(row[1]) / (3 * int(row[0]) - 2)
        states = again.iterate(depth, np.array([1.0]), 0.1, eta, 1000)[:, 0]
        last = int(np.flatnonzero(states <= bend(depth))[-1])
        lag = last - float(again.flow_time(depth, 1, 0.1, states[last])) / eta
        speed = [x ** (depth - 1) * (1 - x**depth) for x in (0.1, states[last])]
        growth = eta * slope(depth)
        assert int(row[2].replace(",", "")) == last
        shown = [again.read_number(cell) for cell in row[3:]]
        assert shown == pytest.approx([lag, np.log(speed[1] / speed[0]), last * growth / (1 + growth)], rel=1e-3)
    widest = max(rows, key=lambda row: again.read_number(row[5]))
    said = re.search(r"up to (\S+) at \$N=(\d+)\$, where the lag is (\S+); .*? allows (\S+)\.", text())
    assert said is not None
    assert (said.group(1), said.group(2)) == (widest[5], widest[0])
    shown = [again.read_number(said.group(j)) for j in (3, 4)]
    assert shown == pytest.approx([again.read_number(widest[j]) for j in (3, 4)], rel=6e-3)


def test_lags_that_are_drawn_and_stored(again: SimpleNamespace) -> None:
    data = again.csv_of(page()["data/flow-lag.csv"])
    for case in flow_page.LAG_CASES:
        rows = [row for row in data if row["N"] == str(case.depth)]
        eta, depth = float(case.eta), case.depth
        states = again.iterate(depth, np.array([1.0]), float(case.alpha), eta, int(rows[-1]["k"]))[:, 0]
        for row in rows[:: len(rows) // 6]:
            k = int(row["k"])
            time = float(again.flow_time(depth, 1, float(case.alpha), states[k])) if k else 0.0
            assert float(row["lag"]) == pytest.approx(k - time / eta, rel=1e-4, abs=1e-6)
            assert float(row["bound_b"]) == pytest.approx(k * eta * slope(depth) / (1 + eta * slope(depth)), rel=1e-4)
        lags = [float(row["lag"]) for row in rows]
        said = re.search(rf"for \$N={depth}\$ from (\S+) iterations at its largest to (\S+) at the end", text())
        assert said is not None
        assert again.read_number(said.group(1)) == pytest.approx(max(lags), rel=1e-2)
        assert again.read_number(said.group(2)) == pytest.approx(lags[-1], rel=1e-2)
    curves = [thinned(lag_curve(case)) for case in flow_page.LAG_CASES]
    for axes, curve in zip(lag_figure(curves).axes, curves, strict=True):
        drawn = {line.get_color(): line.get_xydata() for line in axes.get_lines()}
        convex = curve.k <= curve.inflection
        assert drawn[BLUE].tolist() == np.column_stack((curve.k, curve.lag)).tolist()
        assert drawn[VERMILION].tolist() == np.column_stack((curve.k, curve.bound_b))[convex].tolist()
        assert drawn[GREEN].tolist() == np.column_stack((curve.k, curve.bound_log))[convex].tolist()
        assert drawn[ORANGE].tolist() == [[0, 0], [curve.inflection, 0]]


def test_the_order_in_the_eigenvalue(again: SimpleNamespace) -> None:
    rows = again.table_of(page()["flow.md"], r"$\tau$, $\lambda=1/2$")
    values = [0.5, 0.75, 1.0, 1.5]
    for row, depth in zip(rows, FEW["ORDER_DEPTHS"], strict=True):
        bound = 1 / ((3 * depth - 2) * 1.5 ** (2 - 2 / depth))
        eta = 0.95 * int(bound * 10_000) / 10_000
        states = again.iterate(depth, np.array(values), 0.1, eta, 1000)
        first = [int(np.argmax(states[:, j] >= 0.6)) for j in range(4)]
        times = [float(again.flow_time(depth, value, 0.1, 0.6)) for value in values]
        assert [again.read_number(cell) for cell in row[2::2]] == first
        assert [again.read_number(cell) for cell in row[1::2]] == pytest.approx(times, rel=1e-5)
    assert "In every row the flow time falls from left to right" in text()


def test_the_fewest_digits_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, depths in FEW.items():
        monkeypatch.setattr(flow_page, name, depths)
    true = flow_page.agreement

    def agreement(depth: int, sign: int, start: Fraction, end: Fraction) -> flow_page.Agreement:
        found = true(depth, sign, start, end)
        return replace(found, digits=7) if (depth, sign) == (3, -1) else found

    monkeypatch.setattr(flow_page, "agreement", agreement)
    made = flow_page.build(Setting(QUICK, 5, lambda stage: None))["flow.md"]
    assert "All forms and quadrature have at least 7 digits in common." in made
    assert "lies between $-a^{N+2}/((N+2)(1-a^N))$ and $-a^{N+2}/(N+2)$:" in made
    assert "seed 5, profile `quick`" in made
