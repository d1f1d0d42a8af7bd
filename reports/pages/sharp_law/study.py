"""What the page on the sharp law shows: the bounds, the closed law, the law itself and the truth, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import sympy as sp

from numerics.bounds.scalar_count import values_of
from numerics.cases.scalar import ScalarCase
from numerics.claims.case import Case
from numerics.exact.balls import endpoints
from numerics.exact.verdict import Undecided
from numerics.law.time import LawTime, law
from numerics.orbits.ladder import HittingTime
from reports.engine.bound import claimed
from reports.engine.count import Proved, proved
from theory.deep_factorization.remark_1_2 import T_plus, s_N
from theory.deep_factorization.theorem_2_4 import THEOREM_2_4
from theory.dynamics.orbits import T
from theory.language.statement import Statement
from theory.language.symbols import N, eta
from theory.sharp.closed_law import CLOSED_LAW
from theory.sharp.sharp_law import SHARP_LAW
from theory.sharp.true_lag import TRUE_LAG, T_star

#: The largest T that is iterated for the table, and the digits of bounds that are subtracted from each other.
ITERATED, DIGITS = 10**7, 40


def _values(case: ScalarCase) -> dict[sp.Symbol, Fraction]:
    return {N: Fraction(case.depth)} | values_of(case)


@dataclass(frozen=True)
class Compared:
    """One case: what each statement proves of T, what the law knows, and what iterating finds where it ends in time."""

    case: ScalarCase
    published: Proved
    elementary: Proved
    closed: Proved
    law: LawTime
    truth: int | None


def compared(case: ScalarCase, truth: HittingTime | None) -> Compared:
    """Return what there is to say about T at ``case``; ``truth`` is what iterating has found.

    Raises ValueError where there is no law.
    """
    known = law(case)
    if known is None:
        raise ValueError(f"step = {case.eta}: no law at {case}")

    def bounds(record: Statement) -> Proved:
        return proved(T, _values(case), [record])

    iterated = None if truth is None else truth.iterations
    return Compared(case, bounds(THEOREM_2_4), bounds(SHARP_LAW), bounds(CLOSED_LAW), known, iterated)


@dataclass(frozen=True)
class Widths:
    """How far apart the two bounds on T are at one step size, before they are rounded, and the width of the law's x."""

    step: Fraction
    time: int
    published: float
    elementary: float
    closed: float
    law: float


def widths(case: ScalarCase, steps: Sequence[Fraction]) -> list[Widths]:
    """Return the widths over the step size of a case. Raises Undecided where a bound is missing."""
    found = []
    for step in steps:
        here = replace(case, eta=step)
        known = law(here)
        if known is None or known.value is None:
            raise Undecided(f"step = {step}: the law does not go all the way")
        low, high = endpoints(known.value)
        published, elementary, closed = (_apart(record, here) for record in (THEOREM_2_4, SHARP_LAW, CLOSED_LAW))
        found.append(Widths(step, known.upper, published, elementary, closed, float(high - low)))
    return found


def _apart(record: Statement, case: ScalarCase) -> float:
    """Return the tightest upper bound of a statement less its tightest lower one."""
    bounds = claimed(record, Case(_values(case)), DIGITS)
    return float(Fraction(bounds["upper"]) - Fraction(bounds["lower"]))


@dataclass(frozen=True)
class Lag:
    """The lag T_* − T⁺/η at the inflection point, ½ ln(f(x_*)/f(α)), and s_N of (68), for one start."""

    case: ScalarCase
    lag: float
    half: float
    published: float


def lag(case: ScalarCase) -> Lag:
    """Return the true lag of a case with a small start; T_* is counted."""
    here = Case(_values(case))
    time = here.first(T_star)
    if time.iterations is None:
        raise Undecided(f"alpha = {case.alpha}: T_* is not known")
    world = here.world(192)
    growth = next(part for part in TRUE_LAG.abbreviations() if part.name == "Lambda")
    behind = time.iterations - world.value(T_plus / eta)
    return Lag(case, float(behind), float(world.value(growth / 2)), float(world.value(s_N)))
