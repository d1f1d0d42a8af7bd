"""A new lemma is one file in theory: everything else follows from the registry.

A toy lemma in a folder outside the tree is registered through the public call, and is then listed, shown, bounded,
verified, mutated, corrupted and put on an index page like the published ones.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from click.testing import CliRunner

from numerics.exact.verdict import Verdict
from reports.commands.cli import main
from reports.engine.corruption import corruption_table
from reports.engine.mutations import mutations
from reports.engine.verify import verify
from reports.pages.index.page import claim_table, entry_of, statement_table
from reports.repl import namespace
from theory import STATEMENTS, register_folder, statement
from theory.language.registry import unregister
from theory.language.statement import Statement

LEMMA = '''
"""Lemma Z.9: far above the limit one step takes off at most a fixed share of the state."""

import sympy as sp

from theory.dynamics.orbits import T, d
from theory.language.definitions import L
from theory.language.hypotheses import SCALAR_COUNT
from theory.language.statement import Claim, Constant, Every, Statement
from theory.language.symbols import N, alpha, eps, eta, k, lam, multiplier

LEMMA_Z_9 = Statement(
    id="lemma-Z.9",
    title="A toy",
    summary="Above the limit the iterates shrink slowly.",
    hypotheses=SCALAR_COUNT,
    claims=(
        Claim(
            "slow",
            sp.Ge(d(k + 1), multiplier("lower") * (1 - eta * alpha ** (2 * N - 2)) * d(k)),
            "d(k+1) >= (1 - eta alpha^(2N-2)) d(k)",
            "ours",
            Every(k),
            given=sp.And(lam >= 0, sp.Gt(alpha**N, lam)),
        ),
        Claim("count", sp.Ge(T, multiplier("lower")), "at least one step is needed", "ours"),
    ),
    constants=(Constant("lower", "the share that is left"),),
    depends_on=("lemma-2.2",),
)
'''


@pytest.fixture
def toy(tmp_path: Path) -> Iterator[Statement]:
    (tmp_path / "lemma_z_9.py").write_text(LEMMA, encoding="utf-8")
    (record,) = register_folder(tmp_path)
    try:
        yield record
    finally:
        unregister(record)


def run(*arguments: str) -> str:
    result = CliRunner().invoke(main, list(arguments), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_it_is_registered_and_in_the_session(toy: Statement) -> None:
    assert toy in STATEMENTS
    assert statement("LEMMA-Z.9") is toy
    assert namespace()["LEMMA_Z_9"] is toy


def test_the_command_lists_and_shows_it(toy: Statement) -> None:
    assert any("lemma-Z.9" in line and "A toy" in line for line in run("list").splitlines())
    shown = run("show", "lemma-Z.9")
    assert "d(k + 1) >=" in shown
    assert toy.summary in shown


def test_the_command_answers_its_bound(toy: Statement) -> None:
    parameters = ["--depth", "2", "--eigenvalue", "1", "--alpha", "2", "--step", "1/50", "--accuracy", "1/100"]
    answer = json.loads(run("bound", "lemma-Z.9", *parameters, "--json"))
    assert answer["statement"] == "lemma-Z.9"
    assert answer["lower"] == "1"
    assert set(answer["hypotheses"]) == {hypothesis.name for hypothesis in toy.hypotheses}


def test_it_is_verified(toy: Statement) -> None:
    assert "UPHELD" in run("verify", "lemma-Z.9", "--cases", "30", "--workers", "1")
    assert verify(toy, cases=30).verdict is Verdict.UPHELD


def test_it_is_mutated_and_corrupted(toy: Statement) -> None:
    (constant,) = toy.constants
    weaker, stronger = mutations(toy, constant, seed=0, cases=60, factors=(Fraction(1, 2), Fraction(2)))
    assert (weaker.verdict, stronger.verdict) == (Verdict.UPHELD, Verdict.REFUTED)
    assert all(found.verdict is not Verdict.UPHELD for found in corruption_table([toy], cases=20))


def test_it_stands_on_an_index_page(toy: Statement) -> None:
    entry = entry_of(verify(toy, cases=20))
    assert "| lemma-Z.9 | A toy |" in statement_table([entry])
    assert claim_table([entry]).count("lemma-Z.9") == len(toy.claims)
