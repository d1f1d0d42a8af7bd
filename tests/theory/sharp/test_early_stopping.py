"""Early stopping beside its campaigns: what is not true without (P), and that the factor 2 is the best."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
import sympy as sp

from numerics.cases.names import from_json
from numerics.claims.case import Case
from numerics.claims.decide import decide
from numerics.exact.verdict import Verdict
from theory import statement
from theory.deep_factorization.plateau import ABOVE_START
from theory.dynamics.product import B_2, D_2
from theory.language.symbols import N, alpha, ell, k, n
from theory.sharp.early_stopping import k_s

RECORD = statement("early-stopping")
STOP = RECORD.claim("any_tail")


def case(**entries: int | str) -> dict[sp.Symbol, Fraction]:
    return from_json(RECORD, {"depth": 2, "rank": 1, **entries})


#: The leading eigenvalue is twice the start: both parts are equal at once, and all of the rest vanishes later.
VANISHING = case(spectrum="1/2, 0", alpha="1/2", step="1/10")


def test_what_vanishes_counts_twice() -> None:
    """√2 min D and once the weight of what vanishes is too little, twice that of its square is enough."""
    lost = sp.sqrt(n - sp.Max(ell, ABOVE_START)) * alpha**N
    once = replace(STOP, relation=sp.Le(sp.sqrt(STOP.relation.lhs), sp.sqrt(2 * D_2(k)) + lost))
    (outcome,) = decide(replace(RECORD, claims=(once,)), VANISHING)
    assert outcome.verdict is Verdict.REFUTED
    (outcome,) = decide(RECORD.only("any_tail"), VANISHING)
    assert outcome.verdict is Verdict.UPHELD


@pytest.mark.parametrize(("step", "late", "least"), [("1/50", 800, 1.9), ("1/500", 8000, 1.99)])
def test_the_factor_two_is_attained_by_others_that_stand_still(step: str, late: int, least: float) -> None:
    values = case(spectrum="1, 1/100", alpha="1/10", step=step)
    world = Case(values).world(256)
    stop = float(world.value(D_2(k_s)).mid())
    assert float(world.value(B_2(0)).mid()) == pytest.approx(1e-4)
    assert least < stop / float(world.value(D_2(k), late, k).mid()) <= 2


def test_the_stop_is_the_first_index() -> None:
    values = case(spectrum="4, 2, 1, 1/10", rank=3, alpha="1/100", step="1/50")
    time = Case(values).first(k_s)
    assert time.lower == time.upper
    world = Case(values).world(128)
    parts = [
        (float(world.value(D_2(k) - B_2(k), at, k).mid()), float(world.value(B_2(k), at, k).mid()))
        for at in (time.lower - 1, time.lower)
    ]
    assert parts[0][0] > parts[0][1]
    assert parts[1][0] <= parts[1][1]
