"""The sharp count from below, from above and before the change of sign, written out again in plain mpmath."""

from __future__ import annotations

from fractions import Fraction

import mpmath
import pytest
from mpmath import cosh, exp, mpf, sinh

from numerics.bounds.pair_count import sharp_bound
from numerics.cases.pair import PerturbedCase


class Pair:
    """One case: G(w, S), its inverse, ∫cosh^{N−2}, the rate and κ, and what all cases start from."""

    def __init__(self, case: PerturbedCase) -> None:
        self.n = case.depth
        self.lam, self.alpha, self.beta, self.eta, self.eps = (
            mpf(v.numerator) / v.denominator for v in (case.lam, case.alpha, case.beta, case.eta, case.eps)
        )
        self.start = self.alpha ** (self.n - 1) * (self.alpha - self.beta)
        self.gap = self.beta * (2 * self.alpha - self.beta)
        self.u0 = mpmath.log(self.beta / (2 * self.alpha - self.beta)) / 2
        largest = max(
            self.alpha ** (self.n - 2) * abs(self.start - self.lam),
            (abs(self.lam) ** (mpf(2) / self.n) + self.gap) ** (mpf(self.n - 2) / 2) * abs(self.lam),
        )
        self.y2 = (self.eta * largest) ** 2

    def size(self, w: mpf, gap: mpf) -> mpf:
        return gap ** (mpf(self.n) / 2) * sinh(w) * cosh(w) ** (self.n - 1)

    def inverse(self, product: mpf, gap: mpf) -> mpf:
        high = mpf(1)
        while self.size(high, gap) < product:
            high *= 2
        ends = (high / 2**12, high)
        return mpmath.findroot(
            lambda w: self.size(w, gap) / product - 1, ends, solver="bisect", tol=1e-40, maxsteps=150
        )

    def travelled(self, a: mpf, b: mpf) -> mpf:
        return mpmath.quad(lambda w: cosh(w) ** (self.n - 2), [a, b])

    def time(self, a: mpf, b: mpf, gap: mpf, towards: mpf, side: int) -> mpf:
        def slowness(w: mpf) -> mpf:
            return side / (gap ** (mpf(self.n) / 2 - 1) * cosh(w) ** (self.n - 2) * (towards - self.size(w, gap)))

        return mpmath.quad(slowness, mpmath.linspace(a, b, 9)) / self.eta

    def progress(self, w: mpf, gap: mpf) -> mpf:
        kappa = gap ** (self.n - 1) * cosh(w) ** (2 * self.n - 4) * (cosh(w) ** 2 + (self.n - 1) * sinh(w) ** 2)
        z = self.eta * kappa
        return 2 * z / (2 - z)

    def steep(self, lowest: mpf) -> mpf:
        return (self.alpha ** (2 * self.n - 2) - lowest ** (self.n - 1)) / (2 * self.n - 2)


def below(q: Pair) -> mpf:
    u1 = max(q.inverse(mpf(3) / 10 * (q.lam - q.eps), q.gap), -q.u0)
    linear = q.eta * q.lam * q.gap ** (mpf(q.n) / 2 - 1) * q.travelled(-q.u0, u1)
    first = q.gap * exp(-(linear + q.y2 / (1 - q.y2)) / (1 - q.y2))
    reached = q.size(u1, first)
    second = first * exp(-q.eta * (q.lam - reached) ** 2 / (first * cosh(u1) ** 2 * (1 - q.y2)))
    a, b = q.inverse(q.start, second), q.inverse(q.lam - q.eps, second)
    rest = 1 - mpmath.log((q.lam - q.start) / q.eps) / 2 + mpmath.log(q.progress(b, second) / q.progress(a, second))
    return q.time(a, b, second, q.lam, 1) + rest


def above(q: Pair) -> mpf:
    second = q.gap * exp(-(q.eta * q.steep(q.gap) + q.y2 / (1 - q.y2)) / (1 - q.y2))
    a, b = q.inverse(q.lam + q.eps, second), q.inverse(q.start, second)
    rest = 1 - mpmath.log((q.start - q.lam) / q.eps) / 2 + mpmath.log(q.progress(b, second) / q.progress(a, second))
    return q.time(a, b, second, q.lam, -1) + rest


def early(q: Pair) -> mpf:
    u1 = -q.inverse(q.eps + q.lam, q.gap)
    linear = -q.lam * q.gap ** (mpf(q.n) / 2 - 1) * q.travelled(q.u0, u1)
    fall = (q.eta * (linear + q.steep(q.gap * cosh(u1) ** 2)) + q.y2 / (1 - q.y2)) / (1 - q.y2)
    return q.time(q.u0, u1, q.gap * exp(-fall), -q.lam, 1) + 1


@pytest.mark.parametrize(
    ("name", "depth", "values"),
    [
        ("below", 2, ("2/3", "1/2", "1/5", "1/20", "1/30")),
        ("below", 3, ("3/2", "2/3", "1/3", "1/60", "1/40")),  # u_1 = −u_0
        ("below", 5, ("3/2", "2/3", "1/60", "1/90", "1/40")),
        ("above", 2, ("1/9", "1/2", "1/5", "1/20", "1/50")),
        ("above", 3, ("1/3", "6/5", "1/3", "1/60", "1/40")),
        ("above", 4, ("0", "9/10", "1/2", "1/60", "1/40")),
        ("early", 2, ("-1/9", "1/2", "1/5", "1/20", "1/5")),
        ("early", 3, ("-1/3", "6/5", "1/9", "1/60", "1/2")),
        ("early", 5, ("-1/3", "9/10", "1/9", "1/60", "7/20")),
    ],
)
def test_the_count_written_out_again(name: str, depth: int, values: tuple[str, ...]) -> None:
    case = PerturbedCase(depth, *map(Fraction, values))
    bound = sharp_bound(case, 128)
    assert bound is not None
    assert bound.claim.name == name
    with mpmath.workdps(25):
        expected = {"below": below, "above": above, "early": early}[name](Pair(case))
        assert abs(mpf(bound.value.mid().str(25, radius=False)) / expected - 1) < 1e-12
