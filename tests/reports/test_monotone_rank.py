"""The false conjectures in docs/examples: each kept witness refutes, and a campaign finds one by itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from numerics.exact.verdict import Verdict
from reports.commands.cli import main
from reports.commands.own_statements import read_statements
from reports.engine.verify import verify

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "docs" / "examples"
FILE = EXAMPLES / "monotone_rank.py"
#: Cases and seed with which a campaign comes upon a counterexample.
FOUND = {"rank-rises-in-the-flow": (200, 0), "rank-rises-in-the-descent": (200, 0), "plateaus-stay": (200, 0)}


@pytest.mark.parametrize("witness", sorted(EXAMPLES.glob("*.json")), ids=lambda path: path.stem)
def test_a_kept_witness_replays(witness: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    result = CliRunner().invoke(main, ["replay", str(witness.relative_to(ROOT)), "--json"])
    assert result.exit_code == 1
    assert json.loads(result.stdout)["verdict"] == "REFUTED"


def test_every_conjecture_has_a_witness() -> None:
    statements = {record.id for record in read_statements(FILE)}
    kept = [json.loads(path.read_text()) for path in EXAMPLES.glob("*.json")]
    assert statements == set(FOUND) == {one["statement"] for one in kept if one["file"] == FILE.name}


@pytest.mark.parametrize("id", FOUND)
def test_a_campaign_refutes_it(id: str) -> None:
    (record,) = read_statements(FILE, id)
    cases, seed = FOUND[id]
    assert verify(record, cases, seed, until_refuted=True, shrunk=False).verdict is Verdict.REFUTED
