"""The bounds of Theorem 2.4 as certified balls, for one parameter set or for many."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

import numpy as np
import sympy as sp
from flint import arb

from numerics.conditions import holds
from numerics.enclosures import Undecided, ceiling_range
from numerics.evaluate import enclose_many, evaluate
from numerics.parameters import ScalarCase, ScalarCases
from theory.definitions import resolve
from theory.iteration_count import CASES, Case, at_depth, case_named
from theory.step_size import step_bound
from theory.symbols import MULTIPLIERS, alpha, eps, eta, lam

Scales = Mapping[str, Fraction]

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


def values_of(case: ScalarCase, scales: Scales | None = None) -> dict[sp.Symbol, Fraction]:
    """Return the parameters of ``case`` keyed by symbol, with the multipliers of mutated constants."""
    values = {lam: case.lam, alpha: case.alpha, eta: case.eta, eps: case.eps}
    return values | {MULTIPLIERS[name]: factor for name, factor in (scales or {}).items()}


def sign_of(case: Case) -> int:
    """Return the sign of λ that selects the branch of the flow in this case."""
    return case.sign


@lru_cache(maxsize=512)
def _formula(case: str, part: str, depth: int) -> sp.Expr:
    """Return one part of a case at a concrete depth: "upper", "lower", or the index of a summand."""
    record = case_named(case)
    expr = {"upper": record.upper, "lower": record.lower}.get(part)
    if part.isdigit():
        expr = record.upper_summands[int(part)]
    return at_depth(expr, depth, record.sign)


def case_of(case: ScalarCase, scales: Scales | None = None) -> Case:
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


def enclose_bounds(case: ScalarCase, digits: int = 15, scales: Scales | None = None) -> Bounds:
    """Return the bounds (24) and (27) for exact parameters, certified to ``digits`` digits (Theorem 2.4).

    Raises as ``case_of`` and ``numerics.evaluate.evaluate`` do.

    >>> case = ScalarCase(3, Fraction(1), Fraction(1, 10), Fraction(1, 10), Fraction(1, 100))
    >>> enclose_bounds(case).upper_iterations
    121
    """
    record = case_of(case, scales)
    values = values_of(case, scales)

    def ball(part: str) -> arb:
        return evaluate(_formula(record.name, part, case.depth), values, "arb", digits)

    return Bounds(
        case=record,
        upper=ball("upper"),
        lower=ball("lower") if record.lower is not None else None,
        summands=tuple(ball(str(index)) for index in range(len(record.upper_summands))),
        step_bound=evaluate(resolve(step_bound, case.depth), values, "arb", digits),
    )


def classify(cases: ScalarCases) -> list[str]:
    """Return the name of the case of (24) for each row, "" where that is undecided.

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
    inflection = limit * ((n - 1) / (2 * n - 1)) ** (1 / n)

    negative = cases.lam < 0
    above = _clearly(cases.alpha, limit)
    late = _clearly(limit - inflection, cases.eps)
    past = _clearly(cases.alpha, inflection)
    names = np.full(len(cases), "", dtype=object)
    names[negative] = "2"
    positive = ~negative & trusted
    names[positive & (above > 0)] = "1"
    below = positive & (above < 0)
    names[below & (late < 0)] = "3"
    names[below & (late > 0) & (past < 0)] = "4a"
    names[below & (late > 0) & (past > 0)] = "4b"
    for row in np.flatnonzero(names == ""):
        try:
            names[row] = case_of(cases[int(row)]).name
        except (Undecided, ValueError):
            continue
    return list(names)


def _clearly(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Return the sign of left − right where it exceeds the margin, else 0."""
    difference = left - right
    return np.where(np.abs(difference) > _MARGIN * np.maximum(np.abs(left), np.abs(right)), np.sign(difference), 0)


def enclose_many_bounds(
    cases: ScalarCases, names: list[str], scales: Scales | None = None, digits: int = 12
) -> tuple[list[arb | None], list[arb | None]]:
    """Return balls around T^Id and around the lower bound (27), row by row; None where undecided or absent.

    ``names`` are the cases of the rows, as ``classify`` gives them.
    """
    upper: list[arb | None] = [None] * len(cases)
    lower: list[arb | None] = [None] * len(cases)
    factors = {MULTIPLIERS[name]: factor for name, factor in (scales or {}).items()}
    labels = np.array(names, dtype=object)
    for depth in np.unique(cases.depth):
        for record in CASES:
            rows = np.flatnonzero((cases.depth == depth) & (labels == record.name))
            if not rows.size:
                continue
            part = cases.take(rows)
            columns = {lam: part.lam, alpha: part.alpha, eta: part.eta, eps: part.eps, **factors}
            for target, name in ((upper, "upper"), (lower, "lower")):
                if name == "lower" and record.lower is None:
                    continue
                balls = enclose_many(_formula(record.name, name, int(depth)), columns, digits)
                for row, ball in zip(rows, balls, strict=True):
                    target[int(row)] = ball
    return upper, lower
