"""How fast the compiled loops are, measured against a C loop written by hand.

All contenders run the recursion (18) on the same cases, in turns, in one process; the figures are
nanoseconds per iteration and eigenvalue, and their ratios to the C loop. The C loop keeps 32 recursions
in vector registers and only iterates: it loads no cases, looks for no target and reports nothing.
The hitting-time rows are end to end: prepare the cases, iterate, find T, and (certified) prove it.

Run as ``python -m reports.bench``.
"""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import click
import numpy as np
from rich.console import Console
from rich.table import Table

from numerics.compiled.scalar_radius import float_cases
from numerics.orbits.hitting_time import hitting_times, run_lanes
from reports.engine.verify import BATCH_STRETCH, verify
from theory.deep_factorization.theorem_2_4 import THEOREM_2_4

DEPTHS = (3, 4, 6)
CASES = 2048
C_FLAGS = ("-O3", "-mavx2", "-mfma", "-shared", "-fPIC")
C_SOURCE = r"""
#include <immintrin.h>
#define VECTORS 8                       /* 8 vectors of 4 doubles: 32 recursions in flight */

#define POWER_3(d) _mm256_mul_pd(d, d)                                            /* d^(N-1) */
#define POWER_4(d) _mm256_mul_pd(_mm256_mul_pd(d, d), d)
static inline __m256d fifth(__m256d d) {
    __m256d square = _mm256_mul_pd(d, d);
    return _mm256_mul_pd(_mm256_mul_pd(square, square), d);
}
#define POWER_6(d) fifth(d)

#define LOOP(N)                                                                              \
void descend_##N(double *state, const double *lam, const double *eta, long count, long steps) { \
    for (long first = 0; first + 4 * VECTORS <= count; first += 4 * VECTORS) {               \
        __m256d d[VECTORS];                                                                  \
        for (int v = 0; v < VECTORS; v++) d[v] = _mm256_loadu_pd(state + first + 4 * v);     \
        for (long k = 0; k < steps; k++)                                                     \
            for (int v = 0; v < VECTORS; v++) {                                              \
                __m256d p = POWER_##N(d[v]);                                                 \
                __m256d r = _mm256_fmsub_pd(p, d[v], _mm256_loadu_pd(lam + first + 4 * v));  \
                d[v] = _mm256_fnmadd_pd(_mm256_loadu_pd(eta + first + 4 * v), _mm256_mul_pd(p, r), d[v]); \
            }                                                                                \
        for (int v = 0; v < VECTORS; v++) _mm256_storeu_pd(state + first + 4 * v, d[v]);     \
    }                                                                                        \
}
LOOP(3) LOOP(4) LOOP(6)
"""

Columns = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]


@dataclass(frozen=True)
class Timing:
    """Nanoseconds per iteration of one recursion, and their ratio to the C loop."""

    nanoseconds: float
    ratio: float


def bench_cases(depth: int, count: int = CASES) -> Columns:
    """Return (lam, alpha, eta, eps), each (count,), rising from α = 0.2 L with T between 10⁴ and 10⁵.

    >>> [column.shape for column in bench_cases(3, 4)]
    [(4,), (4,), (4,), (4,)]
    """
    draw = np.random.default_rng(depth)
    lam = draw.uniform(0.5, 2.0, count)
    limit = lam ** (1.0 / depth)
    alpha = 0.2 * limit
    flow_time = 5.0 ** (depth - 2) / (depth - 2) / lam ** (2.0 - 2.0 / depth)
    eta = np.minimum(flow_time / draw.uniform(2e4, 4e4, count), 0.9 / ((3 * depth - 2) * limit ** (2 * depth - 2)))
    return lam, alpha, eta, 10.0 ** draw.uniform(-6.0, -2.0, count) * limit


