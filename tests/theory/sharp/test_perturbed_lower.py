"""The constants of the lower count, and what they are taken from."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
import sympy as sp

from numerics.cases.pair import PerturbedCase
from numerics.claims.case import Case
from numerics.exact.balls import working_precision
from numerics.orbits.pair import pair_trajectory
from theory.language.symbols import eta, without_multipliers
from theory.sharp.perturbed_count import hypothesis_step
from theory.sharp.perturbed_lower import (
    ELASTICITY,
    LARGEST,
    PERTURBED_LOWER,
    SHARE_OF_LOG,
    Stretch,
    c_1,
    c_2,
    log_speed,
)

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


def uneven(case: PerturbedCase) -> tuple[float, float]:
    """Return the largest factors by which −ln(1−ηκ) falls and grows in a step, in floats."""
    n, (eigenvalue, alpha_, beta_, step, _) = case.depth, map(float, list(case.values.values())[1:])
    states = pair_trajectory(n, eigenvalue, alpha_, beta_, step, 4000)
    first, second = states[:, 0], states[:, 1]
    kappa = second ** (2 * n - 2) + (n - 1) * first**2 * second ** (2 * n - 4)
    speed = -np.log1p(-step * kappa)
    # the step that changes the sign is compared with the speed at the product 0
    same = first[1:] * first[:-1] > 0
    ratio = (speed[1:] / speed[:-1])[same]
    return float((1 / ratio).max()), float(ratio.max())


@pytest.mark.parametrize("depth", [2, 3, 8, 32])
@pytest.mark.parametrize("name", ["early", "negative", "below", "above"])
def test_no_step_is_more_uneven_than_is_claimed(name: str, depth: int) -> None:
    """At the largest step size, where a step changes most; the bounds are not idle either."""
    eigenvalue = {"early": "-1", "negative": "-1", "below": "1", "above": "1/100"}[name]
    eps_ = {"early": "11/10", "negative": "1/100", "below": "1/100", "above": "1/100"}[name]
    claim = PERTURBED_LOWER.claim(name)
    tight = 0.0
    for start, share in (("3/2", "1/20"), ("1", "1/3"), ("2/3", "9/10"), ("19/20", "1/4")):
        size, gap = Fraction(start), Fraction(start) * Fraction(share)
        case = PerturbedCase(depth, Fraction(eigenvalue), size, gap, Fraction(1), Fraction(eps_))
        largest = Case(case.values)
        with working_precision(128):
            allowed = largest.world(128).value(1 / without_multipliers(hypothesis_step().lhs).subs(eta, 1))
        case = replace(case, eta=Fraction(float(allowed)) * Fraction(999, 1000))
        known = Case(case.values)
        if not known.holds(claim.given):
            continue
        falls, grows = uneven(case)
        with working_precision(128):
            world = known.world(128, claim.where)
            for symbol, seen in ((c_1, falls), (c_2, grows)):
                if symbol in dict(claim.where):
                    bound = float(world.value(symbol))
                    assert seen <= bound
                    tight = max(tight, float(np.log(seen) / np.log(bound)))
    # a deep product that is near its limit has a small error left, and away from it hardly moves
    assert tight > (0.1 if depth < 8 or name != "below" else 0)
