"""c, (46), (15) and (16) in balls: against plain mpmath, and the hypotheses at their very edge."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import mpmath
import pytest

from numerics.bounds.pair_count import (
    enclose_bound,
    factor_scale,
    root_ball,
    step_bound_ball,
    transition_bound,
)
from numerics.bounds.scalar_count import enclose_bounds
from numerics.cases.pair import PerturbedCase
from numerics.cases.scalar import ScalarCase
from numerics.claims.hypotheses import broken, require
from theory.deep_factorization.lemma_2_11 import LEMMA_2_11
from theory.deep_factorization.lemma_d_2 import LEMMA_D_2
from theory.deep_factorization.lemma_d_3 import LEMMA_D_3
from theory.deep_factorization.theorem_1_3 import THEOREM_1_3
from theory.sharp.perturbed_count import PERTURBED_COUNT

CASE = PerturbedCase(3, *map(Fraction, ("-2", "1/2", "1/10", "1/500", "1/1000")))


def c_of(depth: int) -> mpmath.mpf:
    guess = 1 + mpmath.log(depth) / (2 * depth)
    return mpmath.findroot(lambda c: (depth - 1) * mpmath.log(c) + mpmath.log(c - 1), guess)


@pytest.mark.parametrize("depth", [2, 3, 10, 100, 10**6])
def test_root_is_enclosed(depth: int) -> None:
    ball = root_ball(depth, 200)
    assert float(ball.rad()) < 1e-55
    equation = (depth - 1) * ball.log() + (ball - 1).log()
    assert equation.contains(0)
    if depth <= 100:
        with mpmath.workdps(30):
            assert abs(mpmath.mpf(ball.mid().str(40, radius=False)) - c_of(depth)) < 1e-25


def test_16_against_plain_mpmath() -> None:
    """T_g and the accuracy, written out again; T^Id comes from the bounds of Theorem 2.4 at the start ξ'."""
    with mpmath.workdps(30):
        n, mu, alpha, beta, eta = 3, mpmath.mpf(2), mpmath.mpf("0.5"), mpmath.mpf("0.1"), 1 / mpmath.mpf(500)
        c, size = c_of(3), mpmath.mpf(2) ** (mpmath.mpf(1) / 3)
        theta = 1 - (2 / (9 * n * c**4)) ** 2
        rho = (theta * beta) ** (n - 2) * mu / 2
        spread = beta + mpmath.sqrt(2 * alpha * beta)
        growth = 1 + mpmath.log(spread / beta) / mpmath.log(1 + eta * rho)
        start = min(beta, mu / (2 * (c * size) ** 2))
        assert start == beta
    scalar = ScalarCase(3, Fraction(2), Fraction(1, 10), Fraction(1, 500), Fraction(1, 1000))
    expected = growth + mpmath.mpf(float(enclose_bounds(scalar).upper)) + 1
    found = enclose_bound(CASE, 128)
    assert found.case == "negative"
    assert abs(float(found.count) / float(expected) - 1) < 1e-12
    assert abs(float(found.product_accuracy) - float(n * (c * size) ** 2 / 1000)) < 1e-12


def test_15_is_the_larger_of_two_counts() -> None:
    case = PerturbedCase(2, *map(Fraction, ("3", "2/5", "1/10", "1/500", "1/100")))
    starts = (Fraction(3, 10), Fraction(2, 5))
    counts = [float(enclose_bounds(ScalarCase(2, case.lam, s, case.eta, case.eps)).upper) for s in starts]
    found = enclose_bound(case, 128)
    assert found.case == "nonnegative"
    assert float(found.count) == pytest.approx(max(counts), rel=1e-12)
    assert float(found.product_accuracy) == pytest.approx(2 * 3**0.5 / 100, rel=1e-12)


def test_46_against_plain_mpmath() -> None:
    with mpmath.workdps(30):
        expected = 1 + mpmath.log(5) / mpmath.log(1 + mpmath.mpf(2) / 10 / 500)
        assert abs(float(transition_bound(CASE, 128)) / float(expected) - 1) < 1e-12


def test_the_accuracy_of_the_product_is_that_of_the_bound() -> None:
    assert float(factor_scale(CASE)) == float(enclose_bound(CASE).product_accuracy)


@pytest.mark.parametrize("depth", [2, 3, 5])
def test_hypotheses_at_their_edge(depth: int) -> None:
    """Just inside (14) passes, just outside is named: β < (c−1)α and η < 1/(9N(cM)^{2N−2})."""
    excess = Fraction(root_ball(depth, 200).mid().str(50, radius=False)) - 1
    case = PerturbedCase(depth, Fraction(-1), Fraction(1, 2), Fraction(1, 10), Fraction(1, 10**6), Fraction(1, 9))
    tiny = Fraction(1, 10**30)
    bound = Fraction(step_bound_ball(case, 200).mid().str(50, radius=False))
    edges = (
        (replace(case, beta=excess * case.alpha * (1 - tiny)), None),
        (replace(case, beta=excess * case.alpha * (1 + tiny)), "breaks perturbation"),
        (replace(case, eta=bound * (1 - tiny)), None),
        (replace(case, eta=bound * (1 + tiny)), "breaks step_size"),
    )
    for edge, message in edges:
        if message is None:
            assert broken(THEOREM_1_3, edge.values) is None
        else:
            with pytest.raises(ValueError, match=message):
                require(THEOREM_1_3, edge.values)


@pytest.mark.parametrize(
    ("record", "change", "message"),
    [
        (THEOREM_1_3, {"alpha": Fraction(-1)}, "alpha = -1: breaks initial_scale"),
        (THEOREM_1_3, {"beta": Fraction(0)}, "beta = 0: breaks perturbation_positive"),
        (THEOREM_1_3, {"eps": Fraction(0)}, "accuracy = 0: breaks accuracy"),
        (THEOREM_1_3, {"depth": 1}, "depth = 1: breaks depth"),
        (LEMMA_2_11, {"lam": Fraction(1)}, "eigenvalue = 1: breaks negative_eigenvalue"),
        (LEMMA_D_2, {"lam": Fraction(1, 100)}, "alpha = 1/2: breaks start_below"),
        (LEMMA_D_3, {"lam": Fraction(1)}, "alpha = 1/2: breaks start_above"),
        (LEMMA_D_3, {}, "eigenvalue = -2: breaks nonnegative_eigenvalue"),
        (PERTURBED_COUNT, {"eta": Fraction(1)}, "step = 1: breaks step_size"),
        (PERTURBED_COUNT, {"beta": Fraction(1, 2)}, "beta = 1/2: breaks perturbation"),
    ],
)
def test_broken_hypotheses_are_named(record: object, change: dict[str, object], message: str) -> None:
    case = replace(CASE, **change)
    with pytest.raises(ValueError, match=message):
        require(record, case.values)
