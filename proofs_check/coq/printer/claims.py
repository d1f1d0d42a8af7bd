r"""A claim of a record as a Coq proposition: parameters, hypotheses, quantifier, condition, relation.

Everything is read off the record. What the symbols are declared to be (α > 0) is a premise too, wherever no hypothesis
says it: SymPy has used it.

>>> from theory import statement
>>> record = replace(statement("lemma-2.2"), hypotheses=())
>>> print(definition(record, "lemma_2_2", record.claim("converges")))
Definition lemma_2_2_converges : Prop :=
  forall (N : nat) (lam alpha eta : R),
  alpha > 0 ->
  eta > 0 ->
  is_lim_seq (fun k : nat => iterate N alpha lam eta k) (Finite (L N lam)).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial

import sympy as sp

from proofs_check.coq.printer.propositions import condition_of, is_time, proposition, times_in
from proofs_check.coq.printer.scope import (
    FLOW,
    LISTS,
    Unprintable,
    binders,
    binding,
    defined,
    identifier,
    in_order,
    is_natural,
    name_of,
    parameters_of,
    scope,
)
from proofs_check.coq.printer.term import ATOM, real
from theory.language.claims import Claim, Every, Tends
from theory.language.statement import Statement
from theory.language.symbols import PARAMETER_NAMES, N, without_multipliers


def definition(record: Statement, stem: str, claim: Claim) -> str:
    """Return the Coq definition of a claim, ``stem`` before its name. Raises Unprintable where a part has no rule."""
    claim = plain_claim(claim)
    where_names(dict(claim.where), claim.name)
    body = _quantified(claim)
    scope().given.clear()
    lines = [f"Definition {proposition_name(stem, claim)} : Prop :=", f"  forall {binders(_parameters(record))},"]
    lines += [f"  {line}" for line in _flows(record, claim)]
    lines += [f"  {premise} ->" for premise in premises(record)]
    return "\n".join([*lines, f"  {body}."])


def premises(record: Statement) -> dict[str, str]:
    """Return the premises of a record in their order, and the name of the hypothesis that says each.

    >>> from theory import statement
    >>> premises(statement("lemma-2.2-sharp"))
    {'alpha > 0': 'initial_scale', 'eta > 0': 'step_positive', '(N >= 2)%nat': 'depth'}
    """
    said = {proposition(without_multipliers(one.relation)): one.name for one in record.hypotheses}
    declared = {text: said.get(text, "declared") for text in _declared(record)}
    return {text: name for text, name in (declared | said).items() if text != "True"}


def binders_before(record: Statement, claim: Claim) -> int:
    """Return how many variables a claim binds before its premises: the parameters, and the flow and what it is."""
    lists = [size for size in LISTS if size in record.parameters]
    return len(record.parameters) + len(lists) + len(list(_flows(record, claim)))


def proposition_name(stem: str, claim: Claim) -> str:
    """Return the name of the proposition."""
    return f"{stem}_{theorem_name(claim)}"


def theorem_name(claim: Claim) -> str:
    """Return the name under which its proof is looked for."""
    return identifier(claim.name)


def plain_claim(claim: Claim) -> Claim:
    """Return a claim with every multiplier equal to 1."""
    over = claim.over
    if isinstance(over, Every):
        over = replace(over, since=without_multipliers(over.since), before=without_multipliers(over.before))
    return replace(
        claim,
        relation=without_multipliers(claim.relation),
        given=without_multipliers(claim.given),
        exactly_when=None if claim.exactly_when is None else without_multipliers(claim.exactly_when),
        over=over,
        where=tuple((name, without_multipliers(value)) for name, value in claim.where),
    )


def where_names(names: Mapping[sp.Symbol, sp.Expr], claim: str = "") -> None:
    """Define the names of a claim's ``where`` beside the statement, each from those before it."""
    for name, value in names.items():
        parameters_of.cache_clear()
        symbols = parameters_of(value)
        text = binding(symbols, partial(real, value))
        ident = name_of(name)
        chosen = defined(ident, symbols, "R", text) or defined(f"{ident}_{identifier(claim)}", symbols, "R", text)
        if chosen is None:
            raise Unprintable(f"{name}: stands for two different things")
        scope().given[name] = (chosen, symbols)
    parameters_of.cache_clear()


