"""Two real matrices under descent: what is recovered, when, and what the full descent says."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import cache

import networkx as nx
import numpy as np
import pytest
from sklearn.datasets import load_digits

from numerics.bounds.scalar_count import values_of
from numerics.cases.scalar import ScalarCase
from numerics.formulas.hypotheses import check_hypotheses
from reports.pages import matrices
from reports.pages.matrices import RealMatrix
from reports.pages.recovery.study import (
    START,
    accuracy,
    eigenvalue_curves,
    full_descent,
    recovery,
    sampled_iterations,
    step_size,
)
from theory.language.registry import statement

DEPTHS = (2, 3, 4)


@cache
def karate() -> RealMatrix:
    return matrices.karate_adjacency()


@cache
def digits() -> RealMatrix:
    return matrices.digits_gram()


@pytest.mark.parametrize("truth", [karate, digits], ids=["karate", "digits"])
def test_norm_one_and_eigenvalues_are_those_of_the_matrix(truth) -> None:
    matrix = truth()
    assert np.array_equal(matrix.matrix, matrix.matrix.T)
    assert abs(np.linalg.norm(matrix.matrix, 2) - 1) < 1e-9
    values = np.array([float(value) for value in matrix.eigenvalues])
    assert (np.diff(values) <= 0).all()
    assert abs(values.sum() - np.trace(matrix.matrix)) < 1e-7
    assert abs((values**2).sum() - (matrix.matrix**2).sum()) < 1e-7
    residual = matrix.matrix @ matrix.vectors - matrix.vectors * matrix.float_eigenvalues
    assert np.abs(residual).max() < 1e-12


def test_digits_are_the_gram_matrix_and_positive_semidefinite() -> None:
    images = load_digits().data
    assert np.allclose(digits().matrix * digits().norm, images.T @ images, rtol=1e-12)
    assert digits().size == 64
    assert min(digits().eigenvalues) == 0
    assert digits().eigenvalues.count(Fraction(0)) >= 3  # three pixels are never inked


def test_karate_is_the_unweighted_graph_and_indefinite() -> None:
    entries = np.rint(karate().matrix * karate().norm)
    assert np.allclose(karate().matrix * karate().norm, entries, atol=1e-9)
    assert set(np.unique(entries)) == {0.0, 1.0}
    assert int(entries.sum()) // 2 == nx.karate_club_graph().number_of_edges() == 78
    assert sum(value < 0 for value in karate().eigenvalues) == 12
    assert sum(value > 0 for value in karate().eigenvalues) == 12


@pytest.mark.parametrize("depth", DEPTHS)
@pytest.mark.parametrize("truth", [karate, digits], ids=["karate", "digits"])
def test_every_eigenvalue_is_inside_the_hypotheses(truth, depth: int) -> None:
    for eigenvalue in set(truth().eigenvalues):
        case = ScalarCase(depth, eigenvalue, START, step_size(depth), accuracy(eigenvalue, depth))
        assert set(check_hypotheses(statement("1.1"), depth, values_of(case)).values()) == {True}


@pytest.mark.parametrize("depth", [2, 3])
def test_positive_eigenvalues_are_recovered_and_negative_ones_are_not(depth: int) -> None:
    values = karate().eigenvalues
    final = eigenvalue_curves(values, depth, np.array([0, 6000]))[:, -1]
    for value, state in zip(map(float, values), final, strict=True):
        if value > 0:
            assert abs(state - value) <= 0.01 * value
        elif value < 0:
            assert abs(state) < 1e-4 < abs(value)


@pytest.mark.parametrize("depth", [2, 3])
def test_a_recovery_agrees_with_iterating_by_hand(depth: int) -> None:
    value = karate().eigenvalues[4]
    found = recovery(value, 1, depth, 10_000)
    limit, step = float(value) ** (1 / depth), float(step_size(depth))
    state, k = float(START), 0
    while abs(state - limit) > float(found.eps):
        state -= step * state ** (depth - 1) * (state**depth - float(value))
        k += 1
    assert found.time.iterations == k
    assert found.bound is not None
    assert k <= found.bound
    for _ in range(found.bound - k):
        state -= step * state ** (depth - 1) * (state**depth - float(value))
    assert found.error == pytest.approx(abs(state**depth - float(value)), abs=1e-11)
    assert found.error <= found.error_bound
    assert found.error_bound <= 0.01 * float(value) * (1 + 1e-9)


def test_a_run_beyond_the_longest_reports_no_error() -> None:
    found = recovery(karate().eigenvalues[0], 1, 4, steps=10)
    assert found.bound is not None
    assert found.bound > 10
    assert found.error is None


@pytest.mark.parametrize("depth", DEPTHS)
def test_full_descent_follows_the_scalar_recursion(depth: int) -> None:
    run = full_descent(karate(), depth, sampled_iterations(120, 8))
    assert run.leaves(1e-9) is None
    assert run.diagonal.shape == (34, len(run.k))


def test_a_wrong_spectrum_would_be_noticed() -> None:
    wrong = replace(karate(), float_eigenvalues=karate().float_eigenvalues * 1.01)
    assert full_descent(wrong, 2, sampled_iterations(60, 8)).leaves(1e-3) is not None


def test_an_asymmetric_start_recovers_a_negative_eigenvalue_and_an_exact_one_does_not() -> None:
    k = np.arange(0, 201, 20)
    target = float(karate().eigenvalues[-1])
    assert full_descent(karate(), 2, k, perturbation=1e-6, seed=1).diagonal[-1, -1] < 0.9 * target
    assert abs(full_descent(karate(), 2, k).diagonal[-1, -1]) < 1e-9


def test_sampled_iterations_increase_and_keep_their_ends() -> None:
    for last in (1, 7, 1000, 54321):
        k = sampled_iterations(last, 50)
        assert k[0] == 0
        assert k[-1] == last
        assert (np.diff(k) > 0).all()
        assert len(k) <= 52
