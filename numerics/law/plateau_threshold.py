"""The largest initial scale from which the flow has a plateau between two eigenvalues, enclosed in a ball.

The length F(α) of the plateau strictly decreases (``theory.sharp.plateau_existence``), so the signs of F at two scales
enclose its zero. They are decided in balls from the formula of the record, at scales of any size.
"""

from __future__ import annotations

from fractions import Fraction

import sympy as sp
from flint import arb

from numerics.claims.case import Case
from numerics.claims.world import Values
from numerics.exact.balls import endpoints, to_ball, working_precision
from theory.language.symbols import N, alpha, eigenvalue_symbol, ell, eps, n, theta
from theory.sharp.plateau_existence import length

_EXISTS = sp.Ge(length(alpha), 0, evaluate=False)
#: Halvings of the scale until a plateau is to be found: gaps down to 1/20000 at N = 2.
_SMALLEST = 17


def plateau_threshold(
    depth: int, eigenvalue: Fraction, following: Fraction, below: Fraction, above: Fraction, bits: int = 40
) -> arb:
    """Return a ball of about so many ``bits`` around α_ℓ: the plateau of rank ℓ exists exactly for α ≤ α_ℓ (ours).

    ``eigenvalue`` λ_ℓ > ``following`` λ_{ℓ+1} > 0; ``below`` is ε and ``above`` is θ, both in (0, 1). Larger ones are
    learned before λ_ℓ, unless α^N is more than half of that. Raises ValueError for a number out of range, and where
    the threshold is below 2^−131072.

    >>> threshold = plateau_threshold(2, Fraction(1), Fraction(1, 2), Fraction(1, 20), Fraction(1, 20))
    >>> f"{float(threshold):.9f}"
    '0.006036926'
    """
    if depth < 2:
        raise ValueError(f"depth = {depth}: plateaus need depth >= 2")
    if not eigenvalue > following > 0:
        raise ValueError(f"eigenvalues {eigenvalue}, {following}: a plateau needs lambda_l > lambda_(l+1) > 0")
    for name, share in (("below", below), ("above", above)):
        if not 0 < share < 1:
            raise ValueError(f"{name} = {share}: 0 < {name} < 1 is needed")
    values = {
        N: Fraction(depth),
        n: Fraction(2),
        eigenvalue_symbol(1): Fraction(eigenvalue),
        eigenvalue_symbol(2): Fraction(following),
        ell: Fraction(1),
        eps: Fraction(below),
        theta: Fraction(above),
    }
    with working_precision(bits + 64):
        largest = to_ball(above * following).root(depth)
    if above * following >= (1 - below) * eigenvalue:
        return largest  # λ_ℓ is learned before λ_{ℓ+1} leaves, wherever that starts below its level
    high = endpoints(largest)[0] * (1 - Fraction(1, 2**50))
    low = _some_scale(values, high)
    while low * (2**bits + 1) < high * 2**bits:
        middle = _between(low, high, bits)
        exists = _exists(values, middle)
        if exists is None:
            break
        low, high = (middle, high) if exists else (low, middle)
    with working_precision(bits + 64):
        return to_ball(low).union(to_ball(high))


def _exists(values: Values, scale: Fraction) -> bool | None:
    """Whether there is a plateau from this initial scale; None where the balls leave it open."""
    return Case({**values, alpha: scale}).holds(_EXISTS)


def _some_scale(values: Values, largest: Fraction) -> Fraction:
    """Return a scale from which there is a plateau."""
    for doubled in range(_SMALLEST + 1):
        scale = largest / 2**2**doubled
        if _exists(values, scale):
            return scale
    raise ValueError(f"the eigenvalues are too close: no plateau even from alpha = 2^-{2**_SMALLEST}; raise the depth")


def _between(low: Fraction, high: Fraction, bits: int) -> Fraction:
    """Return a short number between two: the geometric mean while they are far apart, then the middle."""
    ratio = high / low
    if ratio > 4:
        return low * 2 ** ((ratio.numerator.bit_length() - ratio.denominator.bit_length()) // 2)
    middle = (low + high) / 2
    # so many bits are enough, relative to its size
    size = middle.denominator.bit_length() - middle.numerator.bit_length() + bits + 8
    rounded = Fraction(round(middle * 2**size), 2**size) if size > 0 else middle
    return rounded if low < rounded < high else middle
