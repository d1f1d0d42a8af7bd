"""How descent recovers the eigenvalues of real matrices (Theorem 1.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Context
from fractions import Fraction

import numpy as np

from numerics.bounds.scalar_count import enclose_bounds
from numerics.cases.scalar import ScalarCase
from numerics.formulas.evaluate import evaluate
from numerics.orbits.factors import identical_start, matrix_descent
from numerics.orbits.hitting_time import hitting_time
from numerics.orbits.ladder import HittingTime
from numerics.orbits.scalar import float_limit
from numerics.orbits.trajectory import trajectory
from reports.pages.matrices import Floats, Ints, RealMatrix
from theory.deep_factorization.theorem_1_1 import product_error
from theory.language.definitions import resolve
from theory.language.symbols import alpha, eps, lam

#: Start, the same at every depth; η is this fraction of the bound (25), which is 1/(3N−2) for ‖Ŵ‖ = 1, α ≤ 1.
START = Fraction(1, 10)
STEP_FRACTION = Fraction(19, 20)
#: A positive eigenvalue above α^N is to be reached to about this fraction of itself.
RELATIVE_ACCURACY = Fraction(1, 100)
#: Decimals of an error of the product; what is smaller is rounding noise.
ERROR_DECIMALS = 12
#: Iterations after which a hitting time counts as unknown.
BUDGET = 20_000_000


@dataclass(frozen=True)
class Recovery:
    """One eigenvalue at one depth: hitting time T, bound T^Id, and the error of the product there.

    ``bound`` is ⌈T^Id⌉ (None where a ball does not decide it), ``error_bound`` the right-hand side of (11),
    ``error`` = |d(k)^N − λ₊| at k = ⌈T^Id⌉ by the scalar recursion, to ``ERROR_DECIMALS`` decimals, None where that
    is too far away to run.
    """

    eigenvalue: Fraction
    multiplicity: int
    case: str
    eps: Fraction
    time: HittingTime
    bound: int | None
    error_bound: float
    error: float | None

    @property
    def ratio(self) -> float | None:
        """⌈T^Id⌉/T where both are known and T > 0."""
        return self.bound / self.time.iterations if self.bound is not None and self.time.iterations else None


def step_size(depth: int) -> Fraction:
    """Return η: ``STEP_FRACTION`` of the bound (25) for ‖Ŵ‖ = 1.

    >>> step_size(3)
    Fraction(19, 140)
    """
    return STEP_FRACTION / (3 * depth - 2)


def accuracy(eigenvalue: Fraction, depth: int) -> Fraction:
    """Return the ε asked for: λ^{1/N}/(100N) for λ > α^N, so that (11) allows 1 % of λ; else (α−L)/2.

    Rounded down to six digits, and below |α − L| in any case.
    """
    limit = float(float_limit(depth, np.array([float(eigenvalue)]))[0])
    distance = abs(float(START) - limit)
    wanted = float(RELATIVE_ACCURACY) * limit / depth if eigenvalue > START**depth else distance / 2
    return _down(min(wanted, distance / 2))


def _down(value: float) -> Fraction:
    return Fraction(Context(prec=6, rounding=ROUND_DOWN).create_decimal(f"{value:.12g}"))


def recoveries(eigenvalues: Sequence[Fraction], depth: int, steps: int) -> list[Recovery]:
    """Return what Theorem 2.4 and (11) say about each distinct eigenvalue, next to what happens.

    Errors at ⌈T^Id⌉ are computed where that is at most ``steps``.
    """
    return [recovery(value, eigenvalues.count(value), depth, steps) for value in dict.fromkeys(eigenvalues)]


def recovery(eigenvalue: Fraction, multiplicity: int, depth: int, steps: int) -> Recovery:
    """Return the ``Recovery`` of one eigenvalue."""
    case = ScalarCase(depth, eigenvalue, START, step_size(depth), accuracy(eigenvalue, depth))
    bounds = enclose_bounds(case)
    bound = bounds.upper_iterations
    allowed = evaluate(resolve(product_error, depth), {lam: eigenvalue, alpha: START, eps: case.eps}, "arb")
    error = None
    if bound is not None and bound <= steps:
        state = trajectory(depth, float(eigenvalue), float(START), float(case.eta), bound)[-1]
        error = round(abs(float(state) ** depth - max(float(eigenvalue), 0.0)), ERROR_DECIMALS)
    return Recovery(
        eigenvalue,
        multiplicity,
        bounds.case.name,
        case.eps,
        hitting_time(depth, eigenvalue, START, case.eta, case.eps, budget=BUDGET),
        bound,
        float(allowed.mid()),
        error,
    )


def sampled_iterations(last: int, points: int) -> Ints:
    """Return about ``points`` iterations from 0 to ``last``, dense at the beginning and then evenly in the logarithm.

    >>> sampled_iterations(1000, 6).tolist()
    [0, 1, 6, 32, 178, 1000]
    """
    spaced = np.rint(np.exp(np.linspace(0.0, np.log(last), points - 1))).astype(np.int64)
    return np.unique(np.concatenate(([0], spaced, [last])))


def eigenvalue_curves(eigenvalues: Sequence[Fraction] | Floats, depth: int, k: Ints) -> Floats:
    """Return the eigenvalues d(k)^N of the product by the scalar recursion (18), shape (len(eigenvalues), len(k))."""
    values = np.array([float(value) for value in eigenvalues])
    states = trajectory(depth, values, float(START), float(step_size(depth)), int(k[-1]))
    return np.ascontiguousarray(states[k].T) ** depth


@dataclass(frozen=True)
class FullDescent:
    """A run of descent on N explicit factors, seen in the eigenbasis of Ŵ.

    ``diagonal`` (n, m) holds the diagonal of VᵀW(k)V at the iterations ``k`` (m,), and ``deviation`` (m,) the largest
    entry of VᵀW(k)V − diag(d_i(k)^N), d_i by the scalar recursion. Lemma 2.1 says that it is 0.
    """

    k: Ints
    diagonal: Floats
    deviation: Floats

    def leaves(self, tolerance: float) -> int | None:
        """Return the first of the iterations ``k`` at which the deviation exceeds ``tolerance``."""
        beyond = np.flatnonzero(self.deviation > tolerance)
        return int(self.k[beyond[0]]) if beyond.size else None


def full_descent(truth: RealMatrix, depth: int, k: Ints, perturbation: float = 0.0, seed: int = 0) -> FullDescent:
    """Run descent on all N factors and compare its product with the scalar recursion (Lemma 2.1).

    Every factor starts at αI, or, with a ``perturbation``, at αI plus a matrix of independent entries between
    −perturbation/2 and perturbation/2. The compiled loops fix the order of all additions, so that even what grows
    out of rounding errors is the same on every processor.
    """
    start = identical_start(depth, truth.size, float(START))
    noise = np.random.Generator(np.random.Philox(seed)).random(start.shape) - 0.5
    run = matrix_descent(truth.matrix, start + perturbation * noise, float(step_size(depth)), k, compiled=True)
    rotated = truth.vectors.T @ run.products @ truth.vectors
    diagonal = np.ascontiguousarray(np.einsum("mii->im", rotated))
    scalar = eigenvalue_curves(truth.float_eigenvalues, depth, k)
    difference = rotated - np.einsum("im,ij->mij", scalar, np.eye(truth.size))
    return FullDescent(k, diagonal, np.abs(difference).max(axis=(1, 2)))


@dataclass(frozen=True)
class SpectrumPanel:
    """Eigenvalues of W(k) at one depth, for drawing.

    ``k`` (m,) are the sampled iterations, ``curves`` (p, m) the eigenvalues of the product by the scalar
    recursion, ``targets`` (p,) the λ they belong to. ``full_k`` and ``full`` (p, q) are the same eigenvalues of the
    full descent. ``predicted`` holds points (⌈T^Id⌉, eigenvalue there). ``perturbed``, if given, holds iterations
    and the eigenvalue for the most negative λ when the factors start slightly off αI.
    """

    depth: int
    k: Ints
    curves: Floats
    targets: Floats
    full_k: Ints
    full: Floats
    predicted: Sequence[tuple[float, float]]
    perturbed: tuple[Ints, Floats] | None = None
