"""Worker processes end with the process they work for, whichever signal that dies of."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from reports.engine.verify import verify
from reports.pages.workers import gather
from reports.rendering.markdown import Files, Setting
from reports.rendering.profile import QUICK
from theory import statement

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked up in /proc")


def endless(setting: Setting) -> Files:
    setting.progress("begun")
    while True:
        time.sleep(0.01)


def report(told: Connection) -> None:
    list(gather((endless, endless, endless), Setting(QUICK, 1, told.send)))


def campaign(told: Connection) -> None:
    verify(statement("lemma-2.2"), 10**6, workers=2, progress=lambda done, total: told.send(done))


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def runs(pid: int) -> bool:
    """Whether a process is there and no zombie, which its new parent may be slow to remove."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.parametrize("work", [report, campaign])
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_no_worker_outlives_a_process_that_is_killed(number: int, work: Callable[[Connection], None]) -> None:
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe()
    process = context.Process(target=work, args=(there,))
    process.start()
    assert process.pid is not None
    here.recv()
    deadline = time.monotonic() + 20
    while len(children(process.pid)) < 2 and time.monotonic() < deadline:
        time.sleep(0.01)
    workers = children(process.pid)
    os.kill(process.pid, number)
    process.join(20)
    while any(runs(pid) for pid in workers) and time.monotonic() < deadline:
        time.sleep(0.01)
    survivors = [pid for pid in workers if runs(pid)]
    for pid in survivors:
        os.kill(pid, signal.SIGKILL)
    assert len(workers) == 2
    assert survivors == []
