"""The spectrum of Ŵ in formulas: λ_i, sums, maxima and counts over i, and the effective rank.

λ_1 ≥ … ≥ λ_n are the eigenvalues of Ŵ, each as often as its multiplicity says; λ_i = 0 for i > n, a convention that
saves a case. A formula in λ means one for each of them inside a sum, a maximum or a count: there λ, and all that is
defined by it (L, x_*, an orbit, a flow time), belongs to the i-th eigenvalue. Where Ŵ = W_0 + E is a matrix with noise,
μ in it is the i-th eigenvalue of W_0.

>>> from theory.dynamics.orbits import d
>>> from theory.language.symbols import N, k
>>> total(d(k) ** N)
Sum(d_i(k)**N, i=1..n)
>>> largest(abs(lam - mu))
Max(Abs(mu_i - lambda_i), i=1..n)
"""

from __future__ import annotations

from typing import Any, ClassVar

import sympy as sp
from sympy.printing.precedence import PRECEDENCE

from theory.language.expressions import Abbreviation, CleanEigenvalue, Eigenvalue, abbreviation, unfolded
from theory.language.symbols import PARAMETER_NAMES, SPECTRA, Multiplier, ell_0, i, lam, mu, n

#: What is bound in a formula over a spectrum.
_BOUND = frozenset(SPECTRA.values())


class OverSpectrum(sp.Expr):
    """An expression in λ at λ_first, …, λ_last, put together: ``args`` are (expression, first, last)."""

    is_commutative = True
    #: Where a printer needs brackets around it: in a product or a power, as around a sum.
    precedence = PRECEDENCE["Add"]
    #: How it is written, and what stands in place of an empty range; None where there is no such number.
    NAME: ClassVar[str] = ""
    LATEX: ClassVar[str] = ""
    EMPTY: ClassVar[int | None] = None

    def __new__(cls, body: Any, first: Any, last: Any) -> OverSpectrum:
        """Make it from an expression (or a relation) in λ and the ends of the range."""
        return sp.Expr.__new__(cls, *map(sp.sympify, (body, first, last)))

    def _eval_is_extended_real(self) -> bool:
        return True

    @property
    def body(self) -> sp.Basic:
        """What is taken at every eigenvalue, in λ."""
        return self.args[0]

    @property
    def free_symbols(self) -> set[sp.Basic]:
        """The symbols of the expression but for λ and μ, which are bound, those of the range, n, and ℓ_0 with μ."""
        body, first, last = self.args
        return (body.free_symbols - _BOUND) | first.free_symbols | last.free_symbols | sizes_of(body)

    def _eval_subs(self, old: sp.Basic, new: sp.Basic) -> sp.Expr | None:
        return self if old in _BOUND else None

    def _xreplace(self, rule: Any) -> tuple[sp.Expr, bool]:
        if self in rule:
            return rule[self], True
        # λ and μ are bound: what is put in for them outside does not reach the expression
        inner = {old: new for old, new in rule.items() if old not in _BOUND}
        parts = [argument._xreplace(inner) for argument in self.args]
        changed = any(part[1] for part in parts)
        return (self.func(*(part[0] for part in parts)), True) if changed else (self, False)

    def _printed(self, printer: Any) -> tuple[str, str, str]:
        """Return the expression at λ_i and the ends of the range as a printer writes them."""
        return printer._print(placed(self.body)), printer._print(self.args[1]), printer._print(self.args[2])

    def _sympystr(self, printer: Any) -> str:
        body, first, last = self._printed(printer)
        return f"{self.NAME}({body}, i={first}..{last})"

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        body, first, last = self._printed(printer)
        body = rf"\left({body}\right)" if self.body.is_Add else body
        text = rf"{self.LATEX}_{{i={first}}}^{{{last}}} {body}" if self.NAME == "Sum" else ""
        text = text or rf"{self.LATEX}_{{{first} \leq i \leq {last}}} {body}"
        return text if exp is None else rf"\left({text}\right)^{{{exp}}}"


class Total(OverSpectrum):
    """Σ over a range of the spectrum."""

    NAME, LATEX, EMPTY = "Sum", r"\sum", 0


class Largest(OverSpectrum):
    """The maximum over a range of the spectrum; an empty one has none."""

    NAME, LATEX = "Max", r"\max"


class Smallest(OverSpectrum):
    """The minimum over a range of the spectrum; an empty one has none."""

    NAME, LATEX = "Min", r"\min"


