"""Compiled loops on disk: used again while nothing changed, compiled anew when any file they are made of did."""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

import numerics.compiled.pair
import numerics.compiled.scalar
from numerics.compiled import disk_cache
from numerics.compiled.disk_cache import ROOT, source_files, source_stamp

PACKAGES = ("theory", "numerics", "proofs_check", "reports")
FOLDER = Path("numerics/compiled")

#: Prints what the loops of the copy at hand return, and how many of them came from disk.
RUN = """
import json
import numpy as np
from numerics.compiled import chain, pair, scalar

ones, found, scan = np.ones(1), np.zeros(1, np.int64), scalar.scan_kernel(2)
scan(0.1 * ones, ones, 0.1 * ones, 0.9 * ones, 1.1 * ones, 100, found)
column = np.zeros((pair.CASE_ROWS, 1))
column[[pair.DIFF, pair.SUM, pair.ETA, pair.NEAR, pair.FAR], 0] = 0.25, 0.75, 0.05, 0.5, 0.5
column[[pair.LAM, pair.SIDE, pair.TOP], 0] = -1.0, 1.0, 10.0
last, met = np.zeros(1, np.int64), np.zeros(1, np.int64)
pair.locate(2, column, pair.ERROR, column[:6].copy(), np.full(1, 400), last, met)
kernels = {"scalar": scan, "pair": pair.locate, "chain": chain.loop}
values = {"scalar": int(found[0]), "pair": [int(last[0]), int(met[0])], "chain": chain.loop(3)}
print(json.dumps({name: [values[name], sum(k.stats.cache_hits.values())] for name, k in kernels.items()}))
"""
#: A loop with a helper in a second file and a constant in a third.
CHAIN = {
    "chain": """
        from numerics.compiled.middle import advanced
        @compiled
        def loop(steps):
            x = 0.0
            for _ in range(steps):
                x = advanced(x)
            return x
    """,
    "middle": """
        from numerics.compiled import bottom
        LENGTH = bottom.LENGTH
        @compiled
        def advanced(x):
            return x + LENGTH
    """,
    "bottom": "LENGTH = 1.0",
}
HEAD = "from numerics.compiled.disk_cache import compiler\ncompiled = compiler(__file__)\n"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the compiled loops alone, beside our small chain."""
    root = tmp_path_factory.mktemp("copy")
    (root / FOLDER).mkdir(parents=True)
    (root / "numerics/__init__.py").touch()
    for name in ("__init__", "disk_cache", "steps", "scalar", "pair"):
        shutil.copy(ROOT / FOLDER / f"{name}.py", root / FOLDER)
    for name, text in CHAIN.items():
        (root / FOLDER / f"{name}.py").write_text(HEAD + dedent(text))
    return root


def run(package: Path) -> dict[str, list]:
    environment = {**os.environ, "NUMBA_CACHE_DIR": str(package / "cache")}
    output = subprocess.run(
        [sys.executable, "-c", RUN], cwd=package, env=environment, stdout=subprocess.PIPE, text=True, check=True
    )
    return json.loads(output.stdout)


def edit(package: Path, module: str, *changes: tuple[str, str]) -> None:
    path = package / FOLDER / f"{module}.py"
    text = path.read_text()
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} does not occur exactly once in {module}"
        text = text.replace(old, new)
    path.write_text(text)


def test_loops_on_disk_change_with_every_file_they_are_made_of(package: Path) -> None:
    fresh = run(package)
    assert [hits for _, hits in fresh.values()] == [0, 0, 0]
    again = run(package)
    assert {name: [value, 1] for name, (value, _) in fresh.items()} == again
    assert fresh["chain"][0] == 3.0
    assert fresh["scalar"][0] > 0
    assert fresh["pair"][0][1] > 0

    edit(package, "bottom", ("1.0", "2.0"))
    # the step of the scalar loop turned round, and the product that the pair's step takes from a fused operation
    edit(
        package,
        "steps",
        (
            "return builder.fma(builder.fneg(eta), builder.fmul(p, r), d)",
            "return builder.fma(eta, builder.fmul(p, r), d)",
        ),
        ("return builder.fma(*args)", "return builder.fadd(args[0], args[2])"),
    )
    changed = run(package)
    assert [hits for _, hits in changed.values()] == [0, 0, 0]
    assert changed["chain"][0] == 6.0
    assert changed["scalar"][0] != fresh["scalar"][0]
    assert changed["pair"][0] != fresh["pair"][0]


def test_nothing_is_kept_on_disk_but_by_the_stamping_decorator() -> None:
    """No call anywhere has the argument ``cache``, except the one in disk_cache; the stamp is that of the own file."""
    kept, makers = [], 0
    for path in (path for package in PACKAGES for path in (ROOT / package).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if not isinstance(node, ast.Call):
                continue
            if any(keyword.arg == "cache" for keyword in node.keywords):
                kept.append(path)
            if ast.unparse(node.func).endswith("compiler") and path != Path(disk_cache.__file__):
                assert ast.unparse(node) == "compiler(__file__)", path
                makers += 1
    assert kept == [Path(disk_cache.__file__)]
    assert makers >= 5


@pytest.mark.parametrize("module", [numerics.compiled.pair, numerics.compiled.scalar])
def test_kernels_carry_the_stamp_of_all_their_files(module: object) -> None:
    path = Path(module.__file__)
    assert {path, path.with_name("steps.py")} <= source_files(path)
    kernels = [
        value for value in vars(module).values() if hasattr(value, "py_func") and value.__module__ == module.__name__
    ]
    assert kernels
    assert {kernel._cache._cache_file._source_stamp for kernel in kernels} == {source_stamp(path)}


def test_imports_that_hide_their_file_are_refused(tmp_path: Path) -> None:
    (tmp_path / "hidden.py").write_text("from .steps import fma\n")
    with pytest.raises(ImportError, match="relative imports"):
        source_files(tmp_path / "hidden.py")
