"""The compiled scalar loops against exact orbits, and planted faults, run by Python float by float as in test_pair."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from fractions import Fraction
from functools import cache
from types import ModuleType

import numpy as np
import pytest
from numba import njit

import numerics.compiled.scalar as scalar
from numerics.compiled import steps as machine
from numerics.compiled.scalar import (
    BLOCK,
    CROSSED,
    ETA,
    EXHAUSTED,
    FAR,
    FAR_LOW,
    LOCAL_ERROR,
    LOCAL_ERROR_F,
    NEAR,
    NEAR_LOW,
    RADIUS,
    SIGN,
    SMALL,
    STALLED,
    STATE,
    STATE_LOW,
    TOP,
    UNTRUSTED,
)
from numerics.compiled.scalar_radius import exact_cases
from tests.planting import changed, fault

Row = tuple[Fraction, Fraction, Fraction, Fraction]
UNIT = 1 << 400


def python_module(old: str, new: str) -> ModuleType:
    """Return the loops with one place changed, as plain functions around the compiled steps."""
    copy = changed(scalar, (old, new), adapt=lambda source: re.sub(r"\n *@compiled\n", "\n", source))
    emitted = {"step": machine.step, "double_step": machine.double_step}
    for name, intrinsic in emitted.items():
        copy.__dict__[name] = lambda depth, *state, intrinsic=intrinsic: single(intrinsic, depth)(*state)
    copy.__dict__["power"] = lambda base, exponent: raised(exponent)(base)
    return copy


@cache
def single(intrinsic: Callable, depth: int) -> Callable:
    if intrinsic is machine.step:
        return njit(lambda state, lam, eta: machine.step(depth, state, lam, eta))
    return njit(lambda state, low, lam, rest, eta: machine.double_step(depth, state, low, lam, rest, eta))


@cache
def raised(exponent: int) -> Callable:
    return njit(lambda base: machine.power(base, exponent))


@cache
def exact_orbit(depth: int, row: Row, steps: int, local: Fraction = Fraction(0)) -> list[Fraction]:
    """d(0), …, d(steps), every iterate off by the relative ``local``."""
    lam, state, eta = (value.numerator * UNIT // value.denominator for value in row[:3])
    orbit = []
    for _ in range(steps + 1):
        orbit.append(Fraction(state, UNIT))
        power = UNIT
        for _ in range(depth - 1):
            power = power * state >> 400
        state -= eta * (power * ((power * state >> 400) - lam) >> 400) >> 400
        state += int(state * local)
    return orbit


def rows_of(depth: int, count: int) -> list[Row]:
    """Rows with T up to 300 or so: rising, falling to L and, from depth 2 on, to 0, with steps long and short."""
    draw = np.random.default_rng(depth)
    rows = []
    while len(rows) < count:
        root = Fraction(int(draw.integers(5, 20)), 9)
        sign = draw.choice([-1, 0, 1, 1]) if depth > 1 else 1
        alpha = root * Fraction(int(draw.choice([2, 5, 12, 16])), 10)
        load = Fraction(int(draw.choice([30, 8, 2])), 33)
        eta = load / ((2 * depth - 1 + (depth - 1) * (sign < 0)) * max(root, alpha) ** (2 * depth - 2))
        eps = abs(alpha - (root if sign > 0 else 0)) / int(draw.choice([2, 10]))
        row = (int(sign) * root**depth, alpha, eta, eps)
        if passed(depth, row, Fraction(eps)) is not None:
            rows.append(row)
    return rows


def passed(depth: int, row: Row, eps: Fraction, longest: int = 300) -> int | None:
    """T, from exact iterates."""
    limit = Fraction(round(float(max(row[0], 0)) ** (1 / depth) * 9), 9)
    assert limit**depth == max(row[0], 0)
    return next((k for k, d in enumerate(exact_orbit(depth, row, longest)) if abs(d - limit) <= eps), None)


def advanced(loops: ModuleType, depth: int, columns: np.ndarray, double: bool, budget: int) -> tuple:
    count = columns.shape[1]
    steps, outcome, ends = np.zeros(count, np.int64), np.zeros(count, np.int64), np.zeros((3, count))
    columns = np.ascontiguousarray(columns)
    run = loops.advance_kernel(depth, True, double)(
        columns, NEAR, 1.0, budget, scalar.workspace(), steps, outcome, ends
    )
    return steps, outcome, ends, run


def check_times(loops: ModuleType = scalar) -> None:
    """Brackets of more cases than lanes are the true times, in every order; with a gap from NEAR to FAR, both ends."""
    for depth, double in itertools.product((1, 3), (False, True)):
        rows = rows_of(depth, 20)
        columns = np.tile(exact_cases(depth, rows, double=double).columns, 4)
        wide = columns.copy()
        wide[FAR] = (
            exact_cases(depth, [(*row[:3], row[3] * 3 / 4) for row in rows], double=double).columns[FAR].tolist() * 4
        )
        for given, share in ((columns, Fraction(1)), (wide, Fraction(3, 4))):
            found = brackets(loops, depth, given, double)
            assert brackets(loops, depth, given[:, ::-1], double) == found[::-1]
            for row, bracket in zip(rows * 4, found, strict=True):
                true = passed(depth, row, row[3]), passed(depth, row, row[3] * share)
                crossed_within_a_block = bracket[1] == -1 and share < 1
                assert bracket == true or (crossed_within_a_block and bracket[0] == true[0]), f"N={depth}, {row}"


def brackets(loops: ModuleType, depth: int, columns: np.ndarray, double: bool) -> list[tuple[int, int]]:
    steps, outcome, ends, _ = advanced(loops, depth, columns, double, 400)
    assert (outcome == CROSSED).all()
    still, sure = np.zeros_like(steps), np.zeros_like(steps)
    loops.locate_kernel(depth, double)(np.ascontiguousarray(columns), ends, still, sure)
    return list(zip((steps + still + 1).tolist(), np.where(sure > 0, steps + sure, -1).tolist(), strict=True))


#: λ, α and (2N−1)η max(α, L)^{2N−2}: rising and falling, to L and to 0, with long and short steps.
STARTS = [
    (Fraction(lam), Fraction(alpha), Fraction(load))
    for lam, alpha in ((1, "1/4"), (1, "1/2"), (1, "31/32"), (1, "5/4"), (0, "3/4"), (-1, "9/10"), (-1, "1/3"))
    for load in ("1/2", "1/16", "1/256")
]


OFF = Fraction(1, 2**30)
SOURCES = {"start": (OFF, 0, 0), "eta": (0, OFF, 0), "local": (0, 0, OFF), "rounding": (0, 0, 0)}


def deviating(depth: int, double: bool, source: str) -> tuple[list[Row], np.ndarray]:
    """Rows of floats and their columns, with room for orbits that are off by the source."""
    start, eta, local = SOURCES[source]
    rows = []
    for lam, alpha, load in (row for row in STARTS if depth > 1 or row[0] > 0):
        size = load / (2 * (2 * depth - 1) * max(Fraction(1), alpha) ** (2 * depth - 2))
        rows.append((*(Fraction(float(value)) for value in (lam, alpha, size)), Fraction(1, 2**60)))
    cases = exact_cases(depth, rows, double=double)
    assert cases.monotone.all()
    columns = cases.columns
    columns[RADIUS] = float(start) * columns[STATE]
    columns[LOCAL_ERROR_F] += float(eta)
    columns[LOCAL_ERROR] += float(local)
    return rows, columns


def off_orbits(depth: int, row: Row, source: str, steps: int) -> list[list[Fraction]]:
    """The exact orbits that are off by the source, this way and that."""
    start, eta, local = SOURCES[source]
    local *= 1 - Fraction(1, 2**16)  # local errors are relative to the centre, which these orbits leave
    moved = (((row[0], row[1] * (1 + s * start), row[2] * (1 + s * eta), row[3]), s * local) for s in (1, -1))
    return [exact_orbit(depth, other, steps, Fraction(error)) for other, error in moved]


def sources(double: bool) -> list[str]:
    return [source for source in SOURCES if double or source != "eta"]


def radius_shares(loops: ModuleType, depth: int, double: bool) -> dict[str, float]:
    """The largest distances from exact orbits as shares of the radius, by source."""
    shares: dict[str, float] = dict.fromkeys(sources(double), 0.0)
    for source in shares:
        rows, columns = deviating(depth, double, source)
        steps, _, ends, _ = advanced(loops, depth, columns, double, 48)
        for row, reached, (high, low, radius) in zip(rows, steps, ends.T, strict=True):
            for orbit in off_orbits(depth, row, source, int(reached)) if reached else ():
                distance = abs(orbit[-1] - Fraction(high) - Fraction(low))
                shares[source] = max(shares[source], float(distance) / radius)
    return shares


def check_radii(loops: ModuleType = scalar) -> None:
    for depth, double in itertools.product((4, 1, 2), (False, True)):
        for source, share in radius_shares(loops, depth, double).items():
            assert share <= 1, f"N={depth}, {source}: {share} radii away"


def check_margins(loops: ModuleType = scalar) -> None:
    """Where a target lies within the radius of a look, brackets hold for all orbits that are off by the source."""
    for depth, double, k in itertools.product((4, 1), (False, True), (32, 40)):
        for source in sources(double):
            rows, columns = deviating(depth, double, source)
            columns[[NEAR, FAR]] = [float(exact_orbit(depth, row, k)[k]) for row in rows]
            columns[[NEAR_LOW, FAR_LOW]] = 0.0
            for row, sign, target, (lower, upper) in zip(
                rows, columns[SIGN], columns[NEAR], brackets(loops, depth, columns, double), strict=True
            ):
                for orbit in off_orbits(depth, row, source, 99):
                    true = next(i for i, d in enumerate(orbit) if sign * (d - Fraction(target)) >= 0)
                    assert lower <= true, f"N={depth}, {source}: {lower}.., but T={true}"
                    assert upper == -1 or true <= upper, f"N={depth}, {source}: ..{upper}, but T={true}"


def check_replay(loops: ModuleType = scalar) -> None:
    """A replay does not call open what an orbit that is off by the source has reached, or sure what one has not."""
    for depth, double, k in itertools.product((4, 1), (False, True), (1, 12)):
        for source in sources(double):
            rows, columns = deviating(depth, double, source)
            orbits = [sorted(orbit[k] for orbit in off_orbits(depth, row, source, k)) for row in rows]
            for ahead in (True, False):
                targets = [ends[int(ahead == (sign > 0))] for ends, sign in zip(orbits, columns[SIGN], strict=True)]
                columns[[NEAR, FAR]] = [float(target) for target in targets]
                rest = np.array([float(target - Fraction(float(target))) for target in targets])
                columns[[NEAR_LOW, FAR_LOW]] = rest - columns[SIGN] * 2.0**-80 * (1 if ahead else -1)
                still, sure = np.zeros(len(rows), np.int64), np.zeros(len(rows), np.int64)
                loops.locate_kernel(depth, double)(columns, columns[[STATE, STATE_LOW, RADIUS]], still, sure)
                if ahead:
                    assert (still < k).all(), f"N={depth}, {source}: open after {k} steps"
                else:
                    assert ((sure == 0) | (sure > k)).all(), f"N={depth}, {source}: sure after {k} steps"


def check_creep(loops: ModuleType = scalar) -> None:
    """Two floats: steps below half an ulp add up, and targets are told apart by their low parts."""
    row = (Fraction(1), Fraction(1, 3), Fraction(1, 10**17), Fraction(1, 10))
    orbit = exact_orbit(3, row, 400)
    for k in (1, 8, 16, 17, 328):
        columns = exact_cases(3, [row], double=True).columns
        target = (orbit[k - 1] + orbit[k]) / 2
        columns[[NEAR, FAR]] = high = float(target)
        columns[[NEAR_LOW, FAR_LOW]] = float(target - Fraction(high))
        assert brackets(loops, 3, columns, True) == [(k, k)]


def check_trust(loops: ModuleType = scalar) -> None:
    """Lanes outside the argument let go, the budget is rounded up to blocks, and what stands still is let go."""
    row = (Fraction(1), Fraction(1, 8), Fraction(1, 64), Fraction(1, 2**40))
    for double in (False, True):
        good = exact_cases(3, [row], double=double).columns[:, 0]
        wide, low, still = good.copy(), good.copy(), good.copy()
        wide[RADIUS] = 1.1 * SMALL * wide[STATE]
        low[TOP] = 0.12
        still[ETA] = 0.0
        given = np.array([good, wide, low, still, good]).T
        for budget, blocks in ((32, 2), (33, 3)):
            steps, outcome, _, run = advanced(loops, 3, given, double, budget)
            assert outcome.tolist() == [EXHAUSTED, UNTRUSTED, UNTRUSTED, STALLED, EXHAUSTED]
            assert steps.tolist() == [BLOCK * (blocks - 1), 0, 0, 0, BLOCK * (blocks - 1)]
            assert run == BLOCK * (3 + 2 * blocks)
        found = np.zeros(1, np.int64)
        values = np.array([[0.5], [1.0], [0.125], [0.9], [1.1]])
        for budget, hit in ((9, -1), (10, 10)):
            assert loops.scan_kernel(2)(*values, budget, found) == budget
            assert found[0] == hit
        for column in (wide, low):
            column[[NEAR, FAR]] = 0.126
            last, sure = np.zeros(1, np.int64), np.zeros(1, np.int64)
            start = np.array([[column[STATE]], [0.0], [column[RADIUS]]])
            loops.locate_kernel(3, double)(column[:, None].copy(), start, last, sure)
            assert last[0] == sure[0] == 0


CHECKS = (check_trust, check_times, check_margins, check_replay, check_creep, check_radii)


@pytest.mark.parametrize("check", CHECKS)
def test_the_loops_pass(check: Callable[[], None]) -> None:
    check()


def test_the_radii_are_no_wider_than_they_must_be() -> None:
    for depth, double in itertools.product((4, 1, 2), (False, True)):
        shares = radius_shares(scalar, depth, double)
        assert min(shares["start"], shares["local"]) > 0.9, (depth, double, shares)
        assert shares.get("eta", 1.0) > 0.7, (depth, double, shares)


# Every fault is noticed


@pytest.mark.parametrize(
    ("check", "old", "new"),
    [
        fault(check_trust, ">= blocks:", "> blocks:", "a block too many"),
        fault(check_trust, "owner[width], born[width]", "owner[width], clock", "age of a lane that moves"),
        fault(check_trust, "(room <= SMALL * lo) & (hi", "(hi", "room too large"),
        fault(check_trust, "(room <= SMALL * lo) & (hi <= w[_TOP + lane])", "room <= SMALL * lo", "beyond top"),
        fault(check_trust, "(spread <= SMALL * a) & (hi <= cases[TOP, c])", "spread <= SMALL * a", "replay beyond top"),
        fault(check_trust, "total += BLOCK * live", "total += BLOCK * width", "idle lanes counted"),
        fault(check_trust, "* (clock - born[lane] - 1)", "* (clock - born[lane])", "steps of the last block"),
        fault(check_trust, " or clock >= oldest + blocks", "", "budget not looked at"),
        fault(check_trust, "until = min(done + BLOCK, budget)", "until = done + BLOCK", "scan beyond the budget"),
        fault(check_times, "born[lane] = clock\n", "born[lane] = 0\n", "age of a new case"),
        fault(check_times, "first_sure[c] = k if", "first_sure[c] = k - 1 if", "sure a step early"),
        fault(check_times, "last_open[c] = k if", "last_open[c] = k + 1 if", "open a step too long"),
        fault(check_times, "- new >= 0.0", "- new <= 0.0", "swapped comparison"),
        fault(check_times, "BLOCK * (clock - born[lane] - 1)", "BLOCK * (clock - born[lane])", "a hit passed over"),
        fault(check_times, "range(live, width)", "range(0)", "idle lanes left as they were"),
        fault(check_margins, "ahead += side * w[_E", "ahead -= side * w[_E", "radius on the wrong side"),
        fault(check_margins, "_AIM_LOW + lane])) + side * new", "_AIM_LOW + lane])) - side * new", "seen too late"),
        fault(check_margins, "w[_E0 + lane] = old", "w[_E0 + lane] = 0.0", "radius not given back"),
        fault(check_replay, "- new >= 0.0", "+ new >= 0.0", "radius on the wrong side of sure"),
        fault(check_replay, "+ new < 0.0", "- new < 0.0", "radius on the wrong side of open"),
        fault(check_replay, "g * old + cases[LOCAL_ERROR, c] * max(a, b)", "g * old", "no local error"),
        fault(check_replay, "new = g * old + cases", "new = old + cases", "radius does not grow"),
        fault(check_replay, "- cases[FALL, c] *", "- 2.0 * cases[FALL, c] *", "slope too small"),
        fault(check_replay, "new += cases[LOCAL_ERROR_F, c] *", "new += 0.0 *", "relative error of η dropped"),
        fault(check_replay, "cases[LOCAL_ERROR, c] * max(a, b)", "cases[LOCAL_ERROR, c] * min(a, b)", "local error"),
        fault(check_creep, "(z[lane] - cases[NEAR_LOW, c])", "z[lane]", "low part of NEAR dropped"),
        fault(check_creep, "(z[lane] - cases[FAR_LOW, c])", "z[lane]", "low part of FAR dropped"),
        fault(check_radii, "new = g16 * old + sums", "new = sums", "radius not propagated"),
        fault(check_radii, "- w[_FALL + lane] * (lq", "- 2.0 * w[_FALL + lane] * (lq", "slope too small"),
        fault(check_radii, "w[offset + lane] = w[offset + width]", "pass", "state of a lane that moves"),
        fault(check_radii, "(1.0 + g4) * (1.0 + g8)", "(1.0 + g4)", "half a block of local errors"),
        fault(check_radii, "w[_LOCAL_ERROR_F + lane] *", "0.0 *", "relative error of η dropped"),
        fault(check_radii, "(w[_LOCAL_ERROR + lane] * hi)", "(w[_LOCAL_ERROR + lane] * lo)", "local error too low"),
        fault(check_radii, "max(w[_RISE + lane] * hp, ", "max(-1e300, ", "rise, wrong end"),
        fault(check_radii, " * hp, w[_RISE + lane] * lp)", " * hp, -1e300)", "fall, wrong end"),
    ],
)  # fmt: skip
def test_a_fault_in_a_loop_is_noticed(check: Callable[..., None], old: str, new: str) -> None:
    faulty = python_module(old, new)
    with pytest.raises(AssertionError):
        check(faulty)
