"""The compiled steps and lanes, against exact rational arithmetic and against plain loops."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from functools import cache

import numpy as np
import pytest
import sympy as sp
from numba import njit

from numerics.compiled.scalar import EXHAUSTED, LOCAL_ERROR, LOCAL_ERROR_F, NEAR, SIGN, advance_kernel, workspace
from numerics.compiled.scalar_radius import FLOAT_LOCAL_ERROR, UNIT, exact_cases, float_cases
from numerics.compiled.steps import double_step
from numerics.orbits.hitting_time import hitting_times
from numerics.orbits.trajectory import trajectory
from theory.dynamics.descent import descent_step
from theory.language.symbols import eta, lam, x

DEPTHS = range(1, 11)


@cache
def theory_step(depth: int) -> Callable[..., Fraction]:
    return sp.lambdify((x, lam, eta), descent_step(depth))


def exact_step(depth: int, state: Fraction, target: Fraction, step: Fraction) -> Fraction:
    return theory_step(depth)(state, target, step)


def float_step(depth: int, state: float, target: float, step: float) -> float:
    """One step operation by operation, each rounded once from its exact rational value."""
    power = state if depth > 1 else 1.0
    for bit in bin(depth - 1)[3:]:
        power = power * power
        if bit == "1":
            power = power * state
    rest = float(Fraction(power) * Fraction(state) - Fraction(target))
    return float(Fraction(state) - Fraction(step) * Fraction(power * rest))


def monotone_states(depth: int, count: int, seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """States and parameters with g' ≥ 0 up to the state and the limit, many of them with g' ≈ 0 there."""
    draw = np.random.default_rng(seed)
    target = draw.choice([-1.0, 0.0, 1.0], count) * 10 ** draw.uniform(-2, 2, count)
    limit = np.maximum(target, 0) ** (1 / depth)
    scale = np.where(target == 0, 1.0, np.abs(target) ** (1 / depth))
    state = scale * np.where(
        draw.random(count) < 0.3, 1 + draw.normal(0, 1e-3, count), 10 ** draw.uniform(-1, 0.5, count)
    )
    if depth == 1:
        target = np.abs(target)
        limit = target
    top = np.maximum(state, limit)
    slope = (2 * depth - 1) * top ** (2 * depth - 2) - (depth - 1) * target * top ** max(depth - 2, 0)
    share = np.where(draw.random(count) < 0.5, 1 - 1e-9, 10 ** draw.uniform(-3, 0, count))
    return state, target, share / slope


@pytest.mark.parametrize("depth", DEPTHS)
def test_the_compiled_step_is_the_step_of_the_theory_within_its_proved_rounding_bound(depth: int) -> None:
    state, target, step = monotone_states(depth, 400, depth)
    computed = trajectory(depth, target, state, step, 1)[1]
    worst = 0.0
    for d, lam_, eta_, after in zip(state, target, step, computed, strict=True):
        true = exact_step(depth, *(Fraction(float(value)) for value in (d, lam_, eta_)))
        worst = max(worst, float(abs(Fraction(float(after)) - true) / Fraction(max(d, after))) / UNIT)
    assert worst <= FLOAT_LOCAL_ERROR
    assert worst > 0.5, "a bound of half an ulp would do: the test does not test"


def test_the_rounding_bound_could_not_be_halved() -> None:
    state, target, step = monotone_states(2, 4000, 99)
    computed = trajectory(2, target, state, step, 1)[1]
    errors = [
        abs(Fraction(float(after)) - exact_step(2, *(Fraction(float(value)) for value in (d, lam_, eta_))))
        / Fraction(max(d, after))
        for d, lam_, eta_, after in zip(state, target, step, computed, strict=True)
    ]
    assert float(max(errors)) > FLOAT_LOCAL_ERROR / 2 * UNIT


@pytest.mark.parametrize("depth", [1, 2, 3, 6, 10])
def test_float_orbits_are_rounded_operation_by_operation(depth: int) -> None:
    orbit = trajectory(depth, 0.7, 0.4, 0.03, 60)
    state = 0.4
    for after in orbit[1:]:
        state = float_step(depth, state, 0.7, 0.03)
        assert after == state


@pytest.mark.parametrize("depth", [1, 2, 3, 6, 10])
def test_the_two_float_step_stays_within_its_proved_bound(depth: int) -> None:
    @njit
    def one(d, low, lam_, lam_low, eta_):
        return double_step(depth, d, low, lam_, lam_low, eta_)

    state, target, step = monotone_states(depth, 300, 7 * depth)
    draw = np.random.default_rng(depth)
    worst = 0.0
    for d, lam_, eta_ in zip(state, target, step, strict=True):
        low, lam_low = (float(draw.uniform(-1, 1) * UNIT * abs(value)) for value in (d, lam_))
        centre, goal = Fraction(float(d)) + Fraction(low), Fraction(float(lam_)) + Fraction(lam_low)
        true = exact_step(depth, centre, goal, Fraction(float(eta_)))
        after = sum(map(Fraction, one(d, low, lam_, lam_low, eta_)))
        allowed = (2 * depth + 2) * UNIT * abs(true - centre) + (4 * depth + 12) * UNIT**2 * max(true, centre)
        worst = max(worst, float(abs(after - true) / Fraction(allowed)))
    assert 0 < worst <= 1


def endpoint(depth: int, columns: np.ndarray, budget: int, double: bool) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    count = columns.shape[1]
    steps, outcome, ends = np.zeros(count, np.int64), np.zeros(count, np.int64), np.zeros((3, count))
    advance_kernel(depth, True, double)(columns, NEAR, 1.0, budget, workspace(), steps, outcome, ends)
    return steps, outcome, ends


@pytest.mark.parametrize("double", [False, True])
@pytest.mark.parametrize("depth", [1, 2, 3])
def test_the_radius_contains_the_exact_orbit_and_without_local_errors_it_does_not(depth: int, double: bool) -> None:
    rows = [
        (Fraction(sign * n, 7), Fraction(start, 10), Fraction(1, 40 + 3 * n), Fraction(1, 10**9))
        for n, sign, start in [(3, 1, 3), (5, 1, 13), (6, -1, 9), (4, 0, 8), (2, 1, 5)]
        if depth > 1 or sign >= 0
    ]
    cases = exact_cases(depth, rows, double=double)
    assert cases.monotone.all()
    bare = cases.columns.copy()
    bare[[LOCAL_ERROR, LOCAL_ERROR_F]] = 0.0
    missed = 0
    for columns in (cases.columns, bare):
        steps, outcome, ends = endpoint(depth, columns, 160, double)
        for i, row in enumerate(rows):
            orbit = fixed_point_orbit(depth, row, int(steps[i]))
            centre = Fraction(float(ends[0, i])) + Fraction(float(ends[1, i]))
            contained = abs(orbit - centre) <= Fraction(float(ends[2, i])) + Fraction(1, 2**350)
            if columns is bare:
                missed += not contained
            else:
                assert contained
                assert outcome[i] == EXHAUSTED
                assert 0 < ends[2, i] < 1e-13
    assert missed > 0


def fixed_point_orbit(depth: int, row: tuple[Fraction, Fraction, Fraction, Fraction], steps: int) -> Fraction:
    """d(steps) in integers scaled by 2^400, far more digits than the comparison needs."""
    unit = 1 << 400
    target, state, step = (value.numerator * unit // value.denominator for value in row[:3])
    for _ in range(steps):
        power = unit
        for _ in range(depth - 1):
            power = power * state // unit
        state -= step * (power * (power * state // unit - target) // unit) // unit
    return Fraction(state, unit)


def many_cases(depth: int, count: int, seed: int) -> list[np.ndarray]:
    draw = np.random.default_rng(seed)
    target = draw.choice([-1.0, 1.0], count) * 10 ** draw.uniform(-0.5, 0.5, count)
    start = draw.uniform(0.2, 1.3, count)
    largest = np.maximum(start, np.abs(target) ** (1 / depth))
    step = 10 ** draw.uniform(-2, 0, count) / ((3 * depth - 2) * largest ** (2 * depth - 2)) * 0.999
    return [target, start, step, 10 ** draw.uniform(-4, -2, count)]


@pytest.mark.parametrize("depth", [2, 3])
def test_lanes_find_the_step_that_a_plain_loop_finds(depth: int) -> None:
    columns = many_cases(depth, 150, depth)
    found = hitting_times(depth, *columns, budget=20_000)
    cases = float_cases(depth, *columns)
    assert cases.monotone.sum() > 140
    longest = 20_000
    assert found.upper.max() > 2000
    orbits = trajectory(depth, *columns[:3], longest)
    reached = cases.columns[SIGN] * (orbits - cases.columns[NEAR]) >= 0
    first = np.where(reached.any(axis=0), reached.argmax(axis=0), -1)
    assert np.array_equal(found.upper[cases.monotone], first[cases.monotone])
    assert found.iterations_run >= found.upper.sum()


@pytest.mark.parametrize("method", ["plain", "bracketed"])
def test_results_depend_neither_on_order_nor_on_threads_nor_on_company(method: str) -> None:
    columns = many_cases(3, 300, 5)
    whole = hitting_times(3, *columns, method=method)
    order = np.random.default_rng(0).permutation(300)
    shuffled = hitting_times(3, *(column[order] for column in columns), method=method)
    assert np.array_equal(shuffled.upper, whole.upper[order])
    assert np.array_equal(shuffled.lower, whole.lower[order])
    with ThreadPoolExecutor(2) as pool:
        parts = pool.map(
            lambda rows: hitting_times(3, *(c[rows] for c in columns), method=method).upper, np.split(order, 5)
        )
    assert np.array_equal(np.concatenate(list(parts)), whole.upper[order])
    alone = [hitting_times(3, *(c[i : i + 1] for c in columns), method=method).upper[0] for i in range(5)]
    assert alone == whole.upper[:5].tolist()


def test_a_spent_budget_and_a_stalled_iterate_are_undecided_not_guessed() -> None:
    short = hitting_times(2, np.array([1.0, 1.0]), 0.1, np.array([1e-5, 0.1]), 0.01, budget=1000)
    assert short.upper[0] == -1
    assert short.lower[0] > 1000
    assert short.upper[1] == short.lower[1] > 0
    stalled = hitting_times(10, np.array([1.0]), 0.01, 0.01, 0.01)
    assert stalled.upper[0] == -1
    assert stalled.iterations_run < 100


def test_orbits_that_overshoot_are_looked_at_in_every_step() -> None:
    # N=2, λ=1: at η = 0.9 the orbit oscillates into L, at 1.1 it never comes near, at 3 it explodes.
    steps = np.array([0.9, 1.1, 3.0])
    found = hitting_times(2, 1.0, 0.1, steps, 1e-3, budget=5000)
    orbit = trajectory(2, 1.0, 0.1, 0.9, 200)
    assert found.upper.tolist() == [int((abs(orbit - 1) <= 1e-3).argmax()), -1, -1]
    assert found.iterations_run < 3 * 5000 + 100
