"""What ``dmf bound ID`` answers: the bounds of one statement at one exact parameter set.

Each answer is a JSON object with the keys statement, tag, case, upper, lower, step_bound, hypotheses, and more
where the statement has more. Real numbers are decimal strings, correctly rounded from certified balls. The formulas
are those of ``theory``; this module only chooses among them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import sympy as sp

from numerics.bounds.scalar_count import case_of
from numerics.cases.scalar import ScalarCase
from numerics.exact.balls import ceiling_range, decimal_string, to_ball
from numerics.exact.numbers import exact
from numerics.exact.rational import rational_value
from numerics.exact.verdict import Undecided
from numerics.formulas.evaluate import evaluate
from numerics.formulas.hypotheses import holds, require_hypotheses
from reports.answers.pair_count import bound_1_3, bound_1_3_sharp
from theory.iteration_count import (
    approximate_iterations,
    at_depth,
    expansion_remainder,
    flow_phase,
    flow_phase_expansion,
    lag,
    product_error,
)
from theory.language.definitions import kappa, resolve
from theory.language.hypotheses import ACCURACY
from theory.language.registry import statement
from theory.language.statement import Hypothesis, Statement
from theory.language.symbols import alpha, beta, eps, eta, k, lam, without_multipliers
from theory.step_size import divergence_quantity, instability_threshold, sharp_threshold, step_bound

#: The parameters of a question, by symbol, as the user wrote them; the depth is handed over separately.
Given = Mapping[sp.Symbol, str]
Answer = dict[str, Any]

#: Working precision at which an answer is given up as undecided; bounds of 10^4000 iterations stay within it.
MAX_BITS = 1 << 16

#: Command-line names of the parameters that an answer may need.
OPTION_NAMES: dict[sp.Symbol, str] = {alpha: "--alpha", beta: "--beta", eta: "--step", eps: "--accuracy"}


def rounded(expr: sp.Expr, values: Given, digits: int) -> str:
    """Return the value of ``expr``, all names resolved, correctly rounded to ``digits`` significant digits.

    Raises Undecided when the precision budget does not determine them.

    >>> rounded(sp.sqrt(lam), {lam: "2"}, 12)
    '1.41421356237'
    """
    numbers = {symbol: exact(value) for symbol, value in values.items()}
    known = rational_value(without_multipliers(expr), numbers)
    for guard in (8, 40, 200):
        ball = (
            evaluate(expr, values, "arb", digits + guard, MAX_BITS)
            if known is None
            else to_ball(known, 4 * (digits + guard))
        )
        try:
            return decimal_string(ball, digits)
        except Undecided:
            continue
    raise Undecided(f"{digits} digits: the value lies too close to a tie between two roundings")


def smallest_integer_above(expr: sp.Expr, values: Given) -> int:
    """Return ⌈expr⌉, also where the value is an integer that no ball decides but exact arithmetic does.

    Raises Undecided when neither decides it.

    >>> smallest_integer_above(lam**2 / eta, {lam: "3", eta: "1/10"})
    90
    """
    low, high = ceiling_range(evaluate(sp.ceiling(expr), values, "arb", max_bits=MAX_BITS))
    if low != high:
        raise Undecided(f"the smallest integer above the bound: {low} or {high}")
    return low


def hitting_record(depth: int) -> Statement:
    """Return a statement whose hypotheses make a hitting time meaningful at this depth.

    N ≥ 2: those of Theorem 2.4. N = 1: those of Lemma 2.2 and ε below the initial distance |α − λ|, the error of
    its claim at k = 0.
    """
    if depth > 1:
        return statement("2.4")
    record = statement("lemma-2.2")
    distance = _linear_error(record).subs(k, 0)
    below = Hypothesis("accuracy_below_start", sp.Lt(eps, distance), "eps < |alpha - lambda|")
    return replace(record, hypotheses=(*record.hypotheses, ACCURACY, below))


def _linear_error(record: Statement) -> sp.Expr:
    return _claim(record, "linear").rhs


def _claim(record: Statement, name: str) -> sp.Basic:
    (claim,) = (claim for claim in record.claims if claim.name == name)
    return claim.relation


def _frame(record: Statement, depth: int, values: Given, digits: int, case: str | None) -> Answer:
    """Check the hypotheses and return the keys that every answer has."""
    verdicts = require_hypotheses(record, depth, values)
    return {
        "statement": record.id,
        "tag": record.tag,
        "case": case,
        "upper": None,
        "lower": None,
        "step_bound": rounded(resolve(step_bound, depth), values, digits),
        "hypotheses": verdicts,
    }


def _theorem_2_4(depth: int, values: Given, digits: int) -> Answer:
    answer = _frame(statement("2.4"), depth, values, digits, None)
    case = case_of(ScalarCase(depth, *(exact(values[symbol]) for symbol in (lam, alpha, eta, eps))))
    upper = at_depth(case.upper, depth, case.sign)
    summands = [at_depth(part, depth, case.sign) for part in case.upper_summands]
    lower = None if case.lower is None else at_depth(case.lower, depth, case.sign)
    return answer | {
        "case": case.name,
        "upper": rounded(upper, values, digits),
        "lower": None if lower is None else rounded(lower, values, digits),
        "upper_iterations": smallest_integer_above(upper, values),
        "summands": [rounded(part, values, digits) for part in summands],
    }


def _theorem_1_1(depth: int, values: Given, digits: int) -> Answer:
    require_hypotheses(statement("1.1"), depth, values)
    answer = _theorem_2_4(depth, values, digits) | {"statement": "1.1", "tag": statement("1.1").tag}
    return answer | {"error_bound": rounded(resolve(product_error, depth), values, digits)}


def _lemma_2_2(depth: int, values: Given, digits: int) -> Answer:
    if depth > 1:
        record = statement("lemma-2.2")
        name, threshold = _sharp_threshold(depth, values)
        answer = _frame(record, depth, values, digits, name)
        return answer | {"sharp_threshold": rounded(threshold, values, digits)}
    _need(values, "lemma-2.2", (eta, eps))
    record = hitting_record(1)
    answer = _frame(record, 1, values, digits, "linear")
    if exact(values[eta]) == 1:
        count: sp.Expr = sp.Integer(1)  # the error is 0 from the first step on
    else:
        # The claim's error falls to ε after log_{1−η} of their ratio steps.
        steps = sp.Dummy("steps")
        (count,) = sp.solve(sp.Eq(_linear_error(record).subs(k, steps), eps), steps)
    value = rounded(count, values, digits)
    return answer | {"upper": value, "lower": value, "upper_iterations": smallest_integer_above(count, values)}


def _sharp_threshold(depth: int, values: Given) -> tuple[str, sp.Expr]:
    """Return the claim of the sharp lemma that applies, and its threshold at this depth."""
    if exact(values[lam]) < 0:
        return "negative_eigenvalue", resolve(sharp_threshold(-1), depth)
    below = holds(sp.Lt(alpha**depth, lam), depth, values)
    if below:
        return "below_limit", resolve(sharp_threshold(1), depth)
    return "above_limit", resolve(sharp_threshold(1, above=True), depth)


def _lemma_2_2_sharp(depth: int, values: Given, digits: int) -> Answer:
    record = statement("lemma-2.2-sharp")
    require_hypotheses(record, depth, values)  # before the threshold, which needs N >= 2
    name, threshold = _sharp_threshold(depth, values)
    return _frame(record, depth, values, digits, name) | {
        "sharp_threshold": rounded(threshold, values, digits),
        "step_within": holds(sp.Le(eta, threshold), depth, values) if eta in values else None,
    }


def _lemma_b_1(depth: int, values: Given, digits: int) -> Answer:
    record = statement("lemma-B.1")
    require_hypotheses(record, depth, values)
    threshold: sp.Expr | None
    if depth == 1:
        name, threshold = "depth_one", _claim(record, "depth_one").lts
    elif exact(values[lam]) > 0:
        name, threshold = "instability", resolve(instability_threshold, depth)
    else:
        # The iterates grow once this multiple of η exceeds 2; there is no such step unless α^N > |λ|.
        multiple = sp.cancel(resolve(divergence_quantity, depth) / eta)
        grows = holds(sp.Gt(multiple, 0, evaluate=False), depth, values)
        name, threshold = "growth", 2 / multiple if grows else None
    beyond = None
    if eta in values:
        beyond = False if threshold is None else holds(sp.Gt(eta, threshold), depth, values)
    return _frame(record, depth, values, digits, name) | {
        "threshold": None if threshold is None else rounded(threshold, values, digits),
        "step_beyond": beyond,
    }


def _remark_1_2(depth: int, values: Given, digits: int) -> Answer:
    answer = _frame(statement("remark-1.2"), depth, values, digits, "4a")
    bound = _theorem_2_4(depth, values, digits)
    return answer | {
        "upper": bound["upper"],
        "lower": bound["lower"],
        "approximation": rounded(approximate_iterations(depth), values, digits),
        "lag": rounded(lag(depth), values, digits),
    }


def _lemma_e_1(depth: int, values: Given, digits: int) -> Answer:
    answer = _frame(statement("lemma-E.1"), depth, values, digits, None)
    expansion = flow_phase_expansion(depth)
    # The remainder is bounded for λ^{2−2/N}T⁺, and κ = Nλ^{2−2/N}.
    low, high = (resolve(part * depth / kappa, depth) for part in expansion_remainder(depth))
    return answer | {
        "upper": rounded(expansion + high, values, digits),
        "lower": rounded(expansion + low, values, digits),
        "flow_phase": rounded(flow_phase(depth), values, digits),
        "expansion": rounded(expansion, values, digits),
    }


#: Statement id → the answer and the parameters it cannot do without (besides depth and eigenvalue).
ANSWERS: dict[str, tuple[Callable[[int, Given, int], Answer], tuple[sp.Symbol, ...]]] = {
    "2.4": (_theorem_2_4, (alpha, eta, eps)),
    "1.1": (_theorem_1_1, (alpha, eta, eps)),
    "lemma-2.2": (_lemma_2_2, (alpha,)),
    "lemma-2.2-sharp": (_lemma_2_2_sharp, (alpha,)),
    "lemma-B.1": (_lemma_b_1, (alpha,)),
    "remark-1.2": (_remark_1_2, (alpha, eta, eps)),
    "lemma-E.1": (_lemma_e_1, (alpha,)),
    "1.3": (bound_1_3, (alpha, beta, eta, eps)),
    "1.3-sharp": (bound_1_3_sharp, (alpha, beta, eta, eps)),
}


def _need(values: Given, id: str, symbols: tuple[sp.Symbol, ...]) -> None:
    missing = [OPTION_NAMES[symbol] for symbol in symbols if symbol not in values]
    if missing:
        raise ValueError(f"missing option {', '.join(missing)}: needed for the bounds of {id}")


def bound(id: str, depth: int, values: Given, digits: int = 15) -> Answer:
    """Return the bounds of statement ``id`` at depth N and exact ``values``, as the JSON object of ``dmf bound``.

    ``values`` maps lam, alpha, and where the statement needs them eta and eps, to numbers as text. Raises
    ValueError for a statement without bounds, a missing parameter or a broken hypothesis, Undecided when
    balls do not determine the digits.

    >>> bound("2.4", 3, {lam: "1", alpha: "1/10", eta: "1/10", eps: "1/100"}, digits=6)["upper"]
    '120.753'
    """
    if id not in ANSWERS:
        raise ValueError(f"{id} has no numeric bound; the statements with bounds are {', '.join(ANSWERS)}")
    answer, needed = ANSWERS[id]
    if beta in values and beta not in needed:
        raise ValueError(f"beta = {values[beta]}: {id} has no perturbed factor; 1.3 and 1.3-sharp have one")
    _need(values, id, needed)
    return answer(depth, values, digits)
