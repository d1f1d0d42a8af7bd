"""What ``dmf bound remark-1.2`` answers: the leading terms of T^Id, and the lag that they leave out."""

from __future__ import annotations

from numerics.claims.case import Case
from reports.engine.bound import Answer, Entries, claimed
from reports.engine.decimals import decimal
from theory.deep_factorization.remark_1_2 import REMARK_1_2, T_12, s_N
from theory.deep_factorization.theorem_2_4 import THEOREM_2_4
from theory.language.symbols import alpha, eps, eta


def answer(case: Case, digits: int) -> Entries:
    """Return the bounds of Theorem 2.4 next to "approximation", (12), and "lag", s_N of (68)."""
    bounds = claimed(THEOREM_2_4, case, digits)
    return {
        "case": bounds["case"],
        "upper": bounds["upper"],
        "lower": bounds["lower"],
        "approximation": decimal(T_12, case, digits),
        "lag": decimal(s_N, case, digits),
    }


ANSWER = Answer(statement=REMARK_1_2, needs=(alpha, eta, eps), answer=answer)
