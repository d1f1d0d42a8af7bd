"""For which initial scales the plateau of rank ℓ exists in the flow: up to one threshold α_ℓ (ours).

F(α), the end of the plateau less its start, decreases strictly from ∞, so P_ℓ(ε, θ) ≠ ∅ exactly where α ≤ α_ℓ, its
zero. With λ_ℓ = λ and λ_{ℓ+1} = μ: for N = 2, α_ℓ² is about a_0, exponentially small in 1/(λ−μ); for N ≥ 3, α_ℓ^{N−2}
is about (1/μ − 1/λ)/((N−2)K), a power of λ−μ. Both are upper bounds, and lower ones with what they leave out added.
Argument: docs/proofs/effective-rank.md.
"""

from __future__ import annotations

import sympy as sp

from theory.deep_factorization.theorem_3_1 import LEARNED, RANK, SHARE
from theory.dynamics.flow_forms import antiderivative
from theory.dynamics.orbits import y
from theory.language.definitions import defines, tau
from theory.language.expressions import Abbreviation, At, Eigenvalue, abbreviation
from theory.language.hypotheses import DEPTH_TWO, INITIAL_SCALE
from theory.language.spectra import at_place, count, largest, smallest
from theory.language.statement import Claim, Constant, Hypothesis, Statement
from theory.language.symbols import N, alpha, ell, eps, lam, multiplier, share, t, theta
from theory.sharp.effective_rank_flow import THREE_TIMES
from theory.sharp.plateau import NEXT

#: U of Lemma 2.5, N ≥ 3, without the constant of integration: T = U(b) − U(a), and U(a) → −∞ as a → 0 like its pole.
U = sp.Function("U", real=True)


@defines(U)
def _antiderivative(depth: int, sign: int | None, state: sp.Expr) -> sp.Expr:
    return antiderivative(depth, "hypergeometric", sign or 0, state)


POSSIBLE = Hypothesis(
    "possible",
    sp.And(sp.Lt(alpha**N, theta * NEXT), sp.Lt(theta, 1)),
    "alpha^N < theta lambda_(ell+1), theta < 1: the next eigenvalue starts below its level",
    theta,
)


def start(scale: sp.Expr) -> Abbreviation:
    """Return when all of λ_1, …, λ_ℓ are learned, from the initial scale ``scale``.

    >>> start(alpha / 2)
    T_start(alpha/2)
    """
    return abbreviation("T_start", sp.Max(0, largest(tau(scale, ((1 - eps) * lam) ** (1 / N)), last=ell)), scale)


def stop(scale: sp.Expr) -> Abbreviation:
    """Return when λ_{ℓ+1} has reached θ of its size."""
    return abbreviation("T_stop", At(tau(scale, (theta * lam) ** (1 / N)), (lam,), (NEXT,)), scale)


def length(scale: sp.Expr) -> Abbreviation:
    """Return F, the length of the plateau; negative where there is none."""
    return abbreviation("F", stop(scale) - start(scale), scale)


#: N = 2: F ≥ 0 implies (λ_i − μ)ln(1/α²) ≥ E_i for all i ≤ ℓ, and follows if α²(λ_i−μ)(λ_i+μ−α²)/… is added to E_i.
EXPONENT = abbreviation("E_i", NEXT * sp.log((1 - eps) * lam / eps) + lam * sp.log((1 - theta) / (theta * NEXT)))
_way = -2 * (lam - NEXT) * sp.log(alpha)
_left_out = alpha**2 * (lam - NEXT) * (lam + NEXT - alpha**2) / ((NEXT - alpha**2) * (lam - alpha**2))
REST = abbreviation("R_i", _left_out)
#: N ≥ 3: the same with the poles of U at 0 and the difference K of what remains.
U_NEXT = abbreviation("U_next", At(U((theta * lam) ** (1 / N)), (lam,), (NEXT,)))
_K = U(((1 - eps) * lam) ** (1 / N)) - U_NEXT
_poles = alpha ** (2 - N) * (1 / NEXT - 1 / lam) / (N - 2)
_remainder = alpha**2 / 2 * (1 / (NEXT * (NEXT - alpha**N)) - 1 / (lam * (lam - alpha**N)))

