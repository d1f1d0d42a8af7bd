"""The gradient (9) against derivatives of the loss that know nothing of the formula."""

from __future__ import annotations

import random

import pytest
import sympy as sp

from theory.dynamics.gradient import (
    explicit_gradients,
    gradient_formula,
    gradient_word,
    gradient_words,
    loss,
    matrix_symbol,
    transpose,
)


def integer_matrix(rng: random.Random, rows: int, columns: int) -> sp.Matrix:
    return sp.Matrix(rows, columns, lambda *_: rng.randint(-3, 3))


def evaluate_word(word: sp.Expr, values: dict[str, sp.Matrix]) -> sp.Matrix:
    """Multiply out a word with explicit matrices in place of its symbols, transposing the primed ones."""
    total = None
    for term in sp.Add.make_args(sp.expand(word)):
        scalars, matrices = term.args_cnc()
        result = sp.Mul(*scalars)
        for power in matrices:
            base, exponent = power.as_base_exp()
            name = base.name
            value = values[name.removesuffix("'")]
            for _ in range(exponent):
                result = result * (value.T if name.endswith("'") else value)
        total = result if total is None else total + result
    return total


def directional_derivative(factors: list[sp.Matrix], target: sp.Matrix, position: int, direction: sp.Matrix) -> sp.Expr:
    s = sp.Symbol("s")
    moved = list(factors)
    moved[position - 1] = moved[position - 1] + s * direction
    return sp.diff(loss(moved, target), s).subs(s, 0)


@pytest.mark.parametrize("depth", [1, 2, 3, 4])
def test_differentiating_every_entry_gives_formula_9(depth: int) -> None:
    pairs = explicit_gradients(depth)
    assert len(pairs) == depth
    for derived, formula in pairs:
        assert (derived - formula).expand() == sp.zeros(2, 2)
        assert derived.expand() != sp.zeros(2, 2)


def test_formula_9_without_its_transposes_is_not_the_derivative() -> None:
    for derived, formula in explicit_gradients(2):
        assert (derived - formula.T).expand() != sp.zeros(2, 2)


@pytest.mark.parametrize("depth", [1, 2, 3, 5])
def test_noncommutative_gradient_is_the_directional_derivative(depth: int) -> None:
    rng = random.Random(depth)
    factors = [integer_matrix(rng, 3, 3) for _ in range(depth)]
    target = integer_matrix(rng, 3, 3)
    values = {f"W{m}": factor for m, factor in enumerate(factors, start=1)} | {"Y": target}
    for position, word in enumerate(gradient_words(depth), start=1):
        direction = integer_matrix(rng, 3, 3)
        gradient = evaluate_word(word, values)
        expected = directional_derivative(factors, target, position, direction)
        assert (gradient.T * direction).trace() == expected
        assert gradient == gradient_formula(factors, target, position)


def test_block_gradient_agrees_with_sympy_matrix_calculus() -> None:
    a, w, b, y = (
        sp.MatrixSymbol(name, *shape) for name, *shape in [("A", 2, 3), ("W", 3, 4), ("B", 4, 5), ("Y", 2, 5)]
    )
    residual = a * w * b - y
    derivative = sp.diff(sp.Trace(residual.T * residual) / 2, w)
    rng = random.Random(1)
    values = {symbol.name: integer_matrix(rng, *symbol.shape) for symbol in (a, w, b, y)}
    word = gradient_word(*(matrix_symbol(name) for name in "AWBY"))
    expected = derivative.subs({symbol: values[symbol.name] for symbol in (a, w, b, y)}).doit()
    assert evaluate_word(word, values) == sp.Matrix(expected)


def test_transpose_is_an_involution_that_reverses_words() -> None:
    a, b, d = (matrix_symbol(name) for name in ("A", "B", "D"))
    word = 3 * a * b**2 * d - b
    assert transpose(word) != word
    assert sp.expand(transpose(transpose(word)) - word) == 0
    assert transpose(a * b) == transpose(b) * transpose(a) != transpose(a) * transpose(b)
    assert transpose(d) == d
