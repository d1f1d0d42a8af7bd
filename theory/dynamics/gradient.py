"""The loss (8) of N factors and its gradient (9), derived by SymPy in two independent ways.

Nothing is typed in except the loss ½‖W_N⋯W_1 − Ŵ‖_F² and the formula (9) it is compared with.

1. *explicit*: the loss is differentiated with respect to every entry of small matrices;
2. *differential*: for every N at once, with W_j between two blocks, W = A·W_j·B, the product rule and
   the cyclicity of the trace give the gradient as a noncommutative word.

A noncommutative symbol stands for a matrix, its transpose is the symbol with a prime, and a word is
a product of such symbols.
"""

from __future__ import annotations

from collections.abc import Sequence

import sympy as sp

# 1. Explicit matrices ------------------------------------------------------------------------


def product(factors: Sequence[sp.Matrix], size: int) -> sp.Matrix:
    """Return W = W_N⋯W_1 for ``factors`` = (W_1, …, W_N); the empty product is the identity.

    >>> product([sp.Matrix([[1, 1], [0, 1]]), sp.Matrix([[1, 0], [1, 1]])], 2)
    Matrix([
    [1, 1],
    [1, 2]])
    """
    result = sp.eye(size)
    for factor in factors:
        result = factor * result
    return result


def loss(factors: Sequence[sp.Matrix], target: sp.Matrix) -> sp.Expr:
    """Return the loss (8), ½‖W_N⋯W_1 − Ŵ‖_F², for ``factors`` = (W_1, …, W_N) and Ŵ = ``target``.

    >>> loss([sp.Matrix([[2]]), sp.Matrix([[3]])], sp.Matrix([[4]]))
    2
    """
    residual = product(factors, target.rows) - target
    return sum((entry**2 for entry in residual), sp.Integer(0)) / 2


def gradient_formula(factors: Sequence[sp.Matrix], target: sp.Matrix, position: int) -> sp.Matrix:
    """Return (9), ∇_{W_j} = (W_N⋯W_{j+1})ᵀ (W−Ŵ) (W_{j−1}⋯W_1)ᵀ, for j = ``position`` counted from 1.

    >>> gradient_formula([sp.Matrix([[2]]), sp.Matrix([[3]])], sp.Matrix([[4]]), position=1)
    Matrix([[6]])
    """
    left = product(factors[position:], target.rows)
    right = product(factors[: position - 1], target.rows)
    return left.T * (product(factors, target.rows) - target) * right.T


def explicit_gradients(depth: int, size: int = 2) -> list[tuple[sp.Matrix, sp.Matrix]]:
    """Differentiate the loss of ``depth`` factors entry by entry.

    Returns, for j = 1, …, N, the pair (∂loss/∂W_j, formula (9)) of ``size`` × ``size`` matrices in
    the symbols of the entries; (9) says that the two agree.

    >>> [(derived - formula).expand() for derived, formula in explicit_gradients(2, size=1)]
    [Matrix([[0]]), Matrix([[0]])]
    """
    factors = [
        sp.Matrix(size, size, lambda row, column, m=m: sp.Symbol(f"w{m}_{row}{column}", real=True))
        for m in range(1, depth + 1)
    ]
    target = sp.Matrix(size, size, lambda row, column: sp.Symbol(f"t_{row}{column}", real=True))
    value = loss(factors, target)
    return [
        (factor.applyfunc(lambda entry: sp.diff(value, entry)), gradient_formula(factors, target, position))
        for position, factor in enumerate(factors, start=1)
    ]


# 2. Differential, for every N ----------------------------------------------------------------


def matrix_symbol(name: str) -> sp.Symbol:
    """Return the noncommutative symbol that stands for the matrix ``name``.

    >>> matrix_symbol("A") * matrix_symbol("B") == matrix_symbol("B") * matrix_symbol("A")
    False
    """
    return sp.Symbol(name, commutative=False)


#: Diagonal matrices: equal to their transposes, and commuting with one another. D holds the
#: eigenvalues of the factors, P_1 and P_2 those of a perturbed start, Lambda those of Ŵ.
DIAGONAL = frozenset(matrix_symbol(name) for name in ("D", "Lambda", "P_1", "P_2"))


def transpose(word: sp.Expr) -> sp.Expr:
    """Return the transpose of a polynomial in matrix symbols: (AB)′ = B′A′, A″ = A, diagonal ones fixed.

    >>> A, B = matrix_symbol("A"), matrix_symbol("B")
    >>> transpose(2 * A * B + B)
    B' + 2*B'*A'
    """
    word = sp.expand(word)
    if isinstance(word, sp.Add):
        return sp.Add(*(transpose(term) for term in word.args))
    if isinstance(word, sp.Mul):
        scalars, matrices = word.args_cnc()
        return sp.Mul(*scalars, *(transpose(matrix) for matrix in reversed(matrices)))
    if isinstance(word, sp.Pow):
        return transpose(word.base) ** word.exp
    if word.is_commutative or word in DIAGONAL:
        return word
    return matrix_symbol(word.name.removesuffix("'") if word.name.endswith("'") else word.name + "'")


def gradient_word(left: sp.Expr, factor: sp.Expr, right: sp.Expr, target: sp.Expr) -> sp.Expr:
    """Derive the gradient of ½‖A·W_j·B − Ŵ‖_F² with respect to W_j, whatever the blocks A, B are.

    ``left`` = A = W_N⋯W_{j+1} and ``right`` = B = W_{j−1}⋯W_1 are words (1 when empty), so one
    derivation covers every N and j. The directional derivative is
    dL = ½ tr(dEᵀE + EᵀdE) = tr(EᵀdE), E = W − Ŵ, dE = A·dW_j·B; moving dW_j to the end by cyclicity,
    dL = tr(GᵀdW_j), and G is the gradient (9).

    >>> A, W, B, Y = (matrix_symbol(name) for name in "AWBY")
    >>> gradient_word(A, W, B, Y)
    A'*A*W*B*B' - A'*Y*B'
    """
    direction, scale = matrix_symbol("dW"), sp.Symbol("s", real=True)
    moved = left * (factor + scale * direction) * right - target
    residual_change = sp.expand(moved).coeff(scale, 1)
    residual = left * factor * right - target
    differential = sp.expand(transpose(residual) * residual_change)
    gradient = sp.Integer(0)
    for term in sp.Add.make_args(differential):
        scalars, matrices = term.args_cnc()
        place = matrices.index(direction)
        # tr(P dW Q) = tr(Q P dW), hence the gradient of this term is (Q P)ᵀ
        cycled = sp.Mul(*matrices[place + 1 :], *matrices[:place])
        gradient += sp.Mul(*scalars) * transpose(cycled)
    return sp.expand(gradient)


def gradient_words(depth: int) -> list[sp.Expr]:
    """Return ∇_{W_1}, …, ∇_{W_N} as words in the symbols W1, …, WN, Y (= Ŵ) and their transposes.

    >>> gradient_words(2)
    [W2'*W2*W1 - W2'*Y, W2*W1*W1' - Y*W1']
    """
    factors = [matrix_symbol(f"W{m}") for m in range(1, depth + 1)]
    return [
        gradient_word(
            sp.Mul(*reversed(factors[position:])),
            factors[position - 1],
            sp.Mul(*reversed(factors[: position - 1])),
            matrix_symbol("Y"),
        )
        for position in range(1, depth + 1)
    ]
