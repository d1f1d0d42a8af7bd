"""U' = 1/f for every form: exactly where algebra allows it, to 30 digits elsewhere; no branch is crossed."""

from __future__ import annotations

import cmath
import itertools
import random
from fractions import Fraction

import mpmath as mp
import pytest
import sympy as sp

from theory.dynamics.flow_forms import (
    FORMS,
    antiderivative,
    branch_obstructions,
    partial_fractions,
    power_integral,
    rhs,
    roots,
    z,
)
from theory.language.symbols import N, gap, lam, x

ell = sp.Symbol("ell", positive=True)


def rational(rng: random.Random, low: float, high: float) -> sp.Rational:
    """A random rational in (low, high) with a denominator below a thousand."""
    return sp.Rational(Fraction(rng.uniform(low, high)).limit_denominator(997))


def trace(polynomial: sp.Poly, depth: int) -> sp.Expr:
    """Sum a polynomial in z over the roots of z^N = λ: only the powers z^0, z^N, … survive."""
    modulus = sp.Poly(z**depth - lam, z, domain=polynomial.domain)
    return depth * polynomial.rem(modulus).coeff_monomial(1)


def recombined(depth: int, residue: sp.Poly) -> sp.Expr:
    """f·(polar + Σ_r residue(r)/(x − r)), with 1/(x − r) = Σ_j x^{N−1−j}r^j/(x^N − λ)."""
    polar, _ = partial_fractions(depth)
    numerator = sum(
        x ** (depth - 1 - power) * trace(residue * sp.Poly(z**power, z, domain=residue.domain), depth)
        for power in range(depth)
    )
    return sp.cancel(rhs(depth) * (polar + numerator / (x**depth - lam)))


def test_rhs_is_28_for_symbolic_depth() -> None:
    assert sp.powsimp(sp.expand(rhs(N) - x ** (N - 1) * (lam - x**N))) == 0
    assert sp.expand(rhs(N).subs(N, 5) - rhs(5)) == 0
    assert rhs(1) == lam - x
    assert rhs(2, sp.Integer(3)) == 3 * (lam - 9)


@pytest.mark.parametrize("depth", range(1, 13))
def test_partial_fractions_add_up_to_one_over_f(depth: int) -> None:
    _, residue = partial_fractions(depth)
    assert recombined(depth, residue) == 1
    assert recombined(depth, 2 * residue) != 1


@pytest.mark.parametrize("depth", range(2, 8))
def test_residues_are_those_of_lemma_2_5(depth: int) -> None:
    polar, residue = partial_fractions(depth)
    modulus = sp.Poly(z**depth - lam, z, domain=residue.domain)
    printed = sp.Poly(-(z**2) / (depth * lam**2), z, domain=residue.domain)
    assert (residue - printed).rem(modulus).is_zero
    assert sp.simplify(polar - x ** (1 - depth) / lam) == 0


@pytest.mark.parametrize("depth", [1, 2, 3, 4, 6])
@pytest.mark.parametrize("sign", [1, -1])
def test_real_form_differentiates_back_exactly(depth: int, sign: int) -> None:
    # depths whose angles have cosines in square roots, with λ = ±ℓ^N so that R = ℓ
    expr = antiderivative(depth, "real", sign).subs(lam, sign * ell**depth)
    for below in (True, False):
        # left of L the modulus is L − x; either way the logarithm has the same derivative
        plain = expr.replace(sp.Abs, lambda inside, below=below: -inside if below else inside)
        slope = sp.diff(sp.powdenest(plain, force=True), x)
        assert sp.simplify(slope * rhs(depth).subs(lam, sign * ell**depth)) == 1


@pytest.mark.parametrize("depth", [2, 3, 5, 8])
@pytest.mark.parametrize("form", FORMS)
def test_every_form_differentiates_back_to_thirty_digits(depth: int, form: str) -> None:
    rng = random.Random(depth)
    for sign in (1, -1):
        slope = sp.diff(antiderivative(depth, form, sign).replace(sp.Abs, lambda inside: inside), x)
        residual = sp.lambdify((x, lam), slope * rhs(depth), "mpmath", cse=True)
        regions = {"hypergeometric": [(0.1, 0.9)], "tail": [(1.1, 5)]}.get(form, [(0.1, 0.9), (1.1, 5)])
        for low, high in regions if sign > 0 else [(0.2, 0.9), (1.1, 5)]:
            with mp.workdps(45):
                eigenvalue = mp.mpf(rng.randint(1, 999)) / 100
                state = mp.mpf(rng.uniform(low, high)) * eigenvalue ** (mp.mpf(1) / depth)
                assert abs(residual(state, sign * eigenvalue) - 1) < mp.mpf(10) ** -30


