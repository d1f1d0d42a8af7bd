"""What the scalar columns call covered satisfies the argument, and what they call immediate is; and planted faults."""

from __future__ import annotations

from fractions import Fraction
from types import ModuleType

import numpy as np
import pytest
from flint import arb

import numerics.compiled.scalar_radius as scalar_radius
from numerics.compiled.scalar import DRIFT, FAR, GROW, LOCAL_ERROR, LOCAL_ERROR_F, NEAR, SIGN, TOP
from numerics.exact.balls import to_ball, working_precision
from numerics.orbits.scalar import descent_limit
from tests.planting import changed

BITS = 300


def least_slope(depth: int, lam: Fraction, eta: arb, top: arb) -> arb:
    """The least of g'(x) = 1 + (N−1)ηλx^{N−2} − (2N−1)ηx^{2N−2} on [0, top], which it takes at top or at 0."""
    value = to_ball(lam, BITS)
    at_top = 1 - (2 * depth - 1) * eta * top ** (2 * depth - 2)
    at_top += (depth - 1) * eta * value * top ** (depth - 2) if depth > 1 else 0
    return at_top.min(arb(1) + (eta * value if depth == 2 else 0))


def check_covered(module: ModuleType = scalar_radius) -> None:
    draw = np.random.default_rng(11)
    count = 240
    for depth in (1, 2, 3, 8):
        lam = draw.choice([-1.0, 0.0, 1.0, 1.0] if depth > 1 else [1.0], count) * 10 ** draw.uniform(-2, 2, count)
        limit = np.maximum(lam, 0) ** (1 / depth)
        alpha = np.where(limit > 0, limit, 1.0) * 10 ** draw.uniform(-1, 0.5, count)
        top = np.maximum(alpha, limit)
        load = 1 + draw.choice([-1e-7, -1e-13, 1e-13, 1e-9, -0.6, 0.6], count)
        eta = load / ((2 * depth - 1) * top ** (2 * depth - 2) - (depth - 1) * lam * top ** float(depth - 2))
        eps = np.abs(alpha - limit) * draw.choice([0.5, 1 - 1e-14, 1 + 1e-14, 1 + 1e-15, 2.0], count)
        found = module.float_cases(depth, lam, alpha, eta, eps)
        columns = found.columns
        growth = 1 + np.maximum((depth - 1) * eta * lam, 0) * columns[TOP] ** float(max(depth - 2, 0))
        assert (columns[GROW] >= growth**16).all()
        assert (columns[DRIFT] >= 16 * growth**32 * (columns[LOCAL_ERROR] + columns[LOCAL_ERROR_F])).all()
        kinds = set()
        with working_precision(BITS):
            for i in range(count):
                exact_lam, start, size, accuracy = (Fraction(float(column[i])) for column in (lam, alpha, eta, eps))
                root, start_ball = descent_limit(depth, to_ball(exact_lam, BITS)), to_ball(start, BITS)
                within = abs(start_ball - root) <= to_ball(accuracy, BITS)
                assert within or not found.immediate[i], "immediate, but α is not within ε of L"
                if found.monotone[i]:
                    assert not within, "T = 0 goes through the loops"
                    assert arb(columns[TOP, i]) >= start_ball.max(root)
                    assert least_slope(depth, exact_lam, to_ball(size, BITS), arb(columns[TOP, i])) >= 0
                    assert columns[SIGN, i] * (columns[NEAR, i] - columns[FAR, i]) <= 0
                kinds.add(
                    (bool(load[i] < 1 - 1e-8), bool(eps[i] < 0.9 * abs(alpha[i] - limit[i])), bool(found.monotone[i]))
                )
        assert (True, True, False) not in kinds, "a case within the argument is left out"
        assert (True, True, True) in kinds
    one = np.ones(1)
    outside = [
        (1, -1.0, 0.5, 0.1),
        (257, 1.0, 0.5, 1e-4),
        (2, 1.0, 1e-100, 0.1),
        (2, 1.0, 0.5, 1e-100),
        (2, 1e-100, 0.5, 0.1),
    ]
    for depth, lam_, alpha_, eta_ in outside:
        assert not module.float_cases(depth, lam_ * one, alpha_ * one, eta_ * one, 0.01 * one).monotone[0]
    # λ < 0 at depth 1, though all states up to the target are positive: a step then rounds by |λ|, not by d
    row = (Fraction(-1), Fraction(1, 2), Fraction(1, 10), Fraction(6, 5))
    assert not module.exact_cases(1, [row], double=False).monotone[0]
    for depth, lam_, alpha_, eta_ in [
        (1, 1.0, 0.5, 0.1),
        (256, 1.0, 0.9, 1e-4),
        (2, 1.0, 1e-30, 0.1),
        (2, 0.0, 0.5, 0.1),
    ]:
        assert module.float_cases(depth, lam_ * one, alpha_ * one, eta_ * one, 0.01 * one).monotone[0]


def test_the_columns_pass() -> None:
    check_covered()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("np.maximum(alpha, limit + limit_error)", "limit + limit_error"),
        ("np.maximum(alpha, limit + limit_error)", "alpha"),
        ("(sign * (alpha - near) < 0) & ", ""),
        ("immediate = sign * (alpha - far) >= 0", "immediate = sign * (alpha - near) >= 0"),
        ("(depth - 1) * lam * eta, (2 * depth - 1) * eta", "(depth - 1) * lam * eta, (2 * depth - 2) * eta"),
        ("(depth - 1) * lam * eta, (2", "depth * lam * eta, (2"),
        ("-slope <= 1.0 - depth * 2.0**-46", "-slope <= 1.0 + 2.0**-34"),
        ("for factor in (_TIGHT, _WIDE):", "for factor in (_WIDE,):"),
        ("float_power(growth, BLOCK) * ROUND_UP", "growth"),
        ("columns[GROW] ** 2 * (columns[LOCAL_ERROR]", "(columns[LOCAL_ERROR]"),
        ("        in_range &= lam >= 0", "        pass"),
        (" & (depth <= DEEPEST)", ""),
        ("(depth * np.log2(smallest) > -_RANGE) &", ""),
        (
            "in_range &= (np.abs(np.log2(eta)) < _RANGE) & ((lam == 0) | (np.abs(np.log2(np.abs(lam))) < _RANGE))",
            "pass",
        ),
    ],
)
def test_a_fault_in_the_columns_is_noticed(old: str, new: str) -> None:
    faulty = changed(scalar_radius, (old, new))
    with pytest.raises(AssertionError):
        check_covered(faulty)
