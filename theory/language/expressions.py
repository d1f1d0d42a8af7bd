"""Expressions with a name, and expressions SymPy would rather take apart: cases, roots, other parameters, real parts.

Like observables they print as on paper, hold all their data in ``args``, and are computed by ``numerics.claims``.

>>> from theory.language.symbols import alpha, beta, k
>>> Delta = abbreviation("Delta", alpha - beta, k)
>>> 2 * Delta, unfolded(2 * Delta)
(2*Delta(k), 2*alpha - 2*beta)
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, ClassVar

import sympy as sp
from sympy.core.symbol import Str

from theory.language.symbols import SPECTRA, Multiplier, ell_0, n


class Abbreviation(sp.Expr):
    """A name for an expression: ``args`` are (name, arguments as a Tuple, expression). It prints as name(arguments).

    Both the arguments and the expression take part in ``subs``, so Δ₂(k) at k+1 is what it should be.
    """

    is_commutative = True

    def __new__(cls, name: Any, arguments: Any, body: Any) -> Abbreviation:
        """Make the abbreviation of ``body`` that prints as name(arguments)."""
        name = name if isinstance(name, Str) else Str(str(name))
        return sp.Expr.__new__(cls, name, sp.Tuple(*arguments), sp.sympify(body))

    def _eval_is_extended_real(self) -> bool:
        return True

    @property
    def name(self) -> str:
        """The name it prints under."""
        return str(self.args[0])

    @property
    def body(self) -> sp.Expr:
        """What it stands for."""
        return self.args[2]

    @property
    def free_symbols(self) -> set[sp.Basic]:
        """The symbols of what it stands for."""
        return self.body.free_symbols

    def _sympystr(self, printer: Any) -> str:
        inside = ", ".join(printer._print(argument) for argument in self.args[1])
        return f"{self.name}({inside})" if inside else self.name

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        inside = ", ".join(printer._print(argument) for argument in self.args[1])
        text = printer._print(sp.Symbol(self.name))
        text = rf"{text}\left({inside}\right)" if inside else text
        return text if exp is None else rf"{text}^{{{exp}}}"


class ByCases(sp.Expr):
    """The first of several expressions whose condition holds: ``args`` are Tuples (expression, condition).

    SymPy's own Piecewise simplifies its conditions; here they are decided, in balls or exactly, and never guessed.
    """

    is_commutative = True

    def __new__(cls, *branches: Any) -> ByCases:
        """Make it from pairs (expression, condition)."""
        return sp.Expr.__new__(cls, *(sp.Tuple(value, condition) for value, condition in branches))

    def _eval_is_extended_real(self) -> bool:
        return True

    def _sympystr(self, printer: Any) -> str:
        *branches, last = [tuple(map(printer._print, branch)) for branch in self.args]
        return (
            "".join(f"({value} if {condition}, else " for value, condition in branches) + last[0] + ")" * len(branches)
        )

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        *branches, last = [tuple(map(printer._print, branch)) for branch in self.args]
        rows = [rf"{value} & \text{{if }} {condition}" for value, condition in branches]
        text = r"\begin{cases} " + r" \\ ".join([*rows, rf"{last[0]} & \text{{else}}"]) + r" \end{cases}"
        return text if exp is None else rf"\left({text}\right)^{{{exp}}}"


class Root(sp.Expr):
    """The unknown ≥ low at which an increasing expression takes a value.

    ``args`` are (unknown, expression, value, low).
    """

    is_commutative = True

    def __new__(cls, unknown: sp.Symbol, expression: Any, value: Any, low: Any = 0) -> Root:
        """Make the root of ``expression`` = ``value`` from ``low`` on."""
        return sp.Expr.__new__(cls, unknown, *map(sp.sympify, (expression, value, low)))

    def _eval_is_extended_real(self) -> bool:
        return True

    @property
    def free_symbols(self) -> set[sp.Basic]:
        """The symbols other than the unknown, which is bound."""
        unknown, expression, value, low = self.args
        return (expression.free_symbols - {unknown}) | value.free_symbols | low.free_symbols

    def _sympystr(self, printer: Any) -> str:
        unknown, expression, value, low = map(printer._print, self.args)
        return f"the {unknown} >= {low} with {expression} = {value}"

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        unknown, expression, value, low = map(printer._print, self.args)
        text = rf"\left({unknown} \geq {low} : {expression} = {value}\right)"
        return text if exp is None else rf"{text}^{{{exp}}}"


class RealPart(sp.Expr):
    """The real part of an expression in complex logarithms, which SymPy is not asked to take apart."""

    is_commutative = True

    def __new__(cls, body: Any) -> RealPart:
        """Make the real part of ``body``."""
        return sp.Expr.__new__(cls, sp.sympify(body))

    def _eval_is_extended_real(self) -> bool:
        return True

    def _sympystr(self, printer: Any) -> str:
        return f"re({printer._print(self.args[0])})"

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        text = rf"\Re\left({printer._print(self.args[0])}\right)"
        return text if exp is None else rf"{text}^{{{exp}}}"


class At(sp.Expr):
    """An expression at other parameters: ``args`` are (expression, parameters as a Tuple, their values as a Tuple).

    Everything in the expression that is defined through a parameter (L, x_*, a flow time) follows it.

    >>> from theory.language.symbols import lam, mu
    >>> At(1 / (lam + 1), (lam,), (mu,))
    (1/(lambda + 1) at lambda = mu)
    """

    is_commutative = True

    def __new__(cls, body: Any, parameters: Any, values: Any) -> At:
        """Make ``body`` at ``parameters`` = ``values``."""
        return sp.Expr.__new__(cls, body, sp.Tuple(*parameters), sp.Tuple(*values))

    def _eval_is_extended_real(self) -> bool:
        return True

    @property
    def free_symbols(self) -> set[sp.Basic]:
        """The symbols of the values, and those of the expression that are not given another value."""
        body, parameters, values = self.args
        return (body.free_symbols - set(parameters)) | values.free_symbols

    def _eval_subs(self, old: sp.Basic, new: sp.Basic) -> sp.Expr:
        body, parameters, values = self.args
        return At(body, parameters, values.subs(old, new))

    def _xreplace(self, rule: Any) -> tuple[sp.Expr, bool]:
        if self in rule:
            return rule[self], True
        # the parameters are bound: only their values are open to replacement, and multipliers and names anywhere
        body, parameters, values = self.args
        factors = {old: new for old, new in rule.items() if isinstance(old, Multiplier | Abbreviation)}
        (new_body, one), (new_values, other) = body._xreplace(factors), values._xreplace(rule)
        return (At(new_body, parameters, new_values), True) if one or other else (self, False)

    def _sympystr(self, printer: Any) -> str:
        body, parameters, values = self.args
        where = ", ".join(f"{name} = {value}" for name, value in zip(parameters, values, strict=True))
        return f"({printer._print(body)} at {where})"

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        body, parameters, values = self.args
        pairs = zip(parameters, values, strict=True)
        where = r",\ ".join(f"{printer._print(name)}={printer._print(value)}" for name, value in pairs)
        text = rf"\left.{printer._print(body)}\right|_{{{where}}}"
        return text if exp is None else rf"\left({text}\right)^{{{exp}}}"


class Eigenvalue(sp.Expr):
    """λ_i, the i-th eigenvalue of Ŵ in descending order; 0 for i > n."""

    is_commutative = True
    #: How many eigenvalues there are.
    SIZE: ClassVar[sp.Symbol] = n

    def __new__(cls, place: Any) -> Eigenvalue:
        """Make the eigenvalue at a place, an integer or a formula."""
        return sp.Expr.__new__(cls, sp.sympify(place))

    def _eval_is_extended_real(self) -> bool:
        return True

    def _eval_is_finite(self) -> bool:
        return True

    @property
    def place(self) -> sp.Expr:
        """Its place in the descending order."""
        return self.args[0]

    @property
    def free_symbols(self) -> set[sp.Basic]:
        """The symbols of its place, and n: which number it is depends on the whole spectrum."""
        return self.place.free_symbols | {self.SIZE}

    def _sympystr(self, printer: Any) -> str:
        place, letter = printer._print(self.place), SPECTRA[self.SIZE]
        return f"{letter}_{place}" if place.replace("_", "").isalnum() else f"{letter}_({place})"

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        text = rf"{printer._print(SPECTRA[self.SIZE])}_{{{printer._print(self.place)}}}"
        return text if exp is None else rf"{text}^{{{exp}}}"


class CleanEigenvalue(Eigenvalue):
    """μ_i, the i-th eigenvalue of W_0 in descending order, where Ŵ = W_0 + E; 0 for i > ℓ_0.

    >>> CleanEigenvalue(ell_0)
    mu_ell_0
    """

    SIZE: ClassVar[sp.Symbol] = ell_0


# Making them ---------------------------------------------------------------------------------------------------


def abbreviation(name: str, body: sp.Expr, *arguments: sp.Expr) -> Abbreviation:
    """Return ``body`` under a name of its own; it is resolved before anything is evaluated.

    >>> from theory.language.symbols import alpha, beta, k
    >>> abbreviation("Delta", alpha - beta, k)
    Delta(k)
    """
    return Abbreviation(name, arguments, body)


@lru_cache(maxsize=16384)
def unfolded(expr: sp.Basic) -> sp.Basic:
    """Return ``expr`` with every abbreviation replaced by what it stands for.

    >>> from theory.language.symbols import alpha, beta, k
    >>> unfolded(2 * abbreviation("Delta", alpha - beta, k))
    2*alpha - 2*beta
    """
    while expr.has(Abbreviation):
        expr = expr.xreplace({short: short.body for short in expr.atoms(Abbreviation)})
    return expr
