"""One formula, three backends: balls must hold what mpmath finds, and refuse what they cannot know."""

from __future__ import annotations

import math
from fractions import Fraction

import mpmath
import numpy as np
import pytest
import sympy as sp
from flint import arb, ctx
from hypothesis import given, settings, strategies as st

from numerics.exact.balls import decimal_string, endpoints, working_precision
from numerics.exact.verdict import Undecided
from numerics.formulas.evaluate import compile_expression, enclose, evaluate
from theory.dynamics.flow import antiderivative, flow_time
from theory.language.symbols import N, alpha, eps, gap, lam, multiplier, x

P, R = sp.Symbol("p", positive=True), sp.Symbol("r", real=True)


def fraction(value: mpmath.mpf) -> Fraction:
    return Fraction(*(int(part) for part in mpmath.libmp.to_rational(value._mpf_)))


def holds(ball: arb, value: mpmath.mpf, digits: int) -> bool:
    """Whether ``ball`` contains ``value``, which is known to ``digits`` digits."""
    low, high = endpoints(ball)
    centre = fraction(value)
    slack = abs(centre) / 10**digits
    return low - slack <= centre <= high + slack


# ------------------------------------------------------------- the interface


def test_bad_input_is_named():
    with pytest.raises(ValueError, match="no value given for lambda"):
        evaluate(lam + x, {x: 1})
    with pytest.raises(ValueError, match="no value given for lambda"):
        evaluate(lam + x, {x: np.ones(3)}, "float64")
    with pytest.raises(ValueError, match="nan"):
        evaluate(lam, {lam: math.nan}, "arb")
    with pytest.raises(ValueError, match="float64"):
        evaluate(lam, {lam: 10**400}, "float64")
    with pytest.raises(ValueError, match="not an exact number"):
        evaluate(lam, {lam: np.array([1.0])}, "arb")
    with pytest.raises(ValueError, match="fortran"):
        evaluate(lam, {lam: 1}, "fortran")
    with pytest.raises(ValueError, match="zeta"):
        evaluate(sp.zeta(P), {P: 2}, "arb")
    with pytest.raises(ValueError, match="Piecewise"):
        evaluate(sp.Piecewise((P, P > 1), (0, True)), {P: 2}, "arb")
    with pytest.raises(ValueError, match="2F1"):
        evaluate(sp.hyper([1], [2], P), {P: 2}, "arb")
    with pytest.raises(ValueError, match="digits"):
        evaluate(lam, {lam: 1}, "arb", digits=0)
    with pytest.raises(ValueError, match=r"not defined at N=2"):
        evaluate(x ** (2 - N) / (N - 2), {N: 2, x: 3}, "arb")


def test_numbers_against_the_assumptions_of_a_symbol_are_refused():
    with pytest.raises(ValueError, match=r"alpha = -1: .* positive"):
        evaluate(sp.sqrt(alpha**2), {alpha: -1}, "arb")  # SymPy has written this as alpha already
    with pytest.raises(ValueError, match=r"alpha = 0: .* positive"):
        enclose(alpha, {alpha: 0}, 64)
    with pytest.raises(ValueError, match=r"N = 5/2: .* integer"):
        evaluate(x**N, {N: "5/2", x: 2})
    with pytest.raises(ValueError, match=r"x = -1/2: .* positive"):
        evaluate(lam * x, {lam: 2, x: "-1/2"}, "arb")


def test_multipliers_are_one_unless_given():
    expr = multiplier("upper") * lam
    for backend in ("float64", "mpmath", "arb"):
        assert evaluate(expr, {lam: 3}, backend) == 3
        assert evaluate(expr, {lam: 3, multiplier("upper"): "1/2"}, backend) == 1.5


def test_precisions_of_the_process_are_left_alone():
    flint_bits, mp_bits = ctx.prec, mpmath.mp.prec
    evaluate(sp.log(P), {P: 3}, "mpmath", digits=100)
    evaluate(sp.log(P), {P: 3}, "arb", digits=100)
    with pytest.raises(Undecided):
        evaluate(sp.log(R), {R: 0}, "arb", digits=50)
    assert (ctx.prec, mpmath.mp.prec) == (flint_bits, mp_bits)


def test_constants_follow_the_precision_of_the_call():
    function = compile_expression(P * sp.pi / 7, (P,), "arb")
    widths = []
    for bits in (200, 30, 100):
        with working_precision(bits):
            widths.append(function(arb(1)).rel_accuracy_bits())
    assert widths[0] > 190
    assert 20 < widths[1] < 40
    assert 90 < widths[2] < 110


def test_arrays_broadcast_and_scalars_stay_scalars():
    formula = lam * x**2 + multiplier("lower") * 0
    table = evaluate(formula, {lam: np.array([[1.0], [2.0]]), x: np.array([1.0, 2.0, 3.0])}, "float64")
    assert table.tolist() == [[1, 4, 9], [2, 8, 18]]
    assert evaluate(sp.pi * N**0, {x: np.zeros(3)}, "float64").shape == (3,)
    assert type(evaluate(formula, {lam: "0.5", x: 2}, "float64")) is float
    assert evaluate(x ** (2 / N), {x: np.array([4.0, 8.0]), N: np.array([2, 3])}, "float64") == pytest.approx([4, 4])


