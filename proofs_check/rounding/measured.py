"""How well the compiled loops keep what is proved about them, measured against exact arithmetic.

Samples are weaker evidence than the proofs beside them, but they look at the numbers that really come out.
Each measure is a share of what is allowed: above 1 a promise is broken, and how close to 1 the largest share
comes says how much of a constant is used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import astuple, dataclass, replace
from fractions import Fraction
from itertools import islice
from typing import Any

import numpy as np

from numerics.cases.scalar import ScalarCase
from numerics.compiled.scalar import FAR, FAR_LOW, NEAR, NEAR_LOW, RADIUS, SIGN, advance_kernel, workspace
from numerics.compiled.scalar_radius import FLOAT_LOCAL_ERROR, Cases, float_cases
from numerics.exact.balls import endpoints, to_ball, working_precision
from numerics.orbits.scalar import ball_orbit, descent_limit
from proofs_check.rounding.machine import double_step_error, step_error
from proofs_check.rounding.scalar_step_two_floats import SPARE, U

#: Bits of the balls that follow an orbit.
_BITS = 300


@dataclass(frozen=True)
class State:
    """A state x, λ and η, floats written exactly, at which the error bounds of one step are claimed."""

    x: Fraction
    lam: Fraction
    eta: Fraction


#: A state of depth 2 at which the error of a float64 step is above (2 − 10⁻⁶)·u·max(d, d⁺): η|λ| is near 1, so that
#: the step loses nearly all of x, and all numbers lie next to powers of 2. Found by climbing on ``step_share``.
SHARPEST = State(
    Fraction(float.fromhex("0x1.fffffffffffe7p-1")),
    Fraction(float.fromhex("-0x1.ffffff834e697p+25")),
    Fraction(float.fromhex("0x1.fffffee193b5fp-27")),
)


def admissible(depth: int, state: State) -> bool:
    """Return whether g' ≥ 0 on [0, max(x, L)], decided exactly: φ(x) ≤ 1, and φ(L) = Nb(L) ≤ 1 for λ > 0.

    >>> admissible(2, State(Fraction(1, 2), Fraction(1), Fraction(1, 2)))
    True
    >>> admissible(2, State(Fraction(1, 2), Fraction(1), Fraction(51, 100)))
    False
    """
    x, lam, eta = astuple(state)
    if x <= 0 or eta <= 0:
        return False
    if depth == 1:
        return bool(eta <= 1 and lam >= 0)
    phi = eta * x ** (depth - 2) * ((2 * depth - 1) * x**depth - (depth - 1) * lam)
    return bool(phi <= 1 and (lam <= 0 or (depth * eta) ** depth * lam ** (2 * depth - 2) <= 1))


def adversarial_states(depth: int, count: int, seed: int) -> list[State]:
    """Return admissible states: below, above and near L, λ ≤ 0, at the largest step and far below it, all scales.

    Numbers just above a power of 2 appear often, because there a rounding is largest relative to its result.

    >>> all(admissible(3, state) for state in adversarial_states(3, 12, seed=0))
    True
    """
    rng = np.random.default_rng([depth, seed])
    found: list[State] = []
    while len(found) < count:
        x = 1 + rng.random() / 2.0 ** rng.integers(0, 45)
        ratio = 1 + rng.random() * 2.0 ** rng.integers(-45, 30)
        lam = (x**depth * ratio, x**depth / ratio, 0.0 if depth == 1 else -ratio, 0.0)[len(found) % 4]
        phi = (2 * depth - 1) * x ** (2 * depth - 2) - (depth - 1) * lam * x ** (depth - 2)
        largest = (1 - 2.0**-40) / max(phi, depth * max(lam, 0.0) ** (2 - 2 / depth))
        eta = largest * (1.0 if rng.random() < 0.6 else rng.random() / 2.0 ** rng.integers(0, 30))
        # A power of 2 as the unit of length changes no mantissa, only the distance from the ends of the range.
        unit = Fraction(2) ** int(rng.integers(-130, 131) // depth)
        state = State(Fraction(x) * unit, Fraction(lam) * unit**depth, Fraction(eta) / unit ** (2 * depth - 2))
        if admissible(depth, state):
            found.append(state)
    return found


def step_share(depth: int, state: State) -> Fraction:
    """Return the error of one float64 step as a share of FLOAT_LOCAL_ERROR·u·max(d, d⁺).

    >>> step_share(2, State(Fraction(1, 2), Fraction(1), Fraction(1, 4)))
    Fraction(0, 1)
    """
    return step_error(depth, *astuple(state)) / Fraction(FLOAT_LOCAL_ERROR)


def double_step_share(depth: int, state: State, low: Fraction, lam_low: Fraction) -> Fraction:
    """Return the error of one two-float step as a share of F·|g(x) − x| + D·max(x, x⁺), see ``scalar_radius``.

    >>> double_step_share(2, State(Fraction(1, 2), Fraction(1), Fraction(1, 4)), Fraction(0), Fraction(0))
    Fraction(0, 1)
    """
    error, moved, largest = double_step_error(depth, (state.x, low), (state.lam, lam_low), state.eta)
    return error / (SPARE * ((2 * depth + 2) * U * moved + (4 * depth + 12) * U**2 * largest))


def radius_share(
    case: ScalarCase,
    steps: int,
    advance: Callable[..., Callable[..., int]] = advance_kernel,
    start_error: float = 0.0,
) -> float:
    """Return the largest |d_k − c_k| as a share of the radius that ``advance`` reports after about ``steps`` steps.

    The parameters of ``case`` are floats. The centre starts at α with radius ``start_error``, the exact orbits at both
    ends of that interval. Infinite where the radius is not a number, or 0 although the centre is off.
    Raises ValueError for a case that the certificate does not cover.

    >>> case = ScalarCase(2, Fraction(1), Fraction(1, 8), Fraction(1, 512), Fraction(1, 2**40))
    >>> 0 < radius_share(case, 96) < 1, 0.9 < radius_share(case, 32, start_error=2.0**-30) < 1
    (True, True)
    """
    columns = _covered(case).columns
    columns[RADIUS] = start_error
    count, outcome, ends = np.zeros(1, np.int64), np.zeros(1, np.int64), np.zeros((3, 1))
    advance(case.depth, True, False)(columns, NEAR, 1.0, steps, workspace(), count, outcome, ends)
    distance = 0.0
    with working_precision(_BITS):
        for start in {case.alpha - Fraction(start_error), case.alpha + Fraction(start_error)}:
            exact = next(islice(_orbit(replace(case, alpha=start)), int(count[0]), None))
            distance = max(distance, float((exact - to_ball(float(ends[0, 0]), _BITS)).abs_upper()))
    radius = float(ends[2, 0])
    return distance / radius if radius > 0 else (0.0 if distance == 0 else np.inf)


def targets_enclose(case: ScalarCase, columns: np.ndarray) -> bool:
    """Return whether the target L ∓ ε lies strictly between NEAR and FAR of ``columns`` (18, 1), in the right order.

    >>> case = ScalarCase(2, Fraction(2), Fraction(1, 8), Fraction(1, 8), Fraction(1, 2**40))
    >>> targets_enclose(case, _covered(case).columns)
    True
    """
    sign = int(columns[SIGN, 0])
    near, far = (
        Fraction(float(columns[high, 0])) + Fraction(float(columns[low, 0]))
        for high, low in ((NEAR, NEAR_LOW), (FAR, FAR_LOW))
    )
    with working_precision(_BITS):
        limit = descent_limit(case.depth, to_ball(case.lam))
        low, high = endpoints(sign * (limit - sign * to_ball(case.eps, _BITS)))
    return sign * near < low and high < sign * far


def true_hitting_time(case: ScalarCase, most: int) -> int | None:
    """Return T from the orbit in balls, looking at every step; None beyond ``most`` or where a ball is too wide.

    >>> true_hitting_time(ScalarCase(2, Fraction(1), Fraction(1, 10), Fraction(1, 10), Fraction(1, 100)), 100)
    42
    """
    with working_precision(_BITS):
        limit, eps = descent_limit(case.depth, to_ball(case.lam)), to_ball(case.eps, _BITS)
        for k, state in enumerate(islice(_orbit(case), most + 1)):
            distance = abs(state - limit)
            if distance <= eps:
                return k
            if not distance > eps:
                return None
    return None


def wrong_brackets(cases: Iterable[ScalarCase], solve: Callable[[ScalarCase], tuple[int, int]], most: int) -> int:
    """Return in how many cases ``solve`` (lower, upper) misses the true T; upper < 0 says that none was found.

    >>> case = ScalarCase(2, Fraction(1), Fraction(1, 10), Fraction(1, 10), Fraction(1, 100))
    >>> wrong_brackets([case], lambda case: (42, 42), 100), wrong_brackets([case], lambda case: (43, -1), 100)
    (0, 1)
    """
    wrong = 0
    for case in cases:
        truth = true_hitting_time(case, most)
        lower, upper = solve(case)
        wrong += truth is not None and not (lower <= truth and (upper < 0 or truth <= upper))
    return wrong


def _orbit(case: ScalarCase) -> Any:
    """Return the orbit of ``case`` in balls, at the working precision in force."""
    lam, alpha, eta = (to_ball(value, _BITS) for value in (case.lam, case.alpha, case.eta))
    return ball_orbit(case.depth, lam, alpha, eta)


def _covered(case: ScalarCase) -> Cases:
    parameters = (np.array([float(value)]) for value in (case.lam, case.alpha, case.eta, case.eps))
    cases = float_cases(case.depth, *parameters)
    if not cases.monotone[0]:
        raise ValueError(f"{case} is not a case that the certificate covers")
    return cases
