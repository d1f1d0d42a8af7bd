"""What ``dmf bound 1.3`` and ``dmf hit --beta`` answer: the perturbed start.

The accuracy E asked for is that of the product: |p₁p₂^{N−1} − λ| ≤ E. Theorem 1.3 speaks of an accuracy ε of the
factors, which promises N(cM)^{N−1}ε (λ < 0) or N·max(α, L)^{N−1}ε (λ ≥ 0) for the product. It is asked at
ε = min(E, E/that factor), a formula, so that its count holds for E on the product and for ε = E in the theorem's own
sense.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import sympy as sp

from numerics.bounds.pair_count import theorem_claim
from numerics.claims.case import Case
from numerics.orbits.ladder import HittingTime
from numerics.orbits.pair_hitting_time import hitting_time_perturbed, phase_transition_time
from reports.engine.bound import Answer, Entries
from reports.engine.count import SECONDS, counted, proved, require_or_beyond
from reports.engine.decimals import decimal, integer_bound
from reports.sharp.perturbed_count import sharp_count
from theory.deep_factorization.lemma_2_11 import phase_transition_bound
from theory.deep_factorization.theorem_1_3 import THEOREM_1_3
from theory.dynamics.orbits import T_product
from theory.language.statement import Every
from theory.language.symbols import N, alpha, beta, eps, eta, lam, without_multipliers

#: Hypotheses of Theorem 1.3 that a hitting time can do without.
BEYOND = ("step_size", "perturbation")


def answer(case: Case, digits: int) -> Entries:
    """Return (15) or (16) for the accuracy on the product, our own count under "sharp", and (46).

    "product_accuracy" is what the theorem allows for the product at the accuracy of the factors that was used.
    """
    claim = theorem_claim(case.values[lam])
    assert isinstance(claim.over, Every)
    promised = without_multipliers(claim.relation.rhs)
    of_factors = {eps: sp.Min(eps, eps**2 / promised, evaluate=False)}
    count = claim.over.since.xreplace(of_factors)
    exceeds = case.holds(sp.Ge(promised, eps))
    return {
        "case": claim.name,
        "upper": decimal(count, case, digits),
        "upper_iterations": integer_bound(count, case, up=True),
        "product_accuracy": decimal(eps if exceeds else sp.Min(promised, eps), case, digits),
        "sharp": sharp_count(case, digits),
        "phase_transition": decimal(phase_transition_bound, case, digits) if case.values[lam] < 0 else None,
    }


ANSWER = Answer(statement=THEOREM_1_3, needs=(alpha, beta, eta, eps), answer=answer)


def hit_perturbed(values: Mapping[sp.Symbol, Fraction], beyond: bool = False) -> dict[str, Any]:
    """Return the certified T = min{k: |p₁p₂^{N−1} − λ| ≤ E} and, for λ < 0, the phase transition time k_p.

    The hypotheses of Theorem 1.3 are checked first; ``beyond`` lifts those on η and β from above. Raises ValueError
    for a broken hypothesis and for parameters outside their domain.

    >>> half = Fraction(1, 2)
    >>> values = {N: Fraction(2), lam: -half, alpha: half, beta: half / 2, eta: Fraction(1, 99), eps: Fraction(1, 100)}
    >>> found = hit_perturbed(values)
    >>> found["iterations"], found["phase_transition"]
    (692, 98)
    """
    require_or_beyond(THEOREM_1_3, values, BEYOND, beyond)
    depth, start = int(values[N]), (values[lam], values[alpha], values[beta], values[eta])

    def count() -> HittingTime:
        return hitting_time_perturbed(depth, *start, values[eps], seconds=SECONDS)

    answer = counted(count, lambda: proved(T_product, values))
    change = phase_transition_time(depth, *start, seconds=SECONDS) if values[lam] < 0 else None
    return answer | {"phase_transition": None if change is None else change.iterations}
