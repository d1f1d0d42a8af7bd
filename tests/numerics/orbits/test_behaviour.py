"""Beyond the hypotheses of Theorem 1.3: where it really breaks, with proofs at single points."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from numerics.cases.pair import PerturbedCase, root_values
from numerics.orbits.behaviour import (
    DIVERGES,
    MONOTONE,
    NAMES,
    OSCILLATES,
    OVERSHOOTS,
    SLOW,
    WRONG_LIMIT,
    certify_failure,
    classify_orbits,
    frontier_map,
    load_frontier,
)
from numerics.orbits.pair import exact_pair_orbit


def test_classes_on_known_orbits() -> None:
    one = np.ones(1)

    def of(lam: float, alpha: float, beta: float, eta: float, depth: int = 2, steps: int = 20_000) -> str:
        return NAMES[classify_orbits(depth, lam * one, alpha * one, beta * one, eta * one, steps)[0]]

    assert of(1, 0.5, 0.25, 0.05) == "monotone"
    assert of(1, 0.5, 0.25, 0.05, steps=20) == "slow"
    assert of(1, 0.5, 0.25, 0.7) == "overshoots"
    assert of(1, 0.5, 0.25, 1.1) == "oscillates"
    assert of(1, 0.5, 0.25, 9.0) == "diverges"
    assert of(1, 1.0, 2.5, 0.02, depth=3) == "wrong limit"


@pytest.mark.parametrize("depth", [2, 3, 5])
def test_c_is_an_artefact(depth: int) -> None:
    """Up to β = 1.9α nothing changes at (c−1)α or at α, for either sign, over all starts and two step sizes."""
    edge = float(root_values(np.array([depth]))[0])
    ratios = np.array([0.5 * edge, edge, 1.2 * edge, 1.0, 1.5, 1.9])
    loads = np.array([0.05, 0.5]) / depth
    for sign in (1, -1):
        grid = frontier_map(depth, sign, ratios, loads)
        assert grid.outcome.max() <= SLOW, [[NAMES[code] for code in row] for row in grid.outcome]


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize("depth", [2, 3, 6])
def test_convergence_ends_at_the_stability_limit(depth: int, sign: int) -> None:
    """ηM^{2N−2} = 2/N: there the limit of the orbit with α ≤ |λ|^{1/N} stops being stable, for p₁ = p₂."""
    found = load_frontier(depth, sign, 0.5, rounds=14)
    assert 1.9 < depth * found.largest < depth * found.smallest < 2.02
    assert found.failure in ("oscillates", "diverges")
    monotone = load_frontier(depth, sign, 0.5, worst=SLOW, rounds=14)
    assert 0.7 < depth * monotone.largest < 1.0
    assert monotone.failure == "overshoots"


def test_order_of_the_codes() -> None:
    assert MONOTONE < SLOW < OVERSHOOTS < WRONG_LIMIT < OSCILLATES < DIVERGES


@pytest.mark.parametrize(("depth", "beta"), [(2, 2), (3, 2), (4, 2), (3, "5/2"), (5, 3)])
def test_wrong_sign_is_proved_and_seen(depth: int, beta: object) -> None:
    case = PerturbedCase(depth, Fraction(1), Fraction(1), Fraction(beta), Fraction(1, 60), Fraction(1, 100))
    found = certify_failure(case)
    assert found is not None
    assert found.kind == "wrong sign"
    orbit = exact_pair_orbit(depth, case.lam, case.alpha, case.beta, case.eta)
    for _ in range(5):
        first, second = next(orbit)
        assert first * second ** (depth - 1) <= 0


def test_no_proof_where_the_flow_recovers() -> None:
    """β = 1.99α still converges, and for N = 2 so does β > 2α."""
    for beta in ("199/100", "5/2"):
        case = PerturbedCase(2, Fraction(1), Fraction(1), Fraction(beta), Fraction(1, 60), Fraction(1, 100))
        assert certify_failure(case) is None


@pytest.mark.parametrize(
    ("depth", "lam", "eta", "kind"),
    [(2, "1", "9", "rises"), (2, "1", "6/5", "away"), (2, "-1", "6/5", "away"), (4, "-1", "3/5", "late")],
)
def test_too_large_steps_are_refuted(depth: int, lam: str, eta: str, kind: str) -> None:
    case = PerturbedCase(depth, Fraction(lam), Fraction(1, 2), Fraction(1, 4), Fraction(eta), Fraction(1, 100))
    found = certify_failure(case, budget=600)
    assert found is not None
    assert found.kind == kind
    assert found.error > found.allowed


def test_nothing_is_refuted_inside_the_hypotheses() -> None:
    case = PerturbedCase(2, Fraction(1), Fraction(1, 2), Fraction(1, 4), Fraction(1, 50), Fraction(1, 100))
    assert certify_failure(case, budget=1000) is None
