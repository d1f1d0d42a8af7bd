"""Mutation tests: every named constant is scaled until the statement is false, and the campaign must notice.

Each refutation comes with a witness that replays from its JSON text alone (fixture ``refuted``). The other way
round, a mutation that only weakens a statement must survive: the campaigns do not refute what is true.
"""

from __future__ import annotations

from fractions import Fraction

import pytest

from reports.campaigns import CAMPAIGNS
from reports.engine.campaign import read_scales
from theory.language.registry import STATEMENTS, statement
from theory.records_perturbed import PERTURBED_STATEMENTS

#: statement, constant, factor that makes it false, cases. Factors are as close to 1 as the campaign sees
#: on that many cases; where one is far from 1, the statement itself has that much room.
FALSE = [
    ("lemma-2.2", "step", "1.001", 300),  # depth 1, where the bound is sharp
    ("remark-2.3", "step", "1.001", 300),
    ("lemma-2.2-sharp", "step", "1.000001", 200),
    ("lemma-2.2-sharp", "step", "0.999999", 200),
    ("lemma-B.1", "step", "0.999", 100),
    ("lemma-B.1", "lower", "1.000001", 200),
    ("lemma-2.7", "upper", "0.9999", 300),
    ("lemma-2.7", "lower", "1.0001", 300),
    ("lemma-3.4", "step", "2.05", 400),
    ("2.4", "upper", "0.99", 2000),
    ("2.4", "lower", "1.01", 4000),
    ("2.4", "K", "0.2", 3000),
    ("2.4", "rate", "1.01", 2000),
    ("2.4", "rate_lower", "0.99", 2000),
    ("2.4", "inflection", "1.9", 3000),
    ("2.4", "step", "3", 1000),
    ("1.1", "error", "0.97", 150),
    ("1.1", "upper", "0.97", 150),
    ("remark-1.2", "upper", "0.999", 60),
    ("remark-1.2", "lower", "1.01", 100),
    ("lemma-E.1", "upper", "1.000001", 60),
    ("lemma-E.1", "lower", "0.999999", 60),
]

#: Constants that no positive factor makes false as far as the campaigns see: slack in the statement itself.
SLACK = [
    ("2.4", "offset", "0.000001", 2000),  # the lower bound of case 4 need not give away an iteration
]

#: Mutations that weaken the statement: nothing may be refuted.
WEAKER = [
    ("lemma-2.2", "step", "0.9", 200),
    ("lemma-B.1", "step", "1.1", 100),
    ("lemma-B.1", "lower", "0.9", 100),
    ("lemma-2.7", "upper", "1.01", 100),
    ("lemma-2.7", "lower", "0.9", 100),
    ("2.4", "upper", "1.1", 1000),
    ("2.4", "lower", "0.9", 1000),
    ("1.1", "error", "1.1", 20),
    ("remark-1.2", "lower", "0.9", 40),
    ("lemma-E.1", "lower", "1.1", 40),
]


@pytest.mark.parametrize(("id", "constant", "factor", "cases"), FALSE)
def test_a_false_mutation_is_refuted(id: str, constant: str, factor: str, cases: int, refuted) -> None:
    witness = refuted(id, cases, seed=1, **{constant: factor})
    assert witness.claim in {claim.name for claim in statement(id).claims}


@pytest.mark.parametrize(("id", "constant", "factor", "cases"), WEAKER + SLACK)
def test_a_weaker_statement_survives(id: str, constant: str, factor: str, cases: int, stretch) -> None:
    result = stretch(id, cases, seed=1, **{constant: factor})
    assert result.refuted == 0
    assert result.decided >= 0.9 * cases


def test_every_constant_of_the_identical_start_is_mutated_here() -> None:
    """The statements on the perturbed start have the same test beside their own mutations."""
    mutated = {(id, constant) for id, constant, _, _ in FALSE + SLACK}
    identical = [record for record in STATEMENTS if record not in PERTURBED_STATEMENTS]
    named = {(record.id, constant.name) for record in identical for constant in record.constants}
    assert mutated == named


def test_a_constant_a_statement_does_not_have_is_rejected() -> None:
    with pytest.raises(ValueError, match=r"--scale 'error=2'"):
        read_scales("2.4", ["error=2"])


def test_the_cheapest_witness_is_reported(stretch) -> None:
    """The witness of a stretch is the one with the shortest replay among the refuted cases."""
    result = stretch("2.4", 600, seed=1, upper="0.9")
    campaign = CAMPAIGNS["2.4"]
    costs = [
        verdict.cost
        for verdict in (campaign.check(case, {"upper": Fraction("0.9")}) for case in campaign.draw(40, 1))
        if verdict.verdict.name == "REFUTED"
    ]
    assert costs, "the first forty cases hold a counterexample"
    assert int(result.witness.details["iterations"]) <= min(costs)
