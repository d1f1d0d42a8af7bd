"""T = min{k: |p₁p₂^{N−1} − λ| ≤ ε} of the pair, and its sign change, without iterating: jumps of proved width (ours).

Where the error is certain to fall for ever, T lies between an iterate that has not met the target and one that has.
Some hundred jumps find two that follow each other, however slow the orbit is: their number grows with the logarithms of
its scales alone. Where the steps are too large for jumps they are made one by one.
"""

from __future__ import annotations

import time as clock
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from flint import arb, ctx

from numerics.cases.pair import PerturbedCase
from numerics.exact.balls import to_ball, working_precision
from numerics.law.jumps import SlowMap, State, jump
from numerics.orbits.pair import PairState, ball_rate, ball_rate_slopes, settled

#: Bits that a state keeps in a jump, at first; more of them where not even an upper end was found; beyond what a width
#: asks for; and how many precisions are tried.
_BITS, _LOST, _SPARE, _TRIES = 64, 64, 12, 5
#: Terms of a series for each bit: the longest jumps for their cost.
_TERMS = 0.7
#: Jumps before the law is given up, times the depth, to which their cost is proportional; and the bits below which a
#: state is lost.
_MOST, _LEAST = 1 << 16, 8

Met = Callable[[PairState], bool | None]


@dataclass(frozen=True)
class Bracket:
    """lower ≤ T, and T ≤ upper unless upper is None."""

    lower: int
    upper: int | None


def pair_map(case: PerturbedCase) -> SlowMap:
    """Return (40) in Δ = p₂ − p₁ and Σ = p₂ + p₁, which a step multiplies by 1 + ηr and 1 − ηr (Lemma 2.9).

    >>> from fractions import Fraction
    >>> half = Fraction(1, 2)
    >>> pair_map(PerturbedCase(2, -half, half, half / 2, half / 8, half / 50)).step((arb(0.25), arb(0.75)))
    (0.259765625000000, 0.720703125000000)
    """
    rate, gradient = ball_rate(case.depth), ball_rate_slopes(case.depth)

    @cache
    def given(bits: int) -> tuple[arb, arb]:
        return to_ball(case.lam), to_ball(case.eta)

    def rates(state: Sequence[Any]) -> list[Any]:
        y = rate(*state, *given(ctx.prec))
        return [y, -y]

    def slopes(state: Sequence[arb]) -> list[list[arb]]:
        row = [part(*state, *given(ctx.prec)) for part in gradient]
        return [row, [-entry for entry in row]]

    return SlowMap(rates, slopes)


def pair_law_time(case: PerturbedCase, met: Met, until: float | None = None) -> tuple[int, int] | None:
    """Return integers lower ≤ T ≤ upper, T the first k whose state has ``met`` a target that stays met; None: no law.

    ``met`` looks at a state in balls and may answer None; ``until`` is a time of the monotonic clock to give up at. The
    width is 0 but for near-ties and a T beyond the precision. There is a law where 0 < β < 2α and the error is certain
    to fall for ever, as under the sharp count.

    >>> from fractions import Fraction
    >>> case = PerturbedCase(2, *map(Fraction, ("-1", "1/10", "1/20", "1e-9", "1/1000")))
    >>> pair_law_time(case, lambda state: bool(state.first <= 0))
    (548060081, 548060081)
    """
    if not 0 < case.beta < 2 * case.alpha:
        return None
    with working_precision(_BITS):
        lam, alpha, beta, step = (to_ball(value) for value in (case.lam, case.alpha, case.beta, case.eta))
        if settled(case.depth, lam, step, alpha - beta, alpha) is None:
            return None
    system, bits, lower, upper = pair_map(case), _BITS, 0, None
    for _ in range(_TRIES):
        found = _search(system, case, met, bits, until)
        if found is None:
            break
        lower = max(lower, found.lower)
        upper = min((end for end in (upper, found.upper) if end is not None), default=None)
        if upper is not None and upper - lower <= 1:
            break
        bits += _LOST if upper is None else (upper - lower).bit_length() + _SPARE
    return None if upper is None else (lower, upper)


def _search(system: SlowMap, case: PerturbedCase, met: Met, bits: int, until: float | None) -> Bracket | None:
    """Return the last jump's bracket lower ≤ T ≤ upper, None for an upper end that the balls do not show.

    The whole is None where that takes too long.
    """
    with working_precision(bits + _SPARE):
        state: State = (to_ball(case.beta), to_ball(2 * case.alpha - case.beta))
        order, done, singles = int(_TERMS * bits), 0, 0
        for _ in range(_MOST // case.depth):
            if until is not None and clock.monotonic() > until:
                return None
            leap = jump(system, state, order, bits)
            if leap.reach >= order:
                after = leap.at(leap.reach)
                if met(PairState(*after)) is not False:
                    first, last = _least(leap.at, met, leap.reach, True), _least(leap.at, met, leap.reach, False)
                    return Bracket(done + first, done + last if last <= leap.reach else None)
                state, done, singles = tuple(+x for x in after), done + leap.reach, 0
                continue
            # too fast for jumps here; the next attempt comes later and later
            singles = 2 * singles or order
            walked = _one_by_one(system, state, met, done, singles)
            if isinstance(walked, Bracket):
                return walked
            state, done = walked, done + singles
    return None


def _one_by_one(system: SlowMap, state: State, met: Met, done: int, steps: int) -> Bracket | State:
    """Make single steps until the target is met or the state lost, which gives a bracket; else the state after them."""
    first = None
    for k in range(done, done + steps):
        look = met(PairState(*state))
        if look is not False and first is None:
            first = k
        if look or not all(x.rel_accuracy_bits() > _LEAST for x in state):
            return Bracket(k if first is None else first, k if look else None)
        state = system.step(state)
    return state if first is None else Bracket(first, None)


def _least(at: Callable[[int], State], met: Met, reach: int, perhaps: bool) -> int:
    """Return the least k that has met the target, or may have (``perhaps``); reach + 1 if none has."""
    low, high = 0, reach + 1
    while high - low > 1:
        half = (low + high) // 2
        look = met(PairState(*at(half)))
        low, high = (low, half) if (look is not False if perhaps else look) else (half, high)
    return high
