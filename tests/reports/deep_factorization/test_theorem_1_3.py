"""Theorem 1.3 and the sharp count answered: integer bounds never below a run with 96 digits, decimals, messages."""

from __future__ import annotations

from fractions import Fraction

import pytest

from numerics.cases.pair import PerturbedCase, draw_perturbed
from numerics.exact.numbers import exact
from reports.deep_factorization.theorem_1_3 import hit_perturbed
from reports.engine.bound import bound
from theory.deep_factorization.theorem_1_3 import THEOREM_1_3
from theory.language.symbols import N, alpha, beta, eps, eta, lam
from theory.sharp.perturbed_count import PERTURBED_COUNT

UNIT = 1 << 320


def given(case: PerturbedCase) -> dict[object, str]:
    values = (case.depth, case.lam, case.alpha, case.beta, case.eta, case.eps)
    return dict(zip((N, lam, alpha, beta, eta, eps), map(exact, values), strict=True))


def run(case: PerturbedCase, most: int = 100_000) -> int:
    """T for the accuracy on the product, by integers with 320 fractional bits."""
    target, start, difference, step, accuracy = (
        int(value * UNIT) for value in (case.lam, case.alpha, case.beta, case.eta, case.eps)
    )
    first, second = start - difference, start
    for k in range(most):
        power = UNIT
        for _ in range(case.depth - 2):
            power = power * second >> 320
        error = (first * (power * second >> 320) >> 320) - target
        if abs(error) <= accuracy:
            return k
        growth = step * (power * error >> 320) >> 320
        first, second = first - (growth * second >> 320), second - (growth * first >> 320)
    raise AssertionError("no hit")


def test_integer_bounds_are_never_below_the_run() -> None:
    signs = set()
    for case in draw_perturbed(12, seed=77, depths=(2, 3, 4), length=300.0):
        truth = run(case)
        answer = bound(THEOREM_1_3, given(case), 8)
        assert answer["upper_iterations"] >= truth
        assert truth <= answer["sharp"]["upper_iterations"] <= answer["upper_iterations"] + 3
        assert hit_perturbed(given(case))["iterations"] == truth
        assert float(answer["product_accuracy"]) <= float(case.eps) * (1 + 1e-7)
        signs.add((case.lam > 0) - (case.lam < 0))
    assert signs == {-1, 0, 1}


def test_sharp_answer() -> None:
    case = PerturbedCase(3, *map(Fraction, ("-1", "1/2", "9/20", "1/50", "1/1000")))
    answer = bound(PERTURBED_COUNT, given(case), 10)
    truth = run(case)
    assert answer["case"] == "negative"
    assert truth <= answer["upper_iterations"] <= 1.05 * truth + 3
    assert abs(float(answer["point_law"]) / truth - 1) < 0.02
    with pytest.raises(ValueError, match=r"beta = 9/20: breaks perturbation of 1\.3"):
        bound(THEOREM_1_3, given(case))


def test_a_start_within_the_accuracy_needs_no_step() -> None:
    case = PerturbedCase(2, *map(Fraction, ("-1/10", "1/10", "1/20", "1/90", "1/2")))
    assert bound(PERTURBED_COUNT, given(case))["upper_iterations"] == 0
    assert hit_perturbed(given(case))["iterations"] == 0


def test_hypotheses_are_reported() -> None:
    case = PerturbedCase(2, *map(Fraction, ("2", "1/10", "1/20", "1/900", "1/2")))
    answer = bound(THEOREM_1_3, given(case))
    assert set(answer["hypotheses"].values()) == {True}
    assert answer["case"] == "nonnegative"
    assert answer["phase_transition"] is None
    assert Fraction(answer["step_bound"]) > case.eta


def test_a_bound_that_is_an_integer_is_answered_exactly() -> None:
    """λ = 0: (15) is the rational number (ε^−4 − α^−4)/(4η), here an integer that no ball singles out.

    The accuracy of the factors is that of the product, or a third of it where 3α² = 3.
    """
    zero = {N: 3, lam: "0", alpha: "1/2", beta: "1/5", eta: "1/200", eps: "1/100"}
    answer = bound(THEOREM_1_3, zero, 12)
    exact_bound = (100**4 - 2**4) * 50
    assert (answer["upper"], answer["upper_iterations"]) == (str(exact_bound), exact_bound)
    assert answer["product_accuracy"] == "0.0075"
    third = bound(THEOREM_1_3, zero | {alpha: "1", eta: "1/400"}, 12)
    assert third["upper_iterations"] == (300**4 - 1) * 100
    assert third["product_accuracy"] == "0.01"


@pytest.mark.parametrize("digits", [2, 15, 40])
def test_the_accuracy_asked_for_is_the_one_promised(digits: int) -> None:
    """The factor between the accuracies is irrational here; on the product the accuracy is that of the command line."""
    case = {N: 2, lam: "-1/2", alpha: "1/2", beta: "1/4", eta: "1/99", eps: "1/100"}
    assert bound(THEOREM_1_3, case, digits)["product_accuracy"] == "0.01"


def test_the_sharp_count_has_the_digits_asked_for() -> None:
    case = {N: 3, lam: "-1", alpha: "1/2", beta: "1/4", eta: "1/99", eps: "1/100"}
    few, many = (bound(PERTURBED_COUNT, case, digits) for digits in (5, 30))
    for name in ("upper", "point_law"):
        assert (len(few[name].replace(".", "")), len(many[name].replace(".", ""))) == (5, 30)
        assert abs(Fraction(few[name]) - Fraction(many[name])) <= Fraction(1, 200)
    assert many["upper_iterations"] == int(Fraction(many["upper"]))
