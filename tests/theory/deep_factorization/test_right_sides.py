"""The bounds and step sizes of all records, written down again from the paper in floats; no formula of the package.

A factor that only weakens a record is invisible to its campaign; here it is not.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import product

import mpmath
import pytest
import sympy as sp
from mpmath import ceil, log, mpf

from numerics.cases.draw import draw
from numerics.claims.case import Case
from numerics.exact.balls import working_precision
from theory import STATEMENTS, statement
from theory.language.statement import Hypothesis
from theory.language.symbols import PARAMETER_NAMES, N, alpha, beta, eps, eta, lam, mu, product as p

DIGITS = 20


class Text:
    """The quantities of the paper at one parameter set."""

    def __init__(self, values: dict[sp.Symbol, Fraction]) -> None:
        self.n = int(values[N])
        self.lam, self.alpha, self.beta, self.eta, self.eps, self.mu, self.p = (
            mpf(values[s].numerator) / values[s].denominator if s in values else mpf(0)
            for s in (lam, alpha, beta, eta, eps, mu, p)
        )
        size = abs(self.lam)
        self.L = mpmath.root(max(self.lam, 0), self.n)
        self.M = max(self.alpha, mpmath.root(size, self.n))
        self.kappa = self.n * size ** (2 - mpf(2) / self.n)
        self.bend = mpmath.root(self.lam * (self.n - 1) / (2 * self.n - 1), self.n) if self.lam > 0 else mpf(0)
        # K is the largest f' on (0, x_*), where f'' = 0
        steepest = mpmath.root(max(self.lam, 0) * (self.n - 2) / (4 * self.n - 2), self.n)
        self.K = self.slope(steepest)
        c = (
            mpmath.findroot(lambda c: (self.n - 1) * log(c) + log(c - 1), 1 + log(self.n) / (2 * self.n))
            if self.n > 1
            else 1
        )
        self.c = mpf(c)

    def f(self, x: mpf) -> mpf:
        return x ** (self.n - 1) * (self.lam - x**self.n)

    def slope(self, x: mpf) -> mpf:
        growth = (self.n - 1) * x ** (self.n - 2) if self.n > 1 else mpf(0)
        return growth * self.lam - (2 * self.n - 1) * x ** (2 * self.n - 2)

    def h(self, x: mpf) -> mpf:
        return self.f(x) / (self.L - x)

    def tau(self, a: mpf, b: mpf) -> mpf:
        return abs(mpmath.quad(lambda v: mpmath.exp(v) / self.f(mpmath.exp(v)), mpmath.linspace(log(a), log(b), 9)))

    def step(self, size: mpf, factor: mpf) -> mpf:
        return 1 / (factor * size ** (2 * self.n - 2))

    def flow(self) -> mpf:
        return self.tau(self.alpha, self.bend)

    def linear(self, start: mpf, rate: mpf) -> mpf:
        return log(self.eps / (self.L - start)) / log(1 - self.eta * rate)

    def remainder(self) -> mpf:
        a = self.alpha / self.L
        return -(a ** (self.n + 2)) / (self.n + 2)

    def expansion(self) -> mpf:
        """λ^{2−2/N}T⁺ without its remainder, by a quadrature of x/(1−x^N) up to c_N^{1/N}."""
        a, end = self.alpha / self.L, self.bend / self.L
        constant = mpmath.quad(lambda x: x / (1 - x**self.n), [0, end]) - end ** (2 - self.n) / (self.n - 2)
        return a ** (2 - self.n) / (self.n - 2) + constant - a**2 / 2


def paper_step(q: Text) -> mpf:
    return q.step(q.M, 3 * q.n - 2)


def perturbed_step(q: Text) -> mpf:
    return q.step(q.c * q.M, 9 * q.n)


def above_the_limit(q: Text) -> mpf:
    power = 2 * q.n - 2
    return ceil((1 / q.eps**power - 1 / (q.alpha - q.L) ** power) / (power * q.eta))


def transition(q: Text) -> mpf:
    return 1 + log(q.alpha / q.beta) / log(1 + q.eta * q.beta ** (q.n - 2) * abs(q.lam))


#: Statement, hypothesis or claim, the relation, and its right-hand side in the words of the paper.
Row = tuple[str, str, type, Callable[[Text], mpf]]
ROWS: list[Row] = [
    *((id, "step_size", sp.Lt, paper_step) for id in ("1.1", "remark-1.2", "2.4", "lemma-2.11", "lemma-3.4")),
    *((id, "step_size", sp.Lt, perturbed_step) for id in ("1.3", "remark-2.10", "lemma-2.12")),
    ("lemma-D.2", "step_size", sp.Lt, lambda q: q.step(q.c * q.L, 9 * q.n)),
    ("lemma-D.3", "step_size", sp.Lt, lambda q: q.step(q.alpha, 9 * q.n)),
    *(
        (id, "perturbation", sp.Lt, lambda q: (q.c - 1) * q.alpha)
        for id in ("1.3", "remark-2.10", "lemma-2.12", "lemma-D.2")
    ),
    *((id, "perturbation", sp.Lt, lambda q: q.alpha) for id in ("1.3-sharp", "lemma-2.11", "lemma-D.3")),
    ("1.1", "accuracy_below_start", sp.Lt, lambda q: abs(q.alpha - q.L)),
    ("2.4", "accuracy_below_start", sp.Lt, lambda q: abs(q.alpha - q.L)),
    ("remark-1.2", "small_start", sp.Lt, lambda q: q.bend),
    ("lemma-E.1", "small_start", sp.Lt, lambda q: q.bend),
    ("remark-1.2", "late_accuracy", sp.Lt, lambda q: q.L - q.bend),
    ("1.1", "error", sp.Le, lambda q: q.n * max(q.alpha, q.L) ** (q.n - 1) * q.eps),
    ("1.3", "nonnegative", sp.Le, lambda q: q.n * max(q.alpha, q.L) ** (q.n - 1) * q.eps),
    ("1.3", "negative", sp.Le, lambda q: q.n * (q.c * q.M) ** (q.n - 1) * q.eps),
    ("remark-1.4", "lower", sp.Ge, lambda q: mpmath.lambertw(q.n - 1).real / (q.n - 1)),
    ("remark-1.4", "upper", sp.Le, lambda q: log(q.n) / (q.n - 1)),
    ("2.4", "upper_1", sp.Le, above_the_limit),
    ("2.4", "upper_2", sp.Le, lambda q: ceil(q.tau(q.alpha, q.eps) / q.eta)),
    ("2.4", "upper_3", sp.Le, lambda q: ceil((1 / q.eta + q.K) * q.tau(q.alpha, q.L - q.eps))),
    ("2.4", "upper_4a", sp.Le, lambda q: ceil(ceil((1 / q.eta + q.K) * q.flow()) + q.linear(q.bend, q.h(q.bend)))),
    ("2.4", "upper_4b", sp.Le, lambda q: ceil(q.linear(q.alpha, q.h(q.alpha)))),
    ("2.4", "lower_3", sp.Ge, lambda q: q.tau(q.alpha, q.L - q.eps) / q.eta),
    ("2.4", "lower_4a", sp.Ge, lambda q: q.flow() / q.eta + q.linear(q.bend, q.kappa) - 1),
    ("2.4", "lower_4b", sp.Ge, lambda q: q.linear(q.alpha, q.kappa)),
    ("remark-1.2", "relative_lag", sp.Le, lambda q: q.K / q.L ** (2 * q.n - 2) / (3 * q.n - 2)),
    ("remark-1.2", "at_most", sp.Le, lambda q: q.K * q.flow() + 1),
    (
        "remark-1.2",
        "at_least",
        sp.Ge,
        lambda q: q.K * q.flow() + q.remainder() / (1 - (q.alpha / q.L) ** q.n) / (q.L ** (2 * q.n - 2) * q.eta),
    ),
    ("lemma-E.1", "remainder_upper", sp.Le, lambda q: q.remainder()),
    ("lemma-E.1", "remainder_lower", sp.Ge, lambda q: q.remainder() / (1 - (q.alpha / q.L) ** q.n)),
    ("remark-2.10", "at_most_initial", sp.Le, lambda q: q.alpha**2 - (q.alpha - q.beta) ** 2),
    ("lemma-2.11", "transition", sp.Le, transition),
    ("lemma-D.2", "second_bounded", sp.Le, lambda q: q.c * q.L),
]


def the_hypothesis_or_claim(id: str, name: str) -> tuple[sp.Basic, sp.Basic]:
    """Return the relation and the condition under which it is claimed."""
    for hypothesis in statement(id).hypotheses:
        if hypothesis.name == name:
            return hypothesis.relation, sp.true
    claim = statement(id).claim(name)
    return claim.relation, claim.given


def value(case: Case, side: sp.Expr) -> mpf:
    with working_precision(256):
        return mpf(case.world(256).value(side).mid().str(40, radius=False))


@pytest.mark.parametrize(("id", "name", "kind", "right"), ROWS, ids=[f"{row[0]}-{row[1]}" for row in ROWS])
def test_a_right_hand_side_is_that_of_the_text(id: str, name: str, kind: type, right: Callable[[Text], mpf]) -> None:
    relation, given = the_hypothesis_or_claim(id, name)
    assert type(relation) is kind
    seen = 0
    with mpmath.workdps(DIGITS):
        for values in draw(statement(id), 40, seed=2):
            case = Case(values)
            if values[N] > 12 or case.holds(given) is not True or min(values.get(eps, 1), values.get(beta, 1)) < 1e-9:
                continue
            expected, found = right(Text(values)), value(case, relation.rhs)
            assert abs(found - expected) <= 1e-8 * abs(expected), values
            seen += 1
            if seen == 3:
                return
    assert seen


def test_the_expansion_of_the_flow_phase() -> None:
    """The left-hand sides of Lemma E.1 and of Remark 1.2: T⁺ and T^Id without their expansions."""
    values = {N: Fraction(4), lam: Fraction(3, 2), alpha: Fraction(1, 5), eta: Fraction(1, 50), eps: Fraction(1, 40)}
    case = Case(values)
    with mpmath.workdps(DIGITS):
        q = Text(values)
        scale = q.lam ** (mpf(3) / 2)
        for name in ("remainder_upper", "remainder_lower"):
            found = value(case, statement("lemma-E.1").claim(name).relation.lhs)
            assert abs(found - (scale * q.flow() - q.expansion())) < 1e-12
        upper = ceil((1 / q.eta + q.K) * q.flow())
        for name in ("at_most", "at_least"):
            found = value(case, statement("remark-1.2").claim(name).relation.lhs)
            assert abs(found - (upper - q.expansion() / (scale * q.eta))) < 1e-9
        found = value(case, statement("remark-1.2").claim("relative_lag").relation.lhs)
        assert abs(found - q.eta * q.K) < 1e-12


def ideal_time(q: Text) -> mpf:
    """T^Id of (24) for λ > 0, not rounded as a whole."""
    if abs(q.alpha - q.L) <= q.eps:
        return mpf(0)
    if q.alpha > q.L:
        return (q.eps ** (2 - 2 * q.n) - (q.alpha - q.L) ** (2 - 2 * q.n)) / ((2 * q.n - 2) * q.eta)
    if q.eps >= q.L - q.bend:
        return (1 / q.eta + q.K) * q.tau(q.alpha, q.L - q.eps)
    if q.alpha < q.bend:
        return ceil((1 / q.eta + q.K) * q.flow()) + q.linear(q.bend, q.h(q.bend))
    return q.linear(q.alpha, q.h(q.alpha))


@pytest.mark.parametrize(
    ("depth", "eigenvalue", "start", "perturbation", "step"),
    [
        (2, "-1", "1/2", "1/8", "1/99"),  # ξ' = β
        (3, "-1/10", "1", "1/4", "1/99"),  # ξ' = |λ|/(2(cM)^{N−1})
        (4, "-2", "3/2", "1/3", "1/9999"),
        (2, "1", "1/2", "1/8", "1/99"),
        (3, "2", "1/10", "1/40", "1/99"),
        (3, "1/10", "1", "1/4", "1/99"),
    ],
)
def test_the_counts_15_and_16(depth: int, eigenvalue: str, start: str, perturbation: str, step: str) -> None:
    parts = {lam: eigenvalue, alpha: start, beta: perturbation, eta: step, eps: "1/50"}
    values = {N: Fraction(depth)} | {symbol: Fraction(text) for symbol, text in parts.items()}
    claim = statement("1.3").claim("negative" if values[lam] < 0 else "nonnegative")
    with mpmath.workdps(DIGITS):
        q = Text(values)
        if q.lam >= 0:
            expected = max(ideal_time(Text(values | {alpha: values[alpha] - values[beta]})), ideal_time(q))
        else:
            theta = 1 - (2 / (9 * q.n * q.c ** (2 * q.n - 2))) ** 2
            rho, far = (theta * q.beta) ** (q.n - 2) * -q.lam / 2, q.beta + mpmath.sqrt(2 * q.alpha * q.beta)
            again = Text(values | {lam: -values[lam]})
            again.alpha = min(q.beta, -q.lam / (2 * (q.c * q.M) ** (q.n - 1)))
            expected = 1 + log(far / q.beta) / log(1 + q.eta * rho) + ideal_time(again) + 1
        assert abs(value(Case(values), claim.over.since) - expected) <= 1e-8 * expected


SHARP = {
    "below_limit": lambda q: 1 / q.kappa,
    "above_limit": lambda q: 1 / (q.alpha ** (q.n - 1) * sum(q.alpha**j * q.L ** (q.n - 1 - j) for j in range(q.n))),
    "negative_eigenvalue": lambda q: 1 / (q.alpha ** (q.n - 2) * (q.alpha**q.n + abs(q.lam))),
}


@pytest.mark.parametrize(("name", "depth"), list(product(SHARP, (2, 3, 6))))
def test_the_sharp_thresholds(name: str, depth: int) -> None:
    starts = {"below_limit": (2, "1/3"), "above_limit": (2, "7/3"), "negative_eigenvalue": (-2, "3/2")}
    eigenvalue, start = starts[name]
    case = Case({N: Fraction(depth), lam: Fraction(eigenvalue), alpha: Fraction(start), eta: Fraction(1, 10)})
    claim = statement("lemma-2.2-sharp").claim(name)
    assert case.holds(claim.given) is True
    assert type(claim.exactly_when) is sp.Le
    with mpmath.workdps(DIGITS):
        assert abs(value(case, claim.exactly_when.rhs) / SHARP[name](Text(case.values)) - 1) < 1e-15


def test_the_step_size_of_the_sharp_count_and_of_the_product_map() -> None:
    values = {N: Fraction(3), lam: Fraction(-2), alpha: Fraction(1), beta: Fraction(1, 4), eta: Fraction(1, 99)}
    relation, _ = the_hypothesis_or_claim("1.3-sharp", "step_size")
    for start in (Fraction(1), Fraction(5)):
        case = Case(values | {alpha: start})
        with mpmath.workdps(DIGITS):
            q = Text(case.values)
            radius = max(q.alpha**2, mpf(2) ** (mpf(2) / 3) + q.alpha**2 - (q.alpha - q.beta) ** 2)
            assert abs(value(case, relation.lhs) - 6 * q.eta * radius**2) < 1e-15
    assert (type(relation), relation.rhs) == (sp.Le, 1)
    relation, _ = the_hypothesis_or_claim("lemma-D.1", "step_size")
    case = Case({N: Fraction(4), p: Fraction(16), eta: Fraction(1, 100), lam: Fraction(1)})
    assert abs(value(case, relation.lhs) - mpf(64) / 100) < 1e-15
    assert type(relation) is sp.Lt


def test_instability_and_growth() -> None:
    """Lemma B.1: 2/κ, and |d(k)| grows by ηα^{N−2}(α^N − |λ|) − 1 where that product is above 2."""
    growth, unstable = (statement("lemma-B.1").claim(name) for name in ("growth", "instability"))
    values = {N: Fraction(3), lam: Fraction(2), alpha: Fraction(3), eta: Fraction(1)}
    (step,) = (part for part in unstable.given.args if part.lhs == eta)
    assert type(step) is sp.Gt
    with mpmath.workdps(DIGITS):
        assert abs(value(Case(values), step.rhs) - 2 / Text(values).kappa) < 1e-15
    case = Case(values | {lam: Fraction(-2)})
    (fast,) = (part for part in growth.given.args if part.has(eta))
    assert value(case, fast.lhs) == 3 * (27 - 2)
    assert (type(fast), fast.rhs) == (sp.Gt, 2)
    ratio = growth.relation.rhs / sp.Abs(
        growth.relation.lhs.args[0].xreplace({growth.over.symbol: growth.over.symbol - 1})
    )
    assert value(case, ratio) == 74


# Two forms of one hypothesis --------------------------------------------------------------------------------------

TWO_FORMS = [
    pytest.param(record.id, hypothesis, id=f"{record.id}-{hypothesis.name}")
    for record in STATEMENTS
    for hypothesis in record.hypotheses
    if hypothesis.exact is not None
]


@pytest.mark.parametrize(("id", "hypothesis"), TWO_FORMS)
def test_the_form_that_is_decided_is_the_form_that_is_shown(id: str, hypothesis: Hypothesis) -> None:
    """Within the hypotheses, beyond them by a factor in each parameter, and on their edge."""
    seen = set()
    for values in draw(statement(id), 4, seed=7):
        for symbol, factor in product(
            set(values) & {lam, mu, alpha, beta, eta, eps}, (1, -1, 3, Fraction(1, 30), 10**4)
        ):
            if factor < 0 and symbol not in (lam, mu):
                continue
            case = Case(values | {symbol: values[symbol] * factor})
            shown, decided = case.holds(hypothesis.relation), case.holds(hypothesis.exact)
            assert shown in (decided, None), {PARAMETER_NAMES[s]: str(v) for s, v in case.values.items()}
            seen.add(decided)
    assert seen == {True, False}
