"""Lemma D.1: for a given product p, the next product is a function ψ of p₂ with one critical point."""

from __future__ import annotations

from functools import cache

import sympy as sp

from theory.dynamics.descent import p1, p2, perturbed_step
from theory.language.expressions import abbreviation
from theory.language.hypotheses import DEPTH_TWO, PAPER, STEP_POSITIVE
from theory.language.statement import Claim, Constant, Every, Hypothesis, Statement
from theory.language.symbols import N, eta, lam, multiplier, product, x


@cache
def product_map(depth: int | sp.Expr) -> sp.Expr:
    """Return ψ(x), the product p⁺ after one step of (40) from p₂ = x and p₁ = p/x^{N−1} (Lemma D.1, (70)).

    With s = η(λ−p): ψ(x) = p·(1 + s x^{2N−2}/p)·(1 + s p/x²)^{N−1}, obtained from (40).

    >>> sp.factor(product_map(2) - product).has(product - lam)
    True
    """
    first, second = perturbed_step(depth)
    place = {p1: product / x ** (depth - 1), p2: x}
    return (first * second ** (depth - 1)).subs(place, simultaneous=True)


#: B, by which one step multiplies p₂.
contraction = 1 + eta * (lam - product) * product / x**2


def product_map_factored(depth: int | sp.Expr) -> sp.Expr:
    """Return ψ(x) as p·A·B^{N−1}, A = 1 + s x^{2N−2}/p, B = 1 + s p/x², s = η(λ−p) (Lemma D.1, rebuilt).

    >>> sp.simplify(product_map_factored(3) - product_map(3))
    0
    """
    s = eta * (lam - product)
    return product * (1 + s * x ** (2 * depth - 2) / product) * (1 + s * product / x**2) ** (depth - 1)


def product_map_slope(depth: int | sp.Expr) -> sp.Expr:
    """Return ψ'(x) = (2N−2) s B^{N−2} x^{−3} (x^{2N} − p²): its only zero with B > 0 is x = p^{1/N} (D.1, (71)).

    >>> sp.simplify(product_map_slope(3) - sp.diff(product_map(3), x))
    0
    """
    s = eta * (lam - product)
    b = contraction
    return (2 * depth - 2) * s * b ** (depth - 2) * (x ** (2 * depth) - product**2) / x**3


def product_map_curvature(depth: int | sp.Expr) -> sp.Expr:
    """Return ψ''(x) (Lemma D.1, (72)): (2N−2) s B^{N−3} times a bracket that is positive for s ≥ 0.

    The bracket is (2N−3)x^{2N−4} + 3p²x^{−4} + s p x^{2N−6} + (2N−1) s p³ x^{−6}. So ψ is convex for p ≤ λ. Let
    p > λ ≥ 0, x = tp^{1/N} with t ≥ 1 and z = ηp^{2−2/N} < 1. Then −s p/x² ≤ z/t² < 1, so B > 0, and the bracket is
    at least a positive multiple of (2N−3)t^{2N} + 3 − t^{2N−2} − (2N−1)t^{−2}, which is 0 at t = 1 and increases.
    So ψ is concave there.

    >>> sp.simplify(product_map_curvature(4) - sp.diff(product_map(4), x, 2))
    0
    """
    s = eta * (lam - product)
    b = contraction
    bracket = (
        (2 * depth - 3) * x ** (2 * depth - 4)
        + 3 * product**2 / x**4
        + s * product * x ** (2 * depth - 6)
        + (2 * depth - 1) * s * product**3 / x**6
    )
    return (2 * depth - 2) * s * b ** (depth - 3) * bracket


PRODUCT_POSITIVE = Hypothesis("product_positive", sp.Gt(product, 0, evaluate=False), "p > 0", product)
STEP_OF_PRODUCT = Hypothesis(
    "step_size", sp.Lt(eta * product ** (2 - 2 / N), multiplier("step")), "eta p^(2-2/N) < 1", eta
)

#: ψ(x) of (70), for any depth.
psi = abbreviation("psi", product_map(N), x)
_slope, _curvature = (sp.Derivative(psi, (x, order), evaluate=False) for order in (1, 2))

LEMMA_D_1 = Statement(
    id="lemma-D.1",
    title="One step of the product",
    source=f"{PAPER}, Lemma D.1, (70)-(72)",
    tag="rebuilt",
    summary="For given p the next product is a function ψ of x = p₂, with its only critical point at x = p^{1/N}.",
    hypotheses=(DEPTH_TWO, STEP_POSITIVE, PRODUCT_POSITIVE, STEP_OF_PRODUCT),
    claims=(
        Claim("map", sp.Eq(psi, product_map_factored(N)), "p+ = psi(p2)", "text", Every(x)),
        Claim("slope", sp.Eq(_slope, product_map_slope(N)), "psi'(x)", "rebuilt", Every(x)),
        Claim(
            "curvature",
            sp.Eq(_curvature, product_map_curvature(N)),
            "psi''(x), which for N = 2 is divided by B",
            "rebuilt",
            Every(x),
            given=sp.Ne(contraction, 0),
        ),
        Claim(
            "convex",
            sp.Ge(_curvature, 0),
            "p <= lambda: psi is convex on x > 0",
            "rebuilt",
            Every(x),
            given=sp.Le(product, lam),
        ),
        Claim(
            "concave",
            sp.Le(_curvature, 0),
            "p > lambda >= 0: psi is concave on x >= p^(1/N)",
            "rebuilt",
            Every(x),
            given=sp.And(sp.Ge(lam, 0), sp.Gt(product, lam), sp.Ge(x**N, product)),
        ),
    ),
    constants=(Constant("step", "the bound 1/p^(2-2/N) on the step size"),),
    depends_on=("lemma-2.8",),
    note="psi(x) is the product after one step of (40) from p2 = x and p1 = p/x^(N-1).",
)
