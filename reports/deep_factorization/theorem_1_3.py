"""What ``dmf bound 1.3`` and ``dmf hit --beta`` answer: the perturbed start.

The accuracy E asked for is that of the product: |p₁p₂^{N−1} − λ| ≤ E. Theorem 1.3 speaks of an accuracy ε of the
factors, which promises N(cM)^{N−1}ε (λ < 0) or N·max(α, L)^{N−1}ε (λ ≥ 0) for the product. It is asked at
ε = min(E, E/that factor), so that its count holds for E on the product and for ε = E in the theorem's own sense.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

import sympy as sp

from numerics.claims.case import Case
from numerics.exact.balls import endpoints, working_precision
from numerics.orbits.pair_hitting_time import hitting_time_perturbed, phase_transition_time
from reports.engine.bound import Answer, Entries, hypotheses
from reports.engine.decimals import decimal, integer_bound
from reports.sharp.perturbed_count import sharp_count
from theory.deep_factorization.lemma_2_11 import phase_transition_bound
from theory.deep_factorization.theorem_1_3 import THEOREM_1_3
from theory.language.statement import Claim, Every
from theory.language.symbols import N, alpha, beta, eps, eta, lam

#: Hypotheses of Theorem 1.3 that a hitting time can do without.
BEYOND = ("step_size", "perturbation")

#: Working precision of the factor between the two accuracies.
_BITS = 256


def answer(case: Case, digits: int) -> Entries:
    """Return (15) or (16) for the accuracy on the product, our own count under "sharp", and (46).

    "product_accuracy" is what the theorem allows for the product at the accuracy of the factors that was used.
    """
    claim = applying(case)
    of_factors = Case({**case.values, eps: _accuracy_of_factors(claim, case)})
    assert isinstance(claim.over, Every)
    count = claim.over.since
    return {
        "case": claim.name,
        "upper": decimal(count, of_factors, digits),
        "upper_iterations": integer_bound(count, of_factors, up=True),
        "product_accuracy": decimal(claim.relation.rhs, of_factors, digits),
        "sharp": sharp_count(case, digits),
        "phase_transition": decimal(phase_transition_bound, case, digits) if case.values[lam] < 0 else None,
    }


ANSWER = Answer(statement=THEOREM_1_3, needs=(alpha, beta, eta, eps), answer=answer)


def applying(case: Case) -> Claim:
    """Return the claim on the error after a count, for the sign of λ at ``case``."""
    return THEOREM_1_3.claim("negative" if case.values[lam] < 0 else "nonnegative")


def _accuracy_of_factors(claim: Claim, case: Case) -> Fraction:
    """Return min(E, E/factor) as an exact number, at most a relative 2^−60 below it."""
    with working_precision(_BITS):
        factor, _ = endpoints(Case({**case.values, eps: Fraction(1)}).world(_BITS).value(claim.relation.rhs))
    accuracy = Fraction(case.values[eps])
    if factor <= 1:
        return accuracy
    quotient = accuracy / factor
    # a short number: the exact quotient has hundreds of digits
    scale = 1 << (128 + max(0, quotient.denominator.bit_length() - quotient.numerator.bit_length()))
    return Fraction(int(quotient * scale * (1 - Fraction(1, 2**60))), scale)


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
    kept = tuple(h for h in THEOREM_1_3.hypotheses if not (beyond and h.name in BEYOND))
    hypotheses(replace(THEOREM_1_3, hypotheses=kept), values)
    depth, start = int(values[N]), (values[lam], values[alpha], values[beta], values[eta])
    time = hitting_time_perturbed(depth, *start, values[eps])
    change = phase_transition_time(depth, *start) if values[lam] < 0 else None
    return {
        "iterations": time.iterations,
        "lower": time.lower,
        "upper": time.upper,
        "certified": time.certified,
        "method": time.method,
        "phase_transition": None if change is None else change.iterations,
    }
