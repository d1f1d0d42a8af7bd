"""Studies of single statements: what takes long is found once in a report, whoever asks, by whichever worker is free.

The studies of one statement belong in one process: they resolve the same formulas and draw the same cases.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from reports.rendering.markdown import Setting
from theory.language.statement import Statement

Found = TypeVar("Found")


@dataclass(frozen=True)
class Study(Generic[Found]):
    """A function of a statement and a setting; a setting that has seen its result gives that.

    What ``run`` returns has to survive pickling, and may not depend on what was found before.

    >>> from reports.rendering.profile import QUICK
    >>> from theory import statement
    >>> count = Study(lambda record, setting: setting.progress(record.id) or len(record.claims))
    >>> setting = Setting(QUICK, 1, print)
    >>> [count(statement("remark-2.3"), setting) for _ in range(2)]
    remark-2.3
    [1, 1]
    """

    run: Callable[[Statement, Setting], Found]

    def __call__(self, record: Statement, setting: Setting) -> Found:
        """Return the result for ``record``, which is computed where the setting does not hold it."""
        key = self.key(record)
        if key not in setting.found:
            setting.found[key] = self.run(record, setting)
        found: Found = setting.found[key]
        return found

    def key(self, record: Statement) -> tuple[str, str]:
        """Return the name under which a setting holds the result."""
        return f"{self.run.__module__}.{self.run.__qualname__}", record.id


#: One study of one statement.
Task = tuple[Study[Any], Statement]
