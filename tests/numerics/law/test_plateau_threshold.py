"""The largest initial scale of a plateau: against a hand-written formula, against flows, and against known numbers."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from flint import arb

from numerics.exact.balls import endpoints, to_ball, working_precision
from numerics.law.plateau_threshold import plateau_threshold
from numerics.orbits.flow import integrate_flow

TWENTIETH = Fraction(1, 20)


@pytest.mark.parametrize("gap", [Fraction(1, 2), Fraction(1, 10), Fraction(1, 100)])
def test_at_depth_two_it_solves_the_explicit_equation(gap: Fraction) -> None:
    """g(λ_{ℓ+1}, θ) = g(λ_ℓ, 1−ε), (60), at the ends of the ball."""
    following, below, above = 1 - gap, Fraction(1, 10), Fraction(1, 7)
    found = plateau_threshold(2, Fraction(1), following, below, above)
    assert found.rel_accuracy_bits() >= 38

    def longer(scale: Fraction) -> bool:
        with working_precision(512):
            square = to_ball(scale) ** 2
            stop = ((to_ball(following) / square - 1) * to_ball(above / (1 - above))).log() / to_ball(2 * following)
            start = ((1 / square - 1) * to_ball((1 - below) / below)).log() / 2
            return bool(stop > start)

    low, high = endpoints(found)
    assert longer(low)
    assert not longer(high * (1 + Fraction(1, 10**12)))


@pytest.mark.parametrize("depth", [3, 4])
@pytest.mark.parametrize("factor", [Fraction(50, 51), Fraction(51, 50)])
def test_two_per_cent_beyond_it_there_is_no_plateau(depth: int, factor: Fraction) -> None:
    """By steps of the differential equation alone: λ_{ℓ+1} has, or has not, reached θ when λ_ℓ reaches 1−ε."""
    following = Fraction(3, 5)
    scale = factor * endpoints(plateau_threshold(depth, Fraction(1), following, TWENTIETH, TWENTIETH))[0]
    with working_precision(96):
        start, low, high = to_ball(scale), arb(0), arb(10**5)
        for _ in range(40):
            middle = (low + high) / 2
            learned = integrate_flow(depth, arb(1), start, arb(middle.mid())) ** depth >= to_ball(1 - TWENTIETH)
            low, high = (low, middle) if learned else (middle, high)
        arrived = integrate_flow(depth, to_ball(following), start, arb(high.mid())) ** depth
        assert (arrived < to_ball(TWENTIETH * following)) is (factor < 1)
        assert (arrived > to_ball(TWENTIETH * following)) is (factor > 1)


#: α_ℓ^N for λ_ℓ = 1, ε = θ = 1/20: exponentially small in 1/gap at N = 2, a power of the gap from N = 3 on.
KNOWN = {
    (2, "1/2"): "3.64445e-5",
    (3, "1/2"): "3.01842e-3",
    (10, "1/2"): "9.81586e-3",
    (2, "1/10"): "1.76241e-25",
    (4, "1/10"): "3.28761e-4",
    (2, "1/1000"): "2.17290e-2557",
    (3, "1/1000"): "4.23676e-11",
}


@pytest.mark.parametrize(("depth", "gap"), KNOWN)
def test_known_thresholds(depth: int, gap: str) -> None:
    found = plateau_threshold(depth, Fraction(1), 1 - Fraction(gap), TWENTIETH, TWENTIETH) ** depth
    assert abs(found / arb(KNOWN[depth, gap]) - 1) < 1e-5


def test_it_scales_with_the_eigenvalues() -> None:
    one = plateau_threshold(3, Fraction(1), Fraction(1, 2), TWENTIETH, TWENTIETH)
    large = plateau_threshold(3, Fraction(10**30), Fraction(10**30, 2), TWENTIETH, TWENTIETH)
    tiny = plateau_threshold(3, Fraction(1, 10**1200), Fraction(1, 2 * 10**1200), TWENTIETH, TWENTIETH)
    assert large.overlaps(one * 10**10)
    assert tiny.overlaps(one / arb(10) ** 400)


def test_generous_shares_leave_only_the_level_itself() -> None:
    found = plateau_threshold(2, Fraction(1), Fraction(9, 10), Fraction(1, 2), Fraction(3, 4))
    assert float(found) == pytest.approx(math.sqrt(0.675))


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ((1, "1", "1/2", "1/20", "1/20"), "depth = 1"),
        ((2, "1", "1", "1/20", "1/20"), "eigenvalues 1, 1"),
        ((2, "1", "0", "1/20", "1/20"), "eigenvalues 1, 0"),
        ((2, "1", "1/2", "1", "1/20"), "below = 1"),
        ((2, "1", "1/2", "1/20", "-1/20"), "above = -1/20"),
        ((2, "1", "99999/100000", "1/20", "1/20"), "too close"),
    ],
)
def test_what_is_out_of_range_is_named(arguments: tuple[int | str, ...], complaint: str) -> None:
    depth, *rest = arguments
    with pytest.raises(ValueError, match=complaint):
        plateau_threshold(int(depth), *map(Fraction, rest))
