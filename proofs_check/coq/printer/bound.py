"""Terms that bind a variable: roots, derivatives, integrals; expressions at other parameters, names of a record."""

from __future__ import annotations

import sympy as sp

from proofs_check.coq.printer.naturals import natural
from proofs_check.coq.printer.orbits import index
from proofs_check.coq.printer.scope import (
    Unprintable,
    arguments,
    binding,
    defined,
    in_order,
    is_natural,
    name_of,
    parameters_of,
    scope,
)
from proofs_check.coq.printer.term import (
    ATOM,
    CALL,
    NEGATION,
    POWER,
    PRODUCT,
    SUM,
    Term,
    call,
    real,
    rule,
    term,
    vocabulary,
)
from theory.language.expressions import Abbreviation, At, RealPart, Root
from theory.language.symbols import N
from theory.sharp.rapidity import CoshPowerIntegral


def _function(symbol: sp.Symbol, body: sp.Expr) -> str:
    return f"(fun {name_of(symbol)} : R => {binding((symbol,), lambda: real(body))})"


@rule(Root)
def _root(expr: Root) -> Term:
    """Return the least point from ``low`` on at which the expression is not below the value: it increases."""
    unknown, expression, value, low = expr.args
    name = name_of(unknown)
    above = binding((unknown,), lambda: f"{real(low, SUM)} <= {name} /\\ {real(value, SUM)} <= {real(expression, SUM)}")
    return Term(f"least (fun {name} : R => {above})", CALL)


@rule(sp.LambertW)
def _lambert(expr: sp.LambertW) -> Term:
    """Return W(a), a ≥ 0, as the root w of w·exp(w) = a."""
    unknown = sp.Symbol("w", real=True)
    return _root(Root(unknown, unknown * sp.exp(unknown), expr.args[0]))


@rule(sp.Derivative)
def _derivative(expr: sp.Derivative) -> Term:
    body, *variables = expr.args
    if len(variables) != 1:
        raise Unprintable(f"{expr!s:.60}: a derivative in several variables")
    (symbol, order) = variables[0]
    return Term(f"Derive_n {_function(symbol, body)} {natural(order)} {name_of(symbol)}", CALL)


@rule(sp.Subs)
def _at_values(expr: sp.Subs) -> Term:
    body, variables, values = expr.args
    if len(variables) != 1:
        raise Unprintable(f"{expr!s:.60}: several variables")
    return call(_function(variables[0], body), *values)


@rule(sp.Integral)
def _integral(expr: sp.Integral) -> Term:
    body, (symbol, low, high) = expr.args
    return call(f"RInt {_function(symbol, body)}", low, high)


@rule(CoshPowerIntegral)
def _cosh_power_integral(expr: CoshPowerIntegral) -> Term:
    power, end = expr.args
    return call(f"RInt (fun u : R => cosh u ^ ({natural(power)})) 0", end)


@rule(RealPart)
def _real_part(expr: RealPart) -> Term:
    """Take the real part inside sums and derivatives, up to the complex functions of the vocabulary."""
    body = expr.args[0]
    if isinstance(body, sp.Add):
        return _sum_of_parts(body)
    if isinstance(body, sp.Mul) and body.could_extract_minus_sign():
        return Term(f"- {_real_part(RealPart(-body)).at(POWER)}", NEGATION)
    if isinstance(body, sp.Derivative):
        inner, (symbol, order) = body.args
        text = binding((symbol,), lambda: _real_part(RealPart(inner)).text)
        name = name_of(symbol)
        return Term(f"Derive_n (fun {name} : R => {text}) {natural(order)} {name}", CALL)
    return Term(f"Re ({vocabulary(body).text})", CALL)


def _sum_of_parts(body: sp.Add) -> Term:
    parts = sorted(body.args, key=lambda one: (one.could_extract_minus_sign(), str(one)))
    text = ""
    for one in parts:
        minus = one.could_extract_minus_sign()
        part = _real_part(RealPart(-one if minus else one)).at(PRODUCT)
        text += f" - {part}" if minus else f" + {part}" if text else part
    return Term(text.strip(), SUM)


# Other parameters, names ---------------------------------------------------------------------------------------


@rule(At)
def _elsewhere(expr: At) -> Term:
    body, parameters, values = expr.args
    if any(is_natural(one) for one in parameters):
        raise Unprintable(f"{expr!s:.60}: at another {parameters}")
    return call(f"(fun {' '.join(map(name_of, parameters))} : R => {real(body)})", *values)


@rule(Abbreviation)
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
            text = index(value) if is_natural(parameter) else real(value, ATOM)
            texts = [text if one == name_of(parameter) else one for one in texts]
        return Term(" ".join([name, *texts]), CALL if texts else ATOM)
    return term(body)


def _unbound(body: sp.Expr) -> str:
    """Print the body of a definition, where all its parameters are bound."""
    return binding(parameters_of(body), lambda: real(body))


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
        if solved is None:
            continue
        moved = body.subs(symbol, solved)
        # what an At holds is not open to substitution: the value would stay in it
        if not moved.has(value) and moved.subs(symbol, value) == body:
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
        return term(expr.body)
    new = dict(zip(parameters, values, strict=True))
    order = in_order(set(rest))
    texts = {name_of(s): real(new[s], ATOM) for s in order if s in new}
    return Term(" ".join([name, *(texts.get(one, one) for one in arguments(order))]), CALL)
