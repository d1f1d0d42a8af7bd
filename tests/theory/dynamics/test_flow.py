"""Flow times against quadrature and against one another; explicit solutions by substitution."""

from __future__ import annotations

import itertools
import random
from fractions import Fraction

import mpmath as mp
import numpy as np
import pytest
import scipy.special
import sympy as sp

from theory.dynamics.flow import FORMS, explicit_solution, flow_time, rhs
from theory.language.symbols import N, alpha, eps, gap, lam, t, x

#: Sides on which the flow runs: (sign of λ, above L, start/R, end/R as ranges).
SIDES = [(1, False, (0.05, 0.3), (0.5, 0.95)), (1, True, (2.0, 5.0), (1.05, 1.5)), (-1, False, (1.5, 4.0), (0.2, 0.9))]


def forms_valid(sign: int, above: bool) -> list[str]:
    excluded = () if sign < 0 else ("hypergeometric",) if above else ("tail",)
    return [form for form in FORMS if form not in excluded]


def random_problem(rng: random.Random, depth: int, side: tuple) -> tuple[Fraction, Fraction, Fraction]:
    """(λ, start, end) as rationals, on the given side of the limit."""
    sign, _, start_range, end_range = side
    size = Fraction(rng.randint(5, 500), 100)
    radius = float(size) ** (1 / depth)
    start, end = (
        Fraction(radius * rng.uniform(*bounds)).limit_denominator(9973) for bounds in (start_range, end_range)
    )
    return sign * size, start, end


def exact(value: Fraction) -> mp.mpf:
    return mp.mpf(value.numerator) / value.denominator


def quadrature(depth: int, eigenvalue: mp.mpf, start: mp.mpf, end: mp.mpf) -> mp.mpf:
    """∫ dx/f, without any knowledge of U."""
    return mp.quad(lambda v: 1 / (v ** (depth - 1) * (eigenvalue - v**depth)), mp.linspace(start, end, 4))


@pytest.mark.parametrize("side", SIDES, ids=["below", "above", "negative"])
@pytest.mark.parametrize("depth", range(2, 9))
def test_all_forms_agree_with_quadrature(depth: int, side: tuple) -> None:
    sign, above, *_ = side
    eigenvalue, start, end = random_problem(random.Random(10 * depth + sign), depth, side)
    with mp.workdps(40):
        point = [exact(value) for value in (start, end, eigenvalue)]
        expected = quadrature(depth, point[2], point[0], point[1])
        assert expected > 0
        for form in forms_valid(sign, above):
            time = flow_time(depth, sign, alpha, end=x, form=form, above=above)
            value = sp.lambdify((alpha, x, lam), time, "mpmath", cse=True)(*point)
            assert abs(value - expected) < mp.mpf(10) ** -30 * abs(expected), form
            assert abs(value * (1 + mp.mpf(10) ** -20) - expected) > mp.mpf(10) ** -30 * abs(expected)


@pytest.mark.parametrize("eigenvalue", [3, -3])
@pytest.mark.parametrize("above", [False, True])
def test_depth_one_has_the_exponential_flow(eigenvalue: int, above: bool) -> None:
    start = eigenvalue + (2 if above else -2)
    end = eigenvalue + (1 if above else -1)
    for form in ("complex", "real"):
        time = flow_time(1, sp.sign(eigenvalue), sp.Integer(start), end=sp.Integer(end), form=form, above=above)
        assert abs(complex(time.subs(lam, eigenvalue).evalf(30)) - float(sp.log(2))) < 1e-14


