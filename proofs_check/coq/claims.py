r"""A claim of a record as a Coq proposition: parameters, hypotheses, quantifier, condition, relation.

Everything is read off the record. What the symbols are declared to be (α > 0) is a premise too, wherever no hypothesis
says it: SymPy has used it.

>>> from theory import statement
>>> record = replace(statement("lemma-2.2"), hypotheses=())
>>> print(definition(record, record.claim("converges")))
Definition lemma_2_2_converges : Prop :=
  forall (N : nat) (lam alpha eta : R),
  (alpha > 0) ->
  (eta > 0) ->
  is_lim_seq (fun k : nat => iterate N alpha lam eta (k)) (Finite (L N lam)).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import sympy as sp

from proofs_check.coq.terms import LISTS, SIGNS, Unprintable, is_natural, name_of, named, natural, real
from theory.language.claims import Claim, Every, Tends
from theory.language.definitions import convergence_rate, definitions
from theory.language.expressions import Abbreviation
from theory.language.observables import BOUND, First, FlowValue
from theory.language.statement import Statement
from theory.language.symbols import PARAMETER_NAMES, N, without_multipliers, x


def proposition(relation: sp.Basic) -> str:
    """Return a relation as a term of type Prop."""
    if relation in (sp.true, sp.false):
        return "True" if relation == sp.true else "False"
    connectives = {sp.And: " /\\ ", sp.Or: " \\/ "}
    for kind, sign in connectives.items():
        if isinstance(relation, kind):
            return "(" + sign.join(proposition(part) for part in sorted(relation.args, key=str)) + ")"
    if isinstance(relation, sp.Not):
        return f"~ {proposition(relation.args[0])}"
    if isinstance(relation, sp.Implies):
        return f"({proposition(relation.args[0])} -> {proposition(relation.args[1])})"
    if type(relation) in SIGNS:
        return _comparison(relation)
    raise Unprintable(f"{relation!s:.60}: no rule for {type(relation).__name__}")


def _comparison(relation: sp.Basic) -> str:
    left, right = relation.args
    if isinstance(left, First) or isinstance(right, First):
        return _of_time(relation)
    if all((side.is_Symbol and is_natural(side)) or (side.is_Integer and side >= 0) for side in (left, right)):
        return f"({natural(left)} {SIGNS[type(relation)]} {natural(right)})%nat"
    return f"({real(left)} {SIGNS[type(relation)]} {real(right)})"


def _of_time(relation: sp.Basic) -> str:
    """Return a comparison with a hitting time, which may be infinite."""
    left, right = (_extended(side) for side in relation.args)
    match relation:
        case sp.Le():
            return f"Rbar_le {left} {right}"
        case sp.Ge():
            return f"Rbar_le {right} {left}"
        case sp.Lt():
            return f"Rbar_lt {left} {right}"
        case sp.Gt():
            return f"Rbar_lt {right} {left}"
        case sp.Eq():
            return f"{left} = {right}"
    raise Unprintable(f"{relation!s:.60}: no rule for this comparison with a hitting time")


def _extended(side: sp.Expr) -> str:
    if isinstance(side, First):
        step = sp.Symbol("j", integer=True, nonnegative=True)
        return f"(first (fun {name_of(step)} => {proposition(side.condition.xreplace({BOUND: step}))}))"
    return "p_infty" if side == sp.oo else f"(Finite {_bracketed(real(side))})"


def _bracketed(text: str) -> str:
    return text if text.isidentifier() else f"({text})"


# Claims --------------------------------------------------------------------------------------------------------


def definition(record: Statement, claim: Claim) -> str:
    """Return the Coq definition of a claim. Raises Unprintable where a part of it has no rule."""
    claim = _without_names(claim)
    premises = [*_declared(record), *(proposition(_plain(h.relation)) for h in record.hypotheses)]
    body = _quantified(claim)
    lines = [f"Definition {identifier(record, claim)} : Prop :=", f"  forall {_binders(record)},"]
    lines += [f"  {line}" for line in _flows(record, claim)]
    lines += [f"  {premise} ->" for premise in dict.fromkeys(premises) if premise != "True"]
    return "\n".join([*lines, f"  {body}."])


def identifier(record: Statement, claim: Claim) -> str:
    """Return the name of the proposition."""
    text = f"{record.id}_{claim.name}".replace("-", "_").replace(".", "_")
    return text if text[0].isalpha() else f"theorem_{text}"


def _plain(part: sp.Basic) -> sp.Basic:
    return without_multipliers(part)


def _without_names(claim: Claim) -> Claim:
    """Return the claim with what its names stand for in their place."""
    names: dict[sp.Basic, sp.Basic] = {}
    for name, value in claim.where:
        names[name] = value.xreplace(names)
    return replace(
        claim,
        relation=claim.relation.xreplace(names),
        given=claim.given.xreplace(names),
        exactly_when=None if claim.exactly_when is None else claim.exactly_when.xreplace(names),
        where=(),
    )


def _binders(record: Statement) -> str:
    naturals = [name_of(s) for s in record.parameters if is_natural(s)]
    reals = [name_of(s) for s in record.parameters if not is_natural(s)]
    lists = [LISTS[size] for size in LISTS if size in record.parameters]
    kinds = ((naturals, "nat"), (reals, "R"), (lists, "nat -> R"))
    return " ".join(f"({' '.join(names)} : {kind})" for names, kind in kinds if names)


def _declared(record: Statement) -> Iterator[str]:
    for size, spectrum in LISTS.items():
        if size in record.parameters:
            yield f"descending {name_of(size)} {spectrum}"
    for symbol in record.parameters:
        if is_natural(symbol) and symbol.is_positive and symbol != N:
            yield f"({name_of(symbol)} >= 1)%nat"
        elif not is_natural(symbol) and symbol.is_positive:
            yield f"({name_of(symbol)} > 0)"
        elif not is_natural(symbol) and symbol.is_nonnegative:
            yield f"({name_of(symbol)} >= 0)"


def _flows(record: Statement, claim: Claim) -> Iterator[str]:
    """Yield the binder of the flow where the claim speaks of it: a solution for every start and eigenvalue."""
    parts = [*claim.parts(), *(h.relation for h in record.hypotheses)]
    if any(_has(part, FlowValue) for part in parts):
        yield "forall y : R -> R -> R -> R,"
        yield "(forall start lam, start > 0 -> is_flow N start lam (y start lam)) ->"


def _has(part: sp.Basic, kind: type) -> bool:
    return any(
        isinstance(node, kind) or (isinstance(node, Abbreviation) and _has(node.body, kind))
        for node in sp.preorder_traversal(part)
    )


def _quantified(claim: Claim) -> str:
    relation, given = _plain(claim.relation), _plain(claim.given)
    inner = proposition(relation)
    if isinstance(claim.over, Tends):
        return _conditional(given, _limit(claim.over.symbol, relation))
    if claim.exactly_when is not None:
        quantified = _every(claim.over, inner) if isinstance(claim.over, Every) else inner
        return _conditional(given, f"({proposition(_plain(claim.exactly_when))} <-> {quantified})")
    if isinstance(claim.over, Every):
        return _conditional(given, _every(claim.over, inner))
    return _conditional(given, inner)


def _conditional(given: sp.Basic, body: str) -> str:
    return body if given == sp.true else f"({proposition(given)} -> {body})"


def _every(over: Every, inner: str) -> str:
    since, before = _plain(over.since), _plain(over.before)
    if over.symbol in PARAMETER_NAMES and not is_natural(over.symbol):  # a parameter: bound with the others
        bounds = [sp.Ge(over.symbol, since, evaluate=False)] if since != 0 else []
        bounds += [] if before == sp.oo else [sp.Lt(over.symbol, before, evaluate=False)]
        return " -> ".join([*map(proposition, bounds), inner])
    name = name_of(over.symbol)
    conditions = [] if since == 0 else [f"({real(since)} <= INR {name})"]
    if isinstance(before, First):
        conditions.append(f"Rbar_lt (Finite (INR {name})) {_extended(before)}")
    elif before != sp.oo:
        conditions.append(f"(INR {name} < {real(before)})")
    return f"(forall {name} : nat, {' -> '.join([*conditions, inner])})"


def _limit(symbol: sp.Symbol, relation: sp.Basic) -> str:
    left, right = relation.args
    end = "p_infty" if right == sp.oo else f"(Finite ({real(right)}))"
    kind, where = ("is_lim_seq", "nat") if is_natural(symbol) else ("is_lim", "R")
    function = f"(fun {name_of(symbol)} : {where} => {real(left)})"
    return f"{kind} {function} {end}" if is_natural(symbol) else f"{kind} {function} p_infty {end}"


# Files ---------------------------------------------------------------------------------------------------------


def shared_definitions() -> str:
    """Return the names that all records share as Coq definitions of their parameters."""
    lines = []
    for name, (parameters, body) in named().items():
        naturals = " ".join(name_of(s) for s in parameters if is_natural(s))
        reals = " ".join(name_of(s) for s in parameters if not is_natural(s))
        binders = f"({naturals} : nat)" + (f" ({reals} : R)" if reals else "")
        text, linear = real(body), without_multipliers(definitions(1)[name])
        if body.subs(N, 1) != linear:  # at depth 1 the recursion is linear, and its limit may be negative
            text = f"if Nat.eqb N 1 then {real(linear)} else {text}"
        lines.append(f"Definition {name.name} {binders} : R := {text}.")
    return "\n".join([*lines, _rate()])


def _rate() -> str:
    return f"Definition h (N : nat) (lam x : R) : R := {real(without_multipliers(convergence_rate(x)))}."
