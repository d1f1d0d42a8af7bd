"""The law of the pair: computed again in floats, a ceiling for small steps, and the drift that it needs."""

from __future__ import annotations

import math
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest
from scipy.integrate import quad
from scipy.optimize import brentq

from numerics.bounds.pair_count import enclose_pair_law, enclose_point_law
from numerics.cases.pair import PerturbedCase
from numerics.orbits.pair_hitting_time import hitting_time_perturbed

CASES = (
    PerturbedCase(2, *map(Fraction, ("-1", "1/2", "1/5", "1/400", "1/1000"))),
    PerturbedCase(3, *map(Fraction, ("-2", "1/2", "1/10", "1/3000", "1/1000"))),
    PerturbedCase(4, *map(Fraction, ("1", "1/2", "1/5", "1/2000", "1/1000"))),
    PerturbedCase(3, *map(Fraction, ("1", "3/2", "1/5", "1/4000", "1/100"))),
    PerturbedCase(3, *map(Fraction, ("0", "1", "1/5", "1/2000", "1/100"))),
)


def again(case: PerturbedCase) -> float:
    """Compute x in floats, with nothing of the record."""
    n, (eigenvalue, alpha, beta, eta, eps) = case.depth, map(float, list(case.values.values())[1:])
    squares, start = beta * (2 * alpha - beta), math.log(beta / (2 * alpha - beta)) / 2
    falls = (alpha - beta) * alpha ** (n - 1) > eigenvalue

    def at_first(v: float, s: float) -> float:
        product = -(s ** (n / 2)) * math.sinh(v) * math.cosh(v) ** (n - 1)
        return s ** (n / 2 - 1) * math.cosh(v) ** (n - 2) * (product - eigenvalue)

    def drifted(v: float) -> float:
        return squares * math.exp(-eta * quad(at_first, start, v, args=(squares,), epsabs=1e-13)[0])

    def product(v: float) -> float:
        return -(drifted(v) ** (n / 2)) * math.sinh(v) * math.cosh(v) ** (n - 1)

    target, step = eigenvalue + (eps if falls else -eps), 0.1 if falls else -0.1
    far = start
    while (product(far) > target) is falls:
        far += step
    end = brentq(lambda v: product(v) - target, far - step, far, xtol=1e-14)
    near = [end + (start - end) * 10.0**-k for k in range(7)] + [end]
    time = sum(quad(lambda v: 1 / at_first(v, drifted(v)), low, high, epsrel=1e-11)[0] for low, high in pairwise(near))
    return time / eta + math.log(at_first(end, drifted(end)) / at_first(start, squares)) / 2


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"N={case.depth}, lambda={case.lam}")
def test_the_law_again_in_floats(case: PerturbedCase) -> None:
    law = enclose_pair_law(case)
    assert law is not None
    assert float(law.mid()) == pytest.approx(again(case), abs=1e-3)
    time = hitting_time_perturbed(case.depth, case.lam, case.alpha, case.beta, case.eta, case.eps).iterations
    assert time is not None
    assert -0.05 < time - float(law.mid()) < 1.05


def test_without_the_drift_the_error_does_not_vanish_with_the_step() -> None:
    case = CASES[1]
    off = []
    for share in (1, 10, 100):
        small = replace(case, eta=case.eta / share)
        time = hitting_time_perturbed(small.depth, small.lam, small.alpha, small.beta, small.eta, small.eps).iterations
        law = enclose_pair_law(small)
        assert time is not None
        assert law is not None
        assert -0.05 < time - float(law.mid()) < 1.05
        # r at the start and at the target, where p₁ is close to −p₂
        first, last = case.alpha * (case.alpha**2 * (case.alpha - case.beta) - case.lam), 2 ** (1 / 3) * case.eps
        off.append(time - float(enclose_point_law(small).mid()) - math.log(last / first) / 2)
    assert min(off) > 2.5