def compile_c(folder: Path) -> ctypes.CDLL | None:
    """Compile the C loop into ``folder`` and load it; None without a C compiler or AVX2."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    flags = Path("/proc/cpuinfo")
    if compiler is None or not flags.exists() or not {"avx2", "fma"} <= set(flags.read_text().split()):
        return None
    source, library = folder / "descend.c", folder / "descend.so"
    source.write_text(C_SOURCE)
    if subprocess.run([compiler, *C_FLAGS, "-o", library, source], check=False, capture_output=True).returncode:
        return None
    return ctypes.CDLL(str(library))


def plain_python(depth: int, lam: float, alpha: float, eta: float, steps: int) -> float:
    """Return d(steps) by the recursion (18) as one writes it in Python.

    >>> plain_python(2, 1.0, 0.5, 0.25, 1)
    0.59375
    """
    d = alpha
    for _ in range(steps):
        d -= eta * d ** (depth - 1) * (d**depth - lam)
    return d


def contenders(depth: int, library: ctypes.CDLL | None, quick: bool) -> dict[str, Callable[[], int]]:
    """Return what is timed: name -> function that runs once and returns the number of iterations done.

    For hitting times that number is the sum of the T found, so that steps run in vain count as cost.
    """
    cases = bench_cases(depth, CASES // 8 if quick else CASES)
    lam, alpha, eta, _ = cases
    truth = hitting_times(depth, *cases)
    useful = int(truth.upper.sum())
    columns = float_cases(depth, *cases).columns
    slice_ = slice(0, 64)

    def double() -> int:
        run_lanes(depth, columns, int(truth.upper.max()) + 64, double=True)
        return useful

    def bracketed() -> int:
        found = hitting_times(depth, *cases, method="bracketed")
        if (found.lower != found.upper).any():
            raise RuntimeError(f"N={depth}: a certified hitting time of the benchmark is not exact")
        return useful

    def python() -> int:
        plain_python(depth, float(lam[0]), float(alpha[0]), float(eta[0]), 20_000)
        return 20_000

    def c_loop() -> int:
        steps = int(truth.upper.mean()) * lam.size // 64
        states, targets, sizes = (np.ascontiguousarray(column[slice_]) for column in (alpha, lam, eta))
        pointers = (array.ctypes.data_as(ctypes.c_void_p) for array in (states, targets, sizes))
        getattr(library, f"descend_{depth}")(*pointers, ctypes.c_long(64), ctypes.c_long(steps))
        return 64 * steps

    timed: dict[str, Callable[[], int]] = {} if library is None else {"C loop": c_loop}
    return timed | {
        "hitting times": lambda: int(hitting_times(depth, *cases).upper.sum()),
        "certified": bracketed,
        "certified, two floats": double,
        "plain Python": python,
    }


def measure(depth: int, library: ctypes.CDLL | None, repeats: int, quick: bool = False) -> dict[str, Timing]:
    """Run every contender ``repeats`` times in turns and return the median time and the median ratio.

    The clock is the processor time of this thread. Ratios are formed within a turn, so that a machine
    that is busy for a while slows both sides of them.
    """
    timed = contenders(depth, library, quick)
    for run in timed.values():
        run()
    turns = []
    for _ in range(repeats):
        turn = {}
        for name, run in timed.items():
            begin = time.thread_time_ns()
            iterations = run()
            turn[name] = (time.thread_time_ns() - begin) / iterations
        turns.append(turn)
    return summary(turns)


def summary(turns: list[dict[str, float]]) -> dict[str, Timing]:
    """Return medians over the turns; ratios are to the C loop, or to "hitting times" without one.

    >>> summary([{"C loop": 0.2, "hitting times": 0.3}])["hitting times"].ratio
    1.5
    """
    unit = "C loop" if "C loop" in turns[0] else "hitting times"
    return {
        name: Timing(
            round(statistics.median(turn[name] for turn in turns), 4),
            round(statistics.median(turn[name] / turn[unit] for turn in turns), 4),
        )
        for name in turns[0]
    }


def show(results: dict[int, dict[str, Timing]], skipped: bool) -> None:
    """Print one table: a row per contender, ns per iteration and ratio per depth."""
    table = Table(title="Recursion (18): ns per iteration and eigenvalue (ratio)")
    table.add_column("contender", no_wrap=True)
    for depth in results:
        table.add_column(f"N={depth}", justify="right")
    for name in next(iter(results.values())):
        cells = [f"{times[name].nanoseconds:.3f} ({times[name].ratio:.2f})" for times in results.values()]
        table.add_row(name, *cells)
    console = Console()
    console.print(table)
    if skipped:
        console.print("C loop skipped: it needs a C compiler, AVX2 and FMA. The ratios are to 'hitting times'.")


@dataclass(frozen=True)
class Throughput:
    """How fast the campaign for Theorem 2.4 decides cases, compilation left out."""

    cases: int
    undecided: int
    cases_per_second: float
    workers: int


def campaign_throughput(cases: int, workers: int) -> Throughput:
    """Run the campaign for Theorem 2.4 once to compile and once to be timed (wall time)."""
    verify(THEOREM_2_4, min(cases, BATCH_STRETCH))
    began = time.perf_counter()
    result = verify(THEOREM_2_4, cases, workers=workers)
    return Throughput(cases, result.undecided, cases / (time.perf_counter() - began), workers)


def show_throughput(throughput: Throughput) -> None:
    """Print the campaign's throughput in a sentence."""
    click.echo(
        f"campaign for Theorem 2.4: {throughput.cases_per_second:,.0f} cases/s with {throughput.workers} workers "
        f"({throughput.cases:,} cases, {throughput.undecided} undecided; certified counts against balls)"
    )


@click.command()
@click.option("--repeats", default=7, show_default=True, help="Runs of every contender; the median counts.")
@click.option("--depth", "depths", multiple=True, type=click.Choice([str(n) for n in DEPTHS]), help="Only this N.")
@click.option("--quick", is_flag=True, help="An eighth of the cases.")
@click.option("--json", "as_json", is_flag=True, help="Print the numbers as JSON.")
def main(repeats: int, depths: tuple[str, ...], quick: bool, as_json: bool) -> None:
    """Measure the compiled loops against a C loop, and the campaign's throughput, in one run."""
    with tempfile.TemporaryDirectory() as folder:
        library = compile_c(Path(folder))
        chosen = [int(depth) for depth in depths] or list(DEPTHS)
        results = {depth: measure(depth, library, repeats, quick) for depth in chosen}
    throughput = campaign_throughput(4 * BATCH_STRETCH // (8 if quick else 1), os.cpu_count() or 1)
    if as_json:
        rows = {str(n): {name: asdict(timing) for name, timing in times.items()} for n, times in results.items()}
        campaign = asdict(throughput)
        click.echo(json.dumps({"c_loop": library is not None, "depths": rows, "campaign": campaign}, indent=2))
    else:
        show(results, library is None)
        show_throughput(throughput)


if __name__ == "__main__":
    main()
