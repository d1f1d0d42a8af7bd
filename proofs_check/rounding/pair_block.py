"""The radii of a compiled pair over a block of steps: what ``box``, ``widen`` and ``after`` compute encloses the orbit.

The obligations follow parts 6 to 9 of the proof in docs/proofs/pair-radius.md (ours), for every N ≤ 256 and blocks of
up to 2^LONG steps. What is computed is read off the source; parts 1 to 5 are ``pair_loops`` and ``pair_step``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache
from itertools import product
from typing import Any

import sympy as sp

from numerics.compiled import pair
from numerics.compiled.pair_radius import TOP_FACTOR
from numerics.compiled.scalar_radius import DEEPEST
from proofs_check.kernel.obligation import Obligation, for_each, identity
from proofs_check.rounding.on_paper import formulas, numbers, on_paper, operations, roundings
from proofs_check.rounding.pair_loops import halves
from proofs_check.rounding.pair_step import LARGEST_TURN, SPARE, U, of_error, of_turn, up
from proofs_check.rounding.pair_widen import (
    NAMES,
    Shares,
    blur,
    da,
    error_at_end,
    eta,
    high_1,
    high_2,
    high_w,
    lam,
    lost_in_widen,
    low_1,
    low_2,
    low_w,
    matrix,
    off,
    power_a,
    rs,
    ru,
    run_widen,
    sa,
    tau,
    top,
    widened,
)
from theory.language.symbols import N

SMALL = Fraction(pair.SMALL)
#: What the roundings of a block do to p₂ and to ΔΣ, relatively.
DRIFT = Fraction(1, 2**44)
#: A state whose error is within rounding of 0 has an error below this share of |λ|.
NEARLY = Fraction(1, 2**29)

_DEPTHS = range(2, DEEPEST + 1)
_SQUARINGS = range(pair.LONG + 1)


def obligations() -> tuple[Obligation, ...]:
    """Return the proof, in the order of its parts.

    >>> [obligation.name for obligation in obligations()][:2]
    ['largest |y|', 'largest ηκ']
    """
    return (*sizes(), *boxes(), *errors(), *signs(), *matrices())


@cache
def load(depth: int) -> Fraction:
    """Return a bound on 2Nη·top^{2N−2} in an accepted case (``pair_cases``)."""
    return up((Fraction(TOP_FACTOR) * (1 + Fraction(1, 2**40))) ** (2 * depth - 2))


def path(depth: int = 1) -> Fraction:
    """Return a bound on (p₂'/p₂)^depth for states that differ by at most SMALL in u and in s.

    By its derivatives ln p₂ then differs by at most 3/2·SMALL, and p₁ by at most that times the larger p₂.
    """
    return 1 / (1 - Fraction(3, 2) * SMALL) ** depth


# 6. Sizes ---------------------------------------------------------------------------------------


def sizes() -> tuple[Obligation, ...]:
    """Return part 6 of the proof: what p₂ ≤ top and |λ|^{1/N} ≤ top say in a box of an accepted case."""

    def spare_turn(depth: int) -> Fraction:
        added = Shares.of(blur(), depth)
        # |e_hi| ≤ |p| + |λ| ≤ 2·top^N
        return LARGEST_TURN - load(depth) / (2 * depth) * (2 + added.product + added.eigenvalue + 2 * U) * (1 + DRIFT)

    def spare_kappa(depth: int) -> Fraction:
        # |p₁| ≤ (1+SPARE)p₂ in the box
        return LARGEST_TURN - load(depth) / 2 * (1 + SPARE) ** 2

    def spare_step(depth: int) -> Fraction:
        return 1 - contraction(depth)

    return (
        for_each("largest |y|", "|y| ≤ 0.51 in the box, N ≤ 256", _DEPTHS, spare_turn),
        for_each("largest ηκ", "ηκ ≤ 0.51 in the box, N ≤ 256", _DEPTHS, spare_kappa),
        for_each(
            "exact step of a centre",
            "Nh(1+h)^{N−1} < 1 with h = η·top^{2N−2}: part 1 of perturbed-count holds for centres as well",
            _DEPTHS,
            spare_step,
        ),
    )


# 7. The box -------------------------------------------------------------------------------------

_least_1, _most_1 = sp.symbols("a_1 b_1", real=True)
_least_2, _most_2, _root = sp.symbols("a_2 b_2 c_2", positive=True)


def box(*, crossing: bool) -> tuple[sp.Expr, ...]:
    """Run ``box`` on formulas: a, b are the smaller and the larger p₁, p₂ of the two ends, c₂ = √(ΔΣ) at the end.

    >>> box(crossing=False)[2] / _least_2
    524287/524288
    """
    da, sa, db, sb = ends = sp.symbols("da sa db sb", positive=True)
    first, second = (frozenset({(sa + sign * da) / 2, (sb + sign * db) / 2}) for sign in (-1, 1))
    machine = replace(
        formulas(),
        smaller=lambda left, right: {first: _least_1, second: _least_2}[frozenset({left, right})],
        larger=lambda left, right: {first: _most_1, second: _most_2}[frozenset({left, right})],
        root=lambda value: {db * sb: _root}[value],
    )
    given, choices = numbers(machine, ends, [True, True] if crossing else [False])
    found = tuple(value.content for value in on_paper(pair.box)(*given))
    asked = [("lt", _least_1, 0), ("gt", _most_1, 0)]
    if choices.asked != asked[: 1 + crossing]:
        raise ValueError(f"box asks {choices.asked}")
    return found


def boxes() -> tuple[Obligation, ...]:
    """Return part 7 of the proof."""
    given, _ = numbers(roundings(), [0] * 4, [True, True])
    count = max(value.content for value in on_paper(pair.box)(*given))
    one = (1 + U) ** (count + 2) * (1 + 2 * DRIFT)

    def share(of: sp.Expr, letter: sp.Symbol) -> Fraction:
        return Fraction(sp.Rational(of.coeff(letter)))

    plain, crossing = box(crossing=False), box(crossing=True)
    low, high = share(plain[2], _least_2), share(plain[3], _most_2)
    # p₁ moves by at most 3/2·SMALL of the larger p₂; low parts and roundings are relative to p₂
    needed = Fraction(3, 2) * SMALL * path() * one + (2 * count + 2) * U + SPARE * high
    rise = 2 * LARGEST_TURN + U
    return (
        for_each(
            "drift",
            "roundings of (2|y|+u)u(1+2u) a step leave p₂ and ΔΣ monotone up to 2⁻⁴⁴ and 2⁻⁴³ in a block",
            (1 << pair.LONG,),
            lambda steps: DRIFT - steps * rise * U * (1 + 2 * U) ** 2,
        ),
        for_each("p₂ above", "p₂ ≤ (1−SPARE)·p2_hi", (high,), lambda factor: factor * (1 - SPARE) - path() * one),
        for_each(
            "p₂ below",
            "p₂ ≥ (1+SPARE)·p2_lo, at the ends or, where p₁ changes its sign, from √(ΔΣ)",
            (low, share(crossing[2], _root)),
            lambda factor: 1 / path() / one - factor * (1 + SPARE),
        ),
        for_each(
            "p₁",
            "p₁ lies between p1_lo and p1_hi, SPARE·p2_hi inside",
            [share(run[1], _most_2) for run in (plain, crossing)]
            + [-share(run[0], _most_2) for run in (plain, crossing)],
            lambda widened: widened - needed,
        ),
        identity("p₁ low", "p1_lo is the smaller p₁ less that", plain[0].subs(_most_2, 0), _least_1),
        identity("p₁ high", "p1_hi is the larger p₁ and that", plain[1].subs(_most_2, 0), _most_1),
        for_each(
            "power of p₂",
            "SPARE pays for the roundings of w_lo, w_hi, of v in the loops and of p₂^N, factor by factor",
            (8,),
            lambda count: (1 - U) ** count - (1 - SPARE) * (1 + U) ** count,
        ),
        for_each(
            "largest p₁",
            "|p₁| ≤ (1+SPARE)·p2_hi in the box",
            [share(plain[1], _most_2)],
            lambda widened: 1 + SPARE - 1 / high - widened / high * (1 + SPARE),
        ),
    )


# 8. Errors and signs ----------------------------------------------------------------------------


def step_drift(depth: int) -> Fraction:
    """Return a bound on what the rounding of one step does to e, as a share of N·p₂^N."""
    turn = of_turn(depth)
    y = load(depth) / (2 * depth) * (2 * turn.error + turn.product + turn.rest)
    own = (2 * LARGEST_TURN + U) * U * (1 + DRIFT)
    moved_u, moved_s = y + own, 2 * LARGEST_TURN * y + 2 * own
    return up((moved_u + moved_s / 2) / (1 - LARGEST_TURN**2))


@cache
def contraction(depth: int) -> Fraction:
    """Return a bound on the share of e that an exact step of a centre can take away: Nh(1+h)^{N−1}.

    >>> float(contraction(256))
    0.83...
    """
    h = up(load(depth) / (2 * depth))
    return up(depth * h * (1 + h) ** (depth - 1))


def errors() -> tuple[Obligation, ...]:
    """Return part 8 of the proof for |e|: it lies between e_near and e_far."""
    count = lost_in_widen() + 1

    def spare(depth: int) -> tuple[Fraction, ...]:
        found, error = Shares.of(blur(), depth), of_error(depth)
        # e as a float at the end of the block and in the loop, with the low parts or without them
        ends = 2 * (U + error.product + error.rest + 2 * U)
        moved = depth * ((1 << pair.LONG) * step_drift(depth) + Fraction(3, 2) * SMALL)
        kept = 1 - count * U
        return (
            found.product * kept - ends - moved - 2 * U,
            found.eigenvalue * kept - 3 * U * (1 + DRIFT) - 2 * count * U**2,
            found.off - 1,
            -abs(found.size),
        )

    tied = []
    for side in (1, -1):
        near, far = widened(side, 0, narrowing=False).slopes[7:9]
        start = side * ((sa - da) / 2 * power_a - lam)
        name = f"e {'>' if side > 0 else '<'} 0"
        tied += [
            identity(f"e_far, {name}", "e_far = |e| + blur at the start", far, start + blur()),
            identity(
                f"e_near, {name}",
                "e_near = |e| − blur at the end, at least 0",
                near,
                sp.Max(error_at_end(side) - blur(), 0),
            ),
        ]
    return (
        *tied,
        for_each("blur", "blur covers rounding, the steps between, and the way to the exact state", _DEPTHS, spare),
    )


def signs() -> tuple[Obligation, ...]:
    """Return part 8 of the proof for the sign of e: if e_lo > certain it was that of ``side`` all along."""
    count = lost_in_widen()

    def spare_nearly(depth: int) -> Fraction:
        error, turn = of_error(depth), of_turn(depth)
        step = load(depth) / 2 * (turn.error + turn.product + 2 * U) / (1 - LARGEST_TURN**2)
        return NEARLY - 2 / (1 - contraction(depth)) * ((1 << pair.LONG) + 2) * (error.error + error.product + step)

    def spare(depth: int) -> Fraction:
        error, turn = of_error(depth), of_turn(depth)
        # the error of e in the loop at the step in question, and that of e_lo; |e| is nearly 0, |p| nearly |λ|
        ends = 2 * (error.product + error.error * NEARLY) * (1 + NEARLY)
        step = load(depth) / 2 * (turn.product + (turn.error + 2 * U) * NEARLY) + depth * U**2 + 4 * U * NEARLY
        rest = load(depth) / 2 * (turn.rest + U * NEARLY) + 2 * depth * U**2
        found = []
        for squarings in _SQUARINGS:
            certain = Shares.of(widened(1, squarings, narrowing=False).asked[-1][2], depth)
            steps, kept = 1 << squarings, (1 - count * U) / (1 + NEARLY) ** 3
            found += [
                certain.eigenvalue * kept - ends - steps * step,
                certain.size * kept * SPARE - 2 * error.rest - steps * rest,
                certain.off - 1,
                -abs(certain.product),
            ]
        return min(found)

    def tied(side: int) -> Fraction:
        asked = widened(side, 0, narrowing=False).asked
        wanted = (("le", high_2, top), ("gt", asked[-1][1], asked[-1][2]))
        return Fraction(0 if asked[-2:] == wanted and sp.expand(asked[-1][1] - error_at_end(side)) == 0 else -1)

    return (
        for_each(
            "trusted",
            "widen asks whether p2_hi ≤ top and whether e_lo, with the low parts, exceeds certain",
            (1, -1),
            tied,
        ),
        for_each(
            "e_lo in floats", "e_lo is fma(p₁, p₂^{N−1}, −λ) with the p₁ of the loops", (1,), _error_as_in_the_loop
        ),
        for_each(
            "nearly 0",
            "once |e| is within its rounding it stays below 2⁻²⁹(|λ| + u·p₂^N) for a block",
            _DEPTHS,
            spare_nearly,
        ),
        for_each(
            "certain", "an error that was within its rounding at a step is below certain at the end", _DEPTHS, spare
        ),
    )


def _error_as_in_the_loop(_: int) -> Fraction:
    """Compare the operations of e_lo with p₁ of ``pair_loops.halves``."""
    lines: dict[str, str] = {}
    paper = operations(lines)
    contents: dict[str, Any] = {name: name for name in NAMES} | {
        "matrix": "abcdxy", "radius": lambda index, run: index, "box": lambda *_: "pqrs",
        "power": lambda base, exponent: f"{base}^{exponent}",
    }  # fmt: skip
    found = run_widen(paper, 5, contents, 0, [True] * 4).asked[-1][1]
    first, second = halves(paper, "db", "db_l", "sb", "sb_l")
    power = f"{second}^{4}"
    return Fraction(0 if found == paper.multiply("side", paper.fused(first, power, paper.negate("lam"))) else -1)


# 9. Matrices ------------------------------------------------------------------------------------


def run_after(machine: Any, contents: Sequence[Any], squarings: int) -> tuple[Any, ...]:
    """Run ``after``.

    >>> run_after(roundings(), [0] * 8, 0)
    (4, 4)
    """
    given, _ = numbers(machine, contents)
    return tuple(value.content for value in on_paper(pair.after)(*given, squarings))


def matrices() -> tuple[Obligation, ...]:
    """Return part 9 of the proof."""
    paid = sp.Rational(Fraction(pair.PAID))
    a, b, c, d, x_u, x_s = matrix
    step = sp.Matrix([[a, b], [c, d]])
    found = []
    for squarings in (0, 1, 2):
        radius, powers = sp.Matrix([ru, rs]), sp.zeros(2, 2)
        for _ in range(1 << squarings):
            powers, radius = step * powers + sp.eye(2), step * radius
        wanted = paid * (radius + powers * sp.Matrix([x_u, x_s]))
        for row, value in enumerate(run_after(formulas(), (a, b, c, d, ru, rs, x_u, x_s), squarings)):
            name = f"row {row + 1} after {1 << squarings} steps"
            found.append(identity(name, "PAID·(A^m r + (I + … + A^{m−1})x)", value, wanted[row]))

    def steps_as_matrices(squarings: int) -> Fraction:
        values = [Fraction(v) for v in (2, 3, 5, 7, 11, 13, 17, 19)]
        exact = [Fraction(v) for v in run_after(formulas(), [sp.Integer(int(v)) for v in values], squarings)]
        m, u, s = values[:4], values[4], values[5]
        for _ in range(1 << squarings):
            u, s = m[0] * u + m[1] * s + values[6], m[2] * u + m[3] * s + values[7]
        return Fraction(0 if exact == [Fraction(pair.PAID) * u, Fraction(pair.PAID) * s] else -1)

    def tied(narrowing: int) -> Fraction:
        margins = []
        for side, squarings in product((1, -1), _SQUARINGS):
            run = widened(side, squarings, narrowing=bool(narrowing))
            rest = (b, c, d, ru, rs, x_u, x_s, squarings)
            wanted = ((1.0, *rest), (a, *rest)) if narrowing else ((a, *rest),)
            radii = [sp.Symbol(f"{index}_{i + 1}", positive=True) for i in range(len(wanted)) for index in "us"]
            asked = (("lt", a, sp.Integer(1)), ("le", sp.Max(*radii), sp.Rational(SMALL)))
            margins.append(run.after == wanted and run.asked[:2] == asked and run.radii == tuple(radii[-2:]))
        return Fraction(0 if all(margins) else -1)

    def given(side: int) -> Fraction:
        run = widened(side, 0, narrowing=False).slopes
        wanted = (N, low_1, high_1, low_2, high_2, low_w, high_w)
        return Fraction(0 if run[:7] == wanted and run[9:] == (lam, eta, sp.Integer(side), tau, off) else -1)

    return (
        *found,
        for_each("doublings", "the same for up to 2^LONG steps, on a matrix of primes", _SQUARINGS, steps_as_matrices),
        for_each(
            "roundings of the powers",
            "PAID pays for the roundings in after",
            [max(run_after(roundings(), [0] * 8, squarings)) for squarings in _SQUARINGS],
            lambda count: Fraction(pair.PAID) * (1 - U) ** count - 1,
        ),
        for_each("slopes of the box", "slopes is given the box, its powers, and the parameters", (1, -1), given),
        for_each(
            "on the whole way", "both radii are compared with SMALL, with a and with 1 in its place", (0, 1), tied
        ),
    )
