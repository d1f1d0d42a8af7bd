"""Sums, maxima and counts over a spectrum are SymPy expressions in which λ is bound."""

from __future__ import annotations

import pickle

import pytest
import sympy as sp

from theory.deep_factorization.theorem_3_1 import g
from theory.dynamics.orbits import d, y
from theory.dynamics.product import level, r_W, r_W_flow
from theory.language.definitions import L, resolve
from theory.language.expressions import Eigenvalue
from theory.language.spectra import at_place, count, largest, ratio, smallest, total
from theory.language.statement import parameter_symbols
from theory.language.symbols import N, alpha, ell, eps, eta, k, lam, mu, n, t

OVER = [total(d(k) ** N), largest(lam, last=ell), smallest(L), count(lam > alpha**N), ratio(y(t)), r_W(k), level()]


@pytest.mark.parametrize("expr", OVER, ids=str)
def test_pickles_and_hashes(expr: sp.Expr) -> None:
    again = pickle.loads(pickle.dumps(expr))
    assert again == expr
    assert hash(again) == hash(expr)
    assert sp.latex(again) == sp.latex(expr)


def test_lambda_is_bound_inside() -> None:
    over = total(lam * alpha, last=ell)
    assert over.free_symbols == {alpha, ell, n}
    assert over.subs(lam, mu) == over
    assert over.xreplace({lam: mu}) == over
    assert over.xreplace({alpha: eta}) == total(lam * eta, last=ell)
    assert (lam * over).xreplace({lam: mu}) == mu * over


def test_names_inside_belong_to_each_eigenvalue() -> None:
    assert resolve(largest(L), 3, 1) == largest(L)
    assert resolve(total(d(k) ** N), 3, 1) == total(d(k) ** 3)


def test_parameters_behind() -> None:
    assert parameter_symbols(r_W(k)) - {k} == {N, n, alpha, eta}
    assert parameter_symbols(r_W_flow(t)) == {N, n, alpha, t}
    assert parameter_symbols(Eigenvalue(ell + 1)) == {n, ell}
    assert parameter_symbols(largest(g(lam, eps), last=ell)) == {n, ell, alpha, eps}


def test_the_index_moves_with_a_substitution() -> None:
    assert r_W(k).subs(k, k + 1).body == r_W(k + 1).body


def test_at_one_place() -> None:
    assert at_place(d(k), ell + 1).parameters == (alpha, Eigenvalue(ell + 1), eta)
    with pytest.raises(ValueError, match="L is defined through lambda"):
        at_place(d(k) - L, ell)


def test_prints_as_on_paper() -> None:
    assert str(r_W(k)) == "r(W(k))"
    assert sp.latex(total(d(k), last=ell)) == r"\sum_{i=1}^{\ell} d_{i}\left(k\right)"
    assert sp.latex(2 * total(lam)) == r"2 \left(\sum_{i=1}^{n} \lambda_{i}\right)"
    assert sp.latex(ratio(lam)) == r"\frac{\sum_{i=1}^{n} \lambda_{i}}{\max_{1 \leq i \leq n} \lambda_{i}}"
    assert sp.latex(Eigenvalue(ell + 1) ** 2) == r"\lambda_{\ell + 1}^{2}"
    assert str(at_place(d(k), ell + 1)) == "d_(ell + 1)(k)"
