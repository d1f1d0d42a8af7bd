"""Full float64 descent on N explicit factors, n up to 64, against (18) and against (11).

These are numerical cross-checks, not certificates: the tolerance is a rounding estimate, derived below. The
exact counterpart for small n is in ``test_decoupling.py``.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from numerics.bounds import enclose_bounds
from numerics.enclosures import ceiling_range
from numerics.iterate import trajectory
from numerics.matrix_descent import identical_start, matrix_descent
from numerics.parameters import ScalarCase

UNIT = 2.0**-53


@dataclass(frozen=True)
class Problem:
    """Ŵ = V·diag(``spectrum``)·Vᵀ with V = ``basis``, α = ``alpha``, η = ``step``, for ``depth`` factors."""

    depth: int
    spectrum: np.ndarray
    basis: np.ndarray
    alpha: float
    step: float

    @property
    def target(self) -> np.ndarray:
        matrix = self.basis * self.spectrum @ self.basis.T
        return (matrix + matrix.T) / 2

    def rounding(self, orbits: np.ndarray) -> float:
        """Estimate the rounding error of the factors after the steps of ``orbits`` (k+1, n).

        A step multiplies 2N − 1 matrices with entries of size at most M, each product wrong by n·u times its
        size, and scales the result by η ≤ 1/((3N−2)M^{2N−2}): it is wrong by at most about n·u·M in norm, and so is
        the first Ŵ. What was wrong before grows like a difference of two orbits, by f(d(k))/f(d(0)).
        """
        size = max(self.alpha, float(np.abs(self.spectrum).max()) ** (1 / self.depth))
        speed = np.abs(orbits ** (self.depth - 1) * (self.spectrum - orbits**self.depth))
        growth = float((speed.max(axis=0) / np.maximum(speed[0], 1e-300)).max())
        return len(self.spectrum) * UNIT * size * (len(orbits) + 1) * max(1.0, growth)


def problem(seed: int, size: int, depth: int) -> Problem:
    """Draw a problem in which some eigenvalues repeat, some are zero, some negative (where n allows)."""
    generator = np.random.default_rng(seed)
    spectrum = generator.uniform(0.3, 1.0, size)
    spectrum[size // 2 : 3 * size // 4] = spectrum[0]
    spectrum[3 * size // 4 : 7 * size // 8] *= -1
    spectrum[7 * size // 8 : size - 1] = 0.0
    basis, _ = np.linalg.qr(generator.normal(size=(size, size)))
    alpha = float(generator.uniform(0.5, 1.3))
    largest = max(alpha, float(np.abs(spectrum).max()) ** (1 / depth))
    step = float(generator.uniform(0.3, 0.999)) / ((3 * depth - 2) * largest ** (2 * depth - 2))
    return Problem(depth, spectrum, basis, alpha, step)


problems = st.builds(
    problem,
    seed=st.integers(0, 2**32 - 1),
    size=st.sampled_from((1, 2, 3, 8, 24, 25, 64)),
    depth=st.integers(1, 5),
)


@given(problems)
def test_the_factors_follow_the_scalar_recursion(problem: Problem) -> None:
    """Lemma 2.1: VᵀW_j(k)V is diagonal, the same for every j, and its entries follow (18)."""
    steps = 60
    n = len(problem.spectrum)
    orbits = trajectory(problem.depth, problem.spectrum, problem.alpha, problem.step, steps)
    run = matrix_descent(problem.target, identical_start(problem.depth, n, problem.alpha), problem.step, [1, 7, steps])
    tolerance = problem.rounding(orbits)
    assert tolerance < 1e-9  # else the comparison would say nothing
    for k, factors in zip(run.iterations, run.factors, strict=True):
        rotated = problem.basis.T @ factors @ problem.basis
        assert np.abs(rotated - np.diag(orbits[k])).max() <= tolerance


@pytest.mark.parametrize("size", [4, 64])
def test_a_perturbed_factor_or_a_wrong_step_is_noticed(size: int) -> None:
    """The comparison can fail: a factor off by 1e-10, or a step off by 1e-9, shows."""
    drawn = problem(1, size, 3)
    orbits = trajectory(3, drawn.spectrum, drawn.alpha, drawn.step, 20)

    def error(start: np.ndarray, step: float) -> float:
        factors = matrix_descent(drawn.target, start, step, [20]).factors[0]
        return float(np.abs(drawn.basis.T @ factors @ drawn.basis - np.diag(orbits[20])).max())

    start, tolerance = identical_start(3, size, drawn.alpha), drawn.rounding(orbits)
    assert error(start, drawn.step) <= tolerance
    assert error(start, drawn.step * (1 + 1e-9)) > tolerance
    start[1] *= 1 + 1e-10
    assert error(start, drawn.step) > tolerance


@given(problems.filter(lambda problem: problem.depth > 1), st.floats(0.02, 0.5))
def test_the_product_obeys_theorem_1_1(problem: Problem, fraction: float) -> None:
    """(11): |E_ii(k)| ≤ N max(α, L_i)^{N−1} ε from ⌈T^Id(λ_i)⌉ on, E = VᵀWV − Λ₊, and E is diagonal."""
    n, depth = len(problem.spectrum), problem.depth
    positive = np.maximum(problem.spectrum, 0.0)
    limits = positive ** (1 / depth)
    accuracy = fraction * float(np.abs(problem.alpha - limits).min())
    times = [
        ceiling_range(enclose_bounds(ScalarCase.from_json(parameters), 12).upper)[1]
        for parameters in (
            {
                "depth": depth,
                "eigenvalue": float(value),
                "alpha": problem.alpha,
                "step": problem.step,
                "accuracy": accuracy,
            }
            for value in problem.spectrum
        )
    ]
    horizon = 1500
    iterations = sorted({0, horizon} | {time for time in times if time <= horizon})
    run = matrix_descent(problem.target, identical_start(depth, n, problem.alpha), problem.step, iterations)
    orbits = trajectory(depth, problem.spectrum, problem.alpha, problem.step, horizon)
    bound = depth * np.maximum(problem.alpha, limits) ** (depth - 1) * accuracy
    # the product of N factors carries N times the error of one, times the size of the others
    tolerance = depth * problem.rounding(orbits) * max(problem.alpha, 1.0) ** (depth - 1)
    for k, product in zip(run.iterations, run.products, strict=True):
        errors = problem.basis.T @ product @ problem.basis - np.diag(positive)
        assert np.abs(errors - np.diag(np.diag(errors))).max() <= tolerance
        due = np.array(times) <= k
        assert (np.abs(np.diag(errors)) <= bound + tolerance)[due].all()


def test_negative_eigenvalues_are_not_recovered() -> None:
    """W(k) tends to the positive part of Ŵ: the error on a negative eigenvalue tends to |λ|, not to 0."""
    drawn = problem(3, 16, 2)
    product = matrix_descent(drawn.target, identical_start(2, 16, drawn.alpha), drawn.step, [4000]).products[0]
    values = np.diag(drawn.basis.T @ product @ drawn.basis)
    negative = drawn.spectrum < 0
    assert negative.any()
    assert np.abs(values[negative]).max() < 1e-3 < np.abs(drawn.spectrum[negative]).min()
    assert np.abs(values[drawn.spectrum > 0] - drawn.spectrum[drawn.spectrum > 0]).max() < 1e-9
