"""What we found: campaigns, tables, figures, pages, and the ``dmf`` command.

The names below are imported when they are first asked for, so that ``dmf --help`` does not wait for SymPy.
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, Any

# SymPy remembers 1000 results of each of its functions unless told otherwise before it is imported; campaigns need more
os.environ.setdefault("SYMPY_CACHE_SIZE", "30000")

if TYPE_CHECKING:
    from reports.engine.bound import bound
    from reports.engine.result import Result
    from reports.engine.verify import verify
    from reports.engine.witness import replay
    from reports.planning.plan import plan

__all__ = ["Result", "bound", "plan", "replay", "verify"]

_HOME = {
    "Result": "reports.engine.result",
    "bound": "reports.engine.bound",
    "plan": "reports.planning.plan",
    "replay": "reports.engine.witness",
    "verify": "reports.engine.verify",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
