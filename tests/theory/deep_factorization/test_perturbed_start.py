"""The constant c, Lemma D.1's map and the records of the perturbed start."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy as sp

from theory.deep_factorization.lemma_d_1 import (
    product_map,
    product_map_curvature,
    product_map_factored,
    product_map_slope,
)
from theory.deep_factorization.perturbed_start import (
    PERTURBATION,
    STEP_14,
    STEP_73,
    below_root,
    c,
    initial_imbalance,
    perturbation_root,
    root_equation,
)
from theory.deep_factorization.remark_1_4 import root_bounds, step_decay, step_decay_by_root
from theory.deep_factorization.theorem_1_3 import THEOREM_1_3
from theory.dynamics.descent import rate_at
from theory.language.registry import statement
from theory.language.statement import TAGS
from theory.language.symbols import Multiplier, N, alpha, beta, eta, lam, product, without_multipliers, x

LEMMAS = tuple(f"lemma-{number}" for number in ("2.8", "2.9", "2.11", "2.12", "D.1", "D.2", "D.3"))
PERTURBED_STATEMENTS = tuple(statement(id) for id in (*LEMMAS, "remark-1.4", "remark-2.10", "1.3", "1.3-sharp"))


@pytest.mark.parametrize("depth", [2, 3, 4, 5, 8])
def test_c_is_the_largest_real_root_and_lies_between_1_and_2(depth: int) -> None:
    root = perturbation_root(depth)
    assert abs(root_equation(depth).subs(c, root.evalf(40))) < sp.Float("1e-30")
    assert 1 < root < 2
    just_above = sp.Rational(str((root + sp.Rational(1, 10**9)).evalf(20)))
    assert sp.Poly(root_equation(depth), c).count_roots(just_above, None) == 0, "no real root beyond it"


@pytest.mark.parametrize("depth", [2, 3, 7, 40, 1000])
def test_bounds_on_c_and_the_two_forms_of_the_decay(depth: int) -> None:
    equation = sp.log(c - 1) + (depth - 1) * sp.log(c)
    root = sp.nsolve(equation, c, (1 + sp.log(depth).evalf() / (2 * depth), 2), solver="anderson", prec=40)
    low, high = (without_multipliers(bound).evalf(40) for bound in root_bounds(depth))
    assert low < root - 1 < high
    assert abs(step_decay(depth, root) / step_decay_by_root(depth, root) - 1) < 1e-30


def test_both_bounds_on_c_are_ln_N_over_N_asymptotically() -> None:
    huge = sp.Float(10) ** 4000
    low, high = (without_multipliers(bound).subs(N, huge) for bound in root_bounds(N))
    for bound in (low, high):
        assert abs((bound * huge / sp.log(huge)).evalf() - 1) < 1e-2


@pytest.mark.parametrize("depth", [2, 3, 4, 6])
def test_product_map_and_its_derivatives(depth: int) -> None:
    psi = product_map(depth)
    assert sp.simplify(psi - product_map_factored(depth)) == 0
    assert sp.simplify(sp.diff(psi, x) - product_map_slope(depth)) == 0
    assert sp.simplify(sp.diff(psi, x, 2) - product_map_curvature(depth)) == 0


def test_product_map_for_symbolic_depth() -> None:
    assert sp.simplify(product_map(N) / product_map_factored(N)) == 1
    # logarithmic derivative: free of the symbolic powers of B
    s = eta * (lam - product)
    a, b = 1 + s * x ** (2 * N - 2) / product, 1 + s * product / x**2
    slope = product * (sp.diff(a, x) * b + (N - 1) * a * sp.diff(b, x))
    assert sp.simplify(sp.expand(slope - product_map_slope(N) / b ** (N - 2))) == 0


def test_slope_vanishes_where_the_factors_agree() -> None:
    root = sp.Symbol("root", positive=True)
    for depth in (2, 3, 5):
        assert sp.simplify(product_map_slope(depth).subs(product, root**depth).subs(x, root)) == 0


def test_initial_imbalance_is_what_it_is_defined_to_be() -> None:
    assert sp.expand(initial_imbalance - (alpha**2 - (alpha - beta) ** 2)) == 0


def test_rate_is_the_one_of_42() -> None:
    assert sp.simplify(rate_at(3, sp.Integer(2), sp.Integer(5)) - 5 * (50 - lam)) == 0


@pytest.mark.parametrize("depth", [2, 3, 6])
def test_conditions_without_c_say_the_same(depth: int) -> None:
    root = perturbation_root(depth).evalf(40)
    for share in (Fraction(99, 100), Fraction(101, 100)):
        ratio = sp.Rational(share.numerator, share.denominator) * sp.Rational(str((root - 1).evalf(20)))
        assert bool(below_root(beta / alpha).subs({N: depth, alpha: 1, beta: ratio})) is (share < 1)
    step = next(h.decidable for h in THEOREM_1_3.hypotheses if h.name == "step_size")
    largest = (root - 1) ** 2 / (9 * depth)  # (14) at M = 1
    for share in (sp.Rational(99, 100), sp.Rational(101, 100)):
        point = {N: depth, eta: share * largest, sp.Symbol("M", positive=True): 1}
        assert bool(without_multipliers(step).subs(point)) == bool(share < 1)


def test_every_hypothesis_with_c_has_a_form_without() -> None:
    for hypothesis in (STEP_14, STEP_73, PERTURBATION):
        assert hypothesis.relation.has(c)
    for record in PERTURBED_STATEMENTS:
        for hypothesis in record.hypotheses:
            assert not hypothesis.decidable.has(c), f"{record.id}: {hypothesis.name}"


def test_records_are_complete() -> None:
    for record in PERTURBED_STATEMENTS:
        assert record.tag in TAGS
        assert record.claims
        assert record.latex().startswith("\\begin{aligned}")
        parts = [part for claim in record.claims for part in claim.parts()] + [h.relation for h in record.hypotheses]
        names = {symbol for part in parts for symbol in part.free_symbols}
        for constant in record.constants:
            assert constant.symbol in names, f"{record.id}: {constant.name} stands in no formula"
        titles = [claim.name for claim in record.claims] + [hypothesis.name for hypothesis in record.hypotheses]
        assert len(set(titles)) == len(titles)
        assert "q_" not in record.latex()
        assert "q_" not in str(record)
        for name in (name for name in names if isinstance(name, Multiplier)):
            listed = {constant.symbol for constant in record.constants}
            assert name in listed or record.id == "lemma-2.11", f"{record.id}: {name} is not listed"
