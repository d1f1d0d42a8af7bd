"""The limit L has one definition, in ``theory``: everything that needs its value follows a change there."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
import sympy as sp
from flint import arb, fmpq

from numerics.orbits import scalar
from theory.dynamics import flow
from theory.language import definitions
from theory.language.symbols import lam


def _forget() -> None:
    for cached in (definitions._resolved_definitions, definitions.resolve, definitions._resolved, scalar._limit):
        cached.cache_clear()


@pytest.fixture
def mirrored_limit(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """L = |λ|^{1/N}: a false definition."""
    honest = definitions.definitions
    monkeypatch.setattr(
        definitions, "definitions", lambda depth: honest(depth) | {definitions.L: sp.Abs(lam) ** sp.Rational(1, depth)}
    )
    _forget()
    yield
    monkeypatch.undo()
    _forget()


def test_every_reader_has_the_limit_of_theory() -> None:
    assert scalar.descent_limit(2, arb(-9)) == 0
    assert scalar.descent_limit(1, arb(-9)) == -9
    assert scalar.float_limit(3, np.array([8.0, -8.0])).tolist() == [2.0, 0.0]
    assert [flow._limit(2, sign) for sign in (1, 0, -1)] == [sp.sqrt(lam), 0, 0]
    assert [flow._limit(1, sign) for sign in (1, 0, -1)] == [lam, 0, lam]


@pytest.mark.usefixtures("mirrored_limit")
def test_a_change_of_the_definition_is_seen_by_every_reader() -> None:
    assert scalar.descent_limit(2, arb(-9)).contains(3)
    assert scalar.float_limit(2, np.array([-9.0])).tolist() == [3.0]
    assert flow._limit(2, -1) == sp.sqrt(sp.Abs(lam))


@pytest.mark.parametrize(("depth", "eigenvalue"), [(1, 4), (1, -4), (2, 4), (3, 8), (3, -8), (4, 0)])
def test_what_is_within_the_accuracy_agrees_with_the_limit(depth: int, eigenvalue: int) -> None:
    limit = scalar.descent_limit(depth, arb(eigenvalue)).unique_fmpz()
    for shift, inside in ((0, True), (1, True), (-1, True), (2, False), (-2, False)):
        state = fmpq(int(limit)) + fmpq(shift, 3)
        assert scalar.within(depth, fmpq(eigenvalue), state, fmpq(1, 3)) is inside
