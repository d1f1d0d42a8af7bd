"""The pages on the proofs, from the committed audit and the sources: an overview, and one for each statement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import networkx as nx

from proofs_check.coq.audit import ALLOWED, Proved, committed, evidence_of, from_committed, theorem_of
from proofs_check.coq.open_claims import OPEN
from proofs_check.coq.sources import direct_needs, needs, sources
from proofs_check.coq.statements import stem_of
from reports.pages.page import Page
from reports.pages.proofs.figures import dependency_figure
from reports.rendering.figures import svg_text
from reports.rendering.markdown import Files, Setting, claim_latex, count, markdown_table, plain, render
from theory.language.registry import STATEMENTS
from theory.language.statement import Statement

#: Where the sources lie, seen from the pages.
_SOURCES = "../../proofs_check/coq"


@dataclass(frozen=True)
class Proof:
    """A statement and what the committed audit says of its claims."""

    record: Statement
    claims: tuple[Proved, ...]

    @property
    def file(self) -> str:
        """The page about it."""
        return f"proofs/{stem_of(self.record)}.md"

    @property
    def figure(self) -> str:
        """The figure on that page."""
        return f"proofs/{stem_of(self.record)}.svg"

    @property
    def proved(self) -> int:
        """How many of its claims are proved."""
        return sum(one.passed for one in self.claims)

    @cached_property
    def own(self) -> frozenset[str]:
        """The sources that hold its theorems."""
        found = (theorem_of(self.record, claim) for claim in self.record.claims)
        return frozenset(theorem.path for theorem in found if theorem is not None)

    @cached_property
    def behind(self) -> frozenset[str]:
        """All sources that the proof needs, its own among them."""
        return frozenset().union(*map(needs, self.own))

    @property
    def lines(self) -> int:
        """The lines of its own sources."""
        return sum(sources()[path].count("\n") for path in self.own)

    def graph(self) -> nx.DiGraph:
        """Return what needs what; the vocabulary and the shared definitions, which everything needs, are left out."""
        shown = {path for path in self.behind if not path.startswith("statements/")} - {"library/vocabulary.v"}
        graph = nx.DiGraph()
        graph.add_nodes_from(sorted(shown))
        graph.add_edges_from((used, path) for path in shown for used in direct_needs(path) & shown)
        return graph


def build(setting: Setting) -> Files:
    """Return the overview and the page of each statement with a proof."""
    setting.progress("proofs: pages")
    all_of_them = [Proof(record, tuple(from_committed(record))) for record in STATEMENTS]
    with_proof = [proof for proof in all_of_them if proof.own]
    files = {PAGE.file: _overview(setting, all_of_them)}
    for proof in with_proof:
        files[proof.file] = _page(setting, proof)
        files[proof.figure] = svg_text(dependency_figure(proof.graph(), proof.own))
    return files


def _overview(setting: Setting, proofs: Sequence[Proof]) -> str:
    claims = [one for proof in proofs for one in proof.claims]
    return render(
        "proofs/proofs.md.j2",
        setting,
        table=_statements(proofs),
        proved=sum(one.passed for one in claims),
        claims=len(claims),
        lines=sum(text.count("\n") for path, text in sources().items() if not path.startswith("statements/")),
        files=len([path for path in sources() if not path.startswith("statements/")]),
        versions=committed().get("versions", {}),
        axioms=sorted(ALLOWED),
        open=[(id, name, reason) for (id, name), reason in OPEN.items()],
        superfluous=_superfluous(proofs),
    )


def _statements(proofs: Sequence[Proof]) -> str:
    rows = [
        (
            proof.record.id,
            f"[{proof.record.title}]({proof.file})" if proof.own else proof.record.title,
            f"{proof.proved} of {len(proof.claims)}",
            evidence_of(proof.record) or "—",
            count(proof.lines) if proof.own else "—",
        )
        for proof in proofs
    ]
    return markdown_table(("id", "statement", "claims proved", "evidence", "lines"), rows, "llrlr")


def _superfluous(proofs: Sequence[Proof]) -> str:
    """Return the table of hypotheses that no proof of any claim of a statement uses."""
    rows = []
    for proof in proofs:
        entries = _entries(proof)
        if proof.proved < len(proof.claims):
            continue
        for hypothesis in proof.record.hypotheses:
            if all(hypothesis.name in entry["unused"] for entry in entries.values()):
                rows.append((proof.record.id, f"`{hypothesis.name}`", plain(hypothesis.text).replace("|", "\\|")))
    return markdown_table(("id", "hypothesis", "what it says"), rows, "lll") if rows else ""


def _entries(proof: Proof) -> Mapping[str, Any]:
    found: Mapping[str, Any] = committed().get("statements", {}).get(proof.record.id, {})
    return found


def _page(setting: Setting, proof: Proof) -> str:
    record, entries = proof.record, _entries(proof)
    rows = [
        (
            claim_latex(claim),
            f"`{one.theorem.rpartition('.')[2]}`" if one.theorem else "—",
            "PROVED" if one.passed else plain(one.problem or OPEN.get((record.id, claim.name), "no theorem")),
            ", ".join(f"`{name}`" for name in entries.get(claim.name, {}).get("unused", ())) or "—",
        )
        for claim, one in zip(record.claims, proof.claims, strict=True)
    ]
    axioms = sorted({axiom.rpartition(".")[2] for one in proof.claims if one.passed for axiom in one.axioms})
    return render(
        "proofs/proof.md.j2",
        setting,
        record=record,
        proof=proof,
        table=markdown_table(("claim", "theorem", "verdict", "hypotheses not used"), rows, "llll"),
        axioms=axioms,
        own=[(path, sources()[path].count("\n")) for path in sorted(proof.own)],
        statement=f"statements/{stem_of(record)}.v",
        behind=[path for path in sorted(proof.behind) if path not in proof.own and not path.startswith("statements/")],
        folder="../" + _SOURCES,
    )


PAGE = Page("proofs.md", "Proofs that an independent kernel accepts", build, seconds=20)
