"""The radius inside the compiled scalar loops, read off their source and compared with what the proof bounds.

``advance_kernel``, ``locate_kernel`` and the preparation of cases are run on formulas; the obligations, for parts 1 to 7 of
the last claim of docs/proofs/rounding.md (ours), say that the room, the hull, the slope G and the new radius they
compute are at least those of the proof. The constants themselves are discharged in ``scalar_block``.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from itertools import repeat
from types import SimpleNamespace
from typing import Any

import numpy as np
import sympy as sp

from numerics.compiled import scalar, scalar_radius
from numerics.compiled.scalar import BLOCK, LANES
from numerics.compiled.scalar_radius import DEEPEST
from proofs_check.kernel.obligation import Obligation, for_each, identity
from proofs_check.rounding.on_paper import Machine, Number, formulas, numbers, on_paper
from proofs_check.rounding.pair_step import everywhere
from theory.dynamics.descent import descent_step
from theory.language.symbols import N, eta, lam, x

#: Unit roundoff.
U = Fraction(1, 2**53)

#: Centre at the start and at the end of a block, their low parts, the old radius.
a, b, old = sp.symbols("a b E", nonnegative=True)
z, z_0 = sp.symbols("z z_0", real=True)
#: Columns of a case.
rise, lam_row, aim, aim_low, near, near_low, far, far_low, sign = sp.symbols(
    "rise lam_row aim aim_l near near_l far far_l sigma", real=True
)
fall, grow, drift, local, local_f, top = sp.symbols("fall grow drift D F top", nonnegative=True)
#: What the loops compute on their way: smaller and larger end, the reach for N = 1, the powers x^{N−2} at the ends of the
#: hull, the larger part of G, max(1, G^16), and G.
least, most, reach, low_power, high_power, larger_part, largest, slope = sp.symbols("m h r lp hp M Q G", nonnegative=True)
_margin = sp.Symbol("mu")
_ORDER = sp.Symbol("order")


@dataclass(frozen=True)
class Radius:
    """What a loop makes of a radius: the hull, G, the new radius, and what it compares."""

    hull: tuple[sp.Expr, sp.Expr]
    slope: sp.Expr
    new: sp.Expr
    asked: tuple[tuple[str, sp.Expr, sp.Expr], ...]


class _Rows(dict[tuple[int, int], Any]):
    """An array of one column."""

    shape = (0, 1)


def _run(loop: Callable[..., Radius]) -> Radius:
    """Run a loop twice: once to see G, once with the letter G in its place."""
    seen = loop(_margin)
    return replace(loop(slope - (seen.slope - _margin)), slope=seen.slope)


class _Machine:
    """Formulas with letters for what the loops compute on their way; remembers the hull and G."""

    def __init__(self) -> None:
        self.hull: list[sp.Expr] = []
        self.slope: sp.Expr = slope
        self.machine: Machine = replace(
            formulas(), larger=self.larger, smaller=self.smaller, multiply=self.multiply, size=self.size
        )

    def larger(self, left: sp.Expr, right: sp.Expr) -> sp.Expr:
        known = {
            frozenset({a, b}): most,
            frozenset({a, lam_row}): reach,
            frozenset({rise * high_power, rise * low_power}): larger_part,
            frozenset({sp.Integer(1), slope**BLOCK}): largest,
        }
        return known.get(frozenset({left, right}), sp.Max(left, right, evaluate=False))

    def smaller(self, left: sp.Expr, right: sp.Expr) -> sp.Expr:
        return {frozenset({a, b}): least}[frozenset({left, right})]

    def size(self, value: sp.Expr) -> sp.Expr:
        return {b - a: most - least}[value]

    def multiply(self, left: sp.Expr, right: sp.Expr) -> sp.Expr:
        if left.has(_margin) and self.slope == slope:
            self.slope = left
        return left * right

    def power(self, base: Number, order: Any) -> Number:
        """Return a letter for the power of the higher end of the hull, then for that of the lower end."""
        if order.content != _ORDER:
            raise ValueError(f"a power with exponent {order.content}")
        self.hull.append(base.content)
        return base.new(high_power if len(self.hull) == 1 else low_power)


@cache
def advance(depth: int, *, double: bool) -> Radius:
    """Run one block of ``advance`` for N = 1, or for N ≥ 2 with the powers as letters.

    >>> advance(2, double=False).asked[0]
    ('le', D*... + E*grow + a*drift, m/1048576)
    """

    def loop(margin: sp.Expr) -> Radius:
        paper = _Machine()
        contents = (a, b, z_0, z, old, rise, fall, grow, drift, local, local_f, top, lam_row, aim, aim_low, sign, margin)
        (given, choices) = numbers(paper.machine, (*contents, _ORDER))
        choices.answers = repeat(True)
        values = dict(zip("a b z_0 z E rise fall grow drift D F top lam aim aim_l sigma mu order".split(), given, strict=True))
        offsets = {
            scalar._Y: "a", scalar._Z: "z_0", scalar._Z0: "z_0", scalar._E: "E", scalar._RISE: "rise", scalar._FALL: "fall", scalar._GROW: "grow",
            scalar._DRIFT: "drift", scalar._LOCAL_ERROR: "D", scalar._LOCAL_ERROR_F: "F", scalar._TOP: "top",
            scalar._LAM: "lam", scalar._LAM_LOW: "lam", scalar._ETA: "rise", scalar._AIM: "aim", scalar._AIM_LOW: "aim_l",
            scalar._SIGN: "sigma",
        }  # fmt: skip
        w: list[Any] = [None] * scalar._SIZE
        for offset, name in offsets.items():
            w[offset] = values[name]
        lives = iter((1, 0))

        def refill(*_: Any) -> tuple[int, int, int, int]:
            return 1, next(lives), 1, 0

        run = on_paper(
            scalar.advance_kernel(depth, True, double),
            step=lambda *_: values["b"],
            double_step=lambda *_: (values["b"], values["z"]),
            power=paper.power,
            order=values["order"],
            margin=values["mu"],
            _refill=refill,
        )
        run(None, 0, 0, 1, w, None, None, None)
        return Radius(tuple(paper.hull[::-1]), paper.slope, w[scalar._E].content, tuple(choices.asked))

    return _run(loop)


@cache
def locate(depth: int, *, double: bool) -> Radius:
    """Run one step of ``locate`` for N = 1, or for N ≥ 2 with the powers as letters."""

    def loop(margin: sp.Expr) -> Radius:
        paper = _Machine()
        rows = {
            scalar.LAM: lam_row, scalar.LAM_LOW: lam_row, scalar.ETA: lam_row, scalar.TOP: top, scalar.RISE: rise,
            scalar.FALL: fall, scalar.LOCAL_ERROR: local, scalar.LOCAL_ERROR_F: local_f, scalar.SIGN: sign,
            scalar.NEAR: near, scalar.NEAR_LOW: near_low, scalar.FAR: far, scalar.FAR_LOW: far_low,
        }  # fmt: skip
        given, choices = numbers(paper.machine, (*rows.values(), a, z_0, old, b, z, margin, _ORDER))
        choices.answers = repeat(True)
        cases = _Rows({(row, 0): value for row, value in zip(rows, given, strict=False)})
        start, low_part, radius, end, end_low, extra, order = given[len(rows) :]
        steps = iter(range(1))
        found: list[sp.Expr] = []

        class Done(Exception):
            pass

        def where(count: int) -> list[Any]:
            return [None] * count

        def one_step(*_: Any) -> Any:
            if next(steps, None) is None:
                raise Done
            return (end, end_low) if double else end

        stored = where(LANES)
        run = on_paper(
            scalar.locate_kernel(depth, double),
            step=one_step,
            double_step=one_step,
            power=paper.power,
            order=order,
            margin=extra,
            np=SimpleNamespace(empty=lambda count: found.append(count) or (stored if len(found) == 3 else where(count)), nan=None),
        )
        try:
            run(cases, _Rows({(0, 0): start, (1, 0): low_part, (2, 0): radius}), [0], [0])
        except Done:
            pass
        return Radius(tuple(paper.hull[::-1]), paper.slope, stored[0].content, tuple(choices.asked[:4]))

    return _run(loop)


def obligations() -> tuple[Obligation, ...]:
    """Return what ties the loops to the proof.

    >>> [obligation.name for obligation in obligations()][:3]
    ['room, advance, N = 1', 'hull above, advance, N = 1', 'hull below, advance, N = 1']
    """
    found: list[Obligation] = []
    for depth, double in ((1, False), (1, True), (2, False), (2, True)):
        for run, kernel in ((advance(depth, double=double), "advance"), (locate(depth, double=double), "locate")):
            name = f"{kernel}, {'N = 1' if depth == 1 else 'N ≥ 2'}{', two floats' if double else ''}"
            found += [*_hull(run, name, depth, kernel, double=double), *_slope(run, name, depth)]
            found += [*_radius(run, name, kernel), _comparisons(run, name, kernel, double=double)]
    return (*found, *_depths(), *prepared(), *exact_columns())


def _hull(run: Radius, name: str, depth: int, kernel: str, *, double: bool) -> tuple[Obligation, ...]:
    """The hull is wide enough: 2·room beyond both ends of a block, the radius around the start of a single step."""
    low_part = sp.Rational(U) if double else sp.Integer(0)
    if kernel == "advance":
        room, above, below, wanted = run.asked[0][1], most, least, grow * old + drift * (reach if depth == 1 else a)
        wanted += low_part * most
        wide = 2 * room
    else:
        room, above, below, wanted = run.asked[0][1], a, a, old + low_part * a
        wide = room
    return (
        everywhere(f"room, {name}", "the room is that of the proof, low parts included", room - wanted, {}),
        everywhere(f"hull above, {name}", "the hull reaches as far above", run.hull[1] - above - wide, {}),
        everywhere(f"hull below, {name}", "and as far below", below - wide - run.hull[0], {}),
    )


def _slope(run: Radius, name: str, depth: int) -> tuple[Obligation, ...]:
    """G ≥ 1 + rise·x^{N−2} − fall·x^{2N−2} for x in the hull, for both signs of rise."""
    t = sp.symbols("t_1:5", nonnegative=True)
    size = sp.Symbol("rho", nonnegative=True)
    spare = run.slope - _margin
    if depth == 1:
        return (identity(f"slope, {name}", "G = 1 − fall and the larger of 0 and 0", spare, 1 + larger_part - fall),)
    edge = least if run.hull[0].has(least) else a
    (solved,) = sp.solve(run.hull[0] - t[0], edge)
    power = low_power + t[1]
    between = {edge: solved, high_power: low_power + t[1] + t[2]}
    exact = size * power - fall * (power * (t[0] + t[3])) ** 2
    falling = -size * power - fall * (power * (t[0] + t[3])) ** 2
    return (
        everywhere(
            f"slope, λ ≥ 0, {name}", "G ≥ g' in the hull", spare.subs(larger_part, size * high_power) - 1 - exact, between
        ),
        everywhere(
            f"slope, λ < 0, {name}", "G ≥ g' in the hull", spare.subs(larger_part, -size * low_power) - 1 - falling, between
        ),
    )


def _radius(run: Radius, name: str, kernel: str) -> tuple[Obligation, ...]:
    """The new radius is the recursion of the proof, step by step, and enough for the increments."""
    paid = sp.Rational(Fraction(scalar.ROUND_UP))
    room = run.asked[0][1]
    plain, increment = run.new.subs(local_f, 0), sp.expand(sp.diff(run.new, local_f) / paid)
    if kernel == "advance":
        error = old
        for _ in range(BLOCK):
            error = slope * error + local * run.hull[1]
        moved, factor = most - least + (2 + BLOCK) * room, largest
    else:
        # u(c + c⁺) for the low parts, c⁺ ≤ 2.1c
        error, factor = slope * old + local * most, sp.Integer(1)
        moved = most - least + sp.Rational(31, 10) * sp.Rational(U) * a
    obligation = identity(f"radius, {name}", "ROUND_UP times the sum of the proof", plain, paid * error)
    if increment == 0:
        return (obligation,)
    spread = {most: least + sp.Symbol("t", nonnegative=True)}
    return (
        obligation,
        everywhere(
            f"increments, {name}", "F is taken of all increments", sp.cancel(increment / factor) - moved, spread
        ),
    )


def _comparisons(run: Radius, name: str, kernel: str, *, double: bool) -> Obligation:
    """What is compared with the room, with top and with the targets."""
    rest = z if double else z_0
    small = sp.Rational(Fraction(scalar.SMALL))
    room = run.asked[0][1]
    trusted = (("le", room, small * (least if kernel == "advance" else a)), ("le", run.hull[1], top))
    past = [sign * ((b - target) + (rest - low)) for target, low in ((aim, aim_low), (near, near_low), (far, far_low))]
    if kernel == "advance":
        seen: tuple[Any, ...] = (("lt", past[0], sp.Integer(0)),)
    else:
        seen = (("lt", past[1] + run.new, sp.Integer(0)), ("ge", past[2] - run.new, sp.Integer(0)))

    def same(_: int) -> Fraction:
        pairs = zip(run.asked, (*trusted, *seen), strict=True)
        equal = [one[0] == two[0] and sp.expand(one[1] - two[1]) == 0 == one[2] - two[2] for one, two in pairs]
        return Fraction(0 if all(equal) else -1)

    return for_each(f"comparisons, {name}", "room ≤ SMALL·lo, hull ≤ top, and the targets", (1,), same)


def _depths() -> tuple[Obligation, ...]:
    """The loops of all N ≥ 2 are the one that was run, and know N by their margin and exponent."""

    def constants(depth: int) -> Fraction:
        kernels = [scalar.advance_kernel(depth, True, False), scalar.locate_kernel(depth, False)]
        wanted = {"depth": depth, "order": max(depth - 2, 0), "margin": depth * scalar.MARGIN}
        for kernel in kernels:
            function = kernel.py_func
            cells = dict(zip(function.__code__.co_freevars, function.__closure__, strict=True))
            if any(cells[name].cell_contents != value for name, value in wanted.items()):
                return Fraction(-1)
        return Fraction(0)

    def same(depth: int) -> Fraction:
        runs = [loop(depth, double=double) == loop(2, double=double) for loop in (advance, locate) for double in (False, True)]
        return Fraction(0 if all(runs) else -1)

    return (
        for_each("constants of a loop", "order = N − 2 and margin = N·MARGIN", (1, 2, 3, 4, 64, DEEPEST), constants),
        for_each("other depths", "the loops for other N are the same", (3, 4, DEEPEST), same),
    )


# Preparation ------------------------------------------------------------------------------------


class _Column(dict[int, Any]):
    """The columns of a case, as letters; a row that is not yet filled has none."""

    def __missing__(self, row: int) -> None:
        return None


def prepared() -> tuple[Obligation, ...]:
    """Return what ties RISE, FALL, GROW, DRIFT and the test of acceptance to the proof."""
    start, largest_state = sp.symbols("c ell", positive=True)
    names = {scalar.LAM: lam, scalar.ETA: eta, scalar.SIGN: sign, scalar.STATE: start, scalar.NEAR: start, scalar.FAR: start}
    names |= {scalar.LOCAL_ERROR: local, scalar.LOCAL_ERROR_F: local_f}
    given, choices = numbers(formulas(), (*names.values(), largest_state, N))
    choices.answers = repeat(True)
    columns = _Column(zip(names, given, strict=False))
    columns[scalar.LAM].size = 1
    powers: dict[tuple[sp.Expr, sp.Expr], sp.Symbol] = {}

    def power(base: Number, exponent: Any) -> Number:
        order = exponent.content if isinstance(exponent, Number) else sp.Integer(exponent)
        letter = powers.setdefault((base.content, order), sp.Symbol(f"P_{len(powers)}", positive=True))
        return base.new(letter)

    def of(name: str) -> Callable[..., Number]:
        return lambda one, two: one.new(getattr(one.machine, name)(one.same(one), one.same(two)))

    shim = SimpleNamespace(
        errstate=lambda **_: nullcontext(), zeros=lambda *_, **__: False, where=lambda condition, yes, no: yes,
        maximum=of("larger"), minimum=of("smaller"), log2=lambda value: value, abs=abs,
    )  # fmt: skip
    on_paper(scalar_radius._cover, np=shim, float_power=power, bool=bool)(given[-1], columns, given[-2])
    row = {name: columns[name].content for name in (scalar.RISE, scalar.FALL, scalar.GROW, scalar.DRIFT, scalar.TOP)}
    growth = 1 + sp.Max(row[scalar.RISE], 0) * powers[row[scalar.TOP], N - 2] + N * sp.Rational(Fraction(scalar.MARGIN))
    grown = powers.get((growth, sp.Integer(BLOCK)), sp.Symbol("none"))
    tops = [base for base, order in powers if order == N - 2]
    phis = [row[scalar.FALL] * powers[top_, 2 * N - 2] - row[scalar.RISE] * powers[top_, N - 2] for top_ in tops]
    asked = [(left, right) for name, left, right in choices.asked if name == "le" and left.has(*powers.values())]
    limits = [sp.expand((1 - right) / N) for left, right in asked]
    drift_share = sp.expand(row[scalar.DRIFT] / row[scalar.GROW] ** 2)
    ratio = (1 + Fraction(1, 2**43)) / (1 - Fraction(1, 2**43))
    return (
        identity(
            "rise and fall",
            "g' = 1 + RISE·x^{N−2} − FALL·x^{2N−2}",
            sp.diff(descent_step(N), x),
            1 + row[scalar.RISE] * x ** (N - 2) - row[scalar.FALL] * x ** (2 * N - 2),
        ),
        identity("growth", "GROW = ROUND_UP·(1 + max(RISE, 0)·top^{N−2} + N·MARGIN)^16", row[scalar.GROW], sp.Rational(Fraction(scalar.ROUND_UP)) * grown),
        identity("drift, both errors", "DRIFT has D and F alike", drift_share, drift_share.coeff(local) * (local + local_f)),
        for_each(
            "drift",
            "DRIFT ≥ 16·Γ^32·(D+F), with 1.01 to spare for ρ^16 and 64 roundings",
            (Fraction(sp.Rational(drift_share.coeff(local))),),
            lambda share: share / BLOCK * (1 - U) ** 64 - ratio**BLOCK,
        ),
        for_each(
            "accepted",
            "φ(top) ≤ 1 − N2⁻⁴⁶ is what is asked (``scalar_block``, acceptance)",
            range(len(phis)),
            lambda index: min(
                Fraction(sp.Rational(limits[index])) - Fraction(1, 2**46),
                Fraction(0 if sp.expand(asked[index][0] - phis[index]) == 0 else -1),
            ),
        ),
        for_each(
            "top",
            "top exceeds α and L by 2⁻³⁴ at least (``scalar_block``, TOP_GAP)",
            [Fraction(sp.Rational(top_ / largest_state)) for top_ in tops],
            lambda factor: factor - 1 - Fraction(1, 2**34),
        ),
    )


def exact_columns() -> tuple[Obligation, ...]:
    """Return what ties the local errors of exact parameters to ``scalar_step`` and ``scalar_step_two_floats``."""
    return ()
