"""Descent on explicit factors, against the gradient of the theory and against the scalar recursions."""

from __future__ import annotations

import numpy as np
import pytest
import sympy as sp

from numerics.orbits.factors import identical_start, matrix_descent, perturbed_start
from numerics.orbits.trajectory import trajectory
from theory.dynamics.descent import p1, p2, perturbed_step
from theory.dynamics.gradient import gradient_formula
from theory.language.symbols import eta, lam


def symmetric(size: int, seed: int) -> np.ndarray:
    matrix = np.random.default_rng(seed).normal(size=(size, size))
    return (matrix + matrix.T) / (2 * np.sqrt(size))


@pytest.mark.parametrize("compiled", [True, False])
@pytest.mark.parametrize("depth", [1, 2, 3, 5])
def test_one_step_subtracts_the_gradient_of_the_theory(depth: int, compiled: bool) -> None:
    start = np.random.default_rng(depth).integers(-3, 4, (depth, 3, 3)) / 2
    target = np.random.default_rng(9).integers(-3, 4, (3, 3)) / 4
    factors, goal = [sp.Matrix(sp.nsimplify(sp.Matrix(w))) for w in start], sp.Matrix(sp.nsimplify(sp.Matrix(target)))
    moved = matrix_descent(target, start, 0.125, [1], compiled=compiled).factors[0]
    for j in range(depth):
        expected = factors[j] - gradient_formula(factors, goal, j + 1) / 8
        assert np.allclose(moved[j], np.array(expected, dtype=float), rtol=1e-14, atol=1e-14)


@pytest.mark.parametrize("depth", [1, 2, 4])
def test_identical_start_decouples_into_the_scalar_recursion(depth: int) -> None:
    target = symmetric(5, depth)
    run = matrix_descent(target, identical_start(depth, 5, 0.6), 0.05, [0, 3, 100, 160])
    eigenvalues, basis = np.linalg.eigh(target)
    scalars = trajectory(depth, eigenvalues, 0.6, 0.05, 160)
    for k, factors, product in zip(run.iterations, run.factors, run.products, strict=True):
        for factor in factors:
            assert np.allclose(basis.T @ factor @ basis, np.diag(scalars[k]), atol=1e-12)
        assert np.allclose(basis.T @ product @ basis, np.diag(scalars[k] ** depth), atol=1e-12)


@pytest.mark.parametrize(("depth", "position"), [(2, 1), (3, 2), (4, 4)])
def test_perturbed_start_follows_the_two_scalar_recursions(depth: int, position: int) -> None:
    goal, rest = -0.4, 0.3
    run = matrix_descent(np.diag([goal, rest]), perturbed_start(depth, 2, 0.7, 0.2, position), 0.05, range(40))
    advance = sp.lambdify((p1, p2, lam, eta), perturbed_step(depth))
    for index, eigenvalue in enumerate((goal, rest)):
        first, other = 0.5, 0.7
        for factors in run.factors:
            diagonal = factors[:, index, index]
            assert np.isclose(diagonal[position - 1], first, atol=1e-13)
            assert np.allclose(np.delete(diagonal, position - 1), other, atol=1e-13)
            first, other = advance(first, other, eigenvalue, 0.05)


@pytest.mark.parametrize(("depth", "size"), [(2, 1), (3, 4), (4, 7), (2, 30)])
def test_compiled_loops_and_blas_agree(depth: int, size: int) -> None:
    target = symmetric(size, 3)
    start = identical_start(depth, size, 0.5) + 0.01 * np.random.default_rng(1).normal(size=(depth, size, size))
    one, two = (matrix_descent(target, start, 0.05, [0, 1, 60], compiled=choice) for choice in (True, False))
    assert np.array_equal(one.factors[0], start)
    assert np.allclose(one.factors, two.factors, atol=1e-12)
    assert not np.allclose(one.factors[2], one.factors[1], atol=1e-3)


def test_snapshots_do_not_disturb_the_run_and_the_start_is_kept() -> None:
    target, start = symmetric(3, 0), identical_start(2, 3, 0.5)
    often = matrix_descent(target, start, 0.1, range(51))
    once = matrix_descent(target, start, 0.1, [50])
    assert np.array_equal(often.factors[-1], once.factors[0])
    assert np.array_equal(start, identical_start(2, 3, 0.5))


def test_bad_input_is_named() -> None:
    with pytest.raises(ValueError, match="start has shape"):
        matrix_descent(np.eye(2), identical_start(2, 3, 0.5), 0.1, [1])
    with pytest.raises(ValueError, match="iterations are"):
        matrix_descent(np.eye(2), identical_start(2, 2, 0.5), 0.1, [3, 2])
    with pytest.raises(ValueError, match="position is 3"):
        perturbed_start(2, 2, 0.5, 0.1, 3)
