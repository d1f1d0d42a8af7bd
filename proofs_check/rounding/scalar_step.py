"""The rounding error of one float64 step of (18): at most FLOAT_LOCAL_ERROR·u·max(d, d⁺), for every N ≤ 256.

Assumed, and nothing else: each operation returns (exact result)(1+δ) + μ with |δ| ≤ u = 2⁻⁵³ and |μ| ≤ 2⁻¹⁰²²,
δ = 0 for a change of sign. Claimed where η > 0, x > 0, g' ≥ 0 on [0, top] with x ≤ top and L ≤ top; 2⁻⁴⁰⁰ ≤ x^N ≤ 2⁴⁰⁰
and 2⁻³⁰⁰ ≤ η ≤ 2³⁰⁰. The obligations follow the five parts of the proof in docs/proofs/rounding.md (ours).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import sympy as sp

from numerics.compiled.scalar import BLOCK, SMALL
from numerics.compiled.scalar_radius import DEEPEST, FLOAT_LOCAL_ERROR
from proofs_check.kernel.obligation import Obligation, for_each, identity, nonnegative
from proofs_check.rounding.machine import Arithmetic, run_step
from proofs_check.rounding.triangles import FALLING_TO_LIMIT, FALLING_TO_ZERO, RISING_FAR, RISING_NEAR, a, b, where
from theory.dynamics.descent import descent_step
from theory.language.symbols import N, eta, lam, x

#: Unit roundoff, and the slightly larger u(1 + 2⁻⁴⁴) for which (1+u)^n − 1 ≤ n·U_SUM, n ≤ 256.
U = sp.Rational(1, 2**53)
U_SUM = U * (1 + sp.Rational(1, 2**44))
#: |μ| of one operation, and the limit of what all of them do to x⁺, relative to x.
FLUSHED = Fraction(1, 2**1022)
UNDERFLOW = Fraction(1, 2**300)
#: Part of FLOAT_LOCAL_ERROR that is left for parameters that are not floats (see ``scalar_block``).
PARAMETER_SHARE = Fraction(1, 2**9)
#: Limits of x^N, and of η, as exponents of 2.
STATE_RANGE, STEP_RANGE = 400, 300

theta, delta_1, delta_2, delta_3, mu_1, mu_2, mu_3, p = sp.symbols("theta delta_1:4 mu_1:4 p", real=True)


def obligations(constant: Fraction | float = Fraction(FLOAT_LOCAL_ERROR) - PARAMETER_SHARE) -> tuple[Obligation, ...]:
    """Return the proof that ``constant``·u·max(d, d⁺) bounds the error of one step, step by step.

    >>> [obligation.name for obligation in obligations()][:3]
    ['emitted code', 'sum of roundings', 'exact value']
    """
    c = sp.Rational(constant)
    return (*what_is_computed(), *error_identity(), *where(), *bound(c), *underflow(), *block_range())


# 1. What is computed --------------------------------------------------------------------------


def rounded_step() -> tuple[sp.Expr, sp.Expr]:
    """Return s = x − ηq and x⁺ with a δ and a μ for each rounding, in terms of p.

    >>> rounded_step()[1].subs({delta_1: 0, delta_2: 0, delta_3: 0, mu_1: 0, mu_2: 0, mu_3: 0})
    -eta*p*(-lambda + p*x) + x
    """
    r = (p * x - lam) * (1 + delta_1) + mu_1
    q = p * r * (1 + delta_2) + mu_2
    s = x - eta * q
    return s, s * (1 + delta_3) + mu_3


@dataclass(frozen=True)
class _Power:
    """x**exponent with at most ``factors`` factors 1+δ, |δ| ≤ u, and no underflow."""

    exponent: int
    factors: int


def emitted_factors(depth: int) -> int:
    """Return how many factors 1+δ the emitted p has; raises ValueError if the code is not that of ``rounded_step``.

    >>> emitted_factors(2), emitted_factors(9)
    (0, 7)
    """
    counted: list[int] = []
    errors = iter(((delta_1, mu_1), (delta_2, mu_2), (delta_3, mu_3)))

    def expression(value: _Power | sp.Expr) -> sp.Expr:
        if not isinstance(value, _Power):
            return value
        if value == _Power(1, 0):
            return x
        if value.exponent != depth - 1:
            raise ValueError(f"depth {depth}: the code uses x^{value.exponent} outside the power")
        counted.append(value.factors)
        return p

    def multiply(left: _Power | sp.Expr, right: _Power | sp.Expr) -> _Power | sp.Expr:
        if isinstance(left, _Power) and isinstance(right, _Power):
            return _Power(left.exponent + right.exponent, left.factors + right.factors + 1)
        delta, mu = next(errors)
        return expression(left) * expression(right) * (1 + delta) + mu

    def fused(left: _Power | sp.Expr, right: _Power | sp.Expr, added: _Power | sp.Expr) -> sp.Expr:
        delta, mu = next(errors)
        return (expression(left) * expression(right) + expression(added)) * (1 + delta) + mu

    def unexpected(*_: object) -> sp.Expr:
        raise ValueError(f"depth {depth}: the code adds or subtracts without a product")

    symbolic: Arithmetic[_Power | sp.Expr] = Arithmetic(
        constant=sp.Rational,
        negate=lambda value: -expression(value),
        add=unexpected,
        subtract=unexpected,
        multiply=multiply,
        fused=fused,
    )
    result = run_step(symbolic, depth, _Power(1, 0), lam, eta)
    expected = rounded_step()[1].subs(p, {1: sp.Integer(1), 2: x}.get(depth, p))
    if sp.expand(expression(result) - expected) != 0:
        raise ValueError(f"depth {depth}: the code computes {result}")
    return max(counted, default=0)


def what_is_computed() -> tuple[Obligation, ...]:
    """Return part 1 of the proof."""

    def spare_factors(depth: int) -> Fraction:
        try:
            return Fraction(max(depth - 2, 0) - emitted_factors(depth))
        except ValueError:
            return Fraction(-1)

    u = Fraction(1, 2**53)
    u_sum = Fraction(int(U_SUM.p), int(U_SUM.q))
    powers = x ** (N - 1)
    return (
        for_each(
            "emitted code",
            "for N ≤ 256 the code is p, r = fma(p, x, −λ), q = p·r, fma(−η, q, x), and p has at most N−2 factors 1+δ",
            range(1, DEEPEST + 1),
            spare_factors,
        ),
        for_each(
            "sum of roundings",
            "(1+u)^n − 1 ≤ nu(1+2⁻⁴⁴) and 1 − (1−u)^n ≤ nu for n ≤ 256",
            range(DEEPEST + 1),
            lambda n: (n * u_sum - (1 + u) ** n + 1, n * u - 1 + (1 - u) ** n),
        ),
        identity(
            "exact value",
            "without rounding the operations compute the map g that follows from the loss",
            _without_rounding(rounded_step()[1]).subs(p, powers),
            descent_step(N),
        ),
    )


def _without_rounding(expr: sp.Expr) -> sp.Expr:
    return expr.subs(dict.fromkeys((delta_1, delta_2, delta_3, mu_1, mu_2, mu_3), 0))


# 2. Error identity ----------------------------------------------------------------------------


def error_identity() -> tuple[Obligation, ...]:
    """Return part 2 of the proof."""
    exact_power = x ** (N - 1)
    big, small = eta * exact_power**2, eta * lam * exact_power / x
    epsilon = (1 + delta_1) * (1 + delta_2) - 1
    linear = theta * (2 * big - small) + epsilon * (big - small)
    second = theta**2 * big * (1 + epsilon) + theta * epsilon * (2 * big - small)
    flushed = eta / x * (exact_power * (1 + theta) * mu_1 * (1 + delta_2) + mu_2)
    return (
        identity(
            "error identity",
            "(s − g)/x = −[θ(2a−b) + ε(a−b) + θ²a(1+ε) + θε(2a−b)] − (η/x)(pμ₁(1+δ₂) + μ₂), p = x^{N−1}(1+θ)",
            (rounded_step()[0].subs(p, exact_power * (1 + theta)) - descent_step(N)) / x,
            -linear - second - flushed,
        ),
    )


def increment_error(twice: sp.Expr, once: sp.Expr) -> sp.Expr:
    """Return R: |s − g| ≤ Rx when |2a−b| = ``twice`` and |a−b| = ``once``, from the identity and the two bounds.

    |θ| ≤ (N−2)U_SUM, |ε| ≤ (1+u)² − 1, and what underflow adds.
    """
    bound_theta, bound_epsilon = (N - 2) * U_SUM, (1 + U) ** 2 - 1
    return (
        bound_theta * twice
        + bound_epsilon * once
        + bound_theta**2 * a * (1 + bound_epsilon)
        + bound_theta * bound_epsilon * twice
        + sp.Rational(UNDERFLOW)
    )


# 4. The bound ---------------------------------------------------------------------------------


def bound(constant: sp.Rational) -> tuple[Obligation, ...]:
    """Return part 4 of the proof: ``constant``·u·max(x, x⁺) covers R, the last rounding and underflow."""
    omega = sp.Rational(UNDERFLOW)

    def falling(error: sp.Expr, value: sp.Expr) -> sp.Expr:
        # max(x, x⁺) ≥ x and |s| ≤ (g/x + R)x
        return constant * U - error - U * (value + error) - omega

    def rising(error: sp.Expr, value: sp.Expr) -> sp.Expr:
        # max(x, x⁺) ≥ x⁺ ≥ (1−u)(g/x − R)x − underflow
        return falling(error, value) + constant * U * ((1 - U) * (value - error) - omega - 1)

    up, down = 1 - a + b, 1 - a - b
    covers = "the constant covers every state with "
    return (
        RISING_FAR.everywhere("rising, far", covers + "x ≤ L, b ≥ 2a", rising(increment_error(b - 2 * a, b - a), up)),
        RISING_NEAR.everywhere("rising, near", covers + "x ≤ L, b ≤ 2a", rising(increment_error(2 * a - b, b - a), up)),
        FALLING_TO_LIMIT.everywhere("falling to L", covers + "x ≥ L", falling(increment_error(2 * a - b, a - b), up)),
        FALLING_TO_ZERO.everywhere("falling to 0", covers + "λ < 0", falling(increment_error(2 * a + b, a + b), down)),
        FALLING_TO_LIMIT.everywhere("positive to L", "0 ≤ g/x where the state falls to L", up),
        FALLING_TO_ZERO.everywhere("positive to 0", "0 ≤ g/x where the state falls to 0", down),
        *_depth_1(constant),
    )


def _depth_1(constant: sp.Rational) -> tuple[Obligation, ...]:
    """Return part 4 for N = 1, λ ≥ 0, η ≤ 1.

    The larger of x and λ is taken as 1, the other as w.
    """
    omega, w = sp.Rational(UNDERFLOW), sp.Symbol("w", nonnegative=True)
    moved = eta * (1 - w)
    unit: dict[sp.Symbol, tuple[int, int]] = {w: (0, 1), eta: (0, 1)}
    risen = w + moved
    return (
        nonnegative(
            "depth 1, falling",
            "the constant covers N = 1, x ≥ λ ≥ 0, η ≤ 1",
            constant * U - U * moved * (1 + U) - U * (1 - moved) - omega,
            unit,
        ),
        nonnegative(
            "depth 1, rising",
            "the constant covers N = 1, 0 ≤ x ≤ λ, η ≤ 1",
            constant * U * ((1 - U) * (risen - U * moved) - omega * w) - U * moved * (1 + U) - U * risen - omega * w,
            unit,
        ),
    )


# 5. Underflow and range -----------------------------------------------------------------------


def underflow() -> tuple[Obligation, ...]:
    """Return part 5, underflow: (η/x)(p|μ₁|(1+u) + |μ₂|) and |μ₃|/x are below ``UNDERFLOW``."""
    size, step = Fraction(2) ** STATE_RANGE, Fraction(2) ** STEP_RANGE
    contributions = (4 * FLUSHED * size + step * FLUSHED * size, FLUSHED * size, FLUSHED * size / 2**60)
    return (
        for_each(
            "underflow",
            "every underflow together moves x⁺ by less than 2⁻³⁰⁰x, and powers of x stay normal numbers",
            contributions,
            lambda contribution: UNDERFLOW - contribution,
        ),
        for_each(
            "overflow",
            "no operation reaches 2¹⁰²⁴: p, px, r, pr ≤ 2^805",
            (2 * STATE_RANGE + 5,),
            lambda exponent: Fraction(1024 - exponent),
        ),
    )


def block_range() -> tuple[Obligation, ...]:
    """Return part 5, range: a block multiplies x^N by at least 2⁻⁶⁰, so 2⁻³⁰⁰ at its start means 2⁻⁴⁰⁰ throughout."""
    lowest_room = min(Fraction(FLOAT_LOCAL_ERROR) * BLOCK / 2**53, Fraction(1, 2**50))

    def kept(depth: int) -> Fraction:
        to_limit, to_zero = Fraction(1, 2 * depth - 1), Fraction(1, depth - 1)
        drops = [to_limit] if depth == 2 else [to_limit, to_zero]
        steps = depth * BLOCK
        # 1 − drop ≥ 1/2 turns the rounding 2⁻⁴⁰ into a factor 1 − 2⁻³⁹, and (1 − t)^n ≥ 1 − nt
        return min((1 - drop) ** steps for drop in drops) * (1 - steps * Fraction(1, 2**39)) - Fraction(1, 2**60)

    return (
        for_each(
            "range, steady",
            "(g/x − 2⁻⁴⁰)^{16N} ≥ 2⁻⁶⁰ for N = 2 with λ ≥ 0 and for every N from 3 to 256",
            range(2, DEEPEST + 1),
            kept,
        ),
        for_each(
            "range, trusted",
            "where the state can collapse (N = 1, or N = 2 with λ < 0) a trusted block keeps x^N ≥ 2⁻⁶⁰x(0)^N",
            (1, 2),
            lambda depth: (lowest_room / Fraction(SMALL)) ** depth - Fraction(1, 2**60),
        ),
    )
