"""The compiled loops of the pair (40) pass their checks, and every fault planted in them is noticed by one."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import numpy as np
import pytest

import numerics.compiled.pair as pair
from numerics.compiled.pair import ERROR, LAM, SIDE
from numerics.exact.balls import working_precision
from tests.numerics.compiled.pair_checks import (
    BITS,
    DEPTHS,
    RUNS,
    SOURCES,
    STATES,
    advanced,
    check_creep,
    check_looks,
    check_powers,
    check_radii,
    check_times,
    check_trust,
    column,
    deviating,
    look,
    look_states,
    python_module,
    radius_shares,
)
from tests.planting import fault

CHECKS = (check_trust, check_powers, check_looks, check_times, check_creep, check_radii)


@pytest.mark.parametrize("check", CHECKS)
def test_the_loops_pass(check: Callable[[], None]) -> None:
    check()


def test_the_radii_and_the_reach_of_a_look_are_no_wider_than_they_must_be() -> None:
    """Each source of error, alone, comes within 6 % of its radius on some orbit, so a term that is lost is missed."""
    for depth, (squarings, steps) in itertools.product(DEPTHS, RUNS):
        shares = radius_shares(pair, depth, squarings, steps)
        for source in ("u", "s", "eta", "lam", "both", "wide"):
            assert (np.max(shares[source], axis=0) > 0.94).all(), (
                f"N={depth}, {source}: {np.max(shares[source], axis=0)}"
            )
        assert (np.max(radius_shares(pair, depth, 0, 1)["rounding"], axis=0) > 0.05).all()
    for depth, start, (u, s, _, error) in look_states():
        with working_precision(BITS):
            exact = []
            for signs in itertools.product((1, -1), repeat=3):
                state, lam, _ = deviating(start, (u * signs[0], s * signs[1], 0.0, error * signs[2]))
                exact.append(start[SIDE] * (state.product(depth) - lam))
            middle = (min(exact) + max(exact)) / 2
            reach = (max(exact) - min(exact)) / 2 * 1.05 + 8 * depth * 2.0**-53 * (1 + abs(start[LAM]))
            near, far = float(middle - reach), float(middle + reach)
        assert look(pair, depth, start, ERROR, near, far) == (True, True)


def test_python_runs_the_loops_as_compiled() -> None:
    healthy = python_module(pair)
    for depth, (squarings, steps) in itertools.product(DEPTHS, RUNS):
        columns = np.array([column(depth, *state, SOURCES["both"]) for state in STATES]).T
        for one, other in zip(
            *(advanced(loops, depth, columns, steps, squarings) for loops in (pair, healthy)), strict=True
        ):
            assert np.array_equal(one, other)


# Every fault is noticed


@pytest.mark.parametrize(
    ("check", "old", "new"),
    [
        fault(check_looks, " + 0.5 * depth * (size + whole * ru) * rs", "", "reach without r_s"),
        fault(check_looks, "slope * ru + 0.5", "0.5", "reach without r_u"),
        fault(check_looks, "slope = whole + (depth - 1)", "slope = whole + (depth - 2)", "slope of p too small"),
        fault(check_looks, "3.0 * depth * UNIT * (size + abs(lam)) + lam_error)\n", "lam_error)\n", "no rounding"),
        fault(check_looks, " + lam_error)\n    return", ")\n    return", "no error of λ"),
        fault(check_looks, "side * e - reach > near", "side * e + reach > near", "reach on the wrong side of open"),
        fault(check_looks, "side * e + reach <= far", "side * e - reach <= far", "reach on the wrong side of met"),
        fault(check_looks, "return side * e - reach > near, side * e", "return e - reach > near, e", "side forgotten"),
        fault(check_looks, "((d - s) + (dl - sl)) / (d + s)", "(d - s) / (d + s)", "sign without low parts"),
        fault(check_looks, "-t > reach", "-t > -reach", "sign seen too late"),
        fault(check_powers, "x_u + (a * x_u + b * x_s), x_s + (c * x_u + d * x_s)", "2.0 * x_u, 2.0 * x_s", "sum"),
        fault(check_powers, "a * a + b * c, (a", "a * a, (a", "square"),
        fault(check_powers, "(c * ru + d * rs + x_s)", "(d * rs + x_s)", "r_u not carried over"),
        fault(check_radii, "+ step_error * y)", ")", "relative error of η dropped"),
        fault(check_radii, "(size + abs(lam)) + lam_error) +", "(size + abs(lam))) +", "error of λ dropped"),
        fault(check_radii, "6.0 * depth * UNIT * (size + abs(lam)) + lam_error) +", "lam_error) +", "no rounding of y"),
        fault(check_radii, "UNIT * (2.0 * y + UNIT)", "UNIT * 2.0 * y", "rounding of low parts dropped"),
        fault(check_radii, "ROUND_UP * (2.0 * y * wrong + 2.0 * own)", "ROUND_UP * (2.0 * own)", "s not off by y"),
        fault(check_radii, "PAID / (1.0 - y * y)", "1.0", "1/(1−y²) dropped"),
        fault(check_radii, "kappa_lo = w_lo * w_lo * (p2_lo", "kappa_lo = w_lo * w_lo * (p2_hi", "κ, wrong end"),
        fault(check_radii, "        p2_lo = math.sqrt(db * sb)", "        pass", "p₂ not smallest where p₁ = 0"),
        fault(check_radii, "p1_near = max(max(p1_lo, -p1_hi), 0.0)", "p1_near = abs(p1_lo)", "p₁ taken for constant"),
        fault(check_radii, "turning = -p1_lo if", "turning = -p1_hi if", "bend from the wrong end"),
        fault(check_radii, "(kappa_hi + (depth - 2) * rate)", "kappa_hi", "r_s without the bend"),
        fault(check_radii, "(depth * size + (depth - 2) * e_far)", "(depth * size)", "r_u without e"),
        fault(check_radii, "2.0 * y * u_far, PAID", "y * u_far, PAID", "half of r_u in r_s"),
        fault(check_radii, "PAID + 2.0 * y * s_far", "PAID", "r_s kept as it was"),
        fault(check_radii, "w[_DL + lane] = up - (w[_D + lane] - d)", "w[_DL + lane] = 0.0", "low part lost"),
        fault(check_trust, "most_u, most_s = after(1.0, b,", "most_u, most_s = after(a, b,", "radius wide at first"),
        fault(check_trust, "max(most, max(new_u, new_s))", "max(most, new_u)", "r_s wide"),
        fault(check_trust, "and p2_hi <= top and", "and", "beyond top"),
        fault(check_trust, "certain = 2.0**squarings * 8.0", "certain = 8.0", "one step's worth of certainty"),
        fault(check_trust, " + lam_error\n    a, b, c", "\n    a, b, c", "λ taken as certain"),
        fault(check_trust, "    if ru != ru:\n        return UNTRUSTED\n", "", "nan not noticed"),
        fault(check_trust, "if done[lane] >= budget", "if done[lane] > budget", "a block too many"),
        fault(check_trust, "if done[lane] >= budget", "if done[lane] + 1 >= budget", "a block too few"),
        fault(check_trust, "total += width << squarings", "total += LANES << squarings", "idle lanes counted"),
        fault(check_trust, "                done[lane] = 0\n", "", "steps of the case before"),
        fault(check_times, "last[case] = done[lane]", "last[case] = done[lane] + 1", "open too long in the block"),
        fault(check_times, "if still_open:\n        last", "if not met:\n        last", "undecided taken for open"),
        fault(check_times, "[NEAR * LANES + lane],\n        w[FAR", "[FAR * LANES + lane],\n        w[NEAR", "swapped"),
        fault(check_times, "steps[case] = done[lane]", "steps[case] = done[lane] - 1", "too few steps reported"),
        fault(check_times, "done[lane] = done[width]", "pass", "steps left behind"),
        fault(check_times, "owner[lane] = owner[width]", "pass", "owner left behind"),
        fault(check_times, "range(0, _SIZE, LANES)", "range(0, _SAVED, LANES)", "saved state left behind"),
        fault(check_times, "    w[_SAVED + row * LANES + lane] = cases[row, case]", "    pass", "start not saved"),
        fault(check_times, "if order >> bit & 1:", "if order >> bit & 2:", "wrong power"),
        fault(check_times, "range(1, span[case] + 1)", "range(1, span[case])", "replay a step short"),
        fault(check_times, "first_met[case] = k\n", "first_met[case] = k - 1\n", "met a step early"),
        fault(check_times, "last_open[case] = k\n", "last_open[case] = k + 1\n", "open a step too long"),
        fault(check_times, "side = cases[SIDE, case]", "side = 1.0", "side forgotten"),
        fault(check_creep, "dl, sl = up - (d - da), down - (s - sa)", "pass", "low parts lost in the replay"),
    ],
)  # fmt: skip
def test_a_fault_in_a_loop_is_noticed(check: Callable[..., None], old: str, new: str) -> None:
    faulty = python_module(pair, (old, new))
    with pytest.raises(AssertionError):
        check(faulty)
