"""What the eigenvalues of the product W(k) are on the way, as balls: by descent at iteration k, by the flow at time t.

Both starts keep W(k) diagonal in the eigenbasis of Ŵ (Lemmas 2.1 and 2.8), so a matrix is its spectrum here: each
distinct eigenvalue λ_i runs once, through (18) or through the pair (40), and counts as often as it occurs. All norms
are those of the full matrices.

>>> from numerics.exact.balls import decimal_string
>>> at = descent_spectra(2, [4, 1, 1, 0], "1/100", "1/16", [0, 40])[1]
>>> [decimal_string(value, 4) for value in at.values], decimal_string(at.effective_rank, 5)
(['4.000', '0.01263', '0.00009995'], '1.0063')
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from itertools import islice, pairwise
from typing import TypeVar

from flint import arb, ctx

from numerics.exact.balls import to_ball, working_precision
from numerics.exact.numbers import ExactNumber, exact
from numerics.exact.verdict import Undecided
from numerics.orbits.flow import solve_flow
from numerics.orbits.pair import mean_value_pair_orbit
from numerics.orbits.parameters import check_case
from numerics.orbits.scalar import ball_orbit

S = TypeVar("S")

#: Bits of an orbit: enough for 30 digits after the longest run of a figure.
_BITS = 128


@dataclass(frozen=True)
class ProductSpectrum:
    """The eigenvalues of W = W_N⋯W_1 beside those of Ŵ, at one iteration or time.

    ``eigenvalues`` are the distinct λ_i of Ŵ in descending order, ``multiplicities`` say how often each occurs,
    ``values`` are balls around the w_i that belong to them, and ``limits`` is what the w_i tend to: λ_i, or max(λ_i, 0)
    from the identical start at depth N ≥ 2 (Theorems 1.1 and 1.3). What follows from them is computed at the working
    precision in force.
    """

    eigenvalues: tuple[Fraction, ...]
    multiplicities: tuple[int, ...]
    values: tuple[arb, ...]
    limits: tuple[Fraction, ...]

    @property
    def errors(self) -> tuple[arb, ...]:
        """The E_ii of (11) and (15): w_i minus its limit."""
        return tuple(w - to_ball(limit) for w, limit in zip(self.values, self.limits, strict=True))

    @property
    def nuclear_norm(self) -> arb:
        """‖W‖_* = Σ|w_i|."""
        return _sum(self.multiplicities, [abs(w) for w in self.values])

    @property
    def norm(self) -> arb:
        """‖W‖ = max|w_i|."""
        return reduce(arb.max, [abs(w) for w in self.values])

    @property
    def effective_rank(self) -> arb:
        """r(W) = ‖W‖_*/‖W‖. Raises Undecided where W may be 0.

        >>> targets = (Fraction(2), Fraction(-1))
        >>> ProductSpectrum(targets, (1, 3), (arb(2), arb(-1)), targets).effective_rank
        2.50000000000000
        """
        norm = self.norm
        if not norm > 0:
            raise Undecided(f"the largest eigenvalue {norm} may be 0")
        return self.nuclear_norm / norm

    @property
    def distance(self) -> arb:
        """‖W − Ŵ‖_F.

        >>> targets = (Fraction(2), Fraction(-1))
        >>> ProductSpectrum(targets, (1, 4), (arb(2), arb(0)), (Fraction(2), Fraction(0))).distance
        2.00000000000000
        """
        gaps = [w - to_ball(value) for w, value in zip(self.values, self.eigenvalues, strict=True)]
        square = _sum(self.multiplicities, [gap * gap for gap in gaps])
        if square > 0:
            return square.sqrt()
        return arb(0).union(square.upper().sqrt())  # rounding has taken the ball below 0, where there is no root


def _sum(multiplicities: Sequence[int], terms: Sequence[arb]) -> arb:
    return sum((times * term for times, term in zip(multiplicities, terms, strict=True)), arb(0))


def descent_spectra(
    depth: int,
    eigenvalues: Sequence[ExactNumber],
    alpha: ExactNumber,
    step: ExactNumber,
    iterations: Sequence[int],
    beta: ExactNumber = 0,
    bits: int = _BITS,
) -> list[ProductSpectrum]:
    """Return the spectrum of W(k) at each of the increasing ``iterations`` k ≥ 0 of gradient descent.

    Ŵ has the exact ``eigenvalues``, repeated as often as they occur, in any order; η is ``step``. The start is αI in
    all factors, or (α−β)I in one of them (13). ``bits`` is the working precision. Raises ValueError for a parameter
    outside its domain and Undecided where half of the bits are lost, as in an orbit that diverges. Source: (18), (40).

    >>> from numerics.exact.balls import decimal_string
    >>> perturbed = descent_spectra(2, [1, -1], "1/10", "1/20", [400], beta="1/100")[0]
    >>> [decimal_string(value, 6) for value in perturbed.values]
    ['1.00000', '-1.00000']
    >>> descent_spectra(2, [1], "1/10", 0, [1])
    Traceback (most recent call last):
    ValueError: eta is 0, but eta > 0 is assumed
    """
    start, rate = check_case(depth, {"alpha": alpha, "eta": step})
    smaller = exact(beta)
    if smaller < 0 or (smaller and depth < 2):
        raise ValueError(f"beta is {smaller} at depth {depth}, but 0, or beta > 0 and depth ≥ 2, is assumed")
    wanted = list(iterations)
    if any(k < 0 for k in wanted[:1]) or any(k >= after for k, after in pairwise(wanted)):
        raise ValueError(f"iterations are {wanted[:5]}, but must increase from 0 or later")
    distinct, multiplicities = _distinct(eigenvalues)
    with working_precision(bits):
        columns = [_products(depth, value, start, smaller, rate, wanted) for value in distinct]
    limits = distinct if smaller or depth == 1 else tuple(max(value, Fraction(0)) for value in distinct)
    return [ProductSpectrum(distinct, multiplicities, row, limits) for row in zip(*columns, strict=True)]


def flow_spectra(
    depth: int,
    eigenvalues: Sequence[ExactNumber],
    alpha: ExactNumber,
    times: Sequence[ExactNumber],
    bits: int = _BITS,
) -> list[ProductSpectrum]:
    """Return the spectrum of W(t) at each of the ``times`` t ≥ 0 of the gradient flow from the identical start.

    Raises ValueError for a parameter outside its domain. Source: (28), Lemma 2.5.

    >>> from numerics.exact.balls import decimal_string
    >>> at = flow_spectra(2, [4, 1], "1/100", ["5/2"])[0]
    >>> [decimal_string(value, 4) for value in at.values]
    ['4.000', '0.01463']
    """
    (start,) = check_case(depth, {"alpha": alpha})
    moments = [exact(time) for time in times]
    if any(time < 0 for time in moments):
        raise ValueError(f"a time is {min(moments)}, but t ≥ 0 is assumed")
    distinct, multiplicities = _distinct(eigenvalues)
    limits = distinct if depth == 1 else tuple(max(value, Fraction(0)) for value in distinct)
    with working_precision(bits):
        rows = [
            tuple(solve_flow(depth, to_ball(value), to_ball(start), to_ball(time)) ** depth for value in distinct)
            for time in moments
        ]
    return [ProductSpectrum(distinct, multiplicities, row, limits) for row in rows]


def _distinct(eigenvalues: Sequence[ExactNumber]) -> tuple[tuple[Fraction, ...], tuple[int, ...]]:
    values = [exact(value) for value in eigenvalues]
    if not values:
        raise ValueError("there are no eigenvalues, but at least one is needed")
    distinct = tuple(sorted(set(values), reverse=True))
    return distinct, tuple(values.count(value) for value in distinct)


def _products(
    depth: int, eigenvalue: Fraction, alpha: Fraction, beta: Fraction, step: Fraction, wanted: Sequence[int]
) -> list[arb]:
    """Return the w(k) that belong to one eigenvalue, at the iterations ``wanted``."""
    lam, start, rate = to_ball(eigenvalue), to_ball(alpha), to_ball(step)
    if beta:
        pairs = _picked(mean_value_pair_orbit(depth, lam, start, to_ball(beta), rate), wanted)
        return _sharp([first * second ** (depth - 1) for first, second in pairs], wanted)
    return _sharp([state**depth for state in _picked(ball_orbit(depth, lam, start, rate), wanted)], wanted)


def _picked(orbit: Iterator[S], wanted: Sequence[int]) -> list[S]:
    """Return the states of an orbit at the increasing iterations ``wanted``."""
    found, now = [], -1
    for k in wanted:
        found.append(next(islice(orbit, k - now - 1, None)))
        now = k
    return found


def _sharp(products: list[arb], wanted: Sequence[int]) -> list[arb]:
    """Return ``products``; raises Undecided for a ball that has lost half of its bits."""
    for k, value in zip(wanted, products, strict=True):
        if not value.rad() < arb((1, -(ctx.prec // 2))):
            raise Undecided(f"{ctx.prec} bits do not follow the orbit to iteration {k}: it diverges, or needs more")
    return products
