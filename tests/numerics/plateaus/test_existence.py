"""The largest start with a plateau, held to flows on either side of it and to the closed form for N = 2."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
import sympy as sp
from flint import arb

from numerics.claims.case import Case
from numerics.claims.spectrum import as_values
from numerics.exact.balls import working_precision
from numerics.orbits.flow import solve_flow
from numerics.plateaus.existence import Gap, generous_start, largest_start
from theory.language.symbols import N, alpha, ell, eps, theta
from theory.sharp.plateau_existence import length

TOL = Fraction(1, 20)


@pytest.mark.parametrize("depth", [2, 3, 4, 6])
@pytest.mark.parametrize("ratio", ["1/2", "9/10"])
def test_the_flow_has_the_plateau_below_and_not_above(depth: int, ratio: str) -> None:
    """Solved without the flow times: when λ = 1 is at 19/20, the smaller eigenvalue is short of 1/20 or past it."""
    gap = Gap(depth, Fraction(1), Fraction(ratio), TOL, TOL)
    smaller = arb(gap.smaller.numerator) / gap.smaller.denominator
    with working_precision(300):
        value = largest_start(gap)
        for shift, expected in ((-1e-6, True), (1e-6, False)):
            alpha = arb((value + shift).mid()).exp()
            low, high = arb(0), arb(10) ** 6
            for _ in range(120):
                half = (low + high) / 2
                arrived = solve_flow(depth, arb(1), alpha, arb(half.mid())) ** depth > arb(19) / 20
                low, high = (low, half) if arrived else (half, high)
            later = solve_flow(depth, smaller, alpha, arb(high.mid())) ** depth
            assert bool(later < smaller / 20) == expected


def test_it_is_exponential_in_the_gap_at_depth_two_and_a_power_beyond() -> None:
    def logarithm(depth: int, gap: Fraction) -> float:
        return depth * float(largest_start(Gap(depth, Fraction(1), 1 - gap, TOL, TOL)))

    for gap in (Fraction(1, 10), Fraction(1, 1000)):
        s, rest = float(1 - gap), float(gap)
        leading = -(s * math.log(19) + math.log(19) - math.log(s)) / rest
        assert logarithm(2, gap) == pytest.approx(leading, rel=1e-6)
    for depth, power in ((3, 3), (4, 2), (6, 1.5)):
        slope = (logarithm(depth, Fraction(1, 10**4)) - logarithm(depth, Fraction(1, 10**5))) / math.log(10)
        assert slope == pytest.approx(power, abs=0.01)


def test_a_generous_start_is_smaller_and_larger_gaps_allow_larger_ones() -> None:
    for depth in (2, 3, 5):
        starts = [float(largest_start(Gap(depth, Fraction(1), Fraction(s, 10), TOL, TOL))) for s in (5, 7, 9)]
        assert starts == sorted(starts, reverse=True)
        for s in (1, 5, 9):
            gap = Gap(depth, Fraction(1), Fraction(s, 10), TOL, TOL)
            assert float(generous_start(gap)) < float(largest_start(gap))


def test_equal_levels_have_no_largest_start() -> None:
    with pytest.raises(ValueError, match="do not differ"):
        largest_start(Gap(2, Fraction(1), Fraction(1), TOL, TOL))


#: α_l^N for λ_l = 1, ε = θ = 1/20: exponentially small in 1/gap at N = 2, a power of the gap from N = 3 on.
KNOWN = {
    (2, "1/2"): "3.64445e-5",
    (3, "1/2"): "3.01842e-3",
    (10, "1/2"): "9.81586e-3",
    (2, "1/10"): "1.76241e-25",
    (4, "1/10"): "3.28761e-4",
    (2, "1/1000"): "2.17290e-2557",
    (3, "1/1000"): "4.23676e-11",
}


@pytest.mark.parametrize(("depth", "rest"), KNOWN)
def test_known_starts(depth: int, rest: str) -> None:
    found = (depth * largest_start(Gap(depth, Fraction(1), 1 - Fraction(rest), TOL, TOL))).exp()
    assert abs(found / arb(KNOWN[depth, rest]) - 1) < 1e-5


@pytest.mark.parametrize("depth", [2, 3, 5])
def test_it_is_the_zero_of_the_length_in_the_record(depth: int) -> None:
    value = largest_start(Gap(depth, Fraction(4), Fraction(3), TOL, Fraction(1, 9)))
    values = as_values([Fraction(4), Fraction(3)]) | {N: Fraction(depth), ell: Fraction(1), eps: TOL}
    for shift, exists in ((-1e-9, True), (1e-9, False)):
        scale = Fraction(float(arb((value + shift).mid()).exp()))
        case = Case(values | {theta: Fraction(1, 9), alpha: scale})
        assert case.holds(sp.Ge(length(alpha), 0, evaluate=False)) is exists