def test_the_series_behind_the_hypergeometric_forms() -> None:
    p, q, c, b = sp.symbols("p q c b", positive=True)
    index = sp.Symbol("j", integer=True, nonnegative=True)
    pochhammer = sp.rf(1, index) * sp.rf(b, index) / (sp.rf(1 + b, index) * sp.factorial(index))
    # (b)_j/(1+b)_j = b/(b+j), hence the coefficient of each power is that of the geometric series
    assert sp.gammasimp(pochhammer - b / (b + index)) == 0
    term = (x**p / p) * (c * x**q) ** index * (b / (b + index)).subs(b, p / q)
    assert sp.simplify(sp.diff(term, x) / (x ** (p - 1) * (c * x**q) ** index)) == 1
    assert sp.hyperexpand(power_integral(sp.Integer(4), c, sp.Integer(2))).series(c, 0, 1).removeO() == x**4 / 4


@pytest.mark.parametrize("depth", range(1, 13))
@pytest.mark.parametrize("sign", [1, -1])
def test_roots_are_the_roots_and_keep_their_side(depth: int, sign: int) -> None:
    found = roots(depth, sign)
    values = [complex(root.value.subs(lam, sign * 2)) for root in found]
    assert len({(round(v.real, 9), round(v.imag, 9)) for v in values}) == depth
    for root, value in zip(found, values, strict=True):
        assert abs(value**depth - sign * 2) < 1e-9
        sides = {0 if abs((point - value).imag) < 1e-12 else cmath.phase(point - value) > 0 for point in (0.1, 1, 9)}
        assert sides == {0 if root.side == 0 else root.side > 0}


@pytest.mark.parametrize("depth", range(1, 13))
def test_no_branch_is_crossed_along_the_flow(depth: int) -> None:
    assert branch_obstructions(depth, 1, 0, 1) == []
    assert branch_obstructions(depth, 1, 1, sp.oo) == []
    assert branch_obstructions(depth, -1, 0, sp.oo) == []
    # the check is not empty: an interval across a real root is refused
    assert [root.angle for root in branch_obstructions(depth, 1, 0, sp.oo)] == [0]
    assert [root.angle for root in branch_obstructions(depth, -1, -2, 2)] == ([1] if depth % 2 else [])


@pytest.mark.parametrize(("depth", "sign"), [(3, 1), (5, 1), (4, -1), (7, -1)])
def test_each_complex_logarithm_is_continuous_along_the_flow(depth: int, sign: int) -> None:
    for root in roots(depth, sign):
        value = complex(root.value.subs(lam, sign))
        for low, high in [(0.0, 1.0), (1.0, 3.0)] if sign > 0 else [(0.0, 3.0)]:
            phases = [cmath.phase(low + (high - low) * (step + 0.5) / 400 - value) for step in range(400)]
            assert max(abs(b - a) for a, b in itertools.pairwise(phases)) < 0.1


def test_depth_two_is_the_form_of_the_paper() -> None:
    paper = sp.log(x) / lam - sp.log(x**2 - lam) / (2 * lam)
    for form in ("complex", "real"):
        ours = antiderivative(2, form, 1).subs(lam, ell**2).replace(sp.Abs, lambda inside: inside)
        assert sp.simplify(sp.diff(ours - paper.subs(lam, ell**2), x)) == 0


def test_gap_replaces_the_singular_logarithm_only() -> None:
    plain = antiderivative(5, "real", 1)
    with_gap = antiderivative(5, "real", 1, gap=gap)
    assert not with_gap.has(sp.Abs)
    assert with_gap.coeff(sp.log(gap / lam ** sp.Rational(1, 5))) != 0
    assert (
        sp.simplify(
            with_gap.subs(gap, sp.Abs(x - lam ** sp.Rational(1, 5))).subs({lam: 32, x: 3}) - plain.subs({lam: 32, x: 3})
        )
        == 0
    )


@pytest.mark.parametrize("depth", [1, 2, 3, 6])
@pytest.mark.parametrize("form", FORMS)
def test_zero_eigenvalue_in_every_form(depth: int, form: str) -> None:
    slope = sp.diff(antiderivative(depth, form, 0), x)
    assert sp.simplify(slope * rhs(depth).subs(lam, 0)) == 1


def test_bad_requests_are_named() -> None:
    with pytest.raises(ValueError, match="form 'taylor'"):
        antiderivative(3, "taylor", 1)
    with pytest.raises(ValueError, match="sign 2"):
        antiderivative(3, "real", 2)
    with pytest.raises(ValueError, match="depth 0"):
        antiderivative(0, "real", 1)
    with pytest.raises(ValueError, match="the tail form needs N >= 2"):
        antiderivative(1, "tail", 1)
