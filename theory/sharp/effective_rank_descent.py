"""The effective rank of the descent falls, then rises, for steps up to θ_N/(Nλ_1^{2−2/N}) (ours).

With u = 1 + ηφ = d(k+1)/d(k) and v = ηd^{2N−2} a step is u⁺ = 1 + u^{N−2}((u−1) − v(u^N−1)), and q_i grows
exactly where φ_i > φ_1. That r never turns down again rests on the convexity of X(K(X)/K(X_1) − 1), X = u^N and
K = (u⁺)^N, which proofs_check/coq/library/rank_convexity.v proves for every depth. Argument:
docs/proofs/effective-rank.md.
"""

from __future__ import annotations

import sympy as sp

from theory.dynamics.orbits import d
from theory.dynamics.product import r_W
from theory.dynamics.rank_slope import growth
from theory.language.expressions import ByCases, Eigenvalue, abbreviation
from theory.language.hypotheses import DEPTH_TWO, INITIAL_SCALE, STEP_POSITIVE
from theory.language.spectra import at_place
from theory.language.statement import Claim, Constant, Every, Hypothesis, Statement
from theory.language.symbols import N, ell, eta, k, multiplier
from theory.sharp.effective_rank_flow import ALL_GROW, FIRST, NOT_ALL_EQUAL

#: θ_N: up to θ_N/N in units of λ_1 the convexity is proved.
SHARES = {2: sp.Rational(59, 100), 3: sp.Rational(64, 100)}
LARGER_DEPTHS = sp.Rational(65, 100)
theta_N = abbreviation(
    "theta_N", ByCases(*((share, sp.Eq(N, depth)) for depth, share in SHARES.items()), (LARGER_DEPTHS, sp.true))
)

STEP_SHORT = Hypothesis(
    "step_size",
    sp.Le(eta, multiplier("step") * theta_N / (N * FIRST ** (2 - 2 / N))),
    "eta <= theta_N/(N lambda_1^(2-2/N)), theta_N = .59, .64, .65 for N = 2, N = 3, N >= 4",
    eta,
)
RANK_ANY = Hypothesis("rank", sp.Gt(FIRST, Eigenvalue(ell)), "lambda_ell < lambda_1", ell)


def _q(index: sp.Expr) -> sp.Expr:
    """Return q_ℓ = w_ℓ/w_1."""
    states = [at_place(d(index), place) for place in (ell, sp.S.One)]
    return abbreviation("Q_ell", (states[0] / states[1]) ** N, index)


_phi, _phi_1 = (abbreviation(f"phi_{place}", at_place(growth(d(k)), place), k) for place in (ell, sp.S.One))

EFFECTIVE_RANK_DESCENT = Statement(
    id="effective-rank-descent",
    title="The effective rank of the descent falls, then rises",
    source="ours; expected in Section 3 in more general terms",
    tag="ours",
    summary="If α^N ≤ λ_n and η ≤ θ_N/(Nλ_1^{2−2/N}), r(W(k)) never falls again once it has not fallen.",
    hypotheses=(DEPTH_TWO, NOT_ALL_EQUAL, INITIAL_SCALE, ALL_GROW, STEP_POSITIVE, STEP_SHORT, RANK_ANY),
    claims=(
        Claim(
            "turns_once",
            sp.Or(sp.Lt(r_W(k + 1), r_W(k)), sp.Ge(r_W(k + 2), r_W(k + 1))),
            "r(k+1) >= r(k) implies r(k+2) >= r(k+1)",
            over=Every(k),
        ),
        Claim(
            "share",
            sp.Ge((_q(k + 1) - _q(k)) * (_phi - _phi_1), 0),
            "w_l grows against w_1 where phi_l >= phi_1, and does not where phi_l <= phi_1",
            over=Every(k),
        ),
    ),
    constants=(
        Constant(
            "step",
            "the step up to which r turns once, θ_N/N",
            "up",
            "measured up to 1/N, where orbits begin to pass their limits; proved up to θ_N/N",
        ),
    ),
    depends_on=("lemma-2.2-sharp", "effective-rank-flow"),
    note="(25) is narrower: 1/(3N−2) < θ_N/N. Beyond 1/N orbits alternate around their limits, and so does r.",
)
