"""Remark 2.6 and Appendix C: the flow is explicit for N = 2, and real for N ≥ 3."""

from __future__ import annotations

import sympy as sp

from theory.deep_factorization.lemma_2_5 import U_real
from theory.dynamics.flow import rhs
from theory.dynamics.orbits import y_integrated as y
from theory.language.definitions import L
from theory.language.hypotheses import DEPTH_TWO, INITIAL_SCALE, NONZERO_EIGENVALUE, PAPER
from theory.language.statement import Claim, Every, Statement
from theory.language.symbols import N, alpha, lam, t, x

REMARK_2_6 = Statement(
    id="remark-2.6",
    title="Explicit flow for N = 2, real form for N ≥ 3",
    source=f"{PAPER}, Remark 2.6 and Appendix C",
    tag="rebuilt",
    summary="For N = 2 the flow is logistic in y²; for N ≥ 3 a complex logarithm splits into log and arctangent.",
    hypotheses=(DEPTH_TWO, INITIAL_SCALE, NONZERO_EIGENVALUE),
    claims=(
        Claim(
            "depth_two",
            sp.Eq(
                y(t) ** 2,
                lam * alpha**2 * sp.exp(2 * lam * t) / (lam + alpha**2 * (sp.exp(2 * lam * t) - 1)),
            ),
            "N = 2 in closed form",
            "rebuilt",
            Every(t),
            given=sp.Eq(N, 2),
        ),
        Claim(
            "real_form",
            sp.Eq(U_real(y(t), sp.Abs(y(t) - L)) - U_real(alpha, sp.Abs(alpha - L)), t),
            "U(y(t)) - U(alpha) = t, U in logarithms and arctangents of real arguments; N >= 3 in the remark",
            "rebuilt",
            Every(t),
            given=sp.Ne(alpha**N, lam),
        ),
        Claim(
            "real_antiderivative",
            sp.Eq(sp.Derivative(U_real(x, L - x), x, evaluate=False), 1 / rhs(N, x)),
            "and U' = 1/f",
            "rebuilt",
            Every(x),
            given=sp.Ne(x**N, lam),
        ),
    ),
    depends_on=("lemma-2.5",),
)
