"""2/κ is the step ceiling: up to it every orbit converges, oscillating beyond 1/κ; past it no orbit settles (ours).

The sharp Lemma 2.2 ends at η = 1/κ, where orbits begin to pass L. They still converge: f(x) = −f(y) with 0 < x < L < y
is possible only where y − x > 2f(x)/κ, so that for ηκ ≤ 2 no step across L is undone by the next one: there is no cycle
of length two, and every second iterate comes closer. Argument: docs/proofs/step-ceiling.md.
"""

from __future__ import annotations

import sympy as sp

from theory.dynamics.orbits import d
from theory.language.definitions import L, h, kappa
from theory.language.hypotheses import DEPTH_TWO, INITIAL_SCALE, POSITIVE_EIGENVALUE, STEP_POSITIVE
from theory.language.statement import Claim, Constant, Every, Hypothesis, Statement, Tends
from theory.language.symbols import N, alpha, eta, k, lam, multiplier

#: The largest step with which (18) converges to a positive limit: there g'(L) = 1 − ηκ is −1.
step_ceiling = 2 / kappa

#: The start may lie above L, but not so far that the first step leads across 0: g(α) > 0.
FIRST_STEP = Hypothesis(
    "first_step",
    sp.Lt(eta * alpha ** (N - 2) * (alpha**N - lam), 1),
    "eta alpha^(N-2) (alpha^N - lambda) < 1: the first step does not reach 0",
    eta,
)

_within = sp.Le(eta, multiplier("step") * step_ceiling)
_beyond = sp.Gt(eta, multiplier("repelling") * step_ceiling)
_kept = sp.Max(1 - eta * h(d(k)), eta * kappa - 1, evaluate=False)
_distance, _next, _second = (sp.Abs(d(k + ahead) - L) for ahead in range(3))

STEP_CEILING = Statement(
    id="step-ceiling",
    title="The step ceiling of convergence",
    source="ours, beyond Lemmas 2.2 and B.1",
    tag="ours",
    summary="Up to η = 2/κ every orbit that does not jump across 0 at once converges to L; past it L repels.",
    hypotheses=(DEPTH_TWO, POSITIVE_EIGENVALUE, INITIAL_SCALE, STEP_POSITIVE, FIRST_STEP),
    claims=(
        Claim(
            "positive",
            sp.Gt(d(k), 0),
            "no iterate reaches 0",
            "ours",
            Every(k),
            given=sp.Le(eta, step_ceiling),
        ),
        Claim(
            "two_steps",
            sp.Ge((d(k + 2) - d(k)) * (L - d(k)), 0),
            "two steps never lead away from the side of L, whether or not they pass it",
            "ours",
            Every(k),
            given=_within,
        ),
        Claim(
            "closer",
            sp.Le(_second, _distance),
            "from the second iterate on two steps never lead away from L",
            "ours",
            Every(k, since=sp.S.One),
            given=_within,
        ),
        Claim(
            "rate",
            sp.Or(sp.Ge(d(k), L), sp.Le(_second, multiplier("rate") * _kept**2 * _distance)),
            "from below L two steps shrink the distance by the larger of 1 - eta h(d) and eta kappa - 1, squared",
            "ours",
            Every(k),
            given=sp.Le(eta, step_ceiling),
        ),
        Claim("converges", sp.Eq(d(k), L), "d(k) converges to L", "ours", Tends(k), given=_within),
        Claim(
            "repels",
            sp.Or(sp.Le(d(k), L), sp.Gt(_next, _distance)),
            "eta > 2/kappa: every iterate above L is followed by one farther from L",
            "ours",
            Every(k),
            given=_beyond,
        ),
    ),
    constants=(
        Constant("step", "the ceiling 2/kappa, up to which orbits converge", frontier=sp.S.One),
        Constant("rate", "the factor of two steps from below", "down"),
        Constant("repelling", "the threshold 2/kappa, past which L repels", "down", frontier=sp.S.One),
    ),
    depends_on=("lemma-2.2-sharp", "lemma-B.1"),
    note=(
        "Past the ceiling an orbit tends to L only if some iterate lands on it exactly: close to L all others move "
        "away, those below L where ηh(x) > 2."
    ),
)
