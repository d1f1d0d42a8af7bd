"""The counts of Theorem 2.4 for larger steps than (25), each up to a step size of its own (ours).

From above the limit and for λ < 0 these are the sharp steps of Lemma 2.2. From below, in case 3, a step from under
L − ε leads to L + ε at most for η ≤ 2/h(L − ε). In case 4 orbits may pass L from η = 1/κ on, but up to 2/(κ + h) the
rate of the linear phase stays 1 − ηh, at x_* or at α. Larger steps refute cases 3 and 4. The lower bound of case 4a
needs no −1: in the step across x_* flow and linear phase gain one iteration between them. All of this is proved in Coq.
"""

from __future__ import annotations

import sympy as sp

from theory.deep_factorization.lemma_2_2_sharp import sharp_threshold
from theory.deep_factorization.theorem_2_4 import CASES, Case
from theory.dynamics.orbits import T
from theory.language.definitions import L, h, kappa, x_star
from theory.language.hypotheses import SCALAR_COUNT, STEP_SIZE
from theory.language.statement import Claim, Constant, Statement
from theory.language.symbols import alpha, eps, eta, multiplier, without_multipliers

#: What Theorem 2.4 assumes, but for the step size.
COUNT_OF_ANY_STEP = tuple(hypothesis for hypothesis in SCALAR_COUNT if hypothesis is not STEP_SIZE)


def one_rate(state: sp.Expr) -> sp.Expr:
    """Return the step up to which 1 − ηh(state) is the rate from ``state`` on: beyond it ηκ − 1 is larger.

    >>> one_rate(x_star)
    2/(kappa + h(x_star))
    """
    return 2 / (kappa + h(state))


#: The step sizes of the upper bounds by case, and of the lower ones that need any.
UPPER_STEPS: dict[str, sp.Basic] = {
    "1": sp.Le(eta, 1 / h(alpha)),
    "2": sp.Le(eta, without_multipliers(sharp_threshold(-1))),
    "3": sp.Le(eta, multiplier("step_3") * 2 / h(L - eps)),
    "4a": sp.Le(eta, multiplier("step_4a") * one_rate(x_star)),
    "4b": sp.Le(eta, multiplier("step_4b") * one_rate(alpha)),
}
LOWER_STEPS: dict[str, sp.Basic] = {"4a": sp.Lt(eta, 1 / kappa), "4b": sp.Lt(eta, 1 / kappa)}
#: Why a larger step in case 4 seldom fails.
_RARELY_SEEN = (
    "beyond it an orbit around L comes closer at the rate ηκ − 1 > 1 − ηh only, and the claim fails for some ε (proved "
    "in Coq); next to it the rates are so close that only small ε show it"
)


def _upper(case: Case) -> Claim:
    bound = multiplier("upper") * without_multipliers(case.upper)
    given = sp.And(case.condition, UPPER_STEPS[case.name])
    return Claim(f"upper_{case.name}", sp.Le(T, sp.ceiling(bound)), f"case {case.name}: {case.title}", given=given)


def _lower(case: Case, bound: sp.Expr) -> Claim:
    kept = bound.xreplace({multiplier("offset"): sp.S.Zero})  # nothing is given away
    given = sp.And(case.condition, LOWER_STEPS.get(case.name, sp.true))
    relation = sp.Ge(T, multiplier("lower") * without_multipliers(kept))
    return Claim(f"lower_{case.name}", relation, f"lower bound in case {case.name}", given=given)


LARGER_STEPS = Statement(
    id="2.4-steps",
    title="The iteration counts for larger steps",
    source="ours, beyond Theorem 2.4",
    tag="ours",
    summary="The counts of Theorem 2.4 hold for much larger steps: those from below the limit even beyond 1/κ.",
    hypotheses=COUNT_OF_ANY_STEP,
    claims=(*map(_upper, CASES), *(_lower(case, case.lower) for case in CASES if case.lower is not None)),
    constants=(
        Constant(
            "upper",
            "the upper bounds as a whole",
            slack="in case 1 only λ = 0 leaves no room, in case 4b only a start close to L, where h(α) is close to κ",
        ),
        Constant("lower", "the lower bounds as a whole", slack="in case 4b only a start close to L leaves no room"),
        Constant("step_3", "the 2/h(L-eps) of case 3", "up"),
        Constant("step_4a", "the 2/(kappa+h(x_*)) of case 4a", "up", slack=_RARELY_SEEN),
        Constant("step_4b", "the 2/(kappa+h(alpha)) of case 4b", "up", slack=_RARELY_SEEN),
    ),
    depends_on=("2.4", "lemma-2.2-sharp", "step-ceiling"),
)
