"""From a formula of ``theory`` and exact parameters to a formula that can be compiled.

The depth, and every symbol in a parameter of ₂F₁, shapes the computation (which roots, which powers) and is
put into the formula; the other symbols stay arguments of the compiled function. A multiplier without a value
is 1.

>>> from theory.language.symbols import lam, x
>>> compilable(x ** (N - 1) * (lam - x**N), {N: Fraction(3), lam: Fraction(1, 2), x: Fraction(1)})
(x**2*(lambda - x**3), (lambda, x))
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache

import sympy as sp

from numerics.exact.numbers import ExactNumber, exact
from theory.language.symbols import Multiplier, N


def admissible_number(symbol: sp.Symbol, value: ExactNumber) -> Fraction:
    """Return the exact ``value``; raises ValueError where the formulas assume something else of ``symbol``.

    SymPy writes formulas under these assumptions (|x| is x for positive x), so elsewhere they mean nothing.

    >>> admissible_number(N, "5/2")
    Traceback (most recent call last):
    ValueError: N = 5/2: the formulas assume that N is an integer
    """
    number = exact(value)
    if symbol.is_positive and number <= 0:
        raise ValueError(f"{symbol} = {value}: the formulas assume that {symbol} is positive")
    if symbol.is_nonnegative and number < 0:
        raise ValueError(f"{symbol} = {value}: the formulas assume that {symbol} is not negative")
    if symbol.is_integer and number.denominator != 1:
        raise ValueError(f"{symbol} = {value}: the formulas assume that {symbol} is an integer")
    return number


@lru_cache(maxsize=1024)
def free_symbols(expr: sp.Expr) -> tuple[sp.Symbol, ...]:
    """Return the free symbols of ``expr`` in alphabetical order.

    >>> [str(symbol) for symbol in free_symbols(N + sp.Symbol("a"))]
    ['N', 'a']
    """
    return tuple(sorted(expr.free_symbols, key=str))


@lru_cache(maxsize=1024)
def _structural_symbols(expr: sp.Expr) -> tuple[sp.Symbol, ...]:
    """Return the symbols whose value shapes the computation: the depth, and parameters of 2F1."""
    found = {N} & expr.free_symbols
    for series in expr.atoms(sp.hyper):
        found |= series.ap.free_symbols | series.bq.free_symbols
    return tuple(sorted(found, key=str))


def compilable(
    expr: sp.Expr, numbers: Mapping[sp.Symbol, Fraction], varying: frozenset[sp.Symbol] = frozenset()
) -> tuple[sp.Expr, tuple[sp.Symbol, ...]]:
    """Return the formula with structural symbols and absent multipliers inserted, and its free symbols.

    ``varying`` are the symbols that have values row by row. Raises ValueError for a symbol without a value
    and where the formula is undefined, like 1/(N−2) at N = 2.

    >>> from theory.language.symbols import multiplier
    >>> compilable(N * multiplier("upper"), {N: Fraction(3)})
    (3, ())
    """
    given = varying.union(numbers)
    fixed = {symbol: numbers[symbol] for symbol in _structural_symbols(expr) if symbol in numbers}
    for symbol in free_symbols(expr):
        if symbol not in given:
            if not isinstance(symbol, Multiplier):
                raise ValueError(f"no value given for {symbol} in {short(expr)}")
            fixed[symbol] = Fraction(1)
    return _inserted(expr, tuple(fixed.items()))


@lru_cache(maxsize=4096)
def _inserted(expr: sp.Expr, fixed: tuple[tuple[sp.Symbol, Fraction], ...]) -> tuple[sp.Expr, tuple[sp.Symbol, ...]]:
    formula = expr.xreplace({symbol: sp.Rational(v.numerator, v.denominator) for symbol, v in fixed})
    if formula.has(sp.zoo, sp.nan, sp.oo, -sp.oo):
        shown = ", ".join(f"{symbol}={value}" for symbol, value in fixed)
        raise ValueError(f"{short(expr)} is not defined at {shown}")
    return formula, free_symbols(formula)


def short(what: object) -> str:
    """Return the text of ``what``, cut to fit an error message.

    >>> len(short(10**99))
    80
    """
    text = str(what)
    return text if len(text) <= 80 else text[:77] + "..."
