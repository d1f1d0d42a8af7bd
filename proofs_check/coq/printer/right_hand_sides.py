"""The right-hand sides of Lemma 2.7 as Coq terms, and Euler steps: functions of the number m, by cases.

>>> from theory.deep_factorization.right_hand_sides import f, sign
>>> from theory.language.symbols import m, x
>>> real(f(m, 2 * x)), real(sign(m))
('f_m N m lam (2 * x)', 'sign_f m')
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby

import sympy as sp

from proofs_check.coq.printer.orbits import index
from proofs_check.coq.printer.scope import VOCABULARY, Scope, arguments, binders, binding, inside, name_of
from proofs_check.coq.printer.term import ATOM, CALL, Term, call, real, rule
from theory.deep_factorization.right_hand_sides import (
    RightHandSide,
    U,
    at_every_depth,
    convexity,
    f,
    high,
    largest_slope,
    low,
    sign,
    steepest,
)
from theory.language.observables import EulerIterate
from theory.language.symbols import m, x

#: Each function of m, and what it is of one right-hand side.
_PARTS: dict[type, Callable[[RightHandSide], sp.Expr]] = {
    f: lambda side: side.f,
    U: lambda side: side.antiderivative,
    sign: lambda side: sp.Integer(side.sign),
    convexity: lambda side: sp.Integer(side.convexity),
    low: lambda side: side.low,
    high: lambda side: side.high,
    largest_slope: lambda side: side.largest_slope,
    steepest: lambda side: side.steepest,
}
#: Those of a point as well.
_AT_A_POINT = (f, U)


@rule(*_PARTS)
def _of_the_mth(expr: sp.Expr) -> Term:
    number, *rest = expr.args
    name, symbols = VOCABULARY[expr.func]
    parameters = [index(number) if one == name_of(m) else one for one in arguments((*symbols, m))]
    return Term(" ".join([name, *parameters, *(real(part, ATOM) for part in rest)]), CALL)


@rule(EulerIterate)
def _euler(expr: EulerIterate) -> Term:
    right, start, step = expr.parameters
    function = f"(fun {name_of(x)} : R => {binding((x,), lambda: real(right))})"
    return Term(f"{call(f'euler {function}', start, step).text} {index(expr.index)}", CALL)


def definitions_by_cases() -> Iterator[str]:
    """Yield the definition of each function of m, its values printed from the right-hand sides."""
    with inside(Scope(bound=frozenset({x}))):
        for function, part in _PARTS.items():
            name, symbols = VOCABULARY[function]
            point = (x,) if function in _AT_A_POINT else ()
            head = f"Definition {name} {binders((*symbols, m, *point))} : R :=\n  match m with"
            yield "\n".join([head, *_cases([real(part(side)) for side in at_every_depth()]), "  | _ => 0", "  end."])


def _cases(values: list[str]) -> Iterator[str]:
    for value, places in groupby(range(len(values)), key=lambda place: values[place]):
        yield f"  {' '.join(f'| {place + 1}%nat' for place in places)} => {value}"
