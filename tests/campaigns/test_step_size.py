"""Lemma 2.2, its sharp form, Remark 2.3 and Lemma B.1: where exactly they begin to fail."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from numerics.exact.numbers import exact
from numerics.exact.verdict import Verdict
from reports.campaigns import CAMPAIGNS


def decide(id: str, **parameters: Any) -> Any:
    scale = parameters.pop("scale", {})
    return CAMPAIGNS[id].check(parameters, {name: Fraction(factor) for name, factor in scale.items()})


# The published bound ----------------------------------------------------------------------------


@pytest.mark.parametrize("id", ["lemma-2.2", "remark-2.3"])
@pytest.mark.parametrize("depth", [2, 3, 5, 10])
def test_from_depth_two_on_the_bound_has_room_up_to_the_sharp_threshold(id: str, depth: int) -> None:
    """λ = 1 and a start just above L = 1: one-sided up to 1/N against the bound 1/(3N−2)."""
    room = Fraction(3 * depth - 2, depth)
    start = Fraction(1001, 1000)
    bound = Fraction(1, 3 * depth - 2) / start ** (2 * depth - 2)
    common = {"depth": depth, "eigenvalue": "1", "alpha": str(start), "accuracy": "1e-6", "scale": {"step": 4}}
    below, beyond = (str(bound * room * factor) for factor in (Fraction("0.999"), Fraction("1.02")))
    assert decide(id, step=below, **common).verdict is Verdict.UPHELD
    verdict = decide(id, step=beyond, **common)
    assert verdict.verdict is Verdict.REFUTED
    assert verdict.claim == {"lemma-2.2": "stays_between", "remark-2.3": "monotone"}[id]


@pytest.mark.parametrize("id", ["lemma-2.2", "remark-2.3"])
def test_at_depth_one_the_bound_is_sharp(id: str, refuted) -> None:
    assert refuted(id, 300, seed=2, step="1.0001").parameters["depth"] == 1


def test_a_step_of_twice_the_inverse_curvature_no_longer_brings_the_iterates_closer() -> None:
    """N = 1, η > 2, the bound mutated to allow it: passing L and moving away are both failures."""
    verdict = decide("lemma-2.2", depth=1, eigenvalue="1", alpha="1/2", step="5/2", accuracy="1/100", scale={"step": 3})
    assert verdict.verdict is Verdict.REFUTED


def test_the_error_at_depth_one_is_compared_exactly(monkeypatch: pytest.MonkeyPatch) -> None:
    """The identity |d(k)−λ| = (1−η)^k|α−λ| is refuted for any other orbit that still converges."""
    from numerics.orbits.scalar import exact_orbit
    from reports.campaigns import step_size

    monkeypatch.setattr(
        step_size, "exact_orbit", lambda depth, lam, alpha, eta: exact_orbit(depth, lam, alpha, eta * Fraction(9, 10))
    )
    verdict = decide("lemma-2.2", depth=1, eigenvalue="1", alpha="3", step="1/2", accuracy="1/100")
    assert (verdict.verdict, verdict.claim) == (Verdict.REFUTED, "linear")


# The sharp threshold ----------------------------------------------------------------------------

REGIMES = {
    "below_limit": {"depth": 3, "eigenvalue": "8", "alpha": "3/2"},
    "above_limit": {"depth": 3, "eigenvalue": "8", "alpha": "3"},
    "negative_eigenvalue": {"depth": 3, "eigenvalue": "-8", "alpha": "3/2"},
}
#: 1/(Nλ^{2−2/N}); 1/(α^{N−1}(α² + αL + L²)); 1/(α^{N−2}(α^N + |λ|)), each computed by hand.
THRESHOLDS = {
    "below_limit": Fraction(1, 48),
    "above_limit": Fraction(1, 9 * (9 + 6 + 4)),
    "negative_eigenvalue": 1 / (Fraction(3, 2) * (Fraction(27, 8) + 8)),
}


@pytest.mark.parametrize("claim", REGIMES)
@pytest.mark.parametrize("closeness", ["1e-3", "1e-6", "1e-9"])
def test_the_threshold_is_sharp_in_every_regime(claim: str, closeness: str) -> None:
    threshold, tiny = THRESHOLDS[claim], exact(closeness)
    below, beyond = str(threshold * (1 - tiny)), str(threshold * (1 + tiny))
    case = REGIMES[claim]
    assert "one_sided" in decide("lemma-2.2-sharp", step=below, **case).details
    assert "passes" in decide("lemma-2.2-sharp", step=beyond, **case).details
    # a threshold that is too high calls ``beyond`` one-sided, one that is too low says that ``below`` passes
    too_high, too_low = ({"step": str(1 + sign * 2 * tiny)} for sign in (1, -1))
    for step, scale in ((beyond, too_high), (below, too_low)):
        verdict = decide("lemma-2.2-sharp", step=step, scale=scale, **case)
        assert (verdict.verdict, verdict.claim) == (Verdict.REFUTED, claim)


def test_at_the_threshold_itself_the_approach_is_one_sided() -> None:
    for claim, case in REGIMES.items():
        verdict = decide("lemma-2.2-sharp", step=str(THRESHOLDS[claim]), **case)
        assert verdict.verdict is Verdict.UPHELD
        assert set(verdict.details) <= {"one_sided", "lands_on_limit"}


def test_the_exception_of_the_note_is_real() -> None:
    """N = 2, λ = 1, α = 1/2, η = 4/3, beyond the threshold 1/2: d(1) = 1 = L exactly, and nothing passes."""
    verdict = decide("lemma-2.2-sharp", depth=2, eigenvalue="1", alpha="1/2", step="4/3")
    assert verdict.verdict is Verdict.UPHELD
    assert verdict.details == {"lands_on_limit": "1"}
    # a step size nearby does pass
    assert "passes" in decide("lemma-2.2-sharp", depth=2, eigenvalue="1", alpha="1/2", step="1.3333").details


@pytest.mark.parametrize("claim", REGIMES)
def test_every_regime_is_among_the_refuted_cases_of_the_mutated_campaign(claim: str) -> None:
    campaign = CAMPAIGNS["lemma-2.2-sharp"]
    for factor in ("1.001", "0.999"):
        verdicts = [campaign.check(case, {"step": Fraction(factor)}) for case in campaign.draw(150, 4)]
        assert claim in {verdict.claim for verdict in verdicts if verdict.verdict is Verdict.REFUTED}


# Lemma B.1 --------------------------------------------------------------------------------------


def test_depth_one_really_diverges() -> None:
    verdict = decide("lemma-B.1", depth=1, eigenvalue="2", alpha="1", step="2.001")
    assert verdict.details == {"factor": "1001/1000"}


def test_an_orbit_really_leaves_an_unstable_limit() -> None:
    verdict = decide("lemma-B.1", depth=2, eigenvalue="1", alpha="1.000001", step="1.05")
    assert verdict.verdict is Verdict.UPHELD
    # |g'(L)| = |1 − 2ηλ| = 1.1: the distance doubles in about ln 2/ln 1.1 = 7.3 steps
    assert 6 <= int(verdict.details["doubled"]) <= 9


def test_below_the_instability_threshold_the_derivative_refutes() -> None:
    verdict = decide("lemma-B.1", depth=2, eigenvalue="1", alpha="1.000001", step="0.95", scale={"step": "0.9"})
    assert (verdict.verdict, verdict.claim) == (Verdict.REFUTED, "instability")


def test_the_growth_factor_is_attained_at_a_zero_eigenvalue() -> None:
    """N = 3, λ = 0, α = 1, η = 3: d(1) = 1 − 3 = −2, exactly the factor 3 − 1."""
    case = {"depth": 3, "eigenvalue": "0", "alpha": "1", "step": "3"}
    assert decide("lemma-B.1", **case).verdict is Verdict.UPHELD
    verdict = decide("lemma-B.1", scale={"lower": "1.000000001"}, **case)
    assert (verdict.verdict, verdict.claim) == (Verdict.REFUTED, "growth")


def test_all_three_parts_of_the_lemma_are_drawn() -> None:
    parts = {frozenset(CAMPAIGNS["lemma-B.1"].check(case, {}).details) for case in CAMPAIGNS["lemma-B.1"].draw(60, 0)}
    assert parts == {frozenset({"factor"}), frozenset({"slope", "doubled"}), frozenset({"size"})}
