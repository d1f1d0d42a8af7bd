"""Every statement has a campaign and a page, or says openly that it has none; constants reach the formulas."""

from __future__ import annotations

import pytest
import sympy as sp

from reports.campaigns import CAMPAIGNS
from reports.pages.index.page import NONE_YET, PAGE_OF, PAGES
from theory.language.definitions import resolve
from theory.language.registry import STATEMENTS, statement
from theory.language.statement import TAGS, Statement

#: Statements that openly have no campaign, no page: none at present.
WITHOUT_CAMPAIGN: set[str] = set()
WITHOUT_PAGE: set[str] = set()


def test_every_statement_has_a_campaign_or_says_so() -> None:
    assert {record.id for record in STATEMENTS} - set(CAMPAIGNS) == WITHOUT_CAMPAIGN


def test_every_campaign_belongs_to_a_statement_and_names_its_evidence() -> None:
    for id, campaign in CAMPAIGNS.items():
        assert campaign.statement == id == statement(id).id
        assert len(campaign.evidence) > 20
        assert campaign.default_cases >= 100


def test_every_statement_has_a_page_or_says_so() -> None:
    assert {record.id for record in STATEMENTS} - set(PAGE_OF) == WITHOUT_PAGE
    assert set(PAGE_OF.values()) <= set(PAGES)
    assert NONE_YET.strip()


def test_ids_are_unique_whatever_their_case() -> None:
    ids = [record.id.lower() for record in STATEMENTS]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("record", STATEMENTS, ids=lambda record: record.id)
def test_a_statement_is_complete(record: Statement) -> None:
    assert record.tag in TAGS
    assert record.hypotheses
    assert record.claims
    assert all(claim.tag in TAGS for claim in record.claims)
    names = [claim.name for claim in record.claims] + [hypothesis.name for hypothesis in record.hypotheses]
    assert len(set(names)) == len(names)
    assert {other.id for other in STATEMENTS} >= set(record.depends_on)
    # it shows itself as text and as LaTeX, without the multipliers of mutations
    assert record.id in str(record)
    assert "q_" not in record.latex()
    assert "q_" not in str(record)


@pytest.mark.parametrize("record", [r for r in STATEMENTS if r.constants], ids=lambda record: record.id)
def test_the_constants_of_a_statement_stand_in_its_formulas(record: Statement) -> None:
    """The multiplier of a constant occurs in a hypothesis or claim once the names in it are resolved."""
    relations = [entry.relation for entry in (*record.hypotheses, *record.claims)]
    symbols: set[sp.Symbol] = set()
    for relation in relations:
        symbols |= relation.free_symbols | resolve(relation, 4).free_symbols
    assert {constant.symbol for constant in record.constants} <= symbols
