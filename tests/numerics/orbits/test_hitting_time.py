"""Certified hitting times against slow iteration with hundreds of digits."""

from __future__ import annotations

import math
import time
from fractions import Fraction
from itertools import repeat

import numpy as np
import pytest
from flint import arb, fmpq

from numerics.compiled.scalar import LOCAL_ERROR
from numerics.compiled.scalar_radius import float_cases
from numerics.orbits.hitting_time import hitting_time, hitting_times, run_lanes
from numerics.orbits.ladder import NEVER, HittingTime, Look, Question, settle

UNIT = 1 << 320


def slow_hitting_time(depth: int, lam: object, alpha: object, eta: object, eps: object, most: int = 2_000_000) -> int:
    """T by fixed-point integers with 320 fractional bits: independent of every kernel and of FLINT."""
    exact = [Fraction(value) for value in (lam, alpha, eta, eps)]
    target, state, step, accuracy = (value.numerator * UNIT // value.denominator for value in exact)
    limit = target if depth == 1 else integer_root(max(target, 0) * UNIT ** (depth - 1), depth)
    for k in range(most):
        distance = abs(state - limit)
        if distance <= accuracy:
            assert accuracy - distance > 1 << 40, "too close for the digits of the reference"
            return k
        assert distance - accuracy > 1 << 40
        power = UNIT
        for _ in range(depth - 1):
            power = power * state >> 320
        state -= step * (power * ((power * state >> 320) - target) >> 320) >> 320
    raise AssertionError(f"no hit in {most} steps")


def integer_root(number: int, degree: int) -> int:
    low, high = 0, 1 << (number.bit_length() // degree + 1)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if middle**degree <= number else (low, middle)
    return low


EASY = [
    (1, 1, "1/10", "1/100", "1/1000"),
    (1, 0, "1/10", "1/3", "1e-12"),
    (2, 1, "1/10", "1/10", "1/100"),
    (2, -1, "1/10", "1/10", "1/100"),
    (2, 0, "1/2", "1/10", "1/20"),
    (3, 2, 2, "1/1000", "1/300"),
    (3, "-1/3", "7/10", "1/50", "1/10"),
    (6, 1, "2/5", "1/30", "1e-6"),
    (6, 3, "3/5", "1/1000", "1e-4"),
    (10, 1, "7/10", "1/40", "1e-5"),
]
HARD = [
    (2, 1, "1/10", "1/100", "1e-18"),
    (2, "1/3", "9/10", "1/5", "1e-18"),
    (3, 2, 2, "1/100", "1e-18"),
    (3, -1, "1/2", "1/10", "1/100"),
    (6, 1, "1/2", "1/100", "1e-15"),
    (6, "3/7", "4/5", "1/60", "1e-17"),
    (2, 1, "1/10", "1/10000", "1e-12"),
    (3, 0, "1/2", "1/2", "1/6"),
]


@pytest.mark.parametrize("case", EASY + HARD, ids=str)
def test_certified_times_are_exact(case: tuple) -> None:
    found = hitting_time(*case)
    assert found.certified
    assert found.lower == found.upper == found.iterations == slow_hitting_time(*case)


def test_a_run_of_a_million_steps_is_exact() -> None:
    case = (2, 1, "1/100", "1/150000", "1e-4")
    truth = slow_hitting_time(*case)
    assert truth > 1_000_000
    assert hitting_time(*case).iterations == truth


def test_every_level_is_reached_and_named() -> None:
    methods = {
        "float64": (3, 1, "1/10", "1/100", "1/1000"),
        "two floats": (3, 1, "1/10", "1/100", "1e-18"),
        "balls": (3, 1, "1/2", "1/20", "1e-40"),
        "exact": (2, 0, 1, "1/4", "3/4"),
    }
    assert hitting_time(*methods["balls"]).method == "law"
    for method, case in methods.items():
        found = hitting_time(*case, by_law=False)
        assert found.method == method
        assert found.iterations is not None
    assert hitting_time(*methods["balls"]).iterations == slow_hitting_time(*methods["balls"])


def test_ties_are_hits() -> None:
    assert hitting_time(2, 0, 1, "1/4", "3/4").iterations == 1
    assert hitting_time(2, 0, 1, "1/4", Fraction(3, 4) - Fraction(1, 10**60)).iterations == 2
    assert hitting_time(1, 1, 2, "1/10", Fraction(9, 10) ** 50).iterations == 50
    assert hitting_time(2, 4, 1, "1/10", 1).iterations == 0


@pytest.mark.parametrize(
    ("depth", "lam", "alpha", "eta", "eps"),
    [
        (2, 1, "1/10", "9/10", "1e-6"),  # beyond every hypothesis: overshoots and comes back, oscillating
        (3, 1, "5/4", "3/10", "1e-9"),  # overshoots once
        (2, -1, "3/2", "1/4", "1/1000"),  # α above the range where the map increases: the first step leads in
        (3, "1/2", 1, "1/5", "1e-17"),
    ],
)
def test_orbits_outside_the_hypotheses_are_certified_too(
    depth: int, lam: object, alpha: object, eta: object, eps: object
) -> None:
    found = hitting_time(depth, lam, alpha, eta, eps)
    assert found.iterations == slow_hitting_time(depth, lam, alpha, eta, eps)


def test_what_the_budget_does_not_reach_stays_open() -> None:
    slow = hitting_time(2, 1, "1/10", "1e-6", "1/100", budget=1000, by_law=False)
    assert slow.upper is None
    assert 1000 < slow.lower <= slow_hitting_time(2, 1, "1/10", "1/1000", "1/100") * 1000 * 2
    chaotic = hitting_time(2, 1, "1/10", "8/5", "1e-6", budget=500)
    assert chaotic.upper is None
    assert chaotic.method != NEVER
    assert chaotic.lower > 100


@pytest.mark.parametrize(
    "case",
    [
        (1, 1, 3, 2, "1/10"),  # exact cycle of length 2
        (1, 1, 3, "11/5", "1/10"),  # the distance to λ grows
        (2, 1, 2, "2/3", "1/10"),  # exact cycle: 2, −2, 2, …
        (2, 1, "1/10", "11/10", "1e-6"),  # beyond the sharp step: an attracting cycle of length 2
        (2, 1, "1/10", "31/25", "1e-6"),  # of length 4
        (2, 1, "1/2", "17/5", "1e-6"),  # escapes
        (3, 1, 2, 1, "1e-6"),  # escapes at once
        (2, 1, "3/2", "4/5", "1e-6"),  # jumps over 0 and converges to −1
        (2, 1, 2, "1/3", "1e-6"),  # d(1) = 0, a fixed point
    ],
    ids=str,
)
def test_what_is_never_reached_is_proved_so_at_once(case: tuple) -> None:
    found = hitting_time(*case)
    assert found.method == NEVER
    assert found.upper is None
    lam, state, eta, eps = (float(Fraction(value)) for value in case[1:])
    depth, limit = case[0], lam if case[0] == 1 else max(lam, 0) ** (1 / case[0])
    for _ in range(3000):
        assert abs(state - limit) > eps
        if abs(state) > 1e9:
            break
        state -= eta * state ** (depth - 1) * (state**depth - lam)


def test_exact_cycles_are_recognised_whatever_their_length() -> None:
    looks = [Look(False, (fmpq(k),)) for k in [0, 1, 2, *range(3, 20)]]
    around = Question(None, lambda: iter(looks[:3] + looks[3:] * 6), lambda: iter(()))
    (found,), _ = settle([around], (), 1000)
    assert found.method == NEVER
    straight = Question(None, lambda: iter(looks), lambda: iter(()))
    (found,), _ = settle([straight], (), 1000)
    assert found == HittingTime(20, None, True, "exact")


@pytest.mark.parametrize("proved_at", [0, 1, 3, 7])
def test_what_is_never_met_from_an_iterate_on_is_not_met_there(proved_at: int) -> None:
    unmet = Question(None, lambda: iter(()), lambda: repeat(Look(False, (arb(1),))), lambda k, look: k == proved_at)
    (found,), _ = settle([unmet], (), 1000)
    assert (found.lower, found.upper, found.method) == (proved_at + 1, None, NEVER)


def test_one_eigenvalue_at_depth_one_follows_its_geometric_law() -> None:
    for eta in (Fraction(1, 3), Fraction(1, 100), Fraction(999, 1000)):
        found = hitting_time(1, 5, "1/7", eta, "1e-9").iterations
        law = math.log(1e-9 / (5 - 1 / 7)) / math.log1p(-float(eta))
        assert found == math.ceil(law)


def test_depth_one_has_a_limit_of_either_sign() -> None:
    rows = [(lam, alpha, "1/200", "1/1000") for lam, alpha in ((-1, 1), ("-1/8", 2), (0, 1), (3, 1), (1, 3))]
    times = [slow_hitting_time(1, *row) for row in rows]
    assert [hitting_time(1, *row).iterations for row in rows] == times
    columns = [np.array(column, float) for column in zip(*(map(Fraction, row) for row in rows), strict=True)]
    for method in ("bracketed", "plain"):
        found = hitting_times(1, *columns, method=method)
        assert found.lower.tolist() == found.upper.tolist() == times


def draw(depth: int, count: int, seed: int) -> list[np.ndarray]:
    generator = np.random.default_rng(seed)
    lam = generator.choice([-1.0, 0.0, 1.0, 1.0], count) * 10 ** generator.uniform(-0.5, 0.5, count)
    alpha = generator.uniform(0.3, 1.4, count)
    largest = np.maximum(alpha, np.abs(lam) ** (1 / depth))
    eta = 10 ** generator.uniform(-1.5, 0, count) / ((3 * depth - 2) * largest ** (2 * depth - 2))
    gap = np.abs(alpha - np.maximum(lam, 0) ** (1 / depth))
    # Without a positive limit T grows like ε^{−(2N−2)}, and the reference is slow.
    exponent = generator.uniform(0.1, np.where(lam > 0, 19.0, 1.5 / (depth - 1)))
    return [lam, alpha, eta, gap * 10**-exponent]


@pytest.mark.parametrize("depth", [2, 3, 6])
def test_bracketed_batches_are_exact(depth: int) -> None:
    columns = draw(depth, 24, depth)
    found = hitting_times(depth, *columns, method="bracketed")
    rows = zip(*(column.tolist() for column in columns), strict=True)
    assert found.upper.tolist() == [slow_hitting_time(depth, *row) for row in rows]
    assert np.array_equal(found.lower, found.upper)


def test_depths_may_be_mixed() -> None:
    columns = draw(2, 6, 1)
    mixed = hitting_times(np.array([2, 3, 2, 3, 2, 3]), *columns, method="bracketed").upper
    for depth in (2, 3):
        alone = hitting_times(depth, *columns, method="bracketed").upper
        assert np.array_equal(mixed[depth - 2 :: 2], alone[depth - 2 :: 2])


def test_without_the_rounding_defect_the_certificate_would_lie() -> None:
    # ηκ = 10⁻³ and ε = 10⁻¹²: a step near the target is 10⁻¹⁵, the rounding error of the orbit 10⁻¹³.
    columns = [np.full(8, 1.0), np.linspace(0.5, 0.6, 8), np.full(8, 5e-4), np.full(8, 1e-12)]
    truth = hitting_times(2, *columns, method="bracketed")
    assert np.array_equal(truth.lower, truth.upper)
    cases = float_cases(2, *columns).columns
    lower, upper, _ = run_lanes(2, cases, 10**6)
    honest = (lower <= truth.lower) & ((upper < 0) | (upper >= truth.upper))
    assert honest.all()
    cases[LOCAL_ERROR] = 0.0
    lower, upper, _ = run_lanes(2, cases, 10**6)
    assert ((lower > truth.lower) | ((upper >= 0) & (upper < truth.upper))).any()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"depth": 0}, "depth is 0"),
        ({"alpha": 0}, "alpha is 0"),
        ({"eta": "-1/10"}, "eta is -1/10"),
        ({"eps": 0}, "eps is 0"),
        ({"lam": "1/0"}, "zero denominator"),
    ],
)
def test_bad_input_is_named(change: dict, message: str) -> None:
    good = {"depth": 2, "lam": 1, "alpha": "1/10", "eta": "1/10", "eps": "1/100"}
    with pytest.raises(ValueError, match=message):
        hitting_time(**(good | change))


