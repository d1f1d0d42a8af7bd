"""The bounds of Theorem 2.4 as certified balls, for one parameter set or for many."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

import numpy as np
import sympy as sp
from flint import arb

from numerics.cases.scalar import ScalarCase, ScalarCases
from numerics.exact.balls import ceiling_range
from numerics.exact.verdict import Undecided
from numerics.formulas.evaluate import enclose_many, evaluate
from numerics.formulas.hypotheses import holds
from theory.deep_factorization.theorem_2_4 import CASES, Case, at_depth, case_named
from theory.language.definitions import resolve
from theory.language.hypotheses import step_bound
from theory.language.symbols import alpha, eps, eta, lam, multiplier

#: Factors of named constants, by their names; 1 where there is none.
Multipliers = Mapping[str, Fraction]

#: The filter below decides a comparison only when the sides differ by more than this fraction; its own
#: error, some (N+2)·2^-53 for a power that has been verified to 1e-12, is far smaller.
_MARGIN = 1e-9


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


def classify(cases: ScalarCases, inflection: Fraction | np.ndarray | None = None) -> list[str]:
    """Return the name of the case of (24) for each row, "" where that is undecided.

    ``inflection`` is the factor of a mutated c_N, which moves the borders of the cases; as an array it holds one
    factor per row, and rows near a border stay undecided.

    A float64 filter decides rows with a wide margin, ``case_of`` the others.
    """
    n = cases.depth.astype(np.float64)
    size = np.abs(cases.lam)
    root = size ** (1 / n)
    power = np.ones_like(root)
    for j in range(1, int(cases.depth.max(initial=1)) + 1):
        power = np.where(j <= cases.depth, power * root, power)
    trusted = np.abs(power - size) <= 1e-12 * size  # the library's power is not specified; this one is checked
    limit = np.where(cases.lam > 0, root, 0.0)
    factor = np.asarray(1.0 if inflection is None else inflection, dtype=np.float64)
    x_star = limit * (factor * (n - 1) / (2 * n - 1)) ** (1 / n)

    negative = cases.lam < 0
    above = _clearly(cases.alpha, limit)
    late = _clearly(limit - x_star, cases.eps)
    past = _clearly(cases.alpha, x_star)
    names = np.full(len(cases), "", dtype=object)
    names[negative] = "2"
    positive = ~negative & trusted
    names[positive & (above > 0)] = "1"
    below = positive & (above < 0)
    names[below & (late < 0)] = "3"
    names[below & (late > 0) & (past < 0)] = "4a"
    names[below & (late > 0) & (past > 0)] = "4b"
    scales = {"inflection": inflection} if isinstance(inflection, Fraction) else {}
    for row in np.flatnonzero(names == "") if factor.ndim == 0 else ():
        try:
            names[row] = case_of(cases[int(row)], scales).name
        except (Undecided, ValueError):
            continue
    return list(names)


def _clearly(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Return the sign of left − right where it exceeds the margin, else 0."""
    difference = left - right
    return np.where(np.abs(difference) > _MARGIN * np.maximum(np.abs(left), np.abs(right)), np.sign(difference), 0)


def enclose_many_bounds(
    cases: ScalarCases, names: list[str], scales: Multipliers | None = None, digits: int = 12
) -> tuple[list[arb | None], list[arb | None]]:
    """Return balls around T^Id and around the lower bound (27), row by row; None where undecided or absent.

    ``names`` are the cases of the rows, as ``classify`` gives them.
    """
    upper: list[arb | None] = [None] * len(cases)
    lower: list[arb | None] = [None] * len(cases)
    factors = {multiplier(name): factor for name, factor in (scales or {}).items()}
    labels = np.array(names, dtype=object)
    real = dict.fromkeys(("upper", "lower"), np.ones(len(cases), dtype=bool))
    if "step" in (scales or {}):
        real = {name: ~np.isnan(values) for name, values in zip(real, float_bounds(cases, names), strict=True)}
    for depth in np.unique(cases.depth):
        for record in CASES:
            rows = np.flatnonzero((cases.depth == depth) & (labels == record.name))
            if not rows.size:
                continue
            for target, name in ((upper, "upper"), (lower, "lower")):
                if name == "lower" and record.lower is None:
                    continue
                # past the step-size bound a logarithm may have no real value; such rows stay None
                kept = rows[real[name][rows]]
                part = cases.take(kept)
                columns = {lam: part.lam, alpha: part.alpha, eta: part.eta, eps: part.eps, **factors}
                balls = enclose_many(_formula(record.name, name, int(depth)), columns, digits) if kept.size else []
                for row, ball in zip(kept, balls, strict=True):
                    target[int(row)] = ball
    return upper, lower


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
                part = cases.take(rows)
                values = {lam: part.lam, alpha: part.alpha, eta: part.eta, eps: part.eps}
                values |= {multiplier(name): factor[rows] for name, factor in (factors or {}).items()}
                # for λ < 0 the real form loses all digits once α is large; the tail form does not
                form = "tail" if record.sign < 0 and depth > 2 else "real"
                for target, name in ((upper, "upper"), (lower, "lower")):
                    if name == "upper" or record.lower is not None:
                        formula = _formula(record.name, name, int(depth), form)
                        value = evaluate(formula, values, "float64")
                        target[rows] = np.where(np.imag(value) == 0, np.real(value), np.nan)
    return upper, lower
