"""Three conjectures on the effective rank that are false; the files beside this one are witnesses to replay.

`dmf verify ID --file docs/examples/monotone_rank.py` looks for a counterexample, `dmf replay` takes a kept one.
"""

from reports.vocabulary import (
    DEPTH_TWO,
    INITIAL_SCALE,
    STEP_POSITIVE,
    Claim,
    Every,
    Hypothesis,
    N,
    Statement,
    alpha,
    eps,
    eta,
    first,
    k,
    lam,
    scalar_orbit,
    sp,
    t,
)
from theory.deep_factorization.theorem_3_1 import LEARNED, POSITIVE, RANK, SHARE
from theory.dynamics.product import r_W, r_W_flow
from theory.language.expressions import Eigenvalue
from theory.language.spectra import at_place, largest
from theory.language.symbols import ell, share, theta
from theory.sharp.effective_rank_flow import FIRST, LATE, THREE_TIMES
from theory.sharp.effective_rank_robust import FIRST_GROWS
from theory.sharp.plateau import NEXT, STEP_SIZE_W
from theory.sharp.plateau_existence import POSSIBLE, length

# The effective rank of a positive semidefinite Ŵ rises for ever after an initial phase: here once it has risen from one
# time to another, and all eigenvalues above the start are learned. Smaller ones, zeros say, let it fall in the end: see
# effective-rank-end.
rises_in_the_flow = Statement(
    "rank-rises-in-the-flow",
    title="After an initial phase the effective rank increases",
    hypotheses=(DEPTH_TWO, POSITIVE, INITIAL_SCALE, FIRST_GROWS, THREE_TIMES),
    claims=(
        Claim(
            "rises",
            sp.Or(r_W_flow(t) < r_W_flow(share * t), r_W_flow(t / share) >= r_W_flow(t)),
            given=t > LATE,
        ),
    ),
)

# The same for the descent: r(k+1) ≥ r(k) implies r(k+2) ≥ r(k+1).
rises_in_the_descent = Statement(
    "rank-rises-in-the-descent",
    title="After an initial phase the effective rank increases",
    hypotheses=(DEPTH_TWO, POSITIVE, INITIAL_SCALE, FIRST_GROWS, STEP_POSITIVE, STEP_SIZE_W),
    claims=(Claim("rises", sp.Or(r_W(k + 1) < r_W(k), r_W(k + 2) >= r_W(k + 1)), over=Every(k)),),
)


def plateau_from(start: sp.Expr) -> sp.Basic:
    """Return that there is a plateau of rank ℓ when all factors start at ``start``."""
    e = scalar_orbit("e", start=start)
    learned = largest(first(k, e(k) ** N >= (1 - eps) * lam, "T"), last=ell)
    return learned < first(k, at_place(e(k) ** N, ell + 1) > theta * NEXT, "K_2")


# In the flow a plateau from one initial scale is there from every smaller one. In the descent both ends are rounded to
# integers, and there may be one from α, none from a smaller scale, and again one from a still smaller.
plateaus_stay = Statement(
    "plateaus-stay",
    title="What has a plateau keeps it from a smaller initial scale",
    hypotheses=(
        Hypothesis("depth", sp.Eq(N, 2), "N = 2"),
        RANK,
        INITIAL_SCALE,
        LEARNED,
        STEP_POSITIVE,
        Hypothesis("step_size", eta <= 1 / (N * FIRST ** (2 - 2 / N)), parameter=eta),
        SHARE,
        POSSIBLE,
        THREE_TIMES,
    ),
    claims=(
        Claim(
            "stays",
            sp.Or(sp.Not(plateau_from(alpha)), plateau_from(share * alpha)),
            # where that of the flow is about to exist, up to half a step: there rounding decides
            given=sp.And(Eigenvalue(ell) > NEXT, 2 * length(alpha) > -eta, 2 * length(share * alpha) < eta),
        ),
    ),
)
