"""Writing files whole or not at all, and finding out beforehand whether a place can be written to."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write_atomically(path: Path, text: str) -> None:
    """Write ``text`` to ``path``: a reader sees the old file or the new one, never a part.

    Raises ValueError in one line when the place cannot be written to.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_atomically(Path(folder) / "a.txt", "1")
    ...     [(file.name, file.read_text()) for file in Path(folder).iterdir()]
    [('a.txt', '1')]
    """
    temporary = None
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        temporary = Path(name)
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
        temporary.chmod(0o666 & ~_umask())  # mkstemp keeps the file to its owner
        temporary.replace(path)
    except OSError as error:
        raise ValueError(f"{path}: cannot be written: {error.strerror}") from None
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def require_writable_file(path: Path) -> None:
    """Raise ValueError in one line unless a file can be created at ``path``; leaves nothing behind."""
    if path.is_dir():
        raise ValueError(f"{path}: cannot be written: it is a folder")
    _try_folder(path, path.parent)


def require_writable_folder(path: Path) -> None:
    """Raise ValueError in one line unless files can be created in ``path`` or it can be made; leaves nothing."""
    existing = path.absolute()
    while not existing.exists() and existing != existing.parent:
        existing = existing.parent
    _try_folder(path, existing)


def _try_folder(path: Path, folder: Path) -> None:
    # Asking for permission is not enough: a read-only or virtual file system denies it to root as well.
    try:
        with tempfile.NamedTemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise ValueError(f"{path}: cannot be written: {error.strerror}") from None
