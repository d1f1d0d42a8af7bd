"""Which multipliers a formula depends on: what has none of those that were given a value is the same without them."""

from __future__ import annotations

from functools import lru_cache
from itertools import product

import sympy as sp
from sympy.core.relational import Relational
from sympy.logic.boolalg import BooleanFunction

from theory.language.definitions import NUMBERS, resolve
from theory.language.expressions import At, unfolded
from theory.language.spectra import OverSpectrum
from theory.language.symbols import Multiplier, m

#: Depths and signs of λ at which a formula is looked at.
_PROBES = tuple(product((3, 2), (1, -1, 0)))
#: What stands for an expression at other parameters, which is looked at by itself.
_ELSEWHERE = sp.Dummy("elsewhere", real=True)


@lru_cache(maxsize=4096)
def multipliers_behind(part: sp.Basic) -> frozenset[sp.Symbol]:
    """Return the multipliers that a formula or a relation depends on, those inside its names included.

    >>> from theory.language.definitions import x_star
    >>> from theory.language.symbols import alpha, multiplier
    >>> sorted(map(str, multipliers_behind(multiplier("upper") * (alpha - x_star))))
    ['q_inflection', 'q_upper']
    """
    part = unfolded(sp.sympify(part))
    if isinstance(part, BooleanFunction | Relational):
        # part by part: as a whole it becomes false where one of its parts excludes the probed depth
        return frozenset[sp.Symbol]().union(*map(multipliers_behind, part.args))
    over, elsewhere = part.atoms(OverSpectrum), part.atoms(At)
    found = set(part.atoms(Multiplier)).union(
        *(multipliers_behind(inner) for one in over for inner in one.args),
        *(multipliers_behind(inner) for at in elsewhere for inner in (at.args[0], *at.args[2])),
    )
    part = part.xreplace(dict.fromkeys(over, _ELSEWHERE)).xreplace(dict.fromkeys(elsewhere, _ELSEWHERE))
    names = part.atoms(sp.Symbol)
    for depth, sign in _PROBES:
        try:
            resolved = resolve(part.xreplace({m: sp.S.One if sign > 0 else sp.Integer(4)}), depth, sign)
        except (ValueError, ZeroDivisionError):
            continue
        found |= resolved.atoms(Multiplier)
        names |= resolved.atoms(sp.Symbol)
    return frozenset(found).union(*(multipliers_behind(NUMBERS[name]) for name in names & NUMBERS.keys()))
