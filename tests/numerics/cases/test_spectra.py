"""Spectra of cases: what is drawn, written, read, and made shorter."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
import sympy as sp

from numerics.cases.names import as_json, from_json
from numerics.cases.shrink import shrink
from numerics.cases.spectra import (
    LEVELS,
    as_values,
    draw_spectrum,
    read_spectrum,
    shorter_spectra,
    spectrum_text,
    with_spectrum,
)
from numerics.claims.hypotheses import require
from numerics.claims.spectrum import spectrum_of
from theory import statement
from theory.language.expressions import CleanEigenvalue, Eigenvalue
from theory.language.spectra import total
from theory.language.statement import Claim, Hypothesis, Statement
from theory.language.symbols import N, alpha, ell, ell_0, eps, lam, n, t, theta


def test_spectra_of_every_kind_are_drawn() -> None:
    random = np.random.default_rng(0)
    drawn = [draw_spectrum(random) for _ in range(600)]
    assert all(list(one) == sorted(one, reverse=True) for one in drawn)
    assert {1, 2, 3} <= {len(one) for one in drawn}
    assert 100 < max(map(len, drawn)) <= 200
    assert all(len(set(one) - {0}) <= 2 * LEVELS for one in drawn)
    kinds = {
        "ties": lambda one: len(set(one)) < len(one),
        "no ties": lambda one: len(set(one)) == len(one) > 1,
        "zeros": lambda one: one[-1] == 0,
        "negative": lambda one: one[-1] < 0,
        "close": lambda one: any(0 < a - b < a / 100 for a, b in pairwise(one)),
        "all equal": lambda one: len(one) > 1 and len(set(one)) == 1,
    }
    for name, holds in kinds.items():
        assert sum(map(holds, drawn)) >= 10, name


@pytest.mark.parametrize("text", ["", "1,", "x", "1*0", "1*-2", "1*x", "1/0", "nan", "1*100001"])
def test_what_is_no_spectrum_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^spectrum: '.*' is not an eigenvalue"):
        read_spectrum(text)


def test_a_case_is_written_and_read_back() -> None:
    record = statement("3.1")
    values = as_values(read_spectrum("0*3, 4, 1/3")) | {N: Fraction(2), ell: Fraction(2), alpha: Fraction(1, 9)}
    values |= {eps: Fraction(1, 10), theta: Fraction(1, 5), t: Fraction(30)}
    written = as_json(values)
    assert written["spectrum"] == "4, 1/3, 0*3"
    assert from_json(record, written) == values


def test_shorter_spectra_are_shorter_and_keep_their_order() -> None:
    values = as_values(read_spectrum("3, 2*4, 0*2"))
    found = list(shorter_spectra(values))
    assert all(len(one) < 7 and list(one) == sorted(one, reverse=True) for one in found)
    assert {spectrum_text(one) for one in found} >= {"2*4, 0*2", "3, 0*2", "3, 2*2, 0*2", "3, 2*4", "3, 2*4, 0"}
    assert spectrum_of(with_spectrum(values, found[0])) == found[0]


def test_a_witness_loses_what_it_does_not_need() -> None:
    small = Claim("small", sp.Le(total(lam, last=2), 3))
    record = Statement("sum", hypotheses=(Hypothesis("two", sp.Ge(n, 2)),), claims=(small,))
    values = as_values(read_spectrum("17/7, 13/7, 1/3*20, 0*5")) | {N: Fraction(2)}
    short = spectrum_of(shrink(record, values, "small"))
    assert len(short) == 2
    assert sum(short) > 3
    assert max(value.denominator for value in short) < 7


def test_an_error_shows_the_spectrum() -> None:
    record = Statement("positive", hypotheses=(Hypothesis("positive", sp.Ge(Eigenvalue(n), 0)),), claims=())
    with pytest.raises(ValueError, match=r"^spectrum = 1, -2\*2: breaks positive"):
        require(record, as_values(read_spectrum("1, -2*2")) | {N: Fraction(2)})


def test_an_error_shows_either_spectrum() -> None:
    positive = Hypothesis("clean", sp.Gt(CleanEigenvalue(ell_0), 0), "mu > 0", ell_0)
    record = Statement("clean", hypotheses=(positive,), claims=())
    with pytest.raises(ValueError, match=r"^clean_spectrum = 1, -2\*2: breaks clean"):
        require(record, as_values(read_spectrum("1, -2*2"), ell_0) | {N: Fraction(2)})
