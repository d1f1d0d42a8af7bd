"""The page on the sharp law: bounds around the law, the law against iterating, the lag against an orbit of its own.

It is read as it is checked in; that the code makes it so is tested with the other pages.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from functools import cache
from types import SimpleNamespace

import mpmath
import pytest

from numerics.cases.scalar import ScalarCase
from numerics.exact.verdict import Undecided
from reports.pages.report import GENERATED
from reports.pages.sharp_law.figures import CURVES, widths_figure
from reports.pages.sharp_law.page import DEPTHS, LAGS, PAGE, SHOWN, STEPS
from reports.pages.sharp_law.study import compared, lag, widths


@cache
def page() -> dict[str, str]:
    return {name: (GENERATED / name).read_text(encoding="utf-8") for name in (PAGE.file, "data/sharp-law-widths.csv")}


def test_the_page_survives_markdown(survives: Callable[[str], None]) -> None:
    survives(page()["sharp-law.md"])


def test_every_bound_is_on_its_side_and_the_law_is_what_iterating_finds(again: SimpleNamespace) -> None:
    rows = again.table_of(page()["sharp-law.md"], "iterated")
    assert len(rows) == len(SHOWN)
    written = re.compile(r"^[\d,]+$")
    for row in rows:
        *_, elementary, closed, law, iterated, _ = row
        if not written.match(law):
            continue
        time = int(law.replace(",", ""))
        for pair in (elementary, closed):
            low, high = (int(end.replace(",", "")) for end in pair.split(" … "))
            assert low <= time <= high
            assert high - low <= 2
        assert iterated in ("—", law)
    assert sum(row[-2] != "—" for row in rows) >= 6


def test_the_shown_cases_are_iterated_in_floats() -> None:
    for case in SHOWN:
        found = compared(case, None)
        if found.law.upper > 200_000:
            continue
        n, lam, state, eta, eps = case.depth, *map(float, (case.lam, case.alpha, case.eta, case.eps))
        limit, k = max(lam, 0.0) ** (1 / n), 0
        while abs(state - limit) > eps:
            state, k = state - eta * state ** (n - 1) * (state**n - lam), k + 1
        assert abs(k - found.law.lower) <= 1


def test_the_widths_are_those_of_the_bounds() -> None:
    rows = list(csv.DictReader(io.StringIO(page()["data/sharp-law-widths.csv"])))
    assert len(rows) == STEPS * len(DEPTHS)
    assert [int(row["N"]) for row in rows] == [depth for depth in DEPTHS for _ in range(STEPS)]
    for row in rows:
        published, elementary, closed, law = (float(row[name]) for name, *_ in CURVES)
        assert 0 < law < 0.05
        assert closed < published
        assert elementary < 2
        assert published > float(row["T"]) / 20
    last = rows[STEPS - 1]
    assert float(last["T"]) > 1e12
    assert float(last["closed"]) < 1e-15
    with pytest.raises(Undecided, match="all the way"):
        widths(ScalarCase(3, Fraction(1), Fraction(1, 5), Fraction(1, 50), Fraction(1, 10**6)), [Fraction(1, 3)])


def test_the_figure_draws_the_widths() -> None:
    case = ScalarCase(3, Fraction(1), Fraction(1, 5), Fraction(1, 50), Fraction(1, 10**6))
    found = widths(case, [Fraction(1, 20), Fraction(1, 500)])
    (axes,) = widths_figure([("title", found)]).axes
    drawn = {line.get_label(): list(line.get_ydata()) for line in axes.get_lines()}
    for name, _, label in CURVES:
        assert drawn[label] == [getattr(one, name) for one in found]


def test_the_lag_is_that_of_an_orbit() -> None:
    for depth, start, step in LAGS[:3]:
        found = lag(ScalarCase(depth, Fraction(1), Fraction(start), Fraction(step), Fraction(1, 100)))
        state, eta, k = float(Fraction(start)), float(Fraction(step)), 0
        bend = ((depth - 1) / (2 * depth - 1)) ** (1 / depth)

        def field(x: float, n: int = depth) -> float:
            return x ** (n - 1) * (1 - x**n)

        while state < bend:
            state, k = state + eta * field(state), k + 1
        begin = float(Fraction(start))
        pieces = mpmath.linspace(mpmath.log(begin), mpmath.log(bend), 9)
        flow = mpmath.quad(lambda s: mpmath.exp(s) / field(mpmath.exp(s)), pieces)
        assert abs(found.lag - (k - flow / eta)) < 1e-6
        assert abs(found.half - float(mpmath.log(field(bend) / field(begin))) / 2) < 1e-9
        slope = depth / 2 * ((depth - 2) / (4 * depth - 2)) ** (1 - 2 / depth)
        assert abs(found.published / float(slope * flow) - 1) < 1e-9
        assert abs(found.lag - found.half) < 2


def test_there_is_nothing_to_compare_without_a_law() -> None:
    beyond = replace(SHOWN[1], eta=Fraction(2))
    with pytest.raises(ValueError, match="no law"):
        compared(beyond, None)
