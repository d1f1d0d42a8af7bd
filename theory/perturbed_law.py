r"""A sharp iteration count for the perturbed start, all signs of λ (ours).

**Rapidity.** Write p₁ = −√S·sinh u, p₂ = √S·cosh u with S = Δ₂ = p₂² − p₁² > 0 and y = ηr. One step of (40),
(p₁, p₂)⁺ = (p₁ − y·p₂, p₂ − y·p₁), is a hyperbolic rotation followed by a contraction:

    u⁺ = u + artanh y,    S⁺ = (1 − y²)S,    r = S^{N/2−1} cosh^{N−2}u · (−λ − G(u, S)),

where G(w, S) = S^{N/2} sinh w cosh^{N−1}w increases in w and, for w ≥ 0, in S; p₁p₂^{N−1} = −G(u, S). So S hardly
changes and T is close to (1/η)∫du/|r|, the **point law**. The theorem bounds the difference.

**Hypotheses.** 0 < β < α and 2NηP^{2N−2} ≤ 1 with P² = max(α², |λ|^{2/N} + S₀), S₀ = β(2α−β). They follow from (14)
and leave out β < (c−1)α: by (14) β < (c−1)α gives S₀ ≤ (c−1)(3−c)α², so P² ≤ (4c−2−c²)M² ≤ c²M². Let e = |p − λ|,
p = p₁p₂^{N−1}, h = ηP^{2N−2} ≤ 1/(2N), κ = p₂^{2N−2} + (N−1)p₁²p₂^{2N−4}. T = min{k: e(k) ≤ ε}.

**1. The error decreases and never changes sign**, so it stays below ε after T. |y| ≤ 2h ≤ 1/2, hence Δ, Σ = p₁+p₂
and S stay positive, |p₁| < p₂, S ≤ S₀.
λ < 0: while p₁ ≥ 0, p₁ and p₂ ≤ α decrease. The step that changes the sign of p₁ ends with −p₁⁺ ≤ ηp₂^{N−1}|λ|, so
|p⁺| ≤ h|λ|. Consider q = −p₁ > 0 from there on, and q = p₁ for λ > 0, p ≤ λ. While qp₂^{N−1} ≤ |λ|: q^N ≤ |λ| and
p₂² = q² + S ≤ P². Along the segment q+tηp₂^{N−1}e, p₂+tηqp₂^{N−2}e, 0 ≤ t ≤ 1, the product gains ηQe with
κ ≤ Q ≤ Np₂^{2N−2}(1+h)^{N−1}, and ηQ ≤ ½(1+1/(2N))^{N−1} < 1: so e⁺ = (1−ηQ)e stays positive, and κ grows.
λ ≥ 0, p > λ: the same segment with −e, along which p₁, p₂ decrease and stay positive: κ⁺ ≤ Q ≤ κ ≤ Nα^{2N−2}.

**2. Crossing lemma.** If v(k+1) ≥ v(k) + φ(v(k)) with φ > 0 on [a, b], v(0) ≥ a, then v ≥ b after at most
1 + ∫_a^b dv/φ + (positive variation of ln φ) steps: ∫ over [v, v+φ(v)] is at least φ(v)/max φ ≥ 1 − ln(max φ/φ(v)),
and these intervals are disjoint. If φ decreases and v(k+1) ≥ v(k) + φ(v(k+1)), it is 1 + ∫dv/φ + ln(φ(a)/φ(b)):
each step gives ∫ ≥ φ(v(k+1))/φ(v(k)).

**3. How far S falls.** −ln(1−y²) ≤ y²/(1−ŷ²) ≤ y·Δu/(1−ŷ²), as Δu = artanh y ≥ y, with ŷ ≥ |y| at all times. Let
r₊(u) = S₀^{N/2−1}cosh^{N−2}u·(max(−λ, 0) + max(−sinh u, 0)·S₀^{N/2}cosh^{N−1}u) ≥ r, which decreases for u ≤ 0 and
increases for u ≥ 0. The left Riemann sum Σr₊Δu over the steps that start before u₁ exceeds ∫_{u₀}^{u₁}r₊ at most by its
fall for u ≤ 0 and by one overshoot, each at most ŷ·artanh ŷ/η ≤ ŷ²/((1−ŷ²)η). (λ > 0 from below: the same in −u, with
|r| ≤ S₀^{N/2−1}cosh^{N−2}u·λ, so without the fall.) Towards the limit from below,
y² ≤ η²p₂^{2N−4}e², e − e⁺ ≥ ηp₂^{2N−2}e and Σe(e−e⁺) ≤ e_s² give Σy² ≤ ηe_s²/p₂². This yields S ≥ S₁ while u ≤ u₁ and
S ≥ S₂ for ever.

**4. The cases.** λ < 0, ε < |λ|: for u ≤ 0, r increases in S and decreases in u; for u ≥ 0,
r ≥ S₁^{N/2−1}cosh^{N−2}u·(|λ| − G(u, S₀)), whose logarithm rises by at most (N−2) ln cosh u₁. With artanh y ≥ y the
lemma bounds the steps to u ≥ u₁. From there p ≥ p_s = G(u₁, S₁), and w = −ln e grows by −ln(1−ηQ) ≥ 2z/(2−z),
z = ηκ; κ at given p increases in S. With p = G(w, S₂), dp = κ·S₂^{1−N/2}cosh^{2−N}w dw, so ∫dp/(eκ) is ∫dw/|r| at S₂
again, and 1/φ = 1/z − ½ gives −½ln(e_s/ε). λ < 0, ε ≥ |λ|: the part with u ≤ 0 alone. λ > 0 from below: the part in w
alone. λ ≥ 0 from above: the same with the second form of the lemma.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import sympy as sp

from theory.dynamics.descent import p1, p2, rate_factor
from theory.language.symbols import N, alpha, beta, eps, eta, lam, multiplier
from theory.perturbed import initial_gap, initial_product

#: Rapidity u of the pair, and S = Δ₂ = p₂² − p₁².
u = sp.Symbol("u", real=True)
S = sp.Symbol("S", positive=True)
#: The share of |λ| − ε at which two parts of the estimates meet; any number between 0 and 1 will do.
share = sp.Symbol("sigma", positive=True)
#: Names in the bounds, in the order in which they are defined: see ``LawCase.definitions``.
S_0, S_1, S_2 = sp.symbols("S_0 S_1 S_2", positive=True)
u_0, u_1, u_t, w_s, w_e = sp.symbols("u_0 u_1 u_t w_s w_e", real=True)
y_hat, p_s = sp.symbols("y_max p_s", nonnegative=True)

#: w(p, S): the w ≥ 0 with G(w, S) = p ≥ 0.
w_of = sp.Function("w", nonnegative=True)


def pair(rapidity: sp.Expr = u, gap: sp.Expr = S) -> tuple[sp.Expr, sp.Expr]:
    """Return (p₁, p₂) = (−√S·sinh u, √S·cosh u).

    >>> first, second = pair()
    >>> sp.simplify(second**2 - first**2)
    S
    """
    return -sp.sqrt(gap) * sp.sinh(rapidity), sp.sqrt(gap) * sp.cosh(rapidity)


def size(depth: int | sp.Expr, w: sp.Expr, gap: sp.Expr = S) -> sp.Expr:
    """Return G(w, S) = S^{N/2} sinh w cosh^{N−1}w; the product p₁p₂^{N−1} is −G(u, S).

    >>> size(2, u)
    S*sinh(u)*cosh(u)
    """
    return gap ** (sp.S(depth) / 2) * sp.sinh(w) * sp.cosh(w) ** (depth - 1)


def rate(depth: int | sp.Expr, rapidity: sp.Expr, gap: sp.Expr = S, product_gap: sp.Expr | None = None) -> sp.Expr:
    """Return r of (42) in the coordinates u, S, with G taken at ``product_gap`` where that differs from S.

    >>> rate(2, u)
    -S*sinh(u)*cosh(u) - lambda
    """
    outer = gap ** (sp.S(depth) / 2 - 1) * sp.cosh(rapidity) ** (depth - 2)
    return outer * (-lam - size(depth, rapidity, gap if product_gap is None else product_gap))


def rate_from_step(depth: int) -> sp.Expr:
    """Return r as ``theory.dynamics.descent`` reads it off (40), at p₁ = −√S·sinh u, p₂ = √S·cosh u.

    >>> sp.simplify(rate_from_step(3) - rate(3, u))
    0
    """
    first, second = pair()
    return rate_factor(depth).subs({p1: first, p2: second}, simultaneous=True)


def contraction(depth: int | sp.Expr, w: sp.Expr, gap: sp.Expr = S) -> sp.Expr:
    """Return κ = p₂^{2N−2} + (N−1)p₁²p₂^{2N−4}: to first order in η a step multiplies the error by 1 − ηκ.

    >>> contraction(2, u)
    S*(sinh(u)**2 + cosh(u)**2)
    """
    outer = gap ** (depth - 1) * sp.cosh(w) ** (2 * depth - 4)
    return outer * (sp.cosh(w) ** 2 + (depth - 1) * sp.sinh(w) ** 2)


def cosh_power_integral(power: int | sp.Expr, end: sp.Expr) -> sp.Expr:
    """Return ∫_0^end cosh^n, n = ``power``; unevaluated for a symbolic n.

    ∫cosh^n = cosh^{n−1}·sinh/n + (n−1)/n·∫cosh^{n−2}.

    >>> cosh_power_integral(2, u)
    u/2 + sinh(u)*cosh(u)/2
    """
    if not isinstance(power, int):
        return sp.Integral(sp.cosh(u) ** power, (u, 0, end))
    if power < 2:
        return sp.sinh(end) if power else end
    lower = cosh_power_integral(power - 2, end)
    return sp.cosh(end) ** (power - 1) * sp.sinh(end) / power + sp.Rational(power - 1, power) * lower


@dataclass(frozen=True)
class LawCase:
    """One case of the sharp count: T ≤ bound when ``condition`` holds.

    ``definitions`` give the names their values, each from the parameters and the names before it.
    ``integrals`` are triples (rate, from, to): the bound contains (1/η)∫du/rate. ``rest`` is everything else.
    """

    name: str
    title: str
    condition: sp.Basic
    definitions: tuple[tuple[sp.Symbol, sp.Expr], ...]
    integrals: tuple[tuple[sp.Expr, sp.Expr, sp.Expr], ...]
    rest: sp.Expr

    @property
    def bound(self) -> sp.Expr:
        """The bound on T, in the names of ``definitions``."""
        integrals = [sp.Integral(1 / speed, (u, start, end)) for speed, start, end in self.integrals]
        return multiplier("upper") * (sp.Add(*integrals) / eta + self.rest)


def hypothesis_step(depth: int | sp.Expr = N) -> sp.Basic:
    """Return the step-size hypothesis 2NηP^{2N−2} ≤ 1, P² = max(α², |λ|^{2/N} + β(2α−β)).

    >>> hypothesis_step(2).subs({alpha: 1, beta: sp.Rational(1, 2), lam: -1, eta: sp.Rational(1, 14)})
    1/(2*q_step) <= 1
    """
    radius = sp.Max(alpha**2, sp.Abs(lam) ** (sp.S(2) / depth) + initial_gap)
    return sp.Le(2 * depth * eta * radius ** (depth - 1) / multiplier("step"), 1)


def _progress(depth: int | sp.Expr, w: sp.Expr) -> sp.Expr:
    """Return φ = 2z/(2−z) ≤ −ln(1−z), z = ηκ(w, S₂)."""
    z = eta * contraction(depth, w, S_2)
    return 2 * z / (2 - z)


@cache
def law_cases(depth: int | sp.Expr = N) -> tuple[LawCase, ...]:
    """Return the four cases of the sharp count; see the module for hypotheses and proof (ours).

    >>> [case.name for case in law_cases(3)]
    ['early', 'negative', 'below', 'above']
    """
    start_error = sp.Abs(initial_product - lam)
    fastest = eta * sp.Max(
        alpha ** (depth - 2) * start_error,
        (sp.Abs(lam) ** (sp.S(2) / depth) + initial_gap) ** (sp.S(depth - 2) / 2) * sp.Abs(lam),
    )
    start = (
        (S_0, initial_gap),
        (u_0, sp.log(beta / (2 * alpha - beta)) / 2),
        (y_hat, fastest),
    )
    return (
        _early(depth, start),
        _negative(depth, start),
        _below(depth, start),
        _above(depth, start),
    )


def _early_fall(depth: int | sp.Expr, end: sp.Expr, beyond: int) -> sp.Expr:
    """Return the bound on −ln(S/S₀) over the steps that end before u = ``end``.

    With ``beyond`` = 1, for an end > 0, the step that passes it counts too.
    """
    linear = cosh_power_integral(depth - 2, end) - cosh_power_integral(depth - 2, u_0)
    lowest = S_0 if beyond else S_0 * sp.cosh(end) ** 2
    steep = (alpha ** (2 * depth - 2) - lowest ** (depth - 1)) / (2 * depth - 2)
    sums = sp.Max(-lam, 0) * S_0 ** (sp.S(depth) / 2 - 1) * linear + steep
    return (eta * sums + (1 + beyond) * y_hat**2 / (1 - y_hat**2)) / (1 - y_hat**2)


def _early(depth: int | sp.Expr, start: tuple[tuple[sp.Symbol, sp.Expr], ...]) -> LawCase:
    return LawCase(
        "early",
        "λ < 0, the accuracy is met before the sign changes",
        sp.And(lam < 0, sp.Ge(eps, -lam), sp.Lt(eps, initial_product - lam)),
        (
            *start,
            (u_1, -w_of(eps + lam, S_0)),
            (S_1, S_0 * sp.exp(-_early_fall(depth, u_1, 0))),
        ),
        ((rate(depth, u, S_1), u_0, u_1),),
        sp.Integer(1),
    )


def _negative(depth: int | sp.Expr, start: tuple[tuple[sp.Symbol, sp.Expr], ...]) -> LawCase:
    late_fall = eta * (-lam - p_s) ** 2 / (S_1 * sp.cosh(u_1) ** 2 * (1 - y_hat**2))
    return LawCase(
        "negative",
        "λ < 0, through the sign change to the mirrored limit",
        sp.And(lam < 0, sp.Lt(eps, -lam)),
        (
            *start,
            (u_1, w_of(share * (-lam - eps), S_0)),
            (S_1, S_0 * sp.exp(-_early_fall(depth, u_1, 1))),
            (p_s, size(depth, u_1, S_1)),
            (S_2, S_1 * sp.exp(-late_fall)),
            (w_s, w_of(p_s, S_2)),
            (w_e, w_of(-lam - eps, S_2)),
        ),
        (
            (rate(depth, u, S_1), u_0, sp.Integer(0)),
            (rate(depth, u, S_1, S_0), sp.Integer(0), u_1),
            (rate(depth, u, S_2), w_s, w_e),
        ),
        2
        - sp.log((-lam - p_s) / eps) / 2
        + (depth - 2) * sp.log(sp.cosh(u_1))
        + sp.log(_progress(depth, w_e) / _progress(depth, w_s)),
    )


def _below(depth: int | sp.Expr, start: tuple[tuple[sp.Symbol, sp.Expr], ...]) -> LawCase:
    linear = cosh_power_integral(depth - 2, u_1) - cosh_power_integral(depth - 2, -u_0)
    sums = eta * lam * S_0 ** (sp.S(depth) / 2 - 1) * linear
    fall = (sums + y_hat**2 / (1 - y_hat**2)) / (1 - y_hat**2)
    late_fall = eta * (lam - p_s) ** 2 / (S_1 * sp.cosh(u_1) ** 2 * (1 - y_hat**2))
    return LawCase(
        "below",
        "λ > 0, start below the limit",
        sp.And(lam > 0, sp.Le(initial_product, lam), sp.Lt(eps, lam - initial_product)),
        (
            *start,
            (u_t, w_of(share * (lam - eps), S_0)),
            (u_1, sp.Max(u_t, -u_0)),
            (S_1, S_0 * sp.exp(-fall)),
            (p_s, size(depth, u_1, S_1)),
            (S_2, S_1 * sp.exp(-late_fall)),
            (w_s, w_of(initial_product, S_2)),
            (w_e, w_of(lam - eps, S_2)),
        ),
        ((-rate(depth, -u, S_2), w_s, w_e),),
        1 - sp.log((lam - initial_product) / eps) / 2 + sp.log(_progress(depth, w_e) / _progress(depth, w_s)),
    )


def _above(depth: int | sp.Expr, start: tuple[tuple[sp.Symbol, sp.Expr], ...]) -> LawCase:
    return LawCase(
        "above",
        "λ ≥ 0, start above the limit",
        sp.And(lam >= 0, initial_product > lam, sp.Lt(eps, initial_product - lam)),
        (
            *start,
            (S_2, S_0 * sp.exp(-_early_fall(depth, sp.Integer(0), 0))),
            (w_s, w_of(initial_product, S_2)),
            (w_e, w_of(lam + eps, S_2)),
        ),
        ((rate(depth, -u, S_2), w_e, w_s),),
        1 - sp.log((initial_product - lam) / eps) / 2 + sp.log(_progress(depth, w_s) / _progress(depth, w_e)),
    )


def law_case(name: str, depth: int | sp.Expr = N) -> LawCase:
    """Return the case of the sharp count called ``name``; raises KeyError otherwise.

    >>> law_case("above").title
    'λ ≥ 0, start above the limit'
    """
    for case in law_cases(depth):
        if case.name == name:
            return case
    raise KeyError(name)


def point_law(depth: int | sp.Expr = N) -> tuple[tuple[sp.Symbol, sp.Expr], ...]:
    """Return the definitions of the point law T ≈ (1/η)∫_{u_0}^{w_e} du/r at S = S₀, λ < 0, ε < |λ| (ours, observed).

    >>> [str(name) for name, _ in point_law(3)]
    ['S_0', 'u_0', 'w_e']
    """
    return (
        (S_0, initial_gap),
        (u_0, sp.log(beta / (2 * alpha - beta)) / 2),
        (w_e, w_of(-lam - eps, S_0)),
    )
