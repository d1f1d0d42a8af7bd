"""What ``widen`` of a compiled pair computes, read off its source: for parts 8 and 9 of docs/proofs/pair-radius.md.

The bounds that ``box``, ``slopes`` and ``after`` return and the powers are letters here; ``pair_block`` and
``pair_step`` say what they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from types import SimpleNamespace
from typing import Any

import sympy as sp

from numerics.compiled import pair
from numerics.compiled.scalar_radius import DEEPEST
from proofs_check.rounding.on_paper import Number, formulas, numbers, on_paper, roundings
from theory.language.symbols import N

low_1, high_1, lam, low_b, low_sb = sp.symbols("p_1lo p_1hi lambda db_l sb_l", real=True)
low_2, high_2, low_w, high_w, power_a, power_b, off = sp.symbols("p_2lo p_2hi w_lo w_hi A B delta", positive=True)
da, sa, db, sb, ru, rs, top, tau, eta = sp.symbols("da sa db sb r_u r_s top tau eta", positive=True)
matrix = sp.symbols("a b c d x_u x_s", positive=True)
far = sp.Symbol("F", positive=True)


@dataclass(frozen=True)
class Widened:
    """What ``widen`` gives ``slopes`` and ``after``, what it compares, and what it returns."""

    slopes: tuple[Any, ...]
    after: tuple[tuple[Any, ...], ...]
    asked: tuple[tuple[str, Any, Any], ...]
    radii: tuple[Any, ...]


#: The arguments of ``widen`` after the depth, but for the number of steps, which stands before the last two.
NAMES = ("da", "sa", "db", "sb", "ru", "rs", "lam", "eta", "side", "top", "tau", "off", "db_l", "sb_l")


def run_widen(machine: Any, depth: Any, contents: Mapping[str, Any], squarings: int, answers: list[bool]) -> Widened:
    """Run ``widen`` with the given contents, and those of what ``box``, ``slopes``, ``after`` and powers return."""
    (first, *given), choices = numbers(machine, [depth, *(contents[name] for name in NAMES)], answers)
    found: list[Any] = []
    runs: list[Any] = []

    def plain(values: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(value.content if isinstance(value, Number) else value for value in values)

    def slopes(*values: Any) -> list[Number]:
        found.extend(plain(values))
        return [first.new(value) for value in contents["matrix"]]

    def after(*values: Any) -> list[Number]:
        runs.append(plain(values))
        return [first.new(contents["radius"](index, len(runs))) for index in "us"]

    run = on_paper(
        pair.widen,
        np=SimpleNamespace(nan=None),
        box=lambda *values: [first.new(value) for value in contents["box"](*plain(values))],
        integer_power=lambda base, exponent: first.new(contents["power"](*plain((base, exponent)))),
        slopes=slopes,
        after=after,
    )
    radii = run(depth if isinstance(depth, int) else first, *given[:-2], squarings, *given[-2:])
    return Widened(tuple(found), tuple(runs), tuple(choices.asked), plain(radii))


@cache
def widened(side: int, squarings: int, *, narrowing: bool) -> Widened:
    """Run ``widen`` on formulas, for a sign of e, 2^squarings steps, and whether a < 1; F is the largest |p₁|.

    >>> widened(1, 0, narrowing=False).asked[2]
    ('le', p_2hi, top)
    """
    powers = {
        (low_2, N - 2): low_w,
        (high_2, N - 2): high_w,
        ((sa + da) / 2, N - 1): power_a,
        ((sb + db) / 2, N - 1): power_b,
    }
    boxed = {(da, sa, db, sb): (low_1, high_1, low_2, high_2)}
    extremes = {frozenset({sp.Abs(low_1), sp.Abs(high_1)}): far}
    contents = {
        "da": da, "sa": sa, "db": db, "sb": sb, "ru": ru, "rs": rs, "lam": lam, "eta": eta, "side": sp.Integer(side),
        "top": top, "tau": tau, "off": off, "db_l": low_b, "sb_l": low_sb, "matrix": matrix,
        "radius": lambda index, run: sp.Symbol(f"{index}_{run}", positive=True),
        "box": lambda *values: boxed[values],
        "power": lambda *values: powers[values],
    }  # fmt: skip
    machine = replace(
        formulas(), larger=lambda left, right: extremes.get(frozenset({left, right}), sp.Max(left, right))
    )
    return run_widen(machine, N, contents, squarings, [narrowing, True, True, True])


def lost_in_widen() -> int:
    """Return how many roundings the sums of ``widen`` have, powers given.

    >>> lost_in_widen()
    7
    """
    contents: dict[str, Any] = dict.fromkeys(NAMES, 0)
    contents |= {"matrix": [0] * 6, "radius": lambda *_: 0, "box": lambda *_: [0] * 4, "power": lambda *_: 0}
    found = run_widen(roundings(), DEEPEST, contents, pair.LONG, [True] * 4)
    return max(count for count in (*found.slopes[7:9], *found.asked[-1][1:]) if isinstance(count, int))


@dataclass(frozen=True)
class Shares:
    """A sum of shares: of w_hi·p2_hi², of F·w_hi·p2_hi, of |λ|, and of the error of λ."""

    product: Fraction
    size: Fraction
    eigenvalue: Fraction
    off: Fraction

    @classmethod
    def of(cls, value: sp.Expr, depth: int) -> Shares:
        """Read the shares off a formula; raises ValueError when it is no such sum."""
        letters = (high_w * high_2**2, far * high_w * high_2, sp.Abs(lam), off)
        expanded = sp.expand(value)
        found = [expanded.coeff(letter) for letter in letters]
        if sp.expand(expanded - sum(share * letter for share, letter in zip(found, letters, strict=True))) != 0:
            raise ValueError(f"{value} is not a sum of the shares {letters}")
        return cls(*(Fraction(sp.Rational(share.subs(N, depth))) for share in found))


@cache
def blur() -> sp.Expr:
    """Return what ``widen`` adds to |e| at the start of a block, and takes from |e| at its end."""
    return sp.expand(widened(1, 0, narrowing=False).slopes[8] - ((sa - da) / 2 * power_a - lam))


def error_at_end(side: int) -> sp.Expr:
    """Return the formula of |e| at the end of a block, low parts included."""
    return side * (((sb - db) + (low_sb - low_b)) / 2 * power_b - lam)
