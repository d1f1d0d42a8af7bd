"""Formulas put together from their parts as they stand.

For every logarithm, modulus, maximum and rounding SymPy asks for the signs of the arguments, and answers by derivatives
and real roots; that takes longer than all else it does for a formula at a given depth, which is only to be computed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import sympy as sp

#: What stands as it is written, but for numbers.
_PLAIN = (sp.log, sp.Abs, sp.floor, sp.ceiling, sp.Max, sp.Min)


def logarithm(argument: sp.Expr) -> sp.Expr:
    """Return ln of ``argument``, evaluated only for a number.

    >>> logarithm(sp.S.One), logarithm(sp.exp(sp.Symbol("x", real=True)))
    (0, log(exp(x)))
    """
    return sp.log(argument, evaluate=not argument.free_symbols)


def rebuilt(expr: sp.Basic, arguments: Sequence[sp.Basic]) -> sp.Basic:
    """Return ``expr`` with other arguments; of those of a maximum, numbers will say which is the largest.

    >>> x = sp.Symbol("x", positive=True)
    >>> rebuilt(sp.Max(x, 3), (x, x + 1)), rebuilt(sp.Max(x, 3), (sp.S(2), sp.S(3)))
    (Max(x, x + 1), 3)
    """
    if isinstance(expr, _PLAIN) and any(argument.free_symbols for argument in arguments):
        return expr.func(*arguments, evaluate=False)
    return expr.func(*arguments)


def replaced(expr: sp.Basic, parts: Mapping[sp.Basic, sp.Basic]) -> sp.Basic:
    """Return ``expr`` with its ``parts`` replaced, as ``xreplace`` does.

    >>> x = sp.Symbol("x", positive=True)
    >>> replaced(sp.log(1 + x) * x, {x: 2 * x})
    2*x*log(2*x + 1)
    """
    if expr in parts:
        return parts[expr]
    if type(expr)._xreplace is not sp.Basic._xreplace:  # what binds symbols has a way of its own
        return expr.xreplace(parts)
    arguments = [replaced(argument, parts) for argument in expr.args]
    same = all(new is old for new, old in zip(arguments, expr.args, strict=True))
    return expr if same else rebuilt(expr, arguments)
