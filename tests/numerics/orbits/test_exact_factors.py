"""Explicit factors in rationals and balls: against the theory's gradient, the float descent and the recursions."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import islice

import numpy as np
import pytest
import sympy as sp
from flint import arb, fmpq, fmpq_mat

from numerics.orbits.exact_factors import factor_orbit, factor_step, last_factor, rotation
from numerics.orbits.factors import matrix_descent, perturbed_start
from numerics.orbits.pair import exact_pair_orbit
from numerics.orbits.scalar import exact_orbit
from theory.dynamics.gradient import gradient_formula

#: α, β, λ, λ', s, η
NUMBERS = tuple(fmpq(p, q) for p, q in ((3, 4), (1, 5), (-2, 3), (5, 4), (2, 7), (1, 16)))
ALPHA, BETA, LAM, OTHER, SLOPE, ETA = (Fraction(int(v.p), int(v.q)) for v in NUMBERS)


def rational(value: Fraction) -> fmpq:
    return fmpq(value.numerator, value.denominator)


@pytest.mark.parametrize("depth", [1, 2, 3, 5])
@pytest.mark.parametrize("size", [2, 3])
def test_one_step_of_any_matrices_subtracts_the_gradient_of_the_theory(depth: int, size: int) -> None:
    """The factors do not commute, so a wrong order or a missing transpose shows."""
    draw = random.Random(depth)
    plain = [[[draw.randint(-5, 5) for _ in range(size)] for _ in range(size)] for _ in range(depth + 1)]
    *factors, target = [sp.Matrix(matrix) for matrix in plain]
    moved = factor_step([fmpq_mat(m) for m in plain[:-1]], fmpq_mat(plain[-1]), fmpq(1, 8))
    for j in range(depth):
        expected = factors[j] - gradient_formula(factors, target, j + 1) / 8
        assert moved[j] == fmpq_mat([[fmpq(int(v.p), int(v.q)) for v in row] for row in expected.tolist()])
    assert last_factor([fmpq_mat(m) for m in plain[:-1]], fmpq_mat(plain[-1]), fmpq(1, 8)) == moved[-1]


@pytest.mark.parametrize("depth", [1, 2, 5])
def test_a_look_at_the_last_factor_comes_before_the_others_and_may_end_the_orbit(depth: int) -> None:
    seen: list[fmpq_mat] = []

    def look(matrix: fmpq_mat) -> None:
        if len(seen) == 3:
            raise OverflowError("long enough")
        seen.append(matrix)

    orbit = factor_orbit(depth, 1, *NUMBERS, look=look)
    assert [next(orbit)[-1] for _ in range(4)][1:] == seen
    with pytest.raises(OverflowError):
        next(orbit)


def test_the_basis_is_orthogonal_and_really_mixes() -> None:
    basis = rotation(NUMBERS[4])
    assert basis.transpose() * basis == fmpq_mat([[1, 0], [0, 1]])
    assert all(entry != 0 for entry in basis.entries())


@pytest.mark.parametrize("depth", [1, 2, 3])
def test_identical_start_is_the_scalar_recursion_exactly(depth: int) -> None:
    """Lemma 2.1: all factors stay equal and diagonal, and each entry follows (18)."""
    orbit = factor_orbit(depth, 1, NUMBERS[0], fmpq(0), *NUMBERS[2:])
    scalars = (exact_orbit(depth, eigenvalue, ALPHA, ETA) for eigenvalue in (LAM, OTHER))
    for factors, first, second in islice(zip(orbit, *scalars, strict=False), 4):
        assert factors == [fmpq_mat([[rational(first), 0], [0, rational(second)]])] * depth


@pytest.mark.parametrize(("depth", "position"), [(2, 1), (2, 2), (3, 2), (5, 5)])
def test_perturbed_start_is_the_pair_recursion_exactly(depth: int, position: int) -> None:
    """Lemma 2.8: one factor has the entries p₁, the others p₂."""
    orbit = factor_orbit(depth, position, *NUMBERS)
    pairs = (exact_pair_orbit(depth, eigenvalue, ALPHA, BETA, ETA) for eigenvalue in (LAM, OTHER))
    for factors, one, two in islice(zip(orbit, *pairs, strict=False), 4):
        for j, factor in enumerate(factors, start=1):
            which = 0 if j == position else 1
            assert factor == fmpq_mat([[rational(one[which]), 0], [0, rational(two[which])]])


@pytest.mark.parametrize(("depth", "position"), [(1, 1), (3, 2), (6, 1)])
def test_balls_hold_the_exact_iterates(depth: int, position: int) -> None:
    exact = factor_orbit(depth, position, *NUMBERS)
    balls = factor_orbit(depth, position, *(arb(value) for value in NUMBERS))
    for matrices, enclosures in islice(zip(exact, balls, strict=False), 4):
        for matrix, enclosure in zip(matrices, enclosures, strict=True):
            for value, ball in zip(matrix.entries(), enclosure.entries(), strict=True):
                assert ball.contains(arb(value))
                assert ball.rad() < 1e-12


@pytest.mark.parametrize(("depth", "position"), [(2, 2), (4, 3)])
def test_agrees_with_the_float_descent(depth: int, position: int) -> None:
    basis = np.array([[float(v) for v in row] for row in rotation(arb(NUMBERS[4])).tolist()])
    target = basis @ np.diag([float(LAM), float(OTHER)]) @ basis.T
    run = matrix_descent(target, perturbed_start(depth, 2, float(ALPHA), float(BETA), position), float(ETA), range(60))
    orbit = factor_orbit(depth, position, *(arb(value) for value in NUMBERS))
    for snapshot, factors in zip(run.factors, orbit, strict=False):
        for float_factor, factor in zip(snapshot, factors, strict=True):
            middle = [[float(v.mid()) for v in row] for row in factor.tolist()]
            assert np.allclose(basis.T @ float_factor @ basis, middle, atol=1e-12)


def test_bad_input_is_named() -> None:
    with pytest.raises(ValueError, match="position is 4"):
        factor_orbit(3, 4, *NUMBERS)
    with pytest.raises(ValueError, match="not all fmpq or arb"):
        factor_orbit(3, 1, 0.5, *NUMBERS[1:])
