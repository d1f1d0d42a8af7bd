"""The recursion (18) in ball arithmetic and in exact rationals: slow, and the last word.

Nothing is assumed about the orbit here; it may overshoot L or oscillate. Every iterate is compared
with the target, and T is bracketed by the first step that may be a hit and the first that is one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from flint import arb, fmpq

from numerics.exact.balls import compare, to_ball, working_precision

#: An iterate beyond this has diverged as far as anybody cares to follow.
_HUGE = arb(2) ** 4096


@dataclass(frozen=True)
class BallRun:
    """Result of :func:`iterate_balls`: ``lower`` ≤ T, and T ≤ ``upper`` unless that is None.

    ``state`` is a ball around the iterate number ``steps``, where the run stopped.
    """

    lower: int
    upper: int | None
    steps: int
    state: arb


def limit_ball(depth: int, lam: Fraction) -> arb:
    """Return a ball around L = max(λ,0)^{1/N} at the working precision.

    >>> limit_ball(3, Fraction(8)).contains(2)
    True
    """
    if lam <= 0:
        return arb(0)
    ball = arb(fmpq(lam.numerator, lam.denominator))
    return ball if depth == 1 else ball.root(depth)


def iterate_balls(
    depth: int,
    lam: Fraction,
    alpha: Fraction,
    eta: Fraction,
    eps: Fraction,
    *,
    bits: int,
    budget: int,
    leave: Callable[[arb], bool] | None = None,
) -> BallRun:
    """Iterate (18) in balls of ``bits`` bits until |d − L| ≤ ε for certain, or for ``budget`` steps.

    A step in mean-value form, g(m ± r) ⊆ g(m) + g'(m ± r)·(0 ± r), keeps the ball as narrow as the map
    allows; the plain form widens it in every step. The run also ends when ``leave(state)`` is true
    (asked before the step) or when the ball has lost all its digits.

    >>> half, tenth = Fraction(1, 2), Fraction(1, 10)
    >>> run = iterate_balls(2, Fraction(1), half, 9 * tenth, tenth, bits=64, budget=10)
    >>> run.lower, run.upper
    (2, 2)
    """
    with working_precision(bits):
        lam_ball, eta_ball, eps_ball = (to_ball(value, bits) for value in (lam, eta, eps))
        state, limit = to_ball(alpha, bits), limit_ball(depth, lam)
        lower: int | None = None
        for k in range(budget + 1):
            order = compare(abs(state - limit), eps_ball)
            if order is None or order <= 0:
                lower = k if lower is None else lower
                if order is not None:
                    return BallRun(lower, k, k, state)
            if k == budget or not abs(state) < _HUGE or (state.rel_accuracy_bits() < 4 and not state.contains(0)):
                break
            if leave is not None and lower is None and leave(state):
                break
            middle, radius = arb(state.mid()), arb(0, state.rad())
            below = _power(middle, depth - 1)
            moved = middle - eta_ball * (below * (below * middle - lam_ball))
            if not state.is_exact():
                slope = _power(state, depth - 2) if depth > 1 else arb(0)
                high = _power(state, depth) * (2 * depth - 1) - lam_ball * (depth - 1) if depth > 1 else arb(1)
                moved += (1 - eta_ball * (slope * high if depth > 1 else high)) * radius
            state = moved
        return BallRun(k + 1 if lower is None else lower, None, k, state)


def _power(ball: arb, exponent: int) -> arb:
    result = arb(1)
    for _ in range(exponent):
        result *= ball
    return result


def iterate_exactly(
    depth: int, lam: Fraction, alpha: Fraction, eta: Fraction, eps: Fraction, *, budget: int, largest: int = 1 << 20
) -> int | None:
    """Return T from exact rational iterates, or None if it exceeds ``budget``.

    The numbers grow by a factor 2N − 1 in length with each step; beyond ``largest`` bits the
    answer is None too. This decides ties |d(k) − L| = ε, which no ball can.

    >>> iterate_exactly(2, Fraction(0), Fraction(1), Fraction(1, 4), Fraction(3, 4), budget=5)
    1
    """
    state, target, step, accuracy = (fmpq(v.numerator, v.denominator) for v in (alpha, lam, eta, eps))
    for k in range(budget + 1):
        if within(depth, target, state, accuracy):
            return k
        if max(abs(state.p).bit_length(), state.q.bit_length()) * (2 * depth - 1) > largest:
            return None
        below = state ** (depth - 1)
        state -= step * below * (below * state - target)
    return None


def within(depth: int, lam: fmpq, state: fmpq, eps: fmpq) -> bool:
    """Return whether |state − L| ≤ ε, decided without computing the root L = max(λ,0)^{1/N}.

    >>> within(2, fmpq(2), fmpq(1), fmpq(1, 2)), within(2, fmpq(2), fmpq(1), fmpq(2, 5))
    (True, False)
    """
    positive = max(lam, fmpq(0))
    far_enough = state + eps >= 0 and (state + eps) ** depth >= positive
    near_enough = state - eps <= 0 or (state - eps) ** depth <= positive
    return far_enough and near_enough
