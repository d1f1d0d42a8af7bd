"""``dmf list`` and ``dmf show``: what the statements are and what is known about them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reports.commands.arguments import json_option
from reports.commands.own_statements import file_option, one
from reports.commands.terminal import print_json, print_table

if TYPE_CHECKING:
    from theory.language.statement import Statement

#: What the last report found: id → {"verdict", "evidence", "cases", …}.
VERDICTS = Path(__file__).parents[1] / "generated" / "data" / "verdicts.json"

NOT_RUN = "not yet run"
#: What stands where no claim of a statement is proved.
NO_PROOF = "none yet"


def last_verdicts(path: Path = VERDICTS) -> dict[str, dict[str, Any]]:
    """Return the verdicts that the last report wrote, by statement id; empty when there is no report yet.

    Raises ValueError when the file is there but cannot be read as such.
    """
    try:
        verdicts = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise ValueError(f"{path}: cannot read the verdicts of the last report: {error}") from None
    if not isinstance(verdicts, dict) or not all(isinstance(entry, dict) for entry in verdicts.values()):
        raise ValueError(f"{path}: expected one entry for each statement id; `dmf report` writes it anew")
    return verdicts


def describe(record: Statement, verdicts: dict[str, dict[str, Any]]) -> dict[str, str]:
    """Return the row of ``dmf list`` for ``record``: id, title, tag, evidence, verdict, proof."""
    from proofs_check.coq.audit import evidence_of

    found = verdicts.get(record.id, {})
    return {
        "id": record.id,
        "title": record.title,
        "tag": record.tag,
        "evidence": str(found.get("evidence", NOT_RUN)),
        "verdict": str(found.get("verdict", NOT_RUN)),
        "proof": evidence_of(record) or NO_PROOF,
    }


@click.command(
    "list",
    epilog="""\b
Examples:
  dmf list
  dmf list --json | python3 -m json.tool
""",
)
@json_option
def list_statements(as_json: bool) -> None:
    """List every statement: id, title, tag, evidence, verdict, proof.

    The tag says where a statement comes from (text, rebuilt, ours: see `dmf show ID`). Evidence and verdict are
    those of the last report; `dmf verify ID` finds them anew. The proof is what the committed audit says of it;
    `dmf prove ID` checks it where Coq is installed.
    """
    from theory.language.registry import STATEMENTS

    verdicts = last_verdicts()
    rows = [describe(record, verdicts) for record in STATEMENTS]
    if as_json:
        print_json(rows)
    else:
        print_table(list(rows[0]), [list(row.values()) for row in rows])


@click.command(
    epilog="""\b
Examples:
  dmf show 2.4
  dmf show lemma-2.2-sharp --json
  dmf show 2.4 --latex
  dmf show --file conjecture.py
"""
)
@click.argument("id", required=False)
@file_option
@click.option("--latex", is_flag=True, help="Print the LaTeX source of hypotheses and claims, nothing else.")
@json_option
def show(id: str | None, file: Path | None, latex: bool, as_json: bool) -> None:
    """Show one statement: hypotheses, claims, provenance, LaTeX."""
    from theory.language.statement import TAGS
    from theory.language.symbols import without_multipliers

    record = one(id, file)
    if latex and as_json:
        raise click.UsageError("--latex and --json: choose one (the JSON object has a latex entry)")
    if latex:
        click.echo(record.latex())
    elif as_json:
        row = describe(record, last_verdicts())
        claims = [
            {
                "name": claim.name,
                "kind": claim.kind,
                "tag": claim.tag,
                "text": claim.text,
                "sentence": claim.sentence(),
                "relation": str(without_multipliers(claim.relation)),
            }
            for claim in record.claims
        ]
        hypotheses = [
            {"name": entry.name, "text": entry.text, "relation": str(without_multipliers(entry.relation))}
            for entry in record.hypotheses
        ]
        print_json(
            row
            | {
                "tag_meaning": TAGS[record.tag],
                "source": record.source,
                "summary": record.summary,
                "hypotheses": hypotheses,
                "claims": claims,
                "constants": [{"name": entry.name, "meaning": entry.meaning} for entry in record.constants],
                "symbols": sorted(str(symbol) for symbol in record.symbols),
                "depends_on": list(record.depends_on),
                "note": record.note,
                "latex": record.latex(),
            }
        )
    else:
        row = describe(record, last_verdicts())
        click.echo(str(record))
        for title, entries in (
            ("constants (dmf verify --scale NAME=FACTOR)", [f"{c.name}: {c.meaning}" for c in record.constants]),
            ("depends on", list(record.depends_on)),
        ):
            if entries:
                click.echo(f"{title}:")
                click.echo("\n".join(f"  {entry}" for entry in entries))
        click.echo(f"evidence: {row['evidence']}")
        click.echo(f"verdict: {row['verdict']}")
        click.echo(f"proof: {row['proof']}")
        click.echo("LaTeX:")
        click.echo(record.latex())


COMMANDS: tuple[click.Command, ...] = (list_statements, show)
