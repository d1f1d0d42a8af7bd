"""Eight hexadecimal digits that change with any part of a formula or any digit of an exact number."""

from __future__ import annotations

import re
from fractions import Fraction
from hashlib import sha256
from typing import Any

import sympy as sp

from theory.language.expressions import unfolded


def fingerprint(*parts: Any) -> str:
    """Return the same digits for the same formulas in every process; abbreviations are written out.

    >>> a = sp.Symbol("a")
    >>> fingerprint(a + 1) == fingerprint(1 + a), fingerprint(a < 1) == fingerprint(a <= 1)
    (True, False)
    """
    text = ";".join(map(_written, parts))
    return sha256(re.sub(r"dummy_index=\d+", "", text).encode()).hexdigest()[:8]


def _written(part: Any) -> str:
    if isinstance(part, Fraction):  # in decimal it may have more digits than Python allows
        return f"{part.numerator:x}/{part.denominator:x}"
    return str(sp.srepr(unfolded(sp.sympify(part))))
