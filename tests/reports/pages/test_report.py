"""Pages: complete, repeatable, whole on disk, and honest about what was not decided."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from functools import cache
from pathlib import Path

import jinja2
import numpy as np
import pytest
from flint import arb

from numerics.cases.scalar import ScalarCase
from numerics.exact.numbers import exact
from numerics.exact.verdict import Verdict
from proofs_check.coq.audit import from_committed
from reports.engine.result import ClaimResult, Result
from reports.pages import report as reporting
from reports.pages.flow import page as flow_page
from reports.pages.index import page as index_page
from reports.pages.iteration_counts import page as iteration_counts_page
from reports.pages.iteration_counts.study import Extreme
from reports.pages.page import Page, pages, parts
from reports.pages.report import GENERATED, VERSIONS, check_report, write_report
from reports.pages.step_sizes import page as step_sizes_page, study as step_sizes_study
from reports.pages.step_sizes.study import Bifurcation
from reports.rendering.markdown import (
    Files,
    Setting,
    claim_latex,
    count,
    csv_text,
    exact_text,
    markdown_table,
    number,
    plain,
    render,
)
from reports.rendering.profile import Profile, profile_named
from theory.deep_factorization.lemma_2_2_sharp import sharp_threshold
from theory.deep_factorization.lemma_b_1 import instability_threshold
from theory.language.registry import STATEMENTS, register, statement, unregister
from theory.language.statement import Statement

TINY = Profile("tiny", Fraction(1, 20), 150, 3, 12, 6, 60, 24)
MARKDOWN = sorted(GENERATED.glob("*.md"))


def setting(seed: int = 5) -> Setting:
    return Setting(TINY, seed, lambda stage: None)


@cache
def step_sizes() -> Files:
    return step_sizes_page.build(setting())


def rows_of(page: str, title: str) -> list[list[str]]:
    """Return the cells of the table whose header line contains ``title``."""
    lines = page.splitlines()
    start = next(index for index, line in enumerate(lines) if line.startswith("|") and title in line)
    body = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        body.append([cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip("|"))])
    return body


# Numbers -------------------------------------------------------------------------------------


def test_numbers_are_shown_to_six_digits_whatever_their_type() -> None:
    assert number(2 / 3) == "0.666667"
    assert number(-1.5e-7) == "−1.5·10⁻⁷"
    assert number(arb(2).sqrt()) == "1.41421"
    assert number(float("nan")) == number(None) == "—"
    assert number(np.inf) == "∞"
    assert count(1234567) == "1,234,567"


def test_exact_text_says_the_number_itself() -> None:
    generator = np.random.default_rng(8)
    for _ in range(300):
        value = Fraction(
            int(generator.integers(-(10**9), 10**9)), int(generator.choice([1, 2, 7, 10**3, 5**6, 10**14]))
        )
        assert exact(exact_text(value)) == value
    assert exact_text(Fraction(37083, 10**10)) == "3.7083e-6"
    assert exact_text(Fraction(1, 10**13)) == "1e-13"
    assert exact_text(Fraction(12, 10**2)) == "0.12"


def test_tables_and_csv_have_one_row_for_each_entry() -> None:
    assert markdown_table(("a", "b"), [("1", "2"), ("3", "4")], "lc").splitlines()[1:] == [
        "|:--|:-:|",
        "| 1 | 2 |",
        "| 3 | 4 |",
    ]
    assert csv_text({"k": [1, 2], "d": [0.5, None]}) == "k,d\n1,0.5\n2,\n"
    with pytest.raises(ValueError, match=r"shorter|longer"):
        csv_text({"k": [1, 2], "d": [0.5]})


def test_a_template_that_asks_for_a_missing_value_fails() -> None:
    with pytest.raises(jinja2.UndefinedError):
        render("step_sizes/step-sizes.md.j2", setting())


# Pages ---------------------------------------------------------------------------------------


def test_the_page_comes_with_its_figures() -> None:
    assert set(step_sizes()) >= {"step-sizes.md", "step-sizes-thresholds.svg", "step-sizes-bifurcation.svg"}


def test_thresholds_in_the_table_are_those_of_the_formulas() -> None:
    rows = rows_of(step_sizes()["step-sizes.md"], "instability")
    assert len(rows) == len(step_sizes_page.TABLE_DEPTHS)
    for row in rows:
        n = int(row[0])
        assert Fraction(row[1]) == Fraction(1, 3 * n - 2)
        assert Fraction(row[2]) == Fraction(1, n)
        assert Fraction(row[3]) == Fraction(2, n)
    assert step_sizes_study.at(sharp_threshold(1), 5, 1, Fraction(1, 3)) == Fraction(1, 5)
    assert step_sizes_study.at(instability_threshold, 4, 1, Fraction(1, 3)) == Fraction(1, 2)


def test_the_landing_is_exact_and_beyond_the_threshold() -> None:
    first = step_sizes_study.landing(2)
    assert (first.eta, first.sharp, first.iterates) == (Fraction(4, 3), Fraction(1, 2), [Fraction(1, 2), 1, 1])
    for depth in (3, 4, 5):
        found = step_sizes_study.landing(depth)
        assert found.eta > found.sharp
        assert found.iterates[1:] == [1, 1]


def test_one_per_cent_beyond_the_sharp_threshold_an_iterate_passes_the_limit() -> None:
    for depth in (2, 3, 4):
        _, _, (below, at, beyond) = step_sizes_study.passing(depth)
        assert below is None
        assert at is None
        assert beyond is not None


def test_bifurcations_begin_at_the_instability_threshold() -> None:
    for depth in (2, 3):
        study: Bifurcation = step_sizes_study.bifurcation(depth, 40)
        width = study.step_edges[1]
        assert abs(study.settles - 2 / depth) <= 2 * width
        visited = study.visited.sum(axis=0)
        assert (visited[study.step_edges[1:] < 2 / depth - width] == 1).all()
        assert visited.max() > 5


def test_a_worst_case_is_shortened_inside_its_hypotheses() -> None:
    case = ScalarCase(3, Fraction(1), Fraction(0.1), Fraction(0.999999999) / 7, Fraction(0.01234567890123))
    found = iteration_counts_page.shrink(Extreme("4a", "tightest", case, 1, 1.0, 1.0))
    assert found.case.eta < Fraction(1, 7)
    assert len(exact_text(found.case.eta)) <= 8
    assert found.bounds.case.name == "4a"
    # within 1e-9 of the limit six digits would leave α < L: more are kept
    near = ScalarCase(2, Fraction(1), 1 - Fraction(1, 10**9), Fraction(1, 5), Fraction(1, 10**11))
    kept = iteration_counts_page.shrink(Extreme("4b", "loosest", near, 1, 1.0, 1.0))
    assert kept.case.alpha == near.alpha


def test_flow_tables_hold_what_they_claim() -> None:
    rows = flow_page.order_in_eigenvalue(3, flow_page.EIGENVALUES)
    assert flow_page._ordered({3: rows})
    assert not flow_page._ordered({3: rows[::-1]})
    found = flow_page.agreement(3, 1, Fraction(1, 10), Fraction(9, 10))
    assert found.digits == flow_page.COMPARED
    at_inflection = flow_page.lag_at_inflection(3, Fraction(1, 2))
    assert 0 < at_inflection.lag <= at_inflection.bound_log <= at_inflection.bound_b


# The index -----------------------------------------------------------------------------------


def found(record: Statement, *arguments: object, **options: object) -> Result:
    """A result in which 2.4 is refuted and a claim of 1.1 left open."""
    verdict = {"2.4": Verdict.REFUTED, "1.1": Verdict.UNDECIDED}.get(record.id, Verdict.UPHELD)
    decided = 7 if verdict is Verdict.UNDECIDED else 8
    claims = tuple(
        ClaimResult(
            claim.name, verdict, 8, decided, int(verdict is Verdict.REFUTED), {f"balls, {claim.name}": decided}, None
        )
        for claim in record.claims
    )
    return Result(
        record.id, verdict, 8, 8 - decided, claims[0].refuted, claims, {"median": 2.0, "max": 3.0}, None, "sampled"
    )


@pytest.fixture
def index_files(monkeypatch: pytest.MonkeyPatch) -> Files:
    monkeypatch.setattr(index_page, "verify", found)
    return index_page.build(setting())


def test_the_index_says_what_is_refuted_and_undecided(index_files: Files) -> None:
    rows = {row[0]: row for row in rows_of(index_files["index.md"], "bound/truth")}
    assert list(rows) == [record.id for record in STATEMENTS]
    assert rows["2.4"][3:8] == ["refuted", "8", "0", "1", "2, 3"]
    assert rows["1.1"][3:7] == ["undecided", "8", "1", "0"]
    assert "Refuted: 2.4." in index_files["index.md"]
    assert "at least 9/10 of the cases it applies to are decided" in index_files["index.md"]
    verdicts = json.loads(index_files["data/verdicts.json"])
    assert verdicts["2.4"]["verdict"] == "REFUTED"
    assert (verdicts["1.1"]["decided"], verdicts["1.1"]["undecided"]) == (7, 1)
    assert [claim["name"] for claim in verdicts["1.1"]["claims"]] == [claim.name for claim in statement("1.1").claims]
    assert "witness" not in verdicts["2.4"]


def test_the_index_shows_every_claim_as_a_sentence(index_files: Files, survives: Callable[[str], None]) -> None:
    survives(index_files["index.md"])
    rows = rows_of(index_files["index.md"], "evidence")
    assert [row[0] for row in rows] == [record.id for record in STATEMENTS for _ in record.claims]
    names = [(claim.name, claim_latex(claim)) for record in STATEMENTS for claim in record.claims]
    assert [row[1] for row in rows] == [formula for _, formula in names]
    proved = [one.passed for record in STATEMENTS for one in from_committed(record)]
    before = ["Coq, every depth; " if passed else "" for passed in proved]
    expected = [f"{proof}balls, {plain(name)}" for proof, (name, _) in zip(before, names, strict=True)]
    assert [row[6].rpartition(" (")[0] for row in rows] == expected
    assert all(len(row) == 7 for row in rows), "a bar inside a formula is escaped"


def test_the_index_adds_up_what_its_tables_hold(index_files: Files) -> None:
    page = index_files["index.md"]
    verdicts = json.loads(index_files["data/verdicts.json"])
    assert list(verdicts) == [record.id for record in STATEMENTS]
    drawn, decided = (sum(entry[name] for entry in verdicts.values()) for name in ("cases", "decided"))
    assert drawn == decided + 1
    assert f"drew {drawn:,} exact parameter sets" in page
    assert f"in {decided:,} of them" in page
    claims = [claim for entry in verdicts.values() for claim in entry["claims"]]
    rows = rows_of(page, "evidence")
    assert [row[3:6] for row in rows] == [
        [claim["verdict"].lower(), f"{claim['applied']:,}", f"{claim['decided']:,}"] for claim in claims
    ]
    kinds = [claim.kind for record in STATEMENTS for claim in record.claims]
    assert [row[2] for row in rows] == kinds
    assert [row[:2] for row in rows_of(page, "source")] == [[r.id, plain(r.source)] for r in STATEMENTS]
    tags = [(row[0], row[2]) for row in rows_of(page, "bound/truth")]
    assert tags == [(record.id, record.tag) for record in STATEMENTS]
    for other in pages():
        for record in other.statements:
            assert f"[{record.title}]({other.file})" in page


def test_every_statement_has_a_page_that_shows_it() -> None:
    for page in pages():
        for record in page.statements:
            text = (GENERATED / page.file).read_text(encoding="utf-8")
            assert plain(record.summary) in text or record.latex() in text
    assert {record.id for page in pages() for record in page.statements} == {record.id for record in STATEMENTS}


def test_a_statement_without_a_page_keeps_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    own = register(replace(statement("remark-2.3"), id="own-1", title="One of our own"))
    monkeypatch.setattr(index_page, "verify", found)
    try:
        rows = rows_of(index_page.build(setting())["index.md"], "bound/truth")
    finally:
        unregister(own)
    assert ["own-1", "One of our own"] in [row[:2] for row in rows]


def test_pages_are_made_once_and_the_longest_first() -> None:
    seconds: dict[object, int] = {}
    for page in pages():
        seconds[page.build] = max(page.seconds, seconds.get(page.build, 0))
    assert set(parts()) == set(seconds)
    assert [seconds[part] for part in parts()] == sorted(seconds.values(), reverse=True)
    assert isinstance(pages()[0], Page)


# Files ---------------------------------------------------------------------------------------


def index(setting: Setting) -> Files:
    return {"index.md": f"seed {setting.seed}\n", "data/verdicts.json": "{}\n"}


def theorem(setting: Setting) -> Files:
    return {"theorem.md": "λ\n"}


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A report of two cheap parts, written."""
    monkeypatch.setattr(reporting, "parts", lambda: [index, theorem])
    out = tmp_path / "out"
    write_report(out)
    return out


