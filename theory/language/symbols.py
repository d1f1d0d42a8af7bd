"""The symbols of the paper, declared once with their assumptions.

Every formula of the suite is an expression in these symbols, so that substituting a number for
``lam`` means the same thing everywhere.

>>> (lam**(1/N)).subs({lam: 8, N: 3})
2
"""

from __future__ import annotations

from functools import cache

import sympy as sp

#: Depth: the number of factors in W = W_N ⋯ W_1.
N = sp.Symbol("N", integer=True, positive=True)
#: One eigenvalue λ of the symmetric ground truth Ŵ; any sign.
lam = sp.Symbol("lambda", real=True)
#: Initial scale: every factor starts at α·I.
alpha = sp.Symbol("alpha", positive=True)
#: Perturbation: one factor starts at (α−β)·I.
beta = sp.Symbol("beta", positive=True)
#: Step size of gradient descent.
eta = sp.Symbol("eta", positive=True)
#: Accuracy: the hitting time asks for |d(k) − L| ≤ ε.
eps = sp.Symbol("epsilon", positive=True)
#: Iteration counter, and continuous time of the gradient flow (t = ηk).
k = sp.Symbol("k", integer=True, nonnegative=True)
t = sp.Symbol("t", nonnegative=True)
#: State of the scalar dynamics, and its distance |x − L| to the limit L = λ₊^{1/N}. Near the limit
#: a formula written in ``gap`` loses no digits, one written in ``x`` loses all of them.
x = sp.Symbol("x", positive=True)
gap = sp.Symbol("delta", positive=True)
#: A product p₁p₂^{N−1} of the pair as a number of its own, for statements on one step (Lemma D.1).
product = sp.Symbol("p", positive=True)
#: A second eigenvalue of Ŵ, and s, which sets the rotation V with Ŵ = V diag(λ, μ) Vᵀ.
mu = sp.Symbol("mu", real=True)
s = sp.Symbol("s", real=True)
#: Position j of a factor, and position i of the perturbed one, both from 1 to N.
j = sp.Symbol("j", integer=True, positive=True)
i = sp.Symbol("i", integer=True, positive=True)
#: Number of a right-hand side in Lemma 2.7, and a point of an interval as a share of its length.
m = sp.Symbol("m", integer=True, positive=True)
share = sp.Symbol("u", positive=True)


#: Size of Ŵ: its eigenvalues are λ_1 ≥ … ≥ λ_n, see ``theory.language.spectra``. And the rank ℓ that is looked at.
n = sp.Symbol("n", integer=True, positive=True)
ell = sp.Symbol("ell", integer=True, positive=True)
#: Rank of W_0, where Ŵ = W_0 + E is a matrix of low rank with noise: its eigenvalues other than 0 are
#: μ_1 ≥ … ≥ μ_{ℓ_0}. And δ, a bound on the noise: ‖E‖ ≤ δ.
ell_0 = sp.Symbol("ell_0", integer=True, positive=True)
noise = sp.Symbol("delta", nonnegative=True)
#: Shares that the tail may have reached: θ of λ_{ℓ+1} itself, ε' of its N-th root.
theta = sp.Symbol("theta", positive=True)
eps_tail = sp.Symbol("epsilon'", positive=True)
#: What the effective rank may be off by.
tol = sp.Symbol("tol", positive=True)


#: The two spectra that a case may have, by the symbol of how many eigenvalues they list, and the eigenvalue of each
#: that a formula taken at every place of the spectrum is in.
SPECTRA: dict[sp.Symbol, sp.Symbol] = {n: lam, ell_0: mu}


@cache
def eigenvalue_symbol(place: int, size: sp.Symbol = n) -> sp.Symbol:
    """Return the symbol under which a case has one of the n eigenvalues of Ŵ, or of those of W_0 for the size ℓ_0.

    Their order plays no part.

    >>> eigenvalue_symbol(2), eigenvalue_symbol(1, ell_0)
    (lambda_2, mu_1)
    """
    return sp.Symbol(f"{SPECTRA[size]}_{place}", real=True)


class Multiplier(sp.Symbol):
    """The factor of a named constant: 1 in the statement itself, and wherever it is given no value.

    Campaigns set one to another value to state a *mutated* claim and see it refuted; frontiers push it to where the
    statement breaks.
    """


def multiplier(name: str) -> Multiplier:
    """Return the multiplier of the constant called ``name``.

    >>> multiplier("upper") * lam
    q_upper*lambda
    """
    return Multiplier(f"q_{name}", positive=True)


def without_multipliers(expr: sp.Basic) -> sp.Basic:
    """Return ``expr`` as the statement has it, with every multiplier equal to 1.

    >>> without_multipliers(2 * multiplier("upper") * lam)
    2*lambda
    """
    return expr.xreplace(dict.fromkeys(expr.atoms(Multiplier), sp.S.One))


#: What a parameter is called on the command line, in witness files and in messages; drawn in this order.
PARAMETER_NAMES: dict[sp.Symbol, str] = {
    N: "depth",
    m: "right_hand_side",
    ell_0: "clean_spectrum",
    noise: "noise",
    n: "spectrum",
    lam: "eigenvalue",
    mu: "second_eigenvalue",
    ell: "rank",
    tol: "tolerance",
    alpha: "alpha",
    beta: "beta",
    product: "product",
    eta: "step",
    eps: "accuracy",
    theta: "tail",
    eps_tail: "tail_accuracy",
    t: "time",
    x: "state",
    share: "share",
    s: "slope",
    j: "position",
    i: "perturbed_position",
}
