"""Theorem 2.4 and Theorem 1.1: how many iterations one eigenvalue, and all of them, need.

The bounds are written for symbolic depth N with the names of the paper and the flow time as an
unevaluated τ(a, b). That one expression is what the pages print; ``at_depth`` puts in a concrete
depth, the definitions and the closed form of the flow time, and the numerics evaluate the result.
"""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp

from theory.dynamics.flow import antiderivative, flow_time
from theory.language.definitions import K, L, delta_0, h, kappa, max_slope, resolve, tau, x_star
from theory.language.symbols import N, alpha, eps, eta, lam, multiplier, without_multipliers, x


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

#: (11): the bound on |E_ii(k)| for k ≥ T^Id(λ_i, ε, α, η) (Theorem 1.1).
product_error = multiplier("error") * N * sp.Max(alpha, L) ** (N - 1) * eps


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


def lag(depth: int) -> sp.Expr:
    """Return s_N = K·T⁺, the third term of (68): what comparing descent with the flow costs.

    >>> lag(2).has(multiplier("K"))
    True
    """
    return resolve(K, depth) * flow_phase(depth)


def relative_lag_bound(depth: sp.Expr | int = N) -> sp.Expr:
    """Return the bound on ηK, the fraction of the flow phase that s_N adds: K/λ^{2−2/N} times the scaled (25).

    It depends on N alone (Remark 1.2), since η < λ^{2/N−2}/(3N−2).

    >>> relative_lag_bound(2)
    1/4
    """
    slope = max_slope(depth).subs(multiplier("K"), 1)
    return slope.subs(lam, 1) / (3 * depth - 2)


def expansion_constant(depth: int) -> sp.Expr:
    """Return C_N of Lemma E.1, N ≥ 3: ∫₀^c x/(1−x^N) dx − c^{2−N}/(N−2) at c = c_N^{1/N}.

    It is the antiderivative U for λ = 1 at the inflection point, in the form that behaves like
    −x^{2−N}/(N−2) + x²/2 at 0. Raises ValueError for N < 3.

    >>> expansion_constant(4).evalf(5)
    -0.37206
    """
    if depth < 3:
        raise ValueError(f"depth {depth}: Lemma E.1 needs N >= 3")
    c = resolve(x_star, depth).subs({lam: 1, multiplier("inflection"): 1})
    return antiderivative(depth, "hypergeometric", 1).subs({lam: 1, x: c})


def flow_phase_expansion(depth: int) -> sp.Expr:
    """Return T⁺ up to O(a^{N+2}), a = α/λ^{1/N}: λ^{−(2−2/N)}(a^{2−N}/(N−2) + C_N − a²/2) (Lemma E.1).

    >>> flow_phase_expansion(3).subs({lam: 1, alpha: sp.Rational(1, 100)}).evalf(6)
    98.9731
    """
    a = alpha / lam ** sp.Rational(1, depth)
    leading = a ** (2 - depth) / (depth - 2)
    return (leading + expansion_constant(depth) - a**2 / 2) / lam ** (2 - sp.Rational(2, depth))


def expansion_remainder(depth: sp.Expr | int = N) -> tuple[sp.Expr, sp.Expr]:
    """Return bounds (low, high) on λ^{2−2/N}T⁺ minus its expansion (ours, sharpening Lemma E.1's O(a^{N+2})).

    The remainder is −Σ_{j≥1} a^{jN+2}/(jN+2), hence between −a^{N+2}/((N+2)(1−a^N)) and −a^{N+2}/(N+2).

    >>> expansion_remainder(3)[1].subs({lam: 1, alpha: 1, multiplier("upper"): 1})
    -1/5
    """
    a = alpha / lam ** (sp.S.One / depth)
    first = a ** (depth + 2) / (depth + 2)
    return -multiplier("lower") * first / (1 - a**depth), -multiplier("upper") * first


def approximate_iterations(depth: int) -> sp.Expr:
    """Return (12) of Remark 1.2: T^Id of case 4 with T⁺ replaced by its expansion and s_N left out (rebuilt).

    >>> approximate_iterations(3).free_symbols == {alpha, eps, eta, lam}
    True
    """
    linear = without_multipliers(at_depth(case_named("4a").upper_summands[1], depth, sign=1))
    return flow_phase_expansion(depth) / eta + linear
