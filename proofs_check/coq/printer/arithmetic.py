"""Numbers, symbols, sums, products and powers as Coq terms.

Exponents that are integers for every N ≥ 2 are natural numbers, where the truncated subtraction of Coq is exact.

>>> from proofs_check.coq.printer import real
>>> from theory.language.definitions import kappa, tau
>>> from theory.language.symbols import alpha, eps, lam
>>> print(real(kappa * alpha ** (2 * N - 2) - sp.log(eps)))
kappa N lam * alpha ^ (2 * N - 2) - ln eps
>>> print(real(lam ** (1 / N)), real(tau(alpha, eps) / 3))
root N lam tau N lam alpha eps / 3
>>> real(sp.gamma(alpha))
Traceback (most recent call last):
    ...
proofs_check.coq.printer.scope.Unprintable: gamma(alpha): no rule for gamma
"""

from __future__ import annotations

import sympy as sp

from proofs_check.coq.printer.naturals import integer, natural, numbers_last, sign_of
from proofs_check.coq.printer.scope import VOCABULARY, Unprintable, in_order, is_natural, name_of, named, scope
from proofs_check.coq.printer.term import (
    ATOM,
    CALL,
    NEGATION,
    POWER,
    PRODUCT,
    SUM,
    Term,
    call,
    named_call,
    real,
    rule,
)
from theory.language.definitions import NUMBERS
from theory.language.symbols import PARAMETER_NAMES, N


@rule(sp.Symbol)
def _symbol(symbol: sp.Symbol) -> Term:
    around = scope()
    if symbol in around.given:
        name, symbols = around.given[symbol]
        return named_call(name, in_order(set(symbols)))
    if symbol in VOCABULARY:
        return named_call(*VOCABULARY[symbol])
    if symbol in named():
        return named_call(symbol.name, named()[symbol][0])
    if symbol in NUMBERS:
        return Term(f"{symbol.name}_14 N", CALL)
    if symbol not in around.bound and symbol not in PARAMETER_NAMES and not is_natural(symbol):
        raise Unprintable(f"{symbol}: a name whose definition is not printed")
    return Term(f"INR {name_of(symbol)}", CALL) if is_natural(symbol) else Term(name_of(symbol), ATOM)


@rule(sp.Integer)
def _integer(expr: sp.Integer) -> Term:
    return Term(str(expr), ATOM if expr >= 0 else NEGATION)


@rule(sp.Rational)
def _rational(expr: sp.Rational) -> Term:
    return Term(f"{expr.p} / {expr.q}", PRODUCT) if expr >= 0 else _negated(-expr)


@rule(type(sp.E))
def _base(expr: sp.Expr) -> Term:
    return Term("exp 1", CALL)


# Sums, products, powers ----------------------------------------------------------------------------------------


def _negated(positive: sp.Expr) -> Term:
    return Term(f"- {real(positive, POWER)}", NEGATION)


@rule(sp.Add)
def _sum(expr: sp.Add) -> Term:
    terms = sorted(expr.args, key=numbers_last)
    minus = [-one for one in terms if one.could_extract_minus_sign()]
    plus = [one for one in terms if not one.could_extract_minus_sign()]
    if not plus:
        first, *minus = minus
        text = _negated(first).text
    else:
        text = " + ".join(real(one, PRODUCT) for one in plus)
    return Term("".join([text, *(f" - {real(one, PRODUCT)}" for one in minus)]), SUM)


@rule(sp.Mul)
def _product(expr: sp.Mul) -> Term:
    if expr.could_extract_minus_sign():
        return _negated(-expr)
    over: list[sp.Expr] = []
    under: list[sp.Expr] = []
    for part in expr.args:
        if isinstance(part, sp.Rational) and not isinstance(part, sp.Integer):
            over += [] if part.p == 1 else [sp.Integer(part.p)]
            under.append(sp.Integer(part.q))
        elif _is_reciprocal(part):
            under.append(1 / part)
        else:
            over.append(part)
    text = " * ".join(real(part, POWER) for part in over) or "1"
    if under:
        bottom = " * ".join(real(part, POWER) for part in under)
        text += f" / {bottom if len(under) == 1 else f'({bottom})'}"
    return Term(text, PRODUCT)


def _is_reciprocal(part: sp.Expr) -> bool:
    if not isinstance(part, sp.Pow):
        return False
    exponent = part.args[1]
    return sign_of(exponent) == -1 or exponent in (-sp.S.Half, -1 / N)


@rule(sp.Pow)
def _power(expr: sp.Pow) -> Term:
    base, exponent = expr.args
    if _is_reciprocal(expr):
        return Term(f"/ {real(1 / expr, POWER)}", NEGATION)
    if sign_of(exponent) == 1:
        size = natural(exponent)
        return Term(f"{real(base, CALL)} ^ {size if size.isalnum() else f'({size})'}", POWER)
    if exponent == sp.S.Half:
        return call("sqrt", base)
    if exponent == 1 / N:
        return call("root N", base)
    if exponent.is_integer and not exponent.is_number:  # of either sign, as N - 3
        return Term(f"powerRZ {real(base, ATOM)} ({integer(exponent)})%Z", CALL)
    return call("power", base, exponent)


@rule(sp.Max, sp.Min)
def _extreme(expr: sp.Max | sp.Min) -> Term:
    *others, last = sorted(expr.args, key=str)
    text = real(last, ATOM)
    for other in reversed(others):
        text = f"({'Rmax' if isinstance(expr, sp.Max) else 'Rmin'} {real(other, ATOM)} {text})"
    return Term(text[1:-1], CALL)


@rule(sp.Sum)
def _finite_sum(expr: sp.Sum) -> Term:
    body, (index, low, high) = expr.args
    if low != 0:
        raise Unprintable(f"{expr!s:.60}: a sum begins at 0")
    around = scope()
    outside, around.ends = around.ends, {**around.ends, index: high}
    try:
        return Term(f"sum_f_R0 (fun {name_of(index)} : nat => {real(body)}) ({natural(high)})", CALL)
    finally:
        around.ends = outside


# Functions -----------------------------------------------------------------------------------------------------

_FUNCTIONS = {sp.exp: "exp", sp.log: "ln", sp.Abs: "Rabs", sp.cosh: "cosh", sp.sinh: "sinh", sp.atan: "atan"}
_ROUNDED = {sp.ceiling: "Zceil", sp.floor: "Zfloor"}


@rule(*_FUNCTIONS)
def _function(expr: sp.Expr) -> Term:
    return call(_FUNCTIONS[expr.func], *expr.args)


@rule(*_ROUNDED)
def _rounded(expr: sp.Expr) -> Term:
    return Term(f"IZR ({_ROUNDED[expr.func]} {real(expr.args[0], ATOM)})", CALL)
