"""How fast the compiled loops are, measured against a C loop written by hand.

All contenders run the recursion (18) on the same cases, in turns, in one process; the figures are
nanoseconds per iteration and eigenvalue, and their ratios to the C loop. The C loop is built for this very processor,
keeps 16 vectors of recursions of its widest kind in flight and only iterates: it loads no cases, looks for no
target and reports nothing. The width of the vectors that each side really uses is read off its machine code.
The hitting-time rows are end to end: prepare the cases, iterate, find T, and (certified) prove it.

Run as ``python -m reports.bench``.
"""

from __future__ import annotations

import ctypes
import json
import os
import re
import shutil
import statistics
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any

import click
import numpy as np
from numba import njit
from rich.console import Console
from rich.table import Table

from numerics.cases.scalar import ScalarCase
from numerics.compiled.scalar import advance_kernel
from numerics.compiled.scalar_radius import float_cases
from numerics.law.time import law_time
from numerics.orbits.hitting_time import hitting_time, hitting_times, run_lanes
from numerics.orbits.ladder import HittingTime
from reports.engine.verify import LONG_STRETCH, verify
from theory.deep_factorization.theorem_2_4 import THEOREM_2_4

DEPTHS = (3, 4, 6)
CASES = 2048
#: Recursions of the C loop: whole groups of 16 vectors of every width.
C_COUNT = 128
C_FLAGS = ("-O3", "-ffp-contract=fast", "-shared", "-fPIC")
#: How compilers are told to use all that this processor has; the first one understood counts.
NATIVE = (("-march=native",), ("-mcpu=native",), ())
C_SOURCE = r"""
#if defined(__AVX512F__)
#define WIDTH 8
#elif defined(__AVX__)
#define WIDTH 4
#else
#define WIDTH 2
#endif
#define VECTORS 16                                             /* 16 vectors of WIDTH doubles in flight */
typedef double vector __attribute__((vector_size(8 * WIDTH), aligned(8), may_alias));
#define AT(array, v) (*(const vector *)(array + first + WIDTH * v))

#define POWER_3(d) (d * d)                                                                  /* d^(N-1) */
#define POWER_4(d) (d * d * d)
#define POWER_6(d) ((d * d) * (d * d) * d)

#define LOOP(N)                                                                                     \
void descend_##N(double *state, const double *lam, const double *eta, long count, long steps) {    \
    for (long first = 0; first + WIDTH * VECTORS <= count; first += WIDTH * VECTORS) {             \
        vector d[VECTORS];                                                                         \
        for (int v = 0; v < VECTORS; v++) d[v] = AT(state, v);                                     \
        for (long k = 0; k < steps; k++)                                                           \
            for (int v = 0; v < VECTORS; v++) {                                                    \
                vector p = POWER_##N(d[v]);                                                        \
                vector r = p * d[v] - AT(lam, v);                                /* one rounding */ \
                d[v] = d[v] - AT(eta, v) * (p * r);                                                \
            }                                                                                      \
        for (int v = 0; v < VECTORS; v++) *(vector *)(state + first + WIDTH * v) = d[v];           \
    }                                                                                              \
}
LOOP(3) LOOP(4) LOOP(6)
"""
#: A multiply-add of doubles in x86 assembly: packed or scalar, and the letter of its registers.
_MULTIPLY_ADD = re.compile(r"\bvfn?m(?:add|sub)\d+([ps])d\b.*%([xyz])mm")

Columns = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]


@dataclass(frozen=True)
class Timing:
    """Nanoseconds per iteration of one recursion, their ratio to the C loop, and the width of the vectors in bits."""

    nanoseconds: float
    ratio: float
    vector_bits: int | None = None


@dataclass(frozen=True)
class CLoop:
    """The compiled C loops ``descend_N``, the options that built them, and the width of their vectors in bits."""

    library: ctypes.CDLL
    options: tuple[str, ...]
    vector_bits: int | None


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


