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
)
from theory.deep_factorization.perturbed_start import (
    NONNEGATIVE_EIGENVALUE as NONNEGATIVE_EIGENVALUE,
)
from theory.deep_factorization.perturbed_start import (
    PERTURBATION as PERTURBATION,
)
from theory.deep_factorization.perturbed_start import (
    PERTURBATION_ANY as PERTURBATION_ANY,
)
from theory.deep_factorization.perturbed_start import (
    PERTURBATION_POSITIVE as PERTURBATION_POSITIVE,
)
from theory.deep_factorization.perturbed_start import (
    PERTURBED_HYPOTHESES as PERTURBED_HYPOTHESES,
)
from theory.deep_factorization.perturbed_start import (
    START_ABOVE as START_ABOVE,
)
from theory.deep_factorization.perturbed_start import (
    START_BELOW as START_BELOW,
)
from theory.deep_factorization.perturbed_start import (
    START_HYPOTHESES as START_HYPOTHESES,
)
from theory.deep_factorization.perturbed_start import (
    STEP_14 as STEP_14,
)
from theory.deep_factorization.perturbed_start import (
    STEP_73 as STEP_73,
)
from theory.deep_factorization.perturbed_start import (
    STEP_78 as STEP_78,
)
from theory.deep_factorization.perturbed_start import (
    c as c,
)
from theory.deep_factorization.perturbed_start import (
    initial_imbalance as initial_imbalance,
)
from theory.deep_factorization.perturbed_start import (
    initial_product as initial_product,
)
from theory.deep_factorization.perturbed_start import (
    step_bound_14 as step_bound_14,
)
from theory.deep_factorization.theorem_2_4 import (
    T_Id as T_Id,
)
from theory.dynamics.orbits import (
    Delta as Delta,
)
from theory.dynamics.orbits import (
    Delta_2 as Delta_2,
)
from theory.dynamics.orbits import (
    E as E,
)
from theory.dynamics.orbits import (
    E_perturbed as E_perturbed,
)
from theory.dynamics.orbits import (
    T as T,
)
from theory.dynamics.orbits import (
    T_product as T_product,
)
from theory.dynamics.orbits import (
    a as a,
)
from theory.dynamics.orbits import (
    b as b,
)
from theory.dynamics.orbits import (
    d as d,
)
from theory.dynamics.orbits import (
    k_p as k_p,
)
from theory.dynamics.orbits import (
    p as p,
)
from theory.dynamics.orbits import (
    p1 as p1,
)
from theory.dynamics.orbits import (
    p2 as p2,
)
from theory.dynamics.orbits import (
    r as r,
)
from theory.dynamics.orbits import (
    v as v,
)
from theory.dynamics.orbits import (
    v_off as v_off,
)
from theory.dynamics.orbits import (
    w as w,
)
from theory.dynamics.orbits import (
    w_off as w_off,
)
from theory.dynamics.orbits import (
    y as y,
)
from theory.dynamics.orbits import (
    y_integrated as y_integrated,
)
from theory.language.claims import (
    Claim as Claim,
)
from theory.language.claims import (
    Every as Every,
)
from theory.language.claims import (
    Tends as Tends,
)
from theory.language.definitions import (
    K as K,
)
from theory.language.definitions import (
    L as L,
)
from theory.language.definitions import (
    M as M,
)
from theory.language.definitions import (
    c_N as c_N,
)
from theory.language.definitions import (
    delta_0 as delta_0,
)
from theory.language.definitions import (
    h as h,
)
from theory.language.definitions import (
    kappa as kappa,
)
from theory.language.definitions import (
    tau as tau,
)
from theory.language.definitions import (
    x_star as x_star,
)
from theory.language.expressions import (
    abbreviation as abbreviation,
)
from theory.language.hypotheses import (
    ACCURACY as ACCURACY,
)
from theory.language.hypotheses import (
    ACCURACY_SMALL as ACCURACY_SMALL,
)
from theory.language.hypotheses import (
    DEPTH_ANY as DEPTH_ANY,
)
from theory.language.hypotheses import (
    DEPTH_THREE as DEPTH_THREE,
)
from theory.language.hypotheses import (
    DEPTH_TWO as DEPTH_TWO,
)
from theory.language.hypotheses import (
    DESCENT as DESCENT,
)
from theory.language.hypotheses import (
    INITIAL_SCALE as INITIAL_SCALE,
)
from theory.language.hypotheses import (
    NONZERO_EIGENVALUE as NONZERO_EIGENVALUE,
)
from theory.language.hypotheses import (
    POSITIVE_EIGENVALUE as POSITIVE_EIGENVALUE,
)
from theory.language.hypotheses import (
    SCALAR_COUNT as SCALAR_COUNT,
)
from theory.language.hypotheses import (
    SMALL_START as SMALL_START,
)
from theory.language.hypotheses import (
    STEP_POSITIVE as STEP_POSITIVE,
)
from theory.language.hypotheses import (
    STEP_SIZE as STEP_SIZE,
)
from theory.language.hypotheses import (
    STEP_SIZE_CLOSED as STEP_SIZE_CLOSED,
)
from theory.language.hypotheses import (
    step_bound as step_bound,
)
from theory.language.observables import (
    euler_orbit as euler_orbit,
)
from theory.language.observables import (
    factor_entries as factor_entries,
)
from theory.language.observables import (
    first as first,
)
from theory.language.observables import (
    flow as flow,
)
from theory.language.observables import (
    pair_orbit as pair_orbit,
)
from theory.language.observables import (
    scalar_orbit as scalar_orbit,
)
from theory.language.registry import (
    STATEMENTS as STATEMENTS,
)
from theory.language.registry import (
    register as register,
)
from theory.language.registry import (
    statement as statement,
)
from theory.language.statement import (
    Constant as Constant,
)
from theory.language.statement import (
    Hypothesis as Hypothesis,
)
from theory.language.statement import (
    Statement as Statement,
)
from theory.language.symbols import (
    N as N,
)
from theory.language.symbols import (
    alpha as alpha,
)
from theory.language.symbols import (
    beta as beta,
)
from theory.language.symbols import (
    eps as eps,
)
from theory.language.symbols import (
    eta as eta,
)
from theory.language.symbols import (
    gap as gap,
)
from theory.language.symbols import (
    i as i,
)
from theory.language.symbols import (
    j as j,
)
from theory.language.symbols import (
    k as k,
)
from theory.language.symbols import (
    lam as lam,
)
from theory.language.symbols import (
    m as m,
)
from theory.language.symbols import (
    mu as mu,
)
from theory.language.symbols import (
    multiplier as multiplier,
)
from theory.language.symbols import (
    product as product,
)
from theory.language.symbols import (
    s as s,
)
from theory.language.symbols import (
    share as share,
)
from theory.language.symbols import (
    t as t,
)
from theory.language.symbols import (
    x as x,
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
