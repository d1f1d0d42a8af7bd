"""Perturbed start (13): one factor (α−β)I, the others αI. The constant c, (14), (46), (15), (16), Lemma D.1.

The scalar pair p₁, p₂ of Lemma 2.8 follows (40), which ``theory.dynamics.descent`` derives from the loss. Here are
the formulas of Theorem 1.3 and of its lemmas; our own, sharper count is in ``theory.perturbed_law``.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import sympy as sp

from theory.dynamics.descent import p1, p2, perturbed_step, rate_factor
from theory.language.definitions import L, M
from theory.language.statement import Hypothesis, Statement
from theory.language.symbols import N, alpha, beta, eps, eta, lam, multiplier, x

#: c ∈ (1, 2), the largest real root of c^{N−1}(c−1) = 1.
c = sp.Symbol("c", positive=True)
#: The product p = p₁p₂^{N−1}, which is to approach λ.
product = sp.Symbol("p", positive=True)

# The constant c (Remark 1.4) -----------------------------------------------------------------------


def root_equation(depth: sp.Expr | int = N, root: sp.Expr = c) -> sp.Expr:
    """Return c^{N−1}(c−1) − 1, which increases in c ≥ 1 and vanishes at the constant c.

    >>> root_equation(2)
    c*(c - 1) - 1
    """
    return root ** (depth - 1) * (root - 1) - 1


def perturbation_root(depth: int) -> sp.Expr:
    """Return c as the largest real root of its equation, an exact algebraic number (N = 2: the golden ratio).

    >>> perturbation_root(2)
    1/2 + sqrt(5)/2
    >>> perturbation_root(3).evalf(10)
    1.465571232
    """
    polynomial = sp.Poly(root_equation(depth), c)
    return sp.rootof(polynomial, len(sp.real_roots(polynomial, multiple=True)) - 1)


def root_bounds(depth: sp.Expr | int = N) -> tuple[sp.Expr, sp.Expr]:
    """Return bounds on c − 1: W(N−1)/(N−1) from below and ln(N)/(N−1) from above (Remark 1.4; constants ours).

    c − 1 = δ solves (N−1)ln(1+δ) + ln δ = 0, and the left side increases. Below: ln(1+δ) ≤ δ, and
    (N−1)δ + ln δ = 0 has the solution W(N−1)/(N−1), W Lambert's function. Above, at δ = ln(N)/m, m = N−1:
    m·ln(1+δ) ≥ ln N − (ln N)²/(2m), so it is enough that ln N · e^{−(ln N)²/(2m)}·N/m ≥ 1; for N = 2 the
    left side is 1.09, and it is larger for N ≥ 3. Both ends are ln(N)/N up to factors that tend to 1.

    >>> [bound.evalf(4) for bound in root_bounds(10)]
    [0.1866*q_lower, 0.2558*q_upper]
    """
    least, most = sp.LambertW(depth - 1) / (depth - 1), sp.log(depth) / (depth - 1)
    return multiplier("lower") * least, multiplier("upper") * most


def step_decay(depth: sp.Expr | int = N, root: sp.Expr = c) -> sp.Expr:
    """Return 1/(N c^{2N−2}), which carries the depth in (14) (Remark 1.4).

    >>> step_decay(2)
    1/(2*c**2)
    """
    return 1 / (depth * root ** (2 * depth - 2))


def step_decay_by_root(depth: sp.Expr | int = N, root: sp.Expr = c) -> sp.Expr:
    """Return (c−1)²/N, which equals 1/(N c^{2N−2}) since c^{N−1} = 1/(c−1) (Remark 1.4).

    With c − 1 ~ ln(N)/N it decays like (ln N)²/N³, and the constant in front is 1.

    >>> step_decay_by_root(5)
    (c - 1)**2/5
    """
    return (root - 1) ** 2 / depth


# Hypotheses ----------------------------------------------------------------------------------------

#: (14), rebuilt: the largest step size.
step_bound = multiplier("step") / (9 * N * (c * M) ** (2 * N - 2))

#: The step size of Lemma D.2, (73), rebuilt: as (14) with L for M.
step_bound_below = multiplier("step") / (9 * N * (c * L) ** (2 * N - 2))

#: The step size of Lemma D.3, (78), rebuilt: M = α there.
step_bound_above = multiplier("step") / (9 * N * alpha ** (2 * N - 2))

STEP_14 = Hypothesis(
    "step_size",
    sp.Lt(eta, step_bound),
    "eta < 1/(9N (cM)^(2N-2)), M = max(alpha, |lambda|^(1/N)), c^(N-1) (c-1) = 1",
)
STEP_73 = Hypothesis("step_size", sp.Lt(eta, step_bound_below), "eta < 1/(9N (cL)^(2N-2)), c^(N-1) (c-1) = 1")
STEP_78 = Hypothesis("step_size", sp.Lt(eta, step_bound_above), "eta < 1/(9N alpha^(2N-2))")
PERTURBATION_POSITIVE = Hypothesis("perturbation_positive", sp.Gt(beta, 0, evaluate=False), "beta > 0")
PERTURBATION = Hypothesis(
    "perturbation", sp.Lt(beta, (c - 1) * alpha), "beta < (c-1) alpha, c^(N-1) (c-1) = 1 (N = 2: golden ratio)"
)
PERTURBATION_ANY = Hypothesis("perturbation", sp.Lt(beta, alpha), "beta < alpha")


def below_root(excess: sp.Expr) -> sp.Basic:
    """Return a condition without c that says ``excess`` < c − 1, for excess ≥ 0: excess·(1+excess)^{N−1} < 1.

    δ(1+δ)^{N−1} increases in δ ≥ 0 and equals 1 at δ = c − 1. For rational parameters such a
    condition is decided exactly, though c is irrational.

    >>> below_root(beta / alpha).subs({N: 2, alpha: 1, beta: sp.Rational(618, 1000)})
    True
    """
    return sp.Lt(excess * (1 + excess) ** (N - 1), 1)


#: Hypotheses that contain c, and the same conditions without it. For the step sizes, c^{N−1} = 1/(c−1)
#: turns η < q/(9N(cm)^{2N−2}) into c − 1 > 3√(Nη/q)·m^{N−1}.
_WITHOUT_ROOT: dict[sp.Basic, sp.Basic] = {
    STEP_14.relation: below_root(3 * sp.sqrt(N * eta / multiplier("step")) * M ** (N - 1)),
    STEP_73.relation: below_root(3 * sp.sqrt(N * eta / multiplier("step")) * L ** (N - 1)),
    PERTURBATION.relation: below_root(beta / alpha),
}


def without_root(record: Statement) -> Statement:
    """Return ``record`` with every hypothesis on c replaced by an equivalent one that does not contain c.

    The texts stay. Raises KeyError for a hypothesis with c that has no such form.
    """
    hypotheses = tuple(
        replace(hypothesis, relation=_WITHOUT_ROOT[hypothesis.relation]) if hypothesis.relation.has(c) else hypothesis
        for hypothesis in record.hypotheses
    )
    return replace(record, hypotheses=hypotheses)


# The pair -------------------------------------------------------------------------------------------

#: p₁p₂^{N−1} at the start.
initial_product = alpha ** (N - 1) * (alpha - beta)
#: Δ₂ = p₂² − p₁² at the start; by Lemma 2.9 it never exceeds this.
initial_gap = beta * (2 * alpha - beta)
#: Δ₂(0) = ``initial_gap`` written as it is defined.
initial_gap_definition = alpha**2 - (alpha - beta) ** 2


@cache
def product_map(depth: int | sp.Expr) -> sp.Expr:
    """Return ψ(x), the product p⁺ after one step of (40) from p₂ = x and p₁ = p/x^{N−1} (Lemma D.1, (70)).

    With s = η(λ−p): ψ(x) = p·(1 + s x^{2N−2}/p)·(1 + s p/x²)^{N−1}, obtained from (40).

    >>> sp.factor(product_map(2) - product).has(product - lam)
    True
    """
    first, second = perturbed_step(depth)
    place = {p1: product / x ** (depth - 1), p2: x}
    return (first * second ** (depth - 1)).subs(place, simultaneous=True)


def product_map_factored(depth: int | sp.Expr) -> sp.Expr:
    """Return ψ(x) as p·A·B^{N−1}, A = 1 + s x^{2N−2}/p, B = 1 + s p/x², s = η(λ−p) (Lemma D.1, rebuilt).

    >>> sp.simplify(product_map_factored(3) - product_map(3))
    0
    """
    s = eta * (lam - product)
    return product * (1 + s * x ** (2 * depth - 2) / product) * (1 + s * product / x**2) ** (depth - 1)


def product_map_slope(depth: int | sp.Expr) -> sp.Expr:
    """Return ψ'(x) = (2N−2) s B^{N−2} x^{−3} (x^{2N} − p²): its only zero with B > 0 is x = p^{1/N} (D.1, (71)).

    >>> sp.simplify(product_map_slope(3) - sp.diff(product_map(3), x))
    0
    """
    s = eta * (lam - product)
    b = 1 + s * product / x**2
    return (2 * depth - 2) * s * b ** (depth - 2) * (x ** (2 * depth) - product**2) / x**3


def product_map_curvature(depth: int | sp.Expr) -> sp.Expr:
    """Return ψ''(x) (Lemma D.1, (72)): (2N−2) s B^{N−3} times a bracket that is positive for s ≥ 0.

    The bracket is (2N−3)x^{2N−4} + 3p²x^{−4} + s p x^{2N−6} + (2N−1) s p³ x^{−6}. So ψ is convex for p ≤ λ. Let
    p > λ ≥ 0, x = tp^{1/N} with t ≥ 1 and z = ηp^{2−2/N} < 1. Then −s p/x² ≤ z/t² < 1, so B > 0, and the bracket is
    at least a positive multiple of (2N−3)t^{2N} + 3 − t^{2N−2} − (2N−1)t^{−2}, which is 0 at t = 1 and increases.
    So ψ is concave there.

    >>> sp.simplify(product_map_curvature(4) - sp.diff(product_map(4), x, 2))
    0
    """
    s = eta * (lam - product)
    b = 1 + s * product / x**2
    bracket = (
        (2 * depth - 3) * x ** (2 * depth - 4)
        + 3 * product**2 / x**4
        + s * product * x ** (2 * depth - 6)
        + (2 * depth - 1) * s * product**3 / x**6
    )
    return (2 * depth - 2) * s * b ** (depth - 3) * bracket


# Iteration counts --------------------------------------------------------------------------------------

#: (46), rebuilt: the phase-transition time k_p = min{k: p₁(k) ≤ 0} for λ < 0 is at most this. Before k_p the
#: difference Δ is multiplied by 1+ηr with r ≥ β^{N−2}|λ|, and Δ ≤ p₂ ≤ α.
phase_transition_bound = multiplier("upper") * (
    1 + sp.log(alpha / beta) / sp.log(1 + eta * beta ** (N - 2) * sp.Abs(lam))
)

#: (15): λ ≥ 0, and k at least the T^Id of both starts α−β and α. Rebuilt.
nonnegative_error = multiplier("error") * N * sp.Max(alpha, L) ** (N - 1) * eps

#: (16): λ < 0. ε is an accuracy of the factors; on the product it means this. Ours (the printed form is lost).
negative_error = multiplier("error") * N * (c * M) ** (N - 1) * eps

#: θ, ρ, D, T_g, ξ' of (16), ours. From k_p on Δ grows by 1+ηr with r ≥ ρ until it exceeds D; Δ₂ ≤ β(2α−β) then
#: forces −p₁ ≥ ½(Δ − Δ₂/Δ) ≥ β.
shrinkage = 1 - (2 / (9 * N * c ** (2 * N - 2))) ** 2
growth_rate = (shrinkage * beta) ** (N - 2) * sp.Abs(lam) / 2
spread = beta + sp.sqrt(2 * alpha * beta)
growth_time = 1 + sp.log(spread / beta) / sp.log(1 + eta * growth_rate)
restart = sp.Min(beta, sp.Abs(lam) / (2 * (c * M) ** (N - 1)))

#: T^Id(λ, ε, α, η) of (24) as a name: the first argument is the eigenvalue, the third the start.
T_Id = sp.Function("T_Id", nonnegative=True)

#: (15) and (16) as integer bounds on k.
nonnegative_time = multiplier("upper") * sp.Max(T_Id(lam, eps, alpha - beta, eta), T_Id(lam, eps, alpha, eta))
negative_time = multiplier("upper") * (growth_time + T_Id(sp.Abs(lam), eps, restart, eta) + 1)


def rate_at(depth: int | sp.Expr, first: sp.Expr, second: sp.Expr) -> sp.Expr:
    """Return r of (42) at p₁ = ``first``, p₂ = ``second``.

    >>> rate_at(2, sp.Integer(2), sp.Integer(3))
    6 - lambda
    """
    return rate_factor(depth).subs({p1: first, p2: second}, simultaneous=True)
