"""Theorem 2.4: how many iterations one eigenvalue needs.

The bounds are written for symbolic depth N with the names of the paper and the flow time as an
unevaluated τ(a, b). That one expression is what the pages print; ``at_depth`` puts in a concrete
depth, the definitions and the closed form of the flow time, and the numerics evaluate the result.
"""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp

from theory.dynamics.flow import flow_time
from theory.dynamics.orbits import T
from theory.language.definitions import K, L, c_N, delta_0, h, kappa, resolve, tau, x_star
from theory.language.expressions import Abbreviation, At, ByCases, abbreviation
from theory.language.hypotheses import PAPER, SCALAR_COUNT, step_bound
from theory.language.statement import Claim, Constant, Statement
from theory.language.symbols import N, alpha, eps, eta, lam, multiplier, without_multipliers


@dataclass(frozen=True)
class Case:
    """One case of (24): when it applies, its upper bound T^Id and, where (27) has one, its lower bound.

    ``sign`` is that of λ (a λ = 0 falls under case 1). ``upper_summands`` add up to T^Id; ``lower`` is None
    where the paper gives no lower bound.
    """

    name: str
    title: str
    sign: int
    condition: sp.Basic
    upper_summands: tuple[sp.Expr, ...]
    lower: sp.Expr | None

    @property
    def upper(self) -> sp.Expr:
        """T^Id of (24), a real number; the theorem is T ≤ ⌈T^Id⌉."""
        return multiplier("upper") * sp.Add(*self.upper_summands)


def _cases() -> tuple[Case, ...]:
    below = lam > alpha**N
    early, late = sp.Ge(eps, L - x_star), sp.Lt(eps, L - x_star)
    low = multiplier("lower")
    # the linear rates of (36), (37) above, of g'(L) below, and the step that (27) gives away
    fast, slow, given_away = multiplier("rate"), multiplier("rate_lower"), multiplier("offset")
    return (
        Case(
            "1",
            "λ ≥ 0, start above the limit",
            1,
            sp.And(lam >= 0, alpha**N > lam),
            ((eps ** (2 - 2 * N) - delta_0 ** (2 - 2 * N)) / ((2 * N - 2) * eta),),
            None,
        ),
        Case("2", "λ < 0", -1, lam < 0, (tau(alpha, eps) / eta,), None),
        Case(
            "3",
            "the accuracy is reached while the flow is convex",
            1,
            sp.And(below, early),
            ((1 / eta + K) * tau(alpha, L - eps),),
            low * tau(alpha, L - eps) / eta,
        ),
        Case(
            "4a",
            "a convex phase, then linear convergence",
            1,
            sp.And(below, late, alpha < x_star),
            (
                sp.ceiling((1 / eta + K) * tau(alpha, x_star)),
                sp.log(eps / (L - x_star)) / sp.log(1 - eta * fast * h(x_star)),
            ),
            low * (tau(alpha, x_star) / eta + sp.log(eps / (L - x_star)) / sp.log(1 - eta * slow * kappa) - given_away),
        ),
        Case(
            "4b",
            "a start past the inflection point, linear convergence",
            1,
            sp.And(below, late, alpha >= x_star),
            (sp.log(eps / delta_0) / sp.log(1 - eta * fast * h(alpha)),),
            low * sp.log(eps / delta_0) / sp.log(1 - eta * slow * kappa),
        ),
    )


#: The four cases of (24), the fourth split by α < x_* (23).
CASES: tuple[Case, ...] = _cases()


def case_named(name: str) -> Case:
    """Return the case of (24) called ``name`` ("1", "2", "3", "4a" or "4b"); raises KeyError otherwise.

    >>> case_named("2").upper_summands
    (tau(alpha, epsilon)/eta,)
    """
    for case in CASES:
        if case.name == name:
            return case
    raise KeyError(name)


def at_depth(expr: sp.Expr, depth: int, sign: int, form: str = "real") -> sp.Expr:
    """Return ``expr`` at a concrete depth, all names resolved and every τ(a, b) in closed form.

    ``sign`` is that of λ and selects the branch of the flow; ``form`` selects how U is written
    (see ``theory.dynamics.flow.antiderivative``). A target L − ε is handed over as its distance ε, so the
    result does not cancel near the limit.

    >>> at_depth(tau(alpha, eps) / eta, 2, sign=-1).free_symbols == {alpha, eps, eta, lam}
    True
    """

    def closed_form(start: sp.Expr, end: sp.Expr) -> sp.Expr:
        if end == L - eps:
            return flow_time(depth, sign, start, gap=eps, form=form)
        return flow_time(depth, sign, start, end=end, form=form)

    return resolve(expr.replace(tau, closed_form), depth)


