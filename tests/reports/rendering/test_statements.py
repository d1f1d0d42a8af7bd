"""Statements in LaTeX: the paper's signs and order, every name defined, and no line off the page."""

from __future__ import annotations

import re

import pytest
import sympy as sp

from reports.rendering.markdown import claim_latex
from theory.language.expressions import Abbreviation, At
from theory.language.printing import _signs, latex
from theory.language.registry import STATEMENTS, statement
from theory.language.statement import Statement
from theory.language.symbols import alpha, eta, k, lam

#: Shown as a block on a page; the others are far longer and shown as sentences.
SHOWN = [record for record in STATEMENTS if record.id not in ("1.3-sharp", "lemma-D.1")]


@pytest.mark.parametrize("record", STATEMENTS, ids=lambda record: record.id)
def test_the_paper_s_signs(record: Statement) -> None:
    shown = [record.latex(), *(claim_latex(claim) for claim in record.claims)]
    for text in shown:
        assert "\\log" not in text
        assert "\\epsilon" not in text
        assert "q_{" not in text
        assert not re.search(r"[)}]_\{", re.sub(r"\\(?:int|sum|lim|substack)[^ ]*", "", text)), "an index on a bracket"


@pytest.mark.parametrize("record", SHOWN, ids=lambda record: record.id)
def test_no_line_is_wider_than_a_page(record: Statement) -> None:
    for line in record.latex().splitlines()[1:-1]:
        assert _signs(line.split("&& ")[1]) <= 68, line


@pytest.mark.parametrize("record", STATEMENTS, ids=lambda record: record.id)
def test_every_abbreviation_is_defined_below(record: Statement) -> None:
    used = {a for claim in record.claims for part in claim.parts() for a in part.atoms(Abbreviation)}
    for short in used:
        if not short.body.has(At):
            name = latex(sp.Symbol(short.name))
            assert re.search(rf"where:\}} && {re.escape(name)}(\\left\([^=]*)? =", record.latex()), short.name
            assert f"where {short.name}" in str(record)


def test_1_3_is_written_with_its_names() -> None:
    text = statement("1.3").latex()
    assert r"k \geq T^{\mathrm{Id}}\left(\left|{\lambda}\right|, \varepsilon, \xi', \eta\right) + T_{g} + 1" in text
    assert r"T_{g} = 1 + \frac{\ln{\left(\frac{D}{\beta} \right)}}{\ln{\left(1 + \eta \rho \right)}}" in text
    assert [a.name for a in statement("1.3").abbreviations()] == ["T_g", "rho", "D", "E_ii", "theta", "xi'"]


def test_terms_stand_in_the_order_of_the_paper() -> None:
    assert latex(1 - eta * alpha) == r"1 - \alpha \eta"
    assert latex(1 + eta * lam) == r"1 + \eta \lambda"
    assert latex(k + 1) == "k + 1"
    assert r"\ln{\left(1 - \eta h{\left(x_* \right)} \right)}" in statement("2.4").latex()
    assert (
        r"U_{\mathrm{complex}}{\left(y\left(t\right) \right)} - U_{\mathrm{complex}}" in statement("lemma-2.5").latex()
    )


def test_the_flow_of_another_eigenvalue_is_named_once() -> None:
    shown = claim_latex(statement("lemma-3.4").claim("flow"))
    assert shown == r"$y\left(t\right) \leq y\left(t; \lambda=\mu\right) \quad \text{for every } t$"
