"""What ``dmf bound 1.3-sharp`` answers: our counts for the perturbed start from above and below, and two estimates."""

from __future__ import annotations

from numerics.bounds.pair_count import claim_on_time
from numerics.claims.case import Case
from numerics.exact.balls import decimal_string, working_precision
from numerics.exact.verdict import Undecided
from reports.engine.bound import Answer, Entries
from reports.engine.decimals import decimal, integer_bound
from theory.deep_factorization.perturbed_start import step_bound_14
from theory.language.symbols import alpha, beta, eps, eta, lam
from theory.sharp.pair_law import PAIR_LAW, law_time
from theory.sharp.perturbed_count import PERTURBED_COUNT, point_law, point_law_time
from theory.sharp.perturbed_lower import PERTURBED_LOWER

#: Bits beyond those of the digits asked for.
_SPARE = 32


def sharp_count(case: Case, digits: int) -> Entries:
    """Return "case", "upper" and "upper_iterations" of our count; 0 where the start is within the accuracy already."""
    claim = claim_on_time(case)
    if claim is None:
        return {"case": "start", "upper": "0", "upper_iterations": 0}
    return {
        "case": claim.name,
        "upper": decimal(claim.relation.rhs, case, digits, claim.where),
        "upper_iterations": upper_count(case),
    }


def upper_count(case: Case) -> int:
    """Return the largest T that our count allows; 0 where the start is within the accuracy already."""
    claim = claim_on_time(case)
    return 0 if claim is None else integer_bound(claim.relation.rhs, case, up=False, where=claim.where)


def lower_count(case: Case) -> int:
    """Return the least T that our lower count allows; 0 where the start is within the accuracy already."""
    claim = claim_on_time(case, PERTURBED_LOWER)
    return 0 if claim is None else max(0, -integer_bound(-claim.relation.rhs, case, up=False, where=claim.where))


def _drift_law(case: Case, digits: int) -> str | None:
    """Return x of the law with the drift, None where there is none or its integral is not enclosed so well."""
    claim = claim_on_time(case, PAIR_LAW)
    if claim is None:
        return None
    # an integral is known to a quarter of the bits
    bits = 4 * (4 * digits + _SPARE)
    try:
        with working_precision(bits):
            return decimal_string(case.world(bits, claim.where).value(law_time), digits)
    except Undecided:
        return None


def answer(case: Case, digits: int) -> Entries:
    """Return our counts, (14) as "step_bound" to compare with, and two estimates of T that are no bounds.

    They are "point_law" with Δ₂ kept, and "drift_law" with its drift: T is nearly the ceiling of that.
    """
    known = case.values[lam] < 0 and case.values[eps] < -case.values[lam]
    return sharp_count(case, digits) | {
        "lower_iterations": lower_count(case),
        "step_bound": decimal(step_bound_14, case, digits),
        "point_law": decimal(point_law_time, case, digits, point_law()) if known else None,
        "drift_law": _drift_law(case, digits),
    }


ANSWER = Answer(statement=PERTURBED_COUNT, needs=(alpha, beta, eta, eps), answer=answer)
