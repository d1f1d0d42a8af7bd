"""The sharp count: never below the truth, close to it, computed in two ways, and its lemma on S step by step."""

from __future__ import annotations

import math
from dataclasses import replace
from fractions import Fraction

import mpmath
import numpy as np
import pytest
from flint import arb

from numerics.bounds.pair_count import enclose_point_law, sharp_bound
from numerics.cases.known import sharp_cases
from numerics.cases.pair import PerturbedCase, PerturbedCases, draw_perturbed
from numerics.claims.case import Case
from numerics.exact.balls import working_precision
from numerics.orbits.pair_hitting_time import hitting_time_perturbed, hitting_times_perturbed
from theory.language.symbols import N, alpha, lam
from theory.sharp.rapidity import w_of

SHORT = {"length": 3000.0, "depths": (2, 3, 4, 5)}


@pytest.fixture(scope="module")
def cases() -> PerturbedCases:
    return draw_perturbed(80, seed=21, **SHORT)


def test_bound_is_above_the_truth_and_close(cases: PerturbedCases) -> None:
    times = hitting_times_perturbed(cases)
    ratios, names = [], set()
    for row, case in enumerate(cases):
        bound = sharp_bound(case)
        assert bound is not None
        assert times.lower[row] == times.upper[row]
        assert bound.value > int(times.upper[row])
        names.add(bound.claim.name)
        if times.upper[row] > 200:
            ratios.append(float(bound.value) / times.upper[row])
    assert {"negative", "below", "above"} <= names
    assert np.median(ratios) < 1.01
    assert max(ratios) < 1.1


def test_accuracy_met_before_the_sign_changes() -> None:
    for case in draw_perturbed(12, seed=4, regime="negative", **SHORT):
        early = replace(case, eps=-case.lam + case.alpha ** (case.depth - 1) * (case.alpha - case.beta) / 3)
        bound = sharp_bound(early)
        assert bound is not None
        assert bound.claim.name == "early"
        time = hitting_time_perturbed(early.depth, *_numbers(early)).iterations
        assert time is not None
        assert time <= bound.value < 1.1 * time + 4


def _numbers(case: PerturbedCase) -> tuple[Fraction, ...]:
    return case.lam, case.alpha, case.beta, case.eta, case.eps


def test_no_steps_are_needed_when_the_start_is_within_the_accuracy() -> None:
    case = PerturbedCase(2, *map(Fraction, ("-1", "1/2", "1/4", "1/40", "2")))
    assert sharp_bound(case) is None


@pytest.mark.parametrize("share", ["1/50", "1/2", "9/10"])
def test_bound_holds_for_every_share(share: str) -> None:
    cases = draw_perturbed(12, seed=8, regime="negative", **SHORT)
    times = hitting_times_perturbed(cases)
    for row, case in enumerate(cases):
        bound = sharp_bound(case, chosen_share=Fraction(share))
        assert bound is not None
        assert bound.value > int(times.upper[row])


def test_bound_holds_over_its_own_wider_hypotheses() -> None:
    cases = sharp_cases(40, seed=3)
    rows = np.flatnonzero((cases.beta > cases.alpha * 0.7) | (cases.depth < 5))
    cases = cases.take(rows[:25])
    times = hitting_times_perturbed(cases, budget=3_000_000)
    assert (times.upper >= 0).sum() > 15
    for row, case in enumerate(cases):
        bound = sharp_bound(case)
        if bound is not None and times.upper[row] >= 0:
            assert bound.value > int(times.lower[row])


