"""Hypothesis profiles: ``dev`` (default), ``ci`` (when CI=true), ``nightly``; HYPOTHESIS_PROFILE selects one by name.

One example carries a batch of cases, so a few examples are many cases. ``Phase.explain`` is left out: it
re-runs an example many times to explain a number, which says nothing here.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, Phase, settings

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
