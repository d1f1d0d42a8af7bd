"""What ``dmf bound lemma-E.1`` answers: the flow phase, its expansion, and bounds on it from both sides."""

from __future__ import annotations

from numerics.claims.case import Case
from reports.engine.bound import Answer, Entries
from reports.engine.decimals import decimal
from theory.deep_factorization.lemma_e_1 import LEMMA_E_1, expansion, expansion_remainder
from theory.language.definitions import tau, x_star
from theory.language.hypotheses import step_bound
from theory.language.symbols import N, alpha, lam


def answer(case: Case, digits: int) -> Entries:
    """Return T⁺ as "flow_phase", its "expansion" (80), and the expansion with both bounds on its remainder."""
    scale = lam ** (2 - 2 / N)
    low, high = expansion_remainder()
    return {
        "upper": decimal((expansion() + high) / scale, case, digits),
        "lower": decimal((expansion() + low) / scale, case, digits),
        "step_bound": decimal(step_bound, case, digits),
        "flow_phase": decimal(tau(alpha, x_star), case, digits),
        "expansion": decimal(expansion() / scale, case, digits),
    }


ANSWER = Answer(statement=LEMMA_E_1, needs=(alpha,), answer=answer)