def test_a_written_report_checks_out(report: Path) -> None:
    names = sorted(str(path.relative_to(report)) for path in report.rglob("*") if path.is_file())
    assert names == ["data/verdicts.json", VERSIONS, "index.md", "theorem.md"]
    assert check_report(report) == []
    assert "numpy" in json.loads((report / VERSIONS).read_text(encoding="utf-8"))


@pytest.mark.parametrize("change", ["one byte", "missing", "superfluous", "line ends"])
def test_check_names_the_file_that_is_not_as_generated(report: Path, change: str) -> None:
    path = report / "theorem.md"
    if change == "one byte":
        path.write_text("μ\n", encoding="utf-8")
    elif change == "line ends":
        path.write_bytes("λ\r\n".encode())
    elif change == "missing":
        path.unlink()
    else:
        path = report / "data" / "old.csv"
        path.write_text("k\n", encoding="utf-8")
    before = {file: file.read_bytes() for file in report.rglob("*") if file.is_file()}
    assert check_report(report) == [str(path.relative_to(report))]
    assert {file: file.read_bytes() for file in report.rglob("*") if file.is_file()} == before


def test_check_ignores_the_versions_and_another_seed_is_noticed(report: Path) -> None:
    (report / VERSIONS).write_text("{}", encoding="utf-8")
    assert check_report(report) == []
    assert check_report(report, seed=1) == ["index.md"]


