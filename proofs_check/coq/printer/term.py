"""A term of Coq: its text and how strongly it holds together; the rules by which expressions become terms.

A symbol of integers is a natural number, any other one a real number. There is one rule for each kind of node, in the
module that is about such nodes; what has none is an error.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeVar

import sympy as sp

from proofs_check.coq.printer.scope import VOCABULARY, Unprintable, arguments, name_of

#: How strongly a term holds together, as in Coq: an atom, an application, a power, a negation, a product, a sum; a
#: term that is open to the right.
ATOM, CALL, POWER, NEGATION, PRODUCT, SUM, OPEN = 0, 10, 30, 35, 40, 50, 200


class Term(NamedTuple):
    """A term of type R, and how strongly it holds together."""

    text: str
    level: int

    def at(self, level: int) -> str:
        """Return its text, in brackets where it holds together less than ``level`` asks."""
        return self.text if self.level <= level else f"({self.text})"


Rule = TypeVar("Rule", bound=Callable[..., Term])
_RULES: dict[type, Callable[..., Term]] = {}


def rule(*kinds: type) -> Callable[[Rule], Rule]:
    """Register the decorated function as the rule for expressions of these kinds."""

    def register(function: Rule) -> Rule:
        _RULES.update(dict.fromkeys(kinds, function))
        return function

    return register


def term(expr: sp.Expr) -> Term:
    """Return an expression as a term; raises Unprintable where there is no rule for a part of it."""
    for kind in type(expr).__mro__:
        if kind in _RULES:
            return _RULES[kind](expr)
    if expr.func in VOCABULARY:
        return vocabulary(expr)
    raise Unprintable(f"{expr!s:.60}: no rule for {type(expr).__name__}")


def real(expr: sp.Expr, level: int = OPEN) -> str:
    """Return an expression as a text of type R, in brackets where it holds together less than ``level`` asks."""
    return term(expr).at(level)


def call(function: str, *parts: sp.Expr) -> Term:
    """Return a function of Coq at arguments."""
    return Term(" ".join([function, *(real(part, ATOM) for part in parts)]), CALL)


def named_call(name: str, symbols: tuple[sp.Symbol, ...]) -> Term:
    """Return a definition at its own parameters."""
    inside = arguments(symbols)
    return Term(" ".join([name, *inside]), CALL if inside else ATOM)


def vocabulary(expr: sp.Expr) -> Term:
    """Return a function that has a definition in the vocabulary."""
    name, symbols = VOCABULARY[expr.func]
    return call(" ".join([name, *map(name_of, symbols)]), *expr.args)
