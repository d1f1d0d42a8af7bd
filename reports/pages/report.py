"""The report: every page with its figures and data, written or compared with what is there."""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

from reports.pages.page import parts, studies
from reports.pages.workers import gather
from reports.rendering.files import require_writable_folder, write_atomically
from reports.rendering.markdown import Files, Setting, json_text
from reports.rendering.profile import profile_named

#: Where the pages that visitors read live.
GENERATED = Path(__file__).parents[1] / "generated"
#: The seed of the pages that are checked in.
SEED = 2020

#: The file that says what the report was made with. It is the only one that a comparison leaves out.
VERSIONS = "data/versions.json"
_PACKAGES = (
    "matplotlib",
    "mpmath",
    "networkx",
    "numba",
    "numpy",
    "python-flint",
    "scikit-learn",
    "scipy",
    "sympy",
)


def write_report(
    out: Path = GENERATED,
    profile: str = "quick",
    progress: Callable[[str], None] | None = None,
    seed: int = SEED,
) -> list[Path]:
    """Write the report into the folder ``out``, which is created if need be; return the files written.

    ``progress`` is called with the name of each stage. Every file is written whole or not at all, each part as soon
    as it and those before it are ready: after an interruption the same call simply starts again. Raises ValueError
    in one line, before anything is computed, for an unknown profile or a folder that cannot be written to.
    """
    setting = Setting(profile_named(profile), seed, progress or _silent)
    require_writable_folder(out)
    written = []
    for part in generate(setting):
        for name, text in part.items():
            path = out / name
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, text)
            written.append(path)
    return written


def check_report(
    out: Path = GENERATED,
    profile: str = "quick",
    progress: Callable[[str], None] | None = None,
    seed: int = SEED,
) -> list[str]:
    """Generate the report anew and return the names of files in ``out`` that differ, are missing or superfluous.

    Nothing is written. The file ``VERSIONS`` is left out: it may differ between machines. Raises ValueError as
    ``write_report`` does for an unknown profile.
    """
    setting = Setting(profile_named(profile), seed, progress or _silent)
    expected: Files = {}
    for part in generate(setting):
        expected |= part
    return differences(out, expected)


def differences(out: Path, expected: Files) -> list[str]:
    """Return the names of files in ``out`` that differ from ``expected``, are missing, or should not be there.

    >>> differences(Path("no such folder"), {"index.md": "text"})
    ['index.md']
    """
    found = {str(path.relative_to(out)) for path in out.rglob("*") if path.is_file()}
    names = sorted((found | set(expected)) - {VERSIONS})
    return [name for name in names if name not in expected or not _holds(out / name, expected[name])]


def _holds(path: Path, text: str) -> bool:
    return path.is_file() and path.read_bytes() == text.encode("utf-8")


def generate(setting: Setting) -> Iterator[Files]:
    """Yield the files of the report part by part, ``VERSIONS`` last."""
    yield from gather(parts(), setting, studies=studies(setting.profile))
    yield {VERSIONS: versions()}


def versions() -> str:
    """Return the versions of Python and of the packages that the numbers and figures depend on, as JSON.

    >>> print(versions().splitlines()[2].strip())
    "dmf-verify": "0.1.0",
    """
    packages = {name: version(name) for name in ("dmf-verify", *_PACKAGES)}
    return json_text({"python": platform.python_version()} | packages)


def _silent(stage: str) -> None:
    """Take the name of a stage and do nothing with it."""
