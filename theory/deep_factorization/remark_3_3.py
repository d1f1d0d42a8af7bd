"""Remark 3.3: with noise, Ŵ = W_0 + E, the flow passes W_0 before it reaches Ŵ; the bounds written out by Weyl.

The argument: docs/proofs/noise-and-stopping.md.
"""

from __future__ import annotations

import sympy as sp

from theory.deep_factorization.theorem_3_1 import SHARE, TAIL_SHARE
from theory.dynamics.orbits import y
from theory.dynamics.product import D_2_flow, r_W_flow, time_to_share
from theory.language.expressions import Abbreviation, CleanEigenvalue, abbreviation
from theory.language.hypotheses import DEPTH_TWO, INITIAL_SCALE, PAPER
from theory.language.spectra import largest, total
from theory.language.statement import Claim, Constant, Hypothesis, Statement
from theory.language.symbols import N, alpha, ell_0, eps, lam, mu, multiplier, n, noise, t, theta

#: The least that λ_{ℓ_0} may be, and the most that λ_1 and the least that λ_1 may be.
LEAST, MOST_1, LEAST_1 = CleanEigenvalue(ell_0) - noise, CleanEigenvalue(1) + noise, CleanEigenvalue(1) - noise

GAP = Hypothesis("gap", sp.Lt(2 * noise, CleanEigenvalue(ell_0)), "delta < mu_l/2, l the rank of W_0", noise)
SIZE = Hypothesis("size", sp.Le(ell_0, n), "the rank of W_0 is at most n", n)
WITHIN = Hypothesis("noise", sp.Le(largest(sp.Abs(lam - mu)), noise), "|lambda_i - mu_i| <= delta for every i", n)
SMALL_START = Hypothesis("small_start", sp.Lt(alpha**N, noise), "alpha^N < delta", alpha)
START_BELOW = Hypothesis("start_below", sp.Gt(theta * noise, alpha**N), "alpha^N < theta delta", theta)

#: T_0 and T_1: when the slowest leading eigenvalue that the noise allows is learned, and the fastest other one not yet.
T_0 = abbreviation("T_0", largest(time_to_share(mu - noise, 1 - eps), last=ell_0))
T_1 = time_to_share(noise, theta)
LEADING = Hypothesis("leading", sp.Ge(t, T_0), "t >= T(mu_i - delta, 1 - eps) for all i <= l", t)
TRAILING = Hypothesis("trailing", sp.Le(t, T_1), "t <= T(delta, theta)", t)

#: What every statement on a matrix with noise assumes of it, of the start and of both accuracies.
NOISE = (DEPTH_TWO, GAP, SIZE, WITHIN, INITIAL_SCALE, SMALL_START, SHARE, START_BELOW, TAIL_SHARE)


def share_grows(time: sp.Expr) -> sp.Basic:
    """Return a condition at a time from which on w/λ increases in λ ≥ μ_{ℓ_0} − δ: a larger one has learned more."""
    return sp.Ge(abbreviation("G", (2 * N - 2) * alpha ** (N - 2) * (LEAST - alpha**N) * time, time), 1)


def upper_rank() -> Abbreviation:
    """Return the bound on r(W) from above."""
    leading = multiplier("leading") * total(mu + noise, 2, ell_0)
    tail = multiplier("tail") * (n - ell_0) * theta * noise
    return abbreviation("r_+", 1 + (leading + tail) / ((1 - eps) * LEAST_1))


def lower_rank() -> Abbreviation:
    """Return the bound on r(W) from below."""
    return abbreviation("r_-", 1 + multiplier("level") * (1 - eps) * total(mu - noise, 2, ell_0) / MOST_1)


RANK_CONSTANTS = (
    Constant("leading", "the weight of the leading eigenvalues in the upper bound", "down"),
    Constant("tail", "the weight of the others in the upper bound", "down"),
    Constant("level", "the weight of the leading eigenvalues in the lower bound", "up"),
)

REMARK_3_3 = Statement(
    id="remark-3.3",
    title="Noise: a window in which the flow is close to the matrix without it",
    source=f"{PAPER}, Remark 3.3, which leaves the formulas out: ours",
    tag="ours",
    summary="Between T_0 and T_1 the flow has about the effective rank of W_0, and is about as close to it as Ŵ_ℓ.",
    hypotheses=(*NOISE, LEADING, TRAILING),
    claims=(
        Claim("upper", sp.Le(r_W_flow(t), upper_rank()), "r(W(t)) <= what Weyl allows r(W_0) to become"),
        Claim("lower", sp.Ge(r_W_flow(t), lower_rank()), "r(W(t)) >= what Weyl leaves of r(W_0)"),
        Claim(
            "learned",
            sp.Le(largest(1 - y(t) ** N / lam, last=ell_0), multiplier("error") * eps),
            "every leading eigenvalue of Ŵ, not only the least that the noise allows, is learned up to eps",
            given=share_grows(t),
        ),
        Claim(
            "resting",
            sp.Le(largest(y(t) ** N, first=ell_0 + 1), multiplier("rest") * theta * noise),
            "no other eigenvalue has come beyond theta delta",
            given=sp.Lt(ell_0, n),
        ),
        Claim(
            "distance",
            sp.Le(D_2_flow(t, ell_0), eps**2 * total(lam**2, last=ell_0) + (n - ell_0) * theta**2 * noise**2),
            "‖W - Ŵ_l‖^2 <= eps^2 sum of lambda_i^2 + (n-l) theta^2 delta^2, in the Frobenius norm",
            given=share_grows(t),
        ),
        Claim(
            "norm",
            sp.Le(largest(sp.Abs(y(t) ** N - lam)), sp.Max(eps * MOST_1, noise + alpha**N)),
            "‖W - Ŵ‖ <= max(eps (mu_1 + delta), delta + alpha^N), in the operator norm",
            given=share_grows(t),
        ),
    ),
    constants=(
        *RANK_CONSTANTS,
        Constant("error", "the accuracy of the leading eigenvalues"),
        Constant("rest", "how far the others have come", "down"),
    ),
    depends_on=("lemma-3.4", "2.4"),
    note=(
        "‖E‖ ≤ δ gives |λ_i − μ_i| ≤ δ (Weyl). The distance from W_0 follows: ‖W − W_0‖ is at most δ plus that of "
        "‘norm’, and in the Frobenius norm at most 2√(2ℓ) δ plus that of ‘distance’. At the end, W = Ŵ, it may be δ√n. "
        "The condition G(t) ≥ 1 is the one under which w/λ increases in λ, and it cannot be left out: "
        "an eigenvalue far above μ_ℓ−δ may start at a smaller share of its limit and still lag behind."
    ),
)
