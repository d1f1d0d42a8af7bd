"""The index: every statement with its tag, evidence and verdict, after running its campaign."""

from __future__ import annotations

import os
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

from reports.campaigns import CAMPAIGNS
from reports.engine.campaign import Campaign, CampaignResult, run_campaign
from reports.rendering.markdown import Files, Setting, count, json_text, markdown_table, number, render
from theory.language.registry import STATEMENTS
from theory.language.statement import TAGS, Statement
from theory.records_perturbed import PERTURBED_STATEMENTS

#: What stands where there is no campaign or no proof.
NONE_YET = "none yet"

#: The page that shows each statement.
PAGE_OF: dict[str, str] = {
    "lemma-2.1": "theorem-1.1.md",
    "1.1": "theorem-1.1.md",
    "2.4": "theorem-2.4.md",
    "lemma-2.2": "step-sizes.md",
    "lemma-2.2-sharp": "step-sizes.md",
    "remark-2.3": "step-sizes.md",
    "lemma-B.1": "step-sizes.md",
    "lemma-2.5": "flow.md",
    "remark-2.6": "flow.md",
    "lemma-2.7": "flow.md",
    "lemma-3.4": "flow.md",
    "remark-1.2": "flow.md",
    "lemma-E.1": "flow.md",
    **{record.id: "theorem-1.3.md" for record in PERTURBED_STATEMENTS},
}

#: The pages next to the index, with what a reader finds there.
PAGES: dict[str, str] = {
    "theorem-2.4.md": "Theorem 2.4: how many iterations one eigenvalue needs, and how tight the bounds are",
    "theorem-1.1.md": "Theorem 1.1 on two real matrices: which eigenvalues are recovered, and when",
    "theorem-1.3.md": "Theorem 1.3: a perturbed start recovers every eigenvalue; how much of its hypotheses is needed",
    "step-sizes.md": "Step sizes: the published bound, the sharp one, and what happens beyond",
    "flow.md": "The gradient flow: closed forms, expansions, and the lag of descent",
    "what-each-constant-could-be.md": "What each constant could be: how far it can be pushed before a statement breaks",
    "mutations.md": "Mutations: would a false statement be noticed? Which constants are slack, and why",
    "why-not-float64.md": "Why not float64: where plain iteration is wrong, by how much, and the certified answer",
}


@dataclass(frozen=True)
class Entry:
    """One line of the index: a statement and what its campaign found, None where it has none."""

    record: Statement
    result: CampaignResult | None

    @property
    def proof(self) -> str | None:
        """The module with the machine-checked proof of the statement, None while there is none."""
        stem = self.record.id.lower().replace("-", "_").replace(".", "_")
        name = stem if stem[0].isalpha() else f"theorem_{stem}"
        return f"proofs_check/{name}.py" if find_spec(f"proofs_check.{name}") else None


def build(setting: Setting) -> Files:
    """Return the index and the verdicts that ``dmf list`` reads; runs every campaign."""
    entries = [Entry(record, _run(CAMPAIGNS.get(record.id), setting)) for record in STATEMENTS]
    return {
        "index.md": render(
            "index/index.md.j2",
            setting,
            tags=TAGS,
            pages=PAGES,
            entries=entries,
            table=_table(entries),
            tried=[entry for entry in entries if entry.result is not None],
            refuted=[entry for entry in entries if entry.result is not None and entry.result.refuted],
            without_campaign=[entry.record.id for entry in entries if entry.result is None],
            without_proof=[entry.record.id for entry in entries if entry.proof is None],
        ),
        "data/verdicts.json": json_text({entry.record.id: _verdict(entry) for entry in entries}),
    }


def _run(campaign: Campaign | None, setting: Setting) -> CampaignResult | None:
    if campaign is None:
        return None
    cases = campaign.default_cases * setting.profile.campaign_factor
    setting.progress(f"index: campaign {campaign.statement}, {cases:,} cases")
    return run_campaign(campaign, cases, setting.seed, workers=min(setting.workers, os.cpu_count() or 1))


def _verdict(entry: Entry) -> dict[str, Any]:
    """Return the entry of ``verdicts.json``: everything that ``dmf verify`` reports except the witness."""
    if entry.result is None:
        return {"verdict": NONE_YET, "evidence": NONE_YET}
    result = entry.result.as_json()
    names = ("verdict", "evidence", "cases", "decided", "undecided", "refuted", "tightness")
    return {name: result[name] for name in names}


def _table(entries: list[Entry]) -> str:
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
        title = f"[{record.title}]({PAGE_OF[record.id]})" if record.id in PAGE_OF else record.title
        found = (NONE_YET, "—", "—", "—", "—")
        if result is not None:
            tightness = result.tightness
            shown = f"{number(tightness['median'], 4)}, {number(tightness['max'], 4)}" if tightness else "—"
            found = (result.verdict.value, count(result.cases), count(result.undecided), count(result.refuted), shown)
        rows.append((record.id, title, record.tag, *found, f"`{entry.proof}`" if entry.proof else NONE_YET))
    return markdown_table(headers, rows, "lll" + "lrrrrl")
