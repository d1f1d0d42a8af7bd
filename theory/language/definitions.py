"""The derived quantities of the paper: L, M, c_N, x_*, K, κ, h and the initial distance δ₀.

Statements are written with these names, as on paper. ``resolve`` puts their definitions in, down to
the parameters N, λ, α, η, ε; that is the form the numerics evaluate.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache

import sympy as sp

from theory.language.expressions import At, Root, unfolded
from theory.language.rebuild import rebuilt, replaced
from theory.language.spectra import OverSpectrum
from theory.language.symbols import N, alpha, lam, multiplier

#: L = λ₊^{1/N}, the limit of the scalar dynamics; for N = 1 it is λ itself (Lemma 2.2).
L = sp.Symbol("L", nonnegative=True)
#: M = max(α, |λ|^{1/N}), the size of the largest state the dynamics visits.
M = sp.Symbol("M", positive=True)
#: c_N = (N−1)/(2N−1): the flow through x inflects where x^N = c_N λ.
c_N = sp.Symbol("c_N", nonnegative=True)
#: x_* = (c_N λ)^{1/N}, the inflection point of the flow for λ > 0.
x_star = sp.Symbol("x_star", positive=True)
#: K = max f' on (0, x_*) for λ > 0.
K = sp.Symbol("K", positive=True)
#: κ = Nλ^{2−2/N} = −f'(L) for λ > 0, the rate of linear convergence at the limit.
kappa = sp.Symbol("kappa", positive=True)
#: δ₀ = |α − L|, the initial distance.
delta_0 = sp.Symbol("delta_0", positive=True)
#: h(x) = f(x)/(L−x) for λ > 0: one step maps L−x to (1−ηh(x))(L−x) (35).
h = sp.Function("h", positive=True)
#: τ(a, b): the time the gradient flow needs from a to b. It stays unevaluated here.
tau = sp.Function("tau", nonnegative=True)


def geometric_factor(state: sp.Expr, target: sp.Expr, depth: sp.Expr | int = N) -> sp.Expr:
    """Return Σ_{j=0}^{N−1} state^j target^{N−1−j} = (state^N − target^N)/(state − target).

    Written as a sum it is free of cancellation when the state is close to the target.

    >>> x = sp.Symbol("x")
    >>> geometric_factor(x, sp.Integer(1), 3)
    x**2 + x + 1
    """
    if isinstance(depth, int):
        return sp.Add(*(state**power * target ** (depth - 1 - power) for power in range(depth)))
    j = sp.Dummy("j", integer=True)
    return sp.Sum(state**j * target ** (depth - 1 - j), (j, 0, depth - 1))


def max_slope(depth: sp.Expr | int = N) -> sp.Expr:
    """Return K = max f' on (0, x_*): f'' vanishes at x^N = λ(N−2)/(4N−2), where f' = x^{N−2}λN/2.

    For N = 2 the maximum sits at 0 and K = λ (0⁰ = 1 in the same formula).

    >>> max_slope(2).subs(multiplier("K"), 1)
    lambda
    """
    ratio = sp.sympify(depth - 2) / (4 * depth - 2)
    return multiplier("K") * (sp.S(depth) / 2) * ratio ** (1 - sp.S(2) / depth) * lam ** (2 - sp.S(2) / depth)


def definitions(depth: sp.Expr | int = N) -> dict[sp.Symbol, sp.Expr]:
    """Return name → definition at this depth, each in terms of the parameters and of names further up.

    >>> definitions(2)[M].subs({lam: -9, alpha: 1})
    3
    """
    one = sp.S.One
    # at depth 1 the recursion is linear and its limit is λ of either sign (Lemma 2.2)
    positive_part = lam if depth == 1 else sp.Max(lam, 0)
    return {
        L: positive_part ** (one / depth),
        M: sp.Max(alpha, sp.Abs(lam) ** (one / depth)),
        c_N: multiplier("inflection") * sp.S(depth - 1) / (2 * depth - 1),
        x_star: (c_N * lam) ** (one / depth),
        K: max_slope(depth),
        kappa: depth * lam ** (2 - 2 * one / depth),
        delta_0: sp.Abs(alpha**depth - positive_part) / geometric_factor(alpha, L, depth),
    }


@cache
def _resolved_definitions(depth: int) -> dict[sp.Symbol, sp.Expr]:
    """Return every name in terms of the parameters alone."""
    resolved: dict[sp.Symbol, sp.Expr] = {}
    for name, definition in definitions(depth).items():
        resolved[name] = definition.xreplace(resolved)
    return resolved


# What other modules define ------------------------------------------------------------------------------------

#: Numbers that depend on the depth alone, by the name that stands for them (c of (14)): roots of equations.
NUMBERS: dict[sp.Symbol, Root] = {}
#: Functions and names whose formula depends on the depth: given the depth, the sign of λ and the arguments.
_FORMULAS: dict[object, Callable[..., sp.Expr]] = {}

Definition = Callable[..., sp.Expr]


def defines(name: object) -> Callable[[Definition], Definition]:
    """Register the decorated function (depth, sign of λ, *arguments) as the definition of a function or a name.

    It may raise ValueError where it has no value at that depth or sign.

    >>> @defines(sp.Function("twice"))
    ... def twice(depth, sign, argument):
    ...     return 2 * argument
    >>> resolve(sp.Function("twice")(lam), 3, 1)
    2*lambda
    """

    def register(definition: Definition) -> Definition:
        _FORMULAS[name] = definition
        resolve.cache_clear()
        _resolved.cache_clear()
        return definition

    return register


def convergence_rate(state: sp.Expr, depth: sp.Expr | int = N) -> sp.Expr:
    """Return h(x) = f(x)/(L−x) = x^{N−1} Σ x^j L^{N−1−j}, the definition of ``h`` (35).

    >>> convergence_rate(sp.Integer(1), 2)
    L + 1
    """
    return state ** (depth - 1) * geometric_factor(state, L, depth)


@lru_cache(maxsize=16384)
def resolve(expr: sp.Basic, depth: int, sign: int | None = None) -> sp.Basic:
    """Return ``expr`` at a concrete depth with every name replaced by its definition.

    With the ``sign`` of λ (1, 0, −1) that includes what is defined by a closed form of the flow; without it τ stays.

    >>> resolve(1 / kappa, 2)
    1/(2*lambda)
    """
    return _resolved(replaced(unfolded(expr), {N: sp.Integer(depth)}), depth, sign)


@lru_cache(maxsize=65536)
def _resolved(expr: sp.Basic, depth: int, sign: int | None) -> sp.Basic:
    """Resolve an expression part by part, each part once: claims have most of their parts in common."""
    name = expr if isinstance(expr, sp.Symbol) else expr.func
    if name in _FORMULAS and (sign is not None or name is h):
        # a definition sees its arguments as they were written: L - epsilon, say
        arguments = () if isinstance(expr, sp.Symbol) else expr.args
        return _resolved(_FORMULAS[name](depth, sign, *arguments), depth, sign)
    if isinstance(expr, sp.Sum):
        total = expr.doit()
        return expr if total == expr else _resolved(total, depth, sign)
    if not expr.args:
        return _resolved_definitions(depth).get(expr, expr)
    if isinstance(expr, OverSpectrum):  # its names are those of each eigenvalue
        return expr
    if isinstance(expr, At):  # its body stands at other parameters
        return expr.xreplace(_resolved_definitions(depth))
    arguments = tuple(_resolved(argument, depth, sign) for argument in expr.args)
    same = all(new is old for new, old in zip(arguments, expr.args, strict=True))
    return expr if same else rebuilt(expr, arguments)


@defines(h)
def _rate(depth: int, sign: int | None, state: sp.Expr) -> sp.Expr:
    return convergence_rate(state, depth)
