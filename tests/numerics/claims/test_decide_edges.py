"""Where a claim begins, ends, is empty or is too far away to be followed; how far is looked; what is reported."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy as sp
from flint import arb

from numerics.claims.case import Case
from numerics.claims.certificates import holds_from, holds_later, later_values, limit_of
from numerics.claims.decide import _agree, _shown, decide_claim
from numerics.claims.horizon import BUDGET, FEWEST, MOST, STEPS, horizon
from numerics.exact.balls import working_precision
from numerics.exact.verdict import Undecided, Verdict
from numerics.orbits.ladder import HittingTime
from theory.dynamics.orbits import T, d, p, p1, p2
from theory.language.claims import Claim, Every, Tends
from theory.language.definitions import L
from theory.language.observables import first
from theory.language.symbols import N, alpha, beta, eps, eta, k, lam

BELOW = {N: Fraction(3), lam: Fraction(1), alpha: Fraction(1, 2), eta: Fraction(1, 10), eps: Fraction(1, 50)}
PAIR = {**BELOW, lam: Fraction(-1), beta: Fraction(1, 10), eta: Fraction(1, 50)}
FALLS = sp.Le(sp.Abs(d(k + 1) - L), sp.Abs(d(k) - L))


def decided(relation: sp.Basic, over: Every | Tends | None = None, values=BELOW, **parts):
    return decide_claim(Claim("c", relation, over=over, **parts), Case(values))


# The range ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("since", [5, 6])
def test_an_empty_range_has_nothing_to_refute(since: int) -> None:
    outcome = decided(sp.Lt(d(k), 0), Every(k, since=sp.Integer(since), before=sp.Integer(5)))
    assert (outcome.verdict, outcome.evidence) == (Verdict.UPHELD, "there is no such k")


@pytest.mark.parametrize(("since", "before", "fails"), [(0, 4, None), (0, 5, 4), (4, 5, 4), (5, 9, None), (3, 5, 4)])
def test_every_index_of_a_range_and_no_other(since: int, before: int, fails: int | None) -> None:
    relation = sp.Ne(k, 4, evaluate=False)
    outcome = decided(relation, Every(k, since=sp.Integer(since), before=sp.Integer(before)))
    assert outcome.verdict is (Verdict.UPHELD if fails is None else Verdict.REFUTED)
    assert outcome.k == (before if fails is None else fails)
    if fails is None:
        assert outcome.evidence == f"all k from {since} to {before - 1}"


def test_a_range_that_begins_beyond_what_is_followed_is_undecided() -> None:
    relation = sp.Ge(d(k) * k, 0)  # names the index, so that no certificate speaks of it
    near, far = (decided(relation, Every(k, since=sp.Integer(start))) for start in (100, BUDGET + 1))
    assert near.verdict is Verdict.UPHELD
    assert near.evidence.startswith("the first")
    assert (far.verdict, "beyond the 20000 steps" in far.evidence) == (Verdict.UNDECIDED, True)
    nowhere = decided(FALLS, Every(k, since=sp.oo))
    assert (nowhere.verdict, nowhere.evidence) == (Verdict.UNDECIDED, "it begins at oo")


def test_a_range_with_bounds_that_are_no_integers() -> None:
    """Since 5/2 means from 3 on; before 9/2 means up to 4."""
    for since, before, indices in ((Fraction(5, 2), Fraction(9, 2), (3, 4)), (Fraction(3), Fraction(5), (3, 4))):
        bounds = {"since": sp.Rational(since), "before": sp.Rational(before)}
        for index in range(1, 7):
            outcome = decided(sp.Ne(k, index, evaluate=False), Every(k, **bounds))
            assert (outcome.verdict is Verdict.REFUTED) == (index in indices)


def test_where_a_range_ends_need_not_be_known_beyond_the_horizon() -> None:
    case = Case(BELOW)
    never, late = first(k, sp.Gt(d(k), 2), "never"), first(k, sp.Gt(d(k) ** 2, sp.Rational(99, 100)), "late")
    assert case.end(never, 40) is None
    assert case.end(late, 6) == (7, False)  # the iterate at the horizon has been looked at
    assert case.end(late, 200) == (case.first(late).upper, True)
    assert case.end(T, 10) == (case.first(T).lower, True)
    assert case.end(sp.oo, 10) is None
    assert case.end(sp.Rational(7, 2), 10) == (4, True)
    outcome = decided(sp.Gt(d(k), 0), Every(k, before=never))
    assert (outcome.verdict, outcome.evidence) == (Verdict.UPHELD, "all k >= 0, by an invariant interval")


# How far ----------------------------------------------------------------------------------------------------------


def test_horizons() -> None:
    """12/(ηκ) steps beyond the start, between 50 and 250; 50 for an identity, 250 without a rate."""
    two = {N: Fraction(2), lam: Fraction(1)}
    assert horizon(Case(two | {eta: Fraction(1, 16)})) == 12 * 16 // 2
    assert horizon(Case(two | {eta: Fraction(1, 2)})) == FEWEST == 50
    assert horizon(Case(two | {eta: Fraction(1, 1000)})) == MOST == 250
    assert horizon(Case(two)) == horizon(Case({N: Fraction(2), lam: Fraction(0), eta: Fraction(1, 9)})) == STEPS == 250
    assert horizon(Case(two | {eta: Fraction(1, 1000)}), sp.Eq(d(k + 1), d(k))) == FEWEST
    negative = {N: Fraction(3), lam: Fraction(-8), eta: Fraction(1, 480)}  # κ = 3·16
    assert horizon(Case(negative)) in (119, 120)


def test_a_refutation_is_looked_for_beyond_the_horizon_of_an_equivalence() -> None:
    """d passes 1 − 1/1000 late; the claim that it never does, exactly when λ < 0, is true."""
    late = sp.Lt(d(k), 1 - sp.Rational(1, 10**9))
    values = BELOW | {eta: Fraction(1, 60)}
    assert decided(late, Every(k), values, exactly_when=sp.Lt(lam, 0)).verdict is Verdict.UPHELD
    never = decided(sp.Lt(d(k), 2), Every(k), values, exactly_when=sp.Lt(lam, 0))
    assert never.verdict is Verdict.REFUTED


# Certificates -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("relation", "from_start", "later"),
    [
        (FALLS, True, True),
        (sp.Lt(sp.Abs(d(k + 1) - L), sp.Abs(d(k) - L)), True, True),
        (sp.Gt(sp.Abs(d(k + 1) - L), sp.Abs(d(k) - L)), False, False),
        (sp.Le(sp.Abs(d(k) - L), sp.Rational(1, 4)), False, True),
        (sp.Ge(sp.Abs(d(k) - L), sp.Rational(1, 10**6)), False, False),
        (sp.Le(sp.Abs(d(k + 2) - L), sp.Abs(d(k + 1) - L) / 2), False, False),
        (sp.And(FALLS, sp.Lt(d(k), 2)), True, True),
        (sp.And(FALLS, sp.Lt(d(k), sp.Rational(9, 10))), False, False),
        (sp.Ge(d(k) + k, 0), False, False),  # true, but it names the index
        (sp.Le(d(k) * k, 10), False, False),
        (sp.Le(d(k) ** k, sp.Rational(9, 10)), False, False),
    ],
    ids=str,
)
def test_what_holds_for_ever(relation: sp.Basic, from_start: bool, later: bool) -> None:
    case = Case(BELOW)
    with working_precision(256):
        world = case.world(256)
        assert holds_later(relation, world, k, 0) is from_start
        assert (holds_from(relation, world, k, 60, BUDGET) is not None) is later
        assert holds_from(relation, world, k, 0, BUDGET) == (0 if from_start else None)
        assert holds_from(relation, world, k, 60, -1) is None


def test_what_a_certificate_says_at_the_limit_itself_is_not_strict() -> None:
    values = BELOW | {alpha: Fraction(1)}
    case = Case(values)
    with working_precision(256):
        strict = sp.Lt(sp.Abs(d(k + 1) - L), sp.Abs(d(k) - L))
        assert not holds_later(strict, case.world(256), k, 0)
    assert decided(strict, Every(k), values).verdict is Verdict.REFUTED
    assert decided(FALLS, Every(k), values).verdict is Verdict.UPHELD


def test_an_orbit_that_has_passed_zero_is_not_certified_to_tend_to_the_limit() -> None:
    """At N = 2 it tends to −L."""
    case = Case({N: Fraction(2), lam: Fraction(1), alpha: Fraction(2), eta: Fraction(2, 5)})
    with working_precision(256):
        world = case.world(256)
        assert world.value(d(k), 1, k) < 0
        assert [later_values(world, d(k), index, k) for index in (1, 9, 60)] == [None] * 3
        assert limit_of(d(k), world, k, 9) is None


def test_limits_need_a_certificate() -> None:
    fast = BELOW | {alpha: Fraction(3), eta: Fraction(2)}
    with working_precision(256):
        assert limit_of(d(k), Case(fast).world(256), k, 0) is None
        assert (
            limit_of(d(k) + k, Case(BELOW).world(256), k, 0) is None
            or limit_of(d(k), Case(BELOW).world(256), k, 0) == L
        )
        assert limit_of(2 * d(k) + d(k + 1), Case(BELOW).world(256), k, 0) == 3 * L
        assert limit_of(p(k) + p1(k) * p2(k) ** (N - 1), Case(PAIR).world(256), k, 60) in (2 * lam, None)


@pytest.mark.parametrize(("exponent", "verdict"), [(20, Verdict.REFUTED), (60, Verdict.REFUTED), (300, Verdict.UPHELD)])
def test_sides_that_agree_at_first(exponent: int, verdict: Verdict) -> None:
    """Sides apart by 10^−60 overlap at 128 bits and are told apart at 256; what 1024 bits do not tell apart agrees."""
    near = sp.exp(alpha) * (1 + sp.Rational(1, 10**exponent))
    assert decided(sp.Eq(sp.exp(alpha), near, evaluate=False)).verdict is verdict
    different = decided(sp.Ne(sp.exp(alpha), near, evaluate=False)).verdict
    assert different is (Verdict.UPHELD if verdict is Verdict.REFUTED else Verdict.UNDECIDED)


# What is reported -------------------------------------------------------------------------------------------------


def test_a_bound_is_reported_with_its_ratio_to_the_truth() -> None:
    case = Case(BELOW)
    time = case.first(T).lower
    upper, lower = (decide_claim(Claim("c", kind(T, 3 * time)), case) for kind in (sp.Le, sp.Ge))
    assert (upper.verdict, upper.ratio) == (Verdict.UPHELD, 3.0)
    assert (lower.verdict, lower.ratio) == (Verdict.REFUTED, 3.0)
    assert upper.details["left"] == str(time)
    assert sp.Rational(upper.details["right"].strip("[]").split()[0]) == 3 * time


def test_a_bound_on_an_error_is_reported_with_the_ratio_of_its_starts() -> None:
    values = BELOW | {lam: Fraction(0), eps: Fraction(1, 10)}
    met = Case(values).first(T).upper
    outcome = decided(sp.Le(sp.Abs(d(k) - L), eps), Every(k, since=sp.Integer(2 * met)), values)
    assert (outcome.verdict, outcome.ratio) == (Verdict.UPHELD, 2.0)
    assert (outcome.details["met_from"], outcome.details["claimed_from"]) == (str(met), str(2 * met))
    at_once = decided(sp.Le(sp.Abs(d(k) - L), 1), Every(k, since=sp.Integer(3)), values)
    assert (at_once.verdict, at_once.ratio) == (Verdict.UPHELD, None)


@pytest.mark.parametrize(("upper", "shown"), [(3, "3"), (5, "3..5"), (None, "at least 3")])
def test_a_bracket_is_shown_as_one(upper: int | None, shown: str) -> None:
    assert _shown(HittingTime(3, upper, True, "balls")) == shown


def test_a_failure_is_reported_with_both_sides() -> None:
    outcome = decided(sp.Lt(d(k), sp.Rational(2, 5)), Every(k))
    assert outcome.k == 0 or outcome.evidence == "fails at every k >= 0"
    outcome = decided(sp.Lt(d(k), sp.Rational(9, 10)), Every(k))
    assert outcome.evidence == f"fails at k = {outcome.k}"
    assert float(outcome.details["left"].strip("[]").split()[0]) >= 0.9
    assert float(outcome.details["right"].strip("[]").split()[0]) == 0.9


def test_a_condition_that_is_not_decided_leaves_the_claim_open() -> None:
    tiny = sp.exp(alpha) - sp.exp(alpha + sp.Rational(1, 10**4000) * eta)
    for parts in ({"given": sp.Lt(tiny, 0)}, {"exactly_when": sp.Lt(tiny, 0)}):
        outcome = decided(sp.Gt(d(k), 0), Every(k), **parts)
        assert (outcome.verdict, outcome.evidence) == (Verdict.UNDECIDED, "its condition is not decided")


def test_a_ceiling_that_is_not_decided_raises() -> None:
    case = Case(BELOW)
    assert case.ceiling(sp.exp(alpha)) == 2
    assert case.ceiling(-sp.exp(alpha)) == -1
    with pytest.raises(Undecided, match="ceiling"):
        case.ceiling(2 + sp.exp(-(10 ** sp.Integer(4)) / alpha))


class Sides:
    """A world in which two symbols have given values."""

    def __init__(self, **values: object) -> None:
        self.values = values

    def value(self, side: sp.Symbol, k: int, variable: sp.Symbol | None) -> object:
        return self.values[side.name]


@pytest.mark.parametrize(
    ("left", "right", "agree"),
    [
        (arb(2, 1e-30), arb(2, 1e-30), True),
        (arb(2, 1e-30), arb(2, 1e-3), False),  # one side, or both, known to few digits
        (arb(2, 1e-3), arb(2, 1e-30), False),
        (arb(2, 1e-3), arb(2, 1e-3), False),
        (arb(2, 1e-30), arb(3, 1e-30), False),  # apart
        (arb(0, 1e-26), arb(0, 1e-26), True),
        (arb(0, 1e-20), arb(0, 1e-26), False),
        (HittingTime(2, 2, True, "balls"), arb(2), False),
    ],
)
def test_sides_agree_where_they_overlap_and_both_are_known(left: object, right: object, agree: bool) -> None:
    a, b = sp.symbols("a b")
    world = Sides(a=left, b=right)
    assert _agree(sp.Eq(a, b, evaluate=False), world, 0, None) is agree
    assert _agree(sp.Le(a, b, evaluate=False), world, 0, None) is False


def test_a_value_that_does_not_exist_is_undecided() -> None:
    for bits in (0, 128):
        with working_precision(bits or 64), pytest.raises(Undecided):
            Case(BELOW).world(bits).value(1 / (alpha - sp.Rational(1, 2)))
