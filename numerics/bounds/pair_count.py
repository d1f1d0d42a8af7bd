"""The counts for the perturbed start in balls, read off the records of Theorem 1.3, Lemma 2.11 and our sharp count.

Precision is that of one evaluation: whoever needs an integer asks again with more bits where the ball leaves it open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import sympy as sp
from flint import arb

from numerics.cases.pair import PerturbedCase
from numerics.claims.case import Case, Where
from numerics.exact.balls import ceiling_range, working_precision
from numerics.formulas.roots import enclose_root
from numerics.formulas.straight_line import compile_expression
from theory.deep_factorization.lemma_2_11 import phase_transition_bound
from theory.deep_factorization.perturbed_start import c, root_equation, step_bound_14
from theory.deep_factorization.theorem_1_3 import THEOREM_1_3
from theory.language.observables import First
from theory.language.statement import Claim, Every, Statement
from theory.sharp.pair_law import PAIR_LAW, law_time
from theory.sharp.perturbed_count import PERTURBED_COUNT, point_law, point_law_time, share


@dataclass(frozen=True)
class PerturbedBound:
    """(15) or (16) of Theorem 1.3: for k ≥ ``count`` the error of the product is at most ``product_accuracy``.

    ``case`` is "nonnegative" or "negative". Both values are balls.
    """

    case: str
    count: arb
    product_accuracy: arb

    @property
    def iterations(self) -> int | None:
        """⌈count⌉, or None when the ball holds an integer that it does not decide."""
        low, high = ceiling_range(self.count)
        return high if low == high else None


@dataclass(frozen=True)
class SharpBound:
    """The sharp count of one case: ``value`` encloses the real bound, ``names`` the quantities it is made of."""

    claim: Claim
    value: arb
    names: Mapping[str, arb]

    @property
    def iterations(self) -> int | None:
        """⌊value⌋, the integer bound on T, or None when the ball does not decide it."""
        low, high = (-end for end in ceiling_range(-self.value))
        return low if low == high else None


def enclose(expr: sp.Expr, case: PerturbedCase, bits: int = 64, where: Where = ()) -> arb:
    """Return a ball around a formula at exact parameters, computed with ``bits`` bits; ``where`` defines its names.

    Raises Undecided where the precision gives no number.

    >>> from theory.language.symbols import lam
    >>> enclose(lam**2, PerturbedCase(2, *map(Fraction, ("-3", "1", "1/2", "1/99", "1/9"))))
    9.00000000000000
    """
    with working_precision(bits):
        value: arb = Case(case.values).world(bits, where).value(expr)
        return value


def root_ball(depth: int, bits: int = 128) -> arb:
    """Return a ball around c, the largest real root of c^{N−1}(c−1) = 1, N ≥ 2.

    >>> root_ball(2, 64)
    [1.61803398874989...]
    """
    equation = root_equation(depth)
    value, slope = (compile_expression(part, (c,), "arb") for part in (equation, sp.diff(equation, c)))
    with working_precision(bits + 32):
        return enclose_root(value, slope, arb(0), arb(1))


def transition_bound(case: PerturbedCase, bits: int = 64) -> arb:
    """Return the bound (46) on the phase transition time as a ball (Lemma 2.11).

    >>> half = Fraction(1, 2)
    >>> transition_bound(PerturbedCase(2, -half, half, half / 2, half / 9, half / 50))
    [26.298...]
    """
    return enclose(phase_transition_bound, case, bits)


def step_bound_ball(case: PerturbedCase, bits: int = 64) -> arb:
    """Return the bound (14) on the step size as a ball.

    >>> half = Fraction(1, 2)
    >>> step_bound_ball(PerturbedCase(2, -half, half, half / 4, half / 99, half / 50))
    [0.0424...]
    """
    return enclose(step_bound_14, case, bits)


def theorem_claim(eigenvalue: Fraction) -> Claim:
    """Return the claim of Theorem 1.3 on the error after a count, for the sign of λ.

    >>> theorem_claim(Fraction(0)).name
    'nonnegative'
    """
    return THEOREM_1_3.claim("negative" if eigenvalue < 0 else "nonnegative")


def factor_scale(case: PerturbedCase, bits: int = 64) -> arb:
    """Return the error of the product that Theorem 1.3 allows for an accuracy ε = ``case.eps`` of the factors."""
    return enclose(theorem_claim(case.lam).relation.rhs, case, bits)


def enclose_bound(case: PerturbedCase, bits: int = 64) -> PerturbedBound:
    """Return (15) or (16) for exact parameters; ``case.eps`` is the accuracy ε of the factors (Theorem 1.3).

    The hypotheses are not checked here. Raises Undecided when ``bits`` bits do not tell the case of (24) that applies.

    >>> half = Fraction(1, 2)
    >>> bound = enclose_bound(PerturbedCase(2, -half, half, half / 4, half / 99, half / 50))
    >>> bound.case, bound.iterations
    ('negative', 3087)
    """
    claim = theorem_claim(case.lam)
    assert isinstance(claim.over, Every)
    return PerturbedBound(claim.name, enclose(claim.over.since, case, bits), factor_scale(case, bits))


def claim_on_time(case: Case, record: Statement = PERTURBED_COUNT) -> Claim | None:
    """Return the first bound of ``record`` on T that applies to exact parameters; None: the start is within ε already.

    >>> half = Fraction(1, 2)
    >>> claim_on_time(Case(PerturbedCase(2, -half, half, half / 2, half / 9, half / 50).values)).name
    'negative'
    """
    counts = (claim for claim in record.claims if isinstance(claim.relation.lhs, First))
    return next((claim for claim in counts if case.holds(claim.given)), None)


def sharp_bound(case: PerturbedCase, bits: int = 64, chosen_share: Fraction | None = None) -> SharpBound | None:
    """Return the sharp count for exact parameters, computed with ``bits`` bits; None when T = 0 (ours).

    ``chosen_share`` replaces the share σ at which two parts of it meet; the bound holds for any. The hypotheses are
    not checked here. Raises Undecided when ``bits`` bits are not enough to enclose it.

    >>> half = Fraction(1, 2)
    >>> bound = sharp_bound(PerturbedCase(2, -half, half, half / 2, half / 9, half / 50))
    >>> bound.claim.name, 128 < bound.value < 129  # T = 125
    ('negative', True)
    """
    exact = Case(case.values)
    claim = claim_on_time(exact)
    if claim is None:
        return None
    where = dict(claim.where)
    if chosen_share is not None and share in where:
        where[share] = sp.Rational(chosen_share.numerator, chosen_share.denominator)
    with working_precision(bits):
        world = exact.world(bits, tuple(where.items()))
        return SharpBound(claim, world.value(claim.relation.rhs), {str(name): world.value(name) for name in where})


def enclose_point_law(case: PerturbedCase, bits: int = 64) -> arb:
    """Return a ball around the point law (1/η)∫du/r at S = S₀, for λ < 0 and ε < |λ|; close to T, not a bound.

    >>> half = Fraction(1, 2)
    >>> 125 < enclose_point_law(PerturbedCase(2, -half, half, half / 2, half / 9, half / 50)) < 127  # T = 125
    True
    """
    return enclose(point_law_time, case, bits, point_law())


def enclose_pair_law(case: PerturbedCase, bits: int = 160) -> arb | None:
    """Return a ball around x of the law of the pair, of which T is nearly the ceiling (observed); None when T = 0.

    It is known to a quarter of the bits, as its integral is. Raises Undecided when they are not enough for that.

    >>> half = Fraction(1, 2)
    >>> enclose_pair_law(PerturbedCase(2, -half, half, half / 2, half / 9, half / 50))  # T = 125
    [124.8506322749...]
    """
    claim = claim_on_time(Case(case.values), PAIR_LAW)
    return None if claim is None else enclose(law_time, case, bits, claim.where)
