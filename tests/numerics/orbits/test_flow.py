"""The flow at a given time: Taylor steps, closed forms and certified quadrature must agree, and notice a wrong f."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from flint import arb, ctx

from numerics.exact.balls import to_ball, working_precision
from numerics.exact.verdict import Undecided
from numerics.formulas.quadrature import quadrature
from numerics.orbits import flow_taylor
from numerics.orbits.flow import integrate_flow, solve_flow
from numerics.orbits.scalar import descent_limit

BITS = 128
Case = tuple[int, arb, arb, arb]


@pytest.fixture(autouse=True)
def _bits() -> Iterator[None]:
    with working_precision(BITS):
        yield


def drawn(count: int, seed: int) -> list[Case]:
    """Both signs of λ and 0, starts on both sides of the limit, times from none to far beyond the slowest scale."""
    draw, cases = random.Random(seed), []
    while len(cases) < count:
        depth = draw.randint(1, 10)
        size = 10 ** draw.uniform(-2, 2)
        eigenvalue = draw.choice((size, size, -size, 0.0))
        scale = size ** (1 / depth)
        start = scale * 10 ** draw.uniform(-3 if depth < 5 else -1, 0.5)
        # the time to leave the start, and the slowest time scale near the limit
        unit = start / abs(start ** (depth - 1) * (eigenvalue - start**depth))
        time = min(unit, 1e30) * 10 ** draw.uniform(-3, 2)
        cases.append((depth, arb(eigenvalue), arb(start), arb(time)))
    return cases


def test_three_ways_to_the_same_value() -> None:
    judged = 0
    for depth, eigenvalue, start, time in drawn(240, seed=1):
        case = depth, eigenvalue, start, time
        integrated, solved = integrate_flow(*case), solve_flow(*case)
        assert integrated.overlaps(solved), case
        scale = integrated.abs_upper().max(abs(eigenvalue)) if depth == 1 else integrated.abs_upper()
        assert integrated.rad() < scale * arb((1, -83)), case
        assert solved.rad() < scale * arb((1, -83)), case
        limit = descent_limit(depth, eigenvalue)
        if solved > 0 and abs(solved - limit) > 1e-6 * abs(limit):
            taken = quadrature(depth, eigenvalue, start, solved)
            assert taken.overlaps(time)
            assert taken.rad() < time * 1e-10
            judged += 1
    assert judged > 120


@pytest.mark.parametrize("depth", range(1, 11))
@pytest.mark.parametrize("eigenvalue", ["-3/7", "0", "3/7"])
def test_non_dyadic_parameters_and_a_second_precision(depth: int, eigenvalue: str) -> None:
    narrow, everything = [], []
    for bits in (BITS, 300):
        with working_precision(bits):
            case = depth, to_ball(eigenvalue, bits), to_ball("3/5", bits), to_ball("7/3", bits)
            both = integrate_flow(*case), solve_flow(*case)
            assert both[0].overlaps(both[1])
            narrow += [ball for ball in both if ball.rad() < arb((1, 40 - bits))]
            everything += both
    assert len(narrow) == 4
    assert all(one.overlaps(other) for one in everything for other in everything)


def test_explicit_solutions() -> None:
    """λ + (α − λ)e^{−t}; y = α for f(α) = 0; (4t + 1)^{−1/4}; for N = 2, λ = 1 tanh-like."""
    time = arb(5) / 2
    assert integrate_flow(1, arb(-2), arb(1), time).overlaps(-2 + 3 * (-time).exp())
    assert integrate_flow(3, arb(0), arb(1), time).overlaps((4 * time + 1).rsqrt().sqrt())
    half = arb(0.5)
    expected = half * (time.exp()) / (1 + half**2 * ((2 * time).exp() - 1)).sqrt()
    assert integrate_flow(2, arb(1), half, time).overlaps(expected)
    for follow in (integrate_flow, solve_flow):
        assert follow(3, arb(8), arb(2), time).contains(arb(2))
        assert follow(4, arb(1), half, arb(0)) == half


def test_no_closed_form_reaches_the_integrator(monkeypatch: pytest.MonkeyPatch) -> None:
    """A perturbed right-hand side moves the integrated value and leaves the solved one: they no longer meet."""
    field = flow_taylor._field

    def perturbed(depth: int) -> object:
        flow, slope = field(depth)
        return (lambda y, lam: flow(y, lam) * (1 + arb((1, -60)))), (lambda y, lam: slope(y, lam) * (1 + arb((1, -60))))

    case = 3, arb(1), arb(0.25), arb(3)
    assert integrate_flow(*case).overlaps(solve_flow(*case))
    monkeypatch.setattr(flow_taylor, "_field", perturbed)
    assert not integrate_flow(*case).overlaps(solve_flow(*case))


def test_a_smaller_remainder_or_spread_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    case = 3, arb(1), arb(0.25, 2.0**-40), arb(3)
    ends = [solve_flow(3, arb(1), arb(value), arb(3)) for value in (0.25 - 2.0**-40, 0.25 + 2.0**-40)]
    assert all(integrate_flow(*case).contains(end) for end in ends)
    assert integrate_flow(*case).rad() < 2 * (ends[1] - ends[0])
    monkeypatch.setattr(flow_taylor, "_spread", lambda *_: arb(0.5))
    assert not all(integrate_flow(*case).overlaps(end) for end in ends)


@pytest.mark.parametrize("order", [4, 6])
def test_the_remainder_bounds_what_short_series_leave_out(order: int) -> None:
    for depth, eigenvalue, start in ((2, arb(1), arb(0.3)), (5, arb(-1), arb(1.2)), (3, arb(2), arb(3))):
        reach, radius, _ = flow_taylor._reach(depth, eigenvalue, start, start, order, arb(1e-3))
        step = arb((reach / 2).mid())
        value = flow_taylor._taylor(depth, eigenvalue, start, order)(step)
        error = abs(value - solve_flow(depth, eigenvalue, start, step))
        assert error < radius / 2**order
        assert error > 1e-9 * radius / 2**order


def test_later_is_closer_to_the_limit() -> None:
    for depth, eigenvalue, start, time in drawn(60, seed=2):
        limit = descent_limit(depth, eigenvalue)
        for follow in (integrate_flow, solve_flow):
            early, late = (follow(depth, eigenvalue, start, time * factor) for factor in (1, 1.5))
            assert not abs(early - limit) < abs(late - limit)
            assert not abs(start - limit) < abs(early - limit)


def test_larger_starts_stay_larger() -> None:
    for depth, eigenvalue, start, time in drawn(40, seed=3):
        for follow in (integrate_flow, solve_flow):
            lower, higher = (follow(depth, eigenvalue, start * factor, time) for factor in (1, 1 + arb((1, -20))))
            assert not higher < lower


def test_wide_balls_hold_every_member() -> None:
    draw = random.Random(5)
    for depth, eigenvalue, start, time in drawn(40, seed=4):
        wide = [value * (1 + arb(0, 2.0**-50)) for value in (eigenvalue, start, time)]
        try:
            enclosures = [follow(depth, *wide) for follow in (integrate_flow, solve_flow)]
        except Undecided:
            continue
        members = [value * (1 + arb(draw.uniform(-1, 1)) * arb((1, -50))) for value in (eigenvalue, start, time)]
        for enclosure in enclosures:
            assert enclosure.overlaps(solve_flow(depth, *members))


@pytest.mark.parametrize("follow", [integrate_flow, solve_flow])
def test_bad_input_is_named(follow: object) -> None:
    with pytest.raises(ValueError, match="y\\(0\\) > 0"):
        follow(3, arb(1), arb(-1), arb(1))
    with pytest.raises(ValueError, match="at least 0"):
        follow(3, arb(1), arb(1), arb(-1))
    with pytest.raises(Undecided):
        follow(3, arb(1), arb(0, 1), arb(1))
    with pytest.raises(Undecided):
        follow(3, arb(0, 1), arb(0.5, 0.49), arb(1000))
    cap = ctx.cap
    follow(3, arb(1), arb(0.5), arb(1))
    assert (ctx.prec, ctx.cap) == (BITS, cap)


def test_the_step_budget_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flow_taylor, "STEP_BUDGET", 3)
    with pytest.raises(Undecided, match="3 steps"):
        integrate_flow(3, arb(1), arb(1e-3), arb(1000))


def test_a_wide_start_around_the_limit_contracts() -> None:
    assert integrate_flow(3, arb(8), arb(2, 0.01), arb(3)).rad() < 1e-10
    assert integrate_flow(3, arb(8), arb(2, 0.01), arb(3)).contains(arb(2))
