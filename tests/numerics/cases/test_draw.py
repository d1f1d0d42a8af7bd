"""Cases of any record: certified, prefix-stable, at every claim, beyond a mutated bound; and what cannot be drawn."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
import sympy as sp

from numerics.cases.cube import DEEP
from numerics.cases.draw import LONGEST, Unsatisfiable, draw, draw_at
from numerics.cases.known import known_columns
from numerics.cases.names import as_json, from_json
from numerics.claims.batch import batchable
from numerics.claims.case import Case
from numerics.claims.hypotheses import broken
from numerics.claims.relations import negated
from numerics.claims.run_length import run_length
from theory import STATEMENTS, statement
from theory.deep_factorization.perturbed_start import c
from theory.dynamics.orbits import d
from theory.language.hypotheses import DEPTH_TWO, DESCENT, SCALAR_COUNT
from theory.language.statement import Claim, Every, Hypothesis, Statement
from theory.language.symbols import PARAMETER_NAMES, Multiplier, N, alpha, beta, eps, eta, k, lam, multiplier

IDS = [record.id for record in STATEMENTS]


def conjecture(*relations: sp.Basic, hypotheses: tuple[Hypothesis, ...] = (DEPTH_TWO, *DESCENT)) -> Statement:
    """Return a statement of one's own with these hypotheses on top."""
    own = tuple(Hypothesis(f"own_{place}", relation) for place, relation in enumerate(relations))
    positive = Claim("positive", sp.Ge(d(k), 0), over=Every(k))
    return Statement("conjecture", hypotheses=(*hypotheses, *own), claims=(positive,))


@pytest.mark.parametrize("id", IDS)
def test_cases_are_certified_and_reach_every_claim(id: str) -> None:
    record = statement(id)
    cases = draw(record, 40, seed=1)
    parameters = record.parameters
    assert len(cases) == 40
    for values in cases:
        # a spectrum is one parameter, and n values
        assert tuple(symbol for symbol in values if symbol in PARAMETER_NAMES) == parameters
        assert broken(record, values) is None
    for claim in record.claims:
        applies = [Case(values) for values in cases if Case(values).holds(claim.given)]
        assert len(applies) >= 3, claim.name
        if claim.exactly_when is not None:
            outcomes = [case.holds(claim.exactly_when, claim.where) for case in applies]
            assert {True, False} <= set(outcomes), claim.name


@pytest.mark.parametrize("id", IDS)
def test_a_campaign_of_two_cases_for_each_claim_speaks_of_every_claim(id: str) -> None:
    record = statement(id)
    for seed in (1, 13, 37):
        cases = [Case(values) for values in draw(record, 2 * len(record.claims), seed)]
        silent = [claim.name for claim in record.claims if not any(case.holds(claim.given) for case in cases)]
        assert not silent, f"seed {seed}"


def test_what_a_claim_asserts_plays_no_part() -> None:
    record = statement("2.4")
    claims = tuple(replace(claim, relation=negated(claim.relation)) for claim in record.claims)
    assert draw(replace(record, claims=claims), 30, seed=3) == draw(record, 30, seed=3)


def test_nobody_draws_a_run_that_nobody_would_follow() -> None:
    assert all(
        run_length(values) <= LONGEST for id in ("2.4", "lemma-2.2") for values in draw(statement(id), 60, seed=8)
    )


@pytest.mark.parametrize("id", ["2.4", "1.3", "lemma-D.2", "lemma-2.2-sharp", "lemma-2.7"])
def test_draws_are_prefix_stable_and_depend_on_the_seed(id: str) -> None:
    record = statement(id)
    long = draw(record, 30, seed=4)
    assert draw(record, 11, seed=4) == long[:11]
    assert draw(record, 11, seed=5) != long[:11]


@pytest.mark.parametrize("id", ["lemma-2.2", "2.4", "lemma-2.9", "1.3"])
def test_both_signs_of_the_eigenvalue_occur_and_zero_now_and_then(id: str) -> None:
    signs = [(values[lam] > 0) - (values[lam] < 0) for values in draw(statement(id), 200)]
    assert min(signs.count(1), signs.count(-1)) > 40
    assert 2 <= signs.count(0) <= 40


def test_depths_are_mostly_small() -> None:
    depths = [int(values[N]) for values in draw(statement("lemma-2.2"), 300)]
    assert set(range(1, 11)) < set(depths) <= {*range(1, 11), *DEEP}
    assert sum(n <= 4 for n in depths) > 150
    assert sum(n in DEEP for n in depths) < 25


