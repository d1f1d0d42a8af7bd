# ruff: noqa: F401 (the names are imported for others)
"""Everything a conjecture is written in, to be imported at once: ``from reports.vocabulary import *``.

Symbols, names, observables and shared hypotheses of the paper, and what a statement is made of. ``docs/conjectures.md``
lists them. ``dmf repl`` starts with these names and those of ``reports.repl``.

>>> conjecture = Statement(
...     id="growth",
...     hypotheses=(DEPTH_TWO, *DESCENT, POSITIVE_EIGENVALUE, Hypothesis("below", sp.Lt(alpha, L), "alpha < L")),
...     claims=(Claim("grows", sp.Le(d(k), d(k + 1)), over=Every(k)),),
... )
>>> print(conjecture.claims[0])
for every k: d(k) <= d(k + 1)
"""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from theory.deep_factorization.perturbed_start import (
    NEGATIVE_EIGENVALUE,
    NONNEGATIVE_EIGENVALUE,
    PERTURBATION,
    PERTURBATION_ANY,
    PERTURBATION_POSITIVE,
    PERTURBED_HYPOTHESES,
    START_ABOVE,
    START_BELOW,
    START_HYPOTHESES,
    STEP_14,
    STEP_73,
    STEP_78,
    c,
    initial_imbalance,
    initial_product,
    step_bound_14,
)
from theory.deep_factorization.theorem_2_4 import T_Id
from theory.dynamics.orbits import (
    Delta,
    Delta_2,
    E,
    E_perturbed,
    T,
    T_product,
    a,
    b,
    d,
    k_p,
    p,
    p1,
    p2,
    r,
    v,
    v_off,
    w,
    w_off,
    y,
    y_integrated,
)
from theory.language.claims import Claim, Every, Tends
from theory.language.definitions import K, L, M, c_N, delta_0, h, kappa, tau, x_star
from theory.language.expressions import abbreviation
from theory.language.hypotheses import (
    ACCURACY,
    ACCURACY_SMALL,
    DEPTH_ANY,
    DEPTH_THREE,
    DEPTH_TWO,
    DESCENT,
    INITIAL_SCALE,
    NONZERO_EIGENVALUE,
    POSITIVE_EIGENVALUE,
    SCALAR_COUNT,
    SMALL_START,
    STEP_POSITIVE,
    STEP_SIZE,
    STEP_SIZE_CLOSED,
    step_bound,
)
from theory.language.observables import euler_orbit, factor_entries, first, flow, pair_orbit, scalar_orbit
from theory.language.registry import STATEMENTS, register, statement
from theory.language.statement import Constant, Hypothesis, Statement
from theory.language.symbols import (
    N,
    alpha,
    beta,
    eps,
    eta,
    gap,
    i,
    j,
    k,
    lam,
    m,
    mu,
    multiplier,
    product,
    s,
    share,
    t,
    x,
)

#: The kinds of name, in the order in which ``docs/conjectures.md`` lists them.
SYMBOLS = (
    *("N", "lam", "alpha", "beta", "eta", "eps", "k", "t"),
    *("x", "gap", "mu", "s", "j", "i", "m", "share", "product"),
)
NAMES = (
    *("L", "M", "K", "kappa", "c_N", "x_star", "delta_0", "h", "tau", "c", "T_Id"),
    *("initial_product", "initial_imbalance", "step_bound", "step_bound_14"),
)
OBSERVABLES = (
    *("d", "a", "b", "p1", "p2", "p", "Delta", "Delta_2", "r", "E", "E_perturbed", "T", "T_product", "k_p"),
    *("y", "y_integrated", "w", "w_off", "v", "v_off"),
)
CONSTRUCTORS = ("scalar_orbit", "pair_orbit", "flow", "euler_orbit", "factor_entries", "first", "abbreviation")
HYPOTHESES = (
    *("DEPTH_ANY", "DEPTH_TWO", "DEPTH_THREE", "INITIAL_SCALE", "SMALL_START", "STEP_POSITIVE", "STEP_SIZE"),
    *("STEP_SIZE_CLOSED", "STEP_14", "STEP_73", "STEP_78", "ACCURACY", "ACCURACY_SMALL", "POSITIVE_EIGENVALUE"),
    *("NONNEGATIVE_EIGENVALUE", "NONZERO_EIGENVALUE", "NEGATIVE_EIGENVALUE", "PERTURBATION_POSITIVE"),
    *("PERTURBATION", "PERTURBATION_ANY", "START_BELOW", "START_ABOVE"),
)
GROUPS = ("DESCENT", "SCALAR_COUNT", "START_HYPOTHESES", "PERTURBED_HYPOTHESES")
WORDS = ("Statement", "Claim", "Hypothesis", "Constant", "Every", "Tends", "multiplier", "replace")
REGISTRY = ("STATEMENTS", "statement", "register")

__all__ = [
    "sp",
    *SYMBOLS,
    *NAMES,
    *OBSERVABLES,
    *CONSTRUCTORS,
    *HYPOTHESES,
    *GROUPS,
    *WORDS,
    *REGISTRY,
]
