"""Campaigns for the identities of the perturbed start, decided in exact rationals: Lemmas 2.8, 2.9, D.1, Remark 1.4."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from typing import Any

import sympy as sp
from flint import arb

from numerics.bounds.pair_count import require_perturbed, root_ball
from numerics.cases.cube import unit_points
from numerics.exact.balls import compare, to_ball
from numerics.orbits.pair import exact_pair_orbit, exact_pair_step
from reports.campaigns.deciding import at_growing_precision, integer, numbers, refuted, rounded, shown, upheld
from reports.engine.campaign import Campaign, CaseVerdict, Parameters, Scales
from theory.dynamics.descent import p1, p2, rate_factor
from theory.dynamics.gradient import gradient_formula
from theory.language import symbols
from theory.language.symbols import eta, lam, x
from theory.perturbed import product, product_map, product_map_curvature, product_map_factored, product_map_slope
from theory.records_perturbed_lemmas import LEMMA_2_8, LEMMA_2_9

#: Steps of explicit 2×2 matrices that are compared with the pair.
MATRIX_STEPS = 2
#: Largest depth of Remark 1.4 that is drawn, as a power of ten.
DEEPEST = 7


def _quotient(value: float) -> str:
    return rounded(value, 3)


# Lemma 2.8 ---------------------------------------------------------------------------------------------


def draw_matrices(count: int, seed: int) -> Sequence[Parameters]:
    """Return exact 2×2 problems: two eigenvalues in a rotated basis, depth 2 to 5, any factor perturbed."""
    cases = []
    for u in unit_points(count, seed, 7):
        depth = 2 + int(u[0] * 4)
        cases.append(
            {
                "depth": depth,
                "position": 1 + int(u[1] * depth),
                "eigenvalue": _quotient(6 * u[2] - 3),
                "second_eigenvalue": _quotient(6 * u[3] - 3),
                "alpha": _quotient(0.1 + 1.4 * u[4]),
                "beta": _quotient(0.01 + 0.09 * u[5]),
                "step": _quotient(0.01 + 0.2 * u[6]),
            }
        )
    return cases


def check_matrices(parameters: Parameters, scales: Scales) -> CaseVerdict:
    """Run gradient descent (9) on explicit rational matrices and compare all factors with (40), exactly (Lemma 2.8).

    Raises ValueError for a broken hypothesis.
    """
    depth, position = integer(parameters, "depth", 2), integer(parameters, "position")
    first, second, alpha, beta, step = numbers(parameters, "eigenvalue", "second_eigenvalue", "alpha", "beta", "step")
    if position > depth:
        raise ValueError(f"position = {position}: there are only {depth} factors")
    require_perturbed(LEMMA_2_8, depth, {symbols.alpha: alpha, symbols.beta: beta, symbols.eta: step})
    rotation = sp.Matrix([[3, -4], [4, 3]]) / 5
    goal = rotation * sp.diag(_rational(first), _rational(second)) * rotation.T
    factors = [sp.eye(2) * _rational(alpha - beta if j == position else alpha) for j in range(1, depth + 1)]
    rate = scales.get("rate", Fraction(1))
    pairs = [exact_pair_orbit(depth, value, alpha, beta, rate * step) for value in (first, second)]
    for k in range(MATRIX_STEPS + 1):
        states = [next(pair) for pair in pairs]
        for j, factor in enumerate(factors, start=1):
            column = 0 if j == position else 1
            expected = sp.diag(*(_rational(state[column]) for state in states))
            if rotation.T * factor * rotation != expected:
                return refuted("first" if j == position else "second", float(k), iteration=str(k), factor=str(j))
        gradients = [gradient_formula(factors, goal, j) for j in range(1, depth + 1)]
        factors = [factor - _rational(step) * gradient for factor, gradient in zip(factors, gradients, strict=True)]
    return upheld(iterations=str(MATRIX_STEPS))


def _rational(value: Fraction) -> sp.Rational:
    return sp.Rational(value.numerator, value.denominator)


# Lemma 2.9 ---------------------------------------------------------------------------------------------


def draw_pairs(count: int, seed: int) -> Sequence[Parameters]:
    """Return arbitrary exact states p₁, p₂ with λ and η, depth 2 to 12: the identities hold for all of them."""
    return [
        {
            "depth": 2 + int(u[0] * 11),
            "first": _quotient(4 * u[1] - 2),
            "second": _quotient(4 * u[2] - 2),
            "eigenvalue": _quotient(20 * u[3] - 10),
            "step": _quotient(0.01 + u[4]),
        }
        for u in unit_points(count, seed, 5)
    ]


@cache
def _rate(depth: int) -> Any:
    return sp.lambdify((p1, p2, lam), rate_factor(depth), modules="math")


def check_pair(parameters: Parameters, scales: Scales) -> CaseVerdict:
    """Check Δ⁺ = (1+ηr)Δ and Δ₂⁺ = (1−η²r²)Δ₂ for one exact state (Lemma 2.9)."""
    depth = integer(parameters, "depth", 2)
    first, second, eigenvalue, step = numbers(parameters, "first", "second", "eigenvalue", "step")
    require_perturbed(LEMMA_2_9, depth, {symbols.eta: step})
    growth = step * _rate(depth)(first, second, eigenvalue)
    new_first, new_second = exact_pair_step(depth)(first, second, eigenvalue, step)
    one = Fraction(1)
    if new_second - new_first != (1 + scales.get("rate", one) * growth) * (second - first):
        return refuted("difference", growth=str(growth))
    squares = (1 - scales.get("rate_lower", one) * growth**2) * (second**2 - first**2)
    if new_second**2 - new_first**2 != squares:
        return refuted("squares", growth=str(growth))
    return upheld()


# Lemma D.1 ---------------------------------------------------------------------------------------------


def draw_products(count: int, seed: int) -> Sequence[Parameters]:
    """Return exact λ, p, x = p₂ and η = share/p^{2−2/N}, the latter given by its share of the bound."""
    cases = []
    for u in unit_points(count, seed, 5):
        depth = 2 + int(u[0] * 9)
        root = float(10 ** (2 * u[1] - 1.5))
        cases.append(
            {
                "depth": depth,
                "root": _quotient(root),
                "eigenvalue": "0" if u[2] < 0.35 else _quotient(root**depth * (4 * u[2] - 1)),
                "stretch": "1" if u[3] < 0.45 else _quotient(1 + 3 * u[3] ** 3),
                "share": "999/1000" if u[4] > 0.7 else _quotient(0.01 + 0.98 * u[4] / 0.7),
            }
        )
    return cases


@cache
def _maps(depth: int) -> tuple[Any, ...]:
    forms = (
        product_map(depth),
        product_map_factored(depth),
        sp.diff(product_map_factored(depth), x),
        product_map_slope(depth),
        sp.diff(product_map_slope(depth), x),
        product_map_curvature(depth),
    )
    return tuple(sp.lambdify((x, product, lam, eta), form, modules="math") for form in forms)


def check_product(parameters: Parameters, scales: Scales) -> CaseVerdict:
    """Check the map ψ, its two derivatives and their signs for one exact state (Lemma D.1).

    p = root^N and x = stretch·root ≥ p^{1/N}, so that everything is rational. Raises ValueError for a stretch below 1
    or a share of 1 and more.
    """
    depth = integer(parameters, "depth", 2)
    root, eigenvalue, stretch, share = numbers(parameters, "root", "eigenvalue", "stretch", "share")
    if stretch < 1 or not 0 < share < 1 or root <= 0:
        raise ValueError(f"stretch = {stretch}, share = {share}: needed are x >= p^(1/N) and eta p^(2-2/N) < 1")
    p = root**depth
    step = share * scales.get("step", Fraction(1)) / root ** (2 * depth - 2)
    point = (stretch * root, p, eigenvalue, step)
    mapped, factored, slope, claimed_slope, curvature, claimed_curvature = (form(*point) for form in _maps(depth))
    for name, left, right in (
        ("map", mapped, factored),
        ("slope", slope, claimed_slope),
        ("slope", curvature, claimed_curvature),
    ):
        if left != right:
            return refuted(name, left=str(left), right=str(right))
    if p <= eigenvalue and claimed_curvature < 0:
        return refuted("convex", curvature=str(claimed_curvature))
    if p > eigenvalue >= 0 and claimed_curvature > 0:
        return refuted("concave", curvature=str(claimed_curvature))
    return upheld()


# Remark 1.4 --------------------------------------------------------------------------------------------


def draw_depths(count: int, seed: int) -> Sequence[Parameters]:
    """Return depths from 2 to 10^7, spread in the logarithm with more of the small ones."""
    return [{"depth": max(2, int(10 ** (DEEPEST * u[0] ** 2)))} for u in unit_points(count, seed, 1)]


def check_decay(parameters: Parameters, scales: Scales) -> CaseVerdict:
    """Check the bounds on c−1 and 1/(N c^{2N−2}) = (c−1)²/N for one depth, in balls (Remark 1.4).

    The ratio reported is N³/(ln N)² times 1/(N c^{2N−2}), which tends to 1.
    """
    depth = integer(parameters, "depth", 2, 10**DEEPEST)
    return at_growing_precision(lambda bits: _decay(depth, scales, bits), 128)


def _decay(depth: int, scales: Scales, bits: int) -> CaseVerdict | None:
    c = root_ball(depth, bits)
    excess, n = c - 1, arb(depth)
    decay = 1 / (n * c ** (2 * n - 2))
    if not decay.overlaps(excess * excess / n):
        return refuted("identity", decay=shown(decay))
    low = (n - 1).lambertw() / (n - 1) * to_ball(scales.get("lower", Fraction(1)), bits)
    high = n.log() / (n - 1) * to_ball(scales.get("upper", Fraction(1)), bits)
    for name, order in (("lower", compare(low, excess)), ("upper", compare(excess, high))):
        if order is None:
            return None
        if order == 1:
            return refuted(name, float(depth), c=shown(c))
    return upheld(float((decay * n**3 / n.log() ** 2).mid()), c=shown(c))


_EXACT = "sampled; exact rational arithmetic"

MATRICES = Campaign("lemma-2.8", draw_matrices, check_matrices, f"{_EXACT} on explicit 2x2 matrices", 200)
DIFFERENCES = Campaign("lemma-2.9", draw_pairs, check_pair, _EXACT, 2000)
PRODUCT_MAP = Campaign("lemma-D.1", draw_products, check_product, _EXACT, 2000)
DECAY = Campaign("remark-1.4", draw_depths, check_decay, "sampled depths; c and both bounds in balls", 500)
