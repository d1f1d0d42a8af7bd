"""What ``dmf bound sharp-law`` answers beyond its claims: the closed law and T itself."""

from __future__ import annotations

from fractions import Fraction

import pytest

from numerics.orbits.hitting_time import hitting_time
from reports.engine.bound import bound
from theory import statement
from theory.language.symbols import N, alpha, eps, eta, lam

VALUES = {N: 3, lam: 1, alpha: "1/10", eta: "1/100", eps: "1/1000"}


def test_the_law_is_the_count() -> None:
    found = bound(statement("sharp-law"), VALUES)
    true = hitting_time(3, 1, "1/10", "1/100", "1/1000", by_law=False).iterations
    assert found["law"] == {"lower": true, "upper": true}
    assert true is not None
    assert Fraction(found["lower"]) <= true <= found["upper_iterations"]
    assert true - 1 < Fraction(found["closed"]["upper"])
    assert Fraction(found["closed"]["lower"]) <= true
    assert Fraction(found["closed"]["upper"]) - Fraction(found["closed"]["lower"]) < Fraction(1, 10)


def test_where_the_closed_law_has_no_value() -> None:
    far = VALUES | {N: 8, lam: -1, alpha: 2, eta: "1/250000", eps: "1"}
    found = bound(statement("sharp-law"), far)
    assert found["closed"] is None
    assert found["law"]["lower"] == hitting_time(8, -1, 2, "1/250000", 1, by_law=False).iterations


def test_a_step_too_large_is_refused() -> None:
    with pytest.raises(ValueError, match="step = 1/2: breaks step_size of sharp-law"):
        bound(statement("sharp-law"), VALUES | {eta: "1/2"})
