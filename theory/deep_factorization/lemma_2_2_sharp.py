"""The sharp Lemma 2.2 (ours): exactly how large a step may be for a monotone approach from one side.

One step multiplies the distance to L by 1 − ηh(x) (35), and h increases. So the iterates stay on their side of L as
long as 1 − ηh ≥ 0 at the worst state on the way: L itself when α < L, else the start α. There the thresholds lie.
"""

from __future__ import annotations

import sympy as sp

from theory.dynamics.orbits import d
from theory.language.definitions import L, M, definitions, geometric_factor, kappa
from theory.language.hypotheses import DEPTH_TWO, INITIAL_SCALE, STEP_POSITIVE, step_bound
from theory.language.statement import Claim, Constant, Every, Statement
from theory.language.symbols import N, alpha, eta, k, lam, multiplier


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


#: The distance to L, positive on the side of the start.
_side = (d(k) - L) * (alpha - L)

LEMMA_2_2_SHARP = Statement(
    id="lemma-2.2-sharp",
    title="The sharp step size for a one-sided approach",
    source="ours, sharpening Lemma 2.2",
    tag="ours",
    summary="The iterates approach L monotonically from one side up to exactly this step size.",
    hypotheses=(DEPTH_TWO, INITIAL_SCALE, STEP_POSITIVE),
    claims=(
        Claim(
            "below_limit",
            sp.Gt(_side, 0),
            "0 < alpha < L: d(k) never reaches L if and only if eta <= 1/(N lambda^(2-2/N))",
            "ours",
            Every(k),
            given=sp.And(lam > 0, sp.Lt(alpha**N, lam)),
            exactly_when=sp.Le(eta, sharp_threshold(1)),
        ),
        Claim(
            "above_limit",
            sp.Ge(_side, 0),
            "alpha > L, lambda >= 0: d(k) never passes L if and only if eta <= 1/(alpha^(N-1) sum_j alpha^j L^(N-1-j))",
            "ours",
            Every(k),
            given=sp.And(lam >= 0, sp.Gt(alpha**N, lam)),
            exactly_when=sp.Le(eta, sharp_threshold(1, above=True)),
        ),
        Claim(
            "negative_eigenvalue",
            sp.Ge(_side, 0),
            "lambda < 0: d(k) never passes 0 if and only if eta <= 1/(alpha^(N-2) (alpha^N + |lambda|))",
            "ours",
            Every(k),
            given=lam < 0,
            exactly_when=sp.Le(eta, sharp_threshold(-1)),
        ),
    ),
    constants=(Constant("step", "the threshold", "both", frontier=sp.S.One),),
    depends_on=("lemma-2.2",),
    note=(
        "For 0 < alpha < L the claim is strict: beyond the threshold some iterate passes L or, exceptionally, lands on "
        "it and stays, as for N = 2, lambda = 1, alpha = 1/2, eta = 4/3, where d(1) = 1."
    ),
)
