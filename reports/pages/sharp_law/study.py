"""What the page on the sharp law shows: the bounds, the closed law, the law itself and the truth, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import sympy as sp

from numerics.cases.scalar import ScalarCase
from numerics.claims.case import Case
from numerics.exact.balls import endpoints
from numerics.exact.verdict import Undecided
from numerics.law.time import LawTime, law
from numerics.orbits.ladder import HittingTime
from reports.engine.count import Proved, proved
from theory.dynamics.orbits import T
from theory.language.statement import Statement
from theory.language.symbols import N, alpha, eps, eta, lam
from theory.sharp.closed_law import CLOSED_LAW
from theory.sharp.sharp_law import SHARP_LAW
from theory.sharp.true_lag import T_star, TRUE_LAG
from theory.deep_factorization.remark_1_2 import T_plus, s_N
from theory.deep_factorization.theorem_2_4 import THEOREM_2_4

#: The largest T that is iterated for the table.
ITERATED = 10**7


def values_of(case: ScalarCase) -> dict[sp.Symbol, Fraction]:
    """Return the parameters of a case by symbol."""
    return {N: Fraction(case.depth), lam: case.lam, alpha: case.alpha, eta: case.eta, eps: case.eps}


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
        return proved(T, values_of(case), [record])

    iterated = None if truth is None else truth.iterations
    return Compared(case, bounds(THEOREM_2_4), bounds(SHARP_LAW), bounds(CLOSED_LAW), known, iterated)


@dataclass(frozen=True)
class Excess:
    """How far bounds on T are off at one step size: upper bounds less T, and the width of what the law leaves of x."""

    step: Fraction
    time: int
    published: int
    elementary: int
    closed: int
    width: float


def excesses(case: ScalarCase, steps: Sequence[Fraction]) -> list[Excess]:
    """Return how far the upper bounds are off, over the step size of a case."""
    found = []
    for step in steps:
        here = compared(replace(case, eta=step), None)
        uppers = [bound.upper for bound in (here.published, here.elementary, here.closed)]
        if None in uppers or here.law.value is None:
            raise Undecided(f"step = {step}: a bound is missing")
        low, high = endpoints(here.law.value)
        published, elementary, closed = (int(upper or 0) - here.law.upper for upper in uppers)
        found.append(Excess(step, here.law.upper, published, elementary, closed, float(high - low)))
    return found


@dataclass(frozen=True)
class Lag:
    """The lag T_* − T⁺/η at the inflection point, ½ ln(f(x_*)/f(α)), and s_N of (68), for one start."""

    case: ScalarCase
    lag: float
    half: float
    published: float


def lag(case: ScalarCase) -> Lag:
    """Return the true lag of a case with a small start; T_* is counted."""
    here = Case(values_of(case))
    time = here.first(T_star)
    if time.iterations is None:
        raise Undecided(f"alpha = {case.alpha}: T_* is not known")
    world = here.world(192)
    growth = next(part for part in TRUE_LAG.abbreviations() if part.name == "Lambda")
    behind = time.iterations - world.value(T_plus / eta)
    return Lag(case, float(behind), float(world.value(growth / 2)), float(world.value(s_N)))
