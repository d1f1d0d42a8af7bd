"""Parameters near a witness: what is found there is a witness of its own, and nothing is found where all is true."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from numerics.claims.decide import Outcome
from numerics.exact.verdict import Verdict
from reports.engine import nearby
from reports.engine.frontier import at_depth, frontier_by_sampling
from reports.engine.nearby import refuted_near
from reports.engine.witness import Witness, replay
from theory import statement

ORDER = statement("lemma-3.4").only("descent")
#: Two eigenvalues close to each other, a small start, a step of 3.25 times its bound: the orders change.
FAR = Witness(
    ORDER.id,
    "descent",
    {"step": "13/4"},
    {"depth": 2, "eigenvalue": "1", "second_eigenvalue": "487/486", "alpha": "1/23", "step": "61/76"},
    {},
)


#: The same from a start above two negative eigenvalues.
ABOVE = replace(
    FAR,
    scale={"step": "4"},
    parameters={"depth": 2, "eigenvalue": "-1", "second_eigenvalue": "-1/2", "alpha": "3/2", "step": "3/8"},
)


def test_a_witness_nearby_replays_at_its_own_factor() -> None:
    near = refuted_near(ORDER, ABOVE, {"step": Fraction(3)}, 0)
    assert near is not None
    assert near.scales == {"step": 3}
    assert replay(ORDER, near).verdict is Verdict.REFUTED


def test_a_witness_is_carried_over_to_another_depth() -> None:
    near = refuted_near(at_depth(ORDER, 3), FAR, FAR.scales, 0, depth=3)
    assert near is not None
    assert near.parameters["depth"] == 3
    assert replay(at_depth(ORDER, 3), near).verdict is Verdict.REFUTED


def test_nothing_is_found_where_the_statement_holds() -> None:
    assert refuted_near(ORDER, FAR, {"step": Fraction(1)}, 0) is None


def test_what_is_left_open_nearby_is_no_witness(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nearby, "TRIES", 3)
    monkeypatch.setattr(nearby, "decide_claim", lambda claim, case: Outcome(Verdict.UNDECIDED, claim.name))
    assert refuted_near(ORDER, ABOVE, {"step": Fraction(3)}, 0) is None


def test_a_frontier_starts_from_what_is_known() -> None:
    (constant,) = ORDER.constants
    (alone,) = frontier_by_sampling(ORDER, constant, 0, 6, 3)
    (led,) = frontier_by_sampling(ORDER, constant, 0, 6, 3, starts=[FAR])
    assert led.smallest_refuted is not None
    assert led.smallest_refuted < Fraction(7, 2)
    assert alone.smallest_refuted is None or led.smallest_refuted < alone.smallest_refuted
