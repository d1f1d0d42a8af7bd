"""A claim is a sentence: a relation with an explicit quantifier, or it is refused in one line."""

from __future__ import annotations

import pytest
import sympy as sp

from theory import STATEMENTS
from theory.dynamics.orbits import T, a, d, k_p
from theory.language.claims import Claim, Every, Tends
from theory.language.definitions import _FORMULAS, L, resolve
from theory.language.expressions import unfolded
from theory.language.statement import Hypothesis, Statement
from theory.language.symbols import N, alpha, eps, eta, k, lam

EVERY_CLAIM = [(record, claim) for record in STATEMENTS for claim in record.claims]


def test_an_index_needs_a_quantifier() -> None:
    with pytest.raises(ValueError, match="k has no quantifier; add over=Every"):
        Claim("loose", sp.Le(d(k), L))


def test_a_limit_is_an_equation() -> None:
    with pytest.raises(ValueError, match="a limit is an equation"):
        Claim("limit", sp.Le(d(k), L), over=Tends(k))


def test_what_sympy_has_decided_is_no_claim() -> None:
    with pytest.raises(ValueError, match="is not a relation"):
        Claim("decided", sp.Gt(alpha, 0))


def test_sentences() -> None:
    assert str(Claim("c", sp.Le(d(k), a(k)), over=Every(k, since=T, before=k_p))) == (
        "for every k >= T and < k_p: d(k) <= a(k)"
    )
    assert str(Claim("c", sp.Eq(d(k), L), over=Tends(k))) == "d(k) -> L as k -> oo"
    iff = Claim("c", sp.Gt(d(k), 0), over=Every(k), given=lam < 0, exactly_when=sp.Le(eta, eps))
    assert str(iff) == "if lambda < 0: (for every k: d(k) > 0) exactly when eta <= epsilon"
    named = Claim("c", sp.Le(T, sp.Symbol("B")), where=((sp.Symbol("B"), 2 * alpha),))
    assert str(named) == "T <= B, where B = 2*alpha"


def test_kinds_come_from_the_relation() -> None:
    assert Claim("c", sp.Le(T, alpha)).kind == "upper"
    assert Claim("c", sp.Ge(T, alpha)).kind == "lower"
    assert Claim("c", sp.Eq(T, alpha)).kind == "exact"
    assert Claim("c", sp.Ge(d(k), 0), over=Every(k)).kind == "exact"
    assert Claim("c", sp.Eq(d(k), L), over=Tends(k)).kind == "exact"


@pytest.mark.parametrize(("record", "claim"), EVERY_CLAIM, ids=lambda one: getattr(one, "id", getattr(one, "name", "")))
def test_every_published_claim_is_a_sentence(record: Statement, claim: Claim) -> None:
    text, formula = claim.sentence(), claim.latex(sp.latex)
    for constant in record.constants:
        assert str(constant.symbol) not in text
        assert sp.latex(constant.symbol) not in formula
    assert claim.text
    assert formula.count("{") == formula.count("}")
    # an anonymous function has no value: what is left of one must have a definition
    parts = map(unfolded, claim.parts())
    assert not [part for part in parts if part.atoms(sp.core.function.AppliedUndef) - _defined(part)]


def _defined(part: sp.Basic) -> set[sp.Basic]:
    return {f for f in part.atoms(sp.core.function.AppliedUndef) if f.func in _FORMULAS}


@pytest.mark.parametrize("record", STATEMENTS, ids=lambda record: record.id)
def test_every_statement_knows_its_parameters(record: Statement) -> None:
    parameters = record.parameters
    assert parameters[0] == N
    for hypothesis in record.hypotheses:
        assert hypothesis.about in parameters
        assert hypothesis.text
    # every constant that is announced stands in a formula, once the names in it are resolved
    formulas = [h.relation for h in record.hypotheses] + [part for c in record.claims for part in c.parts()]
    symbols = {symbol for part in formulas for symbol in part.free_symbols | resolve(part, 4).free_symbols}
    assert {constant.symbol for constant in record.constants} <= symbols
    assert str(record)
    assert record.latex().startswith("\\begin{aligned}")


def test_unknown_symbols_are_named() -> None:
    stray = sp.Symbol("gamma")
    record = Statement("stray", claims=(Claim("c", sp.Le(T, stray)),))
    with pytest.raises(ValueError, match="gamma is not a parameter and has no definition"):
        _ = record.parameters


def test_names_are_unique() -> None:
    claim = Claim("twice", sp.Le(T, alpha))
    with pytest.raises(ValueError, match="two claims are called 'twice'"):
        Statement("double", claims=(claim, claim))


def test_a_hypothesis_is_about_its_last_parameter() -> None:
    assert Hypothesis("h", sp.Lt(eps, alpha * lam)).about == eps
    assert Hypothesis("h", sp.Lt(eps, alpha * lam), parameter=alpha).about == alpha
    with pytest.raises(ValueError, match="speaks of no parameter"):
        _ = Hypothesis("h", sp.Lt(sp.Symbol("gamma"), 1)).about
