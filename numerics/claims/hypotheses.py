"""Whether a case is one the statement speaks of: its hypotheses, decided for exact parameters."""

from __future__ import annotations

from collections.abc import Iterable

import sympy as sp

from numerics.claims.case import Case
from numerics.claims.spectrum import Values, spectrum_of, spectrum_text
from theory.language.statement import Hypothesis, Statement
from theory.language.symbols import PARAMETER_NAMES, SPECTRA


def broken(record: Statement, values: Values) -> tuple[Hypothesis, bool | None] | None:
    """Return the first hypothesis of ``record`` that does not certainly hold, with False or None; None if all hold."""
    return failing(record.hypotheses, values)


def failing(hypotheses: Iterable[Hypothesis], values: Values) -> tuple[Hypothesis, bool | None] | None:
    """Return the first of the ``hypotheses`` that does not certainly hold, with False or None; None if all hold."""
    case = Case(values)
    for hypothesis in hypotheses:
        verdict = case.holds(hypothesis.decidable)
        if verdict is not True:
            return hypothesis, verdict
    return None


def require(record: Statement, values: Values) -> None:
    """Raise ValueError naming the value and the first hypothesis of ``record`` that it breaks.

    >>> from fractions import Fraction
    >>> from theory import statement
    >>> from theory.language.symbols import N, alpha, eta, lam
    >>> require(statement("lemma-2.2"), {N: Fraction(3), lam: Fraction(1), alpha: Fraction(1), eta: Fraction(1, 2)})
    Traceback (most recent call last):
    ValueError: step = 1/2: breaks step_size of lemma-2.2: eta < 1/((3N-2) M^(2N-2)), ...
    """
    for symbol in record.parameters:
        if symbol not in values:
            raise ValueError(f"{record.id}: {PARAMETER_NAMES[symbol]} is missing")
        value = values[symbol]
        if symbol.is_integer and value.denominator != 1:
            raise ValueError(f"{PARAMETER_NAMES[symbol]} = {value}: must be an integer")
        if (symbol.is_positive and value <= 0) or (symbol.is_nonnegative and value < 0):
            named = next((h for h in record.hypotheses if h.about == symbol), None)
            why = f"breaks {named.name} of {record.id}: {named}" if named else "must be positive"
            raise ValueError(f"{PARAMETER_NAMES[symbol]} = {value}: {why}")
    found = broken(record, values)
    if found is not None:
        hypothesis, verdict = found
        problem = "breaks" if verdict is False else "cannot be decided against"
        name = PARAMETER_NAMES[hypothesis.about]
        raise ValueError(
            f"{name} = {_shown(hypothesis.about, values)}: {problem} {hypothesis.name} of {record.id}: {hypothesis}"
        )


def _shown(symbol: sp.Symbol, values: Values) -> str:
    return spectrum_text(spectrum_of(values, symbol)) if symbol in SPECTRA else str(values[symbol])
