"""The observables of the paper, under the paper's names: what claims are written with.

>>> p(k), Delta_2(k + 1).body
(p(k), -p_1(k + 1)**2 + p_2(k + 1)**2)
"""

from __future__ import annotations

import sympy as sp

from theory.dynamics.descent import p1 as _state_1, p2 as _state_2, rate_factor
from theory.language.definitions import L
from theory.language.expressions import Abbreviation, abbreviation
from theory.language.observables import factor_entries, first, flow, pair_orbit, scalar_orbit
from theory.language.symbols import N, alpha, beta, eps, k, lam

#: d(k) of (18), from α; a(k) and b(k) of (48), the same recursion from α−β and from α.
d = scalar_orbit("d")
a = scalar_orbit("a", start=alpha - beta)
b = scalar_orbit("b")

#: p₁(k), p₂(k) of (40), from (α−β, α).
p1, p2 = pair_orbit(("p_1", "p_2"))

#: y(t) of the gradient flow (28), from α: from the closed form, and from the differential equation alone.
y = flow("y")
y_integrated = flow("y", integrated=True)

#: The entry (1, 1) of VᵀW_j(k)V, and the off-diagonal one, from explicit matrices: all factors from αI (7), or the
#: one at position i from (α−β)I (13).
w = factor_entries("w", 1, 1, perturbation=sp.S.Zero)
w_off = factor_entries("w", 1, 2, perturbation=sp.S.Zero)
v = factor_entries("v", 1, 1)
v_off = factor_entries("v", 1, 2)


def p(index: sp.Expr) -> Abbreviation:
    """Return the product p₁p₂^{N−1} at ``index``."""
    return abbreviation("p", p1(index) * p2(index) ** (N - 1), index)


def Delta(index: sp.Expr) -> Abbreviation:
    """Return Δ = p₂ − p₁ of (42)."""
    return abbreviation("Delta", p2(index) - p1(index), index)


def Delta_2(index: sp.Expr) -> Abbreviation:
    """Return the imbalance Δ₂ = p₂² − p₁² of (42)."""
    return abbreviation("Delta_2", p2(index) ** 2 - p1(index) ** 2, index)


def r(index: sp.Expr) -> Abbreviation:
    """Return r = p₂^{N−2}(p₁p₂^{N−1} − λ) of (42)."""
    body = rate_factor(N).subs({_state_1: p1(index), _state_2: p2(index)}, simultaneous=True)
    return abbreviation("r", body, index)


def E(index: sp.Expr) -> Abbreviation:
    """Return E_ii(k) = d(k)^N − λ₊, the error of one eigenvalue of W(k) from an identical start (Theorem 1.1)."""
    return abbreviation("E_ii", d(index) ** N - sp.Max(lam, 0), index)


def E_perturbed(index: sp.Expr) -> Abbreviation:
    """Return E_ii(k) = p₁p₂^{N−1} − λ, the error of one eigenvalue of W(k) from a perturbed start (Theorem 1.3)."""
    return abbreviation("E_ii", p1(index) * p2(index) ** (N - 1) - lam, index)


#: T = min{k: |d(k) − L| ≤ ε}, and the same for the product of the pair.
T = first(k, sp.Le(sp.Abs(d(k) - L), eps), "T")
T_product = first(k, sp.Le(sp.Abs(p(k) - lam), eps), "T")
#: The phase transition time k_p = min{k: p₁(k) ≤ 0}.
k_p = first(k, sp.Le(p1(k), 0), "k_p")
