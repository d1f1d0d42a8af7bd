"""Every registered statement on drawn cases: ``pytest tests/reports/deep_factorization -k 2.4 --cases 5000 --seed 3``.

Without ``--cases`` the Hypothesis profile sets the size (HYPOTHESIS_PROFILE: dev, ci, nightly). A refutation fails with
the shrunk counterexample and what ``dmf replay`` needs.
"""

from __future__ import annotations

import pytest
from hypothesis import settings

from reports.engine.verify import verify
from reports.testing import check, told
from theory import STATEMENTS
from theory.language.statement import Statement

#: Cases from which on 9 of 10 have to be decided; among fewer that share is left to chance.
MANY = 400


@pytest.mark.parametrize("record", STATEMENTS, ids=lambda record: record.id)
def test_statement_is_upheld(record: Statement, request: pytest.FixtureRequest) -> None:
    # every claim is aimed at in turn, so a few cases for each are the least that says anything
    least = max(settings().max_examples, 4 * len(record.claims))
    cases, seed = request.config.getoption("--cases") or least, request.config.getoption("campaign_seed")
    if cases >= MANY:
        check(record, cases, seed)
        return
    result = verify(record, cases, seed)
    assert not result.refuted, told(record, result, seed)
    assert all(claim.decided for claim in result.claims), told(record, result, seed)
