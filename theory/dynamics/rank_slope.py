"""How the effective rank of the gradient flow changes: r' = NΣq_i(φ_i − φ_1) with q_i = w_i/w_1 and φ_i = (ln w_i)'/N.

w_i = y_i^N obeys w_i' = Ny_i^{N−1}f(y_i), so that (ln w_i)' = Nφ_i with φ_i = y_i^{N−2}(λ_i − y_i^N).

>>> rank_slope(t)
r'(W(t))
"""

from __future__ import annotations

from typing import Any

import sympy as sp

from theory.dynamics.orbits import d, y
from theory.dynamics.product import W
from theory.language.expressions import Abbreviation, abbreviation
from theory.language.spectra import at_place, ratio, total
from theory.language.symbols import N, k, lam, n, t

__all__ = ["growth", "k", "partial_rank", "rank_slope", "t"]


def growth(state: sp.Expr) -> sp.Expr:
    """Return φ = x^{N−2}(λ − x^N), at which ln x grows along the flow: f(x)/x.

    >>> growth(d(k))
    (lambda - d(k)**N)*d(k)**(N - 2)
    """
    return state ** (N - 2) * (lam - state**N)


def phi(time: sp.Expr, first: bool = False) -> Abbreviation:
    """Return φ_i at a time of the flow, or that of λ_1.

    >>> phi(t), phi(t, first=True)
    (phi_i(t), phi_1(t))
    """
    body = growth(y(time))
    return abbreviation("phi_1", at_place(body, sp.S.One), time) if first else abbreviation("phi_i", body, time)


def rank_slope(time: sp.Expr, last: Any = n) -> Abbreviation:
    """Return r' at a time of the flow; with ``last`` that of the part Σ_{i≤last} q_i of r."""
    w = y(time) ** N
    body = N * (total(w * phi(time), last=last) - phi(time, first=True) * total(w, last=last)) / at_place(w, sp.S.One)
    return abbreviation("r'" if last == n else "s", body, W(time))


def partial_rank(index: sp.Expr, last: Any) -> Abbreviation:
    """Return r_P = Σ_{i≤last} w_i/w_1 after so many steps of the descent.

    >>> partial_rank(k, 2)
    r_P(W(k))
    """
    return abbreviation("r_P", ratio(d(index) ** N, last=last), W(index))
