"""Where conditions on one parameter hold: the cells between their borders, and none that nothing is known about."""

from __future__ import annotations

import numpy as np
import pytest
import sympy as sp

from numerics.cases.feasible import Condition, Feasible, feasible
from theory.language.symbols import N, alpha, beta, lam

ENV = {N: 2, lam: np.float64(1)}


def cells(found: Feasible) -> list[tuple[float, float]]:
    return [(cell.low, cell.high) for cell in found.cells]


def test_where_a_condition_has_no_real_value_is_not_where_it_holds() -> None:
    found = feasible([Condition("real", sp.log(alpha - 1) < 3)], ENV, alpha)
    assert cells(found) == [(1.0, 10.0)]
    assert found.cells[0].ends == (True, False)


def test_what_is_open_everywhere_is_passed_over() -> None:
    waiting = Condition("later", beta < alpha)
    assert cells(feasible([waiting], ENV, alpha)) == cells(feasible([], ENV, alpha)) != []


def test_a_condition_that_is_to_fail() -> None:
    small = sp.Lt(alpha, 2)
    holds, fails = (feasible([Condition("c", small, wanted)], ENV, alpha) for wanted in (True, False))
    assert holds.cells[0].high == fails.cells[0].low == pytest.approx(2)
    assert holds.cells[0].low < fails.cells[-1].high


def test_the_condition_that_leaves_nothing_is_told() -> None:
    small, large = Condition("small", sp.Lt(alpha, 2)), Condition("large", sp.Gt(alpha, 3))
    found = feasible([small, large], ENV, alpha)
    assert (found.cells, found.emptied_by) == ((), large)
    assert {round(border) for border, _ in found.borders} == {2, 3}


def test_both_signs_and_zero_of_an_eigenvalue() -> None:
    found = feasible([Condition("not large", sp.Le(lam, 2))], {N: 2}, lam)
    assert [np.sign(cell.middle) for cell in found.cells] == [-1, 0, 1]
    assert found.cells[-1].high == pytest.approx(2)
    positive = feasible([Condition("positive", sp.Gt(lam, 0))], {N: 2}, lam)
    assert all(cell.low > 0 for cell in positive.cells)


@pytest.mark.parametrize("power", [2, 3])
def test_a_border_that_has_to_be_looked_for(power: int) -> None:
    """α stands on both sides, so the border α^(power−1) = 1/2 is found on a grid and narrowed down."""
    found = feasible([Condition("c", 2 * alpha**power < alpha)], ENV, alpha)
    assert found.cells[-1].high == pytest.approx(0.5 ** (1 / (power - 1)), rel=1e-14)
