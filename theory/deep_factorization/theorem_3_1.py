"""Theorem 3.1: while ℓ eigenvalues are learned and the next is not, the flow has the effective rank of Ŵ_ℓ (N = 2).

The argument is docs/proofs/plateaus.md.
"""

from __future__ import annotations

import sympy as sp

from theory.deep_factorization.plateau import LAST, NEXT, POSITIVE, RANK, lead, weight
from theory.dynamics.orbits import y
from theory.dynamics.product import level, r_W_flow
from theory.language.expressions import Abbreviation, abbreviation
from theory.language.hypotheses import INITIAL_SCALE, PAPER
from theory.language.observables import FlowValue
from theory.language.spectra import at_place, largest, smallest
from theory.language.statement import Claim, Constant, Hypothesis, Statement
from theory.language.symbols import N, alpha, ell, eps, lam, multiplier, t, theta


def g(eigenvalue: sp.Expr, share: sp.Expr) -> Abbreviation:
    """Return the time at which the flow of N = 2 has brought w from α² to qλ, (60).

    >>> g(lam, eps)
    g(lambda, epsilon)
    """
    body = sp.log((eigenvalue / alpha**2 - 1) * share / (1 - share)) / (2 * eigenvalue)
    return abbreviation("g", body, eigenvalue, share)


DEPTH_IS_TWO = Hypothesis("depth", sp.Eq(N, 2), "N = 2", N)
LEARNED = Hypothesis("learned", sp.Lt(alpha**N, LAST), "alpha^N < lambda_ell", alpha)
SHARE = Hypothesis("accuracy", sp.Lt(eps, 1), "0 < eps < 1", eps)
TAIL_SHARE = Hypothesis("tail", sp.Lt(theta, 1), "0 < theta < 1", theta)
#: I_1 and I_2 of (59).
LEADING = Hypothesis(
    "leading", sp.Ge(t, largest(g(lam, 1 - eps), last=ell)), "t >= g(lambda_i, 1 - eps) for all i <= ell", t
)
TRAILING = Hypothesis(
    "trailing",
    sp.Or(sp.Le(NEXT, alpha**N), sp.And(sp.Gt(theta * NEXT, alpha**N), sp.Le(t, g(NEXT, theta)))),
    "t <= g(lambda_(ell+1), theta), unless lambda_(ell+1) <= alpha^2",
    t,
)

THEOREM_3_1 = Statement(
    id="3.1",
    title="Plateaus of the effective rank, in the flow",
    source=f"{PAPER}, Theorem 3.1, (59)-(61)",
    tag="rebuilt",
    summary="While λ_1, …, λ_ℓ are learned up to ε and λ_{ℓ+1} up to θ at most, r(W(t)) is close to r(Ŵ_ℓ).",
    hypotheses=(
        DEPTH_IS_TWO,
        POSITIVE,
        RANK,
        INITIAL_SCALE,
        LEARNED,
        SHARE,
        TAIL_SHARE,
        LEADING,
        TRAILING,
    ),
    claims=(
        Claim(
            "upper",
            sp.Le(
                r_W_flow(t),
                level() + multiplier("lead") * lead() + weight(theta * NEXT),
            ),
            "r(W(t)) - r_ell is at most the error of the leading eigenvalues and the weight of the tail",
            "rebuilt",
        ),
        Claim(
            "lower",
            sp.Ge(r_W_flow(t), level() - multiplier("level") * eps * (level() - 1)),
            "r(W(t)) - r_ell >= -eps (r_ell - 1)",
            "rebuilt",
        ),
        Claim(
            "learned",
            sp.Ge(smallest(y(t) ** 2 / lam, last=ell), 1 - eps),
            "from the beginning of I_1 on the leading eigenvalues have come to (1 - eps) lambda_i",
            "rebuilt",
        ),
        Claim(
            "not_yet",
            sp.Le(at_place(y(t), ell + 1) ** 2, theta * NEXT),
            "until the end of I_2 no other eigenvalue above the start is beyond theta lambda_(ell+1)",
            "rebuilt",
            given=alpha**2 < NEXT,
        ),
        Claim(
            "without_lead",
            sp.Le(r_W_flow(t), level() + weight(theta * NEXT)),
            "(61) from above without the error of the leading eigenvalues, which is not needed from a small start",
            "ours",
            given=sp.And(sp.Le(2 * alpha**2, LAST), sp.Le(eps, 1 / (1 + sp.exp(2)))),
        ),
        Claim(
            "time",
            sp.Eq(FlowValue("y", g(NEXT, theta), alpha, NEXT) ** 2, theta * NEXT),
            "(60): w reaches theta lambda at the time g(lambda, theta)",
            "rebuilt",
            given=theta * NEXT > alpha**2,
        ),
    ),
    constants=(
        Constant("lead", "the error of the leading eigenvalues, ε/(1−ε)", "down"),
        Constant("level", "the same from below, ε", "down"),
        Constant("tail", "the weight of the eigenvalues above the start", "down"),
        Constant("rest", "the weight of the eigenvalues at most as large as the start", "down"),
    ),
    depends_on=("remark-2.6", "lemma-3.4"),
    note=(
        "λ_{n+1} = 0. The printed constants are lost. Without the summand ε/(1−ε)(r_ℓ−1) of the upper bound the "
        "theorem is false: w_1 may be further from its limit than the other eigenvalues. The third interval of (59), "
        "in which w_1 ≥ (1−ε)λ_1, contains the first."
    ),
)
