"""Exact cases inside the hypotheses of any record, the i-th depending on the seed and i alone.

Where the hypotheses are those of Theorem 2.4 or 1.3 a case is made by construction (``constructed``). Otherwise one
parameter after another is drawn from the set on which the hypotheses about it hold (``attempt``). Either way a case is
returned only when ``broken`` finds no hypothesis that fails: certified, whatever float64 said before.

Case i aims at claim i mod n: at its condition, and for an equivalence at either outcome in turn.

>>> from theory import statement
>>> [case] = draw(statement("remark-2.3"), 1, seed=5)
>>> broken(statement("remark-2.3"), case) is None
True
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import sympy as sp

from numerics.cases.attempt import Values, attempt, owned_by
from numerics.cases.feasible import Condition
from numerics.claims.decide import broken
from theory.language.claims import Claim
from theory.language.statement import Hypothesis, Statement, parameter_symbols
from theory.language.symbols import multiplier

#: Attempts at a case that aims at something, and attempts at any case.
AIMED, PATIENCE = 8, 200


class Unsatisfiable(ValueError):
    """Almost no parameters satisfy the hypotheses; says which one fails, and how often."""


def draw(record: Statement, count: int, seed: int = 0, *, scales: Mapping[str, Fraction] = {}) -> list[Values]:
    """Return ``count`` exact cases inside the hypotheses of ``record``.

    ``scales`` are factors of named constants. They are part of the cases; where one widens a hypothesis, half of the
    cases lie beyond the published bound. Raises Unsatisfiable for hypotheses that (almost) nothing satisfies.
    """
    plan = plan_of(record, {multiplier(name): Fraction(factor) for name, factor in scales.items()})
    return [_case(plan, index, seed) for index in range(count)]


@dataclass(frozen=True)
class Plan:
    """What a case of a record has to satisfy; ``beyond`` says that a hypothesis holds by its factor only."""

    record: Statement
    factors: Values
    parameters: tuple[sp.Symbol, ...]
    hypotheses: tuple[Condition, ...]
    beyond: tuple[Condition, ...]


def plan_of(record: Statement, factors: Values) -> Plan:
    """Return the plan for ``record``; raises ValueError for a hypothesis about nothing that can be drawn."""
    parameters = record.parameters
    conditions = [part for hypothesis in record.hypotheses for part in _conditions(hypothesis)]
    beyond = [
        Condition(h.name, h.relation, wanted=False, unscaled=True)
        for h in record.hypotheses
        if any(factors.get(symbol, 1) != 1 for symbol in h.relation.free_symbols)
    ]
    return Plan(record, factors, parameters, tuple(conditions), tuple(beyond))


def _conditions(hypothesis: Hypothesis) -> Iterator[Condition]:
    if not parameter_symbols(hypothesis.relation) and hypothesis.about is None:
        raise ValueError(f"hypothesis {hypothesis.name} is about nothing")
    if hypothesis.exact is not None:
        yield Condition(hypothesis.name, hypothesis.relation, exact=hypothesis.exact)
    else:
        for part in split(hypothesis.relation):
            yield Condition(hypothesis.name, part)


def split(relation: sp.Basic) -> tuple[sp.Basic, ...]:
    """Return the parts that must all hold.

    >>> from theory.language.symbols import alpha, lam
    >>> split(sp.And(lam < 0, alpha > 1)), split(sp.true)
    ((alpha > 1, lambda < 0), ())
    """
    if relation == sp.true:
        return ()
    if isinstance(relation, sp.And):
        return tuple(sorted((part for argument in relation.args for part in split(argument)), key=str))
    return (relation,)


def aims(claim: Claim, positive: bool) -> list[Condition]:
    """Return what makes a claim apply; of an equivalence also its condition, or the negation of it."""
    found = [Condition(claim.name, part) for part in split(claim.given)]
    if claim.exactly_when is not None:
        found.append(Condition(claim.name, claim.exactly_when, wanted=positive, near=True))
    return found


def _goals(plan: Plan, index: int, random: np.random.Generator) -> Iterator[tuple[Condition, ...]]:
    """Yield what to aim at beside the hypotheses, in turn; nothing at last."""
    aimed: tuple[Condition, ...] = ()
    if plan.record.claims:
        turn, place = divmod(index, len(plan.record.claims))
        aimed = tuple(aims(plan.record.claims[place], turn % 2 == 0))
    beyond = plan.beyond if random.random() < 0.5 else ()
    yield from dict.fromkeys(((*aimed, *beyond), beyond, aimed, ()))


def _case(plan: Plan, index: int, seed: int) -> Values:
    random = np.random.Generator(np.random.Philox(key=np.array([seed % 2**64, index], np.uint64)))
    rejected: Counter[str] = Counter()
    for goal in _goals(plan, index, random):
        owned = owned_by(plan.parameters, (*plan.hypotheses, *goal))
        rejected.clear()
        for _ in range(AIMED if goal else PATIENCE):
            tried = attempt(owned, plan.factors, random)
            if tried.failed is None:
                found = broken(plan.record, tried.values)
                if found is None:
                    return tried.values
                rejected[found[0].name] += 1
            else:
                rejected[tried.failed.name] += 1
    raise Unsatisfiable(_why(plan.record, rejected))


def _why(record: Statement, rejected: Counter[str]) -> str:
    name, times = rejected.most_common(1)[0]
    hypothesis = next((h for h in record.hypotheses if h.name == name), None)
    return f"{record.id}: no case found: {name} ({hypothesis}) rejected {times} of {rejected.total()} attempts"