def reference(case: PerturbedCase, share: float) -> float:
    """The count for λ < 0, ε < |λ|, written out again in mpmath with its own quadrature and root finding."""
    n, mu = case.depth, -mpmath.mpf(case.lam.numerator) / case.lam.denominator
    alpha, beta, eta, eps = (
        mpmath.mpf(v.numerator) / v.denominator for v in (case.alpha, case.beta, case.eta, case.eps)
    )
    start_gap = beta * (2 * alpha - beta)
    u0 = mpmath.log(beta / (2 * alpha - beta)) / 2

    def size(w: mpmath.mpf, gap: mpmath.mpf) -> mpmath.mpf:
        return gap ** (mpmath.mpf(n) / 2) * mpmath.sinh(w) * mpmath.cosh(w) ** (n - 1)

    def inverse(p: mpmath.mpf, gap: mpmath.mpf) -> mpmath.mpf:
        high = mpmath.mpf(1)
        while size(high, gap) < p:
            high *= 2
        return mpmath.findroot(lambda w: size(w, gap) / p - 1, (high / 2**12, high), solver="anderson", tol=1e-20)

    def inverse_rate(u: mpmath.mpf, gap: mpmath.mpf, other: mpmath.mpf) -> mpmath.mpf:
        return 1 / (gap ** (mpmath.mpf(n) / 2 - 1) * mpmath.cosh(u) ** (n - 2) * (mu - size(u, other)))

    top = mu ** (mpmath.mpf(2) / n) + start_gap
    y = eta * max(alpha ** (n - 2) * (alpha ** (n - 1) * (alpha - beta) + mu), top ** (mpmath.mpf(n - 2) / 2) * mu)
    u1 = inverse(share * (mu - eps), start_gap)
    rate = start_gap ** (mpmath.mpf(n) / 2 - 1) * mu * mpmath.quad(lambda u: mpmath.cosh(u) ** (n - 2), [u0, 0, u1])
    rate += (alpha ** (2 * n - 2) - start_gap ** (n - 1)) / (2 * n - 2)
    first = start_gap * mpmath.exp(-(eta * rate + 2 * y**2 / (1 - y**2)) / (1 - y**2))
    reached = size(u1, first)
    second = first * mpmath.exp(-eta * (mu - reached) ** 2 / (first * mpmath.cosh(u1) ** 2 * (1 - y**2)))
    ws, we = inverse(reached, second), inverse(mu - eps, second)

    def progress(w: mpmath.mpf) -> mpmath.mpf:
        square = mpmath.cosh(w) ** 2 + (n - 1) * mpmath.sinh(w) ** 2
        z = eta * second ** (n - 1) * mpmath.cosh(w) ** (2 * n - 4) * square
        return 2 * z / (2 - z)

    total = mpmath.quad(lambda u: inverse_rate(u, first, first), mpmath.linspace(u0, 0, 9))
    total += mpmath.quad(lambda u: inverse_rate(u, first, start_gap), [0, u1])
    # towards the limit the integrand is steep: in −ln of the error it is not
    errors = [mu - reached, eps]
    logs = mpmath.linspace(-mpmath.log(errors[0]), -mpmath.log(errors[1]), 9)

    def along(negative_log: mpmath.mpf) -> mpmath.mpf:
        w = inverse(mu - mpmath.exp(-negative_log), second)
        square = mpmath.cosh(w) ** 2 + (n - 1) * mpmath.sinh(w) ** 2
        return 1 / (second ** (n - 1) * mpmath.cosh(w) ** (2 * n - 4) * square)

    total += mpmath.quad(along, logs, maxdegree=3)
    rest = 2 - mpmath.log(errors[0] / eps) / 2 + (n - 2) * mpmath.log(mpmath.cosh(u1))
    return total / eta + rest + mpmath.log(progress(we) / progress(ws))


@pytest.mark.parametrize(
    "case",
    [
        PerturbedCase(2, *map(Fraction, ("-2/3", "1/2", "1/30", "1/50", "1/1000"))),
        PerturbedCase(3, *map(Fraction, ("-1", "3/2", "1/4", "1/900", "1/50"))),
        PerturbedCase(6, *map(Fraction, ("-2", "9/10", "1/5", "1/2000", "1/10000"))),
    ],
)
def test_two_ways_to_compute_the_count_agree(case: PerturbedCase) -> None:
    bound = sharp_bound(case, 128)
    assert bound is not None
    with mpmath.workdps(25):
        assert abs(float(bound.value) / reference(case, 0.3) - 1) < 1e-6


def test_gap_stays_above_its_lower_bounds(cases: PerturbedCases) -> None:
    """S ≥ S₁ while u < u₁, and S ≥ S₂ always: part 3 of docs/proofs/perturbed-count.md, in float64."""
    seen = 0
    for case in list(cases)[:40]:
        bound = sharp_bound(case)
        assert bound is not None
        names = {name: float(value) for name, value in bound.names.items()}
        n, lam, eta = case.depth, float(case.lam), float(case.eta)
        difference, total = float(case.beta), float(2 * case.alpha - case.beta)
        for _ in range(3000):
            p1, p2 = (total - difference) / 2, (total + difference) / 2
            u, gap = math.log(difference / total) / 2, difference * total
            if case.lam < 0 and u < names["u_1"]:
                assert gap >= names["S_1"] * (1 - 1e-9)
            if "S_2" in names:
                assert gap >= names["S_2"] * (1 - 1e-9)
                seen += 1
            y = eta * p2 ** (n - 2) * (p1 * p2 ** (n - 1) - lam)
            assert abs(y) <= names["y_max"] * (1 + 1e-9)
            difference, total = difference * (1 + y), total * (1 - y)
    assert seen > 10_000


def test_point_law_is_within_two_percent() -> None:
    cases = draw_perturbed(30, seed=13, regime="negative", **SHORT)
    cases = cases.take(np.flatnonzero(cases.eps < -0.999 * cases.lam))
    times = hitting_times_perturbed(cases)
    ratios = [float(enclose_point_law(case)) / times.lower[row] for row, case in enumerate(cases)]
    assert min(ratios) > 0.98
    assert max(ratios) < 1.02


@pytest.mark.parametrize("bits", [64, 200])
def test_inverse_of_the_size(bits: int) -> None:
    with working_precision(bits):
        for depth, product, gap in ((2, "1e-9", "3"), (7, "12", "1e-20"), (3, "1e6", "0.01")):
            values = {N: Fraction(depth), lam: Fraction(product), alpha: Fraction(gap)}
            w = Case(values).world(bits).value(w_of(lam, alpha))
            back = arb(gap).sqrt() ** depth * w.sinh() * w.cosh() ** (depth - 1)
            assert back.overlaps(arb(product))
            assert float(w.rad()) <= 2.0 ** (12 - bits)  # sinh of a small w, from e^w − e^−w, keeps absolute digits
