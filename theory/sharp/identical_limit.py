"""What the effective rank tends to from an identical start, which does not recover negative eigenvalues. Ours.

The argument: docs/proofs/noise-and-stopping.md.
"""

from __future__ import annotations

import sympy as sp

from theory.dynamics.orbits import d
from theory.dynamics.product import r_W
from theory.language.expressions import Eigenvalue, abbreviation
from theory.language.hypotheses import DEPTH_TWO, INITIAL_SCALE, STEP_POSITIVE, STEP_SIZE_SPECTRUM
from theory.language.spectra import count, total
from theory.language.statement import Claim, Constant, Every, Hypothesis, Statement, Tends
from theory.language.symbols import N, alpha, eta, k, lam, multiplier, n

SOME_POSITIVE = Hypothesis("positive", sp.Gt(Eigenvalue(1), 0), "lambda_1 > 0", n)

NEGATIVE = sp.Lt(Eigenvalue(n), 0)
#: The places of the negative eigenvalues are those from here to n.
FIRST_NEGATIVE = abbreviation("n_+", count(sp.Ge(lam, 0))) + 1
#: What they weigh, and bounds on it: each factor is at most that of the slower of its two terms.
WEIGHT = total(d(k) ** N, first=FIRST_NEGATIVE)
_SPEED = multiplier("rate") * eta * sp.Abs(lam) * k
GEOMETRIC = total(alpha**2 * (1 - multiplier("rate") * eta * sp.Abs(lam)) ** (2 * k), first=FIRST_NEGATIVE)
ALGEBRAIC = total((alpha ** (2 - N) + (N - 2) * _SPEED) ** (-N / (N - 2)), first=FIRST_NEGATIVE)

IDENTICAL_LIMIT = Statement(
    id="identical-limit",
    title="The effective rank in the end, from an identical start",
    source="ours",
    tag="ours",
    summary="From an identical start W(k) tends to the positive part of Ŵ, and r(W(k)) to Σ λ₊/λ_1.",
    hypotheses=(DEPTH_TWO, SOME_POSITIVE, INITIAL_SCALE, STEP_POSITIVE, STEP_SIZE_SPECTRUM),
    claims=(
        Claim(
            "tends",
            sp.Eq(r_W(k), multiplier("limit") * total(sp.Max(lam, 0)) / Eigenvalue(1)),
            "r(W(k)) tends to the sum of the positive eigenvalues over the largest one",
            over=Tends(k),
        ),
        Claim(
            "geometric",
            sp.Le(WEIGHT, GEOMETRIC),
            "N = 2: what negative eigenvalues add falls geometrically",
            over=Every(k),
            given=sp.And(sp.Eq(N, 2), NEGATIVE),
        ),
        Claim(
            "algebraic",
            sp.Le(WEIGHT, ALGEBRAIC),
            "N >= 3: what negative eigenvalues add falls like a power of k",
            over=Every(k),
            given=sp.And(sp.Ge(N, 3), NEGATIVE),
        ),
    ),
    constants=(
        Constant("limit", "the limit"),
        Constant("rate", "how fast negative eigenvalues vanish", "up"),
        Constant(
            "step",
            "the step-size bound (25)",
            slack="the iterates converge up to about ηκ = 2, which is (3N−2)·2/N ≥ 4 times the bound where α ≤ L",
        ),
    ),
    depends_on=("1.1", "lemma-2.2"),
)
