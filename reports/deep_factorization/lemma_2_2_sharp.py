"""What ``dmf bound lemma-2.2-sharp`` answers: the largest step size of a one-sided approach."""

from __future__ import annotations

import sympy as sp

from numerics.claims.case import Case
from reports.engine.bound import Answer, Entries
from reports.engine.decimals import decimal
from theory.deep_factorization.lemma_2_2_sharp import LEMMA_2_2_SHARP
from theory.language.hypotheses import step_bound
from theory.language.symbols import alpha, eta


def applying(case: Case) -> tuple[str, sp.Basic]:
    """Return the claim of the sharp lemma that applies, and its condition η ≤ threshold.

    At α = L, where none applies, it is that of a start above.
    """
    claims = [claim for claim in LEMMA_2_2_SHARP.claims if case.holds(claim.given)]
    (claim,) = claims or [LEMMA_2_2_SHARP.claim("above_limit")]
    assert claim.exactly_when is not None
    return claim.name, claim.exactly_when


def answer(case: Case, digits: int) -> Entries:
    """Return "sharp_threshold", whether a given η is "step_within" it, and (25) as "step_bound" to compare with."""
    name, condition = applying(case)
    return {
        "case": name,
        "step_bound": decimal(step_bound, case, digits),
        "sharp_threshold": decimal(condition.rhs, case, digits),
        "step_within": case.holds(condition) if eta in case.values else None,
    }


ANSWER = Answer(statement=LEMMA_2_2_SHARP, needs=(alpha,), answer=answer)
