"""Proofs that an orbit never meets its target (ours). One of (18) escapes, or is caught away from the target.

Escape: |g(x)| = |x|·|1 − ηx^{N−2}(x^N − λ)|, and where η|x|^{N−2}(|x|^N − |λ|) ≥ 2 the second factor is at least 1 in
size and stays so, since the left side grows with |x|: |d(k)| never falls again. At N = 1 the distance to λ is
multiplied by |1 − η| in every step.

Caught: m steps lead an interval around d(k) into itself, and none of its images on the way meets the target.
For the pair (40) the product may keep the wrong sign.
"""

from __future__ import annotations

from collections.abc import Callable

from flint import arb

from numerics.cases.pair import PerturbedCase
from numerics.orbits.pair import exact_pair_step

#: Periods of a cycle that is looked for, and widths of the interval tried, in units of the shift after one round.
_PERIODS = range(1, 9)
_WIDTHS = (2, 32)


def escapes(depth: int, eigenvalue: arb, step: arb, state: arb, limit: arb, eps: arb) -> bool:
    """Whether an orbit that is farther than ε from its limit certainly stays so because its size never falls again.

    >>> escapes(2, arb(1), arb(1), arb(2), arb(1), arb(0.1)), escapes(2, arb(1), arb(0.1), arb(2), arb(1), arb(0.1))
    (True, False)
    """
    if depth == 1:
        return bool(abs(1 - step) >= 1 and abs(state - limit) > eps)
    size = abs(state)
    return bool(step * size ** (depth - 2) * (size**depth - abs(eigenvalue)) >= 2 and size > limit + eps)


def caught(advance: Callable[[arb], arb], met: Callable[[arb], bool | None], state: arb) -> bool:
    """Whether some number of steps certainly leads an interval around ``state`` into itself, always off the target.

    ``advance`` maps balls to balls around all images, ``met`` says whether all (True) or none (False) of a ball meets
    the target.

    >>> below = lambda x: False if x < 1 else None
    >>> caught(lambda x: x / 3, below, arb(0.1)), caught(lambda x: 2 * x, below, arb(0.1))
    (True, False)
    """
    orbit = [arb(state.mid())]
    for _ in _PERIODS:
        orbit.append(advance(orbit[-1]))
    for period in _PERIODS:
        shift = abs(orbit[period] - orbit[0]).upper() + state.rad()
        if not shift < abs(orbit[0]) + 1:
            continue
        for width in _WIDTHS:
            interval = image = arb(orbit[0], width * shift)
            for _ in range(period):
                if met(image) is not False:
                    break
                image = advance(image)
            else:
                if interval.contains(image):
                    return True
    return False


def keeps_wrong_sign(case: PerturbedCase) -> bool:
    """Decide exactly whether the argument of docs/proofs/wrong-sign.md shows p₁p₂^{N−1} ≤ 0 < λ for all k (ours).

    >>> from dataclasses import replace
    >>> from fractions import Fraction
    >>> case = PerturbedCase(4, Fraction(1), Fraction(1), Fraction(5, 2), Fraction(1, 250), Fraction(1, 100))
    >>> keeps_wrong_sign(case), keeps_wrong_sign(replace(case, beta=Fraction(3, 2)))
    (True, False)
    """
    n, second, first = case.depth, case.alpha, case.alpha - case.beta
    if case.lam <= 0:
        return False
    if case.beta == 2 * case.alpha:
        return n % 2 == 0 or exact_pair_step(n)(first, second, case.lam, case.eta)[1] > 0
    if case.beta < 2 * case.alpha or n < 3:
        return False
    error = case.eta * abs(first * second ** (n - 1) - case.lam)
    push = second ** (n - 3) * error * abs(first)
    return second ** (n - 2) * error < 1 and (push <= 2 if n % 2 else push < 1)
