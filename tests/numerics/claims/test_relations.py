"""Relations between what is known only within bounds: against all pairs of values that the bounds allow."""

from __future__ import annotations

import operator
from itertools import product

import pytest
import sympy as sp
from flint import arb, fmpq

from numerics.claims.relations import connected, negated, truth
from numerics.orbits.ladder import NEVER, HittingTime

OPERATORS = {
    sp.Le: operator.le,
    sp.Lt: operator.lt,
    sp.Ge: operator.ge,
    sp.Gt: operator.gt,
    sp.Eq: operator.eq,
    sp.Ne: operator.ne,
}
KINDS = pytest.mark.parametrize("kind", list(OPERATORS))
#: Intervals with whole ends, points among them.
INTERVALS = [(low, high) for low in range(4) for high in range(low, 4)]


def expected(kind: type, left: tuple[int, int], right: tuple[int, int]) -> bool | None:
    """Whether the relation holds between all whole numbers of two intervals, or between none."""
    sides = (range(low, high + 1) for low, high in (left, right))
    found = {OPERATORS[kind](a, b) for a, b in product(*sides)}
    return found.pop() if len(found) == 1 else None


def ball(low: int, high: int) -> arb:
    return arb(low).union(arb(high)) if low < high else arb(low)


@KINDS
def test_balls(kind: type) -> None:
    for left, right in product(INTERVALS, repeat=2):
        first, second, sure = ball(*left), ball(*right), expected(kind, left, right)
        found = truth(kind, first, second)
        assert found is None or found is sure
        apart = left[1] < right[0] or right[1] < left[0]
        points = left[0] == left[1] and right[0] == right[1]
        touching = (kind is sp.Le and first <= second) or (kind is sp.Ge and first >= second)
        if apart or points or touching:
            assert found is sure


@KINDS
def test_hitting_times(kind: type) -> None:
    """A bracket lower ≤ T ≤ upper against another one, and against a number on either side."""

    def time(low: int, high: int) -> HittingTime:
        return HittingTime(low, high, True, "balls")

    for left, right in product(INTERVALS, repeat=2):
        assert truth(kind, time(*left), time(*right)) is expected(kind, left, right)
        if right[0] == right[1]:
            assert truth(kind, time(*left), arb(right[0])) is expected(kind, left, right)
            assert truth(kind, fmpq(right[0]), time(*left)) is expected(kind, right, left)


@KINDS
def test_times_without_an_end(kind: type) -> None:
    open_, never = HittingTime(3, None, True, "balls"), HittingTime(3, None, True, NEVER)
    far = OPERATORS[kind](10**9, 0)
    assert truth(kind, never, arb(10) ** 100) is far
    assert truth(kind, arb(10) ** 100, never) is OPERATORS[kind](0, 10**9)
    assert truth(kind, open_, arb(2)) is far
    assert truth(kind, open_, arb(4)) is None
    if kind in (sp.Lt, sp.Le, sp.Ge, sp.Gt):
        assert truth(kind, never, arb("inf")) is OPERATORS[kind](0, 0)
        assert truth(kind, open_, arb("inf")) is {sp.Le: True, sp.Gt: False}.get(kind)


@KINDS
def test_exact_numbers(kind: type) -> None:
    for left, right in product(range(3), repeat=2):
        assert truth(kind, fmpq(left, 7), fmpq(right, 7)) is OPERATORS[kind](left, right)


@KINDS
def test_what_is_no_number_decides_nothing(kind: type) -> None:
    assert truth(kind, arb.nan(), arb(1)) is None
    assert truth(kind, arb(1), arb.nan()) is None


TRUTHS = (True, False, None)


def stand_for(values: tuple[bool | None, ...]) -> tuple[tuple[sp.Basic, ...], dict[sp.Basic, bool | None]]:
    parts = sp.symbols(f"a:{len(values)}")
    return parts, dict(zip(parts, values, strict=True))


@pytest.mark.parametrize("values", list(product(TRUTHS, repeat=3)))
def test_connectives_of_three_truths(values: tuple[bool | None, ...]) -> None:
    parts, known = stand_for(values)

    def judged(relation: sp.Basic) -> bool | None:
        if relation in known:
            return known[relation]
        return connected(relation, lambda part: lambda k: judged(part))(0)

    def sure(formula) -> bool | None:
        """The value that the formula has for every way to settle what is open."""
        ways = product(*((True, False) if value is None else (value,) for value in values))
        found = {bool(formula(*way)) for way in ways}
        return found.pop() if len(found) == 1 else None

    assert judged(sp.And(*parts, evaluate=False)) is sure(lambda a, b, c: a and b and c)
    assert judged(sp.Or(*parts, evaluate=False)) is sure(lambda a, b, c: a or b or c)
    assert judged(sp.Not(parts[0], evaluate=False)) is sure(lambda a, b, c: not a)
    assert judged(sp.Implies(parts[0], parts[1], evaluate=False)) is sure(lambda a, b, c: not a or b)


def test_constants_and_what_is_no_relation() -> None:
    def never(part: sp.Basic):
        raise AssertionError(part)

    assert connected(sp.true, never)(0) is True
    assert connected(sp.false, never)(0) is False
    with pytest.raises(ValueError, match="not a relation"):
        connected(sp.Symbol("z"), never)


def test_a_part_of_few_symbols_comes_first_and_spares_the_others() -> None:
    few, many = sp.Lt(sp.Symbol("b"), 0), sp.Lt(sp.Symbol("a"), sp.Symbol("c"))
    asked = []

    def judge(part: sp.Basic):
        asked.append(part)
        return lambda k: False

    assert connected(sp.And(many, few, evaluate=False), judge)(0) is False
    assert asked == [few]


@KINDS
def test_a_negation_is_true_where_the_relation_is_not(kind: type) -> None:
    a, b = sp.symbols("a b")
    relation = kind(a, b, evaluate=False)
    other = negated(relation)
    for left, right in product(range(3), repeat=2):
        values = {a: left, b: right}
        assert bool(relation.subs(values)) != bool(other.subs(values))
    assert negated(other) == relation
    assert negated(sp.Not(relation, evaluate=False)) == relation
    both = sp.And(relation, a < 5, evaluate=False)
    assert negated(both) == sp.Or(other, sp.Ge(a, 5), evaluate=False)
    assert negated(negated(both)) == both
