"""What the compiled loops of the pair (40) are measured by, against balls: for the healthy loops and for faulty ones.

The checks measure promises: the radii contain the exact orbit, a look is right at every corner of the radii, a
bracket contains the true time, the columns enclose the parameters. They are the same functions for healthy and faulty
code. A faulty loop is the source of ``numerics.compiled.pair`` with one place changed, run by Python: float by float
the same as the compiled one, as ``test_pair`` shows.
"""

from __future__ import annotations

import itertools
from fractions import Fraction
from functools import cache
from types import ModuleType

import numpy as np
from flint import arb
from numba import njit

import numerics.compiled.pair as pair
import numerics.compiled.pair_radius as pair_radius
from numerics.compiled.pair import (
    CASE_ROWS,
    DIFF,
    DIFF_LOW,
    ERROR,
    ETA,
    EXHAUSTED,
    FAR,
    LAM,
    LAM_ERROR,
    MET,
    NEAR,
    RADIUS_S,
    RADIUS_U,
    SIDE,
    SIGN,
    SMALL,
    STEP_ERROR,
    SUM,
    SUM_LOW,
    TOP,
    UNTRUSTED,
)
from numerics.compiled.steps import fma
from numerics.exact.balls import to_ball, working_precision
from numerics.orbits.pair import PairState, ball_pair_orbit
from tests.planting import changed

BITS = 400
#: What the exact orbit is off by at the start, in u, s, η (relative) and λ: one source alone, two, none, a wide one.
TINY, WIDE = 2.0**-30, 2.0**-21
SOURCES = {
    "u": (TINY, 0.0, 0.0, 0.0),
    "s": (0.0, TINY, 0.0, 0.0),
    "eta": (0.0, 0.0, TINY, 0.0),
    "lam": (0.0, 0.0, 0.0, TINY),
    "both": (TINY, -TINY, 0.0, 0.0),
    "rounding": (0.0, 0.0, 0.0, 0.0),
    "wide": (-WIDE, WIDE / 2, 0.0, 0.0),
}
#: λ, p₁ with p₂ = 1, and 2NηP^{2N−2}: an orbit on which p₁ turns its sign around within a block, one with steps
#: below half an ulp, and both signs of p₁ and of p − λ with long and short steps.
STATES = (
    (-1.0, 0.25, 0.065),
    (-1.0, 0.5, 1e-18),
    *((lam, first, load) for load in (0.999, 0.1, 0.003) for lam, first in (
        (-1.0, 0.999), (-1.0, 0.5), (-1.0, 0.01), (-1.0, -0.9), (-0.01, 0.1), (0.0, 0.01), (0.0, -0.01), (0.0, 0.999),
        (0.9, 0.01), (0.9, 0.999), (0.9, -0.9), (1.1, 0.01), (1.1, 0.999), (1.1, -0.01), (-30.0, -0.9), (-30.0, 0.9),
    )),
)  # fmt: skip
DEPTHS = (3, 2, 5)

Deviation = tuple[float, float, float, float]


@njit
def fused(a, b, c):
    return fma(a, b, c)


def python_module(module: ModuleType, *changes: tuple[str, str]) -> ModuleType:
    """Return ``module`` with places changed that occur once each; its kernels are plain functions, four lanes wide."""
    copy = changed(module, *changes, adapt=_plain)
    copy.__dict__["fma"] = fused
    return copy


def _plain(source: str) -> str:
    return source.replace("\nLANES = 32", "\nLANES = 4").replace("\n@compiled", "").replace("\n@inlined", "")


# What is checked


def column(depth: int, lam: float, first: float, load: float, deviation: Deviation) -> np.ndarray:
    """The column of a state with p₂ = 1 whose radii and errors are the deviations; targets that are never met."""
    result = np.zeros(CASE_ROWS)
    difference, total = 1.0 - first, 1.0 + first
    squared = max(1.0, abs(lam) ** (2 / depth) + difference * total)
    result[[DIFF, SUM, LAM]] = difference, total, lam
    result[[DIFF_LOW, SUM_LOW]] = 0.8 * 2.0**-54 * difference, -0.7 * 2.0**-54 * total
    result[ETA] = load / (2 * depth * squared ** (depth - 1))
    result[SIDE] = 1.0 if first > lam else -1.0
    result[TOP] = squared**0.5 * (1 + 2.0**-16)
    result[[NEAR, FAR]] = -1e300
    result[[RADIUS_U, RADIUS_S, STEP_ERROR, LAM_ERROR]] = np.abs(deviation)
    return result


