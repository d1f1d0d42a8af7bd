"""Generated code in three arithmetics: balls hold what mpmath finds, and refuse what they cannot know."""

from __future__ import annotations

import math
import random
from fractions import Fraction

import mpmath
import numpy as np
import pytest
import sympy as sp
from flint import acb, arb, ctx
from hypothesis import given, settings, strategies as st

import numerics.formulas.straight_line as straight_line
from numerics.exact.balls import compare, decimal_string, endpoints, to_ball, working_precision
from numerics.exact.rational import exact_order
from numerics.exact.verdict import Undecided
from numerics.formulas.arithmetic import ARITHMETICS
from numerics.formulas.evaluate import compile_expression, enclose, evaluate
from numerics.formulas.straight_line import source
from theory.language.symbols import eta, k, lam

P, Q, R = sp.Symbol("p", positive=True), sp.Symbol("q", positive=True), sp.Symbol("r", real=True)


def fraction(value: mpmath.mpf) -> Fraction:
    return Fraction(*(int(part) for part in mpmath.libmp.to_rational(value._mpf_)))


def holds(ball: arb, value: mpmath.mpf, digits: int) -> bool:
    """Whether ``ball`` contains ``value``, which is known to ``digits`` digits."""
    low, high = endpoints(ball)
    centre = fraction(value)
    slack = abs(centre) / 10**digits
    return low - slack <= centre <= high + slack


# ------------------------------------------------------------- random expressions over all node types


def random_real(generator: random.Random, size: int) -> sp.Expr:
    """A real expression in P, Q > 0 and R, defined nearly everywhere."""
    if size <= 0:
        constants = [sp.Rational(generator.randint(-9, 9), generator.randint(1, 7)), sp.pi, sp.E]
        return generator.choice([P, Q, R, P, Q, R, *constants, sp.cos(2 * sp.pi / 5), sp.sqrt(3), sp.Float(0.375)])
    a, b = random_real(generator, size - 1), random_real(generator, size - generator.randint(1, 2))
    positive = 1 + a**2
    tame = sp.atan(a)
    choices = [
        lambda: a + b,
        lambda: a - b,
        lambda: a * b,
        lambda: a / (1 + b**2),
        lambda: a ** generator.randint(2, 5),
        lambda: sp.Pow(a, -generator.randint(1, 3)),
        lambda: positive ** sp.Rational(generator.randint(-7, 7), generator.randint(2, 9)),
        lambda: positive**tame,
        lambda: sp.log(positive),
        lambda: sp.log(sp.Abs(a)),
        lambda: sp.exp(tame),
        lambda: tame,
        lambda: sp.cos(a),
        lambda: sp.sin(a),
        lambda: sp.tan(a),
        lambda: sp.Abs(a),
        lambda: sp.Max(a, b),
        lambda: sp.Min(a, b),
        lambda: sp.ceiling(a),
        lambda: sp.floor(b),
        lambda: sp.re(sp.log(random_complex(generator, a, b)), evaluate=False),
        lambda: sp.im(sp.sqrt(random_complex(generator, a, b)), evaluate=False),
        lambda: sp.arg(random_complex(generator, a, b), evaluate=False),
        lambda: sp.im(sp.conjugate(sp.log(random_complex(generator, a, b)), evaluate=False), evaluate=False),
        lambda: sp.atan2(a, b),
        lambda: sp.Abs(random_complex(generator, a, b) ** sp.Rational(5, 3), evaluate=False),
        lambda: sp.hyper([1, sp.Rational(2, 3)], [sp.Rational(5, 3)], -positive),
        lambda: sp.hyper([sp.Rational(1, 2), sp.Rational(3, 7)], [2], tame / 2),
    ]
    return generator.choice(choices)()


def random_complex(generator: random.Random, a: sp.Expr, b: sp.Expr) -> sp.Expr:
    return generator.choice([a + sp.I * b, a * sp.exp(sp.I * b), sp.exp(2 * sp.pi * sp.I / 7) * a - b])


def random_point(generator: random.Random) -> dict[sp.Symbol, Fraction]:
    return {
        symbol: low + Fraction(generator.randint(1, 10**6), 10**5 + generator.randint(0, 5))
        for symbol, low in ((P, 0), (Q, 0), (R, -5))
    }


