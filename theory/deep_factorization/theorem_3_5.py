"""Theorem 3.5: while ℓ eigenvalues are learned and the next is not, the descent has the effective rank of Ŵ_ℓ.

The argument is docs/proofs/plateaus.md.
"""

from __future__ import annotations

import sympy as sp

from theory.deep_factorization.plateau import LAST, NEXT, POSITIVE, RANK, lead, rest, weight
from theory.deep_factorization.theorem_2_4 import T_Id
from theory.dynamics.orbits import d
from theory.dynamics.product import level, r_W
from theory.language.definitions import c_N, tau
from theory.language.expressions import Abbreviation, At, abbreviation
from theory.language.hypotheses import DEPTH_TWO, INITIAL_SCALE, PAPER, STEP_POSITIVE, STEP_SIZE_SPECTRUM, step_bound
from theory.language.spectra import at_place, largest, smallest
from theory.language.statement import Claim, Constant, Every, Hypothesis, Statement
from theory.language.symbols import N, alpha, ell, eps, eps_tail, eta, k, lam, multiplier, x

LEARNED = Hypothesis("learned", sp.Lt(alpha**N, c_N * LAST), "alpha < x_*(lambda_ell)", alpha)
SHARE = Hypothesis("accuracy", sp.Lt(eps, N / (2 * N - 1)), "0 < eps < N/(2N-1)", eps)
TAIL_SHARE = Hypothesis("tail_accuracy", sp.Le(eps_tail**N, c_N), "0 < eps'^N <= c_N = (N-1)/(2N-1)", eps_tail)
TRAILING = Hypothesis(
    "trailing",
    sp.Or(sp.Le(NEXT, alpha**N), sp.Lt(alpha**N, eps_tail**N * NEXT)),
    "alpha < eps' lambda_(ell+1)^(1/N), unless lambda_(ell+1) <= alpha^N",
    eps_tail,
)


def start(accuracy: sp.Expr = eps) -> sp.Expr:
    """Return where (63) begins: when the leading eigenvalues are learned, each to the share ``accuracy`` of itself."""
    return largest(T_Id(accuracy=accuracy * lam ** (1 / N) / N), last=ell)


def tau_at(eigenvalue: sp.Expr, target: sp.Expr) -> Abbreviation:
    """Return the time of the flow from α to ``target`` for one eigenvalue.

    >>> tau_at(NEXT, eps)
    tau(lambda_(ell + 1), alpha, epsilon)
    """
    # the target as a symbol: SymPy is not to take a closed form with a long formula in it apart
    return abbreviation("tau", At(tau(alpha, x), (lam, x), (eigenvalue, target)), eigenvalue, alpha, target)


def end(target: sp.Expr) -> sp.Expr:
    """Return where (63) ends, exclusively: at the last k before the flow of λ_{ℓ+1} has come to ``target``."""
    return sp.floor(tau_at(NEXT, target) / eta) + 1


#: (63), for a tail that grows and for one that does not, which never ends.
WINDOW, FOR_EVER = Every(k, start(), end(eps_tail * NEXT ** (1 / N))), Every(k, start())
GROWS, DECAYS = sp.Gt(NEXT, alpha**N), sp.Le(NEXT, alpha**N)
_LEAD = multiplier("lead") * lead()
#: An accuracy at which w/λ increases in λ once it is reached, so that w_1 is the closest to its limit.
ACCURATE = sp.Le(eps, sp.Rational(1, 5))

THEOREM_3_5 = Statement(
    id="3.5",
    title="Plateaus of the effective rank, in the descent",
    source=f"{PAPER}, Theorem 3.5, (63), (64)",
    tag="rebuilt",
    summary="While λ_1, …, λ_ℓ are learned up to ε and λ_{ℓ+1} up to ε'^N at most, r(W(k)) is close to r(Ŵ_ℓ).",
    hypotheses=(
        DEPTH_TWO,
        POSITIVE,
        RANK,
        INITIAL_SCALE,
        LEARNED,
        STEP_POSITIVE,
        STEP_SIZE_SPECTRUM,
        SHARE,
        TAIL_SHARE,
        TRAILING,
    ),
    claims=(
        Claim(
            "distance",
            sp.Le(sp.Abs(r_W(k) - level()), _LEAD + weight(eps_tail**N * NEXT)),
            "(64): |r(W(k)) - r_ell| is at most the error of the leading eigenvalues and the weight of the others",
            "rebuilt",
            WINDOW,
            given=GROWS,
        ),
        Claim(
            "distance_last",
            sp.Le(sp.Abs(r_W(k) - level()), _LEAD + multiplier("rest") * rest()),
            "(64) where all other eigenvalues decay: for ever",
            "rebuilt",
            FOR_EVER,
            given=DECAYS,
        ),
        Claim(
            "learned",
            sp.Ge(smallest(d(k) ** N / lam, last=ell), 1 - eps),
            "from the beginning of (63) on the leading eigenvalues have come to (1 - eps) lambda_i",
            "rebuilt",
            FOR_EVER,
        ),
        Claim(
            "not_yet",
            sp.Le(at_place(d(k), ell + 1) ** N, eps_tail**N * NEXT),
            "until the end of (63) no other eigenvalue above the start is beyond eps'^N lambda_(ell+1)",
            "rebuilt",
            Every(k, before=WINDOW.before),
            given=GROWS,
        ),
        Claim(
            "lower",
            sp.Ge(r_W(k), level() - multiplier("level") * eps * (level() - 1)),
            "r(W(k)) - r_ell >= -eps (r_ell - 1), from the beginning of (63) on",
            "ours",
            FOR_EVER,
        ),
        Claim(
            "without_lead",
            sp.Le(r_W(k), level() + weight(eps_tail**N * NEXT)),
            "(64) from above without the error of the leading eigenvalues",
            "ours",
            WINDOW,
            given=sp.And(GROWS, ACCURATE),
        ),
        Claim(
            "without_lead_last",
            sp.Le(r_W(k), level() + multiplier("rest") * rest()),
            "the same where all other eigenvalues decay",
            "ours",
            FOR_EVER,
            given=sp.And(DECAYS, ACCURATE),
        ),
    ),
    constants=(
        Constant(
            "lead",
            "the error of the leading eigenvalues, ε/(1−ε)",
            "down",
            "for an accuracy of 1/5 or less it is not needed from above (without_lead), and from below ε will do; "
            "T^Id puts the beginning of (63) late, and less than half of it is used",
        ),
        Constant(
            "level",
            "the same from below, ε",
            "down",
            "T^Id overshoots: when (63) begins, the leading eigenvalues are much closer to their limits than ε",
        ),
        Constant("tail", "the weight of the eigenvalues above the start", "down"),
        Constant("rest", "the weight of the eigenvalues at most as large as the start", "down"),
        Constant(
            "step",
            "the step-size bound 1/((3N-2) M^(2N-2))",
            slack="the iterates stay one-sided up to the sharp threshold, at (3N−2)/N ≥ 2 times the bound",
            value=1 / step_bound,
        ),
    ),
    depends_on=("2.4", "lemma-2.2", "lemma-3.4", "lemma-3.8"),
    note=(
        "λ_{n+1} = 0. The printed constants are lost. A tail of eigenvalues ≤ α^N, zeros included, weighs something: "
        "without the summand with n − max(ℓ, L_α) the theorem is false. With T^Id in all the cases of (24), "
        "α^N < λ_ℓ and ε < 1 are enough, but for without_lead, which then is false."
    ),
)
