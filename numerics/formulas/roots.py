"""Roots of increasing functions in balls: Newton's method guesses, the signs at both ends prove the enclosure."""

from __future__ import annotations

from collections.abc import Callable

from flint import arb, ctx

from numerics.exact.verdict import Undecided

Function = Callable[[arb], arb]

#: Doublings of the bracket, and halvings of it, before Newton's method takes over.
_DOUBLINGS, _HALVINGS = 2000, 80


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
    root = _newton(function, slope, value, *_bracket(function, value, low))
    width = (abs(root) * arb(2) ** (6 - ctx.prec)).mid()
    for _ in range(ctx.prec):
        below, above = arb((root - width).mid()), arb((root + width).mid())
        if function(below) < value < function(above):
            return below.union(above)
        width *= 2
    raise Undecided("a root is not enclosed")


def _bracket(function: Function, value: arb, low: arb) -> tuple[arb, arb]:
    """Return a < b with the root between them: at most a factor 2 apart, counted from ``low``, then halved."""
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
    a, b = (arb(end.mid()) for end in ends)
    for _ in range(_HALVINGS):
        middle = arb(((a + b) / 2).mid())
        at = function(middle)
        if at < value:
            a = middle
        elif at > value:
            b = middle
        else:
            break
    return a, b


def _newton(function: Function, slope: Function, value: arb, a: arb, b: arb) -> arb:
    root = arb(((a + b) / 2).mid())
    for _ in range(ctx.prec.bit_length()):
        correction = (function(root) - value) / slope(root)
        moved = arb((root - correction).mid())
        if not (moved.is_finite() and a <= moved <= b):
            break
        root = moved
    return root
