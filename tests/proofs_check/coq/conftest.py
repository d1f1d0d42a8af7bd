"""Tests that ask Coq: only with --coq, which says that it is there."""

from __future__ import annotations

import pytest

from proofs_check.coq import toolchain


@pytest.fixture
def coq(request: pytest.FixtureRequest) -> None:
    """Skip the test without --coq; with it a missing Coq is a failure."""
    if not request.config.getoption("--coq"):
        pytest.skip("asks Coq: pytest tests/proofs_check/coq --coq")
    toolchain.require()
