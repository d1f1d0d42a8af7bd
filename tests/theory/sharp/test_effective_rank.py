"""The identities behind the effective rank, and numbers that are known: turns, falls and plateaus."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
import sympy as sp

from numerics.cases.spectra import as_values, read_spectrum
from numerics.claims.case import Case
from numerics.claims.decide import decide_claim
from numerics.exact.balls import to_ball, working_precision
from numerics.exact.verdict import Verdict
from theory.dynamics.product import r_W, r_W_flow
from theory.dynamics.rank_slope import growth, rank_slope
from theory.language.symbols import N, alpha, ell, eps, eta, lam, share, t, theta
from theory.sharp.effective_rank_descent import EFFECTIVE_RANK_DESCENT
from theory.sharp.effective_rank_flow import EFFECTIVE_RANK_FLOW
from theory.sharp.plateau import END, PLATEAU, START

clock = sp.Symbol("s", positive=True)


def case(spectrum: str, **values: str) -> Case:
    names = {
        "depth": N,
        "alpha": alpha,
        "step": eta,
        "time": t,
        "rank": ell,
        "accuracy": eps,
        "tail": theta,
        "u": share,
    }
    given = {"depth": "2", **values}
    return Case(as_values(read_spectrum(spectrum)) | {names[name]: Fraction(value) for name, value in given.items()})


def along_the_flow(expr: sp.Expr, states: list[sp.Function], eigenvalues: list[sp.Symbol], depth: int) -> sp.Expr:
    """Return the time derivative of an expression in y_i(s), y' = f(y)."""
    rules = {
        sp.Derivative(state, clock): state * growth(state).subs({N: depth, lam: eigenvalue})
        for state, eigenvalue in zip(states, eigenvalues, strict=True)
    }
    return sp.diff(expr, clock).subs(rules)


@pytest.mark.parametrize("depth", [2, 3, 5])
def test_the_slope_of_the_effective_rank_and_its_own(depth: int) -> None:
    eigenvalues = list(sp.symbols("lambda_1:4", positive=True))
    states = [sp.Function(f"y_{place}", positive=True)(clock) for place in (1, 2, 3)]
    w = [state**depth for state in states]
    phi = [growth(s).subs({N: depth, lam: value}) for s, value in zip(states, eigenvalues, strict=True)]
    q = [one / w[0] for one in w]
    slope = along_the_flow(sum(q), states, eigenvalues, depth)
    assert sp.simplify(slope - depth * sum(a * (b - phi[0]) for a, b in zip(q, phi, strict=True))) == 0
    # G' of the proof, where it is not yet known that G = 0
    p, m = 2 - sp.Rational(2, depth), 1 - sp.Rational(2, depth)
    x = [one / phi[0] - 1 for one in phi]
    turning = along_the_flow(sum(a * b for a, b in zip(q, x, strict=True)), states, eigenvalues, depth)
    claimed = sum(
        a * ((1 + m) * phi[0] * b**2 + m * phi[0] * b + (b + 1) * (w[0] ** p - c**p))
        for a, b, c in zip(q, x, w, strict=True)
    )
    assert sp.simplify(turning / depth - claimed) == 0
    # the ratio that decides what happens in the end
    ratio = along_the_flow(sp.log(w[1] * phi[1] / (-w[2] * phi[2])), states, eigenvalues, depth)
    assert sp.simplify(ratio / depth - (p * phi[1] - w[1] ** p - p * phi[2] + w[2] ** p)) == 0


def test_the_record_has_the_slope_of_that_identity() -> None:
    """r' of the record against a difference quotient of r, both in balls."""
    small = Fraction(1, 10**9)
    with working_precision(256):
        here, after = (case("1, 1/2, 1/5", alpha="1/10", time=str(time)).world(256) for time in (3, 3 + small))
        quotient = (after.value(r_W_flow(t)) - here.value(r_W_flow(t))) / to_ball(small)
        slope = here.value(rank_slope(t))
    assert abs(float(slope)) > 0.01
    assert float(quotient) == pytest.approx(float(slope), rel=1e-6)


