"""Hypothesis profiles: ``dev`` (default), ``ci`` (when CI=true), ``nightly``; HYPOTHESIS_PROFILE selects one by name.

One example carries a batch of cases, so a few examples are many cases. ``Phase.explain`` is left out: it
re-runs an example many times to explain a number, which says nothing here.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, settings

from numerics.claims.batch_times import known_times
from numerics.claims.case import plain_case
from numerics.claims.hitting import pair_time

_COMMON = {
    "deadline": None,
    "phases": (Phase.explicit, Phase.reuse, Phase.generate, Phase.target, Phase.shrink),
    "suppress_health_check": (HealthCheck.too_slow,),
}

# ``derandomize`` is always given: without it Hypothesis would derandomise every profile where it sees CI set.
settings.register_profile("dev", max_examples=10, derandomize=False, **_COMMON)
settings.register_profile("ci", max_examples=20, derandomize=True, **_COMMON)
settings.register_profile("nightly", max_examples=10_000, derandomize=False, **_COMMON)

_BY_DEFAULT = "ci" if os.environ.get("CI", "").lower() == "true" else "dev"
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", _BY_DEFAULT))


@pytest.fixture(autouse=True)
def nothing_known(request: pytest.FixtureRequest) -> Iterator[None]:
    """Give a test that plants a fault no orbits and times that were found without it, and leave none of its own."""
    found = (plain_case, known_times, pair_time) if "monkeypatch" in request.fixturenames else ()
    clears = [one.cache_clear for one in found]
    for clear in clears:
        clear()
    yield
    for clear in clears:
        clear()
