"""The constants of the lower count, and what they are taken from."""

from __future__ import annotations

import pytest
import sympy as sp

from theory.sharp.perturbed_lower import ELASTICITY, LARGEST, PERTURBED_LOWER, SHARE_OF_LOG, Stretch, c_1, log_speed

z = sp.Symbol("z", positive=True)


def test_the_share_of_the_logarithm_is_the_largest() -> None:
    """1/z − 1/φ(z) grows with z: its expansion has positive coefficients only."""
    gap = 1 / z - 1 / log_speed(z)
    series = sp.series(gap, z, 0, 8).removeO()
    assert all(coefficient > 0 for coefficient in sp.Poly(series, z).all_coeffs())
    assert sp.simplify(gap.subs(z, LARGEST) - SHARE_OF_LOG) == 0
    assert abs(SHARE_OF_LOG.evalf() - (2 - 1 / sp.log(2)).evalf()) < 1e-12


def test_the_elasticity_is_the_largest() -> None:
    elasticity = z * sp.diff(log_speed(z), z) / log_speed(z)
    series = sp.series(elasticity, z, 0, 8).removeO()
    assert all(coefficient > 0 for coefficient in sp.Poly(series, z).all_coeffs())
    assert abs((elasticity.subs(z, LARGEST) - ELASTICITY).evalf()) < 1e-12


def test_the_quadratic_grows_by_no_more_than_the_exponential() -> None:
    """max_x (1 + (x+b)²)/(1 + x²) = exp(2 arsinh(b/2)), as the gap to it is a square."""
    b, x = sp.symbols("b x", positive=True)
    most = ((b + sp.sqrt(b**2 + 4)) / 2) ** 2
    assert sp.simplify(most - sp.exp(2 * sp.asinh(b / 2)).rewrite(sp.log)) == 0
    gap = sp.expand(most * (1 + x**2) - (1 + (x + b) ** 2))
    assert sp.simplify(sp.discriminant(gap, x)) == 0
    assert sp.simplify(gap.coeff(x, 2) - (most - 1)) == 0


@pytest.mark.parametrize("change", [sp.Rational(1, 100), sp.Rational(1, 3), sp.log(2)])
def test_the_lag_is_at_least_what_a_step_gains(change: sp.Expr) -> None:
    """One step with the whole change: (c−1)/ln c · a = e^a − 1 at a = ln c, and more than it below."""
    fast = sp.Rational(2, 5)
    slow = 1 - sp.exp(-log_speed(fast) / sp.exp(change))
    lag = Stretch("fall", c_1, fast, slow).lag.body
    assert abs((lag.subs(c_1, sp.exp(change)) - (sp.exp(change) - 1)).evalf()) < 1e-12
    assert (lag.subs(c_1, 3) - (sp.exp(change) - 1)).evalf() > 0


def test_every_case_of_the_sharp_count_has_its_counterpart() -> None:
    assert [claim.name for claim in PERTURBED_LOWER.claims] == ["early", "negative", "below", "above"]
