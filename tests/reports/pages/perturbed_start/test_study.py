"""What the page on the perturbed start is made of: counts, curves, necessity and the constant c."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
import sympy as sp

from numerics.cases.pair import PerturbedCase
from numerics.claims.hypotheses import broken
from numerics.orbits.behaviour import SLOW, WRONG_LIMIT
from numerics.orbits.never import keeps_wrong_sign
from numerics.orbits.pair import exact_pair_orbit
from reports.pages.matrices import karate_adjacency
from reports.pages.perturbed_start.necessity import boxed_map, safe_ratio
from reports.pages.perturbed_start.page import SHOWN, root_row
from reports.pages.perturbed_start.study import (
    START,
    counts,
    pair_curves,
    perturbed_descent,
    rounded_down,
    theorem_count,
    tightness,
    transition,
)
from theory.deep_factorization.theorem_1_3 import THEOREM_1_3


def test_counts_agree_with_exact_arithmetic() -> None:
    case = PerturbedCase(2, Fraction(-1), Fraction(1), Fraction(1, 2), Fraction(1, 50), Fraction(7, 5))
    found = counts(case)
    orbit = exact_pair_orbit(2, case.lam, case.alpha, case.beta, case.eta)
    states = [next(orbit) for _ in range(8)]
    true = next(k for k, (first, second) in enumerate(states) if abs(first * second - case.lam) <= case.eps)
    assert found.time.iterations == true <= found.sharp <= found.theorem
    assert found.law is None  # 7/5 > |λ|: the sign need not change


def test_the_theorem_is_asked_for_the_accuracy_of_the_product() -> None:
    """Halving the accuracy of the product costs as much as halving that of the factors."""
    finer = PerturbedCase(SHOWN.depth, SHOWN.lam, SHOWN.alpha, SHOWN.beta, SHOWN.eta, SHOWN.eps / 2)
    assert theorem_count(finer) > theorem_count(SHOWN) > counts(SHOWN).time.lower


def test_the_mirrored_pair_is_the_system_for_the_absolute_value() -> None:
    shown = transition(SHOWN)
    change = shown.found.change
    assert change is not None
    assert shown.states[change - 1, 0] > 0 >= shown.states[change, 0]
    assert shown.mirror_gap == 0
    assert 0.9 < shown.kept < 1
    assert abs(shown.product[-1] - float(SHOWN.lam)) < float(SHOWN.eps)


def test_curves_are_the_recursion() -> None:
    beta, eta = Fraction(1, 10), Fraction(1, 10)
    orbit = exact_pair_orbit(3, Fraction(-1), START, beta, eta)
    states = [next(orbit) for _ in range(4)]
    curve = pair_curves([-1.0], 3, beta, eta, np.array([0, 1, 3]))[0]
    assert curve == pytest.approx([float(states[k][0] * states[k][1] ** 2) for k in (0, 1, 3)], rel=1e-12)


def test_a_matrix_is_followed_just_within_the_hypotheses() -> None:
    one = perturbed_descent(karate_adjacency(), 2, 10)
    norm = max(one.rows, key=lambda row: abs(row.case.lam)).case

    def breaks(case: PerturbedCase) -> str | None:
        found = broken(THEOREM_1_3, case.values)
        return None if found is None else found[0].name

    assert {breaks(row.case) for row in one.rows} == {None}
    assert breaks(replace(norm, beta=norm.beta * Fraction(6, 5))) == "perturbation"
    assert breaks(replace(norm, eta=norm.eta * Fraction(11, 10))) == "step_size"


def test_sharp_counts_are_above_the_truth_and_below_the_theorem() -> None:
    for row in tightness(60, 11, (2, 3)):
        assert (row.after >= 1).all()
        assert row.before.size == 0 or np.median(row.after) <= np.median(row.before)
        assert (row.change >= 1).all()
        if row.regime == "negative":
            assert np.median(row.after) < 1.1 < np.median(row.before)


@pytest.mark.parametrize(("depth", "sign", "ratio"), [(2, 1, 3.0), (3, 1, 2.0), (4, 1, 2.0), (3, -1, 3.0)])
def test_where_the_perturbation_really_breaks(depth: int, sign: int, ratio: float) -> None:
    boxed = boxed_map(depth, sign, 12)
    assert safe_ratio(boxed) == pytest.approx(ratio, rel=1e-4)
    inside = boxed.grid.outcome[boxed.grid.loads <= boxed.highest]
    assert inside.max() <= (SLOW if ratio == 3 else WRONG_LIMIT)


def test_the_wrong_sign_is_kept() -> None:
    for depth, beta in ((3, Fraction(2)), (3, Fraction(3)), (4, Fraction(5, 2)), (5, Fraction(21, 10))):
        case = PerturbedCase(depth, Fraction(1), Fraction(1), beta, Fraction(1, 100), Fraction(1, 100))
        assert keeps_wrong_sign(case)
        first, second = np.array([1 - float(beta)]), np.array([1.0])
        for _ in range(20_000):
            rate = 0.01 * second ** (depth - 2) * (first * second ** (depth - 1) - 1)
            first, second = first - rate * second, second - rate * first
            assert first[0] < 0 < second[0]
    even = PerturbedCase(2, Fraction(1), Fraction(1), Fraction(3), Fraction(1, 100), Fraction(1, 100))
    assert not keeps_wrong_sign(even)


def test_the_constant_c() -> None:
    for depth in (2, 5, 30):
        row, excess = root_row(depth), sp.Symbol("d")
        root = sp.nsolve(excess * (1 + excess) ** (depth - 1) - 1, 0.3, prec=20) + 1
        assert float(row["c"].mid()) == pytest.approx(float(root), rel=1e-14)
        assert row["lower"] < float(root) < row["upper"]
        assert float(row["decay"].mid()) == pytest.approx(1 / (depth * float(root) ** (2 * depth - 2)), rel=1e-12)


def test_rounding_down() -> None:
    assert rounded_down(0.019999, 2) == Fraction(19, 1000)
