"""Each way to discharge an obligation proves what is true, refutes what is false with a witness, knows its limits."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
import sympy as sp
from sympy.abc import s, t

from numerics.exact.rational import rational_value
from numerics.exact.verdict import Verdict
from proofs_check.kernel.obligation import (
    Evidence,
    Obligation,
    Outcome,
    affine_on_simplex,
    enclosed,
    for_each,
    identity,
    nonnegative,
    verdict_of,
)
from proofs_check.kernel.polynomials import bernstein_coefficients, nonnegative_on_interval
from theory.dynamics.descent import lemma_2_9
from theory.language.symbols import N, lam, x

HALF = sp.Rational(1, 2)


def value_at(expr: sp.Expr, witness: dict[str, Fraction]) -> Fraction:
    values = {symbol: witness[str(symbol)] for symbol in expr.free_symbols}
    value = rational_value(expr, values)
    assert value is not None
    return value


def test_an_outcome_is_not_a_truth_value() -> None:
    obligation = identity("one", "x = x", x, x)
    with pytest.raises(TypeError):
        bool(obligation.discharge().verdict)


@pytest.mark.parametrize("depth", [2, 3, N])
def test_identities_of_the_paper(depth: int | sp.Symbol) -> None:
    for left, right in lemma_2_9(depth):
        assert identity("Lemma 2.9", "(45)", left, right).discharge().verdict is Verdict.PROVED
        wrong = identity("mutated", "(45) with a factor", left, sp.Rational(21, 20) * right).discharge()
        assert wrong.verdict is not Verdict.PROVED


@pytest.mark.parametrize(
    ("left", "right", "verdict"),
    [
        ((s + t) ** 3, s**3 + 3 * s**2 * t + 3 * s * t**2 + t**3, Verdict.PROVED),
        (1 / (s - t) - 1 / (s + t), 2 * t / (s**2 - t**2), Verdict.PROVED),
        (x ** (2 * N - 2) * x**2, (x**N) ** 2, Verdict.PROVED),
        ((s + t) ** 3, s**3 + t**3, Verdict.REFUTED),
        (s * (s - 2), sp.Integer(0), Verdict.REFUTED),
        (sp.log(lam**2) + 1, 2 * sp.log(lam), Verdict.REFUTED),
        (sp.log(lam**2), 2 * sp.log(sp.Abs(lam)), Verdict.UNDECIDED),
        (sp.exp(lam), 1 + lam, Verdict.UNDECIDED),
    ],
)
def test_identity(left: sp.Expr, right: sp.Expr, verdict: Verdict) -> None:
    obligation = identity("identity", "left = right", left, right)
    outcome = obligation.discharge()
    assert (outcome.verdict, obligation.evidence) == (verdict, Evidence.IDENTITY)
    if verdict is Verdict.REFUTED:
        assert value_at(left - right, dict(outcome.witness)) != 0


def test_one_variable_is_always_decided() -> None:
    """Products of random linear factors: the sign pattern is known, whatever the order of the roots."""
    rng = np.random.default_rng(7)
    for _ in range(25):
        roots = [sp.Rational(int(top), int(bottom)) for top, bottom in rng.integers((-9, 1), (10, 5), (4, 2))]
        orders = rng.integers(1, 4, 4)
        poly = sp.prod([(t - root) ** int(order) for root, order in zip(roots, orders, strict=True)])
        low, high = sorted(sp.Rational(int(v), 3) for v in rng.choice(np.arange(-30, 31), 2, replace=False))
        inside = [low, high, *(root for root in roots if low < root < high)]
        inside = sorted(set(inside))
        samples = [*inside, *((left + right) / 2 for left, right in pairwise(inside))]
        smallest = min(poly.subs(t, sample) for sample in samples)
        outcome = nonnegative_on_interval(poly, t, low, high)
        assert outcome.verdict is (Verdict.PROVED if smallest >= 0 else Verdict.REFUTED)
        if outcome.verdict is Verdict.REFUTED:
            assert value_at(poly, dict(outcome.witness)) < 0
            assert low <= outcome.witness["t"] <= high


@pytest.mark.parametrize(
    ("expr", "low", "high", "verdict"),
    [
        (t**2 - sp.Rational(1, 10**40), 0, 1, Verdict.REFUTED),
        ((t**2 - 2) ** 2, 0, 2, Verdict.PROVED),
        ((t**2 - 2) ** 2 - sp.Rational(1, 10**60), 0, 2, Verdict.REFUTED),
        (t * (1 - t), 0, 1, Verdict.PROVED),
        (t * (1 - t), 0, 1 + sp.Rational(1, 10**30), Verdict.REFUTED),
        (t**3 - 3 * t + 2, 0, sp.oo, Verdict.PROVED),
        (-(t**2) + 10**6 * t, 0, sp.oo, Verdict.REFUTED),
        (1 / (t + 1) - sp.Rational(1, 3), 0, 2, Verdict.PROVED),
        (1 / (t - 1) + 5, 0, 2, Verdict.UNDECIDED),
        (sp.Integer(0) * t, 0, 1, Verdict.PROVED),
        (sp.Integer(-1) + 0 * t, 0, 0, Verdict.REFUTED),
    ],
)
def test_hard_signs_on_an_interval(expr: sp.Expr, low: int, high: int, verdict: Verdict) -> None:
    outcome = nonnegative("sign", "expr ≥ 0", expr, {t: (low, high)}).discharge()
    assert outcome.verdict is verdict
    if verdict is Verdict.REFUTED and expr.free_symbols:
        assert value_at(expr, dict(outcome.witness)) < 0


def test_bernstein_coefficients_enclose_the_polynomial() -> None:
    poly = sp.Poly(3 * s**2 * t - s * t**2 + s - 2 * t + 1, s, t)
    half = Fraction(1, 2)
    coefficients = bernstein_coefficients(poly, ((-half, half), (Fraction(1), Fraction(2))))
    low, high = coefficients.min(), coefficients.max()
    values = [poly.eval((sp.Rational(i, 8) - HALF, 1 + sp.Rational(j, 8))) for i in range(9) for j in range(9)]
    assert low <= min(values)
    assert max(values) <= high


@pytest.mark.parametrize(
    ("expr", "where", "verdict"),
    [
        (1 + s * t - s - t, {s: (0, 1), t: (0, 1)}, Verdict.PROVED),
        (s**2 + t**2 - s * t + sp.Rational(1, 100) - s / 10, {s: (0, 1), t: (0, 1)}, Verdict.PROVED),
        (s * t - sp.Rational(1, 100) * (s + t), {s: (0, 1), t: (0, 1)}, Verdict.REFUTED),
        ((s - t) ** 2 + (s - sp.Rational(1, 3)) ** 2, {s: (0, 1), t: (0, 1)}, Verdict.UNDECIDED),
        ((s + t) ** 2 - 3 * s * t, {s: (0, sp.oo), t: (0, sp.oo)}, Verdict.UNDECIDED),
        (s * t - 1, {s: (1, sp.oo), t: (1, sp.oo)}, Verdict.PROVED),
        (s * t - 2, {s: (1, sp.oo), t: (1, sp.oo)}, Verdict.REFUTED),
    ],
)
def test_several_variables(expr: sp.Expr, where: dict, verdict: Verdict) -> None:
    outcome = nonnegative("sign", "expr ≥ 0", expr, where).discharge()
    assert outcome.verdict is verdict
    if verdict is Verdict.REFUTED:
        assert value_at(expr, dict(outcome.witness)) < 0


def test_mixed_ranges_are_refused() -> None:
    with pytest.raises(ValueError, match="mixed"):
        nonnegative("mixed", "", s * t, {s: (0, 1), t: (0, sp.oo)})


def triangle(margin: sp.Expr, **changed: list) -> Obligation:
    """The triangle 0 ≤ s ≤ t ≤ 1/n."""
    n = sp.Symbol("n")
    zero = sp.Integer(0)
    parts: dict[str, list] = {
        "constraints": [s, t - s, 1 - n * t],
        "vertices": [{s: 1 / n, t: 1 / n}, {s: zero, t: 1 / n}, {s: zero, t: zero}],
    } | changed
    return affine_on_simplex("triangle", "margin ≥ 0", margin, **parts, parameter=(n, 1, 9))


def test_affine_on_a_triangle() -> None:
    n = sp.Symbol("n")
    assert triangle(2 - n * (s + t)).discharge().verdict is Verdict.PROVED
    outcome = triangle(sp.Rational(3, 2) - n * (s + t) / 4 - t).discharge()
    assert outcome.verdict is Verdict.PROVED
    refuted = triangle(sp.Rational(1, 2) - t).discharge()
    assert (refuted.verdict, refuted.witness["n"]) == (Verdict.REFUTED, 1)


def test_a_wrong_triangle_proves_nothing() -> None:
    n, zero = sp.Symbol("n"), sp.Integer(0)
    good = {s: 1 / n, t: 1 / n}, {s: zero, t: 1 / n}, {s: zero, t: zero}
    margin = 2 - n * (s + t)
    wrong_vertex = [{s: 1 / (2 * n), t: 1 / n}, *good[1:]]
    assert triangle(margin, vertices=wrong_vertex).discharge().verdict is Verdict.UNDECIDED
    assert triangle(margin, constraints=[s, t - s, n * t - 1]).discharge().verdict is Verdict.UNDECIDED
    assert triangle(margin + s * t).discharge().verdict is Verdict.UNDECIDED  # not affine
    assert triangle(margin, vertices=[good[1], good[0], good[2]]).discharge().verdict is Verdict.UNDECIDED


@pytest.mark.parametrize(
    ("expr", "verdict"),
    [
        (sp.exp(s) - 1 - s * t, Verdict.PROVED),
        (sp.exp(s) - 1 - 2 * s * t, Verdict.REFUTED),
        (sp.exp(s) - 1 - s + (t - 1) ** 2 - (t - 1) ** 2, Verdict.PROVED),
        (sp.log(t) ** 2, Verdict.UNDECIDED),
        (sp.log(s - HALF), Verdict.REFUTED),
    ],
)
def test_enclosed_on_a_box(expr: sp.Expr, verdict: Verdict, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("proofs_check.kernel.obligation._MOST_BOXES", 600)
    outcome = enclosed("box", "expr > 0", expr, {s: (HALF, 2), t: (HALF, 1)}).discharge()
    assert outcome.verdict is verdict
    if verdict is Verdict.REFUTED:
        assert float(expr.subs({symbol: float(outcome.witness[str(symbol)]) for symbol in (s, t)})) < 0


def test_every_case_counts() -> None:
    margins: dict[int, Fraction] = {1: Fraction(1), 2: Fraction(0), 3: Fraction(-1, 10**30)}
    assert for_each("two", "", [1, 2], margins.__getitem__).discharge().verdict is Verdict.PROVED
    outcome = for_each("three", "", [1, 2, 3], margins.__getitem__).discharge()
    assert (outcome.verdict, outcome.witness) == (Verdict.REFUTED, {"case": Fraction(3)})
    assert for_each("none", "", [], margins.__getitem__).discharge().verdict is Verdict.UNDECIDED


def test_one_bad_obligation_spoils_the_proof() -> None:
    def fixed(verdict: Verdict) -> Callable[[], Outcome]:
        return lambda: Outcome(verdict)

    yes, no, unknown = (
        Obligation("", "", Evidence.IDENTITY, fixed(verdict), tuple)
        for verdict in (Verdict.PROVED, Verdict.REFUTED, Verdict.UNDECIDED)
    )
    assert verdict_of([yes, yes]) is Verdict.PROVED
    assert verdict_of([yes, unknown]) is Verdict.UNDECIDED
    assert verdict_of([yes, unknown, no]) is Verdict.REFUTED
