"""Deciding hypotheses and case conditions for exact parameters: true, false or undecided, never guessed."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache

import sympy as sp

from numerics.exact.numbers import ExactNumber, exact
from numerics.exact.rational import rational_value
from numerics.formulas.evaluate import order
from theory.language.definitions import resolve
from theory.language.statement import Statement
from theory.language.symbols import MULTIPLIERS, N, alpha, beta, eps, eta, lam

#: What the command line calls the parameters; used in error messages.
PARAMETER_NAMES: dict[sp.Symbol, str] = {
    N: "depth",
    lam: "eigenvalue",
    alpha: "alpha",
    beta: "beta",
    eta: "step",
    eps: "accuracy",
}

#: Hypotheses without which the formulas in the later ones have no meaning.
_SIGNS = ("depth", "initial_scale", "step_positive", "accuracy", "positive_eigenvalue")

Values = Mapping[sp.Symbol, ExactNumber]

_UNMUTATED = dict.fromkeys(MULTIPLIERS.values(), Fraction(1))


@lru_cache(maxsize=4096)
def _resolved(relation: sp.Basic, depth: int) -> sp.Basic:
    return resolve(relation, depth)


def holds(relation: sp.Basic, depth: int, values: Values, max_bits: int = 4096) -> bool | None:
    """Decide ``relation`` (comparisons joined by And and Or) at a concrete depth for exact ``values``.

    Rational sides are compared exactly, others as balls of growing precision. None means that
    ``max_bits`` did not decide, as for two equal irrational sides. Ours.

    >>> holds(sp.Lt(lam, alpha**N), 2, {lam: 2, alpha: "1.5"})
    True
    """
    if isinstance(relation, sp.And):
        # One false part settles the matter, even where another has no real value (x_* for λ < 0): those
        # that speak of the parameters alone come first.
        verdict: bool | None = True
        for part in sorted(relation.args, key=lambda part: len(part.free_symbols - set(PARAMETER_NAMES))):
            this = holds(part, depth, values, max_bits)
            if this is False:
                return False
            verdict = None if this is None else verdict
        return verdict
    if isinstance(relation, sp.Or):
        parts = [holds(part, depth, values, max_bits) for part in relation.args]
        return True if True in parts else (None if None in parts else False)
    relation = _resolved(relation, depth)
    if relation in (sp.true, sp.false):
        return bool(relation)
    # a value that this relation does not use may break another hypothesis: its turn comes
    numbers = {symbol: exact(value) for symbol, value in values.items() if symbol in relation.free_symbols}
    point = _UNMUTATED | numbers
    left, right = (rational_value(side, point) for side in relation.args)
    if left is not None and right is not None:
        sign: int | None = (left > right) - (left < right)
    else:
        first, second = relation.args
        sign = order(first, second, numbers, max_bits)
    return None if sign is None else bool(relation.func(sp.Integer(sign), sp.Integer(0)))


def check_hypotheses(record: Statement, depth: int, values: Values) -> dict[str, bool | None]:
    """Decide every hypothesis of ``record`` that concerns the given parameters; name → True, False or None.

    >>> from theory.language.registry import statement
    >>> point = {lam: 1, alpha: "1/10", eta: "1/7", eps: "1/100"}
    >>> check_hypotheses(statement("2.4"), 3, point)["step_size"]
    False
    """
    known = set(values) | set(MULTIPLIERS.values())
    verdicts: dict[str, bool | None] = {}
    for hypothesis in record.hypotheses:
        relation = _resolved(hypothesis.relation, depth)
        if relation.free_symbols <= known:
            verdicts[hypothesis.name] = holds(hypothesis.relation, depth, values)
        if verdicts.get(hypothesis.name) is False and hypothesis.name in _SIGNS:
            break  # the later ones have no meaning for such parameters
    return verdicts


def require_hypotheses(record: Statement, depth: int, values: Values) -> dict[str, bool | None]:
    """Return ``check_hypotheses``; raises ValueError naming the value and the first hypothesis that fails.

    >>> from theory.language.registry import statement
    >>> require_hypotheses(statement("2.4"), 3, {lam: 1, alpha: "1/10", eta: "1/7", eps: "1/100"})
    Traceback (most recent call last):
    ValueError: step = 1/7: breaks step_size of 2.4: eta < 1/((3N-2) M^(2N-2)), M = max(alpha, |lambda|^(1/N))
    """
    verdicts = check_hypotheses(record, depth, values)
    for hypothesis in record.hypotheses:
        verdict = verdicts.get(hypothesis.name)
        if verdict is True or hypothesis.name not in verdicts:
            continue
        subject = _subject(hypothesis.name)
        shown = depth if subject is N else values[subject]
        problem = "breaks" if verdict is False else "cannot be decided against"
        raise ValueError(
            f"{PARAMETER_NAMES[subject]} = {shown}: {problem} {hypothesis.name} of {record.id}: {hypothesis.text}"
        )
    return verdicts


def _subject(name: str) -> sp.Symbol:
    """Return the parameter a hypothesis is about, the one an error message names."""
    subjects = {
        "depth": N,
        "initial_scale": alpha,
        "small_start": alpha,
        "step_positive": eta,
        "step_size": eta,
        "accuracy": eps,
        "accuracy_below_start": eps,
        "late_accuracy": eps,
        "positive_eigenvalue": lam,
        "nonzero_eigenvalue": lam,
        "order": lam,
        "perturbation": beta,
    }
    return subjects[name]
