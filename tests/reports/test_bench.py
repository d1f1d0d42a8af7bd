"""The benchmark times what it says: same recursion, same cases."""

from __future__ import annotations

import ctypes
import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from numerics.compiled.scalar_radius import float_cases
from numerics.orbits.trajectory import trajectory
from reports.bench import DEPTHS, bench_cases, compile_c, main


@pytest.mark.parametrize("depth", DEPTHS)
def test_the_c_loop_computes_the_same_floats_as_the_compiled_loops(depth: int, tmp_path: Path) -> None:
    library = compile_c(tmp_path)
    if library is None:
        pytest.skip("no C compiler or no AVX2")
    lam, alpha, eta, _ = (np.ascontiguousarray(column[:64]) for column in bench_cases(depth))
    states = alpha.copy()
    pointers = (array.ctypes.data_as(ctypes.c_void_p) for array in (states, lam, eta))
    getattr(library, f"descend_{depth}")(*pointers, ctypes.c_long(64), ctypes.c_long(500))
    assert np.array_equal(states, trajectory(depth, lam, alpha, eta, 500)[-1])


@pytest.mark.parametrize("depth", DEPTHS)
def test_the_cases_are_long_monotone_runs(depth: int) -> None:
    assert float_cases(depth, *bench_cases(depth)).monotone.all()


def test_the_command_reports_every_contender() -> None:
    result = CliRunner().invoke(main, ["--quick", "--repeats", "1", "--depth", "3", "--json"])
    assert result.exit_code == 0, result.output
    times = json.loads(result.output)["depths"]["3"]
    assert times["plain Python"]["ratio"] > 50 * times["hitting times"]["ratio"]
    assert 0 < times["hitting times"]["nanoseconds"] < times["certified, two floats"]["nanoseconds"]