@pytest.mark.parametrize(("depth", "side"), [(3, SIDES[0]), (4, SIDES[1]), (5, SIDES[2])])
def test_gap_and_end_name_the_same_target(depth: int, side: tuple) -> None:
    sign, above, *_ = side
    eigenvalue, start, end = random_problem(random.Random(depth), depth, side)
    limit = lam ** sp.Rational(1, depth) if sign > 0 else sp.Integer(0)
    distance = (1 if above or sign < 0 else -1) * (end - limit)
    for form in set(forms_valid(sign, above)) - {"complex"}:
        by_end = flow_time(depth, sign, alpha, end=sp.Rational(end), form=form, above=above)
        by_gap = flow_time(depth, sign, alpha, gap=distance, form=form, above=above)
        values = [
            sp.lambdify((alpha, lam), expr, "mpmath")(mp.mpf(float(start)), mp.mpf(float(eigenvalue)))
            for expr in (by_end, by_gap)
        ]
        assert abs(values[0] - values[1]) < 1e-12 * abs(values[0])


def test_gap_keeps_the_digits_that_the_end_point_loses() -> None:
    start, distance = 0.25, 1e-13
    by_gap = sp.lambdify((alpha, gap, lam), flow_time(4, 1, alpha, gap=gap), "numpy")(start, distance, 2.0)
    by_end = sp.lambdify((alpha, x, lam), flow_time(4, 1, alpha, end=x), "numpy")(start, 2**0.25 - distance, 2.0)
    with mp.workdps(50):
        true = sp.lambdify((alpha, gap, lam), flow_time(4, 1, alpha, gap=gap), "mpmath")(
            mp.mpf(start), mp.mpf(distance), mp.mpf(2)
        )
    assert abs(by_gap - true) < 1e-14 * true
    assert abs(by_end - true) > 1e-8 * true


def test_tail_form_keeps_the_digits_that_the_others_lose() -> None:
    gauss = {"hyper": lambda a, b, point: scipy.special.hyp2f1(*a, *b, point)}
    errors = {}
    for form in ("real", "tail"):
        time = flow_time(6, -1, alpha, end=x, form=form)
        value = sp.lambdify((alpha, x, lam), time, [gauss, "numpy"])(100.0, 50.0, -1.0)
        with mp.workdps(60):
            true = sp.lambdify((alpha, x, lam), time, "mpmath")(mp.mpf(100), mp.mpf(50), mp.mpf(-1))
        errors[form] = float(abs(value - true) / true)
    assert errors["tail"] < 1e-14
    assert errors["real"] > 1


@pytest.mark.parametrize("side", SIDES, ids=["below", "above", "negative"])
def test_flow_times_add_up_and_scale(side: tuple) -> None:
    sign, above, *_ = side
    rng = random.Random(7)
    for depth in (2, 3, 6):
        time = sp.lambdify((alpha, x, lam), flow_time(depth, sign, alpha, end=x, above=above), "mpmath")
        with mp.workdps(40):
            eigenvalue, start, end = (exact(value) for value in random_problem(rng, depth, side))
            middle = (start + end) / 2
            whole = time(start, end, eigenvalue)
            assert (
                abs(time(start, middle, eigenvalue) + time(middle, end, eigenvalue) - whole) < mp.mpf(10) ** -32 * whole
            )
            # x = |λ|^{1/N}s turns λ into ±1 and t into t|λ|^{2−2/N}
            radius = abs(eigenvalue) ** (mp.mpf(1) / depth)
            scaled = time(start / radius, end / radius, mp.mpf(sign)) * radius ** (2 - 2 * depth)
            assert abs(scaled - whole) < mp.mpf(10) ** -32 * whole


@pytest.mark.parametrize("depth", [2, 3, 5])
@pytest.mark.parametrize("sign", [1, -1])
def test_small_eigenvalues_tend_to_the_power_law(depth: int, sign: int) -> None:
    limit_time = flow_time(depth, 0, sp.Integer(2), end=sp.Integer(1))
    time = sp.lambdify(lam, flow_time(depth, sign, sp.Integer(2), end=sp.Integer(1), form="tail", above=True), "mpmath")
    differences = [abs(time(sign * mp.mpf(10) ** -power) - sp.Float(limit_time, 20)) for power in (3, 6)]
    assert 0 < differences[1] < 1e-5
    assert abs(differences[0] / differences[1] - 1000) < 10


