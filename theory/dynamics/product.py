"""The product W of a whole spectrum: its eigenvalues w_i, its effective rank, its distance from Ŵ_ℓ; descent and flow.

From an identical start W(k) = V diag(w_1(k), …, w_n(k)) Vᵀ with w_i(k) = d_i(k)^N, and W(t) with w_i(t) = y_i(t)^N;
from a perturbed start w_i(k) = p₁p₂^{N−1} of λ_i. Ŵ_ℓ is Ŵ with the ℓ largest eigenvalues alone.

>>> r_W(k), r_W(k).body
(r(W(k)), Sum(Abs(d_i(k))**N, i=1..n)/Max(Abs(d_i(k))**N, i=1..n))
"""

from __future__ import annotations

import sympy as sp

from theory.dynamics.orbits import d, p, y
from theory.language.definitions import tau
from theory.language.expressions import Abbreviation, At, abbreviation
from theory.language.spectra import effective_rank, ratio, total
from theory.language.symbols import N, alpha, ell, k, lam

__all__ = [
    "A_2",
    "B_2",
    "D_2",
    "A_2_flow",
    "B_2_flow",
    "D_2_flow",
    "W",
    "k",
    "level",
    "r_W",
    "r_W_flow",
    "r_W_perturbed",
    "time_to_share",
]


class W(sp.Function):
    """The product at an index, as it stands in the names of what is computed from its eigenvalues."""

    nargs = 1


def r_W(index: sp.Expr) -> Abbreviation:
    """Return the effective rank Σ|w_i(k)| / max|w_i(k)| after k steps from an identical start."""
    return effective_rank(d(index) ** N, "r", W(index))


def r_W_flow(time: sp.Expr) -> Abbreviation:
    """Return the effective rank at the time t of the gradient flow."""
    return effective_rank(y(time) ** N, "r", W(time))


def r_W_perturbed(index: sp.Expr) -> Abbreviation:
    """Return the effective rank Σ|p₁p₂^{N−1}| / max|p₁p₂^{N−1}| after k steps from a perturbed start.

    >>> r_W_perturbed(k).body
    Sum(Abs(p(k)), i=1..n)/Max(Abs(p(k)), i=1..n)
    """
    return effective_rank(p(index), "r", W(index))


def level(rank: sp.Expr = ell) -> Abbreviation:
    """Return r_ℓ = Σ_{i≤ℓ} λ_i/λ_1, the effective rank of the best approximation of rank ℓ of a positive Ŵ.

    >>> level(), level().body
    (r_ell, Sum(lambda_i, i=1..ell)/Max(lambda_i, i=1..ell))
    """
    return abbreviation(f"r_{rank}", ratio(lam, last=rank))


# The distance from Ŵ_ℓ -----------------------------------------------------------------------------------------


def A_2(index: sp.Expr, rank: sp.Expr = ell) -> Abbreviation:
    """Return Σ_{i≤ℓ} (λ_i − w_i(k))², what the ℓ leading eigenvalues still lack, squared.

    >>> A_2(k).body
    Sum((lambda_i - d_i(k)**N)**2, i=1..ell)
    """
    return _lacking(d(index), index, rank)


def B_2(index: sp.Expr, rank: sp.Expr = ell) -> Abbreviation:
    """Return Σ_{i>ℓ} w_i(k)², the weight of all the others, squared.

    >>> B_2(k).body
    Sum(d_i(k)**(2*N), i=ell + 1..n)
    """
    return _weight(d(index), index, rank)


def D_2(index: sp.Expr, rank: sp.Expr = ell) -> Abbreviation:
    """Return ‖W(k) − Ŵ_ℓ‖² in the Frobenius norm, the sum of both."""
    return abbreviation("D_2", A_2(index, rank) + B_2(index, rank), index)


def A_2_flow(time: sp.Expr, rank: sp.Expr = ell) -> Abbreviation:
    """Return Σ_{i≤ℓ} (λ_i − w_i(t))² in the flow."""
    return _lacking(y(time), time, rank)


def B_2_flow(time: sp.Expr, rank: sp.Expr = ell) -> Abbreviation:
    """Return Σ_{i>ℓ} w_i(t)² in the flow."""
    return _weight(y(time), time, rank)


def D_2_flow(time: sp.Expr, rank: sp.Expr = ell) -> Abbreviation:
    """Return ‖W(t) − Ŵ_ℓ‖² in the Frobenius norm, in the flow."""
    return abbreviation("D_2", A_2_flow(time, rank) + B_2_flow(time, rank), time)


def _lacking(factor: sp.Expr, index: sp.Expr, rank: sp.Expr) -> Abbreviation:
    return abbreviation("A_2", total((lam - factor**N) ** 2, last=rank), index)


def _weight(factor: sp.Expr, index: sp.Expr, rank: sp.Expr) -> Abbreviation:
    return abbreviation("B_2", total(factor ** (2 * N), first=rank + 1), index)


# Times ---------------------------------------------------------------------------------------------------------


def time_to_share(eigenvalue: sp.Expr, part: sp.Expr) -> Abbreviation:
    """Return T(λ, s), when the flow has brought w from α^N to sλ; for an eigenvalue λ with α^N < sλ < λ.

    >>> from theory.language.symbols import theta
    >>> time_to_share(lam, theta)
    T(lambda, theta)
    """
    body = At(tau(alpha, (part * lam) ** (1 / N)), (lam,), (eigenvalue,))
    return abbreviation("T", body, eigenvalue, part)