def test_an_interrupted_report_leaves_whole_files_and_can_be_repeated(
    report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(setting: Setting) -> Files:
        raise KeyboardInterrupt

    monkeypatch.setattr(reporting, "parts", lambda: [index, interrupted])
    (report / "index.md").write_text("old", encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        write_report(report)
    assert (report / "index.md").read_text(encoding="utf-8") == f"seed {reporting.SEED}\n"
    assert not list(report.rglob(".*"))
    monkeypatch.setattr(reporting, "parts", lambda: [index, theorem])
    write_report(report)
    assert check_report(report) == []


@pytest.mark.parametrize("bad", ["below a file", "unknown profile"])
def test_bad_input_is_refused_in_one_line_before_any_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bad: str
) -> None:
    def unexpected(setting: Setting) -> Files:
        raise AssertionError("work was begun")

    monkeypatch.setattr(reporting, "parts", lambda: [unexpected])
    (tmp_path / "file").write_text("", encoding="utf-8")
    out, profile = (tmp_path / "file" / "out", "quick") if bad == "below a file" else (tmp_path / "out", "slow")
    with pytest.raises(ValueError, match=r"cannot be written|'slow'") as caught:
        write_report(out, profile)
    assert "\n" not in str(caught.value)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file"]


def test_profiles_differ_in_size_only() -> None:
    quick, full = profile_named("quick"), profile_named("full")
    assert full.table_cases > quick.table_cases
    assert full.map_points > quick.map_points


# What is checked in --------------------------------------------------------------------------


@pytest.mark.parametrize("page", MARKDOWN, ids=lambda page: page.name)
def test_links_of_a_checked_in_page_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        assert target.startswith("https://") or (page.parent / target).is_file(), target
    assert "data/versions.json" in text
