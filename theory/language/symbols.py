"""The symbols of the paper, declared once with their assumptions.

Every formula of the suite is an expression in these symbols, so that substituting a number for
``lam`` means the same thing everywhere.

>>> (lam**(1/N)).subs({lam: 8, N: 3})
2
"""

from __future__ import annotations

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
#: Hitting time T = min{k : |d(k) − L| ≤ ε}.
T = sp.Symbol("T", integer=True, nonnegative=True)

#: Multipliers of the named constants of a statement. Each equals 1 in the statement; campaigns set
#: one to another value to state a *mutated* claim and see it refuted, frontiers push it to where
#: the statement breaks. A multiplier that is not given a value counts as 1.
MULTIPLIERS: dict[str, sp.Symbol] = {
    name: sp.Symbol(f"q_{name}", positive=True)
    for name in ("upper", "lower", "step", "K", "inflection", "error", "rate", "rate_lower", "offset")
}


def multiplier(name: str) -> sp.Symbol:
    """Return the multiplier symbol of the constant called ``name``.

    Raises KeyError when no constant has that name.
    """
    return MULTIPLIERS[name]


def without_multipliers(expr: sp.Basic) -> sp.Basic:
    """Return ``expr`` as the statement has it, with every multiplier equal to 1.

    >>> without_multipliers(2 * multiplier("upper") * lam)
    2*lambda
    """
    return expr.subs({symbol: sp.Integer(1) for symbol in MULTIPLIERS.values()})