def test_bad_batches_are_named() -> None:
    with pytest.raises(ValueError, match="alpha is -1"):
        hitting_times(2, np.array([1.0, 1.0]), np.array([0.1, -1.0]), 0.1, 0.01)
    with pytest.raises(ValueError, match="lam is nan"):
        hitting_times(2, np.array([np.nan]), 0.1, 0.1, 0.01)
    for depths, named in (([2, 65], "depth is 65"), ([0, 2], "depth is 0"), ([2.0, 3.0], "N must be an integer")):
        with pytest.raises(ValueError, match=named):
            hitting_times(np.array(depths), np.array([1.0, 1.0]), 0.1, 0.1, 0.01)
    with pytest.raises(ValueError, match="method is 'fast'"):
        hitting_times(2, np.array([1.0]), 0.1, 0.1, 0.01, method="fast")


def test_a_possible_hit_is_not_forgotten_when_the_orbit_moves_on() -> None:
    # d(1) lies within 10⁻⁹⁰ of the edge of the target, too close for the first balls, and
    # later iterates are far outside; whether d(1) was a hit must be settled, not skipped.
    first = Fraction(1, 3) - 4 * Fraction(1, 3) * (Fraction(1, 9) - 1)
    assert first > 1
    edge = first - 1
    for nudge, expected in ((Fraction(1, 10**90), 1), (-Fraction(1, 10**90), None)):
        found = hitting_time(2, 1, "1/3", 4, edge + nudge, budget=50)
        assert found.lower == 1 if expected else found.lower > 1
        assert found.iterations == expected


