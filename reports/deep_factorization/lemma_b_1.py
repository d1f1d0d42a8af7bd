"""What ``dmf bound lemma-B.1`` answers: the step size beyond which the iterates diverge or the limit is unstable."""

from __future__ import annotations

import sympy as sp

from numerics.claims.case import Case
from reports.engine.bound import Answer, Entries
from reports.engine.decimals import decimal
from theory.deep_factorization.lemma_b_1 import LEMMA_B_1, divergence_quantity, instability_threshold
from theory.language.hypotheses import step_bound
from theory.language.symbols import N, alpha, eta, lam


def threshold(case: Case) -> tuple[str, sp.Expr | None]:
    """Return the claim that is about such parameters, and the step size beyond which it applies; None if at none."""
    if case.values[N] == 1:
        (beyond,) = (part for part in LEMMA_B_1.claim("depth_one").given.atoms(sp.Gt) if part.lhs == eta)
        return "depth_one", beyond.rhs
    if case.values[lam] > 0:
        return "instability", instability_threshold
    # the iterates grow once this multiple of η exceeds 2; there is no such step unless α^N > |λ|
    multiple = divergence_quantity / eta
    return "growth", 2 / multiple if case.holds(sp.Gt(multiple, 0, evaluate=False)) else None


def answer(case: Case, digits: int) -> Entries:
    """Return "threshold", whether a given η is "step_beyond" it, and (25) as "step_bound" to compare with."""
    name, least = threshold(case)
    beyond = None
    if eta in case.values:
        beyond = False if least is None else case.holds(sp.Gt(eta, least, evaluate=False))
    return {
        "case": name,
        "step_bound": decimal(step_bound, case, digits),
        "threshold": None if least is None else decimal(least, case, digits),
        "step_beyond": beyond,
    }


ANSWER = Answer(statement=LEMMA_B_1, needs=(alpha,), answer=answer)
