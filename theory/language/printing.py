r"""Formulas as the paper prints them, in LaTeX: ln, ε, 1 − ηh rather than −ηh + 1, and no multipliers.

>>> from theory.language.symbols import alpha, eps, eta
>>> print(latex(sp.log(1 - eta * alpha) - eps))
\ln{\left(1 - \alpha \eta \right)} - \varepsilon
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import sympy as sp
from sympy.printing.latex import LatexPrinter

from theory.language.definitions import c_N, delta_0, x_star
from theory.language.symbols import eps, eps_tail, tol, without_multipliers

#: The LaTeX of names that SymPy would not print as the paper does.
_NAMES = {
    x_star: "x_*",
    delta_0: r"\delta_0",
    c_N: "c_N",
    eps: r"\varepsilon",
    eps_tail: r"\varepsilon'",
    sp.Symbol("epsilon"): r"\varepsilon",  # as the name of an abbreviation
    tol: r"\mathrm{tol}",
    sp.Symbol("xi'"): r"\xi'",
    sp.Symbol("T_plus"): "T^+",
}
#: An index or a superscript that is a word.
_WORD = re.compile(r"([_^])\{(Id|[A-Za-z]{3,})\}")

#: A name and a formula in parts, a part in pieces: a line ends after a part, or where need be after a piece.
Row = tuple[str, Sequence[Sequence[str]]]
#: Signs after which a line of a statement ends: what fits beside the names on a page of usual width.
_LINE = 48
#: What takes no place in a line; any other command takes that of one sign.
_NO_SIGN = re.compile(r"\\(?:left|right|mathrm|text|operatorname|frac|quad)(?![A-Za-z])|[{}^_]|\s")
_COMMAND = re.compile(r"\\(?!(?:left|right|mathrm|text|operatorname|frac|quad)(?![A-Za-z]))[A-Za-z]+")


class _Paper(LatexPrinter):
    """Sums begin with a term that has no minus sign; a number comes first where it stands beside a product.

    An index follows a letter or a word, never a bracket: there Markdown takes the underscore for emphasis.
    """

    def _hprint_Function(self, func: str) -> str:
        return re.sub(r"\\operatorname\{(\w+)\}(_\{.*\})$", r"\\mathrm{\1\2}", super()._hprint_Function(func))

    def _as_ordered_terms(self, expr: sp.Expr, order: Any = None) -> list[sp.Expr]:
        terms = super()._as_ordered_terms(expr, order=order)
        product = any(term.is_Mul and not _signed(term) and not _linear(term) for term in terms)

        def place(term: sp.Expr) -> int:
            if _signed(term):
                return 2
            return 0 if term.is_Number and product else 1

        return sorted(terms, key=place)


def _signed(term: sp.Expr) -> bool:
    return bool(term.could_extract_minus_sign())


def _linear(term: sp.Expr) -> bool:
    """Whether a product is a number times a name, as in 2N + 1: there the number stays behind."""
    number, rest = term.as_coeff_Mul()
    return bool(number.is_Number and rest.is_Symbol)


def latex(expr: sp.Basic) -> str:
    r"""Return the LaTeX of a formula; observables and abbreviations print as on paper, multipliers are left out.

    >>> from theory.language.symbols import N
    >>> print(latex(2 * N + 1), latex(1 / (3 * N - 2)), latex(sp.Function("U_real")(N)))
    2 N + 1 \frac{1}{3 N - 2} U_{\mathrm{real}}{\left(N \right)}
    """
    printer = _Paper({"ln_notation": True, "symbol_names": _NAMES})
    return _WORD.sub(r"\1{\\mathrm{\2}}", printer.doprint(without_multipliers(expr)))


def aligned(rows: Sequence[Row]) -> str:
    r"""Return rows as an ``aligned`` block; a formula that is too long for a line is continued on the next.

    >>> print(aligned([("step_size", (("x", "< 1"),))]))
    \begin{aligned}
    &\text{step size:} && x < 1
    \end{aligned}
    """
    lines = []
    for name, parts in rows:
        first, *more = _lines(parts)
        lines.append(rf"&\text{{{name.replace('_', ' ')}:}} && {first}")
        lines += [rf"& && \quad {line}" for line in more]
    return "\\begin{aligned}\n" + " \\\\\n".join(lines) + "\n\\end{aligned}"


def _lines(parts: Sequence[Sequence[str]]) -> Iterator[str]:
    whole = [(" ".join(part),) if _signs(" ".join(part)) <= _LINE else part for part in parts]
    line, *rest = [piece for part in whole for piece in part]
    for piece in rest:
        if _signs(line) + _signs(piece) > _LINE:
            yield line
            line = piece.removeprefix(r"\quad ")
        else:
            line += " " + piece
    yield line


def _signs(text: str) -> int:
    """Return about how many signs a formula shows in a line, those of a fraction below the bar included."""
    return len(_NO_SIGN.sub("", _COMMAND.sub("x", text)))