def test_a_deadline_ends_a_run_that_the_budget_would_not() -> None:
    begin = time.monotonic()
    found = hitting_time(3, 1, "1/10", "1e-9", "1/100", seconds=0.5, by_law=False)
    assert time.monotonic() - begin < 5
    assert found.upper is None
    assert found.lower > 1 << 18


def test_lanes_alone_prove_what_they_cover() -> None:
    """A tie that takes two floats, a run beyond the budget, and an orbit that may overshoot."""
    one = np.ones(4)
    step = np.array([0.25, 0.25, 1e-4, 0.9])
    eps = np.array([0.1, 1 - 0.689857482910156, 1e-3, 0.1])
    full = hitting_times(2, one, one / 2, step, eps, method="bracketed")
    found = hitting_times(2, one, one / 2, step, eps, budget=5000, method="lanes")
    assert found.lower[:2].tolist() == found.upper[:2].tolist() == full.lower[:2].tolist()
    assert (found.upper[2], found.upper[3], found.lower[3]) == (-1, -1, 0)
    assert 5000 <= found.lower[2] <= full.lower[2]
    alone = hitting_times(1, one[:2], 3 * one[:2], 0.1 * one[:2], 0.01 * one[:2], method="lanes")
    assert (alone.lower == alone.upper).all()


def test_an_unknown_method() -> None:
    with pytest.raises(ValueError, match="'plain', 'bracketed' or 'lanes'"):
        hitting_times(2, 1.0, 0.5, 0.1, 0.1, method="guess")
