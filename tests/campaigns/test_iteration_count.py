"""Theorem 2.4: the compiled batch against the exact check, every case of (24), and where the bounds break."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import numpy as np
import pytest

from numerics.bounds.scalar_count import classify
from numerics.cases.scalar import ScalarCase, draw_scalar
from numerics.exact.verdict import Verdict
from reports.campaigns.iteration_count import CAMPAIGN, batch
from reports.engine import campaign
from reports.engine.campaign import collect, run_campaign
from theory.iteration_count import CASES


@pytest.mark.parametrize("scales", [{}, {"upper": "0.95"}, {"lower": "1.05"}, {"rate": "1.1"}], ids=str)
def test_the_compiled_batch_agrees_with_the_exact_check(scales: dict[str, str]) -> None:
    """The two share neither the iteration nor the evaluation of the bounds; 80 cases come out the same."""
    factors = {name: Fraction(factor) for name, factor in scales.items()}
    quick = batch(0, 80, 6, factors)
    parameters = CAMPAIGN.draw(80, 6)
    slow = collect(parameters, [CAMPAIGN.check(case, factors) for case in parameters])
    assert (quick.cases, quick.refuted) == (slow.cases, slow.refuted)
    assert quick.undecided >= slow.undecided  # a single case is allowed more iterations
    assert quick.undecided - slow.undecided <= 3
    assert (quick.witness is None) == (slow.witness is None)
    if quick.witness is not None and slow.witness is not None:
        assert quick.witness[:3] == slow.witness[:3]


def test_every_case_of_the_theorem_is_drawn_and_every_bound_can_be_refuted() -> None:
    names = Counter(classify(draw_scalar(3000, 9)))
    assert set(names) == {case.name for case in CASES}
    assert min(names.values()) >= 0.05 * 3000
    broken: Counter[str] = Counter()
    for scales in ({"upper": Fraction("0.9")}, {"lower": Fraction("1.1")}):
        verdicts = (CAMPAIGN.check(case, scales) for case in CAMPAIGN.draw(160, 9))
        broken.update(verdict.claim for verdict in verdicts if verdict.verdict is Verdict.REFUTED)
    lower = {f"lower_{case.name}" for case in CASES if case.lower is not None}
    assert set(broken) == {f"upper_{case.name}" for case in CASES} | lower


def test_case_1_is_tight_for_a_zero_eigenvalue_and_loose_for_a_positive_one() -> None:
    """T^Id of case 1 ignores λ: it is the flow time of λ = 0; the distance to L > 0 decays much faster."""
    ratios = {}
    for value, alpha in ((Fraction(0), Fraction(1, 10)), (Fraction(1), Fraction(11, 10))):
        case = ScalarCase(2, value, alpha, Fraction(1, 10), Fraction(3, 100))
        verdict = CAMPAIGN.check(case.as_json(), {})
        assert verdict.verdict is Verdict.UPHELD
        ratios[value] = verdict.ratio
    assert 1 <= ratios[Fraction(0)] < 1.001
    assert ratios[Fraction(1)] > 100


def test_the_result_does_not_depend_on_how_the_cases_are_cut() -> None:
    whole = batch(0, 600, 13, {})
    parts = [batch(start, start + 200, 13, {}) for start in (0, 200, 400)]
    assert whole.ratios == tuple(np.concatenate([part.ratios for part in parts]).tolist())
    assert whole.undecided == sum(part.undecided for part in parts)


def test_two_workers_find_what_one_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(campaign, "CHUNK", 400)
    one, two = (
        run_campaign(CAMPAIGN, 1200, 3, {"upper": Fraction("0.95")}, workers=workers).as_json() for workers in (1, 2)
    )
    assert one == two
    assert one["verdict"] == "REFUTED"