# Premises ------------------------------------------------------------------------------------------------------


def _parameters(record: Statement) -> tuple[sp.Symbol, ...]:
    return in_order(set(record.parameters))


def _declared(record: Statement) -> Iterator[str]:
    for size, spectrum in LISTS.items():
        if size in record.parameters:
            yield f"descending {name_of(size)} {spectrum}"
    for symbol in record.parameters:
        if is_natural(symbol) and symbol.is_positive and symbol != N:
            yield f"({name_of(symbol)} >= 1)%nat"
        elif not is_natural(symbol) and symbol.is_positive:
            yield f"{name_of(symbol)} > 0"
        elif not is_natural(symbol) and symbol.is_nonnegative:
            yield f"{name_of(symbol)} >= 0"


def _flows(record: Statement, claim: Claim) -> Iterator[str]:
    """Yield the binder of the flow where the claim speaks of it: a solution for every start and eigenvalue."""
    parts = [*claim.parts(), *(h.relation for h in record.hypotheses)]
    if any(FLOW in parameters_of(part) for part in parts):
        yield f"forall {binders((FLOW,))},"
        yield "(forall start lam, start > 0 -> is_flow N start lam (y start lam)) ->"


# Quantifiers ---------------------------------------------------------------------------------------------------


def _quantified(claim: Claim) -> str:
    ends = (claim.over.since, claim.over.before) if isinstance(claim.over, Every) else ()
    times = times_in(claim.relation, *(end for end in ends if not is_time(end)))
    if not times:
        return _conditional(claim.given, _body(claim))
    if times_in(claim.given, *([] if claim.exactly_when is None else [claim.exactly_when])):
        raise Unprintable(f"{claim.name}: a hitting time in a condition")
    return _conditional(claim.given, _with_times(claim, times))


def _with_times(claim: Claim, times: list) -> str:
    """Say that the hitting times inside formulas are finite, and what holds of them."""
    names = {time: sp.Symbol(time.name, integer=True, nonnegative=True) for time in times}
    hits = [f"hits {condition_of(time)} {name_of(name)}" for time, name in names.items()]
    bound = " ".join(map(name_of, names.values()))
    scope().times = names
    text = _body(replace(claim, relation=claim.relation.xreplace(names), given=sp.true))
    scope().times = {}
    together = " /\\ ".join([*hits, text])
    return f"(exists {bound} : nat, {together})"


def _body(claim: Claim) -> str:
    relation, over = claim.relation, claim.over
    if isinstance(over, Tends):
        return _limit(over.symbol, relation)
    body = proposition(relation)
    if isinstance(over, Every):
        body = _every(over, body, compound=isinstance(relation, sp.And | sp.Or))
    elif isinstance(relation, sp.And | sp.Or):
        body = f"({body})"
    if claim.exactly_when is not None:
        return f"({proposition(claim.exactly_when)} <-> {body})"
    return body


def _conditional(given: sp.Basic, body: str) -> str:
    return body if given == sp.true else f"({proposition(given)} -> {body})"


def _every(over: Every, inner: str, compound: bool) -> str:
    since, before = over.since, over.before
    bounds = [] if since == 0 else [proposition(sp.Ge(over.symbol, since, evaluate=False))]
    bounds += [] if before == sp.oo else [proposition(sp.Lt(over.symbol, before, evaluate=False))]
    text = " -> ".join([*bounds, f"({inner})" if compound else inner])
    if over.symbol in PARAMETER_NAMES and not is_natural(over.symbol):  # a parameter: bound with the others
        return text
    return f"(forall {name_of(over.symbol)} : nat, {text})"


def _limit(symbol: sp.Symbol, relation: sp.Basic) -> str:
    left, right = relation.args
    end = "p_infty" if right == sp.oo else f"(Finite {real(right, ATOM)})"
    name = name_of(symbol)
    body = binding((symbol,), lambda: real(left))
    if is_natural(symbol):
        return f"is_lim_seq (fun {name} : nat => {body}) {end}"
    return f"is_lim (fun {name} : R => {body}) p_infty {end}"
