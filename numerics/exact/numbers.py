"""Exact parameters: what a number on a command line or in a call denotes, without any rounding."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TypeAlias

import numpy as np
import sympy as sp

#: What counts as an exact number. A float stands for the dyadic rational it stores.
ExactNumber: TypeAlias = int | float | str | Fraction | np.integer | np.floating | sp.Rational

#: No parameter needs more decimal digits or a larger decimal exponent; beyond it a typing error
#: such as 1e999999999 would keep the machine busy for hours.
LARGEST_DECIMAL_EXPONENT = 4000

_DECIMAL = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE]([+-]?[0-9]+))?")
_FRACTION = re.compile(r"[+-]?[0-9]+/[0-9]+")


def exact(value: ExactNumber) -> Fraction:
    """Return the rational number that ``value`` denotes, without any rounding.

    Decimal strings and fractions mean what they say, floats the dyadic rational they store. Raises
    ValueError for booleans, nan, infinities, a zero denominator and anything that is not a number.

    >>> exact("0.1"), exact("-3/6"), exact(0.1) == exact("0.1")
    (Fraction(1, 10), Fraction(-1, 2), False)
    >>> exact("1/0")
    Traceback (most recent call last):
    ValueError: '1/0' has a zero denominator
    """
    if isinstance(value, Fraction):
        return value
    if isinstance(value, bool | np.bool_):
        raise ValueError(f"{value!r} is a truth value, not a number")
    if isinstance(value, int | np.integer):
        return Fraction(int(value))
    if isinstance(value, sp.Rational) and value.is_finite:
        return Fraction(int(value.p), int(value.q))
    if isinstance(value, float | np.floating):
        if not np.isfinite(value):
            raise ValueError(f"{float(value)!r} is not a finite number")
        return Fraction(*value.as_integer_ratio())
    if isinstance(value, str):
        return _exact_from_text(value)
    raise ValueError(f"{_shown(value)} is not an exact number (int, fraction, decimal or float)")


def _exact_from_text(text: str) -> Fraction:
    trimmed = text.strip()
    if len(trimmed) > LARGEST_DECIMAL_EXPONENT:
        raise ValueError(f"{_shown(text)} has more than {LARGEST_DECIMAL_EXPONENT} characters")
    if _FRACTION.fullmatch(trimmed):
        numerator, denominator = trimmed.split("/")
        if int(denominator) == 0:
            raise ValueError(f"{text!r} has a zero denominator")
        return Fraction(int(numerator), int(denominator))
    decimal = _DECIMAL.fullmatch(trimmed)
    if decimal is None:
        raise ValueError(f"{_shown(text)} is not a number (write 3, 1/10, 0.1 or 1e-3)")
    if decimal.group(1) and abs(int(decimal.group(1))) > LARGEST_DECIMAL_EXPONENT:
        raise ValueError(f"{_shown(text)} has an exponent beyond ±{LARGEST_DECIMAL_EXPONENT}")
    return Fraction(trimmed)


def _shown(value: object) -> str:
    text = repr(value).replace("\n", " ")
    return text if len(text) <= 60 else text[:57] + "..."