def test_balls_hold_the_mpmath_value_for_every_kind_of_node():
    generator = random.Random(20260101)
    seen: set[str] = set()
    tried = certified = 0
    while tried < 220:
        expr = random_real(generator, generator.randint(1, 3))
        if expr.has(sp.zoo, sp.nan, sp.oo) or not expr.free_symbols:
            continue
        tried += 1
        point = random_point(generator)
        bits = generator.randint(20, 300)
        try:
            reference = evaluate(expr, point, "mpmath", digits=60, max_bits=1000)
            ball = enclose(expr, point, bits)
            narrow = evaluate(expr, point, "arb", digits=generator.randint(1, 40), max_bits=1000)
        except Undecided:
            continue
        seen |= {node.func.__name__ for node in sp.preorder_traversal(expr)}
        certified += 1
        if ball.is_finite():
            assert holds(ball, reference, 58), (expr, point, bits)
        assert holds(narrow, reference, 58), (expr, point)
        if reference != 0 and not ball.is_exact():
            assert ball.rad() > 0
    assert certified > 0.8 * tried
    expected = "Add Mul Pow log exp atan cos sin tan Abs Max Min ceiling floor re im arg atan2 conjugate hyper Float"
    assert set(expected.split()) <= seen


def test_float64_agrees_with_mpmath_where_nothing_cancels():
    formula = sp.log(1 + P) * sp.sqrt(Q) / (1 + sp.atan(P)) + sp.Max(P, Q) ** sp.Rational(7, 3) + sp.exp(-Q)
    generator = np.random.default_rng(3)
    columns = {P: generator.uniform(1e-12, 3, 50), Q: generator.uniform(0, 3, 50)}
    values = evaluate(formula, columns, "float64")
    assert values.dtype == np.float64
    for row, value in enumerate(values):
        reference = evaluate(formula, {P: columns[P][row], Q: columns[Q][row]}, "mpmath")
        assert abs(value / reference - 1) < 1e-14
    assert abs(evaluate(sp.log(1 + P), {P: 1e-30}, "float64") / 1e-30 - 1) < 1e-15


# ------------------------------------------------------------- mutations: an inward rounding is noticed

MUTATED = {
    "log": sp.log(P),
    "log1p": sp.log(1 + P),
    "exp": sp.exp(P),
    "atan": sp.atan(P),
    "cos": sp.cos(P),
    "sin": sp.sin(P),
    "tan": sp.tan(P),
    "root": P ** sp.Rational(2, 5),
    "power": P**Q,
    "rational": P * sp.Rational(1, 3),
    "pi": P * sp.pi,
    "hypergeometric": sp.hyper([1, sp.Rational(1, 2)], [sp.Rational(3, 2)], -P),
    "argument": sp.arg(Q + sp.I * P),
    "absolute": sp.Abs(Q + sp.I * P, evaluate=False),
}


@pytest.mark.parametrize("operation", MUTATED)
def test_an_operation_without_outward_rounding_loses_the_value(operation, monkeypatch):
    expr = MUTATED[operation]
    point = {P: Fraction(3), Q: Fraction(1, 2)}
    symbols = tuple(symbol for symbol in (P, Q) if symbol in expr.free_symbols)
    reference = evaluate(expr, point, "mpmath", digits=60)

    def ball() -> arb:
        function = straight_line.compile_expression.__wrapped__(expr, symbols, "arb")
        with working_precision(40):
            return function(*(to_ball(point[symbol], 40) for symbol in symbols))

    assert holds(ball(), reference, 58)
    table = dict(ARITHMETICS["arb"].operations)
    original = table[operation]
    table[operation] = lambda *arguments: original(*arguments).mid()
    broken = type(ARITHMETICS["arb"])(table, table, lambda: ctx.prec, lambda compute: compute())
    monkeypatch.setattr(straight_line, "ARITHMETICS", {**ARITHMETICS, "arb": broken})
    assert not holds(ball(), reference, 58)


def test_balls_round_trip_through_exact_inverses():
    # (√3)² = 3, e^{ln 3} = 3, (3^{1/7})^7 = 3: known values, contained at every precision, never as points.
    for expr in (sp.sqrt(P) * sp.sqrt(P + 0 * Q), sp.exp(sp.log(P) + Q - Q)):
        assert expr == P  # SymPy simplifies these; the raw functions are composed by hand below
    pieces = [(sp.sqrt(P), P**2), (sp.log(P), sp.exp(P)), (P ** sp.Rational(1, 7), P**7), (1 / P, 1 / P)]
    for inner, outer in pieces:
        for bits in (2, 5, 20, 53, 64, 200):
            with working_precision(bits):
                first = compile_expression(inner, (P,), "arb")(arb(3))
                ball = compile_expression(outer, (P,), "arb")(first)
            low, high = endpoints(ball)
            assert low <= 3 <= high
            assert low < high


# ------------------------------------------------------------- adversarial points


@pytest.mark.parametrize("tiny", ["1e-5", "1e-20", "1e-100", "1e-400"])
def test_logarithm_near_one(tiny):
    for expr in (sp.log(1 + P), sp.log((2 + 2 * P) / 2), sp.log(Q)):
        point = {P: tiny, Q: 1 + Fraction(tiny)}
        ball = evaluate(expr, point, "arb", digits=20)
        low, high = endpoints(ball)
        u = Fraction(tiny)
        assert u - u**2 / 2 < high
        assert low < u - u**2 / 2 + u**3 / 3
        assert high - low < u / 10**19


