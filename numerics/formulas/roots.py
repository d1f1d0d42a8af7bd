"""Roots of increasing functions in balls: Newton's method guesses, the signs at both ends prove the enclosure."""

from __future__ import annotations

from collections.abc import Callable

from flint import arb, ctx

from numerics.exact.verdict import Undecided

Function = Callable[[arb], arb]

#: Doublings of the first step away from ``low``, and steps between two ends that lie a factor 2 apart.
_DOUBLINGS, _STEPS = 2000, 200
#: Far above the value a step of Newton's method that shrinks the excess less than this is no better than a halving.
_QUICK = 16


def enclose_root(function: Function, slope: Function, value: arb, low: arb) -> arb:
    """Return a ball around the w ≥ ``low`` with function(w) = ``value``, for a function that increases from ``low`` on.

    ``low`` itself is returned when the value there is ``value`` exactly. Raises Undecided when the working precision
    does not suffice, or when the value is smaller than the function at ``low``.

    >>> enclose_root(lambda w: w * w, lambda w: 2 * w, arb(2), arb(0))
    [1.41421356237...]
    """
    least = function(low)
    if least.is_exact() and value.is_exact() and least == value:
        return low
    if not least < value:
        raise Undecided("the value is not certainly reached")
    root = _between(function, slope, value, *_ends(function, value, low))
    width = (abs(root) * arb(2) ** (6 - ctx.prec)).mid()
    for _ in range(ctx.prec):
        below, above = arb((root - width).mid()), arb((root + width).mid())
        if function(below) < value < function(above):
            return below.union(above)
        width *= 2
    raise Undecided("a root is not enclosed")


def _ends(function: Function, value: arb, low: arb) -> tuple[arb, arb]:
    """Return a < b with the root between them, at most a factor 2 apart, counted from ``low``."""
    reach = arb(1)
    if function(low + reach) < value:
        for _ in range(_DOUBLINGS):
            reach *= 2
            if not function(low + reach) < value:
                break
        ends = low + reach / 2, low + reach
    else:
        for _ in range(_DOUBLINGS):
            reach /= 2
            if not function(low + reach) > value:
                break
        ends = low + reach, low + 2 * reach
    return arb(ends[0].mid()), arb(ends[1].mid())


def _between(function: Function, slope: Function, value: arb, a: arb, b: arb) -> arb:
    """Return about the root: steps of Newton's method, and a halving wherever one would leave the ends or hardly moves.

    On the steep side of an exponential Newton's steps are as short as they are sure.
    """
    scale = abs(value) + abs(function(a))
    for end in (a, b):
        if _side(function(end) - value, scale) == 0:
            return end  # the steps would come near it by halvings alone
    root, last_bits, before = arb(((a + b) / 2).mid()), arb(2) ** (4 - ctx.prec), arb.pos_inf()
    for _ in range(_STEPS):
        excess = function(root) - value
        side = _side(excess, scale)
        if side < 0:
            a = root
        elif side > 0:
            b = root
        else:
            break
        moved = arb((root - excess / slope(root)).mid())
        if abs(moved - root) <= abs(root) * last_bits:
            break
        inside, crawling = moved.is_finite() and a < moved < b, scale < abs(excess) and before < _QUICK * abs(excess)
        root, before = moved if inside and not crawling else arb(((a + b) / 2).mid()), abs(excess)
    return root


def _side(excess: arb, scale: arb) -> int:
    """Return on which side of the root a point lies, 0 within the rounding errors; a guess, no proof.

    A ball that is wide on the scale of the value is that of a point far above: the function has grown beyond measure.
    """
    if excess < 0:
        return -1
    return 1 if excess > 0 or not excess.is_finite() or excess.rad() > scale else 0
