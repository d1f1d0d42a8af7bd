"""The printer, anchored in numbers: Coq evaluates what was printed at exact points, and has to find SymPy's values.

For each formula of a record, ``numerics`` encloses the SymPy expression in a ball at points inside the hypotheses, by
Arb; the printed text, opened down to Coq's own functions, is evaluated there by the ``interval`` and ``integral``
tactics, and must be within ``TOLERANCE`` of the ball's centre. What those tactics cannot evaluate (orbits, spectra,
least points) is left to ``observed``; an integrand that is 0/0 at an end, as that of the constant of small starts, is
beyond them as well.

python -m proofs_check.coq.anchor evaluates all formulas of all records, or of those whose ids it is given.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice

import sympy as sp
from flint import arb

from numerics.cases.draw import draw_at
from numerics.claims.world import World
from numerics.exact.verdict import Undecided
from proofs_check.coq import toolchain
from proofs_check.coq.printer import Scope, Unprintable, inside, real
from proofs_check.coq.printer.claims import plain_claim, where_names
from proofs_check.coq.printer.scope import VOCABULARY, binders, in_order, is_natural, name_of, parameters_of, scope
from proofs_check.coq.simple_points import rational
from proofs_check.coq.statements import printed, stem_of
from theory.deep_factorization.lemma_2_5 import U_complex, U_hypergeometric, U_tail
from theory.deep_factorization.right_hand_sides import (
    U as U_m,
    convexity,
    f,
    high,
    largest_slope,
    low,
    sign,
    steepest,
)
from theory.language.definitions import NUMBERS
from theory.language.expressions import At, Eigenvalue, RealPart, Root, unfolded
from theory.language.observables import Observable
from theory.language.registry import STATEMENTS, statement
from theory.language.spectra import OverSpectrum
from theory.language.statement import Statement
from theory.language.symbols import SPECTRA, N, lam, m, without_multipliers
from theory.sharp.rapidity import w_of
from theory.sharp.small_start import C_start

#: How far a value in Coq may be from the centre of the ball, for values up to 1; relatively for larger ones.
TOLERANCE = Fraction(1, 10**6)
#: Cases that are looked at for simple points, and points for each formula.
_DRAWN, _POINTS, _DEEPEST = 60, 1, 3
#: How Coq is to prove it; a formula that takes longer counts as one that it does not evaluate.
_PROOF = "timeout 60 evaluate. Qed."
#: What the tactics do not evaluate.
_BEYOND = (
    *(Observable, OverSpectrum, Eigenvalue, Root, RealPart, sp.LambertW, sp.Derivative, sp.Subs, sp.ceiling, sp.floor),
    *(w_of, U_complex, U_hypergeometric, U_tail, C_start),
)


@dataclass(frozen=True)
class Anchored:
    """A formula at a point: its text in Coq as a function of the parameters, their values, the ends of its ball."""

    record: str
    formula: str
    point: str
    low: Fraction
    high: Fraction

    def goal(self) -> str:
        """Return what Coq is to prove."""
        middle, radius = (self.low + self.high) / 2, (self.high - self.low) / 2
        allowed = radius + TOLERANCE * max(Fraction(1), abs(middle))
        return f"Goal Rabs (({self.formula}) {self.point} - {rational(middle)}) <= {rational(allowed)}.\n{_PROOF}"


@dataclass(frozen=True)
class Formula:
    """A formula, the names of the claim it stands in, and the condition under which it is looked at."""

    expr: sp.Expr
    names: dict[sp.Symbol, sp.Expr]
    given: sp.Basic = sp.true
    claim: str = ""


def formulas(record: Statement) -> Iterator[Formula]:
    """Yield the largest parts of the claims and hypotheses that the tactics evaluate."""
    for hypothesis in record.hypotheses:
        for part in _parts(without_multipliers(hypothesis.relation), {}):
            yield Formula(part, {})
    for claim in map(plain_claim, record.claims):
        names = dict(claim.where)
        for whole in (*claim.parts(), *names.values()):
            for part in _parts(whole, names):
                yield Formula(part, names, claim.given, claim.name)


def _parts(expr: sp.Basic, names: dict[sp.Symbol, sp.Expr]) -> Iterator[sp.Expr]:
    expr = unfolded(expr)
    if isinstance(expr, sp.Expr) and not _beyond(expr, names):
        if not (expr.is_Symbol or expr.is_number):
            yield expr
    elif not isinstance(expr, OverSpectrum | At):
        for argument in expr.args:
            yield from _parts(argument, names)


def _beyond(expr: sp.Basic, names: dict[sp.Symbol, sp.Expr]) -> bool:
    if isinstance(expr, sp.Symbol):
        return expr in NUMBERS or (expr in names and _beyond(unfolded(names[expr]), names))
    return isinstance(expr, _BEYOND) or any(_beyond(argument, names) for argument in expr.args)


# Points --------------------------------------------------------------------------------------------------------


def points(record: Statement) -> list[dict[sp.Symbol, Fraction]]:
    """Return simple cases of a record at small depths, for either sign of λ where both occur.

    Their numbers are distinct: the integral tactic mistakes an end of the range for the same number in the integrand.
    """
    drawn = islice(draw_at(record, range(_DRAWN), 1, {}), _DRAWN)
    cases = [case for case in drawn if len({v for s, v in case.items() if not is_natural(s)}) == _reals(case)]
    simplest: dict[tuple[int, ...], dict[sp.Symbol, Fraction]] = {}
    for case in sorted(cases, key=lambda case: sum(len(str(value)) for value in case.values())):
        value = case.get(lam, Fraction(0))
        key = (int(case[N]), (value > 0) - (value < 0), int(case.get(m, Fraction(0))))
        simplest.setdefault(key, dict(case))
    return [case for key, case in simplest.items() if key[0] <= _DEEPEST] or list(simplest.values())[:_POINTS]


def _reals(case: Mapping[sp.Symbol, Fraction]) -> int:
    return sum(not is_natural(symbol) for symbol in case)


def anchored(record: Statement) -> list[Anchored]:
    """Return every formula of a record at a point at which its claim applies and Arb encloses it."""
    found: dict[tuple[str, str], Anchored] = {}
    cases = points(record)
    with inside(Scope()):
        for formula in formulas(record):
            try:
                where_names(formula.names, formula.claim)
                symbols = in_order(set(parameters_of(formula.expr)))
                text = real(formula.expr)
            except Unprintable:
                continue
            heading = f"fun {_binders(symbols)} => {text}" if symbols else text
            known = 0
            for case in cases:
                ball = _ball(formula, case) if set(symbols) <= set(case) and known < _POINTS else None
                if ball is not None:
                    known += 1
                    point = " ".join(_argument(symbol, case[symbol]) for symbol in _listed(symbols))
                    found[heading, point] = Anchored(record.id, heading, point, *ball)
            scope().given.clear()
    return list(found.values())


def _binders(symbols: Sequence[sp.Symbol]) -> str:
    """Return parameters with their types; a size alone stands for no spectrum here."""
    sizes = [s for s in symbols if s in SPECTRA]
    others = binders(tuple(s for s in symbols if s not in SPECTRA))
    return " ".join([*(f"({name_of(s)} : nat)" for s in sizes), others]).strip()


def _listed(symbols: Sequence[sp.Symbol]) -> list[sp.Symbol]:
    """Return symbols in the order of ``_binders``: sizes, natural numbers, real ones."""
    return sorted(symbols, key=lambda s: (s not in SPECTRA, not is_natural(s)))


def _argument(symbol: sp.Symbol, value: Fraction) -> str:
    return f"{value}%nat" if is_natural(symbol) else rational(value)


def _ball(formula: Formula, case: dict[sp.Symbol, Fraction]) -> tuple[Fraction, Fraction] | None:
    """Return the ends of a narrow ball around the value, None where Arb gives none or the claim does not apply."""
    world = World(case, 256, lambda time: arb("nan"), where=formula.names)
    try:
        if formula.given != sp.true and world.judge(formula.given)(0) is not True:
            return None
        value = world.value(formula.expr)
    except (Undecided, ValueError, ZeroDivisionError):
        return None
    value = value if isinstance(value, arb) else arb(value)
    if not value.is_finite() or value.rad() > arb(10) ** -9 * (1 + abs(value)):
        return None
    low, high = (Fraction(man) * Fraction(2) ** exp for man, exp in _ends(value))
    return low, high


def _ends(value: arb) -> Iterator[tuple[int, int]]:
    for end in (value.lower(), value.upper()):
        man, exp = end.man_exp()
        yield int(man), int(exp)


# Asking Coq ----------------------------------------------------------------------------------------------------


def text_of(record: Statement, goals: Sequence[Anchored]) -> str:
    """Return a file in which Coq evaluates formulas of a record."""
    stem = stem_of(record)
    names = list(printed(record, stem).names)
    further = ["right_hand_sides"] if m in record.parameters else []
    names += [VOCABULARY[one][0] for one in (f, U_m, sign, convexity, low, high, largest_slope, steepest) if further]
    opened = f"#[local] Hint Unfold {' '.join(names)} : printed." if names else ""
    return "\n".join(
        [
            "From Coq Require Import Reals Lra.",
            "From Coquelicot Require Import Coquelicot.",
            "From Interval Require Import Tactic.",
            "From dmf.library Require Import vocabulary closed_forms anchor.",
            f"From dmf.statements Require Import definitions names {' '.join(further)} {stem}.",
            "Open Scope R_scope.",
            opened,
            *(goal.goal() for goal in goals),
        ]
    )


def check(record: Statement) -> tuple[int, list[str]]:
    """Return how many values Coq has found as SymPy has, and what it says of each other one."""
    goals = anchored(record)
    accepted, _ = toolchain.run(text_of(record, goals))
    if accepted:
        return len(goals), []
    problems = []
    for goal in goals:
        accepted, answer = toolchain.run(text_of(record, [goal]))
        if not accepted:
            problems.append(f"{goal.formula} at {goal.point}: {' '.join(answer.split())[-300:]}")
    return len(goals) - len(problems), problems


def main(ids: Sequence[str]) -> int:
    """Evaluate the formulas of the records with these ids, or of all; return the exit code."""
    toolchain.require()
    toolchain.compile_sources(["library/anchor.v", "statements/names.v"])
    chosen = [record for record in STATEMENTS if not ids or record.id in ids]
    toolchain.compile_sources(sorted({f"statements/{stem_of(record)}.v" for record in chosen}))
    wrong = 0
    with ProcessPoolExecutor(2) as pool:
        for record, (good, problems) in zip(chosen, pool.map(_checked, [record.id for record in chosen]), strict=True):
            wrong += len(problems)
            sys.stdout.write("\n  ".join([f"{record.id}: {good} values agree", *problems]) + "\n")
            sys.stdout.flush()
    return 1 if wrong else 0


def _checked(id: str) -> tuple[int, list[str]]:
    return check(statement(id))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
