"""At depth 2 the gaps between eigenvalues grow with ln(1/α) only, and by how much: T for small starts at N = 2 (ours).

Near 0 a step multiplies the state by 1 + h, h = ηλ, and Φ₂ grows by 1 + e₂(0) = ln(1+h)(1/h + 1/2 − h/12) in it. So
Φ₂/(1 + e₂(0)) counts the steps with a defect that falls with the state, and T is ln(1/a)/ln(1+h) + C, rounded up, with
an error that does not depend on the start. Argument: docs/proofs/sharp-law.md.
"""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp

from theory.dynamics.orbits import T
from theory.language.definitions import L, defines
from theory.language.hypotheses import (
    ACCURACY,
    ACCURACY_SMALL,
    INITIAL_SCALE,
    POSITIVE_EIGENVALUE,
    STEP_POSITIVE,
)
from theory.language.statement import Claim, Constant, Hypothesis, Statement
from theory.language.symbols import N, alpha, eps, eta, gap, lam, mu, multiplier
from theory.sharp.abel import HEAD, TAIL, abel_second
from theory.sharp.depth_gaps import SECOND_EIGENVALUE, T_mu
from theory.sharp.small_start import Terms

#: C_2(h, ε/L): what T has beyond ln(1/a)/ln(1+h) as α → 0, before it is rounded up; N = 2.
C_two = sp.Function("C_2", real=True)


def growth_at_zero(size: sp.Expr) -> sp.Expr:
    """Return 1 + e₂(0), by what Φ₂ grows in a step close to 0 at N = 2, h = ``size``.

    >>> sp.series(growth_at_zero(gap), gap, 0, 4)
    1 - delta**3/24 + O(delta**4)
    """
    return sp.log(1 + size) * (1 / size + sp.S.Half - size / 12)


@defines(C_two)
def _constant(depth: int, sign: int | None, size: sp.Expr, distance: sp.Expr) -> sp.Expr:
    """Return C_2: Φ₂(e) less its part at 0 that does not diverge, in units of L, over 1 + e₂(0).

    >>> a, step, e = sp.Float("1e-9", 30), sp.Rational(1, 10), sp.Rational(1, 4)
    >>> way = (abel_second(2, 1, 1 - gap, gap).subs(gap, e) - abel_second(2, 1, a)).subs({lam: 1, eta: step})
    >>> beyond = way / growth_at_zero(step) - sp.log(1 / a) / sp.log(1 + step)
    >>> bool(abs(sp.N(beyond - _constant(2, 1, step, e))) < 1e-12)
    True
    """
    if depth != 2:
        raise ValueError(f"depth {depth}: this constant needs N = 2")
    at_target = abel_second(2, 1, 1 - gap, gap).xreplace({lam: sp.S.One, eta: size, gap: distance})
    return (at_target - sp.log(size) / 2 + size / 12) / growth_at_zero(size)


@dataclass(frozen=True)
class TermsAtTwo(Terms):
    """T of one positive eigenvalue at N = 2, up to a bounded rest, in units of the ``limit``; h < 1/4."""

    @property
    def constant(self) -> sp.Expr:
        """C_2, which does not depend on the start."""
        return C_two(self.step, eps / self.limit)

    @property
    def leading(self) -> sp.Expr:
        """The leading term, ln(1/a)/ln(1+h)."""
        return self.named("m", sp.log(1 / self.start) / sp.log(1 + self.step))

    @property
    def largest(self) -> sp.Expr:
        """The bound on Z, and on what it is away from 0, everywhere below the limit."""
        return self.named("W", 4 * self.step)

    @property
    def defects(self) -> sp.Expr:
        """S, the bound on the sum of the defects of Φ₂/(1 + e₂(0)): for any start."""
        w = self.largest
        slope = self.named("B", 3 * HEAD * w**2 + TAIL * w**3 * (4 - 3 * w) / (1 - w) ** 2)
        spread = sp.log(2) / 2 + 3 * sp.log(self.limit / eps) / 2 + 3 * self.step
        return self.named("S", slope * spread / growth_at_zero(self.step))

    @property
    def above(self) -> sp.Expr:
        """What T may have beyond the leading term and C_2, at most."""
        return self.defects

    @property
    def below(self) -> sp.Expr:
        """And what it may lack."""
        a, size = self.start, self.step
        missing = -(1 / size - 1 - size / 3) * sp.log(1 - a**2) / 2 + 5 * size * a**2 / 8
        return self.named("r", missing / growth_at_zero(size)) + self.defects


FIRST, SECOND = TermsAtTwo(lam, L), TermsAtTwo(mu, sp.sqrt(mu), "_mu")
_whole = FIRST.leading + FIRST.constant
_rest = 1 + FIRST.above + FIRST.below + SECOND.above + SECOND.below

DEPTH_TWO_GAPS = Statement(
    id="depth-two-gaps",
    title="At depth 2 the gaps grow with the logarithm of the start",
    source="ours, quantifying Figure 2",
    tag="ours",
    summary=(
        "For N = 2 a smaller eigenvalue is found ln(1/α)(1/ln(1+ημ) − 1/ln(1+ηλ)) iterations later, up to constants "
        "and a bounded rest."
    ),
    hypotheses=(
        Hypothesis("depth", sp.Eq(N, 2), "N = 2", N),
        POSITIVE_EIGENVALUE,
        SECOND_EIGENVALUE,
        INITIAL_SCALE,
        Hypothesis("start_below_second", sp.Lt(alpha**2, mu), "alpha^2 < mu", alpha),
        STEP_POSITIVE,
        Hypothesis("step_size", sp.Lt(4 * eta * lam, 1), "4 eta lambda < 1", eta),
        ACCURACY,
        ACCURACY_SMALL,
        Hypothesis("accuracy_second", sp.Lt(eps, sp.sqrt(mu) - alpha), "eps < mu^(1/2) - alpha", eps),
    ),
    claims=(
        Claim("upper", sp.Le(T, sp.ceiling(multiplier("upper") * (_whole + FIRST.above))), "T itself", "ours"),
        Claim("lower", sp.Ge(T, sp.ceiling(multiplier("lower") * (_whole - FIRST.below))), "T itself", "ours"),
        Claim(
            "gap",
            sp.Le(
                sp.Abs(
                    T_mu - T - multiplier("gap") * (SECOND.leading - FIRST.leading) - (SECOND.constant - FIRST.constant)
                ),
                multiplier("rest") * _rest,
            ),
            "the second eigenvalue is found so much later",
            "ours",
        ),
    ),
    constants=(
        Constant("upper", "the upper bound as a whole"),
        Constant("lower", "the lower bound as a whole"),
        Constant("gap", "the difference of the leading terms", "both"),
        Constant("rest", "the bounded rest", "down"),
    ),
    depends_on=("closed-law", "depth-gaps"),
)
