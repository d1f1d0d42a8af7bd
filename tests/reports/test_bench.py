"""The benchmark times what it says: same recursion, same cases."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

import reports.bench
from numerics.compiled.scalar_radius import float_cases
from numerics.orbits.trajectory import trajectory
from reports.bench import C_COUNT, DEPTHS, bench_cases, compile_c, main, run_c, vector_bits


@pytest.mark.parametrize("depth", DEPTHS)
def test_the_c_loop_computes_the_same_floats_as_the_compiled_loops(depth: int, tmp_path: Path) -> None:
    reference = compile_c(tmp_path)
    if reference is None or reference.vector_bits is None:
        pytest.skip("no C compiler or no FMA")
    lam, alpha, eta, _ = (column[:C_COUNT] for column in bench_cases(depth))
    states = alpha.copy()
    run_c(reference, depth, states, lam, eta, 500)
    assert np.array_equal(states, trajectory(depth, lam, alpha, eta, 500)[-1])


def test_the_c_loop_is_built_for_this_processor_and_its_width_read_off_the_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reference = compile_c(tmp_path)
    if reference is None or reference.vector_bits is None:
        pytest.skip("no C compiler or no FMA")
    assert reference.options == ("-march=native",)
    flags = Path("/proc/cpuinfo")
    if flags.exists():
        assert reference.vector_bits == (512 if "avx512f" in flags.read_text().split() else 256)
    narrow = {"-mno-avx512f": 256, "-mno-avx": None}
    for option, bits in narrow.items():
        monkeypatch.setattr(reports.bench, "NATIVE", (("-march=native", option),))
        built = compile_c(tmp_path)
        assert built is not None
        assert built.vector_bits == bits


def test_the_width_of_the_vectors_is_that_of_most_packed_multiply_adds() -> None:
    wide, rest = "  vfnmadd132pd (%rax), %zmm1, %zmm2\n", "  vfmsub213pd %xmm0, %xmm1, %xmm2\n"
    assert vector_bits(wide * 3 + rest * 2 + rest.replace("pd", "sd") * 9) == 512
    assert vector_bits(wide + rest * 2) == 128
    assert vector_bits("  vmulpd %zmm0, %zmm1, %zmm2\n") is None


@pytest.mark.parametrize("depth", DEPTHS)
def test_the_cases_are_long_monotone_runs(depth: int) -> None:
    assert float_cases(depth, *bench_cases(depth)).monotone.all()


def test_the_command_reports_every_contender(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reports.bench, "LONG_STRETCH", 10_000)  # a shorter campaign
    result = CliRunner().invoke(main, ["--quick", "--repeats", "1", "--depth", "3", "--json"])
    assert result.exit_code == 0, result.output
    races = json.loads(result.output)["law"]
    assert [len(str(race["iterations"])) for race in races] == [3, 4, 5, 6, 7]
    assert races[-1]["iterating"] > races[-1]["law"] > 0
    times = json.loads(result.output)["depths"]["3"]
    assert times["hitting times"]["vector_bits"] == times["certified"]["vector_bits"] >= 64
    assert times["plain Python"]["ratio"] > 50 * times["hitting times"]["ratio"]
    assert 0 < times["hitting times"]["nanoseconds"] < times["certified, two floats"]["nanoseconds"]
