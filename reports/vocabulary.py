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

from dataclasses import (
    replace as replace,
)

import sympy as sp

from theory.deep_factorization.perturbed_start import (
    NEGATIVE_EIGENVALUE as NEGATIVE_EIGENVALUE,
    NONNEGATIVE_EIGENVALUE as NONNEGATIVE_EIGENVALUE,
    PERTURBATION as PERTURBATION,
    PERTURBATION_ANY as PERTURBATION_ANY,
    PERTURBATION_POSITIVE as PERTURBATION_POSITIVE,
    PERTURBED_HYPOTHESES as PERTURBED_HYPOTHESES,
    START_ABOVE as START_ABOVE,
    START_BELOW as START_BELOW,
    START_HYPOTHESES as START_HYPOTHESES,
    STEP_14 as STEP_14,
    STEP_14_SPECTRUM as STEP_14_SPECTRUM,
    STEP_73 as STEP_73,
    STEP_78 as STEP_78,
    c as c,
    initial_imbalance as initial_imbalance,
    initial_product as initial_product,
    step_bound_14 as step_bound_14,
)
from theory.deep_factorization.theorem_2_4 import (
    T_Id as T_Id,
)
from theory.dynamics.orbits import (
    Delta as Delta,
    Delta_2 as Delta_2,
    E as E,
    E_perturbed as E_perturbed,
    T as T,
    T_product as T_product,
    a as a,
    b as b,
    d as d,
    k_p as k_p,
    p as p,
    p1 as p1,
    p2 as p2,
    r as r,
    v as v,
    v_off as v_off,
    w as w,
    w_off as w_off,
    y as y,
    y_integrated as y_integrated,
)
from theory.dynamics.product import (
    level as level,
    r_W as r_W,
    r_W_flow as r_W_flow,
)
from theory.language.claims import (
    Claim as Claim,
    Every as Every,
    Tends as Tends,
)
from theory.language.definitions import (
    K as K,
    L as L,
    M as M,
    c_N as c_N,
    delta_0 as delta_0,
    h as h,
    kappa as kappa,
    tau as tau,
    x_star as x_star,
)
from theory.language.expressions import (
    CleanEigenvalue as CleanEigenvalue,
    Eigenvalue as Eigenvalue,
    abbreviation as abbreviation,
)
from theory.language.hypotheses import (
    ACCURACY as ACCURACY,
    ACCURACY_SMALL as ACCURACY_SMALL,
    DEPTH_ANY as DEPTH_ANY,
    DEPTH_THREE as DEPTH_THREE,
    DEPTH_TWO as DEPTH_TWO,
    DESCENT as DESCENT,
    INITIAL_SCALE as INITIAL_SCALE,
    NONZERO_EIGENVALUE as NONZERO_EIGENVALUE,
    POSITIVE_EIGENVALUE as POSITIVE_EIGENVALUE,
    SCALAR_COUNT as SCALAR_COUNT,
    SMALL_START as SMALL_START,
    STEP_POSITIVE as STEP_POSITIVE,
    STEP_SIZE as STEP_SIZE,
    STEP_SIZE_CLOSED as STEP_SIZE_CLOSED,
    STEP_SIZE_SPECTRUM as STEP_SIZE_SPECTRUM,
    step_bound as step_bound,
)
from theory.language.observables import (
    euler_orbit as euler_orbit,
    factor_entries as factor_entries,
    first as first,
    flow as flow,
    pair_orbit as pair_orbit,
    scalar_orbit as scalar_orbit,
)
from theory.language.registry import (
    STATEMENTS as STATEMENTS,
    register as register,
    statement as statement,
)
from theory.language.spectra import (
    at_place as at_place,
    count as count,
    effective_rank as effective_rank,
    largest as largest,
    ratio as ratio,
    smallest as smallest,
    total as total,
)
from theory.language.statement import (
    Constant as Constant,
    Hypothesis as Hypothesis,
    Statement as Statement,
)
from theory.language.symbols import (
    N as N,
    alpha as alpha,
    beta as beta,
    ell as ell,
    ell_0 as ell_0,
    eps as eps,
    eps_tail as eps_tail,
    eta as eta,
    gap as gap,
    i as i,
    j as j,
    k as k,
    lam as lam,
    m as m,
    mu as mu,
    multiplier as multiplier,
    n as n,
    noise as noise,
    product as product,
    s as s,
    share as share,
    t as t,
    theta as theta,
    tol as tol,
    x as x,
)

#: The kinds of name, in the order in which ``docs/conjectures.md`` lists them.
SYMBOLS = (
    *("N", "lam", "alpha", "beta", "eta", "eps", "k", "t"),
    *(
        "x",
        "gap",
        "mu",
        "s",
        "j",
        "i",
        "m",
        "share",
        "product",
        "n",
        "ell",
        "theta",
        "eps_tail",
        "tol",
        "ell_0",
        "noise",
    ),
)
NAMES = (
    *("L", "M", "K", "kappa", "c_N", "x_star", "delta_0", "h", "tau", "c", "T_Id"),
    *("initial_product", "initial_imbalance", "step_bound", "step_bound_14"),
)
OBSERVABLES = (
    *("d", "a", "b", "p1", "p2", "p", "Delta", "Delta_2", "r", "E", "E_perturbed", "T", "T_product", "k_p"),
    *("y", "y_integrated", "w", "w_off", "v", "v_off", "r_W", "r_W_flow"),
)
CONSTRUCTORS = (
    *("scalar_orbit", "pair_orbit", "flow", "euler_orbit", "factor_entries", "first", "abbreviation"),
    *(
        "Eigenvalue",
        "CleanEigenvalue",
        "at_place",
        "total",
        "largest",
        "smallest",
        "count",
        "ratio",
        "effective_rank",
        "level",
    ),
)
HYPOTHESES = (
    *("DEPTH_ANY", "DEPTH_TWO", "DEPTH_THREE", "INITIAL_SCALE", "SMALL_START", "STEP_POSITIVE", "STEP_SIZE"),
    *(
        "STEP_SIZE_CLOSED",
        "STEP_SIZE_SPECTRUM",
        "STEP_14",
        "STEP_14_SPECTRUM",
        "STEP_73",
        "STEP_78",
        "ACCURACY",
        "ACCURACY_SMALL",
        "POSITIVE_EIGENVALUE",
    ),
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