def compile_c(folder: Path) -> CLoop | None:
    """Compile the C loop into ``folder``, for this processor, and load it; None without a C compiler."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        return None
    source, library = folder / "descend.c", folder / "descend.so"
    source.write_text(C_SOURCE)
    for native in NATIVE:
        build = [compiler, *C_FLAGS, *native, str(source), "-o"]
        if subprocess.run([*build, str(library)], check=False, capture_output=True).returncode == 0:
            objdump = shutil.which("objdump")
            show = [objdump, "-d", str(library)] if objdump else [*build, "-", "-S"]
            assembly = subprocess.run(show, check=True, capture_output=True, text=True).stdout
            return CLoop(ctypes.CDLL(str(library)), native, vector_bits(assembly))
    return None


def vector_bits(assembly: str) -> int | None:
    """Return the width of the registers that most packed multiply-adds in x86 ``assembly`` (AT&T) work on.

    64 if all are scalar, None if there are none.

    >>> vector_bits("vfmadd231pd %zmm0, %zmm1, %zmm2"), vector_bits("vfmadd231sd %xmm0, %xmm1, %xmm2"), vector_bits("")
    (512, 64, None)
    """
    found = Counter(match.groups() for match in _MULTIPLY_ADD.finditer(assembly))
    packed = {letter: count for (kind, letter), count in found.items() if kind == "p"}
    if not packed:
        return 64 if found else None
    return {"x": 128, "y": 256, "z": 512}[max(packed, key=packed.__getitem__)]


def kernel_bits(kernel: Any) -> int | None:
    """Return the :func:`vector_bits` of a compiled kernel that has run.

    numba does not show code that comes from disk, so the function is compiled once more.
    """
    again: Any = njit(nogil=True)(kernel.py_func)
    again.compile(kernel.signatures[0])
    return vector_bits("\n".join(again.inspect_asm().values()))


def plain_python(depth: int, lam: float, alpha: float, eta: float, steps: int) -> float:
    """Return d(steps) by the recursion (18) as one writes it in Python.

    >>> plain_python(2, 1.0, 0.5, 0.25, 1)
    0.59375
    """
    d = alpha
    for _ in range(steps):
        d -= eta * d ** (depth - 1) * (d**depth - lam)
    return d


def run_c(reference: CLoop, depth: int, state: np.ndarray, lam: np.ndarray, eta: np.ndarray, steps: int) -> None:
    """Move ``state`` (m,), m a multiple of C_COUNT, ``steps`` steps ahead in place by the C loop."""
    pointers = (np.ascontiguousarray(column).ctypes.data_as(ctypes.c_void_p) for column in (state, lam, eta))
    getattr(reference.library, f"descend_{depth}")(*pointers, ctypes.c_long(state.size), ctypes.c_long(steps))


def contenders(depth: int, reference: CLoop | None, quick: bool) -> dict[str, Callable[[], int]]:
    """Return what is timed: name -> function that runs once and returns the number of iterations done.

    For hitting times that number is the sum of the T found, so that steps run in vain count as cost.
    """
    cases = bench_cases(depth, CASES // 8 if quick else CASES)
    lam, alpha, eta, _ = cases
    truth = hitting_times(depth, *cases)
    useful = int(truth.upper.sum())
    columns = float_cases(depth, *cases).columns

    def double() -> int:
        run_lanes(depth, columns, int(truth.upper.max()) + 64, double=True)
        return useful

    def bracketed() -> int:
        found = hitting_times(depth, *cases, method="bracketed", by_law=False)
        if (found.lower != found.upper).any():
            raise RuntimeError(f"N={depth}: a certified hitting time of the benchmark is not exact")
        return useful

    def python() -> int:
        plain_python(depth, float(lam[0]), float(alpha[0]), float(eta[0]), 20_000)
        return 20_000

    def c_loop(reference: CLoop) -> int:
        steps = int(truth.upper.mean()) * lam.size // C_COUNT
        run_c(reference, depth, alpha[:C_COUNT].copy(), lam[:C_COUNT], eta[:C_COUNT], steps)
        return C_COUNT * steps

    timed: dict[str, Callable[[], int]] = {} if reference is None else {"C loop": partial(c_loop, reference)}
    return timed | {
        "hitting times": lambda: int(hitting_times(depth, *cases).upper.sum()),
        "certified": bracketed,
        "certified, two floats": double,
        "plain Python": python,
    }


def measure(depth: int, reference: CLoop | None, repeats: int, quick: bool = False) -> dict[str, Timing]:
    """Run every contender ``repeats`` times in turns and return the median time and the median ratio.

    The clock is the processor time of this thread. Ratios are formed within a turn, so that a machine
    that is busy for a while slows both sides of them.
    """
    timed = contenders(depth, reference, quick)
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
    bits = {
        "C loop": reference.vector_bits if reference else None,
        "hitting times": kernel_bits(advance_kernel(depth, False, False)),
        "certified": kernel_bits(advance_kernel(depth, True, False)),
        "certified, two floats": kernel_bits(advance_kernel(depth, True, True)),
    }
    return {name: replace(timing, vector_bits=bits.get(name)) for name, timing in summary(turns).items()}


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


def show(results: dict[int, dict[str, Timing]], reference: CLoop | None) -> None:
    """Print one table: a row per contender, width of its vectors, ns per iteration and ratio per depth."""
    table = Table(title="Recursion (18): ns per iteration and eigenvalue (ratio)")
    table.add_column("contender", no_wrap=True)
    table.add_column("bits", justify="right")
    for depth in results:
        table.add_column(f"N={depth}", justify="right")
    for name in next(iter(results.values())):
        row = [times[name] for times in results.values()]
        cells = [f"{t.nanoseconds:.3f} ({t.ratio:.{2 if t.ratio < 100 else 0}f})" for t in row]
        widths = dict.fromkeys(str(t.vector_bits or "") for t in row)
        table.add_row(name, "/".join(widths), *cells)
    console = Console()
    console.print(table)
    if reference is None:
        console.print("C loop skipped: it needs a C compiler. The ratios are to 'hitting times'.")
    else:
        console.print("bits: width of the vectors, as in the machine code. C loop built with", *reference.options)


@dataclass(frozen=True)
class Throughput:
    """How fast the campaign for Theorem 2.4 decides cases, compilation left out."""

    cases: int
    undecided: int
    cases_per_second: float
    workers: int


def campaign_throughput(cases: int, workers: int) -> Throughput:
    """Run the campaign for Theorem 2.4 once to compile and once to be timed (wall time)."""
    verify(THEOREM_2_4, min(cases, 2 * LONG_STRETCH))
    began = time.perf_counter()
    result = verify(THEOREM_2_4, cases, workers=workers)
    return Throughput(cases, result.undecided, cases / (time.perf_counter() - began), workers)


def show_throughput(throughput: Throughput) -> None:
    """Print the campaign's throughput in a sentence."""
    click.echo(
        f"campaign for Theorem 2.4: {throughput.cases_per_second:,.0f} cases/s with {throughput.workers} workers "
        f"({throughput.cases:,} cases, {throughput.undecided} undecided; certified counts against balls)"
    )


