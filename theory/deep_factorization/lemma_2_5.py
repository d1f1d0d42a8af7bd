"""Lemma 2.5: the gradient flow in closed form, and four ways to write the antiderivative of 1/f."""

from __future__ import annotations

import sympy as sp

from theory.dynamics.flow import antiderivative, explicit_solution, rhs
from theory.dynamics.orbits import y_integrated as y
from theory.language.definitions import L, defines
from theory.language.expressions import RealPart
from theory.language.hypotheses import DEPTH_ANY, INITIAL_SCALE, PAPER
from theory.language.statement import Claim, Every, Statement
from theory.language.symbols import N, alpha, lam, t, x

#: U with U' = 1/f, in the four forms of ``theory.dynamics.flow_forms``. The real form takes x and |x − L|.
U_complex, U_real = sp.Function("U_complex"), sp.Function("U_real")
U_hypergeometric, U_tail = sp.Function("U_hypergeometric"), sp.Function("U_tail")


@defines(U_complex)
def _complex(depth: int, sign: int, state: sp.Expr) -> sp.Expr:
    return antiderivative(depth, "complex", sign, state)


@defines(U_real)
def _real(depth: int, sign: int, state: sp.Expr, gap: sp.Expr) -> sp.Expr:
    return antiderivative(depth, "real", sign, state, gap)


@defines(U_hypergeometric)
def _hypergeometric(depth: int, sign: int, state: sp.Expr) -> sp.Expr:
    return antiderivative(depth, "hypergeometric", sign, state)


@defines(U_tail)
def _tail(depth: int, sign: int, state: sp.Expr) -> sp.Expr:
    return antiderivative(depth, "tail", sign, state)


_below = sp.And(sp.Ge(N, 2), sp.Ne(lam, 0), sp.Or(lam < 0, sp.Lt(x**N, lam)))
_above = sp.And(sp.Ge(N, 2), sp.Ne(lam, 0), sp.Or(lam < 0, sp.Gt(x**N, lam)))
_off_the_limit = sp.Ne(x**N, lam)
_slowness = 1 / rhs(N, x)


def _derivative(form: sp.Expr) -> sp.Expr:
    return sp.Derivative(form, x, evaluate=False)


def _explicit(name: str, text: str, solution: sp.Expr, given: sp.Basic) -> Claim:
    return Claim(name, sp.Eq(y(t), solution), text, "text", Every(t), given=given)


def _form(name: str, text: str, derivative: sp.Expr, given: sp.Basic) -> Claim:
    return Claim(name, sp.Eq(derivative, _slowness), text, "rebuilt", Every(x), given=given)


LEMMA_2_5 = Statement(
    id="lemma-2.5",
    title="Closed form of the gradient flow",
    source=f"{PAPER}, Lemma 2.5, (22), (28)-(31)",
    tag="rebuilt",
    summary="The flow y' = f(y), y(0) = α is explicit for N = 1, N = 2 and λ = 0, else implicit: U(y(t)) − U(α) = t.",
    hypotheses=(DEPTH_ANY, INITIAL_SCALE),
    claims=(
        _explicit("depth_one", "N = 1: y = lambda + (alpha - lambda) exp(-t)", explicit_solution(1, 1), sp.Eq(N, 1)),
        _explicit(
            "depth_two",
            "N = 2: the flow is logistic in y^2",
            explicit_solution(2, 1),
            sp.And(sp.Eq(N, 2), sp.Ne(lam, 0)),
        ),
        _explicit(
            "zero",
            "lambda = 0: y = ((2N-2)t + alpha^(2-2N))^(1/(2-2N))",
            explicit_solution(N, 0),
            sp.And(sp.Ge(N, 2), sp.Eq(lam, 0)),
        ),
        Claim(
            "implicit",
            sp.Eq(RealPart(U_complex(y(t)) - U_complex(alpha)), t),
            "U(y(t)) - U(alpha) = t, with complex logarithms; also where the flow is explicit",
            "text",
            Every(t),
            given=sp.Ne(alpha**N, lam),
        ),
        _form(
            "antiderivative_complex",
            "U' = 1/f for the form in complex logarithms",
            RealPart(_derivative(U_complex(x))),
            _off_the_limit,
        ),
        _form(
            "antiderivative_real",
            "U' = 1/f for the real form; ln|x - L| has the same derivative on both sides of L",
            _derivative(U_real(x, L - x)),
            _off_the_limit,
        ),
        _form(
            "antiderivative_hypergeometric",
            "U' = 1/f for the hypergeometric form, below L",
            _derivative(U_hypergeometric(x)),
            _below,
        ),
        _form(
            "antiderivative_tail",
            "U' = 1/f for the hypergeometric form in lambda/x^N, above L",
            _derivative(U_tail(x)),
            _above,
        ),
    ),
    depends_on=("lemma-2.1",),
    note="Here y(t) is enclosed from the differential equation alone: the closed form is not tested against itself.",
)
