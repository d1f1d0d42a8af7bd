"""One largest depth for the command line, witness files and calls; what the rounding proofs cover reaches as far."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from numerics.compiled.scalar_radius import DEEPEST
from numerics.exact.numbers import LARGEST_DECIMAL_EXPONENT
from numerics.orbits import parameters
from reports.engine.bound import bound
from reports.engine.limits import LARGEST_DEPTH, LARGEST_NUMBER, require_depth
from reports.engine.witness import Witness, replay
from theory import statement
from theory.language.symbols import N, alpha, eps, eta, lam

README = Path(__file__).parents[3] / "README.md"


def test_every_way_in_has_the_same_largest_depth(dmf: Callable[..., Result]) -> None:
    refused = f"depth = {LARGEST_DEPTH + 1}: at most {LARGEST_DEPTH} is supported"
    require_depth(LARGEST_DEPTH)
    for record in (statement("2.4"), statement("remark-1.4")):
        given = {N: LARGEST_DEPTH + 1, lam: 1, alpha: "1/2", eta: "1/999", eps: "1/100"}
        with pytest.raises(ValueError, match=refused):
            bound(record, given)
    assert bound(statement("remark-1.4"), {N: LARGEST_DEPTH})["statement"] == "remark-1.4"
    for depth in (LARGEST_DEPTH + 1, str(LARGEST_DEPTH + 1), f"{LARGEST_DEPTH + 1}/1"):
        with pytest.raises(ValueError, match=refused):
            replay(statement("remark-1.4"), Witness("remark-1.4", "lower", {}, {"depth": depth}, {}))
    result = dmf("bound", "remark-1.4", "--depth", str(LARGEST_DEPTH + 1))
    assert (result.exit_code, refused in result.stderr) == (2, True)


def test_the_limit_is_documented_and_within_what_is_proved(dmf: Callable[..., Result]) -> None:
    assert f"the depth is at most {LARGEST_DEPTH}" in README.read_text()
    for command in ("bound", "hit"):
        assert f"Number N of factors, at most {LARGEST_DEPTH}." in " ".join(dmf(command, "--help").stdout.split())
    assert LARGEST_DEPTH == parameters.LARGEST_DEPTH <= DEEPEST
    assert LARGEST_NUMBER == LARGEST_DECIMAL_EXPONENT