def logarithms(state: PairState) -> tuple[arb, arb]:
    """u = ½ln(Δ/Σ) and s = ln(ΔΣ)."""
    difference, total = state.difference.log(), state.total.log()
    return (difference - total) / 2, difference + total


def deviating(start: np.ndarray, deviation: Deviation) -> tuple[PairState, arb, arb]:
    """The state of a column off by a deviation, its λ and its η."""
    u, s, eta, lam = map(arb, deviation)
    difference = (arb(start[DIFF]) + arb(start[DIFF_LOW])) * (s / 2 + u).exp()
    total = (arb(start[SUM]) + arb(start[SUM_LOW])) * (s / 2 - u).exp()
    return PairState(difference, total), arb(start[LAM]) + lam, arb(start[ETA]) * (1 + eta)


@cache
def exact_logarithms(
    depth: int, state: tuple[float, float, float], deviation: Deviation, steps: int
) -> tuple[arb, arb]:
    with working_precision(BITS):
        start, lam, eta = deviating(column(depth, *state, deviation), deviation)
        orbit = ball_pair_orbit(depth, lam, start.second, start.difference, eta)
        return logarithms(next(itertools.islice(orbit, steps, None)))


def advanced(
    loops: ModuleType, depth: int, columns: np.ndarray, steps: int, squarings: int, target: int = ERROR
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, int]:
    count = columns.shape[1]
    done, last, outcome = (np.zeros(count, np.int64) for _ in range(3))
    ends = np.zeros((6, count))
    run = loops.advance(depth, np.ascontiguousarray(columns), target, steps, squarings, done, last, outcome, ends)
    return done, last, outcome, ends, run


def radius_shares(loops: ModuleType, depth: int, squarings: int, steps: int) -> dict[str, list[tuple[float, float]]]:
    """Distances of exact orbits from the centres as shares of the two radii, by source; untrusted lanes left out."""
    tries = list(itertools.product(SOURCES, STATES))
    columns = np.array([column(depth, *state, SOURCES[source]) for source, state in tries]).T
    _, last, _, ends, _ = advanced(loops, depth, columns, steps, squarings)
    shares: dict[str, list[tuple[float, float]]] = {source: [] for source in SOURCES}
    for (source, state), reached, end in zip(tries, last, ends.T, strict=True):
        if reached:
            with working_precision(BITS):
                exact = exact_logarithms(depth, state, SOURCES[source], int(reached))
                difference, low, total, total_low, *radii = map(arb, end.tolist())
                centre = logarithms(PairState(difference + low, total + total_low))
                distances = (abs(one - other) for one, other in zip(exact, centre, strict=True))
                shares[source].append(tuple(float((d / r).upper()) for d, r in zip(distances, radii, strict=True)))
    return shares


RUNS = ((0, 1), (3, 8), (6, 64))


def check_powers(loops: ModuleType = pair) -> None:
    """``after`` bounds A^m r + (I + A + … + A^{m−1})x from above, and not by much."""
    draw = np.random.default_rng(1)
    for squarings in range(7):
        a, b, c, d, *start = draw.uniform(0.0, 1.25, 8).tolist()
        found = loops.after(a, b, c, d, *start, squarings)
        u, s, x_u, x_s = map(Fraction, start)
        for _ in range(1 << squarings):
            u, s = Fraction(a) * u + Fraction(b) * s + x_u, Fraction(c) * u + Fraction(d) * s + x_s
        assert u <= Fraction(found[0]) <= u * (1 + Fraction(1, 2**39)), f"after 2^{squarings} steps"
        assert s <= Fraction(found[1]) <= s * (1 + Fraction(1, 2**39)), f"after 2^{squarings} steps"


def check_radii(loops: ModuleType = pair) -> None:
    for depth, (squarings, steps) in itertools.product(DEPTHS, RUNS):
        for source, shares in radius_shares(loops, depth, squarings, steps).items():
            worst = np.max(shares, axis=0)
            assert (worst <= 1).all(), f"N={depth}, {source}: {worst} radii away after {steps} steps"


def look_states() -> list[tuple[int, np.ndarray, Deviation]]:
    """States with low parts, off by corners of radii that dominate one after the other."""
    draw = np.random.default_rng(3)
    found = []
    for (depth, state), source in itertools.product(itertools.product(DEPTHS, STATES[2:18]), SOURCES.values()):
        lam, first, load = state
        start = column(depth, lam, first * draw.uniform(0.9, 1.0), load, source)
        start[[DIFF, SUM]] *= draw.uniform(0.9, 1.0)
        start[[DIFF_LOW, SUM_LOW]] = start[[DIFF, SUM]] * draw.uniform(-1, 1, 2) * 2.0**-54
        found.append((depth, start, source))
    return found


