"""Decoupling: Lemma 2.1 and the recursion (18), Lemma 2.8 and (40), Lemma 2.9, derived from the loss.

When all factors and Ŵ share an eigenbasis, W_j = V·D·Vᵀ and Ŵ = V·Λ·Vᵀ, rewriting the gradient (see
``theory.dynamics.gradient``) with VᵀV = 1 leaves words in diagonal matrices: one step of gradient descent
keeps the form, and each diagonal entry follows a scalar recursion. This holds for every N with N
itself a symbol; for N ≤ 4 it can be compared with 2×2 matrices multiplied out.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import sympy as sp

from theory.dynamics.gradient import DIAGONAL, gradient_formula, gradient_word, matrix_symbol, transpose
from theory.language.symbols import N, eta, lam, x

#: Eigenvalues of the perturbed factor (p₁, any sign) and of the N−1 others (p₂), Lemma 2.8.
p1 = sp.Symbol("p_1", real=True)
p2 = sp.Symbol("p_2", positive=True)
#: Position j of a factor, 1 ≤ j ≤ N.
j = sp.Symbol("j", integer=True, positive=True)

_V, _D, _LAMBDA, _P1, _P2 = (matrix_symbol(name) for name in ("V", "D", "Lambda", "P_1", "P_2"))


def rotated_gradients(
    eigenvalues: Sequence[tuple[sp.Expr, sp.Expr]], target: tuple[sp.Expr, sp.Expr]
) -> list[sp.Matrix]:
    """Return Vᵀ·∇_{W_1}·V, …, Vᵀ·∇_{W_N}·V for 2×2 matrices that share a rotated eigenbasis.

    W_m = V·diag(``eigenvalues[m−1]``)·Vᵀ and Ŵ = V·diag(``target``)·Vᵀ with V the rotation by an
    arbitrary angle: its cosine c and sine s are symbols, reduced by c² + s² = 1. Lemma 2.1 says
    that the results are diagonal and, for equal factors, equal.

    >>> a, b = sp.symbols("a b")
    >>> rotated_gradients([(a, b)], (0, 1))
    [Matrix([
    [a, 0],
    [0, b - 1]])]
    """
    cosine, sine = sp.symbols("c s", real=True)
    rotation = sp.Matrix([[cosine, -sine], [sine, cosine]])
    circle = sp.Poly(sine**2 + cosine**2 - 1, sine)
    *factors, goal = [rotation * sp.diag(*pair) * rotation.T for pair in (*eigenvalues, target)]
    conjugated_back = [
        rotation.T * gradient_formula(factors, goal, position) * rotation for position in range(1, len(factors) + 1)
    ]
    return [
        matrix.applyfunc(lambda entry: sp.factor(sp.Poly(entry, sine).rem(circle).as_expr()))
        for matrix in conjugated_back
    ]


def cancel_orthogonal(word: sp.Expr) -> sp.Expr:
    """Rewrite a polynomial in matrix symbols with VᵀV = VVᵀ = 1 until nothing changes.

    >>> V, D = matrix_symbol("V"), matrix_symbol("D")
    >>> cancel_orthogonal(V * D * transpose(V) * V * V)
    V*D*V
    """
    terms = []
    for term in sp.Add.make_args(sp.expand(word)):
        scalars, matrices = term.args_cnc()
        kept: list[sp.Expr] = []
        for matrix in (base for power in matrices for base in _letters(power)):
            if kept and {kept[-1], matrix} == {_V, transpose(_V)}:
                kept.pop()
            elif kept and kept[-1].as_base_exp()[0] == matrix.as_base_exp()[0] in DIAGONAL:
                # SymPy leaves D^m·D alone when m is symbolic
                base, exponent = matrix.as_base_exp()
                kept.append(base ** (kept.pop().as_base_exp()[1] + exponent))
            else:
                kept.append(matrix)
        terms.append(sp.Mul(*scalars, *kept))
    return sp.Add(*terms)


def _letters(power: sp.Expr) -> list[sp.Expr]:
    """Spell out V² as V, V; a power of a diagonal matrix, whose exponent may be symbolic, is one letter."""
    base, exponent = power.as_base_exp()
    return [power] if base in DIAGONAL else [base] * int(exponent)


def conjugated(diagonal: sp.Expr) -> sp.Expr:
    """Return V·M·Vᵀ for a word M in diagonal matrices.

    >>> conjugated(matrix_symbol("D"))
    V*D*V'
    """
    return _V * diagonal * transpose(_V)


def block_induction(power: sp.Expr) -> tuple[sp.Expr, sp.Expr]:
    """Return both sides of (V·Dᵐ·Vᵀ)(V·D·Vᵀ) = V·Dᵐ⁺¹·Vᵀ, m = ``power``.

    By induction on the number of factors, a block of m equal factors V·D·Vᵀ is V·Dᵐ·Vᵀ.

    >>> block_induction(sp.Symbol("m", integer=True, positive=True))
    (V*D**(m + 1)*V', V*D**(m + 1)*V')
    """
    return cancel_orthogonal(conjugated(_D**power) * conjugated(_D)), conjugated(_D ** (power + 1))


def diagonal_gradient(left: sp.Expr, factor: sp.Expr, right: sp.Expr) -> sp.Expr:
    """Return Vᵀ·∇_{W_j}·V when A, W_j, B and Ŵ are V·(diagonal)·Vᵀ, as a word in diagonal matrices.

    ``left``, ``factor``, ``right`` are the diagonal parts of A, W_j, B; that of Ŵ is Λ. Raises
    ValueError when V does not cancel, that is, when one update would leave the form V·(diagonal)·Vᵀ.

    >>> D = matrix_symbol("D")
    >>> diagonal_gradient(D, D, D**0)
    -D*Lambda + D**3
    """
    blocks = (conjugated(left), conjugated(factor), conjugated(right), conjugated(_LAMBDA))
    word = cancel_orthogonal(transpose(_V) * gradient_word(*(cancel_orthogonal(block) for block in blocks)) * _V)
    if word.free_symbols & {_V, transpose(_V)}:
        raise ValueError(f"the gradient {word} is not diagonal in the basis V")
    return word


def entrywise(word: sp.Expr) -> sp.Expr:
    """Return one diagonal entry of a word in diagonal matrices: D, Λ, P₁, P₂ become x, λ, p₁, p₂.

    >>> entrywise(matrix_symbol("D") ** 2 * matrix_symbol("Lambda"))
    lambda*x**2
    """
    return sp.expand(word.subs({_D: x, _LAMBDA: lam, _P1: p1, _P2: p2}))


@cache
def _scalar_step() -> sp.Expr:
    """Derive (18) for every N and j: A = V·D^{N−j}·Vᵀ, W_j = V·D·Vᵀ, B = V·D^{j−1}·Vᵀ."""
    gradient = entrywise(diagonal_gradient(_D ** (N - j), _D, _D ** (j - 1)))
    if j in gradient.free_symbols:
        raise ValueError(f"the update {gradient} depends on the factor's position j")
    return x - eta * _collect_residual(gradient, x ** (N - 1))


def _collect_residual(gradient: sp.Expr, outer: sp.Expr) -> sp.Expr:
    """Write ``gradient`` as outer·(product − λ), the shape of (18) and (40)."""
    return outer * sp.powsimp(sp.expand(gradient / outer))


def descent_step(depth: int | sp.Expr, state: sp.Expr = x) -> sp.Expr:
    """Return the map of (18), g(d) = d − ηd^{N−1}(d^N − λ), at d = ``state``.

    It is derived from the loss (Lemma 2.1) for symbolic N once; ``depth`` is an integer ≥ 1 or the
    symbol N. Raises ValueError for an integer depth below 1.

    >>> descent_step(3)
    -eta*x**2*(-lambda + x**3) + x
    >>> descent_step(N)
    -eta*x**(N - 1)*(-lambda + x**N) + x
    """
    _require_depth(depth, 1)
    return _scalar_step().subs({N: depth, x: state}, simultaneous=True)


@cache
def _perturbed_steps() -> tuple[sp.Expr, sp.Expr]:
    """Derive (40) for every N: the perturbed factor at position i, another one above or below it."""
    i = sp.Symbol("i", integer=True, positive=True)
    perturbed = diagonal_gradient(_P2 ** (N - i), _P1, _P2 ** (i - 1))
    above = diagonal_gradient(_P2 ** (N - j), _P2, _P2 ** (j - 1 - i) * _P1 * _P2 ** (i - 1))
    below = diagonal_gradient(_P2 ** (N - i) * _P1 * _P2 ** (i - 1 - j), _P2, _P2 ** (j - 1))
    first, second, other = (entrywise(word) for word in (perturbed, above, below))
    if sp.expand(second - other) != 0 or (first + second).free_symbols & {i, j}:
        raise ValueError(f"the updates {first}, {second}, {other} depend on the factors' positions")
    return (
        p1 - eta * _collect_residual(first, p2 ** (N - 1)),
        p2 - eta * _collect_residual(second, p1 * p2 ** (N - 2)),
    )


def perturbed_step(depth: int | sp.Expr) -> tuple[sp.Expr, sp.Expr]:
    """Return (p₁⁺, p₂⁺) of (40), Lemma 2.8: one factor has the eigenvalue p₁, the N−1 others p₂.

    ``depth`` is an integer ≥ 2 or the symbol N. Raises ValueError for an integer depth below 2.

    >>> perturbed_step(2)
    (-eta*p_2*(-lambda + p_1*p_2) + p_1, -eta*p_1*(-lambda + p_1*p_2) + p_2)
    """
    _require_depth(depth, 2)
    first, second = (step.subs(N, depth) for step in _perturbed_steps())
    return first, second


def rate_factor(depth: int | sp.Expr) -> sp.Expr:
    """Return r of (42), read off (40) as (p₁ − p₁⁺)/(ηp₂): r = p₂^{N−2}(p₁p₂^{N−1} − λ).

    >>> rate_factor(3)
    p_2*(-lambda + p_1*p_2**2)
    """
    first, _ = perturbed_step(depth)
    return sp.powsimp((p1 - first) / (eta * p2))


def rate_at(depth: int | sp.Expr, first: sp.Expr, second: sp.Expr) -> sp.Expr:
    """Return r of (42) at p₁ = ``first``, p₂ = ``second``.

    >>> rate_at(2, sp.Integer(2), sp.Integer(3))
    6 - lambda
    """
    return rate_factor(depth).subs({p1: first, p2: second}, simultaneous=True)


def lemma_2_9(depth: int | sp.Expr) -> tuple[tuple[sp.Expr, sp.Expr], tuple[sp.Expr, sp.Expr]]:
    """Return the two identities (45) as pairs of sides: Δ⁺ = (1+ηr)Δ and Δ₂⁺ = (1−η²r²)Δ₂.

    Δ = p₂ − p₁ and Δ₂ = p₂² − p₁² as in (42); the left sides come from (40).

    >>> [sp.expand(left - right) for left, right in lemma_2_9(3)]
    [0, 0]
    """
    first, second = perturbed_step(depth)
    growth = eta * rate_factor(depth)
    return (
        (second - first, (1 + growth) * (p2 - p1)),
        (second**2 - first**2, (1 - growth**2) * (p2**2 - p1**2)),
    )


def _require_depth(depth: int | sp.Expr, least: int) -> None:
    """Raise ValueError unless ``depth`` is an integer of at least ``least`` or an integer expression."""
    depth = sp.sympify(depth)
    if not depth.is_integer or (depth.is_number and depth < least):
        raise ValueError(f"depth {depth}: the depth N must be an integer of at least {least}")
