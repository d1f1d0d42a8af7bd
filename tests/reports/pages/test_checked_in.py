"""The pages that visitors read are what the code makes, byte for byte; ``dmf report --check`` makes the others too.

Whatever changes a number, a figure or a sentence of a page is noticed here; which of the two is right is then for the
author to say.
"""

from __future__ import annotations

import pytest

from reports.pages.page import Page, pages
from reports.pages.report import GENERATED, SEED, differences
from reports.rendering.markdown import Setting
from reports.rendering.profile import profile_named

#: Seconds that a page may take here.
LONGEST = 20


@pytest.mark.parametrize("page", [page for page in pages() if page.seconds < LONGEST], ids=lambda page: page.file)
def test_a_page_is_what_the_code_makes(page: Page) -> None:
    made = page.build(Setting(profile_named("quick"), SEED, lambda stage: None, workers=1))
    assert page.file in made
    assert set(made) & set(differences(GENERATED, made)) == set()
