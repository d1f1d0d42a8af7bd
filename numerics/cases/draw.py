"""Exact cases inside the hypotheses of any record, the i-th depending on the seed and i alone.

Where the hypotheses are those of Theorem 2.4 or 1.3 a case is made by construction (``known``). Otherwise one parameter
after another is drawn from the set on which the hypotheses about it hold (``attempt``). Either way a case is returned
only when ``failing`` finds no hypothesis: certified, whatever float64 said before.

Case i aims at claim i mod n, those without a condition being one: at its condition, and for an equivalence at either
outcome in turn. What a claim asserts there plays no part: a record that lies is tried on the cases of the true one.

>>> from theory import statement
>>> [case] = draw(statement("remark-2.3"), 1, seed=5)
>>> failing(statement("remark-2.3").hypotheses, case) is None
True
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

import numpy as np
import sympy as sp
from numpy.typing import NDArray

from numerics.cases.attempt import Values, attempt, owned_by
from numerics.cases.feasible import Condition
from numerics.cases.floats import TRUE, env_of, needs
from numerics.cases.known import STEP, Columns, known_columns
from numerics.claims.hypotheses import failing
from numerics.claims.multipliers import multipliers_behind
from numerics.claims.run_length import run_length
from theory.language.claims import Claim, Every
from theory.language.observables import Observable
from theory.language.statement import Hypothesis, Statement, symbols_behind
from theory.language.symbols import multiplier, n

#: Attempts at a case that aims at something, and attempts at any case.
AIMED, PATIENCE = 32, 200
#: A case whose orbit needs more steps than this is drawn again, so many times at most: nobody would follow it.
LONGEST, SHORTER = 1e6, 6
#: The same for a spectrum, whose orbits are followed step by step.
LONGEST_FOLLOWED = 1e4
#: Share of the drawn cases beyond the published bound where a factor widens it: what it excludes is true.
BEYOND = 0.75
#: Attempts to reach beyond the published bound of a hypothesis, alone and with each aim, before that is given up.
PROBES = 20
#: An aim that fewer than this many of so many constructed cases meet is rare: only the other way of drawing meets it.
RARE, SAMPLE = 6, 96
#: Turns through the claims in which a constructed case that misses its aim is not taken: a small campaign, too, is to
#: meet every claim. And turns in which a rare aim is aimed at, and after how many it comes round again after these: a
#: large campaign is to stay in columns.
FIRST_TURNS, RARE_TURNS, RARE_AGAIN = 4, 64, 16
#: Constructed cases that are made together where single ones are asked for.
_TOGETHER = 256


class Unsatisfiable(ValueError):
    """Almost no parameters satisfy the hypotheses; says which one fails, and how often."""


def draw(
    record: Statement, count: int, seed: int = 0, *, scales: Mapping[str, Fraction] = {}, first: int = 0
) -> list[Values]:
    """Return the exact cases ``first`` … ``count`` − 1 inside the hypotheses of ``record``.

    ``scales`` are factors of named constants. They are part of the cases; where one widens a hypothesis, most of
    the drawn cases lie beyond the published bound. Raises Unsatisfiable for hypotheses that (almost) nothing satisfies.
    """
    return list(draw_at(record, range(first, count), seed, scales))


def draw_at(record: Statement, indices: Iterable[int], seed: int, scales: Mapping[str, Fraction]) -> Iterator[Values]:
    """Yield the cases of these ``indices``, each drawn when it is asked for; raises like ``draw``."""
    plan = plan_of(record, scales)
    factors = _factors(scales)
    try:
        for index in indices:
            yield _case(plan, index, seed) | factors
    except Unsatisfiable as error:
        raise Unsatisfiable(f"{record.id}: {error}") from None


def drawn_singly(record: Statement, start: int, stop: int, scales: Mapping[str, Fraction]) -> list[int]:
    """Return the indices from ``start`` to ``stop`` of cases that may not be those made by construction."""
    found: list[int] = (start + np.flatnonzero(plan_of(record, scales).insists(np.arange(start, stop)))).tolist()
    return found


# Plans ---------------------------------------------------------------------------------------------------------

#: What a case is to satisfy beside the hypotheses.
Aim = tuple[Condition, ...]


@dataclass(frozen=True)
class Plan:
    """What the cases of a record have to satisfy; records that differ in what they assert have the same.

    ``aims`` are one for each claim that has a condition, then the opposite outcomes. ``rare`` are the places of those
    that cases made by construction hardly ever meet. ``beyond`` are, for each aim, the ways to satisfy
    hypotheses only by the factor in them: all of those at once, or one. Of the ``scales`` only those are there that
    move the cases: all others leave them as they are.
    """

    hypotheses: tuple[Hypothesis, ...]
    parameters: tuple[sp.Symbol, ...]
    scales: tuple[tuple[str, Fraction], ...]
    aims: tuple[Aim, ...]
    rare: frozenset[int] = frozenset()
    beyond: tuple[tuple[Aim, tuple[Aim, ...]], ...] = ()

    @property
    def factors(self) -> Values:
        """The values of the multipliers that matter."""
        return _factors(dict(self.scales))

    def aim(self, index: int) -> Aim:
        """Return what case ``index`` aims at."""
        return self.aims[index % len(self.aims)]

    def insists(self, indices: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Whether a constructed case is taken for an index only if it meets the aim."""
        turns = 2 * indices // len(self.aims)
        rare = np.array([place in self.rare for place in range(len(self.aims))])[indices % len(self.aims)]
        return np.where(rare, (turns < RARE_TURNS) | (turns // 2 % RARE_AGAIN == 0), turns < FIRST_TURNS)


def plan_of(record: Statement, scales: Mapping[str, Fraction]) -> Plan:
    """Return the plan for ``record``; raises ValueError for a hypothesis about nothing that can be drawn."""
    aims = tuple(aim for positive in (True, False) for aim in _turn(record, positive)) or ((),)
    names = _moving(record.hypotheses, aims) if scales else frozenset()
    factors = tuple((name, Fraction(factor)) for name, factor in sorted(scales.items()) if multiplier(name) in names)
    return _completed(Plan(record.hypotheses, record.parameters, scales=factors, aims=aims))


@lru_cache(maxsize=256)
def _moving(hypotheses: tuple[Hypothesis, ...], aims: tuple[Aim, ...]) -> frozenset[sp.Symbol]:
    """Return the multipliers that cases depend on: those behind a condition, and those by which columns are moved."""
    conditions = [*single_conditions(hypotheses), *(condition for aim in aims for condition in aim)]
    relations = [part for one in conditions for part in (one.relation, one.exact) if part is not None]
    return frozenset({STEP}).union(*map(multipliers_behind, relations))


def _factors(scales: Mapping[str, Fraction]) -> Values:
    return {multiplier(name): Fraction(factor) for name, factor in scales.items()}


def _turn(record: Statement, positive: bool) -> list[Aim]:
    """Return what each claim is aimed at; those without a condition have one turn together: every case tries them."""
    aims = [tuple(conditions_of(claim, positive)) for claim in record.claims]
    return [aim for place, aim in enumerate(aims) if aim or () not in aims[:place]]


@lru_cache(maxsize=256)
def _completed(plan: Plan) -> Plan:
    """Return ``plan`` with what takes some trying out: the rare aims, and what can be reached beyond the hypotheses."""
    factors = plan.factors
    beyond = tuple(
        Condition(h.name, h.relation, wanted=False, unscaled=True)
        for h in plan.hypotheses
        if any(factors.get(symbol, 1) != 1 for symbol in symbols_behind(h.relation))
    )
    # beyond is out of reach where the factor narrows a hypothesis
    if not beyond or not _reached(plan, beyond):
        return replace(plan, rare=_rare(plan))
    ways: dict[Aim, tuple[Aim, ...]] = {aim: _within(plan, aim, (beyond,)) for aim in plan.aims}
    if len(beyond) > 1 and not all(ways.values()):  # too much to ask at once
        singly = tuple((one,) for one in beyond if _reached(plan, (one,)))
        ways = {aim: (*found, *_within(plan, aim, singly)) for aim, found in ways.items()}
    return replace(plan, rare=_rare(plan), beyond=tuple(ways.items()))


def _within(plan: Plan, aim: Aim, ways: tuple[Aim, ...]) -> tuple[Aim, ...]:
    """Return those of the ``ways``, each of which can be gone, in which the aim can be met."""
    return tuple(way for way in ways if not aim or _reached(plan, (*aim, *way)))


def _reached(plan: Plan, goal: Aim) -> bool:
    """Whether one of some attempts meets the goal."""
    owned, random = owned_by(plan.parameters, (*single_conditions(plan.hypotheses), *goal)), _generator(0, 0)
    return any(attempt(owned, plan.factors, random).failed is None for _ in range(PROBES))


@lru_cache(maxsize=256)
def single_conditions(hypotheses: tuple[Hypothesis, ...]) -> tuple[Condition, ...]:
    """Return the hypotheses as conditions, each on its own."""
    return tuple(part for hypothesis in hypotheses for part in _parts(hypothesis))


def _parts(hypothesis: Hypothesis) -> Iterator[Condition]:
    if hypothesis.exact is not None:
        yield Condition(hypothesis.name, hypothesis.relation, exact=hypothesis.exact)
        return
    for part in split(hypothesis.relation):
        if not needs(part) and hypothesis.parameter is None:
            _ = hypothesis.about  # raises ValueError
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


def conditions_of(claim: Claim, positive: bool) -> Iterator[Condition]:
    """Yield what makes a claim apply; of an equivalence also its condition, or the negation of it."""
    for part in split(claim.given):
        yield Condition(claim.name, part)
    if claim.exactly_when is not None:
        yield Condition(claim.name, claim.exactly_when, wanted=positive, near=True)
    over = claim.over
    # a range between two formulas may be empty; where an orbit ends is known only when it is followed
    if isinstance(over, Every) and over.before != sp.oo and not over.before.has(Observable):
        yield Condition(claim.name, sp.Lt(over.since, over.before, evaluate=False))


def _rare(plan: Plan) -> frozenset[int]:
    made = known_columns(plan.hypotheses, plan.parameters, SAMPLE, 0)
    if made is None:
        return frozenset(range(len(plan.aims)))
    sample = [made[row] for row in range(SAMPLE)]
    met = {aim: sum(_meets(aim, values) for values in sample) for aim in set(plan.aims)}
    return frozenset(place for place, aim in enumerate(plan.aims) if met[aim] < RARE)


def _meets(aim: Aim, values: Values) -> bool:
    env = env_of(values)
    return all((condition.codes(env) == TRUE).all() for condition in aim)


# Cases ---------------------------------------------------------------------------------------------------------


def _generator(seed: int, index: int) -> np.random.Generator:
    return np.random.Generator(np.random.Philox(key=np.array([seed % 2**64, index], np.uint64)))


@lru_cache(maxsize=16384)
def _case(plan: Plan, index: int, seed: int) -> Values:
    """Return case ``index``, from the cases made by construction where there is one that will do."""
    made = _made(plan, index // _TOGETHER * _TOGETHER, seed)
    if made is not None:
        row = made[index % _TOGETHER]
        values = {symbol: row[symbol] for symbol in plan.parameters} | plan.factors
        will_do = not plan.insists(np.array(index)) or _meets(plan.aim(index), values)
        if will_do and failing(plan.hypotheses, values) is None:
            return values
    return _tried(plan, _generator(seed, index), plan.aim(index))


@lru_cache(maxsize=4)
def _made(plan: Plan, first: int, seed: int) -> Columns | None:
    # these move their steps with the factor
    count = first + _TOGETHER
    return known_columns(plan.hypotheses, plan.parameters, count, seed % 2**32, dict(plan.scales), first)


def _tried(plan: Plan, random: np.random.Generator, aim: Aim) -> Values:
    """Draw one parameter after another, again until a case keeps the hypotheses; the aim is given up in the end."""
    factors = plan.factors
    rejected: Counter[str] = Counter()
    redrawn = 0
    for goal in _goals(plan, random, aim):
        owned = owned_by(plan.parameters, (*single_conditions(plan.hypotheses), *goal))
        rejected.clear()
        for _ in range(AIMED if goal else PATIENCE):
            tried = attempt(owned, factors, random)
            found = failing(plan.hypotheses, tried.values) if tried.failed is None else (tried.failed, False)
            if found is None and redrawn < SHORTER and run_length(tried.values) > _longest(tried.values):
                redrawn += 1
            elif found is None:
                return tried.values
            if found is not None:
                rejected[found[0].name] += 1
    raise Unsatisfiable(_why(plan.hypotheses, rejected))


def _longest(values: Values) -> float:
    return LONGEST_FOLLOWED if n in values else LONGEST


def _goals(plan: Plan, random: np.random.Generator, aim: Aim) -> Iterator[Aim]:
    """Yield what to aim at beside the hypotheses, in turn; nothing at last."""
    ways = dict(plan.beyond).get(aim, ()) if random.random() < BEYOND else ()
    way = ways[int(random.integers(len(ways))) if len(ways) > 1 else 0] if ways else ()
    yield from dict.fromkeys(((*aim, *way), way, aim, ()))


def _why(hypotheses: Iterable[Hypothesis], rejected: Counter[str]) -> str:
    name, times = rejected.most_common(1)[0]
    hypothesis = next((h for h in hypotheses if h.name == name), None)
    return f"no case found: {name} ({hypothesis}) rejected {times} of {rejected.total()} attempts"
