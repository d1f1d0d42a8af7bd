"""Faults planted in the source of a module, for tests that must notice them."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable
from types import ModuleType

import pytest


def changed(module: ModuleType, *changes: tuple[str, str], adapt: Callable[[str], str] = str) -> ModuleType:
    """Return a copy of ``module`` with places changed that occur once each; ``adapt`` then works on the source."""
    source = inspect.getsource(module)
    for old, new in changes:
        assert source.count(old) == 1, f"{old!r} does not occur exactly once in {module.__name__}"
        source = source.replace(old, new)
    copy = ModuleType(f"{module.__name__}_changed")
    copy.__file__ = module.__file__
    sys.modules[copy.__name__] = copy  # where its dataclasses look for their own annotations
    try:
        exec(compile(adapt(source), copy.__name__, "exec"), copy.__dict__)
    finally:
        del sys.modules[copy.__name__]
    return copy


def fault(check: Callable[..., None], old: str, new: str, name: str) -> object:
    """Return the parameters of a test that plants ``new`` for ``old`` and wants ``check`` to notice."""
    return pytest.param(check, old, new, id=f"{check.__name__[6:]}: {name}")
