"""What does not depend on a multiplier is found once; sharing it changes no draw and no decision."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
import sympy as sp

from numerics.cases.draw import draw
from numerics.claims.case import Case, shared_case
from numerics.claims.decide import decide_claim
from numerics.claims.hypotheses import failing
from numerics.claims.multipliers import multipliers_behind
from theory.dynamics.orbits import T, d
from theory.language.definitions import K, x_star
from theory.language.expressions import At, abbreviation
from theory.language.observables import first
from theory.language.registry import STATEMENTS, statement
from theory.language.statement import Constant, Statement
from theory.language.symbols import Multiplier, alpha, k, lam, mu, multiplier

BUDGET = 20_000
NARROWER = Fraction(9, 10)
CONSTANTS = [(record, constant) for record in STATEMENTS for constant in record.constants]


def test_a_multiplier_is_seen_behind_every_kind_of_name() -> None:
    bend, half, own = multiplier("inflection"), multiplier("K"), multiplier("own")
    assert multipliers_behind(sp.sympify(2)) == multipliers_behind(sp.Le(T, lam)) == frozenset()
    assert multipliers_behind(first(k, sp.Ge(d(k), x_star))) == {bend}
    assert multipliers_behind(abbreviation("s", own * x_star)) == {own, bend}
    assert multipliers_behind(At(K * alpha, (lam,), (own * mu,))) == {half, own}
    assert multipliers_behind(sp.And(sp.Lt(alpha, x_star), sp.Lt(lam, own * K))) == {own, bend, half}


@pytest.mark.parametrize(
    ("record", "constant"), CONSTANTS, ids=lambda one: getattr(one, "id", getattr(one, "name", ""))
)
def test_cases_and_decisions_are_those_without_sharing(record: Statement, constant: Constant) -> None:
    scales = {constant.name: NARROWER}
    for values in draw(record, 2, 11, scales=scales):
        assert values[constant.symbol] == NARROWER
        assert failing(record.hypotheses, values) is None
        plain = shared_case({s: v for s, v in values.items() if not isinstance(s, Multiplier)}, BUDGET)
        for claim in record.claims:  # as a campaign on the statement itself leaves it
            decide_claim(claim, plain)
        shared, alone = shared_case(values, BUDGET), Case(values, BUDGET)
        assert shared.plain is plain
        for claim in record.claims:
            assert decide_claim(claim, shared) == decide_claim(claim, alone), claim.name


def test_a_factor_that_moves_no_case_leaves_the_draw_as_it_is() -> None:
    record = statement("2.4")
    drawn, scaled, moved = (draw(record, 5, 3, scales=s) for s in ({}, {"upper": NARROWER}, {"step": NARROWER}))
    assert scaled == [values | {multiplier("upper"): NARROWER} for values in drawn]
    assert moved != [values | {multiplier("step"): NARROWER} for values in drawn]


def test_a_condition_with_a_multiplier_moves_the_draw() -> None:
    record = statement("remark-2.3")
    (claim,) = record.claims
    own = multiplier("own")
    half = replace(record, claims=(replace(claim, given=sp.Lt(alpha, own * lam)),))
    drawn, scaled = draw(half, 20, 1, scales={}), draw(half, 20, 1, scales={"own": Fraction(1, 1000)})
    assert scaled != [values | {own: Fraction(1, 1000)} for values in drawn]
