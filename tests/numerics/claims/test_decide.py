"""One decision for all claims: certain where it speaks, silent where it is not, and honest about how far it looked."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy as sp
from flint import arb

from numerics.claims import slots
from numerics.claims.case import Case
from numerics.claims.decide import Outcome, _falls, decide, decide_claim
from numerics.claims.horizon import BUDGET, FEWEST, MOST, horizon
from numerics.claims.hypotheses import broken, require
from numerics.exact.verdict import Undecided, Verdict
from theory import statement
from theory.deep_factorization.theorem_2_4 import T_Id
from theory.dynamics.orbits import E, T, T_product, d, k_p, p, p1, p2, y, y_integrated
from theory.language.claims import Claim, Every, Tends
from theory.language.definitions import L
from theory.language.observables import first, scalar_orbit
from theory.language.symbols import N, alpha, beta, eps, eta, k, lam, t

BELOW = {N: Fraction(3), lam: Fraction(1), alpha: Fraction(1, 2), eta: Fraction(1, 10), eps: Fraction(1, 50)}
NEGATIVE = BELOW | {lam: Fraction(-1)}
PAIR = {**NEGATIVE, beta: Fraction(1, 10), eta: Fraction(1, 50)}
EVERY = Every(k)


def decided(claim: Claim, values: dict[sp.Symbol, Fraction]) -> Outcome:
    return decide_claim(claim, Case(values))


# For every k -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("values", [BELOW, NEGATIVE, BELOW | {lam: Fraction(0)}, BELOW | {alpha: Fraction(2)}])
@pytest.mark.parametrize(
    "relation",
    [
        sp.Le(sp.Abs(d(k + 1) - L), sp.Abs(d(k) - L)),
        sp.Ge((d(k + 1) - d(k)) * (L - alpha), 0),
        sp.Ge((d(k) - L) * (alpha - L), 0),
        sp.Lt(d(k), 1000),
        sp.Ge((d(k) - L) * (alpha - d(k)), 0),
    ],
    ids=str,
)
def test_a_certificate_covers_all_k(relation: sp.Basic, values: dict[sp.Symbol, Fraction]) -> None:
    values = values | {eta: Fraction(1, 200)}
    outcome = decided(Claim("c", relation, over=EVERY), values)
    assert outcome.verdict is Verdict.UPHELD
    assert outcome.evidence.startswith("all k >= 0")


def test_without_a_certificate_the_evidence_says_how_far() -> None:
    outcome = decided(Claim("c", sp.Ge(p2(k), 0), over=EVERY), {**PAIR, eta: Fraction(1, 2)})
    assert outcome.verdict is Verdict.UPHELD
    assert outcome.evidence.startswith("the first")
    assert "all" not in outcome.evidence


def test_the_horizon_depends_on_the_case() -> None:
    slow, fast = (horizon(Case(BELOW | {eta: Fraction(1, n)})) for n in (1000, 20))
    assert fast < slow == MOST
    # even where the orbit is there at once, there is something to follow
    assert horizon(Case(BELOW | {alpha: Fraction(99, 100), eta: Fraction(10)})) == FEWEST >= 50


def test_a_claim_that_fails_late_is_refuted_where_it_fails() -> None:
    # d(k) passes 9/10 of its limit at some k > 0, and never before
    outcome = decided(Claim("c", sp.Lt(d(k), sp.Rational(9, 10)), over=EVERY), BELOW)
    assert outcome.verdict is Verdict.REFUTED
    assert outcome.k is not None
    assert outcome.k > 0
    first_failure = Case(BELOW).first(first(k, sp.Ge(d(k), sp.Rational(9, 10))))
    assert first_failure.lower == first_failure.upper == outcome.k


def test_the_index_starts_and_stops_where_the_claim_says() -> None:
    late = Claim("late", sp.Ge(d(k), sp.Rational(9, 10)), over=Every(k, since=T))
    assert decided(late, BELOW).verdict is Verdict.UPHELD
    early = Claim("early", sp.Gt(sp.Abs(d(k) - L), eps), over=Every(k, before=T))
    outcome = decided(early, BELOW)
    assert outcome.verdict is Verdict.UPHELD
    assert outcome.evidence.startswith("all k from 0 to")
    wrong = Claim("wrong", sp.Gt(sp.Abs(d(k) - L), eps), over=Every(k, before=T + 1))
    time = Case(BELOW).first(T)
    assert decided(wrong, BELOW).k == time.lower


def test_a_claim_from_far_away_is_decided_by_its_error() -> None:
    values = BELOW | {lam: Fraction(0), eps: Fraction(1, 500)}
    claim = Claim("c", sp.Le(sp.Abs(E(k)), eps), over=Every(k, since=T_Id()))
    outcome = decided(claim, values)
    assert outcome.verdict is Verdict.UPHELD
    assert int(outcome.details["claimed_from"]) > BUDGET
    sooner = Claim("c", sp.Le(sp.Abs(E(k)), eps), over=Every(k, since=sp.Integer(3)))
    assert decided(sooner, values).verdict is Verdict.REFUTED
    never = Claim("c", sp.Gt(sp.Abs(E(k)), eps), over=Every(k, since=T_Id()))
    assert decided(never, values).verdict is Verdict.REFUTED


# Limits ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("values", [BELOW, NEGATIVE, BELOW | {lam: Fraction(0)}])
def test_limits_are_proved_or_refuted(values: dict[sp.Symbol, Fraction]) -> None:
    assert decided(Claim("c", sp.Eq(d(k), L), over=Tends(k)), values).verdict is Verdict.UPHELD
    close = sp.Eq(d(k), L + sp.Rational(1, 10**9))
    assert decided(Claim("c", close, over=Tends(k)), values).verdict is Verdict.REFUTED


def test_the_product_of_a_pair_tends_to_lambda() -> None:
    assert decided(Claim("c", sp.Eq(p(k), lam), over=Tends(k)), PAIR).verdict is Verdict.UPHELD
    assert decided(Claim("c", sp.Eq(p(k), -lam), over=Tends(k)), PAIR).verdict is Verdict.REFUTED


def test_an_orbit_that_diverges_has_no_limit() -> None:
    values = BELOW | {alpha: Fraction(3), eta: Fraction(2)}
    assert decided(Claim("c", sp.Eq(d(k), L), over=Tends(k)), values).verdict is Verdict.UNDECIDED


def test_a_distance_that_is_small_once_has_not_fallen_for_good() -> None:
    case = Case(BELOW)
    for distance in (sp.Abs(k - 5), sp.Abs(k - 5) / (k + 1)):
        with pytest.raises(Undecided):
            _falls(Claim("c", sp.Eq(d(k), L), over=Tends(k)), case, k, distance)


# Equations ---------------------------------------------------------------------------------------------------


def test_equations_agree_or_are_told_apart() -> None:
    same = Claim("c", sp.Eq(y(t), y_integrated(t)), over=Every(t))
    values = BELOW | {t: Fraction(3)}
    outcome = decided(same, values)
    assert outcome.verdict is Verdict.UPHELD
    assert "agree to 25 digits" in outcome.evidence
    close = Claim("c", sp.Eq(y(t), y_integrated(t) * (1 + sp.Rational(1, 10**30))), over=Every(t))
    assert decided(close, values).verdict is Verdict.REFUTED
    different = Claim("c", sp.Ne(y(t), y_integrated(t)), over=Every(t))
    assert decided(different, values).verdict is Verdict.UNDECIDED


def test_exact_arithmetic_decides_ties() -> None:
    tie = Claim("c", sp.Le(alpha * 2, lam))
    assert decided(tie, BELOW).verdict is Verdict.UPHELD
    assert decided(Claim("c", sp.Lt(alpha * 2, lam)), BELOW).verdict is Verdict.REFUTED


# Equivalences ------------------------------------------------------------------------------------------------


def test_an_equivalence_needs_both_directions() -> None:
    stays = sp.Gt(d(k), sp.Rational(9, 10))
    true = Claim("c", stays, over=EVERY, exactly_when=sp.Gt(alpha, sp.Rational(9, 10)))
    assert decided(true, BELOW | {alpha: Fraction(95, 100)}).verdict is Verdict.UPHELD
    assert decided(true, BELOW).verdict is Verdict.UPHELD
    too_narrow = Claim("c", stays, over=EVERY, exactly_when=sp.Gt(alpha, sp.Rational(99, 100)))
    assert decided(too_narrow, BELOW | {alpha: Fraction(95, 100)}).verdict is Verdict.REFUTED
    too_wide = Claim("c", stays, over=EVERY, exactly_when=sp.Gt(alpha, sp.Rational(1, 4)))
    assert decided(too_wide, BELOW).verdict is Verdict.REFUTED


def test_a_condition_that_fails_leaves_nothing_to_say() -> None:
    outcome = decided(Claim("c", sp.Le(d(k), 0), over=EVERY, given=lam < 0), BELOW)
    assert outcome.verdict is Verdict.UPHELD
    assert not outcome.applies


# Hitting times -----------------------------------------------------------------------------------------------


def test_hitting_times_of_three_shapes_and_others() -> None:
    case = Case(PAIR)
    for slot, follow in ((k_p, lambda i: p1(i)), (T_product, lambda i: sp.Abs(p(i) - lam) - eps)):
        time = case.first(slot)
        assert time.lower == time.upper
        assert case.holds(sp.Le(follow(time.lower), 0, evaluate=False)) is True
        assert case.holds(sp.Gt(follow(time.lower - 1), 0, evaluate=False)) is True
    crossing = case.first(first(k, sp.Lt(p1(k), -p2(k) / 2), "crossing"))
    assert crossing.method == "balls"
    assert crossing.lower == crossing.upper


def test_a_time_that_never_comes_is_infinite() -> None:
    never = first(k, sp.Gt(d(k), 2), "never")
    assert decided(Claim("c", sp.Lt(never, sp.oo)), BELOW).verdict is Verdict.REFUTED
    assert decided(Claim("c", sp.Lt(T, sp.oo)), BELOW).verdict is Verdict.UPHELD
    assert decided(Claim("c", sp.Ge(never, 1000)), BELOW).verdict is Verdict.UPHELD


@pytest.mark.parametrize(
    ("values", "relation"),
    [
        (BELOW | {alpha: Fraction(1, 4)}, sp.Ge(d(k), L / 2)),
        (BELOW, sp.Gt(d(k), sp.Rational(3, 4))),
        (BELOW | {alpha: Fraction(2), eta: Fraction(1, 400)}, sp.Le(d(k), 3 * L / 2)),
        (NEGATIVE, sp.Lt(d(k), alpha / 3)),
    ],
    ids=str,
)
def test_crossings_of_a_level_are_found_without_following(
    values: dict[sp.Symbol, Fraction], relation: sp.Basic
) -> None:
    case = Case(values)
    time = case.first(first(k, relation, "crossing"))
    assert time.method != "balls"
    assert time.lower == time.upper
    holds = [case.holds(relation.xreplace({k: sp.Integer(time.lower - back)})) for back in (0, 1)]
    assert holds == [True, False]


def test_a_flow_is_compared_with_the_descent_step_by_step() -> None:
    ahead = Claim("ahead", sp.Le(d(k), y(eta * k)), over=Every(k, before=first(k, sp.Ge(d(k), L / 2), "k_half")))
    values = BELOW | {alpha: Fraction(1, 10), eta: Fraction(1, 8)}
    outcome = decided(ahead, values)
    assert outcome.verdict is Verdict.UPHELD
    # from a small start there is more to see than the approach to the limit
    assert horizon(Case(values | {alpha: Fraction(1, 2)})) < outcome.k < horizon(Case(values))
    behind = Claim("behind", sp.Ge(d(k), y(eta * k)), over=EVERY)
    assert decided(behind, BELOW | {alpha: Fraction(1, 10), eta: Fraction(1, 8)}).k == 1


def test_the_name_of_an_orbit_does_not_matter() -> None:
    z = scalar_orbit("z", start=alpha)
    other = first(k, sp.Le(sp.Abs(z(k) - L), eps), "T_z")
    case = Case(BELOW)
    assert case.first(other) == case.first(T)


# Hypotheses --------------------------------------------------------------------------------------------------


def test_the_first_broken_hypothesis_is_named() -> None:
    record = statement("2.4")
    values = BELOW | {eta: Fraction(1, 7)}
    found = broken(record, values)
    assert found is not None
    assert found[0].name == "step_size"
    assert found[1] is False
    with pytest.raises(ValueError, match=r"step = 1/7: breaks step_size of 2\.4"):
        require(record, values)
    with pytest.raises(ValueError, match=r"alpha = -1: breaks initial_scale of 2\.4: alpha > 0"):
        require(record, BELOW | {alpha: Fraction(-1)})
    with pytest.raises(ValueError, match="depth = 5/2: must be an integer"):
        require(record, BELOW | {N: Fraction(5, 2)})
    with pytest.raises(ValueError, match="accuracy is missing"):
        require(record, {symbol: value for symbol, value in BELOW.items() if symbol != eps})


def test_every_claim_of_a_record_is_decided() -> None:
    record = statement("lemma-2.2")
    outcomes = decide(record, {s: v for s, v in BELOW.items() if s != eps} | {eta: Fraction(1, 20)})
    assert [outcome.claim for outcome in outcomes] == [claim.name for claim in record.claims]
    assert {outcome.verdict for outcome in outcomes} == {Verdict.UPHELD}


def test_a_wrong_closed_form_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A flow from the closed form is compared with the differential equation wherever a claim uses it."""
    true = slots.solve_flow
    monkeypatch.setattr(slots, "solve_flow", lambda *inputs: true(*inputs) * (1 + arb(2) ** -60))
    with pytest.raises(AssertionError, match="the closed form and the differential equation disagree"):
        decided(Claim("c", sp.Le(y(t), 2), over=Every(t)), BELOW | {t: Fraction(3)})
