"""Planted faults, in steps and in the preparation of cases: each is noticed by a check that the healthy code passes.

The checks measure promises: a radius contains the exact orbit, a bracket contains the true hitting time, the targets
enclose L ∓ ε, a step is off by no more than the proved constant. They are the same functions for healthy and
faulty code. Faults of the loops themselves are in test_scalar_faults and test_pair.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from fractions import Fraction
from types import ModuleType

import numpy as np
import pytest

import numerics.compiled.scalar
import numerics.compiled.scalar_radius
import numerics.compiled.steps
import numerics.orbits.hitting_time
import proofs_check.rounding.machine
import proofs_check.rounding.measured
from numerics.cases.scalar import ScalarCase
from numerics.compiled.scalar import (
    FAR,
    FAR_LOW,
    LOCAL_ERROR,
    LOCAL_ERROR_F,
    NEAR,
    RADIUS,
    STATE,
    STATE_LOW,
    advance_kernel,
    locate_kernel,
    workspace,
)
from numerics.compiled.scalar_radius import FLOAT_LOCAL_ERROR, exact_cases, float_cases
from numerics.exact.verdict import Verdict
from numerics.orbits.hitting_time import run_lanes
from numerics.orbits.scalar import exact_step
from proofs_check.kernel.obligation import verdict_of
from proofs_check.rounding.machine import NEAREST, run_double_step, run_step
from proofs_check.rounding.measured import (
    adversarial_states,
    double_step_share,
    radius_share,
    step_share,
    targets_enclose,
    wrong_brackets,
)
from proofs_check.rounding.scalar_step import what_is_computed
from proofs_check.rounding.two_float_code import what_is_computed as what_pairs_compute


def corrupted(module: ModuleType, old: str, new: str) -> ModuleType:
    """Return ``module`` with the one place that reads ``old`` changed to ``new``."""
    source = inspect.getsource(module)
    assert source.count(old) == 1, f"{old!r} does not occur exactly once in {module.__name__}"
    copy = ModuleType(f"{module.__name__}_corrupted")
    copy.__file__ = module.__file__
    exec(compile(source.replace(old, new), copy.__name__, "exec"), copy.__dict__)
    return copy


# The checks


def cases(depth: int, *rows: tuple[str, str, str, str]) -> list[ScalarCase]:
    return [ScalarCase(depth, *(Fraction(float(Fraction(value))) for value in row)) for row in rows]


#: Rising from far below, falling to L, falling to 0, and a creep in which every step is rounded the same way.
ORBITS = cases(
    2,
    ("1", "1/64", "1/700", "1e-9"),
    ("3/7", "2", "1/90", "1e-9"),
    ("-1", "9/10", "1/300", "1e-9"),
    ("1", "1/2", "1e-12", "1e-9"),
)


def check_radii(advance: Callable = advance_kernel) -> None:
    """The exact orbits lie within the radius, at every length of run, from a point and from an interval."""
    for case in ORBITS:
        for steps in (32, 640):
            for start_error in (0.0, float(case.alpha) * 2.0**-26):
                share = radius_share(case, steps, advance, start_error)
                assert share <= 1, f"{case}: the exact orbit is {share} radii away after {steps} steps"


def creeping_hit(steps: int) -> ScalarCase:
    """A rise at which every step is rounded the same way, and a target between the float and the exact d(steps)."""
    lam, start, eta = Fraction(1), Fraction(1, 2), Fraction(1e-12)
    centre = exact = start
    for _ in range(steps):
        centre = run_step(NEAREST, 2, centre, lam, eta)
        exact = Fraction(round(exact_step(2)(exact, lam, eta) * 2**300), 2**300)
    assert abs(centre - exact) > 3 * Fraction(1, 2**53), "the creep is not rounded the same way"
    target = (centre + 3 * exact) / 4
    return ScalarCase(2, lam, start, eta, Fraction(float(1 - target)))


#: Hits at which the last step is about as long as the radius, ordinary ones, and one after passing L, not covered.
HITS = [
    *cases(
        2,
        ("1", "1/2", "1/2000", "1e-12"),
        ("1", "1/2", "1/2000", "1e-10"),
        ("1", "3/2", "1/1500", "1e-11"),
        ("5/3", "1/8", "1/20", "1e-3"),
        ("-1", "1/2", "1/50", "1/100"),
        ("1", "1/16", "1/40", "1/1000"),
        ("1", "2", "1/4", "1/1000"),
    ),
    creeping_hit(14),
]


def check_brackets() -> None:
    """Every bracket that the float64 level claims contains T, and most are found."""

    def solve(case: ScalarCase) -> tuple[int, int]:
        columns = (np.array([float(value)]) for value in (case.lam, case.alpha, case.eta, case.eps))
        prepared = float_cases(case.depth, *columns)
        if not prepared.monotone[0]:
            return 0, -1
        lower, upper, _ = run_lanes(case.depth, prepared.columns, 100_000)
        found.append(int(upper[0]))
        return int(lower[0]), int(upper[0])

    found: list[int] = []
    assert wrong_brackets(HITS, solve, 100_000) == 0
    assert sum(upper > 0 for upper in found) >= 4


def check_targets() -> None:
    """NEAR and FAR enclose L ∓ ε, for float and for exact parameters, on both sides of L and for irrational L."""
    for depth in (2, 3, 7):
        for lam, alpha, eps in [("2", "1/10", "1e-3"), ("2", "3", "1e-16"), ("1/3", "1/9", "1e-9"), ("5", "4", "1/7")]:
            case = ScalarCase(depth, Fraction(lam), Fraction(alpha), Fraction(1, 10**4), Fraction(eps))
            for double in (False, True):
                columns = exact_cases(depth, [(case.lam, case.alpha, case.eta, case.eps)], double=double).columns
                assert targets_enclose(case, columns)
            (rounded,) = cases(depth, (lam, alpha, "1/10000", eps))
            parameters = (rounded.lam, rounded.alpha, rounded.eta, rounded.eps)
            columns = float_cases(depth, *(np.array([float(value)]) for value in parameters)).columns
            assert targets_enclose(rounded, columns)


def check_single_steps() -> None:
    """No step of either kind is off by more than its proved constant."""
    unit = Fraction(1, 2**53)
    for depth in (2, 3, 6):
        for state in adversarial_states(depth, 60, seed=5):
            assert step_share(depth, state) <= 1
            assert double_step_share(depth, state, state.x * unit / 2, -abs(state.lam) * unit / 4) <= 1


def check_parameters(prepare: Callable = exact_cases, locate: Callable = locate_kernel) -> None:
    """What λ and η lose in becoming floats is paid for on top of the rounding, and a start off the floats by a radius.

    For N = 1 and η ≈ ½ a first step from α ≈ 0 is as long as d⁺ itself, and roundings may all go one way: the compiled
    replay must not say that it has passed a target between the exact d(1) and what it computed itself.
    """
    lost = Fraction(0.999) / 2**53
    for depth, double in ((1, False), (1, True), (2, False), (2, True), (5, True)):

        def prepared(lam: Fraction, eta: Fraction, depth: int = depth, double: bool = double) -> np.ndarray:
            found = prepare(depth, [(lam, Fraction(1, 3), eta, Fraction(1, 10**6))], double=double)
            assert found.monotone.all()
            return found.columns[:, 0]

        plain = prepared(Fraction(1), Fraction(1, 16))
        centre = Fraction(float(plain[STATE])) + Fraction(float(plain[STATE_LOW]))
        assert (
            abs(centre - Fraction(1, 3)) <= Fraction(float(plain[RADIUS])) < Fraction(1, 2 ** (100 if double else 53))
        )
        rest = Fraction(0.49) / 2**106 if double else lost
        lam = 1 + lost + rest if double else 1 + lost
        for column, row, least in (
            (prepared(Fraction(1), (1 + lost) / 16), LOCAL_ERROR_F if double else LOCAL_ERROR, lost),
            (prepared(lam, Fraction(1, 16)), LOCAL_ERROR, 2 * rest if depth == 1 else rest),
        ):
            paid = Fraction(float(column[row])) - Fraction(float(plain[row]))
            assert paid >= least * Fraction(99, 100), f"N={depth}: {float(paid)} for an error of {float(least)}"
    draw, rows, exact, worst = np.random.default_rng(0), [], [], Fraction(0)
    for high, low, start in zip(
        *draw.integers(1 << 28, size=(2, 100)).tolist(), draw.uniform(0.5, 1, 100), strict=True
    ):
        lam, alpha = Fraction(1 + 2.0**-52 * high), Fraction(start) / 2**53
        eta = Fraction(0.5 + 2.0**-53 * low)
        rows.append((lam, alpha, eta - lost / 2, Fraction(1, 10**6)))
        exact.append(alpha - rows[-1][2] * (alpha - lam))
        worst = max(worst, (run_step(NEAREST, 1, alpha, lam, eta) - exact[-1]) / exact[-1])
    assert worst * 2**53 > FLOAT_LOCAL_ERROR + 0.5, "the steps are not sharp: the test does not test"
    columns = prepare(1, rows, double=False).columns
    columns[FAR] = [float(target) for target in exact]
    columns[FAR_LOW] = np.nextafter([float(target - Fraction(float(target))) for target in exact], np.inf)
    still, sure = np.zeros(100, np.int64), np.zeros(100, np.int64)
    locate(1, False)(columns, columns[[STATE, STATE_LOW, RADIUS]].copy(), still, sure)
    assert (sure > 1).all(), "a replay says it is past a target that the exact orbit has not reached"


def check_emitted_code() -> None:
    """The emitted operations are those of the proof."""
    assert verdict_of([*what_is_computed(), *what_pairs_compute()]) is Verdict.PROVED


@pytest.mark.parametrize("double", [False, True])
@pytest.mark.parametrize("depth", [1, 2, 3])
def test_the_loops_take_the_steps_that_the_proof_speaks_about(depth: int, double: bool) -> None:
    """Bit for bit over two blocks; this would also expose a compiled loop left over from older steps."""
    row = (Fraction(50), Fraction(1, 10), Fraction(1, 3 * 50 ** (2 if depth > 1 else 0)), Fraction(1, 10**30))
    prepared = exact_cases(depth, [row], double=double)
    assert prepared.monotone.all()
    column = prepared.columns
    steps, outcome, ends = np.zeros(1, np.int64), np.zeros(1, np.int64), np.zeros((3, 1))
    advance_kernel(depth, True, double)(column, NEAR, 1.0, 48, workspace(), steps, outcome, ends)
    assert steps[0] == 32
    high, low, _, lam, lam_low, eta = (Fraction(float(value)) for value in column[:6, 0])
    for _ in range(32):
        if double:
            high, low = run_double_step(NEAREST, depth, high, low, lam, lam_low, eta)
        else:
            high = run_step(NEAREST, depth, high, lam, eta)
    assert (high, low if double else 0) == (Fraction(float(ends[0, 0])), Fraction(float(ends[1, 0])) if double else 0)


# The healthy code passes


@pytest.mark.parametrize(
    "check", [check_radii, check_brackets, check_targets, check_single_steps, check_parameters, check_emitted_code]
)
def test_the_healthy_code_passes(check: Callable[[], None]) -> None:
    check()


# Every fault is noticed


def test_a_missing_inflation_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(numerics.compiled.scalar_radius, "FLOAT_LOCAL_ERROR", 0.0)
    with pytest.raises(AssertionError, match="radii away"):
        check_radii()
    with pytest.raises(AssertionError):
        check_brackets()


def test_a_monotonicity_that_is_assumed_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    faulty = corrupted(numerics.compiled.scalar_radius, "return accepted & in_range", "return in_range")
    monkeypatch.setitem(globals(), "float_cases", faulty.float_cases)
    with pytest.raises(AssertionError):
        check_brackets()


def test_half_the_inflation_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proofs_check.rounding.measured, "FLOAT_LOCAL_ERROR", 0.5)
    with pytest.raises(AssertionError):
        check_single_steps()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(
            "near, far = target - sign * slack, target + sign * slack",
            "near, far = target + sign * slack, target - sign * slack",
            id="float targets rounded inward",
        ),
        pytest.param("high - slack, high + slack", "high + slack, high - slack", id="exact targets rounded inward"),
        pytest.param("high, low - slack, high, low + slack", "high, low, high, low", id="two-float targets not moved"),
    ],
)
def test_a_target_rounded_the_wrong_way_is_noticed(old: str, new: str, monkeypatch: pytest.MonkeyPatch) -> None:
    faulty = corrupted(numerics.compiled.scalar_radius, old, new)
    monkeypatch.setitem(globals(), "float_cases", faulty.float_cases)
    monkeypatch.setitem(globals(), "exact_cases", faulty.exact_cases)
    with pytest.raises(AssertionError):
        check_targets()


@pytest.mark.parametrize(
    ("intrinsic", "old", "new"),
    [
        pytest.param("step", "r = builder.fma(p, d, builder.fneg(lam))", "r = builder.fsub(builder.fmul(p, d), lam)"),
        pytest.param("double_step", "error = builder.fma(p, d, builder.fneg(product))", "error = builder.fneg(low)"),
        pytest.param("double_step", "rest = builder.fsub(v, moved)", "rest = builder.fsub(moved, v)"),
    ],
    ids=["dropped fma", "dropped error of a product", "sum left over with the wrong sign"],
)
def test_a_change_of_the_step_is_noticed(intrinsic: str, old: str, new: str, monkeypatch: pytest.MonkeyPatch) -> None:
    faulty = corrupted(numerics.compiled.steps, old, new)
    monkeypatch.setattr(proofs_check.rounding.machine, intrinsic, getattr(faulty, intrinsic))
    with pytest.raises(AssertionError):
        check_emitted_code()
    if intrinsic == "double_step":
        with pytest.raises(AssertionError):
            check_single_steps()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("+ 2 * lam_relative + eta_relative", "+ 2 * lam_relative", id="relative error of η dropped"),
        pytest.param("+ 2 * lam_relative + eta_relative", "+ eta_relative", id="relative error of λ dropped"),
        pytest.param("* UNIT + eta_relative)", "* UNIT)", id="relative error of η dropped, two floats"),
        pytest.param("* UNIT**2 + 2 * lam_relative)", "* UNIT**2)", id="relative error of λ dropped, two floats"),
        pytest.param(
            "column[STATE_LOW], column[RADIUS] = _split", "column[STATE_LOW], _ = _split", id="no start radius"
        ),
    ],
)
def test_an_error_of_the_parameters_that_is_not_paid_for_is_noticed(old: str, new: str) -> None:
    with pytest.raises(AssertionError):
        check_parameters(corrupted(numerics.compiled.scalar_radius, old, new).exact_cases)
