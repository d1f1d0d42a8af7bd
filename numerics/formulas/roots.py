"""Roots of increasing functions in balls: Newton's method guesses, the signs at both ends prove the enclosure."""

from __future__ import annotations

from collections.abc import Callable

from flint import arb, ctx

from numerics.exact.verdict import Undecided

Function = Callable[[arb], arb]

#: Doublings of the first step away from ``low``, and steps between two ends that lie a factor 2 apart.
_DOUBLINGS, _STEPS = 2000, 200


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
    """Return about the root: steps of Newton's method, and a halving wherever one would leave the ends."""
    for end in (a, b):
        if not (function(end) < value or function(end) > value):
            return end  # the steps would come near it by halvings alone
    root, last_bits = arb(((a + b) / 2).mid()), arb(2) ** (4 - ctx.prec)
    for _ in range(_STEPS):
        excess = function(root) - value
        if excess < 0:
            a = root
        elif excess > 0:
            b = root
        else:  # within the rounding errors
            break
        moved = arb((root - excess / slope(root)).mid())
        if abs(moved - root) <= abs(root) * last_bits:
            break
        root = moved if moved.is_finite() and a < moved < b else arb(((a + b) / 2).mid())
    return root
