"""Claims: a relation over observables, when it applies, and for which k, t or x it is said to hold.

A claim is one of these kinds:

- a relation between numbers (no quantifier): ``T <= bound``;
- a relation for every value of an index or a variable (``Every``);
- a limit (``Tends``), ``Eq(expression, limit)``;
- any of these *exactly when* a condition on the parameters holds: an equivalence.

>>> from theory.language.observables import scalar_orbit
>>> from theory.language.symbols import alpha, k, lam
>>> d = scalar_orbit("d")
>>> print(Claim("grows", sp.Le(d(k), d(k + 1)), "d increases", "ours", Every(k), given=alpha**2 < lam))
if alpha**2 < lambda: for every k: d(k) <= d(k + 1)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

import sympy as sp
from sympy.printing.str import StrPrinter

from theory.language.observables import Observable
from theory.language.symbols import PARAMETER_NAMES, without_multipliers

Tag = Literal["text", "rebuilt", "ours", "observed"]
Kind = Literal["exact", "upper", "lower"]


@dataclass(frozen=True)
class Every:
    """For every k with ``since`` ≤ k < ``before`` (a real ``since`` means from its ceiling on), or for every t or x.

    ``before`` = ⌊x⌋ + 1 says k ≤ x and is written so.
    An index is followed step by step. A variable (t, x, …) is a parameter of the case and drawn with the others.
    """

    symbol: sp.Symbol
    since: sp.Expr = sp.S.Zero
    before: sp.Expr = sp.oo


@dataclass(frozen=True)
class Tends:
    """As ``symbol`` grows without bound; the relation is then Eq(expression, limit)."""

    symbol: sp.Symbol


Quantifier = Every | Tends


class _Plain(StrPrinter):
    """SymPy's own text, with ln for the natural logarithm."""

    def _print_log(self, expr: sp.log) -> str:
        return f"ln({self.stringify(expr.args, ', ')})"


def plain(part: sp.Basic) -> str:
    """Return a formula as text for a terminal; multipliers are left out.

    >>> from theory.language.symbols import lam, multiplier
    >>> plain(multiplier("upper") * sp.log(lam))
    'ln(lambda)'
    """
    text: str = _Plain().doprint(without_multipliers(part))
    return text


