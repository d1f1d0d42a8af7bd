"""Step sizes: how large η may be, and what goes wrong beyond.

The published bound (10)/(25), the sharp threshold for a monotone one-sided approach, and the
thresholds of Lemma B.1 past which the limit is unstable or the iterates diverge.
"""

from __future__ import annotations

import sympy as sp

from theory.dynamics.descent import descent_step
from theory.language.definitions import L, M, definitions, geometric_factor, kappa
from theory.language.symbols import N, alpha, eta, lam, multiplier, x

#: (10)/(25): the hypothesis is 0 < η < step_bound. Rebuilt: the proof bounds |f'| on [0, M] by
#: (2N−1)M^{2N−2} + (N−1)M^{2N−2}.
step_bound = multiplier("step") / ((3 * N - 2) * M ** (2 * N - 2))

#: Lemma B.1, rebuilt: for λ > 0, N ≥ 2 and larger η the fixed point L is unstable.
instability_threshold = multiplier("step") * 2 / kappa

#: Lemma B.1, rebuilt: with λ ≤ 0, N ≥ 2, α^N > |λ| and a value above 2, |d(k)| grows in every step by
#: at least the value minus 1.
divergence_quantity = eta * alpha ** (N - 2) * (alpha**N - sp.Abs(lam))


def sharp_threshold(sign: int, above: bool = False) -> sp.Expr:
    """Return the largest η for which (18) approaches L monotonically from one side (sharp Lemma 2.2, ours).

    ``sign`` is that of λ; for λ ≥ 0 ``above`` says whether α > L. The three values come from
    1 − ηh ≥ 0 at the worst state: L itself when α < L, else the start α.

    >>> sharp_threshold(1)
    q_step/kappa
    """
    factor = multiplier("step")
    if sign < 0:
        return factor / (alpha ** (N - 2) * (alpha**N + sp.Abs(lam)))
    if above:
        return factor / (alpha ** (N - 1) * geometric_factor(alpha, L))
    return factor / kappa


def step_room() -> sp.Expr:
    """Return how many times (25) the sharp threshold is, for α ≤ L: the frontier of the constant 3N−2 (ours).

    No start leaves less room. For α > L > 0 the sum Σ α^j L^{N−1−j} is at most Nα^{N−1}, which gives the
    same value as α → L; for λ < 0, α^{N−2}(α^N + |λ|) ≤ 2M^{2N−2} gives (3N−2)/2, for λ = 0 it is 3N−2.

    >>> step_room()
    (3*N - 2)/N
    """
    positive = sp.Symbol("lambda", positive=True)
    at_limit = definitions(N)[kappa].subs(lam, positive)
    ratio = sharp_threshold(1).subs(kappa, at_limit) / step_bound.subs(M, positive ** (1 / N))
    return sp.factor(sp.simplify(ratio))


def slope_at_limit(depth: int) -> sp.Expr:
    """Return g'(L) for λ > 0, differentiated from the descent map; L is unstable iff |g'(L)| > 1 (Lemma B.1).

    >>> slope_at_limit(2)
    -2*eta*lambda + 1
    """
    root = sp.Symbol("root", positive=True)
    slope = sp.diff(descent_step(depth), x).subs(lam, root**depth).subs(x, root)
    return sp.expand(slope).subs(root, lam ** sp.Rational(1, depth))
