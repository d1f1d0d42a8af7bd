"""A plateau of the effective rank: ℓ eigenvalues of Ŵ are learned, those after them are still small (Section 3).

What the theorems on the flow and on the descent have in common: their hypotheses on the spectrum, and the
three terms of the bound on r(W) − r_ℓ. The arguments are docs/proofs/plateaus.md.
"""

from __future__ import annotations

import sympy as sp

from theory.dynamics.product import level
from theory.language.expressions import Eigenvalue, abbreviation
from theory.language.spectra import count
from theory.language.statement import Hypothesis
from theory.language.symbols import N, alpha, ell, eps, lam, multiplier, n

#: λ_1, the last eigenvalue that is to be learned, and the next one (0 if there is none).
FIRST, LAST, NEXT = Eigenvalue(1), Eigenvalue(ell), Eigenvalue(ell + 1)

#: How many eigenvalues lie above the start. The others never grow: α^N is what each of them weighs at most.
ABOVE_START = abbreviation("L_alpha", count(lam > alpha**N))

POSITIVE = Hypothesis("positive", sp.Ge(Eigenvalue(n), 0), "all eigenvalues of the ground truth are >= 0", n)
RANK = Hypothesis("rank", sp.Le(ell, n), "1 <= ell <= n", ell)


def lead(accuracy: sp.Expr = eps) -> sp.Expr:
    """Return ε/(1−ε)·(r_ℓ−1), what the leading eigenvalues can add: w_1 may be further from its limit than the others.

    >>> lead()
    epsilon*(r_ell - 1)/(1 - epsilon)
    """
    return accuracy / (1 - accuracy) * (level() - 1)


def tail(reached: sp.Expr, accuracy: sp.Expr = eps) -> sp.Expr:
    """Return what the eigenvalues above the start weigh that come after the ℓ-th, none of them beyond ``reached``."""
    return reached * sp.Max(0, ABOVE_START - ell) / ((1 - accuracy) * FIRST)


def rest(accuracy: sp.Expr = eps) -> sp.Expr:
    """Return what the eigenvalues at most as large as the start weigh, those that come after the ℓ-th."""
    return alpha**N * (n - sp.Max(ell, ABOVE_START)) / ((1 - accuracy) * FIRST)


def weight(reached: sp.Expr, accuracy: sp.Expr = eps) -> sp.Expr:
    """Return what all eigenvalues after the ℓ-th weigh, with the multipliers "tail" and "rest".

    >>> from theory.language.symbols import theta, without_multipliers
    >>> sp.simplify(without_multipliers(weight(theta * NEXT)) - tail(theta * NEXT) - rest())
    0
    """
    return multiplier("tail") * tail(reached, accuracy) + multiplier("rest") * rest(accuracy)
