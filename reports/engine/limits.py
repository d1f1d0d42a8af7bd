"""Limits on what is accepted from outside, for the command line, witness files and calls of ``bound`` alike."""

from __future__ import annotations

from fractions import Fraction

#: Largest depth, of commands, files and calls alike: the formulas, and the degree of their polynomials, grow with it.
#: The rounding proofs behind the compiled loops reach further, so that no accepted depth is without them. It is the
#: limit of ``numerics.orbits.parameters``, written again because ``--help`` is not to wait for the numerics.
LARGEST_DEPTH = 64

#: Characters of a number in a file, as ``numerics.exact.numbers`` takes them in a text.
LARGEST_NUMBER = 4000


def require_depth(depth: Fraction | float) -> None:
    """Raise ValueError for a number of factors beyond LARGEST_DEPTH.

    >>> require_depth(65)
    Traceback (most recent call last):
    ValueError: depth = 65: at most 64 is supported
    """
    if depth > LARGEST_DEPTH:
        raise ValueError(f"depth = {depth}: at most {LARGEST_DEPTH} is supported")
