"""No rule of the kernel proves a false claim, wherever it fails: at a vertex, an end, a corner, a case, for a sign."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import pytest
import sympy as sp
from sympy.abc import a, b, n, s, t

from numerics.exact.verdict import Verdict
from proofs_check.kernel.obligation import Obligation, affine_on_simplex, enclosed, for_each, identity, nonnegative
from proofs_check.kernel.polynomials import nonnegative_on_box

TINY = sp.Rational(1, 10**12)
THIRD = sp.Rational(1, 3)


def verdict(obligation: Obligation) -> Verdict:
    return obligation.discharge().verdict


# Identities -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (s + t, s - t),
        (s * t, s * t + TINY),
        (s / t, t / s),
        ((s + t) ** n, s**n + t**n),
        ((s * t) ** n, s**n * t),
        (s ** (n + 1), s**n + s),
        (sp.sqrt(s**2), s),  # s may be negative
        (sp.log(s * t), sp.log(s) * sp.log(t)),
        ((s - 2) * (s - 3) * (s - 1), sp.Integer(0)),  # zero wherever it is tried
    ],
)
def test_a_false_identity(left: sp.Expr, right: sp.Expr) -> None:
    assert verdict(identity("false", "", left, right)) is not Verdict.PROVED
    assert verdict(identity("false", "", right, left)) is not Verdict.PROVED


def test_an_identity_that_vanishes_at_the_first_trial_is_refuted_at_a_later_one() -> None:
    assert identity("false", "", s, sp.Integer(2)).discharge().witness == {"s": 3}
    assert identity("false", "", (s - 2) * (s - 3), sp.Integer(0)).discharge().witness == {"s": 1}


# Signs on an interval -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize(
    ("expr", "low", "high"),
    [
        (t - TINY, 0, 1),  # at the lower end
        (1 - TINY - t, 0, 1),  # at the upper end
        (t + 1, -2, 5),
        (5 - t, 0, 6),
        ((t - THIRD) ** 2 - TINY, 0, 1),  # inside, between two irrational-looking roots
        ((t**2 - 2) * (t - 1), 1, 2),  # both ends nonnegative, a root at the lower one
        (t * (t - 1), 0, 1),  # a root at both ends, negative between
        ((t - 1) ** 3 * (t - 2), 0, 3),
        (t**2 * (t - 1), 0, 2),  # a root of even order at the end
        ((t - 5) * (t - 6), 0, sp.oo),  # far out
        (10**6 - t, 0, sp.oo),  # for ever from a large point on
        (-t, 0, sp.oo),
        (sp.Integer(-1) + 0 * t, 2, 2),
        ((t - 2) / (t + 1), 0, 3),
        (1 / (t + 1) - THIRD, 0, 2 + TINY),
    ],
)
def test_a_false_sign_on_an_interval_is_refuted(expr: sp.Expr, low: int, high: int, sign: int) -> None:
    # a fraction of two negative polynomials has the sign of the fraction of their negatives
    claim = sign * expr / (sign * (t**2 + 1))
    outcome = nonnegative(
        "false", "", sp.expand(sign * expr) / sp.expand(sign * (t**2 + 1)), {t: (low, high)}
    ).discharge()
    assert outcome.verdict is Verdict.REFUTED
    point = outcome.witness["t"]
    assert low <= point
    assert high == sp.oo or point <= high
    assert claim.subs(t, sp.Rational(point)) < 0


@pytest.mark.parametrize("pole", [0, THIRD, 1])
@pytest.mark.parametrize("sign", [1, -1])
def test_a_pole_in_the_interval_or_at_its_ends_proves_nothing(pole: sp.Rational, sign: int) -> None:
    for power in (1, 2):
        assert verdict(nonnegative("pole", "", sign / (t - pole) ** power + 5, {t: (0, 1)})) is Verdict.UNDECIDED
    if pole:
        assert verdict(nonnegative("pole", "", 1 / (t - pole) ** 2, {t: (0, sp.oo)})) is Verdict.UNDECIDED


@pytest.mark.parametrize(("expr", "low", "high"), [(t, 0, 1), (-t, -1, 0), (1 - t, 0, 1), ((t - 1) ** 2, 0, 2)])
def test_a_true_sign_with_a_root_at_an_end_is_proved(expr: sp.Expr, low: int, high: int) -> None:
    assert verdict(nonnegative("true", "", expr, {t: (low, high)})) is Verdict.PROVED


# Several variables ----------------------------------------------------------------------------------------------

ORTHANT = {s: (0, sp.oo), t: (0, sp.oo)}


@pytest.mark.parametrize(
    ("expr", "where"),
    [
        (1 + s - TINY * t, ORTHANT),
        (1 - TINY * s + t, ORTHANT),
        (1 + s + t - TINY * s * t, ORTHANT),
        (s + t - TINY, ORTHANT),
        (s - 2, {s: (1, sp.oo), t: (5, sp.oo)}),
        (t - 6, {s: (1, sp.oo), t: (5, sp.oo)}),
        (s * t - 6, {s: (1, sp.oo), t: (5, sp.oo)}),
        (s + 1, {s: (-2, sp.oo), t: (0, sp.oo)}),
    ],
)
def test_a_false_sign_on_an_orthant(expr: sp.Expr, where: dict) -> None:
    outcome = nonnegative("false", "", expr, where).discharge()
    assert outcome.verdict is not Verdict.PROVED
    if outcome.verdict is Verdict.REFUTED:
        assert expr.subs({symbol: sp.Rational(outcome.witness[str(symbol)]) for symbol in (s, t)}) < 0


BOX = {s: (-1, 2), t: (3, 5)}
#: From 0 to 1 across the box.
ACROSS = {s: (s + 1) / 3, t: (t - 3) / 2}


@pytest.mark.parametrize("at_s", [ACROSS[s], 1 - ACROSS[s]])
@pytest.mark.parametrize("at_t", [ACROSS[t], 1 - ACROSS[t]])
def test_a_sign_that_fails_at_one_corner_of_a_box_is_refuted_there(at_s: sp.Expr, at_t: sp.Expr) -> None:
    outcome = nonnegative("corner", "", at_s + at_t - TINY, BOX).discharge()
    assert outcome.verdict is Verdict.REFUTED
    assert (at_s + at_t).subs({symbol: sp.Rational(outcome.witness[str(symbol)]) for symbol in (s, t)}) < TINY


@pytest.mark.parametrize(
    "expr",
    [
        (s - THIRD) ** 2 + (t - 4) ** 2 - sp.Rational(1, 10**4),  # inside
        (s + 1) + (t - sp.Rational(37, 10)) ** 2 - sp.Rational(1, 10**4),  # on each edge
        (2 - s) + (t - sp.Rational(37, 10)) ** 2 - sp.Rational(1, 10**4),
        (t - 3) + (s - THIRD) ** 2 - sp.Rational(1, 10**4),
        (5 - t) + (s - THIRD) ** 2 - sp.Rational(1, 10**4),
    ],
)
def test_a_sign_that_fails_inside_a_box_or_on_an_edge_is_refuted(expr: sp.Expr) -> None:
    outcome = nonnegative("box", "", expr, BOX).discharge()
    assert outcome.verdict is Verdict.REFUTED
    assert expr.subs({symbol: sp.Rational(outcome.witness[str(symbol)]) for symbol in (s, t)}) < 0


@pytest.mark.parametrize("most", range(6))
def test_a_box_that_was_not_looked_at_is_not_proved(most: int) -> None:
    """Of the halves of [0, 1] only the one that is looked at last holds the failure."""
    false = (s - sp.Rational(15, 16)) ** 2 - sp.Rational(1, 10**5)
    assert nonnegative_on_box(false, {s: (0, 1)}, most).verdict is Verdict.UNDECIDED


# Case by case ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("failing", range(4))
def test_every_case_is_looked_at(failing: int) -> None:
    outcome = for_each("false", "", range(4), lambda case: Fraction(-(case == failing), 10**9)).discharge()
    assert (outcome.verdict, outcome.witness) == (Verdict.REFUTED, {"case": failing})


def test_a_generator_of_cases_is_not_used_up() -> None:
    obligation = for_each("false", "", (case for case in range(3)), lambda case: Fraction(1 - case))
    assert [verdict(obligation), verdict(obligation)] == [Verdict.REFUTED] * 2


# Simplices ------------------------------------------------------------------------------------------------------

#: Barycentric coordinates of the simplex 0 ≤ a ≤ b ≤ 1/n, of a segment and of a tetrahedron, and their vertices.
ZERO = sp.Integer(0)
c = sp.Symbol("c")
SIMPLICES: dict[str, tuple[list[sp.Expr], list[dict[sp.Symbol, sp.Expr]]]] = {
    "segment": ([a, 1 - n * a], [{a: 1 / n}, {a: ZERO}]),
    "triangle": ([a, b - a, 1 - n * b], [{a: 1 / n, b: 1 / n}, {a: ZERO, b: 1 / n}, {a: ZERO, b: ZERO}]),
    "tetrahedron": (
        [a, b, c, 1 - n * a - b - 2 * c],
        [
            {a: 1 / n, b: ZERO, c: ZERO},
            {a: ZERO, b: sp.S.One, c: ZERO},
            {a: ZERO, b: ZERO, c: sp.S.Half},
            {a: ZERO, b: ZERO, c: ZERO},
        ],
    ),
}
VERTICES = [(name, index) for name, (_, vertices) in SIMPLICES.items() for index in range(len(vertices))]


def over(
    name: str, margin: sp.Expr, low: int = 1, high: int = 9, keep: Sequence[int] | None = None, **changed: list
) -> Obligation:
    constraints, vertices = SIMPLICES[name]
    kept = range(len(vertices)) if keep is None else keep
    parts = {"constraints": [constraints[i] for i in kept], "vertices": [vertices[i] for i in kept]} | changed
    return affine_on_simplex(name, "margin ≥ 0", margin, **parts, parameter=(n, low, high))


def coordinate(name: str, index: int) -> sp.Expr:
    """Return the affine function that is 1 at one vertex and 0 at the others."""
    constraints, vertices = SIMPLICES[name]
    return sp.cancel(constraints[index] / constraints[index].subs(vertices[index]))


@pytest.mark.parametrize(("name", "index"), VERTICES)
def test_a_margin_that_fails_at_one_vertex_is_refuted(name: str, index: int) -> None:
    spike = coordinate(name, index)
    assert verdict(over(name, 1 - spike)) is Verdict.PROVED
    assert verdict(over(name, 1 - TINY - spike)) is Verdict.REFUTED


@pytest.mark.parametrize(("name", "index"), VERTICES)
@pytest.mark.parametrize("failing", [1, 5, 9])
def test_a_margin_that_fails_for_one_value_of_the_parameter_is_refuted(name: str, index: int, failing: int) -> None:
    only_there = (n - failing) ** 2 - sp.Rational(1, 100)
    outcome = over(name, coordinate(name, index) * only_there).discharge()
    assert outcome.verdict is Verdict.REFUTED
    assert abs(outcome.witness["n"] - failing) < Fraction(1, 10)


@pytest.mark.parametrize(("name", "index"), VERTICES)
def test_a_simplex_without_one_of_its_vertices_proves_nothing(name: str, index: int) -> None:
    """The margin holds at all the vertices that are given, and fails at the one that is not."""
    keep = [other for other in range(len(SIMPLICES[name][1])) if other != index]
    assert verdict(over(name, 1 - 2 * coordinate(name, index), keep=keep)) is Verdict.UNDECIDED


@pytest.mark.parametrize(("name", "index"), VERTICES)
def test_a_constraint_that_is_wrong_proves_nothing(name: str, index: int) -> None:
    constraints, vertices = SIMPLICES[name]

    def changed(new: sp.Expr) -> Verdict:
        replaced = [new if i == index else old for i, old in enumerate(constraints)]
        return verdict(over(name, sp.S.One, constraints=replaced))

    wrong_side, elsewhere = -constraints[index], constraints[index] + TINY
    assert changed(wrong_side) is Verdict.UNDECIDED
    assert changed(elsewhere) is Verdict.UNDECIDED  # does not vanish at the other vertices
    assert changed(ZERO) is Verdict.UNDECIDED
    for failing in (1, 5, 9):  # of the wrong sign for some values of the parameter only
        assert changed(constraints[index] * ((n - failing) ** 2 - sp.Rational(1, 100))) is Verdict.UNDECIDED
    for symbol in vertices[0]:  # not affine in one of the unknowns, though it vanishes where it should
        product = sp.prod([symbol - vertex[symbol] for vertex in vertices])
        assert changed(constraints[index] + product) is Verdict.UNDECIDED


@pytest.mark.parametrize(("name", "index"), VERTICES)
def test_a_vertex_that_is_none_proves_nothing(name: str, index: int) -> None:
    _, vertices = SIMPLICES[name]
    for symbol in vertices[index]:
        moved = [dict(vertex) for vertex in vertices]
        moved[index][symbol] += sp.Rational(1, 1000)
        assert verdict(over(name, sp.S.One, vertices=moved)) is Verdict.UNDECIDED


@pytest.mark.parametrize("name", SIMPLICES)
def test_a_margin_that_is_not_affine_proves_nothing(name: str) -> None:
    """It holds at every vertex and fails between two of them."""
    between = sp.prod([coordinate(name, 0), coordinate(name, 1)])
    assert verdict(over(name, -between)) is Verdict.UNDECIDED
    assert verdict(over(name, sp.Rational(1, 5) - between)) is Verdict.UNDECIDED
    assert verdict(over(name, sp.S.One)) is Verdict.PROVED


def test_constraints_and_vertices_must_match() -> None:
    with pytest.raises(ValueError, match="argument"):
        over("triangle", sp.S.One, constraints=[a, b - a]).discharge()


# Enclosures -----------------------------------------------------------------------------------------------------

SQUARE = {s: (1, 2), t: (3, 4)}


@pytest.mark.parametrize(
    "expr",
    [
        sp.exp(s - 1) - 1 - sp.Rational(1, 100),  # at each end of each side
        sp.exp(2 - s) - 1 - sp.Rational(1, 100),
        sp.exp(t - 3) - 1 - sp.Rational(1, 100),
        sp.exp(4 - t) - 1 - sp.Rational(1, 100),
        (s - sp.Rational(7, 5)) ** 2 + (t - sp.Rational(18, 5)) ** 2 - sp.Rational(1, 1000),  # inside
        sp.cos(s * t),
        -sp.exp(s),
    ],
)
def test_a_false_enclosure_is_refuted(expr: sp.Expr) -> None:
    outcome = enclosed("false", "", expr, SQUARE).discharge()
    assert outcome.verdict is Verdict.REFUTED
    point = {symbol: sp.Rational(outcome.witness[str(symbol)]) for symbol in (s, t)}
    assert float(expr.subs(point)) < 0
    assert all(low <= point[symbol] <= high for symbol, (low, high) in SQUARE.items())


@pytest.mark.parametrize(
    "expr", [s - 1, 2 - s, (t - 3) ** 2, (s - THIRD * 4) ** 2, sp.sin(s) ** 2 + sp.cos(s) ** 2 - 1]
)
def test_a_zero_is_not_positive(expr: sp.Expr, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("proofs_check.kernel.obligation._MOST_BOXES", 200)
    assert verdict(enclosed("zero", "", expr, SQUARE)) is Verdict.UNDECIDED


@pytest.mark.parametrize("most", [0, 1, 2, 5])
def test_an_enclosure_needs_every_box(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("proofs_check.kernel.obligation._MOST_BOXES", most)
    assert (
        verdict(enclosed("close", "", sp.exp(s) - s * sp.E + sp.Rational(1, 10**6), {s: (0, 2)})) is Verdict.UNDECIDED
    )