@dataclass(frozen=True)
class Claim:
    """One thing a statement says.

    ``relation`` is what holds, ``over`` for which k; ``given`` is when the claim applies, ``exactly_when`` makes it
    an equivalence. ``where`` defines names of the relation, each from the parameters and the names before it.
    ``text`` says it in words and ``tag`` is its provenance. Raises ValueError for a claim that is no sentence: a
    relation that SymPy has already decided, an index without quantifier, a limit that is not an equation.
    """

    name: str
    relation: sp.Basic
    text: str = ""
    tag: Tag = "ours"
    over: Quantifier | None = None
    given: sp.Basic = sp.true
    exactly_when: sp.Basic | None = None
    where: tuple[tuple[sp.Symbol, sp.Expr], ...] = ()

    def __post_init__(self) -> None:
        if not isinstance(self.relation, sp.core.relational.Relational | sp.logic.boolalg.BooleanFunction):
            raise ValueError(
                f"claim {self.name}: {self.relation!s:.60} is not a relation (write sp.Le(left, right), …)"
            )
        if isinstance(self.over, Tends) and not isinstance(self.relation, sp.Eq):
            raise ValueError(
                f"claim {self.name}: a limit is an equation Eq(expression, limit), not {self.relation!s:.60}"
            )
        bound = set() if self.over is None else {self.over.symbol}
        loose = {s for o in self.observables() for s in o.index.free_symbols if _is_index(s)} - bound
        if loose:
            name = min(map(str, loose))
            raise ValueError(
                f"claim {self.name}: {name} has no quantifier; add over=Every({name}) or over=Tends({name})"
            )

    def parts(self) -> Iterator[sp.Basic]:
        """Yield everything that has to be computed to decide the claim."""
        yield self.relation
        yield self.given
        if self.exactly_when is not None:
            yield self.exactly_when
        if isinstance(self.over, Every):
            yield self.over.since
            yield self.over.before
        for _, value in self.where:
            yield value

    def observables(self) -> set[Observable]:
        """Return the observables in the claim."""
        return {o for part in self.parts() for o in part.atoms(Observable)}

    @property
    def kind(self) -> Kind:
        """Whether it bounds something from above or below; a sign, an identity, a limit or an equivalence is exact."""
        if self.exactly_when is None and not isinstance(self.over, Tends):
            bounded = isinstance(self.relation, sp.core.relational.Relational) and self.relation.rhs != 0
            if bounded and isinstance(self.relation, sp.Le | sp.Lt):
                return "upper"
            if bounded and isinstance(self.relation, sp.Ge | sp.Gt):
                return "lower"
        return "exact"

    def __str__(self) -> str:
        return self.sentence()

    def sentence(self, *, where: bool = True) -> str:
        """Return the claim as a sentence, with the definitions of its own names unless ``where`` is false."""
        shown = plain
        match self.over:
            case Every(symbol, since, before):
                low = "" if since == 0 else f" >= {shown(since)}"
                order, last = _end(before)
                high = "" if last == sp.oo else f" {order} {shown(last)}"
                core = f"for every {shown(symbol)}{low}{' and' if low and high else ''}{high}: {shown(self.relation)}"
            case Tends(symbol):
                core = f"{shown(self.relation.lhs)} -> {shown(self.relation.rhs)} as {shown(symbol)} -> oo"
            case _:
                core = shown(self.relation)
        if self.exactly_when is not None:
            core = f"({core}) exactly when {shown(self.exactly_when)}"
        if self.given != sp.true:
            core = f"if {shown(self.given)}: {core}"
        if self.where and where:
            core += ", where " + ", ".join(f"{shown(name)} = {shown(value)}" for name, value in self.where)
        return core

    def latex(self, show: Callable[[Any], str]) -> str:
        """Return the claim as LaTeX in one line, its formulas written by ``show``; ``where`` is left out."""
        return " ".join(piece for part in self.latex_parts(show) for piece in part)

    def latex_parts(self, show: Callable[[Any], str]) -> tuple[tuple[str, ...], ...]:
        """Return the claim as LaTeX in the parts after which a line may end; a relation comes as its two sides."""

        def shown(part: sp.Basic) -> str:
            return show(without_multipliers(part))

        parts: list[tuple[str, ...]] = [] if self.given == sp.true else [(rf"{shown(self.given)} \implies",)]
        match self.over:
            case Tends(symbol):
                goal = rf"{shown(self.relation.lhs)} = {shown(self.relation.rhs)}"
                parts.append((rf"\lim_{{{shown(symbol)} \to \infty}} {goal}",))
            case _:
                parts.append(_sides(shown(self.relation), self.relation, shown))
        if isinstance(self.over, Every):
            parts.append((rf"\quad \text{{for every }} {_range(self.over, shown)}",))
        if self.exactly_when is not None:
            parts.append((rf"\iff {shown(self.exactly_when)}",))
        return tuple(parts)


def _sides(whole: str, relation: sp.Basic, shown: Callable[[sp.Basic], str]) -> tuple[str, ...]:
    """Return a relation as its left side and the rest, where it has sides."""
    left = shown(relation.args[0]) if isinstance(relation, sp.core.relational.Relational) else ""
    return (left, whole.removeprefix(left).lstrip()) if left and whole.startswith(left) else (whole,)


def _range(over: Every, shown: Callable[[sp.Basic], str]) -> str:
    symbol, since = shown(over.symbol), "" if over.since == 0 else shown(over.since)
    if over.before == sp.oo:
        return rf"{symbol} \geq {since}" if since else symbol
    order, last = _end(over.before)
    whole = f"{symbol} {_LATEX[order]} {shown(last)}"
    return rf"{since} \leq {whole}" if since else whole


def _end(before: sp.Expr) -> tuple[str, sp.Expr]:
    """Return how an end is written: < or <=, and the number."""
    last = before - 1
    return ("<=", last.args[0]) if isinstance(last, sp.floor) else ("<", before)


#: The orders of a range in LaTeX.
_LATEX = {"<": "<", "<=": r"\leq"}


def _is_index(symbol: sp.Basic) -> bool:
    """Whether a symbol counts iterations: those have to be quantified, while a time or a state may be drawn."""
    return str(symbol) in ("k", "n") and bool(symbol.is_integer) and symbol not in PARAMETER_NAMES
