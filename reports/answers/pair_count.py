"""What ``dmf bound 1.3``, ``dmf bound 1.3-sharp`` and ``dmf hit --beta`` answer, for one exact parameter set.

The accuracy E asked for is that of the product: |p₁p₂^{N−1} − λ| ≤ E. Theorem 1.3 speaks of an accuracy ε of the
factors, which promises N(cM)^{N−1}ε (λ < 0) or N·max(α, L)^{N−1}ε (λ ≥ 0) for the product. It is asked at
ε = min(E, E/that factor), so that its count holds for E on the product and for ε = E in the theorem's own sense.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

import sympy as sp
from flint import arb

from numerics.bounds.pair_count import (
    PerturbedBound,
    enclose_bound,
    factor_scale,
    step_bound_ball,
    transition_bound,
)
from numerics.bounds.rapidity_law import case_values, enclose_point_law, floor_range, law_case_of, sharp_bound
from numerics.cases.pair import PerturbedCase
from numerics.exact.balls import ceiling_range, decimal_string, endpoints
from numerics.exact.numbers import exact
from numerics.exact.verdict import Undecided
from numerics.formulas.hypotheses import require_hypotheses
from numerics.orbits.hitting_time import HittingTime
from numerics.orbits.pair_hitting_time import hitting_time_perturbed, phase_transition_time
from theory.deep_factorization.theorem_1_3 import THEOREM_1_3
from theory.language.statement import Statement
from theory.language.symbols import alpha, beta, eps, eta, lam
from theory.sharp.perturbed_count import PERTURBED_COUNT

Given = Mapping[sp.Symbol, str]
Answer = dict[str, Any]

#: Hypotheses of Theorem 1.3 that a hitting time can do without.
BEYOND = ("step_size", "perturbation")

#: Working precisions in bits, tried in turn.
_BITS = (96, 192, 384, 768, 1536)


def bound_1_3(depth: int, values: Given, digits: int = 15) -> Answer:
    """Return (15) or (16) and the sharp count for λ, α, β, η and the accuracy E on the product (Theorem 1.3).

    ``upper_iterations`` is the integer bound of the theorem, ``sharp`` holds ours. Raises ValueError for a broken
    hypothesis, Undecided when no precision determines the digits.

    >>> half = {lam: "-1/2", alpha: "1/2", beta: "1/4", eta: "1/99", eps: "1/100"}
    >>> answer = bound_1_3(2, half, 6)
    >>> answer["upper"], answer["upper_iterations"], answer["sharp"]["upper_iterations"]
    ('1509.12', 1510, 694)
    """
    case = _case(depth, values)
    verdicts = require_hypotheses(THEOREM_1_3, depth, case_values(case))
    of_factors = replace(case, eps=_factor_accuracy(case))
    name, count = _integer_count(lambda bits: _theorem(of_factors, bits), ceiling_range)
    return _frame(THEOREM_1_3, case, verdicts, digits, name) | {
        "upper": _decimals(lambda bits: _theorem(of_factors, bits)[1], digits),
        "upper_iterations": count,
        "product_accuracy": _decimals(lambda bits: factor_scale(of_factors, bits), digits),
        "sharp": _sharp(case, digits),
        "phase_transition": _decimals(lambda bits: transition_bound(case, bits), digits) if case.lam < 0 else None,
    }


def bound_1_3_sharp(depth: int, values: Given, digits: int = 15) -> Answer:
    """Return the sharp count for λ, α, β, η and the accuracy on the product, under its own hypotheses (ours).

    ``point_law`` is an estimate of T, not a bound. Raises as ``bound_1_3`` does.

    >>> half = {lam: "-1/2", alpha: "1/2", beta: "2/5", eta: "1/20", eps: "1/100"}
    >>> bound_1_3_sharp(2, half, 6)["upper_iterations"]
    123
    """
    case = _case(depth, values)
    verdicts = require_hypotheses(PERTURBED_COUNT, depth, case_values(case))
    found = _sharp(case, digits)
    law = case.lam < 0 and case.eps < -case.lam
    return (
        _frame(PERTURBED_COUNT, case, verdicts, digits, found.pop("case"))
        | found
        | {"point_law": decimal_string(enclose_point_law(case, 192), min(digits, 6)) if law else None}
    )


def hit_perturbed(depth: int, values: Given, budget: int | None = None) -> Answer:
    """Return the certified T = min{k: |p₁p₂^{N−1} − λ| ≤ E} and, for λ < 0, the phase transition time k_p.

    Only the domains are checked, no hypothesis. Raises ValueError for parameters outside their domain.

    >>> half = {lam: "-1/2", alpha: "1/2", beta: "1/4", eta: "1/99", eps: "1/100"}
    >>> answer = hit_perturbed(2, half)
    >>> answer["iterations"], answer["phase_transition"]
    (692, 98)
    """
    case = _case(depth, values)
    options = {} if budget is None else {"budget": budget}
    time = hitting_time_perturbed(depth, case.lam, case.alpha, case.beta, case.eta, case.eps, **options)
    answer: Answer = {
        "iterations": time.iterations,
        "lower": time.lower,
        "upper": time.upper,
        "certified": time.certified,
        "method": time.method,
        "phase_transition": None,
    }
    if case.lam < 0:
        change: HittingTime = phase_transition_time(depth, case.lam, case.alpha, case.beta, case.eta, **options)
        answer["phase_transition"] = change.iterations
    return answer


def hit_within_hypotheses(depth: int, values: Given, beyond: bool) -> Answer:
    """Return ``hit_perturbed``, the hypotheses of Theorem 1.3 checked first unless ``beyond`` lifts η and β's.

    Raises ValueError for a broken hypothesis.
    """
    record = THEOREM_1_3
    if beyond:
        kept = tuple(h for h in record.hypotheses if h.name not in BEYOND)
        record = replace(record, hypotheses=kept)
    require_hypotheses(record, depth, case_values(_case(depth, values)))
    return hit_perturbed(depth, values)


def _case(depth: int, values: Given) -> PerturbedCase:
    return PerturbedCase(depth, *(exact(values[symbol]) for symbol in (lam, alpha, beta, eta, eps)))


def _factor_accuracy(case: PerturbedCase) -> Fraction:
    """Return min(E, E/factor) as an exact number, at most a relative 2^−60 below it."""
    factor, _ = endpoints(factor_scale(replace(case, eps=Fraction(1)), 256))
    if factor <= 1:
        return case.eps
    quotient = case.eps / factor
    # A short number: the exact quotient has hundreds of digits.
    scale = 1 << (128 + max(0, quotient.denominator.bit_length() - quotient.numerator.bit_length()))
    return Fraction(int(quotient * scale * (1 - Fraction(1, 2**60))), scale)


def _theorem(case: PerturbedCase, bits: int) -> tuple[str, arb]:
    bound: PerturbedBound = enclose_bound(case, bits)
    return bound.case, bound.count


def _sharp(case: PerturbedCase, digits: int) -> Answer:
    if law_case_of(case) is None:
        return {"case": "start", "upper": "0", "upper_iterations": 0}

    def attempt(bits: int) -> tuple[str, arb]:
        bound = sharp_bound(case, bits)
        assert bound is not None  # law_case_of has found a case
        return bound.case.name, bound.value

    name, floor = _integer_count(attempt, floor_range)
    value = _decimals(lambda bits: attempt(bits)[1], min(digits, 12))
    return {"case": name, "upper": value, "upper_iterations": floor}


def _frame(record: Statement, case: PerturbedCase, verdicts: dict[str, bool | None], digits: int, name: str) -> Answer:
    return {
        "statement": record.id,
        "tag": record.tag,
        "case": name,
        "upper": None,
        "lower": None,
        "step_bound": _decimals(lambda bits: step_bound_ball(case, bits), digits),
        "hypotheses": verdicts,
    }


def _integer_count(
    attempt: Callable[[int], tuple[str, arb]], rounding: Callable[[arb], tuple[int, int]]
) -> tuple[str, int]:
    """Return the name and the ceiling or floor of the first enclosure that determines it.

    A value that is an integer itself is never determined by balls. At the last precision the larger of two
    neighbours is returned: it bounds the count in any case.
    """
    low, high, name = 0, 0, ""
    for bits in _BITS:
        try:
            name, ball = attempt(bits)
        except Undecided:
            continue
        low, high = rounding(ball)
        if low == high:
            return name, low
    if name and high - low == 1:
        return name, high
    raise Undecided(f"{_BITS[-1]} bits do not determine the integer bound")


def _decimals(attempt: Callable[[int], arb], digits: int) -> str:
    """Return the value correctly rounded to ``digits`` digits, at the first precision that determines them."""
    for bits in _BITS:
        try:
            return decimal_string(attempt(bits), digits)
        except Undecided:
            continue
    raise Undecided(f"{_BITS[-1]} bits do not determine {digits} digits")
