"""The perturbed start: the effective rank is not monotone, and negative eigenvalues are late."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
import sympy as sp
from click.testing import CliRunner

from numerics.cases.names import from_json
from numerics.claims.case import Case
from numerics.claims.decide import decide
from numerics.exact.verdict import Verdict
from reports.commands.cli import main
from reports.commands.own_statements import read_statements
from theory import statement
from theory.dynamics.orbits import p
from theory.dynamics.product import r_W_perturbed
from theory.language.symbols import k, lam
from theory.sharp.negative_later import DELAY, T_NEGATIVE, T_POSITIVE

ROOT = Path(__file__).resolve().parents[3]
WITNESS = ROOT / "docs" / "examples" / "rank-rises-from-a-perturbed-start.json"


def test_a_false_conjecture_ships_with_a_witness_that_replays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    result = CliRunner().invoke(main, ["replay", str(WITNESS.relative_to(ROOT)), "--json"])
    assert (result.exit_code, json.loads(result.stdout)["verdict"]) == (1, "REFUTED")


def test_the_effective_rank_falls_from_almost_two() -> None:
    (record,) = read_statements(WITNESS.with_name("perturbed_effective_rank.py"))
    values = from_json(record, json.loads(WITNESS.read_text())["parameters"])
    world = Case(values).world(256)
    ranks = {at: float(world.value(r_W_perturbed(k), at, k).mid()) for at in (0, 30, 85, 109, 190)}
    assert ranks == pytest.approx({0: 2, 30: 1, 85: 1.9934, 109: 1.3310, 190: 4 / 3}, abs=4e-4)


@pytest.mark.parametrize(("claim", "wrong"), [("tends", 2), ("tends", Fraction(2, 3))])
def test_another_limit_is_refuted_for_certain(claim: str, wrong: Fraction | int) -> None:
    record = statement("perturbed-limit").only(claim)
    given = {"depth": 2, "spectrum": "1, -3", "alpha": "1/10", "beta": "1/10000", "step": "1/150", "accuracy": "1/10"}
    values = from_json(statement("perturbed-limit"), given)
    (outcome,) = decide(record, values)
    assert outcome.verdict is Verdict.UPHELD
    assert "closer and closer" in outcome.evidence
    relation = record.claims[0].relation
    (outcome,) = decide(
        replace(record, claims=(replace(record.claims[0], relation=sp.Eq(relation.lhs, wrong * relation.rhs)),)), values
    )
    assert outcome.verdict is Verdict.REFUTED


@pytest.mark.parametrize("small", ["1/1000", "1/1000000"])
def test_the_delay_is_what_the_two_counts_differ_by(small: str) -> None:
    """At N = 2 and α² ≪ λ the rate at which p₁ changes its sign is constant: the bound is within 1 % of the truth."""
    given = {"depth": 2, "eigenvalue": 1, "alpha": "1/50", "beta": Fraction(small) / 50, "step": "1/100"}
    values = from_json(statement("negative-later"), given | {"accuracy": "1/100"})
    case = Case(values)
    late, early = (case.first(time) for time in (T_NEGATIVE, T_POSITIVE))
    assert late.upper is not None
    delay = float(case.world(128).value(DELAY).mid())
    assert delay - 1 <= late.upper - early.lower <= 1.01 * delay
    behind = case.world(128).value(-p(k).subs(lam, -lam), early.lower, k)
    assert behind < case.world(128).value(p(k), early.lower, k)
