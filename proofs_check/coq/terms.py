"""SymPy expressions of the records as Coq terms: one rule for each kind of node, and an error where there is none.

A symbol of integers is a natural number, any other one a real number. Exponents that are integers for every N ≥ 2 are
natural numbers, where the truncated subtraction of Coq is exact.

>>> from theory.language.definitions import kappa, tau
>>> from theory.language.symbols import N, alpha, eps, lam
>>> print(real(kappa * alpha ** (2 * N - 2) - sp.log(eps)))
((- (ln eps)) + ((kappa N lam) * alpha ^ (2 * N - 2)))
>>> print(real(lam ** (1 / N)), real(tau(alpha, eps)))
root N lam tau N lam alpha eps
>>> real(sp.gamma(alpha))
Traceback (most recent call last):
    ...
proofs_check.coq.terms.Unprintable: gamma(alpha): no rule for gamma
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from functools import lru_cache

import sympy as sp

from theory.language.definitions import NUMBERS, definitions, h, tau
from theory.language.expressions import Abbreviation, At, ByCases, CleanEigenvalue, Eigenvalue, Root, unfolded
from theory.language.observables import FlowValue, PairIterate, ScalarIterate
from theory.language.spectra import Count, Largest, OverSpectrum, Ratio, Smallest, Total, sizes_of
from theory.language.symbols import PARAMETER_NAMES, N, ell_0, eps_tail, lam, mu, n, without_multipliers

#: Comparisons and their signs.
SIGNS = {sp.Le: "<=", sp.Lt: "<", sp.Ge: ">=", sp.Gt: ">", sp.Eq: "=", sp.Ne: "<>"}
#: Symbols that a term around binds.
_BOUND: ContextVar[frozenset[sp.Symbol]] = ContextVar("bound", default=frozenset())
#: Where the sums around end, by their indices.
_LAST: ContextVar[dict[sp.Symbol, sp.Expr]] = ContextVar("last")
#: Symbols whose names Coq or the vocabulary has for something else.
_RENAMED = {lam: "lam", eps_tail: "eps_tail"}


class Unprintable(ValueError):
    """An expression for which there is no rule."""


def name_of(symbol: sp.Symbol) -> str:
    """Return the identifier of a symbol."""
    text = _RENAMED.get(symbol, symbol.name).replace("epsilon", "eps").replace("'", "_prime")
    if not text.isidentifier():
        raise Unprintable(f"{symbol}: not an identifier")
    return text


def is_natural(symbol: sp.Symbol) -> bool:
    """Whether a symbol stands for a natural number."""
    return bool(symbol.is_integer)


def real(expr: sp.Expr) -> str:
    """Return an expression as a term of type R."""
    for kind, rule in _RULES:
        if isinstance(expr, kind):
            return rule(expr)
    raise Unprintable(f"{expr!s:.60}: no rule for {type(expr).__name__}")


def natural(expr: sp.Expr) -> str:
    """Return an expression that is a natural number for every N ≥ 2 as a term of type nat."""
    expr = sp.expand(unfolded(expr))
    if isinstance(expr, Count):
        return f"count {_range(expr)} (fun i : nat => {_at_place(expr, boolean(expr.body))})"
    if isinstance(expr, sp.Max | sp.Min):
        function = "Nat.max" if isinstance(expr, sp.Max) else "Nat.min"
        first, *others = sorted(map(natural, expr.args))
        for other in others:
            first = f"{function} ({first}) ({other})"
        return first
    if sign_of(expr) != 1:
        raise Unprintable(f"{expr}: not certainly a natural number")
    if expr.is_Integer:
        return str(expr)
    if expr.is_Symbol:
        return name_of(expr)
    if expr.is_Mul and all(part.is_Integer or part.is_Symbol for part in expr.args):
        return " * ".join(str(part) if part.is_Integer else name_of(part) for part in expr.args)
    if expr.is_Add:
        minus = [-part for part in expr.args if part.could_extract_minus_sign()]
        plus = [part for part in expr.args if not part.could_extract_minus_sign()]
        sums = (" + ".join(natural(part) for part in sorted(parts, key=_numbers_last)) for parts in (plus, minus))
        first, second = sums
        return f"{first} - {second if len(minus) == 1 else f'({second})'}" if minus else first
    raise Unprintable(f"{expr}: no rule for this natural number")


def sign_of(expr: sp.Expr) -> int | None:
    """Return 1 for an integer ≥ 0, −1 for one ≤ 0, whatever N ≥ 2 is; None where that is not known."""
    counts = {part: sp.Dummy(integer=True, nonnegative=True) for part in expr.atoms(Count)}
    expr = expr.xreplace(counts)
    if not expr.is_integer:
        return None
    more = sp.Symbol("more", integer=True, nonnegative=True)
    sums = _LAST.get({}).items()
    passed = {index: sp.Dummy(integer=True, nonnegative=True) for index, _ in sums}
    left = {index: last - passed[index] for index, last in sums}
    for reading in (passed, left):  # an index of a sum is at least 0, and so is what is left to its end
        shifted = sp.expand(expr.xreplace(reading).subs(N, more + 2))
        if shifted.is_nonnegative or shifted.is_nonpositive:
            return 1 if shifted.is_nonnegative else -1
    return None


def _numbers_last(part: sp.Expr) -> tuple[bool, str]:
    return bool(part.is_number), str(part)


# Names ---------------------------------------------------------------------------------------------------------


@lru_cache
def named() -> dict[sp.Symbol, tuple[tuple[sp.Symbol, ...], sp.Expr]]:
    """Return each name of the shared definitions with its parameters, in their order, and its definition."""
    found: dict[sp.Symbol, tuple[tuple[sp.Symbol, ...], sp.Expr]] = {}
    for name, definition in definitions(N).items():
        body = without_multipliers(definition)
        symbols = {N}.union(*(found[s][0] if s in found else (s,) for s in body.free_symbols))
        found[name] = tuple(sorted(symbols, key=list(PARAMETER_NAMES).index)), body
    return found


def _symbol(symbol: sp.Symbol) -> str:
    if symbol in named():
        return " ".join([symbol.name, *map(name_of, named()[symbol][0])])
    if symbol in NUMBERS:
        return real(NUMBERS[symbol])
    if symbol in _BOUND.get():
        return name_of(symbol)
    if symbol not in PARAMETER_NAMES and not is_natural(symbol):
        raise Unprintable(f"{symbol}: a name whose definition is not printed")
    return f"INR {name_of(symbol)}" if is_natural(symbol) else name_of(symbol)


# Rules ---------------------------------------------------------------------------------------------------------


def _argument(expr: sp.Expr) -> str:
    text = real(expr)
    return text if text.isidentifier() or text.isdigit() or _enclosed(text) else f"({text})"


def _enclosed(text: str) -> bool:
    """Whether the first bracket is closed by the last sign."""
    if not (text.startswith("(") and text.endswith(")")):
        return False
    depth = 0
    for place, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")")
        if depth == 0 and place < len(text) - 1:
            return False
    return True


def _call(function: str) -> Callable[[sp.Expr], str]:
    return lambda expr: " ".join([function, *map(_argument, expr.args)])


def _integer(expr: sp.Integer) -> str:
    return str(expr) if expr >= 0 else f"(- {-expr})"


def _rational(expr: sp.Rational) -> str:
    return f"({expr.p} / {expr.q})" if expr >= 0 else f"(- ({-expr.p} / {expr.q}))"


def _sum(expr: sp.Add) -> str:
    terms = sorted(expr.args, key=_numbers_last)
    parts = [f"(- {_argument(-one)})" if one.could_extract_minus_sign() else _argument(one) for one in terms]
    return "(" + " + ".join(parts) + ")"


def _product(expr: sp.Mul) -> str:
    if expr.could_extract_minus_sign():
        return f"(- {_argument(-expr)})"
    over, under = expr.as_numer_denom()
    if under != 1 and expr.args != (over, 1 / under):
        return f"({_argument(over)} / {_argument(under)})"
    return "(" + " * ".join(real(part) if part.is_Pow else _argument(part) for part in expr.args) + ")"


def _power(expr: sp.Pow) -> str:
    base, exponent = expr.args
    sign = sign_of(exponent)
    if sign is not None:
        size = natural(exponent if sign > 0 else -exponent)
        raised = _argument(base) if size == "1" else f"{_argument(base)} ^ {size if size.isalnum() else f'({size})'}"
        return raised if sign > 0 else f"(/ ({raised}))"
    if exponent == sp.S.Half:
        return f"sqrt {_argument(base)}"
    if exponent == 1 / N:
        return f"root N {_argument(base)}"
    return f"power {_argument(base)} {_argument(exponent)}"


def _extreme(function: str) -> Callable[[sp.Expr], str]:
    def rule(expr: sp.Expr) -> str:
        *others, last = sorted(map(_argument, expr.args))
        for other in reversed(others):
            last = f"({function} {other} {last})"
        return last

    return rule


def _finite_sum(expr: sp.Sum) -> str:
    body, (index, low, high) = expr.args
    if low != 0:
        raise Unprintable(f"{expr!s:.60}: a sum begins at 0")
    outside = _LAST.get({})
    _LAST.set({**outside, index: high})
    try:
        return f"sum_f_R0 (fun {name_of(index)} => {real(body)}) ({natural(high)})"
    finally:
        _LAST.set(outside)


def _scalar(expr: ScalarIterate) -> str:
    return " ".join(["iterate", "N", *map(_argument, expr.parameters), f"({natural(expr.index)})"])


def _pair(expr: PairIterate) -> str:
    parameters = " ".join(map(_argument, expr.parameters[:-1]))
    return f"{('fst', 'snd')[expr.component]} (pair N {parameters} ({natural(expr.index)}))"


def _flow(expr: FlowValue) -> str:
    return " ".join(["y", *map(_argument, (*expr.parameters, expr.index))])


def boolean(relation: sp.Basic) -> str:
    """Return a relation that is decided, as a term of type bool."""
    if isinstance(relation, sp.And | sp.Or):
        first, *others = (boolean(part) for part in sorted(relation.args, key=str))
        for other in others:
            first = f"({'andb' if isinstance(relation, sp.And) else 'orb'} {first} {other})"
        return first
    if type(relation) not in _DECISIONS:
        raise Unprintable(f"{relation!s:.60}: no rule that decides it")
    return f"(if {_DECISIONS[type(relation)]} {' '.join(map(_argument, relation.args))} then true else false)"


_DECISIONS = {sp.Le: "Rle_dec", sp.Lt: "Rlt_dec", sp.Ge: "Rge_dec", sp.Gt: "Rgt_dec", sp.Eq: "Req_EM_T"}
#: The two spectra, by their sizes.
LISTS = {n: "spectrum", ell_0: "clean"}


def _range(expr: OverSpectrum) -> str:
    return " ".join(f"({natural(end)})" for end in expr.args[1:])


def _at_place(expr: OverSpectrum, body: str) -> str:
    """Return a term in λ, and μ, at place i."""
    text = f"let lam := eigenvalue n {LISTS[n]} i in "
    if mu in expr.body.free_symbols or ell_0 in sizes_of(expr.body):
        text += f"let mu := eigenvalue ell_0 {LISTS[ell_0]} i in "
    return text + body


def _over(function: str) -> Callable[[OverSpectrum], str]:
    return lambda expr: f"{function} {_range(expr)} (fun i : nat => {_at_place(expr, real(expr.body))})"


def _ratio(expr: Ratio) -> str:
    return f"({_argument(Total(*expr.args))} / {_argument(Largest(*expr.args))})"


def _eigenvalue(expr: Eigenvalue) -> str:
    return f"eigenvalue {name_of(expr.SIZE)} {LISTS[expr.SIZE]} ({natural(expr.place)})"


def _bound(symbol: sp.Symbol, part: Callable[[], str]) -> str:
    """Return what is printed while a symbol is bound."""
    outside = _BOUND.get()
    _BOUND.set(outside | {symbol})
    try:
        return part()
    finally:
        _BOUND.set(outside)


def _function(symbol: sp.Symbol, body: sp.Expr) -> str:
    return f"(fun {name_of(symbol)} : R => {_bound(symbol, lambda: real(body))})"


def _root(expr: Root) -> str:
    """Return the least point from ``low`` on at which the expression is not below the value: it increases."""
    unknown, expression, value, low = expr.args
    above = _bound(unknown, lambda: f"({real(low)} <= {name_of(unknown)} /\\ {real(value)} <= {real(expression)})")
    return f"least (fun {name_of(unknown)} : R => {above})"


def _lambert(expr: sp.LambertW) -> str:
    """Return W(a), a ≥ 0, as the root w of w·exp(w) = a."""
    unknown = sp.Symbol("w", real=True)
    return _root(Root(unknown, unknown * sp.exp(unknown), expr.args[0]))


def _derivative(expr: sp.Derivative) -> str:
    body, *variables = expr.args
    if len(variables) != 1:
        raise Unprintable(f"{expr!s:.60}: a derivative in several variables")
    (symbol, order) = variables[0]
    return f"Derive_n {_function(symbol, body)} {natural(order)} {name_of(symbol)}"


def _at_values(expr: sp.Subs) -> str:
    body, variables, values = expr.args
    if len(variables) != 1:
        raise Unprintable(f"{expr!s:.60}: several variables")
    text = _bound(variables[0], lambda: real(body))
    return f"(fun {' '.join(map(name_of, variables))} : R => {text}) {' '.join(map(_argument, values))}"


def _integral(expr: sp.Integral) -> str:
    body, (symbol, low, high) = expr.args
    return f"RInt {_function(symbol, body)} {_argument(low)} {_argument(high)}"


def _by_cases(expr: ByCases) -> str:
    *branches, (last, _) = expr.args
    text = real(last)
    for value, condition in reversed(branches):
        text = f"(if {boolean(condition)} then {real(value)} else {text})"
    return text


def _elsewhere(expr: At) -> str:
    body, parameters, values = expr.args
    if any(is_natural(one) for one in parameters):
        raise Unprintable(f"{expr!s:.60}: at another {parameters}")
    return f"(fun {' '.join(map(name_of, parameters))} : R => {real(body)}) {' '.join(map(_argument, values))}"


_RULES: list[tuple[type | tuple[type, ...], Callable[..., str]]] = [
    (Abbreviation, lambda expr: real(expr.body)),
    (sp.Integer, _integer),
    (sp.Rational, _rational),
    (sp.Symbol, _symbol),
    (sp.Add, _sum),
    (sp.Mul, _product),
    (sp.exp, _call("exp")),
    (sp.Pow, _power),
    (sp.log, _call("ln")),
    (sp.Abs, _call("Rabs")),
    (sp.cosh, _call("cosh")),
    (sp.sinh, _call("sinh")),
    (sp.ceiling, lambda expr: f"IZR (Zceil {_argument(expr.args[0])})"),
    (sp.floor, lambda expr: f"IZR (Zfloor {_argument(expr.args[0])})"),
    (sp.Max, _extreme("Rmax")),
    (sp.Min, _extreme("Rmin")),
    (sp.Sum, _finite_sum),
    (At, _elsewhere),
    (Root, _root),
    (ByCases, _by_cases),
    (sp.LambertW, _lambert),
    (sp.Derivative, _derivative),
    (sp.Subs, _at_values),
    (sp.Integral, _integral),
    (CleanEigenvalue, _eigenvalue),
    (Eigenvalue, _eigenvalue),
    (Total, _over("total")),
    (Largest, _over("largest")),
    (Smallest, _over("smallest")),
    (Ratio, _ratio),
    (Count, lambda expr: f"INR ({natural(expr)})"),
    (ScalarIterate, _scalar),
    (PairIterate, _pair),
    (FlowValue, _flow),
    (h, lambda expr: f"h N lam {_argument(expr.args[0])}"),
    (tau, lambda expr: f"tau N lam {_argument(expr.args[0])} {_argument(expr.args[1])}"),
]