@pytest.mark.parametrize("id", IDS)
def test_extremes_occur_wherever_the_hypotheses_allow_them(id: str) -> None:
    """Large depths, tiny and huge λ, λ = 0: what no hypothesis excludes is among some hundred cases."""
    record = statement(id)
    about_depth = [h.relation for h in record.hypotheses if h.relation.free_symbols == {N}]
    allowed = [n for n in (*range(1, 11), *DEEP) if all(relation.subs(N, n) != sp.false for relation in about_depth)]
    assert max(DEEP) == 64
    about_lambda = [h.relation for h in record.hypotheses if h.relation.free_symbols == {lam}]
    zero = all(relation.subs(lam, 0) != sp.false for relation in about_lambda)
    wanted = Counter(depth=1)
    if lam in record.parameters:
        wanted.update(tiny=1, huge=1, zero=3 * zero)
    seen: Counter[str] = Counter()
    for values in draw_at(record, range(600), 4, {}):
        assert values[N] <= max(allowed)
        met = {"depth": values[N] == max(allowed)}
        if lam in record.parameters:
            size = abs(values[lam])
            met |= {"zero": size == 0, "tiny": 0 < size < Fraction(1, 10**10), "huge": size > 10**10}
            assert zero or size
        seen.update(name for name, found in met.items() if found)
        if wanted <= seen:  # the other cases need not be drawn
            return
    raise AssertionError(f"never drawn: {wanted - seen}")


@pytest.mark.parametrize("id", [record.id for record in STATEMENTS if batchable(record)])
def test_extremes_occur_in_columns(id: str) -> None:
    record = statement(id)
    found = known_columns(record.hypotheses, record.parameters, 1000, 3)
    assert found is not None
    depth, size = found.arrays[N], np.abs(found.arrays[lam])
    assert set(DEEP) <= set(depth.tolist())
    assert (depth > 10).mean() < 0.03
    assert size[size > 0].min() < 1e-20
    assert size.max() > 1e20
    assert (size == 0).any()


def test_some_cases_are_next_to_a_border_and_most_are_short() -> None:
    record = statement("lemma-D.3")
    near, short = 0, 0
    for values in draw(record, 200):
        bound = 1 / (9 * values[N] * values[alpha] ** (2 * int(values[N]) - 2))
        near += 1 - Fraction(1, 100) < values[eta] / bound < 1
        short += len(str(values[alpha])) <= 12
    assert near > 15
    assert short > 120


def test_a_border_that_belongs_to_the_set_is_drawn() -> None:
    cases = draw(conjecture(sp.Le(alpha, sp.Rational(3, 2) * eps)), 300)
    assert any(values[alpha] == Fraction(3, 2) * values[eps] for values in cases)


UNSEEN = {
    "beta is far below alpha": (sp.Lt(beta, alpha / 3), sp.Lt(eps, beta)),
    "a product": (sp.Lt(alpha * eta, sp.Rational(1, 100)),),
    "a power": (sp.Gt(lam, 2 * alpha**N),),
    "the constant c": (sp.Lt(beta, (c - 1) * alpha / 2),),
    "an equation": (sp.Eq(beta, alpha / 2),),
    "two strips": (sp.Or(sp.Lt(beta, alpha / 100), sp.And(sp.Gt(beta, alpha), sp.Lt(beta, 2 * alpha))),),
    "a narrow strip": (sp.Gt(beta, sp.Rational(999, 1000) * alpha), sp.Lt(beta, alpha)),
    "another scale": (sp.Gt(alpha, 10**5),),
    "large depths": (sp.Ge(N, 12),),
    "one eigenvalue": (sp.Eq(lam, -2),),
    "a start on the limit": (sp.Eq(lam, 4), sp.Eq(N, 2), sp.Eq(alpha**N, lam)),
}


@pytest.mark.parametrize("name", UNSEEN)
def test_hypotheses_nobody_has_seen(name: str) -> None:
    record = conjecture(*UNSEEN[name])
    cases = draw(record, 12, seed=2)
    assert all(broken(record, values) is None for values in cases)
    assert len({tuple(values.items()) for values in cases}) == 12


def test_known_hypotheses_with_another_one_on_top_and_a_rare_claim() -> None:
    record = conjecture(sp.Gt(lam, 0), hypotheses=SCALAR_COUNT)
    assert all(values[lam] > 0 for values in draw(record, 20))
    rare = Claim("rare", sp.Ge(d(1), 0), given=sp.And(sp.Eq(N, 3), sp.Gt(alpha, 2), sp.Lt(alpha, sp.Rational(21, 10))))
    record = replace(record, hypotheses=SCALAR_COUNT, claims=(*record.claims, rare))
    assert sum(Case(values).holds(rare.given) is True for values in draw(record, 20)) >= 8


