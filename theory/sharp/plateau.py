"""Plateaus of the effective rank: ℓ eigenvalues are learned and the next one is not (ours).

P_ℓ(ε, θ) holds the steps, or times, at which w_i ≥ (1−ε)λ_i for all i ≤ ℓ while w_{ℓ+1} ≤ θλ_{ℓ+1}. Every w_i grows
below its eigenvalue, so the first condition begins at the last of some hitting times and the second ends at another:
P_ℓ is an interval. Argument: docs/proofs/effective-rank.md.
"""

from __future__ import annotations

import sympy as sp

from theory.deep_factorization.theorem_3_1 import LEARNED, RANK, SHARE, TAIL_SHARE
from theory.dynamics.orbits import d
from theory.dynamics.product import level, r_W
from theory.language.definitions import M
from theory.language.expressions import Eigenvalue, abbreviation
from theory.language.hypotheses import DEPTH_TWO, INITIAL_SCALE, STEP_POSITIVE, step_bound
from theory.language.observables import first
from theory.language.spectra import at_place, count, largest, total
from theory.language.statement import Claim, Constant, Every, Hypothesis, Statement
from theory.language.symbols import N, alpha, ell, eps, eta, k, lam, multiplier, theta, without_multipliers

NEXT = Eigenvalue(ell + 1)
#: M of (25) for the whole matrix: it bounds every state that any of the orbits visits.
M_W = abbreviation("M_W", sp.Max(alpha, largest(sp.Abs(lam)) ** (1 / N)))
STEP_SIZE_W = Hypothesis(
    "step_size",
    sp.Lt(eta, without_multipliers(step_bound).xreplace({M: M_W})),
    "eta < 1/((3N-2) M^(2N-2)), M = max(alpha, ||W||^(1/N))",
    eta,
)

w, w_next = d(k) ** N, at_place(d(k) ** N, ell + 1)
#: What w_i reaches at the start of the plateau, and w_{ℓ+1} exceeds at its end.
_learned = multiplier("learned") * (1 - eps) * lam
_missed = multiplier("missed") * theta * NEXT
#: K_1, from which on all of λ_1, …, λ_ℓ are learned, and K_2 + 1, from which on λ_{ℓ+1} is on its way.
START = abbreviation("K_1", largest(first(k, sp.Ge(w, (1 - eps) * lam), "T"), last=ell))
END = first(k, sp.Gt(w_next, theta * NEXT), "K_2")
#: How many of the first ℓ are learned at the step k.
LEARNED_OF = abbreviation("n_1", count(sp.Ge(w, _learned), last=ell), k)
_one_missing = abbreviation("n_1", count(sp.Ge(w, lam * (1 - eps) / multiplier("learned")), last=ell), k)

#: What the first ℓ still lack, and what the others have: both small on a plateau.
A = abbreviation("A", total(lam - w, last=ell), k)
B = abbreviation("B", total(w, first=ell + 1), k)
_w_1 = at_place(w, sp.S.One)

PLATEAU = Statement(
    id="plateau",
    title="The plateau of rank l is an interval",
    source="ours, beyond Theorem 3.5",
    tag="ours",
    summary="P_ℓ(ε, θ) runs from the last time at which one of λ_1, …, λ_ℓ is learned to the step before λ_{ℓ+1} is.",
    hypotheses=(DEPTH_TWO, RANK, INITIAL_SCALE, LEARNED, STEP_POSITIVE, STEP_SIZE_W, SHARE, TAIL_SHARE),
    claims=(
        Claim(
            "inside",
            sp.And(sp.Ge(LEARNED_OF, ell), sp.Le(w_next, _missed)),
            "for K_1 <= k < K_2 the first l eigenvalues are learned and the next is not",
            "ours",
            Every(k, since=START, before=END),
        ),
        Claim(
            "early",
            sp.Lt(_one_missing, ell),
            "for k < K_1 one of the first l is missing",
            "ours",
            Every(k, before=START),
        ),
        Claim(
            "late",
            sp.Gt(w_next, theta / multiplier("missed") * NEXT),
            "for k >= K_2 the next one is on its way",
            "ours",
            Every(k, since=END),
        ),
        Claim(
            "last",
            sp.And(sp.Ge(LEARNED_OF, ell), sp.Le(w_next, alpha**N)),
            "where the next one is at most alpha^N it never grows, and the plateau has no end",
            "ours",
            Every(k, since=START),
            given=sp.Le(NEXT, alpha**N),
        ),
        Claim(
            "above",
            sp.Le(r_W(k), level() + multiplier("upper") * ((level() - 1) * A + B) / _w_1),
            "l >= 2: r exceeds r_l by at most ((r_l - 1) A + B)/w_1",
            "ours",
            Every(k),
            given=ell > 1,
        ),
        Claim(
            "first",
            sp.Eq(r_W(k), 1 + multiplier("tail") * B / _w_1),
            "l = 1: r = 1 + B/w_1",
            "ours",
            Every(k),
            given=sp.Eq(ell, 1),
        ),
        Claim(
            "below",
            sp.Ge(r_W(k), level() - multiplier("missing") * A / _w_1),
            "r falls short of r_l by at most A/w_1",
            "ours",
            Every(k),
        ),
    ),
    constants=(
        Constant("learned", "the share 1−ε that the first ℓ have reached", "up"),
        Constant("missed", "the share θ that the next one has not exceeded", "down"),
        Constant("upper", "what the tail and the missing parts add to r", "down"),
        Constant("tail", "what the tail adds to r where ℓ = 1"),
        Constant("missing", "what the missing parts take from r", "down"),
    ),
    depends_on=("lemma-2.2", "lemma-3.4"),
    note="K_2 is the first step after the plateau. Where K_2 ≤ K_1 there is none: see plateau-existence. λ_{n+1} = 0.",
)
