"""A record that lies is proved no longer: Coq refuses every proof for the corrupted claim."""

from __future__ import annotations

import pytest

from proofs_check.coq import toolchain
from proofs_check.coq.audit import theorem_of
from proofs_check.coq.printer import Scope, definition, inside, proposition_name
from proofs_check.coq.sources import Theorem, module_of
from proofs_check.coq.statements import FOLDER, in_order_of_need, stem_of
from reports.engine.corruption import corruptions
from theory import STATEMENTS
from theory.language.claims import Claim
from theory.language.statement import Statement

PROVED = [record for record in STATEMENTS if any(theorem_of(record, claim) for claim in record.claims)]


def _corrupted(record: Statement) -> list[tuple[Theorem, Claim]]:
    found = []
    for claim in record.claims:
        theorem = theorem_of(record, claim)
        if theorem is not None:
            found += [(theorem, corruption.claims[0]) for corruption in corruptions(claim)]
    return found


def _asked(record: Statement) -> str:
    """Return a text with every claim in a module of its own: its proof has to fit it, and no corruption of it."""
    stem = stem_of(record)
    statement = (FOLDER / "statements" / f"{stem}.v").read_text(encoding="utf-8")
    head = [line for line in statement.splitlines() if line.startswith(("From ", "Open "))]
    shared = (FOLDER / "statements" / "names.v").read_text(encoding="utf-8")
    lines = [*head, *sorted({f"Require {module_of(theorem.path)}." for theorem, _ in _corrupted(record)})]
    sound = [(theorem, claim) for claim in record.claims if (theorem := theorem_of(record, claim))]
    for number, (theorem, claim) in enumerate([*sound, *_corrupted(record)]):
        with inside(Scope()) as scope:
            text = definition(record, stem, claim)
            own = [name for name in in_order_of_need(scope.texts).values() if name not in shared]
        lines += [f"Module said_{number}.", *own, text, f"End said_{number}."]
        said = f"said_{number}.{proposition_name(stem, claim)}"
        lines.append(f"Check ({said} : Prop).")
        lines.append(f"{'Check' if number < len(sound) else 'Fail Check'} ({theorem.qualified} : {said}).")
    return "\n".join(lines) + "\n"


@pytest.mark.usefixtures("coq")
@pytest.mark.parametrize("record", PROVED, ids=lambda record: record.id)
def test_coq_refuses_a_proof_of_something_else(record: Statement) -> None:
    toolchain.compile_sources(sorted({theorem.path for theorem, _ in _corrupted(record)}))
    accepted, answer = toolchain.run(_asked(record))
    assert accepted, answer
