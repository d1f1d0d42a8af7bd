"""Lemma 2.1 in exact matrices: the check does real descent, and it fails when the decoupling does."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy as sp

from numerics.exact.verdict import Verdict
from numerics.orbits.scalar import exact_orbit
from reports.campaigns import CAMPAIGNS, decoupling
from theory.dynamics.gradient import loss

CASE = {
    "depth": 3,
    "eigenvalues": ["1", "1", "0", "-1/2"],
    "skew": ["1", "-1/2", "2", "1/3", "-1", "1/2"],
    "alpha": "1/2",
    "step": "1/10",
    "steps": 3,
}


def test_the_basis_is_orthogonal() -> None:
    basis = decoupling.cayley([Fraction(1, 3), Fraction(-2), Fraction(1, 7)], 3)
    assert basis * basis.transpose() == decoupling.diagonal([Fraction(1)] * 3)
    assert basis[0, 1] != 0


def test_repeated_zero_and_negative_eigenvalues_decouple() -> None:
    assert CAMPAIGNS["lemma-2.1"].check(CASE, {}).verdict is Verdict.UPHELD


def test_another_recursion_is_refuted(monkeypatch: pytest.MonkeyPatch) -> None:
    """The factors are compared with (18) itself: a recursion of one depth more does not fit them."""
    monkeypatch.setattr(
        decoupling, "exact_orbit", lambda depth, value, start, step: exact_orbit(depth + 1, value, start, step)
    )
    verdict = CAMPAIGNS["lemma-2.1"].check(CASE, {})
    assert (verdict.verdict, verdict.claim) == (Verdict.REFUTED, "recursion")
    assert verdict.details == {"iteration": "1", "factor": "1"}


def test_a_wrong_gradient_is_refuted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Updating the factors one after the other is not gradient descent, and is found out in the second step."""

    def one_after_the_other(factors, target, step):
        factors = list(factors)
        for position in range(len(factors)):
            factors[position] = right(factors, target, step)[position]
        return factors

    right = decoupling.gradient_step
    monkeypatch.setattr(decoupling, "gradient_step", one_after_the_other)
    assert CAMPAIGNS["lemma-2.1"].check(CASE, {}).verdict is Verdict.REFUTED


@pytest.mark.parametrize("depth", [1, 2, 4])
def test_the_step_is_minus_the_derivative_of_the_loss(depth: int) -> None:
    """One step, for unequal nonsymmetric factors, against the derivative of the loss in every direction."""
    sizes = range(1, depth + 1)
    factors = [sp.Matrix([[m, 1], [sp.Rational(1, m), -m]]) for m in sizes]
    target, step = sp.Matrix([[1, 2], [3, -1]]), Fraction(1, 7)

    def rational(matrix: sp.Matrix):
        flat = decoupling.diagonal([Fraction(0)] * 2)
        for row in range(2):
            for column in range(2):
                flat[row, column] = decoupling._rational(
                    Fraction(int(matrix[row, column].p), int(matrix[row, column].q))
                )
        return flat

    moved = decoupling.gradient_step([rational(factor) for factor in factors], rational(target), step)
    s = sp.Symbol("s")
    for position in range(depth):
        for row in range(2):
            for column in range(2):
                direction = sp.zeros(2, 2)
                direction[row, column] = s
                shifted = [factor + direction if m == position else factor for m, factor in enumerate(factors)]
                slope = sp.diff(loss(shifted, target), s).subs(s, 0)
                expected = factors[position][row, column] - slope / 7
                assert str(moved[position][row, column]) == str(expected)


def test_spectra_with_multiple_zero_and_negative_eigenvalues_are_drawn() -> None:
    spectra = [case["eigenvalues"] for case in CAMPAIGNS["lemma-2.1"].draw(200, 0)]
    assert any(len(set(spectrum)) < len(spectrum) for spectrum in spectra)
    assert any("0" in spectrum for spectrum in spectra)
    assert any(value.startswith("-") for spectrum in spectra for value in spectrum)
    assert {len(spectrum) for spectrum in spectra} == {1, 2, 3, 4}
