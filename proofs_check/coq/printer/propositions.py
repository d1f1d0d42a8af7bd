r"""Relations of the records as Coq propositions; hitting times are compared where they may be infinite.

>>> from theory.language.symbols import alpha, eps, lam
>>> proposition(sp.And(lam > 0, sp.Le(eps, alpha)))
'eps <= alpha /\\ lam > 0'
"""

from __future__ import annotations

import sympy as sp

from proofs_check.coq.printer.naturals import natural, sign_of
from proofs_check.coq.printer.orbits import over_places
from proofs_check.coq.printer.scope import (
    Unprintable,
    arguments,
    binding,
    defined,
    in_order,
    name_of,
    parameters_of,
    scope,
)
from proofs_check.coq.printer.term import ATOM, SUM, real
from theory.language.expressions import Abbreviation
from theory.language.observables import BOUND, First
from theory.language.spectra import Largest

#: Comparisons and their signs.
SIGNS = {sp.Le: "<=", sp.Lt: "<", sp.Ge: ">=", sp.Gt: ">", sp.Eq: "=", sp.Ne: "<>"}
#: The variable of a condition for which the first iteration is looked for.
_STEP = sp.Symbol("j", integer=True, nonnegative=True)


def proposition(relation: sp.Basic) -> str:
    """Return a relation as a term of type Prop."""
    if relation in (sp.true, sp.false):
        return "True" if relation == sp.true else "False"
    for kind, sign in ((sp.And, " /\\ "), (sp.Or, " \\/ ")):
        if isinstance(relation, kind):
            return sign.join(_part(one) for one in sorted(relation.args, key=str))
    if isinstance(relation, sp.Not):
        return f"~ ({proposition(relation.args[0])})"
    if isinstance(relation, sp.Implies):
        return f"({_part(relation.args[0])} -> {_part(relation.args[1])})"
    if type(relation) in SIGNS:
        return _comparison(relation)
    raise Unprintable(f"{relation!s:.60}: no rule for {type(relation).__name__}")


def _part(relation: sp.Basic) -> str:
    text = proposition(relation)
    return f"({text})" if isinstance(relation, sp.And | sp.Or | sp.Implies) else text


def _comparison(relation: sp.Basic) -> str:
    left, right = relation.args
    if is_time(left) or is_time(right):
        return _of_time(relation)
    if all(_counts(side) for side in (left, right)):
        return f"({natural(left)} {SIGNS[type(relation)]} {natural(right)})%nat"
    return f"{real(left, SUM)} {SIGNS[type(relation)]} {real(right, SUM)}"


def _counts(side: sp.Expr) -> bool:
    return side in scope().times.values() or ((side.is_Symbol or side.is_Integer) and sign_of(side) == 1)


# Hitting times -------------------------------------------------------------------------------------------------


def is_time(side: sp.Expr) -> bool:
    """Whether an expression is a hitting time, or the last of those of a spectrum."""
    return isinstance(side, First) or (isinstance(side, Largest) and isinstance(side.body, First)) or _named_time(side)


def _named_time(side: sp.Expr) -> bool:
    return isinstance(side, Abbreviation) and is_time(side.body)


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
        return _hitting_time(side)
    if isinstance(side, Largest) and isinstance(side.body, First):
        return f"(latest {over_places(side, lambda: _hitting_time(side.body))})"
    if _named_time(side):
        return _extended(side.body)
    return "p_infty" if side == sp.oo else f"(Finite {real(side, ATOM)})"


def _hitting_time(time: First) -> str:
    """Return a hitting time by its name: it is defined beside the statement."""
    symbols = in_order(set(parameters_of(time)))
    text = binding(symbols, lambda: f"first {condition_of(time)}")
    name = defined(name_of(sp.Symbol(time.name)), frozenset(symbols), "Rbar", text)
    return f"({text})" if name is None else f"({' '.join([name, *arguments(symbols)])})"


def condition_of(time: First) -> str:
    """Return what a hitting time waits for, as a function of the iteration."""
    inner = time.condition.xreplace({BOUND: _STEP})
    return f"(fun {name_of(_STEP)} : nat => {binding((_STEP,), lambda: proposition(inner))})"


def times_in(*parts: sp.Basic) -> list[First]:
    """Return the hitting times that stand inside formulas, where they have to be finite."""
    found: dict[First, None] = {}
    for part in parts:
        for time in _inner_times(part):
            found.setdefault(time)
    return sorted(found, key=lambda time: time.name)


def _inner_times(part: sp.Basic) -> list[First]:
    if isinstance(part, First):
        return [part]
    if isinstance(part, Largest) and isinstance(part.body, First):
        return []
    if type(part) in SIGNS:
        return [time for side in part.args if not is_time(side) for time in _inner_times(side)]
    return [time for one in part.args for time in _inner_times(one)]
