"""What ``dmf bound step-ceiling`` answers: up to which step size the iterates converge, and from one side."""

from __future__ import annotations

import sympy as sp

from numerics.claims.case import Case
from reports.deep_factorization.lemma_2_2_sharp import applying
from reports.engine.bound import Answer, Entries
from reports.engine.decimals import decimal
from theory.language.hypotheses import step_bound
from theory.language.symbols import alpha, eta
from theory.sharp.step_ceiling import FIRST_STEP, STEP_CEILING, step_ceiling

#: The step size with which the first step leads to 0; none for a start that is not above the limit.
_first_step = eta / FIRST_STEP.relation.lhs


def answer(case: Case, digits: int) -> Entries:
    """Return "step_ceiling", whether a given η is "step_within" it, and the smaller thresholds to compare with.

    "first_step" is a limit of its own for a start above L; below "sharp_threshold" the approach is from one side.
    """
    _, one_sided = applying(case)
    above = case.holds(sp.Gt(1 / _first_step, 0, evaluate=False))
    return {
        "step_bound": decimal(step_bound, case, digits),
        "sharp_threshold": decimal(one_sided.rhs, case, digits),
        "step_ceiling": decimal(step_ceiling, case, digits),
        "first_step": decimal(_first_step, case, digits) if above else None,
        "step_within": case.holds(sp.Le(eta, step_ceiling)) if eta in case.values else None,
    }


ANSWER = Answer(statement=STEP_CEILING, needs=(alpha,), answer=answer)
