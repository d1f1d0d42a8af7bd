"""The gradient flow y' = f(y), y(0) = α: flow times and explicit solutions (Lemma 2.5, Remark 2.6).

Separating variables, the time from a to b is τ(a→b) = ∫_a^b dx/f = U(b) − U(a) with U' = 1/f (see
``theory.dynamics.flow_forms`` for the ways to write U). Only for N = 1, N = 2 and λ = 0 can this be solved for y.
"""

from __future__ import annotations

import sympy as sp

from theory.dynamics.flow_forms import FORMS, antiderivative, rhs
from theory.language.definitions import L, defines, resolve, tau
from theory.language.symbols import alpha, lam, t

__all__ = ["FORMS", "antiderivative", "explicit_solution", "flow_time", "rhs"]


def flow_time(
    depth: int,
    sign: int,
    start: sp.Expr,
    end: sp.Expr | None = None,
    gap: sp.Expr | None = None,
    form: str = "real",
    above: bool = False,
) -> sp.Expr:
    """Return τ(start→end) = U(end) − U(start), the time of the flow for λ of the given ``sign``.

    The target is either ``end`` or ``gap`` = |end − L| > 0; the second loses no digits near the limit.
    For λ > 0 (and for N = 1) ``above`` says on which side of L the flow runs. The result is positive
    when the flow reaches the target: end between start and L. In the real form a start or end on the
    wrong side of L leaves a logarithm of a negative number, so it cannot pass for a time (the complex
    form takes the real part and would hide it). ``form`` is one of FORMS; floating-point evaluation
    wants ``real`` near and below |λ|^{1/N} and ``tail`` for ends beyond a few times that.

    Raises ValueError unless exactly one of ``end`` and ``gap`` is given, and for a form outside its
    range: ``hypergeometric`` above L, ``tail`` below it.

    >>> flow_time(3, 0, alpha, end=sp.Rational(1, 10))
    2500 - 1/(4*alpha**4)
    >>> flow_time(2, 1, sp.Rational(1, 10), end=sp.Rational(1, 2)).subs(lam, 1).evalf(8)
    1.7482538
    """
    if sign > 0 and form == ("hypergeometric" if above else "tail"):
        raise ValueError(f"form {form!r}: it does not hold {'above' if above else 'below'} the limit L")
    limit = _limit(depth, sign)
    side = -1 if limit != 0 and not above else 1
    if gap is not None and end is None:
        end, end_gap = limit + side * gap, gap
    elif end is not None and gap is None:
        end_gap = side * (end - limit)
    else:
        raise ValueError("a flow time needs exactly one of end and gap")
    time = antiderivative(depth, form, sign, end, end_gap) - antiderivative(
        depth, form, sign, start, side * (start - limit)
    )
    # the imaginary parts of the complex logarithms are constant along the flow and drop out
    return sp.re(time, evaluate=False) if form == "complex" and sign != 0 else time


@defines(tau)
def _time_between(depth: int, sign: int, start: sp.Expr, end: sp.Expr) -> sp.Expr:
    """Return τ(start, end) in closed form. An end L ± ε is handed over as its distance ε: it does not cancel near L.

    For λ < 0 it is the tail form, in which nothing cancels far above |λ|^{1/N}.
    """
    beyond = sp.expand(end - L)
    if beyond.has(L):
        return flow_time(depth, sign, start, end=end, form="tail" if sign < 0 and depth > 2 else "real")
    above = bool(beyond.is_positive)
    return flow_time(depth, sign, start, gap=beyond if above else -beyond, above=above)


def _limit(depth: int, sign: int) -> sp.Expr:
    """Return the limit L of the flow at one sign of λ."""
    limit = sp.sympify(resolve(L, depth)).subs(sp.Max(lam, 0), lam if sign > 0 else sp.S.Zero)
    return limit if sign else limit.subs(lam, 0)


def explicit_solution(depth: int | sp.Expr, sign: int, start: sp.Expr = alpha, time: sp.Expr = t) -> sp.Expr:
    """Return y(t) where the flow has an explicit solution: N = 1, N = 2, or λ = 0 (``sign`` 0) for any N.

    ``depth`` may be the symbol N when ``sign`` is 0. Lemma 2.5; N = 2 is Remark 2.6,
    y² = λα²e^{2λt}/(λ + α²(e^{2λt} − 1)), divided by e^{2λt} so that it does not overflow. Raises
    ValueError for N ≥ 3 and λ ≠ 0, where the flow is only known implicitly.

    >>> explicit_solution(1, 1)
    lambda + (alpha - lambda)*exp(-t)
    >>> explicit_solution(3, 0)
    (4*t + alpha**(-4))**(-1/4)
    """
    if depth == 1:
        limit = _limit(1, sign)
        return limit + (start - limit) * sp.exp(-time)
    if sign == 0:
        power = 2 * depth - 2
        return (power * time + start**-power) ** (-1 / sp.sympify(power))
    if depth == 2:
        decay = sp.exp(-2 * lam * time)
        return start * sp.sqrt(lam / (lam * decay + start**2 * (1 - decay)))
    raise ValueError(f"depth {depth}: for lambda != 0 an explicit solution is known only for N = 1 and N = 2")
