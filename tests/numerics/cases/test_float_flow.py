"""The flow in floats against the flow in balls."""

from __future__ import annotations

import numpy as np
import pytest
from flint import arb

from numerics.cases.float_flow import flow_value
from numerics.exact.balls import working_precision
from numerics.orbits.flow import solve_flow


@pytest.mark.parametrize("depth", [1, 2, 3, 5])
@pytest.mark.parametrize("eigenvalue", [-1.5, 0.0, 1e-3, 2.0])
@pytest.mark.parametrize("start", [0.05, 1.0, 3.0])
def test_the_table_has_four_digits(depth: int, eigenvalue: float, start: float) -> None:
    times = np.array([0.0, 1e-3, 0.1, 1.0, 10.0, 60.0])
    found = flow_value(depth, eigenvalue, start, times)
    with working_precision(64):
        exact = [float(solve_flow(depth, arb(eigenvalue), arb(start), arb(time)).mid()) for time in times]
    # below a billionth of the start the table ends
    assert found == pytest.approx(exact, rel=2e-4, abs=2e-9 * start)
    assert np.isscalar(float(flow_value(depth, eigenvalue, start, np.float64(1.0))))


def test_a_start_at_the_limit_stays() -> None:
    assert flow_value(2, 4.0, 2.0, np.array([0.0, 5.0])).tolist() == [2.0, 2.0]
