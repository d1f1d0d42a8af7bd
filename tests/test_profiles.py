"""The Hypothesis profiles are what their names promise, and the environment selects them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

CONFTEST = Path(__file__).with_name("conftest.py")


@pytest.mark.parametrize(
    ("environment", "derandomised", "examples"),
    [
        ({}, False, 10),
        ({"CI": "true"}, True, 20),
        ({"CI": "true", "HYPOTHESIS_PROFILE": "nightly"}, False, 10_000),
    ],
)
def test_the_environment_selects_the_profile(environment: dict[str, str], derandomised: bool, examples: int) -> None:
    code = (
        f"import runpy; runpy.run_path({str(CONFTEST)!r});"
        "from hypothesis import settings; print(settings().derandomize, settings().max_examples)"
    )
    clean = {name: value for name, value in os.environ.items() if name not in ("CI", "HYPOTHESIS_PROFILE")}
    run = subprocess.run(
        [sys.executable, "-c", code], env=clean | environment, capture_output=True, text=True, check=True
    )
    assert run.stdout.split() == [str(derandomised), str(examples)]


def test_a_profile_of_ours_is_active() -> None:
    assert settings().deadline is None
    assert settings.get_profile("nightly").max_examples >= 10_000
