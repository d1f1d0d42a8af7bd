"""Orbits of the pair (40) that can be trusted step by step: in balls, or exactly in rationals.

Balls run in Δ = p₂ − p₁ and Σ = p₂ + p₁, which a step multiplies by 1 + ηr and 1 − ηr (Lemma 2.9): there the relative
width grows by a factor close to 1, while p₁ and p₂ themselves would lose Δ in their rounding errors.

>>> start = (fmpq(-1), fmpq(1, 2), fmpq(1, 4), fmpq(1, 16))
>>> orbit = exact_pair_orbit(2, *start)
>>> [str(value) for value in (*next(orbit), *next(orbit))]
['1/4', '1/2', '55/256', '247/512']
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, reduce
from typing import Any

import numpy as np
import sympy as sp
from flint import arb, fmpq
from numpy.typing import NDArray

from numerics.formulas.evaluate import compile_expression
from numerics.orbits.scalar import descent_limit
from theory.dynamics.descent import p1, p2, perturbed_step, rate_at
from theory.language.symbols import eta, lam

_difference = sp.Symbol("Delta", positive=True)
_total = sp.Symbol("Sigma", real=True)


@dataclass(frozen=True)
class PairState:
    """One state of the pair: ``difference`` Δ = p₂ − p₁ and ``total`` Σ = p₂ + p₁, as balls."""

    difference: arb
    total: arb

    @property
    def first(self) -> arb:
        """p₁, the eigenvalue of the perturbed factor."""
        return (self.total - self.difference) / 2

    @property
    def second(self) -> arb:
        """p₂, the eigenvalue of the others."""
        return (self.total + self.difference) / 2

    @property
    def squares(self) -> arb:
        """Δ₂ = p₂² − p₁²."""
        return self.total * self.difference

    def product(self, depth: int) -> arb:
        """p₁p₂^{N−1}."""
        power: arb = self.second ** (depth - 1)
        return self.first * power


@cache
def exact_pair_step(depth: int) -> Callable[..., Any]:
    """Return the map (40) as a function of (p₁, p₂, λ, η) for any exact number type with + − * and powers.

    >>> exact_pair_step(2)(fmpq(1, 4), fmpq(1, 2), fmpq(0), fmpq(1))
    (3/16, 15/32)
    """
    function: Callable[..., Any] = sp.lambdify((p1, p2, lam, eta), perturbed_step(depth), modules="math")
    return function


def exact_pair_orbit(depth: int, eigenvalue: Any, alpha: Any, beta: Any, step: Any) -> Iterator[tuple[Any, Any]]:
    """Yield (p₁, p₂) of (40) from (α−β, α) in any exact arithmetic, Fraction or fmpq.

    Numerators grow (2N−1)-fold in length with each step.
    """
    advance, state = exact_pair_step(depth), (alpha - beta, alpha)
    while True:
        yield state
        state = advance(*state, eigenvalue, step)


@cache
def ball_rate(depth: int) -> Callable[..., arb]:
    """Return ηr of (42) as a function of balls (Δ, Σ, λ, η), compiled from the formula of ``theory``."""
    return compile_expression(_rate(depth), (_difference, _total, lam, eta), "arb")


@cache
def ball_rate_slopes(depth: int) -> tuple[Callable[..., arb], Callable[..., arb]]:
    """Return the derivatives of ηr in Δ and in Σ, as functions of balls (Δ, Σ, λ, η)."""
    by_difference, by_total = (
        compile_expression(sp.diff(_rate(depth), x), (_difference, _total, lam, eta), "arb")
        for x in (_difference, _total)
    )
    return by_difference, by_total


def _rate(depth: int) -> sp.Expr:
    return eta * rate_at(depth, (_total - _difference) / 2, (_total + _difference) / 2)


def ball_pair_orbit(depth: int, eigenvalue: arb, alpha: arb, beta: arb, step: arb) -> Iterator[PairState]:
    """Yield the states of (40) from (α−β, α) as balls, computed at the working precision in force.

    >>> orbit = ball_pair_orbit(2, arb(-1), arb(0.5), arb(0.25), arb(0.0625))
    >>> next(orbit).first, next(orbit).first
    (0.250000000000000, 0.214843750000000)
    """
    rate = ball_rate(depth)
    difference, total = beta, 2 * alpha - beta
    while True:
        yield PairState(difference, total)
        y = rate(difference, total, eigenvalue, step)
        difference, total = difference + y * difference, total - y * total


@cache
def _step_and_slopes(depth: int) -> tuple[tuple[Callable[..., arb], ...], ...]:
    """Return, for p₁ and for p₂, the next value and its derivatives in p₁ and p₂, as functions of (p₁, p₂, λ, η)."""
    arguments = (p1, p2, lam, eta)
    first, second = (
        tuple(compile_expression(part, arguments, "arb") for part in (value, sp.diff(value, p1), sp.diff(value, p2)))
        for value in perturbed_step(depth)
    )
    return first, second


def mean_value_pair_orbit(depth: int, eigenvalue: arb, alpha: arb, beta: arb, step: arb) -> Iterator[tuple[arb, arb]]:
    """Yield (p₁, p₂) of (40) from (α−β, α) as balls in mean-value form, at the working precision in force.

    They stay narrow where the orbit converges, for however long: at a fixed point J − 1 has rank 1 and no positive
    entry on the diagonal, so that the moduli of the entries of J have spectral radius 1 as J has, for steps small
    enough that the diagonal of J is positive. The balls of ``ball_pair_orbit`` widen there, but keep more of Δ on the
    way.

    >>> orbit = mean_value_pair_orbit(2, arb(-1), arb(0.5), arb(0.25), arb(0.0625))
    >>> next(orbit), next(orbit)
    ((0.250000000000000, 0.500000000000000), (0.214843750000000, 0.482421875000000))
    """
    maps = _step_and_slopes(depth)
    first, second = alpha - beta, alpha
    while True:
        yield first, second
        middle = arb(first.mid()), arb(second.mid())
        off = first - middle[0], second - middle[1]
        first, second = (
            value(*middle, eigenvalue, step)
            + by_first(first, second, eigenvalue, step) * off[0]
            + by_second(first, second, eigenvalue, step) * off[1]
            for value, by_first, by_second in maps
        )


def pair_trajectory(
    depth: int, eigenvalue: float, alpha: float, beta: float, step: float, steps: int
) -> NDArray[np.float64]:
    """Return p₁(k), p₂(k) for k = 0..steps in float64, shape (steps + 1, 2); for figures, nothing certified.

    ``step`` is η. An orbit that diverges ends in inf or nan.

    >>> pair_trajectory(2, -1.0, 0.5, 0.25, 0.0625, 1)[1].round(6).tolist()
    [0.214844, 0.482422]
    """
    states = np.empty((steps + 1, 2))
    difference, total = float(beta), 2.0 * alpha - beta
    with np.errstate(all="ignore"):
        for k in range(steps + 1):
            first, second = (total - difference) / 2, (total + difference) / 2
            states[k] = first, second
            power = np.float64(second) ** (depth - 2)
            y = step * power * (first * power * second - eigenvalue)
            difference, total = difference + y * difference, total - y * total
    return states


def exact_error(depth: int, eigenvalue: fmpq, first: fmpq, second: fmpq) -> fmpq:
    """Return |p₁p₂^{N−1} − λ| exactly.

    >>> exact_error(2, fmpq(-1), fmpq(1, 2), fmpq(1, 3))
    7/6
    """
    return abs(first * second ** (depth - 1) - eigenvalue)


def settled(depth: int, eigenvalue: arb, step: arb, first: arb, second: arb) -> tuple[arb, arb] | None:
    """Return balls around all later p₁ and all later p₂ of (40) from (p₁, p₂) = (``first``, ``second``), or None.

    Where it returns them, |p₁p₂^{N−1} − λ| never grows again and p₁p₂^{N−1} − λ never changes its sign. Source: ours,
    argued by hand in docs/proofs/settled-pair.md, whose cases are those of the code.

    >>> p1, p2 = settled(2, arb(-1), arb(0.0625), arb(0.25), arb(0.5))
    >>> p1.contains(arb(-0.99)), p2.contains(arb(1.01)), settled(2, arb(-1), arb(1), arb(0.25), arb(0.5))
    (True, True, None)
    """
    if eigenvalue < 0:
        mirrored = settled(depth, -eigenvalue, step, -first, second)
        return None if mirrored is None else (-mirrored[0], mirrored[1])
    if not ((eigenvalue > 0 or eigenvalue.is_zero()) and step > 0 and abs(first) < second):
        return None
    limit = descent_limit(depth, eigenvalue)
    power, squares = second ** (depth - 1), (second - first) * (second + first)
    error = eigenvalue - first * power
    boxes = [(first, second)]
    if not (error <= 0 or eigenvalue.is_zero()):
        top = limit**2 + squares
        if first >= 0:
            most = limit.min(eigenvalue / power)
            boxes.append((most, (most**2 + squares).sqrt()))
        else:
            top = top.max(second**2)
            boxes.append((limit, top.sqrt().union(arb(0))))
        h = step * top ** (depth - 1)
        if not depth * h * (1 + h) ** (depth - 1) <= 1:
            return None
    if eigenvalue.is_zero() or not error >= 0:
        if not depth * step * power**2 <= 1:
            return None
        least = limit.max((eigenvalue / first).root(depth - 1)) if first > 0 and eigenvalue > 0 else limit
        boxes.append((eigenvalue / power, least))
    hulls = [reduce(arb.union, side) for side in zip(*boxes, strict=True)]
    return hulls[0], hulls[1]