def test_cancellation_costs_precision_not_digits():
    # (a+b)^4 expanded against the factored form, with b lost 60 digits down.
    expr = (P + Q) ** 4 - P**4 - 4 * P**3 * Q
    ball = evaluate(expr, {P: 1, Q: "1e-60"}, "arb", digits=30)
    assert decimal_string(ball, 25) == "6.000000000000000000000000e-120"
    irrational = expr.subs(P, sp.exp(P))
    with pytest.raises(Undecided, match="200 bits"):
        evaluate(irrational, {P: 1, Q: "1e-60"}, "arb", digits=30, max_bits=200)
    wide = evaluate(irrational / (6 * sp.exp(2 * P)), {P: 1, Q: "1e-60"}, "arb", digits=30)
    assert decimal_string(wide, 20) == "1.0000000000000000000e-120"


def test_mpmath_does_not_take_a_cancelled_zero_for_the_value():
    expr = sp.exp(P) - sp.exp(-P) - 2 * P
    value = evaluate(expr, {P: "1e-200"}, "mpmath", digits=20)
    assert mpmath.nstr(value, 10) == "3.333333333e-601"


def test_roots_of_perfect_powers_are_contained():
    for depth in range(2, 12):
        ball = enclose(lam ** sp.Rational(1, depth), {lam: 7**depth}, 64)
        low, high = endpoints(ball)
        assert low <= 7 <= high
        assert high - low < Fraction(1, 2**55)
        assert exact_order(lam ** sp.Rational(1, depth), sp.Integer(7), {lam: Fraction(7**depth)}) == 0
        assert exact_order(lam ** sp.Rational(1, depth), sp.Integer(7), {lam: Fraction(7**depth + 1)}) == 1
        assert evaluate(lam ** sp.Rational(1, depth) - 7, {lam: 7**depth}, "arb") == 0
    assert evaluate(lam ** sp.Rational(1, 3), {lam: 0}, "arb") == 0


@pytest.mark.parametrize("closeness", ["1e-1", "1e-8", "1e-16", "1e-40"])
def test_hypergeometric_near_its_singularity(closeness):
    half = sp.Rational(1, 2)
    expr = sp.hyper([1, half], [3 * half], P)
    closed = sp.log((1 + sp.sqrt(P)) / (1 - sp.sqrt(P))) / (2 * sp.sqrt(P))
    point = {P: 1 - Fraction(closeness)}
    assert evaluate(expr, point, "arb", digits=25).overlaps(evaluate(closed, point, "arb", digits=25))
    # a + b = c with third parts is where the parameters are inexact balls
    third = sp.Rational(1, 3)
    ball = evaluate(sp.hyper([1, 2 * third], [5 * third], P), point, "arb", digits=20)
    assert holds(ball, evaluate(sp.hyper([1, 2 * third], [5 * third], P), point, "mpmath", digits=40), 38)


@pytest.mark.parametrize("size", ["0.5", "1", "30", "1e10", "1e100", "1e300"])
def test_hypergeometric_far_on_the_negative_axis(size):
    half = sp.Rational(1, 2)
    point = {P: size}
    ball = evaluate(sp.hyper([1, half], [3 * half], -P), point, "arb", digits=25)
    assert ball.overlaps(evaluate(sp.atan(sp.sqrt(P)) / sp.sqrt(P), point, "arb", digits=25))


def test_hypergeometric_has_no_value_on_its_cut():
    expr = sp.hyper([1, sp.Rational(1, 3)], [sp.Rational(4, 3)], P)
    for point in (1, "1.5", 1e300):
        with pytest.raises(Undecided):
            evaluate(expr, {P: point}, "arb", max_bits=256)


def test_integer_powers_of_balls_around_zero():
    # python-flint's own ball ** 2 is nan here.
    ball = compile_expression(R**2, (R,), "arb")(arb(0, 1))
    assert ball.contains(arb(0))
    assert ball.contains(arb(1))
    ball = compile_expression(R**k, (R, k), "arb")(arb(0, 2), arb(5))
    assert ball.contains(arb(-32))
    assert ball.contains(arb(32))
    assert ball.is_finite()
    assert not compile_expression(R**-1, (R,), "arb")(arb(0, 1)).is_finite()


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.fractions(-3, 3, max_denominator=50).filter(bool), st.integers(-40, 40))
def test_symbolic_exponents_are_exact_integer_powers(base, exponent):
    expr = R**k if exponent >= 0 else R ** (-k)
    low, high = endpoints(evaluate(expr, {R: base, k: abs(exponent)}, "arb", digits=20))
    assert low <= base**exponent <= high
    assert evaluate(expr, {R: base, k: abs(exponent)}, "float64") == pytest.approx(float(base**exponent), rel=1e-12)


