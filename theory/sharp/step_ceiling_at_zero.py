"""The step ceiling where the limit is 0, and the way out of the saddle: what a large step does for λ ≤ 0 (ours).

With q(x) = η|x|^{N−2}(|x|^N + |λ|) a step maps x > 0 to (1 − q(x))x, and q grows with |x|. For even N, and for λ = 0,
that holds on either side of 0: |d(k)| never grows exactly if q(α) ≤ 2. For odd N and λ < 0 a state below 0 is the
mirror image of one of (18) for the eigenvalue |λ|: a first step across 0 leaves the saddle, and the orbit learns the
negative eigenvalue. Argument: docs/proofs/step-ceiling.md.
"""

from __future__ import annotations

import sympy as sp

from theory.deep_factorization.lemma_2_2_sharp import sharp_threshold
from theory.dynamics.orbits import d
from theory.language.definitions import definitions, kappa
from theory.language.expressions import abbreviation
from theory.language.hypotheses import DEPTH_TWO, INITIAL_SCALE, STEP_POSITIVE
from theory.language.observables import scalar_orbit
from theory.language.statement import Claim, Constant, Every, Hypothesis, Statement, Tends
from theory.language.symbols import N, alpha, eta, k, lam, multiplier, without_multipliers
from theory.sharp.step_ceiling import FIRST_STEP, step_ceiling

NONPOSITIVE_EIGENVALUE = Hypothesis("nonpositive_eigenvalue", sp.Le(lam, 0), "lambda <= 0", lam)

_passing = without_multipliers(sharp_threshold(-1))
#: The largest step after which |d| has not grown: twice the one that does not pass 0.
ceiling_at_zero = 2 * _passing

_symmetric = sp.Or(sp.Eq(lam, 0), sp.Eq((-1) ** N, 1))
#: How far beyond 0 the first step leads, and the orbit of (18) for |λ| from there.
_landing = abbreviation("u", alpha * (eta / _passing - 1))
mirrored = scalar_orbit("d_-", start=_landing, eigenvalue=-lam)
#: For odd N: the first step passes 0, and the mirrored orbit is one to which the step ceiling applies.
_leaves = sp.And(
    sp.Eq((-1) ** N, -1),
    lam < 0,
    sp.Gt(eta, _passing),
    FIRST_STEP.relation.xreplace({alpha: _landing, lam: -lam}),
    sp.Lt(eta, step_ceiling.xreplace({kappa: definitions(N)[kappa].xreplace({lam: -lam})})),
)

STEP_CEILING_AT_ZERO = Statement(
    id="step-ceiling-at-zero",
    title="The step ceiling at the limit 0, and the way out of the saddle",
    source="ours, beyond Lemmas 2.2 and B.1",
    tag="ours",
    summary=(
        "For even N, or λ = 0, |d(k)| falls to 0 below twice the sharp threshold; for odd N a step past that threshold "
        "leads across 0 and learns the negative eigenvalue."
    ),
    hypotheses=(DEPTH_TWO, NONPOSITIVE_EIGENVALUE, INITIAL_SCALE, STEP_POSITIVE),
    claims=(
        Claim(
            "never_grows",
            sp.Le(sp.Abs(d(k + 1)), sp.Abs(d(k))),
            "N even or lambda = 0: |d(k)| never grows if eta is at most twice the sharp threshold",
            "ours",
            Every(k),
            given=sp.And(_symmetric, sp.Le(eta, multiplier("step") * ceiling_at_zero)),
        ),
        Claim(
            "grows",
            sp.Gt(sp.Abs(d(k + 1)), sp.Abs(d(k))),
            "and it grows in every step if eta is larger",
            "ours",
            Every(k),
            given=sp.And(_symmetric, sp.Gt(eta, multiplier("growth") * ceiling_at_zero)),
        ),
        Claim(
            "vanishes",
            sp.Eq(d(k), 0),
            "and below that d(k) tends to 0",
            "ours",
            Tends(k),
            given=sp.And(_symmetric, sp.Lt(eta, ceiling_at_zero)),
        ),
        Claim(
            "mirrored",
            sp.Eq(d(k + 1), -mirrored(k)),
            "N odd: after a first step across 0 the orbit is the mirror image of one for |lambda|",
            "ours",
            Every(k),
            given=_leaves,
        ),
        Claim(
            "learns",
            sp.Eq(d(k), -((-lam) ** (1 / N))),
            "and d(k) tends to the negative root",
            "ours",
            Tends(k),
            given=_leaves,
        ),
    ),
    constants=(
        Constant("step", "twice the sharp threshold, up to which |d| never grows", frontier=sp.S.One),
        Constant("growth", "twice the sharp threshold, past which |d| grows", "down", frontier=sp.S.One),
    ),
    depends_on=("step-ceiling",),
    note="For odd N and λ < 0 an orbit that stays above 0 loses the eigenvalue, however small its step.",
)
