"""What ``dmf bound sharp-law`` answers: the elementary bounds, the closed law, and T itself from the law with cells."""

from __future__ import annotations

from numerics.cases.scalar import ScalarCase
from numerics.claims.case import Case
from numerics.law.time import law_time
from reports.engine.bound import Answer, Entries, claimed
from theory.language.symbols import N, alpha, eps, eta, lam
from theory.sharp.closed_law import CLOSED_LAW
from theory.sharp.sharp_law import SHARP_LAW


def answer(case: Case, digits: int) -> Entries:
    """Return the elementary bounds, under "closed" those of the closed law where it has any, and under "law" T.

    "law" holds integers lower ≤ T ≤ upper, certified, at most 1 apart.
    """
    closed = claimed(CLOSED_LAW, case, digits)
    values = case.values
    found = law_time(ScalarCase(int(values[N]), *(values[symbol] for symbol in (lam, alpha, eta, eps))))
    return claimed(SHARP_LAW, case, digits) | {
        "closed": {name: closed[name] for name in ("lower", "upper") if name in closed} or None,
        "law": None if found is None else {"lower": found[0], "upper": found[1]},
    }


ANSWER = Answer(statement=SHARP_LAW, needs=(alpha, eta, eps), answer=answer)
