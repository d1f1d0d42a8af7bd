"""The hypotheses that several statements share, each defined once, and the source they come from."""

from __future__ import annotations

import sympy as sp

from theory.language.definitions import L, M, x_star
from theory.language.spectra import smallest
from theory.language.statement import Hypothesis
from theory.language.symbols import N, alpha, eps, eta, lam, multiplier

#: The paper whose statements these are.
PAPER = "Chou, Gieshoff, Maly, Rauhut, arXiv:2011.13772"

#: (10)/(25): the hypothesis is 0 < η < step_bound. Rebuilt: the proof bounds |f'| on [0, M] by
#: (2N−1)M^{2N−2} + (N−1)M^{2N−2}.
step_bound = multiplier("step") / ((3 * N - 2) * M ** (2 * N - 2))

_STEP_TEXT = "eta < 1/((3N-2) M^(2N-2)), M = max(alpha, |lambda|^(1/N))"

# ``evaluate=False``: the symbols' own assumptions would turn these into plain True, but a value put in
# for the symbol may still break them.
DEPTH_ANY = Hypothesis("depth", sp.Ge(N, 1, evaluate=False), "N is an integer with N >= 1", N)
DEPTH_TWO = Hypothesis("depth", sp.Ge(N, 2), "N is an integer with N >= 2", N)
DEPTH_THREE = Hypothesis("depth", sp.Ge(N, 3), "N is an integer with N >= 3", N)
INITIAL_SCALE = Hypothesis("initial_scale", sp.Gt(alpha, 0, evaluate=False), "alpha > 0", alpha)
STEP_POSITIVE = Hypothesis("step_positive", sp.Gt(eta, 0, evaluate=False), "eta > 0", eta)
STEP_SIZE = Hypothesis("step_size", sp.Lt(eta, step_bound), _STEP_TEXT, eta)
#: (25) for N >= 2 is strict; for N = 1, where it reads eta < 1, equality is allowed as well.
STEP_SIZE_CLOSED = Hypothesis(
    "step_size",
    sp.Or(sp.Lt(eta, step_bound), sp.And(sp.Eq(N, 1), sp.Le(eta, step_bound))),
    f"{_STEP_TEXT}; for N = 1, eta <= 1",
    eta,
)
#: (25) for every eigenvalue of a spectrum: one step size serves all.
STEP_SIZE_SPECTRUM = Hypothesis(
    "step_size",
    sp.Lt(eta, smallest(step_bound)),
    "eta < 1/((3N-2) M^(2N-2)), M = max(alpha, |lambda_i|^(1/N)), for every i",
    eta,
)
ACCURACY = Hypothesis("accuracy", sp.Gt(eps, 0, evaluate=False), "eps > 0", eps)
ACCURACY_SMALL = Hypothesis(
    "accuracy_below_start", sp.Lt(eps, sp.Abs(alpha - L)), "eps < |alpha - L|, L = max(lambda, 0)^(1/N)", eps
)
POSITIVE_EIGENVALUE = Hypothesis("positive_eigenvalue", sp.Gt(lam, 0), "lambda > 0", lam)
NONZERO_EIGENVALUE = Hypothesis("nonzero_eigenvalue", sp.Ne(lam, 0), "lambda is not 0", lam)
SMALL_START = Hypothesis(
    "small_start", sp.Lt(alpha, x_star), "alpha < x_*, the inflection point ((N-1)lambda/(2N-1))^(1/N)", alpha
)

#: What every statement on the descent assumes, and what a hitting time needs on top.
DESCENT = (INITIAL_SCALE, STEP_POSITIVE, STEP_SIZE)
SCALAR_COUNT = (DEPTH_TWO, *DESCENT, ACCURACY, ACCURACY_SMALL)
