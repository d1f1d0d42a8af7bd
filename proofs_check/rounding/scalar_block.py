"""The radius of a block: what the compiled loops add up encloses the exact orbit.

A block takes m = 16 steps of the centre, each off by at most D·max(c, c⁺) + F·|g(c) − c| (``scalar_step``: F = 0;
``scalar_step_two_floats``); if it is trusted, the radius at its end is at least |d_m − c_m|. The obligations follow
the seven parts of the proof in docs/proofs/rounding.md (ours).
"""

from __future__ import annotations

from fractions import Fraction

import sympy as sp

from numerics.compiled.scalar import BLOCK, LOW_PART, MARGIN, ROUND_UP, SMALL
from numerics.compiled.scalar_radius import DEEPEST, FLOAT_LOCAL_ERROR
from proofs_check.kernel.obligation import Obligation, for_each, identity, nonnegative
from proofs_check.rounding.scalar_step import FLUSHED, PARAMETER_SHARE, STATE_RANGE
from proofs_check.rounding.scalar_step_two_floats import ACCEPTED, SPARE
from proofs_check.rounding.triangles import FALLING_TO_LIMIT, FALLING_TO_ZERO, RISING_FAR, RISING_NEAR, a, b
from theory.dynamics.descent import descent_step
from theory.language.symbols import N, eta, lam, x

#: Unit roundoff.
U = Fraction(1, 2**53)
#: No accepted case has a larger D + F; F = 1.01((2N+2)u + τ) with τ ≤ 1.1u is largest at N = 256.
LARGEST_LOCAL_ERROR = Fraction(1, 2**43)
#: ``numerics.compiled.scalar_radius`` takes top at least this much above α and L, relatively.
TOP_GAP = Fraction(1, 2**34)
#: Roundings in one evaluation of the radius, of the room, of a comparison: generously counted.
ROUNDINGS = 64
#: Number of steps in a block, as the kernels square G.
_DOUBLINGS = 4


def obligations() -> tuple[Obligation, ...]:
    """Return the proof, in the order of its parts.

    >>> [obligation.name for obligation in obligations()][:3]
    ['λ off by τ', 'η off by τ', 'b is small, rising']
    """
    return (*parameters(), *acceptance(), *growth(), *room(), *sums(), *increments(), *arithmetic(), *targets())


def parameters() -> tuple[Obligation, ...]:
    """Return part 1 of the proof."""
    off = sp.Symbol("tau", real=True)
    g = descent_step(N)
    moved = off * eta * lam * x ** (N - 2) * x
    second_order = 3 * Fraction(FLOAT_LOCAL_ERROR) * U
    return (
        identity("λ off by τ", "g moves by τbx, b = ηλx^{N−2}", g.subs(lam, lam * (1 + off)) - g, moved),
        identity("η off by τ", "g moves by τ(g − x)", g.subs(eta, eta * (1 + off)) - g, off * (g - x)),
        RISING_FAR.everywhere("b is small, rising", "b ≤ 1/N on (0, L]", 1 / N - b),
        FALLING_TO_LIMIT.everywhere("b is small, to L", "b ≤ 1/N above L", 1 / N - b),
        FALLING_TO_ZERO.everywhere("b is small, to 0", "|b| ≤ 1 for λ < 0", 1 - b),
        for_each(
            "both off",
            "what the two do together, and max(x, g) against max(x, x⁺), is below the spare share of FLOAT_LOCAL_ERROR",
            (Fraction(11, 10) * U,),
            lambda tau: PARAMETER_SHARE * U - tau * (tau + second_order),
        ),
    )


def acceptance() -> tuple[Obligation, ...]:
    """Return part 2 of the proof."""

    def spare(depth: int) -> Fraction:
        rise = Fraction(11, 10) * ((1 + U) ** (depth + 8) - 1)
        fall = Fraction(21, 10) * ((1 + U) ** (2 * depth + 6) - 1)
        return depth * (Fraction(1, 2**46) - Fraction(1, 2**47)) - rise - fall - 2 * U

    return (
        FALLING_TO_LIMIT.everywhere(
            "parts of φ", "(2N−1)a ≤ 2φ where b ≤ a", 2 * ((2 * N - 1) * a - (N - 1) * b) - (2 * N - 1) * a
        ),
        for_each("acceptance", "fl(φ(top)) ≤ 1 − N2⁻⁴⁶ implies φ(top) ≤ 1 − N2⁻⁴⁷", range(1, DEEPEST + 1), spare),
        for_each(
            "acceptance at depth 2",
            "that is what scalar_step_two_floats asks for at N = 2",
            (2,),
            lambda depth: depth * Fraction(1, 2**47) - ACCEPTED,
        ),
    )


