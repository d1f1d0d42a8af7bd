"""Plant faults one at a time in a copy of the tree, run the tests, and name the faults that none of them noticed.

A fault is one small change of one expression or statement: another constant, operator, relation or bound, two arguments
swapped, a condition, a hypothesis or a term dropped. The tests that mirror or import the changed file run first, the
campaigns of the statement that it states next, the whole suite last, each until the first failure. What fails must pass
when the fault is gone.

    python -m tests.faults --count 40 --seed 1 theory numerics/bounds

>>> before = "def f(x):\\n    return x + 1 if x > 0 else 0\\n"
>>> [fault.change for fault in faults_in("f.py", before)][:3]
['x + 1 if x > 0 else 0  →  (x + 1 if not x > 0 else 0)', 'x > 0  →  (x >= 0)', 'x > 0  →  (x < 0)']
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

PACKAGES = ("theory", "numerics", "proofs_check", "reports")
#: A module that more tests import than these is one of the foundations, and all tests are its own.
MANY = 8
#: Seconds after which a run counts as noticed, of a part of the suite and of the whole: tests that hang do not pass.
PATIENCE, PATIENCE_WHOLE = 600, 1800

_OPERATORS: dict[type, tuple[type, ...]] = {
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.GtE),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.LtE),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div,),
    ast.Div: (ast.Mult,),
    ast.Pow: (ast.Mult,),
    ast.FloorDiv: (ast.Mult,),
    ast.And: (ast.Or,),
    ast.Or: (ast.And,),
}
_TWINS = (("Le", "Lt"), ("Ge", "Gt"), ("Max", "Min"), ("max", "min"), ("ceiling", "floor"), ("ceil", "floor"))
_TWINS += (("any", "all"), ("And", "Or"), ("lower", "upper"), ("cosh", "sinh"), ("lhs", "rhs"))
_NAMES = dict(_TWINS) | {second: first for first, second in _TWINS}
#: Keywords that change no result.
_HARMLESS = {"strict", "maxsize", "frozen"}
#: Functions whose arguments may change places, and keywords that can be left out.
_SYMMETRIC = {"Max", "Min", "max", "min", "Eq", "Ne", "And", "Or", "zip", "union", "isinstance", "overlaps"}
_OPTIONAL = {"given", "where", "exactly_when", "since", "before", "largest", "key", "default", "start", "reverse"}


@dataclass(frozen=True)
class Fault:
    """The source ``after`` one change of the file ``path``, in ``line``, and the change in a few words."""

    path: str
    line: int
    change: str
    after: str


def faults_in(path: str, source: str) -> list[Fault]:
    """Return every fault that can be planted in ``source``."""
    starts = [0]
    for text in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(text.encode()))
    raw, found = source.encode(), []
    for node, planted in _planted(ast.parse(source)):
        begin, end = (starts[row - 1] + column for row, column in _ends(node))
        old, new = raw[begin:end].decode(), ast.unparse(planted)
        if isinstance(planted, ast.BinOp | ast.BoolOp | ast.Compare | ast.IfExp | ast.UnaryOp):
            new = f"({new})"  # it may bind less tightly than what it replaces
        after = (raw[:begin] + new.encode() + raw[end:]).decode()
        found.append(Fault(path, node.lineno, f"{_short(old)}  →  {_short(new)}", after))
    return found


def _ends(node: ast.AST) -> tuple[tuple[int, int], tuple[int, int]]:
    return (node.lineno, node.col_offset), (node.end_lineno, node.end_col_offset)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 90 else text[:87] + "…"


def _planted(tree: ast.AST) -> Iterator[tuple[ast.AST, ast.AST]]:
    """Yield (node, what stands in its place), outside of messages, annotations, decorators and imports."""
    for name, value in ast.iter_fields(tree):
        if name in ("decorator_list", "annotation", "returns", "type_params", "slots"):
            continue
        for node in value if isinstance(value, list) else [value]:
            if not isinstance(node, ast.AST) or isinstance(node, ast.Import | ast.ImportFrom | ast.JoinedStr):
                continue
            if isinstance(node, ast.keyword) and node.arg in _HARMLESS:
                continue
            if (
                isinstance(node, ast.Assign)
                and isinstance(node.targets[0], ast.Name)
                and node.targets[0].id == "__all__"
            ):
                continue
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Subscript) and isinstance(tree, ast.Module):
                continue  # the name of a type
            if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
                continue
            if isinstance(node, ast.expr | ast.stmt):
                yield from ((node, new) for new in _changes(node))
            if isinstance(node, ast.If | ast.While) and not isinstance(node.test, ast.Constant):
                yield node.test, ast.UnaryOp(ast.Not(), node.test)
            if not isinstance(node, ast.Raise):
                yield from _planted(node)


def _changes(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what may stand in the place of ``node``."""

    def changed(**fields: object) -> ast.AST:
        other = deepcopy(node)
        for name, value in fields.items():
            setattr(other, name, value)
        return other

    match node:
        case ast.Constant(value=bool() as value):
            yield changed(value=not value)
        case ast.Constant(value=int() as value):
            yield from (changed(value=new) for new in (value + 1, value - 1) if new >= 0)
        case ast.Constant(value=float() as value):
            yield changed(value=value * 1.1 or 1.0)
        case ast.Compare(ops=ops):
            for place, operator in enumerate(ops):
                for other in _OPERATORS[type(operator)]:
                    yield changed(ops=[*ops[:place], other(), *ops[place + 1 :]])
        case ast.BinOp(left=left, op=operator, right=right):
            yield from (changed(op=other()) for other in _OPERATORS.get(type(operator), ()))
            if isinstance(operator, ast.Add | ast.Sub | ast.Mult):
                yield from (deepcopy(left), deepcopy(right))
        case ast.BoolOp(op=operator, values=values):
            yield from (changed(op=other()) for other in _OPERATORS[type(operator)])
            for place in range(len(values)):
                kept = values[:place] + values[place + 1 :]
                yield changed(values=kept) if len(kept) > 1 else deepcopy(kept[0])
        case ast.UnaryOp(op=ast.USub() | ast.Not(), operand=operand):
            yield deepcopy(operand)
        case ast.Name(id=name, ctx=ast.Load()) if name in _NAMES:
            yield changed(id=_NAMES[name])
        case ast.Attribute(attr=name, ctx=ast.Load()) if name in _NAMES:
            yield changed(attr=_NAMES[name])
        case ast.IfExp(test=test):
            yield changed(test=ast.UnaryOp(ast.Not(), test))
        case ast.Tuple(elts=parts, ctx=ast.Load()) | ast.List(elts=parts, ctx=ast.Load()) if len(parts) > 1:
            yield from (changed(elts=parts[:place] + parts[place + 1 :]) for place in range(len(parts)))
        case ast.AugAssign(op=operator):
            yield from (changed(op=other()) for other in _OPERATORS.get(type(operator), ()))
            yield ast.Pass()
        case ast.Raise() | ast.Continue() | ast.Break():
            yield ast.Pass()
        case ast.Expr(value=ast.Call() | ast.Yield() | ast.YieldFrom()):
            yield ast.Pass()
    if isinstance(node, ast.Call):
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        texts = [arg for arg in node.args if isinstance(arg, ast.Starred | ast.Constant | ast.JoinedStr)]
        if len(node.args) > 1 and not texts and name not in _SYMMETRIC:
            yield changed(args=[node.args[1], node.args[0], *node.args[2:]])
        for place, keyword in enumerate(node.keywords):
            if keyword.arg in _OPTIONAL:
                yield changed(keywords=node.keywords[:place] + node.keywords[place + 1 :])


