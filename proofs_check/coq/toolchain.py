"""Coq on this machine: whether it is there, what is missing, and running it."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from proofs_check.coq.sources import FOLDER, module_of

#: The Debian packages that are needed, and the folder of each among Coq's libraries.
PACKAGES = {
    "coq": "",
    "libcoq-coquelicot": "Coquelicot",
    "libcoq-interval": "Interval",
    "libcoq-flocq": "Flocq",
    "libcoq-mathcomp-ssreflect": "mathcomp/ssreflect",
    "libcoq-mathcomp-algebra": "mathcomp/algebra",
}
#: The library folder, under its logical name, and a warning of Coquelicot's own.
OPTIONS = ("-R", str(FOLDER), "dmf", "-w", "-ambiguous-paths")


class MissingCoq(ValueError):
    """Coq, or one of its libraries, is not installed."""


@cache
def missing() -> tuple[str, ...]:
    """Return the packages that are not installed."""
    if shutil.which("coqc") is None:
        return tuple(PACKAGES)
    where = Path(_output(["coqc", "-where"]).strip()) / "user-contrib"
    return tuple(name for name, folder in PACKAGES.items() if folder and not (where / folder).is_dir())


def require() -> None:
    """Raise MissingCoq in one line, with the way to install it, unless everything is there."""
    if missing():
        names = " ".join(missing())
        raise MissingCoq(
            f"the proofs need {', '.join(missing())}; on Debian or Ubuntu: "
            f"sudo apt-get install --no-install-recommends {names}"
        )


def versions() -> dict[str, str]:
    """Return the versions of Coq and of its libraries, as far as the machine tells."""
    found = {"coq": _output(["coqc", "-print-version"]).split()[0]}
    if shutil.which("dpkg-query"):
        names = [name for name in PACKAGES if name != "coq"]
        listed = _output(["dpkg-query", "-W", "-f", "${Package} ${Version}\n", *names])
        found |= dict(line.split() for line in listed.splitlines())
    return found


def compile_sources(targets: Iterable[str] = (), workers: int = 2) -> None:
    """Compile sources, or all of them, with what they need. Raises ValueError with Coq's message if one fails."""
    goals = [f"{path}o" for path in targets] or ["all"]
    done = subprocess.run(
        ["make", "--no-print-directory", f"-j{workers}", "-C", str(FOLDER), *goals], capture_output=True, text=True
    )
    if done.returncode:
        raise ValueError(f"Coq: {_first_error(done.stdout + done.stderr)}")


def run(text: str) -> tuple[bool, str]:
    """Compile a text that uses the compiled sources; return whether Coq accepts it, and what it says."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "asked.v"
        path.write_text(text, encoding="utf-8")
        done = subprocess.run(["coqc", *OPTIONS, str(path)], capture_output=True, text=True)
    return done.returncode == 0, done.stdout + done.stderr


def check_with_kernel(paths: Iterable[str]) -> str:
    """Have coqchk, a checker of its own, read compiled sources and all they need; return its summary.

    Raises ValueError where it does not accept one.
    """
    modules = [module_of(path) for path in paths]
    done = subprocess.run(
        ["coqchk", "-silent", "-o", "-R", str(FOLDER), "dmf", *modules], capture_output=True, text=True
    )
    if done.returncode:
        raise ValueError(f"coqchk: {_first_error(done.stdout + done.stderr)}")
    return done.stdout + done.stderr


def _first_error(text: str) -> str:
    lines = text.splitlines()
    start = next((place for place, line in enumerate(lines) if line.startswith("Error")), len(lines) - 1)
    where = next((line for line in reversed(lines[:start]) if line.startswith("File")), "")
    return " ".join([where, *lines[start : start + 3]]).strip() or "failed without a message"


def _output(command: list[str]) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout
