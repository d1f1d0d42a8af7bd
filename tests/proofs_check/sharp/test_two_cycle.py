"""Every obligation behind the step ceiling is proved, a wrong constant is refuted, and none is lost unseen."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy as sp

from numerics.exact.verdict import Verdict
from proofs_check.sharp import two_cycle
from tests.fingerprint import fingerprint
from theory.language.symbols import N

#: What is compared, by the names of the obligations: changed together with the proof, after reading that again.
PROVED = {
    "equal heights": "61db0090",
    "drop": "b65f18b2",
    "mean": "1551c0f5",
    "ends": "02c9ea02",
    "arithmetic and geometric mean": "76dabbe6",
    "rate": "ee43a50a",
    "inflection": "c04b0006",
    "no crossing": "1a9b7720",
    "rate function, N = 2": "1ea142be",
    "rate function, N = 3": "07e9eee8",
    "rate function, N = 4": "9973e252",
    "P at L": "89cabf8e",
    "its slope": "577de881",
    "its margin": "e8cfb42a",
}


def test_every_obligation_is_proved() -> None:
    assert [o.name for o in two_cycle.obligations() if o.discharge().verdict is not Verdict.PROVED] == []


def test_the_obligations_are_those_that_were_read() -> None:
    assert {o.name: fingerprint(*o.compared()) for o in two_cycle.obligations()} == PROVED


@pytest.mark.parametrize(
    ("name", "value", "refuted"),
    [
        ("MOST", Fraction(57, 100), {"inflection"}),
        ("MOST", Fraction(62, 100), {"no crossing"}),
        ("_height", two_cycle._height * two_cycle.rho, {"equal heights", "drop"}),
        ("_A", (1 + two_cycle.rho**N) / 2, {"mean", "ends"}),
        ("_B", two_cycle._B + sp.Rational(1, 99), {"drop", "ends"}),
    ],
)
def test_a_wrong_constant_is_refuted(
    name: str, value: Fraction | sp.Expr, refuted: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(two_cycle, name, value)
    found = {o.name for o in two_cycle.obligations() if o.discharge().verdict is not Verdict.PROVED}
    assert found == refuted


@pytest.mark.parametrize("depth", [2, 3, 7])
@pytest.mark.parametrize("ratio", [sp.Rational(65, 64), sp.Integer(2), sp.Integer(40)])
def test_equal_heights_are_farther_apart_than_a_step_at_the_ceiling(depth: int, ratio: sp.Rational) -> None:
    low = two_cycle._height.subs({two_cycle.rho: ratio, N: depth}) ** sp.Rational(1, depth)
    high = ratio * low
    assert abs(sp.N(low ** (depth - 1) * (1 - low**depth) + high ** (depth - 1) * (1 - high**depth), 40)) < 1e-30
    assert sp.N(depth * (high - low) - 2 * low ** (depth - 1) * (1 - low**depth), 40) > 0
