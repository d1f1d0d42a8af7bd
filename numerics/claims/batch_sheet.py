"""A sheet: many cases of one depth and one sign of λ, in one arithmetic. Each formula is one column.

What ``numerics.claims.world`` is for one case, in outward-rounded intervals of float64 or in balls of one precision.
Balls are asked only where the intervals leave a relation open. A sheet knows the formulas in the parameters, cases and
other parameters within them included; an orbit, an integral or a root raises ``NotInColumns``.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Any, Self

import numpy as np
import sympy as sp
from flint import arb
from sympy.core.function import AppliedUndef

from numerics.claims.batch_columns import Column, Rows, Signs, compared
from numerics.claims.compiled import SLOTS, Compiled, compiled
from numerics.claims.relations import ACCEPTS, in_turn, truth
from numerics.claims.world import World
from numerics.exact.balls import working_precision
from numerics.formulas.intervals import BITS, Ends, around, unknown
from theory.language.definitions import NUMBERS
from theory.language.expressions import Abbreviation, At, ByCases, unfolded
from theory.language.symbols import Multiplier, N, lam, m

Where = Mapping[sp.Symbol, sp.Expr]
_NAN = arb.nan()


class NotInColumns(Exception):
    """A formula that has to be computed case by case."""


@lru_cache(maxsize=4096)
def _prepared(expr: sp.Expr, depth: int, sign: int) -> Compiled:
    return compiled(expr, depth, sign)


@lru_cache(maxsize=4096)
def _in_parts(expr: sp.Expr) -> tuple[sp.Expr, dict[sp.Symbol, sp.Expr]]:
    """Return ``expr`` with symbols for its abbreviations and functions, and what these stand for: computed once each.

    >>> from theory.language.definitions import tau
    >>> from theory.language.symbols import alpha, eps, eta
    >>> _in_parts(tau(alpha, eps) / eta)
    (part_0/eta, {part_0: tau(alpha, epsilon)})
    """
    while isinstance(expr, Abbreviation):
        expr = expr.body
    parts: dict[sp.Expr, sp.Symbol] = {}

    def cut(part: sp.Expr) -> sp.Expr:
        if isinstance(part, Abbreviation | AppliedUndef) and part is not expr:
            return parts.setdefault(part, sp.Symbol(f"part_{len(parts)}", real=True))
        if isinstance(part, SLOTS) or not part.has(Abbreviation, AppliedUndef):
            return part
        if isinstance(part, sp.Derivative | sp.Subs | sp.Sum):  # these have symbols of their own
            return unfolded(part)
        return part.func(*map(cut, part.args))

    if isinstance(expr, AppliedUndef):
        return unfolded(expr), {}
    short = cut(expr)
    return short, {symbol: part for part, symbol in parts.items()}


@lru_cache(maxsize=256)
def _number(symbol: sp.Symbol, depth: int, bits: int) -> arb:
    """Return a number that depends on the depth alone, like c of (14)."""
    with working_precision(bits):
        value: arb = World({N: Fraction(depth)}, bits, _no_time).value(NUMBERS[symbol])
    return value


def _no_time(slot: Any) -> Any:
    raise NotInColumns(slot)


class Sheet(ABC):
    """Many cases of one depth and one sign of λ; ``where`` are the names of a claim."""

    #: The arithmetic, as ``numerics.formulas.straight_line`` calls it.
    arithmetic: str

    def __init__(
        self, depth: int, sign: int, size: int, columns: Mapping[sp.Symbol, Column], where: Where | None = None
    ) -> None:
        self.depth, self.sign, self.size = depth, sign, size
        self.columns, self.where = dict(columns), dict(where or {})
        self._values: dict[sp.Expr, Any] = {}

    @abstractmethod
    def take(self, rows: Rows) -> Self:
        """Return the sheet of these rows."""

    @abstractmethod
    def truth(self, relation: sp.Basic) -> Signs:
        """Return 1, −1 or 0 as a relation is true, false or not decided by this arithmetic."""

    @abstractmethod
    def _moved(self, columns: Mapping[sp.Symbol, Column]) -> Self:
        """Return the sheet with other columns."""

    @abstractmethod
    def _of(self, column: Column) -> Any:
        """Return a column in this arithmetic."""

    @abstractmethod
    def _column(self, values: Any) -> Column:
        """Return values of this arithmetic as a column."""

    @abstractmethod
    def _computed(self, formula: Compiled, inputs: Sequence[Any]) -> Any:
        """Return the values of a formula."""

    @abstractmethod
    def _scattered(self, parts: Sequence[tuple[Rows, Any]]) -> Any:
        """Return values that are given for some rows and unknown elsewhere."""

    @abstractmethod
    def _constant(self, symbol: sp.Symbol) -> Column:
        """Return one of ``NUMBERS``."""

    # Formulas -----------------------------------------------------------------------------------------------

    def values(self, expr: sp.Expr) -> Any:
        """Return ``expr`` in each case, unknown where this arithmetic gives no real number."""
        if expr not in self._values:
            short, parts = _in_parts(expr)
            formula = _prepared(short, self.depth, self.sign)
            slots = {symbol: slot for slot, symbol in formula.slots}
            inputs = [
                self._slot(slots[s])
                if s in slots
                else self.values(parts[s])
                if s in parts
                else self._of(self.column(s))
                for s in formula.symbols
            ]
            self._values[expr] = inputs[0] if formula.expr.is_Symbol else self._computed(formula, inputs)
        return self._values[expr]

    def column(self, symbol: sp.Symbol) -> Column:
        """Return the values of a symbol: a parameter, a multiplier, a name of the claim, a number like c."""
        if symbol not in self.columns:
            if symbol in self.where:
                found = self._column(self.values(self.where[symbol]))
            elif isinstance(symbol, Multiplier):
                found = Column(np.ones(self.size))
            elif symbol in NUMBERS:
                found = self._constant(symbol)
            else:
                raise NotInColumns(f"no value given for {symbol}")
            self.columns[symbol] = found
        return self.columns[symbol]

    def _slot(self, slot: sp.Expr) -> Any:
        if slot not in self._values:
            match slot:
                case ByCases():
                    self._values[slot] = self._by_cases(slot)
                case At():
                    self._values[slot] = self._elsewhere(slot)
                case _:
                    raise NotInColumns(f"{slot!s:.60}")
        return self._values[slot]

    def _by_cases(self, slot: ByCases) -> Any:
        parts = []
        rest = np.arange(self.size)
        for value, condition in slot.args:
            if not rest.size:
                break
            codes = self.take(rest).truth(condition)
            chosen = rest[codes > 0]
            if chosen.size:
                parts.append((chosen, self.take(chosen).values(value)))
            rest = rest[codes < 0]
        return self._scattered(parts)

    def _elsewhere(self, slot: At) -> Any:
        """Return an expression at other parameters, on a sheet of its own for each sign that λ has there."""
        body, parameters, points = slot.args
        if parameters.has(N, m):
            raise NotInColumns("another depth")
        columns = dict(self.columns)
        for symbol, point in zip(parameters, points, strict=True):
            columns[symbol] = self.column(point) if isinstance(point, sp.Symbol) else self._column(self.values(point))
        there = self._moved(columns)
        if lam not in parameters or columns[lam] is self.columns.get(lam):
            return there.values(body)
        low, high = columns[lam].ends
        parts = []
        for sign, chosen in ((-1, high < 0), (0, (low == 0) & (high == 0)), (1, low > 0)):
            rows = np.flatnonzero(np.broadcast_to(chosen, self.size))
            if rows.size:
                part = there.take(rows)
                part.sign = sign
                parts.append((rows, part.values(body)))
        return self._scattered(parts)


class IntervalSheet(Sheet):
    """A sheet in outward-rounded intervals of float64: values are their ends, (2, m)."""

    arithmetic = "interval"

    def take(self, rows: Rows) -> IntervalSheet:
        """Return the sheet of these rows."""
        columns = {symbol: column.take(rows) for symbol, column in self.columns.items()}
        return IntervalSheet(self.depth, self.sign, len(rows), columns, self.where)

    def truth(self, relation: sp.Basic) -> Signs:
        """Return 1, −1 or 0 as a relation is true, false or not decided; every part is computed in all cases."""
        if relation not in self._values:
            self._values[relation] = self._truth(relation)
        found: Signs = self._values[relation]
        return found

    def _truth(self, relation: sp.Basic) -> Signs:
        if relation in (sp.true, sp.false):
            return np.full(self.size, 1 if relation == sp.true else -1, np.int8)
        if type(relation) in ACCEPTS:
            left, right = (self.values(side) for side in relation.args)
            return np.broadcast_to(compared(type(relation), *left, *right), self.size)
        if not isinstance(relation, sp.And | sp.Or | sp.Not | sp.Implies):
            raise NotInColumns(f"{relation!s:.60}")
        if isinstance(relation, sp.Implies):
            return np.maximum(-self.truth(relation.args[0]), self.truth(relation.args[1]))
        parts = in_turn(relation)
        codes = self.truth(parts[0])
        if isinstance(relation, sp.Not):
            return -codes
        combine, settled = (np.minimum, -1) if isinstance(relation, sp.And) else (np.maximum, 1)
        for part in parts[1:]:
            if not (codes != settled).any():  # another part may not even have a meaning for this sign of λ
                break
            codes = combine(codes, self.truth(part))
        return codes

    def _moved(self, columns: Mapping[sp.Symbol, Column]) -> IntervalSheet:
        return IntervalSheet(self.depth, self.sign, self.size, columns, self.where)

    def _of(self, column: Column) -> Ends:
        return column.ends

    def _column(self, values: Ends) -> Column:
        return Column(enclosed=values)

    def _computed(self, formula: Compiled, inputs: Sequence[Ends]) -> Ends:
        found: Ends = formula.function("interval")(*inputs)
        return found

    def _scattered(self, parts: Sequence[tuple[Rows, Ends]]) -> Ends:
        found = unknown(self.size)
        for rows, values in parts:
            found[:, rows] = values
        return found

    def _constant(self, symbol: sp.Symbol) -> Column:
        return Column(enclosed=around([_number(symbol, self.depth, BITS)]))


class BallSheet(Sheet):
    """A sheet in balls of ``bits`` bits, which the caller sets as the working precision; values are lists of them.

    ``coarse`` is the same sheet in intervals.
    """

    arithmetic = "arb"

    def __init__(
        self,
        depth: int,
        sign: int,
        bits: int,
        size: int,
        columns: Mapping[sp.Symbol, Column],
        where: Where | None = None,
        coarse: IntervalSheet | None = None,
    ) -> None:
        super().__init__(depth, sign, size, columns, where)
        self.bits = bits
        self._coarse = coarse

    @property
    def coarse(self) -> IntervalSheet:
        """The sheet in intervals."""
        if self._coarse is None or self._coarse.sign != self.sign:
            self._coarse = IntervalSheet(self.depth, self.sign, self.size, self.columns, self.where)
        return self._coarse

    def take(self, rows: Rows) -> BallSheet:
        """Return the sheet of these rows."""
        columns = {symbol: column.take(rows) for symbol, column in self.columns.items()}
        return BallSheet(self.depth, self.sign, self.bits, len(rows), columns, self.where)

    def truth(self, relation: sp.Basic) -> Signs:
        """Return 1, −1 or 0 as a relation is true, false or decided neither by intervals nor by these balls."""
        codes = self.coarse.truth(relation).copy()
        rows = np.flatnonzero(codes == 0)
        if rows.size:
            codes[rows] = self.take(rows)._truth(relation)
        return codes

    def _truth(self, relation: sp.Basic) -> Signs:
        if type(relation) in ACCEPTS:
            sides = zip(*(self.values(side) for side in relation.args), strict=True)
            verdicts = [truth(type(relation), *pair) for pair in sides]
            return np.array([0 if verdict is None else 1 if verdict else -1 for verdict in verdicts], np.int8)
        parts = list(relation.args)
        codes = self.truth(parts[0])
        match relation:
            case sp.Not():
                return -codes
            case sp.Implies():
                return np.maximum(-codes, self.truth(parts[1]))
        combine, settled = (np.minimum, -1) if isinstance(relation, sp.And) else (np.maximum, 1)
        for part in parts[1:]:
            rows = np.flatnonzero(codes != settled)  # elsewhere another part may not even have a real value
            if rows.size:
                codes[rows] = combine(codes[rows], self.take(rows).truth(part))
        return codes

    def _moved(self, columns: Mapping[sp.Symbol, Column]) -> BallSheet:
        return BallSheet(self.depth, self.sign, self.bits, self.size, columns, self.where)

    def _of(self, column: Column) -> Sequence[arb]:
        return column.balls

    def _column(self, values: Sequence[arb]) -> Column:
        return Column(given=values)

    def _computed(self, formula: Compiled, inputs: Sequence[Sequence[arb]]) -> Sequence[arb]:
        function = formula.function("arb")
        found = map(function, *inputs) if inputs else [function()] * self.size
        return [_real(ball) for ball in found]

    def _scattered(self, parts: Sequence[tuple[Rows, Sequence[arb]]]) -> Sequence[arb]:
        found = [_NAN] * self.size
        for rows, values in parts:
            for row, value in zip(rows.tolist(), values, strict=True):
                found[row] = value
        return found

    def _constant(self, symbol: sp.Symbol) -> Column:
        return Column(given=[_number(symbol, self.depth, self.bits)] * self.size)


def _real(ball: Any) -> arb:
    if ball.is_finite():
        if type(ball) is arb:
            return ball
        if ball.imag.is_zero():
            return ball.real
    return _NAN
