"""What the page on Theorem 1.3 measures: a real matrix, the phase transition, and how sharp the counts are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_DOWN, Context
from fractions import Fraction

import numpy as np
from flint import arb

from numerics.bounds.pair_count import (
    enclose_bound,
    enclose_pair_law,
    enclose_point_law,
    factor_scale,
    root_ball,
    step_bound_ball,
    transition_bound,
)
from numerics.cases.pair import REGIMES, PerturbedCase, draw_perturbed
from numerics.claims.case import Case
from numerics.exact.balls import ceiling_range
from numerics.exact.verdict import Undecided
from numerics.orbits.factors import matrix_descent, perturbed_start
from numerics.orbits.ladder import HittingTime
from numerics.orbits.pair import exact_pair_step, pair_trajectory
from numerics.orbits.pair_hitting_time import (
    hitting_time_perturbed,
    hitting_times_perturbed,
    phase_transition_time,
    phase_transition_times,
)
from reports.pages.matrices import RealMatrix
from reports.pages.recovery.study import sampled_iterations
from reports.rendering.figures import Floats, Ints, to_digits
from reports.sharp.perturbed_count import lower_count, upper_count

#: Start α of the real matrix, the same at every depth; β and η are these fractions of their bounds in (14).
START = Fraction(2, 5)
PERTURBATION_FRACTION, STEP_FRACTION = 0.9, 0.95
#: An eigenvalue is to be reached to this fraction of itself; 0 to ``ZERO_ACCURACY``.
RELATIVE_ACCURACY = Fraction(1, 100)
ZERO_ACCURACY = Fraction(1, 1000)
#: Iterations of a run that are looked at.
SAMPLES = 90
#: A full descent counts as following the pairs while no entry is farther off than this.
FOLLOWS = 1e-9
_BITS = (64, 128, 256, 512)


@dataclass(frozen=True)
class Counts:
    """One case: the true T, the count of (15) or (16), ours, the point law, k_p and its bound (46).

    k_p and (46) are None unless λ < 0, the point law unless ε < −λ. ``sharp`` is the largest integer that our bound
    allows.
    """

    case: PerturbedCase
    time: HittingTime
    theorem: float
    sharp: int
    law: float | None
    change: int | None
    change_bound: float | None


def counts(case: PerturbedCase) -> Counts:
    """Return the certified times of ``case`` next to their bounds; ``case.eps`` is the accuracy on the product.

    >>> found = counts(PerturbedCase(2, Fraction(-1), Fraction(1, 2), Fraction(1, 4), Fraction(1, 99), Fraction(1, 50)))
    >>> found.time.iterations, found.sharp, round(found.theorem), found.change
    (390, 392, 779, 52)
    """
    time = hitting_time_perturbed(case.depth, case.lam, case.alpha, case.beta, case.eta, case.eps)
    theorem, sharp = theorem_count(case), upper_count(Case(case.values))
    if case.lam >= 0:
        return Counts(case, time, theorem, sharp, None, None, None)
    change = phase_transition_time(case.depth, case.lam, case.alpha, case.beta, case.eta)
    law = float(enclose_point_law(case).mid()) if case.eps < -case.lam else None
    return Counts(case, time, theorem, sharp, law, change.iterations, float(transition_bound(case).mid()))


def theorem_count(case: PerturbedCase) -> float:
    """Return the count of (15) or (16), rounded up, for the accuracy ``case.eps`` on the product.

    The theorem speaks of an accuracy ε of the factors and promises ε times a factor for the product.
    """
    factor = float(factor_scale(replace(case, eps=Fraction(1))).upper())
    of_factors = replace(case, eps=rounded_down(float(case.eps) / factor, 12))
    for bits in _BITS:
        try:
            bound = enclose_bound(of_factors, bits)
        except Undecided:
            continue
        return float(bound.count.mid()) if bound.iterations is None else float(bound.iterations)
    raise Undecided(f"{_BITS[-1]} bits do not enclose the count of Theorem 1.3")


def rounded_down(value: float, digits: int) -> Fraction:
    """Return ``value`` > 0 to ``digits`` significant digits, rounded down.

    >>> rounded_down(2 / 3, 3)
    Fraction(333, 500)
    """
    return Fraction(Context(prec=digits, rounding=ROUND_DOWN).create_decimal(f"{value:.15g}"))


@dataclass(frozen=True)
class FarCounts:
    """One case far beyond iterating: k_p and T, our counts from below and above, and T less the law with the drift."""

    case: PerturbedCase
    change: HittingTime
    time: HittingTime
    lower: int
    upper: int
    behind: float | None


def far_counts(case: PerturbedCase) -> FarCounts:
    """Return the certified times of ``case`` next to our counts; ``case.eps`` is the accuracy on the product."""
    start = (case.depth, case.lam, case.alpha, case.beta, case.eta)
    time = hitting_time_perturbed(*start, case.eps)
    # an integral is enclosed to a quarter of the bits
    law = enclose_pair_law(case, 4 * (time.lower.bit_length() + 16))
    return FarCounts(
        case,
        phase_transition_time(*start),
        time,
        lower_count(Case(case.values)),
        upper_count(Case(case.values)),
        None if law is None or time.iterations is None else float((time.iterations - law).mid()),
    )


# A real matrix -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class PerturbedDescent:
    """A real matrix at one depth: parameters, counts for each distinct eigenvalue, and the curves.

    ``curves`` (p, m) are p₁p₂^{N−1} at the iterations ``k`` (m,), a row for each of ``rows``. ``full`` (p, q) are the
    same eigenvalues in a run on N explicit factors, at ``full_k`` (q,), and ``left`` the first of these iterations
    at which that run is farther than ``FOLLOWS`` from the pairs.
    """

    depth: int
    beta: Fraction
    eta: Fraction
    rows: list[Counts]
    multiplicities: list[int]
    k: Ints
    curves: Floats
    full_k: Ints
    full: Floats
    left: int | None


def perturbed_descent(truth: RealMatrix, depth: int, steps: int) -> PerturbedDescent:
    """Return counts and curves of ``truth`` (norm 1) at one depth; the full descent stops after ``steps``."""
    excess = float(root_ball(depth).mid()) - 1
    beta = rounded_down(PERTURBATION_FRACTION * excess * float(START), 3)
    # ‖Ŵ‖ = 1 and α < 1, so that M = 1 for the matrix and (14) is that of λ = 1.
    one = PerturbedCase(depth, Fraction(1), START, beta, Fraction(1), Fraction(1))
    eta = rounded_down(STEP_FRACTION * float(step_bound_ball(one).mid()), 3)
    values = list(dict.fromkeys(truth.eigenvalues))
    rows = []
    for value in values:
        accuracy = RELATIVE_ACCURACY * abs(value) if value else ZERO_ACCURACY
        rows.append(counts(PerturbedCase(depth, value, START, beta, eta, accuracy)))
    last = int(1.3 * max(row.sharp for row in rows if row.case.lam))
    k = sampled_iterations(last, SAMPLES)
    full_k = sampled_iterations(min(last, steps), SAMPLES)
    start = perturbed_start(depth, truth.size, float(START), float(beta))
    run = matrix_descent(truth.matrix, start, float(eta), full_k, compiled=True)
    rotated = truth.vectors.T @ run.products @ truth.vectors
    scalar = pair_curves(truth.float_eigenvalues, depth, beta, eta, full_k)
    difference = np.abs(rotated - np.einsum("im,ij->mij", scalar, np.eye(truth.size))).max(axis=(1, 2))
    beyond = np.flatnonzero(difference > FOLLOWS)
    multiplicities = [truth.eigenvalues.count(value) for value in values]
    first = np.cumsum([0, *multiplicities[:-1]])
    return PerturbedDescent(
        depth,
        beta,
        eta,
        rows,
        multiplicities,
        k,
        to_digits(np.round(pair_curves([float(value) for value in values], depth, beta, eta, k), 9)),
        full_k,
        to_digits(np.round(np.einsum("mii->im", rotated)[first], 6)),
        int(full_k[beyond[0]]) if beyond.size else None,
    )


def pair_curves(eigenvalues: Sequence[float] | Floats, depth: int, beta: Fraction, eta: Fraction, k: Ints) -> Floats:
    """Return p₁p₂^{N−1} by the recursion (40) from (α−β, α), α = ``START``, shape (len(eigenvalues), len(k)).

    >>> pair_curves([1.0, -1.0], 2, Fraction(1, 10), Fraction(1, 10), np.array([0, 1])).round(4).tolist()
    [[0.12, 0.1429], [0.12, 0.0935]]
    """
    lam = np.asarray(eigenvalues, dtype=np.float64)
    first, second = np.full(lam.shape, float(START - beta)), np.full(lam.shape, float(START))
    advance, step = exact_pair_step(depth), float(eta)
    result, now = np.empty((lam.size, len(k))), 0
    for column, wanted in enumerate(k.tolist()):
        for _ in range(wanted - now):
            first, second = advance(first, second, lam, step)
        result[:, column], now = first * second ** (depth - 1), wanted
    return result


# The phase transition ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Transition:
    """One negative eigenvalue: the pair over k, and the pair for |λ| from the same start.

    ``states`` and ``positive`` have shape (m, 2). ``mirror_gap`` is the largest distance between (−p₁, p₂) from k_p on
    and the system for |λ| started at (−p₁(k_p), p₂(k_p)); ``kept`` is Δ₂ at the end divided by Δ₂ at the start.
    """

    found: Counts
    states: Floats
    positive: Floats
    mirror_gap: float
    kept: float

    @property
    def product(self) -> Floats:
        """p₁p₂^{N−1} over k."""
        return np.asarray(self.states[:, 0] * self.states[:, 1] ** (self.found.case.depth - 1))


def transition(case: PerturbedCase) -> Transition:
    """Return what happens to ``case``, λ < 0, up to a little past T (Figure 5 of the paper)."""
    found = counts(case)
    if found.change is None:
        raise ValueError(f"eigenvalue = {case.lam}: there is no sign change to show")
    numbers = (float(case.alpha), float(case.beta), float(case.eta))
    steps = int(1.15 * found.sharp)
    states = pair_trajectory(case.depth, float(case.lam), *numbers, steps)
    positive = pair_trajectory(case.depth, -float(case.lam), *numbers, steps)
    # The system for |λ| from the mirrored state: α is its p₂ and β = p₂ − p₁.
    first, second = states[found.change]
    mirrored = pair_trajectory(
        case.depth, -float(case.lam), float(second), float(second + first), numbers[2], steps - found.change
    )
    gap = np.abs(mirrored - states[found.change :] * np.array([-1.0, 1.0])).max()
    squares = states[:, 1] ** 2 - states[:, 0] ** 2
    return Transition(found, to_digits(states), to_digits(positive), float(gap), float(squares[-1] / squares[0]))


# Bound against truth ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Tightness:
    """Quotients over sampled cases of one regime.

    The theorem's count over T, our counts from above and from below, the point law, (46) over k_p. ``apart`` is T less
    the law with the drift: between 0 and 1 where T is its ceiling.
    """

    regime: str
    before: Floats
    after: Floats
    below: Floats
    law: Floats
    change: Floats
    apart: Floats


def tightness(count: int, seed: int, depths: Sequence[int]) -> list[Tightness]:
    """Return bound/truth over ``count`` cases within the hypotheses of Theorem 1.3, by regime of λ.

    Cases whose time the float64 radii leave open are not counted.
    """
    cases = draw_perturbed(count, seed, depths)
    times, changes = hitting_times_perturbed(cases), phase_transition_times(cases)
    columns: dict[str, tuple[list[float], ...]] = {regime: ([], [], [], [], [], []) for regime in REGIMES}
    for index in np.flatnonzero((times.lower == times.upper) & (times.lower > 0)).tolist():
        case, time = cases[index], int(times.lower[index])
        before, after, below, law, change, apart = columns[_regime(case)]
        before.append(theorem_count(case) / time)
        after.append(upper_count(Case(case.values)) / time)
        below.append(lower_count(Case(case.values)) / time)
        known = enclose_pair_law(case)
        if known is not None:
            apart.append(time - float(known.mid()))
        if case.lam < 0 and case.eps < -case.lam:
            law.append(float(enclose_point_law(case).mid()) / time)
        if case.lam < 0 and changes.lower[index] == changes.upper[index] > 0:
            change.append(_ceiling(transition_bound(case)) / int(changes.lower[index]))
    return [Tightness(name, *(np.array(values) for values in parts)) for name, parts in columns.items()]


def _ceiling(ball: arb) -> int:
    return ceiling_range(ball)[1]


def _regime(case: PerturbedCase) -> str:
    if case.lam <= 0:
        return "negative" if case.lam else "zero"
    return "above" if case.alpha ** (case.depth - 1) * (case.alpha - case.beta) > case.lam else "below"
