"""Lemmas 2.1, 2.8 and 2.9: what drops out of the loss is (18), (40) and (45)."""

from __future__ import annotations

import numpy as np
import pytest
import sympy as sp

from theory.dynamics.descent import (
    block_induction,
    cancel_orthogonal,
    conjugated,
    descent_step,
    diagonal_gradient,
    entrywise,
    lemma_2_9,
    p1,
    p2,
    perturbed_step,
    rate_factor,
    rotated_gradients,
)
from theory.dynamics.gradient import gradient_formula, matrix_symbol
from theory.language.symbols import N, eta, lam, x

D, P1, P2, V = (matrix_symbol(name) for name in ("D", "P_1", "P_2", "V"))


@pytest.mark.parametrize("depth", [1, 2, 3, 4])
def test_rotated_factors_stay_diagonal_and_equal(depth: int) -> None:
    entries = sp.symbols("d_1 d_2", positive=True)
    targets = sp.symbols("lambda_1 lambda_2", real=True)
    for gradient in rotated_gradients([entries] * depth, targets):
        updated = sp.diag(*entries) - eta * gradient
        expected = [descent_step(depth, d).subs(lam, target) for d, target in zip(entries, targets, strict=True)]
        assert (updated - sp.diag(*expected)).expand() == sp.zeros(2, 2)


def test_factors_with_another_eigenbasis_do_not_decouple() -> None:
    a, b, c = sp.Matrix([[2, 1], [1, 3]]), sp.Matrix([[1, 0], [0, 2]]), sp.Matrix([[0, 1], [1, 0]])
    gradient = gradient_formula([a, b], c, 1)
    eigenvectors = sp.Matrix.hstack(*(vector[2][0].normalized() for vector in a.eigenvects()))
    assert not (eigenvectors.T * gradient * eigenvectors).applyfunc(sp.simplify).is_diagonal()


@pytest.mark.parametrize("depth", [1, 2, 3, 4, 7])
def test_symbolic_depth_specialises_to_each_explicit_depth(depth: int) -> None:
    for position in range(1, depth + 1):
        word = diagonal_gradient(D ** (depth - position), D, D ** (position - 1))
        assert sp.expand(x - eta * entrywise(word) - descent_step(depth)) == 0
    assert sp.expand(descent_step(N).subs(N, depth) - descent_step(depth)) == 0


def test_symbolic_depth_is_the_recursion_18() -> None:
    assert sp.powsimp(sp.expand(descent_step(N) - (x - eta * x ** (N - 1) * (x**N - lam)))) == 0
    assert descent_step(3, sp.Integer(2)) == 2 - 4 * eta * (8 - lam)


def test_a_block_of_equal_factors_is_their_power() -> None:
    m = sp.Symbol("m", integer=True, positive=True)
    left, right = block_induction(m)
    assert left == right
    assert cancel_orthogonal(conjugated(D**0)) == 1
    # V·V is not cancelled, nor V·D·Vᵀ: only V next to its transpose is
    assert cancel_orthogonal(V * V) == V**2
    assert cancel_orthogonal(conjugated(D)) == conjugated(D)


def test_a_factor_outside_the_eigenbasis_is_reported() -> None:
    with pytest.raises(ValueError, match="not diagonal in the basis V"):
        diagonal_gradient(V, D, sp.Integer(1))


@pytest.mark.parametrize("depth", [2, 3, 4])
def test_matrix_descent_follows_the_scalar_recursion(depth: int) -> None:
    rng = np.random.default_rng(depth)
    basis, _ = np.linalg.qr(rng.normal(size=(4, 4)))
    eigenvalues, step = np.array([1.5, 0.4, 0.0, -0.8]), 0.05
    target = basis @ np.diag(eigenvalues) @ basis.T
    factors = [0.3 * np.eye(4) for _ in range(depth)]
    scalars = np.full(4, 0.3)
    update = sp.lambdify((x, lam, eta), descent_step(depth))
    for _ in range(60):
        chain = [np.linalg.multi_dot([np.eye(4), *reversed(factors[:m]), np.eye(4)]) for m in range(depth + 1)]
        tails = [np.linalg.multi_dot([np.eye(4), *reversed(factors[m:]), np.eye(4)]) for m in range(depth + 1)]
        residual = chain[depth] - target
        factors = [factors[m] - step * tails[m + 1].T @ residual @ chain[m].T for m in range(depth)]
        scalars = update(scalars, eigenvalues, step)
    for factor in factors:
        np.testing.assert_allclose(basis.T @ factor @ basis, np.diag(scalars), atol=1e-12)
    assert abs(scalars[0] - 1.5 ** (1 / depth)) < abs(0.3 - 1.5 ** (1 / depth))


@pytest.mark.parametrize(("depth", "position"), [(2, 1), (2, 2), (3, 1), (3, 2), (3, 3)])
def test_perturbed_factor_wherever_it_stands(depth: int, position: int) -> None:
    other = sp.symbols("u v", real=True)
    pairs = [(p2, other[1])] * depth
    pairs[position - 1] = (p1, other[0])
    first, second = perturbed_step(depth)
    for index, gradient in enumerate(rotated_gradients(pairs, (lam, sp.Integer(1))), start=1):
        start, updated = (p1, first) if index == position else (p2, second)
        assert gradient.is_diagonal()
        assert sp.expand(start - eta * gradient[0, 0] - updated) == 0


@pytest.mark.parametrize("depth", [2, 3, 5])
def test_perturbed_step_by_words_at_every_pair_of_positions(depth: int) -> None:
    first, second = perturbed_step(depth)
    for i in range(1, depth + 1):
        factors = [P1 if m == i else P2 for m in range(1, depth + 1)]
        for j in range(1, depth + 1):
            word = diagonal_gradient(
                sp.Mul(*reversed(factors[j:])), factors[j - 1], sp.Mul(*reversed(factors[: j - 1]))
            )
            start, updated = (p1, first) if i == j else (p2, second)
            assert sp.expand(start - eta * entrywise(word) - updated) == 0


def test_equal_eigenvalues_reduce_the_perturbed_step_to_18() -> None:
    for depth in (2, 3, 6):
        for step in perturbed_step(depth):
            assert sp.expand(step.subs({p1: x, p2: x}) - descent_step(depth)) == 0


@pytest.mark.parametrize("depth", [2, 3, 4, 5, 6, N])
def test_lemma_2_9_is_exact(depth: int | sp.Symbol) -> None:
    for left, right in lemma_2_9(depth):
        assert sp.expand(sp.powsimp(sp.expand(left - right))) == 0


def test_lemma_2_9_with_the_signs_exchanged_is_false() -> None:
    (difference, _), (squares, _) = lemma_2_9(3)
    growth = eta * rate_factor(3)
    assert sp.expand(difference - (1 - growth) * (p2 - p1)) != 0
    assert sp.expand(squares - (1 + growth**2) * (p2**2 - p1**2)) != 0


def test_rate_factor_is_42() -> None:
    expected = p2 ** (N - 2) * (p1 * p2 ** (N - 1) - lam)
    assert sp.powsimp(sp.expand(rate_factor(N) - expected)) == 0


@pytest.mark.parametrize("depth", [0, -1, sp.Rational(3, 2)])
def test_depths_that_make_no_sense_are_named(depth: int) -> None:
    with pytest.raises(ValueError, match=f"depth {depth}: the depth N must be an integer of at least 1"):
        descent_step(depth)
    with pytest.raises(ValueError, match="at least 2"):
        perturbed_step(1)