# What cannot be drawn ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("relations", "named"),
    [
        ((sp.Gt(alpha, 1), sp.Lt(alpha, sp.Rational(1, 2))), r"own_1 \(alpha < 1/2\) rejected 200 of 200 attempts"),
        ((sp.Gt(lam, 0), sp.Lt(lam, -1)), "own_1"),
        ((sp.Gt(N, 6), sp.Lt(N, 5)), "own_1"),
        ((sp.Gt(eps, beta), sp.Lt(eps, beta / 2)), "own_1"),
    ],
)
def test_a_contradiction_is_named(relations: tuple[sp.Basic, ...], named: str) -> None:
    with pytest.raises(Unsatisfiable, match=named) as caught:
        draw(conjecture(*relations), 5)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("relation", [sp.Gt(sp.Symbol("zeta"), 0), sp.Gt(sp.Symbol("zeta"), lam)])
def test_an_unknown_symbol_is_named(relation: sp.Basic) -> None:
    with pytest.raises(ValueError, match="zeta is not a parameter"):
        draw(conjecture(relation), 1)


def test_a_hypothesis_about_no_parameter_is_named() -> None:
    with pytest.raises(ValueError, match=r"own_0: .* speaks of no parameter"):
        draw(conjecture(sp.Gt(multiplier("step"), 2)), 1)


# Mutated constants ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("id", ["2.4", "1.3", "lemma-D.2", "lemma-2.2", "lemma-3.4"])
def test_a_wider_hypothesis_is_filled_up_to_its_new_bound(id: str) -> None:
    record = statement(id)
    cases = draw(record, 60, scales={"step": Fraction(2)})
    assert all(values[multiplier("step")] == 2 for values in cases)
    assert all(broken(record, values) is None for values in cases)
    plain = [{symbol: v for symbol, v in values.items() if not isinstance(symbol, Multiplier)} for values in cases]
    assert 18 <= sum(broken(record, values) is not None for values in plain) <= 54


@pytest.mark.parametrize("id", ["lemma-D.2", "lemma-2.2", "lemma-3.4", "lemma-D.1"])
def test_a_hardly_wider_hypothesis_is_tried_beyond_its_published_bound(id: str) -> None:
    record = statement(id)
    cases = draw(record, 60, scales={"step": Fraction(101, 100)})
    plain = [{symbol: v for symbol, v in values.items() if not isinstance(symbol, Multiplier)} for values in cases]
    assert 18 <= sum(broken(record, values) is not None for values in plain) <= 54


@pytest.mark.parametrize("id", [record.id for record in STATEMENTS if batchable(record)])
def test_columns_obey_their_hypotheses_up_to_the_last_bit(id: str) -> None:
    record = statement(id)
    columns = known_columns(record.hypotheses, record.parameters, 150, 8)
    assert columns is not None
    assert all(broken(record, columns[row]) is None for row in range(150))


@pytest.mark.parametrize("id", ["2.4", "1.3", "lemma-D.2"])
def test_a_narrower_hypothesis_is_obeyed(id: str) -> None:
    record = statement(id)
    assert all(broken(record, v) is None for v in draw(record, 30, scales={"step": Fraction(1, 3)}))


def test_a_factor_of_a_bound_leaves_the_cases_as_they_are() -> None:
    scaled = draw(statement("lemma-D.2"), 10, scales={"upper": Fraction(9, 10)})
    assert [{**values, multiplier("upper"): Fraction(9, 10)} for values in draw(statement("lemma-D.2"), 10)] == scaled


# JSON ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("id", IDS)
def test_cases_survive_json(id: str) -> None:
    record = statement(id)
    for values in draw(record, 3, seed=3):
        assert from_json(record, json.loads(json.dumps(as_json(values)))) == values


@pytest.mark.parametrize(
    ("entries", "problem"),
    [
        ({"depth": 3, "eigenvalue": "1/2", "alpha": 1}, "the parameter 'step' is missing"),
        ({"depth": 3, "eigenvalue": "1/2", "alpha": 1, "step": "1/0"}, "step: '1/0' has a zero denominator"),
        ({"depth": "5/2", "eigenvalue": "1/2", "alpha": 1, "step": 1}, "depth = 5/2: must be an integer"),
        ({"depth": 3, "eigenvalue": None, "alpha": 1, "step": 1}, "eigenvalue: None is not"),
        ({"depth": 3, "eigenvalue": 1, "alpha": 1, "step": 1, "beta": 1}, "unknown parameter 'beta'"),
    ],
)
def test_what_is_wrong_with_a_case_in_json(entries: dict, problem: str) -> None:
    with pytest.raises(ValueError, match=problem) as caught:
        from_json(statement("lemma-2.2"), entries)
    assert "\n" not in str(caught.value)
