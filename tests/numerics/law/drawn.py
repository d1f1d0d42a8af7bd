"""Exact cases of every regime inside the sharp Lemma 2.2, from tiny to large starts and steps."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from fractions import Fraction

from numerics.cases.scalar import ScalarCase
from numerics.law.path import one_sided

REGIMES = ("below", "above", "negative", "zero")
DEPTHS = (2, 2, 3, 3, 4, 5, 6, 8, 12, 20)


def drawn(regime: str, count: int, seed: int) -> Iterator[ScalarCase]:
    """Yield cases of one regime, some at nine tenths of the sharp step size and some far below it."""
    random_ = random.Random(f"{regime} {seed}")
    while count:
        case = _attempt(regime, random_)
        if one_sided(case):
            count -= 1
            yield case


def _between(random_: random.Random, low: float, high: float) -> Fraction:
    return Fraction(f"{math.exp(random_.uniform(math.log(low), math.log(high))):.4e}")


def _attempt(regime: str, random_: random.Random) -> ScalarCase:
    n = random_.choice(DEPTHS)
    size = _between(random_, 0.1, 10)
    unit = float(size) ** (1 / n)
    if regime == "below":
        low = 1e-4 if n == 2 else 10 ** (-2 if n == 3 else -1.2)
        lam, alpha = size, Fraction(f"{unit:.6e}") * _between(random_, low, 0.97)
        largest = 1 / (n * float(size) ** (2 - 2 / n))
    elif regime == "above":
        lam, alpha = size, Fraction(f"{unit:.6e}") * _between(random_, 1.01, 30)
        power = (float(alpha) / unit) ** n
        largest = (float(alpha) / unit - 1) / ((float(alpha) / unit) ** (n - 1) * (power - 1)) / unit ** (2 * n - 2)
    elif regime == "negative":
        lam, alpha = -size, Fraction(f"{unit:.6e}") * _between(random_, 0.1, 10)
        largest = 1 / (float(alpha) ** (n - 2) * (float(alpha) ** n + float(size)))
    else:
        lam, alpha = Fraction(0), _between(random_, 0.1, 10)
        largest = float(alpha) ** (2 - 2 * n)
    share = random_.uniform(0.3, 0.999) if random_.random() < 0.4 else 10 ** -random_.uniform(0, 3)
    eta = Fraction(f"{largest * share:.5e}")
    gap = abs(float(alpha) - unit) if lam > 0 else float(alpha)
    deep = 30 if lam > 0 else 25 if n == 2 and lam else 5 / max(n - 2, 1) if lam else 5 / (n - 1)
    return ScalarCase(n, lam, alpha, eta, Fraction(f"{gap * 10 ** -random_.uniform(0.05, deep):.4e}"))
