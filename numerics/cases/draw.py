"""Exact cases inside the hypotheses of any record, the i-th depending on the seed and i alone.

Where the hypotheses are those of Theorem 2.4 or 1.3 a case is made by construction (``known``). Otherwise one parameter
after another is drawn from the set on which the hypotheses about it hold (``attempt``). Either way a case is returned
only when ``broken`` finds no hypothesis that fails: certified, whatever float64 said before.

Case i aims at claim i mod n: at its condition, and for an equivalence at either outcome in turn.

>>> from theory import statement
>>> [case] = draw(statement("remark-2.3"), 1, seed=5)
>>> broken(statement("remark-2.3"), case) is None
True
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

import numpy as np
import sympy as sp

from numerics.cases.attempt import Values, attempt, owned_by
from numerics.cases.feasible import Condition, needs
from numerics.cases.floats import TRUE, env_of
from numerics.cases.known import Columns, known_columns
from numerics.claims.hypotheses import broken
from theory.language.claims import Claim
from theory.language.statement import Hypothesis, Statement
from theory.language.symbols import N, alpha, eta, lam, multiplier

#: Attempts at a case that aims at something, and attempts at any case.
AIMED, PATIENCE = 8, 200
#: A case whose orbit needs more steps than this to begin is drawn again, so many times at most: nobody would follow it.
LONGEST, SHORTER = 1e7, 6
#: Attempts to reach beyond the published bound of a hypothesis, before that is given up for all cases.
PROBES = 20
#: A condition that fewer than this many of so many constructed cases meet is aimed at by the other way of drawing.
RARE, SAMPLE = 6, 96


class Unsatisfiable(ValueError):
    """Almost no parameters satisfy the hypotheses; says which one fails, and how often."""


def draw(
    record: Statement, count: int, seed: int = 0, *, scales: Mapping[str, Fraction] = {}, first: int = 0
) -> list[Values]:
    """Return the exact cases ``first`` … ``count`` − 1 inside the hypotheses of ``record``.

    ``scales`` are factors of named constants. They are part of the cases; where one widens a hypothesis, half of the
    drawn cases lie beyond the published bound. Raises Unsatisfiable for hypotheses that (almost) nothing satisfies.
    """
    plan = plan_of(record, scales)
    made = known_columns(record, count, seed % 2**32, scales)  # these move their steps with the factor
    return [_case(plan, index, seed, None if plan.aim(index) in plan.rare else made) for index in range(first, count)]


# Plans ---------------------------------------------------------------------------------------------------------

#: The place of a claim among the claims, and whether its equivalence is to hold.
Aim = tuple[int, bool]


@dataclass(frozen=True)
class Plan:
    """What a case of a record has to satisfy.

    ``beyond`` says that it satisfies a hypothesis only by the factor in it; ``rare`` are the aims that cases made by
    construction hardly ever meet.
    """

    record: Statement
    factors: Values
    parameters: tuple[sp.Symbol, ...]
    hypotheses: tuple[Condition, ...]
    beyond: tuple[Condition, ...] = ()
    rare: frozenset[Aim] = frozenset()

    def aim(self, index: int) -> Aim:
        """Return what case ``index`` aims at."""
        turn, place = divmod(index, max(len(self.record.claims), 1))
        return place, turn % 2 == 0

    def conditions(self, aim: Aim) -> tuple[Condition, ...]:
        """Return the conditions of an aim."""
        place, positive = aim
        return tuple(conditions_of(self.record.claims[place], positive)) if self.record.claims else ()


def plan_of(record: Statement, scales: Mapping[str, Fraction]) -> Plan:
    """Return the plan for ``record``; raises ValueError for a hypothesis about nothing that can be drawn."""
    return _plan(record, tuple((multiplier(name), Fraction(factor)) for name, factor in sorted(scales.items())))


@lru_cache(maxsize=64)
def _plan(record: Statement, factors: tuple[tuple[sp.Symbol, Fraction], ...]) -> Plan:
    conditions = tuple(part for hypothesis in record.hypotheses for part in _parts(hypothesis))
    plan = Plan(record, dict(factors), record.parameters, conditions)
    plan = replace(plan, rare=_rare(record))
    beyond = tuple(
        Condition(h.name, h.relation, wanted=False, unscaled=True)
        for h in record.hypotheses
        if any(plan.factors.get(symbol, 1) != 1 for symbol in h.relation.free_symbols)
    )
    return replace(plan, beyond=beyond) if beyond and _reachable(plan, beyond) else plan


def _parts(hypothesis: Hypothesis) -> Iterator[Condition]:
    if hypothesis.exact is not None:
        yield Condition(hypothesis.name, hypothesis.relation, exact=hypothesis.exact)
        return
    for part in split(hypothesis.relation):
        if not needs(part) and hypothesis.parameter is None:
            _ = hypothesis.about  # raises ValueError
        yield Condition(hypothesis.name, part)


def _reachable(plan: Plan, beyond: tuple[Condition, ...]) -> bool:
    """Whether cases beyond the published bounds are found at all: not where the factor narrows a hypothesis."""
    random = _generator(0, 0)
    owned = owned_by(plan.parameters, (*plan.hypotheses, *beyond))
    return any(attempt(owned, plan.factors, random).failed is None for _ in range(PROBES))


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


def conditions_of(claim: Claim, positive: bool) -> Iterator[Condition]:
    """Yield what makes a claim apply; of an equivalence also its condition, or the negation of it."""
    for part in split(claim.given):
        yield Condition(claim.name, part)
    if claim.exactly_when is not None:
        yield Condition(claim.name, claim.exactly_when, wanted=positive, near=True)


@lru_cache(maxsize=64)
def _rare(record: Statement) -> frozenset[Aim]:
    plan = Plan(record, {}, record.parameters, ())
    made = known_columns(record, SAMPLE, 0)
    sample = [] if made is None else [env_of(made[row]) for row in range(SAMPLE)]
    rare: set[Aim] = set()
    for aim in {plan.aim(index) for index in range(2 * len(record.claims))}:
        conditions = plan.conditions(aim)
        met = sum(all((condition.codes(env) == TRUE).all() for condition in conditions) for env in sample)
        if met < RARE:
            rare.add(aim)
    return frozenset(rare)


# Cases ---------------------------------------------------------------------------------------------------------


def _generator(seed: int, index: int) -> np.random.Generator:
    return np.random.Generator(np.random.Philox(key=np.array([seed % 2**64, index], np.uint64)))


def _case(plan: Plan, index: int, seed: int, made: Columns | None) -> Values:
    if made is not None:
        row = made[index]
        values = {symbol: row[symbol] for symbol in plan.parameters} | plan.factors
        if broken(plan.record, values) is None:
            return values
    random = _generator(seed, index)
    rejected: Counter[str] = Counter()
    redrawn = 0
    for goal in _goals(plan, index, random):
        owned = owned_by(plan.parameters, (*plan.hypotheses, *goal))
        rejected.clear()
        for _ in range(AIMED if goal else PATIENCE):
            tried = attempt(owned, plan.factors, random)
            found = broken(plan.record, tried.values) if tried.failed is None else (tried.failed, False)
            if found is None and redrawn < SHORTER and run_length(tried.values) > LONGEST:
                redrawn += 1
            elif found is None:
                return tried.values
            if found is not None:
                rejected[found[0].name] += 1
    raise Unsatisfiable(_why(plan.record, rejected))


def run_length(values: Values) -> float:
    """Return about how many steps an orbit needs from its start to the size of its limit; 0 where it is there already.

    >>> from theory.language.symbols import N
    >>> round(run_length({N: Fraction(4), lam: Fraction(1), alpha: Fraction(1, 10), eta: Fraction(1, 100)}))
    5000
    """
    if not {lam, alpha, eta} <= set(values) or not values[lam]:
        return 0.0
    depth, size = int(values[N]), float(abs(values[lam]))
    share = float(values[alpha]) / size ** (1 / depth)
    if depth < 3 or share >= 1 or values[eta] <= 0:
        return 0.0
    return math.exp(min((2 - depth) * math.log(share), 600.0)) / (
        (depth - 2) * float(values[eta]) * size ** (2 - 2 / depth)
    )


def _goals(plan: Plan, index: int, random: np.random.Generator) -> Iterator[tuple[Condition, ...]]:
    """Yield what to aim at beside the hypotheses, in turn; nothing at last."""
    aimed = plan.conditions(plan.aim(index))
    beyond = plan.beyond if random.random() < 0.5 else ()
    yield from dict.fromkeys(((*aimed, *beyond), beyond, aimed, ()))


def _why(record: Statement, rejected: Counter[str]) -> str:
    name, times = rejected.most_common(1)[0]
    hypothesis = next((h for h in record.hypotheses if h.name == name), None)
    return f"{record.id}: no case found: {name} ({hypothesis}) rejected {times} of {rejected.total()} attempts"
