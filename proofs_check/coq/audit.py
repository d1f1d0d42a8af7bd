"""The audit: which claims have a proof that Coq's kernel accepts, of exactly the proposition that the record prints.

For every claim with a theorem the audit asks Coq ``Check (theorem : printed_proposition)`` and ``Print Assumptions``.
What it found is committed in audit.json, with the hash of every source and the versions: where Coq is not installed,
that is shown as what it is.

``python -m proofs_check.coq`` writes it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from proofs_check.coq import toolchain
from proofs_check.coq.printer.claims import proposition_name
from proofs_check.coq.sources import FOLDER, Theorem, hashes, module_of, needs, theorems
from proofs_check.coq.statements import drifted, has_module, is_current, is_published, stem_of
from theory.language.statement import Statement

#: The committed audit.
AUDIT = FOLDER / "audit.json"
#: The axioms a proof may use: those of Coq's real numbers, and classical logic.
ALLOWED = frozenset(
    {
        "ClassicalDedekindReals.sig_forall_dec",
        "ClassicalDedekindReals.sig_not_dec",
        "FunctionalExtensionality.functional_extensionality_dep",
        "Classical_Prop.classic",
    }
)
#: What is said of a proved claim.
EVIDENCE = "Coq, every depth"
#: What keeps a theorem from counting that the committed audit does not list.
NEW = "not in the committed audit"
#: What keeps a theorem from counting that proves what the record said before.
DRIFTED = "the record says something else now"


@dataclass(frozen=True)
class Proved:
    """What the audit found of one claim: its theorem and the axioms it rests on; ``problem`` where it does not pass."""

    claim: str
    theorem: str
    axioms: tuple[str, ...] = ()
    problem: str = ""

    @property
    def passed(self) -> bool:
        """Whether the claim is proved."""
        return bool(self.theorem) and not self.problem


def theorem_of(record: Statement, claim: Any) -> Theorem | None:
    """Return the theorem that proves a claim, None where there is none."""
    if not has_module(record):
        return None
    return theorems().get(proposition_name(stem_of(record), claim))


def audit_text(stem: str, found: Sequence[Theorem]) -> str:
    """Return what Coq is asked about theorems and the statements of a record that they prove."""
    modules = sorted({f"dmf.statements.{stem}", *(module_of(theorem.path) for theorem in found)})
    lines = ["Set Printing Width 10000.", *(f"Require {module}." for module in modules)]
    for theorem in found:
        lines.append(f"Check ({theorem.qualified} : dmf.statements.{stem}.{theorem.proposition}).")
        lines.append(f"Print Assumptions {theorem.qualified}.")
        lines.append("Eval cbv in true.")  # ends the list
    return "\n".join(lines) + "\n"


def ask(record: Statement) -> list[Proved]:
    """Return what Coq says of the claims of a record; the sources must be compiled."""
    by_claim = {claim.name: theorem_of(record, claim) for claim in record.claims}
    found = {name: theorem for name, theorem in by_claim.items() if theorem is not None}
    if not found:
        return [Proved(name, "") for name in by_claim]
    answers = _asked(stem_of(record), found)
    return _as_printed(record, [answers.get(name, Proved(name, "")) for name in by_claim])


def _as_printed(record: Statement, found: list[Proved]) -> list[Proved]:
    """Return what was found, where the record still says what the theorems prove."""
    gone = drifted(record)
    return [replace(one, problem=DRIFTED) if one.passed and one.claim in gone else one for one in found]


def _asked(stem: str, found: Mapping[str, Theorem]) -> dict[str, Proved]:
    """Return what Coq says of theorems, by the claims they prove; where it refuses some, of each by itself."""
    accepted, answer = toolchain.run(audit_text(stem, list(found.values())))
    if accepted:
        lists = zip(found.items(), _axioms(answer), strict=True)
        return {name: _proved(name, theorem, axioms) for (name, theorem), axioms in lists}
    if len(found) > 1:
        return {name: _asked(stem, {name: theorem})[name] for name, theorem in found.items()}
    return {name: Proved(name, theorem.qualified, problem=_problem(answer)) for name, theorem in found.items()}


def _proved(name: str, theorem: Theorem, axioms: tuple[str, ...]) -> Proved:
    beyond = [axiom for axiom in axioms if axiom not in ALLOWED]
    problem = f"rests on {', '.join(beyond)}" if beyond else ""
    return Proved(name, theorem.qualified, axioms, problem)


def _axioms(answer: str) -> list[tuple[str, ...]]:
    """Return the axioms that each ``Print Assumptions`` lists."""
    lists = re.findall(r"^(Axioms:|Closed under the global context)$(.*?)^ += true$", answer, re.DOTALL | re.MULTILINE)
    return [tuple(sorted(re.findall(r"^([\w.']+) :", text, re.MULTILINE))) for _, text in lists]


def _problem(answer: str) -> str:
    lines = [line.strip() for line in answer.splitlines() if line.strip() and not line.startswith("File")]
    return " ".join(lines)[:200] or "not accepted"


# The committed audit -------------------------------------------------------------------------------------------


@cache
def committed() -> dict[str, Any]:
    """Return the committed audit; empty where there is none."""
    return json.loads(AUDIT.read_text(encoding="utf-8")) if AUDIT.is_file() else {}


def from_committed(record: Statement, audit: Mapping[str, Any] | None = None) -> list[Proved]:
    """Return what the committed audit says of a record; a proof whose sources have changed since does not pass.

    A statement of one's own has no proof.
    """
    if not has_module(record):
        return [Proved(claim.name, "") for claim in record.claims]
    audit = committed() if audit is None else audit
    entries = audit.get("statements", {}).get(record.id, {})
    now = hashes()
    found = []
    for claim in record.claims:
        entry = entries.get(claim.name)
        theorem = theorem_of(record, claim)
        if entry is None or theorem is None:
            found.append(Proved(claim.name, "") if theorem is None else Proved(claim.name, theorem.qualified, (), NEW))
            continue
        behind = {*needs(theorem.path), f"statements/{stem_of(record)}.v"}
        changed = sorted(path for path in behind if audit["sources"].get(path) != now.get(path))
        problem = f"changed since the audit: {', '.join(changed)}" if changed else ""
        found.append(Proved(claim.name, entry["theorem"], tuple(entry["axioms"]), problem))
    return found if is_published(record) and is_current() else _as_printed(record, found)


def evidence_of(record: Statement) -> str:
    """Return what the committed audit says of a statement as a whole, empty where nothing of it is proved.

    >>> from theory import statement
    >>> evidence_of(statement("lemma-2.2"))
    'Coq, every depth'
    """
    claims = from_committed(record)
    proved = sum(one.passed for one in claims)
    if proved == len(claims):
        return EVIDENCE
    return f"Coq, {proved} of {len(claims)} claims" if proved else ""