def growth() -> tuple[Obligation, ...]:
    """Return part 3 of the proof."""
    local_error = sp.Symbol("D", nonnegative=True)
    room_of_start = 2 * sp.Rational(SPARE) * BLOCK * local_error
    small = {local_error: (0, sp.Rational(LARGEST_LOCAL_ERROR))}
    slope = (N - 1) * b
    return (
        FALLING_TO_LIMIT.everywhere("largest slope", "Γ = 1 + (N−1)b(top) ≤ 2 for λ > 0, as top ≥ L", 1 - slope),
        RISING_FAR.everywhere("growth, far", "g(x) ≤ Γx below L, b ≥ 2a", slope - (b - a)),
        RISING_NEAR.everywhere("growth, near", "g(x) ≤ Γx below L, b ≤ 2a", slope - (b - a)),
        for_each(
            "local errors",
            "D + F ≤ 2⁻⁴³ for N ≤ 256, with parameters off by τ ≤ 1.1u",
            range(1, DEEPEST + 1),
            lambda n: LARGEST_LOCAL_ERROR - SPARE * ((2 * n + 2) * U + 4 * U + (4 * n + 12) * U**2),
        ),
        nonnegative(
            "below top, start",
            "((1+D)/(1−D))^16 c_0 ≤ c_0 + 2·room ≤ top",
            (1 + room_of_start) * (1 - local_error) ** BLOCK - (1 + local_error) ** BLOCK,
            small,
        ),
        nonnegative(
            "below top, limit",
            "((1+D)/(1−D))^16 L ≤ top",
            (1 + sp.Rational(TOP_GAP)) * (1 - local_error) ** BLOCK - (1 + local_error) ** BLOCK,
            small,
        ),
    )


def room() -> tuple[Obligation, ...]:
    """Return part 4 of the proof."""
    step_errors = sp.symbols("c_0:16", nonnegative=True)
    slope, start = sp.symbols("Gamma E_0", nonnegative=True)
    error = start
    for one in step_errors:
        error = sp.expand(slope * error + one)
    grown = {one: (slope ** (i + 1)) for i, one in enumerate(step_errors)}
    ratio = (1 + LARGEST_LOCAL_ERROR) / (1 - LARGEST_LOCAL_ERROR)
    return (
        identity(
            "unrolled room",
            "E_{i+1} = ΓE_i + Γ^{i+1}c adds up to Γ^16 E_0 + 16Γ^16 c",
            error.subs(grown),
            slope**BLOCK * start + BLOCK * slope**BLOCK,
        ),
        for_each(
            "room, rounded",
            "1.01 pays for ρ^16 and for the roundings in room and in its factors",
            (SPARE,),
            lambda spare: Fraction(spare) * (1 - U) ** ROUNDINGS - ratio**BLOCK,
        ),
    )


def sums() -> tuple[Obligation, ...]:
    """Return part 5 of the proof."""
    slope, start = sp.symbols("G E_0", nonnegative=True)
    step_errors = sp.symbols("c_0:16", nonnegative=True)
    error = start
    for one in step_errors:
        error = sp.expand(slope * error + one)
    unrolled = slope**BLOCK * start + sum(slope ** (BLOCK - 1 - i) * one for i, one in enumerate(step_errors))
    doubled = sp.prod([1 + slope ** (2**i) for i in range(_DOUBLINGS)])
    return (
        identity("unrolled sum", "E_16 = G^16 E_0 + Σ G^{15−i}c_i: increasing in G and in every c_i", error, unrolled),
        identity(
            "geometric sum",
            "(1+G)(1+G²)(1+G⁴)(1+G⁸) = 1 + G + … + G^15",
            doubled,
            sum((slope**i for i in range(BLOCK)), sp.Integer(0)),
        ),
    )