def test_geometric_decay_with_a_huge_exponent():
    ball = evaluate((1 - eta) ** k, {eta: "1e-15", k: 10**15}, "arb", digits=15)
    reference = evaluate(sp.exp(k * sp.log(1 - eta)), {eta: "1e-15", k: 10**15}, "arb", digits=15)
    assert ball.overlaps(reference)
    assert decimal_string(ball, 10) == "0.3678794412"


def test_ceilings_only_where_the_value_decides():
    tie = sp.ceiling(sp.sin(P) ** 2 + sp.cos(P) ** 2 + R)
    assert evaluate(tie, {P: 1, R: "1e-50"}, "arb") == 2
    assert evaluate(tie, {P: 1, R: "-1e-50"}, "arb") == 1
    with pytest.raises(Undecided):
        evaluate(tie, {P: 1, R: 0}, "arb", max_bits=512)
    # A rational tie is decided, exactly.
    assert evaluate(sp.ceiling(3 * P), {P: "1/3"}, "arb") == 1
    assert evaluate(sp.floor(lam ** sp.Rational(2, 3) / 4), {lam: 8}, "arb") == 1
    assert evaluate(sp.ceiling(P * 10**40), {P: "1/3"}, "arb", digits=41) == to_ball(10**40 // 3 + 1, 64)


def test_values_that_are_exactly_zero():
    assert evaluate(3 * P - 1, {P: "1/3"}, "arb") == 0
    assert evaluate(sp.log(P), {P: 1}, "arb") == 0
    with pytest.raises(Undecided):
        evaluate(sp.sin(P) ** 2 + sp.cos(P) ** 2 - 1, {P: 1}, "arb", max_bits=256)
    with pytest.raises(Undecided):
        evaluate(sp.sin(P) ** 2 + sp.cos(P) ** 2 - 1, {P: "1/3"}, "mpmath", max_bits=256)


@pytest.mark.parametrize(
    ("expr", "value"),
    [
        (sp.log(R), 0),
        (sp.atan(1 / R), 0),
        (sp.atan(sp.log(R)), 0),
        (sp.Max(1, sp.log(R)), 0),
        (sp.Max(1, sp.log(R)), -1),
        (sp.Min(sp.Abs(1 / R), 2), 0),
        (sp.arg(R), 0),
        (sp.re(sp.log(R * (1 + sp.I)), evaluate=False), 0),
        (sp.exp(sp.exp(sp.exp(R))), 300),
    ],
)
def test_outside_the_domain_there_is_no_value(expr, value):
    with pytest.raises(Undecided, match="256 bits"):
        evaluate(expr, {R: value}, "arb", max_bits=256)
    assert not enclose(expr, {R: value}, 64).is_nan()
    assert compare(enclose(expr, {R: value}, 64), arb(0)) is None
    if value != 300:  # mpmath has numbers of any size
        with pytest.raises(Undecided, match="256 bits"):
            evaluate(expr, {R: value}, "mpmath", max_bits=256)


def test_negative_arguments_give_principal_values():
    for expr in (sp.log(R), sp.sqrt(R), R ** sp.Rational(2, 3), R ** (P - 1), sp.log(1 + 2 * R)):
        point = {R: -2, P: "1/4"}
        ball = evaluate(expr, point, "arb", digits=20)
        value = evaluate(expr, point, "mpmath", digits=40)
        assert type(ball) is acb
        assert holds(ball.imag, value.imag, 35)
        assert holds(ball.real, value.real, 35) or abs(value.real) < 1e-30
        assert evaluate(expr, point, "float64") == pytest.approx(complex(value), rel=1e-14)
        with pytest.raises(ValueError, match="real"):
            enclose(expr, point, 64)


# ------------------------------------------------------------- the text that is written


def test_roots_and_powers_are_computed_once_and_by_multiplication():
    third = sp.Rational(1, 3)
    text = source(lam**third + lam ** (5 * third) + P * lam ** (-2 * third) + P**9 / (1 + P**8), (P, lam))
    assert text.count("root(") == 1
    assert "**" not in text
    assert text.count("a0 * a0") == 1
    assert text.count("/") == 2


def test_constants_are_hoisted():
    text = source(P * sp.cos(2 * sp.pi / 5) + sp.log(sp.pi) * 3 * P, (P,))
    assert "cos" not in text
    assert "log" not in text
    value = evaluate(P * sp.cos(2 * sp.pi / 5) + sp.log(sp.pi) * 3 * P, {P: 7}, "float64")
    assert value == pytest.approx(7 * (math.cos(2 * math.pi / 5) + 3 * math.log(math.pi)), rel=1e-15)
