"""Remark 1.4: how the step-size bound (14) decays with the depth."""

from __future__ import annotations

import sympy as sp

from theory.deep_factorization.perturbed_start import c
from theory.language.hypotheses import DEPTH_TWO, PAPER
from theory.language.statement import Claim, Constant, Statement
from theory.language.symbols import N, multiplier


def root_bounds(depth: sp.Expr | int = N) -> tuple[sp.Expr, sp.Expr]:
    """Return bounds on c − 1: W(N−1)/(N−1) from below and ln(N)/(N−1) from above (Remark 1.4; constants ours).

    c − 1 = δ solves (N−1)ln(1+δ) + ln δ = 0, and the left side increases. Below: ln(1+δ) ≤ δ, and
    (N−1)δ + ln δ = 0 has the solution W(N−1)/(N−1), W Lambert's function. Above, at δ = ln(N)/m, m = N−1:
    m·ln(1+δ) ≥ ln N − (ln N)²/(2m), so it is enough that ln N · e^{−(ln N)²/(2m)}·N/m ≥ 1; for N = 2 the
    left side is 1.09, and it is larger for N ≥ 3. Both ends are ln(N)/N up to factors that tend to 1.

    >>> [bound.evalf(4) for bound in root_bounds(10)]
    [0.1866*q_lower, 0.2558*q_upper]
    """
    least, most = sp.LambertW(depth - 1) / (depth - 1), sp.log(depth) / (depth - 1)
    return multiplier("lower") * least, multiplier("upper") * most


def step_decay(depth: sp.Expr | int = N, root: sp.Expr = c) -> sp.Expr:
    """Return 1/(N c^{2N−2}), which carries the depth in (14) (Remark 1.4).

    >>> step_decay(2)
    1/(2*c**2)
    """
    return 1 / (depth * root ** (2 * depth - 2))


def step_decay_by_root(depth: sp.Expr | int = N, root: sp.Expr = c) -> sp.Expr:
    """Return (c−1)²/N, which equals 1/(N c^{2N−2}) since c^{N−1} = 1/(c−1) (Remark 1.4).

    With c − 1 ~ ln(N)/N it decays like (ln N)²/N³, and the constant in front is 1.

    >>> step_decay_by_root(5)
    (c - 1)**2/5
    """
    return (root - 1) ** 2 / depth


REMARK_1_4 = Statement(
    id="remark-1.4",
    title="How the step-size bound decays with depth",
    source=f"{PAPER}, Remark 1.4; the two-sided constant is ours",
    tag="rebuilt",
    summary="1/(N c^{2N−2}) = (c−1)²/N decays like (ln N)²/N³, with the constant 1.",
    hypotheses=(DEPTH_TWO,),
    claims=(
        Claim("identity", sp.Eq(step_decay(), step_decay_by_root()), "1/(N c^(2N-2)) = (c-1)^2/N", "text"),
        Claim("lower", sp.Ge(c - 1, root_bounds()[0]), "c - 1 >= W(N-1)/(N-1), W Lambert's function", "ours"),
        Claim("upper", sp.Le(c - 1, root_bounds()[1]), "c - 1 <= ln(N)/(N-1)", "ours"),
    ),
    constants=(
        Constant("lower", "the lower bound on c-1"),
        Constant("upper", "the upper bound on c-1", slack="it is closest at N = 2, where ln(2)/(c-1) = 1.12"),
    ),
    note="Both bounds divided by ln(N)/N tend to 1, so N³/(ln N)² times 1/(N c^(2N-2)) tends to 1.",
)