NEEDED_2 = abbreviation("e_2", smallest(_way - multiplier("necessary_2") * EXPONENT, last=ell))
ENOUGH_2 = abbreviation("E_2", smallest(_way - multiplier("sufficient_2") * (EXPONENT + REST), last=ell))
NEEDED = abbreviation("e_N", smallest(multiplier("necessary") * _poles - _K, last=ell))
ENOUGH = abbreviation("E_N", smallest(multiplier("sufficient") * _poles - _K - _remainder, last=ell))

_gap = Eigenvalue(ell) > NEXT
PLATEAU_EXISTENCE = Statement(
    id="plateau-existence",
    title="A plateau exists up to one initial scale",
    source="ours, beyond Section 3.3",
    tag="ours",
    summary="P_ℓ(ε, θ) exists for α ≤ α_ℓ: exponentially small in 1/gap if N = 2, a power of the gap if N ≥ 3.",
    hypotheses=(DEPTH_TWO, RANK, INITIAL_SCALE, LEARNED, SHARE, POSSIBLE, THREE_TIMES),
    claims=(
        Claim(
            "start",
            sp.Ge(count(sp.Ge(y(t) ** N, (1 - eps) * lam), last=ell), ell),
            "the first l are learned from the last of their times on",
            exactly_when=sp.Ge(t, start(alpha)),
        ),
        Claim(
            "stop",
            sp.Le(at_place(y(t) ** N, ell + 1), theta * NEXT),
            "the next one is not, until its own time",
            exactly_when=sp.Le(t, stop(alpha)),
        ),
        Claim(
            "threshold",
            sp.Gt(length(share * alpha), length(alpha)),
            "the length of the plateau, negative where there is none, strictly decreases in alpha",
            given=_gap,
        ),
        Claim(
            "no_gap",
            sp.Lt(length(alpha), 0),
            "lambda_l = lambda_(l+1) and theta < 1 - eps: no initial scale gives a plateau",
            given=sp.And(sp.Eq(Eigenvalue(ell), NEXT), sp.Lt(theta, 1 - eps)),
        ),
        Claim(
            "necessary_2",
            sp.Lt(length(alpha), 0),
            "N = 2: no plateau where alpha^2 > exp(-E_i/(lambda_i - mu)) for some i <= l",
            given=sp.And(_gap, sp.Eq(N, 2), sp.Lt(NEEDED_2, 0)),
        ),
        Claim(
            "sufficient_2",
            sp.Ge(length(alpha), 0),
            "N = 2: a plateau where that holds with the rest of relative order alpha^2 added",
            given=sp.And(_gap, sp.Eq(N, 2), sp.Ge(ENOUGH_2, 0)),
        ),
        Claim(
            "necessary",
            sp.Lt(length(alpha), 0),
            "N >= 3: no plateau where alpha^(N-2) > (1/mu - 1/lambda_i)/((N-2) K_i) for some i <= l",
            given=sp.And(_gap, sp.Ge(N, 3), sp.Lt(NEEDED, 0)),
        ),
        Claim(
            "sufficient",
            sp.Ge(length(alpha), 0),
            "N >= 3: a plateau where that holds with a rest of relative order alpha^N added",
            given=sp.And(_gap, sp.Ge(N, 3), sp.Ge(ENOUGH, 0)),
        ),
    ),
    constants=(
        Constant("necessary_2", "the exponent E_i, N = 2", "up"),
        Constant("sufficient_2", "the same with what is left out", "down"),
        Constant("necessary", "the power of the gap, N ≥ 3", "down"),
        Constant("sufficient", "the same with what is left out", "up"),
    ),
    depends_on=("plateau", "lemma-2.5"),
    note=(
        "μ = λ_{ℓ+1}. The descent has no such threshold: whether K_1 < K_2 changes more than once with α, by rounding "
        "to integers; see docs/conjectures.md."
    ),
)
