"""How far an orbit is followed: enough to see it approach its limit, and where a range ends, as far as there."""

from __future__ import annotations

import sympy as sp

from numerics.claims.case import Case
from numerics.claims.run_length import run_length
from theory.language.symbols import eta, lam

#: Fewest and most steps on which a claim "for every k" is followed, and how many times 1/(ηκ) they are in between, when
#: the start has been left: an orbit below its limit has then come e^−12 close to it. Without a rate STEPS are followed.
FEWEST, MOST, TIMES, STEPS = 50, 250, 12.0, 250
#: The latest step at which a claim may begin or an orbit is looked at.
BUDGET = 20_000
#: How many more indices of a long range that ends are looked at, spread evenly in the logarithm up to the last one.
SPREAD = 6


def horizon(case: Case, relation: sp.Basic = sp.true) -> int:
    """Return how many steps of an orbit are followed: enough to see it approach its limit.

    Of an identity between one step and the next FEWEST are enough: no approach makes it truer.

    >>> from fractions import Fraction
    >>> from theory.language.symbols import N, eta, lam
    >>> horizon(Case({N: Fraction(2), lam: Fraction(1), eta: Fraction(1, 10)}))
    60
    """
    if isinstance(relation, sp.Eq):
        return FEWEST
    if eta not in case.values or not case.values.get(lam):
        return STEPS
    rate = case.depth * float(case.values[eta]) * float(abs(case.values[lam])) ** (2 - 2 / case.depth)
    return int(min(max(run_length(case.values) + TIMES / rate, FEWEST), MOST)) if rate > 0 else MOST


def further(start: int, last: int, stop: int | None) -> list[int]:
    """Return indices between ``last`` and ``stop`` that are looked at as well, the one before the end among them.

    >>> further(100, 350, 10_000)
    [561, 951, 1672, 3003, 5461, 9999]
    """
    if stop is None or stop <= last or stop - 1 > BUDGET:
        return []
    ratio = (stop - start) / (last - start)
    spread = (start + round((last - start) * ratio ** (part / SPREAD)) - 1 for part in range(1, SPREAD + 1))
    return sorted({k for k in spread if last <= k < stop})
