"""Rapidity coordinates and the pieces of the sharp count, against the recursion derived from the loss."""

from __future__ import annotations

import pytest
import sympy as sp

from theory.dynamics.descent import p1, p2, perturbed_step
from theory.language.symbols import N, alpha, beta, eps, eta, lam, multiplier
from theory.sharp.perturbed_count import hypothesis_step, law_case, law_cases
from theory.sharp.rapidity import (
    S,
    contraction,
    cosh_power_integral,
    pair,
    product_of_rapidity,
    rate,
    rate_from_step,
    u,
    w_of,
)


@pytest.mark.parametrize("depth", [2, 3, 4, 5])
def test_a_step_is_a_hyperbolic_rotation_by_artanh_of_eta_r(depth: int) -> None:
    first, second = pair()
    y = sp.Symbol("y", real=True)
    moved = [step.subs({p1: first, p2: second}, simultaneous=True) for step in perturbed_step(depth)]
    # √((1−y²)S)·(−sinh, cosh)(u + artanh y), with sinh artanh y = y/√(1−y²) and cosh artanh y = 1/√(1−y²)
    rotated = (
        -sp.sqrt(S) * (sp.sinh(u) + y * sp.cosh(u)),
        sp.sqrt(S) * (sp.cosh(u) + y * sp.sinh(u)),
    )
    growth = eta * rate(depth, u)
    for new, expected in zip(moved, rotated, strict=True):
        assert sp.simplify((new - expected.subs(y, growth)).rewrite(sp.exp)) == 0


def test_the_rotation_formula_itself() -> None:
    y = sp.Rational(3, 10)
    for function, expected in ((sp.sinh, sp.sinh(u) + y * sp.cosh(u)), (sp.cosh, sp.cosh(u) + y * sp.sinh(u))):
        value = (sp.sqrt(1 - y**2) * function(u + sp.atanh(y)) - expected).subs(u, sp.Rational(7, 10))
        assert abs(value.evalf(30)) < 1e-28


@pytest.mark.parametrize("depth", [2, 3, 5])
def test_rate_is_the_one_read_off_the_recursion(depth: int) -> None:
    assert sp.simplify(rate_from_step(depth) - rate(depth, u)) == 0


@pytest.mark.parametrize("depth", [2, 3, 4, 7])
def test_product_moves_by_the_contraction(depth: int) -> None:
    """dp = κ·S^{1−N/2}cosh^{2−N}w dw: why ∫dp/(eκ) is ∫dw/|r|."""
    weight = S ** (1 - sp.Rational(depth, 2)) * sp.cosh(u) ** (2 - depth)
    difference = sp.diff(product_of_rapidity(depth, u), u) - contraction(depth, u) * weight
    assert sp.simplify(difference.rewrite(sp.exp)) == 0


@pytest.mark.parametrize("depth", [2, 3, 5])
def test_contraction_is_the_first_order_of_the_step(depth: int) -> None:
    """∂p⁺/∂η at η = 0 is −κ·(p − λ)."""
    first, second = perturbed_step(depth)
    slope = sp.diff(first * second ** (depth - 1), eta).subs(eta, 0)
    kappa = p2 ** (2 * depth - 2) + (depth - 1) * p1**2 * p2 ** (2 * depth - 4)
    assert sp.expand(slope + kappa * (p1 * p2 ** (depth - 1) - lam)) == 0
    place = dict(zip((p1, p2), pair(), strict=True))
    assert sp.simplify((kappa.subs(place) - contraction(depth, u)).rewrite(sp.exp)) == 0


@pytest.mark.parametrize("power", [0, 1, 2, 5, 8])
def test_integral_of_cosh_powers(power: int) -> None:
    end = sp.Symbol("end", real=True)
    integral = cosh_power_integral(power, end)
    assert sp.simplify((sp.diff(integral, end) - sp.cosh(end) ** power).rewrite(sp.exp)) == 0
    assert integral.subs(end, 0) == 0


def test_14_implies_the_hypothesis_of_the_sharp_count() -> None:
    """P² ≤ (4c−2−c²)M² ≤ c²M² for β ≤ (c−1)α, and 2N·c^{2N−2}/(9N c^{2N−2}) < 1."""
    c = sp.Symbol("c", positive=True)
    assert sp.factor(c**2 - (4 * c - 2 - c**2)) == 2 * (c - 1) ** 2
    gap = (beta * (2 * alpha - beta)).subs(beta, (c - 1) * alpha)
    assert sp.expand(alpha**2 + gap - (4 * c - 2 - c**2) * alpha**2) == 0
    assert sp.Rational(2, 9) < 1
    assert hypothesis_step(N).has(eta)


@pytest.mark.parametrize("depth", [2, 4])
def test_names_are_defined_before_they_are_used(depth: int) -> None:
    parameters = {N, lam, alpha, beta, eta, eps, sp.Symbol("sigma", positive=True), multiplier("upper")}
    for case in law_cases(depth):
        known = set(parameters)
        for name, value in case.definitions:
            assert value.free_symbols <= known, f"{case.name}: {name}"
            known.add(name)
        assert case.rest.free_symbols <= known
        for speed, start, end in case.integrals:
            assert (speed.free_symbols - {u}) | start.free_symbols | end.free_symbols <= known
        assert case.bound.free_symbols <= known


def test_unknown_case() -> None:
    with pytest.raises(KeyError):
        law_case("elsewhere")
    assert law_case("negative", 3).definitions[3][1].has(w_of)
