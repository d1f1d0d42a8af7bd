"""The product W of a whole spectrum: its eigenvalues w_i, its effective rank, for the descent and the flow.

From an identical start W(k) = V diag(w_1(k), …, w_n(k)) Vᵀ with w_i(k) = d_i(k)^N, and W(t) with w_i(t) = y_i(t)^N.

>>> r_W(k), r_W(k).body
(r(W(k)), Sum(Abs(d_i(k))**N, i=1..n)/Max(Abs(d_i(k))**N, i=1..n))
"""

from __future__ import annotations

import sympy as sp

from theory.dynamics.orbits import d, y
from theory.language.expressions import Abbreviation, abbreviation
from theory.language.spectra import effective_rank, ratio
from theory.language.symbols import N, ell, k, lam

__all__ = ["W", "k", "level", "r_W", "r_W_flow"]


class W(sp.Function):
    """The product at an index, as it stands in the names of what is computed from its eigenvalues."""

    nargs = 1


def r_W(index: sp.Expr) -> Abbreviation:
    """Return the effective rank Σ|w_i(k)| / max|w_i(k)| after k steps from an identical start."""
    return effective_rank(d(index) ** N, "r", W(index))


def r_W_flow(time: sp.Expr) -> Abbreviation:
    """Return the effective rank at the time t of the gradient flow."""
    return effective_rank(y(time) ** N, "r", W(time))


def level(rank: sp.Expr = ell) -> Abbreviation:
    """Return r_ℓ = Σ_{i≤ℓ} λ_i/λ_1, the effective rank of the best approximation of rank ℓ of a positive Ŵ.

    >>> level(), level().body
    (r_ell, Sum(lambda_i, i=1..ell)/Max(lambda_i, i=1..ell))
    """
    return abbreviation(f"r_{rank}", ratio(lam, last=rank))
