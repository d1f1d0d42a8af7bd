"""What the figures on Theorem 1.3 show of the studies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from reports.pages.perturbed_start.study import PerturbedDescent, Transition, pair_curves
from reports.rendering.figures import Floats, Ints, to_digits
from reports.rendering.markdown import exact_text


@dataclass(frozen=True)
class RecoveryPanel:
    """Eigenvalues p₁p₂^{N−1} of W(k) at one depth, for drawing.

    ``curves`` (p, m) at the iterations ``k`` (m,), for the eigenvalues ``targets`` (p,); ``full`` (q, r) at ``full_k``
    come from the full descent; ``predicted`` holds points (our bound on T, eigenvalue there).
    """

    depth: int
    k: Ints
    curves: Floats
    targets: Floats
    full_k: Ints
    full: Floats
    predicted: Sequence[tuple[float, float]]


@dataclass(frozen=True)
class TransitionPicture:
    """One λ < 0 for drawing: ``states`` (m, 2) are p₁, p₂ over k, ``positive`` the same for |λ|.

    ``change`` is k_p and ``change_bound`` (46); ``iterations`` is T and ``bound`` our bound on it.
    """

    title: str
    depth: int
    size: float
    states: Floats
    positive: Floats
    change: int
    change_bound: float
    iterations: int
    bound: int


def recovery_panel(one: PerturbedDescent) -> RecoveryPanel:
    """Return what is drawn of a real matrix at one depth."""
    after = one.k > 0
    seen = np.flatnonzero((one.full_k > 0) & (one.full_k < (one.left or one.full_k[-1] + 1)))
    seen = seen[np.unique(np.round(np.linspace(0, len(seen) - 1, 18)).astype(np.int64))]
    predicted = []
    for row in one.rows:
        if 0 < row.sharp <= one.k[-1]:
            value = pair_curves([float(row.case.lam)], one.depth, one.beta, one.eta, np.array([row.sharp]))[0, 0]
            predicted.append((float(row.sharp), float(to_digits(float(np.round(value, 6))))))
    return RecoveryPanel(
        depth=one.depth,
        k=one.k[after],
        curves=one.curves[:, after],
        targets=np.array([float(row.case.lam) for row in one.rows]),
        full_k=one.full_k[seen],
        # dots for every other curve are enough
        full=one.full[::2][:, seen],
        predicted=predicted,
    )


def transition_picture(shown: Transition) -> TransitionPicture:
    """Return what is drawn of one negative eigenvalue."""
    case, found = shown.found.case, shown.found
    assert found.change is not None
    assert found.change_bound is not None
    assert found.time.iterations is not None
    texts = (exact_text(value) for value in (case.lam, case.alpha, case.beta, case.eta))
    names = (r"\lambda", r"\alpha", r"\beta", r"\eta")
    return TransitionPicture(
        title=f"$N={case.depth}$, " + ", ".join(f"${n}={v}$" for n, v in zip(names, texts, strict=True)),
        depth=case.depth,
        size=-float(case.lam),
        states=shown.states,
        positive=shown.positive,
        change=found.change,
        change_bound=float(to_digits(found.change_bound)),
        iterations=found.time.iterations,
        bound=found.sharp,
    )