def flow_phase(depth: int) -> sp.Expr:
    """Return T⁺ = τ(α→x_*) of (23) for α < x_* and λ > 0.

    >>> flow_phase(3).free_symbols == {alpha, lam, multiplier("inflection")}
    True
    """
    return at_depth(tau(alpha, x_star), depth, sign=1)


#: T^Id of (24) as one expression, 0 where the start is within ε of the limit.
IDEAL_TIME = ByCases(
    (sp.S.Zero, sp.Le(sp.Abs(alpha - L), eps)),
    *((sp.Add(*case.upper_summands), case.condition) for case in CASES),
)


def T_Id(
    eigenvalue: sp.Expr = lam, accuracy: sp.Expr = eps, start: sp.Expr = alpha, step: sp.Expr = eta
) -> Abbreviation:
    """Return T^Id(λ, ε, α, η) of (24) at any parameters; 0 where the start is within the accuracy of the limit.

    >>> T_Id(start=alpha / 2)
    T^Id(lambda, epsilon, alpha/2, eta)
    """
    values = (eigenvalue, accuracy, start, step)
    plain = without_multipliers(IDEAL_TIME)
    return abbreviation("T^Id", At(plain, (lam, eps, alpha, eta), values), *values)


def _claims() -> tuple[Claim, ...]:
    uppers = (
        Claim(
            f"upper_{case.name}",
            sp.Le(T, sp.ceiling(case.upper)),
            f"case {case.name}: {case.title}",
            "rebuilt",
            given=case.condition,
        )
        for case in CASES
    )
    lowers = (
        Claim(
            f"lower_{case.name}",
            sp.Ge(T, case.lower),
            f"lower bound (27) in case {case.name}",
            "rebuilt",
            given=case.condition,
        )
        for case in CASES
        if case.lower is not None
    )
    return (*uppers, *lowers)


THEOREM_2_4 = Statement(
    id="2.4",
    title="Iteration counts for one eigenvalue",
    source=f"{PAPER}, Theorem 2.4, (22)-(27)",
    tag="rebuilt",
    summary="T = min{k: |d(k) − L| ≤ ε} is at most ⌈T^Id⌉, in four cases; two of them have a lower bound too.",
    hypotheses=SCALAR_COUNT,
    claims=_claims(),
    constants=(
        Constant("upper", "T^Id as a whole"),
        Constant("lower", "the lower bounds (27) as a whole"),
        Constant(
            "K",
            "K = max f' on (0, x_*), which makes s_N = K T⁺",
            "down",
            "to first order in η the iterates lag behind the flow by half of what Lemma 2.7 (b) allows, by "
            "½ ln(f(d)/f(α)) ≤ ½ K T⁺ iterations: 9/16 K and 1/16 of an iteration suffice (2.4-lag, proved in Coq)",
            value=K,
        ),
        Constant("rate", "the linear rate h(x_1) of case 4", "up", value=h(x_star)),
        Constant("rate_lower", "the linear rate kappa in the lower bound of case 4", "down", value=kappa),
        Constant(
            "offset",
            "the 1 that the lower bound of case 4 gives away",
            "down",
            "not needed (2.4-steps, proved in Coq): in the step from d < x_* to d⁺ > x_* let s be the share in which "
            "the flow reaches x_*. As f increases up to x_*, L−d⁺ ≥ (L−x_*)(1−(1−s)ηh(x_*)) ≥ (L−x_*)(1−ηκ)^(1−s): "
            "both phases together gain at most s + (1−s) = 1",
            value=sp.S.One,
        ),
        Constant(
            "inflection",
            "c_N, which sets x_* and with it the border of the cases",
            "up",
            "in the upper bounds of cases 3 and 4a, where K leaves room, in the lower bound of case 4a, which gives "
            "away 1, and in case 4b, where only the border moves",
            value=c_N,
        ),
        Constant(
            "step",
            "the step-size bound 1/((3N-2) M^(2N-2))",
            slack="the iterates stay one-sided up to the sharp threshold, at (3N−2)/N ≥ 2 times the bound or more; "
            "the counts hold up to there, the upper ones of cases 3 and 4 beyond it (2.4-steps, proved in Coq)",
            value=1 / step_bound,
            frontier=(3 * N - 2) / N,
        ),
    ),
    depends_on=("lemma-2.2", "lemma-2.5", "lemma-2.7"),
)
