"""Two workers give the files that one gives, in the same order, and pass on progress and failures."""

from __future__ import annotations

import os
import time

import pytest

from reports.pages.workers import gather
from reports.rendering.markdown import Files, Setting
from reports.rendering.profile import QUICK


def slow(setting: Setting) -> Files:
    setting.progress("slow")
    time.sleep(0.2)
    return {"slow.md": f"{setting.seed}"}


def quick(setting: Setting) -> Files:
    setting.progress("quick")
    return {"quick.md": f"{setting.seed + 1}"}


def whoever(setting: Setting) -> Files:
    return {"process": str(os.getpid())}


def failing(setting: Setting) -> Files:
    raise ValueError(f"seed {setting.seed}: refused")


def dying(setting: Setting) -> Files:
    os._exit(3)


def told() -> tuple[list[str], Setting]:
    stages: list[str] = []
    return stages, Setting(QUICK, 4, stages.append)


def test_the_files_do_not_depend_on_the_number_of_workers() -> None:
    parts = (slow, quick, quick, slow)
    alone, together = told(), told()
    assert list(gather(parts, alone[1], workers=1)) == list(gather(parts, together[1], workers=2))
    assert sorted(together[0]) == sorted(alone[0]) == ["quick", "quick", "slow", "slow"]


def test_one_worker_is_this_process() -> None:
    made = list(gather((whoever, whoever), told()[1], workers=1))
    assert [files["process"] for files in made] == [str(os.getpid())] * 2
    made = list(gather((whoever, whoever), told()[1], workers=2))
    assert str(os.getpid()) not in [files["process"] for files in made]


def test_a_failure_ends_the_iteration_after_the_parts_before_it() -> None:
    received = []
    with pytest.raises(ValueError, match="seed 4: refused"):
        received.extend(gather((quick, slow, failing, quick), told()[1]))
    iterator = gather((slow, failing), told()[1])
    assert next(iterator) == {"slow.md": "4"}
    with pytest.raises(ValueError, match="refused"):
        next(iterator)


def test_a_worker_that_dies_is_noticed() -> None:
    with pytest.raises(RuntimeError, match="worker"):
        list(gather((dying, slow), told()[1]))
