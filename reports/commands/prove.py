"""``dmf prove``: which claims have a proof that Coq's kernel accepts, by which theorem, from which axioms."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

from reports.commands.arguments import STATEMENT, json_option
from reports.commands.progress import staged_progress
from reports.commands.terminal import print_json, print_table

if TYPE_CHECKING:
    from proofs_check.coq.audit import Proved
    from theory.language.statement import Statement

#: Where the answer comes from.
HERE, COMMITTED = "checked by Coq now", "committed audit, not checked now"


@click.command(
    epilog="""\b
Examples:
  dmf prove
  dmf prove 2.4
  dmf prove lemma-2.2 --json
  dmf prove --committed

\b
PROVED      Coq accepts `Check (theorem : printed claim)`, and the theorem rests on allowed axioms only
UNDECIDED   there is no such theorem; the campaign of `dmf verify ID` is all there is
Without Coq, or with --committed, the committed audit is shown: what it was checked with is in
proofs_check/coq/audit.json, and a proof whose sources have changed since does not count.

Exit code 0: every claim asked for is proved. 1: some are not.
"""
)
@click.argument("id", required=False, type=STATEMENT)
@click.option("--committed", is_flag=True, help="Show the committed audit; do not run Coq.")
@json_option
def prove(id: str | None, committed: bool, as_json: bool) -> int:
    """Check the proofs: claim by claim the Coq theorem, its axioms, the verdict."""
    from proofs_check.coq import toolchain
    from theory.language.registry import STATEMENTS, statement

    records = [statement(id)] if id else list(STATEMENTS)
    here = not committed and not toolchain.missing()
    if here:
        with staged_progress(quiet=as_json) as progress:
            found = _checked(records, progress)
    else:
        found = _from_committed(records)
        if not committed and not as_json:
            click.echo(f"dmf: {_why()}", err=True)
    rows = [_entry(record, claims, HERE if here else COMMITTED) for record, claims in found]
    if as_json:
        print_json(rows if id is None else rows[0])
    else:
        _print(rows)
    return 0 if all(row["verdict"] == "PROVED" for row in rows) else 1


def _checked(records: Sequence[Statement], progress: Callable[[str], None]) -> list[tuple[Statement, list[Proved]]]:
    from proofs_check.coq import audit, toolchain

    targets = {t.path for record in records for claim in record.claims if (t := audit.theorem_of(record, claim))}
    if targets:
        progress(f"compiling {len(targets)} proofs and what they need")
        toolchain.compile_sources(sorted(targets))
    found = []
    for record in records:
        progress(f"auditing {record.id}")
        found.append((record, audit.ask(record)))
    return found


def _from_committed(records: Sequence[Statement]) -> list[tuple[Statement, list[Proved]]]:
    from proofs_check.coq import audit

    return [(record, audit.from_committed(record)) for record in records]


def _why() -> str:
    """Return why Coq was not run, and how to get it."""
    from proofs_check.coq import toolchain

    try:
        toolchain.require()
    except toolchain.MissingCoq as problem:
        return f"the committed audit is shown: {problem}"
    return "the committed audit is shown"


def _entry(record: Statement, claims: Sequence[Proved], checked: str) -> dict[str, Any]:
    """Return the JSON object of one statement."""
    from proofs_check.coq.audit import EVIDENCE

    return {
        "statement": record.id,
        "verdict": "PROVED" if all(one.passed for one in claims) else "UNDECIDED",
        "evidence": EVIDENCE if all(one.passed for one in claims) else None,
        "checked": checked,
        "claims": [
            {
                "name": one.claim,
                "verdict": "PROVED" if one.passed else "UNDECIDED",
                "evidence": EVIDENCE if one.passed else None,
                "theorem": one.theorem or None,
                "axioms": list(one.axioms),
                "problem": one.problem or (None if one.theorem else "no theorem"),
            }
            for one in claims
        ],
    }


def _print(rows: Sequence[dict[str, Any]]) -> None:
    headers = ("id", "claim", "verdict", "evidence", "theorem", "axioms")
    lines = [
        (
            row["statement"],
            claim["name"],
            claim["verdict"],
            claim["evidence"] or claim["problem"],
            claim["theorem"] or "-",
            ", ".join(axiom.rpartition(".")[2] for axiom in claim["axioms"]) or "-",
        )
        for row in rows
        for claim in row["claims"]
    ]
    print_table(headers, lines)
    proved = sum(line[2] == "PROVED" for line in lines)
    click.echo(f"{proved} of {len(lines)} claims proved ({rows[0]['checked']})")


COMMANDS: tuple[click.Command, ...] = (prove,)
