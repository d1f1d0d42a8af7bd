"""The identities and the numbers in docs/proofs/plateaus.md."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sympy as sp

from numerics.cases.names import from_json
from numerics.claims.decide import decide
from numerics.claims.hypotheses import broken
from numerics.exact.verdict import Verdict
from theory import statement
from theory.deep_factorization import plateau, remark_3_6, theorem_3_1
from theory.deep_factorization.remark_3_7 import REMAINS
from theory.dynamics.flow import rhs
from theory.dynamics.orbits import y
from theory.language.definitions import definitions, kappa, resolve
from theory.language.expressions import unfolded
from theory.language.statement import Hypothesis
from theory.language.symbols import N, alpha, eps, lam, multiplier, t, theta, without_multipliers, x
from theory.sharp import plateau_tolerance


def logit(time: sp.Expr = t) -> sp.Expr:
    """Return ln(s/(1−s)), s = w/λ, of the flow at N = 2 as the document has it."""
    return sp.log(alpha**2 / (lam - alpha**2)) + 2 * lam * time


def test_the_flow_of_depth_two_in_logarithms() -> None:
    state = sp.sqrt(lam / (1 + sp.exp(-logit())))
    assert sp.simplify(sp.diff(state**2, t) - 2 * state * rhs(2).subs(x, state)) == 0
    assert sp.simplify(state.subs(t, 0) ** 2 - alpha**2) == 0
    assert y(t).parameters == (alpha, lam)


def test_g_is_the_time_at_which_a_share_is_reached() -> None:
    shares = unfolded(theorem_3_1.g(lam, theta))
    reached = sp.expand_log(logit(shares) - sp.log(theta / (1 - theta)), force=True)
    assert sp.simplify(reached.subs({lam: 3, alpha: sp.Rational(1, 2), theta: sp.Rational(2, 3)})) == 0
    assert sp.diff(shares, theta).subs({lam: 3, alpha: 1, theta: sp.Rational(1, 3)}) > 0


def test_the_share_increases_in_the_eigenvalue_once_a_time_has_passed() -> None:
    assert sp.simplify(sp.diff(logit(), lam) - (2 * t - 1 / (lam - alpha**2))) == 0
    border = 1 / (1 + sp.exp(2))
    assert sp.simplify(sp.log((1 - border) / border)) == 2
    given = theorem_3_1.THEOREM_3_1.claim("without_lead").given
    assert sp.Le(eps, border) in given.args


@pytest.mark.parametrize("depth", range(2, 65))
def test_an_accuracy_below_the_bound_of_the_theorem_is_case_4(depth: int) -> None:
    """1 − c_N^{1/N} ≥ 1/(2N−1), as integers."""
    c = sp.Rational(depth - 1, 2 * depth - 1)
    assert (1 - sp.Rational(1, 2 * depth - 1)) ** depth >= c
    assert sp.Rational(1, 2) < sp.Rational(depth, 2 * depth - 1)


def test_beyond_c_2_the_accuracy_of_one_fifth_is_enough_at_depth_two() -> None:
    def room(z: sp.Rational) -> sp.Expr:
        return sp.log(4 * (1 - z) / z) - 1 / (1 - z)

    z = sp.Symbol("z", positive=True)
    assert sp.simplify(sp.diff(room(z), z) + 1 / (z * (1 - z)) + 1 / (1 - z) ** 2) == 0, "it falls in z"
    assert room(sp.Rational(1, 3)).is_positive


def test_f_increases_up_to_the_inflection_point() -> None:
    slope = x ** (N - 2) * ((N - 1) * lam - (2 * N - 1) * x**N)
    for depth in (2, 3, 7):
        assert sp.expand(sp.diff(rhs(depth), x) - slope.subs(N, depth)) == 0


def test_the_choices_of_the_remark_fill_a_third_and_ours_a_half() -> None:
    ell, tol, level = sp.symbols("ell tol r", positive=True)
    ours = tol / (2 * (level - 1) + tol)
    assert sp.simplify(ours / (1 - ours) * (level - 1) - tol / 2) == 0
    theirs = tol / (3 * (ell - 1) + tol)
    assert sp.simplify(theirs / (1 - theirs) * (ell - 1) - tol / 3) == 0
    written = remark_3_6.EPS.body.subs({plateau.ell: ell, remark_3_6.tol: tol})
    assert sp.simplify(written - theirs) == 0
    assert plateau_tolerance.EPS.body.has(sp.Rational(1, 2))


def test_what_a_logarithm_leaves() -> None:
    """−1/ln(1−z) − 1/z decreases from −1/2 at 0 to more than −1/2 − 1/16 at 1/2."""
    z = sp.Symbol("z", positive=True)
    left = -1 / sp.log(1 - z) - 1 / z
    assert sp.limit(left, z, 0, "+") == -sp.Rational(1, 2)
    assert left.subs(z, sp.Rational(1, 2)) > -sp.Rational(9, 16)
    # the sign of its derivative is that of ln²(1−z) − z²/(1−z), with 1−z = e^{−2u} of 4u² − 4sinh²u < 0
    u = sp.Symbol("u", positive=True)
    slope = sp.diff(left, z) * z**2 * sp.log(1 - z) ** 2
    rewritten = sp.simplify(slope.subs(z, 1 - sp.exp(-2 * u)) - (4 * u**2 - 4 * sp.sinh(u) ** 2).rewrite(sp.exp))
    assert rewritten == 0


@pytest.mark.parametrize("depth", [2, 3, 5])
def test_the_gap_of_the_linear_phase_is_positive(depth: int) -> None:
    """h(x_*) < κ, so that a gap remains as η tends to 0."""
    remains = without_multipliers(resolve(unfolded(REMAINS), depth, 1)).subs({lam: 1, eps: sp.Rational(1, 100)})
    assert sp.N(remains) > 0.1
    assert multiplier("inflection") not in remains.free_symbols
    assert definitions(depth)[kappa].subs(lam, 1) == depth


def test_from_a_start_beyond_the_inflection_point_the_leading_eigenvalues_count() -> None:
    """Theorem 3.5 without the error of the leading eigenvalues needs α < x_*(λ_ℓ); with it, α^N < λ_ℓ is enough."""
    published = statement("3.5")
    wider = Hypothesis("learned", sp.Lt(alpha**N, plateau.LAST), "alpha^N < lambda_ell", alpha)
    record = replace(published, hypotheses=tuple(wider if h.name == "learned" else h for h in published.hypotheses))
    case = {"depth": 2, "spectrum": "4, 3", "rank": 2, "alpha": "3/2", "step": "1/33"}
    values = from_json(record, case | {"accuracy": "1/5", "tail_accuracy": "1/2"})
    verdicts = {outcome.claim: outcome.verdict for outcome in decide(record, values)}
    assert verdicts["without_lead_last"] is Verdict.REFUTED
    assert verdicts["distance_last"] is Verdict.UPHELD
    assert broken(published, values) is not None
