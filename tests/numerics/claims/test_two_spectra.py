"""Formulas over the spectra of Ŵ and W_0: what is bound, what is counted, indices that are hitting times, limits."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy as sp

from numerics.cases.spectra import as_values, read_spectrum
from numerics.claims.case import Case
from numerics.claims.decide import DECIDED, decide
from numerics.exact.verdict import Undecided, Verdict
from theory.dynamics.orbits import d, p
from theory.dynamics.product import r_W, r_W_perturbed
from theory.language.expressions import CleanEigenvalue, Eigenvalue
from theory.language.observables import first
from theory.language.spectra import count, largest, ratio, total
from theory.language.statement import Claim, Statement, Tends
from theory.language.symbols import N, alpha, beta, ell_0, eta, k, lam, mu, multiplier, n, noise

SPECTRA = {**as_values(read_spectrum("3, 1"), ell_0), **as_values(read_spectrum("7/2, 1/2, -1/2, 0"))}
VALUES = {N: Fraction(2), noise: Fraction(1, 2), **SPECTRA, alpha: Fraction(1, 10), eta: Fraction(1, 50)}


def exactly(expr: sp.Expr) -> Fraction:
    found = Case(VALUES).world(0).value(expr)
    return Fraction(int(found.p), int(found.q))


def test_both_eigenvalues_of_a_place_are_put_in() -> None:
    assert exactly(largest(sp.Abs(lam - mu))) == Fraction(1, 2)
    assert exactly(total(mu, last=ell_0)) == 4
    assert exactly(total(lam * mu)) == Fraction(21, 2) + Fraction(1, 2)
    assert exactly(CleanEigenvalue(ell_0) + CleanEigenvalue(ell_0 + 1) + Eigenvalue(n)) == Fraction(1, 2)


def test_the_eigenvalues_are_bound_and_the_sizes_are_not() -> None:
    distance = largest(sp.Abs(lam - mu))
    assert distance.free_symbols == {n, ell_0}
    assert distance.subs(mu, 1) == distance.subs(lam, 1) == distance.xreplace({mu: sp.S.One}) == distance
    assert total(lam).free_symbols == {n}


def test_a_place_may_be_counted() -> None:
    for bits in (0, 128):
        world = Case(VALUES).world(bits)
        assert world.integer(count(lam > alpha**N) + 1) == 3
        assert 2 * world.value(Eigenvalue(count(lam >= 0) + 1)) == -1
    with pytest.raises(Undecided, match="no eigenvalue at place 0"):
        Case(VALUES).world(0).value(Eigenvalue(count(lam > 9)))


def test_an_index_may_be_a_hitting_time() -> None:
    slow = {N: Fraction(2), lam: Fraction(1), alpha: Fraction(1, 10), eta: Fraction(1, 50)}
    case, time = Case(slow), first(k, sp.Ge(d(k), sp.Rational(1, 2)))
    found = case.first(time).upper
    assert found is not None
    world = case.world(128)
    assert world.value(d(time)).overlaps(world.value(d(k), found, k))
    assert world.value(d(time - 1)) < 0.5 <= world.value(d(time))


def test_parts_of_a_condition_are_decided_by_different_arithmetic() -> None:
    same, root = sp.Eq(Eigenvalue(2), noise), sp.Lt(sp.sqrt(alpha), sp.Rational(1, 3))
    case = Case(VALUES)
    assert case.holds(sp.And(same, root)) is True
    assert case.holds(sp.And(same, sp.Gt(sp.sqrt(alpha), sp.Rational(1, 3)))) is False


@pytest.mark.parametrize(("limit", "verdict"), [(Fraction(8, 7), "upheld"), (Fraction(9, 7), "refuted")])
def test_the_limit_over_a_spectrum_is_that_of_its_orbits(limit: Fraction, verdict: str) -> None:
    claim = Claim("tends", sp.Eq(r_W(k), sp.Rational(limit.numerator, limit.denominator)), over=Tends(k))
    (outcome,) = decide(Statement("limit", claims=(claim,)), VALUES)
    assert outcome.verdict is Verdict(verdict)
    perturbed = Claim("tends", sp.Eq(r_W_perturbed(k), multiplier("q") * ratio(sp.Abs(lam))), over=Tends(k))
    record = Statement("perturbed", claims=(perturbed,))
    settled = {**VALUES, beta: Fraction(1, 100), eta: Fraction(1, 1000)}
    (outcome,) = decide(record, settled)
    assert outcome.evidence.startswith("closer and closer")
    (outcome,) = decide(record, {**settled, multiplier("q"): Fraction(99, 100)})
    assert outcome.verdict is Verdict.REFUTED


def test_a_count_tends_to_nothing_that_is_known() -> None:
    claim = Claim("counts", sp.Eq(count(sp.Gt(sp.Abs(p(k)), 1)), 1), over=Tends(k))
    (outcome,) = decide(Statement("counted", claims=(claim,)), {**VALUES, beta: Fraction(1, 100)})
    assert not outcome.evidence.startswith("closer and closer")


def test_an_equivalence_between_numbers_is_refuted_from_either_side() -> None:
    relation = sp.Gt(Eigenvalue(1), 3)
    for condition, verdict in ((sp.Gt(noise, 0), Verdict.UPHELD), (sp.Gt(noise, 1), Verdict.REFUTED)):
        claim = Claim("either", relation, exactly_when=condition)
        (outcome,) = decide(Statement("equivalence", claims=(claim,)), VALUES)
        assert outcome.verdict is verdict
    assert DECIDED in outcome.evidence
