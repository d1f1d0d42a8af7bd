"""The perturbed start (13), one factor (α−β)I and the others αI: c, the step sizes, and what its lemmas assume.

The scalar pair p₁, p₂ of Lemma 2.8 follows (40), which ``theory.dynamics.descent`` derives from the loss.
"""

from __future__ import annotations

import sympy as sp

from theory.language.definitions import NUMBERS, L, M
from theory.language.expressions import Root
from theory.language.hypotheses import DEPTH_TWO, INITIAL_SCALE, STEP_POSITIVE
from theory.language.spectra import largest, smallest
from theory.language.statement import Hypothesis
from theory.language.symbols import N, alpha, beta, eta, lam, multiplier

#: c ∈ (1, 2), the largest real root of c^{N−1}(c−1) = 1.
c = sp.Symbol("c", positive=True)

_unknown = sp.Symbol("unknown", positive=True)
NUMBERS[c] = Root(_unknown, _unknown ** (N - 1) * (_unknown - 1), 1, 1)


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


def below_root(excess: sp.Expr) -> sp.Basic:
    """Return a condition without c that says ``excess`` < c − 1, for excess ≥ 0: excess·(1+excess)^{N−1} < 1.

    δ(1+δ)^{N−1} increases in δ ≥ 0 and equals 1 at δ = c − 1. For rational parameters such a
    condition is decided exactly, though c is irrational.

    >>> below_root(beta / alpha).subs({N: 2, alpha: 1, beta: sp.Rational(618, 1000)})
    True
    """
    return sp.Lt(excess * (1 + excess) ** (N - 1), 1)


def _step_below_root(size: sp.Expr) -> sp.Basic:
    """Return η < q/(9N(c·size)^{2N−2}) without c: c^{N−1} = 1/(c−1) turns it into 3√(Nη/q)·size^{N−1} < c − 1."""
    return below_root(3 * sp.sqrt(N * eta / multiplier("step")) * size ** (N - 1))


#: p₁p₂^{N−1} at the start.
initial_product = alpha ** (N - 1) * (alpha - beta)
#: Δ₂(0) = α² − (α−β)², the imbalance at the start; by Lemma 2.9 it never exceeds this.
initial_imbalance = beta * (2 * alpha - beta)

#: (14), rebuilt: the largest step size.
step_bound_14 = multiplier("step") / (9 * N * (c * M) ** (2 * N - 2))
#: The step size of Lemma D.2, (73), rebuilt: as (14) with L for M.
step_bound_73 = multiplier("step") / (9 * N * (c * L) ** (2 * N - 2))
#: The step size of Lemma D.3, (78), rebuilt: M = α there.
step_bound_78 = multiplier("step") / (9 * N * alpha ** (2 * N - 2))

STEP_14 = Hypothesis(
    "step_size",
    sp.Lt(eta, step_bound_14),
    "eta < 1/(9N (cM)^(2N-2)), M = max(alpha, |lambda|^(1/N)), c^(N-1) (c-1) = 1",
    eta,
    exact=_step_below_root(M),
)
#: (14) for every eigenvalue of a spectrum.
STEP_14_SPECTRUM = Hypothesis(
    "step_size",
    sp.Lt(eta, smallest(step_bound_14)),
    "eta < 1/(9N (cM)^(2N-2)), M = max(alpha, |lambda_i|^(1/N)) for every i, c^(N-1) (c-1) = 1",
    eta,
    exact=_step_below_root(largest(M)),
)
STEP_73 = Hypothesis(
    "step_size",
    sp.Lt(eta, step_bound_73),
    "eta < 1/(9N (cL)^(2N-2)), c^(N-1) (c-1) = 1",
    eta,
    exact=_step_below_root(L),
)
STEP_78 = Hypothesis("step_size", sp.Lt(eta, step_bound_78), "eta < 1/(9N alpha^(2N-2))", eta)
PERTURBATION_POSITIVE = Hypothesis("perturbation_positive", sp.Gt(beta, 0, evaluate=False), "beta > 0", beta)
PERTURBATION = Hypothesis(
    "perturbation",
    sp.Lt(beta, (c - 1) * alpha),
    "beta < (c-1) alpha, c^(N-1) (c-1) = 1 (N = 2: golden ratio)",
    beta,
    exact=below_root(beta / alpha),
)
PERTURBATION_ANY = Hypothesis("perturbation", sp.Lt(beta, alpha), "beta < alpha", beta)
NEGATIVE_EIGENVALUE = Hypothesis("negative_eigenvalue", sp.Lt(lam, 0), "lambda < 0", lam)
NONNEGATIVE_EIGENVALUE = Hypothesis("nonnegative_eigenvalue", sp.Ge(lam, 0), "lambda >= 0", lam)
START_BELOW = Hypothesis(
    "start_below",
    sp.Le(initial_product, lam),
    "alpha^(N-1) (alpha-beta) <= lambda: the product starts below lambda",
    alpha,
)
START_ABOVE = Hypothesis(
    "start_above",
    sp.Gt(initial_product, lam),
    "alpha^(N-1) (alpha-beta) > lambda: the product starts above lambda",
    alpha,
)

#: What every statement on the perturbed start assumes of N, α, β; and (14) with it.
START_HYPOTHESES = (DEPTH_TWO, INITIAL_SCALE, PERTURBATION_POSITIVE)
PERTURBED_HYPOTHESES = (*START_HYPOTHESES, PERTURBATION, STEP_POSITIVE, STEP_14)
