"""The radius inside the compiled scalar loops, read off their source and compared with what the proof bounds.

``advance_kernel`` and ``locate_kernel`` are run on formulas; the obligations, for parts 4 to 7 of the last claim of
docs/proofs/rounding.md (ours), say that the room, the hull, the slope G and the new radius they compute are at least
those of the proof. The constants themselves are discharged in ``scalar_block``.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from itertools import repeat
from types import SimpleNamespace
from typing import Any

import sympy as sp

from numerics.compiled import scalar
from numerics.compiled.scalar import BLOCK
from numerics.compiled.scalar_radius import DEEPEST
from proofs_check.kernel.obligation import Obligation, for_each, identity
from proofs_check.rounding.on_paper import Machine, Number, formulas, numbers, on_paper
from proofs_check.rounding.pair_step import everywhere

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
#: What the loops compute on their way: smaller and larger end, the reach for N = 1, the powers x^{N−2} at the ends of
#: the hull, the larger part of G, max(1, G^16), and G.
least, most, reach, low_power, high_power, larger_part, largest, slope = sp.symbols(
    "m h r lp hp M Q G", nonnegative=True
)
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
    if not seen.slope.has(_margin):
        raise ValueError("the loop multiplies by no G that has the margin in it")
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
    ('le', E*grow + a*drift, m/1048576)
    """

    def loop(margin: sp.Expr) -> Radius:
        paper = _Machine()
        letters = {
            "a": a, "b": b, "z_0": z_0, "z": z, "E": old, "rise": rise, "fall": fall, "grow": grow, "drift": drift,
            "D": local, "F": local_f, "top": top, "lam": lam_row, "aim": aim, "aim_l": aim_low, "sigma": sign,
            "mu": margin, "order": _ORDER,
        }  # fmt: skip
        given, choices = numbers(paper.machine, tuple(letters.values()))
        choices.answers = repeat(True)
        values = dict(zip(letters, given, strict=True))
        offsets = {
            scalar._Y: "a", scalar._Z: "z_0", scalar._Z0: "z_0", scalar._E: "E", scalar._RISE: "rise",
            scalar._FALL: "fall", scalar._GROW: "grow", scalar._DRIFT: "drift", scalar._LOCAL_ERROR: "D",
            scalar._LOCAL_ERROR_F: "F", scalar._TOP: "top", scalar._LAM: "lam", scalar._LAM_LOW: "lam",
            scalar._ETA: "rise", scalar._AIM: "aim", scalar._AIM_LOW: "aim_l", scalar._SIGN: "sigma",
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
        return Radius((paper.hull[1], paper.hull[0]), paper.slope, w[scalar._E].content, tuple(choices.asked))

    return _run(loop)


class _SecondStepError(Exception):
    """Ends a run of ``locate`` after its first step."""


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
        fresh = iter([True])
        stored: list[list[Any]] = []

        def empty(count: int) -> list[Any]:
            stored.append([None] * count)
            return stored[-1]

        def one_step(*_: Any) -> Any:
            if not next(fresh, False):
                raise _SecondStepError
            return (end, end_low) if double else end

        run = on_paper(
            scalar.locate_kernel(depth, double),
            step=one_step,
            double_step=one_step,
            power=paper.power,
            order=order,
            margin=extra,
            np=SimpleNamespace(empty=empty, nan=None),
        )
        with suppress(_SecondStepError):
            run(cases, _Rows({(0, 0): start, (1, 0): low_part, (2, 0): radius}), [0], [0])
        # y, z, and the radius e
        return Radius((paper.hull[1], paper.hull[0]), paper.slope, stored[2][0].content, tuple(choices.asked[:4]))

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
    return (*found, *_depths())


def _hull(run: Radius, name: str, depth: int, kernel: str, *, double: bool) -> tuple[Obligation, ...]:
    """Return that the hull has 2·room beyond both ends of a block, the radius around the start of a single step."""
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
            f"slope, λ ≥ 0, {name}",
            "G ≥ g' in the hull",
            spare.subs({larger_part: size * high_power, rise: size}) - 1 - exact,
            between,
        ),
        everywhere(
            f"slope, λ < 0, {name}",
            "G ≥ g' in the hull",
            spare.subs({larger_part: -size * low_power, rise: -size}) - 1 - falling,
            between,
        ),
    )


def _radius(run: Radius, name: str, kernel: str) -> tuple[Obligation, ...]:
    """Return that the new radius is the recursion of the proof, step by step, and enough for the increments."""
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
    """Return what is compared with the room, with top and with the targets."""
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
    """Return that the loops of all N ≥ 2 are the one that was run, and know N by their margin and exponent."""

    def constants(depth: int) -> Fraction:
        kernels: list[Any] = [scalar.advance_kernel(depth, True, False), scalar.locate_kernel(depth, False)]
        wanted = {"depth": depth, "order": max(depth - 2, 0), "margin": depth * scalar.MARGIN}
        for kernel in kernels:
            function = kernel.py_func
            cells = dict(zip(function.__code__.co_freevars, function.__closure__, strict=True))
            if any(cells[name].cell_contents != value for name, value in wanted.items()):
                return Fraction(-1)
        return Fraction(0)

    def same(depth: int) -> Fraction:
        runs = [
            loop(depth, double=double) == loop(2, double=double)
            for loop in (advance, locate)
            for double in (False, True)
        ]
        return Fraction(0 if all(runs) else -1)

    return (
        for_each("constants of a loop", "order = N − 2 and margin = N·MARGIN", (1, 2, 3, 4, 64, DEEPEST), constants),
        for_each("other depths", "the loops for other N are the same", (3, 4, DEEPEST), same),
    )