class Count(OverSpectrum):
    """The number of eigenvalues in a range at which a relation in λ holds."""

    NAME, EMPTY = "Count", 0

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        body, first, last = self._printed(printer)
        text = rf"\mathrm{{card}}\lbrace {first} \leq i \leq {last} : {body}\rbrace"
        return text if exp is None else rf"\left({text}\right)^{{{exp}}}"


class Ratio(OverSpectrum):
    """Σ over a range of the spectrum, divided by the maximum over the same range: of |w_i| it is the effective rank."""

    NAME = "Ratio"

    def _sympystr(self, printer: Any) -> str:
        return f"{printer._print(Total(*self.args))}/{printer._print(Largest(*self.args))}"

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        text = rf"\frac{{{printer._print(Total(*self.args))}}}{{{printer._print(Largest(*self.args))}}}"
        return text if exp is None else rf"\left({text}\right)^{{{exp}}}"


def placed(body: sp.Basic, place: sp.Expr = i) -> sp.Basic:
    """Return an expression in λ and μ as one in λ_i and μ_i, as it is printed.

    >>> placed(lam + 1)
    lambda_i + 1
    """
    return body.xreplace({lam: Eigenvalue(place), mu: CleanEigenvalue(place)})


def sizes_of(body: sp.Basic) -> set[sp.Symbol]:
    """Return n, and ℓ_0 for an expression in μ: the numbers of eigenvalues of the spectra that it is taken at.

    >>> sorted(map(str, sizes_of(lam - mu)))
    ['ell_0', 'n']
    """
    return {n, ell_0} if mu in body.free_symbols else {n}


def at_place(expr: sp.Basic, place: sp.Expr) -> sp.Basic:
    """Return an expression in λ at λ_place: an orbit of λ becomes that of this eigenvalue.

    Raises ValueError for one with a name in it that is defined through λ (L, x_*): those need ``At``.

    >>> from theory.dynamics.orbits import d
    >>> from theory.language.symbols import k
    >>> at_place(d(k), sp.Integer(2))
    d_2(k)
    """
    known = set(PARAMETER_NAMES)
    named = {s for s in unfolded(expr).free_symbols - known if not (s.is_integer or isinstance(s, Multiplier))}
    if named:
        raise ValueError(f"{expr!s:.60}: {min(map(str, named))} is defined through lambda; write At(…) instead")
    return placed(expr, place)


# Making them ---------------------------------------------------------------------------------------------------


def total(body: Any, first: Any = 1, last: Any = n) -> Total:
    """Return Σ of ``body``, an expression in λ, over the eigenvalues λ_first, …, λ_last.

    >>> total(lam**2, last=2)
    Sum(lambda_i**2, i=1..2)
    """
    return Total(body, first, last)


def largest(body: Any, first: Any = 1, last: Any = n) -> Largest:
    """Return the maximum of ``body`` over the eigenvalues λ_first, …, λ_last."""
    return Largest(body, first, last)


def smallest(body: Any, first: Any = 1, last: Any = n) -> Smallest:
    """Return the minimum of ``body`` over the eigenvalues λ_first, …, λ_last."""
    return Smallest(body, first, last)


def count(relation: Any, first: Any = 1, last: Any = n) -> Count:
    """Return the number of eigenvalues λ_first, …, λ_last at which a relation in λ holds.

    >>> from theory.language.symbols import N, alpha
    >>> count(lam > alpha**N)
    Count(lambda_i > alpha**N, i=1..n)
    """
    return Count(relation, first, last)


def ratio(body: Any, first: Any = 1, last: Any = n) -> Ratio:
    """Return Σ ``body`` / max ``body`` over the eigenvalues λ_first, …, λ_last, each formula computed once.

    >>> ratio(lam)
    Sum(lambda_i, i=1..n)/Max(lambda_i, i=1..n)
    """
    return Ratio(body, first, last)


def effective_rank(body: sp.Expr, name: str, *arguments: sp.Expr) -> Abbreviation:
    """Return r = Σ|w_i| / max|w_i| of the matrix whose eigenvalues are ``body``, an expression in λ, for every λ_i.

    It is the nuclear norm over the operator norm, in [1, rank].

    >>> effective_rank(lam, "r").body
    Sum(Abs(lambda_i), i=1..n)/Max(Abs(lambda_i), i=1..n)
    """
    return abbreviation(name, ratio(sp.Abs(body)), *arguments)
