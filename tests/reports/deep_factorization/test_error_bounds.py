"""A bound on the error from a count on: refuted when it is claimed one iteration too early, and only then."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
import sympy as sp

from numerics.claims.case import Case
from numerics.claims.decide import decide_claim
from numerics.exact.verdict import Verdict
from theory.deep_factorization.theorem_1_1 import THEOREM_1_1
from theory.deep_factorization.theorem_1_3 import THEOREM_1_3
from theory.language.statement import Claim, Every
from theory.language.symbols import N, alpha, beta, eps, eta, k, lam

SCALAR = {N: 3, lam: Fraction(1), alpha: Fraction(1, 10), eta: Fraction(1, 10), eps: Fraction(1, 100)}
PAIR = {
    N: 2,
    lam: Fraction(-1),
    alpha: Fraction(1, 2),
    eta: Fraction(1, 60),
    eps: Fraction(1, 50),
    beta: Fraction(1, 4),
}


def first_met(values: dict[sp.Symbol, Fraction | int]) -> int:
    """The first k whose error is within the claim of 1.1 or 1.3, in exact fractions of a float's size: a plain loop."""
    n, target, start = int(values[N]), float(values[lam]), float(values[alpha])
    if beta not in values:
        allowed, state, count = n * max(start, target ** (1 / n)) ** (n - 1) * float(values[eps]), start, 0
        while abs(state**n - max(target, 0.0)) > allowed:
            state -= float(values[eta]) * state ** (n - 1) * (state**n - target)
            count += 1
        return count
    root = (1 + 5**0.5) / 2  # c at N = 2
    allowed = n * root * max(start, abs(target) ** 0.5) * float(values[eps])
    first, second, count = start - float(values[beta]), start, 0
    while abs(first * second - target) > allowed:
        rate = float(values[eta]) * (first * second - target)
        first, second, count = first - rate * second, second - rate * first, count + 1
    return count


def claimed_from(claim: Claim, since: int) -> Claim:
    return replace(claim, over=Every(k, since=sp.Integer(since)))


@pytest.mark.parametrize(
    ("claim", "values"),
    [(THEOREM_1_1.claim("error"), SCALAR), (THEOREM_1_3.claim("negative"), PAIR)],
    ids=["1.1", "1.3"],
)
def test_one_iteration_too_early_is_refuted(claim: Claim, values: dict[sp.Symbol, Fraction | int]) -> None:
    met = first_met(values)
    assert met > 50
    verdicts = {since: decide_claim(claimed_from(claim, met + since), Case(values)).verdict for since in (-2, -1, 0, 1)}
    assert verdicts == {-2: Verdict.REFUTED, -1: Verdict.REFUTED, 0: Verdict.UPHELD, 1: Verdict.UPHELD}
