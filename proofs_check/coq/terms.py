"""SymPy expressions of the records as Coq terms: one rule for each kind of node, and an error where there is none.

A symbol of integers is a natural number, any other one a real number. Exponents that are integers for every N ≥ 2 are
natural numbers, where the truncated subtraction of Coq is exact.

>>> from theory.language.definitions import kappa, tau
>>> from theory.language.symbols import N, alpha, eps, lam
>>> print(real(kappa * alpha ** (2 * N - 2) - sp.log(eps)))
kappa N lam * alpha ^ (2 * N - 2) - ln eps
>>> print(real(lam ** (1 / N)), real(tau(alpha, eps) / 3))
root N lam tau N lam alpha eps / 3
>>> real(sp.gamma(alpha))
Traceback (most recent call last):
    ...
proofs_check.coq.scope.Unprintable: gamma(alpha): no rule for gamma
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import sympy as sp
from sympy.core.function import AppliedUndef

from proofs_check.coq.naturals import natural, sign_of
from proofs_check.coq.scope import (
    LISTS,
    VOCABULARY,
    Unprintable,
    arguments,
    binding,
    defined,
    in_order,
    is_natural,
    name_of,
    named,
    parameters_of,
    scope,
)
from theory.language.definitions import NUMBERS
from theory.language.expressions import Abbreviation, At, ByCases, CleanEigenvalue, Eigenvalue, RealPart, Root
from theory.language.observables import FactorEntry, FlowValue, PairIterate, ScalarIterate
from theory.language.spectra import Count, Largest, OverSpectrum, Ratio, Smallest, Total, sizes_of
from theory.language.symbols import PARAMETER_NAMES, N, ell_0, lam, mu, n
from theory.sharp.rapidity import CoshPowerIntegral

#: How strongly a term holds together, as in Coq: an atom, an application, a power, a negation, a product, a sum; a
#: term that is open to the right.
ATOM, CALL, POWER, NEGATION, PRODUCT, SUM, OPEN = 0, 10, 30, 35, 40, 50, 200


class Term(NamedTuple):
    """A term of type R, and how strongly it holds together."""

    text: str
    level: int


def real(expr: sp.Expr, level: int = OPEN) -> str:
    """Return an expression as a term of type R, in brackets where it holds together less than ``level`` asks."""
    term = _term(expr)
    return term.text if term.level <= level else f"({term.text})"


def _term(expr: sp.Expr) -> Term:
    for kind, rule in _RULES:
        if isinstance(expr, kind):
            return rule(expr)
    if expr.func in VOCABULARY:
        return _vocabulary(expr)
    raise Unprintable(f"{expr!s:.60}: no rule for {type(expr).__name__}")


def call(function: str, *parts: sp.Expr) -> Term:
    """Return a function of Coq at arguments."""
    return Term(" ".join([function, *(real(part, ATOM) for part in parts)]), CALL)


def _named_call(name: str, symbols: tuple[sp.Symbol, ...]) -> Term:
    inside = arguments(symbols)
    return Term(" ".join([name, *inside]), CALL if inside else ATOM)


# Symbols and numbers -------------------------------------------------------------------------------------------


def _symbol(symbol: sp.Symbol) -> Term:
    around = scope()
    if symbol in around.given:
        name, symbols = around.given[symbol]
        return _named_call(name, in_order(set(symbols)))
    if symbol in VOCABULARY:
        return _named_call(*VOCABULARY[symbol])
    if symbol in named():
        return _named_call(symbol.name, named()[symbol][0])
    if symbol in NUMBERS:
        return Term(f"{symbol.name}_14 N", CALL)
    if symbol not in around.bound and symbol not in PARAMETER_NAMES and not is_natural(symbol):
        raise Unprintable(f"{symbol}: a name whose definition is not printed")
    return Term(f"INR {name_of(symbol)}", CALL) if is_natural(symbol) else Term(name_of(symbol), ATOM)


def _integer(expr: sp.Integer) -> Term:
    return Term(str(expr), ATOM if expr >= 0 else NEGATION)


def _rational(expr: sp.Rational) -> Term:
    return Term(f"{expr.p} / {expr.q}", PRODUCT) if expr >= 0 else _negated(-expr)


def _vocabulary(expr: AppliedUndef) -> Term:
    name, symbols = VOCABULARY[expr.func]
    return call(" ".join([name, *map(name_of, symbols)]), *expr.args)


# Sums, products, powers ----------------------------------------------------------------------------------------


def _numbers_last(part: sp.Expr) -> tuple[bool, str]:
    return bool(part.is_number), str(part)


def _negated(positive: sp.Expr) -> Term:
    return Term(f"- {real(positive, POWER)}", NEGATION)


def _sum(expr: sp.Add) -> Term:
    terms = sorted(expr.args, key=_numbers_last)
    minus = [-one for one in terms if one.could_extract_minus_sign()]
    plus = [one for one in terms if not one.could_extract_minus_sign()]
    if not plus:
        first, *minus = minus
        text = _negated(first).text
    else:
        text = " + ".join(real(one, PRODUCT) for one in plus)
    return Term("".join([text, *(f" - {real(one, PRODUCT)}" for one in minus)]), SUM)


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
    return call("power", base, exponent)


def _extreme(function: str) -> Callable[[sp.Expr], Term]:
    def rule(expr: sp.Expr) -> Term:
        *others, last = sorted(expr.args, key=str)
        text = real(last, ATOM)
        for other in reversed(others):
            text = f"({function} {real(other, ATOM)} {text})"
        return Term(text[1:-1], CALL)

    return rule


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


# Orbits and flows ----------------------------------------------------------------------------------------------


def _index(expr: sp.Expr) -> str:
    text = natural(scope_times(expr))
    return text if text.isidentifier() or text.isdigit() else f"({text})"


def scope_times(expr: sp.Expr) -> sp.Expr:
    """Return an index with the hitting times in it as the natural numbers they have been bound to."""
    return expr.xreplace(scope().times)


def _scalar(expr: ScalarIterate) -> Term:
    return Term(f"{call('iterate N', *expr.parameters).text} {_index(expr.index)}", CALL)


def _pair(expr: PairIterate) -> Term:
    start = call("pair N", *expr.parameters[:-1]).text
    return Term(f"{('fst', 'snd')[expr.component]} ({start} {_index(expr.index)})", CALL)


def _flow(expr: FlowValue) -> Term:
    return call("y", *expr.parameters, expr.index)


def _factor_entry(expr: FactorEntry) -> Term:
    position, row, column, perturbed, *rest = expr.parameters
    places = " ".join(map(_index, (position, row, column, perturbed)))
    return Term(f"{call(f'factor_entry N {places}', *rest).text} {_index(expr.index)}", CALL)


# Spectra -------------------------------------------------------------------------------------------------------


def over_places(expr: OverSpectrum, body: Callable[[], str], kind: str = "") -> str:
    """Return the range of an expression over a spectrum and what is taken at place i, as arguments."""
    ends = " ".join(_index(end) for end in expr.args[1:])
    text = f"let lam := eigenvalue n {LISTS[n]} i in "
    if mu in parameters_of(expr.body) or ell_0 in sizes_of(expr.body):
        text += f"let mu := eigenvalue ell_0 {LISTS[ell_0]} i in "
    inner = binding(lam, lambda: binding(mu, body))
    return f"{ends} (fun i : nat => {text}{inner})"


def _over(function: str) -> Callable[[OverSpectrum], Term]:
    return lambda expr: Term(f"{function} {over_places(expr, lambda: real(expr.body))}", CALL)


def _ratio(expr: Ratio) -> Term:
    return Term(f"{real(Total(*expr.args), POWER)} / {real(Largest(*expr.args), POWER)}", PRODUCT)


def _eigenvalue(expr: Eigenvalue) -> Term:
    return Term(f"eigenvalue {name_of(expr.SIZE)} {LISTS[expr.SIZE]} {_index(expr.place)}", CALL)


def _count(expr: Count) -> Term:
    return Term(f"INR ({natural(expr)})", CALL)


# Bound variables -----------------------------------------------------------------------------------------------


def _function(symbol: sp.Symbol, body: sp.Expr) -> str:
    return f"(fun {name_of(symbol)} : R => {binding(symbol, lambda: real(body))})"


def _root(expr: Root) -> Term:
    """Return the least point from ``low`` on at which the expression is not below the value: it increases."""
    unknown, expression, value, low = expr.args
    name = name_of(unknown)
    above = binding(unknown, lambda: f"{real(low, SUM)} <= {name} /\\ {real(value, SUM)} <= {real(expression, SUM)}")
    return Term(f"least (fun {name} : R => {above})", CALL)


def _lambert(expr: sp.LambertW) -> Term:
    """Return W(a), a ≥ 0, as the root w of w·exp(w) = a."""
    unknown = sp.Symbol("w", real=True)
    return _root(Root(unknown, unknown * sp.exp(unknown), expr.args[0]))


def _derivative(expr: sp.Derivative) -> Term:
    body, *variables = expr.args
    if len(variables) != 1:
        raise Unprintable(f"{expr!s:.60}: a derivative in several variables")
    (symbol, order) = variables[0]
    return Term(f"Derive_n {_function(symbol, body)} {natural(order)} {name_of(symbol)}", CALL)


def _at_values(expr: sp.Subs) -> Term:
    body, variables, values = expr.args
    if len(variables) != 1:
        raise Unprintable(f"{expr!s:.60}: several variables")
    return call(_function(variables[0], body), *values)


def _integral(expr: sp.Integral) -> Term:
    body, (symbol, low, high) = expr.args
    return call(f"RInt {_function(symbol, body)}", low, high)


def _cosh_power_integral(expr: CoshPowerIntegral) -> Term:
    power, end = expr.args
    return call(f"RInt (fun u : R => cosh u ^ ({natural(power)})) 0", end)


def _real_part(expr: RealPart) -> Term:
    """Take the real part inside sums and derivatives, up to the complex functions of the vocabulary."""
    body = expr.args[0]
    if isinstance(body, sp.Add):
        return _sum_of_parts(body)
    if isinstance(body, sp.Mul) and body.could_extract_minus_sign():
        return Term(f"- {_at_level(_real_part(RealPart(-body)), POWER)}", NEGATION)
    if isinstance(body, sp.Derivative):
        inner, (symbol, order) = body.args
        text = binding(symbol, lambda: _real_part(RealPart(inner)).text)
        name = name_of(symbol)
        return Term(f"Derive_n (fun {name} : R => {text}) {natural(order)} {name}", CALL)
    return Term(f"Re ({_vocabulary(body).text})", CALL)


def _at_level(term: Term, level: int) -> str:
    return term.text if term.level <= level else f"({term.text})"


def _sum_of_parts(body: sp.Add) -> Term:
    parts = sorted(body.args, key=lambda one: (one.could_extract_minus_sign(), str(one)))
    text = ""
    for one in parts:
        minus = one.could_extract_minus_sign()
        term = _at_level(_real_part(RealPart(-one if minus else one)), PRODUCT)
        text += f" - {term}" if minus else f" + {term}" if text else term
    return Term(text.strip(), SUM)


# Cases, other parameters, names --------------------------------------------------------------------------------


def decision(relation: sp.Basic) -> str:
    """Return how a relation is decided, as a term of type {P} + {not P}."""
    if isinstance(relation, sp.And | sp.Or):
        first, *others = sorted(relation.args, key=str)
        text = decision(first)
        for other in others:
            text = f"({'both' if isinstance(relation, sp.And) else 'either'} {text} {decision(other)})"
        return text
    if type(relation) not in _DECISIONS:
        raise Unprintable(f"{relation!s:.60}: no rule that decides it")
    return f"({call(_DECISIONS[type(relation)], *relation.args).text})"


_DECISIONS = {sp.Le: "Rle_dec", sp.Lt: "Rlt_dec", sp.Ge: "Rge_dec", sp.Gt: "Rgt_dec", sp.Eq: "Req_EM_T"}


def _by_cases(expr: ByCases) -> Term:
    *branches, (last, _) = expr.args
    text = real(last)
    for value, condition in reversed(branches):
        text = f"if {decision(condition)[1:-1]} then {real(value)}\n    else {text}"
    return Term(text, OPEN)


def _elsewhere(expr: At) -> Term:
    body, parameters, values = expr.args
    if any(is_natural(one) for one in parameters):
        raise Unprintable(f"{expr!s:.60}: at another {parameters}")
    return call(f"(fun {' '.join(map(name_of, parameters))} : R => {real(body)})", *values)


def _abbreviation(expr: Abbreviation) -> Term:
    """Return a call of the definition of a name, or what it stands for where it has no definition of its own."""
    body, given = expr.body, expr.args[1]
    if isinstance(body, At):
        return _at_other_parameters(expr)
    for parameter, value in _generic(body, given):
        inner = body if parameter == value else body.subs(parameter, _solved(parameter, value))
        symbols = parameters_of(inner)
        name = defined(name_of(sp.Symbol(expr.name)), symbols, "R", _unbound(inner))
        if name is None:
            continue
        texts = arguments(in_order(set(symbols)))
        if parameter != value:
            text = _index(value) if is_natural(parameter) else real(value, ATOM)
            texts = [text if one == name_of(parameter) else one for one in texts]
        return Term(" ".join([name, *texts]), CALL if texts else ATOM)
    return _term(body)


def _unbound(body: sp.Expr) -> str:
    """Print the body of a definition, where all its parameters are bound."""
    around = scope()
    outside, around.bound = around.bound, around.bound | parameters_of(body)
    try:
        return real(body)
    finally:
        around.bound = outside


def _generic(body: sp.Expr, given: sp.Tuple) -> list[tuple[sp.Symbol, sp.Expr]]:
    """Return the parameter to which a name is to be generalised and its value: Δ₂(k+1) is Δ₂ at k+1."""
    inner = [value.args[0] if isinstance(value, sp.Function) else value for value in given]  # of r(W(k)), k
    compound = [value for value in inner if not value.is_Symbol]
    if not compound or scope().times:
        return [(N, N)]
    symbols = [s for value in compound for s in value.free_symbols if s in parameters_of(body)]
    if len(compound) > 1 or not symbols:
        return []
    (value,), options = compound, []
    for symbol in sorted(set(symbols), key=lambda s: (str(s) not in "kt", str(s))):
        solved = _solved(symbol, value)
        if solved is not None and body.subs(symbol, solved).subs(symbol, value) == body:
            options.append((symbol, value))
    return options[:1]


def _solved(symbol: sp.Symbol, value: sp.Expr) -> sp.Expr | None:
    """Return what has to stand for a symbol so that ``value`` becomes the symbol."""
    if symbol not in value.args or not (value.is_Add or value.is_Mul):
        return None
    rest = value.func(*(part for part in value.args if part != symbol))
    if symbol in rest.free_symbols:
        return None
    return symbol - rest if value.is_Add else symbol / rest


def _at_other_parameters(expr: Abbreviation) -> Term:
    """Return a name for an expression at other parameters: its definition has them as its first parameters."""
    body, parameters, values = expr.body.args
    others = tuple(s for s in in_order(set(parameters_of(body))) if s not in parameters)
    rest = frozenset(others) | set(parameters)
    name = defined(name_of(sp.Symbol(expr.name)), rest, "R", _unbound(body))
    if name is None:
        return _term(expr.body)
    new = dict(zip(parameters, values, strict=True))
    order = in_order(set(rest))
    texts = {name_of(s): real(new[s], ATOM) for s in order if s in new}
    return Term(" ".join([name, *(texts.get(one, one) for one in arguments(order))]), CALL)


_RULES: list[tuple[type | tuple[type, ...], Callable[..., Term]]] = [
    (Abbreviation, _abbreviation),
    (sp.Integer, _integer),
    (sp.Rational, _rational),
    (sp.Symbol, _symbol),
    (sp.Add, _sum),
    (sp.Mul, _product),
    (sp.exp, lambda expr: call("exp", *expr.args)),
    (sp.Pow, _power),
    (sp.log, lambda expr: call("ln", *expr.args)),
    (sp.Abs, lambda expr: call("Rabs", *expr.args)),
    (sp.cosh, lambda expr: call("cosh", *expr.args)),
    (sp.sinh, lambda expr: call("sinh", *expr.args)),
    (sp.ceiling, lambda expr: Term(f"IZR (Zceil {real(expr.args[0], ATOM)})", CALL)),
    (sp.floor, lambda expr: Term(f"IZR (Zfloor {real(expr.args[0], ATOM)})", CALL)),
    (sp.Max, _extreme("Rmax")),
    (sp.Min, _extreme("Rmin")),
    (sp.Sum, _finite_sum),
    (At, _elsewhere),
    (Root, _root),
    (ByCases, _by_cases),
    (RealPart, _real_part),
    (sp.LambertW, _lambert),
    (sp.Derivative, _derivative),
    (sp.Subs, _at_values),
    (sp.Integral, _integral),
    (CoshPowerIntegral, _cosh_power_integral),
    ((CleanEigenvalue, Eigenvalue), _eigenvalue),
    (Total, _over("total")),
    (Largest, _over("largest")),
    (Smallest, _over("smallest")),
    (Ratio, _ratio),
    (Count, _count),
    (ScalarIterate, _scalar),
    (PairIterate, _pair),
    (FactorEntry, _factor_entry),
    (FlowValue, _flow),
]
