"""Two workers give the files that one gives, in the same order, and pass on progress and failures."""

from __future__ import annotations

import os
import pickle
import time
from fractions import Fraction

import pytest

from reports.pages.constants.study import FRONTIERS, MUTATIONS
from reports.pages.index.page import CAMPAIGN
from reports.pages.page import studies
from reports.pages.study import Study
from reports.pages.workers import gather
from reports.rendering.markdown import Files, Setting
from reports.rendering.profile import QUICK, Profile
from theory.language.registry import STATEMENTS, statement
from theory.language.statement import Statement


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


# Studies that parts ask for ------------------------------------------------------------------


def _found(record: Statement, setting: Setting) -> str:
    setting.progress(f"found {record.id}")
    return f"{record.id}, {setting.seed}, {os.getpid()}"


def _refused(record: Statement, setting: Setting) -> str:
    raise ValueError(f"{record.id}: refused")


def _twice(record: Statement, setting: Setting) -> tuple[str, str]:
    return FOUND(record, setting), FOUND(record, setting)


FOUND, REFUSED, TWICE = Study(_found), Study(_refused), Study(_twice)
FIRST, SECOND = statement("lemma-2.2"), statement("remark-2.3")


def asking(setting: Setting) -> Files:
    return {"asking": f"{FOUND(FIRST, setting)}; {FOUND(SECOND, setting)}"}


def asking_too(setting: Setting) -> Files:
    return {"asking too": "; ".join(dict.fromkeys(TWICE(FIRST, setting)))}


def asking_in_vain(setting: Setting) -> Files:
    return {"in vain": REFUSED(SECOND, setting)}


def test_a_study_is_made_once_whoever_asks() -> None:
    stages, setting = told()
    asked = {asking: [(FOUND, FIRST), (FOUND, SECOND)], asking_too: [(TWICE, FIRST)]}
    parts = (asking, quick, asking_too)
    made = {name: text for files in gather(parts, setting, studies=asked) for name, text in files.items()}
    assert sorted(stages) == ["found lemma-2.2", "found remark-2.3", "quick"]
    assert list(made) == ["asking", "quick.md", "asking too"]
    assert made["asking"].startswith(f"{made['asking too']}; remark-2.3, 4")
    assert str(os.getpid()) not in made["asking"]
    stages, setting = told()
    assert [list(files) for files in gather(parts, setting, 1, asked)] == [["asking"], ["quick.md"], ["asking too"]]
    assert sorted(stages) == ["found lemma-2.2", "found remark-2.3", "quick"]


def test_a_study_that_fails_fails_the_part_that_asks_for_it() -> None:
    iterator = gather((quick, asking_in_vain), told()[1], studies={asking_in_vain: [(REFUSED, SECOND)]})
    assert next(iterator) == {"quick.md": "5"}
    with pytest.raises(ValueError, match=r"remark-2\.3: refused"):
        next(iterator)


def test_what_the_studies_of_the_report_find_survives_the_way_between_processes() -> None:
    tasks = [task for tasks in studies(QUICK).values() for task in tasks if task[1] is SECOND]
    assert {study for study, _ in tasks} == {CAMPAIGN, FRONTIERS, MUTATIONS}
    setting = Setting(Profile("tiny", Fraction(1, 20), 150, 3, 12, 6, 60, 24, 3, 1000), 5, lambda stage: None)
    for study, record in tasks:
        study(record, setting)
    assert len(setting.found) == len(tasks)
    assert pickle.loads(pickle.dumps(setting.found)) == setting.found
    for record in STATEMENTS:
        assert pickle.loads(pickle.dumps(record.constants)) == record.constants
