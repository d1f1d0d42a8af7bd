"""What ``dmf bound lemma-2.2`` answers: the exact count for N = 1, and how far the step size could go for N ≥ 2."""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from numerics.claims.case import Case
from reports.deep_factorization.lemma_2_2_sharp import applying
from reports.engine.bound import Answer, Entries, hypotheses, need
from reports.engine.decimals import decimal, integer_ceiling
from theory.deep_factorization.lemma_2_2 import LEMMA_2_2
from theory.language.hypotheses import ACCURACY
from theory.language.statement import Hypothesis
from theory.language.symbols import N, alpha, eps, eta, k

#: |d(k) − λ| at N = 1, and its value at the start.
_error = LEMMA_2_2.claim("linear").relation.rhs
_distance = _error.subs(k, 0)

#: Lemma 2.2 with what makes a hitting time meaningful at N = 1: an accuracy that the start does not have yet.
LINEAR_COUNT = replace(
    LEMMA_2_2,
    hypotheses=(
        *LEMMA_2_2.hypotheses,
        ACCURACY,
        Hypothesis("accuracy_below_start", sp.Lt(eps, _distance), "eps < |alpha - lambda|", eps),
    ),
)


def answer(case: Case, digits: int) -> Entries:
    """Return the number of iterations for N = 1, "sharp_threshold" of the step size for N ≥ 2."""
    if case.values[N] > 1:
        name, condition = applying(case)
        return {"case": name, "sharp_threshold": decimal(condition.rhs, case, digits)}
    need(LEMMA_2_2, case.values, (eta, eps))
    checked = hypotheses(LINEAR_COUNT, case.values)
    # the error is 0 from the first step on where 1 − η is
    count = sp.S.One if case.values[eta] == 1 else linear_count()
    value = decimal(count, case, digits)
    return {
        "case": "linear",
        "upper": value,
        "lower": value,
        "hypotheses": checked,
        "upper_iterations": integer_ceiling(count, case),
    }


def linear_count() -> sp.Expr:
    """Return the real k at which the error for N = 1 falls to ε.

    >>> from theory.language.symbols import lam
    >>> linear_count().subs({alpha: 3, lam: 1, eta: sp.Rational(1, 2), eps: sp.Rational(1, 4)})
    log(8)/log(2)
    """
    steps = sp.Dummy("steps")
    (count,) = sp.solve(sp.Eq(_error.subs(k, steps), eps), steps)
    return count


ANSWER = Answer(statement=LEMMA_2_2, needs=(alpha,), answer=answer)
