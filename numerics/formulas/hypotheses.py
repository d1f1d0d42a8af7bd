"""Hypotheses and case conditions at exact parameters given as numbers or text: true, false or undecided, never guessed.

What decides is ``numerics.claims.decide``; this module only reads the parameters.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import sympy as sp

from numerics.claims.case import Case
from numerics.exact.numbers import ExactNumber, exact
from theory.language.statement import Statement, parameter_symbols
from theory.language.symbols import N

Values = Mapping[sp.Symbol, ExactNumber]


def case_at(depth: int, values: Values) -> Case:
    """Return the exact case at this depth; raises ValueError for what is no exact number.

    >>> from theory.language.symbols import lam
    >>> case_at(3, {lam: "0.1"}).values[lam]
    Fraction(1, 10)
    """
    return Case({N: Fraction(depth)} | {symbol: exact(value) for symbol, value in values.items()})


def holds(relation: sp.Basic, depth: int, values: Values) -> bool | None:
    """Decide ``relation`` (comparisons joined by And, Or and Not) at a depth and exact ``values``.

    None means that neither balls nor exact arithmetic (``numerics.exact.rational``) decide it. Raises ValueError for a
    parameter without value.

    >>> from theory.language.symbols import alpha, lam
    >>> holds(sp.Lt(lam, alpha**N), 2, {lam: 2, alpha: "1.5"})
    True
    """
    return case_at(depth, values).holds(relation)


def check_hypotheses(record: Statement, depth: int, values: Values) -> dict[str, bool | None]:
    """Decide every hypothesis of ``record`` whose parameters are given; name → True, False or None.

    >>> from theory import statement
    >>> from theory.language.symbols import alpha, eps, eta, lam
    >>> point = {lam: 1, alpha: "1/10", eta: "1/7", eps: "1/100"}
    >>> check_hypotheses(statement("2.4"), 3, point)["step_size"]
    False
    """
    case = case_at(depth, values)
    return {
        hypothesis.name: case.holds(hypothesis.decidable)
        for hypothesis in record.hypotheses
        if parameter_symbols(hypothesis.decidable) <= set(case.values)
    }