# Running --------------------------------------------------------------------------------------------------------


def stages(path: str, source: str, tree: Path) -> Iterator[list[str]]:
    """Yield the arguments of pytest, run in ``tree``, for a fault in ``path``: the likeliest to notice it first."""
    folder = Path("tests") / Path(path).parent
    while not (tree / folder).is_dir():
        folder = folder.parent
    module = re.compile(rf"\b{re.escape(path.removesuffix('.py').replace('/', '.'))}\b")
    tests = sorted((tree / "tests").rglob("test_*.py"))
    importing = [str(test.relative_to(tree)) for test in tests if module.search(test.read_text())]
    mirrored = folder / f"test_{Path(path).name}"
    near = [str(mirrored)] * (tree / mirrored).exists() + (importing if len(importing) <= MANY else [])
    yield ["-n0", path, *dict.fromkeys(near), *([str(folder)] if folder != Path("tests") else [])]
    ids = re.findall(r'^\s+id="([\w.-]+)"', source, re.MULTILINE)
    if path.startswith("theory/") and ids:
        yield ["-n0", "tests/reports/engine", "tests/reports/deep_factorization", "-k", " or ".join(ids)]
    yield []


def noticed(tree: Path, arguments: list[str]) -> str | None:
    """Run pytest in ``tree``; return which test failed, None if all pass."""
    environment = {**os.environ, "PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *arguments]
    limit = PATIENCE if arguments else PATIENCE_WHOLE
    with subprocess.Popen(
        command,
        cwd=tree,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as run:
        try:
            shown, _ = run.communicate(timeout=limit)
        except BaseException as problem:
            os.killpg(run.pid, signal.SIGKILL)  # its workers and commands too
            if not isinstance(problem, subprocess.TimeoutExpired):
                raise
            return f"not done in {limit} s"
    if run.returncode in (0, 5):  # 5: no test collected
        return None
    failed = re.search(r"^(?:FAILED|ERROR) ([^\s\[]+)", shown, re.MULTILINE)  # without the parameters of a test
    return failed[1] if failed else _short(shown.strip().splitlines()[-1])  # a crash has no failed test


def copied(target: Path) -> None:
    """Copy the files that git knows, or would add, to ``target``."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    for name in filter(None, listed.split("\0")):
        if Path(name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(name, target / name)


def plant(tree: Path, fault: Fault, whole: bool) -> str | None:
    """Plant ``fault`` in ``tree``, return which test notices it, and restore the file."""
    place = tree / fault.path
    before = place.read_text()
    for arguments in stages(fault.path, before, tree):
        if not arguments and not whole:
            continue
        place.write_text(fault.after)
        try:
            by = noticed(tree, arguments)
        finally:
            place.write_text(before)
        if by and (tree / by.split("::")[0]).is_file() and noticed(tree, ["-n0", by]):
            sys.exit(f"{by} fails without a fault")
        if by:
            return by
    return None


def main() -> None:
    """Draw faults, plant them one after the other, and print what noticed each; survivors come last."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("paths", nargs="*", default=PACKAGES, help="files or folders to plant faults in")
    parser.add_argument("--count", type=int, default=40, help="how many faults")
    parser.add_argument("--seed", type=int, default=0, help="seed of their draw")
    parser.add_argument("--mirrored", action="store_true", help="only the tests next to the fault, not the whole suite")
    parser.add_argument("--list", action="store_true", help="print the faults drawn, and plant none")
    chosen = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))

    files = sorted({str(f) for p in map(Path, chosen.paths) for f in ([p] if p.is_file() else p.rglob("*.py"))})
    every = [fault for file in files for fault in faults_in(file, Path(file).read_text())]
    drawn = random.Random(chosen.seed).sample(every, min(chosen.count, len(every)))
    print(f"{len(drawn)} of {len(every)} faults in {len(files)} files")
    if chosen.list:
        print(*(f"{fault.path}:{fault.line}  {fault.change}" for fault in drawn), sep="\n")
        return
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder)
        copied(tree)
        survivors = []
        for number, fault in enumerate(drawn, 1):
            by = plant(tree, fault, not chosen.mirrored)
            survivors += [] if by else [fault]
            print(f"{number:3} {by or 'NOT NOTICED'}\n    {fault.path}:{fault.line}  {fault.change}", flush=True)
    print(f"{len(drawn) - len(survivors)} of {len(drawn)} noticed")
    print(*(f"{fault.path}:{fault.line}  {fault.change}" for fault in survivors), sep="\n")


if __name__ == "__main__":
    main()
