"""Campaigns of the perturbed start: upheld as stated, refuted as mutated, every witness from its exact parameters."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from numerics.bounds.pair_count import root_ball
from numerics.bounds.rapidity_law import sharp_bound
from numerics.cases.pair import PerturbedCase, draw_perturbed
from numerics.exact.verdict import Verdict
from numerics.orbits.pair_hitting_time import hitting_times_perturbed
from reports.campaigns.perturbed import (
    CAMPAIGN,
    PERTURBED_CAMPAIGNS,
    SHARP_CAMPAIGN,
    check,
    factor_cases,
    theorem_bound,
)
from reports.campaigns.perturbed_lemmas import BELOW
from reports.engine.campaign import Campaign, CampaignResult, run_campaign
from theory.records_perturbed import PERTURBED_STATEMENTS, THEOREM_1_3

BY_ID = {campaign.statement: campaign for campaign in PERTURBED_CAMPAIGNS}
#: Cases that take about a second.
SMALL = {"lemma-2.8": 15, "lemma-2.9": 300, "lemma-D.1": 100, "remark-1.4": 40, "1.3": 300, "1.3-sharp": 60}

#: Mutations that make a statement false, each with enough cases to find out.
MUTATIONS = [
    ("lemma-2.8", {"rate": "1.001"}, 5),
    ("lemma-2.9", {"rate": "1.001"}, 5),
    ("lemma-2.9", {"rate_lower": "0.999"}, 5),
    ("remark-2.10", {"upper": "0.999"}, 10),
    ("remark-2.10", {"step": "60"}, 40),
    ("lemma-2.11", {"upper": "0.9"}, 60),
    ("lemma-2.12", {"step": "30"}, 60),
    ("lemma-D.1", {"step": "1.1"}, 200),
    ("lemma-D.2", {"lower": "1.001"}, 40),
    ("lemma-D.2", {"step": "80"}, 30),
    ("lemma-D.3", {"upper": "0.999"}, 20),
    ("lemma-D.3", {"step": "8"}, 30),
    ("remark-1.4", {"lower": "1.05"}, 40),
    ("remark-1.4", {"upper": "0.89"}, 40),
    ("1.3", {"upper": "0.95"}, 300),
    ("1.3", {"error": "0.5"}, 300),
    ("1.3", {"step": "60"}, 60),
    ("1.3-sharp", {"upper": "0.999"}, 60),
    ("1.3-sharp", {"step": "3"}, 60),
]


def run(id: str, cases: int, scales: Mapping[str, str] | None = None, seed: int = 4) -> CampaignResult:
    return run_campaign(BY_ID[id], cases, seed, {name: Fraction(factor) for name, factor in (scales or {}).items()})


def test_every_statement_has_a_campaign() -> None:
    assert {record.id for record in PERTURBED_STATEMENTS} == set(BY_ID)


@pytest.mark.parametrize("id", list(BY_ID))
def test_upheld_as_stated(id: str) -> None:
    result = run(id, SMALL.get(id, 40))
    assert result.verdict is Verdict.UPHELD
    assert result.undecided == 0
    assert result.decided == SMALL.get(id, 40)


@pytest.mark.parametrize(("id", "scales", "cases"), MUTATIONS, ids=lambda value: str(value))
def test_mutations_are_refuted_with_a_witness(id: str, scales: dict[str, str], cases: int) -> None:
    result = run(id, cases, scales)
    assert result.verdict is Verdict.REFUTED
    witness = result.witness
    assert witness is not None
    assert witness.scale == {name: str(Fraction(factor)) for name, factor in scales.items()}
    factors = {name: Fraction(factor) for name, factor in scales.items()}
    again = BY_ID[id].check(witness.parameters, factors)
    assert again.verdict is Verdict.REFUTED
    assert again.claim == witness.claim
    record = next(record for record in PERTURBED_STATEMENTS if record.id == id)
    assert witness.claim in {claim.name for claim in record.claims}
    if "step" not in scales:
        plain = BY_ID[id].check(witness.parameters, {})
        assert plain.verdict is Verdict.UPHELD, "the witness refutes the mutation, not the statement"


def test_every_constant_is_mutated() -> None:
    mutated = {(id, name) for id, scales, _ in MUTATIONS for name in scales}
    for record in PERTURBED_STATEMENTS:
        for constant in record.constants:
            sharp_at_a_point = (record.id, constant.name) == ("lemma-D.2", "upper")
            assert (record.id, constant.name) in mutated or sharp_at_a_point


def test_bound_cL_of_lemma_D_2_is_reached_at_depth_2() -> None:
    """β = (c−1)α and α = cL: p₂(0) = cL up to the distance kept from both edges."""
    excess = Fraction(float(root_ball(2))) - 1
    alpha, close = 1 + excess, 1 - Fraction(1, 10**6)
    scale, beta = alpha * close, excess * alpha * close**2
    case = PerturbedCase(2, Fraction(1), scale, beta, Fraction(1, 200), Fraction(1, 9))
    assert BELOW.check(case.as_json(), {}).verdict is Verdict.UPHELD
    verdict = BELOW.check(case.as_json(), {"upper": Fraction(999, 1000)})
    assert verdict.verdict is Verdict.REFUTED
    assert verdict.claim == "second_bounded"


def test_the_sharp_count_is_sharp_where_the_published_form_is_not() -> None:
    """λ < 0: median of bound/truth for the same accuracy on the product, before and after."""
    cases = factor_cases(400, seed=6)
    cases = cases.take(np.flatnonzero((cases.lam < 0) & (cases.depth < 6))[:60])
    before, after = [], []
    for case in cases:
        verdict = check(THEOREM_1_3, theorem_bound, case.as_json(), {})
        assert verdict.verdict is Verdict.UPHELD
        if verdict.ratio is not None:
            before.append(verdict.ratio)
    cases = draw_perturbed(200, seed=6, regime="negative", depths=(2, 3, 4, 5), length=3000.0)
    times = hitting_times_perturbed(cases)
    for row, case in enumerate(cases):
        bound = sharp_bound(case)
        if bound is not None and times.lower[row] > 0:
            assert bound.value > int(times.upper[row])
            after.append(float(bound.value) / times.upper[row])
    assert np.median(before) > 15
    assert np.median(after) < 1.01


@pytest.mark.parametrize("campaign", [CAMPAIGN, SHARP_CAMPAIGN], ids=lambda campaign: campaign.statement)
def test_draws_are_prefix_stable(campaign: Campaign) -> None:
    assert list(campaign.draw(12, 7)) == list(campaign.draw(30, 7))[:12]


def test_a_broken_hypothesis_is_not_decided() -> None:
    parameters = {**CAMPAIGN.draw(1, 0)[0], "step": "1000"}
    with pytest.raises(ValueError, match=r"breaks step_size of 1\.3"):
        CAMPAIGN.check(parameters, {})
    with pytest.raises(ValueError, match="lack 'beta'"):
        CAMPAIGN.check({name: value for name, value in parameters.items() if name != "beta"}, {})


@settings(max_examples=4)
@given(seed=st.integers(0, 2**32))
def test_batches_agree_with_single_checks(seed: int) -> None:
    assert CAMPAIGN.batch is not None
    outcome = CAMPAIGN.batch(0, 40, seed, {})
    assert outcome.refuted == outcome.undecided == 0
    for parameters in CAMPAIGN.draw(40, seed)[:2]:
        assert CAMPAIGN.check(parameters, {}).verdict is Verdict.UPHELD
