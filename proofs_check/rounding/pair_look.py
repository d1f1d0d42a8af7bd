"""What a look at a compiled pair decides, and which cases are accepted with which radii to begin with.

The obligations follow parts 10 and 11 of the proof in docs/proofs/pair-radius.md (ours), for every N ≤ 256. What
``look``, ``exact_pair_column`` and the test of acceptance compute is read off their source.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from fractions import Fraction
from functools import cache
from itertools import repeat
from types import SimpleNamespace
from typing import Any

import sympy as sp

from numerics.compiled import pair, pair_radius
from numerics.compiled.scalar_radius import DEEPEST, float_power
from proofs_check.kernel.obligation import Obligation, for_each, identity
from proofs_check.rounding.on_paper import Choices, Number, formulas, numbers, on_paper, operations, roundings
from proofs_check.rounding.pair_block import SMALL, path
from proofs_check.rounding.pair_loops import halves
from proofs_check.rounding.pair_step import PARAMETER, U, of_error, up
from theory.language.symbols import N, alpha, beta, eta, lam

_DEPTHS = range(2, DEEPEST + 1)


def obligations() -> tuple[Obligation, ...]:
    """Return the proof, in the order of its parts.

    >>> [obligation.name for obligation in obligations()][:3]
    ['error seen', 'reach', 'reach, e < 0']
    """
    return (*error_seen(), *sign_seen(), *accepted(), *start())


# 10. A look -------------------------------------------------------------------------------------

_x, _w, _ru, _rs, _size, _off, _near, _far = sp.symbols("x w r_u r_s l delta near far", nonnegative=True)
_d, _dl, _s, _sl = sp.symbols("d d_l s s_l", real=True)


def run_look(machine: Any, depth: Any, target: int, contents: tuple[Any, ...], side: Any, power: Any) -> list[Any]:
    """Run ``look`` on (d, dl, s, sl, ru, rs, λ, near, far, error of λ); return its two comparisons."""
    given, choices = numbers(machine, (*contents, side, depth), [True, True])
    d, dl, s, sl, ru, rs, eigenvalue, near, far, off, sign, size = given
    run = on_paper(pair.look, integer_power=lambda base, exponent: d.new(power(base)))
    run(depth if isinstance(depth, int) else size, target, d, dl, s, sl, ru, rs, eigenvalue, sign, near, far, off)
    return choices.asked


@cache
def reach(side: int) -> sp.Expr:
    """Return what ``look`` takes for the distance of e from the exact error, where p₁ = x and p₂ = w = 1.

    Raises ValueError unless it compares side·e ∓ reach with the two targets.
    """
    ends = (1 - _x, sp.Integer(0), 1 + _x, sp.Integer(0))
    contents = (*ends, _ru, _rs, lam, _near, _far, _off)
    (first, below, near), (second, above, far) = run_look(
        formulas(), N, pair.ERROR, contents, sp.Integer(side), lambda _: sp.Integer(1)
    )
    if (first, second, near, far) != ("gt", "le", _near, _far) or sp.expand(below + above - 2 * side * (_x - lam)) != 0:
        raise ValueError(f"look compares {below} with {near} and {above} with {far}")
    return sp.expand((above - below) / 2)


def error_seen() -> tuple[Obligation, ...]:
    """Return part 10 of the proof for |p − λ|.

    In units of p₂^N = 1, with x = |p₁|/p₂ between 0 and 1; every share of the reach is a polynomial in x.
    """
    # p₂^{N−2} has N − 3 roundings and N − 2 times those of p₂
    counted = run_look(roundings(), DEEPEST, pair.ERROR, (0,) * 10, 0, lambda _: 3 * DEEPEST)
    count = max(left for _, left, _ in counted)
    shares = sp.Poly(reach(1).subs(sp.Abs(lam), _size), _ru, _rs, _size, _off).terms()
    polynomials = {powers: _in_depth(share) for powers, share in shares}

    def spare(depth: int) -> Fraction:
        error, spread = of_error(depth), up(path(depth))
        moved = Fraction(3, 2) * SMALL * path()
        needed = {
            # |p_u| and |p_s| along the way, |p₁| at most x + moved
            (1, 0, 0, 0): [
                spread * c for c in (1 + (depth - 1) * moved**2, 2 * (depth - 1) * moved, Fraction(depth - 1))
            ],
            (0, 1, 0, 0): [Fraction(0), spread * depth / 2],
            (1, 1, 0, 0): [spread * depth / 2],
            # e as a float
            (0, 0, 0, 0): [error.rest, error.error + error.product],
            (0, 0, 1, 0): [error.error],
            (0, 0, 0, 1): [Fraction(1)],
        }
        found = {powers: _less_of(*(part(depth) for part in parts)) for powers, parts in polynomials.items()}
        if not set(needed) <= set(found):
            return Fraction(-1)
        kept = 1 - count * U
        margins = [
            _least([a * kept - b for a, b in _aligned(found[powers], needed.get(powers, []))]) for powers in found
        ]
        return min(margins)

    def as_in_the_loop(side: int) -> Fraction:
        lines: dict[str, str] = {}
        paper = operations(lines)
        names = ("d", "dl", "s", "sl", "ru", "rs", "lam", "near", "far", "off")
        (_, below, _), (_, above, _) = run_look(paper, 5, pair.ERROR, names, "side", lambda base: f"{base.content}^3")
        first, second = halves(paper, "d", "dl", "s", "sl")
        error = paper.fused(first, paper.multiply(f"{second}^3", second), paper.negate("lam"))
        written = {name: line for line, name in lines.items()}
        reached = written[below].removeprefix(f"{paper.multiply('side', error)} - ")
        return Fraction(0 if written[above] == f"{paper.multiply('side', error)} + {reached}" else -1)

    return (
        for_each("error seen", "e is what the loops compute, side·e ∓ reach is compared", (1,), as_in_the_loop),
        for_each("reach", "reach covers |p_u|r_u + |p_s|r_s on the way, rounding, and the error of λ", _DEPTHS, spare),
        identity("reach, e < 0", "the reach does not depend on the sign of e", reach(1), reach(-1)),
    )


def _in_depth(share: sp.Expr) -> list[Callable[[int], Fraction]]:
    """Return the coefficients of 1, x and x², each as a function of N."""

    def value(coefficient: sp.Expr) -> Callable[[int], Fraction]:
        terms = [(power, Fraction(sp.Rational(c))) for (power,), c in sp.Poly(coefficient, N).terms()]
        return lambda depth: sum((c * depth**power for power, c in terms), Fraction(0))

    poly = sp.Poly(share, _x)
    if poly.degree() > 2:
        raise ValueError(f"{share} has a power of x above 2")
    return [value(poly.coeff_monomial(_x**power)) for power in range(3)]


def _less_of(constant: Fraction, linear: Fraction, square: Fraction) -> list[Fraction]:
    """Return the coefficients of a polynomial in |p₁| for a float p₁ that is off by 3u², see ``pair_loops``."""
    return [constant - 3 * U**2 * linear, linear - 6 * U**2 * square, square]


def _aligned(left: list[Fraction], right: list[Fraction]) -> list[tuple[Fraction, Fraction]]:
    length = max(len(left), len(right))
    return list(zip(*(side + [Fraction(0)] * (length - len(side)) for side in (left, right)), strict=True))


def _least(coefficients: list[Fraction]) -> Fraction:
    """Return the least value of a polynomial of degree ≤ 2 on [0, 1]."""
    c, b, a = (coefficients + [Fraction(0)] * 3)[:3]
    inner = [-b / (2 * a)] if a > 0 and 0 < -b < 2 * a else []
    return min(c + b * x + a * x * x for x in (Fraction(0), Fraction(1), *inner))


def sign_seen() -> tuple[Obligation, ...]:
    """Return part 10 of the proof for the sign of p₁: u = artanh t, t = −P₁/P₂, and |artanh t| ≥ |t|."""
    contents = (_d, _dl, _s, _sl, _ru, _rs, lam, _near, _far, _off)
    (first, left, reached), (second, t, again) = run_look(formulas(), N, pair.SIGN, contents, sp.Integer(1), None)
    counts = run_look(roundings(), DEEPEST, pair.SIGN, (0,) * 10, 0, None)
    # t is off by its roundings, by those of Δ + Σ, and by 2u²(1+8u) where Δ and Σ cancel
    rounded = (1 + U) ** (max(value for _, *pair_of in counts for value in pair_of) + 2)
    share, rest = (Fraction(sp.Rational(sp.expand(reached).coeff(_ru, power))) for power in (1, 0))
    asked = first == "gt" and second == "ge" and reached == again and sp.expand(left + t) == 0
    return (
        for_each(
            "sign asked", "−t > reach is certainly open, t ≥ reach certainly met", (1,), lambda _: Fraction(asked - 1)
        ),
        identity("t", "t = −P₁ by ½(Δ+Σ) without low parts", t, ((_d + _dl) - (_s + _sl)) / (_d + _s)),
        for_each(
            "sign seen", "|t| ≥ reach in floats proves |t| ≥ r_u", (share,), lambda share: share / rounded - rounded
        ),
        for_each(
            "sign seen, cancelled",
            "also where Δ and Σ cancel",
            (rest,),
            lambda rest: rest / rounded - 2 * U**2 * rounded,
        ),
    )


# 11. Cases --------------------------------------------------------------------------------------


class _Column(dict[Any, Any]):
    """A column of the array of cases, of shape (14, 1) or (14,), that holds whatever it is given."""

    def __setitem__(self, key: Any, value: Any) -> None:
        super().__setitem__(key[0] if isinstance(key, tuple) else key, value)

    def __getitem__(self, key: Any) -> Any:
        row = key[0] if isinstance(key, tuple) else key
        return self if isinstance(row, slice) else super().__getitem__(row)


def _numpy(choices: Choices) -> SimpleNamespace:
    """Return what the test of acceptance and ``exact_pair_column`` need of numpy."""

    def machine_of(name: str) -> Callable[..., Number]:
        return lambda *values: values[0].new(getattr(values[0].machine, name)(*map(values[0].same, values)))

    return SimpleNamespace(
        errstate=lambda **_: nullcontext(),
        abs=abs,
        maximum=machine_of("larger"),
        sqrt=machine_of("root"),
        log2=lambda value: value,
        where=lambda condition, yes, no: yes,
        asarray=lambda value: value,
        array=lambda values: values[0],
        zeros=lambda shape: _Column(),
    )


def run_acceptance(machine: Any, depth: Any, contents: tuple[Any, ...], **names: Any) -> tuple[_Column, Choices]:
    """Run the test of acceptance on (λ, α, β, η, |λ|^{1/N}, its error, Δ, Δ_low, Σ, Σ_low, ε), to the answer yes."""
    given, choices = numbers(machine, (*contents, depth), [])
    choices.answers = repeat(True)
    eigenvalue, first, second, step, root, error, d, dl, s, sl, far, size = given
    columns = _Column({pair.LAM: eigenvalue, pair.ETA: step, pair.FAR: far})
    columns |= {pair.DIFF: d, pair.DIFF_LOW: dl, pair.SUM: s, pair.SUM_LOW: sl}
    run = on_paper(pair_radius._finish, np=_numpy(choices), float_root=lambda *_: (root, error), **names)
    run(depth if isinstance(depth, int) else size, columns, first, second)
    return columns, choices


def accepted() -> tuple[Obligation, ...]:
    """Return part 11 of the proof: what is compared in floats implies 2NηP^{2N−2} ≤ 1, and the sign of e."""
    root, error = sp.symbols("L e", positive=True)
    contents = (lam, alpha, beta, eta, root, error, _d, _dl, _s, _sl, _far)
    powers: list[sp.Expr] = []
    letters = sp.symbols("Q A", positive=True)

    def power(base: Number, exponent: Number) -> Number:
        powers.append((base.content, exponent.content))
        return base.new(letters[len(powers) - 1])

    columns, choices = run_acceptance(formulas(), N, contents, float_power=power)
    squared = sp.Max(alpha**2, (root + error) ** 2 + beta * (2 * alpha - beta))
    first = ((_s + _sl) - (_d + _dl)) / 2
    loads = [
        left for name, left, right in choices.asked if (name, right) == ("le", sp.Rational(pair_radius.LARGEST_LOAD))
    ]
    clear = [(left, right) for name, left, right in choices.asked if name == "gt" and right.has(letters[1])]
    product = letters[1] * first
    share = sp.expand(clear[0][1]).coeff(sp.Abs(lam)) if clear else sp.Integer(0)
    depths = [left for name, left, right in choices.asked if (name, right) == ("le", sp.Integer(DEEPEST))]
    roots = [right / root for name, left, right in choices.asked if (name, left) == ("le", error)]
    betas = [right / alpha for name, left, right in choices.asked if (name, left) == ("lt", beta)]

    column, choice = run_acceptance(roundings(), DEEPEST, (1,) * 11, float_power=on_paper(float_power))
    # β < α: 2αβ + β² ≤ 3(2αβ − β²), so a rounding of P² counts three times
    load_count = 3 * next(left for name, left, _ in choice.asked if name == "le")
    top_count = 3 * column[pair.TOP].content
    return (
        identity("load", "what is compared is 2Nη·P^{2N−2}", loads[0] if loads else sp.S.NaN, 2 * N * eta * letters[0]),
        for_each(
            "squared",
            "its P² is max(α², (|λ|^{1/N} + error)² + β(2α−β)), to the power N − 1",
            (1,),
            lambda _: Fraction(0 if powers == [(squared, N - 1), (alpha, N - 1)] else -1),
        ),
        for_each(
            "acceptance",
            "fl(2NηP^{2N−2}) ≤ LARGEST_LOAD implies 2NηP^{2N−2} ≤ 1",
            (load_count,),
            lambda count: (1 - U) ** count - Fraction(pair_radius.LARGEST_LOAD),
        ),
        identity(
            "top",
            "top = TOP_FACTOR·P",
            columns[pair.TOP].content,
            sp.sqrt(squared) * sp.Rational(pair_radius.TOP_FACTOR),
        ),
        for_each(
            "top in floats",
            "P ≤ top ≤ TOP_FACTOR(1+2⁻⁴⁰)P",
            (top_count,),
            lambda count: (
                Fraction(pair_radius.TOP_FACTOR) * (1 - U) ** count - 1,
                1 + Fraction(1, 2**40) - (1 + U) ** count,
            ),
        ),
        for_each(
            "deepest", "no depth beyond 256 is accepted", (DEEPEST,), lambda _: Fraction(0 if depths == [N] else -1)
        ),
        for_each(
            "root",
            "|λ|^{1/N} is used where its error is proved, at most 2⁻⁴⁰ of it (``scalar_block``, targets)",
            (1,),
            lambda _: Fraction(1, 2**40) - Fraction(sp.Rational(roots[0])) if roots else Fraction(-1),
        ),
        identity(
            "side", "what is compared is α^{N−1}p₁ with λ", clear[0][0] if clear else sp.S.NaN, sp.Abs(product - lam)
        ),
        identity(
            "margin",
            "by a margin relative to both",
            clear[0][1] if clear else sp.S.NaN,
            share * (sp.Abs(product) + sp.Abs(lam)),
        ),
        for_each(
            "clear",
            "the margin exceeds the roundings of α^{N−1}p₁, as p₁ ≥ 2⁻⁴⁰α: its sign is that of e",
            _DEPTHS,
            lambda depth: (
                (1 - Fraction(sp.Rational(betas[0])))
                * (Fraction(sp.Rational(share)) * (1 - 9 * U) - ((1 + U) ** (2 * depth + 8) - 1))
                - 3 * U**2
            ),
        ),
    )


def run_start(machine: Any, contents: tuple[Any, ...]) -> _Column:
    """Run ``exact_pair_column``; ``contents`` are (high, low, error) of Δ and Σ, (float, error) of λ, η and ε."""
    given, choices = numbers(machine, contents)
    pairs, ends = iter((given[:3], given[3:6])), iter((given[6:8], given[8:10], given[10:12]))

    names = {
        "_two_floats": lambda *_: next(pairs), "_nearest": lambda *_: next(ends), "_finish": lambda *_: [True],
        "arb": Number, "working_precision": lambda *_: nullcontext(), "to_ball": lambda *_: None,
        "float": lambda value: value,
    }  # fmt: skip
    run = on_paper(pair_radius.exact_pair_column, np=_numpy(choices), **names)
    column: _Column = run(2, 0, 1, 1, given[8], given[10])[0]
    return column


def start() -> tuple[Obligation, ...]:
    """Return part 11 of the proof for exact parameters: radii of the start, relative error of η, targets."""
    names = sp.symbols("d d_l e_d s s_l e_s lambda delta eta e_eta eps e_eps", positive=True)
    d, _, e_d, s, _, e_s, _, off, step, e_eta, eps, e_eps = names
    rows = (pair.RADIUS_U, pair.RADIUS_S, pair.STEP_ERROR, pair.NEAR, pair.FAR)
    column, counts = run_start(formulas(), names), run_start(roundings(), (0,) * 12)
    radius_u, radius_s, step_off, near, far = (sp.expand(column[row].content) for row in rows)
    rounded = (1 + U) ** (max(counts[row].content for row in rows) + 2)
    # |ln(1+z)| ≤ z/(1−z) for the relative errors z ≤ 2⁻⁹⁰ of Δ and Σ
    wanted = ((radius_u, e_d / d, 0.5), (radius_u, e_s / s, 0.5), (radius_s, e_d / d, 1), (radius_s, e_s / s, 1))
    shares = [(Fraction(sp.Rational(row.coeff(part))), Fraction(need)) for row, part, need in wanted]
    shares.append((Fraction(sp.Rational(step_off.coeff(e_eta / step))), Fraction(1)))
    grown, shrunk = (Fraction(sp.Rational(row.coeff(eps))) for row in (near, far))
    return (
        for_each(
            "start",
            "½ and 1 of the relative errors of Δ and Σ together, and that of η, rounding included",
            range(len(shares)),
            lambda index: shares[index][0] - shares[index][1] * rounded * (1 + PARAMETER),
        ),
        for_each(
            "error of λ",
            "the error of λ is used as it is",
            (1,),
            lambda _: Fraction(0 if column[pair.LAM_ERROR].content == off else -1),
        ),
        identity("near", "NEAR is above ε + its error", near, sp.Rational(grown) * (eps + e_eps)),
        identity("far", "FAR is below ε − its error", far, sp.Rational(shrunk) * (eps - e_eps)),
        for_each(
            "targets of a pair",
            "roundings included",
            (1,),
            lambda _: (grown / (1 + U) ** 2 - 1, 1 - shrunk * (1 + U) ** 2),
        ),
    )
