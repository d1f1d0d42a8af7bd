"""Many steps at once of a map close to the identity, with proved radii: Newton's series in the number of steps (ours).

The map is x_i ← x_i(1 + w_i(x)), x_i > 0 and w polynomial. With 𝒟h = h∘g − h the k-th iterate is Σ_j C(k, j)(𝒟ʲx)(x₀),
and 𝒟ʲx(x₀) is the j-th difference of the first iterates: they are computed exactly enough that nothing is lost, for a k
as large as the map is slow. What the series leaves out, and how far a start spreads, is bounded by Cauchy's estimates
from one bound on |w| in a complex polydisc around x₀. docs/proofs/jumps.md.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

from flint import acb, arb, arb_mat

from numerics.exact.balls import working_precision

State = tuple[arb, ...]
#: Bits of bounds, which need no more.
_COARSE = 64
#: First radius of a polydisc that is tried, and the factor between radii.
_FIRST, _WIDER = 0.06, 1.25
#: Share of the radius that is kept for a start that spreads.
_SPREAD = 4
#: Terms of the series from which it is known how a start spreads.
_TERMS = 4
#: Bits beyond those asked for.
_SPARE = 40


@dataclass(frozen=True)
class SlowMap:
    """The map x_i ← x_i(1 + w_i(x)): ``rates`` returns the w_i, ``slopes`` the rows ∂w_i/∂x_j.

    Both take balls, the rates complex ones too, and work at the precision in force.
    """

    rates: Callable[[Sequence[Any]], list[Any]]
    slopes: Callable[[Sequence[arb]], list[list[arb]]]

    def step(self, state: Sequence[arb]) -> State:
        """Return the next state, as balls."""
        return tuple(x + x * w for x, w in zip(state, self.rates(state), strict=True))

    def speed(self, centre: State, radius: arb) -> arb:
        """Return M ≥ |x_i w_i(x)|/c_i for all complex x with |x_i − c_i| ≤ ``radius``·c_i."""
        around = [acb(arb(c, radius * c), arb(0, radius * c)) for c in centre]
        return reduce(arb.max, map(_upper, self.rates(around))) * (1 + radius)


@dataclass(frozen=True)
class Jump:
    """The orbit of one state, for ``reach`` steps at most: ``at(k)`` is the state after k of them."""

    system: SlowMap
    begin: State
    orbit: tuple[State, ...]
    radius: arb
    speed: arb
    reach: int
    bits: int

    def at(self, steps: int) -> State:
        """Return balls around the state after ``steps`` steps from anywhere in the balls of ``begin``.

        Raises ValueError beyond the reach.
        """
        if not 0 <= steps <= self.reach:
            raise ValueError(f"{steps} steps: this jump knows 0 to {self.reach}")
        if steps == 0:
            return self.begin
        order = len(self.orbit) - 1
        with working_precision(self.bits):
            sums = [_newton(steps, values) for values in zip(*self.orbit, strict=True)]
        with working_precision(_COARSE):
            left = remainder(steps, self.speed, order, arb(0), self.radius)
            spread = self._spread(steps)
        return tuple(
            total + _middle(x) * arb(0, _upper(left + wide))
            for total, x, wide in zip(sums, self.begin, spread, strict=True)
        )

    def _spread(self, steps: int) -> list[arb]:
        """Return how far the state can be off, relative to ``begin``, as that lies anywhere in its balls."""
        offsets = [_upper(x.rad() / x) for x in self.begin]
        if all(offset.is_zero() for offset in offsets):
            return offsets
        room, widest = self.radius / _SPREAD, reduce(arb.max, offsets)
        if not 2 * widest < room:
            return [arb.pos_inf()] * len(offsets)
        # Cauchy's estimates: of the first derivatives of what the terms leave out, of the second ones of the whole
        bend = 8 * len(offsets) * widest * (1 + self.radius) / room**2
        rest = _upper(remainder(steps, self.speed, _TERMS, room, self.radius) / room + bend)
        return [
            _upper(sum(((_upper(entry) + rest) * offset for entry, offset in zip(row, offsets, strict=True)), arb(0)))
            for row in self._slopes(steps)
        ]

    def _slopes(self, steps: int) -> list[list[arb]]:
        """Return the derivatives of the first terms of the series in x_j/c_j at the centre c, in units of c_i."""
        with working_precision(_COARSE + _TERMS * (steps.bit_length() + 2)):
            unit, places = tuple(map(_middle, self.begin)), range(len(self.begin))
            orbit, product = unit, arb_mat([[int(i == j) for j in places] for i in places])
            products = [product]
            for _ in range(_TERMS):
                product = _jacobian(self.system, orbit, unit) * product
                products.append(product)
                orbit = self.system.step(orbit)
            slopes: list[list[arb]] = _newton(steps, products).tolist()
            return slopes


def jump(system: SlowMap, state: State, order: int, wanted: int) -> Jump:
    """Return the longest jump from ``state`` whose series of ``order`` terms leaves out a share below 2^−``wanted``.

    The balls of the state are positive. A jump of reach 0 is no use: the map is too fast for it.

    >>> def rates(x): return [-x[0] * arb((1, -30))]
    >>> slow = SlowMap(rates, lambda x: [[-arb((1, -30))]])
    >>> found = jump(slow, (arb(1),), 40, 60)
    >>> found.reach > 10**7, found.at(10**7)
    (True, ([0.99077271007934...],))
    """
    with working_precision(_COARSE):
        centre = tuple(map(_middle, state))
        radius, speed = _polydisc(system, centre)
        reach = _reach(speed, radius, order, wanted)
    # the j-th difference is known to 2^j ulps, and counts C(k, j) times
    lost = order * max(0.0, math.log2(max(reach, 1)) + 1 - math.log2(order / math.e))
    bits = wanted + _SPARE + int(lost)
    with working_precision(bits):
        exact = tuple(map(_middle, state))
        orbit = [exact]
        for _ in range(order if reach else 0):
            orbit.append(system.step(orbit[-1]))
    return Jump(system, state, tuple(orbit), radius, speed, reach, bits)


def remainder(steps: int, speed: arb, order: int, spread: arb, radius: arb) -> arb:
    """Return a bound on |x_k − Σ_{j≤m} C(k, j)𝒟ʲx|/c for starts within ``spread``·c of c; it may be infinite.

    It is C(k, m+1)·M·(q/(1−q))^m, q = M/s, with m the ``order``, M the ``speed`` within the ``radius`` R of c and
    ms = R − spread − kM.

    >>> remainder(100, arb(1) / 1000, 4, arb(0), arb(1)) < 1e-4
    True
    """
    width = (radius - spread - steps * speed) / order
    if not width > speed:
        return arb.pos_inf()
    q = speed / width
    return arb(steps) ** (order + 1) / arb(order + 1).fac() * speed * (q / (1 - q)) ** order


def _polydisc(system: SlowMap, centre: State) -> tuple[arb, arb]:
    """Return a radius for which it takes many steps to leave the polydisc, and the speed there; a choice, no proof."""
    radius = arb(_FIRST)
    speed = system.speed(centre, radius)
    for factor in (_WIDER, 1 / _WIDER):
        while True:
            other = arb((radius * factor).mid())
            there = system.speed(centre, other)
            if not other / there > radius / speed:
                break
            radius, speed = other, there
    return radius, speed


def _reach(speed: arb, radius: arb, order: int, wanted: int) -> int:
    """Return the largest k, up to a few per cent, whose remainder is small enough."""
    share = 1 / (1 + math.exp(1 + wanted * math.log(2) / order))
    steps, small = int(float((radius / speed).mid()) * share), arb((1, -wanted))
    while steps > 0 and not remainder(steps, speed, order, arb(0), radius) < small:
        steps = steps * 9 // 10
    return steps


def _newton(steps: int, first: Sequence[Any]) -> Any:
    """Return Σ_{j≤m} C(k, j)(𝒟ʲx), the polynomial of degree m in k through the ``first`` m + 1 iterates.

    In Lagrange's form, Σ_i (−1)^{m−i} k(k−1)…(k−m)/((k−i)·i!·(m−i)!)·x_i, it needs no differences.
    """
    m = len(first) - 1
    if steps <= m:
        return first[steps]
    weight = arb(steps - 1).bin(m) * (-1) ** m
    total = first[0] * weight
    for i in range(1, m + 1):
        weight = -weight * ((steps - i + 1) * (m - i + 1)) / (i * (steps - i))
        total = total + first[i] * weight
    return total


def _jacobian(system: SlowMap, state: State, unit: State) -> arb_mat:
    """Return ∂g_i/∂x_j·u_j/u_i of the map g."""
    rates, slopes, places = system.rates(state), system.slopes(state), range(len(state))
    rows = [[((i == j) * (1 + rates[i]) + state[i] * slopes[i][j]) * unit[j] / unit[i] for j in places] for i in places]
    return arb_mat(rows)


def _middle(ball: arb) -> arb:
    return arb(ball.mid())


def _upper(ball: Any) -> arb:
    """Return a number above the absolute value of a ball."""
    return arb(abs(ball).upper())
