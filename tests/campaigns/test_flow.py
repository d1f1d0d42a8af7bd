"""Lemmas 2.5, 3.4, E.1 and Remarks 2.6, 1.2: wrong formulas put in the place of the right ones must be noticed."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import mpmath
import pytest
import sympy as sp
from flint import arb

from numerics.exact.balls import to_ball, working_precision
from numerics.exact.verdict import Verdict
from numerics.formulas.evaluate import order
from numerics.formulas.quadrature import quadrature
from reports.campaigns import CAMPAIGNS, eigenvalue_order, expansion, flow
from theory.iteration_count import expansion_remainder
from theory.language.symbols import alpha, lam, t, x

PIECES = {
    "below": {"depth": 3, "eigenvalue": "2", "alpha": "1/5", "end": "6/5"},
    "above": {"depth": 4, "eigenvalue": "2", "alpha": "3", "end": "5/4"},
    "negative": {"depth": 5, "eigenvalue": "-1/3", "alpha": "2", "end": "1/10"},
    "shallow": {"depth": 2, "eigenvalue": "1/2", "alpha": "1/10", "end": "7/10"},
    "linear": {"depth": 1, "eigenvalue": "-2", "alpha": "1", "end": "-199/100"},
    "zero": {"depth": 3, "eigenvalue": "0", "alpha": "1", "end": "1/100"},
}


@pytest.fixture
def forgetful() -> Iterator[None]:
    """Forget compiled formulas before and after, so that a replaced one is used and does not stay."""
    caches = (flow.primitive_and_slope, flow._explicit, flow._squared_solution)
    for cache in caches:
        cache.cache_clear()
    yield
    for cache in caches:
        cache.cache_clear()


@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
def test_one_piece_of_every_kind_is_upheld(piece: dict) -> None:
    assert CAMPAIGNS["lemma-2.5"].check(piece, {}).verdict is Verdict.UPHELD


@pytest.mark.parametrize("form", ["complex", "real", "hypergeometric", "tail"])
def test_a_form_that_is_off_by_a_little_is_refuted(form: str, monkeypatch: pytest.MonkeyPatch, forgetful: None) -> None:
    """x·10^−20 added to one form of U changes no digit that float64 would show."""
    right = flow.antiderivative

    def wrong(depth: int, name: str, *rest: object, **options: object) -> sp.Expr:
        return right(depth, name, *rest, **options) + (x / 10**20 if name == form else 0)

    monkeypatch.setattr(flow, "antiderivative", wrong)
    verdict = CAMPAIGNS["lemma-2.5"].check(PIECES["above" if form == "tail" else "below"], {})
    assert verdict.verdict is Verdict.REFUTED
    assert verdict.claim in ("implicit", "antiderivative")
    assert form in verdict.details["quantity"]


@pytest.mark.parametrize("kind", ["shallow", "linear", "zero"])
def test_an_explicit_solution_that_is_off_by_a_little_is_refuted(
    kind: str, monkeypatch: pytest.MonkeyPatch, forgetful: None
) -> None:
    right = flow.explicit_solution
    monkeypatch.setattr(flow, "explicit_solution", lambda *arguments: right(*arguments) * (1 + t / 10**20))
    verdict = CAMPAIGNS["lemma-2.5"].check(PIECES[kind], {})
    assert (verdict.verdict, verdict.claim) == (Verdict.REFUTED, "flow")


def test_the_closed_form_of_depth_two_is_the_one_in_the_statement(
    monkeypatch: pytest.MonkeyPatch, forgetful: None
) -> None:
    campaign = CAMPAIGNS["remark-2.6"]
    assert campaign.check(PIECES["shallow"], {}).verdict is Verdict.UPHELD
    right = flow._squared_solution()
    monkeypatch.setattr(flow, "_squared_solution", lambda: (lambda *a: right[0](*a) * (1 + arb(2) ** -60), right[1]))
    verdict = campaign.check(PIECES["shallow"], {})
    assert (verdict.verdict, verdict.claim) == (Verdict.REFUTED, "depth_two")


def test_every_form_of_every_depth_is_drawn() -> None:
    forms = {
        (piece.depth, form)
        for piece in map(flow.read_piece, CAMPAIGNS["lemma-2.5"].draw(600, 2))
        for form in flow.forms_of(piece)
    }
    assert forms >= {(n, form) for n in range(2, 11) for form in ("complex", "real", "hypergeometric", "tail")}
    assert forms >= {(1, "complex"), (1, "real")}


def test_quadrature_agrees_with_an_independent_integrator() -> None:
    for piece in PIECES.values():
        n, (value, start, end) = piece["depth"], (Fraction(piece[key]) for key in ("eigenvalue", "alpha", "end"))
        with working_precision(100):
            ball = quadrature(n, *(to_ball(number, 100) for number in (value, start, end)))
        with mpmath.workdps(30):
            ends = mpmath.linspace(mpmath.mpf(str(float(start))), mpmath.mpf(end.numerator) / end.denominator, 40)
            ends[0] = mpmath.mpf(start.numerator) / start.denominator
            size = mpmath.mpf(value.numerator) / value.denominator
            other = mpmath.quad(lambda s, n=n, size=size: 1 / (s ** (n - 1) * (size - s**n)), ends)
            middle = mpmath.mpf(str(ball.mid().str(30, radius=False)))
            assert abs(middle - other) < 1e-15 * abs(other)


# Lemma 3.4 --------------------------------------------------------------------------------------


def test_two_flows_compared_by_hand() -> None:
    """N = 1, α = 0⁺ below both: the time to x is ln((λ−α)/(λ−x)), shorter for the larger λ."""
    case = {
        "depth": 1,
        "eigenvalue": "1",
        "second_eigenvalue": "2",
        "alpha": "1/10",
        "step": "1/2",
        "state": "1/2",
        "steps": 20,
    }
    assert CAMPAIGNS["lemma-3.4"].check(case, {}).verdict is Verdict.UPHELD


@pytest.mark.parametrize("side", ["below", "above", "both"])
def test_flows_that_do_not_keep_their_order_are_refuted(side: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the clock of the smaller eigenvalue turned back, the claim on the flow fails."""
    right = eigenvalue_order.primitive_and_slope
    common = {"depth": 2, "eigenvalue": "1", "second_eigenvalue": "5/4", "step": "1/100", "steps": 3}
    case = {
        "below": {**common, "alpha": "1/10", "state": "1/2"},
        "above": {**common, "alpha": "3", "state": "2"},
        "both": {**common, "eigenvalue": "-1", "second_eigenvalue": "-1/2", "alpha": "1", "state": "1/2"},
    }[side]
    assert CAMPAIGNS["lemma-3.4"].check(case, {}).verdict is Verdict.UPHELD

    def reversed_clock(depth: int, sign: int, above: bool) -> tuple:
        primitive, slope = right(depth, sign, above)
        return (lambda state, value: -primitive(state, value)), slope

    monkeypatch.setattr(eigenvalue_order, "primitive_and_slope", reversed_clock)
    verdict = CAMPAIGNS["lemma-3.4"].check(case, {})
    assert (verdict.verdict, verdict.claim) == (Verdict.REFUTED, "flow")


