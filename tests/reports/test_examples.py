"""The counterexamples that are shipped: each refutes its false bound, and not the theorem that this was made from."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from flint import arb

from numerics.exact.verdict import Verdict
from reports.commands.cli import main
from reports.commands.own_statements import read_statements
from reports.engine.verify import verify
from reports.engine.witness import load_witness, replay as replay_witness
from theory import statement
from theory.language.statement import Statement

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "examples"
RECORDS = read_statements(FOLDER / "effective_rank.py")


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.id)
def test_a_shipped_counterexample_replays_and_leaves_the_theorem_alone(record: Statement) -> None:
    path = FOLDER / f"{record.id}.json"
    result = CliRunner().invoke(main, ["replay", str(path), "--json"])
    assert result.exit_code == 1
    answer = json.loads(result.stdout)
    assert (answer["statement"], answer["verdict"]) == (record.id, "REFUTED")
    assert arb(answer["details"]["left"]) > arb(answer["details"]["right"])
    published = statement("3.1")
    for claim in published.claims:
        witness = replace(load_witness(path), statement=published.id, claim=claim.name)
        assert replay_witness(published, witness).verdict is Verdict.UPHELD


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.id)
def test_a_campaign_finds_one_by_itself(record: Statement) -> None:
    assert verify(record, cases=200, seed=1, until_refuted=True, shrunk=False).verdict is Verdict.REFUTED


def test_how_much_is_missing() -> None:
    """r − r_2 = 0.005 where a bound without the error of the leading eigenvalues says 0."""
    found = replay_witness(RECORDS[0], load_witness(FOLDER / "without-lead.json"))
    assert found.details is not None
    left, right = (float(arb(found.details[side]).mid()) for side in ("left", "right"))
    assert left - right == pytest.approx(0.00512, rel=0.05)
    assert right == pytest.approx(1.11)


def test_a_witness_finds_its_statement_beside_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(main, ["replay", str(FOLDER / "without-lead.json")]).exit_code == 1
