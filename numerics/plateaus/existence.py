"""Which starts have a plateau at all: the largest α, and one that makes a plateau half as long as can be (flow, ours).

T_λ(u) is the time of the flow from α to the level w = uλ. The plateau between λ_l and λ_{l+1} is not empty if and only
if F(α) = T_{λ_{l+1}}(θ) − T_{λ_l}(1−ε) ≥ 0. F falls strictly in α, as T'_λ = −1/f_λ(α) and 1/f_λ grows as λ falls, and
it tends to ∞ as α → 0 where λ_l > λ_{l+1}. So its root is one number, found by bisection in ln α; the signs of F at
both ends of the result, in balls, prove that it is inside.
The argument is docs/proofs/windows.md.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

import sympy as sp
from flint import arb

from numerics.exact.balls import to_ball, working_precision
from numerics.exact.verdict import Undecided
from numerics.formulas.straight_line import compile_expression
from theory.language.symbols import alpha, lam
from theory.sharp.plateau_levels import level, level_time, shortest_wanted

#: Bits of the balls, halvings of an interval for ln α, doublings in search of one, and bits that the result has.
_BITS, _HALVINGS, _DOUBLINGS, _WANTED = 128, 200, 40, 50


@dataclass(frozen=True)
class Gap:
    """Two neighbouring levels λ_l > λ_{l+1} > 0 at depth N ≥ 2, and the levels 1−ε and θ that a plateau asks for."""

    depth: int
    larger: Fraction
    smaller: Fraction
    below: Fraction
    above: Fraction

    def longest_start(self) -> arb:
        """Return ln of the α at which the smaller eigenvalue starts at its level: beyond it there is no plateau."""
        return to_ball(self.above * self.smaller).log() / self.depth


def largest_start(gap: Gap) -> arb:
    """Return a ball around ln α_l, the largest α whose gradient flow has the plateau.

    Raises Undecided where the balls do not tell, ValueError where the two levels are equal.

    >>> with working_precision(64):
    ...     (2 * largest_start(Gap(2, Fraction(1), Fraction(1, 2), Fraction(1, 20), Fraction(1, 20)))).exp()
    [3.6444...e-5 +/- ...]
    """
    return _root(gap, lambda arrival, departure: departure - arrival)


def generous_start(gap: Gap) -> arb:
    """Return a ball around ln α for the α whose plateau is half as long, as a share of its end, as any start allows.

    The root is one: T_{λ_{l+1}}(θ)·(1 − c) − T_{λ_l}(1−ε) falls in α as F does, as f_{λ_{l+1}}/f_{λ_l} < λ_{l+1}/λ_l.

    >>> with working_precision(64):
    ...     (2 * generous_start(Gap(2, Fraction(2), Fraction(1), Fraction(1, 20), Fraction(1, 20)))).exp()
    [1.0096...e-7 +/- ...]
    """
    share = _share(gap)

    def excess(arrival: arb, departure: arb) -> arb:
        return departure - share(departure) - arrival

    return _root(gap, excess)


def _share(gap: Gap) -> Callable[[arb], arb]:
    later = sp.Symbol("later", positive=True)
    ends = (sp.Rational(value.numerator, value.denominator) for value in (gap.larger, gap.smaller))
    function: Callable[[arb], arb] = compile_expression(shortest_wanted(later, *ends), (later,), "arb")
    return function


def _root(gap: Gap, excess: Callable[[arb, arb], arb]) -> arb:
    if not gap.larger > gap.smaller > 0:
        raise ValueError(f"the levels {gap.larger} and {gap.smaller} do not differ: no plateau lies between them")
    with working_precision(_BITS):
        high = arb(gap.longest_start().lower()) - arb(2) ** -20

        def sign(place: arb) -> int:
            value = excess(_time(gap, gap.larger, 1 - gap.below, place), _time(gap, gap.smaller, gap.above, place))
            return 1 if value > 0 else -1 if value < 0 else 0

        if sign(high) >= 0:
            return gap.longest_start()
        low = next((high - 2**i for i in range(_DOUBLINGS) if sign(high - 2**i) > 0), None)
        if low is None:
            raise Undecided("no start is found that has this plateau")
        for _ in range(_HALVINGS):
            half = arb(((low + high) / 2).mid())
            side = sign(half)
            if side == 0 or high - low < arb(2) ** -_WANTED * (1 + abs(low)):
                break
            low, high = (half, high) if side > 0 else (low, half)
        return low.union(high)


@cache
def _times(depth: int) -> Callable[..., arb]:
    return compile_expression(level_time(depth, alpha), (alpha, lam, level), "arb")


def _time(gap: Gap, eigenvalue: Fraction, share: Fraction, place: arb) -> arb:
    """Return T_λ(u) from α = e^{place}, which is below both levels of the gap."""
    return _times(gap.depth)(place.exp(), to_ball(eigenvalue), to_ball(share))
