"""Short fractions: the one with the smallest denominator in an interval."""

from __future__ import annotations

from fractions import Fraction


def simplest(low: Fraction, high: Fraction) -> Fraction:
    """Return the fraction with the smallest denominator in [low, high], found by the Stern–Brocot tree.

    >>> simplest(Fraction(311, 1000), Fraction(36, 100)), simplest(Fraction(-3), Fraction(-5, 2))
    (Fraction(1, 3), Fraction(-3, 1))
    >>> simplest(Fraction(1), Fraction(0))
    Traceback (most recent call last):
    ValueError: there is no fraction in [1, 0]
    """
    if high < low:
        raise ValueError(f"there is no fraction in [{low}, {high}]")
    if low <= 0 <= high:
        return Fraction(0)
    if high < 0:
        return -simplest(-high, -low)
    whole = low.numerator // low.denominator
    if whole == low:
        return Fraction(whole)
    if whole + 1 <= high:
        return Fraction(whole + 1)
    return whole + 1 / simplest(1 / (high - whole), 1 / (low - whole))
