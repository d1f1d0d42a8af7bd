"""The parts of a report, gathered by two worker processes where processes can be forked."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection, wait
from typing import Any

from reports.engine.lifeline import Lifeline, lifeline
from reports.pages.study import Task
from reports.rendering.markdown import Files, Setting

Part = Callable[[Setting], Files]
Findings = dict[tuple[str, str], Any]

#: Worker processes. Each part is computed by one of them, so the files do not depend on their number.
WORKERS = 2


@dataclass(frozen=True)
class Job:
    """What is handed out at once: a part, or all studies of one statement; ``needs`` are the results it asks for."""

    run: Callable[[Setting], Files | Findings]
    needs: frozenset[tuple[str, str]] = frozenset()


def gather(
    parts: Sequence[Part],
    setting: Setting,
    workers: int = WORKERS,
    studies: Mapping[Part, Sequence[Task]] | None = None,
) -> Iterator[Files]:
    """Yield the files of each of ``parts`` in their order, computed in ``workers`` forked processes.

    The ``studies`` that parts ask for come first, those of one statement in one process, and a part when the workers
    have found what it asks for. Progress is reported as it comes, from all workers. A part that raises, or a study of
    it, ends the iteration with its exception, after the files of the parts before it. The workers end with this
    process, also when it is killed. Without ``fork``, or with one worker, everything happens in this process.
    """
    if workers < 2 or len(parts) < 2 or "fork" not in multiprocessing.get_all_start_methods():
        for part in parts:
            yield part(setting)
        return
    asked = [list((studies or {}).get(part, ())) for part in parts]
    first = [Job(_together(tasks)) for tasks in _by_statement(asked)]
    needs = [frozenset(study.key(record) for study, record in tasks) for tasks in asked]
    jobs = [*first, *(Job(part, needed) for part, needed in zip(parts, needs, strict=True))]
    context = multiprocessing.get_context("fork")
    pipes = [context.Pipe() for _ in range(min(workers, len(jobs)))]
    with lifeline() as line:
        processes = [context.Process(target=_work, args=(line, there, jobs, setting)) for _, there in pipes]
        try:
            for process in processes:
                process.start()
            sentinels = [process.sentinel for process in processes]
            yield from _in_order([here for here, _ in pipes], sentinels, jobs, len(first), setting)
        finally:
            for process in (process for process in processes if process.pid is not None):
                process.terminate()
                process.join()


def _by_statement(asked: Sequence[Sequence[Task]]) -> list[list[Task]]:
    """Return the tasks of all parts, each once, those of one statement together."""
    found: dict[str, list[Task]] = {}
    for study, record in dict.fromkeys(task for tasks in asked for task in tasks):
        found.setdefault(record.id, []).append((study, record))
    return list(found.values())


def _together(tasks: Sequence[Task]) -> Callable[[Setting], Findings]:
    def run(setting: Setting) -> Findings:
        for study, record in tasks:
            study(record, setting)
        return setting.found

    return run


def _in_order(
    pipes: Sequence[Connection], sentinels: Sequence[int], jobs: Sequence[Job], first: int, setting: Setting
) -> Iterator[Files]:
    """Hand out the jobs to whoever is free, and yield the files that come back in the order of the parts.

    The parts begin with job ``first``; one whose needs are not met yet is passed over. A sentinel is ready when its
    process has ended, which none does by itself: RuntimeError.
    """
    found: Findings = {}
    results: dict[int, Files | BaseException] = {}
    waiting, free, done = list(range(len(jobs))), list(pipes), first
    while done < len(jobs):
        while free and (index := next((i for i in waiting if jobs[i].needs <= found.keys()), None)) is not None:
            waiting.remove(index)
            free.pop(0).send((index, {key: found[key] for key in jobs[index].needs}))
        ready = wait([*pipes, *sentinels])
        if not any(pipe in ready for pipe in pipes):
            raise RuntimeError("a worker process of the report has ended before its time")
        for pipe in (pipe for pipe in pipes if pipe in ready):
            index, answer = pipe.recv()
            if isinstance(answer, str):
                setting.progress(answer)
                continue
            free.append(pipe)
            if index >= first:
                results[index] = answer
            elif isinstance(answer, BaseException):  # nothing that waits for it will be made
                results |= dict.fromkeys((i for i in waiting if jobs[i].needs), answer)
            else:
                found |= answer
        while done in results:
            answer = results.pop(done)
            if isinstance(answer, BaseException):
                raise answer
            yield answer
            done += 1


def _work(line: Lifeline, pipe: Connection, jobs: Sequence[Job], setting: Setting) -> None:
    """Do the jobs whose indices come through ``pipe`` with what they need, and send progress and results back."""
    line.hold()
    while True:
        index, found = pipe.recv()

        def tell(stage: str, index: int = index) -> None:
            pipe.send((index, stage))

        answer: Files | Findings | BaseException
        try:
            answer = jobs[index].run(replace(setting, progress=tell, workers=1, found=found))
        except BaseException as error:  # whatever it is, the parent process raises it
            answer = error
        pipe.send((index, answer))
