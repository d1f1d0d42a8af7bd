"""Antiderivatives of 1/f, f(x) = x^{N−1}(λ − x^N): Lemma 2.5, Appendix C and two hypergeometric forms.

``antiderivative`` writes U with U' = 1/f in one of four ways that agree up to a constant on each
interval where f has no zero:

- ``complex``: partial fractions over the N complex roots of x^N = λ, principal logarithms (Lemma 2.5);
- ``real``: the same with each conjugate pair as a logarithm and an arctangent (Appendix C);
- ``hypergeometric``: the power series in x^N/λ summed to ₂F₁ (ours), for 0 < x < L, and for all
  x > 0 if λ < 0, where ₂F₁ continues the series along the negative axis;
- ``tail``: the power series in λ/x^N summed to ₂F₁ (ours), for x > L, and for all x > 0 if λ < 0.
  For x^N ≫ |λ| the other forms subtract large numbers whose difference is about x^{2−2N}; this
  one has no such cancellation.

``sign`` is the sign of λ throughout: 1, −1, or 0 for λ = 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

import sympy as sp

from theory.dynamics.descent import descent_step
from theory.language.rebuild import logarithm
from theory.language.symbols import eta, lam, x

#: A root of x^N = λ, as the unknown of polynomials that are reduced modulo z^N − λ.
z = sp.Symbol("z")

FORMS = ("complex", "real", "hypergeometric", "tail")


def rhs(depth: int | sp.Expr, state: sp.Expr = x) -> sp.Expr:
    """Return f(x) = x^{N−1}(λ − x^N) of (28), read off (18) as (g(x) − x)/η, at x = ``state``.

    ``depth`` is an integer ≥ 1 or the symbol N. Raises ValueError for an integer depth below 1.

    >>> rhs(3)
    x**2*(lambda - x**3)
    """
    change = (descent_step(depth, x) - x) / eta
    outer, residual = sp.Integer(1), sp.Integer(1)
    for factor in sp.Mul.make_args(change):
        if isinstance(factor, sp.Add):
            residual *= factor
        else:
            outer *= factor
    # the sign of the step goes into the bracket: −x^{N−1}(x^N − λ) reads x^{N−1}(λ − x^N)
    number, power = outer.as_coeff_Mul()
    return (power * sp.expand(number * residual)).subs(x, state)


# Partial fractions ---------------------------------------------------------------------------


@cache
def partial_fractions(depth: int) -> tuple[sp.Expr, sp.Poly]:
    """Return the partial fractions of 1/f, λ ≠ 0: 1/f = polar(x) + Σ_r residue(r)/(x − r) over r^N = λ.

    ``polar`` is the principal part at x = 0; ``residue`` is a polynomial in z. By the residue method a
    simple root r of f has the residue 1/f'(r), and the inverse is taken modulo z^N − λ.

    >>> partial_fractions(3)
    (1/(lambda*x**2), Poly(-1/(3*lambda**2)*z**2, z, domain='QQ(lambda)'))
    """
    field = sp.QQ.frac_field(lam)
    modulus = sp.Poly(z**depth - lam, z, domain=field)
    slope = sp.Poly(sp.expand(sp.diff(rhs(depth), x)).subs(x, z), z, domain=field)
    residue = slope.rem(modulus).invert(modulus)
    polar = sp.Integer(0)
    if depth > 1:
        # 1/f = x^{−(N−1)}/(λ − x^N): the principal part needs 1/(λ − x^N) up to x^{N−2}
        cofactor = sp.Poly(lam - x**depth, x, domain=field).invert(sp.Poly(x ** (depth - 1), x, domain=field))
        polar = sp.expand(cofactor.as_expr() / x ** (depth - 1))
    return polar, residue


@dataclass(frozen=True)
class Root:
    """A root r = R·e^{iπq} of x^N = λ, R = |λ|^{1/N}, by its exact angle q ∈ (−1, 1].

    >>> Root(3, 1, sp.Rational(2, 3)).value
    lambda**(1/3)*exp(2*I*pi/3)
    """

    depth: int
    sign: int
    angle: sp.Rational

    @property
    def radius(self) -> sp.Expr:
        """R = |λ|^{1/N}."""
        return (self.sign * lam) ** sp.Rational(1, self.depth)

    @property
    def value(self) -> sp.Expr:
        """R·e^{iπq}, as a complex number."""
        return self.radius * sp.exp(sp.I * sp.pi * self.angle)

    @property
    def is_limit(self) -> bool:
        """Whether r is the limit L of the flow: the positive root, or the only one for N = 1."""
        return self.depth == 1 or self.angle == 0

    @property
    def side(self) -> int:
        """The sign of Im(x − r) for every real x: −sign(sin πq), exactly, from −1 < q ≤ 1.

        Where it is not 0, x − r stays in one open half plane, off the branch cut of ln. Where it is 0
        the root is real, q = 0 or 1, and x − r keeps its sign as long as x does not pass r.
        """
        if self.angle in (0, 1):
            return 0
        return -1 if self.angle > 0 else 1


def roots(depth: int, sign: int) -> list[Root]:
    """Return the N roots of x^N = λ for λ of the given sign (1 or −1): angles 2ℓ/N, or (2ℓ+1)/N if λ < 0.

    >>> [root.angle for root in roots(3, -1)]
    [1/3, 1, -1/3]
    """
    offset = 1 if sign < 0 else 0
    angles = (sp.Rational(2 * index + offset, depth) for index in range(depth))
    return [Root(depth, sign, angle - 2 if angle > 1 else angle) for angle in angles]


def branch_obstructions(depth: int, sign: int, lower: sp.Expr, upper: sp.Expr) -> list[Root]:
    """Return the roots r for which ln(x − r) jumps or is singular somewhere in ``lower`` < x/R < ``upper``.

    Lemma 2.5 needs that there are none on the intervals of the flow, in units of R = |λ|^{1/N}: (0, 1)
    and (1, ∞) for λ > 0, (0, ∞) for λ < 0 (N ≥ 2). Where x − r is never real, ln(x − r) is smooth. Where
    r is real, only x = r matters: left of r, x − r runs along the cut, where the principal ln is
    ln|x − r| + iπ, smooth in x.

    >>> branch_obstructions(5, 1, 0, 1), branch_obstructions(5, -1, 0, sp.oo)
    ([], [])
    >>> [root.angle for root in branch_obstructions(4, 1, -2, 2)]
    [0, 1]
    """
    real_roots = [root for root in roots(depth, sign) if root.side == 0]
    return [root for root in real_roots if lower < (1 if root.angle == 0 else -1) < upper]


# The four forms ------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def antiderivative(depth: int, form: str, sign: int, state: sp.Expr = x, gap: sp.Expr | None = None) -> sp.Expr:
    """Return U with U' = 1/f at x = ``state`` for an integer depth N ≥ 1 and λ of the given ``sign``.

    ``form`` is one of FORMS (see the module). Where the limit L is a root (λ > 0, or N = 1), the real
    form contains ln|x − L|; ``gap`` = |x − L| takes its place when given, so that no digits are lost
    near the limit. For λ = 0 every form is the power x^{2−2N}/(2N−2), or −ln x for N = 1. Raises
    ValueError for an unknown form or sign, a depth below 1, or the tail form at N = 1.

    >>> antiderivative(2, "real", -1)
    log(x)/lambda - log(1 - x**2/lambda)/(2*lambda)
    >>> antiderivative(3, "tail", 1)
    hyper((1, 4/3), (7/3,), lambda/x**3)/(4*x**4)
    """
    if form not in FORMS:
        raise ValueError(f"form {form!r}: the antiderivative is written as one of {', '.join(FORMS)}")
    if sign not in (-1, 0, 1):
        raise ValueError(f"sign {sign}: the sign of lambda is -1, 0 or 1")
    if depth == 1 and form == "tail" and sign != 0:
        raise ValueError("depth 1: the tail form needs N >= 2")
    if form == "real" and sign != 0:
        return _real_form(depth, sign, state, gap)
    if sign == 0:
        expr = sp.integrate(1 / rhs(depth).subs(lam, 0), x)
    elif form == "complex":
        expr = _complex_form(depth, sign)
    elif form == "hypergeometric":
        expr = _hypergeometric_form(depth)
    else:
        expr = _tail_form(depth)
    return expr.subs(x, state)


def _complex_form(depth: int, sign: int) -> sp.Expr:
    """Integrate the partial fractions term by term: residue(r)·ln(x − r)."""
    polar, residue = partial_fractions(depth)
    values = [root.value for root in roots(depth, sign)]
    return sp.integrate(polar, x) + sum(residue.as_expr().subs(z, r) * sp.log(x - r) for r in values)


def _real_form(depth: int, sign: int, state: sp.Expr, gap: sp.Expr | None) -> sp.Expr:
    """Integrate the partial fractions of 1/f in real numbers."""
    return integral_over_roots(depth, sign, *partial_fractions(depth), state, gap)


def integral_over_roots(
    depth: int, sign: int, polar: sp.Expr, residue: sp.Poly, state: sp.Expr = x, gap: sp.Expr | None = None
) -> sp.Expr:
    """Return an antiderivative of polar(x) + Σ_r residue(r)/(x − r), r^N = λ, at x = ``state``, in real numbers.

    Split each complex logarithm into modulus and argument and add conjugate roots. A pair r = R·e^{±iπq}, 0 < q < 1,
    has residues a ± ib and gives 2a·ln|x − r| − 2b·arg(x − r). Since Im(x − r) < 0,
    arg(x − r) = arctan((x − Re r)/Im r) − π/2 for every real x: no branch. Lengths
    are taken in units of R, which changes the result by a constant and keeps each term small for small x.
    """
    total = sp.integrate(polar, x).subs(x, state)
    for root in roots(depth, sign):
        scaled = sp.expand(state / root.radius)
        terms = [(c * root.radius**power, root.angle * power * sp.pi) for (power,), c in residue.terms()]
        a = sum(size * sp.cos(angle) for size, angle in terms)
        b = sum(size * sp.sin(angle) for size, angle in terms)
        cosine, sine = sp.cos(sp.pi * root.angle), sp.sin(sp.pi * root.angle)
        if root.is_limit:
            distance = sp.Abs(scaled - cosine) if gap is None else gap / root.radius
            total += a * logarithm(distance)
        elif root.side == 0:
            total += a * logarithm(scaled + 1)
        elif root.angle > 0:
            total += a * logarithm((scaled - cosine) ** 2 + sine**2) - 2 * b * sp.atan((scaled - cosine) / sine)
    return total


def power_integral(exponent: sp.Expr, ratio: sp.Expr, step: sp.Expr) -> sp.Expr:
    """Return ∫ x^{p−1}/(1 − c·x^q) dx = (x^p/p)·₂F₁(1, p/q; 1 + p/q; c·x^q), p = ``exponent`` ≠ 0.

    c = ``ratio`` and q = ``step``. Termwise: ∫ x^{p−1+qj}c^j dx = (x^p/p)·(c·x^q)^j·b/(b + j), b = p/q,
    and b/(b + j) = (1)_j(b)_j/((1 + b)_j·j!).

    >>> power_integral(2, 1 / lam, 3)
    x**2*hyper((2/3, 1), (5/3,), x**3/lambda)/2
    """
    b = sp.sympify(exponent) / step
    return x**exponent / exponent * sp.hyper((1, b), (1 + b,), ratio * x**step)


def _hypergeometric_form(depth: int) -> sp.Expr:
    """Integrate the principal part at 0, and the rest of 1/f as a geometric series in x^N/λ."""
    polar, _ = partial_fractions(depth)
    return sp.integrate(polar, x) + _geometric_integral(1 / rhs(depth) - polar, 1 / lam, depth)


def _tail_form(depth: int) -> sp.Expr:
    """Integrate 1/f = −x^{1−2N}/(1 − λ/x^N) as a geometric series in λ/x^N."""
    return _geometric_integral(1 / rhs(depth), lam, -depth)


def _geometric_integral(integrand: sp.Expr, ratio: sp.Expr, step: int) -> sp.Expr:
    """Integrate a multiple of x^{p−1}/(1 − c·x^q), c = ``ratio``, q = ``step``; p is read off."""
    coefficient, power = sp.cancel(integrand * (1 - ratio * x**step)).as_coeff_exponent(x)
    return coefficient * power_integral(power + 1, ratio, step)
