"""One step of a compiled pair: its rounding error, and the derivatives of the exact step, against ``slopes``.

The centre (Δ, Σ) is a pair of sums of two floats; u = ½ln(Δ/Σ), s = ln(ΔΣ). Where centre and exact orbit lie in a box,
``slopes`` bounds the derivatives of the exact step (u, s) → (u⁺, s⁺) and what rounding adds to u⁺ and s⁺. The
obligations follow parts 1 to 5 of the proof in docs/proofs/pair-radius.md (ours), for every N ≤ 256; what ``slopes``
computes is read off its source.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from itertools import product
from math import ceil

import sympy as sp

from numerics.compiled import pair
from numerics.compiled.scalar_radius import DEEPEST
from numerics.exact.verdict import Verdict
from proofs_check.kernel.obligation import Evidence, Obligation, Outcome, for_each, identity, nonnegative
from proofs_check.kernel.polynomials import nonnegative_on_orthant
from proofs_check.rounding.on_paper import formulas, numbers, on_paper, roundings
from proofs_check.rounding.pair_loops import identities, what_is_computed
from theory.dynamics.descent import p1, p2, perturbed_step
from theory.language.symbols import N, eta, lam

#: Unit roundoff.
U = Fraction(1, 2**53)
#: |y| is below this in every accepted case (``pair_block``).
LARGEST_TURN = Fraction(51, 100)
#: An error that float64 parameters can have, relatively.
PARAMETER = Fraction(11, 10) * U
#: What a box has to spare on each side, relatively: it is a little wider than SMALL asks for (``pair_block``).
SPARE = Fraction(4, 10) * Fraction(pair.SMALL)

_DEPTHS = range(2, DEEPEST + 1)


def obligations() -> tuple[Obligation, ...]:
    """Return the proof, in the order of its parts.

    >>> [obligation.name for obligation in obligations()][:3]
    ['advance', 'locate', 'factors']
    """
    return (*what_is_computed(), *identities(), *rounding(), *derivatives(), *bounds(), *arithmetic())


# 2. Rounding ------------------------------------------------------------------------------------


def up(value: Fraction) -> Fraction:
    """Round up to a multiple of 2⁻³⁰⁰, to keep the fractions short.

    >>> up(Fraction(1, 3)) > Fraction(1, 3)
    True
    """
    return Fraction(ceil(value * 2**300), 2**300)


@dataclass(frozen=True)
class Rounding:
    """A value is off by at most (error·|e| + product·|p| + rest·p₂^N) times its unit, for states with floats p₁, p₂."""

    error: Fraction
    product: Fraction
    rest: Fraction


@cache
def of_error(depth: int) -> Rounding:
    """Return how far e = p₁p₂^{N−1} − λ is off, in units of 1: from the identities.

    >>> float(of_error(3).product / U)
    7.0...
    """
    ratio = (1 + U) / (1 - U)
    # p₂ is off by ratio, p₂^{N−1} by N − 2 products, p₁ by two factors
    full = up(ratio ** (depth - 1) * (1 + U) ** (depth - 2))
    left = 2 * U**2 * (1 + U) / (1 - U) * full
    return Rounding(U, up((1 + U) * (full * (1 + U) ** 2 - 1)), up((1 + U) * left))


@cache
def of_turn(depth: int) -> Rounding:
    """Return how far y = ηp₂^{N−2}e is off, in units of ηp₂^{N−2}: from the identities.

    >>> float(of_turn(3).error / U), float(of_turn(3).product / U)
    (5.0..., 7.0...)
    """
    ratio, error = (1 + U) / (1 - U), of_error(depth)
    factor = up(ratio ** (depth - 2) * (1 + U) ** depth)
    return Rounding(factor - 1, up(factor * error.product), up(factor * error.rest))


def rounding() -> tuple[Obligation, ...]:
    """Return part 2 of the proof: short bounds on those numbers, and what else rounding does to Δ and Σ."""
    y = sp.Symbol("y", nonnegative=True)
    u = sp.Rational(U)
    exact = (2 * y + u) * u

    def of_e(depth: int) -> tuple[Fraction, ...]:
        found = of_error(depth)
        return ((3 * depth - 2) * U * (1 + SPARE) - found.product, 3 * U**2 - found.rest)

    def of_y(depth: int) -> tuple[Fraction, ...]:
        found = of_turn(depth)
        return ((6 * depth - 5) * U - found.error - found.product, 3 * U**2 - found.rest)

    return (
        for_each("error of e", "e is off by at most (3N−2)(1+2⁻²¹)u|p| + u|e| + 3u²p₂^N", _DEPTHS, of_e),
        for_each("error of y", "y is off by at most ηw((6N−5)u(|p| + |λ|) + 3u²p₂^N)", _DEPTHS, of_y),
        nonnegative(
            "sum of two floats",
            "|−yΔ_low + (yΔ+Δ_low)δ| ≤ (2|y|+u)u(1+2u)(Δ+Δ_low), with |Δ_low| ≤ uΔ",
            exact * (1 + 2 * u) * (1 - u) - u * y - (y + u) * u,
            {y: (0, 1)},
        ),
        for_each(
            "fast two-sum",
            "|yΔ+Δ_low| ≤ Δ after rounding",
            (LARGEST_TURN,),
            lambda turn: 1 - (turn + U) * (1 + U),
        ),
        identity(
            "both sums",
            "½(1/(1+y) + 1/(1−y)) = 1/(1−y²): what relative errors of Δ and Σ do to u; twice that to s",
            (1 / (1 + y) + 1 / (1 - y)) / 2,
            1 / (1 - y**2),
        ),
        nonnegative(
            "logarithm",
            "|ln(1+z)| ≤ z/(1−z) ≤ z(1+2⁻⁴⁰) for what rounding does to 1 ± y",
            (1 + sp.Rational(1, 2**40)) * (1 - 8 * u) - 1,
            {y: (0, 1)},
        ),
    )


# 3. Derivatives ---------------------------------------------------------------------------------

_w, _e = p2 ** (N - 2), p1 * p2 ** (N - 1) - lam
_kappa = _w**2 * (p2**2 + (N - 1) * p1**2)


def by_u(value: sp.Expr) -> sp.Expr:
    """Return the derivative by u: p₁ = −e^{s/2}sinh u and p₂ = e^{s/2}cosh u change by −p₂ and −p₁."""
    return -p2 * sp.diff(value, p1) - p1 * sp.diff(value, p2)


def by_s(value: sp.Expr) -> sp.Expr:
    """Return the derivative by s: both change by half of what they are."""
    return (p1 * sp.diff(value, p1) + p2 * sp.diff(value, p2)) / 2


def derivatives() -> tuple[Obligation, ...]:
    """Return part 3 of the proof, from the recursion that the loss gives."""
    first, second = perturbed_step(N)
    turn = eta * _w * _e
    u, s, y = sp.symbols("u s y", real=True)
    away, up = -sp.exp(s / 2) * sp.sinh(u), sp.exp(s / 2) * sp.cosh(u)
    return (
        identity("Δ", "Δ⁺ = (1+y)Δ with y = ηp₂^{N−2}e", second - first, (1 + turn) * (p2 - p1)),
        identity("Σ", "Σ⁺ = (1−y)Σ", second + first, (1 - turn) * (p2 + p1)),
        identity("p₁ by u", "∂p₁/∂u = −p₂", sp.diff(away, u), -up),
        identity("p₂ by u", "∂p₂/∂u = −p₁", sp.diff(up, u), -away),
        identity("both by s", "∂p/∂s = p/2", sp.diff(away + 2 * up, s), (away + 2 * up) / 2),
        identity("y by u", "y_u = −η(κ + (N−2)(p₁/p₂)we)", by_u(turn), -eta * (_kappa + (N - 2) * p1 / p2 * _w * _e)),
        identity("y by s", "y_s = ½ηw(Np + (N−2)e)", by_s(turn), eta * _w * (N * (_e + lam) + (N - 2) * _e) / 2),
        identity("u⁺ by y", "u⁺ = u + artanh y", sp.diff(sp.log((1 + y) / (1 - y)) / 2, y), 1 / (1 - y**2)),
        identity("s⁺ by y", "s⁺ = s + ln(1−y²)", sp.diff(sp.log(1 - y**2), y), -2 * y / (1 - y**2)),
        identity("e by u", "p_u = −(p₂^N + (N−1)p₁²w)", by_u(_e), -(p2**N + (N - 1) * p1**2 * _w)),
        identity("e by s", "p_s = ½Np", by_s(_e), N * (_e + lam) / 2),
    )


# 4. What slopes computes ------------------------------------------------------------------------

#: The arguments of ``slopes``; T is the largest −side·p₁ of the box but for its sign, E its other end.
T, E = sp.Symbol("T", positive=True), sp.Symbol("E", real=True)
low_2, high_2, low_w, high_w, near, far, size_lam, step_off, lam_off, paid = sp.symbols(
    "p_2lo p_2hi w_lo w_hi e_near e_far l tau delta paid", nonnegative=True
)
#: What ``slopes`` computes on its way: the largest and the smallest |p₁|, y, 1/(1 − y²).
far_1, near_1, turn, inverse = sp.symbols("F G Y I", nonnegative=True)


@dataclass(frozen=True)
class Slopes:
    """What ``slopes`` returns, a as the numbers of which it takes the largest; and its y and its 1/(1 − y²)."""

    a: tuple[sp.Expr, ...]
    b: sp.Expr
    c: sp.Expr
    d: sp.Expr
    x_u: sp.Expr
    x_s: sp.Expr
    turn: sp.Expr
    inverse: sp.Expr


@cache
def slopes(side: int, turning: int, *, widening: bool = False) -> Slopes:
    """Run ``slopes`` on formulas, for a sign of e, a sign of the largest −side·p₁, and whether ``u_up`` is positive.

    >>> slopes(1, 1).c == 2 * turn * (slopes(1, 1).a[1] + 1)
    True
    """
    ends = (-turning * T, E) if side > 0 else (E, turning * T)
    known = {
        frozenset({sp.Abs(ends[0]), sp.Abs(ends[1])}): far_1,
        frozenset({ends[0], -ends[1]}): sp.Symbol("G_"),
        frozenset({sp.Symbol("G_"), sp.Integer(0)}): near_1,
    }
    candidates: list[sp.Expr] = []
    found: dict[sp.Symbol, sp.Expr] = {}

    def larger(left: sp.Expr, right: sp.Expr) -> sp.Expr:
        letter = known.get(frozenset({left, right}))
        if letter is None:
            candidates.extend(value for value in (left, right) if value != sp.Symbol("a"))
            letter = sp.Symbol("a")
        return letter

    def multiply(left: sp.Expr, right: sp.Expr) -> sp.Expr:
        if right != paid:
            return left * right
        found[turn] = left * right
        return turn

    def divide(left: sp.Expr, right: sp.Expr) -> sp.Expr:
        if left != paid:
            return left / right
        found[inverse] = left / right
        return inverse

    machine = replace(formulas(), larger=larger, multiply=multiply, divide=divide)
    contents = (N, *ends, low_2, high_2, low_w, high_w, near, far, size_lam, eta, sp.Integer(side), step_off, lam_off)
    given, choices = numbers(machine, (*contents, paid), [widening])
    a, *others = (value.content for value in on_paper(pair.slopes, PAID=given.pop())(*given))
    if a != sp.Symbol("a") or set(found) != {turn, inverse}:
        raise ValueError(f"slopes takes no largest number, or pays nothing for y or 1/(1 − y²): {a}, {found}")
    ((asked, narrowing, nothing),) = choices.asked
    if (asked, nothing) != ("gt", 0) or candidates[0] != paid + narrowing * (inverse if widening else 1):
        raise ValueError(f"slopes asks whether {narrowing} {asked} {nothing}, and takes {candidates[0]}")
    b, c, d, x_u, x_s = others
    return Slopes(tuple(candidates), b, c, d, x_u, x_s, found[turn], found[inverse])


def everywhere(name: str, statement: str, margin: sp.Expr, where: Mapping[sp.Symbol, sp.Expr]) -> Obligation:
    """Return the obligation margin ≥ 0 for N ≥ 2 and all letters ≥ 0, after writing ``where`` into it."""

    def discharge() -> Outcome:
        # SymPy's derivatives and formulas have powers of letters only, so this is a quotient of polynomials.
        parts = sp.fraction(sp.together(margin.subs(where, simultaneous=True)))
        letters = {letter: 2 if letter == N else 0 for part in parts for letter in part.free_symbols} or {N: 2}
        outcomes = [nonnegative_on_orthant(part, letters) for part in parts]
        return next((one for one in outcomes[::-1] if one.verdict is not Verdict.PROVED), outcomes[0])

    return Obligation(name, statement, Evidence.CERTIFICATE, discharge, lambda: (margin, *where.values()))


def bounds() -> tuple[Obligation, ...]:
    """Return part 4 of the proof: in the box the returned numbers bound the derivatives and the rounding.

    q = |p₁|, P = p₂, w = p₂^{N−2} and m = |e| stand for a state in the box.
    """
    q, state, w, m = sp.symbols("q P w m", nonnegative=True)
    t = sp.symbols("t_1:10", nonnegative=True)
    u = sp.Rational(U)
    kappa = w**2 * (state**2 + (N - 1) * q**2)
    inside = {
        state: low_2 + t[0], high_2: low_2 + t[0] + t[1], w: low_w + t[2], high_w: low_w + t[2] + t[3],
        m: near + t[4], far: near + t[4] + t[5], q: near_1 + t[6], far_1: near_1 + t[6] + t[7],
    }  # fmt: skip
    # |p₁| ≤ p₂, and the box has SPARE·p₂ to spare
    wide = {
        state: q + t[0], high_2: q + t[0] + t[1], high_w: w + t[2], far: m + t[3],
        far_1: q + sp.Rational(SPARE) * (q + t[0] + t[1]) + t[4], turn: eta * w * m + t[5],
    }  # fmt: skip
    most = eta * (kappa + (N - 2) * q * w * m / state)
    error = eta * w * ((6 * N - 5) * u * (q * w * state + size_lam) + 3 * u**2 * w * state**2 + lam_off)
    error += step_off * turn
    own = (2 * turn + u) * u * (1 + 2 * u) * (1 + sp.Rational(1, 2**40))
    found: dict[object, Obligation] = {}

    def add(name: str, statement: str, margin: sp.Expr, where: Mapping[sp.Symbol, sp.Expr]) -> None:
        # what does not depend on the side is said once
        found.setdefault((margin, statement), everywhere(name, statement, margin, where))

    for side, turning in product((1, -1), repeat=2):
        run, up_run = slopes(side, turning), slopes(side, turning, widening=True)
        name = f"e {'>' if side > 0 else '<'} 0, {'+' if turning > 0 else '−'}T"
        for rises in (q, -q)[turning < 0 :]:
            letters = {T: inside[q] + t[8]} if rises == q else {near_1: T} if turning < 0 else {}
            needed = eta * ((N - 2) * rises * w * m / state - kappa)
            inner = {key: value.subs(letters) for key, value in inside.items()} | letters
            add(f"u⁺ by u, {name}, {rises}", "y_u ≤ u_up", run.a[0] - paid - needed, inner)
        divided = inverse * (run.a[0] - paid)
        found[name] = identity(f"u_up, {name}", "a positive u_up is divided by 1 − y²", up_run.a[0] - paid, divided)
        by_s_needed = inverse * eta * w * (N * q * w * state + (N - 2) * m) / 2
        x_u, x_s = (value * (1 - 64 * u) for value in (run.x_u, run.x_s))
        add(f"a, {name}", "a ≥ 0", run.a[2], {})
        add(f"−u⁺ by u, {name}", "a ≥ −1 − y_u/(1−y²)", run.a[1] + 1 - inverse * most, wide)
        add(f"u⁺ by s, {name}", "b ≥ |y_s|/(1−y²)", run.b - by_s_needed, wide)
        add(f"s⁺ by u, {name}", "c ≥ 2|y·y_u|/(1−y²)", run.c - 2 * turn * inverse * most, wide)
        add(f"s⁺ by s, {name}", "d ≥ 1 + 2|y·y_s|/(1−y²)", run.d - paid - 2 * turn * by_s_needed, wide)
        add(f"y, {name}", "y ≥ ηw|e|", run.turn / paid - eta * w * m, wide)
        add(f"1/(1−y²), {name}", "the divisor is at most 1 − y²", (1 - turn**2) - paid / run.inverse, {})
        add(f"x_u, {name}", "x_u covers the rounding of u⁺", x_u - inverse * (error + own), wide)
        add(f"x_s, {name}", "x_s covers the rounding of s⁺", x_s - 2 * inverse * (turn * error + own), wide)
    return tuple(found.values())


# 5. Arithmetic of slopes ------------------------------------------------------------------------


def counted(*answers: bool) -> tuple[int, ...]:
    """Return how many roundings each result of ``slopes`` has; ``answers`` are those of its three comparisons.

    >>> counted(True, True, True)
    (26, 25, 30, 31, 28, 33)
    """
    given, _ = numbers(roundings(), [0] * 13, answers)
    return tuple(value.content for value in on_paper(pair.slopes)(DEEPEST, *given))


def arithmetic() -> tuple[Obligation, ...]:
    """Return part 5 of the proof: PAID pays for the roundings in ``slopes``, which are counted."""
    runs = [counted(*answers) for answers in product((True, False), repeat=3)]
    paid_for = Fraction(pair.PAID)
    # ηκ ≤ LARGEST_TURN (``pair_block``), over 1 − y²
    narrowing = LARGEST_TURN / (1 - LARGEST_TURN**2)

    def lost(count: int) -> Fraction:
        return 1 / (1 - U) ** count - 1

    return (
        for_each("divisor", "y² + 1 ≤ 2(1 − y²): a divisor counts twice", (LARGEST_TURN,), lambda y: 1 - 3 * y**2),
        for_each(
            "paid, y",
            "y bounds ηw|e| for η off by 1.1u, and the y of the loop with its last two roundings",
            (5,),
            lambda count: paid_for * (1 - U) ** count - 1 - PARAMETER,
        ),
        for_each(
            "paid, b, c, d",
            "one factor PAID pays for all roundings of b, c, d and of 1 − u_far",
            [count for _, *others, _, _ in runs for count in others],
            lambda count: paid_for * (1 - U) ** (count + 1) - 1,
        ),
        for_each(
            "paid, a",
            "u_up = A − B with B ≤ ηκ: its factor pays for the roundings relative to A − B, a's 1 + … for those of 2B",
            [run[0] for run in runs],
            lambda count: (paid_for - 1 - paid_for * lost(count), paid_for * (1 - U) - 1 - 2 * lost(count) * narrowing),
        ),
        for_each(
            "paid, x",
            "the roundings of x are fewer than 64",
            [max(run[4:]) for run in runs],
            lambda n: Fraction(64 - n),
        ),
    )