@pytest.mark.parametrize(
    ("falls", "rises"), [("6.24", "6.25"), ("32.181", "32.179"), ("56.37", "56.38"), ("410.32", "410.3")]
)
def test_four_turns_without_the_condition(falls: str, rises: str) -> None:
    """λ = (1, .3, .01, 0×300), α² = 10⁻⁴: r turns at 6.2475, 32.180, 56.379 and 410.31."""
    for time, rising in ((falls, False), (rises, True)):
        spectrum = case("1, 3/10, 1/100, 0*300", alpha="1/100", time=time)
        assert spectrum.holds(sp.Gt(rank_slope(t), 0)) is rising


@pytest.mark.parametrize("name", ["slope", "rank"])
def test_without_the_condition_a_rank_deficient_matrix_refutes_the_theorem(name: str) -> None:
    """λ = (1, .5, .2, 0×7), α² = 10⁻⁴: r rises to 1.700692 at t = 52.194, then falls."""
    claim = replace(EFFECTIVE_RANK_FLOW.claim(name), given=sp.true)
    found = decide_claim(claim, case("1, 1/2, 1/5, 0*7", alpha="1/100", time="50", u="1/10"))
    assert found.verdict is Verdict.REFUTED
    at_least = case("1, 1/2, 1/5, 1/10000*7", alpha="1/100", time="50", u="1/10")
    assert decide_claim(claim, at_least).verdict is Verdict.UPHELD, "7 eigenvalues of α² in place of the zeros"


def test_the_fall_in_the_figure_of_the_paper_is_certain() -> None:
    """n = 20, λ = (4, 2, 1, 0×17), α = 10⁻⁴, η = 1/16: r rises up to k = 404 at least, and falls from k = 409 on."""
    figure = case("4, 2, 1, 0*17", alpha="1/10000", step="1/16")
    assert figure.holds(sp.Gt(r_W(404), r_W(403))) is True
    assert figure.holds(sp.Lt(r_W(410), r_W(409))) is True
    assert figure.holds(sp.And(r_W(407) > sp.Rational(7, 4), r_W(407) < sp.Rational(7, 4) + sp.Rational(1, 10**7)))


def test_beyond_the_sharp_step_the_descent_turns_again_and_again() -> None:
    claim = EFFECTIVE_RANK_DESCENT.claim("turns_once")
    for spectrum in ("1, 1/2", "1, 19/20, 1/2"):
        assert decide_claim(claim, case(spectrum, alpha="2/5", step="59/200")).verdict is Verdict.UPHELD
        assert decide_claim(claim, case(spectrum, alpha="2/5", step="7/10")).verdict is Verdict.REFUTED


@pytest.mark.parametrize(("scale", "first", "second"), [("7056", 14, 15), ("6181", 15, 15), ("5637", 15, 16)])
def test_plateaus_of_the_descent_come_and_go_with_the_initial_scale(scale: str, first: int, second: int) -> None:
    """N = 2, λ = (1, ½), η = ½, ε = θ = 1/20: one, none, one. K_2 is the first step after the plateau."""
    values = {"rank": "1", "step": "1/2", "accuracy": "1/20", "tail": "1/20"}
    there = case("1, 1/2", alpha=f"{scale}/1000000", **values)
    assert there.ceiling(START) == first
    assert there.ceiling(END) == second


@pytest.mark.parametrize(("rank", "start", "stop"), [("1", 49, 68), ("2", 92, 127), ("3", 174, None)])
def test_known_plateaus(rank: str, start: int, stop: int | None) -> None:
    """The setting of Figure 6: 49 to 68, 92 to 127, and from 174 on, as the eigenvalues 0 never grow."""
    values = {"alpha": "1/10000", "step": "1/16", "accuracy": "1/20", "tail": "1/20"}
    there = case("4, 2, 1, 0*17", rank=rank, **values)
    assert there.ceiling(START) == start
    for name in ("inside", "early", "late", "last", "below"):
        assert decide_claim(PLATEAU.claim(name), there).verdict is Verdict.UPHELD
    if stop is not None:
        assert there.ceiling(END) == stop + 1
