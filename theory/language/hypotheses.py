"""The hypotheses that several statements share, each defined once, and the source they come from."""

from __future__ import annotations

import sympy as sp

from theory.language.definitions import L, x_star
from theory.language.statement import Hypothesis
from theory.language.symbols import N, alpha, eps, eta, lam
from theory.step_size import step_bound

#: The paper whose statements these are.
PAPER = "Chou, Gieshoff, Maly, Rauhut, arXiv:2011.13772"

# ``evaluate=False``: the symbols' own assumptions would turn these into plain True, but a value put in
# for the symbol may still break them.
DEPTH_ANY = Hypothesis("depth", sp.Ge(N, 1, evaluate=False), "N is an integer with N >= 1")
DEPTH_TWO = Hypothesis("depth", sp.Ge(N, 2), "N is an integer with N >= 2")
DEPTH_THREE = Hypothesis("depth", sp.Ge(N, 3), "N is an integer with N >= 3")
INITIAL_SCALE = Hypothesis("initial_scale", sp.Gt(alpha, 0, evaluate=False), "alpha > 0")
STEP_POSITIVE = Hypothesis("step_positive", sp.Gt(eta, 0, evaluate=False), "eta > 0")
STEP_SIZE = Hypothesis("step_size", sp.Lt(eta, step_bound), "eta < 1/((3N-2) M^(2N-2)), M = max(alpha, |lambda|^(1/N))")
ACCURACY = Hypothesis("accuracy", sp.Gt(eps, 0, evaluate=False), "eps > 0")
ACCURACY_SMALL = Hypothesis(
    "accuracy_below_start", sp.Lt(eps, sp.Abs(alpha - L)), "eps < |alpha - L|, L = max(lambda, 0)^(1/N)"
)
POSITIVE_EIGENVALUE = Hypothesis("positive_eigenvalue", sp.Gt(lam, 0), "lambda > 0")
SMALL_START = Hypothesis(
    "small_start", sp.Lt(alpha, x_star), "alpha < x_*, the inflection point ((N-1)lambda/(2N-1))^(1/N)"
)

#: What every statement on the descent assumes, and what a hitting time needs on top.
DESCENT = (INITIAL_SCALE, STEP_POSITIVE, STEP_SIZE)
SCALAR_COUNT = (DEPTH_TWO, *DESCENT, ACCURACY, ACCURACY_SMALL)
