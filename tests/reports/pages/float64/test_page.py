"""The page on float64: tables, data and figure read back, and checked against the study row by row."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from functools import cache
from types import SimpleNamespace

import numpy as np
import pytest

from reports.engine.limits import LARGEST_DEPTH
from reports.pages.float64.figures import misses_figure
from reports.pages.float64.page import SHARE_DEPTHS, _panels, build
from reports.pages.float64.study import MOTIONLESS, Study, study
from reports.rendering.markdown import Files, Setting
from reports.rendering.profile import QUICK


@cache
def found() -> Study:
    return study((6, 8, 10))


@cache
def page() -> Files:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("reports.pages.float64.page.study", found)
        patch.setattr("reports.pages.float64.page.SAMPLES", 12)
        return build(Setting(QUICK, 5, lambda stage: None))


def text() -> str:
    return page()["why-not-float64.md"].replace("\n", " ")


def read(cell: str, again: SimpleNamespace) -> Fraction | float:
    power = re.fullmatch(r"\$2\^\{-(\d+)\}\$", cell)
    if power:
        return Fraction(1, 2 ** int(power.group(1)))
    return Fraction(cell.replace("−", "-")) if re.fullmatch(r"−?\d+(/\d+)?", cell) else again.read_number(cell)


def test_the_page_survives_markdown(survives: Callable[[str], None]) -> None:
    survives(page()["why-not-float64.md"])
    assert f"for every depth up to {LARGEST_DEPTH}, provided" in text()
    assert "Not proved" not in text()
    assert text().count("| proved |") > 50


@pytest.mark.parametrize("kind", ["by_decade", "hard"])
def test_comparisons_are_shown_as_found(kind: str, again: SimpleNamespace) -> None:
    section = {"by_decade": "## By how much it is wrong", "hard": "## Nine hard cases"}[kind]
    table = again.table_of(page()["why-not-float64.md"].split(section)[1], "off by")
    rows = getattr(found(), kind)
    assert len(table) == len(rows)
    for cells, row in zip(table, rows, strict=True):
        case = row.case
        for cell, value in zip(cells[1:5], (case.lam, case.alpha, case.eta, case.eps), strict=True):
            assert float(read(cell, again)) == pytest.approx(float(value), rel=1e-5)
        assert int(cells[0]) == case.depth
        assert cells[5] == ("never" if row.plain is None else f"{row.plain:,}")
        low, high = row.certified.lower, row.certified.upper
        assert cells[6] == (f"{low:,}" if low == high else f"{low:,}…{high:,}")
        if row.plain is None:
            assert cells[7] == "—"
        else:
            miss = row.plain - (high if row.plain > high else low if row.plain < low else row.plain)
            assert again.read_number(cells[7].replace("+", "")) == miss


def test_the_sentences_count_what_is_shown(again: SimpleNamespace) -> None:
    def table(section: str) -> list[list[str]]:
        return again.table_of(page()["why-not-float64.md"].split(section)[1], "off by")

    decades, hard = table("## By how much it is wrong"), table("## Nine hard cases")
    largest = max(decades, key=lambda row: abs(again.read_number(row[7].replace("+", ""))))
    said = re.search(r"The largest is (\S+) iterations at \$T=(\S+)\$\.", text())
    assert said is not None
    assert said.group(1) == largest[7].lstrip("+−")
    assert said.group(2).replace("{,}", ",") == largest[6]
    wrong, silent = sum(row[7] not in ("—", "0") for row in hard), sum(row[5] == "never" for row in hard)
    assert f"In {wrong} of them float64 reports a wrong number, in {silent} it never gets there." in text()
    assert [len(row[6].split("…")[0].replace(",", "")) for row in decades] == [4, 5, 6]
    motionless = found().motionless
    said = re.search(r"After (\S+) steps it is certain that \$T \\ge (\S+)\$", text())
    assert said is not None
    assert (
        int(said.group(1).replace(",", "")) + 1 == int(said.group(2).replace("{,}", "")) == motionless.certified.lower
    )
    step = float(MOTIONLESS.eta * MOTIONLESS.alpha**9 * (MOTIONLESS.lam - MOTIONLESS.alpha**10))
    first = re.search(r"the first step is (\S+), too short", text())
    assert first is not None
    assert again.read_number(first.group(1)) == pytest.approx(step, rel=1e-5)
    # Theorem 2.4 on it: the flow phase from 1/100 with and without K
    _, upper, _ = again.ideal_count(10, Fraction(1), *(Fraction(1, 100),) * 3)
    between = re.search(r"Theorem 2.4 puts \$T\$ between (\S+) and (\S+)\.", text())
    assert between is not None
    low, high = map(again.read_number, between.groups())
    assert high == pytest.approx(float(upper), rel=1e-5)
    end = (9 / 19) ** 0.1
    assert low == pytest.approx(100 * float(again.flow_time(10, 1, 0.01, end)), rel=1e-5)


def test_the_table_of_sweeps_and_its_data(again: SimpleNamespace) -> None:
    data = again.csv_of(page()["data/why-not-float64.csv"])
    table = again.table_of(page()["why-not-float64.md"], "wrong from")
    assert len(table) == len(found().sweeps)
    for cells in table:
        depth, alpha, eta = int(cells[0]), Fraction(cells[1]), read(cells[2], again)
        rows = [r for r in data if (int(r["N"]), Fraction(r["alpha"]), Fraction(r["eta"])) == (depth, alpha, eta)]
        assert rows
        for row in rows:
            plain, low, high = row["float64"], int(row["lower"]), int(row["upper"])
            miss = 0 if plain == "" else min(0, int(plain) - low) or max(0, int(plain) - high)
            assert row["miss"] == ("" if plain == "" else str(miss))
        wrong = [Fraction(row["eps"]) for row in rows if row["miss"] not in ("", "0")]
        silent = [Fraction(row["eps"]) for row in rows if row["float64"] == ""]
        worst = max(rows, key=lambda row: abs(int(row["miss"] or 0)))
        for cell, values in ((cells[3], wrong), (cells[6], silent)):
            assert cell == "—" if not values else again.read_number(cell) == pytest.approx(float(max(values)), rel=0.05)
        assert again.read_number(cells[4]) == abs(int(worst["miss"] or 0))
        assert again.read_number(cells[5]) == int(worst["lower"])


def test_the_shares_are_shares(again: SimpleNamespace) -> None:
    table = again.table_of(page()["why-not-float64.md"], "| float64 | two floats |")
    assert [int(row[0]) for row in table] == list(SHARE_DEPTHS)
    assert all(0 < again.read_number(cell) <= 1 for row in table for cell in row[1:])
    assert "over 400 adversarial steps" not in text()
    assert "over 12 adversarial steps" in text()


def test_the_figure_draws_the_misses() -> None:
    for axes, (title, curves) in zip(misses_figure(_panels(found())).axes, _panels(found()), strict=True):
        assert axes.get_title(loc="left") == title
        depth = int(re.match(r"\$N=(\d+)\$", title).group(1))
        sweeps = [one for one in found().sweeps if (one.depth, one.alpha) == (depth, Fraction(1, 8))]
        lines = {
            line.get_label(): line.get_xydata() for line in axes.get_lines() if not line.get_label().startswith("_")
        }
        assert len(curves) == len(lines) == len(sweeps)
        for one in sweeps:
            rows = [row for row in one.rows if row.miss is not None]
            expected = [(float(row.case.eps), abs(row.miss) if row.miss else np.nan) for row in rows]
            label = rf"$\eta=2^{{-{one.eta.denominator.bit_length() - 1}}}$"
            assert np.array_equal(lines[label], np.array(expected, float), equal_nan=True)
        crosses = {float(line.get_xdata()[0]) for line in axes.get_lines() if line.get_marker() == "x"}
        assert crosses == {float(one.silent_from) for one in sweeps if one.silent_from is not None}
