"""What the campaign tests share: running a stretch of a campaign, and replaying what it refuted."""

from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction

import pytest

from numerics.exact.verdict import Verdict
from reports.campaigns import CAMPAIGNS
from reports.engine.campaign import CampaignResult, Witness, replay, run_campaign
from reports.engine.witness import parse_witness

Run = Callable[..., CampaignResult]
Refute = Callable[..., Witness]


@pytest.fixture(scope="session")
def stretch() -> Run:
    """Run ``cases`` cases of a campaign; keyword arguments are multipliers of its constants."""

    def run(id: str, cases: int, seed: int = 0, **scales: str) -> CampaignResult:
        return run_campaign(CAMPAIGNS[id], cases, seed, {name: Fraction(factor) for name, factor in scales.items()})

    return run


@pytest.fixture(scope="session")
def refuted(stretch: Run) -> Refute:
    """Run a mutated campaign, assert that it is refuted and that the witness replays from its JSON text alone."""

    def run(id: str, cases: int, seed: int = 0, **scales: str) -> Witness:
        result = stretch(id, cases, seed, **scales)
        assert result.verdict is Verdict.REFUTED, f"{id} survives {scales} on {result.cases} cases"
        assert result.witness is not None
        text = json.dumps(result.witness.as_json())
        witness = parse_witness(json.loads(text), "witness")
        again = replay(CAMPAIGNS[id], witness)
        assert again.verdict is Verdict.REFUTED
        assert again.claim == witness.claim
        assert dict(again.details) == dict(witness.details)
        return witness

    return run