def test_the_discrete_twin_fails_where_the_map_stops_increasing() -> None:
    """N = 1: d_μ(2) − d_λ(2) = (μ−λ)(1−(1−η)²) is negative exactly when η > 2."""
    campaign = CAMPAIGNS["lemma-3.4"]
    case = {
        "depth": 1,
        "eigenvalue": "1",
        "second_eigenvalue": "2",
        "alpha": "1/10",
        "step": "2001/1000",
        "state": "1/2",
        "steps": 2,
    }
    verdict = campaign.check(case, {"step": Fraction(3)})
    assert (verdict.verdict, verdict.claim) == (Verdict.REFUTED, "descent")
    assert campaign.check({**case, "step": "1999/1000"}, {"step": Fraction(3)}).verdict is Verdict.UPHELD


# Lemma E.1 --------------------------------------------------------------------------------------


@pytest.mark.parametrize("depth", range(3, 11))
def test_the_remainder_is_the_series_it_is_said_to_be(depth: int) -> None:
    """−Σ_{j≥1} a^{jN+2}/(jN+2), summed to its end in exact rationals, lies within the proved bounds."""
    point = {lam: Fraction(1), alpha: Fraction(1, 3)}
    ((_, remainder, _), _) = expansion._remainder_sides(depth)
    terms = [Fraction(1, 3) ** (j * depth + 2) / (j * depth + 2) for j in range(1, 40)]
    tail = terms[-1]
    assert order(remainder, sp.Rational(-sum(terms) - tail), point) == 1
    assert order(remainder, sp.Rational(-sum(terms[:-1])), point) == -1
    low, high = expansion_remainder(depth)
    assert order(low, remainder, point) == -1
    assert order(remainder, high, point) == -1
