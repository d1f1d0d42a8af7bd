"""The page with the redrawn figures, as it is checked in: complete, and its sentences say what its data say."""

from __future__ import annotations

import re
from collections.abc import Callable
from types import SimpleNamespace

import pytest

from reports.pages.gallery.page import shown_window
from reports.pages.gallery.windows import Window
from reports.pages.report import GENERATED

TEXT = (GENERATED / "gallery.md").read_text(encoding="utf-8")


def rows(again: SimpleNamespace, name: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = again.csv_of((GENERATED / "data" / f"gallery-{name}.csv").read_text(encoding="utf-8"))
    return found


def test_it_survives_markdown(survives: Callable[[str], None]) -> None:
    survives(TEXT)


def test_every_figure_of_the_paper_has_its_place_setting_theory_and_evidence() -> None:
    headings = re.findall(r"^## Figures? (\d+)(?: (and|to) (\d+))?:", TEXT, re.M)
    numbers = [n for first, _, last in headings for n in range(int(first), int(last or first) + 1)]
    assert numbers == list(range(1, 14))
    for section in re.split(r"^## ", TEXT, flags=re.M)[1:]:
        assert re.search(r"\*\*Shows?\*\*", section)
        assert all(word in section.lower() for word in ("**setting", "theory", "evidence"))
        images = re.findall(r"\]\((gallery-\d+\.svg)\)", section)
        assert images
        assert all((GENERATED / image).is_file() for image in images)


def test_the_table_of_windows_shows_the_data(again: SimpleNamespace) -> None:
    table = again.table_of(TEXT, "Theorem 3.5")
    found = rows(again, "windows")
    assert len(table) == 15
    for cells in table:
        for kind, cell in (("plateau", cells[6]), ("promised", cells[7])):
            (row,) = [
                r for r in found if (r["N"], r["eta"], r["kind"], r["level"]) == (cells[0], cells[2], kind, cells[3])
            ]
            stop = int(row["stop"]) if row["stop"] else None
            assert cell == shown_window(Window(int(row["level"]), int(row["start"]), stop))
        assert float(cells[5]) == pytest.approx(float(cells[4]), abs=0.013)


def test_the_table_of_depths_shows_the_data(again: SimpleNamespace) -> None:
    for cells in again.table_of(TEXT, "smallest error"):
        mine = [row for row in rows(again, "denoising") if row["N"] == cells[0]]
        for column, value, place in (("effective_rank", 1, 2), ("generalisation", 3, 4)):
            best = min(mine, key=lambda row: float(row[column]))
            assert again.read_number(cells[value]) == pytest.approx(float(best[column]), rel=1e-3)
            assert again.read_number(cells[place]) == int(best["k"])
        assert again.read_number(cells[6]) == pytest.approx(float(mine[-1]["generalisation"]), rel=1e-3)


def test_the_sentences_say_what_the_data_say(again: SimpleNamespace) -> None:
    text = TEXT.replace("\n", " ")
    errors = {n: [float(r["generalisation"]) for r in rows(again, "denoising") if r["N"] == n] for n in "1234"}
    one, two = (float(x) for x in re.search(r"of rank one by ([\d.]+), of rank two by ([\d.]+),", text).groups())
    said = re.search(r"better than rank one at depth ([^;]*?), and better than rank two at depth ([^.]*)\.", text)
    for bound, depths in zip((one, two), said.groups(), strict=True):
        assert re.findall(r"\d", depths) == [n for n, row in errors.items() if min(row) < bound]
    noise = [float(row["error"]) for row in rows(again, "noise")]
    assert float(re.search(r"error against \$W_0\$ reaches ([\d.]+)", text).group(1)) == pytest.approx(
        min(noise), rel=1e-3
    )
    late = re.search(r"For \$\\lambda_1,\\dots,\\lambda_5\$ that is iteration (.*?) in \(a\), and (.*?) in \(b\)", text)
    found = rows(again, "random-start")
    assert [re.findall(r"\d+", part) for part in late.groups()] == [
        [row["found"] for row in found[:5]],
        [row["found"] for row in found[5:]],
    ]


def test_the_flow_beside_descent_is_in_the_data(again: SimpleNamespace) -> None:
    both = [row for row in rows(again, "plateaus") if row["flow"]]
    assert {row["eta"] for row in both} == {"0.0025", "0.125"}
    gap = dict.fromkeys(("0.0025", "0.125"), 0.0)
    for row in both:
        if int(row["k"]) * float(row["eta"]) > 3.3:
            gap[row["eta"]] = max(gap[row["eta"]], abs(float(row["flow"]) - float(row["effective_rank"])))
    said = [
        float(x) for x in re.search(r"they are within ([\d.]+) of each.*?up to ([\d.]+) apart", TEXT, re.S).groups()
    ]
    assert list(gap.values()) == pytest.approx(said, rel=0.05)
