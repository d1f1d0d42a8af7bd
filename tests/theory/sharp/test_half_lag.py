"""Half of K and a little more: where nearly all of it is needed, and that nothing else of the bound is changed."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy as sp

from numerics.cases.names import from_json
from numerics.claims.decide import decide
from numerics.exact.verdict import Verdict
from theory.deep_factorization.theorem_2_4 import THEOREM_2_4
from theory.language.definitions import K, L, tau, x_star
from theory.language.expressions import unfolded
from theory.language.symbols import alpha, eps, multiplier, without_multipliers
from theory.sharp.half_lag import HALF_LAG

#: The lag is ½ ln(f(L−ε)/f(α)), about ½Kτ, as f is nearly λx up to there.
SMALL_START = {"depth": 2, "eigenvalue": 1, "alpha": "1e-30", "step": "1/100", "accuracy": "1/2"}


@pytest.mark.parametrize(("share", "verdict"), [("1", Verdict.UPHELD), ("17/20", Verdict.REFUTED)])
def test_a_small_start_at_depth_two_needs_half_of_K(share: str, verdict: Verdict) -> None:
    values = from_json(HALF_LAG, SMALL_START) | {multiplier("share"): Fraction(share)}
    (outcome,) = decide(HALF_LAG.only("upper_3"), values)
    assert outcome.verdict is verdict


@pytest.mark.parametrize(("name", "end"), [("upper_3", L - eps), ("upper_4a", x_star)])
def test_only_the_convex_phase_is_changed(name: str, end: sp.Expr) -> None:
    relations = [without_multipliers(record.claim(name).relation) for record in (THEOREM_2_4, HALF_LAG)]
    before, after = (unfolded(relation).atoms(sp.ceiling) for relation in relations)
    (old,), (new,) = before - after, after - before
    gained = sp.Rational(7, 16) * K * tau(alpha, end) - sp.Rational(1, 16)
    assert sp.expand(old.args[0] - new.args[0] - gained) == 0
