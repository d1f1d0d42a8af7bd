"""The printer, anchored in exact values: Coq computes printed orbits and spectra at rational points as Python does.

At simple points inside the hypotheses of a record, exact rational arithmetic (``numerics.claims.world``) gives the
value of each largest part of its claims and hypotheses that speaks of an orbit or of a spectrum. Coq proves that the
printed text, with the names of its statement, has this value: by a computable twin of the vocabulary, in balls with
rational ends (``library/enclosures.v``, ``library/observed.v``), which are exact here. A hitting time is the certified
one of ``numerics``; Coq finds the printed condition to hold there and at no iteration before, in balls whose ends are
rounded: so orbits may be long, and limits irrational.

Not covered is what has no rational value: the flow, logarithms and flow times beside an observable, roots that are
irrational at the points; nor what has no twin: orbits of explicit matrices and of other right-hand sides. The command
names what stands in no value, record by record. What has no observable in it is left to ``anchor``.

python -m proofs_check.coq.observed computes the values of all records, or of those whose ids it is given.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

import sympy as sp
from flint import fmpq

from numerics.claims.case import Case
from numerics.claims.spectrum import spectrum_of
from numerics.exact.verdict import Undecided
from proofs_check.coq import toolchain
from proofs_check.coq.printer import Scope, Unprintable, inside, real
from proofs_check.coq.printer.claims import definition, plain_claim, where_names
from proofs_check.coq.printer.propositions import condition_of, is_time, proposition, times_in
from proofs_check.coq.printer.scope import (
    LISTS,
    VOCABULARY,
    binders,
    in_order,
    is_natural,
    name_of,
    parameters_of,
    scope,
)
from proofs_check.coq.simple_points import Point, rational, simple_points
from proofs_check.coq.statements import stem_of
from theory.language.claims import Claim, Every, Tends
from theory.language.definitions import NUMBERS, h
from theory.language.expressions import Abbreviation, Eigenvalue, RealPart, Root, unfolded
from theory.language.observables import EulerIterate, FactorEntry, First, FlowValue, Observable
from theory.language.registry import STATEMENTS
from theory.language.spectra import OverSpectrum
from theory.language.statement import Statement
from theory.language.symbols import without_multipliers
from theory.sharp.rapidity import CoshPowerIntegral

#: What is computed here.
_SEEN = (Observable, OverSpectrum, Eigenvalue)
#: What has no rational value, or no twin in Coq.
_BEYOND = (
    *(FlowValue, EulerIterate, FactorEntry, Root, RealPart, CoshPowerIntegral),
    *(sp.LambertW, sp.Derivative, sp.Subs, sp.Integral, sp.exp, sp.log, sp.cosh, sp.sinh),
)
#: Iterations at which a formula is looked at, in turn, and at how many points; steps to a hitting time, and to one at a
#: second point; digits of a value, and of the orbit on the way to it.
_ITERATIONS, _POINTS, _STEPS, _FEW, _DIGITS, _ALONG = (2, 1, 0), 2, 26, 12, 1500, 20_000
#: Records that Coq is asked about together: it takes longer to start than to compute.
_TOGETHER = 12
_PROOF = "Proof. timeout 60 computed. Qed."


@dataclass(frozen=True)
class Observed:
    """A printed text at a point: a function of its parameters, their values, and what it must be equal to.

    Without a value the text is a proposition that must hold.
    """

    formula: sp.Basic
    text: str
    point: str
    value: str = ""

    def goal(self) -> str:
        """Return what Coq is to prove, in a line."""
        equal = f" = {self.value}" if self.value else ""
        return f"Goal ({self.text}) {self.point}{equal}. {_PROOF}"


@dataclass(frozen=True)
class Look:
    """What a formula is looked at with: cases, the names of its claim, the index, hitting times as numbers."""

    cases: Sequence[Case]
    names: Mapping[sp.Symbol, sp.Expr]
    variable: sp.Symbol | None = None
    times: Mapping[First, sp.Symbol] | None = None

    def sees(self, expr: sp.Basic) -> bool:
        """Whether an orbit or a spectrum stands in an expression."""
        return any(True for _ in self._found(expr, _SEEN))

    def reaches(self, expr: sp.Basic) -> bool:
        """Whether an expression may have a rational value."""
        kinds = any(True for _ in self._found(expr, _BEYOND))
        return not kinds and not any(
            (part in VOCABULARY or part in NUMBERS or part.func in VOCABULARY) and part.func != h
            for part in sp.preorder_traversal(unfolded(expr))
        )

    def _found(self, expr: sp.Basic, kinds: tuple[type, ...]) -> Iterator[sp.Basic]:
        whole = unfolded(expr)
        yield from whole.atoms(*kinds)
        for symbol in whole.atoms(sp.Symbol) & set(self.names):
            yield from self._found(self.names[symbol], kinds)


# Finding values ------------------------------------------------------------------------------------------------


def observed(record: Statement, points: Sequence[Point] | None = None) -> list[Observed]:
    """Return the largest parts of a record that have an exact value, each at up to two points where its claim applies.

    The points are simple ones inside the hypotheses, where none are given.
    """
    cases = [Case(point, _STEPS) for point in (simple_points(record) if points is None else points)]
    found: dict[Observed, None] = {}
    with inside(Scope()) as around:
        claims = list(_printable(record))
        for hypothesis in record.hypotheses:
            found.update(dict.fromkeys(_parts(without_multipliers(hypothesis.relation), Look(cases, {}))))
        for claim in claims:
            names = dict(claim.where)
            where_names(names, claim.name)
            look = _look(claim, cases)
            around.times = dict(look.times or {})
            for time in look.times or ():
                found.update(dict.fromkeys(_hits(time, look)))
            for whole in claim.parts():
                found.update(dict.fromkeys(_parts(whole, look)))
            around.times = {}
            around.given.clear()
    return list(found)


def _printable(record: Statement) -> Iterator[Claim]:
    """Yield the claims that have a text; the names beside the statement are those of its file from then on."""
    for claim in record.claims:
        before = dict(scope().texts)
        try:
            definition(record, "", claim)
        except Unprintable:
            scope().texts = before
            scope().given.clear()
            continue
        yield plain_claim(claim)


def _look(claim: Claim, cases: Sequence[Case]) -> Look:
    over = claim.over
    ends = (over.since, over.before) if isinstance(over, Every) else ()
    times = times_in(claim.relation, *(end for end in ends if not is_time(end)))
    named = {one: sp.Symbol(one.name, integer=True, nonnegative=True) for one in times}
    index = over.symbol if isinstance(over, Every | Tends) and is_natural(over.symbol) else None
    applies = [case for case in cases if claim.given == sp.true or case.holds(claim.given, claim.where) is True]
    return Look(applies, dict(claim.where), index, named)


def _parts(expr: sp.Basic, look: Look) -> Iterator[Observed]:
    if not look.sees(expr):
        return
    if isinstance(expr, sp.Expr):
        found = list(_time(expr, look) if is_time(expr) else _number(expr, look))
        if found or is_time(expr):
            yield from found
            return
        if isinstance(expr, Abbreviation):
            yield from _parts(expr.body, look)
            return
        if isinstance(expr, OverSpectrum | Observable):  # it is about other parameters inside
            return
    for argument in expr.args:
        yield from _parts(argument, look)


def _number(expr: sp.Expr, look: Look) -> Iterator[Observed]:
    """Yield what a formula is at points where it is rational."""
    if not look.reaches(expr):
        return
    inner = expr.xreplace(dict(look.times or {}))
    symbols = in_order(set(parameters_of(inner)))
    text = _function(symbols, lambda: real(inner))
    if text is None:
        return
    known = 0
    iterations = _ITERATIONS if look.variable in symbols else (0,)
    for k, case in product(iterations, look.cases):
        if known < _POINTS and (value := _exact(expr, case, look, k)) is not None:
            point = _point(symbols, case, look, k)
            if point is not None:
                known += 1
                yield Observed(expr, text, point, rational(value))


def _exact(expr: sp.Expr, case: Case, look: Look, k: int) -> Fraction | None:
    steps = [_steps(time, case) for time in unfolded(expr).atoms(First)]
    longest = max(len(str(value)) for value in case.values.values())
    if any(one is None or longest * (2 * case.depth - 1) ** one > _ALONG for one in steps):
        return None
    try:
        value = case.world(0, tuple(look.names.items())).value(expr, k, look.variable)
    except (Undecided, ValueError, ZeroDivisionError):
        return None
    if not isinstance(value, fmpq) or len(str(value.q)) > _DIGITS or len(str(value.p)) > _DIGITS:
        return None
    return Fraction(int(value.p), int(value.q))


# Hitting times -------------------------------------------------------------------------------------------------


def _steps(time: sp.Expr, case: Case) -> int | None:
    """Return a hitting time, or the latest of some, that takes few steps; None for any other one."""
    world = case.world(0)
    try:
        if isinstance(time, First):
            times = [world.first(time)]
        else:
            low, high = (world.integer(end) for end in time.args[1:])
            times = [world.at_place(place).first(time.body) for place in range(low, high + 1)]
    except (Undecided, ValueError, ZeroDivisionError):
        return None
    found = [one.lower if one.lower == one.upper else _STEPS + 1 for one in times]
    return max(found) if found and max(found) <= _STEPS else None


def _time(expr: sp.Expr, look: Look) -> Iterator[Observed]:
    """Yield what a hitting time is, or the latest one over a spectrum."""
    symbols = in_order(set(parameters_of(expr)))
    endless = sp.Eq(expr, sp.oo, evaluate=False)
    text = _function(symbols, lambda: proposition(endless).removesuffix(" = p_infty"))
    if text is None:
        return
    for point, steps in _reached(expr, symbols, look):
        yield Observed(expr, text, point, f"Finite (INR {steps})")


def _reached(time: sp.Expr, symbols: tuple[sp.Symbol, ...], look: Look) -> list[tuple[str, int]]:
    """Return the point at which a hitting time takes the fewest steps, and a second one if it takes few there, too."""
    found: list[tuple[int, str]] = []
    for case in look.cases if look.reaches(time) else ():
        steps, point = _steps(unfolded(time), case), _point(symbols, case, look, 0)
        if steps is not None and point is not None:
            found.append((steps, point))
    found.sort(key=lambda one: (one[0] == 0, one[0]))  # at once is the last to be looked at
    return [(point, steps) for place, (steps, point) in enumerate(found[:_POINTS]) if place == 0 or steps <= _FEW]


def _hits(time: First, look: Look) -> Iterator[Observed]:
    """Yield that the condition of a hitting time inside a formula holds there, and not before."""
    name = (look.times or {})[time]
    symbols = in_order({*parameters_of(time), name})
    text = _function(symbols, lambda: f"hits {condition_of(time)} {name_of(name)}")
    if text is None:
        return
    yield from (Observed(time, text, point) for point, _ in _reached(time, symbols, look))


# Texts ---------------------------------------------------------------------------------------------------------


def _function(symbols: tuple[sp.Symbol, ...], body: Callable[[], str]) -> str | None:
    """Return a text as a function of parameters; None without a rule for it, or with a name that its file has not."""
    before = dict(scope().texts)
    try:
        text = body()
    except Unprintable:
        return None
    finally:
        known, scope().texts = scope().texts == before, before
    if not known:
        return None
    return f"fun {binders(symbols)} => {text}" if symbols else text


def _point(symbols: tuple[sp.Symbol, ...], case: Case, look: Look, k: int) -> str | None:
    """Return the values of parameters as arguments, in the order of their binders; None where one has none."""
    values = dict(case.values)
    if look.variable is not None:
        values[look.variable] = Fraction(k)
    for time, name in (look.times or {}).items():
        steps = _steps(time, case) if name in symbols else None
        if steps is not None:
            values[name] = Fraction(steps)
    if not set(symbols) <= set(values):
        return None
    naturals = [f"{values[symbol]}%nat" for symbol in symbols if is_natural(symbol)]
    reals = [rational(values[symbol]) for symbol in symbols if not is_natural(symbol)]
    spectra = [spectrum_of(values, size) for size in LISTS if size in symbols]
    lists = [f"(listed [{'; '.join(map(rational, spectrum))}])" for spectrum in spectra]
    return " ".join([*naturals, *reals, *lists])


# Asking Coq ----------------------------------------------------------------------------------------------------

_IMPORTS = """From Coq Require Import Reals List.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import observed vocabulary closed_forms.
From dmf.statements Require Import definitions names.
Import ListNotations.
Open Scope R_scope."""


def text_of(goals: Mapping[str, Sequence[Observed]]) -> str:
    """Return a file in which Coq computes the values of records, by the names of their statements."""
    lines = [_IMPORTS, *(f"From dmf.statements Require {stem}." for stem in goals)]
    for stem, listed in goals.items():
        lines += [f"Module of_{stem}.", f"Import dmf.statements.{stem}.", *(one.goal() for one in listed)]
        lines += [f"End of_{stem}."]
    return "\n".join(lines) + "\n"


def disagreements(goals: Mapping[str, Sequence[Observed]]) -> dict[Observed, str]:
    """Return what Coq says of each value that it does not find; raises ValueError where it stops at something else."""
    left = [(stem, one) for stem, listed in goals.items() for one in listed]
    problems: dict[Observed, str] = {}
    while left:
        asked: dict[str, list[Observed]] = {}
        for stem, one in left:
            asked.setdefault(stem, []).append(one)
        text = text_of(asked)
        accepted, answer = toolchain.run(text)
        if accepted:
            break
        stopped = re.search(r"line (\d+), characters [\d-]+:\s+Error:(.*)", answer, re.DOTALL)
        line = text.splitlines()[int(stopped[1]) - 1] if stopped else ""
        place = next((place for place, (_, one) in enumerate(left) if one.goal() == line), None)
        if stopped is None or place is None:
            raise ValueError(f"Coq: {answer[-300:]}")
        problems[left[place][1]] = " ".join(stopped[2].split())[-200:]
        left = left[place + 1 :]  # those before it have been proved
    return problems


def uncovered(record: Statement, goals: Sequence[Observed]) -> list[str]:
    """Return the kinds of what is observed in the claims and hypotheses of a record, and stands in no value."""
    wholes = [*(h.relation for h in record.hypotheses), *(part for claim in record.claims for part in claim.parts())]
    there = {atom for whole in wholes for atom in unfolded(without_multipliers(whole)).atoms(*_SEEN)}
    seen = {atom for goal in goals for atom in unfolded(goal.formula).atoms(*_SEEN)}
    return sorted({type(atom).__name__ for atom in there - seen})


def main(ids: Sequence[str]) -> int:
    """Compute the values of the records with these ids, or of all; return the exit code."""
    toolchain.require()
    records = [record for record in STATEMENTS if not ids or record.id in ids]
    sources = [f"statements/{stem_of(record)}.v" for record in records]
    toolchain.compile_sources(["library/observed.v", "statements/names.v", *sources])
    wrong = 0
    for start in range(0, len(records), _TOGETHER):
        found = {record: observed(record) for record in records[start : start + _TOGETHER]}
        problems = disagreements({stem_of(record): goals for record, goals in found.items()})
        wrong += len(problems)
        for record, goals in found.items():
            sys.stdout.write(_report(record, goals, problems))
        sys.stdout.flush()
    return 1 if wrong else 0


def _report(record: Statement, goals: Sequence[Observed], problems: Mapping[Observed, str]) -> str:
    kinds = uncovered(record, goals)
    without = f"; in no value: {', '.join(kinds)}" if kinds else ""
    lines = [f"{record.id}: {sum(goal not in problems for goal in goals)} values agree{without}"]
    lines += [f"  {goal.text} at {goal.point}: {problems[goal]}" for goal in goals if goal in problems]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
