"""Orbits, flows and whatever is taken over a spectrum as Coq terms."""

from __future__ import annotations

from collections.abc import Callable

import sympy as sp

from proofs_check.coq.printer.naturals import natural, natural_rule
from proofs_check.coq.printer.scope import (
    LISTS,
    Unprintable,
    binding,
    name_of,
    parameters_of,
    scope,
)
from proofs_check.coq.printer.term import CALL, OPEN, POWER, PRODUCT, Term, call, real, rule
from theory.language.expressions import ByCases, CleanEigenvalue, Eigenvalue
from theory.language.observables import FactorEntry, FlowValue, PairIterate, ScalarIterate
from theory.language.spectra import Count, Largest, OverSpectrum, Ratio, Smallest, Total, sizes_of
from theory.language.symbols import ell_0, lam, mu, n


def index(expr: sp.Expr) -> str:
    """Return an iteration, or a place in a spectrum, as a term of type nat that may be an argument."""
    text = natural(with_times(expr))
    return text if text.isidentifier() or text.isdigit() else f"({text})"


def with_times(expr: sp.Expr) -> sp.Expr:
    """Return an index with the hitting times in it as the natural numbers they have been bound to."""
    return expr.xreplace(scope().times)


@rule(ScalarIterate)
def _scalar(expr: ScalarIterate) -> Term:
    return Term(f"{call('iterate N', *expr.parameters).text} {index(expr.index)}", CALL)


@rule(PairIterate)
def _pair(expr: PairIterate) -> Term:
    start = call("pair N", *expr.parameters[:-1]).text
    return Term(f"{('fst', 'snd')[expr.component]} ({start} {index(expr.index)})", CALL)


@rule(FactorEntry)
def _factor_entry(expr: FactorEntry) -> Term:
    position, row, column, perturbed, *rest = expr.parameters
    places = " ".join(map(index, (position, row, column, perturbed)))
    return Term(f"{call(f'factor_entry N {places}', *rest).text} {index(expr.index)}", CALL)


@rule(FlowValue)
def _flow(expr: FlowValue) -> Term:
    return call("y", *expr.parameters, expr.index)


def over_places(expr: OverSpectrum, body: Callable[[], str]) -> str:
    """Return the range of an expression over a spectrum and what is taken at place i, as arguments."""
    ends = " ".join(index(end) for end in expr.args[1:])
    text = f"let lam := eigenvalue n {LISTS[n]} i in "
    if mu in parameters_of(expr.body) or ell_0 in sizes_of(expr.body):
        text += f"let mu := eigenvalue ell_0 {LISTS[ell_0]} i in "
    inner = binding((lam, mu), body)
    return f"{ends} (fun i : nat => {text}{inner})"


@rule(Total, Largest, Smallest)
def _over(expr: OverSpectrum) -> Term:
    return Term(f"{type(expr).__name__.lower()} {over_places(expr, lambda: real(expr.body))}", CALL)


@rule(Ratio)
def _ratio(expr: Ratio) -> Term:
    return Term(f"{real(Total(*expr.args), POWER)} / {real(Largest(*expr.args), POWER)}", PRODUCT)


@rule(Eigenvalue, CleanEigenvalue)
def _eigenvalue(expr: Eigenvalue) -> Term:
    return Term(f"eigenvalue {name_of(expr.SIZE)} {LISTS[expr.SIZE]} {index(expr.place)}", CALL)


@rule(Count)
def _count(expr: Count) -> Term:
    return Term(f"INR ({natural(expr)})", CALL)


@natural_rule(Count)
def _how_many(expr: Count) -> str:
    return f"count {over_places(expr, lambda: f'if {decision(expr.body)} then true else false')}"


# Cases ---------------------------------------------------------------------------------------------------------


def decision(relation: sp.Basic) -> str:
    """Return how a relation is decided, as a term of type {P} + {not P}."""
    if isinstance(relation, sp.And | sp.Or):
        first, *others = sorted(relation.args, key=str)
        text = decision(first)
        for other in others:
            text = f"{'both' if isinstance(relation, sp.And) else 'either'} ({text}) ({decision(other)})"
        return text
    if type(relation) not in _DECISIONS:
        raise Unprintable(f"{relation!s:.60}: no rule that decides it")
    return call(_DECISIONS[type(relation)], *relation.args).text


_DECISIONS = {sp.Le: "Rle_dec", sp.Lt: "Rlt_dec", sp.Ge: "Rge_dec", sp.Gt: "Rgt_dec", sp.Eq: "Req_EM_T"}


@rule(ByCases)
def _by_cases(expr: ByCases) -> Term:
    *branches, (last, _) = expr.args
    text = real(last)
    for value, condition in reversed(branches):
        text = f"if {decision(condition)} then {real(value)}\n    else {text}"
    return Term(text, OPEN)
