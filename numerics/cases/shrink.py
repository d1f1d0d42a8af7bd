"""A shorter case that refutes the same claim: λ = ±1 first, then the simplest fractions near each parameter.

Every candidate is decided like any case, hypotheses included, so what comes out is as good a counterexample as what
went in. Multipliers are never changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import partial
from itertools import cycle

import sympy as sp

from numerics.cases.attempt import Values
from numerics.cases.noisy import simpler_noise
from numerics.cases.simplest import simplest
from numerics.cases.spectra import shorter_spectra, with_spectrum
from numerics.claims.case import Case
from numerics.claims.decide import decide_claim
from numerics.claims.hypotheses import broken
from numerics.claims.spectrum import spectrum_of
from numerics.exact.verdict import Undecided, Verdict
from theory.language.statement import Statement
from theory.language.symbols import (
    PARAMETER_NAMES,
    SPECTRA,
    Multiplier,
    N,
    alpha,
    beta,
    ell,
    eps,
    eta,
    lam,
    mu,
    n,
    noise,
    product,
    t,
    x,
)

__all__ = ["shrink", "simplest"]

#: How far a parameter may move to become simpler, as a share of itself; tried from the widest on.
WIDTHS = tuple(map(Fraction, ("9/10", "1/2", "1/4", "1/10", "1/50", "1/1000", "1/1000000", "1e-9", "1e-12")))
#: The same for all parameters at once, in the units in which |λ| = 1.
SCALED_WIDTHS = tuple(map(Fraction, ("1/2", "1/10", "1/100", "1/10000")))
#: Values that are tried whatever the parameter is.
COMMON = tuple(map(Fraction, ("1", "1/2", "2", "1/10")))
#: Depths that are tried, each with formulas of its own; between two deep ones there is little to choose.
DEPTHS = (*range(1, 11), 12, 16, 24, 32, 48)
#: How far above the first eigenvalue the second one is tried.
GAPS = tuple(Fraction(1, 10**power) for power in range(9))
#: How much longer a step may become.
LONGER_STEPS = tuple(map(Fraction, ("100", "10", "2")))
#: Iterations that a shorter case may take although the one that was found takes fewer.
CHEAP = 1000
#: What yields cases that may be simpler.
Move = Callable[[Values], Iterator[Values]]
#: How far a second parameter moves to let the longest one become simpler.
FACTORS = tuple(map(Fraction, ("1/2", "2", "1/10", "10", "1/100")))


def shrink(record: Statement, values: Values, claim_name: str, budget: int = 400) -> Values:
    """Return a shorter case inside the hypotheses that refutes the same claim, deciding at most ``budget`` candidates.

    A case that does not refute the claim is returned as it is. Raises ValueError for a claim there is not.
    """
    claim = record.claim(claim_name)
    left = budget
    allowed: int | None = None

    def cost(candidate: Values) -> int | None:
        """Return the iterations after which the candidate refutes the claim, None if it does not."""
        nonlocal left
        left -= 1
        case = Case(candidate, budget=allowed, checks_flow=False)  # what comes out is decided once more
        try:
            if broken(record, candidate) is not None:
                return None
            outcome = decide_claim(claim, case)
        except (ValueError, OverflowError, ZeroDivisionError, Undecided):
            return None
        refuted = outcome.verdict is Verdict.REFUTED
        return max((outcome.k or 0, *(time.lower for time in case.times.values()))) if refuted else None

    best = dict(values)
    needed = cost(best)
    if needed is None:
        return best
    allowed = max(needed, CHEAP)

    def refutes(candidate: Values) -> bool:
        needed = cost(candidate)
        return needed is not None and needed <= allowed

    one_by_one: list[Move] = [partial(_one_simpler, symbol) for symbol in PARAMETER_NAMES if symbol in values]
    for moves in ([_scaled], [*one_by_one, _scaled], [_two_simpler]):
        unmoved = 0
        for candidates in cycle(moves):
            shorter = (candidate for candidate in candidates(best) if _size(candidate) < _size(best))
            found = next((candidate for candidate in shorter if left > 0 and refutes(candidate)), None)
            best, unmoved = (best, unmoved + 1) if found is None else (found, 0)
            if unmoved == len(moves):
                break
    return best


def _scaled(values: Values) -> Iterator[Values]:
    """Yield the case in the units in which |λ| = 1, rounded ever less."""
    for width in SCALED_WIDTHS:
        candidate = in_units(values, width)
        if candidate is not None:
            yield candidate


def _one_simpler(symbol: sp.Symbol, values: Values) -> Iterator[Values]:
    """Yield the case with this parameter simpler."""
    if symbol == N:
        yield from (at_depth(values, depth) for depth in DEPTHS if depth < values[N])
    elif noise in values and symbol in (noise, *SPECTRA):
        yield from simpler_noise(values, symbol, simpler(symbol, values[symbol]))
    elif symbol == n:
        yield from _spectrum_simpler(values)
    elif symbol == ell:  # as the spectrum became shorter
        yield from ({**values, ell: Fraction(rank)} for rank in range(1, int(values[ell])))
    else:
        if symbol == mu and lam in values:  # an eigenvalue next to another one
            yield from ({**values, mu: values[lam] + gap} for gap in GAPS if values[lam] + gap)
        yield from ({**values, symbol: option} for option in simpler(symbol, values[symbol]))


def _spectrum_simpler(values: Values) -> Iterator[Values]:
    """Yield the case with fewer eigenvalues, the rank lower as well, and with equal ones replaced by simpler ones."""
    spectrum = spectrum_of(values)
    for shorter in shorter_spectra(values):
        moved = with_spectrum(values, shorter)
        yield moved
        if ell in values and values[ell] > 1:
            yield {**moved, ell: values[ell] - 1}
    for level in dict.fromkeys(spectrum):
        for option in simpler(lam, level) if level else ():
            yield with_spectrum(values, [option if value == level else value for value in spectrum])


def _two_simpler(values: Values) -> Iterator[Values]:
    """Yield the case with its longest parameter simpler and another one moved out of the way."""
    longest = max((s for s in values if not isinstance(s, Multiplier)), key=lambda s: (_complexity(values[s]), str(s)))
    for symbol in PARAMETER_NAMES:
        if symbol not in values or symbol.is_integer or symbol == longest or not values[symbol]:
            continue
        for factor in FACTORS:
            moved = simplest(*sorted((values[symbol] * factor * 9 / 10, values[symbol] * factor * 11 / 10)))
            for option in list(simpler(longest, values[longest]))[:6]:
                yield {**values, symbol: moved, longest: option}


def at_depth(values: Values, depth: int) -> Values:
    """Return the case at a smaller depth, where the step may be longer: about η M^{2N−2} stays as it is.

    >>> at_depth({N: Fraction(3), lam: Fraction(1), alpha: Fraction(10), eta: Fraction(3, 10**5)}, 2)
    {N: Fraction(2, 1), lambda: Fraction(1, 1), alpha: Fraction(10, 1), eta: Fraction(1, 334)}
    """
    if eta not in values:
        return {**values, N: Fraction(depth)}
    size = max(float(values.get(alpha, 1)), float(abs(values.get(lam, Fraction(0)))) ** (1 / int(values[N])), 1.0)
    step = values[eta] * Fraction(size) ** (2 * (int(values[N]) - depth))
    return {**values, N: Fraction(depth), eta: step if size == 1 else simplest(step * Fraction(3, 4), step)}


def in_units(values: Values, width: Fraction) -> Values | None:
    """Return the case scaled to λ = ±1, which changes nothing about the dynamics, up to ``width`` in each parameter.

    None where there is no λ, or λ is 0 or ±1 already.

    >>> in_units({N: Fraction(3), lam: Fraction(-8), alpha: Fraction(1, 2), eta: Fraction(1, 99)}, Fraction(1, 100))
    {N: Fraction(3, 1), lambda: Fraction(-1, 1), alpha: Fraction(1, 4), eta: Fraction(4, 25)}
    """
    size = abs(values.get(lam, Fraction(0)))
    if size in (0, 1):
        return None
    depth = int(values[N])
    root = Fraction(float(size) ** (1 / depth))
    powers = {lam: -depth, mu: -depth, product: -depth, alpha: -1, beta: -1, eps: -1, x: -1}
    powers |= {eta: 2 * depth - 2, t: 2 * depth - 2}
    scaled = dict(values)
    for symbol in powers.keys() & values.keys():
        v = values[symbol] * root ** powers[symbol]
        scaled[symbol] = simplest(*sorted((v * (1 - width), v * (1 + width))))
    scaled[lam] = Fraction(1 if values[lam] > 0 else -1)
    return scaled


def simpler(symbol: sp.Symbol, v: Fraction) -> Iterator[Fraction]:
    """Yield simpler values of a parameter to try, the simplest first.

    >>> list(map(str, simpler(alpha, Fraction(311, 1000))))
    ['1', '1/2', '2', '1/10', '1/3', '4/13', '14/45']
    """
    if symbol.is_integer:
        yield from (Fraction(number) for number in range(1, int(v)))
        return
    if v == 0:
        return
    sign = 1 if v > 0 else -1
    up = 0 if symbol == eta else 1  # a step size is bounded from above, and often close to its bound
    near = [simplest(*sorted((v * (1 - width), v * (1 + up * width)))) for width in WIDTHS]
    if symbol == eta:  # or far below it, once the other parameters are simpler than they were, or just above another
        longer = [simplest(v * times, v * times * 2) for times in LONGER_STEPS]
        near = [*longer, *near, *(simplest(v, v * (1 + width)) for width in WIDTHS[5:])]
    options = dict.fromkeys((*(sign * common for common in COMMON), *near))
    yield from (option for option in options if _complexity(option) < _complexity(v))


def _complexity(v: Fraction) -> tuple[int, int]:
    return len(str(v)), abs(v.numerator) + v.denominator


def _size(values: Values) -> tuple[bool, int, int]:
    """Return what every step of shrinking lowers: is λ a number of its own, and how long the parameters are."""
    sizes = [_complexity(v) for symbol, v in values.items() if not isinstance(symbol, Multiplier)]
    odd = abs(values.get(lam, Fraction(0))) not in (0, 1)
    return odd, sum(length for length, _ in sizes), sum(size for _, size in sizes)