def look(loops: ModuleType, depth: int, start: np.ndarray, target: int, near: float, far: float) -> tuple[bool, bool]:
    state = (start[row] for row in (DIFF, DIFF_LOW, SUM, SUM_LOW, RADIUS_U, RADIUS_S, LAM, SIDE))
    return loops.look(depth, target, *map(float, state), near, far, float(start[LAM_ERROR]))


def check_looks(loops: ModuleType = pair) -> None:
    """No look says open where a corner of the radii has reached the target, or met where one has not."""
    for depth, start, (u, s, _, error) in look_states():
        for signs in itertools.product((1, -1), repeat=3):
            with working_precision(BITS):
                corner = (u * signs[0], s * signs[1], 0.0, error * signs[2])
                state, lam, _ = deviating(start, corner)
                exact = start[SIDE] * (state.product(depth) - lam)
                near, far = (float(np.nextafter(float(exact.mid()), end)) for end in (np.inf, -np.inf))
                assert far < exact < near
            still_open, met = look(loops, depth, start, ERROR, near, far)
            assert not still_open, f"N={depth}, {corner}: certainly above an error that it may have"
            assert not met, f"N={depth}, {corner}: certainly below an error that it may have"
    for share, radius in itertools.product((-1.05, -0.95, 0.95, 1.05), (2.0**-20, 2.0**-40, 2.0**-90)):
        u = share * radius
        start = column(3, -1.0, 0.0, 0.1, (radius, 0.0, 0.0, 0.0))
        start[DIFF], start[DIFF_LOW] = (1.0, 2 * u) if radius < 2.0**-60 else (1.0 + 2 * u, 0.0)
        start[SUM_LOW] = 0.0
        assert look(loops, 3, start, SIGN, 0.0, 0.0) == (share < -1, share > 1), f"p₁ ≤ 0 at {share} radii"


def timed(loops: ModuleType, depth: int, columns: np.ndarray, target: int, squarings: int) -> list[tuple[int, int]]:
    """Brackets (lower, upper) of the times from the two loops, as the ladder of hitting times reads them; or −1."""
    done, last, outcome, ends, _ = advanced(loops, depth, columns, 4096, squarings, target)
    still, first = np.zeros_like(last), np.zeros_like(last)
    span = np.where(outcome == MET, done - last, 0)
    loops.locate(depth, np.ascontiguousarray(columns), target, ends, span, still, first)
    assert ((first > 0) == (outcome == MET)).all()
    return list(zip((last + still + 1).tolist(), np.where(first > 0, last + first, -1).tolist(), strict=True))


#: N, λ, α, β, 2NηP^{2N−2}, ε: times from 1 to some 300, more cases than lanes.
TIMED = tuple(
    (depth, lam, alpha, beta, load, eps)
    for depth, lam in ((2, -1.0), (3, -0.5), (3, 0.75), (4, 0.0))
    for alpha, beta in ((0.75, 0.25), (1.0, 0.125))
    for load, eps in ((0.9, 0.25), (0.25, 0.125), (0.125, 0.0625), (0.5, 0.0625), (0.0625, 0.125))
)


def prepared(depth: int) -> list[tuple[Fraction, ...]]:
    """Rows (λ, α, β, η, ε) of the timed cases of a depth whose target is open at the start."""
    rows = []
    for _, lam, alpha, beta, load, eps in (row for row in TIMED if row[0] == depth):
        squared = max(alpha**2, abs(lam) ** (2 / depth) + beta * (2 * alpha - beta))
        eta = load / (2 * depth * squared ** (depth - 1))
        if abs(alpha ** (depth - 1) * (alpha - beta) - lam) > 1.51 * eps:
            rows.append(tuple(map(Fraction, (lam, alpha, beta, eta, eps))))
    return rows


@cache
def true_time(depth: int, row: tuple[Fraction, ...], target: int) -> int:
    with working_precision(BITS):
        lam, alpha, beta, eta, eps = (to_ball(value, BITS) for value in row)
        for k, state in enumerate(ball_pair_orbit(depth, lam, alpha, beta, eta)):
            gap = state.first if target == SIGN else abs(state.product(depth) - lam) - eps
            assert gap < 0 or gap > 0, "a tie"
            if gap < 0:
                return k
    raise AssertionError


