"""Worker processes that do not outlive the process they work for, however that one ends."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True)
class Lifeline:
    """A pipe that only the parent keeps open for writing: its other end tells a worker when the parent is gone."""

    reading: int
    writing: int

    def hold(self) -> None:
        """Make this forked worker end with its parent; to be called first thing in it.

        SIGTERM, which a command line may handle in Python, ends it at once, also in the middle of a long computation.
        """
        os.close(self.writing)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        threading.Thread(target=self._follow, daemon=True).start()

    def _follow(self) -> None:
        os.read(self.reading, 1)  # returns when the last writing end is closed
        os._exit(1)


@contextmanager
def lifeline() -> Iterator[Lifeline]:
    """Give the lifeline of workers that are forked inside the block.

    >>> with lifeline() as line:
    ...     line.reading != line.writing
    True
    """
    line = Lifeline(*os.pipe())
    try:
        yield line
    finally:
        os.close(line.reading)
        os.close(line.writing)
