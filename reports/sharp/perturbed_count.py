"""What ``dmf bound 1.3-sharp`` answers: our count for the perturbed start under its own hypotheses, and an estimate."""

from __future__ import annotations

from numerics.bounds.pair_count import sharp_claim
from numerics.claims.case import Case
from reports.engine.bound import Answer, Entries
from reports.engine.decimals import decimal, integer_bound
from theory.deep_factorization.perturbed_start import step_bound_14
from theory.language.symbols import alpha, beta, eps, eta, lam
from theory.sharp.perturbed_count import PERTURBED_COUNT, point_law, point_law_time


def sharp_count(case: Case, digits: int) -> Entries:
    """Return "case", "upper" and "upper_iterations" of our count; 0 where the start is within the accuracy already."""
    claim = sharp_claim(case)
    if claim is None:
        return {"case": "start", "upper": "0", "upper_iterations": 0}
    side = claim.relation.rhs
    return {
        "case": claim.name,
        "upper": decimal(side, case, digits, claim.where),
        "upper_iterations": integer_bound(side, case, up=False, where=claim.where),
    }


def answer(case: Case, digits: int) -> Entries:
    """Return our count, (14) as "step_bound" to compare with, and "point_law", an estimate of T that is no bound."""
    known = case.values[lam] < 0 and case.values[eps] < -case.values[lam]
    return sharp_count(case, digits) | {
        "step_bound": decimal(step_bound_14, case, digits),
        "point_law": decimal(point_law_time, case, digits, point_law()) if known else None,
    }


ANSWER = Answer(statement=PERTURBED_COUNT, needs=(alpha, beta, eta, eps), answer=answer)
