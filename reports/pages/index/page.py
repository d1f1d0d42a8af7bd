"""The index: every statement with its tag, evidence and verdict, after running its campaign, and claim by claim."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any

from proofs_check.coq.audit import EVIDENCE, evidence_of, from_committed
from proofs_check.coq.statements import stem_of
from reports.engine.result import SHARE
from reports.engine.verify import Result, default_cases, verify
from reports.pages.page import Page, pages
from reports.pages.study import Study
from reports.rendering.markdown import (
    Files,
    Setting,
    claim_latex,
    count,
    json_text,
    markdown_table,
    number,
    plain,
    render,
)
from theory.language.registry import STATEMENTS, statement
from theory.language.statement import TAGS, Statement

#: What stands where there is no proof.
NONE_YET = "none yet"


@dataclass(frozen=True)
class Entry:
    """One line of the index: a statement, what its campaign found, and the page that shows it, if there is one."""

    record: Statement
    result: Result
    page: Page | None

    @property
    def proof(self) -> str:
        """What is proved of the statement, by the committed audit; empty where nothing is."""
        return evidence_of(self.record)


def build(setting: Setting) -> Files:
    """Return the index and the verdicts that ``dmf list`` reads; runs every campaign."""
    entries = [entry_of(CAMPAIGN(record, setting)) for record in STATEMENTS]
    return {
        PAGE.file: render(
            "index/index.md.j2",
            setting,
            tags=TAGS,
            pages=_others(),
            entries=entries,
            table=statement_table(entries),
            claim_table=claim_table(entries),
            share=SHARE,
            refuted=[entry for entry in entries if entry.result.refuted],
            without_proof=[entry.record.id for entry in entries if entry.proof != EVIDENCE],
        ),
        "data/verdicts.json": json_text({entry.record.id: _verdict(entry.result) for entry in entries}),
    }


def entry_of(result: Result) -> Entry:
    """Return the line of a registered statement after its campaign."""
    record = statement(result.statement)
    return Entry(record, result, next((page for page in _others() if record in page.statements), None))


def _others() -> list[Page]:
    return [page for page in pages() if page is not PAGE]


def _run(record: Statement, setting: Setting) -> Result:
    cases = int(default_cases(record) * setting.profile.campaign_share)
    setting.progress(f"index: campaign {record.id}, {cases:,} cases")
    return verify(record, cases, setting.seed, workers=min(setting.workers, os.cpu_count() or 1))


CAMPAIGN = Study(_run)


def _verdict(result: Result) -> dict[str, Any]:
    """Return the entry of ``verdicts.json``: everything that ``dmf verify`` reports except the witness."""
    return {name: value for name, value in result.as_json().items() if name not in ("statement", "witness")}


def statement_table(entries: list[Entry]) -> str:
    """Return the table with one line for each statement."""
    headers = (
        "id",
        "statement",
        "tag",
        "verdict",
        "cases",
        "undecided",
        "refuted",
        "bound/truth: median, max",
        "proof",
    )
    rows = []
    for entry in entries:
        record, result = entry.record, entry.result
        rows.append(
            (
                record.id,
                f"[{record.title}]({entry.page.file})" if entry.page else record.title,
                record.tag,
                result.verdict.value,
                *(count(number) for number in (result.cases, result.undecided, result.refuted)),
                f"{number(result.tightness['median'], 4)}, {number(result.tightness['max'], 4)}"
                if result.tightness
                else "—",
                f"[{entry.proof}](proofs/{stem_of(record)}.md)" if entry.proof else NONE_YET,
            )
        )
    return markdown_table(headers, rows, "lll" + "lrrrrl")


def claim_table(entries: list[Entry]) -> str:
    """Return the table with one line for each claim: the claim, and what it rests on."""
    headers = ("id", "claim", "kind", "verdict", "applied", "decided", "evidence")
    rows = []
    for entry in entries:
        proved = from_committed(entry.record)
        for claim, found, proof in zip(entry.record.claims, entry.result.claims, proved, strict=True):
            kinds = [f"{kind} ({count(times)})" for kind, times in found.evidence.items()]
            evidence = "; ".join([*([EVIDENCE] if proof.passed else []), *kinds]) or "—"
            numbers = count(found.applied), count(found.decided)
            rows.append(
                (entry.record.id, claim_latex(claim), claim.kind, found.verdict.value, *numbers, plain(evidence))
            )
    return markdown_table(headers, rows, "llllrrl")


PAGE = Page("index.md", "", build, seconds=3, studies=lambda profile: [(CAMPAIGN, record) for record in STATEMENTS])
