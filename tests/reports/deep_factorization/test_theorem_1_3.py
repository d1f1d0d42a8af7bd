"""Theorem 1.3 and the sharp count answered: integer bounds never below a run with 96 digits, decimals, messages."""

from __future__ import annotations

from fractions import Fraction

import mpmath
import pytest

from numerics.bounds.pair_count import enclose_bound
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


# (15), written out again ---------------------------------------------------------------------------------


def plain_count(n: int, lam: mpmath.mpf, start: mpmath.mpf, eta: mpmath.mpf, eps: mpmath.mpf) -> mpmath.mpf:
    """T^Id(λ, ε, start, η) of (24) for λ ≥ 0: plain mpmath, τ by quadrature, 0 within ε of the limit."""
    limit = mpmath.root(lam, n)
    if abs(start - limit) <= eps:
        return mpmath.mpf(0)
    if start > limit:
        return (eps ** (2 - 2 * n) - (start - limit) ** (2 - 2 * n)) / (eta * (2 * n - 2))

    def phase(end: mpmath.mpf) -> mpmath.mpf:
        pieces = [start * (end / start) ** (mpmath.mpf(j) / 8) for j in range(9)]
        slope = n * lam ** (2 - mpmath.mpf(2) / n) * (mpmath.mpf(n - 2) / (4 * n - 2)) ** (1 - mpmath.mpf(2) / n) / 2
        return (slope + 1 / eta) * mpmath.quad(lambda x: 1 / (x ** (n - 1) * (lam - x**n)), pieces)

    bend = mpmath.root(lam * (n - 1) / (2 * n - 1), n)
    if eps >= limit - bend:
        return phase(limit - eps)
    first = max(start, bend)
    rate = first ** (n - 1) * (lam - first**n) / (limit - first)
    linear = mpmath.log(eps / (limit - first)) / mpmath.log(1 - eta * rate)
    return linear if start >= bend else mpmath.ceil(phase(bend)) + linear


#: Starts below the limit, above it, on both sides, within the accuracy; λ = 0; every case of (24).
FIFTEEN = (
    (2, "3", "2/5", "1/10", "1/500", "1/100"),
    (2, "3", "2/5", "1/5", "1/500", "1/100"),
    (3, "1", "1/10", "1/25", "1/200", "1/1000"),
    (3, "1", "9/10", "1/20", "1/200", "1/1000"),
    (3, "1", "9/10", "2/5", "1/200", "1/1000"),
    (4, "1/2", "1/5", "1/20", "1/300", "4/5"),
    (2, "1", "11/10", "1/5", "1/60", "1/50"),
    (3, "1/5", "3/4", "1/4", "1/200", "1/30"),
    (3, "1/5", "3/4", "1/9", "1/200", "1/30"),
    (2, "1", "101/100", "3/5", "1/60", "1/10"),
    (2, "1", "101/100", "1/100", "1/60", "1/10"),
    (3, "0", "1/2", "1/5", "1/200", "1/50"),
    (5, "2", "1/2", "1/10", "1/3000", "1/40"),
)


@pytest.mark.parametrize("numbers", FIFTEEN, ids=str)
def test_15_against_plain_mpmath(numbers: tuple[int, str, str, str, str, str]) -> None:
    """The count of the record, and that of ``numerics``, for the accuracy of the factors that promises E."""
    case = PerturbedCase(numbers[0], *map(Fraction, numbers[1:]))
    answer = bound(THEOREM_1_3, given(case), 15)
    with mpmath.workdps(30):
        lam_, start, apart, step, wanted = (mpmath.mpf(v.numerator) / v.denominator for v in map(Fraction, numbers[1:]))
        n = case.depth
        size = n * max(start, mpmath.root(lam_, n)) ** (n - 1)
        of_factors = wanted / max(size, 1)
        counts = [plain_count(n, lam_, begin, step, of_factors) for begin in (start - apart, start)]
        expected = max(counts)
        # in the theorem's own sense: ε is the accuracy of the factors
        plain = max(plain_count(n, lam_, begin, step, wanted) for begin in (start - apart, start))
    assert answer["case"] == "nonnegative"
    assert float(answer["upper"]) == pytest.approx(float(expected), rel=1e-12)
    # an integer is its own bound, unless the other start, below the limit, has a count without a rational value
    whole, rational = abs(expected - mpmath.nint(expected)) < 1e-9, (start - apart) ** n >= lam_
    beyond = whole and expected > 0 and not rational
    assert answer["upper_iterations"] == (mpmath.nint(expected) + beyond if whole else mpmath.ceil(expected))
    assert float(answer["product_accuracy"]) == pytest.approx(float(of_factors * size), rel=1e-12)
    enclosed = enclose_bound(case, 128)
    assert enclosed.case == "nonnegative"
    assert float(enclosed.count) == pytest.approx(float(plain), rel=1e-12)
    assert float(enclosed.product_accuracy) == pytest.approx(float(wanted * size), rel=1e-12)


def test_15_meets_every_case_and_either_start() -> None:
    """The cases above: now the one start decides, now the other, and now neither has to move."""
    larger = set()
    for numbers in FIFTEEN:
        n, (lam_, start, apart, step, eps_) = numbers[0], map(mpmath.mpf, map(float, map(Fraction, numbers[1:])))
        lower, upper = (plain_count(n, lam_, begin, step, eps_) for begin in (start - apart, start))
        larger.add("lower" if lower > upper else "upper" if upper > lower else "neither")
    assert larger == {"lower", "upper", "neither"}


def test_the_error_keeps_the_promise_of_15() -> None:
    """From the count on the error of the product is at most E."""
    for numbers in FIFTEEN[:4]:
        case = PerturbedCase(numbers[0], *map(Fraction, numbers[1:]))
        answer = bound(THEOREM_1_3, given(case), 8)
        first, second = float(case.alpha - case.beta), float(case.alpha)
        for _ in range(answer["upper_iterations"]):
            rate = float(case.eta) * second ** (case.depth - 2) * (first * second ** (case.depth - 1) - float(case.lam))
            first, second = first - rate * second, second - rate * first
        assert abs(first * second ** (case.depth - 1) - float(case.lam)) <= float(case.eps)
