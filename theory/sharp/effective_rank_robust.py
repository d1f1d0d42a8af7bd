"""Without a condition on the small eigenvalues the effective rank falls again by (n−L)α^N/w_1 at most (ours).

Eigenvalues below α^N add to r what they started with, and it decays: M = Σ_{λ_i<α^N} q_i decreases. The part r_P of the
others falls, then rises, as in effective-rank-flow and effective-rank-descent. Argument: docs/proofs/effective-rank.md.
"""

from __future__ import annotations

import sympy as sp

from theory.dynamics.orbits import d, y
from theory.dynamics.product import r_W_flow
from theory.dynamics.rank_slope import partial_rank, rank_slope
from theory.language.expressions import Abbreviation, abbreviation
from theory.language.hypotheses import DEPTH_TWO, INITIAL_SCALE, STEP_POSITIVE
from theory.language.spectra import at_place, count, total
from theory.language.statement import Claim, Constant, Every, Hypothesis, Statement
from theory.language.symbols import N, alpha, k, lam, multiplier, n, share, t
from theory.sharp.effective_rank_flow import FIRST, GROWING, THREE_TIMES
from theory.sharp.plateau import STEP_SIZE_W

FIRST_GROWS = Hypothesis("first_grows", sp.Lt(alpha**N, FIRST), "alpha^N < lambda_1", alpha)
TIME = Hypothesis("time", sp.Gt(t, 0, evaluate=False), "t > 0", t)
#: How many eigenvalues are equal to the largest.
LARGEST = abbreviation("L_1", count(sp.Ge(lam, FIRST)))


def remainder(state: sp.Expr, argument: sp.Expr) -> Abbreviation:
    """Return M = Σ_{i>L} q_i, what the eigenvalues below α^N add to r.

    >>> remainder(d(k), k)
    M(k)
    """
    w = state**N
    return abbreviation("M", total(w, first=GROWING + 1) / at_place(w, sp.S.One), argument)


_w_1 = at_place(y(t) ** N, sp.S.One)
_drop = multiplier("drop") * (n - GROWING) * alpha**N / _w_1
_falling = sp.And(sp.Gt(GROWING, LARGEST), sp.Lt(rank_slope(t, last=GROWING), 0))
_step = Every(k)

EFFECTIVE_RANK_ROBUST = Statement(
    id="effective-rank-robust",
    title="The effective rank rises up to what the start leaves",
    source="ours; expected in Section 3 in more general terms",
    tag="ours",
    summary="Once the part of r with λ_i ≥ α^N has turned, r falls by (n−L)α^N/w_1 at most, for any other λ_i.",
    hypotheses=(DEPTH_TWO, INITIAL_SCALE, FIRST_GROWS, STEP_POSITIVE, STEP_SIZE_W, TIME, THREE_TIMES),
    claims=(
        Claim(
            "flow",
            sp.Or(_falling, sp.Ge(r_W_flow(t / share), r_W_flow(t) - _drop)),
            "once r_P does not decrease, r falls by (n-L) alpha^N/w_1 at most",
        ),
        Claim(
            "rest_flow",
            sp.Le(remainder(y(t / share), t / share), remainder(y(t), t)),
            "what the eigenvalues below the start add to r decreases along the flow",
        ),
        Claim(
            "turns_once",
            sp.Or(
                sp.Lt(partial_rank(k + 1, GROWING), partial_rank(k, GROWING)),
                sp.Ge(partial_rank(k + 2, GROWING), partial_rank(k + 1, GROWING)),
            ),
            "r_P of the descent does not fall after it has not fallen",
            over=_step,
        ),
        Claim(
            "rest",
            sp.Le(remainder(d(k + 1), k + 1), remainder(d(k), k)),
            "what the eigenvalues below the start add to r decreases along the descent",
            over=_step,
        ),
        Claim(
            "at_most",
            sp.Le(remainder(d(k), k), multiplier("rest") * (n - GROWING) * alpha**N / at_place(d(k) ** N, sp.S.One)),
            "it is (n-L) alpha^N/w_1 at most",
            over=_step,
        ),
    ),
    constants=(
        Constant(
            "drop",
            "by how much r may fall again",
            "down",
            "all of it is lost only between times before and after the decay, with nothing left to learn in between",
        ),
        Constant("rest", "what the eigenvalues below the start add to r", "down"),
    ),
    depends_on=("effective-rank-flow", "effective-rank-descent", "lemma-3.4"),
    note="So r is monotone up to what a finite α leaves, (n−L)α^N/λ_1, which tends to 0 with α. λ_i < 0 are allowed.",
)
