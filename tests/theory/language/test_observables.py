"""Observables are SymPy expressions: equality, substitution and pickling need no code of their own."""

from __future__ import annotations

import pickle

import pytest
import sympy as sp

from theory.dynamics.orbits import Delta_2, T, a, d, k_p, p, p1, p2, w, y
from theory.language import observables as observables_module
from theory.language.definitions import L
from theory.language.expressions import At, ByCases, Root, abbreviation, unfolded
from theory.language.observables import BOUND, Observable, first, scalar_orbit
from theory.language.symbols import N, alpha, beta, eps, eta, j, k, lam, mu, t, x


@pytest.mark.parametrize("observable", [d(k), p1(k + 1), p2(0), y(t), T, k_p, w(j, k), p(k), Delta_2(k + 1)], ids=str)
def test_pickles_and_hashes(observable: sp.Expr) -> None:
    again = pickle.loads(pickle.dumps(observable))
    assert again == observable
    assert hash(again) == hash(observable)
    assert sp.latex(again) == sp.latex(observable)


def test_substitution_is_another_orbit() -> None:
    other = d(k).subs(lam, mu)
    assert other != d(k)
    assert other.parameters == (alpha, mu, eta)
    assert d(k).xreplace({k: k + 1}) == d(k + 1)
    assert d(k).subs(k, 3) == d(3)


def test_components_share_their_orbit() -> None:
    assert p1(k).orbit == p2(k + 5).orbit
    assert p1(k) != p2(k)
    assert p1(k).start == alpha - beta
    assert p2(k).start == alpha


def test_a_name_plays_no_part_in_the_orbit() -> None:
    assert scalar_orbit("another name")(k).orbit == d(k).orbit
    assert a(k).orbit != d(k).orbit


def test_nothing_is_decided_before_anybody_has_looked() -> None:
    for relation in (sp.Ge(d(k), 0), sp.Lt(T, sp.oo), sp.Gt(p1(k), 0), sp.Le(y(t), alpha), sp.Gt(Delta_2(k), 0)):
        assert relation not in (sp.true, sp.false)


def test_a_hitting_time_binds_its_index() -> None:
    assert k not in T.free_symbols
    assert T.xreplace({k: sp.Integer(3)}) == T
    assert first(k, sp.Le(sp.Abs(d(k) - L), eps), "T") == T
    assert T.condition.has(BOUND)


def test_bad_hitting_times_are_named() -> None:
    with pytest.raises(ValueError, match="reduced the condition"):
        first(k, sp.Ge(k, 0))
    with pytest.raises(ValueError, match="inside a hitting time"):
        first(k, sp.Le(d(k), T))


def test_it_prints_as_on_paper() -> None:
    assert str(d(k + 1)) == "d(k + 1)"
    assert sp.latex(p1(k) ** 2) == r"p_{1}\left(k\right)^{2}"
    assert str(scalar_orbit("z", start=2 * alpha)(k).subs(lam, mu)) == "z(k; lambda=mu)"
    assert T.spelled() == "min{k: Abs(L - d(k)) <= epsilon}"


def test_every_observable_says_what_it_is() -> None:
    kinds = vars(observables_module).values()
    observables = [kind for kind in kinds if isinstance(kind, type) and issubclass(kind, Observable)]
    assert len(observables) >= 6
    assert all(kind.MEANING and kind.SOURCE for kind in observables if kind is not Observable)


def test_abbreviations_unfold_at_their_argument() -> None:
    assert unfolded(Delta_2(k + 1)) == p2(k + 1) ** 2 - p1(k + 1) ** 2
    assert Delta_2(k).subs(k, k + 1) == Delta_2(k + 1)
    nested = abbreviation("outer", 2 * abbreviation("inner", alpha))
    assert unfolded(nested) == 2 * alpha


def test_other_parameters_are_bound() -> None:
    elsewhere = At(L * alpha, (lam, alpha), (-lam, beta))
    assert elsewhere.free_symbols == {lam, beta, L}
    assert elsewhere.xreplace({alpha: eta}) == elsewhere
    assert elsewhere.subs(beta, eta) == At(L * alpha, (lam, alpha), (-lam, eta))


def test_cases_and_roots_stay_as_they_are() -> None:
    cases = ByCases((sp.S.One, sp.Gt(alpha, 0, evaluate=False)), (alpha, lam > 0))
    assert len(cases.args) == 2
    root = Root(x, x ** (N - 1) * (x - 1), 1, 1)
    assert root.free_symbols == {N}
