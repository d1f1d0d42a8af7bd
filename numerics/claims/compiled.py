"""Formulas with observables in them, ready to be computed.

A formula is resolved at its depth and at the sign of λ, every observable in it becomes a *slot*, and what is left is
compiled once by ``numerics.formulas.straight_line``.

>>> from theory.language.observables import scalar_orbit
>>> from theory.language.symbols import N, k, lam
>>> d = scalar_orbit("d")
>>> compiled(d(k) ** N - lam, 2, 1).expr
-lambda + slot_0**2
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import sympy as sp

from numerics.formulas.straight_line import compile_expression
from theory.language.definitions import resolve
from theory.language.expressions import At, ByCases, Eigenvalue, RealPart, Root
from theory.language.observables import Observable
from theory.language.rebuild import rebuilt
from theory.language.spectra import OverSpectrum

#: What is computed by a rule of its own and enters a formula as a number.
SLOTS = (Observable, At, ByCases, Eigenvalue, OverSpectrum, RealPart, Root, sp.Integral)


@dataclass(frozen=True)
class Compiled:
    """One formula at a depth: ``expr`` in the ``symbols``, and what stands behind the slots among them."""

    expr: sp.Expr
    slots: tuple[tuple[sp.Expr, sp.Symbol], ...]
    symbols: tuple[sp.Symbol, ...]

    def function(self, arithmetic: str) -> Callable[..., Any]:
        """Return the formula as a function of the values of ``symbols``."""
        return compile_expression(self.expr, self.symbols, arithmetic)


@dataclass(frozen=True)
class InOneUnknown:
    """A formula as a function of one of its symbols: the parts without that symbol are computed once.

    ``expr`` is in the ``unknown`` and the ``names`` of the ``parts``, which are in ``symbols``.
    """

    expr: sp.Expr
    unknown: sp.Symbol
    symbols: tuple[sp.Symbol, ...]
    parts: tuple[sp.Expr, ...]
    names: tuple[sp.Symbol, ...]

    def values(self, known: Sequence[Any], arithmetic: str) -> list[Any]:
        """Return the values of the parts from those of ``symbols``."""
        return [compile_expression(part, self.symbols, arithmetic)(*known) for part in self.parts]

    def function(self, arithmetic: str) -> Callable[..., Any]:
        """Return the formula as a function of the unknown and the values of the parts."""
        return compile_expression(self.expr, (self.unknown, *self.names), arithmetic)


@lru_cache(maxsize=4096)
def in_one_unknown(formula: Compiled, unknown: sp.Symbol) -> InOneUnknown:
    """Return ``formula`` as a function of ``unknown``.

    >>> from theory.language.symbols import alpha, lam, x
    >>> split = in_one_unknown(compiled(x**2 * sp.sqrt(lam) * (alpha - lam + x), 2, 1), x)
    >>> split.expr, split.parts
    (part_0*x**2*(part_1 + x), (sqrt(lambda), alpha - lambda))
    """
    parts: dict[sp.Expr, sp.Symbol] = {}
    expr = _without_parts(formula.expr, unknown, parts)
    symbols = tuple(symbol for symbol in formula.symbols if symbol != unknown)
    return InOneUnknown(expr, unknown, symbols, tuple(parts), tuple(parts.values()))


def _without_parts(expr: sp.Expr, unknown: sp.Symbol, parts: dict[sp.Expr, sp.Symbol]) -> sp.Expr:
    if expr.is_Number or expr == unknown:
        return expr
    if unknown not in expr.free_symbols:
        return parts.setdefault(expr, sp.Symbol(f"part_{len(parts)}"))
    if isinstance(expr, sp.Add | sp.Mul):
        fixed = [argument for argument in expr.args if unknown not in argument.free_symbols]
        moving = [argument for argument in expr.args if unknown in argument.free_symbols]
        together = [_without_parts(expr.func(*fixed), unknown, parts)] if fixed else []
        return expr.func(*together, *(_without_parts(argument, unknown, parts) for argument in moving))
    return expr.func(*(_without_parts(argument, unknown, parts) for argument in expr.args))


@lru_cache(maxsize=16384)
def compiled(expr: sp.Expr, depth: int, sign: int) -> Compiled:
    """Return ``expr`` at a depth, for λ of the given sign (1, 0, −1). Raises ValueError for what no number stands for.

    >>> from theory.language.symbols import lam
    >>> compiled(sp.Function("strange")(lam), 2, 1)
    Traceback (most recent call last):
    ValueError: strange(lambda): strange is not an observable and has no definition
    """
    slots: dict[sp.Expr, sp.Symbol] = {}
    formula = _resolved(sp.sympify(expr), depth, sign, slots)
    for unknown in sorted(formula.atoms(sp.core.function.AppliedUndef), key=str):
        raise ValueError(f"{expr!s:.60}: {unknown.func} is not an observable and has no definition")
    return Compiled(formula, tuple(slots.items()), tuple(sorted(formula.free_symbols, key=str)))


def _resolved(expr: sp.Expr, depth: int, sign: int, slots: dict[sp.Expr, sp.Symbol]) -> sp.Expr:
    """Cut the slots out, resolve the rest; what resolving brings in (a flow time, a root) is cut out in turn."""
    expr = _cut(expr, slots)
    expr = resolve(expr, depth, sign)
    if expr.has(sp.Derivative, sp.Subs):
        expr = expr.doit()
    return _cut(expr, slots)


def _cut(expr: sp.Expr, slots: dict[sp.Expr, sp.Symbol]) -> sp.Expr:
    """Replace the outermost slots of ``expr`` by symbols."""
    if isinstance(expr, SLOTS):
        return slots.setdefault(expr, sp.Symbol(f"slot_{len(slots)}", real=True))
    if not expr.has(*SLOTS):
        return expr
    if isinstance(expr, sp.Derivative | sp.Subs):
        raise ValueError(f"{expr!s:.60}: an observable cannot be differentiated")
    return rebuilt(expr, [_cut(argument, slots) for argument in expr.args])
