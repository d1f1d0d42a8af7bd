"""Exact ties: a start on the inflection point, an accuracy on the border, bounds that are whole numbers."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import mpmath
import numpy as np
import pytest
from flint import arb

from numerics.bounds.pair_count import PerturbedBound, SharpBound, sharp_bound
from numerics.bounds.scalar_count import case_of, classify, enclose_bounds, enclose_counts
from numerics.cases.pair import PerturbedCase
from numerics.cases.scalar import ScalarCase, ScalarCases
from numerics.claims.case import Case
from numerics.orbits.pair_hitting_time import hitting_time_perturbed
from theory import statement
from theory.deep_factorization.lemma_2_11 import LEMMA_2_11
from theory.dynamics.orbits import T
from theory.language.definitions import L, x_star
from theory.language.symbols import N, alpha, beta, eps, eta, lam
from theory.sharp.perturbed_count import PERTURBED_COUNT

TINY = Fraction(1, 10**60)


def at_the_inflection(depth: int, start: Fraction) -> ScalarCase:
    """x_* = ``start`` exactly: λ = (2N−1)/(N−1)·start^N."""
    value = Fraction(2 * depth - 1, depth - 1) * start**depth
    return ScalarCase(depth, value, start, Fraction(1, 10**6), start / 1000)


@pytest.mark.parametrize("depth", [2, 3, 4, 7, 16])
@pytest.mark.parametrize("start", [Fraction(1), Fraction(7, 5)])
def test_a_start_on_the_inflection_point(depth: int, start: Fraction) -> None:
    case = at_the_inflection(depth, start)
    assert case_of(case).name == "4b"
    assert case_of(replace(case, alpha=start * (1 - TINY))).name == "4a"
    assert case_of(replace(case, alpha=start * (1 + TINY))).name == "4b"


def test_an_accuracy_on_the_border_of_two_cases() -> None:
    """With 3/4 of c_N at N = 2 the border is x_* = L/2, and L is irrational or not."""
    scales = {"inflection": Fraction(3, 4)}
    case = ScalarCase(2, Fraction(4), Fraction(1, 10), Fraction(1, 1000), Fraction(1))
    assert case_of(case, scales).name == "3"
    assert case_of(replace(case, eps=1 - TINY), scales).name == "4a"


def test_a_start_at_the_limit() -> None:
    for depth, root in ((2, Fraction(3, 2)), (5, Fraction(2))):
        case = ScalarCase(depth, root**depth, root, Fraction(1, 1000), Fraction(1, 100))
        with pytest.raises(ValueError, match="alpha = L"):
            case_of(case)
        assert case_of(replace(case, alpha=root * (1 + TINY))).name == "1"


@pytest.mark.parametrize("steps", [1, 5, 40])
def test_a_count_that_is_a_whole_number(steps: int) -> None:
    """h(9/10) = 171/100 at N = 2, λ = 1: with η = 25/171 the error falls by 3/4 in each step of the bound."""
    case = ScalarCase(2, Fraction(1), Fraction(9, 10), Fraction(25, 171), Fraction(1, 10) * Fraction(3, 4) ** steps)
    bounds = enclose_bounds(case)
    assert (bounds.case.name, bounds.upper, bounds.upper_iterations) == ("4b", steps, steps)
    assert enclose_bounds(replace(case, eps=case.eps * (1 - TINY)), 80).upper_iterations == steps + 1
    assert enclose_bounds(replace(case, eps=case.eps * (1 + TINY)), 80).upper_iterations == steps


def test_many_counts_some_of_which_are_whole_numbers() -> None:
    """α = 1, ε = 2⁻ʲ, N = 2, λ = 0: T^Id = (4ʲ − 1)/(2η) is (4ʲ − 1)·2 for η = 1/4."""
    cases = ScalarCases(*map(np.array, ([2, 2, 2], [0.0] * 3, [1.0] * 3, [0.25] * 3, [0.5, 0.25, 0.3])))
    first, second, other = enclose_counts(cases, classify(cases))
    assert (first, second) == (6, 30)
    assert other is not None
    assert not other.contains_integer()


def test_lower_bounds_that_are_whole_numbers() -> None:
    """κ = 2 at N = 2, λ = 1: with η = 1/6 the slowest error falls by 2/3."""
    case = ScalarCase(2, Fraction(1), Fraction(9, 10), Fraction(1, 6), Fraction(1, 10) * Fraction(2, 3) ** 7)
    assert enclose_bounds(case).lower == 7


def test_relations_between_irrational_sides_are_decided() -> None:
    case = Case({N: Fraction(3), lam: Fraction(5, 2), alpha: Fraction(1), eta: Fraction(1, 100), eps: Fraction(1, 100)})
    assert case.holds(alpha < x_star) is False
    assert case.holds(alpha >= x_star) is True
    assert case.holds((x_star / L) ** N < case.values[eps] * 40) is False
    assert case.holds((x_star / L) ** N <= case.values[eps] * 40) is True
    assert case.ceiling(100 * (x_star / L) ** N) == 40


def test_a_phase_transition_bound_that_is_a_whole_number() -> None:
    """1 + ln(α/β)/ln(1+η|λ|) at N = 2, (46)."""
    values = {N: Fraction(2), lam: Fraction(-1), beta: Fraction(1, 100), eta: Fraction(1, 7)}
    bound = LEMMA_2_11.claim("transition").relation.rhs
    for power in (1, 3):
        case = Case({**values, alpha: Fraction(1, 100) * Fraction(8, 7) ** power})
        assert case.ceiling(bound) == 1 + power
        assert case.world(0).value(bound) == 1 + power


def test_linear_convergence_that_takes_a_whole_number() -> None:
    """T = ln(ε/|α−λ|)/ln(1−η) at N = 1, with equality in both directions."""
    values = {N: Fraction(1), lam: Fraction(1), alpha: Fraction(9), eta: Fraction(1, 2), eps: Fraction(1)}
    case = Case(values)
    linear = statement("lemma-2.2").claim("linear")
    assert case.first(T).lower == 3
    assert case.holds(linear.given) is True


# Integer bounds ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("value", "integer"), [(arb(7), 7), (arb(7.25), 7), (arb(6.999), 6), (arb(7, 1e-3), None)])
def test_the_sharp_count_is_rounded_down(value: arb, integer: int | None) -> None:
    """T ≤ value says T ≤ ⌊value⌋, and nothing where the ball holds a whole number."""
    assert SharpBound(PERTURBED_COUNT.claim("above"), value, {}).iterations == integer


@pytest.mark.parametrize(("value", "integer"), [(arb(7), 7), (arb(7.25), 8), (arb(6.999), 7), (arb(7, 1e-3), None)])
def test_the_counts_of_1_3_and_2_4_are_rounded_up(value: arb, integer: int | None) -> None:
    """From ⌈value⌉ on the claim on the error holds."""
    assert PerturbedBound("negative", value, arb(1)).iterations == integer
    case = ScalarCase(3, Fraction(1), Fraction(1, 10), Fraction(1, 10), Fraction(1, 100))
    assert replace(enclose_bounds(case), upper=value).upper_iterations == integer


def test_the_integer_bound_of_the_sharp_count_bounds_the_time_and_is_the_best() -> None:
    third = Fraction(1, 3)
    case = PerturbedCase(2, -third, third, third / 2, Fraction(1, 9), Fraction(1, 50))
    bound = sharp_bound(case)
    assert bound is not None
    time = hitting_time_perturbed(2, case.lam, case.alpha, case.beta, case.eta, case.eps).iterations
    assert bound.iterations is not None
    assert time is not None
    assert time <= bound.iterations <= bound.value < bound.iterations + 1


# Next to a border ---------------------------------------------------------------------------------------------------


def test_the_float_filter_leaves_the_borders_to_exact_arithmetic() -> None:
    """Starts and accuracies next to x_*, L and L − x_* on either side, where floats often choose wrongly."""
    random = np.random.default_rng(3)
    rows = []
    with mpmath.workdps(50):
        for _ in range(60):
            depth, value = int(random.integers(2, 9)), float(random.uniform(0.1, 30))
            limit = mpmath.root(mpmath.mpf(value), depth)
            bend = mpmath.root(mpmath.mpf(value) * (depth - 1) / (2 * depth - 1), depth)
            for side in (-1, 1):

                def beside(border: mpmath.mpf, side: int = side) -> float:
                    nearest = float(border)
                    return nearest if (nearest - border) * side > 0 else float(np.nextafter(nearest, side * np.inf))

                rows.append((depth, value, beside(bend), float(limit) / 1000))
                rows.append((depth, value, float(bend) / 2, beside(limit - bend)))
                rows.append((depth, value, beside(limit), float(limit) / 1000))
    columns = [np.array(column) for column in zip(*rows, strict=True)]
    cases = ScalarCases(columns[0].astype(np.int64), columns[1], columns[2], np.full(len(rows), 1e-9), columns[3])
    found = classify(cases)
    for case, name in zip(cases, found, strict=True):
        try:
            assert name == case_of(case).name
        except ValueError:
            assert name == ""
    assert len(set(found)) >= 4
