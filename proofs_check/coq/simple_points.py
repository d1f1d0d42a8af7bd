"""Simple exact points inside the hypotheses of a record: orbits keep few digits there, and many roots are rational.

Drawn cases are moved to numbers with small numerators and denominators, an eigenvalue to an N-th power, as long as
every hypothesis and every condition of a claim that held goes on to hold; steps and accuracies grow, so that few steps
do.

>>> from theory import statement
>>> {str(symbol): str(value) for symbol, value in simple_points(statement("remark-2.3"))[0].items()}
{'N': '2', 'lambda': '-4', 'alpha': '1/4', 'eta': '5/128'}
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from itertools import islice

import sympy as sp

from numerics.cases.draw import draw_at
from numerics.claims.case import Case
from numerics.claims.hypotheses import failing
from proofs_check.coq.printer.claims import plain_claim
from theory.language.claims import Claim
from theory.language.statement import Statement
from theory.language.symbols import SPECTRA, N, eps, eta, lam, mu, n

Point = dict[sp.Symbol, Fraction]

#: Cases that are drawn, depths and sizes of spectra that are preferred, and points at which each claim applies.
_DRAWN, _DEEPEST, _LARGEST, _EACH = 40, 3, 3, 2
#: Steps that a hitting time in a condition is looked for.
_BUDGET = 100
#: By what a step or an accuracy is made larger, and to how many bits it is rounded then.
_LARGER = ((1, 1024), (1, 256), (1, 64), (1, 16), (1, 8), (1, 4), (3, 4), (3, 3), (1, 2), (3, 2), (3, 1), (1, 1))
_DENOMINATORS = (1, 2, 3, 4, 8, 16, 100)


def simple_points(record: Statement) -> list[Point]:
    """Return simple points at small depths, at least one of which satisfies the condition of each claim, if found."""
    drawn = sorted(islice(draw_at(record, range(_DRAWN), 1, {}), _DRAWN), key=_size)
    claims = [plain_claim(claim) for claim in record.claims]
    known: Counter[object] = Counter()
    points: list[Point] = []
    for case in drawn:
        applies = [claim for claim in claims if _applies(claim, case)]
        news = {(claim.name, _depth_and_sign(case)) for claim in applies if known[claim.name] < _EACH}
        if any(not known[new] for new in news) or not points:
            known.update(news)
            known.update(claim.name for claim in applies)
            points.append(_simplified(record, applies, case))
    return points


def _size(case: Point) -> tuple[bool, bool, bool, int]:
    """Return a key that puts simple cases first, those with equal eigenvalues behind the others."""
    eigenvalues = [value for symbol, value in case.items() if _is_eigenvalue(symbol)]
    equal = len(set(eigenvalues)) < len(eigenvalues)
    digits = sum(len(str(value)) for value in case.values())
    return case[N] > _DEEPEST, case.get(n, Fraction(0)) > _LARGEST, equal, digits


def _depth_and_sign(case: Point) -> tuple[Fraction, bool]:
    return case[N], case.get(lam, Fraction(0)) > 0


def _applies(claim: Claim, case: Point) -> bool:
    return claim.given == sp.true or Case(case, _BUDGET).holds(claim.given, claim.where) is True


def _simplified(record: Statement, applies: list[Claim], case: Point) -> Point:
    point = dict(case)
    conditional = [claim for claim in applies if claim.given != sp.true]
    for symbol in sorted((s for s in point if not s.is_integer), key=_turn):
        for value in _candidates(symbol, point):
            changed = point | {symbol: value}
            if value == point[symbol]:
                break
            if failing(record.hypotheses, changed) is None and all(_applies(claim, changed) for claim in conditional):
                point = changed
                break
    return point


def _turn(symbol: sp.Symbol) -> tuple[int, str]:
    """Return a key that puts eigenvalues first, and what the steps depend on last."""
    return (0 if _is_eigenvalue(symbol) else 2 if symbol in (eps, eta) else 1), symbol.name


def _is_eigenvalue(symbol: sp.Symbol) -> bool:
    return symbol in (lam, mu) or any(symbol.name.startswith(f"{letter.name}_") for letter in SPECTRA.values())


def _candidates(symbol: sp.Symbol, point: Point) -> Iterator[Fraction]:
    """Yield simpler values for a parameter, the best ones first."""
    value = point[symbol]
    if value == 0:
        return
    if _is_eigenvalue(symbol):
        depth, sign = int(point[N]), 1 if value > 0 else -1
        root = Fraction(float(abs(value)) ** (1 / depth))
        others = {other for name, other in point.items() if name != symbol and _is_eigenvalue(name)}
        roots = [*_near(root), *_near(root * 3 / 4), *_near(root / 2)] if value in others else _near(root)
        yield from (sign * near**depth for near in roots if near and sign * near**depth not in others)
    elif symbol in (eps, eta):
        most = max(value, Fraction(1))
        yield from (_rounded_down(min(value * factor, most), bits) for bits, factor in _LARGER)
    else:
        yield from (near for near in _near(value) if near)


def _near(value: Fraction) -> Iterator[Fraction]:
    yield from dict.fromkeys(value.limit_denominator(largest) for largest in _DENOMINATORS)
    if value < Fraction(1, 2):
        yield _rounded_down(value)


def _rounded_down(value: Fraction, bits: int = 1) -> Fraction:
    """Return a positive value rounded down to so many binary digits, to whole numbers where it is large.

    >>> _rounded_down(Fraction(27, 2), 2), _rounded_down(Fraction(2, 7)), _rounded_down(Fraction(2, 7), 3)
    (Fraction(13, 1), Fraction(1, 4), Fraction(1, 4))
    """
    unit = Fraction(1)
    while value < unit * 2 ** (bits - 1):
        unit /= 2
    return value // unit * unit


def rational(value: Fraction) -> str:
    """Return a rational number as a text of Coq that may be an argument.

    >>> rational(Fraction(-1, 2)), rational(Fraction(3))
    ('(- (1 / 2))', '(3)')
    """
    text = f"{abs(value.numerator)} / {value.denominator}" if value.denominator > 1 else f"{abs(value.numerator)}"
    return f"({text})" if value >= 0 else f"(- ({text}))"