def check_times(loops: ModuleType = pair) -> None:
    """Every bracket is the true time, for both targets, in every order of the cases; long blocks may give up early.

    Of a target known to lie between two numbers, FAR = ¾ε and NEAR = 3/2 ε, the bracket is (T(NEAR), T(FAR)).
    """
    for depth, target, squarings, blurred in itertools.product(
        (4, 3, 2), (ERROR, SIGN), (pair.SHORT, pair.LONG), (False, True)
    ):
        rows = [row for row in prepared(depth) if target == ERROR or row[0] < 0]
        if not rows or (target == SIGN and blurred):
            continue
        rows *= 1 + loops.LANES // len(rows)  # more of them than lanes
        lam, alpha, beta, eta, eps = np.array(rows, dtype=np.float64).T
        near, far = (1.5 * eps, 0.75 * eps) if blurred else (eps, eps)
        columns, covered = pair_radius.pair_columns(depth, lam, alpha, beta, eta, near, far)
        assert covered.all()
        found = timed(loops, depth, columns, target, squarings)
        assert timed(loops, depth, columns[:, ::-1], target, squarings) == found[::-1]
        for row, high, low, (lower, upper) in zip(rows, near, far, found, strict=True):
            first, last = (true_time(depth, (*row[:4], Fraction(eps)), target) for eps in (high, low))
            gave_up = squarings == pair.LONG and upper == -1 and lower <= first
            assert gave_up or (lower, upper) == (first, last), (
                f"N={depth}, {row}: {lower}..{upper}, not {first}..{last}"
            )
        assert sum(upper == -1 for _, upper in found) <= len(rows) / 8


def check_creep(loops: ModuleType = pair) -> None:
    """Steps below half an ulp add up, in blocks and step by step."""
    depth, steps, state = 3, 1024, (-1.0, 0.5, 2e-16)
    columns = column(depth, *state, SOURCES["rounding"])[:, None]
    with working_precision(BITS):
        start, lam, eta = deviating(columns[:, 0], SOURCES["rounding"])
        orbit = ball_pair_orbit(depth, lam, start.second, start.difference, eta)
        errors = [float((one.product(depth) - lam).mid()) for one in itertools.islice(orbit, steps)]
    columns[[NEAR, FAR], 0] = target = errors[steps // 2]
    for squarings in (pair.SHORT, pair.LONG):
        ((lower, upper),) = timed(loops, depth, columns, ERROR, squarings)
        assert errors[lower - 1] >= target >= errors[upper]
    still, first = np.zeros(1, np.int64), np.zeros(1, np.int64)
    loops.locate(depth, columns, ERROR, columns[:6].copy(), np.full(1, steps), still, first)
    assert 0 < still[0] < first[0]
    assert errors[still[0]] >= target >= errors[first[0]]


def check_trust(loops: ModuleType = pair) -> None:
    """Lanes outside the argument let go; the budget is rounded up to blocks and is neither less nor more."""
    good = column(3, -1.0, 0.5, 0.1, SOURCES["u"])
    wide, narrow, late, blurred, soon = (good.copy() for _ in range(5))
    wide[RADIUS_U] = 1.02 * SMALL  # shrinks below SMALL within the block
    narrow[TOP] = 1.0
    late[LAM] = 0.5 - 2.0**-47
    blurred[LAM] = soon[LAM] = 0.5 - 2.0**-40
    blurred[LAM_ERROR], soon[LAM_ERROR] = 2.0**-40, 2.0**-41
    done, last, outcome, _, run = advanced(loops, 3, np.array([good, wide, narrow, late, blurred, soon, good]).T, 17, 3)
    assert outcome.tolist() == [EXHAUSTED, *[UNTRUSTED] * 4, EXHAUSTED, EXHAUSTED]
    assert done.tolist() == [24, 8, 8, 8, 8, 24, 24]
    assert last.tolist() == [24, 0, 0, 0, 0, 24, 24]
    assert run == done.sum()
    assert advanced(loops, 3, np.array([good, good]).T, 16, 3)[0].tolist() == [16, 16]
    growing = column(3, -30.0, -0.9, 0.1, (0.0, 1.01 * SMALL, 0.0, 0.0))
    assert advanced(loops, 3, growing[:, None], 8, 3)[2].tolist() == [UNTRUSTED]
    first, still = np.zeros(1, np.int64), np.zeros(1, np.int64)
    loops.locate(3, narrow[:, None].copy(), ERROR, narrow[:6, None].copy(), np.full(1, 5), still, first)
    assert still.tolist() == first.tolist() == [0]
