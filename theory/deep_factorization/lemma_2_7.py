"""Lemma 2.7: Euler steps e⁺ = e + ηf(e) against the flow y' = f(y), y(0) = e(0), for any f of one sign and convexity.

All claims are stated through the *flow time* θ_k = ∫_{e(0)}^{e(k)} dx/f(x), the time the flow needs to reach the k-th
iterate. For f > 0 the flow is increasing, so e(k) ≤ y(ηk) says θ_k ≤ ηk; for f < 0 it is decreasing and the same
claim says θ_k ≥ ηk. In this form no flow has to be inverted. The lemma is about every f; it is checked on the paper's
f in each of its regimes and on the right-hand sides of ``theory.deep_factorization.right_hand_sides``, numbered by m.
The argument for (b′) and for its constant is docs/proofs/logarithmic-lag.md.
"""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp

from theory.deep_factorization.right_hand_sides import COUNT, U, convexity, f, high, largest_slope, low, sign, steepest
from theory.language.expressions import abbreviation
from theory.language.hypotheses import PAPER, STEP_POSITIVE
from theory.language.observables import euler_orbit, first
from theory.language.statement import Claim, Constant, Every, Hypothesis, Statement, Tag
from theory.language.symbols import N, eta, k, lam, m, multiplier, share, x

#: The Euler iterates, from the point of the interval that a share between 0 and 1 marks.
e = euler_orbit("e", f(m, x), start=low(m) + share * (high(m) - low(m)))

#: θ_k, the flow time to the k-th iterate, and Λ_k = ln(f(e(k))/f(e(0))), the logarithmic lag of part (b′).
theta = abbreviation("theta", U(m, e(k)) - U(m, e(0)), k)
log_ratio = abbreviation("Lambda", sp.log(f(m, e(k)) / f(m, e(0))), k)

#: The first iterate outside the interval on which f and f' keep their signs.
leaves = first(k, sp.Or(sp.Lt(e(k), low(m)), sp.Gt(e(k), high(m))), "k_out")


@dataclass(frozen=True)
class EulerBound:
    """One part of Lemma 2.7: ``claim`` holds on an interval where f has ``sign`` and f·f' has ``convexity``.

    ``convexity`` is the sign of y'' = f'(y)f(y): +1 for a convex flow, −1 for a concave one.
    """

    part: str
    tag: Tag
    sign: int
    convexity: int
    claim: sp.Basic

    @property
    def name(self) -> str:
        """The name of its claim, such as ``part_a_increasing``."""
        return f"part_{self.part}_{'increasing' if self.sign > 0 else 'decreasing'}"


_low, _high = multiplier("lower"), multiplier("upper")

#: Parts (a), (b), (b′), (a′). (a) and (a′) come once for f > 0 and once for f < 0. The multiplier "upper"
#: stands in every upper bound on θ_k, "lower" in every lower bound.
EULER_BOUNDS: tuple[EulerBound, ...] = (
    EulerBound("a", "text", +1, +1, sp.Le(theta, _high * eta * k)),
    EulerBound("a", "text", -1, +1, sp.Ge(theta, _low * eta * k)),
    EulerBound("b", "rebuilt", +1, +1, sp.Ge(theta, _low * eta * k / (1 + eta * largest_slope(m)))),
    EulerBound("b′", "ours", +1, +1, sp.Ge(theta, _low * (eta * k - multiplier("lag") * eta * log_ratio))),
    EulerBound("a′", "ours", +1, -1, sp.Ge(theta, _low * eta * k)),
    EulerBound("a′", "ours", -1, -1, sp.Le(theta, _high * eta * k)),
)

LEMMA_2_7 = Statement(
    id="lemma-2.7",
    title="Euler steps against the flow",
    source=f"{PAPER}, Lemma 2.7, (32), (33); parts (b′) and (a′) ours",
    tag="rebuilt",
    summary="e⁺ = e + ηf(e) against y' = f(y): convex flows are overtaken, and the lag is bounded.",
    hypotheses=(
        Hypothesis("right_hand_side", sp.Le(m, COUNT), f"f is one of {COUNT} right-hand sides", m),
        Hypothesis(
            "eigenvalue",
            sp.Or(m > 4, sp.And(sp.Ge(N, 2), m < 4, lam > 0), sp.And(sp.Ge(N, 2), sp.Eq(m, 4), lam < 0)),
            "lambda > 0 for the paper's f below, around and above the limit, lambda < 0 where there is none",
            lam,
        ),
        Hypothesis("start", sp.Lt(share, 1), "the start lies in the interval", share),
        STEP_POSITIVE,
        Hypothesis("slope", sp.Le(eta * steepest(m), 1), "1 + eta f' >= 0 on an interval that holds the iterates", eta),
    ),
    claims=tuple(
        Claim(
            bound.name,
            bound.claim,
            f"part ({bound.part}): f {'>' if bound.sign > 0 else '<'} 0, ff' {'>=' if bound.convexity > 0 else '<='} 0",
            bound.tag,
            Every(k, since=sp.S.One, before=leaves),
            given=sp.And(sp.Eq(sign(m), bound.sign), sp.Eq(convexity(m), bound.convexity)),
        )
        for bound in EULER_BOUNDS
    ),
    constants=(
        Constant("upper", "the upper bounds on θ_k: part (a) for f > 0, part (a′) for f < 0"),
        Constant("lower", "the lower bounds on θ_k: (b), (b′), part (a) for f < 0, part (a′) for f > 0"),
        Constant(
            "lag", "the logarithm of (b′), in steps: 1 is best, for an f that rises by little within a step", "down"
        ),
    ),
    note="θ_k is the flow time from e(0) to e(k), Λ_k = ln(f(e(k))/f(e(0))); (b) needs f > 0 and 0 ≤ f' ≤ K.",
)
