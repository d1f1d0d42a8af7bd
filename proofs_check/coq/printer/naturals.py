"""Integers of the records as natural numbers of Coq, where the truncated subtraction is exact.

>>> from theory.language.symbols import N
>>> natural(2 * N - 2)
'2 * N - 2'
>>> natural(N - 3)
Traceback (most recent call last):
    ...
proofs_check.coq.printer.scope.Unprintable: N - 3: not certainly a natural number
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import sympy as sp

from proofs_check.coq.printer.scope import Unprintable, name_of, scope
from theory.language.expressions import unfolded
from theory.language.spectra import Count
from theory.language.symbols import N

Rule = TypeVar("Rule", bound=Callable[..., str])
_RULES: dict[type, Callable[..., str]] = {}


def natural_rule(kind: type) -> Callable[[Rule], Rule]:
    """Register the decorated function as the rule for expressions of a kind that are natural numbers."""

    def register(function: Rule) -> Rule:
        _RULES[kind] = function
        return function

    return register


def natural(expr: sp.Expr) -> str:
    """Return an expression that is a natural number for every N ≥ 2 as a term of type nat."""
    expr = sp.expand(unfolded(expr))
    if type(expr) in _RULES:
        return _RULES[type(expr)](expr)
    if isinstance(expr, sp.Max | sp.Min):
        function = "Nat.max" if isinstance(expr, sp.Max) else "Nat.min"
        parts = sorted(expr.args, key=str)
        if isinstance(expr, sp.Max) and sp.S.Zero in parts:  # max(0, a − b) is the truncated difference
            parts.remove(sp.S.Zero)
            if len(parts) == 1 and sign_of(parts[0]) is None:
                return _written(parts[0])
        first, *others = map(natural, parts)
        for other in others:
            first = f"{function} ({first}) ({other})"
        return first
    if sign_of(expr) != 1:
        raise Unprintable(f"{expr}: not certainly a natural number")
    return _written(expr)


def integer(expr: sp.Expr) -> str:
    """Return an integer of either sign, a sum of multiples of natural numbers, as a term of type Z.

    >>> integer(2 * N - 6)
    '2 * Z.of_nat N - 6'
    """
    text = ""
    for part in sorted(sp.Add.make_args(sp.expand(expr)), key=numbers_last):
        factor, symbol = part.as_coeff_Mul()
        if not (symbol == 1 or symbol.is_Symbol):
            raise Unprintable(f"{expr}: no rule for this integer")
        size = abs(factor)
        one = str(size) if symbol == 1 else f"Z.of_nat {name_of(symbol)}"
        one = f"{size} * {one}" if symbol != 1 and size != 1 else one
        sign = " - " if factor < 0 else " + "
        text += f"{sign}{one}" if text else f"- {one}" if factor < 0 else one
    return text


def _written(expr: sp.Expr) -> str:
    if expr.is_Integer:
        return str(expr)
    if expr.is_Symbol:
        return name_of(expr)
    if expr.is_Mul and all(part.is_Integer or part.is_Symbol for part in expr.args):
        return " * ".join(str(part) if part.is_Integer else name_of(part) for part in expr.args)
    if expr.is_Add:
        minus = [-part for part in expr.args if part.could_extract_minus_sign()]
        plus = [part for part in expr.args if not part.could_extract_minus_sign()]
        sums = (" + ".join(_factor(part) for part in sorted(parts, key=numbers_last)) for parts in (plus, minus))
        first, second = sums
        return f"{first} - {second if len(minus) == 1 else f'({second})'}" if minus else first
    raise Unprintable(f"{expr}: no rule for this natural number")


def _factor(part: sp.Expr) -> str:
    text = natural(part)
    return f"({text})" if isinstance(part, sp.Max | sp.Min | Count) else text


def sign_of(expr: sp.Expr) -> int | None:
    """Return 1 for an integer ≥ 0, −1 for one ≤ 0, whatever N ≥ 2 is; None where that is not known."""
    counts = {part: sp.Dummy(integer=True, nonnegative=True) for part in expr.atoms(Count)}
    expr = expr.xreplace(counts)
    if not expr.is_integer:
        return None
    more = sp.Symbol("more", integer=True, nonnegative=True)
    sums = scope().ends.items()
    passed = {index: sp.Dummy(integer=True, nonnegative=True) for index, _ in sums}
    left = {index: last - passed[index] for index, last in sums}
    for reading in (passed, left):  # an index of a sum is at least 0, and so is what is left to its end
        shifted = sp.expand(expr.xreplace(reading).subs(N, more + 2))
        if shifted.is_nonnegative or shifted.is_nonpositive:
            return 1 if shifted.is_nonnegative else -1
    return None


def numbers_last(part: sp.Expr) -> tuple[bool, str]:
    """Return a key that puts numbers behind everything else, and orders the rest by name."""
    return bool(part.is_number), str(part)
