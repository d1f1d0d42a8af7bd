"""Campaign for Lemma 2.1: N explicit factors, the full gradient (9), exact rational matrices.

Ŵ = VΛVᵀ with V orthogonal and rational (Cayley's transform of a skew matrix), Λ with repeated, zero and
negative entries. The factors take real gradient steps, without any use of the decoupling; then VᵀW_jV must
be exactly diagonal, the same for every j, and its entries the exact iterates of (18).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from itertools import islice

import numpy as np
import sympy as sp
from flint import fmpq, fmpq_mat

from numerics.formulas.hypotheses import require_hypotheses
from numerics.orbits.scalar import exact_orbit
from reports.campaigns.deciding import integer, number_list, numbers, refuted, upheld
from reports.engine.campaign import Campaign, CaseVerdict, Parameters, Scales
from theory.dynamics.gradient import gradient_words
from theory.language.registry import statement
from theory.language.symbols import alpha, eta

#: Steps taken, by depth: the numbers grow (2N−1)-fold in length with each.
_STEPS = {1: 6, 2: 5, 3: 4, 4: 3, 5: 3}
_LONGEST = 2000


def cayley(skew: Sequence[Fraction], size: int) -> fmpq_mat:
    """Return the orthogonal matrix (I−A)(I+A)⁻¹ of the skew matrix A with ``skew`` above its diagonal, row by row.

    Raises ValueError when there are not size·(size−1)/2 entries.

    >>> cayley([Fraction(1, 2)], 2)
    [3/5, -4/5]
    [4/5,  3/5]
    """
    if len(skew) != size * (size - 1) // 2:
        raise ValueError(f"skew = {[str(v) for v in skew]}: a matrix of size {size} needs {size * (size - 1) // 2}")
    matrix, entries = fmpq_mat(size, size), iter(skew)
    for row in range(size):
        for column in range(row + 1, size):
            value = _rational(next(entries))
            matrix[row, column], matrix[column, row] = value, -value
    identity = diagonal([Fraction(1)] * size)
    return (identity - matrix) * (identity + matrix).inv()


def diagonal(entries: Sequence[Fraction]) -> fmpq_mat:
    """Return the diagonal matrix of ``entries``.

    >>> diagonal([Fraction(1, 2), Fraction(0)])
    [1/2, 0]
    [  0, 0]
    """
    matrix = fmpq_mat(len(entries), len(entries))
    for index, entry in enumerate(entries):
        matrix[index, index] = _rational(entry)
    return matrix


def _rational(value: Fraction) -> fmpq:
    return fmpq(value.numerator, value.denominator)


@cache
def _words(depth: int) -> tuple[tuple[tuple[int, tuple[tuple[str, int], ...]], ...], ...]:
    """Return ∇_{W_1}, …, ∇_{W_N} of ``theory.dynamics.gradient`` as sums of (sign, ((name, power), …))."""
    gradients = []
    for word in gradient_words(depth):
        terms = []
        for term in sp.Add.make_args(word):
            scalars, letters = term.args_cnc()
            powers = tuple((str(base), int(power)) for base, power in (letter.as_base_exp() for letter in letters))
            terms.append((int(sp.Mul(*scalars)), powers))
        gradients.append(tuple(terms))
    return tuple(gradients)


def gradient_step(factors: Sequence[fmpq_mat], target: fmpq_mat, step: Fraction) -> list[fmpq_mat]:
    """Return the factors W_1, …, W_N after one step of gradient descent on the loss, all updated at once.

    The gradients are those that ``theory.dynamics.gradient`` derives from the loss for every factor.

    >>> gradient_step([diagonal([Fraction(1)])] * 2, diagonal([Fraction(3)]), Fraction(1, 4))
    [[3/2], [3/2]]
    """
    matrices = {"Y": target, "Y'": target.transpose()}
    for position, factor in enumerate(factors, start=1):
        matrices[f"W{position}"], matrices[f"W{position}'"] = factor, factor.transpose()
    moved = []
    for factor, gradient in zip(factors, _words(len(factors)), strict=True):
        total = fmpq_mat(factor.nrows(), factor.ncols())
        for coefficient, word in gradient:
            product = diagonal([Fraction(coefficient)] * factor.nrows())
            for name, power in word:
                for _ in range(power):
                    product = product * matrices[name]
            total += product
        moved.append(factor - total * _rational(step))
    return moved


def check(parameters: Parameters, scales: Scales) -> CaseVerdict:
    """Decide one case of Lemma 2.1 exactly; raises ValueError when the parameters break a hypothesis."""
    depth, steps = integer(parameters, "depth"), integer(parameters, "steps")
    start, step = numbers(parameters, "alpha", "step")
    require_hypotheses(statement("lemma-2.1"), depth, {alpha: start, eta: step})
    if (2 * depth - 1) ** steps > _LONGEST:
        raise ValueError(f"steps = {steps}: at depth {depth} the exact numbers would become too long")
    eigenvalues = number_list(parameters, "eigenvalues", most=16)
    size = len(eigenvalues)
    basis = cayley(number_list(parameters, "skew", most=120), size)
    target = basis * diagonal(eigenvalues) * basis.transpose()
    factors = [diagonal([start] * size)] * depth
    orbits = [exact_orbit(depth, value, start, step) for value in eigenvalues]
    for iteration, states in enumerate(islice(zip(*orbits, strict=True), steps + 1)):
        expected = diagonal(states)
        for position, factor in enumerate(factors, start=1):
            if basis.transpose() * factor * basis != expected:
                return refuted("recursion", iteration, iteration=str(iteration), factor=str(position))
        if iteration < steps:
            factors = gradient_step(factors, target, step)
    return upheld(steps=str(steps))


def draw(count: int, seed: int) -> Sequence[Parameters]:
    """Return ``count`` exact cases: N = 1..10, n = 1..4, repeated, zero and negative eigenvalues among them."""
    return [_case(np.random.default_rng((seed, index))) for index in range(count)]


def _case(generator: np.random.Generator) -> Parameters:
    depth, size = int(generator.integers(1, 11)), int(generator.integers(1, 5))

    def fraction(low: int, high: int, largest_denominator: int) -> Fraction:
        return Fraction(int(generator.integers(low, high + 1)), int(generator.integers(1, largest_denominator + 1)))

    eigenvalues = [fraction(-3, 3, 3) for _ in range(size)]
    if size > 1 and generator.random() < 0.5:
        eigenvalues[1] = eigenvalues[0]
    return {
        "depth": depth,
        "eigenvalues": [str(value) for value in eigenvalues],
        "skew": [str(fraction(-3, 3, 2)) for _ in range(size * (size - 1) // 2)],
        "alpha": str(fraction(1, 4, 4)),
        "step": str(Fraction(1, int(generator.integers(2, 60)))),
        "steps": _STEPS.get(depth, 2),
    }


CAMPAIGN = Campaign(
    statement="lemma-2.1",
    draw=draw,
    check=check,
    evidence="sampled; N explicit factors and the full gradient in exact rational matrices",
    default_cases=1000,
)