def increments() -> tuple[Obligation, ...]:
    """Return part 6 of the proof."""
    low = Fraction(LOW_PART)
    return (
        for_each(
            "increments of a block",
            "hi' − lo' + 32·room ≥ |c_m − c_0| + 2·room + 16·room, where hi' − lo' = |c_m − c_0| + 4·room",
            (BLOCK,),
            lambda m: Fraction(4 + 2 * m - 2 - m),
        ),
        for_each(
            "low parts",
            "2·LOW_PART·c ≥ u(c + c⁺) for c⁺ ≤ 2.1c; for N = 1 the rest is at most u|c⁺ − c|",
            (Fraction(31, 10),),
            lambda total: 2 * low - total * U,
        ),
        for_each(
            "one increment",
            "the factor 1.01 on F and D covers 1/(1−F), and u|c⁺ − c| for the low parts at N = 1",
            (SPARE,),
            lambda spare: Fraction(spare) * (1 - LARGEST_LOCAL_ERROR) - (1 + LARGEST_LOCAL_ERROR) * (1 + U),
        ),
    )


def arithmetic() -> tuple[Obligation, ...]:
    """Return part 7 of the proof, but for the targets."""
    margin, up = Fraction(MARGIN), Fraction(ROUND_UP)

    def slope_spare(depth: int) -> Fraction:
        rise = (1 + U) ** (2 * depth) - 1
        fall = 2 * ((1 + U) ** (4 * depth - 2) - 1)
        return depth * margin - rise - fall - 5 * U

    return (
        for_each("roundings of G", "N2⁻⁴⁸ exceeds the roundings in G, N ≤ 256", range(1, DEEPEST + 1), slope_spare),
        for_each(
            "roundings of the sum",
            "(1+2⁻⁴⁰)(1−u)^64 ≥ (1+2⁻⁴¹): the radius is an upper bound and leaves room for the comparisons",
            (ROUNDINGS,),
            lambda n: up * (1 - U) ** n - 1 - Fraction(1, 2**41),
        ),
        for_each(
            "comparisons",
            "a comparison with at most four roundings is right if the radius has 2⁻⁴¹ to spare",
            (4,),
            lambda n: 1 + Fraction(1, 2**41) - (1 + U) ** n,
        ),
        for_each(
            "underflow of the radius",
            "what underflow takes from the radius is below 2⁻⁴² of its smallest part, u²·2⁻⁴⁰⁰",
            (ROUNDINGS,),
            lambda n: U**2 / 2**STATE_RANGE / 2**42 - n * FLUSHED * 2**350,
        ),
        for_each(
            "trusted interval",
            "room ≤ 2⁻²⁰·lo keeps lo − 2·room positive",
            (SMALL,),
            lambda small: 1 - 2 * Fraction(small) - Fraction(1, 2),
        ),
    )


def targets() -> tuple[Obligation, ...]:
    """Return part 7 for the targets: the root L and L ∓ ε."""
    r, nu = sp.symbols("r nu", nonnegative=True)
    u = sp.Rational(U)
    taken = sp.Rational(1009, 1000) * (r + 2 * nu)  # 1.01, less the roundings of r and t
    where: dict[sp.Symbol, tuple[sp.Expr, sp.Expr]] = {
        r: (sp.Integer(0), sp.Rational(1, 2**32)),
        nu: (u, DEEPEST * u),
    }
    above = nu * (1 + sp.Rational(1, 2**44))
    error, size = sp.symbols("e t", nonnegative=True)
    slack = sp.Rational(SPARE) * (error + 2 * u * size) * (1 - 4 * u)
    anywhere: dict[sp.Symbol, tuple[int, sp.Expr]] = {error: (0, sp.oo), size: (0, sp.oo)}
    return (
        nonnegative("root, from above", "(1 + Nt)(1 − r) ≥ 1 + ν'", (1 + taken) * (1 - r) - 1 - above, where),
        nonnegative("root, from below", "(1 + Nt)(1 − ν) ≥ 1 + r", (1 + taken) * (1 - nu) - 1 - r, where),
        nonnegative(
            "targets",
            "1.01(e + 2ut) ≥ e + ut + u(t + slack): NEAR and FAR enclose L ∓ ε",
            slack * (1 - u) - error - 2 * u * size,
            anywhere,
        ),
        for_each(
            "targets, two floats",
            "2⁻¹⁰⁰ of the target exceeds the roundings of NEAR_LOW, FAR_LOW and of a difference of two floats",
            (8,),
            lambda n: Fraction(1, 2**100) - n * U**2,
        ),
    )
