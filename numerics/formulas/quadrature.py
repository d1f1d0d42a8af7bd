"""Flow times by certified quadrature of 1/f: knows nothing of antiderivatives, so it can judge them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from flint import acb, arb

from numerics.formulas.straight_line import compile_expression
from theory.dynamics.flow import rhs
from theory.language.symbols import lam, x


@cache
def _slowness(depth: int) -> Callable[[Any, Any], Any]:
    return compile_expression(1 / rhs(depth), (x, lam), "arb")


def quadrature(depth: int, eigenvalue: arb, start: arb, end: arb) -> arb:
    """Return a ball around ∫_start^end dx/f(x), f(x) = x^{N−1}(λ − x^N), at the working precision in force.

    1/f is meromorphic; FLINT's integrator encloses it by Gauss–Legendre rules with rigorous error bounds on
    ellipses and subdivides near the poles. The ball is not finite if a zero of f lies between the ends.

    >>> quadrature(1, arb(0), arb(1), arb(0.5)).contains(arb(2).log())
    True
    """
    slowness, value = _slowness(depth), acb(eigenvalue)
    integral = acb.integral(lambda point, _: slowness(point, value), acb(start), acb(end))
    return integral.real
