"""The bounds of Theorem 2.4 as certified balls, for one parameter set or for many."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

import numpy as np
import sympy as sp
from flint import arb

from numerics.cases.cube import Floats
from numerics.cases.scalar import ScalarCase, ScalarCases
from numerics.claims.batch_groups import groups_of
from numerics.exact.balls import ceiling_range, may_be_whole, working_precision
from numerics.exact.verdict import Undecided
from numerics.formulas.evaluate import evaluate
from numerics.formulas.hypotheses import holds
from theory.deep_factorization.theorem_2_4 import CASES, Case, at_depth, case_named
from theory.language.definitions import resolve
from theory.language.hypotheses import step_bound
from theory.language.symbols import N, alpha, eps, eta, lam, multiplier

#: Factors of named constants, by their names; 1 where there is none.
Multipliers = Mapping[str, Fraction]

#: Bits of the columns, and accuracy that their balls must have: 12 digits.
_BITS, _ACCURATE = 128, 40


@dataclass(frozen=True)
class Bounds:
    """T^Id of (24) and, where (27) has one, the lower bound, as balls; ``summands`` add up to ``upper``."""

    case: Case
    upper: arb
    lower: arb | None
    summands: tuple[arb, ...]
    step_bound: arb

    @property
    def upper_iterations(self) -> int | None:
        """⌈T^Id⌉, or None when the ball holds an integer that it does not decide."""
        low, high = ceiling_range(self.upper)
        return high if low == high else None


def values_of(case: ScalarCase, scales: Multipliers | None = None) -> dict[sp.Symbol, Fraction]:
    """Return the parameters of ``case`` keyed by symbol, with the multipliers of mutated constants."""
    values = {lam: case.lam, alpha: case.alpha, eta: case.eta, eps: case.eps}
    return values | {multiplier(name): factor for name, factor in (scales or {}).items()}


@lru_cache(maxsize=512)
def _formula(case: str, part: str, depth: int, form: str = "real") -> sp.Expr:
    """Return one part of a case at a concrete depth: "upper", "lower", or the index of a summand."""
    record = case_named(case)
    expr = {"upper": record.upper, "lower": record.lower}.get(part)
    if part.isdigit():
        expr = record.upper_summands[int(part)]
    return at_depth(expr, depth, record.sign, form)


def case_of(case: ScalarCase, scales: Multipliers | None = None) -> Case:
    """Return the case of (24) that the exact parameters fall under.

    Raises ValueError when none applies, Undecided when the parameters sit on a boundary that balls do not
    decide.

    >>> case_of(ScalarCase(3, Fraction(1), Fraction(1, 10), Fraction(1, 10), Fraction(1, 100))).name
    '4a'
    """
    values = values_of(case, scales)
    verdicts = {candidate.name: holds(candidate.condition, case.depth, values) for candidate in CASES}
    for candidate in CASES:
        if verdicts[candidate.name]:
            return candidate
    if None in verdicts.values():
        raise Undecided(f"eigenvalue = {case.lam}: on the boundary between two cases of (24)")
    raise ValueError(f"eigenvalue = {case.lam}, alpha = {case.alpha}: no case of (24) applies (alpha = L?)")


def enclose_bounds(case: ScalarCase, digits: int = 15, scales: Multipliers | None = None) -> Bounds:
    """Return the bounds (24) and (27) for exact parameters, certified to ``digits`` digits (Theorem 2.4).

    Raises as ``case_of`` and ``numerics.formulas.evaluate.evaluate`` do.

    >>> case = ScalarCase(3, Fraction(1), Fraction(1, 10), Fraction(1, 10), Fraction(1, 100))
    >>> enclose_bounds(case).upper_iterations
    121
    """
    record = case_of(case, scales)
    values = values_of(case, scales)

    def ball(part: str) -> arb | None:
        value = evaluate(_formula(record.name, part, case.depth), values, "arb", digits)
        return value if isinstance(value, arb) else None

    upper, summands = ball("upper"), [ball(str(index)) for index in range(len(record.upper_summands))]
    if upper is None:
        raise Undecided(f"step = {case.eta}: the bound of case {record.name} has no real value here")
    return Bounds(
        case=record,
        upper=upper,
        # beyond ηκ = 1 the lower bound takes the logarithm of a negative number and says nothing
        lower=ball("lower") if record.lower is not None else None,
        summands=tuple(part for part in summands if part is not None),
        step_bound=evaluate(resolve(step_bound, case.depth), values, "arb", digits),
    )


def classify(cases: ScalarCases, inflection: Floats | None = None) -> list[str]:
    """Return the name of the case of (24) for each row, "" where that is undecided.

    ``inflection`` gives each row a factor of c_N, which moves the borders of the cases; rows near a border then stay
    undecided. Otherwise ``case_of`` decides what columns of balls leave open.

    >>> from numerics.cases.scalar import draw_scalar
    >>> sorted(set(classify(draw_scalar(50, seed=1))))
    ['1', '2', '3', '4a', '4b']
    """
    names = np.full(len(cases), "", dtype=object)
    factors = {} if inflection is None else {multiplier("inflection"): inflection}
    with working_precision(_BITS):
        for group in groups_of(_columns(cases) | factors, {}):
            for record in CASES:
                names[group.rows[group.balls(_BITS).truth(record.condition) > 0]] = record.name
    for row in np.flatnonzero(names == "") if inflection is None else ():
        with suppress(Undecided, ValueError):
            names[row] = case_of(cases[int(row)]).name
    return list(names)


def enclose_counts(cases: ScalarCases, names: list[str]) -> list[arb | None]:
    """Return a ball around T^Id for each row, to 12 digits; None where it is undecided.

    ``names`` are the cases of the rows, as ``classify`` gives them.
    """
    found: list[arb | None] = [None] * len(cases)
    labels = np.array(names, dtype=object)
    for group in groups_of(_columns(cases), {}):
        for record in CASES:
            chosen = np.flatnonzero(labels[group.rows] == record.name)
            with working_precision(_BITS):
                balls = group.balls(_BITS).take(chosen).values(record.upper) if chosen.size else ()
            for row, ball in zip(group.rows[chosen].tolist(), balls, strict=True):
                if ball.rel_accuracy_bits() >= _ACCURATE and not may_be_whole(ball):
                    found[row] = ball
                    continue
                with suppress(Undecided):
                    found[row] = enclose_bounds(cases[row], 12).upper
    return found


def _columns(cases: ScalarCases) -> dict[sp.Symbol, np.ndarray]:
    return {N: cases.depth, lam: cases.lam, alpha: cases.alpha, eta: cases.eta, eps: cases.eps}


def float_bounds(
    cases: ScalarCases, names: list[str], factors: Mapping[str, np.ndarray] | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """Return T^Id and the lower bound (27) row by row in float64, nan where absent: for searches, not for verdicts.

    ``factors`` gives each mutated constant one factor per row.

    >>> from numerics.cases.scalar import draw_scalar
    >>> cases = draw_scalar(50, seed=1)
    >>> upper, lower = float_bounds(cases, classify(cases))
    >>> upper.shape
    (50,)
    """
    upper, lower = np.full(len(cases), np.nan), np.full(len(cases), np.nan)
    labels = np.array(names, dtype=object)
    with np.errstate(all="ignore"):
        for depth in np.unique(cases.depth):
            for record in CASES:
                rows = np.flatnonzero((cases.depth == depth) & (labels == record.name))
                if not rows.size:
                    continue
                values = {symbol: column for symbol, column in _columns(cases.take(rows)).items() if symbol != N}
                values |= {multiplier(name): factor[rows] for name, factor in (factors or {}).items()}
                # for λ < 0 the real form loses all digits once α is large; the tail form does not
                form = "tail" if record.sign < 0 and depth > 2 else "real"
                for target, name in ((upper, "upper"), (lower, "lower")):
                    if name == "upper" or record.lower is not None:
                        formula = _formula(record.name, name, int(depth), form)
                        value = evaluate(formula, values, "float64")
                        target[rows] = np.where(np.imag(value) == 0, np.real(value), np.nan)
    return upper, lower
