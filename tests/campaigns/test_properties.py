"""Every statement holds on every case drawn inside its hypotheses, and nearly every case is decided.

An example is a seed and a number of cases. Draws are prefix-stable, so Hypothesis shrinks the number to the
first case that fails, and the message shows its witness.
"""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.campaigns import CAMPAIGNS

#: The most cases of one example, by what a case costs.
CASES = {
    "lemma-2.1": 40,
    "lemma-2.2": 120,
    "lemma-2.2-sharp": 120,
    "remark-2.3": 120,
    "lemma-B.1": 40,
    "lemma-2.5": 10,
    "remark-2.6": 10,
    "lemma-2.7": 40,
    "lemma-3.4": 80,
    "2.4": 2000,
    "1.1": 8,
    "remark-1.2": 20,
    "lemma-E.1": 40,
}

#: The largest share of cases that may stay undecided.
UNDECIDED_SHARE = 0.05

seeds = st.integers(0, 2**32 - 1)


@pytest.mark.parametrize("id", CAMPAIGNS)
def test_the_statement_holds_on_every_case(id: str, stretch) -> None:
    @given(seed=seeds, cases=st.integers(1, CASES.get(id, 20)))
    def holds(seed: int, cases: int) -> None:
        result = stretch(id, cases, seed)
        witness = result.witness.as_json() if result.witness else None
        assert result.refuted == 0, json.dumps(witness, ensure_ascii=False)
        assert result.undecided <= 1 + UNDECIDED_SHARE * cases

    holds()


@pytest.mark.parametrize("id", CAMPAIGNS)
def test_a_campaign_decides_nearly_every_case(id: str, stretch) -> None:
    cases = 3 * CASES.get(id, 20)
    result = stretch(id, cases, seed=20)
    assert result.cases == cases
    assert result.decided >= (1 - UNDECIDED_SHARE) * cases


@pytest.mark.parametrize("id", CAMPAIGNS)
def test_draws_are_prefix_stable_exact_and_plain(id: str) -> None:
    draw = CAMPAIGNS[id].draw
    longer = list(draw(40, 7))
    assert list(draw(15, 7)) == longer[:15]
    assert list(draw(15, 8)) != longer[:15]
    assert json.loads(json.dumps(longer)) == longer
    # nothing that JSON would have to round: integers, texts and lists of texts
    assert not any(isinstance(value, float) for case in longer for value in case.values())


@pytest.mark.parametrize("id", CASES)
def test_draws_cover_the_depths_of_the_statement(id: str) -> None:
    depths = {case["depth"] for case in CAMPAIGNS[id].draw(600, 3) if "depth" in case}
    least = {"lemma-2.2-sharp": 2, "remark-2.6": 2, "2.4": 2, "1.1": 2, "remark-1.2": 3, "lemma-E.1": 3}.get(id, 1)
    assert depths == set(range(least, 11))
