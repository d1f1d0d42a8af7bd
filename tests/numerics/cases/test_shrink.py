"""A counterexample gets shorter and stays one."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
import sympy as sp
from hypothesis import given, strategies as st

from numerics.cases.draw import draw
from numerics.cases.shrink import shrink
from numerics.cases.simplest import simplest
from numerics.claims.case import Case
from numerics.claims.decide import decide_claim
from numerics.claims.hypotheses import broken
from numerics.exact.verdict import Verdict
from theory import statement
from theory.dynamics.orbits import T, d
from theory.language.hypotheses import DEPTH_TWO, DESCENT, SCALAR_COUNT
from theory.language.statement import Claim, Every, Statement
from theory.language.symbols import N, alpha, k, lam, multiplier

FALSE = {
    "count": Statement("count", hypotheses=SCALAR_COUNT, claims=(Claim("x", sp.Le(T, 50)),)),
    "orbit": Statement(
        "orbit", hypotheses=(DEPTH_TWO, *DESCENT), claims=(Claim("x", sp.Le(d(k), alpha), over=Every(k)),)
    ),
}


def refuted(record: Statement, values: dict, claim: str) -> bool:
    return decide_claim(record.claim(claim), Case(values)).verdict is Verdict.REFUTED


@pytest.mark.parametrize("name", FALSE)
def test_a_counterexample_becomes_short(name: str) -> None:
    record = FALSE[name]
    found = [values for values in draw(record, 40) if refuted(record, values, "x")]
    assert len(found) >= 3
    for values in found[:3]:
        short = shrink(record, values, "x")
        assert broken(record, short) is None
        assert refuted(record, short, "x")
        assert short[N] == 2
        assert abs(short[lam]) == 1
        assert sum(len(str(v)) for v in short.values()) <= 20
        assert shrink(record, values, "x") == short


def test_the_shorter_case_refutes_the_same_claim() -> None:
    """The other claim fails everywhere, most simply where the first one holds."""
    everywhere = Claim("y", sp.Lt(d(k), 0), over=Every(k))
    record = replace(FALSE["count"], claims=(everywhere, *FALSE["count"].claims))
    values = next(values for values in draw(record, 40) if refuted(record, values, "x"))
    short = shrink(record, values, "x")
    assert refuted(record, short, "x")
    simplest_of_all = shrink(record, values, "y")
    assert not refuted(record, simplest_of_all, "x")


def test_the_factor_of_a_mutated_constant_is_kept() -> None:
    record, step = statement("lemma-2.2"), multiplier("step")
    cases = draw(record, 200, scales={"step": Fraction(12)})
    values = next(v for v in cases if refuted(record, v, "stays_between"))
    short = shrink(record, values, "stays_between")
    assert short[step] == 12
    assert refuted(record, short, "stays_between")
    assert broken(record, short) is None
    assert sum(len(str(v)) for v in short.values()) < 24


def test_a_case_that_refutes_nothing_stays_as_it_is() -> None:
    record = statement("remark-2.3")
    [values] = draw(record, 1)
    assert shrink(record, values, "monotone") == values


def test_the_budget_is_kept() -> None:
    record = FALSE["orbit"]
    values = next(v for v in draw(record, 40) if refuted(record, v, "x"))
    assert shrink(record, values, "x", budget=1) == values
    assert refuted(record, shrink(record, values, "x", budget=5), "x")


@given(st.fractions(-100, 100), st.fractions(0, 3))
def test_nothing_in_the_interval_is_simpler(low: Fraction, width: Fraction) -> None:
    found = simplest(low, low + width)
    assert low <= found <= low + width
    for denominator in range(1, min(found.denominator, 60)):
        assert low * denominator > (low + width) * denominator // 1  # no multiple of 1/denominator lies inside
