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

from numerics.bounds.scalar_count import enclose_bounds
from numerics.cases.scalar import ScalarCase
from numerics.exact.balls import ceiling_range
from numerics.orbits.factors import identical_start, matrix_descent
from numerics.orbits.trajectory import trajectory

UNIT = 2.0**-53

#: A comparison whose tolerance is larger than this is not made.
VISIBLE = 1e-8


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

    def rounding(self, orbits: np.ndarray) -> np.ndarray:
        """Estimate the rounding error of the factors after 0, 1, … steps of the ``orbits`` (k+1, n).

        A step multiplies 2N − 1 matrices with entries of size at most M, each product wrong by n·u times its
        size, and scales the result by η ≤ 1/((3N−2)M^{2N−2}): it is wrong by at most about n·u·M in norm, and so is
        the first Ŵ. What was wrong before grows. Within the manifold of equal diagonal factors it does so like
        a difference of two orbits, by f(d(k))/f(d(0)). Off it, the entries (k, i) of the first and (i, k) of the
        last factor drive each other with η d_k^{N−2} E_i, E_i = (d_i^N − λ_i)₊, which a negative λ_i keeps up.
        """
        n, depth = len(self.spectrum), self.depth
        size = max(self.alpha, float(np.abs(self.spectrum).max()) ** (1 / depth))
        residual = orbits**depth - self.spectrum
        speed = np.abs(orbits ** (depth - 1) * residual)
        along = (np.maximum.accumulate(speed) / np.maximum(speed[0], 1e-300)).max(axis=1)
        drive = orbits.max(axis=1) ** (depth - 2) * np.maximum(residual, 0.0).max(axis=1) if depth > 1 else 0.0
        away = np.cumprod(1 + self.step * (drive + np.zeros(len(orbits))))
        # four more for the spectral form of Ŵ and the rotations of the comparison
        return n * UNIT * size * np.arange(4, len(orbits) + 4) * np.maximum(1.0, along) * away


def horizon(tolerance: np.ndarray) -> int:
    """Return the last step up to which a comparison with this tolerance says something."""
    return int(np.searchsorted(tolerance, VISIBLE)) - 1


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
    n = len(problem.spectrum)
    orbits = trajectory(problem.depth, problem.spectrum, problem.alpha, problem.step, 60)
    tolerance = problem.rounding(orbits)
    last = horizon(tolerance)
    assert last > 20
    run = matrix_descent(problem.target, identical_start(problem.depth, n, problem.alpha), problem.step, [1, 7, last])
    for k, factors in zip(run.iterations, run.factors, strict=True):
        rotated = problem.basis.T @ factors @ problem.basis
        assert np.abs(rotated - np.diag(orbits[k])).max() <= tolerance[k]


@pytest.mark.parametrize("size", [4, 64])
def test_a_perturbed_factor_or_a_wrong_step_is_noticed(size: int) -> None:
    """The comparison can fail: a factor off by 1e-9, or a step off by 1e-8, shows."""
    drawn = problem(1, size, 3)
    orbits = trajectory(3, drawn.spectrum, drawn.alpha, drawn.step, 20)

    def error(start: np.ndarray, step: float) -> float:
        factors = matrix_descent(drawn.target, start, step, [20]).factors[0]
        return float(np.abs(drawn.basis.T @ factors @ drawn.basis - np.diag(orbits[20])).max())

    start, tolerance = identical_start(3, size, drawn.alpha), drawn.rounding(orbits)[-1]
    assert error(start, drawn.step) <= tolerance
    assert error(start, drawn.step * (1 + 1e-8)) > tolerance
    start[1] *= 1 + 1e-9
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
    orbits = trajectory(depth, problem.spectrum, problem.alpha, problem.step, 1500)
    # the product of N factors carries N times the error of one, times the size of the others
    tolerance = depth * problem.rounding(orbits) * max(problem.alpha, 1.0) ** (depth - 1)
    last = horizon(tolerance)
    iterations = sorted({0, last} | {time for time in times if time <= last})
    run = matrix_descent(problem.target, identical_start(depth, n, problem.alpha), problem.step, iterations)
    bound = depth * np.maximum(problem.alpha, limits) ** (depth - 1) * accuracy
    for k, product in zip(run.iterations, run.products, strict=True):
        errors = problem.basis.T @ product @ problem.basis - np.diag(positive)
        assert np.abs(errors - np.diag(np.diag(errors))).max() <= tolerance[k]
        due = np.array(times) <= k
        assert (np.abs(np.diag(errors)) <= bound + tolerance[k])[due].all()


def rotated(drawn: Problem, product: np.ndarray) -> np.ndarray:
    return np.diag(drawn.basis.T @ product @ drawn.basis)


def test_negative_eigenvalues_are_not_recovered() -> None:
    """W(k) tends to the positive part of Ŵ: the error on a negative eigenvalue tends to |λ|, not to 0."""
    drawn = problem(3, 16, 2)
    product = matrix_descent(drawn.target, identical_start(2, 16, drawn.alpha), drawn.step, [150]).products[0]
    values = rotated(drawn, product)
    negative, positive = drawn.spectrum < 0, drawn.spectrum > 0
    assert negative.any()
    assert np.abs(values[negative]).max() < 1e-3 < np.abs(drawn.spectrum[negative]).min()
    assert np.abs(values[positive] - drawn.spectrum[positive]).max() < 1e-3


def test_rounding_ends_the_identical_start() -> None:
    """From depth 3 on the manifold of Theorem 1.1 is unstable, and rounding is a perturbed start (Theorem 1.3).

    Where 0 < λ_k < |λ_i|, λ_i < 0, perturbations grow by 1 + ηλ_k^{1−2/N}(|λ_i| − λ_k) in a step: the drive of
    ``Problem.rounding`` less its damping. From one unit of rounding they take ln(1/u)/rate steps to show, after
    which descent in float64 does recover the negative eigenvalue. Exact descent never does.
    """
    spectrum = np.array([0.25, 0.25, 0.25, 0.25, 0.25, 0.25, 0.25, -1.0])
    basis, _ = np.linalg.qr(np.random.default_rng(5).normal(size=(8, 8)))
    drawn = Problem(3, spectrum, basis, alpha=0.5, step=0.1)
    rate = np.log1p(drawn.step * 0.25 ** (1 / 3) * 0.75)
    patience = -np.log(UNIT) / rate
    early, late = int(patience / 2), int(2 * patience)
    run = matrix_descent(drawn.target, identical_start(3, 8, drawn.alpha), drawn.step, [early, late])
    before, after = (rotated(drawn, product)[-1] for product in run.products)
    orbit = trajectory(3, -1.0, drawn.alpha, drawn.step, late)
    assert abs(before - orbit[early] ** 3) < 1e-6
    assert orbit[late] > 0
    assert after < -0.9
