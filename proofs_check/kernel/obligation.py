"""The kernel of the proofs: an obligation, the ways to discharge it, the verdict.

An obligation is one sentence together with a computation that settles it in exact or ball arithmetic: no
sampling, no floats. Its verdict is ``PROVED``, ``REFUTED`` (with exact parameters at which the sentence fails)
or ``UNDECIDED``, and never a truth value.

>>> from theory.language.symbols import x
>>> square = nonnegative("square", "x² + 1 ≥ 2x for x ≥ 0", x**2 + 1 - 2 * x, {x: (0, sp.oo)})
>>> square.evidence.value, square.discharge().verdict
('exact polynomial certificate', <Verdict.PROVED: 'proved'>)
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import Any, TypeVar

import sympy as sp
from flint import arb

from numerics.exact.balls import compare, to_ball, working_precision
from numerics.exact.rational import rational_value
from numerics.exact.verdict import Verdict
from numerics.formulas.evaluate import compile_expression
from proofs_check.kernel.polynomials import (
    Box,
    Outcome,
    nonnegative_on_box,
    nonnegative_on_interval,
    nonnegative_on_orthant,
)

__all__ = [
    "Evidence",
    "Obligation",
    "Outcome",
    "affine_on_simplex",
    "enclosed",
    "for_each",
    "identity",
    "nonnegative",
    "verdict_of",
]

#: Working precision of the balls, and how many boxes are looked at before a claim stays undecided.
_BITS, _MOST_BOXES = 128, 20_000
#: Exact values tried for each symbol when an identity does not reduce to 0.
_TRIALS = ((2, 3, 5, 7, 11, 13), (3, 2, 7, 5, 13, 11), (1, 4, 2, 3, 6, 9))


#: What the cases of a finite obligation are numbered by.
T = TypeVar("T", int, float, Fraction)


class Evidence(Enum):
    """What a verdict rests on; ``CASES`` is exact arithmetic in each of finitely many cases."""

    IDENTITY = "symbolic identity"
    CERTIFICATE = "exact polynomial certificate"
    CASES = "exact, case by case"
    ENCLOSURE = "enclosed on a box"


@dataclass(frozen=True)
class Obligation:
    """One step of a proof: ``statement`` in words, and ``discharge``, which settles it when called.

    ``compared`` gives what is compared: both sides of an identity, what is not negative; of a finite one how many cases
    there are, the first, middle and last of them, and what is not negative there.
    """

    name: str
    statement: str
    evidence: Evidence
    discharge: Callable[[], Outcome]
    compared: Callable[[], tuple[Any, ...]]


def verdict_of(obligations: Iterable[Obligation]) -> Verdict:
    """Return REFUTED if one obligation is refuted, else UNDECIDED if one is (or there is none), else PROVED.

    >>> verdict_of([])
    <Verdict.UNDECIDED: 'undecided'>
    """
    found = {obligation.discharge().verdict for obligation in obligations}
    for verdict in (Verdict.REFUTED, Verdict.UNDECIDED):
        if verdict in found:
            return verdict
    return Verdict.PROVED if found == {Verdict.PROVED} else Verdict.UNDECIDED


def identity(name: str, statement: str, left: sp.Expr, right: sp.Expr) -> Obligation:
    """Return the obligation left = right, settled by reducing the difference to 0 as a rational function.

    Powers with a symbolic exponent, logarithms and the like count as independent quantities, so a difference
    that does not vanish is refuted only where an exact evaluation shows it.

    >>> from theory.language.symbols import N, x
    >>> identity("product", "x^(N−1)·x = x^N", x ** (N - 1) * x, x**N).discharge().verdict
    <Verdict.PROVED: 'proved'>
    >>> identity("wrong", "x + 1 = x", x + 1, x).discharge().witness
    {'x': Fraction(2, 1)}
    """

    def discharge() -> Outcome:
        difference = sp.cancel(sp.expand(sp.expand(left - right, power_exp=True), power_base=True))
        if difference == 0:
            return Outcome(Verdict.PROVED)
        symbols = sorted(left.free_symbols | right.free_symbols, key=str)
        for trial in _TRIALS:
            values = {s: Fraction(trial[i % len(trial)]) for i, s in enumerate(symbols)}
            value = rational_value(difference, values)
            if value:
                return Outcome(Verdict.REFUTED, {str(s): v for s, v in values.items()})
        return Outcome(Verdict.UNDECIDED)

    return Obligation(name, statement, Evidence.IDENTITY, discharge, lambda: (left, right))


def nonnegative(name: str, statement: str, expr: sp.Expr, where: Box) -> Obligation:
    """Return the obligation expr ≥ 0 for low ≤ symbol ≤ high (high may be oo), over ℚ.

    One variable: rational functions, always decided. Several: polynomials, by their coefficients after a
    shift when all ranges are unbounded, by Bernstein coefficients when all are bounded. Raises ValueError
    when some are and some are not.

    >>> a, b = sp.symbols("a b")
    >>> nonnegative("square", "(a+b)² ≥ ab", (a + b) ** 2 - a * b, {a: (0, sp.oo), b: (0, sp.oo)}).discharge().verdict
    <Verdict.PROVED: 'proved'>
    """
    unbounded = [high == sp.oo for _, high in where.values()]
    if len(where) > 1 and any(unbounded) and not all(unbounded):
        raise ValueError(f"{name}: bounded and unbounded ranges are mixed in {dict(where)}")

    def discharge() -> Outcome:
        if len(where) == 1:
            ((symbol, (low, high)),) = where.items()
            return nonnegative_on_interval(expr, symbol, low, high)
        if all(unbounded):
            return nonnegative_on_orthant(expr, {symbol: low for symbol, (low, _) in where.items()})
        return nonnegative_on_box(expr, where)

    return Obligation(name, statement, Evidence.CERTIFICATE, discharge, lambda: (expr, *where.values()))


def for_each(
    name: str, statement: str, cases: Iterable[T], margin: Callable[[T], Fraction | tuple[Fraction, ...]]
) -> Obligation:
    """Return the obligation margin(case) ≥ 0 for every case, a number, each computed exactly; at least one is needed.

    A margin may be several numbers, none of which is to be negative.

    >>> for_each("powers", "2^n > n for n ≤ 9", range(10), lambda n: Fraction(2**n - n)).discharge().verdict
    <Verdict.PROVED: 'proved'>
    """
    listed = tuple(cases)

    def margins(case: T) -> tuple[Fraction, ...]:
        found = margin(case)
        return found if isinstance(found, tuple) else (found,)

    def discharge() -> Outcome:
        for case in listed:
            if any(found < 0 for found in margins(case)):
                return Outcome(Verdict.REFUTED, {"case": Fraction(case)})
        return Outcome(Verdict.PROVED if listed else Verdict.UNDECIDED)

    some: tuple[T, ...] = tuple(dict.fromkeys(listed[place] for place in (0, len(listed) // 2, -1))) if listed else ()
    return Obligation(
        name,
        statement,
        Evidence.CASES,
        discharge,
        lambda: ((len(listed), *some), *(found for case in some for found in margins(case))),
    )


def affine_on_simplex(
    name: str,
    statement: str,
    margin: sp.Expr,
    constraints: Sequence[sp.Expr],
    vertices: Sequence[Mapping[sp.Symbol, sp.Expr]],
    parameter: tuple[sp.Symbol, int, int],
) -> Obligation:
    """Return the obligation margin ≥ 0 wherever all ``constraints`` are ≥ 0, for every value of the parameter.

    ``margin`` and the constraints are affine in the unknowns, with coefficients rational in the parameter
    (symbol, low, high); constraint i vanishes at all ``vertices`` but the i-th. Then c_i/c_i(v_i) are the
    barycentric coordinates, and the margin is their mean of its values at the vertices. All of that is
    checked, not assumed: affinity, vertices, and the sign at each vertex by Sturm's theorem.

    >>> a, n = sp.symbols("a n")
    >>> line = affine_on_simplex(
    ...     "line", "2 − na ≥ 0 for 0 ≤ a ≤ 1/n", 2 - n * a, [a, 1 - n * a], [{a: 1 / n}, {a: sp.S(0)}], (n, 1, 9)
    ... )
    >>> line.discharge().verdict
    <Verdict.PROVED: 'proved'>
    """
    symbol, low, high = parameter
    unknowns = list(vertices[0])

    def discharge() -> Outcome:
        combined = sp.zeros(2 + len(unknowns), 1)
        for index, (constraint, own) in enumerate(zip(constraints, vertices, strict=True)):
            for other, vertex in enumerate(vertices):
                if other != index and sp.cancel(constraint.subs(vertex, simultaneous=True)) != 0:
                    return Outcome(Verdict.UNDECIDED)
            size = sp.cancel(constraint.subs(own, simultaneous=True))
            if size == 0 or nonnegative_on_interval(size, symbol, low, high).verdict is not Verdict.PROVED:
                return Outcome(Verdict.UNDECIDED)
            at_vertex = [sp.Integer(1), margin.subs(own, simultaneous=True), *own.values()]
            combined += constraint / size * sp.Matrix(at_vertex)
        if any(sp.cancel(entry) != 0 for entry in combined - sp.Matrix([1, margin, *unknowns])):
            return Outcome(Verdict.UNDECIDED)
        for vertex in vertices:
            outcome = nonnegative_on_interval(margin.subs(vertex, simultaneous=True), symbol, low, high)
            if outcome.verdict is not Verdict.PROVED:
                return outcome
        return Outcome(Verdict.PROVED)

    return Obligation(name, statement, Evidence.CERTIFICATE, discharge, lambda: (margin, *constraints, low, high))


def enclosed(name: str, statement: str, expr: sp.Expr, box: Box) -> Obligation:
    """Return the obligation expr > 0 on a bounded box, settled by balls around subdivided boxes.

    A midpoint with a certainly negative value refutes; the claim stays undecided when the boxes run out.

    >>> from theory.language.symbols import x
    >>> growth = enclosed("exp", "e^x > 1 + x/2 on [1, 2]", sp.exp(x) - 1 - x / 2, {x: (1, 2)})
    >>> growth.discharge().verdict
    <Verdict.PROVED: 'proved'>
    """
    symbols = tuple(box)
    edges = tuple((rational_value(sp.sympify(a), {}), rational_value(sp.sympify(b), {})) for a, b in box.values())
    if any(low is None or high is None for low, high in edges):
        raise ValueError(f"{name}: the box {dict(box)} does not have rational ends")

    def discharge() -> Outcome:
        function = compile_expression(expr, symbols, "arb")
        pending: deque[Any] = deque([edges])
        with working_precision(_BITS):
            for _ in range(_MOST_BOXES):
                if not pending:
                    return Outcome(Verdict.PROVED)
                edge = pending.popleft()
                if compare(function(*(_hull(low, high) for low, high in edge)), arb(0)) == 1:
                    continue
                middle = [(low + high) / 2 for low, high in edge]
                if compare(function(*(to_ball(value, _BITS) for value in middle)), arb(0)) == -1:
                    return Outcome(Verdict.REFUTED, {str(s): v for s, v in zip(symbols, middle, strict=True)})
                widest = max(range(len(edge)), key=lambda i: edge[i][1] - edge[i][0])
                for part in ((edge[widest][0], middle[widest]), (middle[widest], edge[widest][1])):
                    pending.append((*edge[:widest], part, *edge[widest + 1 :]))
        return Outcome(Verdict.UNDECIDED)

    return Obligation(name, statement, Evidence.ENCLOSURE, discharge, lambda: (expr, *edges))


def _hull(low: Fraction, high: Fraction) -> arb:
    return to_ball(low, _BITS).union(to_ball(high, _BITS))
