"""Compiled loops kept on disk, and compiled anew when any source they are made of has changed.

numba's disk cache looks at the file of a kernel only: not at the intrinsics, the jitted helpers and the constants
that the kernel takes from other files. Its mark of freshness is replaced here by one of all files of this project
that the file of the kernel imports, directly or through others: no loop can call what none of them holds.
"""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, Literal

from numba import njit

#: The folder of the packages.
ROOT = Path(__file__).parents[2]


def compiler(file: str) -> Callable[..., Any]:
    """Return the decorator that compiles the kernels of the module ``file`` and keeps them on disk.

    The stamp is taken here, when the module is imported, so that what an older state of the sources compiles later is
    not taken for the newer one. Functions that stem from elsewhere, such as an edited copy of the module, are
    compiled but not kept. Kernels release the GIL.

    >>> compiler(__file__)(lambda x: x + 1)(2)
    3
    """
    stamp = source_stamp(Path(file))

    def compiled(function: Callable[..., Any], inline: Literal["never", "always"] = "never") -> Any:
        kept = function.__code__.co_filename == file
        kernel: Any = njit(nogil=True, cache=kept, inline=inline)(function)
        if kept and kernel is not function:  # which it is with NUMBA_DISABLE_JIT
            kernel._cache._cache_file._source_stamp = stamp
        return kernel

    return compiled


def source_stamp(path: Path) -> str:
    """Return a digest of all :func:`source_files` of the module at ``path``, names and contents."""
    digest = hashlib.sha256()
    for file in sorted(source_files(path)):
        digest.update(f"{file.relative_to(ROOT)} {hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def source_files(path: Path) -> set[Path]:
    """Return the files of this project that the module at ``path`` is made of: it and all it imports, to the end.

    >>> sorted(file.name for file in source_files(Path(__file__).with_name("pair.py")))
    ['disk_cache.py', 'pair.py', 'steps.py']
    """
    found: set[Path] = set()
    waiting = [path.resolve()]
    while waiting:
        file = waiting.pop()
        if file not in found:
            found.add(file)
            waiting += _imported_files(file)
    return found


@cache
def _imported_files(file: Path) -> list[Path]:
    return [found for name in _imported_names(ast.parse(file.read_bytes())) for found in _files_of(name)]


def _imported_names(tree: ast.Module) -> Iterator[str]:
    """Yield the dotted names of all imports; ``from a import b`` may mean the module a or the module a.b."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            if node.module is None or node.level:
                raise ImportError(f"line {node.lineno}: relative imports hide which files a kernel is made of")
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _files_of(name: str) -> Iterator[Path]:
    stem = ROOT.joinpath(*name.split("."))
    yield from (file.resolve() for file in (stem.with_suffix(".py"), stem / "__init__.py") if file.is_file())
