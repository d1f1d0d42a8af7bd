"""SymPy expressions turned into straight-line Python, for any of five arithmetics.

An expression becomes one function without loops or branches: every common subexpression is computed once,
integer powers by repeated multiplication, quotients by one division, and every constant subexpression is
computed once per working precision. The same text serves floats, mpmath numbers and Arb balls; only the
functions behind the names ``log``, ``root``, ... differ (see ``arithmetic.py``).

>>> from theory.language.symbols import lam, x
>>> print(source(x**2 * (lam - x**3), (x, lam)))
def straight_line(a0, a1):
    v0 = a0 * a0
    v1 = v0 * a0
    v2 = a1 - v1
    v3 = v0 * v2
    return v3
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import sympy as sp

from numerics.formulas.arithmetic import ARITHMETICS, Arithmetic

#: Above this numerator a power x^(p/q) is one call of ``power`` instead of repeated multiplication of a root.
LARGEST_ROOT_POWER = 64

#: SymPy functions of one argument and the operation that computes them.
_UNARY = {
    sp.exp: "exp",
    sp.atan: "atan",
    sp.cos: "cos",
    sp.sin: "sin",
    sp.tan: "tan",
    sp.sinh: "sinh",
    sp.cosh: "cosh",
    sp.tanh: "tanh",
    sp.LambertW: "lambert_w",
    sp.Abs: "absolute",
    sp.re: "real",
    sp.im: "imaginary",
    sp.conjugate: "conjugate",
    sp.arg: "argument",
    sp.ceiling: "ceiling",
}


class _Writer:
    """Writes the assignments of one function; ``names`` knows what has been computed already."""

    def __init__(self, symbols: tuple[sp.Symbol, ...], hoist: bool) -> None:
        self.names: dict[Any, str] = {symbol: f"a{i}" for i, symbol in enumerate(symbols)}
        self.constants: list[sp.Expr] = []
        self.lines: list[str] = []
        self.hoist = hoist

    def assign(self, key: Any, formula: str) -> str:
        """Return the name of the value of ``formula``, writing the assignment when ``key`` is new."""
        if key not in self.names:
            name = f"v{len(self.lines)}"
            self.lines.append(f"{name} = {formula}")
            self.names[key] = name
        return self.names[key]

    def value(self, expr: sp.Expr) -> str:
        """Return the name of the value of ``expr``."""
        if expr in self.names:
            return self.names[expr]
        if self.hoist and _is_constant(expr):
            name = f"c{len(self.constants)}"
            self.constants.append(expr)
            self.names[expr] = name
            return name
        formula = self.formula(expr)
        if formula.isidentifier():  # a power that another expression has already needed
            self.names[expr] = formula
            return formula
        return self.assign(expr, formula)

    def formula(self, expr: sp.Expr) -> str:
        """Return the Python text that computes ``expr`` from named values."""
        if isinstance(expr, sp.Symbol):
            raise ValueError(f"no value given for {expr}")
        if isinstance(expr, sp.Rational | sp.Float):
            # A Float is a dyadic rational and is taken as one.
            ratio = sp.Rational(expr)
            return f"rational({int(ratio.p)}, {int(ratio.q)})"
        if expr is sp.pi:
            return "pi()"
        if expr is sp.E:
            return "exp(rational(1, 1))"
        if expr is sp.I:
            return "imaginary_unit()"
        if isinstance(expr, sp.Add):
            return self.sum(expr)
        if isinstance(expr, sp.Mul):
            return self.product(expr)
        if isinstance(expr, sp.Pow):
            return self.power(expr.base, expr.exp)
        if isinstance(expr, sp.log):
            return self.logarithm(expr)
        if isinstance(expr, sp.Max | sp.Min):
            return self.extremum(expr)
        if isinstance(expr, sp.floor):
            return f"-ceiling(-{self.value(expr.args[0])})"
        if isinstance(expr, sp.atan2):
            return f"atan2({self.value(expr.args[0])}, {self.value(expr.args[1])})"
        if isinstance(expr, sp.hyper):
            return self.hypergeometric(expr)
        if expr.func in _UNARY and len(expr.args) == 1:
            return f"{_UNARY[expr.func]}({self.value(expr.args[0])})"
        raise ValueError(f"no numerical rule for {expr.func.__name__} in {expr}")

    def sum(self, expr: sp.Add) -> str:
        plus, minus = [], []
        for term in _constants_joined(expr):
            coefficient, rest = term.as_coeff_Mul()
            if coefficient == -1:
                minus.append(rest)
            else:
                plus.append(term)
        names = [self.value(term) for term in plus]
        # Without a positive term -a-b is written -(a+b).
        if not names:
            return f"-({' + '.join(self.value(term) for term in minus)})"
        return " - ".join([" + ".join(names), *(self.value(term) for term in minus)])

    def product(self, expr: sp.Mul) -> str:
        above: list[str] = []
        below: list[str] = []
        sign = ""
        for factor in _constants_joined(expr):
            if factor == -1:
                sign = "-"
            elif isinstance(factor, sp.Pow) and factor.exp.is_Rational and factor.exp < 0:
                below.append(self.value(sp.Pow(factor.base, -factor.exp)))
            elif isinstance(factor, sp.Rational) and not self.hoist and factor.q != 1:
                above.append(self.value(sp.Integer(factor.p)))
                below.append(self.value(sp.Integer(factor.q)))
            else:
                above.append(self.value(factor))
        numerator = " * ".join(above) if above else self.value(sp.Integer(1))
        if not below:
            return sign + numerator
        denominator = below[0] if len(below) == 1 else f"({' * '.join(below)})"
        return f"{sign}{numerator} / {denominator}"

    def power(self, base: sp.Expr, exponent: sp.Expr) -> str:
        if base is sp.E:
            return f"exp({self.value(exponent)})"
        if isinstance(exponent, sp.Rational) and exponent < 0:
            return f"{self.value(sp.Integer(1))} / {self.value(sp.Pow(base, -exponent))}"
        name = self.value(base)
        if isinstance(exponent, sp.Rational):
            whole, part = divmod(int(exponent.p), int(exponent.q))
            if part == 0:
                return self.integer_power(name, whole)
            if part <= LARGEST_ROOT_POWER:
                root = self.assign(("root", name, exponent.q), f"root({name}, {exponent.q})")
                fraction = self.integer_power(root, part)
                return f"{self.integer_power(name, whole)} * {fraction}" if whole else fraction
        return f"power({name}, {self.value(exponent)})"

    def integer_power(self, name: str, exponent: int) -> str:
        """Return the name of ``name``^exponent for exponent ≥ 1, computed by multiplications only."""
        if exponent == 1:
            return name
        half = self.integer_power(name, exponent // 2)
        if exponent % 2 == 0:
            return self.assign(("power", name, exponent), f"{half} * {half}")
        even = self.integer_power(name, exponent - 1)
        return self.assign(("power", name, exponent), f"{even} * {name}")

    def logarithm(self, expr: sp.log) -> str:
        argument = expr.args[0]
        if isinstance(argument, sp.Add) and sp.S.One in argument.args:
            # ln(1+u) keeps its digits for small u.
            natural = f"log1p({self.value(sp.Add(*(term for term in argument.args if term != 1)))})"
        else:
            natural = f"log({self.value(argument)})"
        return natural if len(expr.args) == 1 else f"{natural} / {self.value(sp.log(expr.args[1]))}"

    def extremum(self, expr: sp.Max | sp.Min) -> str:
        function = "maximum" if isinstance(expr, sp.Max) else "minimum"
        first, *others = (self.value(argument) for argument in sp.ordered(expr.args))
        text = first
        for other in others:
            text = f"{function}({text}, {other})"
        return text

    def hypergeometric(self, expr: sp.hyper) -> str:
        if (len(expr.ap), len(expr.bq)) != (2, 1):
            raise ValueError(f"no numerical rule for a hypergeometric function other than 2F1: {expr}")
        (a, b), (c,) = expr.ap, expr.bq
        # Which differences of the parameters are integers is known here exactly, and the ball function
        # needs to be told: from the balls alone it cannot see it.
        integral = tuple(bool(difference.is_Integer) for difference in (a - b, a - c, b - c, a + b - c))
        names = ", ".join(self.value(argument) for argument in (a, b, c, expr.argument))
        return f"hypergeometric({names}, {integral})"


@lru_cache(maxsize=65536)
def _is_constant(expr: sp.Expr) -> bool:
    """Whether there is no symbol in ``expr``: asked of every part of a formula, so that each answers for its own."""
    return not isinstance(expr, sp.Symbol) and all(map(_is_constant, expr.args))


def _constants_joined(expr: sp.Expr) -> list[sp.Expr]:
    """Return the arguments of a sum or product with its constant arguments joined into one (but keep −1)."""
    constant = [argument for argument in expr.args if _is_constant(argument)]
    others = [argument for argument in expr.args if not _is_constant(argument)]
    if len(constant) < 2 or not others:
        return list(expr.args)
    return [expr.func(*constant), *others]


def _write(expr: sp.Expr, symbols: tuple[sp.Symbol, ...]) -> tuple[str, list[sp.Expr]]:
    writer = _Writer(symbols, hoist=True)
    result = writer.value(expr)
    lines = [*writer.lines, f"return {result}"]
    if writer.constants:
        names = ", ".join(f"c{i}" for i in range(len(writer.constants)))
        lines.insert(0, f"({names},) = constants()")
    header = f"def straight_line({', '.join(f'a{i}' for i in range(len(symbols)))}):"
    return "\n    ".join([header, *lines]), writer.constants


def source(expr: sp.Expr, symbols: tuple[sp.Symbol, ...]) -> str:
    """Return the Python text of the function that computes ``expr`` from the values of ``symbols``.

    Raises ValueError for a symbol that is not listed and for a function without numerical rule.
    """
    return _write(expr, symbols)[0]


def _constants_at_precision(exprs: list[sp.Expr], arithmetic: Arithmetic) -> Callable[[], tuple[Any, ...]]:
    """Return a function giving the values of ``exprs`` at the working precision, computed once for each."""
    writer = _Writer((), hoist=False)
    results = [writer.value(expr) for expr in exprs]
    text = "\n    ".join(["def compute():", *writer.lines, f"return ({''.join(f'{r}, ' for r in results)})"])
    namespace: dict[str, Any] = dict(arithmetic.constant_operations)
    exec(compile(text, "<constants>", "exec"), namespace)
    compute: Callable[[], tuple[Any, ...]] = namespace["compute"]
    precision = arithmetic.precision
    known: dict[int, tuple[Any, ...]] = {}

    def constants() -> tuple[Any, ...]:
        bits = precision()
        values = known.get(bits)
        if values is None:
            values = known[bits] = arithmetic.round_constants(compute)
        return values

    return constants


@lru_cache(maxsize=8192)
def compile_expression(expr: sp.Expr, symbols: tuple[sp.Symbol, ...], backend: str) -> Callable[..., Any]:
    """Return a function of the values of ``symbols`` that computes ``expr``; it is compiled once.

    ``backend`` is ``"float64"`` (numpy scalars and arrays), ``"mpmath"``, ``"arb"``, ``"exact"`` or ``"interval"``
    (columns of outward-rounded float64 intervals); the values must already be numbers of that arithmetic. mpmath and
    arb work at the precision that is set when the function is called. With balls the result encloses the value for
    every choice of reals in the argument balls, or it is not finite: that is how a logarithm of a ball around 0 shows.
    Where a logarithm or a root meets a negative number the result is the complex principal value.

    Raises ValueError for an unknown backend, a symbol of ``expr`` that is not listed, and a function without
    numerical rule.

    >>> from flint import arb
    >>> from theory.language.symbols import x
    >>> compile_expression(x**3 - 1, (x,), "arb")(arb(3))
    26.0000000000000
    """
    if backend not in ARITHMETICS:
        raise ValueError(f"{backend!r} is not a backend ({', '.join(ARITHMETICS)})")
    if not all(isinstance(symbol, sp.Symbol) for symbol in symbols):
        raise ValueError(f"{symbols} are not symbols")
    arithmetic = ARITHMETICS[backend]
    text, constants = _write(expr, symbols)
    namespace: dict[str, Any] = dict(arithmetic.operations)
    if constants:
        namespace["constants"] = _constants_at_precision(constants, arithmetic)
    # The text comes from the writer above and holds only its own names and integers.
    exec(compile(text, "<straight line>", "exec"), namespace)
    function: Callable[..., Any] = namespace["straight_line"]
    return arithmetic.finish(function, len(symbols))
