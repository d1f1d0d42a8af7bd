"""Figures 1 to 7 as numbers: certified spectra of W(k), each rounded to six digits that its ball decides.

The settings are ours: the paper's own are not in its text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import islice

import numpy as np
from flint import arb

from numerics.bounds.scalar_count import enclose_bounds
from numerics.cases.scalar import ScalarCase
from numerics.exact.balls import decimal_string, to_ball, working_precision
from numerics.formulas.evaluate import evaluate
from numerics.orbits.hitting_time import hitting_time
from numerics.orbits.pair import mean_value_pair_orbit
from numerics.orbits.pair_hitting_time import phase_transition_time
from numerics.orbits.scalar import ball_orbit, descent_limit
from numerics.spectrum.iterates import ProductSpectrum, descent_spectra, flow_spectra
from reports.pages.gallery.windows import Window, promised_windows, windows
from reports.rendering.figures import Floats, Ints
from theory.deep_factorization.lemma_2_11 import phase_transition_bound
from theory.language.definitions import resolve
from theory.language.symbols import alpha, beta, eta, lam

#: Bits with which norms are taken of spectra.
_BITS = 128

#: A ground truth of rank 3 among 20×20 matrices: effective ranks 1, 3/2, 7/4 of its best approximations.
RANK_THREE = tuple(Fraction(value) for value in (4, 2, 1, *(0,) * 17))
#: Both signs, for the two starts.
BOTH_SIGNS = tuple(Fraction(value) for value in (4, 2, 1, -1, -3))


@dataclass(frozen=True)
class Parameters:
    """A run of gradient descent: N, α, η, the last iteration, and β of the start (13), 0 for the identical one."""

    depth: int
    alpha: Fraction
    eta: Fraction
    last: int
    beta: Fraction = Fraction(0)


#: Figure 1: identical and perturbed start; η and β obey (14).
STARTS = tuple(Parameters(2, Fraction(1, 10), Fraction(1, 200), 1400, Fraction(beta)) for beta in ("0", "1/20"))
#: Figure 2: α^N is about 10⁻⁴ at every depth, and η about .9 of the bound (25); at depth 1 a tenth of that.
DEPTHS = (
    Parameters(1, Fraction(1, 10_000), Fraction(9, 100), 60),
    Parameters(2, Fraction(1, 100), Fraction(9, 160), 160),
    Parameters(3, Fraction(464, 10_000), Fraction(2, 100), 1400),
    Parameters(4, Fraction(1, 10), Fraction(9, 800), 7000),
)
#: Figure 3, and the first also figure 6: η is a little below the bound (25), which Theorem 3.5 asks for.
PLATEAUS = (
    Parameters(2, Fraction(1, 10_000), Fraction(6, 100), 400),
    Parameters(3, Fraction(1, 100), Fraction(22, 1000), 6000),
    Parameters(4, Fraction(3, 100), Fraction(12, 1000), 60_000),
)
#: Figure 7: a small step, and the largest with which no iterate passes its limit, 1/(Nλ₁^{2−2/N}).
STEPS = (
    Parameters(2, Fraction(1, 10_000), Fraction(1, 400), 6000),
    Parameters(2, Fraction(1, 10_000), Fraction(1, 8), 120),
)


@dataclass(frozen=True)
class Run:
    """What is drawn of a trajectory at the iterations, or times, ``at`` (m,).

    ``products`` (p, m) are the w_i that belong to the distinct ``eigenvalues`` (p,), ``rank`` (m,) is r(W) and
    ``distance`` (m,) is ‖W − Ŵ‖_F.
    """

    parameters: Parameters
    eigenvalues: Floats
    at: Floats
    products: Floats
    rank: Floats
    distance: Floats


def six_digits(balls: Sequence[arb]) -> Floats:
    """Return the numbers to six digits, correctly rounded; raises Undecided where a ball holds two roundings.

    >>> six_digits([arb(1) / 3, arb(0)]).tolist()
    [0.333333, 0.0]
    """
    return np.array([float(decimal_string(ball, 6)) for ball in balls])


def spaced(first: int, last: int, points: int) -> list[int]:
    """Return at most ``points`` iterations from ``first`` > 0 to ``last``, evenly in the logarithm.

    >>> spaced(1, 5, 10), spaced(10, 1000, 3)
    ([1, 2, 3, 4, 5], [10, 100, 1000])
    """
    return sorted({round(float(k)) for k in np.geomspace(first, last, points)})


def even(last: int, points: int) -> list[int]:
    """Return about ``points`` iterations from 0 to ``last`` in equal steps.

    >>> even(10, 6)
    [0, 2, 4, 6, 8, 10]
    """
    return list(range(0, last + 1, max(1, last // (points - 1))))


def descent(parameters: Parameters, eigenvalues: Sequence[Fraction], k: Sequence[int]) -> Run:
    """Return the run of gradient descent at the iterations ``k``."""
    found = descent_spectra(parameters.depth, eigenvalues, parameters.alpha, parameters.eta, k, parameters.beta)
    return _run(parameters, k, found)


def flow(parameters: Parameters, eigenvalues: Sequence[Fraction], k: Sequence[int]) -> Run:
    """Return the gradient flow from the same start at the times t = ηk, still over k."""
    return _run(
        parameters,
        k,
        flow_spectra(parameters.depth, eigenvalues, parameters.alpha, [parameters.eta * one for one in k]),
    )


def _run(parameters: Parameters, at: Sequence[int], found: Sequence[ProductSpectrum]) -> Run:
    with working_precision(_BITS):
        return Run(
            parameters,
            np.array([float(value) for value in found[0].eigenvalues]),
            np.array(at, dtype=np.float64),
            np.array([six_digits(spectrum.values) for spectrum in found]).T,
            six_digits([spectrum.effective_rank for spectrum in found]),
            six_digits([spectrum.distance for spectrum in found]),
        )


@dataclass(frozen=True)
class Plateaus:
    """A run with its plateaus: where they are and where Theorem 3.5 promises them; ``levels`` are the r(Ŵ_l).

    ``middle`` holds r(W(k)) in the middle of each plateau, or at its first iteration where it has no last.
    """

    run: Run
    levels: tuple[Fraction, ...]
    sharp: tuple[Window, ...]
    promised: tuple[Window, ...]
    middle: tuple[float, ...]


def plateaus(parameters: Parameters, k: Sequence[int]) -> Plateaus:
    """Return descent on the ground truth of rank three, with the plateaus of its effective rank."""
    given = (parameters.depth, RANK_THREE, parameters.alpha, parameters.eta)
    levels = tuple(sum(RANK_THREE[:level], Fraction(0)) / RANK_THREE[0] for level in (1, 2, 3))
    sharp = windows(*given)
    middles = [one.start if one.stop is None else (one.start + one.stop) // 2 for one in sharp]
    run = descent(parameters, RANK_THREE, sorted({*k, *middles}))
    middle = tuple(float(run.rank[np.searchsorted(run.at, k)]) for k in middles)
    return Plateaus(run, levels, tuple(sharp), tuple(promised_windows(*given)), middle)


def excess(parameters: Parameters, k: int) -> arb:
    """Return r(W(k)) − r(Ŵ) on the ground truth of rank three, certified."""
    (at,) = descent_spectra(parameters.depth, RANK_THREE, parameters.alpha, parameters.eta, [k])
    with working_precision(_BITS):
        return at.effective_rank - to_ball(sum(RANK_THREE, Fraction(0)) / RANK_THREE[0])


# Figure 4 ---------------------------------------------------------------------------------------------------------

#: λ = 1, from α = 1/10 with .9 of the step (25), to these accuracies.
_ACCURACIES = tuple(Fraction(f"{digit}e-{power}") for power in (1, 2, 3, 4, 5, 6) for digit in ("5", "2", "1"))


@dataclass(frozen=True)
class Prediction:
    """The distance to the limit of one eigenvalue over k, and for each accuracy T and both bounds of Theorem 2.4."""

    depth: int
    eta: Fraction
    k: Ints
    distance: Floats
    accuracy: Floats
    lower: Floats
    time: Ints
    upper: Ints


@cache
def prediction(depth: int, start: Fraction = Fraction(1, 10)) -> Prediction:
    """Return the prediction for λ = 1 at one depth, every number certified."""
    rate = Fraction(9, 10) / (3 * depth - 2)
    lower, times, upper = [], [], []
    for eps in _ACCURACIES:
        bounds = enclose_bounds(ScalarCase(depth, Fraction(1), start, rate, eps))
        time = hitting_time(depth, 1, start, rate, eps).iterations
        if bounds.lower is None or bounds.upper_iterations is None or time is None:
            raise ValueError(f"depth = {depth}, accuracy = {eps}: a count of Theorem 2.4 is not known here")
        lower.append(bounds.lower)
        times.append(time)
        upper.append(bounds.upper_iterations)
    last = max(upper)
    with working_precision(_BITS):
        limit = descent_limit(depth, arb(1))
        states = list(islice(ball_orbit(depth, arb(1), to_ball(start), to_ball(rate)), last + 1))
        distance = six_digits([limit - state for state in states])
        counted = six_digits(lower)
    accuracy = np.array([float(eps) for eps in _ACCURACIES])
    return Prediction(depth, rate, np.arange(last + 1), distance, accuracy, counted, np.array(times), np.array(upper))


# Figure 5 ---------------------------------------------------------------------------------------------------------

#: N, α, β, η, within (14) for |λ| = 1, and the iterations drawn.
PAIR = Parameters(2, Fraction(1, 10), Fraction(1, 50), 400, Fraction(1, 50))
#: Every so many of them.
_EVERY = 4


@dataclass(frozen=True)
class Pair:
    """p₁, p₂ and their product over k for one eigenvalue; for λ < 0 also k_p and its bound (46)."""

    eigenvalue: int
    k: Ints
    first: Floats
    second: Floats
    product: Floats
    transition: int | None
    bound: float | None


def pair(eigenvalue: int) -> Pair:
    """Return the two factors from the perturbed start, certified."""
    numbers = (PAIR.alpha, PAIR.beta, PAIR.eta)
    with working_precision(_BITS):
        balls = [to_ball(number) for number in numbers]
        orbit = mean_value_pair_orbit(PAIR.depth, arb(eigenvalue), *balls)
        states = list(islice(orbit, 0, PAIR.last + 1, _EVERY))
        first, second = (six_digits([state[side] for state in states]) for side in (0, 1))
        product = six_digits([a * b ** (PAIR.depth - 1) for a, b in states])
    transition = bound = None
    if eigenvalue < 0:
        values = dict(zip((lam, alpha, beta, eta), (eigenvalue, *numbers), strict=True))
        formula = resolve(phase_transition_bound, PAIR.depth)
        bound = float(decimal_string(evaluate(formula, values, "arb"), 6))
        transition = phase_transition_time(PAIR.depth, eigenvalue, *numbers).iterations
    return Pair(eigenvalue, np.arange(0, PAIR.last + 1, _EVERY), first, second, product, transition, bound)
