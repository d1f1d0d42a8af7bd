"""One case at one precision: every orbit runs once, every formula is compiled once, all claims read from it.

``World.reader(expr, variable)`` is ``expr`` as a function of the index: SymPy works when it is made, at each index only
numbers are touched. Precision 0 means exact rationals; what is irrational is then ``Undecided``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Any

import sympy as sp
from flint import arb, fmpq

from numerics.claims.compiled import Compiled, compiled, in_one_unknown
from numerics.claims.multipliers import multipliers_behind
from numerics.claims.relations import ACCEPTS, Judge, connected, truth
from numerics.claims.slots import moves, once, source
from numerics.claims.spectrum import Values, in_order, spectrum_of
from numerics.claims.systems import SYSTEMS, Track
from numerics.exact.balls import to_ball
from numerics.exact.rational import exact_order, rational_value
from numerics.exact.verdict import Undecided
from theory.language.definitions import NUMBERS, resolve
from theory.language.expressions import Eigenvalue, unfolded
from theory.language.observables import First, Observable
from theory.language.spectra import Count
from theory.language.symbols import SPECTRA, Multiplier, N, eigenvalue_symbol, ell_0, lam, m, mu, n

__all__ = ["Reader", "Values", "World"]

Reader = Callable[[int], Any]


class World:
    """The parameters of a case as numbers, its orbits, and the readers and judges of its formulas.

    ``first`` gives the hitting times, of this case or at other values, found once for all precisions. ``where`` holds
    the names that a claim defines for itself, ``numbers`` values that are known as balls only, ``hulls`` observables
    that stand for more than one of their values. ``plain`` is the same world without multipliers, whose orbits are the
    same where they do not depend on one.
    """

    def __init__(
        self,
        values: Values,
        bits: int,
        first: Callable[..., Any],
        numbers: Mapping[sp.Symbol, Any] | None = None,
        where: Mapping[sp.Symbol, sp.Expr] | None = None,
        hulls: Mapping[Observable, arb] | None = None,
        plain: World | None = None,
    ) -> None:
        self.values, self.bits, self.first, self.plain = in_order(values), bits, first, plain
        self.depth = int(values[N])
        self.numbers = {s: self.number(v) for s, v in values.items()} | dict(numbers or {})
        self.where = dict(where or {})
        self.hulls = dict(hulls or {})
        #: Symbols that shape formulas, as the depth does: they are put in before a formula is compiled.
        self.structure = {s: sp.Integer(int(values[s])) for s in (m,) if s in values}
        self.tracks: dict[Any, Track] = {}
        self.readers: dict[Any, Reader] = {}
        self.judges: dict[Any, Judge] = {}
        self.levels: dict[tuple[Fraction, ...], World] = {}
        #: Whether a flow from the closed form is compared with the differential equation here.
        self.checks_flow = True

    def number(self, value: Fraction) -> Any:
        """Return a rational in the arithmetic of this world."""
        return to_ball(value, self.bits) if self.bits else fmpq(value.numerator, value.denominator)

    @property
    def sign(self) -> int:
        """The sign of λ, 0 where there is none; raises Undecided where its ball does not tell."""
        value = self.numbers.get(lam, 0)
        for sign, holds in ((0, value == 0), (1, value > 0), (-1, value < 0)):
            if holds:
                return sign
        raise Undecided("the sign of lambda")

    # Formulas -----------------------------------------------------------------------------------------------

    def compiled(self, expr: sp.Expr) -> Compiled:
        """Return a formula at the depth, the sign and the structure of this case."""
        formula = unfolded(_as_formula(expr))
        return compiled(formula.xreplace(self.structure) if self.structure else formula, self.depth, self.sign)

    def value(self, expr: sp.Expr, index: int = 0, variable: sp.Symbol | None = None) -> Any:
        """Return ``expr`` at ``variable`` = ``index``; raises Undecided where this precision gives no number."""
        return self.reader(expr, variable)(index)

    def reader(self, expr: sp.Expr, variable: sp.Symbol | None) -> Reader:
        """Return ``expr`` as a function of the index ``variable``."""
        key = (expr, variable)
        if key not in self.readers:
            self.readers[key] = self._reader(_as_formula(expr), variable)
        return self.readers[key]

    def _reader(self, expr: sp.Expr, variable: sp.Symbol | None) -> Reader:
        if isinstance(expr, First):  # of which a bracket may be all that is known
            return lambda k: self.first(expr)
        if expr is sp.S.Infinity or expr is sp.S.NegativeInfinity:
            infinite = arb("inf") if expr is sp.S.Infinity else arb("-inf")
            return lambda k: infinite
        formula = self.compiled(expr)
        slots = {symbol: slot for slot, symbol in formula.slots}
        takes = [
            source(self, slots[s], variable) if s in slots else self.constant(s, variable) for s in formula.symbols
        ]
        function = formula.function("arb" if self.bits else "exact")

        def read(k: int) -> Any:
            try:
                return self.checked(function(*[take(k) for take in takes]))
            except (ZeroDivisionError, OverflowError, Undecided) as problem:
                value = None if self.bits else self.exactly(expr)
                if value is None:
                    raise problem if isinstance(problem, Undecided) else Undecided(f"{expr!s:.80}") from None
                return self.number(value)

        if variable is not None and any(
            s == variable or (s in slots and moves(slots[s], variable)) for s in formula.symbols
        ):
            return read
        return once(read)

    def checked(self, result: Any) -> Any:
        """Return a result that is a number; raises Undecided for one that is not finite or not known to be real."""
        if not self.bits:
            if isinstance(result, fmpq):
                return result
        elif result.is_finite():
            if isinstance(result, arb):
                return result
            if result.imag.is_zero():
                return result.real
        raise Undecided("no number at this precision")

    def constant(self, symbol: sp.Symbol, variable: sp.Symbol | None) -> Reader:
        """Return the value of a symbol: a parameter, the index itself, a multiplier, a name of the claim."""
        if symbol in self.numbers:
            value = self.numbers[symbol]
            return lambda k: value
        if symbol == variable:
            return arb if self.bits else fmpq
        if symbol in self.where:
            return self.reader(self.where[symbol], None)
        if isinstance(symbol, Multiplier):
            one = self.number(Fraction(1))
            return lambda k: one
        if symbol in NUMBERS:
            return self.reader(NUMBERS[symbol], None)
        raise ValueError(f"no value given for {symbol}")

    def function(
        self, expr: sp.Expr, unknown: sp.Symbol, lift: Callable[[Any], Any] = lambda v: v
    ) -> Callable[[Any], Any]:
        """Return ``expr`` as a function of ``unknown``; all else in it is constant and passed through ``lift``."""
        formula = self.compiled(expr)
        split, slots = in_one_unknown(formula, unknown), {symbol: slot for slot, symbol in formula.slots}
        known = [(source(self, slots[s], None) if s in slots else self.constant(s, None))(0) for s in split.symbols]
        arithmetic = "arb" if self.bits else "exact"
        parts = [lift(value) for value in split.values(known, arithmetic)]
        compute = split.function(arithmetic)
        if unknown not in split.expr.free_symbols:
            constant = lift(compute(None, *parts))
            return lambda w: constant
        return lambda w: compute(w, *parts)

    def exactly(self, expr: sp.Expr) -> Fraction | None:
        """Return the rational value of a formula in the parameters, None where it has none."""
        if expr in self.values:
            return self.values[expr]
        if isinstance(expr, sp.Rational):
            return Fraction(int(expr.p), int(expr.q))
        return rational_value(self.resolved(expr), self.values)

    def resolved(self, expr: sp.Expr) -> sp.Expr:
        """Return a formula in the parameters alone, at the depth, the sign and the structure of this case."""
        given = frozenset(s for s in self.values if isinstance(s, Multiplier))
        expr = sp.sympify(expr)
        if any(size in self.values for size in SPECTRA):
            expr = unfolded(expr)
            # by the symbols under which the case has them: so a formula is resolved once for all cases of one rank
            places = [slot for slot in expr.atoms(Eigenvalue) if slot.SIZE in self.values]
            expr = expr.xreplace({slot: self._symbol(self.integer(slot.place), slot.SIZE) for slot in places})
        return _resolved(expr, self.depth, self.sign, tuple(self.structure.items()), given)

    def parameter(self, expr: sp.Expr) -> Any:
        """Return what an orbit starts from, through its exact value where it has one."""
        value = self.exactly(expr)
        return self.value(expr) if value is None else self.number(value)

    def integer(self, expr: sp.Expr) -> int:
        """Return the value of a formula that is an integer; raises Undecided where it is none.

        Hitting times may stand in it, and numbers of eigenvalues, which are counted exactly.
        """
        expr = unfolded(sp.sympify(expr))
        if expr.has(First, Count):
            times = {slot: self.first(slot) for slot in expr.atoms(First)}
            if any(time.lower != time.upper for time in times.values()):
                raise Undecided(f"{expr} is not known")
            known = {slot: sp.Integer(time.lower) for slot, time in times.items()}
            known |= {slot: sp.Integer(int(self.rational.value(slot))) for slot in expr.atoms(Count)}
            expr = expr.xreplace(known)
        value = self.exactly(expr)
        if value is None or value.denominator != 1:
            raise Undecided(f"{expr} is not known to be an integer")
        return int(value)

    def track(self, slot: Observable) -> Track:
        """Return the orbit that an observable reads, started when the first claim needs it."""
        if slot.orbit not in self.tracks:
            run = SYSTEMS[type(slot)].run
            same = self.plain if self.plain is not None and not self._moves(slot) else None
            self.tracks[slot.orbit] = Track(lambda: run(self, slot)) if same is None else same.track(slot)
        return self.tracks[slot.orbit]

    @cached_property
    def rational(self) -> World:
        """The exact world of the same parameters."""
        return World(self.values, 0, self.first, where=self.where) if self.bits else self

    @cached_property
    def spectra(self) -> dict[sp.Symbol, tuple[Fraction, ...]]:
        """The eigenvalues λ_1 ≥ … ≥ λ_n, and μ_1 ≥ … of W_0 that are not 0, by the symbol of their number."""
        return {size: spectrum_of(self.values, size) for size in SPECTRA}

    @property
    def spectrum(self) -> tuple[Fraction, ...]:
        """The eigenvalues λ_1 ≥ … ≥ λ_n."""
        return self.spectra[n]

    def eigenvalue(self, place: int, size: sp.Symbol = n) -> Fraction:
        """Return λ_i, which is 0 for i > n, or μ_i for the size ℓ_0; raises Undecided for i < 1."""
        return self.spectra[size][place - 1] if self._is_listed(place, size) else Fraction(0)

    def _symbol(self, place: int, size: sp.Symbol) -> sp.Expr:
        return eigenvalue_symbol(place, size) if self._is_listed(place, size) else sp.S.Zero

    def _is_listed(self, place: int, size: sp.Symbol) -> bool:
        if place < 1:
            raise Undecided(f"there is no eigenvalue at place {place}")
        return place <= len(self.spectra[size])

    def at_place(self, place: int) -> World:
        """Return the world in which λ is λ_i, and μ is μ_i if there is one; equal ones share it, orbits and all."""
        level = (self.eigenvalue(place), *([self.eigenvalue(place, ell_0)] if ell_0 in self.values else []))
        if level not in self.levels:
            exact = (sp.Rational(value.numerator, value.denominator) for value in level)
            there = self.elsewhere(dict(zip((lam, mu), exact, strict=False)))
            there.checks_flow = self.checks_flow and not self.levels
            there.plain = None if self.plain is None else self.plain.at_place(place)
            self.levels[level] = there
        return self.levels[level]

    def _moves(self, slot: Observable) -> bool:
        """Whether an orbit depends on a multiplier of this world, or on a name of the claim that may stand for one."""
        symbols = [symbol for part in slot.parameters for symbol in (*multipliers_behind(part), *part.free_symbols)]
        return any(
            symbol in self.where or (isinstance(symbol, Multiplier) and symbol in self.values) for symbol in symbols
        )

    def elsewhere(self, parameters: Mapping[sp.Symbol, sp.Expr]) -> World:
        """Return the world in which ``parameters`` have other values."""
        values, numbers = dict(self.values), dict(self.numbers)
        for symbol, point in parameters.items():
            values.pop(symbol, None)
            exact = self.exactly(point)
            if exact is not None:
                values[symbol] = exact
            numbers[symbol] = self.value(point) if exact is None else self.number(exact)
        return World(values, self.bits, self._first_at(values, set(numbers) <= set(values)), numbers, self.where)

    def _first_at(self, values: Values, exactly: bool) -> Callable[..., Any]:
        """Return the hitting times at other values, known where ``exactly`` says that all of these are rational."""

        def time(slot: First, there: Values | None = None) -> Any:
            if there is None and not exactly:
                raise Undecided(f"{slot.name} at values that are not rational")
            return self.first(slot, values if there is None else there)

        return time

    # Relations ----------------------------------------------------------------------------------------------

    def judge(self, relation: sp.Basic, variable: sp.Symbol | None = None) -> Judge:
        """Return a relation as a three-valued function of the index."""
        key = (relation, variable)
        if key not in self.judges:
            self.judges[key] = self._judge(relation, variable)
        return self.judges[key]

    def _judge(self, relation: sp.Basic, variable: sp.Symbol | None) -> Judge:
        kind = type(relation)
        if kind not in ACCEPTS:
            return connected(relation, lambda part: self.judge(part, variable))
        try:
            left, right = (self.reader(side, variable) for side in relation.args)
        except Undecided:
            return lambda k: None

        # a side without an orbit costs nothing, and where it has no value the other one is not needed
        right_first = relation.lhs.has(Observable) and not relation.rhs.has(Observable)

        def compared(k: int) -> bool | None:
            try:
                if right_first:
                    bound = right(k)
                    return truth(kind, left(k), bound)
                return truth(kind, left(k), right(k))
            except Undecided:
                return None if self.bits else self.ordered(relation)

        return compared

    def ordered(self, relation: sp.Basic) -> bool | None:
        """Decide a comparison of formulas in the parameters exactly, also where its sides are roots; None elsewhere."""
        found = exact_order(self.resolved(relation.lhs), self.resolved(relation.rhs), self.values)
        return None if found is None else found in ACCEPTS[type(relation)]


def _as_formula(expr: sp.Expr | int) -> sp.Expr:
    return expr if isinstance(expr, sp.Basic) else sp.sympify(expr)


@lru_cache(maxsize=16384)
def _resolved(
    expr: sp.Expr, depth: int, sign: int, structure: tuple[tuple[sp.Symbol, sp.Expr], ...], given: frozenset[sp.Symbol]
) -> sp.Expr:
    """Return a formula in the parameters alone; a multiplier that is not ``given`` a value is 1."""
    formula = resolve(unfolded(expr).xreplace(dict(structure)), depth, sign)
    return formula.xreplace(dict.fromkeys(formula.atoms(Multiplier) - given, sp.S.One))
