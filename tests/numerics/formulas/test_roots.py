"""Roots of increasing functions: enclosed at every size, and nothing where there is none."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import arb

from numerics.exact.balls import to_ball, working_precision
from numerics.exact.verdict import Undecided
from numerics.formulas.roots import enclose_root


@pytest.mark.parametrize("bits", [64, 256])
@pytest.mark.parametrize("root", ["1e-15", "1/3", "1", "2", "7/3", "1e30"])
@pytest.mark.parametrize("power", [1, 2, 9])
@pytest.mark.parametrize("low", ["0", "5", "-3"])
def test_the_root_is_enclosed(bits: int, root: str, power: int, low: str) -> None:
    with working_precision(bits):
        start, true = to_ball(low, bits), to_ball(Fraction(low) + Fraction(root), bits)
        value = to_ball(Fraction(root) ** power, bits)
        found = enclose_root(lambda w: (w - start) ** power, lambda w: power * (w - start) ** (power - 1), value, start)
        assert found.overlaps(true)
        assert found.rad() <= abs(true).mid() * arb(2) ** (20 - bits) + arb(2) ** (12 - bits) * (low != "0")
        assert found > start


def test_a_slope_that_misleads_costs_steps_but_no_truth() -> None:
    for wrong in (1e-3, 1e6, -1.0):
        found = enclose_root(lambda w: w**3 + w, lambda w, wrong=wrong: arb(wrong), arb(10), arb(0))
        assert found.contains(2)


def test_values_at_and_below_the_lower_end() -> None:
    assert enclose_root(lambda w: w * w, lambda w: 2 * w, arb(4), arb(2)) == 2
    for value in (arb(3.9), arb(4, 1e-9)):
        with pytest.raises(Undecided, match="not certainly reached"):
            enclose_root(lambda w: w * w, lambda w: 2 * w, value, arb(2))


def test_a_value_that_is_never_reached() -> None:
    with pytest.raises(Undecided, match="not enclosed"):
        enclose_root(lambda w: 1 - 1 / (1 + w), lambda w: 1 / (1 + w) ** 2, arb(2), arb(0))


def test_a_value_that_is_a_wide_ball_gives_a_wide_root() -> None:
    found = enclose_root(lambda w: w * w, lambda w: 2 * w, arb(4, 0.5), arb(0))
    assert found.contains(arb(3.6).sqrt())
    assert found.contains(arb(4.4).sqrt())


def test_a_root_far_below_where_the_function_has_grown_beyond_measure() -> None:
    """The first bracket ends where f is e^(10^9): there the steps of Newton's method are too short to come back."""

    def f(w: arb) -> arb:
        return (3 * w + (3 * w).exp() * arb((1, -26))).exp() * arb((1, -20))

    def slope(w: arb) -> arb:
        return f(w) * (3 + 3 * (3 * w).exp() * arb((1, -26)))

    with working_precision(96):
        root = enclose_root(f, slope, arb(60), arb(-2.5))
        assert f(root).contains(arb(60))
        assert root.rad() < 1e-24