def test_wrong_side_or_direction_never_passes_for_a_time() -> None:
    across = flow_time(3, 1, sp.Rational(1, 2), end=sp.Integer(2)).subs(lam, 1)
    assert sp.im(across.evalf()) != 0
    backwards = flow_time(3, 1, sp.Rational(1, 2), end=sp.Rational(1, 4)).subs(lam, 1)
    assert backwards.evalf() < 0
    for form, above in (("hypergeometric", True), ("tail", False)):
        with pytest.raises(ValueError, match=f"form '{form}'"):
            flow_time(3, 1, alpha, end=x, form=form, above=above)
    for target in ({}, {"end": x, "gap": gap}):
        with pytest.raises(ValueError, match="exactly one of end and gap"):
            flow_time(3, 1, alpha, **target)


def test_flow_time_is_real_and_elementary_in_the_real_form() -> None:
    allowed = (sp.Add, sp.Mul, sp.Pow, sp.Number, sp.Symbol, sp.log, sp.atan, sp.cos, sp.sin, sp.NumberSymbol)
    for depth, sign in itertools.product(range(2, 13), (1, -1, 0)):
        for node in sp.preorder_traversal(flow_time(depth, sign, alpha, gap=eps)):
            assert isinstance(node, allowed)
            assert node != sp.I


@pytest.mark.parametrize("sign", [1, -1])
def test_explicit_solutions_satisfy_the_flow(sign: int) -> None:
    ell = sp.Symbol("ell", positive=True)
    for depth, case in [(1, sign), (2, sign), (1, 0), (2, 0), (3, 0), (7, 0)]:
        y = explicit_solution(depth, case).subs(lam, case * ell)
        defect = sp.diff(y, t) - rhs(depth, y).subs(lam, case * ell)
        assert sp.simplify(defect) == 0
        assert sp.simplify(y.subs(t, 0) - alpha) == 0


def test_power_law_satisfies_the_flow_for_every_depth() -> None:
    # z = y^{−(2N−2)} has z' = 2N − 2: the defect of y is (2N−2 − z')·y^{2N−1}/(2N−2)
    y = explicit_solution(N, 0)
    defect = sp.diff(y, t) / y ** (2 * N - 1) + 1
    assert sp.simplify(sp.powsimp(defect, force=True)) == 0
    assert sp.simplify(y.subs(t, 0)) == alpha


@pytest.mark.parametrize("eigenvalue", [2, -2])
@pytest.mark.parametrize("start", [0.3, 1.0])
def test_explicit_solution_is_that_of_remark_2_6(eigenvalue: int, start: float) -> None:
    times = np.linspace(0, 3, 40)
    values = sp.lambdify((alpha, lam, t), explicit_solution(2, 1), "numpy")(start, eigenvalue, times)
    growth = np.exp(2 * eigenvalue * times)
    remark = eigenvalue * start**2 * growth / (eigenvalue + start**2 * (growth - 1))
    np.testing.assert_allclose(values**2, remark, rtol=1e-12)
    elapsed = sp.lambdify((alpha, x, lam), flow_time(2, np.sign(eigenvalue), alpha, end=x), "numpy")(
        start, values, eigenvalue
    )
    np.testing.assert_allclose(elapsed, times, rtol=1e-9, atol=1e-12)


def test_explicit_solution_survives_long_times() -> None:
    solution = sp.lambdify((alpha, lam, t), explicit_solution(2, 1), "numpy")
    assert abs(solution(0.01, 4.0, 1e5) - 2.0) < 1e-15


def test_no_explicit_solution_is_claimed_for_deep_factorizations() -> None:
    with pytest.raises(ValueError, match="depth 3: for lambda != 0"):
        explicit_solution(3, 1)
