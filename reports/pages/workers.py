"""The parts of a report, gathered by two worker processes where processes can be forked."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from multiprocessing.connection import Connection, wait

from reports.engine.lifeline import Lifeline, lifeline
from reports.rendering.markdown import Files, Setting

Part = Callable[[Setting], Files]

#: Worker processes. Each part is computed by one of them, so the files do not depend on their number.
WORKERS = 2


def gather(parts: Sequence[Part], setting: Setting, workers: int = WORKERS) -> Iterator[Files]:
    """Yield the files of each of ``parts`` in their order, computed in ``workers`` forked processes.

    Progress is reported as it comes, from all workers. A part that raises ends the iteration with its exception,
    after the files of the parts before it. The workers end with this process, also when it is killed. Without
    ``fork``, or with one worker, everything happens in this process.
    """
    if workers < 2 or len(parts) < 2 or "fork" not in multiprocessing.get_all_start_methods():
        for part in parts:
            yield part(setting)
        return
    context = multiprocessing.get_context("fork")
    pipes = [context.Pipe() for _ in range(min(workers, len(parts)))]
    with lifeline() as line:
        processes = [context.Process(target=_work, args=(line, there, parts, setting)) for _, there in pipes]
        try:
            for process in processes:
                process.start()
            sentinels = [process.sentinel for process in processes]
            yield from _in_order([here for here, _ in pipes], sentinels, len(parts), setting)
        finally:
            for process in (process for process in processes if process.pid is not None):
                process.terminate()
                process.join()


def _in_order(pipes: Sequence[Connection], sentinels: Sequence[int], total: int, setting: Setting) -> Iterator[Files]:
    """Hand out the parts one by one to whoever is free, and yield what comes back in the order of the parts.

    A sentinel is ready when its process has ended, which none does by itself: RuntimeError.
    """
    results: dict[int, Files | BaseException] = {}
    handed_out = done = 0
    for pipe in pipes:
        pipe.send(handed_out)
        handed_out += 1
    while done < total:
        ready = wait([*pipes, *sentinels])
        if not any(pipe in ready for pipe in pipes):
            raise RuntimeError("a worker process of the report has ended before its time")
        for pipe in (pipe for pipe in pipes if pipe in ready):
            index, answer = pipe.recv()
            if isinstance(answer, str):
                setting.progress(answer)
                continue
            results[index] = answer
            if handed_out < total:
                pipe.send(handed_out)
                handed_out += 1
        while done in results:
            answer = results.pop(done)
            if isinstance(answer, BaseException):
                raise answer
            yield answer
            done += 1


def _work(line: Lifeline, pipe: Connection, parts: Sequence[Part], setting: Setting) -> None:
    """Compute the parts whose indices come through ``pipe``, and send progress and files back."""
    line.hold()
    while True:
        index = pipe.recv()

        def tell(stage: str, index: int = index) -> None:
            pipe.send((index, stage))

        answer: Files | BaseException
        try:
            answer = parts[index](replace(setting, progress=tell, workers=1))
        except BaseException as error:  # whatever it is, the parent process raises it
            answer = error
        pipe.send((index, answer))
