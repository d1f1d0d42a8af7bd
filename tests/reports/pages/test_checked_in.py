"""The quickest pages are what the code makes, byte for byte; ``dmf report --check`` makes all of them.

Whatever changes a number, a figure or a sentence of a page is noticed here; which of the two is right is then for the
author to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from reports.pages.page import Page, pages
from reports.pages.report import GENERATED, SEED, VERSIONS, differences
from reports.rendering.markdown import Setting
from reports.rendering.profile import QUICK, profile_named

#: Seconds that a page, and those made together with it, may take here; one that asks for studies takes more.
LONGEST = 6
LONG = {page.build for page in pages() if page.studies(QUICK) or page.seconds > LONGEST}
MARKDOWN = sorted(GENERATED.glob("*.md"))


@pytest.mark.parametrize("page", [page for page in pages() if page.build not in LONG], ids=lambda page: page.file)
def test_a_page_is_what_the_code_makes(page: Page) -> None:
    made = page.build(Setting(profile_named("quick"), SEED, lambda stage: None, workers=1))
    assert page.file in made
    assert set(made) & set(differences(GENERATED, made)) == set()


def test_the_index_leads_to_the_page_that_shows_a_statement() -> None:
    lines = (GENERATED / "index.md").read_text(encoding="utf-8").splitlines()
    linked = dict(
        found.groups() for line in lines if (found := re.match(r"\| ([\w.-]+) \| \[.*?\]\(([\w.-]+)\) \|", line))
    )
    assert linked == {record.id: page.file for page in reversed(pages()) for record in page.statements}


@pytest.mark.parametrize("page", MARKDOWN, ids=lambda page: page.name)
def test_a_checked_in_page_survives_markdown(page: Path, survives: Callable[[str], None]) -> None:
    survives(page.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "page",
    [
        "up to x_*. As f increases up to x_*, L",
        r"of $\hat{W}_0$ and $x_{1}$",
        "$a*b$ and $c*d$",
        r"$a\,b$",
        "$T=10,000$",
        "a<b>c</b>",
    ],
)
def test_what_markdown_takes_for_itself_is_noticed(page: str, survives: Callable[[str], None]) -> None:
    with pytest.raises(AssertionError):
        survives(page)


@pytest.mark.skipif(not MARKDOWN, reason="no report has been generated yet")
def test_the_checked_in_report_is_complete_and_small() -> None:
    files = [path for path in GENERATED.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < 7_000_000
    assert all(path.stat().st_size < 300_000 for path in files if path.suffix == ".svg")
    assert {page.name for page in MARKDOWN} == {page.file for page in pages()}
    assert differences(GENERATED, {}) == sorted(
        str(path.relative_to(GENERATED)) for path in files if str(path.relative_to(GENERATED)) != VERSIONS
    )