@dataclass(frozen=True)
class Race:
    """Seconds that one certified hitting time takes by iterating and by the law, compilation left out."""

    iterations: int
    iterating: float
    law: float


def law_against_iterating(step: Fraction) -> Race:
    """Time one case of depth 3 both ways, whose T is about 12 over the step size.

    >>> race = law_against_iterating(Fraction(1, 20))
    >>> race.iterations, race.law > 0
    (266, True)
    """
    case = ScalarCase(3, Fraction(1), Fraction(1, 10), step, Fraction(1, 10**6))

    def by_iterating() -> HittingTime:
        return hitting_time(3, case.lam, case.alpha, case.eta, case.eps, by_law=False)

    found, known = by_iterating(), law_time(case)
    if known is None or not known[0] <= found.lower <= known[1]:
        raise RuntimeError(f"step = {step}: the law says {known}, iterating {found}")
    return Race(found.lower, _seconds(by_iterating), _seconds(lambda: law_time(case)))


def _seconds(run: Callable[[], object]) -> float:
    """Return the least processor time of three runs."""
    times = []
    for _ in range(3):
        begin = time.thread_time_ns()
        run()
        times.append((time.thread_time_ns() - begin) / 1e9)
    return min(times)


def show_races(races: Sequence[Race]) -> None:
    """Print one row for each decade of T."""
    table = Table(title="One certified T: by iterating and by the law, ms")
    for name in ("T", "iterating", "law", "iterating / law"):
        table.add_column(name, justify="right")
    for race in races:
        row = (f"{1e3 * race.iterating:.2f}", f"{1e3 * race.law:.2f}", f"{race.iterating / race.law:.3g}")
        table.add_row(f"{race.iterations:,}", *row)
    Console().print(table)


@click.command()
@click.option("--repeats", default=7, show_default=True, help="Runs of every contender; the median counts.")
@click.option("--depth", "depths", multiple=True, type=click.Choice([str(n) for n in DEPTHS]), help="Only this N.")
@click.option("--quick", is_flag=True, help="An eighth of the cases.")
@click.option("--json", "as_json", is_flag=True, help="Print the numbers as JSON.")
def main(repeats: int, depths: tuple[str, ...], quick: bool, as_json: bool) -> None:
    """Measure the compiled loops against a C loop, the law against iterating, and the throughput of a campaign."""
    with tempfile.TemporaryDirectory() as folder:
        reference = compile_c(Path(folder))
        chosen = [int(depth) for depth in depths] or list(DEPTHS)
        results = {depth: measure(depth, reference, repeats, quick) for depth in chosen}
    races = [law_against_iterating(Fraction(1, 10**decade)) for decade in range(1, 6 if quick else 8)]
    throughput = campaign_throughput(16 * LONG_STRETCH // (8 if quick else 1), os.cpu_count() or 1)
    if as_json:
        rows = {str(n): {name: asdict(timing) for name, timing in times.items()} for n, times in results.items()}
        found = {"c_loop": reference and reference.options, "depths": rows, "campaign": asdict(throughput)}
        click.echo(json.dumps(found | {"law": [asdict(race) for race in races]}, indent=2))
    else:
        show(results, reference)
        show_races(races)
        show_throughput(throughput)


if __name__ == "__main__":
    main()
