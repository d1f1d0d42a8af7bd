"""Remark 3.2: when Theorem 3.1 says something: the first level, small parameters, and that a gap is needed (N = 2).

The arguments are in docs/proofs/plateaus.md.
"""

from __future__ import annotations

import sympy as sp

from theory.deep_factorization.plateau import FIRST, LAST, NEXT, POSITIVE, RANK, lead, rest, tail
from theory.deep_factorization.theorem_3_1 import DEPTH_IS_TWO, LEARNED, SHARE, TAIL_SHARE, g
from theory.language.hypotheses import INITIAL_SCALE, PAPER
from theory.language.spectra import largest
from theory.language.statement import Claim, Constant, Statement
from theory.language.symbols import N, alpha, ell, eps, lam, multiplier, n, theta

REMARK_3_2 = Statement(
    id="remark-3.2",
    title="When the bound on the effective rank is small",
    source=f"{PAPER}, Remark 3.2",
    tag="rebuilt",
    summary="The bound (61) is small if ε, θ and α are; but then its times are none at all without an eigenvalue gap.",
    hypotheses=(DEPTH_IS_TWO, POSITIVE, RANK, INITIAL_SCALE, LEARNED, SHARE, TAIL_SHARE),
    claims=(
        Claim(
            "first_level",
            sp.Eq(lead(), 0),
            "for ell = 1 the error of the leading eigenvalues does not count",
            "text",
            given=sp.Eq(ell, 1),
        ),
        Claim(
            "small",
            sp.Le(
                lead() + tail(theta * NEXT) + rest(),
                multiplier("upper") * (n - 1) * sp.Max(eps, theta, alpha**N / FIRST) / (1 - eps),
            ),
            "each of the n - 1 eigenvalues after the first adds at most the largest of eps, theta, alpha^2/lambda_1",
            "ours",
        ),
        Claim(
            "gap",
            sp.Lt(g(NEXT, theta), largest(g(lam, 1 - eps), last=ell)),
            "no time lies in I_1 and I_2 if lambda_ell = lambda_(ell+1) and theta < 1 - eps",
            "text",
            given=sp.And(sp.Eq(NEXT, LAST), sp.Lt(theta, 1 - eps)),
        ),
    ),
    constants=(Constant("upper", "the sum of the three terms of (61)"),),
    depends_on=("3.1",),
)