def test_balls_are_as_narrow_as_asked_for():
    formula = sp.log(x / (x - lam)) + lam ** sp.Rational(1, 3)
    generator = np.random.default_rng(5)
    for size in generator.uniform(0.5, 2, 60):
        above = max(size * (1 + 10.0 ** -generator.uniform(1, 15.9)), np.nextafter(size, 3))
        ball = evaluate(formula, {lam: size, x: above}, "arb", digits=20)
        assert ball.rel_accuracy_bits() >= 20 * math.log2(10)
        assert ball.overlaps(evaluate(formula, {lam: size, x: above}, "arb", digits=40))


def test_what_no_precision_settles_has_a_rational_value_or_none():
    formula = sp.log(R) / (lam - 1)
    for outside in ({R: 0, lam: 3}, {R: 5, lam: 1}):
        with pytest.raises(Undecided):
            evaluate(formula, outside, "arb")
    assert evaluate(lam - R / 3, {R: 1, lam: "1/3"}, "arb") == 0
    assert evaluate(sp.Integer(7), {x: 1}, "arb") == 7


def test_escalation_happens_only_within_the_budget():
    formula = (1 + x) - 1
    cancelling = sp.exp(x) - sp.exp(-x) - 2 * x
    assert formula == x
    assert evaluate(cancelling, {x: 1.0}, "arb", digits=12, max_bits=80) > 0
    for small in (1e-5, 1e-30):
        with pytest.raises(Undecided, match="80 bits"):
            evaluate(cancelling, {x: small}, "arb", digits=12, max_bits=80)
    widest = evaluate(cancelling, {x: 1e-30}, "arb", digits=12, max_bits=2048)
    assert decimal_string(widest, 10) == "3.333333333e-91"


# ------------------------------------------------------------- flow times


@settings(derandomize=True, max_examples=25, deadline=None)
@given(
    depth=st.integers(2, 6),
    sign=st.sampled_from([1, -1]),
    size=st.fractions("1/10", 10, max_denominator=1000),
    low=st.fractions("1/100", "1/2", max_denominator=1000),
    step=st.fractions("1/10", "9/10", max_denominator=1000),
)
def test_the_forms_of_the_flow_time_overlap(depth, sign, size, low, step):
    limit = Fraction(float(size) ** (1 / depth) * 0.999)
    values = {lam: sign * size, x: low * limit, alpha: (low + step * (1 - low)) * limit}
    start, end = (x, alpha) if sign > 0 else (alpha, x)
    forms = ["real", "hypergeometric", "complex"] + (["tail"] if sign < 0 else [])
    balls = [evaluate(flow_time(depth, sign, start, end, form=form), values, "arb", digits=25) for form in forms]
    for ball in balls:
        assert ball > 0
        assert ball.overlaps(balls[0])
        assert ball.rel_accuracy_bits() >= 80
    approximate = evaluate(flow_time(depth, sign, start, end, form="real"), values, "float64")
    assert approximate == pytest.approx(float(balls[0].mid()), rel=1e-6)


@pytest.mark.parametrize(("depth", "sign"), [(2, 1), (3, -1), (5, 1)])
def test_the_flow_time_is_the_integral(depth, sign):
    values = {lam: sign * Fraction(3, 2), x: Fraction(1, 3), alpha: Fraction(9, 10)}
    start, end = (x, alpha) if sign > 0 else (alpha, x)
    ball = evaluate(flow_time(depth, sign, start, end), values, "arb", digits=25)
    with mpmath.workdps(30):
        size, low, high = (mpmath.mpf(values[s].numerator) / values[s].denominator for s in (lam, x, alpha))
        integral = abs(mpmath.quad(lambda y: 1 / (y ** (depth - 1) * (size - y**depth)), [low, high]))
    assert holds(ball, integral, 20)


def test_flow_time_up_to_a_tiny_gap():
    formula = flow_time(3, 1, alpha, gap=gap)
    narrow = {lam: 2, alpha: "0.1", gap: "1e-300"}
    ball = evaluate(formula, narrow, "arb", digits=30)
    assert holds(ball, evaluate(formula, narrow, "mpmath", digits=40), 38)
    through_x = flow_time(3, 1, alpha, end=lam ** sp.Rational(1, 3) - eps)
    assert evaluate(through_x, {lam: 2, alpha: "0.1", eps: "1e-300"}, "arb", digits=30).overlaps(ball)


def test_float64_handles_whole_columns_of_a_flow_time():
    formula = antiderivative(4, "real", 1)
    columns = {x: np.linspace(0.1, 0.9, 30), lam: np.linspace(1, 2, 30)}
    values = evaluate(formula, columns, "float64")
    for row, value in enumerate(values):
        ball = evaluate(formula, {x: columns[x][row], lam: columns[lam][row]}, "arb")
        assert value == pytest.approx(float(ball.mid()), rel=1e-12)
